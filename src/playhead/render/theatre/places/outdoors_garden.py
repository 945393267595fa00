"""A flower garden."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, seats, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


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
    fountain(e, 424)
    rose_arch(e, 424 + flip * 236)
    landmarks(e, far=(424, 318), done=("garden",))
    skies.flock(e, 380, 120, n=4)
    grounds.stage(e, (98, 136, 78), y=382, rise=3, grass=700, blade=10)
    grounds.path_way(e, (226, 206, 172), x_far=424, y_far=380, w_far=56, w_near=560, bend=10)
    beds(e)
    seats.slab(e, 318, width=148)
    seats.slab(e, 530, width=148)
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
