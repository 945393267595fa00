"""From a screenplay to a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from playhead.canonical import key_of
from playhead.errors import ScreenplayError
from playhead.screenplay.directive import directives_of, note_problems, read_note
from playhead.screenplay.elements import Element, Kind, Problem, Screenplay
from playhead.screenplay.film import STANDARD, FilmFile, read_film
from playhead.screenplay.names import did_you_mean, slug
from playhead.story.cast import cast_of
from playhead.story.duration import timed
from playhead.story.heading import Heading, parse_heading
from playhead.story.names import Names
from playhead.story.parts import Gathered, gather_parts
from playhead.story.story import Beat, Choice, Jump, Option, Role, Story

_PLAYS = (Kind.SCENE, Kind.ACTION, Kind.DIALOGUE, Kind.LYRICS, Kind.CENTERED)
_SILENT = (Kind.TITLE, Kind.BONEYARD, Kind.PAGE_BREAK, Kind.SYNOPSIS, Kind.SECTION)
_HINT = "write a scene heading, an action or a character who speaks"


def compile_story(screenplay: Screenplay, film: FilmFile | None = None, film_problems: Iterable[Problem] = ()) -> Story:
    """The story of a screenplay: beats in script order, cast, revision, and what `playhead check` has to tell.

    `film` and `film_problems` are what `read_film` gave; without them the title page alone is read. Raises ScreenplayError when
    nothing plays.
    """
    elements = screenplay.elements
    playing = [element for element in elements if element.kind in _PLAYS and _says(element)]
    if not playing:
        what = "only a title page" if any(element.kind is Kind.TITLE for element in elements) else "nothing that plays"
        raise ScreenplayError(f"the script has {what}: {_HINT}", path=screenplay.path)
    if film is None:
        film, film_problems = read_film(screenplay)
    builder = _Beats()
    for element in elements:
        builder.add(element)
    builder.close()
    names = Names(film, {beat.id: n for n, beat in enumerate(builder.beats)})
    names.learn(directive for beat in builder.beats for element in beat.elements for directive in directives_of(element))
    gathered = [gather_parts(beat.elements, names) for beat in builder.beats]
    beats = _woven(builder.beats, gathered, names)
    cast = _described(cast_of(playing_order(elements)), film, names)
    beats = tuple(timed(beat, cast, film.language) for beat in beats)
    film = _asking(film, beats)
    problems = (*screenplay.problems, *note_problems(elements), *builder.problems, *names.problems, *film_problems)
    return Story(
        title=" ".join(screenplay.title("title").split()) or "Untitled",
        author=" ".join((screenplay.title("author") or screenplay.title("authors")).split()),
        credit=" ".join(screenplay.title("credit").split()),
        beats=beats,
        cast=cast,
        revision=_revision(elements, film),
        problems=tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.path, problem.line, problem.column))),
        film=film,
        variables=frozenset(names.variables),
        private=names.private,
        captions=tuple(sorted({language for beat in beats for part in beat.parts for words in part.words for language, _ in words.captions})),
    )


def _woven(beats: Sequence[Beat], gathered: Sequence[Gathered], names: Names) -> tuple[Beat, ...]:
    """The beats with what their notes say, and with their ways to each other."""
    choices = [_choice(each, names) for each in gathered]
    # An option that leads back leads to what has its place in the script; one that leads on leads to a branch.
    branches = {option.beat for n, choice in enumerate(choices) if choice for option in choice.options if option.beat > n}
    woven = []
    for n, (beat, found, choice) in enumerate(zip(beats, gathered, choices, strict=True)):
        jumps = []
        for to, when, line in found.jumps:
            target = names.beat(to.name, (to.line, to.column), "the film goes on in order")
            if target >= 0:
                jumps.append(Jump(target, when, line))
        whole = replace(
            beat, index=n, when=found.when, must="must" in found.flags, may="may" in found.flags, once="once" in found.flags,
            ending="ending" in found.flags, tension=found.tension, weight=found.weight, about_s=found.about_s,
            cooldown_s=found.cooldown_s, bounds=found.bounds, choice=choice, jumps=tuple(jumps), branch=n in branches and not beat.pool,
            reads=found.reads, facts=found.facts, tells=found.tells, parts=found.parts,
        )  # fmt: skip
        woven.append(whole)
    return tuple(woven)


def _choice(found: Gathered, names: Names) -> Choice | None:
    if found.ask is None:
        return None
    options: list[Option] = []
    for way in found.ask.ways:
        beat = names.beat(way.to.name, (way.to.line, way.to.column), f"the option {way.label!r} is left out")
        if beat >= 0:
            options.append(Option(way.label, beat))
    if not options:
        return None
    default = 0
    if (wanted := found.ask.default) is not None:
        name = slug(wanted.name)
        default = next((n for n, option in enumerate(options) if names.ids.get(name) == option.beat or slug(option.label) == name), -1)
        if default < 0:
            ways = [way.to.name for way in found.ask.ways]
            names.warn((wanted.line, wanted.column), f"the default {wanted.name!r} is none of the options{did_you_mean(wanted.name, ways)}: the first is taken")
            default = 0
    return Choice(tuple(options), found.ask.window_s, default, *found.ask_at)


def _described(cast: tuple[Role, ...], film: FilmFile, names: Names) -> tuple[Role, ...]:
    """The cast with what film.toml adds to it."""
    roles = list(cast)
    for entry in film.cast:
        n = next((n for n, role in enumerate(roles) if entry.name == role.name or entry.name in role.aliases), -1)
        if n < 0:
            known = [role.name.lower() for role in cast]
            names.problems.append(Problem("warning", 1, 1, f"film.toml casts {entry.name}, whom the script does not have{did_you_mean(entry.name, known)}"))
            continue
        words = ", ".join(text for text in (roles[n].description, entry.description) if text)
        roles[n] = replace(roles[n], description=words, voice=entry.voice)
    return tuple(roles)


def _asking(film: FilmFile, beats: Sequence[Beat]) -> FilmFile:
    """The settings with the questions that the script's reads call for, where film.toml asks none."""
    if film.questions:
        return film
    read = {name[7:] for beat in beats for name in beat.reads if name.startswith("viewer.")}
    if any(beat.bounds for beat in beats):
        read |= {"age"}
    return replace(film, questions=tuple(question for name, question in STANDARD.items() if name in read and name not in ("likes", "avoid")))


