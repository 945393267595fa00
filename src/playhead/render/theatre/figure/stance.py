"""A stance: where hips, hands, feet and head want to be, as plain numbers that can be mixed."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

from playhead.render.theatre.figure.build import Build


class Stance(NamedTuple):
    """One moment of a body. All numbers mix linearly.

    Angles are degrees. Hips are offsets from standing, in leg lengths (forward, to the left, up). Hands are targets from
    their shoulder in arm lengths (forward, outward, up). Feet are targets on the floor in leg lengths (forward, to the
    left, up). Left and right are the character's own. A named tuple, for a dozen are made for every drawing.
    """

    hip_f: float = 0.0
    hip_s: float = 0.0
    hip_u: float = -0.004
    pitch: float = 0.0  # trunk forward
    roll: float = 0.0  # trunk to its left
    twist: float = 0.0  # shoulders against hips, to the left
    neck: float = 0.0  # head forward and down
    tilt: float = 0.0  # head to its left
    swivel: float = 0.0  # head against hips, to its left
    shrug: float = 0.0  # shoulders up, arm lengths
    breath: float = 0.0  # 0..1 chest full
    lf: float = 0.06
    ls: float = 0.13
    lu: float = -0.965
    rf: float = 0.06
    rs: float = 0.13
    ru: float = -0.965
    lgrip: float = 0.25  # hand 0 open .. 1 fist
    rgrip: float = 0.25
    lpoint: float = 0.0  # forefinger out
    rpoint: float = 0.0
    lbend: float = 0.0  # elbow out to the side 0 (back) .. 1 (out)
    rbend: float = 0.0
    lhang: float = 0.0  # wrist: 1 hand hangs, -1 hand lifts
    rhang: float = 0.0
    alf: float = 0.03  # left ankle
    als: float = 0.085
    alu: float = 0.0
    alp: float = 0.0  # left foot's toes up, degrees
    arf: float = -0.03
    ars: float = -0.085
    aru: float = 0.0
    arp: float = 0.0
    knees: float = 0.25  # knees outward 0..1
    fall: float = 0.0  # whole body turned onto its back, degrees
    flow: float = 0.0  # loose ends trail backward, 0..1 and more
    seat: float = 0.0  # 1 seated: hips hang from the seat's height, not from standing


def mix(a: Stance, b: Stance, part: float) -> Stance:
    """`part` (0..1) of the way from `a` to `b`; may overshoot."""
    if part == 0.0 or a is b:
        return a
    if part == 1.0:
        return b
    return Stance._make([x + (y - x) * part for x, y in zip(a, b, strict=True)])


def ease(t: float) -> float:
    """Slow in, slow out, over 0..1."""
    if t <= 0:
        return 0.0
    if t >= 1:
        return 1.0
    return 0.5 - 0.5 * cos(pi * t)


def settle(t: float) -> float:
    """Eased with a small anticipation before and a small overshoot after, over 0..1."""
    if t <= 0:
        return 0.0
    if t >= 1:
        return 1.0
    if t < 0.18:
        return -0.05 * (1 - cos(2 * pi * t / 0.18)) / 2
    t = (t - 0.18) / 0.82
    over = 0.055 * sin(pi * (t - 0.62) / 0.38) if t > 0.62 else 0.0
    return ease(t * 1.28) + over


def posed(pose: str, build: Build, seat: float = 46.0, side: int = 1) -> Stance:
    """The rest of a pose. `side` is which of the character's sides is toward us (1 left, -1 right): it is the freer one."""
    if pose == "sit":
        low = (seat + 7.0 * build.limb - build.leg) / build.leg
        reach = min(0.62, 30.0 / build.leg * 1.25)
        return Stance(
            hip_u=low, hip_f=-0.06, pitch=3, lf=0.42, ls=0.06, lu=-0.62, rf=0.44, rs=0.06, ru=-0.60, lhang=0.2, rhang=0.2,
            alf=reach, als=0.11, arf=reach * 0.93, ars=-0.11, knees=0.3, seat=1.0, lgrip=0.2, rgrip=0.2,
        )
    if pose == "kneel":
        up, down = (0.02, -0.47) if side > 0 else (-0.47, 0.02)
        return Stance(
            hip_u=-0.47, hip_f=-0.02, pitch=5, alf=0.40 if up > 0 else -0.44, arf=0.40 if down > 0 else -0.44,
            alp=0 if up > 0 else -78, arp=0 if down > 0 else -78, als=0.12, ars=-0.12, lf=0.30, ls=0.1, lu=-0.72, rf=0.26,
            rs=0.1, ru=-0.78, alu=0.0 if up > 0 else 0.06, aru=0.0 if down > 0 else 0.06,
        )
    if pose == "crouch":
        return Stance(
            hip_u=-0.56, hip_f=-0.14, pitch=30, neck=-16, alf=0.16, arf=-0.12, arp=-24, aru=0.05, als=0.15, ars=-0.15, lf=0.55,
            ls=0.05, lu=-0.52, rf=0.5, rs=0.05, ru=-0.55, knees=0.4,
        )
    if pose == "lie":
        return Stance(fall=90, alf=0.05, arf=0.0, alp=-25, arp=-25, lf=0.26, ls=0.16, lu=-0.62, rf=0.16, rs=0.16, ru=-0.9, neck=-4)
    if pose == "lean":
        return Stance(
            pitch=-7, hip_f=0.10, alf=0.34, arf=0.20, neck=6, lf=0.34, ls=-0.16, lu=-0.40, rf=0.30, rs=-0.2, ru=-0.44, lbend=0.5,
            rbend=0.5, als=0.06, ars=-0.02, hip_u=-0.03,
        )
    return Stance(pitch=1.0)


def shifted(stance: Stance, **by: float) -> Stance:
    """`stance` with some numbers added to."""
    return stance._replace(**{name: getattr(stance, name) + value for name, value in by.items()})
