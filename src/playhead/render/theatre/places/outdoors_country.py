"""Open country: land and field."""

from __future__ import annotations

from itertools import pairwise

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import blossoms, lone_tree, sway_row
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


def fields(easel: Easel, y: float, distance: int, colors: tuple[Color, ...], *, height: float = 10, hedges: bool = True, tag: str = "") -> brush.Points:
    """A slope parcelled into fields, furrows running to the horizon, hedges between them."""
    skyline = brush.ridge(easel.rng(f"fields{distance}{tag}"), y, height, 0.4, 7)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"parcels{distance}{tag}")
        whole = brush.land(skyline)
        first = easel.tone(colors[0], distance)
        pale = mix(easel.light.haze, easel.light.sky[3], 0.3)
        canvas.drawPath(whole, fill(first))
        canvas.save()
        canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
        vx = 424 + rng.uniform(-80, 80)
        edges = sorted(rng.uniform(-1500, 2300, 13).tolist())
        for i, (a, b) in enumerate(pairwise(edges)):
            tone = easel.tone(colors[i % len(colors)], distance)
            strip = polygon([(vx + (a - vx) * 0.25, y - height - 2), (vx + (b - vx) * 0.25, y - height - 2), (b, y + 150), (a, y + 150)])
            canvas.drawPath(strip, wash([(0, mix(tone, pale, 0.3), 1), (1, mix(tone, easel.light.ink, 0.16), 1)], y - height, y + 90))
            rows = skia.Path()
            count = max(3, round((b - a) / 30))
            for k in range(count):
                gx = a + (b - a) * (k + 0.5) / count
                rows.moveTo(vx + (gx - vx) * 0.25, y - height)
                rows.lineTo(gx, y + 150)
            canvas.drawPath(rows, brush.line(mix(tone, easel.light.ink, 0.4), 1.0, 0.3))
            if hedges:
                hedge = skia.Path()
                for _ in range(46):
                    t = rng.uniform() ** 1.4
                    hx, hy = vx + (a - vx) * (0.25 + 0.75 * t), y - height + (150 + height) * t
                    r = 2 + 7 * t * rng.uniform(0.6, 1.3)
                    hedge.addOval(skia.Rect(hx - r * 1.3, hy - r, hx + r * 1.3, hy + r * 0.7))
                canvas.drawPath(hedge, fill(mix(easel.tone((52, 88, 60), distance), easel.light.ink, 0.15)))
        brush.texture(canvas, whole, "mottle", easel.light.ink, 0.16, 0.9)
        canvas.restore()
        canvas.drawPath(brush.smooth(skyline.tolist(), closed=False), brush.line(easel.edge(distance), 1.4, 0.6 * easel.rim))

    easel.layer(distance, draw)
    return skyline


@place("land")
def land(place: Place, light: Light) -> Set:
    """Rolling hills, a way that winds toward them, one tree: what any place out of doors can be."""
    e = Easel(place, light)
    skies.sky(e, 298)
    water = backdrop(e, 298)
    left = e.pick("side", 2) == 0
    line = grounds.hills(e, 318, 16, 6000, (104, 146, 92), tag="green", bowl=26)
    grounds.treeline(e, line, 5990, kind="round", n=44, height=24, gap=(300, 560))
    skies.fog(e, 342, 5000, 0.42, 44)
    grounds.hills(e, 348, 14, 3000, (92, 136, 74), tag="slope", mist=0.3, bowl=20)
    lone_tree(e, 118 if left else 730, 366, 262, 2100)
    skies.fog(e, 374, 1900, 0.32, 30)
    landmarks(e, far=(620 if left else 230, 322))
    skies.flock(e, 560 if left else 290, 150)
    grounds.stage(e, (88, 124, 72), y=378, rise=7, grass=1000, blade=14)
    grounds.path_way(e, (214, 192, 150), x_far=450, y_far=376, w_far=22, w_near=420, bend=-70 if left else 70)
    blossoms(e)
    sway_row(e, (88, 124, 72))
    flora.boughs(e, left=not left, right=left)
    flora.near_grass(e)
    return e.finish(water=water)


@place("field")
def field(place: Place, light: Light) -> Set:
    """Ripe corn to the knees between parcelled slopes, sheaves, a tree on the hill."""
    e = Easel(place, light)
    gold = (224, 176, 88)
    skies.sky(e, 300)
    water = backdrop(e, 300)
    left = e.pick("side", 2) == 0
    line = fields(e, 326, 6500, ((150, 168, 92), (212, 176, 98), (124, 150, 88), (196, 150, 92)), height=12)
    x = 690 if left else 168
    lone_tree(e, x, brush.height_at(line, x) + 4, 118, 6400, green=(80, 122, 70))
    skies.fog(e, 352, 5200, 0.3, 36)
    grounds.hills(e, 356, 9, 2600, gold, tag="corn", mist=0.2, depth=60)
    sheaves(e, 150 if left else 610, 366, gold)
    landmarks(e, far=(230 if left else 640, 330))
    skies.flock(e, 520, 130, n=7)
    grounds.stage(e, (198, 152, 78), y=380, rise=5, grass=1900, blade=26)
    ears(e, gold)
    for x2 in (30, 96, 180, 660, 742, 820):
        flora.sway(e, x2, 410, 44, mix(grounds.floor_color(e, gold, 0.6), e.light.ink, 0.3), 1000, 12)
    flora.near_grass(e, n=260, height=84)
    return e.finish(water=water)


def ears(easel: Easel, color: Color) -> None:
    """Ears of corn at both sides, heavy-headed."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ears")
        base = grounds.floor_color(easel, color, 0.72)
        for tone in (mix(base, easel.light.ink, 0.3), base, mix(base, easel.light.key, 0.4)):
            stalks, heads = skia.Path(), skia.Path()
            for _ in range(130):
                side = rng.uniform()
                x = rng.uniform(brush.LEFT, 235) if side < 0.5 else rng.uniform(620, brush.RIGHT)
                y = rng.uniform(392, 470)
                h = (y - 360) * rng.uniform(0.5, 0.8)
                tip = x + h * (rng.normal(0.1, 0.18) + easel.wind * 0.4)
                stalks.moveTo(x, y)
                stalks.quadTo(x, y - h * 0.6, tip, y - h)
                flora.leaf(heads, tip + 2, y - h + 2, 12, 1.0 + rng.normal(0, 0.4), 0.28)
            canvas.drawPath(stalks, brush.line(tone, 1.1, 0.85))
            canvas.drawPath(heads, fill(tone))

    easel.layer(1000, draw)


def sheaves(easel: Easel, x: float, y: float, color: Color) -> None:
    """Three sheaves of corn leaning together."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("sheaves")
        tint = easel.tone(color, 2300, 0.66)
        for i in range(3):
            at, h = x + i * 52 + rng.uniform(-6, 6), 44 + rng.uniform(-5, 5)
            body = polygon([(at - 17, y), (at - 6, y - h * 0.6), (at - 14, y - h), (at + 14, y - h), (at + 6, y - h * 0.6), (at + 17, y)])
            dx, dy = easel.toward(at, y, 2)
            brush.rimmed(canvas, body, fill(mix(tint, easel.light.ink, 0.22)), mix(tint, easel.edge(2300), 0.6), dx, dy)
            brush.texture(canvas, body, "bark", easel.light.ink, 0.5, 0.35)
            canvas.drawRect(skia.Rect(at - 7, y - h * 0.64, at + 7, y - h * 0.56), fill(mix(tint, easel.light.ink, 0.55)))

    easel.layer(2300, draw)
