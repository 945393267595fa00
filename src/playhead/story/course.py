"""The rules of a story for one kind of viewer: what may be played where, and what playing it changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from playhead.screenplay.expression import Expression, Scope, holds, reads_of, same
from playhead.screenplay.names import slug
from playhead.story.bounds import beyond
from playhead.story.state import State
from playhead.story.story import Beat, Choice, Story
from playhead.story.version import version

TITLE_S = 3.0
END_CARD_S = 4.0
REPLAYS = 3
"""How often a beat that is led to by a jump or an option plays at most; one that asks, once more than it has options."""


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """What is told, set and seen, as far as anything looks at it. Equal ones are one object within a course."""

    id: int
    facts: Mapping[str, object]
    variables: Mapping[str, object]
    seen: frozenset[str]


class Effect(NamedTuple):
    """What playing a beat comes to: the ledger after it, the jump that holds (-1: none), whether it ends, what it asks."""

    ledger: Ledger
    jump: int
    ending: bool
    choice: Choice | None


class Place(NamedTuple):
    """Where the script stands: the spine position of the next beat, the beat led to (-1: none), the ledger, the position of the
    last must-see beat played (-1: none), and how often the beats that can be led to again were played.
    """

    next: int
    goto: int
    ledger: Ledger
    must: int = -1
    counts: tuple[int, ...] = ()


class Outline:
    """What the rules look at in a story, whoever watches; made once for each story."""

    def __init__(self, story: Story) -> None:
        beats = story.beats
        self.story = story
        self.order = tuple(b.index for b in beats if not b.pool and not b.branch) or tuple(b.index for b in beats)
        self.position = {index: n for n, index in enumerate(self.order)}
        self.pools = tuple(b.index for b in beats if b.pool and not b.branch and not b.ending and b.index not in self.position)
        self.musts = tuple(n for n, index in enumerate(self.order) if beats[index].must)
        self.endings = tuple(b.index for b in beats if b.ending and (b.branch or b.index in self.position))
        sets = [frozenset(act.name for part in b.parts for act in part.acts if act.kind == "set") for b in beats]
        tells = [b.facts | {name for name, _ in b.tells} for b in beats]
        reads = frozenset[str]().union(*(self._gates(b) for b in beats))
        often: dict[str, int] = {}
        for each in tells:
            for name in each:
                often[name] = often.get(name, 0) + 1
        self.variables = tuple(sorted({n for each in sets for n in each if n in reads}))
        self.facts = tuple(sorted(n for n, count in often.items() if count > 1 or f"fact {n}" in reads or n in reads))
        self.seen = frozenset(n[5:] for n in reads if n.startswith("seen "))
        live = frozenset((*self.variables, *self.facts))
        self.touches = tuple(self._touches(b, sets[b.index] | tells[b.index]) for b in beats)
        self.pure = tuple(
            not (sets[b.index] | tells[b.index]) & live and not b.jumps and b.choice is None and not b.ending and b.id not in self.seen
            for b in beats
        )
        self.asks = any(b.choice or b.jumps for b in beats)
        self.heavy = any(b.may and not self.pure[b.index] for b in beats)
        self.loops = self._loops()
        self.counted = tuple(sorted(self._counted()))
        self.limits = {i: max(REPLAYS, len(c.options) + 1) if (c := beats[i].choice) else REPLAYS for i in range(len(beats))}
        self.later: dict[str, list[tuple[int, object]]] = {}
        for n in self.musts:
            for name, value in beats[self.order[n]].tells:
                self.later.setdefault(name, []).append((n, value))

    def _gates(self, beat: Beat) -> frozenset[str]:
        """The names that matter to the order: all that a beat with a condition, effect, choice or jump looks at."""
        return beat.reads | (reads_of(beat.when) if beat.when else frozenset()) | {
            name for jump in beat.jumps if jump.when for name in reads_of(jump.when)
        }

    def _touches(self, beat: Beat, changes: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None:
        """The facts, variables and beats seen on which a beat's effect depends; None if it has no effect at all."""
        if not changes and not beat.jumps and beat.choice is None:
            return None
        names = changes | {n.removeprefix("fact ") for n in self._gates(beat)}
        return (
            tuple(n for n in self.facts if n in names),
            tuple(n for n in self.variables if n in names),
            tuple(sorted(n[5:] for n in self._gates(beat) if n.startswith("seen "))),
        )

    def targets(self, beat: Beat) -> tuple[int, ...]:
        """The beats that a beat's choice and jumps lead to."""
        options = tuple(option.beat for option in beat.choice.options) if beat.choice else ()
        return tuple(t for t in (*options, *(jump.beat for jump in beat.jumps)) if 0 <= t < len(self.story.beats))

    def _loops(self) -> bool:
        """Whether any beat of the script or any branch can come again."""
        beats = self.story.beats
        at = dict(self.position)
        waiting = [*self.order, *(i for i in range(len(beats)) if beats[i].pool and self.targets(beats[i]))]
        at |= {i: len(self.order) for i in waiting if i not in at}
        while waiting:  # how far the script may have come while a beat plays
            index = waiting.pop()
            for target in self.targets(beats[index]):
                if target in self.position:
                    if self.position[target] <= at[index]:
                        return True
                elif at.get(target, -1) < at[index]:
                    at[target] = at[index]
                    waiting.append(target)
        done: set[int] = set()
        for first in range(len(beats)):  # a ring of branches
            path, stack = set[int](), [(first, False)]
            while stack:
                index, leaving = stack.pop()
                if leaving:
                    path.discard(index)
                    done.add(index)
                elif index in path:
                    return True
                elif index not in done:
                    path.add(index)
                    stack.append((index, True))
                    stack += [(t, False) for t in self.targets(beats[index]) if t not in self.position]
        return False

    def _counted(self) -> Iterable[int]:
        beats = self.story.beats
        ways: dict[int, int] = {}
        for beat in beats:
            for target in self.targets(beat):
                ways[target] = ways.get(target, 0) + 1
        for target, count in ways.items():
            if self.loops or count >= REPLAYS or (count > 1 and (beats[target].once or beats[target].must)):
                yield target
        if self.loops:
            yield from (b.index for b in beats if (b.once or b.must) and not b.pool and b.index not in ways)


