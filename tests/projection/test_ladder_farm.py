"""What models and servers are asked for: late, refused, dead or too dear, it ends in the theatre. On a virtual clock."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.projection.simulated_crew import Shelf, Stills
from tests.projection.virtual import LoopClock, run

import playhead.testing  # noqa: F401  registers the renderers
from playhead.errors import FarmError, PlayheadError, Refused, Unreachable
from playhead.projection.breaker import FAILURES
from playhead.projection.crew import Done, Gone, Joined, Order, Report, Warm
from playhead.projection.crew_farm import CrewFarm
from playhead.projection.jobs import Job, Made, PictureJob
from playhead.projection.ladder import ladder_of
from playhead.projection.ladder_farm import LadderFarm
from playhead.records import Spending
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.testing import a_shot

LADDER = ladder_of(["model"], {}, {})
SHOT = a_shot(96)
Act = Callable[[PictureJob], float | PlayheadError | str]


@dataclass
class Crew:
    """One worker, which does as `act` says: seconds until a job is made, an error that it answers with, or what it dies of."""

    store: Shelf
    act: Act
    log: list[Job] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)
    number: int = 0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)

    async def start(self, hear: Callable[[Report], None]) -> None:
        self.hear = hear
        self._join()

    def _join(self) -> None:
        self.number += 1
        self.hear(Joined(self.number, False, self.number, ""))
        self.hear(Warm(self.number))

    def give(self, worker: int, order: Order) -> bool:
        assert isinstance(order.job, PictureJob)
        self.log.append(order.job)
        told = self.act(order.job)
        loop = asyncio.get_running_loop()
        if isinstance(told, str):
            self.timers.append(loop.call_later(0.2, self._die, worker, told))
        elif isinstance(told, PlayheadError):
            self.timers.append(loop.call_later(0.2, self.hear, Done(worker, order.attempt, None, told)))
        else:
            self.timers.append(loop.call_later(told, self._made, worker, order))
        return True

    def _made(self, worker: int, order: Order) -> None:
        kept = self.store.keep(order.job)
        made = Made(kept.key, kept.hash, kept.ticks, kept.bytes, 1.0, grade=order.job.grade, renderer=order.job.renderer, source=order.job.source)
        self.hear(Done(worker, order.attempt, made, None))

    def _die(self, worker: int, why: str) -> None:
        self.hear(Gone(worker, why))
        self._join()

    def dismiss(self, worker: int, why: str) -> None:
        self._die(worker, why)

    async def stop(self, timeout_s: float) -> None:
        for timer in self.timers:
            timer.cancel()


class House:
    """A ladder farm of one drawing worker and one that does as `act` says."""

    def __init__(self, act: Act, machines: dict | None = None, *, workers: bool = True) -> None:
        settings = Settings(data=Path("unused"), renderer="")
        self.store = Shelf()
        self.drawing = Crew(self.store, lambda _: 0.3)
        self.model = Crew(self.store, act)
        clock = LoopClock()

        def farm(crew: Crew) -> CrewFarm:
            return CrewFarm(settings, crew, self.store, clock=clock, holder=Stills(), open_store=lambda _: self.store)

        self.farm = LadderFarm(farm(self.drawing), lambda _: farm(self.model) if workers else None, machines or {})
        self.clock = clock

    async def ask(self, n: int, in_s: float, viewer: str = "v", **given: object):
        job = LADDER.job(SHOT, n, Size(208, 128), account="film")
        return await self.farm.submit(job, self.clock.now_s() + in_s, viewer, exact=False, **given)

    async def shown(self, count: int = 4, first_s: float = 8.0, viewer: str = "v") -> list[tuple[str, str]]:
        """Renderer and grade of each segment of the shot, a second apart; each is there by its deadline."""
        flights = [(await self.ask(n, first_s + n, viewer), self.clock.now_s() + first_s + n) for n in range(count)]
        out = []
        for flight, deadline_s in flights:
            made = await flight
            assert self.clock.now_s() <= deadline_s + 1e-6
            out.append((made.renderer or "theatre", made.grade))
        return out


def told(main: Callable[[], object], act: Act, **given: object) -> object:
    async def inside() -> object:
        house = House(act, **given)
        async with house.farm:
            return await main(house)

    return run(inside())


def test_a_model_in_time_draws_all_of_it() -> None:
    async def main(house: House) -> None:
        assert await house.shown() == [("model", "full")] * 4
        assert await house.shown(viewer="another") == [("model", "full")] * 4
        assert len(house.model.log) == 4, "nothing twice"
        assert house.drawing.log == []

    told(main, lambda _: 0.8)


def test_a_late_answer_ends_in_the_theatre_until_the_next_cut() -> None:
    async def main(house: House) -> None:
        assert await house.shown() == [("model", "full"), *[("theatre", "full")] * 3]
        assert house.drawing.log[0].source == house.store.bound[house.model.log[0].key].hash, "it goes over from what was shown"
        assert not any(job.source for job in house.drawing.log[1:])

    told(main, lambda job: 1.0 if job.n == 0 else 100.0)


@pytest.mark.parametrize("ends", [Unreachable("no answer"), Refused("not this"), "was killed"])
def test_a_crash_or_a_refusal_in_the_middle_ends_in_the_theatre(ends: PlayheadError | str) -> None:
    async def main(house: House) -> None:
        assert await house.shown() == [("model", "full"), *[("theatre", "full")] * 3]

    told(main, lambda job: 0.5 if job.n == 0 else ends)


def test_who_fails_again_and_again_is_left_alone_and_tried_again_later() -> None:
    async def main(house: House) -> None:
        for n in range(FAILURES + 3):
            flight = await house.ask(0, 8.0, f"viewer {n}")
            assert (await flight).renderer == "theatre"
            for key in [job.key for job in house.drawing.log]:
                house.store.bound.pop(key, None)
        tries = len(house.model.log)
        assert FAILURES <= tries <= 2 * FAILURES  # what raised is tried twice
        assert "no answer" in house.farm.statistics()["renderers"]["model"]["problem"]
        await asyncio.sleep(400)
        await (await house.ask(1, 8.0, "later"))
        assert len(house.model.log) > tries

    told(main, lambda _: Unreachable("no answer"))


def test_a_budget_that_is_spent_leaves_the_theatre() -> None:
    async def main(house: House) -> None:
        assert await house.shown() == [("model", "full"), ("model", "full"), ("theatre", "full"), ("theatre", "full")]
        told = house.farm.statistics()["renderers"]["model"]
        assert told == {"problem": "", "why": "this screening has spent its 0.25", "made": 2, "stood_in": 2, "spent": 0.2}

    told(main, lambda _: 0.5, machines={"model": {"price_per_s": 0.1, "money_per_screening": 0.25}})


def test_what_is_made_once_is_paid_for_once() -> None:
    async def main(house: House) -> None:
        first, second = await house.ask(0, 8.0, "a/1"), await house.ask(0, 8.0, "b/1")
        await asyncio.gather(first, second)
        await (await house.ask(0, 8.0, "c/1"))  # from the store
        assert house.farm.statistics()["renderers"]["model"] == {"problem": "", "why": "", "made": 3, "stood_in": 0, "spent": 0.1}
        assert house.farm.budgets.news() == [Spending("model", "film", "film", 1.0), Spending("model", "screening", "a", 1.0)]
        assert house.farm.budgets.news() == []

    told(main, lambda _: 0.5, machines={"model": {"price_per_s": 0.1, "money_per_screening": 0.25}})


def test_what_is_not_made_is_given_back_once() -> None:
    async def main(house: House) -> None:
        made = await asyncio.gather(await house.ask(0, 8.0, "a/1"), await house.ask(0, 8.0, "b/1"))
        assert [each.renderer for each in made] == ["theatre", "theatre"]
        assert house.farm.statistics()["renderers"]["model"]["spent"] == 0.0

    told(main, lambda _: Unreachable("no answer"), machines={"model": {"price_per_s": 0.1, "money_per_film": 5}})


def test_a_budget_counts_what_was_spent_before_and_by_others() -> None:
    async def main(house: House) -> None:
        house.farm.budgets.learn([Spending("model", "film", "film", 8.0), Spending("model", "film", "another", 99.0)])
        assert await house.shown() == [("model", "full"), ("model", "full"), ("theatre", "full"), ("theatre", "full")]
        assert house.farm.budgets.news()[0] == Spending("model", "film", "film", 2.0), "its own alone"

    told(main, lambda _: 0.5, machines={"model": {"seconds_per_film": 10}})


def test_what_costs_nothing_is_not_counted() -> None:
    async def main(house: House) -> None:
        assert await house.shown(2) == [("model", "full")] * 2
        assert house.farm.budgets.news() == []

    told(main, lambda _: 0.5)


def test_what_would_be_late_is_not_asked_for_once_that_is_known() -> None:
    async def main(house: House) -> None:
        assert (await (await house.ask(0, 8.0))).renderer == "model"
        assert (await (await house.ask(1, 3.0))).renderer == "theatre"
        assert [job.n for job in house.model.log] == [0]

    told(main, lambda _: 4.0)


def test_without_anybody_who_could_the_theatre_draws() -> None:
    async def main(house: House) -> None:
        assert await house.shown() == [("theatre", "full")] * 4

    told(main, lambda _: 0.5, workers=False)


def test_leaving_takes_back_what_nobody_else_wants() -> None:
    async def main(house: House) -> None:
        flights = [await house.ask(n, 8.0) for n in range(4)]
        for flight in flights:
            await house.farm.cancel(flight.key, "v")
        await asyncio.sleep(30)
        assert len(house.model.log) <= 1, "what was begun goes on, what waited does not"
        assert house.drawing.log == []
        assert all(flight.future.cancelled() for flight in flights)

    told(main, lambda _: 2.0)


def test_after_the_end_nothing_is_taken_on() -> None:
    async def main() -> None:
        house = House(lambda _: 100.0)
        async with house.farm:
            flight = await house.ask(0, 500.0)
        assert flight.done()
        with pytest.raises(FarmError):
            await house.ask(1, 8.0)

    run(main())


def test_whatever_a_model_does_every_segment_is_there_in_time() -> None:
    async def main(house: House) -> None:
        for film in range(6):
            shown = await house.shown(viewer=f"viewer {film}", first_s=6.0)
            assert {grade for _, grade in shown} == {"full"}
            house.store.bound.clear()

    for seed in range(40):
        pick = random.Random(seed)
        acts: list = [0.2, 0.8, 3.0, 50.0, Unreachable("x"), Refused("y"), "died"]
        told(main, lambda _, pick=pick, acts=acts: pick.choice(acts))
