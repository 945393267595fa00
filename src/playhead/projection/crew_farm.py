"""A farm over a crew: it decides what is made when, by whom and how fine; the crew works, on this machine or elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playhead.errors import FarmError, PlayheadError, StoreFull
from playhead.media import Store
from playhead.projection.crew import Beat, Crew, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.desk import Desk
from playhead.projection.estimate import Estimator
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.floor import Floor, Worker
from playhead.projection.holding import needs_no_worker
from playhead.projection.jobs import Job, Made, PictureJob, SoundJob
from playhead.projection.ledger import Ledger
from playhead.projection.perform import found
from playhead.projection.rung import Rung
from playhead.projection.tasks import Task, Wish, task_name, words
from playhead.render.renderer import needs_gpu
from playhead.settings import Settings
from playhead.timebase import Clock, RealClock

_log = logging.getLogger("playhead.farm")

KILLS_MAX = 3  # a job that has ended this many workers is not tried again
TRIES_MAX = 2  # a job that raised is tried once more, elsewhere
WATCH_S = 0.5
WARM_S = 60.0


class CrewFarm:
    """A farm whose `crew` leaves what it makes in `store`.

    Use as `async with farm`, or `start` and `drain`. A worker whose job makes no headway for `hung_s`, or that outgrows the
    settings' memory, is dismissed. It counts as warm once `workers` of them have been.
    """

    def __init__(
        self,
        settings: Settings,
        crew: Crew,
        store: Store,
        *,
        workers: int = 1,
        clock: Clock | None = None,
        hung_s: float = 20.0,
        estimator: Estimator | None = None,
    ) -> None:
        self.clock = clock or RealClock()
        self.store = store
        self.estimator = estimator or Estimator()
        self._crew = crew
        self._wanted = workers
        self._cap_bytes = settings.store_cap_bytes
        self._memory_bytes = settings.worker_memory_bytes
        self._hung_s = hung_s
        self._stores: dict[Path, Store] = {}
        self._tasks: dict[str, Task] = {}
        self._joinable: dict[str, Task] = {}  # by key and folder: what another who wants the same would share
        self._counts: Counter[str] = Counter()
        self.ledger = Ledger(self._counts)
        self._floor = Floor(self.estimator, needs_gpu)
        self._desk = Desk(self.estimator, self._floor, self._counts)
        self._rung = Rung(self.clock, self._store, self._hold)
        self._quarantine: dict[str, str] = {}
        self._kills: Counter[str] = Counter()  # workers that a job has ended, by what is set aside with it
        self._number = self._attempt = 0
        self._open = self._dispatching = False
        self._warmed = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    # The farm

    async def start(self) -> None:
        """Let workers join; returns at once, jobs wait until one is warm."""
        if self._open:
            return
        self._open = True
        self._watch = asyncio.create_task(self._watching(), name="farm watch")
        await self._crew.start(self._hear)

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
        """See `Farm.submit`.

        Raises FarmError before `start` and after `drain`.
        """
        if not self._open:
            raise FarmError("the farm is not working: it was not started, or is being ended")
        name = task_name(job.key, folder)
        wish = Wish(deadline_s, chance, exact)
        if chance >= 1.0:
            self.ledger.claim(name)
        task = self._joinable.get(name)
        # Who comes when a stand-in for somebody else's hurry is begun already has a flight of their own.
        if task is not None and (task.worker is None or task.made_as is task.job or viewer in task.wishes):
            return self._join(task, viewer, wish)
        flight = Flight(job, job.key)
        known = found(job, self._store(folder))
        if known is not None:
            self._counts["store_hits"] += 1
            self._land(flight, known, viewer, wish, folder)
        elif (told := self._told(job, folder)) and not needs_no_worker(job):
            flight.future.set_exception(FarmError(told))
        else:
            self._number += 1
            task = Task(f"{name} {self._number}", job, folder, job, {viewer: wish}, {viewer: flight})
            self._tasks[task.name] = self._joinable[name] = task
            if needs_no_worker(job):
                self._rung.make(task, [viewer])
            else:
                self._desk.put(task)
                self._rung.watch(task, viewer)
                self._dispatch_soon()
        return flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:
        """See `Farm.cancel`."""
        task = self._joinable.get(task_name(key, folder))
        if task is None or task.wishes.pop(viewer, None) is None:
            return
        if task.worker is not None:
            self._stop_for_others(task)
        elif task.wishes:
            if task in self._desk:
                self._desk.put(task)
        elif task in self._desk:
            self._counts["cancelled"] += 1
            self._drop(task)

    def capacity(self) -> Capacity:
        """See `Farm.capacity`."""
        return Capacity(
            workers=len(self._floor) or self._wanted,
            free_in_s=self._floor.free_in_s(self.clock.now_s()) or (self._floor.warm_s,),
            waiting=len(self._desk),
            backlog_s=sum(self.estimator.seconds(task.job) for task in self._desk.waiting),
            warm=self._warmed.is_set(),
        )

    def making(self) -> tuple[Making, ...]:
        """What each busy worker is doing."""
        now_s = self.clock.now_s()
        busy = [(worker, worker.task.job) for worker in self._floor if worker.task is not None]
        return tuple(
            Making(
                kind=job.kind.split()[0],
                place=job.place,
                done=worker.done,
                of=job.frames if isinstance(job, PictureJob) else 0,
                since_s=now_s - worker.since_s,
            )
            for worker, job in busy
        )

    def statistics(self) -> dict[str, Any]:
        """Counts since the start, and what waits and what the workers are like now."""
        self.ledger.sweep(self.clock.now_s())
        certain = sum(task.certain for task in self._desk.waiting)
        return {
            **self.ledger.told(),
            "waiting": len(self._desk),
            "queued": {"certain": certain, "likely": len(self._desk) - certain},
            "busy": sum(worker.task is not None for worker in self._floor),
            "warm": sum(worker.warm for worker in self._floor),
            "quarantined": len(self._quarantine),
            "memory_bytes": [worker.memory_bytes for worker in self._floor],
            "problems": sorted(self._crew.problems),
            "seconds_by_kind": self.estimator.statistics(),
        }

    def pids(self) -> tuple[int, ...]:
        """Process ids of the workers there are now."""
        return tuple(worker.pid for worker in self._floor)

    async def wait_warm(self) -> None:
        """Wait until every worker was ready once; for measurements."""
        await self._warmed.wait()

    async def drain(self, timeout_s: float) -> None:
        """See `Farm.drain`. What is not done by then is cancelled."""
        self._open = False
        under_way = [flight.future for task in self._tasks.values() for flight in task.flights.values()]
        if under_way and timeout_s > 0:
            await asyncio.wait(under_way, timeout=timeout_s)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        await self._rung.close()
        for task in tuple(self._tasks.values()):
            self._drop(task)
        await self._crew.stop(1.0)
        self.store.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.drain(0.0)

    # Flights

    def _store(self, folder: Path | None) -> Store:
        if folder is None:
            return self.store
        if folder not in self._stores:
            if len(self._stores) > 64:
                self._stores.clear()
            self._stores[folder] = Store(folder, self._cap_bytes)
        return self._stores[folder]

    def _join(self, task: Task, viewer: str, wish: Wish) -> Flight:
        flight = task.flights.get(viewer)
        if flight is None:
            flight = task.flights[viewer] = Flight(task.job, task.job.key)
            if all(each.partition("/")[0] != viewer for each in task.flights if each != viewer):
                self._counts["joined"] += 1
        task.wishes[viewer] = wish
        if needs_no_worker(task.job):
            return flight
        self._rung.watch(task, viewer)
        if task.worker is None:
            self._desk.put(task)
            self._dispatch_soon()
        return flight

    def _land(self, flight: Flight, made: Made, viewer: str, wish: Wish | None, folder: Path | None) -> None:
        if not flight.done():
            flight.future.set_result(made)
            if wish is not None and wish.chance >= 1.0:
                self.ledger.landed(flight.job, made, wish, self.clock.now_s())
                if isinstance(flight.job, PictureJob):
                    self._rung.shown(viewer, wish.deadline_s, made.hash, folder)

    def _forget(self, task: Task) -> None:
        self._desk.remove(task)
        self._tasks.pop(task.name, None)
        name = task_name(task.job.key, task.folder)
        if self._joinable.get(name) is task:
            del self._joinable[name]

    def _drop(self, task: Task) -> None:
        """Nobody wants it any more."""
        self._forget(task)
        for viewer, flight in task.flights.items():
            if not self._rung.makes(task, viewer):
                flight.future.cancel()

    def _finish(self, task: Task, made: Made | None, error: PlayheadError | None = None) -> None:
        self._forget(task)
        for viewer, flight in task.flights.items():
            if made is not None:
                self._land(flight, made, viewer, task.wishes.get(viewer) or self._rung.wish_of(task, viewer), task.folder)
            elif not flight.done():
                flight.future.set_exception(error or FarmError("the job failed"))
        self._counts["made" if made is not None else "failed"] += 1
        if task.likely_begun and made is not None and not task.certain:
            self.ledger.guessed(task_name(task.job.key, task.folder), task.deadline_s)
        if error is not None and not isinstance(error, StoreFull):
            _log.error("%s", error)

    def _hold(self, task: Task, viewers: Iterable[str], made: Made | PlayheadError | None) -> None:
        """What the last rung has to say: it begins for those viewers (None), it made a hold for them, or it failed."""
        shared = needs_no_worker(task.job)
        if made is None:
            if task.worker is None and not shared:
                self._forget(task) if not task.wishes else self._desk.put(task)
            return
        if isinstance(made, Made) and not shared:
            self._counts["stood in"] += 1
        for viewer in viewers:
            flight, wish = task.flights.pop(viewer), self._rung.wish_of(task, viewer)
            task.wishes.pop(viewer, None)
            if isinstance(made, Made):
                self._land(flight, made, viewer, wish, task.folder)
            elif not flight.done():
                flight.future.set_exception(made)
        if shared:
            self._forget(task)
            for flight in task.flights.values():  # of those who came meanwhile, or have left
                if isinstance(made, Made) and not flight.done():
                    flight.future.set_result(made)
                elif not flight.done():
                    flight.future.set_exception(made if isinstance(made, PlayheadError) else FarmError("the job failed"))
        elif not task.wishes and task.worker is None:
            self._drop(task)

    # Who does what

    def _dispatch_soon(self) -> None:
        """Once for all that is asked for in one breath, so that the most urgent goes first."""
        if not self._dispatching:
            self._dispatching = True
            asyncio.get_running_loop().call_soon(self._dispatch)

    def _dispatch(self) -> None:
        self._dispatching = False
        now_s = self.clock.now_s()
        while (plan := self._desk.next(now_s)) is not None:
            if plan.worker is None:
                self._rung.make(plan.task, plan.task.hurried(float("inf")))
            else:
                self._give(plan.worker, plan.task)

    def _give(self, worker: Worker, task: Task) -> None:
        self._attempt += 1
        task.attempt = self._attempt
        if not task.certain:
            self._counts["speculated"] += 1
        self._floor.begin(worker, task, self.clock.now_s())
        job = task.made_as.heard() if isinstance(task.made_as, SoundJob) else task.made_as
        if not self._crew.give(worker.number, Order(task.attempt, job, task.folder)):
            self._lose(worker.number, "cannot be reached", blamed=False)

    def _stop_for_others(self, task: Task) -> None:
        """Nobody may want any more what a worker is at: it is ended if that frees it sooner for somebody who waits."""
        worker = self._floor.workers.get(task.worker or 0)
        if task.wishes or worker is None:
            return
        waits = any(each.certain and self._floor.fits(worker, each.job) for each in self._desk.waiting)
        # To end one and have another warm takes a while, too: what is nearly done goes on, and is kept.
        if waits and self._floor.left_s(worker, self.clock.now_s()) > 2 * self._floor.warm_s:
            self._lose(worker.number, "was at what nobody wants any more", blamed=False)
            self._crew.dismiss(worker.number, "nobody wants any more what it is at")

    def _retry(self, task: Task) -> None:
        task.worker, task.attempt = None, 0
        if not task.wishes:  # everybody left while it was being made
            self._drop(task)
            return
        self._counts["retried"] += 1
        self._desk.put(task)
        self._dispatch_soon()

    # What workers say

    def _hear(self, report: Report) -> None:
        now_s = self.clock.now_s()
        worker = self._floor.workers.get(report.worker)
        if isinstance(report, Joined):
            self._floor.join(report, now_s)
        elif isinstance(report, Warm):
            self._floor.warm(report.worker, now_s)
            if sum(each.warm for each in self._floor) >= self._wanted:
                self._warmed.set()
            self._dispatch()
        elif isinstance(report, Gone):
            self._lose(report.worker, report.why)
        elif isinstance(report, Beat):
            if worker is not None:
                worker.memory_bytes = report.memory_bytes
                if worker.task is not None and worker.task.attempt == report.attempt and report.done_frames != worker.done:
                    worker.done, worker.moved_s = report.done_frames, now_s
        elif worker is None or worker.task is None or worker.task.attempt != report.attempt:
            self._counts["fenced"] += 1
        else:
            self._did(worker, worker.task, report)
            self._dispatch()

    def _did(self, worker: Worker, task: Task, report: Done) -> None:
        worker.task = task.worker = None
        seconds = self.clock.now_s() - worker.since_s
        worker.since_s = self.clock.now_s()
        self.ledger.worked(task.made_as, seconds)
        if report.made is not None:
            if report.made.seconds:
                self.estimator.learn(task.made_as, seconds)
            self._finish(task, report.made)
        elif isinstance(report.error, StoreFull):
            self._finish(task, None, report.error)
        else:
            task.tries += 1
            if task.tries < TRIES_MAX:
                self._retry(task)
            else:
                why = type(report.error).__name__ if task.made_as.private else report.error  # an error may quote what it was about
                told = f"{words(task.made_as)} could not be made: {why}"
                self._set_aside(task_name(task.made_as.key, task.folder), told)
                self._finish(task, None, FarmError(told))

    def _lose(self, number: int, why: str, *, blamed: bool = True) -> None:
        """A worker is gone, or about to be: what it was at is tried elsewhere, unless it is to blame."""
        worker = self._floor.leave(number)
        if worker is None:
            return
        self._counts["restarts"] += 1
        task = worker.task
        _log.warning("worker %d %s%s", number, why, f" making {words(task.made_as)}" if task else "")
        if task is None or not self._open:
            return
        aside = _aside(task.made_as, task.folder)
        if blamed:
            self._kills[aside] += 1
        if self._kills[aside] < KILLS_MAX:
            self._retry(task)
            return
        told = f"{words(task.made_as)} is not tried again: it has ended {KILLS_MAX} workers ({why})"
        self._set_aside(aside, told)
        self._finish(task, None, FarmError(told))

    def _told(self, job: Job, folder: Path | None) -> str:
        """Why a job is set aside; "" if it is not."""
        return self._quarantine.get(task_name(job.key, folder)) or self._quarantine.get(_aside(job, folder), "")

    def _set_aside(self, name: str, told: str) -> None:
        if len(self._quarantine) > 10_000 or len(self._kills) > 10_000:
            self._quarantine.clear()
            self._kills.clear()
        self._quarantine[name] = told

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(WATCH_S)
            self._inspect(self.clock.now_s())

    def _inspect(self, now_s: float) -> None:
        self.ledger.sweep(now_s)
        for worker in tuple(self._floor):
            still_s = now_s - worker.moved_s
            why = ""
            if (worker.task is not None and still_s > self._hung_s) or (not worker.warm and still_s > WARM_S):
                self._counts["hung"] += 1
                why = f"hung for {still_s:.0f} s"
            elif worker.memory_bytes > self._memory_bytes:
                self._counts["outgrown"] += 1
                why = f"outgrew {self._memory_bytes >> 20} MB"
            elif worker.memory_bytes > self._memory_bytes * 3 // 4 and worker.task is None and worker.warm:
                why = "is large and idle"  # a fresh one now is cheaper than a killed job later
            if why:
                self._lose(worker.number, why)
                self._crew.dismiss(worker.number, why)
        self._dispatch()


def _aside(job: Job, folder: Path | None) -> str:
    """What is set aside when a job ends workers: a shot, whichever segment of it was drawn at whatever grade."""
    if isinstance(job, PictureJob):
        return task_name(f"{job.shot_key} {job.renderer}", folder)
    return task_name(job.key, folder)
