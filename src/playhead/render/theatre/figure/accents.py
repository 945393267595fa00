"""The one colour that tells a person: scarf, collar, belt, hem, bow or bag; loose ends trail as the body moves."""

from __future__ import annotations

from math import cos, radians, sin

from playhead.render.theatre.figure.body import extents
from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.pen import Pen
from playhead.render.theatre.figure.shapes import Pt, capsule, ellipse, ribbon, spline
from playhead.render.theatre.figure.skeleton import Bones
from playhead.render.theatre.figure.tones import Tones


def tails(pen: Pen, bones: Bones, build: Build, tones: Tones, flow: float, frame: int, seed: int) -> None:
    """A scarf's loose end: hanging at rest, flying behind in motion. `flow` is how much it flies and to which side in the
    picture, positive to the right.
    """
    s = sin(radians(bones.yaw))
    x, y, _ = bones.nape
    k = build.head / 34
    away = -1.0 if s >= 0 else 1.0
    fly = min(1.3, abs(flow))
    away = (1.0 if flow > 0 else -1.0) if fly > 0.05 else away
    root: Pt = (x + away * 5.0 * k, y - 0.5)
    pts: list[Pt] = [root]
    wide = [3.6 * k]
    n = 6
    for i in range(1, n):
        p = i / (n - 1)
        wave = sin(frame * 0.24 + seed % 9 - p * 3.2)
        far = 34 * k * p
        hang = (1 - min(1.0, fly))
        px = root[0] + away * (far * (0.20 * hang + 0.97 * min(1.0, fly)) + 1.6 * hang * wave * p)
        py = root[1] + far * (0.95 * hang + 0.10 * min(1.0, fly)) + (3.4 * wave * p * min(1.0, fly + 0.08))
        pts.append((px, py))
        wide.append((3.7 + 1.5 * p) * k)
    pen.part(ribbon(pts, wide), tones.accent_dark, 0.45)


def neckwear(pen: Pen, bones: Bones, build: Build, tones: Tones, what: str) -> None:
    """A scarf's wrap, a collar or a bow at the neck."""
    x, y, _ = bones.nape
    k = build.head / 34
    lo, ro = extents(build.shoulder * 0.5, build.head * 0.27, build.head * 0.27, bones.chest_yaw)
    s, c = sin(radians(bones.chest_yaw)), cos(radians(bones.chest_yaw))
    if what == "scarf":
        up = -5.2 * k - build.neck * 0.35
        path = spline([
            (x - lo * 0.92, y + up), (x - lo * 0.3, y + up + 2.4 * k * max(0.0, c)), (x + ro * 0.3, y + up + 2.4 * k * max(0.0, c)), (x + ro * 0.95, y + up + 0.4),
            (x + ro * 1.18, y + 0.2), (x + ro * 1.05, y + 3.6 * k), (x + ro * 0.2, y + 5.0 * k), (x - lo * 0.7, y + 4.6 * k), (x - lo * 1.16, y + 1.6 * k),
        ])
        pen.part(path, tones.accent, 0.55)
    elif what == "collar":
        path = spline([(x - lo * 0.85, y - 3.5 * k), (x, y - 1.6 * k + 2 * c), (x + ro * 0.85, y - 3.5 * k), (x + ro * 1.36, y + 4.6 * k), (x + ro * 0.5, y + 6.0 * k),
                       (x + 2 * s, y + 3.6 * k), (x - lo * 0.5, y + 6.0 * k), (x - lo * 1.36, y + 4.2 * k)], corners=(3, 5, 7))
        pen.part(path, tones.accent, 0.5)
    elif what == "bow" and c > -0.3:
        bx, by = x + s * build.head * 0.27, y + 4.0 * k
        for side in (-1.0, 1.0):
            w = 8.0 * k * (0.55 + 0.45 * abs(c))
            pen.part(spline([(bx, by), (bx + side * w, by - 4.6 * k), (bx + side * w * 1.1, by + 4.2 * k)], corners=(0, 1, 2)), tones.accent, 0.4)
            pen.part(ribbon([(bx, by), (bx + side * 2.5 * k, by + 6 * k), (bx + side * 4.0 * k, by + 11 * k)], [1.2, 1.7, 2.0]), tones.accent_dark, 0.2)
        pen.part(ellipse(bx, by, 2.2 * k, 2.4 * k), tones.accent, 0.4)


def belt(pen: Pen, left: list[Pt], right: list[Pt], bones: Bones, tones: Tones) -> None:
    """A belt about the waist; `left` and `right` are the trunk's outlines."""
    (ax, ay), (bx, by) = left[4], right[4]
    (cx, cy), (dx, dy) = left[5], right[5]
    p = 0.42
    dip = 1.4 * max(-1.0, min(1.0, cos(radians(bones.yaw))))
    path = spline([(ax - 0.5, ay), ((ax + bx) / 2, (ay + by) / 2 + dip), (bx + 0.5, by), (bx + (dx - bx) * p + 0.5, by + (dy - by) * p),
                   ((ax + bx) / 2 + ((cx + dx) - (ax + bx)) / 2 * p, (ay + by) / 2 + ((cy + dy) - (ay + by)) / 2 * p + dip), (ax + (cx - ax) * p - 0.5, ay + (cy - ay) * p)], corners=(0, 2, 3, 5))
    pen.part(path, tones.accent, 0.3)


def hem(pen: Pen, left: list[Pt], right: list[Pt], tones: Tones, high: float) -> None:
    """A band of colour along the lower edge."""
    (ax, ay), (bx, by) = left[-1], right[-1]
    (cx, cy), (dx, dy) = left[-2], right[-2]
    long = max(1.0, ((ax - cx) ** 2 + (ay - cy) ** 2) ** 0.5)
    p = min(0.5, high / long)
    path = spline([(ax + (cx - ax) * p, ay + (cy - ay) * p), ((ax + bx) / 2 + ((cx + dx) - (ax + bx)) / 2 * p, (ay + by) / 2 + ((cy + dy) - (ay + by)) / 2 * p + 1.4),
                   (bx + (dx - bx) * p, by + (dy - by) * p), (bx, by), (bx - (bx - ax) * 0.17, by + 2.0), (bx - (bx - ax) * 0.6, by + 2.0), (ax, ay)], corners=(0, 2, 3, 6))
    pen.part(path, tones.accent, 0.3, outline=True)


def bag(pen: Pen, bones: Bones, build: Build, tones: Tones, near: bool, sway: float) -> None:
    """A satchel at the hip, its strap across the chest."""
    k = build.limb
    s = sin(radians(bones.yaw))
    x, y, _ = bones.pelvis
    off = -build.hip * 0.35 * (1 if s >= 0 else -1) + sway * 0.6
    bx, by = x + off, y + 3.0
    nx, ny, _ = bones.nape
    if near:
        pen.part(capsule((nx + (4 if s >= 0 else -4), ny + 5), 1.3 * k, (bx, by - 7 * k), 1.3 * k), tones.accent_dark, 0.3, outline=False)
    w, h = 11.0 * k, 8.5 * k
    pen.part(spline([(bx - w, by - h), (bx + w, by - h), (bx + w * 1.05, by + h), (bx - w * 1.05, by + h)], corners=(0, 1), tension=0.2), tones.accent, 0.5)
    pen.part(spline([(bx - w, by - h), (bx + w, by - h), (bx + w * 0.96, by + 0.5 * k), (bx, by + 2.4 * k), (bx - w * 0.96, by + 0.5 * k)], corners=(0, 1), tension=0.3), tones.accent_dark, 0.3, outline=False)
