"""Hats: a crown over the skull and a brim laid round it; on the head's grid, facing to the right."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from playhead.render.theatre.figure.hair import swell
from playhead.render.theatre.figure.shapes import Pt, spline
from playhead.render.theatre.figure.skull import Turn

SQUASH = {"cap": 0.9, "hat": 0.9, "hood": 1.0, "scarf": 1.0, "helmet": 1.0, "beret": 0.7, "crown": 0.4, "bonnet": 1.0, "sou'wester": 1.0}
"""How flat each headwear presses the hair."""


def disc(turn: Turn, y: float, front: float, back: float, side: float, tilt: float = 0.16, drop: float = 0.0) -> list[Pt]:
    """A brim: an oval about the head, seen a little from above; `drop` is how much lower it is behind than before."""
    out: list[Pt] = []
    for i in range(20):
        a = 2 * pi * i / 20
        f, s = cos(a), sin(a)
        deep = front if f > 0 else back
        out.append((f * deep * turn.s + s * side * turn.c - 3 * turn.s, y + tilt * (f * deep * turn.c - s * side * turn.s) + drop * (0.5 - 0.5 * f) - 0.08 * abs(s) * side * turn.s * 0))
    return out


def _dome(outline: list[Pt], turn: Turn, at: float, by: float, peak: float = 0.0) -> list[Pt]:
    """The outline of the skull above height `at`, swollen; from the back over the crown to the front."""
    out: list[Pt] = []
    for i in (19, 20, 21, 22, 23, 0, 1, 2, 3, 4):
        x, y = outline[i]
        if y <= at:
            px, py = swell((x, y), by)
            out.append((px, py - peak * max(0.0, (at - y) / (at + 50))))
    del turn
    return out


def under(kind: str, turn: Turn, outline: list[Pt]) -> list[skia.Path]:
    """What of the headwear is behind the head: a hood's inside, the far brim."""
    if kind == "hood":
        pts = [swell(outline[i], 11.0) for i in (17, 18, 19, 20, 21, 22, 23, 0, 1, 2)]
        s = turn.s
        return [spline([*pts, (20 + 6 * s, -30), (18, 20), (14, 52), (-30 * s - 30 * abs(turn.c), 60)], tension=0.36)]
    if kind == "scarf":
        return []
    return []


def over(kind: str, turn: Turn, outline: list[Pt]) -> list[tuple[skia.Path, str]]:
    """The parts of the headwear before the head, back to front, each with the tone it takes: cloth, dark, accent, metal."""
    s, c = turn.s, turn.c
    if kind == "cap":
        top = _dome(outline, turn, -22, 6.5, 2.0)
        crown = spline([*top, *_band(turn, -20, 37.5)], tension=0.36)
        peak = _visor(turn, -21.0, 58.0, 34.0)
        parts = [(crown, "cloth")]
        return [*parts, (peak, "dark")] if turn.yaw < 125 else [(peak, "dark"), *parts]
    if kind == "hat":
        top: list[Pt] = [(-33 * abs(c) - 35 * s, -27), (-33 * abs(c) - 33 * s, -50), (-24, -66), (-6, -63), (6, -66), (26 * abs(c) + 22 * s, -64), (33 * abs(c) + 29 * s, -49), (34 * abs(c) + 33 * s, -27)]
        crown = spline([*top, (0, -22)], corners=(0, 7), tension=0.34)
        band = spline([(-35 * abs(c) - 36 * s, -36), (-35 * abs(c) - 36 * s, -26), (0, -21), (35 * abs(c) + 34 * s, -26), (34.5 * abs(c) + 33 * s, -36), (0, -31)], corners=(0, 1, 3, 4))
        brim = spline(disc(turn, -24, 60, 55, 54, 0.17, -2.0))
        return [(brim, "cloth"), (crown, "cloth"), (band, "accent")]
    if kind == "beret":
        x = -8 * s - 5 * abs(c)
        puff = spline([(x - 46, -33), (x - 38, -52), (x - 8, -63), (x + 28, -55), (x + 44, -38), (x + 40, -29), (x + 4, -24), (x - 34, -24)], tension=0.36)
        stalk = spline([(x - 4, -61), (x - 3, -69), (x + 1, -69), (x + 1, -61)])
        return [(stalk, "accent"), (puff, "accent")]
    if kind == "helmet":
        top = _dome(outline, turn, -12, 7.0, 1.0)
        return [(spline([*top, *_band(turn, -12, 41)], tension=0.36), "metal"), (spline(_strip(turn, -15, -9, 42.5)), "dark")]
    if kind == "crown":
        w = 33.0
        pts: list[Pt] = []
        for i in range(5):
            x = -w + 2 * w * i / 4
            pts.append((x * (1 + 0.10), -62 - (3 if i == 2 else 0)))
            if i < 4:
                pts.append((x + w / 4, -47))
        x0 = -4 * s
        ring = [(x0 + x, y) for x, y in pts]
        return [(spline([*ring, (x0 + w, -36), (x0, -32), (x0 - w, -36)], corners=tuple(range(12))), "metal")]
    if kind == "bonnet":
        top = _dome(outline, turn, 4, 7.0)
        front: list[Pt] = [(30 * s + 38 * c, -4), (22 * s + 36 * c, -26), (14 * s, -33 - 4 * c), (8 * s - 20 * c, -28), (2 * s - 33 * c, -14), (-6 * s - 36 * c, 6)]
        if turn.yaw > 110:
            front = [(36, 0), (18, 22), (-18, 22), (-36, 4)]
        bonnet = spline([*top, *front], tension=0.34)
        return [(bonnet, "cloth")]
    if kind == "scarf":
        if turn.yaw < 66:
            return [(_ringed([swell(p, 4.5) for p in outline], turn, 0.92), "accent")]
        return [(spline(_wrapped(turn, outline), tension=0.36), "accent")]
    if kind == "hood":
        edge = _hood_edge(turn)
        top = [swell(outline[i], 11.0) for i in (18, 19, 20, 21, 22, 23, 0, 1, 2)]
        top[4] = (top[4][0] - 5 * s, top[4][1] - 4)
        tail: list[Pt] = [(-22 * s - 34 * abs(c), 56), (-30 * s - 36 * abs(c), 40)]
        if turn.yaw > 120:
            return [(spline([swell(p, 10.0) for p in outline], tension=0.36), "cloth")]
        if turn.yaw < 66:
            return [(_ringed([swell(p, 10.0) for p in outline], turn, 0.97), "cloth")]
        return [(spline([*top, *edge, *tail], tension=0.36), "cloth")]
    if kind == "sou'wester":
        top = _dome(outline, turn, -16, 6.5, 3.0)
        brim = spline(disc(turn, -16, 50, 62, 51, 0.12, 13.0))
        crown = spline([*top, *_band(turn, -14, 39)], tension=0.36)
        return [(brim, "cloth"), (crown, "cloth")]
    return []


