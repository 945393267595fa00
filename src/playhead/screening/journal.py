"""A screening's log as it is being written: in order, nothing left out, however long the database is away.

While it is away events wait in memory, and playback goes on from there: what a player is near to needing is listed although it is
not written yet. There is an end to that (`full`), so that memory has one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from playhead.records import Event, Records, RecordsAway

PATIENCE_S = 2.0
"""A database that has not written for so long is away; until it answers nobody waits for it."""
ANSWER_S = 4.0
"""A viewer who changes something is answered by then."""
WAITING_MAX = 2000
"""So many events may wait: a quarter of an hour of a film."""


class Journal:
    """The log of the screening `screening`; `now_s` is seconds since 1970, `on_written` is called when all that waited is written."""

    def __init__(self, records: Records, screening: str, now_s: Callable[[], float], on_written: Callable[[], None]) -> None:
        self.count = 0
        self.behind = False
        self._records = records
        self._screening = screening
        self._now_s = now_s
        self._on_written = on_written
        self._noted: list[Event] = []
        self._sent: deque[tuple[asyncio.Future[None], int]] = deque()
        self._failed: BaseException | None = None

    @property
    def full(self) -> bool:
        """Whether so much waits that nothing more may happen until it is written."""
        return self.behind and self.waiting >= WAITING_MAX

    @property
    def waiting(self) -> int:
        """Events that are not known to be written yet."""
        return sum(count for _, count in self._sent) + len(self._noted)

    @property
    def lost(self) -> bool:
        """Whether the database has refused something, such as from a server that no longer has the screening: the log is another's."""
        return self._failed is not None

    def note(self, kind: str, data: dict[str, Any]) -> None:
        """Add an event; it is written by the next `write`."""
        self._noted.append(Event(self.count, kind, data, self._now_s()))
        self.count += 1

    def take_first(self) -> list[Event]:
        """What was noted so far, for whoever opens the screening in the records."""
        first, self._noted = self._noted, []
        return first

    def taken_up(self, count: int) -> None:
        """Go on after `count` events that are in the records."""
        self.count = count

    def send(self) -> None:
        """Have what was noted written, without waiting. Raises what the database refused it for, if it did."""
        self._settle()
        if self._noted:
            more, self._noted = self._noted, []
            sent = asyncio.wrap_future(self._records.append_nowait(self._screening, more))
            sent.add_done_callback(self._heard)
            self._sent.append((sent, len(more)))

    async def write(self) -> bool:
        """Have what was noted written; whether all of it is. Nobody waits for a database that is known to be away.

        Raises Fenced, or whatever else the database refused it for.
        """
        self.send()
        if self._sent and not self.behind:
            last = self._sent[-1][0]
            await asyncio.wait([last], timeout=PATIENCE_S)
            self.behind = not last.done()
        self._settle()
        return not self._sent

    async def wait_written(self) -> None:
        """Wait until all that was noted is written. Raises RecordsAway or StoreFull when that takes long; it is written later then."""
        self.send()
        if not self._sent:
            return
        last = self._sent[-1][0]  # what is noted meanwhile is not waited for
        await asyncio.wait([last], timeout=ANSWER_S if self.behind else PATIENCE_S + ANSWER_S)
        self._settle()
        if not last.done():
            raise self._records.trouble or RecordsAway("the database does not answer: what was asked is done, and kept when it does; ask again to be sure")

    def _settle(self) -> None:
        while self._failed is None and self._sent and self._sent[0][0].done():
            sent, _ = self._sent.popleft()
            self._failed = sent.exception()
        if self._failed is not None:
            raise self._failed
        self.behind = self.behind and bool(self._sent)

    def _heard(self, sent: asyncio.Future[None]) -> None:
        if not sent.cancelled():
            sent.exception()  # told by who writes next
        if self.behind and self._sent and self._sent[-1][0] is sent:
            self._on_written()
