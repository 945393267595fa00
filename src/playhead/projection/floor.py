"""The floor: the workers of a crew as the farm knows them, and which of them is best for a job. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playhead.projection.crew import Joined
from playhead.projection.estimate import Estimator
from playhead.projection.jobs import Job, PictureJob, SoundJob
from playhead.projection.tasks import Task

WARM_MAX_S = 60.0
WARM_S = 1.5  # how long a worker takes until it is warm, before that is learnt


@dataclass(slots=True, eq=False)
class Worker:
    """One worker, from when it joined until it is gone."""

    number: int
    gpu: bool
    pid: int
    node: str
    since_s: float  # of what it does now: warming up, or the task
    moved_s: float  # when it last got on
    warm: bool = False
    task: Task | None = None
    done: int = 0
    memory_bytes: int = 0
    has_voice: bool = False
    shots: deque[str] = field(default_factory=lambda: deque(maxlen=6))  # whose plates it likely still has


class Floor:
    """Who is there. `needs_gpu` says whether a renderer needs an accelerator; who makes no headway for `hung_s` hangs."""

    def __init__(
        self, estimator: Estimator, needs_gpu: Callable[[str], bool], hung_s: float = 20.0, memory_bytes: int = 1 << 40,
    ) -> None:
        self.workers: dict[int, Worker] = {}
        self.most = 1 << 20  # so many may be busy
        self.warm_s = WARM_S
        self._estimator = estimator
        self._needs_gpu = needs_gpu
        self._hung_s = hung_s
        self._memory_bytes = memory_bytes
        self._mixer: int | None = None  # who mixed the last window of sound

    def __iter__(self) -> Iterator[Worker]:
        return iter(self.workers.values())

    def __len__(self) -> int:
        return len(self.workers)

    def join(self, joined: Joined, now_s: float) -> None:
        """A worker is there, not yet warm."""
        self.workers[joined.worker] = Worker(joined.worker, joined.gpu, joined.pid, joined.node, now_s, now_s)

    def warm(self, number: int, now_s: float) -> None:
        """It is ready."""
        worker = self.workers.get(number)
        if worker is not None and not worker.warm:
            worker.warm = True
            self.warm_s += 0.3 * (now_s - worker.since_s - self.warm_s)

    def leave(self, number: int) -> Worker | None:
        """It is gone; it, if it was there."""
        if self._mixer == number:
            self._mixer = None
        return self.workers.pop(number, None)

    def idle(self) -> list[Worker]:
        """Those that have nothing to do and may do something."""
        idle = [worker for worker in self.workers.values() if worker.warm and worker.task is None]
        return idle if self.busy < self.most else []

    @property
    def strained(self) -> bool:
        """Whether fewer may be busy than there are."""
        return self.most < len(self.workers)

    @property
    def busy(self) -> int:
        """How many are at a task."""
        return sum(worker.task is not None for worker in self.workers.values())

    def begin(self, worker: Worker, task: Task, now_s: float) -> None:
        """It is given a task."""
        worker.task, task.worker = task, worker.number
        worker.since_s = worker.moved_s = now_s
        worker.done = 0
        if isinstance(task.made_as, PictureJob):
            worker.shots.append(task.made_as.shot_key)
        else:
            worker.has_voice = True
            if isinstance(task.made_as, SoundJob):
                self._mixer = worker.number

    def fits(self, worker: Worker, job: Job) -> bool:
        """Whether it has what the job's renderer needs. Where nobody has an accelerator, any will have to do."""
        if worker.gpu or not isinstance(job, PictureJob) or not any(each.gpu for each in self.workers.values()):
            return True
        return not self._needs_gpu(job.renderer)

    def best(self, idle: list[Worker], job: Job) -> Worker | None:
        """Of those that fit: pictures go to who has the shot's plates, speech and sound to who has the voice in memory.

        What needs no accelerator goes to who has none, if one is idle.
        """
        able = [worker for worker in idle if self.fits(worker, job)]
        if not able:
            return None
        if isinstance(job, PictureJob):
            spared = any(worker.gpu for worker in able) and not self._needs_gpu(job.renderer)
            return min(able, key=lambda each: (spared and each.gpu, job.shot_key not in each.shots, each.has_voice, each.number))
        return min(able, key=lambda each: (each.gpu, each.number != self._mixer, not each.has_voice, -each.number))

    def shots_at_hand(self) -> set[str]:
        """Keys of the shots that are being drawn."""
        tasks = (worker.task for worker in self.workers.values())
        return {task.made_as.shot_key for task in tasks if task is not None and isinstance(task.made_as, PictureJob)}

    def mixer_busy(self) -> bool:
        """Whether who mixed the last window of sound is there and does something else now."""
        mixer = None if self._mixer is None else self.workers.get(self._mixer)
        return mixer is not None and mixer.warm and mixer.task is not None

    def free_in_s(self, now_s: float) -> tuple[float, ...]:
        """Seconds until each of those that may be busy is likely free."""
        left_s = [self.left_s(worker, now_s) for worker in self.workers.values()]
        return tuple(left_s if self.most >= len(left_s) else sorted(left_s, reverse=True)[: self.most])

    def left_s(self, worker: Worker, now_s: float) -> float:
        """Seconds that it will likely still be busy, or warming up."""
        if not worker.warm:
            return max(0.1, self.warm_s - (now_s - worker.since_s))
        if worker.task is None:
            return 0.0
        return max(0.02, self._estimator.seconds(worker.task.made_as) - (now_s - worker.since_s))

    def trouble(self, worker: Worker, now_s: float) -> tuple[str, str]:
        """As what it is counted, and why a worker has to go; "" twice if it may stay."""
        still_s = now_s - worker.moved_s
        if still_s > (self._hung_s if worker.task is not None else WARM_MAX_S) and (worker.task is not None or not worker.warm):
            return "hung", f"hung for {still_s:.0f} s"
        if worker.memory_bytes > self._memory_bytes:
            return "outgrown", f"outgrew {self._memory_bytes >> 20} MB"
        if worker.memory_bytes > self._memory_bytes * 3 // 4 and worker.task is None and worker.warm:
            return "", "is large and idle"  # a fresh one now is cheaper than a killed job later
        return "", ""