def _band(turn: Turn, y: float, r: float) -> list[Pt]:
    """The lower edge of a cap from front to back."""
    x = -4 * turn.s
    return [(x + r, y + 1), (x + r * 0.5, y + 3.5 * turn.c + 1), (x, y + 4.5 * turn.c + 1), (x - r * 0.5, y + 3.5 * turn.c + 2 * turn.s), (x - r, y + 3 * turn.s)]


def _strip(turn: Turn, a: float, b: float, r: float) -> list[Pt]:
    x = -4 * turn.s
    return [(x - r, a), (x, a + 4 * turn.c), (x + r, a), (x + r, b), (x, b + 4 * turn.c), (x - r, b)]


def _visor(turn: Turn, y: float, front: float, side: float) -> skia.Path:
    outer: list[Pt] = []
    inner: list[Pt] = []
    for i in range(9):
        a = -pi / 2 + pi * i / 8
        f, s = cos(a), sin(a)
        outer.append(((f * front) * turn.s + s * side * turn.c - 2 * turn.s, y + 1 + f * 3 + 0.24 * (f * front * turn.c - s * side * turn.s * 0.3)))
        inner.append(((f * 33) * turn.s + s * side * turn.c - 2 * turn.s, y - 3 + 0.14 * f * 33 * turn.c))
    return spline(outer + inner[::-1], corners=(0, 8, 9, 17), tension=0.34)


def _ringed(outer: list[Pt], turn: Turn, wide: float) -> skia.Path:
    """Cloth about a face: an outline with an opening."""
    x = 12.5 * turn.s / 0.7
    w = (32 - 7 * turn.s) * wide
    path = spline(outer, tension=0.36)
    path.addPath(spline([(x, -37), (x + w * 0.72, -29), (x + w, -8), (x + w * 0.93, 16), (x + w * 0.62, 37), (x, 45), (x - w * 0.62, 37), (x - w * 0.95, 16), (x - w, -8),
                         (x - w * 0.72, -29)]))
    path.setFillType(skia.PathFillType.kEvenOdd)
    return path


def _hood_edge(turn: Turn) -> list[Pt]:
    s, c = turn.s, turn.c
    return [(34 * s + 30 * c, -36), (22 * s + 8 * c, -38 - 2 * c), (16 * s - 18 * c, -34), (11 * s - 32 * c, -14), (9 * s - 36 * c, 12), (10 * s - 31 * c, 34), (12 * s - 14 * c, 52)]


def _wrapped(turn: Turn, outline: list[Pt]) -> list[Pt]:
    s, c = turn.s, turn.c
    top = [swell(outline[i], 5.0) for i in (17, 18, 19, 20, 21, 22, 23, 0, 1, 2)]
    if turn.yaw > 120:
        return [swell(p, 4.5) for p in outline]
    edge: list[Pt] = [(26 * s + 24 * c, -37), (14 * s, -37), (8 * s - 22 * c, -32), (5 * s - 33 * c, -12), (7 * s - 35 * c, 14), (15 * s - 26 * c, 36), (20 * s - 10 * c, 50), (10 * s - 14 * c, 56), (-8 * s - 26 * c, 46)]
    return [*top, *edge]

