"""A beach with surf."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, flora, grounds, seats, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.maritime import lighthouse
from playhead.render.theatre.places.outdoors_coast import headland, isle
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
    seats.log(e, 324, width=178, seats=(290, 334))
    seats.boulder(e, 528)
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
        foot = [(x0 - 260.0, brush.BOTTOM + 24.0)], [(x1 + 260.0, brush.BOTTOM + 24.0)]
        path = brush.polygon([*foot[0], *line.tolist(), *foot[1]])
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
