"""Where land meets water: beach, harbour, bridge."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import boat, landmarks, lighthouse
from playhead.render.theatre.places.outdoors_coast import headland, isle
from playhead.render.theatre.places.outdoors_town import cobbles, row_of_houses
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("beach")
def beach(place: Place, light: Light) -> Set:
    """Sand and surf: waves that run in, a headland, dune grass or palms, posts of a groyne."""
    e = Easel(place, light)
    sand = (236, 200, 148)
    skies.sky(e, 284)
    water = skies.water(e, 282, bottom=372, strokes=170)
    isle(e)
    left = e.pick("side", 2) == 0 if light.sun is None or light.sun[0] > 500 else False
    named = place.name.lower()
    tropical = e.has("jungle", "palm", "island") or any(word in named for word in ("palm", "tropic", "island", "jungle", "coral"))
    head = headland(e, *((-520, 270, 330, 214) if left else (590, 1400, 330, 214)), 6500, "head")
    if e.has("lighthouse"):
        spot = 96.0 if left else 756.0
        lighthouse(e, spot, brush.height_at(head, spot) + 5, 150, 6490)
    skies.fog(e, 330, 5600, 0.35, 24)
    landmarks(e, far=(560 if left else 290, 290), done=("beach", "sea", "lighthouse"))
    surf(e)
    skies.flock(e, 420, 140, n=6)
    grounds.stage(e, sand, y=380, rise=5, keep=0.86, texture="speck", dark=0.5)
    wet_sand(e)
    if tropical:
        palms(e, left)
    else:
        groyne(e, 700 if left else 148)
        dune_grass(e, left)
    shells(e)
    return e.finish(water=water)


def surf(easel: Easel) -> None:
    """Three rows of breakers: a pale crest, foam lace behind, running in and back."""
    light = easel.light
    foam = mix(mix(light.sky[3], light.key, 0.3), (255, 255, 255), 0.45)
    deep = mix(easel.lit((62, 122, 138)), mix(light.sky[1], light.ground, 0.3), 0.45)
    for row, (y, distance) in enumerate(((338, 3200), (354, 2200), (371, 1500))):

        def draw(canvas: skia.Canvas, frame: int, y: float = y, row: int = row, distance: int = distance) -> None:
            run = math.sin(frame / 30 + row * 1.9) * (2 + 1.6 * row)
            points = []
            for i in range(91):
                x = brush.LEFT - 24 + i * 19.4
                points.append((x, y + run + math.sin(x / (70 + 20 * row) + row * 2.2) * (2 + row) + math.sin(x / 23 + row + frame / 40) * 1.1))
            body = polygon([*points, (brush.RIGHT + 30, y + 30), (brush.LEFT - 30, y + 30)])
            tint = easel.air(deep, distance)
            canvas.drawPath(body, wash([(0, mix(tint, foam, 0.35), 0.9), (0.35, tint, 0.8), (1, mix(tint, foam, 0.15), 0.5)], y - 4, y + 26))
            crest = brush.smooth(points, closed=False)
            canvas.drawPath(crest, brush.line(foam, 2.2 + row * 1.3, 0.9))
            canvas.save()
            canvas.translate(0, 5 + row * 2)
            canvas.drawPath(crest, brush.line(foam, 1.0, 0.4))
            canvas.translate(9, 4 + row * 2)
            canvas.drawPath(crest, brush.line(foam, 0.8, 0.25))
            canvas.restore()

        easel.moving(distance, (brush.LEFT, y - 10, brush.RIGHT, y + 30), draw)


def wet_sand(easel: Easel) -> None:
    """The gleam where the last wave lay, and its line of foam."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("wet")
        base = grounds.floor_color(easel, (236, 200, 148), 0.86)
        line = brush.ridge(rng, 392, 4, 0.5, 6)
        path = brush.land(line, 396)
        upper = polygon([(brush.LEFT - 30, 372), (brush.RIGHT + 30, 372), *reversed(line.tolist())])
        del path
        gleam = mix(mix(base, light.sky[2], 0.5), light.sky[3], 0.35)
        canvas.drawPath(upper, wash([(0, gleam, 0.95), (1, mix(base, gleam, 0.5), 0.7)], 374, 394))
        canvas.drawPath(brush.smooth(line.tolist(), closed=False), brush.line(mix(light.sky[3], (255, 255, 255), 0.5), 2, 0.55))
        dash = (brush.LEFT, 398, brush.RIGHT, 500)
        brush.dashes(canvas, rng, dash, mix(base, light.ink, 0.45), 100, 0.22)
        brush.dashes(canvas, rng, dash, mix(base, light.key, 0.5), 90, 0.3)

    easel.layer(1000, draw)


