"""Hands: mittens from afar, fingers near by."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from playhead.render.theatre.figure.pen import Pen
from playhead.render.theatre.figure.shapes import Pt, capsule, hull_path
from playhead.render.theatre.figure.skeleton import Arm
from playhead.render.theatre.scene import Color


def hand(pen: Pen, it: Arm, size: float, grip: float, point: float, thumb: float, color: Color, *, near: bool) -> None:
    """A hand at the end of an arm. `grip` 0 open .. 1 fist, `point` forefinger out, `thumb` which side it is on, 1 or -1;
    `size` is the hand's length in stage units.
    """
    wx, wy = it.wrist[0], it.wrist[1]
    dx, dy = it.hand[0] - wx, it.hand[1] - wy
    seen = hypot(dx, dy)
    along = atan2(dy, dx) if seen > 0.3 else pi / 2
    short = max(0.55, min(1.0, seen / size * 1.05))
    ca, sa = cos(along), sin(along)

    def to(u: float, v: float) -> Pt:
        u, v = u * size * short, v * size * thumb
        return wx + u * ca - v * sa, wy + u * sa + v * ca

    palm = 0.46
    edge = 0.5 if near else 0.25
    if pen.detail < 1.7:
        curl = 0.92 - 0.34 * grip
        path = capsule(to(0.04, 0), size * 0.17, to(palm, 0.02), size * 0.21)
        path.addPath(capsule(to(palm, 0.02), size * 0.21, to(curl - 0.12, 0), size * (0.13 + 0.06 * grip)))
        path.addPath(capsule(to(0.22, 0.08), size * 0.10, to(0.50, 0.26 - 0.1 * grip), size * 0.075))
        if point > 0.5:
            path.addPath(capsule(to(palm, 0.06), size * 0.08, to(0.98, 0.06), size * 0.06))
        pen.part(path, color, edge)
        return
    path = hull_path([
        (*to(-0.02, 0.0), size * 0.145), (*to(0.20, 0.05), size * 0.185), (*to(palm - 0.03, 0.11), size * 0.105), (*to(palm - 0.05, -0.12), size * 0.10),
    ], 12)
    spread = (1 - grip) * 0.10
    for i in range(4):
        base_v = 0.155 - 0.098 * i
        long = (0.46, 0.52, 0.48, 0.38)[i]
        bent = grip if not (i == 0 and point > 0.5) else 0.0
        r = (0.060, 0.062, 0.059, 0.051)[i] * size
        fan = (1.5 - i) * spread
        k1, k2 = long * (0.52 - 0.12 * bent), long * (0.48 - 0.62 * bent)
        root = (palm - 0.03 - 0.02 * abs(i - 1.2), base_v)
        mid = (root[0] + k1, root[1] + fan * k1)
        tip = (mid[0] + k2, mid[1] + fan * k2 - 0.02 * bent)
        path.addPath(capsule(to(*root), r * 1.05, to(*mid), r))
        path.addPath(capsule(to(*mid), r, to(*tip), r * 0.82))
    out = 0.30 - 0.16 * grip
    path.addPath(capsule(to(0.12, 0.10), size * 0.095, to(0.34, 0.10 + out * 0.75), size * 0.076))
    path.addPath(capsule(to(0.34, 0.10 + out * 0.75), size * 0.076, to(0.54, 0.09 + out * (1 - 0.6 * grip)), size * 0.06))
    pen.part(path, color, edge)
