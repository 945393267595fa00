"""A cliff by the sea."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, flora, grounds, seats, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.maritime import lighthouse
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
    seats.boulder(e, 322, grass=(74, 108, 70))
    seats.boulder(e, 528, width=96, grass=(74, 108, 70))
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
