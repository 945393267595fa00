"""Ending without anybody noticing: no new screenings, those who watch play on, up to a bound, and then all is put away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from playhead.errors import PlayheadError
from playhead.screening import Screening
from playhead.server.house import House
from playhead.timebase import TICK_RATE

LOOK_S = 0.2
NEARLY = TICK_RATE // 2
"""A player this near to the end of an ended list has all of it."""


class Closing(PlayheadError):
    """The server takes no new viewers any more."""

    status = 503


class Drain:
    """Whether the server is being drained, and who is still watching."""

    def __init__(self) -> None:
        self.begun = False

    def admit(self) -> None:
        """Let a new viewer in. Raises Closing while draining."""
        if self.begun:
            raise Closing("this server is being stopped and opens no new screenings: try again in a moment, or at another")

    async def wait_played_out(self, house: House, bound_s: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> int:
        """Take nobody new, and wait until nobody watches, for `bound_s` at most; how many still watch then."""
        self.begun = True
        until_s = house.clock.now_s() + bound_s
        while (left := watching(house)) and house.clock.now_s() < until_s:
            await sleep(LOOK_S)
        return left


def watching(house: House) -> int:
    """How many screenings have a player that plays, and that has not got all of the film yet."""
    return sum(_watched(screening) for screening in house.screenings)


def _watched(screening: Screening) -> bool:
    if not screening.answered:
        return False
    head = screening.position()
    return head.moving and not (screening.lists.ended and head.ticks >= screening.lists.end - NEARLY)
