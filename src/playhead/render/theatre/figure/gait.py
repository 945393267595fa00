"""Walking and running: footprints first, the body between them, so that a planted foot cannot slide."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.stance import Stance, ease


@dataclass(frozen=True, slots=True)
class Steps:
    """A way on foot: where each print is, as distance along it in stage units; prints alternate, the right foot first."""

    prints: tuple[float, ...]
    run: bool
    stride: float  # of a full step
    slant: float  # how much of a step along the body's axis shows as a way across the picture, 0.5..1

    @property
    def count(self) -> int:
        """How many steps, the closing one included."""
        return len(self.prints) - 1

    def body(self, q: float) -> float:
        """Distance of the body after `q` steps: halfway between the feet."""
        i = min(int(q), self.count - 1)
        p = self.prints
        before = (p[max(0, i - 1)] + p[i]) / 2
        after = (p[i] + p[i + 1]) / 2
        return before + (after - before) * (q - i)


def steps_of(distance: float, frames: int, run: bool, build: Build, way: int, yaw: float) -> Steps:
    """The steps that cover `distance` in `frames`, as long and as frequent as the build's legs like best."""
    del way
    beat = (7.5 if run else 12.5) * sqrt(build.leg / 90)
    longest = build.leg * (1.35 if run else 0.80)
    shortest = build.leg * 0.22
    count = max(2, round(frames / beat))
    count = max(count, round(distance / longest + 1.5))
    count = max(2, min(count, round(distance / shortest + 1.5)))
    stride = distance / (count - 1.5)
    prints = [0.0] + [min(distance, (i - 0.5) * stride) for i in range(1, count - 1)] + [distance, distance]
    return Steps(tuple(prints), run, stride, max(0.5, abs(sin(radians(yaw)))))


def gait(steps: Steps, q: float, build: Build) -> Stance:
    """The stance after `q` steps."""
    L = build.leg
    q = min(max(q, 0.0), steps.count - 1e-6)
    i = int(q)
    u = q - i
    p = steps.prints
    here = steps.body(q)
    size = min(1.0, steps.stride / (0.7 * L)) * (0.5 if i in (0, steps.count - 1) else 1.0)
    stand, swing_from, swing_to = p[i], p[max(0, i - 1)], p[i + 1]
    push = 52.0 if steps.run else 34.0
    roll = 0.62 if steps.run else 0.74

    # the foot that stands: rolls from heel to toe
    sp = 16 * size * (1 - u / 0.14) if u < 0.14 and i > 0 else 0.0
    if u > roll and i < steps.count - 1:
        sp = -push * 0.62 * size * ((u - roll) / (1 - roll)) ** 1.4
    # the foot that swings: pushes off, passes low, reaches
    lift = 0.10 if not steps.run else 0.0
    land = 0.94
    w = min(1.0, max(0.0, (u - lift) / (land - lift)))
    going = ease(w) * 0.72 + w * 0.28
    if swing_to - swing_from < 1e-6:
        going = 1.0
    high = sin(pi * min(1.0, w * 1.02)) ** 1.2 * (0.34 if steps.run else 0.105) * size
    if w < 0.25:
        wp = -push * (0.62 + 0.38 * ease(w / 0.2)) if i > 0 else -push * 0.5 * ease(w / 0.25)
    elif w < 0.62:
        wp = -push * (1 - ease((w - 0.25) / 0.37))
    else:
        wp = 17 * ease((w - 0.62) / 0.3)
        if i >= steps.count - 1:
            wp *= 1 - ease((w - 0.7) / 0.3)
    wp *= size
    swing = swing_from + (swing_to - swing_from) * going
    toe = _toe(build)
    stand_f, stand_u = _rolled(stand - here, sp, toe)
    swing_f, swing_u = _rolled(swing - here, wp * (1 - 0.55 * sin(pi * w)) if wp < 0 else wp, toe)
    swing_u += high * L
    k = 1 / (L * steps.slant)
    diff = (swing - stand) / max(steps.stride, 1.0)  # -1..1: how far the swinging foot is ahead

    # weight: the body sinks as the foot takes it and rises over the straight leg
    reach = 1.0 - 0.004
    far = max(abs(stand_f) * k, 0.0)
    allowed = sqrt(max(0.2, reach * reach - far * far)) + stand_u / L - 1.0
    if steps.run:
        bob = -0.055 + 0.05 * cos(2 * pi * (u - 0.02)) * size
        bob = min(bob, allowed + (0.08 if u > roll or u < 0.1 else 0.0))
    else:
        bob = min(-0.022 - (0.030 + 0.018 * size) * size * cos(2 * pi * (u - 0.12)) - 0.012 * size, allowed)
    left_stands = i % 2 == 1  # print 0 is both feet, print 1 the right foot's: the left stands in step 0
    left_stands = not left_stands
    amp = (0.62 if steps.run else 0.34) * size
    a = diff if left_stands else -diff  # the left arm goes with the right leg
    af = ease((a + 1) / 2) * 2 - 1
    bent = 0.42 if steps.run else 0.10
    base = Stance(
        hip_u=bob, hip_s=(0.022 if left_stands else -0.022) * sin(pi * u), pitch=(11 if steps.run else 3.5) * (0.4 + 0.6 * size),
        roll=(1.6 if left_stands else -1.6) * sin(pi * u) * size, twist=-7 * a * size, swivel=0.0, neck=-2 + 1.6 * cos(2 * pi * (u - 0.2)) * size,
        lf=0.05 + amp * af, rf=0.05 - amp * af, ls=0.12, rs=0.12,
        lu=-0.955 + bent * 0.5 * (1 + af) + 0.16 * amp * abs(af), ru=-0.955 + bent * 0.5 * (1 - af) + 0.16 * amp * abs(af),
        flow=(1.7 if steps.run else 0.8) * size, lgrip=0.6 if steps.run else 0.3, rgrip=0.6 if steps.run else 0.3, knees=0.1,
    )
    sides = {
        "alf": (stand_f if left_stands else swing_f) * k + 0.03, "arf": (swing_f if left_stands else stand_f) * k - 0.03,
        "alu": (stand_u if left_stands else swing_u) / L, "aru": (swing_u if left_stands else stand_u) / L,
        "alp": sp if left_stands else wp, "arp": wp if left_stands else sp,
        "als": 0.065, "ars": -0.065,
    }
    return base._replace(**sides)


def _toe(build: Build) -> float:
    return (0.21 * build.leg * 0.5 + 8.0 * build.limb) * 0.72


def _rolled(f: float, pitch: float, toe: float) -> tuple[float, float]:
    """Where the ankle is when the foot rolls over its planted toe."""
    if pitch >= 0:
        return f, 0.0
    turn = radians(-pitch)
    return f + toe * (1 - cos(turn)) * 0.9, toe * sin(turn)
