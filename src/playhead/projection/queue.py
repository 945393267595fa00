"""The order in which tasks are taken: certain before likely, then earliest deadline first. Pure."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator


class DeadlineQueue:
    """Keys by urgency. A key is in it at most once; putting it again moves it. Ties go to who came first.

    What is certain (chance 1) comes before all that is not; of that, the likelier first, in steps of a tenth.
    """

    def __init__(self) -> None:
        self._order: list[tuple[float, float, int, str]] = []
        self._live: dict[str, tuple[float, float, int, str]] = {}
        self._number = itertools.count()

    def put(self, key: str, deadline_s: float, *, chance: float = 1.0) -> None:
        """Queue `key`, or change its urgency."""
        doubt = 0.0 if chance >= 1.0 else max(0.1, 1.0 - round(chance, 1))
        known = self._live.get(key)
        if known is not None:
            if known[:2] == (doubt, deadline_s):
                return
            self.remove(key)
        entry = (doubt, deadline_s, known[2] if known else next(self._number), key)
        self._live[key] = entry
        bisect.insort(self._order, entry)

    def remove(self, key: str) -> bool:
        """Take `key` out; whether it was in."""
        entry = self._live.pop(key, None)
        if entry is None:
            return False
        del self._order[bisect.bisect_left(self._order, entry)]
        return True

    def pop(self) -> str | None:
        """Take out and return the most urgent key, or None."""
        if not self._order:
            return None
        entry = self._order.pop(0)
        del self._live[entry[3]]
        return entry[3]

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, key: str) -> bool:
        return key in self._live

    def certain(self, from_s: float = float("-inf")) -> Iterator[str]:
        """Keys of what is certain and due at `from_s` or later, most urgent first; the queue is not to be changed meanwhile."""
        for at in range(bisect.bisect_left(self._order, (0.0, from_s, -1, "")), len(self._order)):
            doubt, _, _, key = self._order[at]
            if doubt:
                return
            yield key

    def __iter__(self) -> Iterator[str]:
        """Keys, most urgent first, left in."""
        return (entry[3] for entry in tuple(self._order))
