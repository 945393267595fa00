"""The ladder of a film, and what keeps a renderer from being asked: its health, its budget, a shot that another saw through."""

from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

import playhead.testing  # noqa: F401  registers the renderers
from playhead.projection import PictureJob
from playhead.projection.breaker import FAILURES, REST_S, Breaker
from playhead.projection.budget import UNIT, Budget, Limits
from playhead.projection.fading import Fading
from playhead.projection.jobs import Made, Rung
from playhead.projection.ladder import ladder_for, ladder_of
from playhead.projection.tasks import Task
from playhead.projection.wishes import Wish, Wishes
from playhead.render.renderer import Size
from playhead.screenplay.film import FilmFile
from playhead.settings import Settings
from playhead.shots.brief import Brief
from playhead.testing import a_shot


def names(*wanted: str, only: str = "") -> list[str]:
    return [rung.renderer for rung in ladder_of(wanted, {}, {}, only).rungs]


def test_the_ground_is_under_every_ladder() -> None:
    assert names() == ["theatre"]
    assert names("chained", "model") == ["chained", "model", "theatre"]
    assert names("chained", "theatre", "model") == ["chained", "theatre"], "what is named after the ground is for shots that ask for it"
    assert names("chained", "chained") == ["chained", "theatre"]


def test_what_the_owner_settled_draws_every_film() -> None:
    assert names("model", only="chained") == ["chained"], "an owner who tries a renderer out wants no stand-in"
    assert names("chained", only="model") == ["model", "theatre"], "but one that may be late has the ground under it"
    assert names("chained", only="theatre") == ["theatre"]
    assert names("chained", only="only-workers-know-it") == ["only-workers-know-it"]


def test_what_is_unknown_is_told_and_left_out() -> None:
    ladder = ladder_for(FilmFile(renderers=("chaned", "chained"), options=(("chained", (("looks", "x"),)),)), Settings(renderer=""))
    assert [rung.renderer for rung in ladder.rungs] == ["chained", "theatre"]
    unknown, strange = ladder.problems
    assert "chained" in unknown
    assert "'chaned'" in unknown
    assert strange == "renderer chained has no 'looks': it has no options"


def test_options_and_weights_make_another_take_and_what_stands_in_does_not() -> None:
    def take(options: dict, machines: dict) -> str:
        return ladder_of(["model"], options, machines).job(a_shot(), 0, Size(208, 128)).take

    plain = take({}, {})
    assert take({"model": (("seed", 3),)}, {}) != plain
    assert take({}, {"model": {"weights": "b"}}) != plain
    assert take({}, {"model": {"key": "a secret"}}) == plain
    job = ladder_of(["model"], {}, {}).job(a_shot(), 0, Size(208, 128), account="film")
    assert job.alone().take == job.take
    assert [(rung.renderer, rung.grade) for rung in job.rungs()] == [
        ("model", "full"), ("theatre", "full"), ("theatre", "half"), ("theatre", "held"), ("theatre", "hold"),
    ]


def test_words_go_only_with_who_is_told_in_words() -> None:
    brief = Brief(action=((0, "She waits."),))
    job = ladder_of(["model"], {}, {}).job(a_shot(), 0, Size(208, 128), brief=brief)
    assert job.brief == brief
    ground = job.rungs()[1]
    assert ground.brief is None
    assert ground.key == PictureJob(a_shot(), 0, Size(208, 128)).key, "the theatre's take is the same for everybody"
    assert ladder_of([], {}, {}).job(a_shot(), 0, Size(208, 128), brief=brief).brief is None


def test_a_shot_is_drawn_by_whom_the_script_asks_for() -> None:
    ladder = ladder_of(["model", "chained", "theatre", "blocks"], {}, {})

    def drawn(by: str) -> list[str]:
        job = ladder.job(a_shot(), 0, Size(208, 128), brief=Brief(place="KITCHEN", by=by))
        assert job.brief is None or not job.brief.by, "who is asked is no word for a model"
        return list(dict.fromkeys(rung.renderer for rung in job.rungs()))

    assert drawn("") == drawn("nobody") == ["model", "chained", "theatre"]
    assert drawn("chained") == ["chained", "theatre"]
    assert drawn("theatre") == ["theatre"]
    assert drawn("blocks") == ["blocks", "theatre"]


