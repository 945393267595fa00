"""The farm on this machine: supervised worker processes, earliest deadline first, each job once."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playhead.errors import FarmError, PlayheadError, StoreFull
from playhead.media import Store
from playhead.projection.estimate import Estimator
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.jobs import GRADES, Job, Made, PictureJob, SoundJob
from playhead.projection.messages import Beat, Done, Order, Start, Warm
from playhead.projection.perform import found
from playhead.projection.planner import Waiting, choose
from playhead.projection.process import WorkerProcess
from playhead.projection.queue import DeadlineQueue
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.timebase import Clock, RealClock

_log = logging.getLogger("playhead.farm")

KILLS_MAX = 3  # a job that has ended this many workers is not tried again
TRIES_MAX = 2  # a job that raised is tried once more, elsewhere
CALM_S = 3.0  # a deadline that is nearer than this is not put off for the sake of what it shares
LOOK = 16  # so many are looked at for one that shares nothing with what is at hand
WATCH_S = 0.5
WARM_S = 60.0
BACK_OFF_S = (0.0, 0.1, 0.5, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class _Wish:
    deadline_s: float
    chance: float
    exact: bool


@dataclass(slots=True, eq=False)
class _Task:
    """A flight with who wants it by when, and what became of it so far. `job` is what is really made: a stand-in may be."""

    name: str  # unlike any other's
    flight: Flight
    job: Job
    folder: Path | None
    wishes: dict[str, _Wish]  # by viewer
    tries: int = 0
    kills: int = 0
    worker: _Worker | None = None

    @property
    def deadline_s(self) -> float:
        return min((wish.deadline_s for wish in self.wishes.values()), default=float("inf"))

    @property
    def certain(self) -> bool:
        return any(wish.chance >= 1.0 for wish in self.wishes.values())

    @property
    def exact(self) -> bool:
        job = self.flight.job
        return not isinstance(job, PictureJob) or job.grade != "full" or any(wish.exact for wish in self.wishes.values())


@dataclass(slots=True, eq=False)
class _Worker:
    """One place at the farm; its process is replaced when it dies."""

    number: int
    process: WorkerProcess | None = None
    warm: bool = False
    task: _Task | None = None
    since_s: float = 0.0  # of what it does now: starting, or the task
    moved_s: float = 0.0  # when it last got on
    done: int = 0
    deaths: int = 0  # one after another, without a job done in between
    jobs: int = 0
    memory_bytes: int = 0
    has_voice: bool = False
    shots: deque[str] = field(default_factory=lambda: deque(maxlen=6))  # whose plates it likely still has
    problem: str = field(default="")


class LocalFarm:
    """A farm of `workers` processes that leave what they make in the store at `folder`.

    Use as `async with LocalFarm(settings, folder) as farm`, or `start` and `drain`. `plugins` are modules each worker
    imports first, for renderers that register themselves. Workers end when this process does, however it ends. A worker
    whose job makes no headway for `hung_s`, or that outgrows the settings' memory, is killed and replaced.
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
        self.clock = clock or RealClock()
        self.store = Store(folder or settings.data / "store", settings.store_cap_bytes)
        self.estimator = estimator or Estimator()
        self._start = Start(
            os.getpid(),
            self.store.folder,
            settings.store_cap_bytes,
            settings.renderer,
            Size(settings.width, settings.height),
            plugins,
        )
        self._memory_bytes = settings.worker_memory_bytes
        self._hung_s = hung_s
        self._workers = [_Worker(number) for number in range(max(1, settings.workers if workers is None else workers))]
        self._stores: dict[Path, Store] = {}
        self._mixer: _Worker | None = None  # who mixed the last window of sound
        self._tasks: dict[str, _Task] = {}
        self._joinable: dict[str, _Task] = {}  # by key and folder: what another who wants the same would share
        self._queue = DeadlineQueue()
        self._quarantine: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._busy_s = 0.0
        self._number = 0
        self._open = self._dispatching = False
        self._warmed = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._ends: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    # -- the farm

    async def start(self) -> None:
        """Start the workers; returns at once, jobs wait until one is warm."""
        if self._open:
            return
        self._open = True
        for worker in self._workers:
            self._hire(worker)
        self._watch = asyncio.create_task(self._watching(), name="farm watch")

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
        name = _name(job.key, folder)
        task = self._joinable.get(name)
        # Who comes when a stand-in for somebody else's hurry is begun already has a flight of their own.
        if task is not None and (task.worker is None or task.job is task.flight.job or viewer in task.wishes):
            task.wishes[viewer] = _Wish(deadline_s, chance, exact)
            if task.worker is None:
                self._enqueue(task)
            return task.flight
        flight = Flight(job, job.key)
        known = found(job, self._store(folder))
        if known is not None:
            self._counts["found"] += 1
            flight.future.set_result(known)
        elif name in self._quarantine:
            flight.future.set_exception(FarmError(self._quarantine[name]))
        else:
            self._number += 1
            task = _Task(f"{name} {self._number}", flight, job, folder, {viewer: _Wish(deadline_s, chance, exact)})
            self._tasks[task.name] = self._joinable[name] = task
            self._enqueue(task)
            self._dispatch_soon()
        return flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:
        """See `Farm.cancel`."""
        task = self._joinable.get(_name(key, folder))
        if task is None:
            return
        task.wishes.pop(viewer, None)
        if task.worker is not None:
            return  # nearly done, and what it makes is kept
        if task.wishes:
            self._enqueue(task)
            return
        self._queue.remove(task.name)
        self._forget(task)
        self._counts["cancelled"] += 1
        task.flight.future.cancel()

    def capacity(self) -> Capacity:
        """See `Farm.capacity`."""
        now_s = self.clock.now_s()
        waiting = [self._tasks[name] for name in self._queue]
        return Capacity(
            workers=len(self._workers),
            free_in_s=tuple(self._free_in_s(worker, now_s) for worker in self._workers),
            waiting=len(waiting),
            backlog_s=sum(self.estimator.seconds(task.flight.job) for task in waiting),
            warm=self._warmed.is_set(),
        )

    def making(self) -> tuple[Making, ...]:
        """What each busy worker is doing."""
        now_s = self.clock.now_s()
        busy = [(worker, worker.task.flight.job) for worker in self._workers if worker.task is not None]
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
        """Counts since the start, and what the workers are like now."""
        names = ("made", "found", "stood in", "failed", "cancelled", "late", "retried", "restarts", "hung", "outgrown")
        return {
            **{name: self._counts[name] for name in names},
            "waiting": len(self._queue),
            "busy": sum(worker.task is not None for worker in self._workers),
            "warm": sum(worker.warm for worker in self._workers),
            "quarantined": len(self._quarantine),
            "busy_seconds": self._busy_s,
            "memory_bytes": [worker.memory_bytes for worker in self._workers],
            "problems": sorted({worker.problem for worker in self._workers if worker.problem}),
            "seconds_by_kind": self.estimator.statistics(),
        }

    def pids(self) -> tuple[int, ...]:
        """Process numbers of the workers that run."""
        return tuple(worker.process.pid for worker in self._workers if worker.process is not None)

    async def wait_warm(self) -> None:
        """Wait until every worker is warm for the first time."""
        await self._warmed.wait()

    async def drain(self, timeout_s: float) -> None:
        """See `Farm.drain`. What is not done by then is cancelled."""
        self._open = False
        under_way = [task.flight.future for task in self._tasks.values()]
        if under_way and timeout_s > 0:
            await asyncio.wait(under_way, timeout=timeout_s)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        for worker in self._workers:
            self._dismiss(worker)
        for task in self._tasks.values():
            task.flight.future.cancel()
        self._tasks.clear()
        self._joinable.clear()
        self._queue = DeadlineQueue()
        if self._ends:
            await asyncio.gather(*self._ends)
        self.store.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.drain(0.0)

    # -- flights

    def _store(self, folder: Path | None) -> Store:
        if folder is None:
            return self.store
        if folder not in self._stores:
            if len(self._stores) > 64:
                self._stores.clear()
            self._stores[folder] = Store(folder, self._start.cap_bytes)
        return self._stores[folder]

    def _forget(self, task: _Task) -> None:
        self._tasks.pop(task.name, None)
        name = _name(task.flight.key, task.folder)
        if self._joinable.get(name) is task:
            del self._joinable[name]

    def _enqueue(self, task: _Task) -> None:
        self._queue.put(task.name, task.deadline_s, certain=task.certain)

    def _dispatch_soon(self) -> None:
        """Once for all that is asked for in one breath, so that the most urgent goes first."""
        if not self._dispatching:
            self._dispatching = True
            asyncio.get_running_loop().call_soon(self._dispatch)

    def _dispatch(self) -> None:
        self._dispatching = False
        while len(self._queue):
            idle = [worker for worker in self._workers if worker.warm and worker.task is None]
            if not idle:
                return
            task = self._take()
            self._give(self._choose(idle, task.flight.job), self._admitted(task))

    def _admitted(self, task: _Task) -> _Task:
        """The task with its job, or with the stand-in that must take its place for all to be in time."""
        job = task.flight.job
        task.job = job
        if task.exact or not isinstance(job, PictureJob):
            return task
        now_s = self.clock.now_s()
        rest = []
        for name in self._queue:
            other = self._tasks[name]
            if other.certain or not task.certain:
                rest.append(Waiting(other.deadline_s, self._costs(other)))
        free_in_s = [self._free_in_s(worker, now_s) for worker in self._workers]
        grade = choose(Waiting(task.deadline_s, self._costs(task)), rest, now_s, free_in_s, self.estimator.care(job))
        if grade:
            source = self._before(job, task.folder) if GRADES[grade] == "hold" else ""
            task.job = replace(job, grade=GRADES[grade], source=source)
            self._counts["stood in"] += 1
        return task

    def _costs(self, task: _Task) -> tuple[float, ...]:
        costs = self.estimator.seconds_by_grade(task.flight.job, GRADES)
        return costs[:1] if task.exact else costs

    def _before(self, job: PictureJob, folder: Path | None) -> str:
        """The hash of the segment before, at whatever grade it was made; "" if it was not."""
        store = self._store(folder)
        for grade in GRADES[:-1] if job.n else ():
            known = store.find(replace(job, n=job.n - 1, grade=grade).key)
            if known is not None and known.present:
                return known.hash
        return ""

    def _take(self) -> _Task:
        """Take out the most urgent task; where there is time, rather one that an idle worker has not to make twice over.

        The first segment of a shot paints its plates, which the others then find: two workers at once would both paint them.
        And windows of sound share what they are mixed from, which only the worker that mixed the last one has at hand.
        """
        calm_s = self.clock.now_s() + CALM_S
        at_hand = {worker.task.job.shot_key for worker in self._workers if worker.task and isinstance(worker.task.job, PictureJob)}
        elsewhere = self._mixer is not None and self._mixer.warm and self._mixer.task is not None
        names = list(itertools.islice(self._queue, LOOK))
        chosen = names[0]
        for name in names:
            task = self._tasks[name]
            job = task.flight.job
            shared = job.shot_key in at_hand if isinstance(job, PictureJob) else isinstance(job, SoundJob) and elsewhere
            if not shared or task.deadline_s < calm_s:
                chosen = name
                break
        self._queue.remove(chosen)
        return self._tasks[chosen]

    def _choose(self, idle: list[_Worker], job: Job) -> _Worker:
        """Speech and sound go to who has the voice in memory, pictures to who has the shot's plates."""
        if isinstance(job, PictureJob):
            return min(idle, key=lambda worker: (job.shot_key not in worker.shots, worker.has_voice, worker.number))
        return min(idle, key=lambda worker: (worker is not self._mixer, not worker.has_voice, -worker.number))

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task, task.worker = task, worker
        worker.since_s = worker.moved_s = self.clock.now_s()
        worker.done = 0
        if isinstance(task.job, PictureJob):
            worker.shots.append(task.job.shot_key)
        else:
            worker.has_voice = True
            if isinstance(task.job, SoundJob):
                self._mixer = worker
        job = task.job.heard() if isinstance(task.job, SoundJob) else task.job
        if worker.process is None or not worker.process.send(Order(job, task.folder)):
            self._bury(worker, "ended")

    def _finish(self, task: _Task, made: Made | None, error: PlayheadError | None = None) -> None:
        self._forget(task)
        future = task.flight.future
        if made is not None:
            self._counts["made"] += 1
            if self.clock.now_s() > task.deadline_s:
                self._counts["late"] += 1
            if not future.done():
                future.set_result(made)
            return
        self._counts["failed"] += 1
        if error is not None and not isinstance(error, StoreFull):
            if len(self._quarantine) > 10_000:
                self._quarantine.clear()
            self._quarantine[_name(task.job.key, task.folder)] = str(error)
            _log.error("%s", error)
        if not future.done():
            future.set_exception(error or FarmError("the job failed"))

    def _retry(self, task: _Task) -> None:
        task.worker = None
        if not task.wishes:  # everybody left while it was being made
            self._forget(task)
            task.flight.future.cancel()
            return
        self._counts["retried"] += 1
        self._enqueue(task)

    # -- workers

    def _hire(self, worker: _Worker) -> None:
        worker.since_s = worker.moved_s = self.clock.now_s()
        worker.warm = worker.has_voice = False
        worker.shots.clear()
        worker.process = WorkerProcess(self._start)
        asyncio.get_running_loop().add_reader(worker.process.line.fileno(), self._hear, worker, worker.process)

    def _hear(self, worker: _Worker, process: WorkerProcess) -> None:
        if worker.process is not process:
            return
        heard = process.heard_nowait()
        if heard is None:
            self._bury(worker, "ended")
            return
        for message in heard:
            if isinstance(message, Warm):
                worker.warm = True
                worker.problem = message.problem
                if all(each.warm for each in self._workers):
                    self._warmed.set()
                if message.problem:
                    _log.warning("worker %d could not warm up: %s", worker.number, message.problem)
            elif isinstance(message, Beat):
                if message.done != worker.done:
                    worker.done, worker.moved_s = message.done, self.clock.now_s()
            elif isinstance(message, Done):
                self._did(worker, message)
        self._dispatch()

    def _did(self, worker: _Worker, message: Done) -> None:
        task, worker.task = worker.task, None
        if task is None:
            return
        seconds = self.clock.now_s() - worker.since_s
        self._busy_s += seconds
        worker.jobs += 1
        worker.deaths = 0
        if message.made is not None:
            if message.made.seconds:
                self.estimator.learn(task.job, seconds)
            self._finish(task, message.made)
        elif message.full:
            self._finish(task, None, StoreFull(message.problem))
        else:
            task.tries += 1
            if task.tries < TRIES_MAX:
                self._retry(task)
            else:
                self._finish(task, None, FarmError(f"{_words(task.job)} could not be made: {'it failed twice' if task.job.private else message.problem}"))

    def _bury(self, worker: _Worker, why: str) -> None:
        """A worker is gone, or must go: blame its job, and put another in its place after a while."""
        task, worker.task = worker.task, None
        was_warm = worker.warm
        self._dismiss(worker)
        if not self._open and task is None:
            return
        self._counts["restarts"] += 1
        worker.deaths += 1
        if not was_warm:
            worker.problem = f"worker {worker.number} {why} while it warmed up"
        _log.warning("worker %d %s%s", worker.number, why, f" making {_words(task.job)}" if task else "")
        if task is not None:
            task.kills += 1
            if task.kills >= KILLS_MAX:
                told = f"{_words(task.job)} is not tried again: it has ended {KILLS_MAX} workers ({why})"
                self._finish(task, None, FarmError(told))
            else:
                self._retry(task)
                self._dispatch_soon()
        self._hire_later(worker)

    def _hire_later(self, worker: _Worker) -> None:
        pause_s = BACK_OFF_S[min(worker.deaths - 1, len(BACK_OFF_S) - 1)]
        timer: asyncio.TimerHandle

        def again() -> None:
            self._timers.discard(timer)
            if worker.process is not None:
                return
            try:
                self._hire(worker)
            except OSError as error:  # no memory or no files left just now: the film must not end for that
                worker.deaths += 1
                worker.problem = f"worker {worker.number} cannot be started: {error}"
                _log.warning("%s", worker.problem)
                self._hire_later(worker)

        timer = asyncio.get_running_loop().call_later(pause_s, again)
        self._timers.add(timer)

    def _dismiss(self, worker: _Worker) -> None:
        process, worker.process = worker.process, None
        worker.warm = False
        if process is None:
            return
        asyncio.get_running_loop().remove_reader(process.line.fileno())
        process.kill()
        # A process stuck in the kernel may take its time; nobody waits for it but this task.
        end = asyncio.create_task(_ended(process))
        self._ends.add(end)
        end.add_done_callback(self._ends.discard)

    async def _watching(self) -> None:
        while True:
            await asyncio.sleep(WATCH_S)
            with contextlib.suppress(OSError):
                self._inspect(self.clock.now_s())

    def _inspect(self, now_s: float) -> None:
        for worker in self._workers:
            if worker.process is None:
                continue
            worker.memory_bytes = worker.process.memory_bytes()
            still_s = now_s - worker.moved_s
            if (worker.task is not None and still_s > self._hung_s) or (not worker.warm and still_s > WARM_S):
                self._counts["hung"] += 1
                self._bury(worker, f"hung for {still_s:.0f} s")
            elif worker.memory_bytes > self._memory_bytes:
                self._counts["outgrown"] += 1
                self._bury(worker, f"outgrew {self._memory_bytes >> 20} MB")
            elif worker.memory_bytes > self._memory_bytes * 3 // 4 and worker.task is None and worker.warm:
                # Large but idle: a fresh one now is cheaper than a killed job later.
                self._dismiss(worker)
                self._hire(worker)

    def _free_in_s(self, worker: _Worker, now_s: float) -> float:
        if not worker.warm:
            return max(0.1, 1.0 - (now_s - worker.since_s))
        if worker.task is None:
            return 0.0
        return max(0.02, self.estimator.seconds(worker.task.job) - (now_s - worker.since_s))


async def _ended(process: WorkerProcess) -> None:
    await asyncio.to_thread(process.wait_end)


def _name(key: str, folder: Path | None) -> str:
    return key if folder is None else f"{folder}:{key}"


def _words(job: Job) -> str:
    """A job in words, for messages and logs; a viewer's own words are in none."""
    if isinstance(job, PictureJob):
        return f"segment {job.n} of shot {job.shot.key[:8]} ({job.place or 'no place'}, {job.renderer}, {job.grade})"
    if isinstance(job, SoundJob):
        return f"the sound from {job.start} for {job.ticks} ticks"
    return "a line with a viewer's own words" if job.private else f"the line {job.line.text[:40]!r}"
