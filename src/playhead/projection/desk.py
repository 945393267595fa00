"""The desk: what waits, and what of it an idle worker is to do next, how fine. Pure: it is told the time.

Certain work goes by its deadlines, so long as they can be kept. What is late already is another matter: were it to go first
because its deadline is the earliest, one viewer's pile of it would make everything late for everybody. It takes turns, the viewer
who was given least first, whenever that makes nothing else late, and else one time in three: so nobody waits for ever, and nobody
drags the others along. What is only likely is done when nothing certain waits, by a part of the workers and within a budget.
"""

from __future__ import annotations

import itertools
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from playhead.projection.estimate import Estimator
from playhead.projection.floor import Floor, Worker
from playhead.projection.jobs import PictureJob, SoundJob
from playhead.projection.planner import Waiting, choose, slack
from playhead.projection.queue import DeadlineQueue
from playhead.projection.tasks import Task

CALM_S = 3.0  # a deadline that is nearer than this is not put off for the sake of what it shares
LOOK = 16  # so many are looked at for one that shares nothing with what is at hand
LOOK_LATE = 64  # of what is late: who was given least is found among those that are so for longest
LOOK_ADMIT = 400  # and so many deadlines are kept in mind when a grade is chosen
LATE_TURNS = 3  # where time is short, one turn in so many is for what is late already
LIKELY_SHARE = 1 / 3  # of the workers' time, at most, goes into what is only likely
LIKELY_SAVED_S = 20.0  # so many seconds' worth of that may be saved up
EARLY_S = 0.25  # what has a stand-in is planned to be done so long before it is due: a still is begun a little before that
SPARE_S = 0.8  # and what waits behind it so long: a short line at the edge would leave each only what can still be made in time
STRAINED_S = 2.0  # and so long on a machine that is strained: whose film is well ahead of them makes the server the least to do
MOST = 0.73  # so much is to be as wanted, if it can be had for few stills
REACH = 0.6
FINE_OF = 30
LUCK_GAIN = 0.1
LUCKY = 0.05
VIEWERS_MAX = 2000
CROWD = 3  # from so many viewers of one take on, those behind the first count for more: it is drawn once, and well
HEAVY = 1.5  # who wants so many times what the others want on average is made coarser first


@dataclass(frozen=True, slots=True)
class Plan:
    """A task that is to be done now, as its `made_as` says; without a worker if none is needed for that.

    A still is for those who want it by `until_s`; who has more time may yet have better.
    """

    task: Task
    worker: Worker | None
    until_s: float = float("inf")


