"""Paved grounds: cobbles, slabs, squares between houses, and what lies mirrored on them in rain."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, grounds
from playhead.render.theatre.places.brush import fill, halo, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color


def cobbles(easel: Easel, color: Color, *, y: float = 376, vx: float = 424, keep: float = 0.66, slabs: bool = False, shape: skia.Path | None = None) -> None:
    """A paved ground: rows of stones that widen toward us; in rain it mirrors the sky in long strokes.

    `shape` cuts it to the ground between house fronts.
    """
    light = easel.light
    base = grounds.floor_color(easel, color, keep)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("cobbles")
        path = brush.everywhere(y)
        if shape is not None:
            canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        lit, near = mix(base, light.key, 0.14 + 0.16 * easel.rim), mix(base, light.ink, 0.72)
        canvas.drawPath(path, wash([(0, lit, 1), (0.18, base, 1), (0.45, mix(base, near, 0.55), 1), (1, near, 1)], y, y + 190))
        brush.texture(canvas, path, "mottle", light.ink, 0.2, 1.2)
        joints = skia.Path()
        picked = [skia.Path(), skia.Path()]
        rows = 15
        for r in range(rows):
            a, b = y + 170 * (r / rows) ** 1.7, y + 170 * ((r + 1) / rows) ** 1.7
            scale = 0.34 + (a - y) / 52
            w = (64 if slabs else 24) * scale
            off = rng.uniform(0, 1) * w
            joints.moveTo(brush.LEFT, b)
            joints.lineTo(brush.RIGHT, b)
            for k in range(int((brush.RIGHT - brush.LEFT) / w) + 2):
                x = brush.LEFT + k * w - off
                x0, x1 = x + (x - vx) * 0.0, x + (x - vx) * (b - a) / 130
                joints.moveTo(x0, a)
                joints.lineTo(x1, b)
                u = rng.uniform()
                if u < 0.34:
                    stone = picked[0 if u < 0.15 else 1]
                    stone.addRoundRect(skia.Rect(x0 + w * 0.07, a + (b - a) * 0.1, x0 + w * 0.93, b - (b - a) * 0.1), (b - a) * 0.3, (b - a) * 0.3)
        canvas.drawPath(picked[0], fill(mix(base, light.key, 0.4), 0.15))
        canvas.drawPath(picked[1], fill(mix(base, light.ink, 0.5), 0.2))
        canvas.drawPath(joints, brush.line(mix(base, light.ink, 0.7), 0.9, 0.3))
        halo(canvas, 424 + easel.side * 30, y + 42, 430, mix(base, light.key, 0.5), 0.34 * (0.5 if easel.night else 1), 0.16)
        if easel.wet:
            mirror(canvas, easel, rng, y)

    easel.layer(1000, draw)


def mirror(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, y: float) -> None:
    """The sheen of wet ground: level strokes of the low sky's colour, and standing strokes below lamps."""
    light = easel.light
    path = skia.Path()
    for _ in range(150):
        t = rng.uniform() ** 1.2
        x, py = rng.normal(424, 330), y + 4 + 110 * t
        w = (6 + 44 * t) * rng.uniform(0.4, 1)
        path.moveTo(x - w, py)
        path.lineTo(x + w, py)
    canvas.drawPath(path, brush.line(mix(light.sky[3], light.sky[2], 0.4), 1.6, 0.3))
    for glow in easel.glows:
        if glow.distance < 4500 and brush.LEFT < glow.x < brush.RIGHT:
            reach = 26 if glow.distance < 2600 else 15
            halo(canvas, glow.x, y + reach * 1.3, reach, glow.color, 0.5 if easel.dark else 0.3, 2.2)
            halo(canvas, glow.x, y + reach * 1.6, reach * 3, glow.color, 0.16, 0.7)


def square(easel: Easel, y: float, distance: int, color: Color, vx: float = 424) -> None:
    """The paved ground between far houses, paling into the distance: what a dolly uncovers behind the stage."""
    base = grounds.floor_color(easel, color, 0.66)

    def draw(canvas: skia.Canvas) -> None:
        tone = easel.air(base, distance)
        pale = mix(easel.light.haze, easel.light.sky[3], 0.35)
        path = brush.everywhere(y)
        canvas.drawPath(path, wash([(0, mix(tone, pale, 0.6), 1), (0.3, tone, 1), (1, mix(tone, easel.light.ink, 0.4), 1)], y, y + 130))
        brush.texture(canvas, path, "dry", easel.light.ink, 0.16, 0.7)
        joints = skia.Path()
        for k in range(1, 9):
            joints.moveTo(brush.LEFT, y + 3 * k**1.6)
            joints.lineTo(brush.RIGHT, y + 3 * k**1.6)
        for k in range(-30, 31):
            joints.moveTo(vx + k * 9, y)
            joints.lineTo(vx + k * 70, y + 140)
        canvas.drawPath(joints, brush.line(mix(tone, easel.light.ink, 0.5), 0.8, 0.22))
        canvas.drawPath(brush.everywhere(y - 10, y + 16), wash([(0, pale, 0), (0.5, pale, 0.6), (1, pale, 0)], y - 10, y + 16))

    easel.layer(distance, draw)
