"""A process that is late in what it does lets fewer workers be busy beside it."""

from tests.projection.virtual import run

from playhead.projection.crew import Joined
from playhead.projection.estimate import Estimator
from playhead.projection.floor import Floor
from playhead.projection.strain import IN_TIME_FOR, LATE_FOR, Strain


def settled(strain: Strain, *lags_s: float) -> int:
    for lag_s in lags_s:
        strain.settle(lag_s)
    return strain.most


def test_a_worker_less_after_some_time_and_never_none() -> None:
    strain = Strain(3)
    assert settled(strain, *[0.1] * (LATE_FOR - 1)) == 3
    assert settled(strain, 0.1) == 2
    assert settled(strain, *[0.1] * (10 * LATE_FOR)) == 1
    assert strain.lag_s == 0.1


def test_a_look_in_between_that_is_in_time_begins_the_count_anew() -> None:
    assert settled(Strain(2), *[0.1, 0.1, 0.0] * 10) == 2


def test_what_is_neither_late_nor_in_time_changes_nothing() -> None:
    strain = Strain(2)
    assert settled(strain, *[0.1] * LATE_FOR) == 1
    assert settled(strain, *[0.01] * 50) == 1


def test_all_again_when_it_has_been_in_time_for_longer() -> None:
    strain = Strain(2)
    settled(strain, *[0.1] * LATE_FOR)
    assert settled(strain, *[0.0] * (IN_TIME_FOR - 1)) == 1
    assert settled(strain, *[0.0] * (5 * IN_TIME_FOR)) == 2


def test_a_look_measures_how_late_the_loop_is() -> None:
    async def main() -> float:
        strain = Strain(2)
        await strain.look(0.5)
        return strain.lag_s

    assert run(main()) == 0.0, "on a virtual clock everything is in time"


def test_who_is_idle_stays_so_while_as_many_are_busy_as_may_be() -> None:
    floor = Floor(Estimator(), lambda _: False)
    for number in (1, 2):
        floor.join(Joined(number, False, number, ""), 0.0)
        floor.warm(number, 0.0)
    assert len(floor.idle()) == 2
    assert len(floor.free_in_s(0.0)) == 2
    floor.most = 1
    assert len(floor.idle()) == 2
    assert floor.free_in_s(0.0) == (0.0,), "plans are made for one"
    floor.workers[1].task = object()  # type: ignore[assignment]
    assert floor.busy == 1
    assert floor.idle() == []

