"""Strain: how late this process comes to what it was to do, and so how many workers beside it the machine bears. Pure but for its sleep.

Workers that share processors with the server slow it down: who watches then waits for answers though their film is made. When the
event loop is late for a while a worker less is busy, so that what is drawn becomes coarser rather than what is answered late; when
it has been in time for a while, one more.
"""

from __future__ import annotations

import asyncio

EVERY_S = 0.05
LATE_S = 0.015
IN_TIME_S = 0.006
LATE_FOR = 3
"""So many looks in a row that were late, before a worker less is busy: a start, or a film that is read, is over by then."""
IN_TIME_FOR = 6


class Strain:
    """`lag_s` is by how much the event loop was late in the last look; `most` how many of `workers` may be busy."""

    def __init__(self, workers: int) -> None:
        self.lag_s = 0.0
        self.most = self._workers = max(1, workers)
        self._late = self._in_time = 0

    async def look(self, seconds: float) -> None:
        """Look for so long how late the loop is, and settle how many may be busy."""
        loop = asyncio.get_running_loop()
        count = max(1, round(seconds / EVERY_S))
        late_s = 0.0
        for _ in range(count):
            due_s = loop.time() + EVERY_S
            await asyncio.sleep(EVERY_S)
            late_s += max(0.0, loop.time() - due_s)
        self.settle(late_s / count)

    def settle(self, lag_s: float) -> None:
        """What a look found.

        >>> strain = Strain(2)
        >>> for lag_s in (0.2, 0.2, 0.2, 0.05, 0.02): strain.settle(lag_s)
        >>> strain.most
        1
        """
        self.lag_s = lag_s
        self._late = self._late + 1 if lag_s > LATE_S else 0
        self._in_time = self._in_time + 1 if lag_s < IN_TIME_S else 0
        if self._late >= LATE_FOR:
            self.most, self._late = max(1, self.most - 1), 0
        elif self._in_time >= IN_TIME_FOR:
            self.most, self._in_time = min(self._workers, self.most + 1), 0
