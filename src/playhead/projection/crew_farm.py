"""A farm over a crew: it decides what is made when, by whom and how fine; the crew works, on this machine or elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playhead.errors import FarmError, PlayheadError, Refused, RenderError, StoreFull
from playhead.media import Store
from playhead.projection.crew import Beat, Crew, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.desk import Desk
from playhead.projection.estimate import Estimator
from playhead.projection.fading import Fading
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.floor import Floor, Worker
from playhead.projection.holding import Holder, Holds, needs_no_worker
from playhead.projection.jobs import Job, Made, PictureJob, SoundJob, SpeechJob
from playhead.projection.ledger import Ledger
from playhead.projection.perform import found
from playhead.projection.quarantine import Quarantine
from playhead.projection.rung import Rung
from playhead.projection.shelves import Shelves
from playhead.projection.strain import Strain
from playhead.projection.tasks import Task, task_name, words
from playhead.projection.wishes import Wish, Wishes
from playhead.render.renderer import traits
from playhead.settings import Settings
from playhead.speech import wanted
from playhead.timebase import Clock, RealClock

_log = logging.getLogger("playhead.farm")

WATCH_S = 0.5


class CrewFarm:
    """A farm whose `crew` leaves what it makes in `store`.

    Use as `async with farm`, or `start` and `drain`. A worker whose job makes no headway for `hung_s`, or that outgrows the
    settings' memory, is dismissed. It counts as warm once `workers` of them have been. Where they share this process's machine,
    `strain` says how many may be busy. `holder` makes what needs no worker, and `open_store` finds what is a viewer's own; both
    are for simulations to replace.
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
        holder: Holds | None = None,
        open_store: Callable[[Path], Store] | None = None,
        strain: Strain | None = None,
    ) -> None:
        self.strain = strain
        self.clock = clock or RealClock()
        self.store = store
        self.estimator = estimator or Estimator()
        self._crew = crew
        self._voices = settings.voices
        self._wanted = workers
        self._shelves = Shelves(store, open_store or (lambda folder: Store(folder, settings.store_cap_bytes)))
        self._tasks: dict[str, list[Task]] = {}  # by key and folder; the last is the one that another may share
        self._making: dict[str, Task] = {}  # by key and folder of what is really made: no two workers are at the same
        self._counts: Counter[str] = Counter()
        self.ledger = Ledger(self._counts)
        self._floor = Floor(self.estimator, lambda name: traits(name).gpu, hung_s, settings.worker_memory_bytes)
        self._fading = Fading()
        self._desk = Desk(self.estimator, self._floor, self._counts, self._fading.fallen)
        self._rung = Rung(self.clock, self._shelves, self._hold, holder or Holder())
        self._quarantine = Quarantine()
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
        if isinstance(job, SpeechJob) and not job.told:
            job = replace(job, told=wanted(job.line, self._voices))
        name = task_name(job.key, folder)
        wish = Wish(deadline_s, chance, exact)
        if chance >= 1.0:
            self.ledger.claim(name)
        task = next(reversed(self._tasks.get(name, ())), None)
        # Who comes when a stand-in for somebody else's hurry is begun already has a flight of their own.
        if task is not None and (task.worker is None or task.made_as is task.job or viewer in task.wishes):
            return self._join(task, viewer, wish)
        flight = Flight(job, job.key)
        known = found(job, self._shelves(folder))
        if known is not None:
            self._counts["store_hits"] += 1
            self._land(flight, known, viewer, wish, folder)
            return flight
        self._number += 1
        task = Task(f"{name} {self._number}", job, folder, job, Wishes({viewer: wish}), {viewer: flight})
        if (told := self._quarantine.told(job, folder)) and not needs_no_worker(job) and not self._lower(task):
            flight.future.set_exception(FarmError(told))
        else:
            self._tasks.setdefault(name, []).append(task)
            if needs_no_worker(job):
                self._rung.make(task, [viewer])
            else:
                self._desk.put(task)
                self._rung.watch(task, viewer)
                self._dispatch_soon()
        return flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:
        """See `Farm.cancel`."""
        for task in tuple(self._tasks.get(task_name(key, folder), ())):
            if task.wishes.pop(viewer, None) is None:
                continue
            if task.worker is not None:
                self._stop_for_others(task)
            elif task in self._desk and task.wishes:
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
            lag_s=self.strain.lag_s if self.strain is not None else 0.0,
        )

    def store_of(self, folder: Path | None) -> Store:
        """The store kept there; None is the shared one."""
        return self._shelves(folder)

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
            "busy": self._floor.busy,
            "may_be_busy": min(len(self._floor), self._floor.most),
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
        under_way = [flight.future for task in self._all() for flight in task.flights.values()]
        if under_way and timeout_s > 0:
            await asyncio.wait(under_way, timeout=timeout_s)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        await self._rung.close()
        for task in self._all():
            self._drop(task)
        await self._crew.stop(1.0)
        self.store.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.drain(0.0)

    # Flights

    def _all(self) -> list[Task]:
        return [task for tasks in self._tasks.values() for task in tasks]

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
                    self._fading.landed(viewer, flight.job, made)
                    self._rung.shown(viewer, wish.deadline_s, made.hash, folder)

    def _forget(self, task: Task) -> None:
        self._desk.remove(task)
        name = task_name(task.job.key, task.folder)
        tasks = self._tasks.get(name, [])
        if task in tasks:
            tasks.remove(task)
        if not tasks:
            self._tasks.pop(name, None)

    def _drop(self, task: Task) -> None:
        """Nobody wants it any more."""
        self._forget(task)
        for viewer, flight in task.flights.items():
            if not self._rung.makes(task, viewer):
                flight.future.cancel()

    def _finish(self, task: Task, made: Made) -> None:
        """A worker made it: all who waited for that are told."""
        for follower in self._free(task):
            self._tell(follower, made, None)
        self._tell(task, made, None)
        self._counts["made"] += 1

    def _lower(self, task: Task) -> bool:
        """What it was to be made as cannot be made: whether a renderer further down can."""
        if not isinstance(task.job, PictureJob) or not task.job.below:
            return False
        made_as = task.made_as
        assert isinstance(made_as, PictureJob)
        tried = (n for n, rung in enumerate(task.rungs) if isinstance(rung, PictureJob) and (rung.renderer, rung.grade) == (made_as.renderer, made_as.grade))
        task.barred += next(tried, 0) + 1
        while task.rungs and self._quarantine.told(task.rungs[0], task.folder):
            task.barred += 1
        return any(not needs_no_worker(rung) for rung in task.rungs)

    def _fail(self, task: Task, error: PlayheadError) -> None:
        """No worker can make it so: it is made otherwise, or who waits is told."""
        for each in (*self._free(task), task):
            if not self._lower(each):
                self._tell(each, None, error)
            elif each.wishes:
                self._desk.put(each)
            else:
                self._drop(each)
        self._counts["failed"] += 1
        if not isinstance(error, StoreFull):
            _log.error("%s", error)
        self._dispatch_soon()

    def _tell(self, task: Task, made: Made | None, error: PlayheadError | None) -> None:
        self._forget(task)
        for viewer, flight in task.flights.items():
            if made is not None:
                self._land(flight, made, viewer, task.wishes.get(viewer) or self._rung.wish_of(task, viewer), task.folder)
            elif not flight.done():
                flight.future.set_exception(error or FarmError("the job failed"))
        if task.likely_begun and made is not None and not task.certain:
            self.ledger.guessed(task_name(task.job.key, task.folder), task.deadline_s)

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
            flight, wish = task.flights.pop(viewer, None), self._rung.wish_of(task, viewer)
            task.wishes.pop(viewer, None)
            if flight is None:
                continue  # who asked again while a hold was made had it from the first
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
                self._rung.make(plan.task, plan.task.hurried(plan.until_s))
            else:
                self._give(plan.worker, plan.task)

    def _give(self, worker: Worker, task: Task) -> None:
        if told := self._quarantine.told(task.made_as, task.folder):  # since it was asked for
            self._fail(task, FarmError(told))
            return
        task.made_as = self._fading.faded(task)
        making = task_name(task.made_as.key, task.folder)
        leader = self._making.get(making)
        if leader is not None:  # the stand-in for one is what another waits for
            task.worker, task.attempt = leader.worker, leader.attempt
            leader.followers.append(task)
            return
        self._attempt += 1
        task.attempt = self._attempt
        self._making[making] = task
        if not task.certain:
            self._counts["speculated"] += 1
        self._floor.begin(worker, task, self.clock.now_s())
        job = task.made_as.heard() if isinstance(task.made_as, SoundJob) else task.made_as
        if not self._crew.give(worker.number, Order(task.attempt, job, task.folder)):
            self._lose(worker.number, "cannot be reached", blamed=False)

    def _stop_for_others(self, task: Task) -> None:
        """Nobody may want any more what a worker is at: it is ended if that frees it sooner for somebody who waits."""
        worker = self._floor.workers.get(task.worker or 0)
        if worker is None or worker.task is None or any(each.wishes for each in (worker.task, *worker.task.followers)):
            return
        waits = any(each.certain and self._floor.fits(worker, each.job) for each in self._desk.waiting)
        # To end one and have another warm takes a while, too: what is nearly done goes on, and is kept.
        if waits and self._floor.left_s(worker, self.clock.now_s()) > 2 * self._floor.warm_s:
            self._lose(worker.number, "was at what nobody wants any more", blamed=False)
            self._crew.dismiss(worker.number, "nobody wants any more what it is at")

    def _free(self, task: Task) -> list[Task]:
        """No worker is at it any more; those who waited for the same."""
        self._making.pop(task_name(task.made_as.key, task.folder), None)
        followers, task.followers = task.followers, []
        for each in (task, *followers):
            each.worker, each.attempt = None, 0
        return followers

    def _retry(self, task: Task) -> None:
        self._counts["retried"] += 1
        for each in (*self._free(task), task):
            if each.wishes:
                self._desk.put(each)
            else:  # everybody left while it was being made
                self._drop(each)
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
        worker.task = None
        seconds = self.clock.now_s() - worker.since_s
        worker.since_s = self.clock.now_s()
        self.ledger.worked(task.made_as, seconds)
        if report.made is not None:
            if report.made.seconds:
                self.estimator.learn(task.made_as, seconds)
            self._quarantine.made(task)
            self._finish(task, report.made)
        elif isinstance(report.error, StoreFull):
            for each in (*self._free(task), task):
                self._tell(each, None, report.error)
            self._counts["failed"] += 1
        elif isinstance(report.error, RenderError):  # a model's own word, which it has tried again as often as is of use
            if isinstance(report.error, Refused):
                self._quarantine.refused(task, report.error)
            self._fail(task, report.error)
        elif told := self._quarantine.raised(task, report.error):
            self._fail(task, FarmError(told))
        else:
            self._retry(task)

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
        told = self._quarantine.killed(task, why) if blamed else ""
        if told:
            self._fail(task, FarmError(told))
        else:
            self._retry(task)

    async def _watching(self) -> None:
        while True:
            if self.strain is None:
                await asyncio.sleep(WATCH_S)
            else:
                await self.strain.look(WATCH_S)
                self._floor.most = self.strain.most
            self._inspect(self.clock.now_s())

    def _inspect(self, now_s: float) -> None:
        self.ledger.sweep(now_s)
        for worker in tuple(self._floor):
            count, why = self._floor.trouble(worker, now_s)
            if why:
                self._counts[count] += bool(count)
                self._lose(worker.number, why)
                self._crew.dismiss(worker.number, why)
        self._dispatch()
