"""A beat as one viewer sees it: what is gated left out, values filled, words and captions chosen, effects applied.

A version is a function of what its beat reads; equal reads give the same version, which is made once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from playhead.screenplay.condition import NUMBER_MAX
from playhead.screenplay.elements import Element, Kind, Note
from playhead.screenplay.expression import Scope, Value, evaluate, holds
from playhead.screenplay.nodes import Expression
from playhead.story.heading import Heading
from playhead.story.improvise import Bid, bid_of
from playhead.story.parts import PLAYING, Act, Part, Words
from playhead.story.state import State
from playhead.story.story import Beat, Choice, Story
from playhead.story.template import fill
from playhead.story.viewer import fields_of, may_see


@dataclass(frozen=True, slots=True)
class Version:
    """A beat made concrete, and what playing it does.

    `beat.elements` hold no variation any more; `state` has the variables and facts after it, but is not moved on. `choice` is
    what it asks, `jump` the index of the beat it goes on with (-1: none), `ending` whether the film ends after it.
    """

    beat: Beat
    state: State
    choice: Choice | None = None
    jump: int = -1
    ending: bool = False
    bids: tuple[Bid, ...] = ()  # lines that may be improvised and are not settled yet; `beat` has the author's


@dataclass(frozen=True, slots=True)
class _Made:
    """What is kept of a version: all but the state it was made in."""

    story: Story
    beat: Beat
    variables: Mapping[str, Value]
    facts: Mapping[str, Value]
    jump: int
    private: bool
    bids: tuple[Bid, ...] = ()


_KEPT: dict[tuple[object, ...], _Made] = {}  # the stories in it are kept with it, so that an id stays its story's own
_KEPT_MAX = 20_000
_READS: dict[int, tuple[Story, list[tuple[tuple[str, bool], ...]]]] = {}
_READS_MAX = 64
_SAID = (Kind.DIALOGUE, Kind.LYRICS)
_SPEECH = (*_SAID, Kind.PARENTHETICAL)


def scope_of(state: State, story: Story) -> Scope:
    """What expressions see in a state."""
    beats = story.beats
    return Scope(state.viewer, state.now, state.facts, state.variables, frozenset([beats[n].id for n in state.played]))


def version(story: Story, state: State, index: int) -> Version:
    """The version of a beat that would play now."""
    beat = story.beats[index]
    key = _key(story, index, state)
    made = _KEPT.get(key) if key else None
    if made is None:
        made = _make(story, state, beat)
        if key and not made.private:
            if len(_KEPT) >= _KEPT_MAX:
                _KEPT.clear()
            _KEPT[key] = made
    after = state
    if made.variables or made.facts:
        after = replace(state, variables={**state.variables, **made.variables}, facts={**state.facts, **made.facts})
    return Version(made.beat, after, beat.choice, made.jump, beat.ending, made.bids)


def _key(story: Story, index: int, state: State) -> tuple[object, ...]:
    """The story, the beat, and the values of all that it reads and of the facts that it would tell; () if a viewer's own words are among them."""
    entry = _READS.get(id(story))
    if entry is None or entry[0] is not story:
        entry = _READS[id(story)] = (story, _reads(story))
    found: list[object] = [id(story), index]
    for name, opens in entry[1][index]:
        value: object
        if name.startswith("viewer."):
            value = state.viewer.get(name[7:])
        elif name.startswith("now."):
            value = state.now.get(name[4:])
        elif name.startswith("fact "):
            value = state.facts.get(name[5:])
        elif name.startswith("seen "):
            wanted = name[5:]
            value = any(story.beats[n].id == wanted for n in state.played)
        else:
            value = state.variables.get(name)
            if value is None:
                value = state.facts.get(name)
        if opens and value is not None:
            return ()
        if isinstance(value, list):
            value = tuple(map(str, value))
        # 1 and True are one key to a dictionary, and not one value.
        found += (value, type(value))
    return tuple(found)


def _reads(story: Story) -> list[tuple[tuple[str, bool], ...]]:
    """For each beat the names whose values make its version, and whether each may hold a viewer's own words."""
    if len(_READS) >= _READS_MAX:
        _READS.clear()
        _KEPT.clear()  # the stories of both may go
    fields = fields_of(story.film)

    def opens(name: str) -> bool:
        if not name.startswith("viewer."):
            return name in story.private or f"fact {name}" in story.private
        return name[7:] not in fields or fields[name[7:]].kind == "text"

    found = []
    for beat in story.beats:
        names = {*beat.reads, *(f"fact {name}" for name in (*beat.facts, *dict(beat.tells)))}
        found.append(tuple((name, opens(name)) for name in sorted(names)))
    return found


