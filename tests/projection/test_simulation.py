"""The farm's promises, on a virtual clock: viewers who come, choose, pause, seek and leave; workers that die, hang and are late.

A run that breaks a promise is told with its seed; `played(drawn(seed))` plays it again to the letter.
"""

import pytest
from tests.projection.simulated import Outcome, Play, drawn, played
from tests.projection.simulated_crew import Faults

SHORT = 60
LONG = 4000


def check(seeds: range, **given: object) -> list[Outcome]:
    outcomes = []
    for seed in seeds:
        outcome = played(drawn(seed, **given))
        broken = outcome.broken()
        assert not broken, f"seed {seed}: {outcome.play}\n" + "\n".join(broken[:12])
        outcomes.append(outcome)
    return outcomes


def mean(outcomes: list[Outcome], what: str) -> float:
    return sum(getattr(outcome, what) for outcome in outcomes) / len(outcomes)


def full(load: float, seeds: int, seconds: float = 40.0, **given: object) -> list[Outcome]:
    outcomes = [played(Play(seed, load, seconds=seconds, **given)) for seed in range(seeds)]
    for outcome in outcomes:
        assert not outcome.broken(), f"{outcome.play}\n" + "\n".join(outcome.broken()[:12])
    return outcomes


@pytest.mark.slow
def test_whatever_happens_every_promise_is_held() -> None:
    outcomes = check(range(SHORT))
    # The runs are such that there was something to hold it against.
    told = [outcome.counts for outcome in outcomes]
    for name in ("joined", "store_hits", "stood in", "speculated", "shed", "cancelled", "retried", "fenced", "restarts", "hung"):
        assert sum(counts[name] for counts in told) > 10, name
    assert any(counts["quarantined"] for counts in told)
    assert sum(sum(store.evicted.total() for store in outcome.stores.values()) for outcome in outcomes) > 50


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_whatever_happens_every_promise_is_held_thousands_of_times() -> None:
    check(range(SHORT, SHORT + LONG))


def test_the_same_seed_is_the_same_run() -> None:
    assert played(drawn(5)).trace() == played(drawn(5)).trace()
    assert played(drawn(5)).trace() != played(drawn(6)).trace()


@pytest.mark.slow
def test_with_less_to_do_than_time_nearly_all_is_full() -> None:
    outcomes = full(0.8, 4)
    assert mean(outcomes, "on_time") >= 0.999
    assert mean(outcomes, "as_wanted") >= 0.98


@pytest.mark.slow
def test_overloaded_by_a_fifth_nearly_all_is_on_time_and_most_as_wanted() -> None:
    outcomes = full(1.2, 4, 60.0, arrive_s=3.0)
    assert mean(outcomes, "offered") >= 1.18
    assert mean(outcomes, "on_time") >= 0.97
    assert mean(outcomes, "as_wanted") >= 0.70


@pytest.mark.slow
def test_who_wants_a_pile_of_late_work_makes_nobody_late() -> None:
    beside = full(0.5, 2, 60.0, pile=300)  # at 50% there is time for all that is certain, but not for the pile as well
    assert mean(beside, "on_time") >= 0.999
    assert mean(beside, "as_wanted") >= 0.8
    assert sum(outcome.share("hold") for outcome in beside) / 2 < 0.12
    for outcome in beside:  # and does not wait for ever
        assert sum(want.grade == "full" for want in outcome.wants if want.viewer == "pile") > 5


@pytest.mark.slow
def test_of_equal_viewers_none_is_much_worse_off() -> None:
    for outcome in full(1.2, 4, arrive_s=1.0):
        shares: dict[str, list[bool]] = {}
        for want in outcome.pictures():
            shares.setdefault(want.viewer, []).append(want.grade == "full")
        worst, best = min(map(_mean, shares.values())), max(map(_mean, shares.values()))
        assert worst > 0.45 * best, outcome.play


@pytest.mark.long
def test_what_is_only_likely_makes_nothing_certain_late() -> None:
    idle = {"choice_s": 12, "seconds": 40.0}
    for load in (0.6, 1.1):
        with_, without = full(load, 4, **idle), full(load, 4, speculate=False, **idle)
        assert mean(with_, "on_time") >= mean(without, "on_time") - 0.005
        assert mean(with_, "as_wanted") >= mean(without, "as_wanted") - 0.03
    assert sum(outcome.counts["speculated"] for outcome in full(0.6, 2, **idle)) > 20


@pytest.mark.slow
def test_many_viewers_of_one_film_cost_as_one() -> None:
    many, one = played(Play(3, 0.8, viewers=8, films=1, arrive_s=0.1)), played(Play(3, 0.8 / 8, viewers=1, films=1, arrive_s=0.1))
    assert not many.broken()
    assert sum(many.crew.begun.values()) <= sum(one.crew.begun.values()) + 4


@pytest.mark.slow
def test_with_dying_workers_what_is_listed_still_comes_in_time() -> None:
    outcomes = full(0.5, 3, faults=Faults(die=0.03, hang=0.002, lost=0.02, twice=0.1))
    assert mean(outcomes, "on_time") >= 0.99
    assert mean(outcomes, "as_wanted") >= 0.85


def _mean(flags: list[bool]) -> float:
    return sum(flags) / len(flags)
