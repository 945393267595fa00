"""The ladder's last rung: whoever would have nothing by their deadline is given a still of what is ready."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from playhead.errors import FarmError, PlayheadError
from playhead.media import Store
from playhead.projection.holding import Holds
from playhead.projection.jobs import Made, PictureJob
from playhead.projection.tasks import Task
from playhead.projection.wishes import Wish
from playhead.timebase import Clock

LEAD_S = 0.15
"""So long before a deadline a hold is begun; it takes less than a third of that."""
READY_MAX = 24
VIEWERS_MAX = 2000

Hear = Callable[[Task, Iterable[str], Made | PlayheadError | None], None]


class Rung:
    """Watches deadlines. `hear` is told that a hold is begun for some viewers of a task (None), and what came of it.

    A viewer is taken off the wishes of the task when theirs is begun.
    """

    def __init__(self, clock: Clock, store: Callable[[Path | None], Store], hear: Hear, holder: Holds) -> None:
        self._clock = clock
        self._store = store
        self._hear = hear
        self._holder = holder
        self._dues: list[tuple[float, int, Task, str]] = []
        self._due_s: dict[tuple[str, str], float] = {}  # the entry of `_dues` that counts, by task and viewer
        self._number = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_s = float("inf")
        self._ready: OrderedDict[str, deque[tuple[float, str, Path | None]]] = OrderedDict()  # by viewer: by when, what, where
        self._wishes: dict[tuple[str, str], Wish] = {}  # of those for whom a hold is being made
        self._under_way: dict[asyncio.Task[None], tuple[Task, tuple[str, ...]]] = {}

    def watch(self, task: Task, viewer: str) -> None:
        """See to it that a viewer has something of this task by their deadline."""
        if task.hurries(viewer):
            self._put(task, viewer, task.wishes[viewer].deadline_s - LEAD_S)
            self._arm()

    def shown(self, viewer: str, deadline_s: float, media: str, folder: Path | None) -> None:
        """A viewer has got a picture, by a deadline that tells when it plays."""
        ready = self._ready.setdefault(viewer, deque(maxlen=READY_MAX))
        ready.append((deadline_s, media, folder))
        self._ready.move_to_end(viewer)
        if len(self._ready) > VIEWERS_MAX:
            self._ready.popitem(last=False)

    def wish_of(self, task: Task, viewer: str) -> Wish | None:
        """What a viewer had wished for when their hold was begun."""
        return self._wishes.pop((task.name, viewer), None)

    def makes(self, task: Task, viewer: str) -> bool:
        """Whether a hold is being made for that viewer of a task."""
        return (task.name, viewer) in self._wishes

    def make(self, task: Task, viewers: Sequence[str]) -> None:
        """Make a hold for those viewers, or what else the task wants that needs no worker."""
        first = min((task.wishes[viewer].deadline_s for viewer in viewers), default=0.0)
        source = self._source(task, viewers[0] if viewers else "", first)
        for viewer in viewers:
            self._wishes[task.name, viewer] = task.wishes.pop(viewer)
        self._hear(task, viewers, None)
        making = asyncio.create_task(self._make(task, tuple(viewers), source))
        self._under_way[making] = (task, tuple(viewers))
        making.add_done_callback(lambda making: self._under_way.pop(making, None))

    async def close(self) -> None:
        """Make nothing more."""
        self._dues.clear()
        self._due_s.clear()
        if self._timer is not None:
            self._timer.cancel()
        under_way = dict(self._under_way)
        for making in under_way:
            making.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        for making, (task, viewers) in under_way.items():
            if making.cancelled():
                self._hear(task, viewers, FarmError("the farm is being ended"))
        self._wishes.clear()
        self._holder.close()

    async def _make(self, task: Task, viewers: tuple[str, ...], source: tuple[str, Path | None]) -> None:
        media, folder = source
        job = task.job.at("hold", media) if isinstance(task.job, PictureJob) else task.job
        made: Made | PlayheadError
        try:
            made = await self._holder.make(job, self._store(task.folder), self._store(folder))
        except PlayheadError as error:
            made = error
        except Exception as error:
            made = FarmError(f"a hold could not be made: {error}")
        self._hear(task, viewers, made)

    def _source(self, task: Task, viewer: str, deadline_s: float) -> tuple[str, Path | None]:
        """The segment after which it plays, as far as is known, and where that is kept; ("", None) for a card.

        What holds a viewer's own words is not shown in what others may see.
        """
        job = task.job
        if not isinstance(job, PictureJob):
            return "", None
        store = self._store(task.folder)
        if job.source and store.has(job.source):
            return job.source, task.folder
        for _, media, folder in sorted(self._ready.get(viewer, ()), key=lambda each: (each[0] >= deadline_s, -each[0])):
            if folder in (None, task.folder) and self._store(folder).has(media):
                return media, folder
        for before in replace(job, n=job.n - 1, source="").rungs()[:-1] if job.n else ():
            known = store.find(before.key)
            if known is not None and known.present:
                return known.hash, task.folder
        return "", None

    # Deadlines

    def _put(self, task: Task, viewer: str, due_s: float) -> None:
        """One entry counts for a viewer of a task, the earliest; what was put off is found out when that is due."""
        name = (task.name, viewer)
        if due_s < self._due_s.get(name, float("inf")):
            self._due_s[name] = due_s
            heapq.heappush(self._dues, (due_s, next(self._number), task, viewer))

    def _arm(self) -> None:
        """Have the timer go off at the first deadline."""
        due_s = self._dues[0][0] if self._dues else float("inf")
        if due_s < self._timer_s or self._timer is None:
            if self._timer is not None:
                self._timer.cancel()
            self._timer_s = due_s
            loop = asyncio.get_running_loop()
            self._timer = None if due_s == float("inf") else loop.call_later(max(0.005, due_s - self._clock.now_s()), self._due)

    def _due(self) -> None:
        self._timer, self._timer_s = None, float("inf")
        now_s = self._clock.now_s()
        for _ in range(len(self._dues)):
            if self._dues[0][0] > now_s:
                break
            due_s, _, task, viewer = heapq.heappop(self._dues)
            if self._due_s.get((task.name, viewer)) != due_s:
                continue
            del self._due_s[task.name, viewer]
            wish = task.wishes.get(viewer)
            flight = task.flights.get(viewer)
            if wish is None or wish.exact or wish.chance < 1.0 or flight is None or flight.done():
                continue
            if wish.deadline_s - LEAD_S > now_s:  # it was put off meanwhile
                self._put(task, viewer, wish.deadline_s - LEAD_S)
                continue
            self.make(task, task.hurried(now_s + LEAD_S))
            if not self._dues:
                break
        self._arm()
