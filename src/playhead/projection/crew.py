"""A crew: who works, as the farm that decides sees them. This machine's processes are one, a cluster's actors another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playhead.errors import PlayheadError
from playhead.projection.jobs import Job, Made


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is given. `attempt` is a fence: what is heard of another attempt than the current one is ignored.

    `folder` is another store than the shared one, for what is a viewer's own.
    """

    attempt: int
    job: Job
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """There is such a worker now; it takes orders once it is warm."""

    worker: int
    gpu: bool
    pid: int
    node: str


@dataclass(frozen=True, slots=True)
class Warm:
    """The worker is ready."""

    worker: int


@dataclass(frozen=True, slots=True)
class Beat:
    """Frames made so far of an attempt, and what the worker has in memory for itself."""

    worker: int
    attempt: int
    done_frames: int
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Done:
    """An attempt's end: what was made, or why not. StoreFull is no fault of the job's."""

    worker: int
    attempt: int
    made: Made | None
    error: PlayheadError | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The worker died, was lost or dismissed; what it was at is lost. Another joins, under another number, when the crew can."""

    worker: int
    why: str


Report = Joined | Warm | Beat | Done | Gone


class Crew(Protocol):
    """Workers that come and go. What they report is heard on the event loop's thread."""

    @property
    def problems(self) -> set[str]:
        """What keeps somebody from working, in words."""
        ...

    async def start(self, hear: Callable[[Report], None]) -> None:
        """Let workers join; from now on `hear` is called with each report."""
        ...

    def give(self, worker: int, order: Order) -> bool:
        """Have a worker do an order. False: it cannot be reached; `Gone` follows."""
        ...

    def dismiss(self, worker: int, why: str) -> None:
        """End a worker now, whatever it does: it hangs, or has outgrown its memory."""
        ...

    async def stop(self, timeout_s: float) -> None:
        """End all workers; those that do not end by themselves in that time are killed."""
        ...
