import itertools

from playhead.projection import GRADES, PictureJob, SpeechJob
from playhead.projection.estimate import Estimator
from playhead.speech.timing import Line, Voice
from playhead.testing import a_shot

FIRST, NEXT = PictureJob(a_shot(60), 0), PictureJob(a_shot(60), 1)
KINDS = tuple(rung.kind for rung in NEXT.rungs())


def test_guesses_fall_with_the_grade_before_anything_is_learnt() -> None:
    costs = Estimator().seconds_by_rung(KINDS)
    assert len(costs) == len(GRADES)
    assert all(finer > coarser > 0 for finer, coarser in itertools.pairwise(costs))
    assert Estimator().seconds_by_rung(("speech",)) == (Estimator().seconds(SpeechJob(Line("b", Voice()))),)


def test_what_was_learnt_is_believed_and_approached() -> None:
    estimator = Estimator()
    for _ in range(60):
        estimator.learn(NEXT, 0.2)
    assert abs(estimator.seconds(NEXT) - 0.2) < 1e-9
    assert estimator.seconds(FIRST) == estimator.seconds(NEXT)  # the nearest kind, until it is learnt itself
    estimator.learn(FIRST, 0.9)
    assert estimator.seconds(FIRST) == 0.9
    estimator.learn(NEXT, 0.4)
    assert 0.2 < estimator.seconds(NEXT) < 0.3


def test_care_grows_with_the_spread() -> None:
    steady, wild = Estimator(), Estimator()
    for step in range(60):
        steady.learn(NEXT, 0.2)
        wild.learn(NEXT, 0.1 if step % 2 else 0.3)
    assert 1.0 <= steady.care(NEXT) < 1.01
    assert wild.care(NEXT) > 1.5


def test_a_coarser_grade_never_counts_for_more() -> None:
    estimator = Estimator({NEXT.kind_at("full"): 0.1, NEXT.kind_at("half"): 0.4, NEXT.kind_at("held"): 0.05})
    assert estimator.seconds_by_rung(KINDS) == (0.1, 0.1, 0.05, 0.02)
