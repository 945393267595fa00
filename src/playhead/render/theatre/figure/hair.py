"""Hair: a mass behind the head, a cap upon it, and what hangs, lags and curls; on the head's grid, facing to the right."""

from __future__ import annotations

from math import cos, hypot, pi, radians, sin

import skia

from playhead.render.theatre.figure.feeling import chance
from playhead.render.theatre.figure.shapes import Pt, ellipse, hull_path, keyed, ribbon, spline
from playhead.render.theatre.figure.skull import Turn

HAIRLINES: dict[int, tuple[Pt, ...]] = {
    # from the end over the forehead, past temple, sideburn and ear, to the nape; eleven points
    0: ((36.4, -3), (33.6, -16), (30, -27), (21, -34.5), (8, -38), (-8, -36), (-22, -31), (-30, -24), (-33.4, -15), (-35.4, -8), (-36.5, -2)),
    45: ((32.4, -22), (29, -30), (20, -35), (8, -35), (-3, -30), (-11, -22), (-15, -10), (-19, 2), (-23, 11), (-29, 13), (-33.5, 13)),
    90: ((32.5, -29), (27, -33), (19, -32), (12.5, -26), (9, -17), (6, -6), (2, 6), (-4, 9), (-12, 10), (-17, 22), (-25.5, 31)),
    135: ((34.2, -24), (31.5, -22), (28, -17), (25, -8), (23, 2), (20, 11), (15, 15), (8, 20), (2, 28), (-8, 36), (-20, 33.5)),
    180: ((36.3, 4), (33, 15), (27, 25), (20, 31), (10, 35), (0, 36), (-10, 35), (-20, 31), (-27, 25), (-33, 15), (-36.3, 4)),
}
_FROM = {0: 19, 45: 19, 90: 18, 135: 18, 180: 18}
CENTRE = (-3.0, -8.0)


def swell(point: Pt, by: float) -> Pt:
    """A point of the outline moved outward by `by` grid units."""
    x, y = point[0] - CENTRE[0], point[1] - CENTRE[1]
    long = hypot(x, y) or 1.0
    return point[0] + x / long * by, point[1] + y / long * by


_CAPS: dict[str, tuple[float, float]] = {  # how thick over crown and at the back
    "short": (4.5, 2.5), "long": (5.0, 4.5), "bun": (5.5, 3.5), "ponytail": (5.0, 3.2), "curly": (10.0, 9.0), "braid": (5.0, 3.6), "bob": (6.0, 7.0),
    "wild": (8.0, 7.0), "tuft": (1.2, 1.0), "bald": (1.0, 2.4),
}


def cap(kind: str, turn: Turn, outline: list[Pt], seed: int, squash: float) -> skia.Path | None:
    """The hair upon the skull, or None where there is none. `squash` 0..1 presses it flat under a hat."""
    if kind == "tuft":
        return None
    line = keyed(HAIRLINES, turn.yaw)
    top, back = _CAPS.get(kind, _CAPS["short"])
    top, back = top * (1 - 0.8 * squash), back * (1 - 0.5 * squash)
    if kind == "bald":
        return _ring(turn, outline, line)
    line = _fringe(kind, turn, line)
    first = 19 if turn.yaw < 60 else 18
    outer = [(i, outline[i]) for i in (*range(first, 24), 0, 1, 2)]
    if turn.yaw < 24 or turn.yaw > 125:
        outer.append((3, outline[3]))
    points: list[Pt] = []
    n = len(outer)
    for k, (i, p) in enumerate(outer):
        near_end = min(1.0, min(k + 0.6, n - 0.3 - k) / 2)
        thick = (top if i in (22, 23, 0, 1, 2) else back) * near_end
        points.append(swell(p, thick))
    if kind == "curly":
        points = _scallop(points, 5.5, seed)
    if kind == "wild":
        points = _spikes(points, seed, squash)
    if kind == "short" and squash < 0.5:
        x, y = points[-2]
        points[-2] = (x + 1.5 * turn.s, y - 1.6)
    outline_points = points + line
    m = len(points)
    corners = {m, m + len(line) - 1}
    if kind == "wild":
        corners |= set(range(1, m, 2))
    return spline([*outline_points], corners=corners, tension=0.36)


