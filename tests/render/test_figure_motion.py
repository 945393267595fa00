"""Where performers are by frame: walks that arrive, feet that do not slide, turns that pass through the angles between."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest

from playhead.render.theatre import figure
from playhead.render.theatre.figure.acting import moment
from playhead.render.theatre.figure.build import BUILDS, build_of
from playhead.render.theatre.figure.gait import gait, steps_of
from playhead.render.theatre.figure.skeleton import bones, two_bones
from playhead.render.theatre.figure.stance import Stance
from playhead.shots.shot import Act, Appearance, Performer


def walker(verb="walk", to=640, frames=72, build="average", x=200, **kw):
    return Performer(Appearance(build=build), x, facing=90 if to > x else -90, acts=(Act(6, frames, verb, to),), **kw)


def test_a_walk_begins_and_ends_where_it_should():
    who = walker()
    assert figure.at(who, 0) == (200.0, 90, False, "stand")
    x, facing, walking, pose = figure.at(who, 40)
    assert 200 < x < 640
    assert (facing, walking, pose) == (90, True, "stand")
    assert figure.at(who, 78)[:3] == (640.0, 90, False)


def test_a_walk_is_eased():
    who = walker()
    speeds = [figure.at(who, f + 1)[0] - figure.at(who, f)[0] for f in range(6, 77)]
    assert min(speeds) >= 0
    assert speeds[0] < 0.6 * max(speeds)
    assert speeds[-1] < 0.8 * max(speeds)


def test_walking_back_turns_round():
    who = walker(to=60)
    assert figure.at(who, 40)[1] == -90
    assert figure.at(who, 200)[0] == 60.0


@pytest.mark.parametrize("build", sorted(BUILDS))
@pytest.mark.parametrize("verb", ["walk", "run"])
def test_the_foot_that_stands_does_not_slide(build, verb):
    who = walker(verb, build=build, frames=80)
    b = build_of(who.appearance)
    stride_seen = 0.0
    down: dict[str, list[tuple[float, float]]] = {"left": [], "right": []}
    for frame in range(18, 78):
        m = moment(who, frame)
        assert m.spot.steps is not None
        joints = bones(m.stance, b, m.spot.yaw)
        i = int(m.spot.q)
        u = m.spot.q - i
        side = "left" if i % 2 == 0 else "right"
        leg = joints.left_leg if side == "left" else joints.right_leg
        stride_seen = max(stride_seen, abs(joints.left_leg.ankle[0] - joints.right_leg.ankle[0]))
        if 0.2 < u < 0.6:
            down[side].append((i, m.spot.x + leg.ankle[0]))
    assert stride_seen > b.leg * 0.2
    for marks in down.values():
        for (i, x), (j, y) in pairwise(marks):
            if i == j:
                assert abs(x - y) < 1.2, (build, verb, i)


def test_steps_keep_to_what_legs_can_do():
    for build in BUILDS.values():
        for distance in (20, 90, 300, 700):
            for frames in (24, 60, 140):
                steps = steps_of(distance, frames, False, build, 1, 90.0)
                assert steps.prints[0] == 0
                assert steps.prints[-1] == distance
                assert list(steps.prints) == sorted(steps.prints)
                assert steps.stride <= build.leg * 0.95
                assert abs(steps.body(steps.count) - distance) < 1e-6
                assert isinstance(gait(steps, 0.5, build), Stance)


def test_the_body_sinks_and_rises_in_a_walk():
    who = walker()
    heads = [figure.head(who, f)[1] for f in range(20, 60)]
    assert 2.0 < max(heads) - min(heads) < 16.0


def test_a_turn_passes_through_the_angles_between():
    who = Performer(Appearance(), 300, facing=90, acts=(Act(0, 14, "turn", to=-90),))
    seen = [figure.at(who, f)[1] for f in range(15)]
    assert seen[0] == 90
    assert seen[-1] == -90
    assert any(abs(f) < 25 for f in seen)  # by way of the house
    assert seen == sorted(seen, reverse=True)


def test_sitting_is_lower_and_lasts():
    who = Performer(Appearance(), 300, facing=90, acts=(Act(10, 30, "sit"),))
    assert figure.at(who, 5)[3] == "stand"
    assert figure.at(who, 100)[3] == "sit"
    assert figure.head(who, 100)[1] > figure.head(who, 0)[1] + 25
    up = Performer(Appearance(), 300, facing=90, pose="sit", acts=(Act(10, 30, "walk", 500),))
    assert figure.at(up, 60)[3] == "stand"
    assert abs(figure.head(up, 60)[1] - figure.head(who, 0)[1]) < 6


def test_the_seat_carries_the_hips():
    for build in ("average", "tall", "elder"):
        who = Performer(Appearance(build=build), 300, facing=90, pose="sit")
        m = moment(who, 0, 46.0)
        pelvis = bones(m.stance, m.build, 90.0).pelvis
        assert 46 < -pelvis[1] < 62


def test_bones_keep_their_length():
    for target in ((10.0, 0.0, 0.0), (200.0, 5.0, 0.0), (30.0, 20.0, -25.0), (0.1, 0.0, 0.0)):
        middle, end = two_bones((0.0, 0.0, 0.0), target, 30.0, 28.0, (0.0, -1.0, 0.2))
        assert abs(sum(c * c for c in middle) ** 0.5 - 30) < 0.05
        assert abs(sum((a - b) ** 2 for a, b in zip(middle, end, strict=True)) ** 0.5 - 28) < 0.05


def test_nothing_jumps():
    """Hands and head move at most a little from frame to frame, whatever is done."""
    acts = (Act(4, 40, "gesture"), Act(50, 40, "wave"), Act(96, 30, "sit"), Act(130, 40, "weep"), Act(176, 30, "rise"), Act(210, 48, "walk", 500))
    who = Performer(Appearance(), 300, facing=45, acts=acts)
    before = None
    for frame in range(262):
        m = moment(who, frame)
        b = bones(m.stance, m.build, m.spot.yaw)
        now = [(m.spot.x + j[0], j[1]) for j in (b.head, b.left_arm.wrist, b.right_arm.wrist)]
        if before is not None:
            assert max(hypot(a[0] - c[0], a[1] - c[1]) for a, c in zip(now, before, strict=True)) < 21, frame
        before = now
