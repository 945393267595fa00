"""Where a performer is by a frame: position, facing and pose, from the acts before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from playhead.render.theatre.figure.build import build_of
from playhead.render.theatre.figure.gait import Steps, steps_of
from playhead.render.theatre.figure.stance import ease
from playhead.shots.shot import Act, Performer

POSTURES = {"sit": "sit", "rise": "stand", "kneel": "kneel", "lie": "lie", "lean": "lean", "crouch": "crouch"}
"""The verbs that change the pose, and into which."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A moment: `x` stage units, `yaw` degrees, the pose that is left and the one that is taken, and how far (0..1)."""

    x: float
    yaw: float
    pose: str
    before: str
    change: float
    steps: Steps | None = None  # while walking
    q: float = 0.0  # steps done
    since: int = 0  # frames since the last change of pose or place ended


@dataclass(frozen=True, slots=True)
class _Leg:
    """One change in time; before it the one before holds."""

    frame: int
    frames: int
    x0: float
    x1: float
    yaw0: float
    yaw1: float
    before: str
    pose: str
    steps: Steps | None = None
    wait: int = 0  # frames taken to stand up before the first step


@lru_cache(maxsize=512)
def legs_of(performer: Performer) -> tuple[_Leg, ...]:
    """The performer's changes of place, facing and pose, in order."""
    x, yaw, pose = float(performer.x), float(performer.facing), performer.pose
    out: list[_Leg] = []
    for act in sorted(performer.acts, key=lambda a: a.frame):
        leg = _leg(act, performer, x, yaw, pose)
        if leg is not None:
            out.append(leg)
            x, yaw, pose = leg.x1, leg.yaw1, leg.pose
    return tuple(out)


def _leg(act: Act, performer: Performer, x: float, yaw: float, pose: str) -> _Leg | None:
    frames = max(1, act.frames)
    if act.verb in ("walk", "run"):
        far = act.x - x
        if abs(far) < 4:
            return None
        way = 1 if far > 0 else -1
        new = yaw if yaw * way > 0 and abs(yaw) in (45, 135) else 90.0 * way
        wait = 0 if pose in ("stand", "lean") else min(16, frames // 3)
        steps = steps_of(abs(far), frames - wait, act.verb == "run", build_of(performer.appearance), way, new)
        return _Leg(act.frame, frames, x, float(act.x), yaw, new, pose, "stand", steps, wait)
    if act.verb in ("turn", "look"):
        if pose in ("sit", "lie", "kneel") and act.verb == "look":
            return None
        return _Leg(act.frame, min(frames, 14 if act.verb == "turn" else 18), x, x, yaw, float(act.to), pose, pose)
    new_pose = POSTURES.get(act.verb)
    if new_pose is None or new_pose == pose:
        return None
    return _Leg(act.frame, min(frames, 34), x, x, yaw, yaw, pose, new_pose)


def spot(performer: Performer, frame: int) -> Spot:
    """The performer's place, facing and pose at `frame`."""
    x, yaw, pose, before, change, since = float(performer.x), float(performer.facing), performer.pose, performer.pose, 1.0, 999
    for leg in legs_of(performer):
        if frame < leg.frame:
            break
        t = frame - leg.frame
        if t >= leg.frames:
            x, yaw, pose, before, change = leg.x1, leg.yaw1, leg.pose, leg.pose, 1.0
            since = t - leg.frames
            continue
        if leg.steps is not None:
            turned = turning(leg.yaw0, leg.yaw1, ease(t / max(1.0, min(9.0, leg.frames * 0.4))))
            if t < leg.wait:
                return Spot(leg.x0, turned, leg.pose, leg.before, t / leg.wait)
            q = leg.steps.count * (t - leg.wait) / max(1, leg.frames - leg.wait)
            way = 1 if leg.x1 > leg.x0 else -1
            return Spot(leg.x0 + way * leg.steps.body(q), turned, leg.pose, "stand", 1.0, leg.steps, q)
        part = t / leg.frames
        return Spot(leg.x1, turning(leg.yaw0, leg.yaw1, ease(part)), leg.pose, leg.before, part if leg.pose != leg.before else 1.0)
    return Spot(x, yaw, pose, before, change, None, 0.0, since)


def turning(a: float, b: float, part: float) -> float:
    """The yaw `part` of the way from `a` to `b`, the shorter way round, and by our side where both are as short."""
    d = (b - a + 180) % 360 - 180
    if abs(abs(d) - 180) < 1:
        d = -180.0 if (a + 360) % 360 < 180 and a > 0 else 180.0
        if a in (0.0, 180.0, -180.0):
            d = 180.0
    if part >= 1:
        return b
    return (a + d * part + 180) % 360 - 180


def at(performer: Performer, frame: int) -> tuple[float, int, bool, str]:
    """Where the performer is by `frame`: x of the feet in stage units, facing in degrees, whether it walks, its pose.

    x is not rounded: feet stay where they are planted only if the figure is drawn exactly there.
    """
    s = spot(performer, frame)
    return s.x, round(s.yaw), s.steps is not None, s.pose