def _fringe(kind: str, turn: Turn, line: list[Pt]) -> list[Pt]:
    """The hairline as the style combs it."""
    front = max(0.0, 1 - turn.yaw / 120)
    out = list(line)
    drop: tuple[float, ...]
    if kind == "bob":
        drop = (0, 7, 11, 13, 13, 12, 11, 8, 4, 6, 8)
        out = [(x, y + d * (front if turn.yaw < 120 else 0)) for (x, y), d in zip(line, drop, strict=True)]
    elif kind in ("long", "braid", "bun", "ponytail"):
        # parted: highest at the parting, drawn down to the temples
        drop = (3, 5, 4, 1, -5, -2, 3, 5, 6, 6, 6)
        out = [(x, y + d * front) for (x, y), d in zip(line, drop, strict=True)]
    elif kind in ("wild", "curly"):
        drop = (0, 5, 2, 6, 2, 6, 2, 5, 2, 2, 2)
        out = [(x, y + d * front) for (x, y), d in zip(line, drop, strict=True)]
    elif kind == "short":
        drop = (0, 3, 4.5, 3, 0, -3.5, -3, 0, 1, 1, 1)
        out = [(x, y + d * front + (1.1 if i % 2 else -0.9) * (1 if 0 < i < 8 and turn.yaw < 120 else 0)) for i, ((x, y), d) in enumerate(zip(line, drop, strict=True))]
    return out


def _ring(turn: Turn, outline: list[Pt], line: list[Pt]) -> skia.Path | None:
    """What is left on a bald head: hair about the ears and the nape."""
    del line
    if turn.yaw < 24:
        path = skia.Path()
        for side in (1.0, -1.0):
            path.addPath(spline([(side * 34.6, -15), (side * 38.6, -8), (side * 39.0, 4), (side * 36.6, 10), (side * 34.4, 2), (side * 33.2, -8)]))
        return path
    if turn.yaw > 158:
        return spline([(-37, 6), (-38.6, -6), (-22, -10), (0, -11), (22, -10), (38.6, -6), (37, 6), (27, 28), (0, 35), (-27, 28)], tension=0.34)
    back = [swell(outline[i], 2.4) for i in (18, 19, 20)]
    top = keyed({0: ((-37, -14), (-35, -16), (-33, -12), (-32.5, -4), (-34, 6), (-35, 10)), 45: ((-41, -15), (-32, -15), (-24, -11), (-19, -2), (-23, 9), (-30, 15)),
                 90: ((-44, -10), (-30, -13), (-14, -11), (2, -8), (1, 6), (-12, 14)), 135: ((-41, -12), (-24, -14), (0, -13), (21, -11), (23, 2), (6, 24)),
                 180: ((-39, -6), (-22, -10), (0, -11), (22, -10), (38, -6), (30, 26))}, turn.yaw)
    return spline([*back, *top], tension=0.34)


def _scallop(points: list[Pt], big: float, seed: int) -> list[Pt]:
    out: list[Pt] = []
    for i in range(len(points) - 1):
        (ax, ay), (bx, by) = points[i], points[i + 1]
        out.append((ax, ay))
        out.append(swell(((ax + bx) / 2, (ay + by) / 2), big * (0.7 + 0.6 * chance(seed, i))))
    return [*out, points[-1]]


def _spikes(points: list[Pt], seed: int, squash: float) -> list[Pt]:
    out: list[Pt] = []
    for i in range(len(points) - 1):
        (ax, ay), (bx, by) = points[i], points[i + 1]
        out.append((ax, ay))
        tip = swell(((ax * 0.35 + bx * 0.65), (ay * 0.35 + by * 0.65)), (6 + 9 * chance(seed, i)) * (1 - 0.7 * squash))
        out.append((tip[0], tip[1]))
    return [*out, points[-1]]


