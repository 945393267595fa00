"""A town park."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, seats, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import trunks
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
    seats.long_bench(e, 318, 152, (282, 328))
    seats.long_bench(e, 530, 152, (520, 566))
    built.lamp_post(e, 206 if left else 642, 386, 178, 1130)
    built.lamp_post(e, 560 if left else 300, 356, 84, 2600)
    grounds.stage(e, (92, 132, 78), y=382, rise=4, grass=900, blade=10)
    grounds.path_way(e, (222, 200, 162), x_far=424, y_far=380, w_far=60, w_near=560, bend=-24 if left else 24)
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
