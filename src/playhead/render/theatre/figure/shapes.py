"""Closed paths from few points: splines, tapered limbs, hulls and ribbons; the scissors of the paper theatre."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import atan2, cos, degrees, hypot, pi, sin, sqrt

import skia

Pt = tuple[float, float]
"""x to the right, y down."""


def spline(points: Sequence[Pt], *, closed: bool = True, corners: Collection[int] = (), tension: float = 0.33) -> skia.Path:
    """A smooth path through `points`; at the indices in `corners` it turns sharply.

    Tangents are those of Catmull and Rom, their length limited by each span, so that uneven spacing does not overshoot.
    """
    n = len(points)
    tx, ty = [0.0] * n, [0.0] * n
    for i in range(n):
        if i in corners or (not closed and i in (0, n - 1)):
            continue
        (ax, ay), (bx, by) = points[i - 1], points[(i + 1) % n]
        dx, dy = bx - ax, by - ay
        long = sqrt(dx * dx + dy * dy) or 1.0
        tx[i], ty[i] = dx / long, dy / long
    path = skia.Path()
    x, y = points[0]
    path.moveTo(x, y)
    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        u, v = points[j]
        span = sqrt((u - x) * (u - x) + (v - y) * (v - y)) * tension
        path.cubicTo(x + tx[i] * span, y + ty[i] * span, u - tx[j] * span, v - ty[j] * span, u, v)
        x, y = u, v
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Pt]) -> skia.Path:
    """A closed path of straight edges."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    return path


def ellipse(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse about a centre."""
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def capsule(a: Pt, ra: float, b: Pt, rb: float) -> skia.Path:
    """The hull of two circles: a tapered limb."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = hypot(dx, dy)
    if d <= abs(ra - rb) + 1e-3:
        return ellipse(*a, ra, ra) if ra > rb else ellipse(*b, rb, rb)
    along = atan2(dy, dx)
    lean = sqrt(max(0.0, 1 - ((ra - rb) / d) ** 2))
    open_ = atan2(lean, (ra - rb) / d)
    path = skia.Path()
    first = degrees(along + open_)
    path.arcTo(skia.Rect(a[0] - ra, a[1] - ra, a[0] + ra, a[1] + ra), first, 360 - 2 * degrees(open_), True)
    path.arcTo(skia.Rect(b[0] - rb, b[1] - rb, b[0] + rb, b[1] + rb), degrees(along - open_), 2 * degrees(open_), False)
    path.close()
    return path


def limb(a: Pt, b: Pt, c: Pt, ra: float, rb: float, rc: float) -> skia.Path:
    """A bent limb of three joints, one closed path."""
    path = capsule(a, ra, b, rb)
    path.addPath(capsule(b, rb, c, rc))
    return path


def hull(circles: Sequence[tuple[float, float, float]], sides: int = 10) -> list[Pt]:
    """The convex hull of circles (x, y, radius), as points in order."""
    cloud: list[Pt] = []
    for x, y, r in circles:
        for k in range(sides):
            turn = 2 * pi * k / sides
            cloud.append((x + r * cos(turn), y + r * sin(turn)))
    cloud.sort()
    half: list[list[Pt]] = []
    for run in (cloud, cloud[::-1]):
        out: list[Pt] = []
        for p in run:
            while len(out) > 1 and (
                (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1]) - (out[-1][1] - out[-2][1]) * (p[0] - out[-2][0]) <= 0
            ):
                out.pop()
            out.append(p)
        half.append(out[:-1])
    return half[0] + half[1]


def hull_path(circles: Sequence[tuple[float, float, float]], sides: int = 12) -> skia.Path:
    """The convex hull of circles as a smooth closed path."""
    return spline(hull(circles, sides), tension=0.36)


def ribbon(spine: Sequence[Pt], widths: Sequence[float], *, square: bool = True) -> skia.Path:
    """A band along `spine` with half-widths; its ends are square, or pointed where the width is small."""
    left: list[Pt] = []
    right: list[Pt] = []
    n = len(spine)
    for i, (x, y) in enumerate(spine):
        ax, ay = spine[max(0, i - 1)]
        bx, by = spine[min(n - 1, i + 1)]
        dx, dy = bx - ax, by - ay
        long = hypot(dx, dy) or 1.0
        nx, ny = -dy / long * widths[i], dx / long * widths[i]
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    corners = (0, n - 1, n, 2 * n - 1) if square else (0, 2 * n - 1)
    return spline(left + right[::-1], corners=corners)


def between(a: Sequence[Pt], b: Sequence[Pt], part: float) -> list[Pt]:
    """Points `part` (0..1) of the way from `a` to `b`, one by one."""
    return [(x + (u - x) * part, y + (v - y) * part) for (x, y), (u, v) in zip(a, b, strict=True)]


def keyed(table: Mapping[int, Sequence[Pt]], yaw: float) -> list[Pt]:
    """Points of a table keyed by yaw in steps of 45 degrees, 0 to 180, between its keys."""
    low = min(135, int(yaw // 45) * 45)
    part = (yaw - low) / 45.0
    if part <= 0.001:
        return list(table[low])
    return between(table[low], table[low + 45], min(1.0, part))
