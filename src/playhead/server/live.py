"""The screenings that a server has in memory: one task drives each, until it ends, is put away, or turns out to be another server's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playhead.errors import PlayheadError
from playhead.logs import Subject, subject
from playhead.screening import Screening
from playhead.timebase import Clock

LOGGER = logging.getLogger(__name__)
PAUSE_S = 0.2
"""After a turn that failed."""
LAGS_APART = 8.0
APART_LEAST_S = 0.05
LOOK_S = 0.5
APART_MAX_S = 1.0
"""Two turns of a screening are so many times the server's lag apart, and no more than so long: one that is late does the more in each."""


class Live:
    """Screenings by token. `released` is told the id of each that is put away; with `drive` off they are only kept.

    `lag_s` says by how much this process is late in what it does.
    """

    def __init__(self, clock: Clock, released: Callable[[str], Awaitable[None]], *, drive: bool, lag_s: Callable[[], float] = lambda: 0.0) -> None:
        self._clock = clock
        self._lag_s = lag_s
        self._apart_s, self._looked_s = 0.0, float("-inf")
        self._released = released
        self._drive = drive
        self._screenings: dict[str, Screening] = {}
        self._seen: dict[str, float] = {}  # clock seconds of the last request
        self._drivers: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._screenings)

    @property
    def screenings(self) -> tuple[Screening, ...]:
        """All of them."""
        return tuple(self._screenings.values())

    def get(self, token: str) -> Screening | None:
        """The screening of a token, if it is here; asking keeps it here."""
        screening = self._screenings.get(token)
        if screening is not None:
            self._seen[token] = self._clock.now_s()
        return screening

    def admit(self, screening: Screening) -> None:
        """Have a screening here, and drive it."""
        token = screening.row.token
        self._screenings[token] = screening
        self._seen[token] = self._clock.now_s()
        if self._drive:
            self._drivers[token] = asyncio.create_task(self._run(screening), name=f"screening {screening.row.id}")

    def idle(self, idle_s: float, ended_s: float) -> list[str]:
        """Tokens of those that nobody has asked about for `idle_s`, or `ended_s` when the film is over; not while the log waits."""
        now_s = self._clock.now_s()
        return [
            token for token, screening in self._screenings.items()
            if self._seen[token] < now_s - (ended_s if screening.lists.ended else idle_s) and not screening.journal.behind
        ]

    async def put_away(self, token: str) -> None:
        """Have a screening here no longer; its log has all of it, as far as the database answers."""
        screening = await self._drop(token)
        if screening is not None:
            with suppress(Exception):  # refused, or away: told already, and nothing more can be done about it here
                await screening.journal.write()
            with suppress(PlayheadError):
                await self._released(screening.row.id)

    async def let_go(self, token: str, why: str) -> None:
        """Have a screening here no longer because its log is no longer this server's: it is taken up from there when it is asked for."""
        screening = await self._drop(token)
        if screening is not None:
            LOGGER.warning("screening %s is let go: %s", screening.row.id, why)

    # Inside

    async def _drop(self, token: str) -> Screening | None:
        screening = self._screenings.pop(token, None)
        self._seen.pop(token, None)
        if screening is not None:
            await screening.close()
        driver = self._drivers.pop(token, None)
        if driver is not None and driver is not asyncio.current_task():
            driver.cancel()
            with suppress(asyncio.CancelledError):
                await driver
        return screening

    async def _apart(self) -> None:
        """Wait for as long as this process is late in what it does: what comes meanwhile is done in one turn."""
        now_s = self._clock.now_s()
        if now_s >= self._looked_s + LOOK_S:
            self._looked_s = now_s
            self._apart_s = min(APART_MAX_S, LAGS_APART * self._lag_s())
        if self._apart_s > APART_LEAST_S:
            await asyncio.sleep(self._apart_s)

    async def _run(self, screening: Screening) -> None:
        subject.set(Subject(screening.row.id, screening.viewer))
        loop = asyncio.get_running_loop()
        while not screening.closed and not screening.lists.ended:
            screening.wake.clear()
            try:
                await screening.advance()
            except Exception as error:
                if screening.journal.lost:
                    await self.let_go(screening.row.token, str(error).splitlines()[0])
                    return
                LOGGER.exception("screening %s could not take its turn; it tries again", screening.row.id)
                await asyncio.sleep(PAUSE_S)
            await self._apart()
            alarm = loop.call_later(max(0.0, screening.due_s() - self._clock.now_s()), screening.wake.set)
            try:
                await screening.wake.wait()
            finally:
                alarm.cancel()