def playing_order(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements without those that are never seen or heard."""
    return tuple(element for element in elements if element.kind not in (Kind.TITLE, Kind.BONEYARD))


def _says(element: Element) -> bool:
    return bool(element.text.strip())


def _revision(elements: Sequence[Element], film: FilmFile) -> str:
    """The hash of what plays and of what directs it; moving it down the page does not change it."""
    return key_of(
        "story",
        [
            [e.kind, e.text, e.key, e.number, e.depth, e.extension, e.dual, [note.text for note in e.notes]]
            for e in elements
            if e.kind is not Kind.BONEYARD
        ],
        film,
    )


@dataclass
class _Beats:
    """The beat being gathered and those that are done."""

    beats: list[Beat] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    held: list[Element] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    began: Heading | None = None  # the heading that the beat continues
    last: Heading | None = None
    name: str = ""
    line: int = 0
    group: str = ""
    synopsis: str = ""
    named: bool = False
    ids: set[str] = field(default_factory=set)
    unnamed: int = 0

    def add(self, element: Element) -> None:
        if element.kind is Kind.SECTION:
            self._section(element)
            return
        if element.kind is Kind.SYNOPSIS:
            self.synopsis = self.synopsis or element.text
            self._direct(element)
        if element.kind in _SILENT:
            return
        if element.kind is Kind.SCENE:
            if not self.named and self._plays():
                self.close()
            self.last = parse_heading(element.text, self.last, element.number, element.raw.strip() or element.text)
            self.headings.append(self.last)
        if not self.held and not self.named:
            self.line = element.line
        self.held.append(element)

    def _section(self, element: Element) -> None:
        if element.depth > 2:
            return
        self.close()
        if element.depth <= 1:
            self.group, self.named = element.text.strip(), False
            return
        self.name, self.named, self.line = element.text.strip(), True, element.line
        self._direct(element)
        if slug(self.name) in self.ids:
            self.problems.append(
                Problem(
                    "warning", element.line, element.column, f"there is already a beat {self.name!r}: give this one another name"
                )
            )

    def _direct(self, element: Element) -> None:
        """Keep the directives on a beat's own line and on its synopsis: they stand before what plays."""
        notes = tuple(note for note in element.notes if read_note(note)[0])
        if notes:
            text = "\n".join(note.text for note in notes)
            self.held.append(Element(Kind.NOTE, text, element.line, element.column, notes=notes))

    def _plays(self) -> bool:
        """Whether what is held opens a beat of its own: more than "FADE IN:" and notes."""
        return any(
            e.kind in _PLAYS
            and _says(e)
            and not (e.kind is Kind.ACTION and e.text.strip().upper().rstrip(":. ") in ("FADE IN", "FADE UP"))
            for e in self.held
        )

    def close(self) -> None:
        """End the beat being gathered; one that plays nothing is left out, with a warning if it has a name."""
        if any(e.kind in _PLAYS and _says(e) for e in self.held):
            first = next(e for e in self.held if e.kind in (*_PLAYS, Kind.CHARACTER) and not self._is_fade_in(e))
            opens = first.kind is Kind.SCENE
            self.beats.append(
                Beat(
                    name=self.name,
                    heading=self.headings[0] if opens else self.began,
                    elements=tuple(self.held),
                    line=self.line or self.held[0].line,
                    first_of_scene=opens,
                    headings=tuple(self.headings),
                    group=self.group,
                    pool=self.group.upper().startswith("STORYLETS"),
                    synopsis=self.synopsis,
                    id=self._id(),
                )
            )
        elif self.named:
            self.problems.append(
                Problem("warning", self.line, 1, f"the beat {self.name!r} has nothing that plays: it is left out")
            )
        self.held, self.headings, self.synopsis, self.name = [], [], "", ""
        self.began = self.last
        self.named = False
        self.line = 0

    def _id(self) -> str:
        """The name as a slug, or the number among those without one; unlike any other's."""
        wanted = slug(self.name)
        if not wanted:
            self.unnamed += 1
            wanted = f"scene-{self.unnamed}"
        found, n = wanted, 1
        while found in self.ids:
            n += 1
            found = f"{wanted}-{n}"
        self.ids.add(found)
        return found

    def _is_fade_in(self, element: Element) -> bool:
        return (
            element.kind is Kind.ACTION
            and len(self.held) > 1
            and element.text.strip().upper().rstrip(":. ") in ("FADE IN", "FADE UP")
        )
