"""A market square."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles, square
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import row_of_houses
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("market")
def market(place: Place, light: Light) -> Set:
    """Stalls under striped awnings, crates of fruit, strings of lanterns between the houses."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 300, plain="city")
    row_of_houses(e, 6000, 352, (-400, 360), 7, 82, turn=1, tag="l", tall=1.3)
    row_of_houses(e, 5950, 352, (1260, 500), 7, 82, turn=-1, tag="r", tall=1.3)
    square(e, 346, 5940, (176, 154, 132))
    skies.fog(e, 350, 5000, 0.4, 40)
    for i, (x, y, w, distance) in enumerate(((280, 362, 104, 3300), (566, 362, 104, 3280), (-120, 374, 180, 1900), (96, 376, 180, 1880), (752, 376, 180, 1860), (978, 374, 180, 1840))):
        stall(e, x, y, w, distance, i)
    bunting(e, 84, -60, 910, 2800, 0)
    bunting(e, 128, -200, 1050, 1500, 1)
    landmarks(e, far=(424, 330), done=("market",))
    skies.flock(e, 424, 70, n=4)
    cobbles(e, (176, 154, 132))
    near_crates(e)
    return e.finish(water=water, water_distance=16000)


FRUIT: tuple[Color, ...] = ((212, 72, 56), (232, 150, 60), (126, 156, 70), (226, 196, 90), (140, 70, 96))


