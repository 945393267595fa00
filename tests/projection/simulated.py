"""A farm with simulated viewers and workers, on a virtual clock: one seed, one run. What it promises is checked in `Outcome.broken`.

The farm, its desk, ladder, estimates and quarantine are the real ones. Viewers ask as screenings do (`playhead.screening.pace`).
"""

import asyncio
import functools
import logging
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.projection.simulated_crew import FIRST, FULL_S, SOUND_S, Faults, Shelf, SimulatedCrew, Stills, cost_s
from tests.projection.virtual import LoopClock, run

from playhead.projection.crew_farm import CrewFarm
from playhead.projection.desk import LIKELY_SAVED_S, LIKELY_SHARE
from playhead.projection.farm import Flight
from playhead.projection.jobs import Job, PictureJob, SoundJob
from playhead.projection.quarantine import KILLS_MAX
from playhead.screening.orders import PICTURE_LADDER
from playhead.screening.pace import MOVED_S, SOUND_FIRST_S, STARTUP_S, margin
from playhead.settings import Settings
from playhead.sound import Clip
from playhead.testing import a_shot
from playhead.timebase import TICK_RATE, WINDOW

logging.getLogger("playhead.farm").setLevel(logging.CRITICAL)
logging.getLogger("asyncio").setLevel(logging.CRITICAL)

AHEAD_S = 12
LOCK_S = 2
SPECULATE = 3
TURN_S = 0.5
WINDOW_S = WINDOW / TICK_RATE
A_SECOND_S = FULL_S * (1 + (FIRST - 1) / 3.5) * 1.03 + SOUND_S / WINDOW_S
"""Of a worker, for a second of film: pictures of shots of three and a half segments, and the sound to them."""
LATE_S = 1.0
"""So much after its deadline everybody has a stand-in at least; and what no stand-in is for, after `STARVED_S`."""
STARVED_S = 45.0


NONE = Faults()


@dataclass(frozen=True)
class Play:
    """A run. `load` is what all viewers would need at full size, over what the workers can do."""

    seed: int
    load: float = 0.8
    workers: int = 2
    viewers: int = 6
    seconds: float = 40.0
    films: int = 1000  # few films: many viewers want the same
    arrive_s: float = 10.0
    choice_s: int = 0  # a choice each so many seconds of film; 0 for none
    speculate: bool = True
    pause: float = 0.0  # chances of a viewer, each second
    seek: float = 0.0
    leave: float = 0.0
    evict: float = 0.0
    private: float = 0.0  # of viewers
    pile: int = 0  # segments that somebody wants at once, late already, and to the full
    poison: float = 0.0  # of shots
    faults: Faults = NONE


@functools.lru_cache(50_000)
def picture(film: str, second: int) -> PictureJob:
    """What plays at a second of a film."""
    lengths = random.Random(film)
    shot, first = 0, 0
    while True:
        length = lengths.randint(1, 6)
        if second < first + length:
            return PictureJob(a_shot(24 * length, f"{film} {shot}"), second - first, renderer="blocks")
        shot, first = shot + 1, first + length


