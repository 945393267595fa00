"""How long the versions of a story are at least and at most, by its graph: title and end card included."""

from __future__ import annotations

import heapq

from playhead.story.ways import Ways

AROUND_S = 7.0  # the title and the end card
_NEVER = float("inf")


class Lengths:
    """The shortest and longest ways through, in seconds: no version is shorter than `shortest` or, without going in circles, longer than `fullest`."""

    def __init__(self, ways: Ways, after: list[tuple[int, ...]], reached: set[int]) -> None:
        self._ways, self._after, self._reached = ways, after, reached
        beats = ways.story.beats
        costs = [0.0 if beat.pool else beat.seconds for beat in beats]
        self._to = self._dijkstra(costs, backward=False)
        self._from = self._dijkstra(costs, backward=True)
        self.shortest = min((self._to[n] for n in self._ends() if self._to[n] < _NEVER), default=0.0) + AROUND_S
        self.fullest = self._far(costs) + sum(beats[n].seconds for n in ways.pools if n in reached) + AROUND_S

    def through(self, source: int, target: int) -> float:
        """The shortest version that goes from one beat to another by an option; 0 where none comes to an end."""
        found = self._to[source] + self._from[target]
        return found + AROUND_S if found < _NEVER else 0.0

    def _ends(self) -> list[int]:
        beats = self._ways.story.beats
        found = [beat.index for beat in beats if beat.ending and beat.index in self._reached]
        return [*found, self._ways.over] if self._ways.over in self._reached else found

    def _dijkstra(self, costs: list[float], *, backward: bool) -> list[float]:
        """The least seconds from the film's start to each node, it included; or from each node, it included, to an end."""
        edges = self._after
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
        best = [_NEVER] * len(edges)
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

    def _far(self, costs: list[float]) -> float:
        """The longest way from the start, circles left out."""
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
        best: dict[int, float] = {}
        for node in order:
            cost = costs[node] if node < len(costs) else 0.0
            best[node] = cost + max((best[t] for t in self._after[node] if (node, t) not in back), default=0.0)
        return best[start]
