"""A crew, a store and a maker of stills that are only told of: they take virtual time, and things go wrong with them by a seed."""

import asyncio
import functools
import hashlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playhead.errors import FarmError
from playhead.media.store import Store, Stored
from playhead.projection.crew import Beat, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.jobs import Job, Made, PictureJob
from playhead.projection.perform import found, grade_of

FULL_S = 0.42  # of a worker, for a second of The Lamp at full size on one core, as docs/performance.md tells
GRADE = {"full": 1.0, "half": 0.67, "held": 0.45, "hold": 0.05}
FIRST = 1.3  # a take's first segment paints plates
SOUND_S = 0.12
HOLD_S = 0.03  # what a still takes, in the server's own process


@functools.cache
def _shape(shot_key: str, n: int) -> float:
    return random.Random(f"{shot_key} {n}").lognormvariate(0, 0.25)


def cost_s(job: Job) -> float:
    """Seconds of a worker that a job really takes."""
    if not isinstance(job, PictureJob):
        return SOUND_S
    return FULL_S * GRADE[job.grade] * (FIRST if job.n == 0 else 1.0) * _shape(job.shot_key, job.n)


class Shelf(Store):
    """A store in memory."""

    def __init__(self) -> None:
        self.bound: dict[str, Stored] = {}
        self.there: dict[str, None] = {}
        self.evicted: Counter[str] = Counter()  # by key

    def find(self, key: str, *, far: bool = False) -> Stored | None:
        known = self.bound.get(key)
        return known if known is None or known.hash in self.there else Stored(known.hash, known.ticks, known.bytes, present=False)

    def has(self, name: str) -> bool:
        return name in self.there

    def keep(self, job: Job) -> Made:
        name = hashlib.sha256(job.key.encode()).hexdigest()[:40]
        known = self.bound.setdefault(job.key, Stored(name, job.ticks, 1000))
        assert known.hash == name, "what was evicted is made again to the same bytes"
        self.there[name] = None
        return Made(job.key, name, job.ticks, 1000, 1.0, grade=grade_of(job))

    def evict(self, pick: random.Random) -> None:
        keys = [key for key, stored in self.bound.items() if stored.hash in self.there]
        for key in pick.sample(keys, min(len(keys), 5)):
            del self.there[self.bound[key].hash]
            self.evicted[key] += 1

    def close(self) -> None:
        pass