def stall(easel: Easel, x: float, y: float, w: float, distance: int, number: int) -> None:
    """One stall: a counter heaped with fruit, posts, a striped awning with scallops, a lamp under it."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"stall{number}")
        s = w / 180
        left, right = x - w / 2, x + w / 2
        roof_y, low = y - 178 * s, y - 126 * s
        wood = easel.tone((136, 94, 70), distance, 0.7)
        stripe = easel.tone(((206, 74, 60), (66, 122, 122), (226, 162, 76), (120, 92, 136))[int(rng.integers(4))], distance, 0.88)
        pale = easel.tone((242, 228, 204), distance, 0.85)
        canvas.drawPath(rect(left + 6 * s, low, right - 6 * s, y - 40 * s), fill(mix(wood, light.ink, 0.66), 0.86))
        if easel.dark or easel.wet:
            halo(canvas, x, low + 26 * s, 90 * s, light.lamp, 0.65)
            canvas.drawCircle(x, low + 14 * s, 4.5 * s, fill(mix(light.lamp, (255, 255, 255), 0.5)))
        for px in (left + 6 * s, right - 6 * s):
            canvas.drawRect(skia.Rect(px - 2.6 * s, roof_y + 20 * s, px + 2.6 * s, y + 4), fill(mix(wood, light.ink, 0.25)))
        counter = rect(left, y - 50 * s, right, y + 4)
        canvas.drawPath(counter, wash([(0, mix(wood, easel.edge(distance), 0.15), 1), (1, mix(wood, light.ink, 0.55), 1)], y - 50 * s, y))
        brush.texture(canvas, counter, "dry", light.ink, 0.4, 0.6)
        for k in range(1, 4):
            canvas.drawLine(left, y - 50 * s + k * 13 * s, right, y - 50 * s + k * 13 * s, brush.line(light.ink, 0.8, 0.3))
        for c in range(4):
            heap, shine = skia.Path(), skia.Path()
            cx, cw = left + w * (c + 0.5) / 4, w * 0.105
            r = 5.2 * s
            for row in range(4):
                for k in range(5 - row):
                    fx, fy = cx + (k - (4 - row) / 2) * cw * 0.46 + rng.normal(0, 0.6), y - 52 * s - row * r * 1.3
                    heap.addCircle(fx, fy, r)
                    shine.addCircle(fx + easel.side * r * 0.3, fy - r * 0.35, r * 0.45)
            tone = easel.tone(FRUIT[int(rng.integers(len(FRUIT)))], distance, 0.9)
            canvas.drawPath(heap, fill(mix(tone, light.ink, 0.22)))
            canvas.drawPath(shine, fill(mix(tone, easel.edge(distance), 0.45), 0.8))
            canvas.drawPath(rect(cx - cw, y - 52 * s, cx + cw, y - 44 * s), fill(mix(wood, easel.edge(distance), 0.25)))
        n = 9
        for k in range(n):
            a, b = k / n, (k + 1) / n
            tone = stripe if k % 2 else pale
            strip = skia.Path()
            inset = 14 * s
            strip.addPoly([skia.Point(left + inset + (w - 2 * inset) * a, roof_y), skia.Point(left + inset + (w - 2 * inset) * b, roof_y), skia.Point(left - 8 * s + (w + 16 * s) * b, low), skia.Point(left - 8 * s + (w + 16 * s) * a, low)], True)
            canvas.drawPath(strip, wash([(0, mix(tone, easel.edge(distance), 0.25 * easel.rim), 1), (1, mix(tone, light.ink, 0.12), 1)], roof_y, low))
            scallop = skia.Path()
            x0, x1 = left - 8 * s + (w + 16 * s) * a, left - 8 * s + (w + 16 * s) * b
            scallop.addRect(skia.Rect(x0, low - 0.4, x1, low + 9 * s))
            scallop.addOval(skia.Rect(x0, low + 4 * s, x1, low + 15 * s))
            canvas.drawPath(scallop, fill(mix(tone, light.ink, 0.28)))
        if easel.white:
            canvas.drawPath(polygon([(left + 12 * s, roof_y - 3), (right - 12 * s, roof_y - 3), (right - 4 * s, roof_y + 26 * s), (left + 4 * s, roof_y + 22 * s)]), fill(easel.air(grounds.snow(easel), distance), 0.85))

    easel.layer(distance, draw)
    if easel.dark or easel.wet:
        easel.glow(x, y - 108 * w / 180, w * 0.6, distance)


def bunting(easel: Easel, y: float, x0: float, x1: float, distance: int, row: int) -> None:
    """A string across the square: lanterns that burn when it is dark, small flags by day; it swings a little."""
    flags: tuple[Color, ...] = ((214, 80, 62), (240, 220, 180), (76, 132, 130), (232, 168, 84))
    n = 17

    def draw(canvas: skia.Canvas, frame: int) -> None:
        sag = 46.0
        swing = math.sin(frame / 24 + row) * (1.5 + 4 * easel.wind)
        canvas.drawPath(brush.smooth([(x0, y), ((x0 + x1) / 2, y + sag * 2 + swing), (x1, y)], closed=False), brush.line(easel.ink(distance, 0.1), 1.1, 0.8))
        for k in range(n):
            t = (k + 0.5) / n
            x, ly = x0 + (x1 - x0) * t, y + (sag + swing / 2) * 4 * t * (1 - t)
            if easel.dark:
                halo(canvas, x, ly + 7, 20, easel.light.lamp, 0.5)
                canvas.drawOval(skia.Rect(x - 4.6, ly + 1, x + 4.6, ly + 13), fill(mix(easel.light.lamp, (255, 240, 210), 0.3) if k % 3 else mix(easel.light.lamp, easel.light.accent, 0.5)))
            else:
                tip = swing * 0.8 + math.sin(frame / 9 + k) * (1 + 4 * easel.wind)
                canvas.drawPath(polygon([(x - 7, ly), (x + 7, ly), (x + tip, ly + 17)]), fill(easel.tone(flags[k % 4], distance, 0.85)))

    easel.moving(distance, (max(x0, brush.LEFT), y - 6, min(x1, brush.RIGHT), y + 78), draw)


def near_crates(easel: Easel) -> None:
    """Crates and baskets, dark, at the corners before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("crates")
        ink = easel.ink(760, 0.08)
        path = skia.Path()
        for x, w, h in ((-90, 190, 74), (20, 96, 44), (760, 150, 62), (860, 180, 96)):
            path.addRect(skia.Rect(x, 520 - h, x + w, 740))
            for k in range(int(w / 13)):
                path.addCircle(x + 8 + k * 13, 520 - h - 1 + rng.uniform(-2, 2), 8.5)
        canvas.drawPath(path, fill(ink))
        for x, w, h in ((20, 96, 44), (760, 150, 62)):
            for k in range(3):
                canvas.drawLine(x, 520 - h + 10 + k * 14, x + w, 520 - h + 10 + k * 14, brush.line(easel.ink(760, 0.24), 2))

    easel.layer(760, draw, 3)
