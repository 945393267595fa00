"""A forest path."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, flora, grounds, seats, skies
from playhead.render.theatre.places.brush import fill, mix
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import trunks
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("forest")
def forest(place: Place, light: Light) -> Set:
    """Rows of trees that pale into mist, a path through grass, dark trunks before the lens."""
    e = Easel(place, light)
    skies.sky(e, 330, clouds=0)
    veil(e)
    bend = e.rng("bend").uniform(-70, 70)
    for distance, y, height, n, alpha in ((7000, 322, 290, 19, 0.5), (3800, 338, 340, 14, 0.5), (2100, 358, 390, 10, 0.42)):
        gap = (330 + bend, 520 + bend) if distance < 7000 else (400 + bend, 450 + bend)
        grounds.hills(e, y, 8, distance + 60, (64, 104, 84), tag="rise", mist=0.5, depth=60)
        trunks(e, distance, y, height, n, gap=gap, depth=5, leafy=4 if distance > 5000 else 6)
        skies.fog(e, y + 4, distance - 60, alpha, 66)
    skies.rays(e, 3000, alpha=0.3)
    landmarks(e, far=(424, 330), done=("forest",))
    grounds.stage(e, (52, 96, 78), y=382, rise=8, grass=1400, blade=20)
    grounds.path_way(e, (220, 206, 160), x_far=424 + bend * 0.3, y_far=384, w_far=44, w_near=900, bend=bend * 0.3)
    for x in (96, 210, 668, 770):
        flora.sway(e, x, 404, 30, mix(grounds.floor_color(e, (52, 96, 78)), light.ink, 0.55), 1000)
    seats.log(e, 536, color=(118, 92, 74), width=140, seats=(520, 560))
    near_trunks(e)
    flora.near_grass(e)
    return e.finish()


def veil(easel: Easel) -> None:
    """Pale light between the far trunks."""

    def draw(canvas: skia.Canvas) -> None:
        light = easel.light
        pale = mix(light.haze, light.sky[3], 0.5)
        brush.halo(canvas, 424, 290, 520, mix(pale, light.key, 0.3), 0.7, 0.6)
        brush.mist(canvas, 290, 190, pale, 0.75)

    easel.layer(20000, draw)


def near_trunks(easel: Easel) -> None:
    """One dark tree at each side before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("near")
        ink = easel.ink(720, 0.05)
        for x, lean in ((rng.uniform(8, 40), 0.03), (rng.uniform(800, 840), -0.04)):
            tree = flora.grow(rng, x, 560, 640, depth=6, spread=0.6, trunk=0.52, girth=0.062, lean=lean, gnarl=0.1)
            canvas.drawPath(tree.wood, fill(ink))
            flora.foliage(canvas, rng, tree.tips, (ink, ink, easel.ink(720, 0.2, (60, 110, 80))), 13, 4)

    easel.layer(760, draw, 2)
