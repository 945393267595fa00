"""Places by the water: cliff, sea."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks, lighthouse
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


def headland(easel: Easel, x0: float, x1: float, y: float, top: float, distance: int, tag: str) -> brush.Points:
    """A steep head of rock that falls to the sea, its strata lit from one side."""
    rng = easel.rng(tag)
    skyline = brush.hill(x0, x1, y, top, rng, 5)
    tint = easel.tone((72, 84, 88), distance, 0.6)

    def draw(canvas: skia.Canvas) -> None:
        light = easel.light
        path = brush.land(skyline, y + 1)
        foot = mix(tint, light.haze, 0.35)
        dx, dy = easel.toward((x0 + x1) / 2, top, 2.2)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (0.7, mix(tint, light.ink, 0.25), 1), (1, foot, 1)], top, y + 10), mix(tint, easel.edge(distance), 0.7), dx, dy)
        brush.texture(canvas, path, "bark", light.ink, 0.34, 0.9, 8)
        brush.texture(canvas, path, "mottle", easel.edge(distance), 0.1, 0.5)
        if easel.white:
            grounds.caps(canvas, easel, skyline, y - (y - top) * 0.3, distance)

    easel.layer(distance, draw)
    return skyline


@place("cliff")
def cliff(place: Place, light: Light) -> Set:
    """A grassy cliff top before the sea; a headland to one side, with a lighthouse where the script has one."""
    e = Easel(place, light)
    left = e.pick("side", 2) == 0 if light.sun is None or light.sun[0] > 424 else False
    skies.sky(e, 292)
    water = skies.water(e, 290)
    isle(e)
    if left:
        head = headland(e, -560, 345, 400, 236 if e.has("lighthouse") else 196, 3200, "head")
        spot = 112.0
    else:
        head = headland(e, 520, 1420, 400, 236 if e.has("lighthouse") else 196, 3200, "head")
        spot = 742.0
    skies.fog(e, 384, 2800, 0.4, 40)
    if e.has("lighthouse"):
        lighthouse(e, spot, brush.height_at(head, spot) + 6, 190, 3190)
    stacks(e, 690 if left else 150)
    landmarks(e, far=(424, 292), done=("lighthouse", "sea", "cliff"))
    skies.flock(e, 330 if left else 520, 120, n=6)
    skyline = grounds.stage(e, (74, 108, 70), y=378, rise=7, grass=900, blade=15)
    del skyline
    for x in (60, 170, 690, 800):
        flora.sway(e, x, 392, 26, mix(grounds.floor_color(e, (74, 108, 70)), light.ink, 0.6), 1000)
    flora.near_grass(e)
    return e.finish(water=water)


def isle(easel: Easel) -> None:
    """A far coast as a thin line on the horizon."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("isle")
        tint = easel.tone((80, 96, 120), 11000)
        for _ in range(3):
            x = rng.uniform(-300, 1100)
            w = rng.uniform(120, 300)
            canvas.drawPath(brush.land(brush.hill(x, x + w, 291, 291 - rng.uniform(5, 16), rng, 1.4), 291), fill(tint, 0.85))

    easel.layer(11000, draw)