def behind(kind: str, turn: Turn, lag: float, seed: int, down: float) -> list[skia.Path]:
    """What is behind the head, or on its back when that is toward us. `lag` is how far loose ends trail to the left of the
    grid in units; `down` how far it may hang (to shoulders at 100).
    """
    s, c = turn.s, turn.c
    x = -24 * s
    half = (40 * c * c + 27 * s * s)
    out: list[skia.Path] = []
    if kind == "long":
        end = min(92.0, down)
        wave = 2.5 * sin(seed)
        out.append(spline([
            (x - half, -20), (x - half - 3, 10), (x - half - 5 + wave - lag * 0.4, 45), (x - half - 3 - lag, end - 6), (x - half * 0.5 - lag, end + 3), (x - lag, end - 1),
            (x + half * 0.55 - lag * 0.9, end + 2), (x + half * (1.0 - 0.25 * s) - lag * 0.8, end - 10), (x + half + 1 - 4 * s, 30), (x + half, 0), (x + half * 0.7, -30), (x - half * 0.6, -36),
        ]))
    elif kind == "bob":
        out.append(spline([
            (x - half, -22), (x - half - 4, 8), (x - half - 3 - lag * 0.3, 36), (x - half * 0.6 - lag * 0.3, 41), (x + half * 0.5 - lag * 0.2, 42), (x + half * 1.0 - lag * 0.2, 36),
            (x + half + 3 - 3 * s, 8), (x + half * 0.8, -24), (x, -40),
        ], corners=(2, 5)))
    elif kind == "curly":
        ring = [(x + (half + 7) * cos(a), -6 + 40 * sin(a)) for a in (2 * pi * i / 13 for i in range(13))]
        out.append(spline([p for i, (px, py) in enumerate(ring) for p in ((px, py), (px + (px - x) * 0.16 + 3 * (chance(seed, i) - 0.5), py + (py + 6) * 0.16))]))
    elif kind == "bun":
        bx, by = -42 * s, -33 - 10 * abs(c)
        out.append(ellipse(bx - lag * 0.06, by, 15.5, 14.5))
    elif kind == "ponytail":
        ax, ay = -40.0 * s, -24.0
        out.append(ribbon([(ax + 5 * s, ay), (ax - 13 * s - lag * 0.3, ay - 1), (ax - 22 * s - lag * 0.8, ay + 22), (ax - 20 * s - lag * 1.2, ay + 50), (ax - 24 * s - lag * 1.5, ay + 74)],
                          [4.5, 9.0, 11.0, 8.0, 1.0]))
    elif kind == "braid":
        ax, ay = -34 * s, 18.0
        for i in range(6):
            part = i / 5
            out.append(ellipse(ax - 8 * s * part - lag * part * part, ay + 13 * i, 8.2 - 0.7 * i, 8.6))
        out.append(ribbon([(ax - 8 * s - lag, ay + 68), (ax - 9 * s - lag * 1.1, ay + 82)], [3.4, 5.5]))
    elif kind == "wild":
        ring = []
        for i in range(18):
            turn_at = radians(150 + i * 240 / 17)
            r = 1.0 + (0.30 + 0.16 * chance(seed, i)) * (i % 2)
            ring.append((x * 0.7 + (half + 5) * cos(turn_at) * r, -8 + 40 * sin(turn_at) * r))
        ring += [(x + half * 0.8 - lag * 0.3, 34), (x - lag * 0.5, 46), (x - half * 0.8 - lag * 0.5, 36)]
        out.append(spline(ring, corners=tuple(range(1, 18, 2))))
    return out


def front_locks(kind: str, turn: Turn, lag: float) -> list[skia.Path]:
    """Hair that falls before the shoulders and beside the face."""
    out: list[skia.Path] = []
    if turn.yaw > 62:
        return out
    if kind in ("long", "bob"):
        end = 78.0 if kind == "long" else 37.0
        for at in (-1.0, 1.0):
            if turn.yaw > 28 and at > 0:
                continue
            root_x = at * 35 if turn.yaw < 28 else keyed(HAIRLINES, turn.yaw)[7][0] - 8
            w = 7.5 if kind == "long" else 7.0
            dx = at * 2.0
            out.append(ribbon([(root_x * 0.82, -26), (root_x + dx, -6), (root_x + dx * 1.8, 16), (root_x + dx * 1.4 - lag * 0.3, (16 + end) / 2), (root_x + dx - lag * 0.6, end)],
                              [3.0, w * 0.75, w, w * 0.95, 3.0 if kind == "long" else w]))
    return out


def tuft(turn: Turn, seed: int, lag: float) -> skia.Path:
    """Three leaves of hair on a crown."""
    x = -8 * turn.s
    path = skia.Path()
    for i, (dx, dy) in enumerate(((-13, -9), (-2, -17), (11, -12))):
        path.addPath(ribbon([(x + dx * 0.1, -47), (x + dx * 0.5 - lag * 0.1, -50 + dy * 0.6), (x + dx * 1.3 - lag * 0.3, -50 + dy)], [3.0, 3.4 + chance(seed, i), 0.3]))
    path.addPath(hull_path([(x - 5, -47, 4), (x + 6, -47, 4)], 8))
    return path
