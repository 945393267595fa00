"""A farm over farms: what needs a model's process or a server over the network is asked of those, with the draw farm under it.

A picture that is wanted of such a renderer is asked for there, so long as it is healthy, paid for and can be in time. Just early
enough for the next rung to be in time, that is asked for as well, and whatever is there first is shown: a crash, a late answer or
a refusal ends in the theatre. Who was shown a stand-in within a shot sees it through to the next cut.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, Self

from playhead.errors import FarmError, PlayheadError, Refused, StoreFull
from playhead.projection.breaker import Breaker
from playhead.projection.budget import Budgets
from playhead.projection.crew_farm import CrewFarm
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.jobs import Job, Made, PictureJob
from playhead.projection.perform import found
from playhead.render.renderer import traits
from playhead.timebase import to_seconds

_log = logging.getLogger("playhead.farm")

SPARE_S = 0.6  # what is asked of the rung below is asked for so much earlier than it is thought to take
LEAST_S = 1.5
SHOTS_MAX = 10_000
SEEN_THROUGH = "another stands in until the next cut"


class Pool(Protocol):
    """Makes the farm for a kind of hands, when it is first needed."""

    def __call__(self, hands: str) -> CrewFarm | None:
        """That farm, not started; None where there is none."""
        ...


class _Wanted:
    """What one viewer waits for: the flight they hold, those it may come from, and when the next rung is asked."""

    def __init__(self, job: PictureJob, deadline_s: float, chance: float, folder: Path | None, *, exact: bool) -> None:
        self.flight = Flight(job, job.key)
        self.job = job
        self.deadline_s = deadline_s
        self.chance = chance
        self.folder = folder
        self.exact = exact
        self.far: Flight | None = None
        self.below: Flight | None = None
        self.below_key = ""
        self.pays = False  # whether it is on this viewer's account
        self.timer: asyncio.TimerHandle | None = None


class LadderFarm:
    """`draw` does all that a worker of this machine or cluster does; `pool` makes the farms for what it cannot."""

    def __init__(self, draw: CrewFarm, pool: Pool, machines: Mapping[str, Mapping[str, Any]]) -> None:
        self._draw = draw
        self._pool = pool
        self.budgets = Budgets(machines)
        self._farms: dict[str, CrewFarm | None] = {}
        self._breakers: dict[str, Breaker] = {}
        self._wanted: dict[tuple[str, str, Path | None], _Wanted] = {}
        self._paid: Counter[tuple[str, Path | None]] = Counter()  # how many wait for what is on the account of the first of them
        self._fallen: OrderedDict[tuple[str, str], int] = OrderedDict()  # by viewer and shot: the segment that was stood in for
        self._shown: OrderedDict[tuple[str, str], tuple[int, str, str]] = OrderedDict()  # and the last: its number, renderer, hash
        self._landings: Counter[tuple[str, bool]] = Counter()  # segments by the renderer that was wanted, and whether it made them
        self._reasons: dict[str, str] = {}  # why another stood in for a renderer, the last time
        self._open = False

    # The farm

    @property
    def draw(self) -> CrewFarm:
        """The farm under all."""
        return self._draw

    async def start(self) -> None:
        """Let the draw farm's workers join; the others when they are needed."""
        self._open = True
        await self._draw.start()

    async def submit(
        self, job: Job, deadline_s: float, viewer: str = "", chance: float = 1.0, folder: Path | None = None, *, exact: bool = True,
    ) -> Flight:
        """See `Farm.submit`."""
        if not isinstance(job, PictureJob) or job.grade != "full" or traits(job.renderer).hands == "draw":
            return await self._draw.submit(job, deadline_s, viewer, chance, folder, exact=exact)
        if not self._open:
            raise FarmError("the farm is not working: it was not started, or is being ended")
        name = (viewer, job.key, folder)
        wanted = self._wanted.get(name)
        if wanted is None:
            wanted = self._wanted[name] = _Wanted(job, deadline_s, chance, folder, exact=exact)
            wanted.flight.future.add_done_callback(lambda _: self._forget(name))
            await self._ask(name, wanted)
            return wanted.flight
        wanted.deadline_s, wanted.chance, wanted.exact = deadline_s, chance, exact
        if wanted.far is not None:
            await self._farm_of(job).submit(wanted.far.job, deadline_s, viewer, chance, folder)
            self._arm(name, wanted)
        if wanted.below is not None:
            await self._draw.submit(wanted.below.job, deadline_s, viewer, chance, folder, exact=exact)
        return wanted.flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:
        """See `Farm.cancel`."""
        wanted = self._wanted.pop((viewer, key, folder), None)
        if wanted is None:
            await self._draw.cancel(key, viewer, folder)
            return
        if wanted.timer is not None:
            wanted.timer.cancel()
        if wanted.far is not None:
            await self._farm_of(wanted.job).cancel(wanted.far.key, viewer, folder)
        if wanted.below is not None:
            await self._draw.cancel(wanted.below_key, viewer, folder)
        wanted.flight.future.cancel()

    def capacity(self) -> Capacity:
        """That of the draw farm, which everything may come to."""
        return self._draw.capacity()

    def making(self) -> tuple[Making, ...]:
        """What all of them are making."""
        return tuple(making for farm in self._all() for making in farm.making())

    def pids(self) -> tuple[int, ...]:
        """Process ids of all workers."""
        return tuple(pid for farm in self._all() for pid in farm.pids())

    def statistics(self) -> dict[str, Any]:
        """The draw farm's, with what the others were busy with; "renderers" tells how each of those is."""
        told = self._draw.statistics()
        for farm in self._all()[1:]:
            other = farm.statistics()
            told["busy_seconds"] = {**told["busy_seconds"], **other["busy_seconds"]}
            told["seconds_by_kind"] = {**told["seconds_by_kind"], **other["seconds_by_kind"]}
            told["memory_bytes"] = [*told["memory_bytes"], *other["memory_bytes"]]
            told["problems"] = sorted({*told["problems"], *other["problems"]})
            for count in ("made", "failed", "restarts", "hung"):
                told[count] += other[count]
        now_s = self._draw.clock.now_s()
        told["renderers"] = {
            name: {
                "problem": self._breaker(name).told(now_s), "why": self._reasons.get(name, ""), "made": self._landings[name, True], "stood_in": self._landings[name, False],
                "spent": round(self.budgets[name].spent, 5),
            }
            for name in sorted({*self._breakers, *(name for name, _ in self._landings)})
        }
        return told

    async def wait_warm(self) -> None:
        """Wait until the draw farm's workers were ready once."""
        await self._draw.wait_warm()

    async def drain(self, timeout_s: float) -> None:
        """See `Farm.drain`."""
        self._open = False
        for wanted in tuple(self._wanted.values()):
            if wanted.timer is not None:
                wanted.timer.cancel()
        await asyncio.gather(*(farm.drain(timeout_s) for farm in self._all()))
        for wanted in tuple(self._wanted.values()):
            wanted.flight.future.cancel()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drain(0.0)

    # Rungs

    async def _ask(self, name: tuple[str, str, Path | None], wanted: _Wanted) -> None:
        """Ask the renderer that is wanted, if it can be in time, or else the next."""
        viewer, _, folder = name
        job = wanted.job
        now_s = self._draw.clock.now_s()
        known = found(job, self._draw.store_of(folder)) is not None
        if not known and (why := await self._held_back(job, wanted, viewer, now_s)):
            await self._below(name, wanted, why)
            return
        farm = self._farm_of(job)
        self._breaker(job.renderer).begin(now_s)
        wanted.far = far = await farm.submit(job.alone(), wanted.deadline_s, viewer, wanted.chance, folder)
        if not known:
            work = far.key, folder
            wanted.pays = not self._paid[work]
            self._paid[work] += 1
            far.future.add_done_callback(lambda _: self._paid_for(work))
        if wanted.pays:
            self.budgets[job.renderer].spend(viewer.partition("/")[0], job.account, to_seconds(job.ticks))
        far.future.add_done_callback(lambda future: self._heard(name, wanted, future))
        self._arm(name, wanted)

    async def _held_back(self, job: PictureJob, wanted: _Wanted, viewer: str, now_s: float) -> str:
        """Why the wanted renderer is not asked; "" if it is."""
        kind = traits(job.renderer)
        if wanted.chance < 1.0 and (kind.hands == "network" or kind.price_per_s):
            return "it is only likely to be wanted"
        if self._fallen.get((viewer, job.shot_key), job.n) < job.n:
            return SEEN_THROUGH
        if told := self._breaker(job.renderer).told(now_s):
            return told
        if told := self.budgets[job.renderer].refuses(viewer.partition("/")[0], job.account, to_seconds(job.ticks)):
            return told
        farm = await self._start(job)
        if farm is None:
            return f"there are no workers for {kind.hands} here"
        load = farm.capacity()
        cost_s = farm.estimator.known_seconds(job)
        waits_s = (load.backlog_s if cost_s is not None else 0.0) / max(1, load.workers) + min(load.free_in_s, default=0.0)
        if job.below and now_s + waits_s + (cost_s or 0.0) > self._latest_s(wanted):
            return "it would be late"
        return ""

    def _latest_s(self, wanted: _Wanted) -> float:
        """When the next rung must be asked to be in time."""
        below = wanted.job.on(wanted.job.below[0]) if wanted.job.below else wanted.job
        return wanted.deadline_s - max(LEAST_S, SPARE_S + 2 * self._draw.estimator.seconds(below))

    def _arm(self, name: tuple[str, str, Path | None], wanted: _Wanted) -> None:
        if wanted.timer is not None:
            wanted.timer.cancel()
            wanted.timer = None
        if wanted.job.below and wanted.below is None and wanted.chance >= 1.0 and not wanted.flight.done():
            left_s = self._latest_s(wanted) - self._draw.clock.now_s()
            wanted.timer = asyncio.get_running_loop().call_later(max(0.0, left_s), self._soon, name, wanted, "it was late")

    def _soon(self, name: tuple[str, str, Path | None], wanted: _Wanted, why: str) -> None:
        if self._wanted.get(name) is wanted and not wanted.flight.done() and wanted.below is None and self._open:
            task = asyncio.ensure_future(self._below(name, wanted, why))
            task.add_done_callback(lambda task: None if task.cancelled() else task.exception())

    async def _below(self, name: tuple[str, str, Path | None], wanted: _Wanted, why: str) -> None:
        """Ask the rungs below, all of which the draw farm has."""
        viewer, _, folder = name
        job = wanted.job
        if not job.below:
            if wanted.far is None:
                wanted.flight.future.set_exception(FarmError(f"{job.renderer} cannot draw this: {why}"))
            return
        first, *rest = job.below
        lower = job.on(first, tuple(rest))
        if traits(lower.renderer).hands != "draw":
            flight = await self.submit(lower, wanted.deadline_s, viewer, wanted.chance, folder, exact=wanted.exact)
        else:
            fallen = (viewer, job.shot_key)
            shown = self._shown.get(fallen)
            if shown is not None and shown[0] == job.n - 1 and shown[1] == job.renderer:
                lower = lower.after(shown[2])
            if wanted.chance >= 1.0:
                self._fallen[fallen] = min(self._fallen.pop(fallen, job.n), job.n)
                _trim(self._fallen)
                for other, later in tuple(self._wanted.items()):
                    if other[0] == viewer and later.job.shot_key == job.shot_key and later.job.n > job.n:
                        self._soon(other, later, SEEN_THROUGH)
            flight = await self._draw.submit(lower, wanted.deadline_s, viewer, wanted.chance, folder, exact=wanted.exact)
        if why != SEEN_THROUGH:
            self._reasons[job.renderer] = why
        _log.debug("segment %d of shot %s is drawn by %s: %s", job.n, job.shot_key[:8], lower.renderer, why)
        wanted.below, wanted.below_key = flight, flight.key
        if wanted.far is not None and self._fallen.get((viewer, job.shot_key), job.n) < job.n:
            await self._farm_of(job).cancel(wanted.far.key, viewer, folder)
        flight.future.add_done_callback(lambda future: self._landed(name, wanted, future))

    # What came of it

    def _heard(self, name: tuple[str, str, Path | None], wanted: _Wanted, future: asyncio.Future[Made]) -> None:
        """The wanted renderer has made it, or has not."""
        breaker = self._breaker(wanted.job.renderer)
        if future.cancelled():
            breaker.left()
            return
        error = future.exception()
        now_s = self._draw.clock.now_s()
        if error is None:
            breaker.worked()
            self._landed(name, wanted, future)
            return
        if wanted.pays:
            self.budgets[wanted.job.renderer].spend(name[0].partition("/")[0], wanted.job.account, -to_seconds(wanted.job.ticks))
        if isinstance(error, Refused | StoreFull):
            breaker.left()
        else:
            breaker.failed(now_s, str(error))
        if not wanted.flight.done() and not wanted.job.below:
            wanted.flight.future.set_exception(error)
        else:
            self._soon(name, wanted, str(error))

    def _paid_for(self, work: tuple[str, Path | None]) -> None:
        self._paid[work] -= 1
        if not self._paid[work]:
            del self._paid[work]

    def _landed(self, name: tuple[str, str, Path | None], wanted: _Wanted, future: asyncio.Future[Made]) -> None:
        if future.cancelled() or wanted.flight.done():
            return
        error = future.exception()
        if error is None:
            made = future.result()
            wanted.flight.future.set_result(made)
            self._landings[wanted.job.renderer, made.renderer == wanted.job.renderer] += 1
            self._shown[name[0], wanted.job.shot_key] = (wanted.job.n, made.renderer, made.hash)
            _trim(self._shown)
        elif wanted.far is None or wanted.far.done():
            wanted.flight.future.set_exception(error if isinstance(error, PlayheadError) else FarmError(str(error)))

    def _forget(self, name: tuple[str, str, Path | None]) -> None:
        wanted = self._wanted.pop(name, None)
        if wanted is not None and wanted.timer is not None:
            wanted.timer.cancel()

    # Who

    def _all(self) -> list[CrewFarm]:
        return [self._draw, *(farm for farm in self._farms.values() if farm is not None)]

    def _farm_of(self, job: PictureJob) -> CrewFarm:
        farm = self._farms.get(traits(job.renderer).hands)
        return farm if farm is not None else self._draw

    async def _start(self, job: PictureJob) -> CrewFarm | None:
        """The farm whose hands it needs, its workers called if they were not."""
        hands = traits(job.renderer).hands
        if hands not in self._farms:
            farm = self._farms[hands] = self._pool(hands)
            if farm is not None:
                await farm.start()
        return self._farms[hands]

    def _breaker(self, renderer: str) -> Breaker:
        return self._breakers.setdefault(renderer, Breaker())


def _trim(names: OrderedDict[Any, Any]) -> None:
    while len(names) > SHOTS_MAX:
        names.popitem(last=False)