def groyne(easel: Easel, x: float) -> None:
    """Old posts that walk into the sea."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("groyne")
        path = skia.Path()
        toward = 1 if x < 424 else -1
        for i in range(9):
            t = i / 8
            px, py = x + toward * 130 * t, 404 - 62 * t
            w, h = 7.5 - 5 * t, (66 - 44 * t) * rng.uniform(0.7, 1.1)
            brush.add_polygon(path, [(px - w, py + 3), (px - w * 0.9, py - h), (px - w * 0.2, py - h - 3), (px + w * 0.9, py - h + 2), (px + w, py + 3)])
        wood = mix(easel.tone((104, 84, 72), 1300), easel.light.ink, 0.4)
        dx, dy = easel.toward(x, 380, 1.8)
        brush.rimmed(canvas, path, fill(wood), easel.edge(), dx, dy, easel.rim)
        brush.texture(canvas, path, "bark", easel.light.ink, 0.45, 0.4)

    easel.layer(1350, draw)


def dune_grass(easel: Easel, left: bool) -> None:
    """A dune with long pale grass at one side, dark before the lens at the other."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("dune")
        base = grounds.floor_color(easel, (214, 184, 132), 0.8)
        x0, x1 = (-760, 236) if left else (610, 1610)
        line = brush.hill(x0, x1, 452, 338, rng, 2)
        path = brush.land(line)
        canvas.drawPath(path, wash([(0, mix(base, easel.light.key, 0.35), 1), (0.5, mix(base, easel.light.ink, 0.2), 1), (1, mix(base, easel.light.ink, 0.6), 1)], 338, 500))
        brush.texture(canvas, path, "dry", easel.light.ink, 0.2, 1.0)
        green = grounds.floor_color(easel, (132, 142, 88), 0.75)
        tones = (mix(green, easel.light.ink, 0.55), mix(green, easel.light.ink, 0.25), mix(green, easel.light.key, 0.45))
        flora.meadow(canvas, easel, "dune grass", line, tones, 330, 54, left=max(x0 + 60, brush.LEFT), right=min(x1 - 60, brush.RIGHT), drop=24)

    easel.layer(1000, draw)
    flora.near_grass(easel, height=78, n=130)


def palms(easel: Easel, left: bool) -> None:
    """Leaning palms: a group at one side, fronds from above before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("palms")
        wood = mix(easel.tone((130, 98, 74), 1500), easel.light.ink, 0.3)
        leafs = (mix(easel.tone((54, 104, 76), 1500), easel.light.ink, 0.4), mix(easel.tone((84, 140, 84), 1500), easel.edge(1500), 0.15))
        for x, h, lean in ((60, 250, 0.3), (128, 190, 0.16), (-70, 280, 0.2)) if left else ((790, 250, -0.3), (716, 190, -0.16), (920, 280, -0.2)):
            halo(canvas, x, 396, 60, easel.light.ink, 0.35, 0.12)
            flora.palm(canvas, rng, x, 396, h, lean, wood, leafs)

    def near(canvas: skia.Canvas) -> None:
        rng = easel.rng("near fronds")
        path = skia.Path()
        x = 860.0 if left else -12.0
        for i in range(5):
            flora.frond(path, x, -30, (math.pi * (0.55 + 0.11 * i)) if left else (math.pi * (0.45 - 0.11 * i)), float(rng.uniform(210, 300)))
        canvas.drawPath(path, fill(easel.ink(720, 0.06)))

    easel.layer(1500, draw)
    easel.layer(720, near, 3)


def shells(easel: Easel) -> None:
    """Pebbles and shells."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("shells")
        base = grounds.floor_color(easel, (236, 200, 148), 0.86)
        for tone in (mix(base, easel.light.ink, 0.45), mix(base, (255, 255, 255), 0.4), mix(base, easel.light.accent, 0.4)):
            path = skia.Path()
            for _ in range(34):
                y = 396 + 90 * rng.uniform() ** 1.2
                r = (0.8 + (y - 390) / 34) * rng.uniform(0.5, 1.1)
                x = rng.uniform(brush.LEFT, brush.RIGHT)
                path.addOval(skia.Rect(x - r * 1.4, y - r * 0.7, x + r * 1.4, y + r * 0.7))
            canvas.drawPath(path, fill(tone, 0.8))

    easel.layer(1000, draw)


