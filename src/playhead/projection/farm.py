"""What a farm is: where jobs are done. This machine's processes are one (`playhead.projection.local`), a cluster another."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from playhead.projection.jobs import Job, Made


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a farm can take on: its workers, seconds until each is free, and what waits."""

    workers: int
    free_in_s: tuple[float, ...]
    waiting: int
    backlog_s: float
    warm: bool = True  # False until every worker has loaded what it draws with
    lag_s: float = 0.0  # by how much this process is late in what it does, where workers share its machine


@dataclass(frozen=True, slots=True)
class Making:
    """What a worker is doing now, for the loading state."""

    kind: str  # "picture", "sound" or "speech"
    place: str  # in the script's words; empty for sound and speech
    done: int  # frames made
    of: int  # frames wanted; 0 where it cannot be told
    since_s: float


class Flight:
    """One job under way, shared by all who want it. Await it for what was `Made`.

    Awaiting raises FarmError when no worker could do the job, StoreFull when there was no room, and
    asyncio.CancelledError when everybody who wanted it cancelled. A waiter that is cancelled leaves the flight alone.
    """

    def __init__(self, job: Job, key: str) -> None:
        self.job = job
        self.key = key
        self.future: asyncio.Future[Made] = asyncio.get_running_loop().create_future()
        self.future.add_done_callback(_look)

    def __await__(self) -> Generator[Any, None, Made]:
        """What was made."""
        return asyncio.shield(self.future).__await__()

    def done(self) -> bool:
        """Whether awaiting would return or raise at once."""
        return self.future.done()

    def made_nowait(self) -> Made | None:
        """What was made, or None while it is not, or failed."""
        if not self.future.done() or self.future.cancelled() or self.future.exception():
            return None
        return self.future.result()


def _look(future: asyncio.Future[Made]) -> None:
    # Nobody need be waiting for a failure; looking at it keeps asyncio from reporting it as forgotten.
    if not future.cancelled():
        future.exception()


class Farm(Protocol):
    """Does jobs, earliest deadline first, each once however many want it."""

    async def submit(
        self,
        job: Job,
        deadline_s: float,
        viewer: str = "",
        chance: float = 1.0,
        folder: Path | None = None,
        *,
        exact: bool = True,
    ) -> Flight:
        """Ask for a job by a time on the farm's clock; idempotent by key and viewer, the last deadline of a viewer counts.

        `chance` below 1 marks speculation: done only when nothing certain waits. What the store holds is answered at once.
        With `exact=False` a full picture that would be late, or make others late, is replaced by a stand-in before work is put
        into it: the flight then lands with `made.grade` telling which. It does so only if all who share the flight allow it.
        `folder` is another store than the shared one, for what holds a viewer's own words.
        """
        ...

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:
        """Note that a viewer no longer wants the job; it is dropped when nobody does and no worker has begun."""
        ...

    def capacity(self) -> Capacity:
        """Workers and load at this moment."""
        ...

    def making(self) -> tuple[Making, ...]:
        """What is being made at this moment."""
        ...

    async def drain(self, timeout_s: float) -> None:
        """Take no more jobs, wait for those under way up to a time, then end every worker."""
        ...
