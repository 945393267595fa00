"""The farm on this machine: supervised worker processes, earliest deadline first, each job once."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playhead.media import Store
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.jobs import Job
from playhead.settings import Settings
from playhead.timebase import Clock, RealClock


class LocalFarm:
    """A farm of `workers` processes that leave what they make in the store at `folder`.

    Use as `async with LocalFarm(settings, folder) as farm`, or `start` and `drain`. `plugins` are modules each worker
    imports first, for renderers that register themselves. Workers end when this process does, however it ends.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path | None = None,
        workers: int | None = None,
        *,
        clock: Clock | None = None,
        plugins: tuple[str, ...] = (),
    ) -> None:
        self.clock = clock or RealClock()
        self.store = Store(folder or settings.data / "store", settings.store_cap_bytes)

    async def start(self) -> None:
        """Start the workers; returns at once, jobs wait until one is warm."""
        raise NotImplementedError

    async def submit(
        self, job: Job, deadline_s: float, viewer: str = "", chance: float = 1.0, folder: Path | None = None
    ) -> Flight:
        """See `Farm.submit`. `folder` is another store, for what is a viewer's own.

        Raises FarmError after `drain`.
        """
        raise NotImplementedError

    async def cancel(self, key: str, viewer: str = "") -> None:
        """See `Farm.cancel`."""
        raise NotImplementedError

    def capacity(self) -> Capacity:
        """See `Farm.capacity`."""
        raise NotImplementedError

    def making(self) -> tuple[Making, ...]:
        """What each busy worker is doing."""
        raise NotImplementedError

    def statistics(self) -> dict[str, Any]:
        """Counts since the start: made, found, failed, retried, restarts, waiting, busy, seconds by kind."""
        raise NotImplementedError

    async def drain(self, timeout_s: float) -> None:
        """See `Farm.drain`."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.drain(0.0)
