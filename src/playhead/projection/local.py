"""The farm on this machine."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from playhead.media import Store
from playhead.projection.crew_farm import CrewFarm
from playhead.projection.estimate import Estimator
from playhead.projection.ladder_farm import LadderFarm, Pool
from playhead.projection.local_crew import LocalCrew
from playhead.projection.messages import Start
from playhead.projection.strain import Strain
from playhead.render.renderer import GROUND, Size
from playhead.settings import Settings
from playhead.timebase import Clock

POOLS = {"neural": (1, 180.0), "network": (2, 900.0)}
"""For each kind of hands: how many processes, unless the settings' table of that name says `workers`, and after how long one hangs."""
WORKERS_MAX = 64
REMEMBER_S = 10.0
"""Many viewers ask for the same within so many seconds; the store is asked by the first."""


class LocalFarm(CrewFarm):
    """A farm of `workers` processes that leave what they make in the store at `folder`.

    `plugins` are modules each worker imports first, for renderers that register themselves. Workers end when this process does,
    however it ends. See `CrewFarm` for the rest.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path | None = None,
        workers: int | None = None,
        *,
        clock: Clock | None = None,
        plugins: tuple[str, ...] = (),
        hung_s: float = 20.0,
        estimator: Estimator | None = None,
    ) -> None:
        store = Store(folder or settings.data / "store", settings.store_cap_bytes, remember_s=REMEMBER_S)
        count = max(1, settings.workers if workers is None else workers)
        super().__init__(
            settings, local_crew(settings, store, count, plugins), store, workers=count, clock=clock, hung_s=hung_s, estimator=estimator,
            strain=Strain(count),
        )


def local_farm(settings: Settings, folder: Path | None = None, *, clock: Clock | None = None) -> LadderFarm:
    """All that this machine draws with: its worker processes, and for models and servers over the network processes of their own."""
    return LadderFarm(LocalFarm(settings, folder, clock=clock), local_pool(settings, folder, clock), settings.renderers)


def local_pool(
    settings: Settings, folder: Path | None = None, clock: Clock | None = None, plugins: tuple[str, ...] = (),
) -> Pool:
    """Farms of processes of their own on this machine, for what its drawing workers cannot do."""

    def pool(hands: str) -> CrewFarm | None:
        workers, hung_s = POOLS[hands]
        asked = settings.renderers.get(hands, {}).get("workers", workers)
        count = asked if isinstance(asked, int) and 0 < asked <= WORKERS_MAX else workers
        store = Store(folder or settings.data / "store", settings.store_cap_bytes, remember_s=REMEMBER_S)
        start = Start(os.getpid(), store.folder, settings.store_cap_bytes, "", Size(settings.width, settings.height), plugins, settings.renderers, hands)
        roomy = replace(settings, worker_memory_bytes=1 << 50)  # weights are as large as they are
        return CrewFarm(roomy, LocalCrew(start, count), store, workers=count, clock=clock, hung_s=hung_s)

    return pool


def local_crew(settings: Settings, store: Store, workers: int, plugins: tuple[str, ...] = ()) -> LocalCrew:
    """Workers on this machine that fill that store, as the settings say."""
    size = Size(settings.width, settings.height)
    return LocalCrew(Start(os.getpid(), store.folder, settings.store_cap_bytes, settings.renderer or GROUND, size, plugins, settings.renderers, voices=settings.voices), workers)