@functools.lru_cache(20_000)
def sound(film: str, n: int) -> SoundJob:
    """The n-th window of its sound."""
    start = n * WINDOW
    return SoundJob((Clip("foley", start + 4096, WINDOW // 2, f"{film} {n}"),), start, WINDOW)


@dataclass
class Want:
    """Something that a viewer wanted, and what came of it."""

    viewer: str
    job: Job
    due_s: float
    asked_s: float
    exact: bool
    chance: float
    flight: Flight
    landed_s: float = -1.0
    grade: str = ""
    gone: bool = False  # taken back
    error: str = ""

    def hear(self, now_s: float) -> None:
        self.landed_s = now_s
        if self.flight.future.cancelled():
            self.gone = True
        elif error := self.flight.future.exception():
            self.error = str(error)
        else:
            self.grade = self.flight.future.result().grade

    @property
    def certain(self) -> bool:
        return self.chance >= 1.0 and not self.gone


class Asking:
    """What one viewer asks of the farm, and takes back."""

    def __init__(self, world: "World", name: str, folder: Path | None) -> None:
        self.world, self.name, self.folder = world, name, folder
        self.open: dict[str, Want] = {}

    async def ask(self, job: Job, due_s: float, *, exact: bool = True, chance: float = 1.0, viewer: str = "") -> Want:
        viewer = viewer or self.name
        now_s = self.world.clock.now_s()
        name = f"{viewer} {job.key}"
        want = self.open.get(name)
        if want is not None and (want.flight.done() or abs(due_s - want.due_s) <= MOVED_S):
            return want
        flight = await self.world.farm.submit(job, due_s, viewer, chance, self.folder, exact=exact)
        if want is not None and want.flight is flight:
            # What is moved to an earlier time than it was can only be had from now on.
            want.due_s, want.exact, want.asked_s = due_s, exact, now_s
            return want
        want = self.open[name] = Want(viewer, job, due_s, now_s, exact, chance, flight)
        self.world.wants.append(want)
        if flight.done():
            want.hear(now_s)
        else:
            flight.future.add_done_callback(lambda _: want.hear(self.world.clock.now_s()))
        return want

    async def take_back(self, viewer: str = "") -> None:
        for name, want in tuple(self.open.items()):
            if not viewer or want.viewer == viewer:
                del self.open[name]
                if not want.flight.done():
                    want.gone = True
                    await self.world.farm.cancel(want.job.key, want.viewer, self.folder)


class Viewer:
    """Somebody who watches: from the first second on, or from wherever they go to."""

    def __init__(self, world: "World", number: int, pick: random.Random) -> None:
        play = world.play
        self.world, self.pick, self.name = world, pick, f"viewer{number}"
        folder = Path(f"/{self.name}") if pick.random() < play.private else None
        self.asking = Asking(world, self.name, folder)
        self.ways: list[tuple[int, str]] = [(0, f"film{pick.randrange(play.films)}")]  # from which second on, what
        self.head_s, self.listed, self.started, self.stalled_s = 0.0, 0, False, 0.0
        self.ladder: dict[int, str] = {}
        self.chance = pick.uniform(0.5, 0.9)

    def at(self, second: int) -> tuple[str, int]:
        begin, film = next(way for way in reversed(self.ways) if way[0] <= second)
        return film, second - begin

    def due_s(self, second: float, now_s: float) -> float:
        startup_s = 0.0 if self.started else STARTUP_S
        return now_s + startup_s + second - self.head_s - margin(int(second * TICK_RATE)) / TICK_RATE

    @property
    def seam(self) -> int:
        """The second at which the next choice is."""
        return self.ways[-1][0] + self.world.play.choice_s if self.world.play.choice_s else 1 << 30

    async def watch(self) -> None:
        play, clock = self.world.play, self.world.clock
        begun_s = clock.now_s()
        while clock.now_s() < play.seconds:
            await self.turn()
            await asyncio.sleep(TURN_S)
            draw = self.pick.random() / TURN_S
            if not self.started:
                continue
            if clock.now_s() - begun_s > 3 and draw < play.leave:
                await self.asking.take_back()
                return
            draw = self.pick.random() / TURN_S
            if draw < play.pause:
                await self.asking.take_back()
                await asyncio.sleep(self.pick.uniform(1, 15))
            elif draw < play.pause + play.seek:
                await self.asking.take_back()
                to = max(self.ways[-1][0], min(self.seam - 3, int(self.head_s) + self.pick.choice((-10, -5, 5, 15))))
                self.head_s, self.listed = float(to), to
            self.move(TURN_S)
        for option in (0, 1):  # what is certain is left to land, and that it does is looked at
            await self.asking.take_back(f"{self.name}/{option}")

    def move(self, seconds: float) -> None:
        to_s = self.head_s + seconds
        if to_s > self.listed:
            self.stalled_s += to_s - self.listed
        self.head_s = min(to_s, float(self.listed))

    async def turn(self) -> None:
        now_s = self.world.clock.now_s()
        if self.head_s >= self.seam - LOCK_S:
            await self.lock()
        elif self.world.play.speculate and self.head_s >= self.seam - AHEAD_S:
            for option, chance in enumerate((self.chance, 1 - self.chance)):
                for second in range(SPECULATE):
                    due_s = now_s + self.seam - LOCK_S - self.head_s + second + option
                    job = picture(self.way(option), second)
                    await self.asking.ask(job, due_s, exact=False, chance=chance, viewer=f"{self.name}/{option}")
        end = min(int(self.head_s) + AHEAD_S, self.seam)
        in_order = True
        for second in range(self.listed, end):
            film, n = self.at(second)
            job: PictureJob = picture(film, n)
            if second in self.ladder:
                job = job.at(self.ladder[second])
            exact = second == 0 or job.grade != "full"
            want = await self.asking.ask(job, self.due_s(second, now_s), exact=exact)
            if want.error and (coarser := PICTURE_LADDER.get(job.grade)):
                self.ladder[second] = coarser
            if in_order and want.grade:
                self.listed = second + 1
                self.started = True
            else:
                in_order = False
            if second == 0 and not self.started:
                break  # the first picture has the machine to itself
        for window in range(int(self.head_s / WINDOW_S), int(end / WINDOW_S)):
            film, n = self.at(int(window * WINDOW_S))
            await self.asking.ask(sound(film, int(n / WINDOW_S)), self.due_s(window * WINDOW_S, now_s) - SOUND_FIRST_S)

    def way(self, option: int) -> str:
        return f"{self.ways[-1][1]}.{option}"

    async def lock(self) -> None:
        """The choice is made; what was made for the other way is given up."""
        option = 0 if self.pick.random() < self.chance else 1
        seam = self.seam
        self.ways.append((seam, self.way(option)))
        for second in range(seam, seam + SPECULATE):
            await self.asking.ask(picture(*self.at(second)), self.due_s(second, self.world.clock.now_s()), exact=False)
        for each in (0, 1):
            await self.asking.take_back(f"{self.name}/{each}")


@dataclass
class Outcome:
    """What came of a run."""

    play: Play
    wants: list[Want]
    crew: SimulatedCrew
    stores: dict[Path | None, Shelf]
    counts: dict[str, object]
    left: list[str]
    errors: list[str] = field(default_factory=list)

    def pictures(self) -> list[Want]:
        """What was wanted for sure, and had time."""
        return [want for want in self.wants if want.certain and isinstance(want.job, PictureJob) and want.viewer != "pile"]

    @property
    def on_time(self) -> float:
        pictures = self.pictures()
        return sum(want.landed_s <= max(want.due_s, want.asked_s) + 0.05 for want in pictures) / max(1, len(pictures))

    @property
    def offered(self) -> float:
        """The load that it really was: what was wanted for sure, each once, over what the workers can do until the last of it is due."""
        jobs = {want.job.key: want.job for want in self.wants if want.certain and (want.job.kind == "sound" or " full " in want.job.kind)}
        span_s = max((want.due_s for want in self.wants if want.certain), default=1.0) - 0.5
        return sum(cost_s(job) for job in jobs.values()) * self.crew.scale / (span_s * self.play.workers)

    def share(self, grade: str) -> float:
        pictures = self.pictures()
        return sum(want.grade == grade for want in pictures) / max(1, len(pictures))

    @property
    def as_wanted(self) -> float:
        pictures = self.pictures()
        return sum(want.grade == "full" and want.landed_s <= max(want.due_s, want.asked_s) + 0.05 for want in pictures) / max(1, len(pictures))

    def trace(self) -> list[object]:
        """All that happened, to compare runs by."""
        return [*self.crew.log, *((want.viewer, want.job.key, want.landed_s, want.grade) for want in self.wants)]

    def broken(self) -> list[str]:
        """Which promises were not held; none, it is to be hoped."""
        told = [*self.crew.trouble, *self.left, *self.errors]
        flaky = self.play.poison or self.play.faults.fail or self.play.faults.die or self.play.faults.hang or self.play.faults.lost or self.play.faults.mute
        for want in self.wants:
            if not want.certain:
                continue
            late_s = want.landed_s - max(want.due_s, want.asked_s)
            what = f"{want.viewer}: {want.job.kind} due at {want.due_s:.2f}"
            if want.landed_s < 0:
                told.append(f"{what} was never served")
            elif want.error and not flaky:
                told.append(f"{what} failed: {want.error}")
            elif late_s > (STARVED_S if want.exact else LATE_S):
                told.append(f"{what} was {late_s:.1f} s late")
            made = want.flight.made_nowait()
            if made is not None and made.key != want.job.key and not (
                isinstance(want.job, PictureJob)
                and (made.grade == "hold" or made.key == want.job.at(made.grade).key)
            ):
                told.append(f"{what} was served with something else")
        for (folder, key), begun in self.crew.begun.items():
            may = 1 + self.stores[folder].evicted[key] + self.crew.spoilt[folder, key]
            if begun > may:
                told.append(f"{key} was rendered {begun} times and had cause for {may}")
        budget_s = LIKELY_SHARE * self.play.workers * (self.play.seconds + 30 + LIKELY_SAVED_S) + 4 * self.play.workers
        if self.crew.likely_s > budget_s:
            told.append(f"{self.crew.likely_s:.1f} s went into what was only likely, of {budget_s:.1f}")
        deaths = Counter(self.crew.deaths_by_poison)
        if deaths and max(deaths.values()) > KILLS_MAX + self.play.workers - 1:  # others may be at it for a viewer of their own
            told.append(f"one segment ended {max(deaths.values())} workers")
        return told


class World:
    """One run."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.wants: list[Want] = []
        self.errors: list[str] = []

    async def run(self) -> Outcome:
        play = self.play
        pick = random.Random(play.seed)
        asyncio.get_running_loop().set_exception_handler(lambda _, told: self.errors.append(str(told.get("exception") or told["message"])))
        self.clock = LoopClock()
        stores: dict[Path | None, Shelf] = {None: Shelf()}

        def store(folder: Path | None) -> Shelf:
            return stores.setdefault(folder, Shelf())

        scale = play.load * play.workers / (play.viewers * A_SECOND_S)
        crew = SimulatedCrew(
            random.Random(f"crew {play.seed}"), play.workers, store, play.faults, scale=scale,
            poison=lambda job: isinstance(job, PictureJob) and random.Random(f"{job.shot_key} {play.seed}").random() < play.poison,
        )
        self.farm = farm = CrewFarm(
            Settings(), crew, stores[None], workers=play.workers, clock=self.clock, hung_s=4.0, holder=Stills(), open_store=store,
        )
        
        def likely(worker: int) -> bool:
            known = farm._floor.workers.get(worker)
            return known is not None and known.task is not None and not known.task.certain and bool(known.task.wishes)

        crew.likely = likely
        await farm.start()
        tasks = [asyncio.create_task(self._arrive(number, random.Random(f"{play.seed} {number}"))) for number in range(play.viewers)]
        if play.pile:
            tasks.append(asyncio.create_task(self._pile()))
        while any(not task.done() for task in tasks):
            await asyncio.sleep(1.0)
            if pick.random() < play.evict:
                for each in stores.values():
                    each.evict(pick)
        for task in tasks:
            if task.exception():
                self.errors.append(repr(task.exception()))
        await self._settle()
        counts = farm.statistics()
        left = [
            f"{len(what)} of {name} are left when nobody wants anything"
            for name, what in {
                "tasks": farm._tasks, "work": farm._making, "waiting": farm._desk._tasks, "deadlines": farm._rung._dues,
                "dues": farm._rung._due_s, "holds": farm._rung._wishes, "stills": farm._rung._under_way,
            }.items() if what
        ]
        await farm.drain(0.0)
        return Outcome(play, self.wants, crew, stores, counts, left, self.errors)

    async def _arrive(self, number: int, pick: random.Random) -> None:
        await asyncio.sleep(pick.uniform(0, self.play.arrive_s))
        await Viewer(self, number, pick).watch()

    async def _pile(self) -> None:
        """Somebody wants a lot that is late already, and no stand-ins."""
        await asyncio.sleep(self.play.arrive_s)
        asking = Asking(self, "pile", None)
        for n in range(self.play.pile):
            await asking.ask(picture("the pile", n), self.clock.now_s() - 5.0)
        await asyncio.sleep(max(0.0, self.play.seconds - self.clock.now_s()))
        await asking.take_back()

    async def _settle(self) -> None:
        """Until all that is certain has come, and then until no deadline is left."""
        for _ in range(120):
            if all(want.flight.done() for want in self.wants if want.certain):
                break
            await asyncio.sleep(0.5)
        await asyncio.sleep(90.0)


def played(play: Play) -> Outcome:
    """The run, from its beginning to its end."""
    return run(World(play).run())


def drawn(seed: int, **given: object) -> Play:
    """A run in which anything may happen, by its seed."""
    pick = random.Random(f"play {seed}")
    rare = lambda most: pick.choice((0.0, 0.0, pick.uniform(0, most)))  # noqa: E731
    faults = Faults(rare(0.05), rare(0.02), rare(0.02), rare(0.05), rare(0.1), rare(0.03), rare(0.03), rare(0.3))
    play = Play(
        seed, pick.uniform(0.3, 1.6), pick.randint(1, 4), pick.randint(2, 6), 16.0, pick.choice((1, 3, 1000)), pick.choice((1.0, 8.0)),
        pick.choice((0, 6, 9)), True, rare(0.05), rare(0.05), rare(0.05), rare(0.3), rare(0.5), pick.choice((0, 0, 0, 25)), rare(0.04), faults,
    )
    return replace(play, **given)

