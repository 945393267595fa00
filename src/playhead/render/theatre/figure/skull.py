"""The outline of a head at any yaw, on a grid of 100 units from crown (-50) to chin (50), facing to the right.

Five outlines (toward us, three-quarter, profile, three-quarter from behind, from behind) have the same points in the same
order: 0 crown, 1-3 forehead and brow, 4-8 the nose's side, 9-12 lips, 13-15 chin, 16-18 jaw and nape, 19-23 the back.
Between them the points travel, so a head turns without a jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.feeling import Face
from playhead.render.theatre.figure.shapes import Pt, keyed
from playhead.render.theatre.figure.stance import ease

OUTLINES: dict[int, tuple[Pt, ...]] = {
    0: ((0, -50), (17, -47), (29.5, -37), (35.6, -21), (36.6, -8), (36.8, -1), (36.6, 6), (36, 12), (34.6, 17), (32.8, 22), (30.2, 27.5),
        (27.2, 32), (22.5, 38.5), (12.5, 47.6), (0, 50.4), (-12.5, 47.6), (-27.2, 32), (-34.6, 17), (-36.6, 6), (-36.7, -6), (-35.6, -21),
        (-29.5, -37), (-17, -47), (-8, -49.6)),
    45: ((-3, -50), (15, -47.5), (27, -38), (32.6, -21), (31.2, -8.5), (32.2, -2), (34.2, 5), (34.8, 10.5), (34, 16), (32.2, 21.4),
         (30.2, 26), (28.8, 30.4), (26.6, 35.4), (21.5, 45), (11, 50.4), (-2, 47.5), (-17, 38.6), (-27, 26), (-33, 14), (-37.5, 3), (-40.5, -9),
         (-39.5, -23), (-32, -38.5), (-19, -47.6)),
    90: ((-5, -50), (13, -47.6), (27, -38.6), (35, -22), (34, -8), (36.6, -1), (44.8, 9.6), (43.6, 13.2), (37.2, 15.8), (39.4, 22),
         (36.6, 25.6), (37.8, 29.2), (35.0, 33.6), (37.2, 41.5), (30, 49.4), (16.5, 48.2), (0, 40.4), (-11, 30.5), (-25, 30), (-37.5, 18), (-45, 0),
         (-44.5, -20), (-33.5, -39.5), (-19.5, -48)),
    135: ((2, -50), (18, -47), (30, -36), (34.2, -20), (32.4, -10), (33, -3), (33.8, 4), (32.8, 10), (31.6, 14.5), (30, 19.5), (28.2, 24),
          (26.6, 28), (24, 33), (18.5, 41), (10, 44.5), (0, 43), (-10, 38), (-18, 34), (-27, 28), (-35, 16), (-41, 0), (-39.5, -20), (-30.5, -39),
          (-16, -48.4)),
    180: ((0, -50), (17, -47), (30, -36.5), (36, -20), (36.6, -9), (36.4, -2), (35.6, 5), (34.4, 11), (33, 16), (31, 20.5), (28.6, 25),
          (25.5, 29.5), (21, 34), (12, 41), (0, 43), (-12, 41), (-25.5, 29.5), (-33, 16), (-35.6, 5), (-36.6, -7), (-36, -20), (-30, -36.5),
          (-17, -47), (-8, -49.6)),
}

_NOSES: tuple[dict[int, Pt], ...] = (  # what each nose adds to the profile
    {},
    {5: (-1.4, 1.0), 6: (-2.0, -3.0), 7: (-2.2, -1.4)},
    {4: (1.0, 0), 5: (4.4, -0.4), 6: (3.6, 3.0), 7: (2.0, 2.6)},
    {5: (1.2, 2), 6: (5.6, 0.6), 7: (5.0, 2.4), 8: (0.6, 0.6)},
)


@dataclass(frozen=True, slots=True)
class Turn:
    """How a head is turned: `yaw` 0..180 as if to the right, `flip` -1 where it is to the left."""

    yaw: float
    flip: float
    s: float
    c: float

    def seen(self, at: float, deep: float) -> tuple[float, float]:
        """X on the grid and nearness -1..1 of something `at` degrees round from the nose, `deep` units from the axis."""
        turn = radians(self.yaw + at)
        return sin(turn) * deep, cos(turn)


def turn_of(yaw: float) -> Turn:
    """The turn of a head whose facing is `yaw` degrees.

    A face is at its best from the front, at three quarters and in profile: it lingers there and passes quickly between.
    """
    yaw = (yaw + 180) % 360 - 180
    flip = -1.0 if yaw < 0 else 1.0
    yaw = abs(yaw)
    if 45 < yaw < 135:
        base = 45.0 if yaw < 90 else 90.0
        yaw = base + 45.0 * ease(((yaw - base) / 45.0 - 0.28) / 0.44)
    return Turn(yaw, flip, sin(radians(yaw)), cos(radians(yaw)))


def profile_part(turn: Turn) -> float:
    """How much of a profile is seen, 0..1: what nose and lips add to the outline."""
    return max(0.0, 1 - abs(turn.yaw - 90) / 40)


def outline(turn: Turn, build: Build, nose: int, face: Face) -> list[Pt]:
    """The outline of the head, its jaw and lips as `face` has them."""
    points = keyed(OUTLINES, turn.yaw)
    side = profile_part(turn)
    front = 1.0 if turn.yaw <= 100 else max(0.0, 1 - (turn.yaw - 100) / 30)
    if side > 0:
        for i, (dx, dy) in _NOSES[max(0, min(3, nose))].items():
            x, y = points[i]
            points[i] = (x + dx * side, y + dy * side)
    jaw = face.jaw * front
    return [_soft(i, *_jawed(i, *point, turn, side, jaw, face, build), side, build.round) for i, point in enumerate(points)]


def _jawed(i: int, x: float, y: float, turn: Turn, side: float, jaw: float, face: Face, build: Build) -> Pt:
    """A point of the lower face as jaw and lips move it."""
    if 11 <= i <= 16:
        low = (0.86 if i == 11 else 1.0) if i <= 14 else 0.72 if i == 15 else 0.25
        y += 9.5 * jaw * low
        x -= 3.6 * jaw * low * turn.s
    if i == 10:
        y += (2.8 + 1.6 * side) * jaw
        x += side * (1.8 * face.pout * (1 - jaw) + face.press - 5.6 * jaw**0.7)
    if i in (9, 11):
        x += side * (2.6 * face.pout - 1.1 * face.press + (0.9 if face.corner < 0 else 0.3) * face.corner)
        y += side * (1.0 if i == 9 else -1.0) * face.press * 0.8
    if i == 11:
        x -= 3.0 * face.bite * side
        y -= 2.0 * face.bite * side
    if i in (10, 11):
        y -= face.corner * 0.8 * side
    if 12 <= i <= 16:
        x *= 1 + (build.jaw - 1) * (0.8 if i != 14 else 0.3)
    return x, y


def _soft(i: int, x: float, y: float, side: float, soft: float) -> Pt:
    """A point as the roundness of a young face has it: a big cranium, a button of a nose, round cheeks."""
    if not soft:
        return x, y
    if i in (5, 6, 7):
        x -= side * soft * (1.6, 4.2, 3.0)[i - 5]
        y -= side * soft * (0.0, 1.6, 0.6)[i - 5]
    if i in (2, 3):
        x += (1.6 if i == 2 else 0.4) * soft
    if 9 <= i <= 12:
        x -= side * soft
    if side < 0.4:
        if 5 <= i <= 12:
            x += 2.4 * soft
        if i in (13, 15):
            x += (1.5 if i == 13 else -1.5) * soft
        if i in (16, 17):
            x -= 2.0 * soft
    if 13 <= i <= 16:
        y -= (3.6 if i < 16 else 1.0) * soft
    if i >= 18 or i <= 1:
        x *= 1 + 0.035 * soft
    return x, y
