"""Backdrops: what closes the view behind a place, chosen by what the script names near by."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built, grounds, skies
from playhead.render.theatre.places.brush import fill, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.grounds import SNOW
from playhead.render.theatre.scene import Color


def backdrop(easel: Easel, y: float = 296, *, plain: str = "hills", color: Color = (88, 124, 116)) -> tuple[int, int, int, int] | None:
    """Close the view at the horizon `y`: sea, mountains, city, forest or desert where named, else `plain`.

    Returns where light glints, when there is water.
    """
    water = None
    if easel.has("sea", "beach", "harbour"):
        water = skies.water(easel, y - 6, bottom=y + 70, distance=16000, tag="far sea", strokes=90)
    if easel.has("mountain", "mountains"):
        peaks(easel, y + 6, 150, 15000, 6)
        peaks(easel, y + 16, 84, 10500, 7, tag="b")
    elif easel.has("city", "street"):
        built.city(easel, y + 8, 13000, tall=118, n=40, gap=(424, 260, 0.55))
    elif easel.has("desert"):
        grounds.hills(easel, y + 4, 18, 12000, (206, 168, 118), rough=0.4)
    elif plain == "hills" and water is None:
        grounds.hills(easel, y - 8, 34, 19000, (104, 128, 156), rough=0.52, tag="far", bowl=44)
        grounds.hills(easel, y + 6, 22, 11000, color, rough=0.48, tag="mid", bowl=26)
    elif plain == "mountains":
        peaks(easel, y + 6, 190, 15000, 6)
    elif plain == "city":
        built.city(easel, y + 8, 13000, tall=130, n=40, gap=(424, 260, 0.55))
    if easel.has("forest", "jungle"):
        line = grounds.hills(easel, y + 12, 12, 7800, (60, 100, 80), tag="wood")
        grounds.treeline(easel, line, 7790, kind="pine" if easel.pick("wood", 2) else "round", n=110, height=44, tag="wood")
    return water


def peaks(easel: Easel, y: float, height: float, distance: int, n: int, *, color: Color = (96, 110, 138), snow: float = 0.36, tag: str = "", low: tuple[float, float] = (300, 560)) -> None:
    """A range of mountains folded from paper: each peak has a lit and a shaded face, snow above, haze at its foot.

    Peaks whose top falls within `low` (x) are lower, so that heads stand before sky.
    """
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"peaks{distance}{tag}")
        tint = easel.tone(color, distance, 0.7)
        pale = mix(light.haze, light.sky[3], 0.35)
        lit = mix(tint, easel.edge(distance), 0.34 + 0.2 * easel.rim)
        dark = mix(tint, easel.air(light.ink, distance), 0.4)
        white = easel.air(mix(easel.lit(SNOW), light.key, 0.3), distance // 4)
        grey = mix(white, mix(light.sky[1], light.ink, 0.2), 0.5)
        step = (brush.RIGHT - brush.LEFT + 300) / n
        order = rng.permutation(n).tolist()
        for i in order:
            x = brush.LEFT - 150 + (i + rng.uniform(0.25, 0.75)) * step
            h = height * rng.uniform(0.55, 1.0)
            if low[0] < x < low[1]:
                h *= 0.7
            w = h * rng.uniform(0.95, 1.35) + step * 0.32
            apex = (x, y - h)
            rows = 14
            left, right, fold = [apex], [apex], [apex]
            fx = x
            drift = rng.uniform(-0.25, 0.25)
            for r in range(1, rows + 1):
                t = r / rows
                yy = y - h + (h + 50) * t
                left.append((x - w * t**1.06 + rng.normal(0, 2.2 + 3 * t), yy + rng.normal(0, 2)))
                right.append((x + w * t**1.06 + rng.normal(0, 2.2 + 3 * t), yy + rng.normal(0, 2)))
                fx += w * drift / rows + (1 if r % 2 else -1) * rng.uniform(0.01, 0.09) * w * (1.2 - t)
                fold.append((fx, yy))
            west, east = polygon([*left, *reversed(fold)]), polygon([*right, *reversed(fold)])
            bright, shaded = (east, west) if easel.side > 0 else (west, east)
            for face, tone in ((bright, lit), (shaded, dark)):
                canvas.drawPath(face, wash([(0, tone, 1), (0.5, mix(tone, pale, 0.12), 1), (1, mix(tone, pale, 0.8), 1)], y - h, y + 8))
                brush.texture(canvas, face, "bark", light.ink, 0.16, 0.7, 24 if face is west else -24)
            if snow:
                depth = min(rows - 1, max(2, round(rows * snow * (1.3 if easel.white else 1.0) * min(1.0, h / (height * 0.7)))))
                for face, tone in ((left, grey if easel.side > 0 else white), (right, white if easel.side > 0 else grey)):
                    lower = []
                    for r in range(7):
                        u = r / 6
                        a, b = face[depth], fold[depth]
                        lower.append((a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u + (h * 0.09 if r % 2 else -h * 0.06) * rng.uniform(0.4, 1.2)))
                    canvas.drawPath(polygon([*face[:depth], *lower, *reversed(fold[:depth])]), fill(tone, 0.92))

    easel.layer(distance, draw)
