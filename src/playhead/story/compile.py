"""From a screenplay to a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from playhead.canonical import key_of
from playhead.errors import ScreenplayError
from playhead.screenplay.directive import note_problems
from playhead.screenplay.elements import Element, Kind, Problem, Screenplay
from playhead.story.cast import cast_of
from playhead.story.heading import Heading, parse_heading
from playhead.story.story import Beat, Story

_PLAYS = (Kind.SCENE, Kind.ACTION, Kind.DIALOGUE, Kind.LYRICS, Kind.CENTERED)
_SILENT = (Kind.TITLE, Kind.BONEYARD, Kind.PAGE_BREAK, Kind.SYNOPSIS, Kind.SECTION)
_HINT = "write a scene heading, an action or a character who speaks"


def compile_story(screenplay: Screenplay) -> Story:
    """The story of a screenplay: beats in script order, cast, revision, and what `playhead check` has to tell.

    Raises ScreenplayError when nothing in it plays.
    """
    elements = screenplay.elements
    playing = [element for element in elements if element.kind in _PLAYS and _says(element)]
    if not playing:
        what = "only a title page" if any(element.kind is Kind.TITLE for element in elements) else "nothing that plays"
        raise ScreenplayError(f"the script has {what}: {_HINT}", path=screenplay.path)
    builder = _Beats()
    for element in elements:
        builder.add(element)
    builder.close()
    problems = (*screenplay.problems, *note_problems(elements), *builder.problems)
    return Story(
        title=" ".join(screenplay.title("title").split()) or "Untitled",
        author=" ".join((screenplay.title("author") or screenplay.title("authors")).split()),
        credit=" ".join(screenplay.title("credit").split()),
        beats=tuple(builder.beats),
        cast=cast_of(playing_order(elements)),
        revision=_revision(elements),
        problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))),
    )


def playing_order(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements without those that are never seen or heard."""
    return tuple(element for element in elements if element.kind not in (Kind.TITLE, Kind.BONEYARD))


def _says(element: Element) -> bool:
    return bool(element.text.strip())


def _revision(elements: Sequence[Element]) -> str:
    """The hash of what plays and of what directs it; moving it down the page does not change it."""
    return key_of(
        "story",
        [
            [e.kind, e.text, e.key, e.number, e.depth, e.extension, e.dual, [note.text for note in e.notes]]
            for e in elements
            if e.kind is not Kind.BONEYARD
        ],
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

    def add(self, element: Element) -> None:
        if element.kind is Kind.SECTION:
            self._section(element)
            return
        if element.kind is Kind.SYNOPSIS and not self.synopsis:
            self.synopsis = element.text
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
        if self.name and any(beat.name == self.name for beat in self.beats):
            self.problems.append(
                Problem(
                    "warning", element.line, element.column, f"there is already a beat {self.name!r}: give this one another name"
                )
            )

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

    def _is_fade_in(self, element: Element) -> bool:
        return (
            element.kind is Kind.ACTION
            and len(self.held) > 1
            and element.text.strip().upper().rstrip(":. ") in ("FADE IN", "FADE UP")
        )