@place("harbour")
def harbour(place: Place, light: Light) -> Set:
    """Masts and moored boats, warehouses on one quay, a light on the mole, bollards and rope under foot."""
    e = Easel(place, light)
    skies.sky(e, 296)
    water = skies.water(e, 294, bottom=384, distance=9000, strokes=170)
    isle(e)
    left = e.pick("side", 2) == 0
    mole(e, left)
    row_of_houses(e, 5600, 336, (-470, 250) if left else (1320, 600), 7, 84, turn=1 if left else -1, tag="q", tall=1.35, steep=0.7)
    quay_wall(e, left)
    skies.fog(e, 340, 5000, 0.35, 28)
    rng = e.rng("boats")
    for i, (x, y, size, distance) in enumerate(((300, 346, 0.5, 4600), (560, 350, 0.58, 4200), (430, 342, 0.4, 5200), (150 if left else 706, 366, 0.95, 2900), (690 if left else 150, 376, 1.25, 2100))):
        boat(e, x + rng.uniform(-20, 20), y, size, distance, mast=i != 2, number=i)
    landmarks(e, far=(424, 298), done=("harbour", "sea", "boat", "ship", "lighthouse"))
    skies.flock(e, 470, 120, n=7, size=6)
    cobbles(e, (156, 146, 138), y=380, slabs=True)
    quay_edge(e)
    bollards(e)
    return e.finish(water=water, water_distance=9000)


def mole(easel: Easel, left: bool) -> None:
    """A breakwater with a small light at its head."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("mole")
        tint = easel.tone((112, 108, 112), 7800)
        x0, x1 = (520, 1320) if left else (-480, 330)
        path = skia.Path()
        path.addRect(skia.Rect(x0, 300, x1, 316))
        for _ in range(60):
            x = rng.uniform(x0, x1)
            r = rng.uniform(3, 8)
            path.addOval(skia.Rect(x - r, 312 - r * 0.5, x + r, 316 + r * 0.5))
        canvas.drawPath(path, fill(tint))
        canvas.drawRect(skia.Rect(x0, 299, x1, 301.5), fill(mix(tint, easel.edge(7800), 0.6)))

    easel.layer(7800, draw)
    big = easel.has("lighthouse")
    lighthouse(easel, 556 if left else 296, 302, 150 if big else 58, 7700, beam=None if big else (easel.dark or easel.wet) and big)
    if easel.dark and not big:
        easel.glow(556 if left else 296, 248, 36, 7700, easel.light.accent)


def quay_wall(easel: Easel, left: bool) -> None:
    """The stone foot of the quay below the warehouses."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("quay")
        tint = easel.tone((126, 112, 106), 5500)
        x0, x1 = (brush.LEFT - 30, 300) if left else (548, brush.RIGHT + 30)
        wall = rect(x0, 334, x1, 356)
        canvas.drawPath(wall, wash([(0, mix(tint, easel.edge(5500), 0.3), 1), (0.15, tint, 1), (1, mix(tint, easel.light.ink, 0.5), 1)], 334, 356))
        built.bricks(canvas, rng, (x0, 337, x1, 355), mix(tint, easel.light.ink, 0.6), (mix(tint, easel.light.ink, 0.4),), 5)

    easel.layer(5500, draw)


def quay_edge(easel: Easel) -> None:
    """The coping along the water, worn and pale."""

    def draw(canvas: skia.Canvas) -> None:
        base = grounds.floor_color(easel, (190, 176, 158), 0.7)
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 377, brush.RIGHT + 30, 384), fill(mix(base, easel.light.key, 0.25)))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 384, brush.RIGHT + 30, 387), fill(easel.light.ink, 0.35))
        for k in range(-6, 20):
            canvas.drawLine(k * 71, 377, k * 71, 384, brush.line(mix(base, easel.light.ink, 0.6), 1))

    easel.layer(1000, draw)


