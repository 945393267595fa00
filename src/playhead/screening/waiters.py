"""Who waits for something of a screening: answers that are held back until there is more, streams that tell of changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class _Waiter:
    ready: Callable[[], bool]
    until_s: float
    answer: asyncio.Future[bool]


class Waiters:
    """Each waits for a condition of its own until a time on the clock; only those who have it are woken when something changed."""

    def __init__(self) -> None:
        self._all: set[_Waiter] = set()

    @property
    def until_s(self) -> float:
        """When the first of them will have waited long enough."""
        return min((waiter.until_s for waiter in self._all), default=float("inf"))

    async def wait(self, ready: Callable[[], bool], until_s: float) -> bool:
        """Wait until `look` finds the condition true, or the time come; returns whether it was true."""
        waiter = _Waiter(ready, until_s, asyncio.get_running_loop().create_future())
        self._all.add(waiter)
        try:
            return await waiter.answer
        finally:
            self._all.discard(waiter)

    def look(self, now_s: float, *, over: bool = False) -> None:
        """Wake those whose condition is true or whose time has come; with `over`, all of them."""
        for waiter in tuple(self._all):
            ready = waiter.ready()
            if (ready or over or now_s >= waiter.until_s) and not waiter.answer.done():
                waiter.answer.set_result(ready)
