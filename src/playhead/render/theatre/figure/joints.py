"""A performer's joints in the picture, for who is guided by them."""

from __future__ import annotations

from playhead.render.theatre.figure import creature
from playhead.render.theatre.figure.acting import moment
from playhead.render.theatre.figure.figure import seen_yaw
from playhead.render.theatre.figure.skeleton import bones
from playhead.shots.shot import Performer

Point = tuple[float, float]


def joints(performer: Performer, frame: int) -> tuple[Point | None, ...]:
    """The points of `playhead.render.control.POINTS` relative to the feet, in stage units, y down; a creature has only a head."""
    if creature.is_creature(performer.appearance):
        x, y, _ = creature.head(performer, frame)
        return ((x, y), *[None] * 13)
    now = moment(performer, frame)
    b = bones(now.stance, now.build, seen_yaw(now))
    right, left, rleg, lleg = b.right_arm, b.left_arm, b.right_leg, b.left_leg
    found = (
        b.head, b.nape, right.shoulder, right.elbow, right.hand, left.shoulder, left.elbow, left.hand,
        rleg.hip, rleg.knee, rleg.ankle, lleg.hip, lleg.knee, lleg.ankle,
    )
    return tuple((joint[0], joint[1]) for joint in found)
