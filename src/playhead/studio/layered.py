"""Layered drawing of a directed graph, top to bottom, after Sugiyama, Tagawa and Toda (1981).

Ranks are longest paths; the order within a rank comes from barycentre sweeps that keep the best; places come from sweeps in
which every rank is fitted exactly to where its neighbours pull it (isotonic regression: pool adjacent violators).
"""

from __future__ import annotations

import itertools
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

_SWEEPS = 12
_PLACINGS = 24
_WIRE = 14.0  # room that an edge takes in a rank which it passes


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to be placed; `trunk` pulls it to the middle."""

    width: float
    height: float
    trunk: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is: centres of boxes, the rank of each, and for every edge the points of its way, ends included.

    An edge of `back` closes a circle: it has no points, and is drawn around the others.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    rank: tuple[int, ...]
    top: tuple[float, ...]  # of each rank
    paths: tuple[tuple[tuple[float, float], ...], ...]
    back: frozenset[int]
    left: float
    right: float
    bottom: float


@dataclass
class _Grid:
    """Boxes and the bends of long edges, rank by rank."""

    width: list[float]
    height: list[float]
    trunk: list[bool]
    rank: list[int]
    above: list[list[int]] = field(default_factory=list)
    below: list[list[int]] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    boxes: int = 0


def layered(boxes: Sequence[Box], edges: Sequence[tuple[int, int]], *, gap_x: float = 26.0, gap_y: float = 34.0) -> Layout:
    """Place boxes so that edges run downward, cross little and are straight where they can be."""
    back = _backward(len(boxes), edges)
    forward = [(n, a, b) for n, (a, b) in enumerate(edges) if n not in back and a != b]
    ranks = _ranks(len(boxes), [(a, b) for _, a, b in forward])
    grid = _Grid([b.width for b in boxes], [b.height for b in boxes], [b.trunk for b in boxes], ranks, boxes=len(boxes))
    chains: dict[int, list[int]] = {}
    for n, a, b in forward:
        chain = [a]
        for rank in range(ranks[a] + 1, ranks[b]):
            chain.append(len(grid.width))
            grid.width.append(_WIRE)
            grid.height.append(0.0)
            grid.trunk.append(False)
            grid.rank.append(rank)
        chains[n] = [*chain, b]
    grid.above, grid.below = [[] for _ in grid.width], [[] for _ in grid.width]
    for chain in chains.values():
        for a, b in itertools.pairwise(chain):
            grid.below[a].append(b)
            grid.above[b].append(a)
    grid.rows = [[] for _ in range(max(grid.rank, default=0) + 1)]
    for node, rank in enumerate(grid.rank):
        grid.rows[rank].append(node)
    _untangle(grid)
    x = _place(grid, gap_x)
    return _finished(grid, x, chains, frozenset(back), len(edges), gap_y)


def _backward(count: int, edges: Sequence[tuple[int, int]]) -> set[int]:
    """Edges that close a circle, found depth first in the order in which the boxes are given."""
    out: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for n, (a, b) in enumerate(edges):
        out[a].append((n, b))
    state = [0] * count
    back: set[int] = set()
    for start in range(count):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, iter(out[start]))]
        while stack:
            node, rest = stack[-1]
            for n, target in rest:
                if state[target] == 1:
                    back.add(n)
                elif state[target] == 0:
                    state[target] = 1
                    stack.append((target, iter(out[target])))
                    break
            else:
                state[node] = 2
                stack.pop()
    return back


def _ranks(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    out: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for a, b in edges:
        out[a].append(b)
        waits[b] += 1
    ranks = [0] * count
    ready = [n for n in range(count) if not waits[n]]
    for node in ready:
        for target in out[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return ranks


def _untangle(grid: _Grid) -> None:
    best, least = [list(row) for row in grid.rows], _crossings(grid)
    for sweep in range(_SWEEPS):
        if not least:
            break
        down = sweep % 2 == 0
        order = range(1, len(grid.rows)) if down else range(len(grid.rows) - 2, -1, -1)
        for rank in order:
            near = grid.rows[rank - 1] if down else grid.rows[rank + 1]
            at = {node: n for n, node in enumerate(near)}
            row = grid.rows[rank]
            now = {node: n for n, node in enumerate(row)}

            def pull(node: int, at: dict[int, int] = at, now: dict[int, int] = now, down: bool = down) -> tuple[float, int]:
                others = grid.above[node] if down else grid.below[node]
                return (sum(at[o] for o in others) / len(others) if others else float(now[node]), now[node])

            row.sort(key=pull)
        crossings = _crossings(grid)
        if crossings < least:
            best, least = [list(row) for row in grid.rows], crossings
    grid.rows = best


def _crossings(grid: _Grid) -> int:
    total = 0
    for upper, lower in zip(grid.rows, grid.rows[1:], strict=False):
        at = {node: n for n, node in enumerate(lower)}
        seen: list[int] = []
        for node in upper:
            ends = sorted(at[target] for target in grid.below[node])
            for end in ends:
                total += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return total


def _place(grid: _Grid, gap: float) -> list[float]:
    x = [0.0] * len(grid.width)
    for row in grid.rows:
        at = 0.0
        for node in row:
            x[node] = at + grid.width[node] / 2
            at += grid.width[node] + gap
        middle = next((x[node] for node in row if grid.trunk[node]), at / 2)
        for node in row:
            x[node] -= middle
    for sweep in range(_PLACINGS):
        order = range(len(grid.rows)) if sweep % 2 == 0 else range(len(grid.rows) - 1, -1, -1)
        for rank in order:
            row = grid.rows[rank]
            wanted, weights = [], []
            for node in row:
                pulls = [(x[o], 8.0 if node >= grid.boxes and o >= grid.boxes else 2.0 if min(node, o) < grid.boxes <= max(node, o) else 1.0)
                         for o in (*grid.above[node], *grid.below[node])]
                if grid.trunk[node]:
                    pulls.append((0.0, 4000.0))
                heavy = sum(weight for _, weight in pulls)
                wanted.append(sum(at * weight for at, weight in pulls) / heavy if pulls else x[node])
                weights.append(heavy or 0.5)
            for node, at in zip(row, _fitted(row, wanted, weights, grid.width, gap), strict=True):
                x[node] = at
    return x


def _fitted(row: list[int], wanted: list[float], weights: list[float], width: list[float], gap: float) -> list[float]:
    """Nearest places to those wanted (weighted squares) that keep the order and the gaps."""
    offset, offsets = 0.0, []
    for n, node in enumerate(row):
        if n:
            offset += (width[row[n - 1]] + width[node]) / 2 + gap
        offsets.append(offset)
    blocks: list[list[float]] = []  # mean, weight, how many
    for want, weight, shift in zip(wanted, weights, offsets, strict=True):
        blocks.append([want - shift, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, heavy, many = blocks.pop()
            last = blocks[-1]
            last[0] = (last[0] * last[1] + mean * heavy) / (last[1] + heavy)
            last[1] += heavy
            last[2] += many
    places = [block[0] for block in blocks for _ in range(int(block[2]))]
    return [place + shift for place, shift in zip(places, offsets, strict=True)]


def _finished(grid: _Grid, x: list[float], chains: dict[int, list[int]], back: frozenset[int], edges: int, gap_y: float) -> Layout:
    tops, heights, at = [], [], 0.0
    for row in grid.rows:
        tall = max((grid.height[node] for node in row), default=0.0)
        tops.append(at)
        heights.append(tall)
        at += tall + gap_y
    # Boxes hang from the top of their rank, so that what follows a choice begins on one line.
    y = [tops[rank] + height / 2 for rank, height in zip(grid.rank, grid.height, strict=True)]
    starts = _ports(grid, x, chains, leaving=True)
    ends = _ports(grid, x, chains, leaving=False)
    paths: list[tuple[tuple[float, float], ...]] = []
    for n in range(edges):
        chain = chains.get(n)
        if chain is None:
            paths.append(())
            continue
        a, b = chain[0], chain[-1]
        points = [(starts[n], y[a] + grid.height[a] / 2)]
        floor = tops[grid.rank[a]] + heights[grid.rank[a]]
        if points[0][1] < floor:
            points.append((starts[n], floor))
        for bend in chain[1:-1]:
            rank = grid.rank[bend]
            points += [(x[bend], tops[rank]), (x[bend], tops[rank] + heights[rank])]
        points.append((ends[n], y[b] - grid.height[b] / 2))
        paths.append(tuple(points))
    spans = [(x[n] - grid.width[n] / 2, x[n] + grid.width[n] / 2) for n in range(len(x))]
    return Layout(
        tuple(x[: grid.boxes]), tuple(y[: grid.boxes]), tuple(grid.rank[: grid.boxes]), tuple(tops), tuple(paths), back,
        min((a for a, _ in spans), default=0.0), max((b for _, b in spans), default=0.0), at - gap_y,
    )


def _ports(grid: _Grid, x: list[float], chains: dict[int, list[int]], *, leaving: bool) -> dict[int, float]:
    """Where each edge touches its box: spread a little, in the order of where they come from or go to."""
    touching: dict[int, list[tuple[float, int]]] = {}
    for n, chain in chains.items():
        box, other = (chain[0], chain[1]) if leaving else (chain[-1], chain[-2])
        touching.setdefault(box, []).append((x[other], n))
    ports: dict[int, float] = {}
    for box, found in touching.items():
        found.sort()
        apart = min(18.0, grid.width[box] / (len(found) + 1))
        for k, (_, n) in enumerate(found):
            ports[n] = x[box] + (k - (len(found) - 1) / 2) * apart
    return ports
