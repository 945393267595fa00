"""A back yard."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import row_of_houses
from playhead.render.theatre.places.trees import lone_tree
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("yard")
def yard(place: Place, light: Light) -> Set:
    """Behind a house: its lit back, a board fence, washing on a line, a shed and an apple tree."""
    e = Easel(place, light)
    skies.sky(e, 302)
    water = backdrop(e, 302)
    flip = 1 if e.pick("side", 2) else -1
    row_of_houses(e, 6500, 340, (-380, 1200), 12, 66, turn=1, tag="n", tall=0.7)
    skies.fog(e, 346, 5400, 0.4, 36)
    lone_tree(e, 424 + flip * 262, 376, 210, 2400, green=(88, 128, 70))
    boards(e)
    x = 424 - flip * 236
    built.houses(e, [built.plan_house(e.rng("home"), e, x - flip * 40, 384, 176, 150, turn=-flip, floors=2, steep=0.52, lit=0.8 if e.dark else None)], 1800, glow=3)
    line_of_sheets(e, flip)
    landmarks(e, far=(424, 330), done=("yard",))
    grounds.stage(e, (104, 124, 76), y=382, rise=4, grass=800, blade=12)
    grounds.path_way(e, (190, 168, 142), x_far=x + flip * 60, y_far=386, w_far=60, w_near=300, bend=40 * flip)
    flora.near_grass(e)
    flora.boughs(e, left=flip < 0, right=flip > 0)
    return e.finish(water=water, water_distance=16000)


def boards(easel: Easel) -> None:
    """A fence of upright boards."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("boards")
        distance = 2000
        tint = easel.tone((150, 120, 96), distance, 0.66)
        tones = [skia.Path(), skia.Path(), skia.Path()]
        x = brush.LEFT - 20.0
        while x < brush.RIGHT + 20:
            w, h = rng.uniform(13, 18), 62 + rng.uniform(-3, 4)
            brush.add_polygon(tones[int(rng.integers(3))], [(x, 388), (x, 384 - h), (x + w / 2, 380 - h), (x + w - 1.2, 384 - h), (x + w - 1.2, 388)])
            x += w
        dx, dy = easel.toward(424, 350, 1.2)
        for path, t in zip(tones, (0.0, 0.16, 0.3), strict=True):
            tone = mix(tint, easel.light.ink, t)
            brush.rimmed(canvas, path, wash([(0, tone, 1), (1, mix(tone, easel.light.ink, 0.45), 1)], 322, 386), mix(tone, easel.edge(distance), 0.5), dx, dy)
            brush.texture(canvas, path, "bark", easel.light.ink, 0.35, 0.5)

    easel.layer(2000, draw)


def line_of_sheets(easel: Easel, flip: int) -> None:
    """Sheets on a line at one side, filling with wind."""
    x0, x1 = (560.0, 860.0) if flip > 0 else (-12.0, 288.0)
    pale = easel.tone((244, 238, 224), 1400, 0.9)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        canvas.drawLine(x0, 268, x1, 272, brush.line(easel.ink(1400, 0.1), 1.3))
        for i in range(3):
            left, w, h = x0 + 22 + i * 92, 74.0, 78.0
            fillet = math.sin(frame / 15 + i * 1.6) * (4 + 16 * easel.wind) + 10 * easel.wind
            cloth = skia.Path()
            cloth.moveTo(left, 269)
            cloth.lineTo(left + w, 270)
            cloth.cubicTo(left + w + fillet * 0.2, 296, left + w + fillet * 0.8, 320, left + w + fillet, 269 + h)
            cloth.cubicTo(left + w * 0.66 + fillet, 273 + h, left + w * 0.33 + fillet, 264 + h, left + fillet, 269 + h)
            cloth.cubicTo(left + fillet * 0.8, 320, left + fillet * 0.2, 296, left, 269)
            cloth.close()
            tone = mix(pale, easel.tone(((150, 176, 190), (226, 150, 120), (240, 232, 214))[i], 1400, 0.8), 0.5)
            canvas.drawPath(cloth, brush.across([(0, tone, 1), (0.12, mix(tone, easel.light.ink, 0.14), 1), (0.22, mix(tone, easel.edge(), 0.2), 1), (0.4, tone, 1), (0.52, mix(tone, easel.light.ink, 0.14), 1), (0.6, mix(tone, easel.edge(), 0.2), 1), (0.8, tone, 1), (0.9, mix(tone, easel.light.ink, 0.12), 1), (1, tone, 1)], (left, 0), (left + w + fillet, 0)))

    def posts(canvas: skia.Canvas) -> None:
        for x in (x0, x1):
            canvas.drawPath(rect(x - 2.6, 258, x + 2.6, 392), fill(easel.ink(1400, 0.16)))

    easel.layer(1410, posts)
    easel.moving(1400, (x0 - 4, 260, x1 + 40, 366), draw)
