"""The rules of a story for one kind of viewer: what may be played where, and what playing it changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from playhead.screenplay.expression import Scope, Value, holds, reads_of, same
from playhead.screenplay.names import slug
from playhead.story.bounds import beyond
from playhead.story.duration import timed_for
from playhead.story.outline import Outline
from playhead.story.state import State
from playhead.story.story import Beat, Choice
from playhead.story.version import version

TITLE_S = 3.0
END_CARD_S = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """What is told, set and seen, as far as the order depends on it: a value for each slot. Equal ones are one object in a course."""

    id: int
    values: tuple[object, ...]


UNBEGUN = -2
_EXACT = 2**24


class Effect(NamedTuple):
    """What playing a beat comes to: the ledger after it, the jump that holds (-1: none), whether it ends, what it asks."""

    ledger: Ledger
    jump: int
    ending: bool
    choice: Choice | None


Change = tuple[tuple[tuple[int, object], ...], int]


class Place(NamedTuple):
    """Where the script stands: the spine position of the next beat, the beat led to (-1: none), the ledger, the position of the
    last must-see beat played (-1: none), and how often the beats that can be led to again were played.
    """

    next: int
    goto: int
    ledger: Ledger
    must: int = UNBEGUN
    counts: tuple[int, ...] = ()


_YES, _NO = ("yes",), ("no",)


def _packed(value: object) -> object:
    """A value as a ledger keeps it: to a dictionary, yes and 1 are one key, and so are 1 and 1.0."""
    return _YES if value is True else _NO if value is False else tuple(value) if isinstance(value, list) else value


def _plain(value: object) -> object:
    return True if value is _YES else False if value is _NO else value


class Course:
    """The rules for all viewers who are alike in what the story looks at.

    `why_not` methods give a reason in plain words, or "" where nothing speaks against it. All is memoised by ledger, so that
    going the same way again costs a look into a table.
    """

    def __init__(self, outline: Outline, viewer: Mapping[str, Value], now: Mapping[str, Value]) -> None:
        beats = timed_for(outline.story.beats, viewer)
        self.outline, self.story, self.beats = outline, outline.story, beats
        self.order, self.position = outline.order, outline.position
        self._viewer, self._now = viewer, now
        self.unfit = tuple(beyond(beat.bounds, viewer, outline.story.film) for beat in beats)
        self.endings = tuple(i for i in outline.endings if not self.unfit[i])
        self.seconds = tuple(round(beat.seconds * _EXACT) / _EXACT for beat in beats)  # any sum of them is the same however it is made
        self._ledgers: dict[tuple[object, ...], Ledger] = {}
        self._effects: dict[tuple[int, int], Effect] = {}
        self._changes: dict[object, Change] = {}
        self._holds: dict[tuple[int, int], bool] = {}
        self._met: dict[object, bool] = {}
        self._fixed: list[bool | None] = [True if b.when is None else None for b in beats]
        scope = Scope(viewer, now)
        for beat in beats:
            if beat.when is not None and all(n.startswith(("viewer.", "now.")) for n in reads_of(beat.when)):
                self._fixed[beat.index] = holds(beat.when, scope)
        self.later = {
            name: [(n, value) for n, value in found if self._fixed[self.order[n]] is not False and not self.unfit[self.order[n]]]
            for name, found in outline.later.items()
        }
        self.plain = tuple(self._is_plain(beats[index]) for index in self.order)
        self.run_end, self.seconds_to = self._runs()
        self._slots = {index: n for n, index in enumerate(outline.counted)}

    def _is_plain(self, beat: Beat) -> bool:
        """Whether script order plays the beat, whatever has been, and nothing changes by it."""
        return (
            self._fixed[beat.index] is True
            and self.outline.touches[beat.index] is None
            and not (beat.must or beat.may or beat.once or beat.ending or self.unfit[beat.index])
            and beat.id not in self.outline.seen
            and beat.index not in self.outline.counted
        )

    def _runs(self) -> tuple[list[int], list[float]]:
        size = len(self.order)
        ends, sums = list(range(size + 1)), [0.0] * (size + 1)
        for n in range(size - 1, -1, -1):
            ends[n] = ends[n + 1] if self.plain[n] else n
        for n in range(size):
            sums[n + 1] = sums[n] + self.seconds[self.order[n]]
        return ends, sums

    def ledger(self, facts: Mapping[str, object], variables: Mapping[str, object], seen: AbstractSet[str]) -> Ledger:
        """The ledger with these contents, as far as the order depends on them."""
        out = self.outline
        values = [
            *(_packed(facts.get(n)) for n in out.facts),
            *(_packed(variables.get(n)) for n in out.variables),
            *(n in seen for n in out.seen),
        ]
        for slot in out.clamps:
            values[slot] = self._clamped(slot, values[slot])
        return self._ledger(values)

    def _clamped(self, slot: int, value: object) -> object:
        top = self.outline.clamps.get(slot)
        return top if top is not None and type(value) is int and value > top else value

    def changed(self, ledger: Ledger, changes: Iterable[tuple[int, object]]) -> Ledger:
        """A ledger with other values in some slots."""
        values = list(ledger.values)
        for slot, value in changes:
            values[slot] = value
        return self._ledger(values)

    def _ledger(self, values: Iterable[object]) -> Ledger:
        key = tuple(values)
        found = self._ledgers.get(key)
        if found is None:
            found = self._ledgers[key] = Ledger(len(self._ledgers), key)
        return found

    def place_of(self, state: State) -> Place:
        """Where a state stands."""
        out, beats = self.outline, self.beats
        played = set(state.played)
        seen = {beats[i].id for i in played} if out.seen else set[str]()
        must = max((self.position[i] for i in played if beats[i].must and i in self.position), default=-1 if played else UNBEGUN)
        counts = tuple([min(state.played.count(i), out.limits[i]) for i in out.counted])
        at = self.position.get(state.cursor, -1) + 1
        return Place(at, state.goto, self.ledger(state.facts, state.variables, seen), must, counts)

    def scope(self, ledger: Ledger) -> Scope:
        """What expressions see of a ledger."""
        return self.scope_of(ledger.values)

    def scope_of(self, values: Sequence[object]) -> Scope:
        """What expressions see of the values of a ledger."""
        out = self.outline
        size = len(out.facts)
        return Scope(
            self._viewer, self._now,
            {n: _plain(v) for n, v in zip(out.facts, values, strict=False) if v is not None},  # type: ignore[misc]
            {n: _plain(v) for n, v in zip(out.variables, values[size:], strict=False) if v is not None},  # type: ignore[misc]
            frozenset(n for n, v in zip(out.seen, values[size + len(out.variables) :], strict=True) if v),
        )  # fmt: skip

    def told(self, name: str, ledger: Ledger) -> object:
        """What has been told of a fact; None if nothing, or if nothing depends on it."""
        slot = self.outline.slots.get(("fact", name))
        return None if slot is None else _plain(ledger.values[slot])

    def holds(self, index: int, ledger: Ledger) -> bool:
        """Whether the condition of a beat is met."""
        fixed = self._fixed[index]
        if fixed is not None:
            return fixed
        key = (index, ledger.id)
        found = self._holds.get(key)
        if found is None:
            values = ledger.values
            wide = (index, *[values[slot] for slot in self.outline.when_slots[index]])
            found = self._met.get(wide)
            if found is None:
                when = self.beats[index].when
                found = self._met[wide] = when is None or holds(when, self.scope(ledger))
            self._holds[key] = found
        return found

    def jump(self, index: int, ledger: Ledger) -> int:
        """Where a beat that has played goes on by itself; -1 if it does not say."""
        scope = self.scope(ledger)
        return next((jump.beat for jump in self.beats[index].jumps if jump.when is None or holds(jump.when, scope)), -1)

    def effect(self, index: int, ledger: Ledger) -> Effect:
        """What playing a beat comes to."""
        found = self._effects.get((index, ledger.id))
        if found is None:
            found = self._effects[index, ledger.id] = self._effect(index, ledger)
        return found

    def _effect(self, index: int, ledger: Ledger) -> Effect:
        beat, touches, seen = self.beats[index], self.outline.touches[index], self.outline.seen_slots[index]
        values = ledger.values
        changes, jump = ((), -1) if touches is None else self._change(index, values, touches)
        if seen >= 0 and not values[seen]:
            changes = (*changes, (seen, True))
        if changes:
            ledger = self.changed(ledger, changes)
        return Effect(ledger, jump, beat.ending, beat.choice)

    def tell(self, index: int, values: list[object]) -> None:
        """Put into the values of a ledger what playing a beat changes, for those who follow one film and look nowhere ahead."""
        touches, seen = self.outline.touches[index], self.outline.seen_slots[index]
        if touches is not None:
            for slot, value in self._change(index, values, touches)[0]:
                values[slot] = value
        if seen >= 0:
            values[seen] = True

    def _change(self, index: int, values: Sequence[object], touches: tuple[int, ...]) -> Change:
        """What playing a beat changes: slots with their new values, and the jump that holds."""
        key = (index, *[values[slot] for slot in touches])
        found = self._changes.get(key)
        if found is None:
            scope, slots = self.scope_of(values), self.outline.slots
            played = tuple(self.outline.named[each] for each in scope.seen)
            state = State(viewer=self._viewer, now=self._now, facts=scope.facts, variables=scope.variables, played=played)
            made = version(self.story, state, index)
            after = {("fact", n): v for n, v in made.state.facts.items()} | {("set", n): v for n, v in made.state.variables.items()}
            changes = ((slots[name], self._clamped(slots[name], _packed(value))) for name, value in after.items() if name in slots)
            found = self._changes[key] = (tuple((slot, value) for slot, value in changes if values[slot] != value), made.jump)
        return found

    def after(self, place: Place, index: int, effect: Effect) -> Place:
        """Where the script stands when a beat has played, before anything is chosen."""
        at = self.position.get(index, -1)
        slot = self._slots.get(index)
        counts = place.counts
        if slot is not None:
            counts = (*counts[:slot], min(counts[slot] + 1, self.outline.limits[index]), *counts[slot + 1 :])
        must = at if at >= 0 and self.beats[index].must else max(place.must, -1)
        return Place(at + 1 if at >= 0 else place.next, effect.jump, effect.ledger, must, counts)

    def contradicts(self, index: int, ledger: Ledger) -> str:
        """Why a beat cannot be told: a fact that it always tells has been told otherwise; or ""."""
        for slot, name, value in self.outline.told_slots[index]:
            told = _plain(ledger.values[slot])
            if told is not None and not same(told, value):  # type: ignore[arg-type]
                return f"it tells that {name} is {value}, and it has been told that {name} is {told}"
        return ""

    def forestalls(self, index: int, place: Place, after: int) -> str:
        """Why playing a beat would rob a later must-see beat of a fact that it tells, or ""."""
        for name in self.outline.may_tell[index]:
            if name not in self.later or self.told(name, place.ledger) is not None:
                continue
            value = self.told(name, self.effect(index, place.ledger).ledger)
            if value is None:
                continue
            for n, wanted in self.later[name]:
                if n >= after and n > place.must and not same(value, wanted):  # type: ignore[arg-type]
                    return f"it tells that {name} is {value}, and {self.name(self.order[n])}, which must be seen, tells that it is {wanted}"
        return ""

    def owed(self, place: Place, start: int, stop: int) -> int:
        """The first must-see beat between two spine positions whose turn would be now; -1 if none is owed.

        Beats that end the film are not owed before another ending, but are before a jump: `stop` tells which it is.
        """
        musts = self.outline.musts
        for k in range(bisect_left(musts, start), len(musts)):
            n = musts[k]
            if n >= stop:
                return -1
            index = self.order[n]
            if n <= place.must or not self.holds(index, place.ledger) or self.contradicts(index, place.ledger):
                continue
            if self.unfit[index] or (stop > len(self.order) and self.beats[index].ending):
                continue
            return index
        return -1

    def owed_at_end(self, place: Place, start: int) -> int:
        """The must-see beat that an ending now would leave out; -1 if none."""
        return self.owed(place, start, len(self.order) + 1)

    def used_up(self, index: int, place: Place) -> str:
        """Why a beat does not play again, or ""."""
        beat = self.beats[index]
        at = self.position.get(index, -1)
        if at >= 0 and beat.must and at <= place.must:
            return "it must be seen once, and its turn has been"
        slot = self._slots.get(index)
        if slot is not None and place.counts[slot]:
            if beat.once or beat.must:
                return "it plays once"
            if place.counts[slot] >= self.outline.limits[index]:
                return f"it has played {place.counts[slot]} times"
        return ""

    def why_not_go(self, place: Place, index: int) -> str:
        """Why an option or jump to a beat is not taken, or ""."""
        beat = self.beats[index]
        if self.unfit[index]:
            return self.unfit[index]
        if not self.holds(index, place.ledger):
            return "its condition does not hold"
        if found := self.used_up(index, place) or self.contradicts(index, place.ledger):
            return found
        at = self.position.get(index, -1)
        if at >= 0 and (passed := self.owed(place, place.next, at)) >= 0:
            return f"it would pass over {self.name(passed)}, which must be seen"
        after = at + 1 if at >= 0 else place.next
        if (found := self.forestalls(index, place, after)) and not (at >= 0 and beat.must):
            return found
        if beat.ending and self.effect(index, place.ledger).ending and (left := self.owed_at_end(place, after)) >= 0:
            return f"the film would end without {self.name(left)}, which must be seen"
        return ""

    def why_not_next(self, place: Place, at: int) -> str:
        """Why the beat at a spine position is passed over in script order, or ""."""
        index = self.order[at]
        beat = self.beats[index]
        if not self.holds(index, place.ledger):
            return "its condition does not hold"
        if self.unfit[index]:
            return self.unfit[index]
        if found := self.used_up(index, place) or self.contradicts(index, place.ledger):
            return found
        if not beat.must and (found := self.forestalls(index, place, at + 1)):
            return found
        if beat.ending and self.effect(index, place.ledger).ending and (left := self.owed_at_end(place, at + 1)) >= 0:
            return f"it ends the film, which still owes {self.name(left)}"
        return ""

    def loses(self, place: Place, at: int) -> bool:
        """Whether passing over a spine position leaves out a must-see beat whose condition holds."""
        index = self.order[at]
        return (
            self.beats[index].must
            and at > place.must
            and self.holds(index, place.ledger)
            and bool(self.unfit[index] or self.contradicts(index, place.ledger))
        )

    def last_ending(self, place: Place) -> int:
        """The ending that plays when the script has run out; -1 if there is none that may."""
        able = [
            i
            for i in self.endings
            if not self.contradicts(i, place.ledger)
            and self.effect(i, place.ledger).ending
        ]
        return next((i for i in reversed(able) if self.holds(i, place.ledger)), able[-1] if able else -1)

    def drawable(self, index: int, place: Place) -> bool:
        """Whether a storylet's condition and bounds let it play here; its own history is not looked at."""
        return (
            not self.unfit[index]
            and self.holds(index, place.ledger)
            and not self.contradicts(index, place.ledger)
            and not self.forestalls(index, place, place.next)
        )

    def name(self, index: int) -> str:
        """A beat as told to the author."""
        beat = self.beats[index]
        return beat.name or (f"the scene {beat.heading.place}" if beat.heading and beat.heading.place else beat.id or slug(f"beat {index}"))
