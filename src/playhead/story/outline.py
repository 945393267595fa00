"""What the order of a story depends on, whoever watches: names that are looked at, beats that can come again, must-see beats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from playhead.screenplay.elements import Kind
from playhead.screenplay.expression import And, Compare, Expression, Literal, Name, Not, Or, reads_of
from playhead.story.story import Beat, Story
from playhead.story.stretches import Stretches

REPLAYS = 3
"""How often a beat that is led to by a jump or an option plays at most; one that asks, once more than it has options."""


class Outline:
    """What the rules look at in a story, whoever watches; made once for each story."""

    def __init__(self, story: Story, *, everything: bool = False) -> None:
        """With `everything`, what only words depend on is looked at too."""
        beats = story.beats
        self.story = story
        self.order = tuple(b.index for b in beats if not b.pool and not b.branch) or tuple(b.index for b in beats)
        self.position = {index: n for n, index in enumerate(self.order)}
        self.pools = tuple(b.index for b in beats if b.pool and not b.branch and not b.ending and b.index not in self.position)
        self.musts = tuple(n for n, index in enumerate(self.order) if beats[index].must)
        self.endings = tuple(b.index for b in beats if b.ending and (b.branch or b.index in self.position))
        sets = [frozenset(act.name for part in b.parts for act in part.acts if act.kind == "set") for b in beats]
        tells = [b.facts | {name for name, _ in b.tells} for b in beats]
        gates = [b.reads | _reads(b) if everything else _reads(b) for b in beats]
        reads = frozenset[str]().union(*gates)
        often = Counter(name for each in tells for name in each)
        self.facts = tuple(sorted(n for n, count in often.items() if count > 1 or f"fact {n}" in reads or n in reads))
        self.variables = tuple(sorted({n for each in sets for n in each if n in reads}))
        self.seen = tuple(sorted({b.id for b in beats} & {n[5:] for n in reads if n.startswith("seen ")}))
        self.named = {b.id: b.index for b in beats}
        self.slots = {("fact", n): k for k, n in enumerate(self.facts)}
        self.slots |= {("set", n): k + len(self.slots) for k, n in enumerate(self.variables)}
        self.slots |= {("seen", n): k + len(self.slots) for k, n in enumerate(self.seen)}
        self.clamps = {} if everything else {self.slots["set", n]: top for n in self.variables if (top := _clamp(story, n)) is not None}
        live = frozenset((*self.variables, *self.facts))
        self.when_slots = tuple(self._slots_of(reads_of(b.when) if b.when else ()) for b in beats)
        self.read_slots = tuple(self._slots_of(each) for each in gates)
        self.touches = tuple(
            self._touches(b, sets[b.index], tells[b.index], gates[b.index]) if (sets[b.index] | tells[b.index]) & live or b.jumps or b.choice else None
            for b in beats
        )
        self.seen_slots = tuple(self.slots.get(("seen", b.id), -1) for b in beats)
        self.told_slots = tuple(tuple(self._told(b)) for b in beats)
        self.may_tell = tuple(tuple(n for n in sorted(each) if ("fact", n) in self.slots) for each in tells)
        self.asks = any(b.choice or b.jumps for b in beats)
        self.loops = self._loops()
        self.counted = tuple(sorted(set(self._counted())))
        self.pure = tuple(
            touches is None and not b.ending and b.id not in self.seen and b.index not in self.counted
            for b, touches in zip(beats, self.touches, strict=True)
        )
        self.heavy = any(b.may and not self.pure[b.index] for b in beats)
        self.limits = {i: max(REPLAYS, len(c.options) + 1) if (c := beats[i].choice) else REPLAYS for i in range(len(beats))}
        self.stretches = Stretches([self._matters(index) for index in self.order])
        self.later: dict[str, list[tuple[int, object]]] = {}
        for n in self.musts:
            for name, value in beats[self.order[n]].tells:
                self.later.setdefault(name, []).append((n, value))

    def _slots_of(self, names: Iterable[str]) -> tuple[int, ...]:
        """The slots that names written in conditions look into; a bare word is a variable or a fact."""
        keys: set[tuple[str, str]] = set()
        for name in names:
            kind, _, rest = name.partition(" ")
            keys |= {(kind, rest)} if rest else {("fact", name), ("set", name)}
        return tuple(sorted(self.slots[key] for key in keys if key in self.slots))

    def _touches(self, beat: Beat, sets: frozenset[str], tells: frozenset[str], gates: frozenset[str]) -> tuple[int, ...]:
        """The slots on which a beat's effect depends, those that it changes among them."""
        changed = {self.slots[key] for key in (*(("set", n) for n in sets), *(("fact", n) for n in tells)) if key in self.slots}
        return tuple(sorted(changed | set(self._slots_of(gates)) | {k for k, _, _ in self._told(beat)}))

    def _told(self, beat: Beat) -> list[tuple[int, str, object]]:
        return [(self.slots["fact", name], name, value) for name, value in beat.tells if ("fact", name) in self.slots]

    def targets(self, beat: Beat) -> tuple[int, ...]:
        """The beats that a beat's choice and jumps lead to."""
        options = tuple(option.beat for option in beat.choice.options) if beat.choice else ()
        return tuple(t for t in (*options, *(jump.beat for jump in beat.jumps)) if 0 <= t < len(self.story.beats))

    def _matters(self, index: int) -> AbstractSet[int] | None:
        """The slots that alone tell what becomes of a beat of the script, and of the branches that it leads to; None where more does.

        More does where the film may end or jump, where a beat may come again, and where an option leads back or on to the script.
        """
        found, waiting, done = set[int](), [index], {index}
        while waiting:
            here = waiting.pop()
            beat = self.story.beats[here]
            if beat.ending or here in self.counted or (here != index and here in self.position):
                return None
            found.update(self.when_slots[here], self.read_slots[here], self.touches[here] or (), (slot for slot, _, _ in self.told_slots[here]))
            found.update(self.slots["fact", name] for name in self.may_tell[here])
            found.add(self.seen_slots[here])
            more = [target for target in self.targets(beat) if target not in done]
            done.update(more)
            waiting += more
        return found - {-1}

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


