"""How fine a take is made when many want it, and for whom a still is made."""

from collections import Counter

import pytest

from playhead.projection import PictureJob
from playhead.projection.crew import Joined
from playhead.projection.desk import Desk, Plan
from playhead.projection.estimate import Estimator
from playhead.projection.floor import Floor
from playhead.projection.jobs import GRADES
from playhead.projection.tasks import Task
from playhead.projection.wishes import Wish, Wishes
from playhead.render.renderer import Size
from playhead.testing import a_shot

JOB = PictureJob(a_shot(60), 1, Size(208, 128), "blocks")
COSTS = dict(zip(GRADES, (1.0, 0.67, 0.45, 0.02), strict=True))  # a full one is surely there after 1.75 s


def planned(*deadlines_s: float) -> Plan:
    estimator = Estimator({JOB.kind_at(grade): seconds for grade, seconds in COSTS.items()})
    floor = Floor(estimator, lambda _: False)
    floor.join(Joined(1, False, 0, ""), 0.0)
    floor.warm(1, 0.0)
    desk = Desk(estimator, floor, Counter())
    wishes = Wishes({f"viewer {n}": Wish(deadline_s, 1.0, False) for n, deadline_s in enumerate(deadlines_s)})
    desk.put(Task("task", JOB, None, JOB, wishes))
    plan = desk.next(0.0)
    assert plan is not None
    return plan


def grade(*deadlines_s: float) -> str:
    made_as = planned(*deadlines_s).task.made_as
    assert isinstance(made_as, PictureJob)
    return made_as.grade


@pytest.mark.parametrize("others_s", [(), (9.0,)])
def test_one_who_has_no_time_is_given_what_can_be_made_in_it(others_s: tuple[float, ...]) -> None:
    assert grade(3.0, *others_s) == "full"
    assert grade(1.4, *others_s) == "half"
    assert grade(0.3, *others_s) == "hold"


def test_what_a_crowd_wants_is_made_well_for_those_who_have_the_time() -> None:
    assert grade(1.4, 3.0, 4.0) == "full"
    assert grade(0.3, 3.0, 4.0) == "full"
    assert grade(0.3, 0.4, 3.0) == "hold"  # most of them have not
    assert grade(1.4, 1.5, 9.0) == "half"


def test_a_still_is_only_for_who_can_have_nothing_better() -> None:
    plan = planned(0.3, 9.0)
    assert plan.worker is None
    assert plan.task.hurried(plan.until_s) == ["viewer 0"]
    assert planned(0.3, 1.0).task.hurried(planned(0.3, 1.0).until_s) == ["viewer 0", "viewer 1"]
