"""The farm on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from playhead.media import Store
from playhead.projection.crew_farm import CrewFarm
from playhead.projection.estimate import Estimator
from playhead.projection.local_crew import LocalCrew
from playhead.projection.messages import Start
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.timebase import Clock

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
        )


def local_crew(settings: Settings, store: Store, workers: int, plugins: tuple[str, ...] = ()) -> LocalCrew:
    """Workers on this machine that fill that store, as the settings say."""
    size = Size(settings.width, settings.height)
    return LocalCrew(Start(os.getpid(), store.folder, settings.store_cap_bytes, settings.renderer, size, plugins), workers)
