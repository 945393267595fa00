"""The order in which flights are taken: certain before speculative, then earliest deadline first. Pure."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator


class DeadlineQueue:
    """Keys by urgency. A key is in it at most once; putting it again moves it. Ties go to who came first."""

    def __init__(self) -> None:
        self._heap: list[tuple[bool, float, int, str]] = []
        self._live: dict[str, tuple[bool, float, int, str]] = {}
        self._number = itertools.count()

    def put(self, key: str, deadline_s: float, *, certain: bool = True) -> None:
        """Queue `key`, or change its urgency."""
        known = self._live.get(key)
        if known is not None and known[:2] == (not certain, deadline_s):
            return
        entry = (not certain, deadline_s, known[2] if known else next(self._number), key)
        self._live[key] = entry
        heapq.heappush(self._heap, entry)
        if len(self._heap) > 64 + 4 * len(self._live):
            self._heap = list(self._live.values())
            heapq.heapify(self._heap)

    def remove(self, key: str) -> bool:
        """Take `key` out; whether it was in."""
        return self._live.pop(key, None) is not None

    def pop(self) -> str | None:
        """Take out and return the most urgent key, or None."""
        while self._heap:
            entry = heapq.heappop(self._heap)
            if self._live.get(entry[3]) is entry:
                del self._live[entry[3]]
                return entry[3]
        return None

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, key: str) -> bool:
        return key in self._live

    def __iter__(self) -> Iterator[str]:
        """Keys, most urgent first, left in."""
        return (entry[3] for entry in sorted(self._live.values()))