def stacks(easel: Easel, x: float) -> None:
    """Two rocks in the surf, with foam about their feet that heaves."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("stacks")
        tint = easel.tone((66, 76, 82), 4200)
        for i in range(3):
            at, h, w = x + (i - 1) * rng.uniform(34, 60), rng.uniform(14, 52), rng.uniform(18, 34)
            shape = polygon([(at - w, 352), (at - w * 0.6, 352 - h * 0.7), (at - w * 0.15, 352 - h), (at + w * 0.3, 352 - h * 0.86), (at + w * 0.55, 352 - h * 0.4), (at + w, 352)])
            dx, dy = easel.toward(at, 330, 1.8)
            brush.rimmed(canvas, shape, fill(tint), mix(tint, easel.edge(4200), 0.7), dx, dy)
            brush.texture(canvas, shape, "bark", easel.light.ink, 0.4, 0.5)

    easel.layer(4200, draw)

    def foam(canvas: skia.Canvas, frame: int) -> None:
        white = mix(easel.light.sky[3], (255, 255, 255), 0.35)
        for i in range(5):
            t = math.sin(frame / 14 + i * 1.4)
            halo(canvas, x + (i - 2) * 32, 352 + t * 1.5, 26 + 4 * t, white, 0.5, 0.14)

    easel.moving(4190, (x - 130, 335, x + 130, 368), foam)


@place("sea")
def sea(place: Place, light: Light) -> Set:
    """Open sea seen from a deck or a raft: rollers to the horizon, planks under the feet."""
    e = Easel(place, light)
    skies.sky(e, 268)
    water = skies.water(e, 266, bottom=400, strokes=220)
    landmarks(e, far=(250, 268), done=("sea",))
    skies.flock(e, 560, 130, n=4)
    heave = 1.0 if light.weather != "storm" else 2.6
    for row, (y, distance) in enumerate(((296, 5200), (322, 3200), (352, 2100))):
        roller(e, y, (5 + 4 * row) * heave, distance, row)
    deck(e)
    return e.finish(water=water)


def roller(easel: Easel, y: float, height: float, distance: int, row: int) -> None:
    """One row of waves: pointed crests, light through their tops, foam below, rocking with the frame."""
    light = easel.light
    deep = mix(easel.lit((40, 88, 116)), mix(light.sky[0], light.ground, 0.4), 0.5)
    body = easel.air(mix(deep, light.ink, 0.16 * row), distance)
    through = mix(body, mix(light.sky[3], light.key, 0.4), 0.42)

    def crest(frame: int) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in range(161):
            x = brush.LEFT - 24.0 + i * 11
            u = x / (92 + 34 * row) + frame / 34 * (1 if row % 2 else -1) + row * 2
            peak = abs(math.sin(u)) * 0.8 + 0.4 * math.sin(u * 0.37 + row) + 0.16 * math.sin(u * 3.1)
            points.append((x, y + height * (0.6 - peak)))
        return points

    def draw(canvas: skia.Canvas, frame: int) -> None:
        line_ = crest(frame)
        path = polygon([*line_, (brush.RIGHT + 30, y + height * 2), (brush.LEFT - 30, y + height * 2)])
        canvas.drawPath(path, wash([(0, through, 1), (0.45, body, 1), (1, body, 1)], y - height, y + height * 2))
        canvas.drawPath(brush.smooth(line_, closed=False), brush.line(mix(through, (255, 255, 255), 0.35), 1.1 + 0.4 * row, 0.5))

    def still(canvas: skia.Canvas) -> None:
        path = brush.everywhere(y + height)
        canvas.drawPath(path, wash([(0, body, 1), (1, mix(body, light.ink, 0.35), 1)], y, y + 110))
        brush.texture(canvas, path, "dry", through, 0.3, 0.8)
        brush.dashes(canvas, easel.rng(f"foam{row}"), (brush.LEFT, y + height + 4, brush.RIGHT, y + 50), through, 90, 0.5, 0.7 + 0.3 * row)

    easel.layer(distance + 40, still)
    easel.moving(distance, (brush.LEFT, y - height * 1.6, brush.RIGHT, y + height * 2.2), draw)


def deck(easel: Easel) -> None:
    """A ship's deck: planks that run away from us, a rail with ropes."""
    light = easel.light
    base = grounds.floor_color(easel, (150, 110, 76), 0.6)

    def rail(canvas: skia.Canvas) -> None:
        ink = easel.ink(1300, 0.3, (120, 84, 60))
        path = skia.Path()
        for x in range(-460, 1320, 74):
            path.addRect(skia.Rect(x - 3, 318, x + 3, 378))
            path.addOval(skia.Rect(x - 4.5, 313, x + 4.5, 322))
        path.addRect(skia.Rect(brush.LEFT - 30, 323, brush.RIGHT + 30, 329))
        path.addRect(skia.Rect(brush.LEFT - 30, 349, brush.RIGHT + 30, 352))
        dx, dy = easel.toward(424, 340, 1.4)
        brush.rimmed(canvas, path, fill(ink), easel.edge(1300), dx, dy, 0.9)

    def planks(canvas: skia.Canvas) -> None:
        path = brush.everywhere(372)
        canvas.drawPath(path, wash([(0, mix(base, light.key, 0.3), 1), (0.3, base, 1), (1, mix(base, light.ink, 0.75), 1)], 372, 560))
        brush.texture(canvas, path, "dry", light.ink, 0.3, 0.9)
        seams = skia.Path()
        for i in range(-40, 41):
            x = 424 + i * 34
            seams.moveTo(x, 372)
            seams.lineTo(424 + (x - 424) * 3.1, 740)
        canvas.drawPath(seams, brush.line(mix(base, light.ink, 0.6), 1.4, 0.55))
        halo(canvas, 424, 415, 400, mix(base, light.key, 0.6), 0.3, 0.15)
        canvas.drawPath(brush.everywhere(370, 377), fill(mix(base, light.ink, 0.35)))
        canvas.drawPath(brush.everywhere(370, 371.4), fill(easel.edge(), 0.7 * easel.rim))

    easel.layer(1300, rail)
    easel.layer(1000, planks)

    def ropes(canvas: skia.Canvas) -> None:
        ink = easel.ink(700, 0.04)
        canvas.drawPath(polygon([(-60, -260), (-18, -260), (10, 740), (-60, 740)]), fill(ink))
        for i in range(3):
            canvas.drawLine(-20 + i * 14, -260, 60 + i * 42, 740, brush.line(ink, 2.6))
        for k in range(12):
            y = 10 + k * 44
            canvas.drawLine(-6 + y * 0.1, y, 46 + y * 0.12, y + 3, brush.line(ink, 2))

    easel.layer(720, ropes, 3)
