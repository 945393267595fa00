"""The ways through a story, whoever watches: which beat can follow which, and what the script's own order allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playhead.screenplay.expression import And, Compare, Expression, Fact, Literal, Not, Or, same
from playhead.story.story import Beat, Story


@dataclass(frozen=True, slots=True)
class Way:
    """A step from the beat `source` to the beat `target`: "next" in the script, an "option" of a choice, or a "jump".

    `target` is -1 where the script ends.
    """

    source: int
    target: int
    kind: str
    label: str = ""
    when: Expression | None = None
    default: bool = False
    line: int = 0


class Ways:
    """The graph of a story. Conditions are not weighed: a way is there if anybody could ever go it.

    Nodes are the beats' indices, then a *slot* for each place in the spine (`slot(p)` is where the script looks for its next
    beat from spine position `p` on), then `slot(len(order))`, where the script has run out. Slots keep the graph linear in
    the size of the story, however many beats in a row may be skipped.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.order = tuple(beat.index for beat in story.spine)
        self.position = {index: n for n, index in enumerate(self.order)}
        self.pools = tuple(beat.index for beat in story.beats if beat.pool)
        self.first = len(story.beats)  # the slot at which every film begins
        self.over = self.first + len(self.order)  # the script has run out
        self.cursors = self._cursors()
        self.musts = tuple((place, story.beats[n]) for place, n in enumerate(self.order) if story.beats[n].must and story.beats[n].when is None)
        self.after: list[tuple[int, ...]] = [self._after(beat) for beat in story.beats]
        for place, index in enumerate(self.order):
            beat = story.beats[index]
            skips = beat.when is not None or beat.may or bool(beat.bounds)
            self.after.append((index, self.slot(place + 1)) if skips else (index,))
        self.after.append(())

    def slot(self, place: int) -> int:
        """The node at which the script looks for its next beat from spine position `place` on."""
        return self.first + place

    def targets(self, beat: Beat) -> tuple[int, ...]:
        """The beats that a beat's choice and jumps lead to."""
        options = tuple(option.beat for option in beat.choice.options) if beat.choice else ()
        return tuple(t for t in (*options, *(jump.beat for jump in beat.jumps)) if 0 <= t < len(self.story.beats))

    def goes_on(self, beat: Beat) -> bool:
        """Whether script order can follow the beat: it neither ends the film, nor always asks or jumps."""
        if beat.ending and beat.when is None and not beat.jumps and beat.choice is None:
            return False
        beats = self.story.beats
        if any(jump.when is None and 0 <= jump.beat < len(beats) and not self.passed(beat, jump.beat) for jump in beat.jumps):
            return False
        if beat.choice is None:
            return not beat.ending
        return all(not 0 <= o.beat < len(beats) or beats[o.beat].when is not None for o in beat.choice.options)

    def passed(self, beat: Beat, target: int) -> tuple[Beat, ...]:
        """The musts, owed to everybody, that a way from a beat to another would always pass over: the director does not go it."""
        to, cursors = self.position.get(target), self.cursors[beat.index]
        if to is None or not cursors:
            return ()
        return tuple(must for place, must in self.musts if max(cursors) < place < to)

    def resumes(self, beat: Beat) -> tuple[int, ...]:
        """The spine positions at which script order goes on after the beat."""
        return tuple(sorted({place + 1 for place in self.cursors[beat.index]}))

    def _cursors(self) -> tuple[frozenset[int], ...]:
        """For each beat the spine positions at which the script may stand while it plays."""
        found: list[set[int]] = [set() for _ in self.story.beats]
        waiting: list[tuple[int, int]] = [(index, place) for place, index in enumerate(self.order)]
        # A storylet that asks may do so anywhere.
        waiting += [(index, place) for index in self.pools if self.targets(self.story.beats[index]) for place in range(len(self.order))]
        while waiting:
            index, place = waiting.pop()
            if place in found[index]:
                continue
            found[index].add(place)
            waiting += [(t, place) for t in self.targets(self.story.beats[index]) if t not in self.position]
        return tuple(frozenset(places) for places in found)

    def _after(self, beat: Beat) -> tuple[int, ...]:
        slots = tuple(self.slot(place) for place in self.resumes(beat)) if self.goes_on(beat) and not beat.pool else ()
        return (*(target for target in self.targets(beat) if not self.passed(beat, target)), *slots)

    def reached(self) -> set[int]:
        """All nodes that some film comes to; storylets count as come to, for the director may draw them anywhere."""
        return reach((self.first, *self.pools), self.after)

    def ways(self) -> Iterator[Way]:
        """Every step between beats, for a map: slots are resolved to the beats they find, which are
        several where one that may be skipped asks or ends.
        """
        beats = self.story.beats
        yield from (Way(-1, target, "next") for target in self._found(0))
        for beat in beats:
            for jump in beat.jumps:
                if 0 <= jump.beat < len(beats):
                    yield Way(beat.index, jump.beat, "jump", when=jump.when, line=jump.line)
            if beat.choice:
                for n, option in enumerate(beat.choice.options):
                    if 0 <= option.beat < len(beats):
                        yield Way(beat.index, option.beat, "option", option.label, beats[option.beat].when,
                                  n == beat.choice.default, beat.choice.line)
            if self.goes_on(beat) and not beat.pool:
                told = dict(beat.tells)
                targets = dict.fromkeys(target for place in self.resumes(beat) for target in self._found(place, told))
                yield from (Way(beat.index, target, "next") for target in targets)

    def _found(self, place: int, told: Mapping[str, str | int] | None = None) -> tuple[int, ...]:
        """The beats that the script may find from a place on; `told` are facts that are certain there, -1 is its end."""
        found: list[int] = []
        for index in self.order[place:]:
            beat = self.story.beats[index]
            sure = True if beat.when is None else decided(beat.when, told or {})
            if sure is False:
                continue
            found.append(index)
            # A beat that may be skipped and itself goes on to the next one says so by that way.
            if (sure and not beat.may and not beat.bounds) or self.goes_on(beat):
                return tuple(found)
        return (*found, -1)


def decided(condition: Expression, told: Mapping[str, str | int]) -> bool | None:
    """What a condition comes to by some facts alone; None where it looks at more.

    >>> from playhead.screenplay.expression import parse_expression
    >>> decided(parse_expression('fact lamp = "dead" and viewer.age < 9'), {"lamp": "lit"})
    False
    """
    match condition:
        case And(parts) | Or(parts):
            known = [decided(part, told) for part in parts]
            short = isinstance(condition, Or)
            return short if short in known else None if None in known else not short
        case Not(of):
            inner = decided(of, told)
            return None if inner is None else not inner
        case Compare(Fact(name), "=" | "!=" as op, Literal(value)) if name in told:
            return same(told[name], value) == (op == "=")
    return None


def reach(starts: tuple[int, ...], after: list[tuple[int, ...]]) -> set[int]:
    """The nodes of a graph that can be come to from some, those included."""
    seen = set(starts)
    waiting = list(starts)
    while waiting:
        for node in after[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen
