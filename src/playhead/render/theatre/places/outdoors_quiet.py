"""Quiet places: park, garden, graveyard, ruin."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import bench, landmarks
from playhead.render.theatre.places.outdoors_country import blossoms, rock, sway_row
from playhead.render.theatre.places.outdoors_woods import trunks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("park")
def park(place: Place, light: Light) -> Set:
    """Lawns under old trees, a pond, a bench, lamps along a winding path, the city behind."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 302, plain="city")
    left = e.pick("side", 2) == 0
    grounds.hills(e, 322, 8, 7000, (98, 142, 88), tag="lawn", mist=0.35, bowl=14)
    grounds.treeline(e, 324, 6900, kind="round", n=46, height=66, color=(74, 124, 80), gap=(330, 530))
    skies.fog(e, 338, 5600, 0.36, 30)
    pond(e, 560 if left else 280)
    trunks(e, 3000, 352, 230, 9, gap=(250, 600), leafy=8, green=(86, 142, 76), depth=5)
    skies.fog(e, 366, 2500, 0.3, 24)
    skies.rays(e, 2400, alpha=0.14)
    landmarks(e, far=(424, 318), done=("park", "bench", "lamp post", "lamp"))
    railing(e)
    skies.flock(e, 424, 120, n=5)
    bench(e, 150 if left else 700, 0)
    built.lamp_post(e, 236 if left else 612, 386, 178, 1130)
    built.lamp_post(e, 560 if left else 300, 356, 84, 2600)
    grounds.stage(e, (92, 132, 78), y=382, rise=4, grass=900, blade=10)
    grounds.path_way(e, (222, 200, 162), x_far=540 if left else 310, y_far=380, w_far=70, w_near=640, bend=-60 if left else 60)
    leaves_on_ground(e)
    flora.boughs(e, left=not left, right=left)
    flora.near_grass(e, height=40)
    return e.finish(water=water)


def pond(easel: Easel, x: float) -> None:
    """A pond that mirrors the sky, with a rim of reeds."""

    def draw(canvas: skia.Canvas) -> None:
        light = easel.light
        rng = easel.rng("pond")
        shape = brush.smooth([(x - 150, 352), (x - 90, 343), (x + 40, 341), (x + 150, 348), (x + 120, 358), (x, 363), (x - 110, 361)])
        canvas.drawPath(shape, wash([(0, mix(light.sky[3], light.haze, 0.3), 1), (1, mix(light.sky[1], light.sky[2], 0.4), 1)], 341, 362))
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        brush.dashes(canvas, rng, (x - 150, 343, x + 150, 362), mix(light.sky[3], (255, 255, 255), 0.3), 40, 0.6, 0.6)
        brush.dashes(canvas, rng, (x - 150, 343, x + 150, 352), easel.tone((70, 110, 78), 4000), 40, 0.5, 0.6)
        canvas.restore()
        reeds = skia.Path()
        for left in (x - 150, x + 96):
            flora.blades(reeds, rng, 22, left, left + 50, 356.0, 20, width=0.9)
        canvas.drawPath(reeds, fill(mix(easel.tone((70, 106, 66), 4000), light.ink, 0.2)))

    easel.layer(4000, draw)


def railing(easel: Easel) -> None:
    """A low hooped railing along the lawn."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1700, 0.12)
        path = skia.Path()
        for k in range(-28, 84):
            x = k * 15.4
            if 300 < x < 560:
                continue
            path.moveTo(x, 384)
            path.cubicTo(x, 358, x + 19, 358, x + 19, 384)
        canvas.drawPath(path, brush.line(ink, 1.5, 0.9))

    easel.layer(1700, draw)


def leaves_on_ground(easel: Easel) -> None:
    """Fallen leaves, and one or two that still fall."""
    colors: tuple[Color, ...] = ((224, 150, 70), (196, 92, 56), (214, 190, 96))

    def draw(canvas: skia.Canvas) -> None:
        if easel.white:
            return
        rng = easel.rng("fallen")
        for color in colors:
            path = skia.Path()
            for _ in range(46):
                y = 390 + 90 * rng.uniform() ** 1.2
                flora.leaf(path, rng.uniform(brush.LEFT, brush.RIGHT), y, (3 + (y - 380) / 14) * rng.uniform(0.6, 1.1), rng.normal(0, 0.5), 0.3)
            canvas.drawPath(path, fill(easel.tone(color, 1000, 0.8), 0.9))

    def fall(canvas: skia.Canvas, frame: int) -> None:
        path = skia.Path()
        for i in range(4):
            t = (frame / 150 + i * 0.27) % 1.0
            x = 170 + i * 150 + math.sin(t * 9 + i) * 26 + easel.wind * 80 * t
            flora.leaf(path, x, 90 + 300 * t, 7, t * 14 + i, 0.3)
        canvas.drawPath(path, fill(easel.tone((222, 148, 72), 1600, 0.8)))

    easel.layer(1000, draw)
    if not easel.white:
        easel.moving(1600, (120, 80, 760, 400), fall)


@place("garden")
def garden(place: Place, light: Light) -> Set:
    """Beds of flowers between clipped hedges, an arch of roses, cypresses, the house at one side."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 298)
    flip = 1 if e.pick("side", 2) else -1
    grounds.treeline(e, 336, 6000, kind="round", n=50, height=52, color=(78, 126, 84), gap=(360, 490))
    skies.fog(e, 338, 5000, 0.4, 34)
    cypresses(e)
    built.houses(e, [built.plan_house(e.rng("villa"), e, 424 - flip * 196, 366, 128, 124, turn=-flip, floors=2, steep=0.46, walls=((236, 216, 184), (226, 186, 150)), lit=0.8 if e.dark else None)], 2700, glow=3)
    skies.fog(e, 366, 2400, 0.24, 22)
    hedge(e)
    fountain(e, 424 + flip * 60)
    rose_arch(e, 424 + flip * 236)
    landmarks(e, far=(424, 318), done=("garden",))
    skies.flock(e, 380, 120, n=4)
    grounds.stage(e, (98, 136, 78), y=382, rise=3, grass=700, blade=10)
    grounds.path_way(e, (226, 206, 172), x_far=424 + flip * 60, y_far=380, w_far=90, w_near=560, bend=10)
    beds(e)
    flora.boughs(e, left=flip > 0, right=flip < 0)
    near_flowers(e)
    return e.finish(water=water, water_distance=16000)


def cypresses(easel: Easel) -> None:
    """Tall dark cypresses in pairs."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("cypress")
        shade, tone, lit = flora.greens(easel, 3200, (56, 96, 74))
        path = skia.Path()
        for x in (-200, -70, 250, 306, 566, 640, 900, 1030):
            flora.poplar(path, rng, x + rng.uniform(-8, 8), 366, rng.uniform(120, 190), 0.2)
        dx, dy = easel.toward(424, 260, 2.4)
        brush.rimmed(canvas, path, fill(mix(shade, tone, 0.4)), lit, dx, dy)
        brush.texture(canvas, path, "bark", lit, 0.3, 0.4)

    easel.layer(3200, draw)


def hedge(easel: Easel) -> None:
    """A clipped hedge with balls at its openings."""

    def draw(canvas: skia.Canvas) -> None:
        shade, tone, lit = flora.greens(easel, 2000, (66, 112, 70))
        rng = easel.rng("hedge")
        path = skia.Path()
        for left, right in ((brush.LEFT - 30, 286), (562, brush.RIGHT + 30)):
            path.addRoundRect(skia.Rect(left, 336, right, 392), 7, 7)
        for x in (270, 578):
            path.addCircle(x, 324, 21)
            path.addRect(skia.Rect(x - 3, 330, x + 3, 350))
        dx, dy = easel.toward(424, 330, 3)
        brush.rimmed(canvas, path, wash([(0, tone, 1), (1, mix(shade, easel.light.ink, 0.2), 1)], 320, 390), lit, dx, dy)
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        for color in (shade, lit, mix(tone, easel.light.ink, 0.2)):
            leaves = skia.Path()
            for _ in range(380):
                flora.leaf(leaves, rng.uniform(brush.LEFT, brush.RIGHT), rng.uniform(306, 392), 7, rng.normal(0.4, 0.8))
            canvas.drawPath(leaves, fill(color, 0.55))
        canvas.restore()

    easel.layer(2000, draw)


def fountain(easel: Easel, x: float) -> None:
    """A small stone fountain whose jets rise and fall."""
    distance = 2100

    def draw(canvas: skia.Canvas) -> None:
        stone = easel.tone((206, 194, 178), distance, 0.8)
        path = brush.smooth([(x - 52, 366), (x + 52, 366), (x + 44, 384), (x - 44, 384)])
        path.addRect(skia.Rect(x - 5, 336, x + 5, 372))
        path.addPath(brush.smooth([(x - 26, 338), (x + 26, 338), (x + 10, 348), (x - 10, 348)]))
        dx, dy = easel.toward(x, 340, 1.6)
        brush.rimmed(canvas, path, wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.45), 1)], 334, 386), easel.edge(distance), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.3, 0.4)

    def jets(canvas: skia.Canvas, frame: int) -> None:
        color = mix(easel.light.sky[3], (255, 255, 255), 0.5)
        arcs, drops = skia.Path(), skia.Path()
        for i, reach in enumerate((-34, -18, 18, 34)):
            up = 36 + 3 * math.sin(frame / 5 + i)
            arcs.moveTo(x, 340)
            arcs.cubicTo(x + reach * 0.2, 340 - up, x + reach * 0.8, 340 - up, x + reach, 366)
            for k in range(4):
                t = (frame / 14 + k / 4 + i * 0.1) % 1
                drops.addCircle(x + reach * t, 340 - up * 3 * t * (1 - t) + 26 * t * t, 1.2)
        canvas.drawPath(arcs, brush.line(color, 1.3, 0.55))
        canvas.drawPath(drops, fill(color, 0.8))

    if easel.light.weather == "snow":
        easel.layer(distance, draw)
        return
    easel.layer(distance, draw)
    easel.moving(distance - 5, (x - 40, 292, x + 40, 370), jets)


def rose_arch(easel: Easel, x: float) -> None:
    """A trellis arch overgrown with roses."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("arch")
        distance = 1400
        wood = easel.tone((224, 210, 190), distance, 0.75)
        frame = skia.Path()
        for w in (46, 58):
            frame.moveTo(x - w, 392)
            frame.lineTo(x - w, 262)
            frame.cubicTo(x - w, 262 - w * 1.2, x + w, 262 - w * 1.2, x + w, 262)
            frame.lineTo(x + w, 392)
        for k in range(9):
            for s in (-1, 1):
                frame.moveTo(x + s * 46, 270 + k * 14)
                frame.lineTo(x + s * 58, 270 + k * 14)
        canvas.drawPath(frame, brush.line(wood, 2.4))
        shade, tone, lit = flora.greens(easel, distance, (72, 118, 72))
        tips = []
        for _ in range(90):
            a = rng.uniform(0, math.pi)
            tips.append((x + math.cos(a) * 52 + rng.normal(0, 5), 258 - math.sin(a) * 46 + rng.normal(0, 5)))
        tips += [(x + (1 if rng.uniform() < 0.5 else -1) * 52 + rng.normal(0, 6), rng.uniform(258, 388)) for _ in range(80)]
        flora.foliage(canvas, rng, tips, (shade, tone, lit), 7, 4, easel.toward(x, 300), 0.9)
        if not easel.white:
            for color in ((226, 84, 92), (246, 176, 160), (250, 222, 200)):
                blooms = skia.Path()
                for bx, by in tips[:: 3]:
                    if rng.uniform() < 0.5:
                        blooms.addCircle(bx + rng.normal(0, 5), by + rng.normal(0, 5), rng.uniform(1.8, 3.6))
                canvas.drawPath(blooms, fill(easel.tone(color, distance, 0.88)))

    easel.layer(1400, draw)


def beds(easel: Easel) -> None:
    """Flower beds at both sides of the path."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("beds")
        base = grounds.floor_color(easel, (90, 124, 70))
        palette: tuple[Color, ...] = ((228, 82, 84), (246, 196, 96), (238, 236, 226), (150, 110, 172), (240, 140, 120))
        for left, right in ((-120, 196), (668, 980)):
            stems = [skia.Path(), skia.Path()]
            heads: list[tuple[float, float, float, int]] = []
            for _ in range(150):
                x, y = rng.uniform(left, right), rng.uniform(394, 452)
                h = (14 + (y - 386) * 0.5) * rng.uniform(0.7, 1.3)
                stem = stems[int(rng.integers(2))]
                flora.blades(stem, rng, 2, x - 4, x + 4, y, h, width=1.2)
                heads.append((x + rng.normal(0, 2), y - h * 0.86, (1.6 + (y - 390) / 20) * rng.uniform(0.8, 1.2), int(rng.integers(len(palette)))))
            canvas.drawPath(stems[0], fill(mix(base, easel.light.ink, 0.5)))
            canvas.drawPath(stems[1], fill(mix(base, easel.light.key, 0.12)))
            if easel.white:
                continue
            for k, color in enumerate(palette):
                tone = easel.tone(color, 1000, 0.88)
                petals, hearts = skia.Path(), skia.Path()
                for x, y, r, which in heads:
                    if which != k:
                        continue
                    for p in range(5):
                        a = p * math.tau / 5
                        petals.addCircle(x + math.cos(a) * r * 0.8, y + math.sin(a) * r * 0.6, r * 0.62)
                    hearts.addCircle(x, y, r * 0.4)
                canvas.drawPath(petals, fill(tone))
                canvas.drawPath(hearts, fill(mix(tone, easel.light.ink, 0.4)))

    easel.layer(1000, draw)


def near_flowers(easel: Easel) -> None:
    """Tall dark flowers before the lens at both corners."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("near flowers")
        ink = easel.ink(720, 0.06)
        path = skia.Path()
        for left, right in ((-80, 110), (740, 940)):
            for _ in range(11):
                x = rng.uniform(left, right)
                h = rng.uniform(60, 150)
                tip = x + rng.normal(0, 14)
                flora.blades(path, rng, 3, x - 8, x + 8, 520.0, h * 0.7, width=2.4)
                path.addPath(brush.smooth([(x - 1.4, 540), (tip - 1.2, 520 - h), (tip + 1.2, 520 - h), (x + 1.4, 540)]))
                for p in range(6):
                    a = p * math.tau / 6
                    path.addCircle(tip + math.cos(a) * 7, 520 - h + math.sin(a) * 5.5, 5.6)
        canvas.drawPath(path, fill(ink))

    easel.layer(720, draw, 3)


@place("graveyard")
def graveyard(place: Place, light: Light) -> Set:
    """Leaning stones and crosses in long grass, bare trees with crows, a chapel, an iron gate."""
    e = Easel(place, light)
    skies.sky(e, 302)
    backdrop(e, 304, color=(86, 104, 104))
    flip = 1 if e.pick("side", 2) else -1
    chapel(e, 424 + flip * 236)
    skies.fog(e, 350, 5000, 0.6, 44)
    grounds.hills(e, 350, 9, 4300, (86, 104, 82), tag="mound", mist=0.4, bowl=20)
    stones(e, 4200, 352, 30, 20, "far")
    bare_trees(e, flip)
    skies.fog(e, 370, 2800, 0.5, 30)
    stones(e, 2300, 374, 17, 42, "mid", gap=(330, 530))
    iron_fence(e)
    skies.fog(e, 392, 1500, 0.3, 22)
    stones(e, 1400, 390, 13, 66, "near", gap=(206, 646))
    stones(e, 1120, 412, 8, 96, "nearest", gap=(150, 690))
    landmarks(e, far=(424 - flip * 120, 320), done=("graveyard", "cross", "grave", "church", "fence"))
    skies.flock(e, 424 - flip * 110, 110, n=5, size=7)
    grounds.stage(e, (84, 104, 76), y=384, rise=8, grass=1200, blade=16)
    grounds.path_way(e, (176, 166, 146), x_far=424, y_far=386, w_far=50, w_near=460, bend=26 * flip)
    sway_row(e, (84, 104, 76), 26)
    flora.boughs(e, left=flip > 0, right=flip < 0, leafy=False)
    flora.near_grass(e, height=70)
    return e.finish()


def chapel(easel: Easel, x: float) -> None:
    """A chapel with a steeple on the rise, one window alight when it is dark."""

    def draw(canvas: skia.Canvas) -> None:
        distance = 5600
        tint = mix(easel.tone((116, 108, 120), distance, 0.85), easel.light.ink, 0.15)
        path = skia.Path()
        built.spire(path, x, 352, 140, 190)
        dx, dy = easel.toward(x, 280, 2)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (0.7, tint, 1), (1, mix(tint, easel.light.haze, 0.6), 1)], 160, 352), mix(tint, easel.edge(distance), 0.6), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.25, 0.5)
        windows = skia.Path()
        for k in range(4):
            wx = x + 26 + k * 22
            windows.addRect(skia.Rect(wx - 3.4, 318, wx + 3.4, 336))
            windows.addOval(skia.Rect(wx - 3.4, 313, wx + 3.4, 323))
        windows.addRect(skia.Rect(x - 4, 276, x + 4, 292))
        canvas.drawPath(windows, fill(easel.light.lamp if easel.dark else mix(easel.light.ink, tint, 0.3), 0.9))
        if easel.white:
            canvas.drawPath(polygon([(x - 28, 249), (x, 171), (x + 28, 249)]), fill(easel.air(grounds.snow(easel), distance), 0.75))

    easel.layer(5600, draw)
    if easel.dark:
        easel.glow(x + 58, 326, 60, 5600)


def stones(easel: Easel, distance: int, y: float, n: int, size: float, tag: str, gap: tuple[float, float] = (0, 0)) -> None:
    """Gravestones: rounded slabs, crosses, ringed crosses and urns, leaning a little."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"stones{tag}")
        base = easel.tone((150, 148, 150), distance, 0.7)
        for i in range(n):
            x = brush.LEFT + (i + rng.uniform(0.2, 0.8)) * (brush.RIGHT - brush.LEFT) / n
            kind = int(rng.integers(5))
            s = size * rng.uniform(0.75, 1.2)
            lean = rng.normal(0, 5)
            dark = rng.uniform(0.1, 0.4)
            py = y + rng.uniform(-3, 5)
            if gap[0] < x < gap[1]:
                continue
            path = skia.Path()
            if kind <= 1:
                path.addRect(skia.Rect(-s * 0.32, -s * 0.7, s * 0.32, 6))
                path.addOval(skia.Rect(-s * 0.32, -s, s * 0.32, -s * 0.38))
            elif kind == 2:
                path.addRect(skia.Rect(-s * 0.09, -s * 1.2, s * 0.09, 4))
                path.addRect(skia.Rect(-s * 0.34, -s * 0.92, s * 0.34, -s * 0.74))
                path.addRect(skia.Rect(-s * 0.26, -s * 0.12, s * 0.26, 6))
            elif kind == 3:
                path.addRect(skia.Rect(-s * 0.1, -s * 1.25, s * 0.1, 4))
                path.addRect(skia.Rect(-s * 0.36, -s * 0.95, s * 0.36, -s * 0.77))
                ring = skia.Path()
                ring.addCircle(0, -s * 0.86, s * 0.27)
                ring.addCircle(0, -s * 0.86, s * 0.17, skia.PathDirection.kCCW)
                path.addPath(ring)
                path.addRect(skia.Rect(-s * 0.3, -s * 0.16, s * 0.3, 6))
            else:
                brush.add_polygon(path, [(-s * 0.2, 6), (-s * 0.13, -s * 1.15), (0, -s * 1.35), (s * 0.13, -s * 1.15), (s * 0.2, 6)])
            canvas.save()
            canvas.translate(x, py)
            canvas.rotate(lean)
            tone = mix(base, easel.light.ink, dark)
            dx, dy = easel.toward(x, py, max(1.2, size * 0.04))
            brush.rimmed(canvas, path, wash([(0, tone, 1), (1, mix(tone, easel.light.ink, 0.5), 1)], -s * 1.2, 4), mix(tone, easel.edge(distance), 0.8), dx, dy)
            if size > 30:
                brush.texture(canvas, path, "mottle", easel.light.ink, 0.4, 0.4)
                if kind <= 1:
                    for k in range(3):
                        canvas.drawLine(-s * 0.18, -s * (0.66 - 0.11 * k), s * 0.18, -s * (0.66 - 0.11 * k), brush.line(easel.light.ink, max(0.8, s * 0.02), 0.4))
            if easel.white and size > 16 and kind <= 1:
                canvas.drawOval(skia.Rect(-s * 0.33, -s * 1.03, s * 0.33, -s * 0.86), fill(easel.air(grounds.snow(easel), distance), 0.9))
            canvas.restore()
            tuft = skia.Path()
            flora.blades(tuft, rng, 12, x - s * 0.5, x + s * 0.5, py + 4, s * 0.3, width=max(0.8, s * 0.02))
            canvas.drawPath(tuft, fill(mix(easel.tone((70, 92, 66), distance), easel.light.ink, 0.35)))

    easel.layer(distance, draw)


def bare_trees(easel: Easel, flip: int) -> None:
    """Two leafless trees, crooked."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("bare")
        tint = mix(easel.tone((84, 78, 78), 3300, 0.7), easel.light.ink, 0.35)
        for x, h in ((424 - flip * 250, 250), (424 + flip * 390, 210), (424 - flip * 560, 230)):
            grown = flora.grow(rng, x, 370, h, depth=7, spread=0.7, trunk=0.3, girth=0.07, gnarl=0.26, lean=rng.normal(0, 0.12))
            dx, dy = easel.toward(x, 260, 1.5)
            brush.edged(canvas, grown.wood, fill(tint), mix(tint, easel.edge(3300), 0.6), dx, dy)

    easel.layer(3300, draw)


def iron_fence(easel: Easel) -> None:
    """Iron palings with spear heads between stone piers; the gate stands open."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1900, 0.1)
        path = skia.Path()
        for k in range(-36, 108):
            x = k * 12.0
            if 316 < x < 540:
                continue
            path.addRect(skia.Rect(x - 0.9, 330, x + 0.9, 390))
            brush.add_polygon(path, [(x - 2.2, 332), (x, 323), (x + 2.2, 332)])
        for y in (338, 378):
            path.addRect(skia.Rect(brush.LEFT - 30, y, 310, y + 2))
            path.addRect(skia.Rect(546, y, brush.RIGHT + 30, y + 2))
        canvas.drawPath(path, fill(ink))
        stone = easel.tone((140, 134, 134), 1900, 0.7)
        dx, dy = easel.toward(424, 340, 1.8)
        for x in (318, 540):
            pier = rect(x - 13, 312, x + 13, 392)
            brush.rimmed(canvas, pier, wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.5), 1)], 312, 390), mix(stone, easel.edge(1900), 0.7), dx, dy)
            brush.texture(canvas, pier, "mottle", easel.light.ink, 0.35, 0.4)
            canvas.drawRect(skia.Rect(x - 16, 308, x + 16, 314), fill(mix(stone, easel.edge(1900), 0.3)))
            canvas.drawCircle(x, 301, 8, fill(mix(stone, easel.light.ink, 0.2)))

    easel.layer(1900, draw)


@place("ruin")
def ruin(place: Place, light: Light) -> Set:
    """Broken arches and columns in grass, ivy over them, stones strewn about."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 300)
    classic = e.has("desert", "sea") or e.pick("style", 2) == 0
    sandy = e.has("desert")
    green: Color = (206, 164, 112) if sandy else (104, 132, 82)
    grounds.hills(e, 336, 10, 5200, green, tag="rise", mist=0.35, bowl=20)
    skies.fog(e, 346, 4600, 0.4, 30)
    (columns if classic else arcade)(e, 3400, 362, 0.86, "far", (424, 70))
    skies.fog(e, 370, 2500, 0.36, 26)
    (columns if classic else arcade)(e, 2000, 386, 1.32, "near", (424, 186))
    skies.rays(e, 2600, alpha=0.16)
    landmarks(e, far=(424, 326), done=("ruin",))
    skies.flock(e, 440, 110, n=5)
    grounds.stage(e, green, y=384, rise=6, grass=0 if sandy else 900, blade=13, keep=0.8)
    rubble(e)
    if not sandy:
        blossoms(e, n=80)
        sway_row(e, green)
    near_arch(e)
    return e.finish(water=water, water_distance=16000)


def columns(easel: Easel, distance: int, y: float, size: float, tag: str, gap: tuple[float, float]) -> None:
    """Fluted columns, some broken, some still bearing a length of entablature."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"columns{tag}")
        stone = easel.tone((216, 198, 170), distance, 0.85)
        light = easel.light
        step = 92 * size
        whole: list[tuple[float, float]] = []
        for k in range(int((brush.RIGHT - brush.LEFT) / step) + 1):
            x = brush.LEFT + k * step + rng.uniform(-3, 3)
            tall = 236 * size
            if abs(x - gap[0]) < gap[1]:
                continue
            u = rng.uniform()
            h = tall if u < 0.56 else tall * rng.uniform(0.12, 0.7)
            if u >= 0.92:
                continue
            w = 15 * size
            top = y - h
            shaft = skia.Path()
            if h == tall:
                brush.add_polygon(shaft, [(x - w, y), (x - w * 0.82, top), (x + w * 0.82, top), (x + w, y)])
                whole.append((x, top))
            else:
                brush.add_polygon(shaft, [(x - w, y), (x - w * 0.88, top + 8 * size), (x - w * 0.3, top - 3 * size), (x + w * 0.2, top + 6 * size), (x + w * 0.86, top - 6 * size), (x + w, y)])
            s = easel.side
            canvas.drawPath(shaft, brush.across([(0, mix(stone, easel.edge(distance), 0.6), 1), (0.35, stone, 1), (1, mix(stone, light.ink, 0.55), 1)], (x + s * w, 0), (x - s * w, 0)))
            for f in (-0.55, -0.2, 0.2, 0.55):
                canvas.drawLine(x + f * w, y, x + f * w * 0.84, top + 9 * size, brush.line(light.ink, 1.6 * size, 0.22))
            brush.texture(canvas, shaft, "mottle", light.ink, 0.3, 0.4)
            canvas.drawPath(rect(x - w * 1.35, y - 8 * size, x + w * 1.35, y + 6), fill(mix(stone, light.ink, 0.3)))
            if h == tall:
                canvas.drawPath(polygon([(x - w * 0.85, top), (x - w * 1.35, top - 10 * size), (x + w * 1.35, top - 10 * size), (x + w * 0.85, top)]), fill(mix(stone, light.ink, 0.14)))
        beam_path = skia.Path()
        for (ax, at), (bx, _) in pairwise(whole):
            if bx - ax < step * 1.3:
                ragged = rng.uniform(-5, 5) * size
                brush.add_polygon(beam_path, [(ax - 22 * size, at - 10 * size), (ax - 22 * size, at - 36 * size), (ax + 30 * size, at - 40 * size + ragged), (bx + 22 * size, at - 36 * size), (bx + 22 * size, at - 10 * size)])
        dx, dy = easel.toward(424, y - 200, 2)
        brush.rimmed(canvas, beam_path, wash([(0, stone, 1), (1, mix(stone, light.ink, 0.4), 1)], y - 276 * size, y - 240 * size), mix(stone, easel.edge(distance), 0.7), dx, dy)
        ivy(canvas, easel, rng, [(x, t) for x, t in whole[::2]], size, distance)

    easel.layer(distance, draw)


def arcade(easel: Easel, distance: int, y: float, size: float, tag: str, gap: tuple[float, float]) -> None:
    """A wall of pointed arches, its top broken away, sky through its windows."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"arcade{tag}")
        light = easel.light
        stone = easel.tone((172, 158, 146), distance, 0.8)
        step = 128 * size
        n = int((brush.RIGHT - brush.LEFT) / step) + 2
        xs = np.linspace(brush.LEFT - 40, brush.RIGHT + 40, n * 8)
        profile = 224 * size * (0.74 + 0.26 * brush.displaced(rng, 9, 0.62)[: len(xs)] * 1.2)
        near = np.clip((np.abs(xs - gap[0]) - gap[1]) / (150 * size), 0, 1)
        tops = y - np.maximum(profile * near, 10 * size * rng.uniform(0.3, 1.2, len(xs)))
        tops = np.round(tops / (9 * size)) * 9 * size
        wall = polygon([*np.stack([np.repeat(xs, 2)[1:], np.repeat(tops, 2)[:-1]], axis=1).tolist(), (brush.RIGHT + 40, y + 10), (brush.LEFT - 40, y + 10)])
        holes = skia.Path()
        for k in range(n):
            x = brush.LEFT + (k + 0.5) * step
            w = 38 * size
            for low, high in ((y + 12, y - 92 * size), (y - 142 * size, y - 190 * size)):
                half = w if low > y else w * 0.5
                holes.moveTo(x - half, low)
                holes.lineTo(x - half, high)
                holes.quadTo(x - half * 0.9, high - half * 0.9, x, high - half * 1.5)
                holes.quadTo(x + half * 0.9, high - half * 0.9, x + half, high)
                holes.lineTo(x + half, low)
                holes.close()
        body = skia.Op(wall, holes, skia.PathOp.kDifference_PathOp)
        dx, dy = easel.toward(424, y - 160, 3 * size)
        paint = wash([(0, stone, 1), (0.6, mix(stone, light.ink, 0.16), 1), (1, mix(stone, light.ink, 0.45), 1)], y - 230 * size, y)
        brush.rimmed(canvas, body, paint, mix(stone, easel.edge(distance), 0.75), dx, dy)
        canvas.save()
        canvas.clipPath(body, skia.ClipOp.kIntersect, True)
        built.bricks(canvas, rng, (brush.LEFT - 40, y - 240 * size, brush.RIGHT + 40, y + 4), mix(stone, light.ink, 0.6), (mix(stone, light.ink, 0.4), mix(stone, easel.edge(distance), 0.4)), 13 * size, 0.26)
        brush.texture(canvas, body, "mottle", light.ink, 0.3, 0.7)
        canvas.restore()
        at = [(float(x), float(t)) for x, t in zip(xs[::9], tops[::9], strict=True) if t < y - 60 * size and rng.uniform() < 0.5]
        ivy(canvas, easel, rng, at, size, distance)
        if easel.white:
            cap = np.stack([np.repeat(xs, 2)[1:], np.repeat(tops, 2)[:-1]], axis=1)
            canvas.drawPath(brush.smooth(cap.tolist(), closed=False), brush.line(easel.air(grounds.snow(easel), distance), 5 * size))

    easel.layer(distance, draw)


def ivy(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, at: list[tuple[float, float]], size: float, distance: int) -> None:
    """Ivy that hangs down from points."""
    tips = []
    for x, y in at:
        for _ in range(rng.integers(10, 26)):
            drop = abs(rng.normal(0, 46)) * size
            tips.append((x + rng.normal(0, 11 + drop * 0.1) * size, y - 6 + drop))
    flora.foliage(canvas, rng, tips, flora.greens(easel, distance, (72, 112, 66)), 7.5 * size, 4, easel.toward(424, 200), 0.9)


def rubble(easel: Easel) -> None:
    """Drums of columns and blocks in the grass."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("rubble")
        base = grounds.floor_color(easel, (196, 180, 156), 0.75)
        for _ in range(22):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            if 200 < x < 650:
                continue
            y = rng.uniform(392, 462)
            rock(canvas, easel, rng, x, y, rng.uniform(9, 24) * (0.5 + (y - 380) / 80), base)
        for x in (116, 742):
            drum = skia.Path()
            drum.addRoundRect(skia.Rect(x - 34, 376, x + 30, 408), 4, 4)
            canvas.drawPath(drum, wash([(0, mix(base, easel.light.key, 0.3), 1), (1, mix(base, easel.light.ink, 0.55), 1)], 376, 408))
            canvas.drawOval(skia.Rect(x + 18, 376, x + 42, 408), fill(mix(base, easel.light.key if easel.side > 0 else easel.light.ink, 0.35)))
            brush.texture(canvas, drum, "dry", easel.light.ink, 0.4, 0.4)

    easel.layer(1000, draw)


def near_arch(easel: Easel) -> None:
    """A broken arch before the lens that frames the picture."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(740, 0.05)
        path = skia.Path()
        path.moveTo(-460, 740)
        path.lineTo(-460, -270)
        path.lineTo(330, -270)
        path.lineTo(318, -40)
        path.lineTo(290, -52)
        path.quadTo(70, 8, 44, 210)
        path.lineTo(40, 300)
        path.lineTo(54, 306)
        path.lineTo(50, 740)
        path.close()
        flip = easel.pick("near", 2)
        canvas.save()
        if flip:
            canvas.translate(848, 0)
            canvas.scale(-1, 1)
        canvas.drawPath(path, fill(ink))
        rng = easel.rng("near ivy")
        leaves = skia.Path()
        for _ in range(90):
            t = rng.uniform()
            x, y = 300 - 256 * t**0.6 + rng.normal(0, 9), -30 + 300 * t**1.8 + rng.normal(0, 12)
            flora.leaf(leaves, x, y, rng.uniform(12, 20), rng.normal(0.8, 0.8))
        canvas.drawPath(leaves, fill(easel.ink(740, 0.12, (60, 90, 60))))
        canvas.restore()

    easel.layer(740, draw, 3)