def bollards(easel: Easel) -> None:
    """Iron bollards, a coil of rope, crates and lobster pots; dark rigging before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("bollards")
        ink = mix(easel.tone((78, 76, 84)), easel.light.ink, 0.55)
        dx, dy = easel.toward(424, 380, 1.6)
        for x in (86, 752):
            shape = brush.smooth([(x - 9, 404), (x - 8, 384), (x - 13, 376), (x - 12, 366), (x, 361), (x + 12, 366), (x + 13, 376), (x + 8, 384), (x + 9, 404)])
            halo(canvas, x, 403, 34, easel.light.ink, 0.5, 0.2)
            brush.rimmed(canvas, shape, fill(ink), easel.edge(), dx, dy)
            canvas.drawLine(x - 9, 382, x + 9, 386, brush.line(easel.tone((190, 160, 118)), 3))
        rope = easel.tone((196, 164, 118), 1000, 0.8)
        for k in range(5):
            canvas.drawOval(skia.Rect(690 - 26, 398 - k * 4, 690 + 26, 412 - k * 4), brush.line(mix(rope, easel.light.ink, 0.2 if k % 2 else 0.4), 3.6))
        wood = easel.tone((146, 108, 78), 1000, 0.75)
        for x, y, w, h in ((6, 402, 58, 46), (-54, 404, 66, 66), (14, 357, 42, 34), (800, 404, 64, 52)):
            box = rect(x, y - h, x + w, y)
            brush.rimmed(canvas, box, wash([(0, mix(wood, easel.light.ink, 0.25), 1), (1, mix(wood, easel.light.ink, 0.6), 1)], y - h, y), mix(wood, easel.edge(), 0.6), dx, dy)
            brush.texture(canvas, box, "dry", easel.light.ink, 0.5, 0.5)
            for k in range(1, 4):
                canvas.drawLine(x, y - h * k / 4, x + w, y - h * k / 4, brush.line(easel.light.ink, 1.2, 0.5))
            canvas.drawLine(x + 3, y - h + 3, x + w - 3, y - 3, brush.line(mix(wood, easel.light.ink, 0.45), 4 + rng.uniform(0, 1)))

    def rigging(canvas: skia.Canvas) -> None:
        ink = easel.ink(720, 0.05)
        side = easel.pick("rig", 2) * 2 - 1
        x = 424 + side * 420
        canvas.drawPath(polygon([(x - 9, -260), (x + 9, -260), (x + 12, 740), (x - 12, 740)]), fill(ink))
        for k in range(3):
            canvas.drawLine(x, -200 + k * 60, x - side * (170 + 60 * k), 520, brush.line(ink, 2))
        for k in range(9):
            y = 30 + k * 46
            canvas.drawLine(x - side * (50 + k * 14), y, x - side * (85 + k * 23), y, brush.line(ink, 1.6))

    easel.layer(1000, draw)
    easel.layer(720, rigging, 3)


@place("bridge")
def bridge(place: Place, light: Light) -> Set:
    """On a stone bridge: balustrade and lamps, the river below, another bridge of arches up the stream."""
    e = Easel(place, light)
    skies.sky(e, 300)
    rural = e.has("forest", "river", "mountain", "village") or e.pick("rural", 3) == 0
    if rural:
        backdrop(e, 298)
        line = grounds.hills(e, 318, 12, 8000, (88, 130, 92), tag="bank", bowl=26)
        grounds.treeline(e, line, 7990, kind="round", n=80, height=44, gap=(350, 500))
    else:
        backdrop(e, 306, plain="city")
        row_of_houses(e, 8000, 322, (-440, 300), 13, 46, turn=1, tag="l", tall=1.3)
        row_of_houses(e, 7950, 322, (1290, 548), 13, 46, turn=-1, tag="r", tall=1.3)
    water = skies.water(e, 324, bottom=400, distance=7000, strokes=190, tag="river", tone=(64, 108, 120))
    skies.fog(e, 322, 6800, 0.4, 30)
    arches(e)
    skies.fog(e, 346, 4600, 0.3, 24)
    landmarks(e, far=(424, 316), done=("bridge", "river"))
    skies.flock(e, 380, 130, n=5)
    balustrade(e)
    cobbles(e, (168, 152, 138), y=378)
    for x in (96, 752):
        built.lamp_post(e, x, 346, 176, 1180)
    return e.finish(water=(120, 330, 730, 384) if water else None, water_distance=7000)


def arches(easel: Easel) -> None:
    """A bridge of five arches across the river, its image broken in the water."""

    def draw(canvas: skia.Canvas) -> None:
        distance = 5200
        light = easel.light
        stone = mix(easel.tone((160, 126, 108), distance, 0.9), light.ink, 0.2)
        deck = [(x, 292 + ((x - 424) / 424) ** 2 * 16) for x in np.linspace(brush.LEFT - 30, brush.RIGHT + 30, 60).tolist()]
        whole = polygon([*deck, (brush.RIGHT + 30, 344), (brush.LEFT - 30, 344)])
        holes = skia.Path()
        for i in range(-4, 5):
            x, w = 424.0 + i * 176, 68.0
            top = 304 + (i * 176 / 424) ** 2 * 16
            holes.addRect(skia.Rect(x - w, top + 26, x + w, 350))
            holes.addOval(skia.Rect(x - w, top, x + w, top + 52))
        body = skia.Op(whole, holes, skia.PathOp.kDifference_PathOp)
        dx, dy = easel.toward(424, 280, 1.6)
        under = polygon([(brush.LEFT, 310), (brush.RIGHT, 310), (brush.RIGHT, 346), (brush.LEFT, 346)])
        canvas.save()
        canvas.clipPath(holes, skia.ClipOp.kIntersect, True)
        canvas.drawPath(under, wash([(0, light.ink, 0.42), (1, light.ink, 0.08)], 308, 344))
        canvas.restore()
        brush.rimmed(canvas, body, wash([(0, stone, 1), (1, mix(stone, light.ink, 0.36), 1)], 296, 346), mix(stone, easel.edge(distance), 0.75), dx, dy)
        built.bricks(canvas, easel.rng("stones"), (brush.LEFT, 306, brush.RIGHT, 312), mix(stone, light.ink, 0.6), (mix(stone, light.ink, 0.3),), 6)
        brush.texture(canvas, body, "mottle", light.ink, 0.25, 0.6)
        for i in range(-3, 4):
            x = 424.0 + i * 176 + 88
            top = 292 + ((x - 424) / 424) ** 2 * 16
            canvas.drawRect(skia.Rect(x - 1, top - 20, x + 1, top), fill(mix(stone, light.ink, 0.5)))
            canvas.drawCircle(x, top - 22, 3.2, fill(light.lamp if easel.dark else mix(light.sky[2], stone, 0.5)))
            if easel.dark:
                halo(canvas, x, top - 22, 22, light.lamp, 0.5)
        canvas.drawPath(brush.everywhere(343, 366), wash([(0, light.ink, 0.32), (1, light.ink, 0.0)], 343, 366))
        rng = easel.rng("image")
        path = skia.Path()
        for _ in range(150):
            x, y = rng.uniform(brush.LEFT, brush.RIGHT), 345 + 22 * rng.uniform() ** 1.4
            w = rng.uniform(5, 24)
            path.moveTo(x - w, y)
            path.lineTo(x + w, y)
        canvas.drawPath(path, brush.line(mix(stone, light.ink, 0.4), 1.2, 0.45))

    easel.layer(5200, draw)


def balustrade(easel: Easel) -> None:
    """A stone balustrade: rail, plinth and turned balusters, with piers."""

    def draw(canvas: skia.Canvas) -> None:
        light = easel.light
        distance = 1250
        stone = mix(easel.tone((196, 174, 150), distance, 0.85), light.ink, 0.1)
        shade = mix(stone, light.ink, 0.34)
        path = skia.Path()
        for k in range(-18, 52):
            x = k * 24.5
            path.addPath(brush.smooth([(x - 4.5, 382), (x - 4.5, 376), (x - 8, 368), (x - 3, 357), (x - 5, 351), (x + 5, 351), (x + 3, 357), (x + 8, 368), (x + 4.5, 376), (x + 4.5, 382)]))
        dx, dy = easel.toward(424, 340, 1.6)
        brush.rimmed(canvas, path, wash([(0, stone, 1), (1, shade, 1)], 350, 380), easel.edge(distance), dx, dy, 0.85 * easel.rim)
        for top, bottom in ((338, 352), (378, 392)):
            bar = brush.everywhere(top, bottom)
            canvas.drawPath(bar, wash([(0, mix(stone, easel.edge(distance), 0.45), 1), (0.3, stone, 1), (1, shade, 1)], top, bottom))
            brush.texture(canvas, bar, "mottle", light.ink, 0.25, 0.5)
        if easel.white:
            canvas.drawPath(brush.everywhere(335, 341), fill(grounds.snow(easel)))
        for x in (-260, 96, 752, 1108):
            pier = polygon([(x - 20, 392), (x - 20, 334), (x + 20, 334), (x + 20, 392)])
            brush.rimmed(canvas, pier, wash([(0, stone, 1), (1, shade, 1)], 334, 392), easel.edge(distance), dx, dy, 0.85 * easel.rim)
            brush.texture(canvas, pier, "mottle", light.ink, 0.3, 0.5)
            canvas.drawRect(skia.Rect(x - 24, 330, x + 24, 338), fill(mix(stone, easel.edge(distance), 0.4)))

    easel.layer(1250, draw)
