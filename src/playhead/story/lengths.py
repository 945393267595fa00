"""How long the versions of a story are at least and at most, by its graph: title and end card included."""

from __future__ import annotations

import heapq

from playhead.screenplay.expression import Compare, Expression, Fact, Literal, Name, Not, Seen
from playhead.story.story import Beat
from playhead.story.ways import Ways

AROUND_S = 7.0  # the title and the end card


class Lengths:
    """The shortest and longest ways through, in seconds.

    `shortest` leaves out all that can be left out: no version is shorter. `longest` plays every condition that can hold
    together, and nothing that the director may drop. `fullest` is `longest` with every `may` and storylet. `barest` is the way of the
    shortest options with all else that everybody gets.
    """

    def __init__(self, ways: Ways, after: list[tuple[int, ...]], reached: set[int]) -> None:
        self._ways, self._after, self._reached = ways, after, reached
        beats = ways.story.beats
        firm = [0.0 if beat.pool else beat.seconds for beat in beats]
        shut_out = _excluded(ways)
        droppable = [0.0 if beat.may or beat.index in shut_out else cost for beat, cost in zip(beats, firm, strict=True)]
        playable = [0.0 if beat.index in shut_out else cost for beat, cost in zip(beats, firm, strict=True)]
        self._to = self._dijkstra(firm, backward=False, skip=True)
        self._from = self._dijkstra(firm, backward=True, skip=True)
        end = min((self._to[n] for n in self._ends()), default=0.0)
        self.shortest = end + AROUND_S
        longest, self._longest_way = self._far(droppable)
        self.longest = longest + AROUND_S
        storylets = [beats[n] for n in ways.pools if n in reached]
        self.fullest = self._far(playable)[0] + sum(beat.seconds for beat in storylets) + AROUND_S
        common = sum(beat.seconds for beat in storylets if beat.when is None and not beat.bounds)
        without_gates = self._dijkstra(playable, backward=False, skip=False)
        self.barest = min((without_gates[n] for n in self._ends()), default=0.0) + common + AROUND_S

    def through(self, source: int, target: int) -> float:
        """The shortest version that goes from one beat to another by an option."""
        return self._to[source] + self._from[target] + AROUND_S

    def options_of_longest(self) -> list[Beat]:
        """The branches on the longest way, in order."""
        beats = self._ways.story.beats
        return [beats[n] for n in self._longest_way if n < len(beats) and beats[n].branch]

    def _ends(self) -> list[int]:
        beats = self._ways.story.beats
        found = [beat.index for beat in beats if beat.ending and beat.index in self._reached]
        return [*found, self._ways.over] if self._ways.over in self._reached else found

    def _edges(self, *, skip: bool) -> list[tuple[int, ...]]:
        """The graph; without `skip`, a beat with a condition is played when the script comes to it, unless it is an ending."""
        if skip:
            return self._after
        beats, edges = self._ways.story.beats, list(self._after)
        for place, index in enumerate(self._ways.order):
            slot = self._ways.slot(place)
            if index in edges[slot] and not beats[index].ending:
                edges[slot] = (index,)
        return edges

    def _dijkstra(self, costs: list[float], *, backward: bool, skip: bool) -> list[float]:
        """The least seconds from the film's start to each node, it included; or from each node, it included, to an end."""
        edges = self._edges(skip=skip)
        beats = self._ways.story.beats
        if backward:
            turned: list[list[int]] = [[] for _ in edges]
            for node, targets in enumerate(edges):
                for target in targets:
                    turned[target].append(node)
            starts, graph = self._ends(), [tuple(sources) for sources in turned]
        else:
            # An ending ends: nothing is shorter by going on from it.
            starts = [self._ways.first]
            graph = [() if n < len(beats) and beats[n].ending else targets for n, targets in enumerate(edges)]
        best = [float("inf")] * len(edges)
        heap: list[tuple[float, int]] = []
        for start in starts:
            best[start] = costs[start] if start < len(costs) else 0.0
            heap.append((best[start], start))
        heapq.heapify(heap)
        while heap:
            so_far, node = heapq.heappop(heap)
            if so_far > best[node]:
                continue
            for target in graph[node]:
                cost = so_far + (costs[target] if target < len(costs) else 0.0)
                if cost < best[target]:
                    best[target] = cost
                    heapq.heappush(heap, (cost, target))
        return best

    def _far(self, costs: list[float]) -> tuple[float, list[int]]:
        """The longest way from the start, circles left out, and its nodes."""
        count = len(self._after)
        state, order = [0] * count, []
        back: set[tuple[int, int]] = set()
        start = self._ways.first
        state[start] = 1
        stack = [(start, iter(self._after[start]))]
        while stack:
            node, rest = stack[-1]
            for target in rest:
                if state[target] == 1:
                    back.add((node, target))
                elif not state[target]:
                    state[target] = 1
                    stack.append((target, iter(self._after[target])))
                    break
            else:
                state[node] = 2
                order.append(node)
                stack.pop()
        best: dict[int, tuple[float, int]] = {}
        for node in order:
            cost = costs[node] if node < len(costs) else 0.0
            onward = [(best[t][0], t) for t in self._after[node] if (node, t) not in back]
            far, target = max(onward, default=(0.0, -1))
            best[node] = (cost + far, target)
        way, node = [], start
        while node >= 0:
            way.append(node)
            node = best[node][1]
        return best[start][0], way


def _excluded(ways: Ways) -> set[int]:
    """Beats of the script that cannot be in the longest version, because others with a condition against theirs are.

    Of beats whose conditions compare the same thing with different values, those of the value that comes to most seconds stay.
    """
    families: dict[str, dict[str, list[Beat]]] = {}
    for index in ways.order:
        beat = ways.story.beats[index]
        family = _family(beat.when, ways) if beat.when is not None else None
        if family is not None:
            families.setdefault(family[0], {}).setdefault(family[1], []).append(beat)
    out: set[int] = set()
    for values in families.values():
        keep = max(values, key=lambda value: sum(beat.seconds for beat in values[value]))
        out |= {beat.index for value, beats in values.items() if value != keep for beat in beats}
    return out


def _family(when: Expression, ways: Ways) -> tuple[str, str] | None:
    match when:
        case Compare(Fact(name), "=", Literal(value)):
            return f"fact {name}", str(value)
        case Compare(Fact(name), "=", Name(word)):
            return f"fact {name}", word
        case Compare(Name(path), "=", Literal(value)) if "." in path:
            return path, str(value)
        case Compare(Name(path), "=", Name(word)) if "." in path:
            return path, word
        case Seen(beat) | Not(Seen(beat)):
            index = ways.story.beat_named(beat)
            askers = [b.index for b in ways.story.beats if index in ways.targets(b)]
            if isinstance(when, Seen) and len(askers) == 1:
                return f"choice {askers[0]}", beat
            return f"seen {beat}", str(isinstance(when, Seen))
    return None
