"""What tells one garment from another near by: collars, lapels, buttons, bibs, panels, folds."""

from __future__ import annotations

from math import cos, radians, sin

import skia

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.garment import Cut
from playhead.render.theatre.figure.pen import Pen, ink, line
from playhead.render.theatre.figure.shapes import Pt, capsule, spline
from playhead.render.theatre.figure.skeleton import Bones
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix


def details(pen: Pen, left: list[Pt], right: list[Pt], bones: Bones, build: Build, cut: Cut, tones: Tones) -> None:
    """Draw upon the trunk; `left` and `right` are its outlines from the neck down."""
    yaw = bones.chest_yaw
    s, c = sin(radians(yaw)), cos(radians(yaw))
    shows = c > -0.25
    n = len(left)

    def across(level: float, at: float) -> Pt:
        """A point of the trunk: level along the outline, `at` -1 left .. 1 right."""
        i = min(n - 2, int(level))
        p = level - i
        lx, ly = left[i][0] + (left[i + 1][0] - left[i][0]) * p, left[i][1] + (left[i + 1][1] - left[i][1]) * p
        rx, ry = right[i][0] + (right[i + 1][0] - right[i][0]) * p, right[i][1] + (right[i + 1][1] - right[i][1]) * p
        t = (at + 1) / 2
        return lx + (rx - lx) * t, ly + (ry - ly) * t

    middle = max(-0.93, min(0.93, s))  # where the front of the body is across it
    bottom = float(n - 1)
    if cut.front == "panel" and shows:
        k = max(0.3, c)
        a, b = middle - 0.74 * k, min(1.0, middle + 0.74 * k)
        u, v = middle - 0.50 * k, min(0.97, middle + 0.50 * k)
        white = mix(tones.white, tones.cloth, 0.30)
        for at in (u, v):
            pen.part(capsule(across(0.5, at * 0.75), 1.3 * build.limb, across(2.3, at), 1.3 * build.limb), white, 0.0, outline=False)
        pen.part(spline([across(2.2, u), across(2.45, middle), across(2.2, v), across(3.6, (v + b) / 2), across(4.5, b), across(bottom - 0.5, b), across(bottom - 0.2, middle),
                         across(bottom - 0.5, a), across(4.5, a), across(3.6, (u + a) / 2)], corners=(0, 2, 4, 8), tension=0.3), white, 0.25, outline=False)
        pen.part(spline([across(4.25, -1.0), across(4.42, middle), across(4.25, 1.0), across(4.55, 1.0), across(4.75, middle), across(4.55, -1.0)], corners=(0, 2, 3, 5)),
                 mix(white, tones.cloth, 0.2), 0.1, outline=False)
    if cut.front == "bib":
        a, b = middle - 0.60 * max(0.2, abs(c)), min(1.0, middle + 0.60 * max(0.2, abs(c)))
        if shows:
            pen.part(spline([across(2.6, a * 0.9), across(2.6, b * 0.95), across(4.7, 1.0), across(4.7, -1.0)], corners=(0, 1, 2, 3)), tones.second, 0.3, outline=False)
        for at in (a * 0.85, b * 0.9):
            pen.part(capsule(across(0.6, at * 0.8), 1.5 * build.limb, across(2.8, at), 1.5 * build.limb), tones.second, 0.2, outline=False)
    if cut.collar == "lapel" and shows:
        for side in (-1.0, 1.0):
            if side * s < -0.55:
                continue
            p = spline([across(0.1, middle + side * 0.1), across(0.25, middle * 0.8 + side * 0.75), across(1.6, middle + side * 0.52 * max(0.35, c)), across(3.2, middle + side * 0.04)], corners=(0, 1, 2, 3))
            pen.part(p, mix(tones.cloth, tones.cloth_light, 0.6), 0.35, outline=False)
    if cut.collar == "shirt" and shows and cut.front == "lapels":
        pen.part(spline([across(0.0, middle - 0.55), across(0.0, middle + 0.55), across(2.9, middle)], corners=(0, 1, 2)), mix(tones.white, tones.cloth, 0.25), 0.0, outline=False)
    if pen.detail < 0.9:
        return
    wide = max(0.7, 1.1 / pen.detail)
    crease = line(mix(tones.cloth_dark, tones.ink, 0.35), wide, 170)

    def fine(canvas: skia.Canvas) -> None:
        if c > 0.12 and cut.front in ("lapels", "buttons"):
            top = 3.0 if cut.front == "lapels" else 0.4
            down = [across(top + (bottom - top) * i / 5, middle * (1 - 0.02 * i)) for i in range(6)]
            canvas.drawPath(spline(down, closed=False), crease)
            button = ink(tones.metal if cut.front == "buttons" else tones.cloth_light)
            for i in range(4):
                x, y = across((1.2 if cut.front == "buttons" else 3.3) + i * 0.85, middle - 0.16 * (1 if s >= 0 else -1))
                if 1.2 + i * 0.85 < bottom:
                    canvas.drawCircle(x, y, 1.15 * build.limb, button)
        if cut.front == "ribs":
            for i in range(5):
                at = -0.8 + 0.4 * i
                path = skia.Path()
                path.moveTo(*across(bottom - 0.35, at))
                path.lineTo(*across(bottom - 0.02, at))
                canvas.drawPath(path, crease)
        if n > 8:  # a skirt's folds
            for i, at in enumerate((-0.62, -0.2, 0.3, 0.68)):
                path = skia.Path()
                path.moveTo(*across(bottom, at))
                path.quadTo(*across(bottom - 1.0, at * 0.92), *across(bottom - 1.7 - 0.2 * (i % 2), at * 0.7))
                canvas.drawPath(path, crease)

    pen.free(fine)