class Stills:
    """Makes stills one at a time, as the thread does that really does."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()

    async def make(self, job: Job, store: Store, source_store: Store | None = None) -> Made:
        async with self._one:
            await asyncio.sleep(HOLD_S)
            return store.keep(job)

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Faults:
    """How often, of all orders, a worker dies over it, hangs, makes it and never says so, is taken for lost and says so later, says so
    twice, raises, cannot be reached; and how many workers are four times slower."""

    die: float = 0.0
    hang: float = 0.0
    mute: float = 0.0
    lost: float = 0.0
    twice: float = 0.0
    fail: float = 0.0
    unreachable: float = 0.0
    slow: float = 0.0


@dataclass
class Hand:
    """A worker."""

    number: int
    pace: float
    order: Order | None = None
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


class SimulatedCrew:
    """Workers by a seed. `trouble` gathers what must never happen; `log` all that did."""

    def __init__(
        self, pick: random.Random, workers: int, store: Callable[[Path | None], Shelf], faults: Faults, *,
        scale: float = 1.0, poison: Callable[[Job], bool] = lambda _: False,
    ) -> None:
        self.problems: set[str] = set()
        self.trouble: list[str] = []
        self.log: list[tuple[float, str, int, str]] = []
        self.begun: Counter[tuple[Path | None, str]] = Counter()  # what was rendered, or tried
        self.spoilt: Counter[tuple[Path | None, str]] = Counter()  # of that, what came to nothing that the farm could know of
        self.likely_s = 0.0
        self.worked_s = 0.0
        self.likely: Callable[[int], bool] = lambda _: False
        self.hands: dict[int, Hand] = {}
        self.deaths_by_poison: Counter[str] = Counter()
        self._pick = pick
        self._workers = workers
        self._store = store
        self._faults = faults
        self.scale = scale
        self._poison = poison
        self._number = 0
        self._open = True

    async def start(self, hear: Callable[[Report], None]) -> None:
        self._hear = hear
        self._loop = asyncio.get_running_loop()
        for _ in range(self._workers):
            self._join()

    async def stop(self, timeout_s: float) -> None:
        self._open = False
        for hand in tuple(self.hands.values()):
            self._end(hand)

    def _join(self) -> None:
        if not self._open:
            return
        self._number += 1
        pace = 4.0 if self._pick.random() < self._faults.slow else 1.0
        hand = self.hands[self._number] = Hand(self._number, pace)
        self._hear(Joined(hand.number, False, hand.number, "here"))
        hand.timers = [self._loop.call_later(self._pick.uniform(0.3, 0.8), self._hear, Warm(hand.number))]

    def _say(self, what: str, worker: int, key: str = "") -> None:
        self.log.append((self._loop.time(), what, worker, key))

    def give(self, worker: int, order: Order) -> bool:
        hand, job, faults = self.hands.get(worker), order.job, self._faults
        self._say("give", worker, job.key)
        if hand is None:
            self.trouble.append(f"worker {worker} was given work after it had gone")
            return False
        if hand.order is not None:
            self.trouble.append(f"worker {worker} was given work while it was at other work")
        name = (order.folder, job.key)
        if any(each.order and (each.order.folder, each.order.job.key) == name for each in self.hands.values()):
            self.trouble.append(f"{job.key} was given to two workers at once")
        draw = self._pick.random
        if draw() < faults.unreachable:
            self._loop.call_later(0.1, self._lose, hand, "is out of reach")
            return False
        hand.order = order
        store = self._store(order.folder)
        if (known := found(job, store)) is not None:
            hand.timers = [self._loop.call_later(0.005, self._done, hand, known, None)]
            return True
        self.begun[name] += 1
        takes_s = cost_s(job) * self.scale * hand.pace * self._pick.lognormvariate(0, 0.1)
        if self.likely(worker):
            self.likely_s += takes_s
            at_once = sum(self.likely(each.number) for each in self.hands.values() if each.order is not None)
            if at_once > max(1, self._workers // 3):
                self.trouble.append(f"{at_once} of {self._workers} workers were at what is only likely")
        for n in range(1, int(takes_s) + 1):
            hand.timers.append(self._loop.call_later(n, self._hear, Beat(worker, order.attempt, n, 1 << 28)))
        if self._poison(job):
            self.deaths_by_poison[job.key] += 1
            self.spoilt[name] += 1
            fate = functools.partial(self._lose, hand, "died of poison")
        elif draw() < faults.die:
            self.spoilt[name] += 1
            takes_s *= draw()
            fate = functools.partial(self._lose, hand, "died")
        elif draw() < faults.hang:
            self.spoilt[name] += 1
            return True
        elif draw() < faults.mute:
            fate = functools.partial(self._keep, order)
        elif draw() < faults.lost:
            self.spoilt[name] += 1
            self._loop.call_later(takes_s, self._late, worker, order)
            takes_s *= draw()
            fate = functools.partial(self._lose, hand, "was lost")
        elif draw() < faults.fail:
            self.spoilt[name] += 1
            fate = functools.partial(self._done, hand, None, FarmError("it did not go well this time"))
        else:
            fate = functools.partial(self._make, hand, takes_s)
        hand.timers.append(self._loop.call_later(takes_s, fate))
        return True

    def _keep(self, order: Order) -> Made:
        return self._store(order.folder).keep(order.job)

    def _make(self, hand: Hand, takes_s: float) -> None:
        assert hand.order is not None
        self.worked_s += takes_s
        self._done(hand, self._keep(hand.order), None)

    def _done(self, hand: Hand, made: Made | None, error: FarmError | None) -> None:
        order, hand.order = hand.order, None
        assert order is not None
        self._say("done", hand.number, order.job.key)
        report = Done(hand.number, order.attempt, made, error)
        if self._pick.random() < self._faults.twice:
            self._loop.call_later(self._pick.uniform(0.01, 0.5), self._hear, report)
        self._cut(hand)
        self._hear(report)

    def _late(self, worker: int, order: Order) -> None:
        """A worker that was taken for lost made it all the same. Where it is now, another may have its number."""
        made = self._keep(order)
        self._hear(Done(worker, order.attempt, made, None))
        for hand in self.hands.values():
            self._hear(Done(hand.number, order.attempt, made, None))

    def _cut(self, hand: Hand) -> None:
        for timer in hand.timers:
            timer.cancel()
        hand.timers = []

    def _end(self, hand: Hand) -> None:
        self._cut(hand)
        self.hands.pop(hand.number, None)

    def _lose(self, hand: Hand, why: str) -> None:
        if hand.number not in self.hands:
            return
        self._say(why, hand.number)
        self._end(hand)
        self._loop.call_later(self._pick.uniform(0.2, 1.5), self._join)
        self._hear(Gone(hand.number, why))

    def dismiss(self, worker: int, why: str) -> None:
        hand = self.hands.get(worker)
        if hand is not None:
            if hand.order is not None:
                self.spoilt[hand.order.folder, hand.order.job.key] += 1
            self._loop.call_later(0.05, self._lose, hand, why)
            hand.order = None
            self._cut(hand)
