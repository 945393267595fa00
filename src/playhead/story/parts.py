"""A beat in parts: its elements with what gates, rewords, bounds and follows each, ready to be made one viewer's version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playhead.screenplay.directive import Ask, Assign, Condition, Directive, Target, Wording, read_note
from playhead.screenplay.elements import Element, Kind, Note
from playhead.screenplay.expression import And, Expression, Literal, reads_of
from playhead.screenplay.improvise import Improvise
from playhead.screenplay.names import did_you_mean
from playhead.story.names import Names, Place, place_in_element, place_in_note
from playhead.story.template import Template, read_template, template_reads

PLAYING = (Kind.ACTION, Kind.DIALOGUE, Kind.LYRICS, Kind.CENTERED)
GATED = (*PLAYING, Kind.SCENE, Kind.CHARACTER, Kind.PARENTHETICAL, Kind.TRANSITION)
_FOR_SHOTS = ("tension", "hold", "look", "shot", "sound")


@dataclass(frozen=True, slots=True)
class Act:
    """What a note does when its beat plays, if `when` holds: `set` and `fact` assign; "note" passes `note` on to the shots."""

    kind: str
    when: Expression | None = None
    name: str = ""
    op: str = "="
    value: Expression | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """One wording of an element: shown if `when` holds, with the author's captions in other languages."""

    text: Template
    when: Expression | None = None
    captions: tuple[tuple[str, Template], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An element with what its notes, and those standing after it, say about it.

    `words` are the other wordings in order, and the script's own at the end. A gate on a scene heading is that of the whole scene.
    """

    element: Element
    words: tuple[Words, ...] = ()
    when: Expression | None = None
    bounds: frozenset[str] = frozenset()
    acts: tuple[Act, ...] = ()
    improvise: Improvise | None = None  # of a speech: within what bounds it may be written anew

    @property
    def plain(self) -> bool:
        """Whether it is the same for everybody."""
        return (
            self.when is None
            and not self.bounds
            and self.improvise is None
            and len(self.words) <= 1
            and all(len(each.text) <= 1 and not each.captions and all(isinstance(piece, str) for piece in each.text) for each in self.words)
            and all(act.kind == "note" and act.when is None for act in self.acts)
        )


@dataclass
class Gathered:
    """What the notes of a beat say about it."""

    parts: tuple[Part, ...] = ()
    when: Expression | None = None
    flags: set[str] = field(default_factory=set)
    tension: int = -1
    weight: int = 1
    about_s: float = 0.0
    cooldown_s: float = 0.0
    bounds: frozenset[str] = frozenset()
    ask: Ask | None = None
    ask_at: tuple[int, int] = (0, 0)
    jumps: list[tuple[Target, Expression | None, int]] = field(default_factory=list)
    reads: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    tells: tuple[tuple[str, str | int], ...] = ()


@dataclass
class _Draft:
    element: Element
    base: Template = ()
    others: list[tuple[Template, Expression]] = field(default_factory=list)
    captions: list[list[tuple[str, Template]]] = field(default_factory=lambda: [[]])  # of the base, then of each other
    when: Expression | None = None
    bounds: frozenset[str] = frozenset()
    acts: list[Act] = field(default_factory=list)
    improvise: Improvise | None = None

    def part(self) -> Part:
        words = [
            *(Words(text, when, tuple(captions)) for (text, when), captions in zip(self.others, self.captions[1:], strict=True)),
            Words(self.base, None, tuple(self.captions[0])),
        ]
        return Part(self.element, tuple(words), self.when, self.bounds, tuple(self.acts), self.improvise)


def gather_parts(elements: Sequence[Element], names: Names) -> Gathered:
    """Read the notes of a beat's elements, in order."""
    return _Gatherer(elements, names).gather()


def both(one: Expression | None, other: Expression | None) -> Expression | None:
    """The condition that holds where both do."""
    return And((one, other)) if one is not None and other is not None else one if other is None else other


class _Gatherer:
    def __init__(self, elements: Sequence[Element], names: Names) -> None:
        self.elements = elements
        self.names = names
        self.found = Gathered()
        self.drafts: list[_Draft] = []
        self.last: _Draft | None = None  # what a note that stands alone is about
        self.pending: list[tuple[Note, tuple[Directive, ...], _Draft]] = []  # notes under a cue, about the speech to come
        self.head = True  # until something plays
        self.leaves: tuple[int, int] | None = None  # where a choice or a jump stands after which nothing may play
        self.tensions: list[int] = []

    def gather(self) -> Gathered:
        for element in self.elements:
            self._element(element)
        for note, directives, at in self.pending:
            self._note(note, directives, self.last, at)
        found = self.found
        found.parts = tuple(draft.part() for draft in self.drafts)
        if found.tension < 0 and self.tensions:
            found.tension = max(self.tensions)
        self._sum_up()
        return found

    def _element(self, element: Element) -> None:
        draft = _Draft(replace(element, notes=()))
        self.drafts.append(draft)
        if element.kind in (*PLAYING, Kind.PARENTHETICAL) and element.text.strip():
            draft.base = self._template(element.text, place_in_element(element))
            if element.kind in PLAYING:
                self._plays(element)
        else:
            draft.base = (element.text,)
        notes = [(note, read_note(note)[0], draft) for note in element.notes]
        if element.kind is Kind.CHARACTER:
            self.pending += notes
            self.head = False
            return
        if element.kind in (Kind.DIALOGUE, Kind.LYRICS):
            notes, self.pending = [*self.pending, *notes], []
        if element.kind in GATED:
            self.last = draft
        for note, directives, at in notes:
            self._note(note, directives, draft if element.kind in GATED else self.last, at)

    def _plays(self, element: Element) -> None:
        self.head = False
        if self.leaves:
            self.names.warn(self.leaves, f"what follows on line {element.line} plays before this: a choice or -> is where its beat ends; begin another with ##")
            self.leaves = None

    def _template(self, text: str, place: Place) -> Template:
        template, wrong = read_template(text)
        for written, why in wrong:
            self.names.warn(place(written), f"{written} cannot be read: {why}")
        return tuple(piece if isinstance(piece, str) else self.names.resolve(piece, place, text=True) for piece in template)

    def _note(self, note: Note, directives: tuple[Directive, ...], about: _Draft | None, at: _Draft | None = None) -> None:
        if not directives:
            return
        place = place_in_note(note)
        at = at or about or self.drafts[-1]
        head = self.head or about is None or (about.element.kind is Kind.SCENE and self.head)
        conditions = [d for d in directives if isinstance(d.what, Condition)]
        gate: Expression | None = None
        for directive in conditions:
            gate = both(gate, self.names.resolve(directive.what.expr, place))  # type: ignore[union-attr]
        if gate is not None and not any(d.acts for d in directives):
            if head:
                self.found.when = both(self.found.when, gate)
            elif about is not None:
                about.when = both(about.when, gate)
            gate = None
        for directive in directives:
            self._directive(directive, place, gate, about, head=head)
        at.acts += self._acts(note, directives, gate, place)

    def _directive(self, directive: Directive, place: Place, gate: Expression | None, about: _Draft | None, *, head: bool) -> None:
        found, what = self.found, directive.what
        if directive.head in ("must", "may", "once", "ending"):
            found.flags.add(directive.head)
        elif directive.head == "tension":
            self.tensions.append(min(5, directive.number))
            if head and found.tension < 0:
                found.tension = min(5, directive.number)
        elif directive.head == "weight":
            found.weight = directive.number
        elif directive.head == "about":
            found.about_s = directive.seconds
        elif directive.head == "cooldown":
            found.cooldown_s = directive.seconds
        elif directive.head == "bounds":
            self.names.content(directive.words, place)
            if head:
                found.bounds |= directive.words
            elif about is not None:
                about.bounds |= directive.words
        elif isinstance(what, Ask):
            if found.ask is not None:
                self.names.warn((directive.line, directive.column), "a beat asks once: this second choice is left out; begin another beat with ##")
            else:
                found.ask, found.ask_at = what, (directive.line, directive.column)
            self._leave(directive, head=head)
        elif isinstance(what, Condition) and what.to is not None:
            found.jumps.append((what.to, gate, directive.line))
            self._leave(directive, head=head)
        elif isinstance(what, Target):
            found.jumps.append((what, gate, directive.line))
            self._leave(directive, head=head)
        elif isinstance(what, Wording):
            self._wording(what, directive, place, about, head=head)
        elif isinstance(what, Improvise):
            self._improvise(what, directive, place, about)

    def _leave(self, directive: Directive, *, head: bool) -> None:
        if not head:
            self.leaves = (directive.line, directive.column)

    def _wording(self, what: Wording, directive: Directive, place: Place, about: _Draft | None, *, head: bool) -> None:
        words = (*PLAYING, Kind.PARENTHETICAL)
        if about is None or head or about.element.kind not in words:
            said = "other words for" if what.when is not None else "the caption of"
            self.names.warn((directive.line, directive.column), f"there is nothing here that this could be {said}: put it after a speech or an action")
            return
        template = self._template(what.text, place)
        if what.when is None:
            about.captions[-1].append((what.language, template))
        else:
            about.others.append((template, self.names.resolve(what.when, place)))
            about.captions.append([])

    def _improvise(self, what: Improvise, directive: Directive, place: Place, about: _Draft | None) -> None:
        at = (directive.line, directive.column)
        if about is None or about.element.kind is not Kind.DIALOGUE:
            self.names.warn(at, "there is no speech here that could be improvised: put this after the line that stands in for it")
            return
        if about.improvise is not None:
            self.names.warn(at, "this line has its bounds already: put all of them into one `improvise`, parted by ;")
            return
        for name in what.facts:
            if name not in self.names.facts:
                self.names.warn(place(name), f"no `fact {name} = ...` is ever told{did_you_mean(name, self.names.facts)}")
        about.improvise = what

    def _acts(self, note: Note, directives: tuple[Directive, ...], gate: Expression | None, place: Place) -> list[Act]:
        acts: list[Act] = []
        shown = [d for d in directives if d.head in _FOR_SHOTS and not (d.head == "hold" and gate is not None)]
        for directive in directives:
            what = directive.what
            if isinstance(what, Assign):
                value = what.value if directive.head == "fact" else self.names.value(what.value, place)
                if directive.head == "fact" and not isinstance(value, Literal):
                    value = self.names.resolve(value, place)
                acts.append(Act(directive.head, gate, what.name, what.op, value))
            elif directive.head == "hold" and gate is not None:
                acts.append(Act("note", gate, note=Note(f"hold {directive.value}", directive.line, directive.column, (directive.line, directive.column))))
        if shown:
            kept = note if len(shown) == len(directives) else Note("; ".join(f"{d.head} {d.value}" for d in shown), note.line, note.column, note.inside)
            acts.append(Act("note", note=kept))
        return acts

    def _sum_up(self) -> None:
        """What the beat reads and tells."""
        found = self.found
        reads: set[str] = set(reads_of(found.when)) if found.when is not None else set()
        for _, when, _ in found.jumps:
            reads |= reads_of(when) if when is not None else frozenset()
        tells: dict[str, str | int] = {}
        facts: set[str] = set()
        gated = False
        for part in found.parts:
            if part.element.kind is Kind.SCENE:
                gated = part.when is not None
            reads |= reads_of(part.when) if part.when is not None else frozenset()
            if part.bounds:
                reads |= {"viewer.age", "viewer.avoid"}
            for words in part.words:
                reads |= template_reads(words.text) | (reads_of(words.when) if words.when is not None else frozenset())
                for _, caption in words.captions:
                    reads |= template_reads(caption)
            if part.improvise is not None:
                reads |= {f"fact {name}" for name in part.improvise.facts}
            for act in part.acts:
                reads |= reads_of(act.when) if act.when is not None else frozenset()
                if act.value is not None:
                    reads |= reads_of(act.value)
                if act.kind == "set" and act.op != "=":
                    reads.add(act.name)
                if act.kind == "fact":
                    facts.add(act.name)
                    always = act.when is None and part.when is None and not part.bounds and not gated
                    if always and isinstance(act.value, Literal) and act.name not in tells:
                        tells[act.name] = act.value.value
        if found.ask is not None:
            for way in found.ask.ways:
                reads |= template_reads(read_template(way.label)[0])
        found.reads, found.facts, found.tells = frozenset(reads), frozenset(facts), tuple(sorted(tells.items()))