class Desk:
    """Tasks that wait. `counts` are added to: what is shed and what stands in.

    `fallen` names the renderer that stands in already in the task's shot, "" for none: it goes on until the next cut.
    """

    def __init__(self, estimator: Estimator, floor: Floor, counts: Counter[str], fallen: Callable[[Task], str] = lambda _: "") -> None:
        self._estimator = estimator
        self._floor = floor
        self._counts = counts
        self._fallen = fallen
        self._queue = DeadlineQueue()
        self._tasks: dict[str, Task] = {}
        self._turn = 0
        self._luck: OrderedDict[str, float] = OrderedDict()  # the same by viewer
        self._fine = 1.0  # share of what was made as wanted of late, where a stand-in would have done
        self._served: dict[str, float] = {}  # seconds of work that late tasks of a viewer were given, counted from `_level`
        self._level = 0.0
        self._likely_s = 0.0  # what may be spent on what is only likely
        self._likely_at_s: float | None = None

    def __len__(self) -> int:
        return len(self._tasks)

    def __contains__(self, task: Task) -> bool:
        return task.name in self._tasks

    @property
    def waiting(self) -> Iterable[Task]:
        """All that wait, most urgent first."""
        return (self._tasks[name] for name in self._queue)

    def put(self, task: Task) -> None:
        """Have it wait, or look anew at how urgent it is."""
        if task.certain:
            task.shed = False
        self._tasks[task.name] = task
        self._queue.put(task.name, task.deadline_s, chance=0.0 if task.shed else task.chance)

    def remove(self, task: Task) -> None:
        """Have it wait no more."""
        if self._tasks.pop(task.name, None) is not None:
            self._queue.remove(task.name)

    def next(self, now_s: float) -> Plan | None:
        """What is to be done now; it waits no more. None while nobody idle can do any of it."""
        self._save(now_s)
        idle = self._floor.idle()
        if not idle or not self._tasks:
            return None
        task = self._certain(idle, now_s)
        if task is None:
            task = self._likely(idle, now_s)
            if task is None:
                return None
            if self._grade(task, now_s):
                self._shed()
                return None
            self._likely_s -= self._costs(task)[0]
            task.likely_begun = True
            task.made_as = task.rungs[0]
        else:
            self._admit(task, now_s)
        self.remove(task)
        if isinstance(task.made_as, PictureJob) and task.made_as.grade == "hold":
            return Plan(task, None, max(task.deadline_s, now_s + self._full_s(task)))
        return Plan(task, self._floor.best(idle, task.job))

    # Which

    def _able(self, task: Task, idle: Sequence[Worker]) -> bool:
        return any(self._floor.fits(worker, task.job) for worker in idle)

    def _certain(self, idle: Sequence[Worker], now_s: float) -> Task | None:
        late = self._first(itertools.takewhile(lambda task: task.deadline_s < now_s, self._sure()), idle, LOOK_LATE)
        due = self._first(self._sure(now_s), idle, LOOK)
        if late and (not due or self._late_turn(late, now_s)):
            return self._fair(late)
        return self._apart(due, now_s) if due else None

    def _sure(self, from_s: float = float("-inf")) -> Iterator[Task]:
        """What is certain and due at `from_s` or later, most urgent first."""
        return (task for name in self._queue.certain(from_s) if (task := self._tasks[name]).certain)

    def _first(self, tasks: Iterable[Task], idle: Sequence[Worker], most: int) -> list[Task]:
        """The first of those that somebody idle is able to do."""
        return list(itertools.islice((task for task in tasks if self._able(task, idle)), most))

    def _late_turn(self, late: Sequence[Task], now_s: float) -> bool:
        """Whether what is late goes before what can still be in time."""
        cost_s = max(self._costs(task)[-1] for task in late)
        rest = [self._wait(task) for task in itertools.islice(self._sure(now_s), LOOK_ADMIT)]
        room = slack(Waiting(now_s, (0.0,)), rest, 0, now_s, self._floor.free_in_s(now_s))
        if room is not None and room > cost_s:
            return True
        self._turn += 1
        return self._turn % LATE_TURNS == 0

    def _fair(self, late: Sequence[Task]) -> Task:
        """The one of whoever has been given least; who was not late for a while has no claim for that time."""
        viewer, task = min(
            ((viewer, task) for task in late for viewer in task.wishes),
            key=lambda pair: (max(self._served.get(pair[0], 0.0), self._level), pair[1].deadline_s),
        )
        self._level = max(self._served.get(viewer, 0.0), self._level)
        if len(self._served) > 10_000:
            self._served = {name: served for name, served in self._served.items() if served > self._level}
        cost_s = self._costs(task)[-1] / len(task.wishes)
        for each in task.wishes:
            self._served[each] = max(self._served.get(each, 0.0), self._level) + cost_s
        return task

    def _apart(self, due: Sequence[Task], now_s: float) -> Task:
        """The most urgent; where there is time, rather one that an idle worker has not to make twice over.

        The first segment of a shot paints its plates, which the others then find: two workers at once would both paint them.
        And windows of sound share what they are mixed from, which only the worker that mixed the last one has at hand.
        """
        at_hand, elsewhere = self._floor.shots_at_hand(), self._floor.mixer_busy()
        for task in due:
            job = task.job
            shared = job.shot_key in at_hand if isinstance(job, PictureJob) else isinstance(job, SoundJob) and elsewhere
            if not shared or task.deadline_s < now_s + CALM_S:
                return task
        return due[0]

    # What is only likely

    def _save(self, now_s: float) -> None:
        """Time that passes adds to what may be spent on what is only likely."""
        a_second = LIKELY_SHARE * max(1, len(self._floor))
        most = a_second * LIKELY_SAVED_S
        if self._likely_at_s is None:
            self._likely_s = most
        else:
            self._likely_s = min(most, self._likely_s + a_second * (now_s - self._likely_at_s))
        self._likely_at_s = now_s

    def _likely(self, idle: Sequence[Worker], now_s: float) -> Task | None:
        if self._likely_s <= 0:
            return None
        busy = sum(worker.task is not None and not worker.task.certain for worker in self._floor)
        if busy >= max(1, int(len(self._floor) * LIKELY_SHARE)):
            return None
        for task in itertools.islice(self.waiting, LOOK_ADMIT):
            if task.certain:
                return None  # it waits for a worker that fits, and should find one
            # What could not be ready by when it is decided whether it is wanted holds up nothing else.
            in_time = now_s + self._costs(task)[0] * self._estimator.care(task.rungs[0]) <= task.deadline_s
            if in_time and self._able(task, idle):
                return task
        return None

    def _shed(self) -> None:
        """Time is short: what is only likely is given up, until nothing else waits."""
        self._likely_s = min(0.0, self._likely_s)
        for task in tuple(self.waiting):
            if not task.certain and not task.shed:
                task.shed = True
                self._counts["shed"] += 1
                self.put(task)

    # How fine

    def _admit(self, task: Task, now_s: float) -> None:
        """Settle as what the task is made: its job, or the stand-in that must take its place for all to be in time."""
        rungs = task.rungs
        grade = self._grade(task, now_s)
        if not task.exact:
            # Where a few stills are all that is between the most and what was wanted, they are taken rather than many coarser takes.
            if grade == len(rungs) - 2 and REACH <= self._fine < MOST:
                grade += 1
            fine = float(grade == 0)
            self._fine += (fine - self._fine) / FINE_OF
            for viewer in task.wishes:
                luck = self._luck.pop(viewer, self._fine)
                self._luck[viewer] = luck + (fine - luck) * LUCK_GAIN
            while len(self._luck) > VIEWERS_MAX:
                self._luck.popitem(last=False)
        fallen = self._fallen(task)
        if fallen and not task.exact:
            grade = max(grade, next((n for n, rung in enumerate(rungs) if isinstance(rung, PictureJob) and rung.renderer == fallen), 0))
        made_as = task.made_as = rungs[grade]
        if grade and isinstance(made_as, PictureJob):
            self._counts["stood in"] += made_as.grade != "hold"  # which is counted when it is made
            self._shed()

    def _full_s(self, task: Task) -> float:
        """Seconds in which it can surely be made as it is wanted, if it is begun now."""
        return EARLY_S + self._costs(task)[0] * self._estimator.care(task.rungs[0])

    def _grade(self, task: Task, now_s: float) -> int:
        """The finest grade with which it, and all that comes before it or waits for as sure a viewer, can be in time.

        What a crowd wants is made as it is wanted so long as most of them have it in time: those who are ahead of the others have a
        still, or each of the others would want it made once more.
        """
        if task.exact or (len(task.wishes) >= CROWD and task.wishes.most_by_s() >= now_s + self._full_s(task)):
            return 0
        others = [each for each in itertools.islice(self.waiting, LOOK_ADMIT) if each is not task and (each.certain or not task.certain)]
        rest = [self._wait(each) for each in others]
        first = self._wait(task, behind=False)

        def share() -> list[Waiting]:
            heavy = _heavy([task, *others], [first, *rest], self._luck)
            return [
                Waiting(known.deadline_s, known.costs, heavy=bool(each.wishes) and heavy.issuperset(each.wishes))
                for each, known in zip([task, *others], [first, *rest], strict=True)
            ]

        return choose(first, rest, now_s, self._floor.free_in_s(now_s), self._estimator.care(task.rungs[0]), share)

    def _wait(self, task: Task, *, behind: bool = True) -> Waiting:
        """By when it has to be there not to be held for, and what it costs."""
        early_s = 0.0 if task.exact else SPARE_S if behind else EARLY_S
        if self._floor.strained and not task.exact:
            early_s = STRAINED_S
        return Waiting(task.deadline_s - early_s, self._costs(task))

    def _costs(self, task: Task) -> tuple[float, ...]:
        costs = self._estimator.seconds_by_rung(task.kinds)
        if task.exact:
            return (costs[task.barred],)
        return costs[task.barred :] if task.barred else costs


def _heavy(tasks: Sequence[Task], costs: Sequence[Waiting], luck: Mapping[str, float]) -> frozenset[str]:
    """Viewers who want much more than others do, what is shared counted in parts, or who have had finer pictures than others of late."""
    wanted: defaultdict[str, float] = defaultdict(float)
    for task, known in zip(tasks, costs, strict=True):
        for viewer in task.wishes:
            wanted[viewer] += known.costs[0] / len(task.wishes)
    if len(wanted) < 2:
        return frozenset()
    mean = sum(wanted.values()) / len(wanted)
    fair = sum(luck.get(viewer, 1.0) for viewer in wanted) / len(wanted)
    return frozenset(
        viewer for viewer, seconds in wanted.items() if seconds > HEAVY * mean or luck.get(viewer, 1.0) > fair + LUCKY
    )
