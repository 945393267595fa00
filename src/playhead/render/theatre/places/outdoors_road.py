"""A road to the horizon."""

from __future__ import annotations

from itertools import pairwise

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.outdoors_country import fields
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import lone_tree, sway_row
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("road")
def road(place: Place, light: Light) -> Set:
    """A road that runs to the horizon, posts and wires along it, fields on both sides."""
    e = Easel(place, light)
    skies.sky(e, 304)
    water = backdrop(e, 302)
    vx = 424 + e.rng("vanish").uniform(-60, 60)
    fields(e, 322, 6000, ((150, 162, 96), (190, 164, 106), (118, 146, 92)), height=6)
    skies.fog(e, 340, 5000, 0.34, 34)
    lone_tree(e, 724 if vx < 424 else 120, 364, 150, 2600)
    landmarks(e, far=(240 if vx < 424 else 620, 326), done=("road",))
    grounds.stage(e, (126, 132, 80), y=352, rise=4, grass=700, blade=12, distance=1500, tag="verge")
    asphalt(e, vx)
    poles(e, vx)
    skies.flock(e, 300, 150)
    sway_row(e, (126, 132, 80))
    flora.near_grass(e, height=70)
    return e.finish(water=water)


def asphalt(easel: Easel, vx: float) -> None:
    """The roadway: narrowing to its vanishing point, a broken middle line, gravel edges; it mirrors the sky in rain."""
    light = easel.light
    base = grounds.floor_color(easel, (122, 118, 122), 0.5)

    def draw(canvas: skia.Canvas) -> None:
        far = 347.0
        way = polygon([(vx - 5, far), (vx + 5, far), (1330, 740), (-480, 740)])
        edge = polygon([(vx - 7, far), (vx + 7, far), (1420, 740), (-570, 740)])
        canvas.drawPath(edge, wash([(0, mix(base, light.key, 0.5), 1), (1, mix(grounds.floor_color(easel, (190, 160, 120)), light.ink, 0.4), 1)], far, 560))
        pale = mix(base, light.sky[3], 0.55 if easel.wet else 0.3)
        canvas.drawPath(way, wash([(0, pale, 1), (0.2, mix(base, light.key, 0.12), 1), (0.5, base, 1), (1, mix(base, light.ink, 0.7), 1)], far, 560))
        brush.texture(canvas, way, "speck", light.ink, 0.4, 0.7)
        brush.texture(canvas, way, "dry", mix(pale, light.sky[2], 0.4), 0.35 if easel.wet else 0.12, 2.0)
        dashes = skia.Path()
        line = mix(base, mix((240, 230, 200), light.key, 0.4), 0.6)
        for i in range(9):
            a, b = 0.02 + (i / 9) ** 2.2, 0.02 + ((i + 0.5) / 9) ** 2.2
            ya, yb = far + 393 * a, far + 393 * b
            xa, xb = vx + (424 - vx) * a, vx + (424 - vx) * b
            brush.add_polygon(dashes, [(xa - 22 * a, ya), (xa + 22 * a, ya), (xb + 22 * b, yb), (xb - 22 * b, yb)])
        canvas.drawPath(dashes, fill(line, 0.75))
        halo(canvas, vx, far + 4, 220, mix(light.sky[3], light.key, 0.4), 0.3, 0.1)

    easel.layer(1000, draw)


def poles(easel: Easel, vx: float) -> None:
    """Telegraph poles that shrink along the road, wires sagging between them."""
    side = 1 if vx < 424 else -1

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1400, 0.22, (110, 88, 74))
        tops = []
        path, wires = skia.Path(), skia.Path()
        for k in range(7):
            z = 1.0 + k * 0.85
            x, y = vx + side * 300 / z * 1.25, 348 + 46 / z
            h = 292 / z
            tops.append((x, y - h, h))
            w = 4.6 / z
            path.addPoly([skia.Point(x - w, y), skia.Point(x - w * 0.6, y - h), skia.Point(x + w * 0.6, y - h), skia.Point(x + w, y)], True)
            for bar in (0.07, 0.16):
                path.addRect(skia.Rect(x - h * 0.1, y - h * (1 - bar), x + h * 0.1, y - h * (1 - bar) + 4 / z))
        first = tops[0]
        tops.insert(0, (first[0] + side * 420, first[1] - 210, first[2] * 1.9))
        for a, b in pairwise(tops):
            for off in (-0.09, 0.0, 0.09):
                ax, bx = a[0] + a[2] * off, b[0] + b[2] * off
                ay, by = a[1] + a[2] * 0.07, b[1] + b[2] * 0.07
                wires.moveTo(ax, ay)
                wires.quadTo((ax + bx) / 2, (ay + by) / 2 + abs(ax - bx) * 0.1, bx, by)
        canvas.drawPath(wires, brush.line(ink, 0.9, 0.75))
        dx, dy = easel.toward(424, 250, 1.1)
        brush.rimmed(canvas, path, fill(ink), easel.edge(1400), dx, dy, easel.rim)

    easel.layer(1450, draw)
