"""The farm on a Ray cluster."""

from __future__ import annotations

import functools
from pathlib import Path

from playhead.errors import BadInput
from playhead.media import Store
from playhead.projection.crew_farm import CrewFarm
from playhead.projection.estimate import Estimator
from playhead.projection.local import REMEMBER_S, local_crew
from playhead.projection.ray_address import LOCAL, RayAddress
from playhead.projection.ray_crew import RayCrew
from playhead.settings import Settings
from playhead.timebase import Clock


class RayFarm(CrewFarm):
    """A farm on the cluster that the setting `farm` names; while that has nobody, this machine's `workers` stand in.

    Workers leave what they make in the store at `folder`, which all nodes see, or in the bucket behind it. It counts as warm once
    one worker has been: how many there will be is the cluster's affair. See `LocalFarm` for `plugins` and `CrewFarm` for the rest.

    Raises BadInput for a setting that names no cluster, FarmError when Ray is not installed.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path | None = None,
        *,
        clock: Clock | None = None,
        plugins: tuple[str, ...] = (),
        hung_s: float = 20.0,
        estimator: Estimator | None = None,
    ) -> None:
        address = RayAddress.parse(settings.farm)
        if address is None:
            raise BadInput(f"farm must name a Ray cluster for RayFarm, not {LOCAL!r}")
        store = Store(folder or settings.data / "store", settings.store_cap_bytes, remember_s=REMEMBER_S)
        spare = functools.partial(local_crew, settings, store, settings.workers, plugins)
        crew = RayCrew(settings, address, store, plugins=plugins, spare=spare)
        super().__init__(settings, crew, store, clock=clock, hung_s=hung_s, estimator=estimator)
