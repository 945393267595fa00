"""A stone bridge over a river."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import row_of_houses
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


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