def test_a_shown_segment_is_made_again_as_it_was() -> None:
    ladder = ladder_of(["model"], {"model": (("seed", 3),)}, {})
    job = ladder.job(a_shot(), 0, Size(208, 128), brief=Brief(place="KITCHEN"))
    again = ladder.again(a_shot(), 0, Size(208, 128), renderer="model", grade="full", source="", brief=Brief(place="KITCHEN"))
    assert again is not None
    assert again.key == job.key
    ground = ladder.again(a_shot(), 0, Size(208, 128), renderer="theatre", grade="held", source="ab")
    assert ground == job.rungs()[3].after("ab")
    assert ladder.again(a_shot(), 0, Size(208, 128), renderer="gone", grade="full", source="") is None


def test_a_breaker_leaves_alone_what_fails_and_tries_one_at_a_time() -> None:
    breaker = Breaker()
    for n in range(FAILURES):
        assert breaker.allows(float(n))
        breaker.failed(float(n), "no answer")
    now_s = FAILURES - 1.0
    assert "no answer" in breaker.told(now_s)
    for rest_s in (*REST_S, REST_S[-1]):
        assert not breaker.allows(now_s + rest_s - 0.1)
        now_s += rest_s
        assert breaker.allows(now_s)
        breaker.begin(now_s)
        assert not breaker.allows(now_s), "one try at a time"
        breaker.failed(now_s, "no answer")
    now_s += REST_S[-1]
    breaker.begin(now_s)
    breaker.worked()
    assert breaker.allows(now_s)
    breaker.failed(now_s, "once")
    assert breaker.allows(now_s), "one failure after it worked is no row"


def test_a_try_that_nobody_waits_for_any_more_is_no_try() -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker.failed(0.0, "x")
    breaker.begin(REST_S[0])
    breaker.left()
    assert breaker.allows(REST_S[0])


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["f", "g"]), st.integers(1, 40)), max_size=60))
def test_no_more_is_spent_than_allowed(orders: list[tuple[str, str, int]]) -> None:
    limits = Limits.of({"price_per_s": 0.05, "money_per_screening": 2, "seconds_per_film": 100}, 0)
    assert limits == Limits(UNIT // 20, 2 * UNIT, None, None, 100.0)
    budget = Budget(limits)
    spent: dict[str, float] = {}
    for screening, film, seconds in orders:
        if not budget.refuses(screening, film, seconds):
            budget.spend(screening, film, seconds)
            for name in (screening, film):
                spent[name] = spent.get(name, 0) + seconds
    assert all(spent.get(screening, 0) * 0.05 <= 2 for screening in ("a", "b"))
    assert all(spent.get(film, 0) <= 100 for film in ("f", "g"))
    assert abs(budget.spent - sum(spent.get(film, 0) for film in ("f", "g")) * 0.05) < 1e-6


def test_what_was_not_made_is_not_paid_and_the_reason_is_told() -> None:
    budget = Budget(Limits(price=UNIT, film=UNIT))
    budget.spend("a", "f", 1.0)
    assert budget.refuses("a", "f", 1.0) == "this film has spent its 1"
    assert not budget.refuses("a", "g", 1.0)
    budget.spend("a", "f", -1.0)
    assert not budget.refuses("a", "f", 1.0)


def test_who_stands_in_sees_the_shot_through_and_goes_over_from_what_was_shown() -> None:
    ladder = ladder_of(["chained"], {}, {})
    jobs = [ladder.job(a_shot(96), n, Size(208, 128)) for n in range(3)]
    fading = Fading()

    def task(n: int, viewer: str = "v") -> Task:
        return Task(f"t{n}", jobs[n], None, jobs[n], Wishes({viewer: Wish(1.0, 1.0, exact=False)}))

    fading.landed("v", jobs[0], Made(jobs[0].key, "h0", 1, 1, renderer="chained"))
    assert fading.fallen(task(1)) == ""
    second = task(1)
    second.made_as = jobs[1].on(Rung())
    faded = fading.faded(second)
    assert isinstance(faded, PictureJob)
    assert faded.source == "h0"
    assert faded.key != second.made_as.key, "others, who saw the theatre all along, get theirs"
    fading.landed("v", jobs[1], Made(jobs[1].key, "h1", 1, 1, renderer="theatre"))
    assert fading.fallen(task(2)) == "theatre"
    assert fading.fallen(task(2, "another")) == ""
    third = task(2)
    third.made_as = jobs[2].on(Rung())
    assert fading.faded(third) == third.made_as, "the same renderer goes on"
    alone = Task("t", replace(jobs[2], below=()), None, jobs[2], Wishes({"v": Wish(1.0, 1.0, exact=False)}))
    assert fading.fallen(alone) == ""
