"""Stretches of the script that can be gone through at one step, where they have been gone through before with the same values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

LONGEST = 16
"""Beats of the script in a stretch: the fewer, the more often one is met again with the same values; the more, the fewer there are."""

Values = Callable[[Sequence[object]], object]


class Stretches:
    """For each position of the script the end of its stretch (itself, if it is in none), and the values of a ledger that matter in it."""

    def __init__(self, slots: Sequence[AbstractSet[int] | None]) -> None:
        """`slots` are those that each beat of the script looks at or changes; None for one that belongs in no stretch."""
        size = len(slots)
        self.end = list(range(size + 1))
        self.values: list[Values] = [_nothing] * (size + 1)
        start = 0
        while start < size:
            end, matter = start, set[int]()
            while end < min(size, start + LONGEST) and (found := slots[end]) is not None:
                matter |= found
                end += 1
            values: Values = itemgetter(*sorted(matter)) if matter else _nothing
            for at in range(start, end):
                self.end[at], self.values[at] = end, values
            start = max(end, start + 1)


def _nothing(_: Sequence[object]) -> object:
    return ()