class Course:
    """The rules for all viewers who are alike in what the story looks at.

    `why_not` methods give a reason in plain words, or "" where nothing speaks against it. All is memoised by ledger, so that
    going the same way again costs a look into a table.
    """

    def __init__(self, outline: Outline, viewer: Mapping[str, object], now: Mapping[str, object]) -> None:
        beats = outline.story.beats
        self.outline, self.story, self.beats = outline, outline.story, beats
        self.order, self.position = outline.order, outline.position
        self._viewer, self._now = viewer, now
        self.unfit = tuple(beyond(beat.bounds, viewer, outline.story.film) for beat in beats)
        self._ledgers: dict[object, Ledger] = {}
        self._effects: dict[tuple[int, int], Effect] = {}
        self._changes: dict[object, tuple[dict[str, object], dict[str, object], int, bool, Choice | None]] = {}
        self._holds: dict[tuple[int, int], bool] = {}
        self._fixed: list[bool | None] = [True if b.when is None else None for b in beats]
        scope = Scope(viewer, now)  # type: ignore[arg-type]
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
            sums[n + 1] = sums[n] + self.beats[self.order[n]].seconds
        return ends, sums

    def ledger(self, facts: Mapping[str, object], variables: Mapping[str, object], seen: frozenset[str]) -> Ledger:
        """The ledger with these contents, as far as the story looks at them."""
        out = self.outline
        seen &= out.seen
        key = (tuple([facts.get(n) for n in out.facts]), tuple([variables.get(n) for n in out.variables]), seen)
        found = self._ledgers.get(key)
        if found is None:
            found = self._ledgers[key] = Ledger(
                len(self._ledgers),
                {n: v for n, v in zip(out.facts, key[0], strict=True) if v is not None},
                {n: v for n, v in zip(out.variables, key[1], strict=True) if v is not None},
                seen,
            )
        return found

    def place_of(self, state: State) -> Place:
        """Where a state stands."""
        out, beats = self.outline, self.beats
        seen = frozenset(beats[i].id for i in state.played if beats[i].id in out.seen) if out.seen else frozenset()
        must = max((self.position[i] for i in set(state.played) if beats[i].must and i in self.position), default=-1)
        counts = tuple(min(state.played.count(i), out.limits[i]) for i in out.counted)
        at = self.position.get(state.cursor, -1) + 1
        return Place(at, state.goto, self.ledger(state.facts, state.variables, seen), must, counts)

    def holds(self, index: int, ledger: Ledger) -> bool:
        """Whether the condition of a beat is met."""
        fixed = self._fixed[index]
        if fixed is not None:
            return fixed
        key = (index, ledger.id)
        found = self._holds.get(key)
        if found is None:
            found = self._holds[key] = self._met(self.beats[index].when, ledger)
        return found

    def jump(self, index: int, ledger: Ledger) -> int:
        """Where a beat that has played goes on by itself; -1 if it does not say."""
        return next((jump.beat for jump in self.beats[index].jumps if self._met(jump.when, ledger)), -1)

    def _met(self, when: Expression | None, ledger: Ledger) -> bool:
        return when is None or holds(when, Scope(self._viewer, self._now, ledger.facts, ledger.variables, ledger.seen))  # type: ignore[arg-type]

    def effect(self, index: int, ledger: Ledger) -> Effect:
        """What playing a beat comes to."""
        found = self._effects.get((index, ledger.id))
        if found is None:
            found = self._effects[index, ledger.id] = self._effect(index, ledger)
        return found

    def _effect(self, index: int, ledger: Ledger) -> Effect:
        beat, touches = self.beats[index], self.outline.touches[index]
        seen = ledger.seen | {beat.id} if beat.id in self.outline.seen else ledger.seen
        if touches is None:
            after = ledger if seen is ledger.seen else self.ledger(ledger.facts, ledger.variables, seen)
            return Effect(after, -1, beat.ending, None)
        key = (
            index,
            tuple([ledger.facts.get(n) for n in touches[0]]),
            tuple([ledger.variables.get(n) for n in touches[1]]),
            tuple([n in ledger.seen for n in touches[2]]),
        )
        change = self._changes.get(key)
        if change is None:
            played = tuple(i for i in range(len(self.beats)) if self.beats[i].id in ledger.seen)
            state = State(viewer=self._viewer, now=self._now, facts=ledger.facts, variables=ledger.variables, played=played)  # type: ignore[arg-type]
            made = version(self.story, state, index)
            facts = {n: v for n, v in made.state.facts.items() if n in touches[0]}
            variables = {n: v for n, v in made.state.variables.items() if n in touches[1]}
            change = self._changes[key] = (dict(facts), dict(variables), made.jump, made.ending, made.choice)
        facts, variables, jump, ending, choice = change
        after = self.ledger({**ledger.facts, **facts}, {**ledger.variables, **variables}, seen)
        return Effect(after, jump, ending, choice)

    def after(self, place: Place, index: int, effect: Effect) -> Place:
        """Where the script stands when a beat has played, before anything is chosen."""
        at = self.position.get(index, -1)
        slot = self._slots.get(index)
        counts = place.counts
        if slot is not None:
            counts = (*counts[:slot], min(counts[slot] + 1, self.outline.limits[index]), *counts[slot + 1 :])
        must = at if at >= 0 and self.beats[index].must else place.must
        return Place(at + 1 if at >= 0 else place.next, effect.jump, effect.ledger, must, counts)

    def contradicts(self, index: int, ledger: Ledger) -> str:
        """The fact that a beat always tells otherwise than it has been told, or ""."""
        for name, value in self.beats[index].tells:
            told = ledger.facts.get(name)
            if told is not None and not same(told, value):  # type: ignore[arg-type]
                return f"it tells that {name} is {value}, and it has been told that {name} is {told}"
        return ""

    def forestalls(self, index: int, place: Place, after: int) -> str:
        """Why playing a beat would rob a later must-see beat of a fact that it tells, or ""."""
        if not self.later or (self.outline.touches[index] is None and not self.beats[index].tells):
            return ""
        told = self.effect(index, place.ledger).ledger.facts
        for name, found in self.later.items():
            value, before = told.get(name), place.ledger.facts.get(name)
            if value is None or before is not None:
                continue
            for n, wanted in found:
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
            for i in self.outline.endings
            if not self.unfit[i]
            and not self.used_up(i, place)
            and not self.contradicts(i, place.ledger)
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
