"""Admission: a simulated farm on a virtual clock."""

import heapq
import random

from hypothesis import given
from hypothesis import strategies as st

from playhead.projection.planner import Waiting, choose

COSTS = (0.6, 0.35, 0.22, 0.06)


def simulate(load: float, *, admission: bool, seconds: int = 120, workers: int = 2, seed: int = 7) -> list[tuple[float, int]]:
    """(lateness in seconds, grade) of every segment, at `load` times what the workers can do at the finest grade.

    Each viewer needs a segment a second and asks 12 s ahead, as a screening does.
    """
    rng = random.Random(seed)
    viewers = load * workers / COSTS[0]
    arrivals = sorted(rng.uniform(0, seconds) for _ in range(int(viewers * seconds)))
    free = [0.0] * workers
    waiting: list[tuple[float, float]] = []
    outcome, at, now = [], 0, 0.0
    while at < len(arrivals) or waiting:
        worker = min(range(workers), key=free.__getitem__)
        now = max(now, free[worker])
        if not waiting:
            now = max(now, arrivals[at])
        while at < len(arrivals) and arrivals[at] <= now:
            heapq.heappush(waiting, (arrivals[at] + 12.0, arrivals[at]))
            at += 1
        deadline, _ = heapq.heappop(waiting)
        grade = 0
        if admission:
            rest = [Waiting(each[0], COSTS) for each in sorted(waiting)]
            grade = choose(Waiting(deadline, COSTS), rest, now, [max(0.0, f - now) for f in free], 1.5)
        free[worker] = now + COSTS[grade] * rng.lognormvariate(0, 0.25)
        outcome.append((free[worker] - deadline, grade))
    return outcome


def on_time(outcome: list[tuple[float, int]]) -> float:
    return sum(late <= 0 for late, _ in outcome) / len(outcome)


def test_with_less_to_do_than_time_all_is_full_and_in_time() -> None:
    outcome = simulate(0.8, admission=True)
    assert on_time(outcome) == 1.0
    assert sum(grade == 0 for _, grade in outcome) > 0.97 * len(outcome)


def test_overloaded_by_a_fifth_nearly_all_is_in_time_and_little_is_held() -> None:
    outcome = simulate(1.2, admission=True)
    assert on_time(outcome) >= 0.99
    assert sum(grade == 3 for _, grade in outcome) < 0.05 * len(outcome)


def test_without_admission_the_same_load_is_late() -> None:
    assert on_time(simulate(1.2, admission=False)) < 0.8


def test_three_times_overloaded_is_still_in_time() -> None:
    assert on_time(simulate(3.0, admission=True, seconds=60)) >= 0.97


def test_a_job_alone_is_as_fine_as_its_deadline_allows() -> None:
    costs = (1.0, 0.5, 0.1)
    assert [choose(Waiting(d, costs), [], 0.0, [0.0]) for d in (2.0, 0.7, 0.2, 0.01, -5.0)] == [0, 1, 2, 2, 2]


def test_a_job_gives_way_to_those_behind_it() -> None:
    first, costs = Waiting(10.0, (5.0, 1.0)), (5.0, 1.0)
    assert choose(first, [], 0.0, [0.0]) == 0
    assert choose(first, [Waiting(5.5, costs), Waiting(6.0, costs)], 0.0, [0.0]) == 1


def test_what_is_lost_already_does_not_spoil_the_rest() -> None:
    lost = Waiting(-3.0, (1.0, 0.5))
    assert choose(Waiting(9.0, (1.0, 0.5)), [lost], 0.0, [0.0]) == 0


waits = st.builds(
    lambda deadline, top, shape: Waiting(deadline, tuple(top / k for k in range(1, shape + 1))),
    st.floats(-5, 30), st.floats(0.01, 3), st.integers(1, 4),
)


@given(waits, st.lists(waits, max_size=12), st.lists(st.floats(0, 3), min_size=1, max_size=4))
def test_the_choice_is_a_grade_and_never_finer_with_more_waiting(first: Waiting, rest: list[Waiting], free: list[float]) -> None:
    free[0] = 0.0
    rest.sort(key=lambda each: each.deadline_s)
    grade = choose(first, rest, 0.0, free)
    assert 0 <= grade < len(first.costs)
    assert grade >= choose(first, [], 0.0, free)
    if grade < len(first.costs) - 1:
        assert first.costs[grade] <= first.deadline_s