class _Maker:
    """Plays through the parts of a beat once."""

    def __init__(self, story: Story, state: State) -> None:
        self.story = story
        self.state = state
        self.facts = dict(state.facts)
        self.variables = dict(state.variables)
        seen = frozenset(story.beats[n].id for n in state.played)
        # The scope looks into the two dictionaries as they fill.
        self.scope = Scope(state.viewer, state.now, self.facts, self.variables, seen)
        self.elements: list[Element | None] = []  # None where one is left out: its place is kept until cues are settled
        self.private = False
        self.assigned: set[str] = set()
        self.improvised: list[tuple[int, Part, Words, dict[str, Value]]] = []  # the place of each in `elements`, and the facts told before it

    def parts(self, parts: Iterable[Part]) -> None:
        shut = False  # in a scene that is left out
        for part in parts:
            scene = part.element.kind is Kind.SCENE
            if shut and not scene:
                self.elements.append(None)
                continue
            shown = self.holds(part.when) and (not part.bounds or may_see(part.bounds, self.state.viewer, self.story.film))
            if scene:
                shut = not shown
            if shown:
                self._part(part)
            else:
                self.elements.append(None)

    def holds(self, when: Expression | None) -> bool:
        """Whether a gate is open; none is."""
        return when is None or holds(when, self.scope)

    def _part(self, part: Part) -> None:
        element = part.element
        words = next((each for each in part.words if self.holds(each.when)), None)
        if words is not None and element.kind in (*PLAYING, Kind.PARENTHETICAL):
            element = self._worded(element, words)
        at = len(self.elements)
        self.elements.append(element)
        if part.improvise is not None and words is not None and element.text.strip():
            self.improvised.append((at, part, words, dict(self.facts)))
        notes = tuple(note for act in part.acts if (note := self._act(act)) is not None)
        if notes:
            text = "\n".join(note.text for note in notes) if element.kind is Kind.NOTE else element.text
            self.elements[at] = replace(element, text=text, notes=notes)

    def _worded(self, element: Element, words: Words) -> Element:
        private = self.story.private
        text, opened = fill(words.text, self.scope, self.story.film, private)
        captions = []
        for language, template in words.captions:
            caption, open_too = fill(template, self.scope, self.story.film, private)
            captions.append((language, caption))
            opened = opened or open_too
        self.private = self.private or opened
        if text == element.text and not captions and not opened:
            return element
        return replace(element, text=text, private=opened, captions=tuple(captions))

    def bids(self, kept: tuple[Element, ...]) -> tuple[Bid, ...]:
        """The bids for those of the elements that were kept."""
        places = {id(element): n for n, element in enumerate(kept)}
        found: list[Bid] = []
        for at, part, words, told in self.improvised:
            place = places.get(id(self.elements[at]), -1)
            if place >= 0 and part.improvise is not None:
                written, values = self._held(words)
                facts = {name: value for name, value in told.items() if f"fact {name}" not in self.story.private}
                before = sum(each.written == written for each in found)
                found.append(bid_of(place, kept, written, values, part.improvise, facts, before))
        return tuple(found)

    def _held(self, words: Words) -> tuple[str, tuple[str, ...]]:
        """A wording with {1}, {2} for its values, and these."""
        pieces: list[str | Expression] = []
        values: list[str] = []
        for piece in words.text:
            shown = "" if isinstance(piece, str) else fill((piece,), self.scope, self.story.film)[0]
            if shown:
                values.append(shown)
            pieces.append(f"{{{len(values)}}}" if shown else piece)
        return fill(tuple(pieces), self.scope, self.story.film)[0], tuple(values)

    def _act(self, act: Act) -> Note | None:
        if not self.holds(act.when):
            return None
        if act.kind == "note":
            return act.note
        value = evaluate(act.value, self.scope) if act.value is not None else None
        if act.kind == "fact":
            if value is not None and act.name not in self.facts:
                self.facts[act.name] = value
        elif act.op == "=":
            if value is not None:
                self.variables[act.name] = value
                self.assigned.add(act.name)
        else:
            self.assigned.add(act.name)
            by = value if isinstance(value, int) else 0
            before = self.variables.get(act.name)
            count = before if isinstance(before, int) else 0
            self.variables[act.name] = max(-NUMBER_MAX, min(NUMBER_MAX, count + (by if act.op == "+" else -by)))
        return None


def _make(story: Story, state: State, beat: Beat) -> _Made:
    maker = _Maker(story, state)
    if beat.parts:
        maker.parts(beat.parts)
        elements, headings = _settled(beat, maker.elements)
        concrete = replace(beat, elements=elements, headings=headings, parts=())
        bids = maker.bids(elements)
    else:
        concrete, bids = beat, ()
        for name, value in beat.tells:
            maker.facts.setdefault(name, value)
    jump = next((jump.beat for jump in beat.jumps if maker.holds(jump.when)), -1)
    # All that is assigned, changed or not: the version may be taken again where the variable had another value.
    variables = {name: maker.variables[name] for name in sorted(maker.assigned)}
    facts = {name: value for name, value in maker.facts.items() if name not in state.facts}
    return _Made(story, concrete, variables, facts, jump, maker.private, bids)


def _settled(beat: Beat, elements: list[Element | None]) -> tuple[tuple[Element, ...], tuple[Heading, ...]]:
    """The elements that are left: no cue without the speech it had, nothing without words, no note that directs nothing."""
    kept: list[Element] = []
    headings: list[Heading] = []
    scene = 0
    n = 0
    while n < len(elements):
        element, source = elements[n], beat.parts[n].element
        n += 1
        if source.kind is Kind.SCENE:
            heading = beat.headings[scene] if scene < len(beat.headings) else None
            scene += 1
            if element is not None and heading is not None:
                headings.append(heading)
        if source.kind is Kind.CHARACTER:
            end = n
            while end < len(elements) and beat.parts[end].element.kind in _SPEECH:
                end += 1
            had = any(part.element.kind in _SAID for part in beat.parts[n:end])
            block = [each for each in elements[n:end] if each is not None and each.text.strip()]
            if element is not None and (not had or any(each.kind in _SAID for each in block)):
                kept += [element, *block]
            n = end
        elif element is not None and (element.notes if element.kind is Kind.NOTE else element.text.strip() or element.kind not in PLAYING):
            kept.append(element)
    return tuple(kept), tuple(headings)