def _reads(beat: Beat) -> frozenset[str]:
    """What the order depends on: the conditions of a beat, of its effects and of its jumps, and the values that it sets."""
    found = set(reads_of(beat.when)) if beat.when else set()
    for jump in beat.jumps:
        found |= reads_of(jump.when) if jump.when else frozenset()
    gate: Expression | None = None
    for part in beat.parts:
        if part.element.kind is Kind.SCENE:
            gate = part.when
        for act in part.acts:
            if act.kind != "note":
                for each in (gate, part.when, act.when, act.value):
                    found |= reads_of(each) if each is not None else frozenset()
                if act.kind == "set" and act.op != "=":
                    found.add(act.name)
    return frozenset(found)


def _clamp(story: Story, name: str) -> int | None:
    """The number above which all values of a variable are alike: it only ever grows, and is only compared with smaller numbers."""
    top = 0
    for beat in story.beats:
        conditions = [beat.when, *(jump.when for jump in beat.jumps)]
        for part in beat.parts:
            conditions.append(part.when)
            for act in part.acts:
                conditions.append(act.when)
                value = act.value.value if isinstance(act.value, Literal) else None
                if act.kind == "set" and act.name == name:
                    if isinstance(value, bool) or not isinstance(value, int) or act.op == "-" or (act.op == "+" and value < 0):
                        return None
                elif act.kind != "note" and act.value is not None and name in reads_of(act.value):
                    return None
        for condition in conditions:
            if condition is not None and name in reads_of(condition):
                found = _greatest(condition, name)
                if found is None:
                    return None
                top = max(top, found)
    return top + 1


def _greatest(when: Expression, name: str) -> int | None:
    """The greatest number that a condition tells from those above it; None if it does something else with the variable."""
    if isinstance(when, (And, Or)):
        each = [_greatest(part, name) for part in when.of if name in reads_of(part)]
        return None if None in each else max((n for n in each if n is not None), default=0)
    if isinstance(when, Not):
        return _greatest(when.of, name)
    if isinstance(when, Name):
        return 0
    if isinstance(when, Compare) and isinstance(when.left, Name) and isinstance(when.right, Literal) and when.op != "has":
        value = when.right.value
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value - 1 if when.op in (">=", "<") else value  # of these, all numbers from the one that is said are alike
    return None
