"""Hats: a crown over the skull and a brim laid round it; on the head's grid, facing to the right."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import skia

from playhead.render.theatre.figure.hair import swell
from playhead.render.theatre.figure.shapes import Pt, hull, ribbon, spline
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
    if kind == "sou'wester":
        return [spline(_rain_brim(turn, near_only=False), tension=0.36)]
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
        low, top_w = hypot(35 * c, 38 * s), hypot(31 * c, 31 * s)
        x = -3.0 * s
        crown = spline([(x - low, -27), (x - top_w - 1, -52), (x - 22, -67), (x - 4, -63), (x + 10, -67), (x + top_w - 2, -60), (x + top_w + 1, -48), (x + low, -27), (x, -22)],
                       corners=(0, 7), tension=0.34)
        band = spline([(x - low, -37), (x - low - 1, -27), (x, -21), (x + low + 1, -27), (x + low - 0.5, -37), (x, -31)], corners=(0, 1, 3, 4))
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
        return [(spline([swell(p, 6.0) for p in outline[:3]] + [(38, 2), (22, 26), (0, 30), (-22, 26), (-38, 2)] + [swell(p, 6.0) for p in outline[19:]], tension=0.34), "cloth")]
    if kind == "scarf":
        if turn.yaw < 66:
            return [(_ringed([swell(p, 4.5) for p in outline], turn, 0.92), "accent")]
        return [(spline(_wrapped(turn, outline), tension=0.36), "accent")]
    if kind == "hood":
        edge = _hood_edge(turn)
        top = [swell(outline[i], 11.0) for i in (18, 19, 20, 21, 22, 23, 0, 1, 2)]
        top[4] = (top[4][0] - 9 * s, top[4][1] - 7)
        tail: list[Pt] = [(-22 * s - 34 * abs(c), 56), (-30 * s - 36 * abs(c), 40)]
        if turn.yaw > 120:
            return [(spline([swell(p, 10.0) for p in outline], tension=0.36), "cloth")]
        if turn.yaw < 66:
            peaked = [swell(p, 10.0 + (7.0 if i in (23, 0) else 3.0 if i in (22, 1) else 0.0)) for i, p in enumerate(outline)]
            return [(_ringed([swell(p, 4.0) for p in peaked], turn, 1.06), "cloth"), (_ringed(peaked, turn, 0.98), "cloth")]
        return [(spline([*top, *edge, *tail], tension=0.36), "cloth")]
    if kind == "sou'wester":
        w, x = hypot(37.5 * c, 40.5 * s), -3.5 * s
        crown = spline([(x - w + 1, -14), (x - w, -32), (x - w * 0.74, -50), (x, -56.5), (x + w * 0.70, -51), (x + w - 0.5, -35), (x + w, -16), (x, -11)], corners=(0, 6), tension=0.36)
        brim = spline(_rain_brim(turn, near_only=True), tension=0.36)
        ties: list[tuple[skia.Path, str]] = []
        if turn.yaw < 120:
            ear = -12 * s - 34 * c
            ties = [(ribbon([(ear, -8), (ear + 3 * s, 16), (ear * 0.62 + 9 * s, 40), (14 * s, 51)], [1.3, 1.2, 1.2, 1.2]), "dark")]
        band = spline([(x - w - 0.6, -22), (x, -15.5), (x + w + 0.6, -23), (x + w, -17), (x, -11), (x - w, -16)], corners=(0, 2, 3, 5))
        seams = [(ribbon([(x + at * w * 0.9, -19), (x + at * w * 0.85, -38), (x + at * w * 0.3, -54)], [0.5, 0.5, 0.3]), "seam") for at in (-0.6 + 0.3 * s, 0.15 + 0.3 * s)]
        if turn.yaw > 100:
            return [(crown, "oil"), *seams, (band, "oil dark"), (brim, "oil"), *ties]
        return [*ties, (brim, "oil"), (crown, "oil"), *seams, (band, "oil dark")]
    return []


def _band(turn: Turn, y: float, r: float) -> list[Pt]:
    """The lower edge of a cap from front to back."""
    x = -4 * turn.s
    return [(x + r, y + 1), (x + r * 0.5, y + 3.5 * turn.c + 1), (x, y + 4.5 * turn.c + 1), (x - r * 0.5, y + 3.5 * turn.c + 2 * turn.s), (x - r, y + 3 * turn.s)]


def _rain_brim(turn: Turn, *, near_only: bool) -> list[Pt]:
    """A brim short in front and turned up, long behind and sloping over the neck; all of it, or what is before the head."""
    out: list[Pt] = []
    for i in range(28):
        a = 2 * pi * i / 28
        f, s = cos(a), sin(a)
        deep = 48.0 if f > 0 else 70.0
        fall = (-5.0 * f) if f > 0 else 36.0 * (-f) ** 1.3
        x = f * deep * turn.s + s * 55 * turn.c - 3 * turn.s
        near = f * deep * turn.c - s * 55 * turn.s
        if near < -3 and near_only:
            continue
        out.append((x, -23 + fall + 6.0 * abs(s) * (1 - 0.6 * abs(f)) + 0.09 * near))
    if near_only:
        out += [(-36 * abs(turn.c) - 38 * turn.s, -27), (36 * abs(turn.c) + 30 * turn.s, -27)] if turn.yaw < 60 or turn.yaw > 120 else [(-38, -27), (30, -27)]
    return _around(out)


def _around(points: list[Pt]) -> list[Pt]:
    """The outer points of a brim whose far side may fold over its near one."""
    return hull([(x, y, 0.4) for x, y in points], 4)


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


def bonnet(turn: Turn, outline: list[Pt]) -> list[tuple[skia.Path, str]]:
    """A bonnet and its frill, seen from before or beside."""
    s, c = turn.s, turn.c
    if turn.yaw < 60:
        outer = [swell(p, 8.0) for p in (*outline[17:], *outline[:7])]
        x = 12.5 * s / 0.7
        w = 33 - 6 * s
        ring = spline([*outer, (x + w * 0.96, 16), (x + w, -6), (x + w * 0.74, -27), (x, -36), (x - w * 0.74, -27), (x - w, -6), (x - w * 0.97, 16)],
                      corners=(len(outer) - 1, len(outer), len(outer) + 6, 0), tension=0.36)
        rim = [(x - w * 1.02, 16), (x - w * 1.06, -6), (x - w * 0.78, -29), (x, -38), (x + w * 0.78, -29), (x + w * 1.05, -6), (x + w * 1.02, 16)]
        ties = ribbon([(x - w * 0.98, 14), (x - w * 0.6, 38), (x + 1, 51), (x + 7, 58)], [2.0, 2.4, 2.4, 3.4])
        return [(ring, "cloth"), (ribbon(rim, [2.4, 3.4, 3.6, 3.4, 3.6, 3.4, 2.4]), "white"), (ties, "white")]
    front: list[Pt] = [(31 * s + 6 * c, -36), (25 * s, -26), (17 * s, -12), (11 * s, 4), (5 * s, 20), (1, 29)]
    top = [swell(outline[i], 8.0) for i in (18, 19, 20, 21, 22, 23, 0, 1)]
    shape = spline([*top, *front, (-14, 33)], tension=0.34)
    return [(shape, "cloth"), (ribbon(front, [3.0, 3.6, 3.8, 3.6, 3.2, 2.4]), "white"), (ribbon([(3, 26), (10, 40), (17 * s, 52), (19 * s, 62)], [2.0, 2.4, 2.6, 3.6]), "white")]


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

