"""A village lane."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles, square
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import chimney_smoke, row_of_houses
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("village")
def village(place: Place, light: Light) -> Set:
    """Gabled houses on both sides of a lane, a steeple behind, smoke from the chimneys, windows alight when it is dark."""
    e = Easel(place, light)
    skies.sky(e, 298)
    water = backdrop(e, 298)
    flip = 1 if e.pick("side", 2) else -1
    tower_x = 424 + flip * e.rng("tower").uniform(150, 220)
    roofs_behind(e, tower_x)
    square(e, 340, 5400, (168, 148, 132))
    skies.fog(e, 340, 5200, 0.4, 34)
    row_of_houses(e, 4200, 350, (-330, 330), 8, 62, turn=1, tag="l", tall=0.8)
    row_of_houses(e, 4150, 350, (1180, 520), 8, 62, turn=-1, tag="r", tall=0.8)
    skies.fog(e, 362, 3400, 0.3, 26)
    big = row_of_houses(e, 2300, 376, (-290, 205), 3, 150, turn=-1, tag="L", tall=0.9)
    big += row_of_houses(e, 2250, 376, (1140, 645), 3, 150, turn=1, tag="R", tall=0.9)
    for house in (big[2], big[5]):
        chimney_smoke(e, house.x + house.turn * (house.w / 2 + house.d * house.chimney), house.y - house.h - house.roof_h - 18, 2200, 6)
    landmarks(e, far=(424, 320), done=("village", "house", "church"))
    skies.flock(e, 430, 110)
    cobbles(e, (168, 148, 132))
    built.lamp_post(e, 676 if flip > 0 else 168, 384, 186, 1080, arm=-flip)
    greenery(e)
    signboard(e, flip)
    return e.finish(water=water, water_distance=16000)


def roofs_behind(easel: Easel, tower_x: float) -> None:
    """A steeple above a huddle of far roofs."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("roofs")
        distance = 7000
        tint = easel.tone((128, 104, 112), distance)
        path, lights = skia.Path(), skia.Path()
        built.spire(path, tower_x, 342, 92, 176)
        for _ in range(34):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            w, h = rng.uniform(26, 54), rng.uniform(18, 34)
            if 370 < x < 480:
                h *= 0.6
            brush.add_polygon(path, [(x, 344), (x, 344 - h), (x + w / 2, 344 - h - w * 0.42), (x + w, 344 - h), (x + w, 344)])
            path.addRect(skia.Rect(x + w * 0.68, 344 - h - w * 0.4, x + w * 0.78, 344 - h))
            if rng.uniform() < 0.6:
                lights.addRect(skia.Rect(x + w * 0.4, 344 - h, x + w * 0.4 + 4, 344 - h + 6))
        lights.addRect(skia.Rect(tower_x - 3, 268, tower_x + 3, 279))
        dx, dy = easel.toward(tower_x, 250, 1.6)
        foot = mix(tint, mix(easel.light.haze, easel.light.sky[3], 0.3), 0.6)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (0.6, mix(tint, foot, 0.3), 1), (1, foot, 1)], 170, 348), mix(tint, easel.edge(distance), 0.55), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.18, 0.6)
        if easel.white:
            snowy = skia.Path()
            brush.add_polygon(snowy, [(tower_x - 18, 247), (tower_x, 175), (tower_x + 18, 247)])
            canvas.drawPath(snowy, fill(easel.air(grounds.snow(easel), distance), 0.7))
        if easel.dark or easel.wet:
            canvas.drawPath(lights, fill(easel.light.lamp, 0.8))

    easel.layer(7000, draw)


def greenery(easel: Easel) -> None:
    """Bushes and pots at the foot of the nearest houses."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("greenery")
        shade, tone, lit = flora.greens(easel, 1900, (72, 112, 70))
        for x in (-60, 34, 150, 706, 812, 930):
            at, w = x + rng.uniform(-14, 14), rng.uniform(40, 74)
            tips = [(at + rng.normal(0, w * 0.32), 380 - abs(rng.normal(0, 12))) for _ in range(26)]
            body = skia.Path()
            flora.crown(body, rng, at, 386, w, 26)
            canvas.drawPath(body, fill(shade))
            flora.foliage(canvas, rng, tips, (shade, tone, lit), 6, 4, easel.toward(at, 370), 0.8)
            if not easel.white and rng.uniform() < 0.7:
                flora.flowers(canvas, rng, (at - w / 2, 360, at + w / 2, 384), (easel.tone((226, 92, 82), 1900, 0.85), easel.tone((244, 214, 150), 1900, 0.85)), 18, 1.8)

    easel.layer(1900, draw)


def signboard(easel: Easel, flip: int) -> None:
    """A dark corner of a house with a hanging sign, before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(720, 0.06)
        s = -flip
        edge = 424 + s * 404
        canvas.drawPath(polygon([(edge, -260), (edge + s * 600, -260), (edge + s * 600, 740), (edge, 740)]), fill(ink))
        canvas.drawPath(polygon([(edge - s * 18, -60), (edge + s * 600, -330), (edge + s * 600, -260), (edge - s * 10, -46)]), fill(ink))
        canvas.drawLine(edge, 74, edge - s * 66, 74, brush.line(ink, 4))
        canvas.drawLine(edge, 46, edge - s * 54, 74, brush.line(ink, 2.4))
        board = skia.Path()
        board.addOval(skia.Rect(edge - s * 40 - 24, 84, edge - s * 40 + 24, 124))
        canvas.drawPath(board, fill(ink))
        canvas.drawLine(edge - s * 56, 74, edge - s * 54, 92, brush.line(ink, 1.6))
        canvas.drawLine(edge - s * 24, 74, edge - s * 26, 92, brush.line(ink, 1.6))

    easel.layer(720, draw, 3)
