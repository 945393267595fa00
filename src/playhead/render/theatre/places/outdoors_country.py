"""Open country: land, field, farm, mountain, desert, snowfield, road, river."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop, peaks
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


def lone_tree(easel: Easel, x: float, y: float, height: float, distance: int, *, green: Color = (74, 126, 72), bare: bool = False, tag: str = "lone") -> None:
    """One full tree in the middle distance, its crown a heap of leaves in three tones, a shadow at its foot."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"{tag}{x:.0f}")
        bark = easel.tone((84, 66, 58), distance, 0.6)
        tree = flora.grow(rng, x, y, height, depth=7, spread=0.62, trunk=0.25, girth=0.065, gnarl=0.14)
        halo(canvas, x - easel.toward(x, y)[0] * height * 0.25, y + 3, height * 0.5, easel.light.ink, 0.4, 0.1)
        dx, dy = easel.toward(x, y - height / 2, 1.6)
        brush.rimmed(canvas, tree.wood, fill(bark), mix(bark, easel.edge(distance), 0.7), dx, dy)
        if not bare:
            tones = flora.greens(easel, distance, green)
            mass = skia.Path()
            for tx, ty in tree.tips[::2]:
                r = height * rng.uniform(0.055, 0.105)
                mass.addOval(skia.Rect(tx - r, ty - r * 0.8, tx + r, ty + r * 0.8))
            canvas.drawPath(mass, fill(mix(tones[0], tones[1], 0.4), 0.9))
            flora.foliage(canvas, rng, tree.tips, tones, height * 0.036, 4, easel.toward(x, y - height * 0.6), 1.5)

    easel.layer(distance, draw)


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


def sway_row(easel: Easel, color: Color, height: float = 24) -> None:
    """Tufts that move, at both sides of the stage."""
    for x, y in ((40, 396), (142, 404), (716, 398), (806, 406)):
        flora.sway(easel, x, y, height, mix(grounds.floor_color(easel, color), easel.light.ink, 0.5), 1000)


def blossoms(easel: Easel, colors: tuple[Color, ...] = ((244, 226, 160), (226, 110, 90), (240, 240, 236)), n: int = 150) -> None:
    """Flowers in the grass at both sides of the stage; none in snow."""
    if easel.white:
        return

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("blossoms")
        tones = tuple(easel.tone(c, 1000, 0.8) for c in colors)
        flora.flowers(canvas, rng, (brush.LEFT, 386, 250, 500), tones, n // 2)
        flora.flowers(canvas, rng, (600, 386, brush.RIGHT, 500), tones, n // 2)

    easel.layer(1000, draw)


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


@place("farm")
def farm(place: Place, light: Light) -> Set:
    """A red barn with a silo, a wind pump that turns, furrows, a rail fence."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 300)
    left = e.pick("side", 2) == 0
    fields(e, 330, 6000, ((140, 160, 92), (186, 156, 98), (110, 140, 84)), height=10)
    skies.fog(e, 352, 4500, 0.3, 34)
    grounds.hills(e, 356, 8, 2700, (122, 138, 84), tag="yard", mist=0.25, depth=60)
    barn(e, 148 if left else 700, 372, 2300)
    wind_pump(e, 690 if left else 176, 368, 2500)
    landmarks(e, far=(610 if left else 250, 336), done=("farm", "barn"))
    skies.flock(e, 430, 120)
    grounds.stage(e, (142, 122, 80), y=380, rise=4, grass=500, blade=12)
    grounds.path_way(e, (206, 174, 128), x_far=400 if left else 450, y_far=380, w_far=90, w_near=560, bend=20, ruts=True)
    fence(e, 1400, 384, 46, gap=(250, 610))
    sway_row(e, (142, 122, 80))
    flora.near_grass(e)
    return e.finish(water=water)


def barn(easel: Easel, x: float, y: float, distance: int) -> None:
    """A barn with a broken-pitch roof, white-edged doors and a silo behind."""
    light = easel.light
    w, h = 82.0, 74.0

    def draw(canvas: skia.Canvas) -> None:
        red = easel.tone((186, 66, 52), distance, 0.8)
        roof = easel.air(easel.lit(grounds.SNOW), distance) if easel.white else easel.tone((92, 74, 80), distance)
        trim = easel.tone((232, 218, 198), distance, 0.8)
        out = 1 if x > 424 else -1
        sx = x + out * (w + 48)
        silo = skia.Path()
        silo.addRect(skia.Rect(sx - 22, y - 150, sx + 22, y + 6))
        silo.addOval(skia.Rect(sx - 22, y - 174, sx + 22, y - 126))
        metal = easel.tone((186, 186, 184), distance)
        canvas.drawPath(silo, brush.across([(0, mix(metal, light.ink, 0.45), 1), (0.6, metal, 1), (1, mix(metal, easel.edge(distance), 0.6), 1)], (sx - 22 * easel.side, 0), (sx + 22 * easel.side, 0)))
        for k in range(7):
            canvas.drawLine(sx - 22, y - 140 + k * 22, sx + 22, y - 140 + k * 22, brush.line(light.ink, 0.8, 0.3))
        # side, deep toward outside
        side = polygon([(x + out * w * 0.62, y + 6), (x + out * w * 0.62, y - h), (x + out * w * 1.25, y - h), (x + out * w * 1.25, y + 6)])
        canvas.drawPath(side, fill(mix(red, light.ink, 0.42)))
        top = [(x - w * 0.62, y - h), (x - w * 0.42, y - h - 34), (x, y - h - 56), (x + w * 0.42, y - h - 34), (x + w * 0.62, y - h)]
        shift = out * w * 0.63
        canvas.drawPath(polygon([top[2], (top[2][0] + shift, top[2][1]), (top[4 if out > 0 else 0][0] + shift + out * 5, y - h + 4), (top[4 if out > 0 else 0][0], y - h + 4), top[3 if out > 0 else 1]]), fill(mix(roof, light.ink, 0.14)))
        front = polygon([(x - w * 0.62, y + 6), *top, (x + w * 0.62, y + 6)])
        canvas.drawPath(front, wash([(0, mix(red, easel.edge(distance), 0.2 * easel.rim), 1), (1, mix(red, light.ink, 0.24), 1)], y - h - 56, y))
        brush.texture(canvas, front, "bark", light.ink, 0.4, 0.4)
        canvas.drawPath(brush.smooth([(top[0][0] - 5, top[0][1] + 5), *top, (top[4][0] + 5, top[4][1] + 5)], closed=False), brush.line(roof, 5))
        door = brush.rect(x - 24, y - 52, x + 24, y + 6)
        canvas.drawPath(door, fill(mix(red, light.ink, 0.3)))
        canvas.drawPath(door, brush.line(trim, 2.4))
        for a, b in (((-24, -52), (0, 4)), ((0, -52), (-24, 4)), ((0, -52), (24, 4)), ((24, -52), (0, 4)), ((0, -52), (0, 4))):
            canvas.drawLine(x + a[0], y + a[1], x + b[0], y + b[1], brush.line(trim, 1.8))
        built.pane(canvas, easel, built.Pane(x - 9, y - h - 26, 18, 20, easel.dark), distance, red)

    easel.layer(distance, draw)
    if easel.dark:
        easel.glow(x, y - h - 16, 46, distance)


def wind_pump(easel: Easel, x: float, y: float, distance: int) -> None:
    """A lattice tower with a wheel of vanes that turns with the wind."""
    ink = easel.ink(distance, 0.25, (90, 84, 84))

    def tower(canvas: skia.Canvas) -> None:
        legs = skia.Path()
        for side in (-1, 1):
            legs.moveTo(x + side * 17, y + 4)
            legs.lineTo(x + side * 2, y - 138)
        for k in range(5):
            a, b = k / 5, (k + 1) / 5
            wa, wb = 17 - 15 * a, 17 - 15 * b
            legs.moveTo(x - wa, y - 138 * a)
            legs.lineTo(x + wb, y - 138 * b)
            legs.moveTo(x + wa, y - 138 * a)
            legs.lineTo(x - wb, y - 138 * b)
        canvas.drawPath(legs, brush.line(ink, 1.8))
        canvas.drawPath(polygon([(x + 4, y - 140), (x + 34, y - 150), (x + 34, y - 130)]), fill(ink))

    def wheel(canvas: skia.Canvas, frame: int) -> None:
        turn = frame * (0.03 + 0.09 * easel.wind)
        vanes = skia.Path()
        for k in range(14):
            a = turn + k * math.tau / 14
            c, s = math.cos(a), math.sin(a)
            brush.add_polygon(vanes, [(x + c * 8 - s * 1.2, y - 140 + s * 8 + c * 1.2), (x + c * 29 - s * 5.5, y - 140 + s * 29 + c * 5.5), (x + c * 29 + s * 1.5, y - 140 + s * 29 - c * 1.5), (x + c * 8 + s * 1, y - 140 + s * 8 - c * 1)])
        canvas.drawPath(vanes, fill(mix(ink, easel.edge(distance), 0.25)))
        canvas.drawCircle(x, y - 140, 3, fill(ink))

    easel.layer(distance, tower)
    easel.moving(distance - 10, (x - 34, y - 174, x + 34, y - 106), wheel)


def fence(easel: Easel, distance: int, y: float, height: float, *, gap: tuple[float, float] = (0, 0), color: Color = (124, 100, 80), rails: int = 2, step: float = 58) -> None:
    """A rail fence along the far edge of the stage, open within `gap`."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("fence")
        tint = mix(easel.tone(color, distance, 0.6), easel.light.ink, 0.3)
        path = skia.Path()
        x = brush.LEFT - 20.0
        last: tuple[float, float] | None = None
        while x < brush.RIGHT + 20:
            if gap[0] < x < gap[1]:
                last = None
                x += step
                continue
            h = height * rng.uniform(0.9, 1.08)
            lean = rng.normal(0, 1.6)
            path.addPoly([skia.Point(x - 3.2, y + 6), skia.Point(x - 2.6 + lean, y - h), skia.Point(x + lean, y - h - 3), skia.Point(x + 2.6 + lean, y - h), skia.Point(x + 3.2, y + 6)], True)
            if last:
                for k in range(rails):
                    ry = h * (0.82 - 0.4 * k)
                    a, b = rng.normal(0, 1.3, 2)
                    path.addPoly([skia.Point(last[0], y - ry + a - 2), skia.Point(x, y - ry + b - 2), skia.Point(x, y - ry + b + 2), skia.Point(last[0], y - ry + a + 2)], True)
            last = (x, y)
            x += step * rng.uniform(0.94, 1.06)
        dx, dy = easel.toward(424, y, 1.2)
        brush.rimmed(canvas, path, fill(tint), easel.edge(distance), dx, dy - 0.4, 0.9 * easel.rim)

    easel.layer(distance, draw)


@place("mountain")
def mountain(place: Place, light: Light) -> Set:
    """Folded peaks with snow, firs on the ridges, a rocky ledge to stand on."""
    e = Easel(place, light)
    skies.sky(e, 300)
    peaks(e, 312, 282, 15000, 5, snow=0.42)
    skies.fog(e, 306, 13000, 0.4, 54)
    peaks(e, 334, 150, 9000, 6, color=(84, 104, 118), snow=0.26, tag="b")
    if e.has("sea", "river", "lake"):
        skies.water(e, 318, bottom=380, distance=8000)
    skies.fog(e, 340, 7000, 0.5, 44)
    line = grounds.hills(e, 346, 22, 5000, (62, 96, 88), rough=0.56, tag="firs", mist=0.55)
    grounds.treeline(e, line, 4990, n=120, height=40)
    skies.fog(e, 374, 4000, 0.5, 36)
    line2 = grounds.hills(e, 372, 16, 2600, (54, 86, 78), rough=0.54, tag="near firs", mist=0.3)
    grounds.treeline(e, line2, 2590, n=26, height=92, gap=(230, 620), tag="n")
    skies.fog(e, 392, 2000, 0.35, 26)
    landmarks(e, far=(640, 344), done=("mountain", "mountains"))
    skies.flock(e, 300, 140, n=3, size=8)
    ledge(e)
    flora.near_grass(e, n=60, height=40)
    near_firs(e)
    return e.finish()


def ledge(easel: Easel) -> None:
    """A shelf of broken rock, its facets lit on one side, tufts between."""
    grounds.stage(easel, (104, 122, 92), y=384, rise=7, grass=900, blade=12, texture="mottle")

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ledge")
        base = grounds.floor_color(easel, (128, 126, 126), 0.55)
        for _ in range(26):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            if 190 < x < 660:
                continue
            y = rng.uniform(384, 470)
            rock(canvas, easel, rng, x, y, rng.uniform(10, 34) * (0.5 + (y - 370) / 90), base)
        for _ in range(24):
            x, y = rng.uniform(200, 650), rng.uniform(392, 475)
            rock(canvas, easel, rng, x, y, rng.uniform(2, 5), base)

    easel.layer(1000, draw)


def rock(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, x: float, y: float, size: float, base: Color) -> None:
    """One stone: a shaded body, a lit facet toward the light, snow on top where it lies."""
    w, h = size * rng.uniform(0.9, 1.3), size * rng.uniform(0.6, 0.95)
    pts = [(x - w, y + 2), (x - w * rng.uniform(0.7, 0.95), y - h * 0.55), (x - w * 0.3, y - h), (x + w * 0.35, y - h * rng.uniform(0.75, 1)), (x + w * 0.88, y - h * 0.45), (x + w, y + 2)]
    body = polygon(pts)
    dark = mix(base, easel.light.ink, 0.5)
    canvas.drawPath(body, wash([(0, mix(dark, base, 0.4), 1), (1, dark, 1)], y - h, y))
    cx = x + w * rng.uniform(-0.1, 0.2)
    facet = polygon([pts[2], pts[3], pts[4], (cx + w * 0.3, y - h * 0.2)]) if easel.side > 0 else polygon([pts[3], pts[2], pts[1], (cx - w * 0.3, y - h * 0.2)])
    canvas.drawPath(facet, fill(mix(base, easel.light.key, 0.35 * easel.rim + 0.1)))
    if size > 7:
        brush.texture(canvas, body, "mottle", easel.light.ink, 0.3, 0.4)
    if easel.white:
        canvas.drawPath(polygon([pts[1], pts[2], pts[3], pts[4], (x + w * 0.3, y - h * 0.66), (x - w * 0.3, y - h * 0.72)]), fill(mix(base, (255, 255, 255), 0.5)))


def near_firs(easel: Easel) -> None:
    """Two dark firs before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("near firs")
        path = skia.Path()
        flora.pine(path, rng, rng.uniform(-20, 20), 560, 480, 0.42)
        flora.pine(path, rng, rng.uniform(800, 850), 590, 430, 0.42)
        canvas.drawPath(path, fill(easel.ink(740, 0.06)))

    easel.layer(740, draw, 3)


@place("desert")
def desert(place: Place, light: Light) -> Set:
    """Dunes with knife-edge crests, or table mountains with cacti: the name decides."""
    e = Easel(place, light)
    sand = (232, 176, 112)
    skies.sky(e, 302)
    mesas_here = e.pick("kind", 2) == 0
    if mesas_here:
        mesas(e, 314, 15000, 70, (206, 122, 92), "far")
        skies.fog(e, 316, 12000, 0.3, 30)
        mesas(e, 330, 8000, 118, (206, 98, 62), "near")
    else:
        dunes(e, 308, 46, 14000, (214, 150, 104), "a")
        skies.fog(e, 318, 12000, 0.3, 30)
        dunes(e, 330, 62, 8000, (226, 160, 100), "b")
    skies.fog(e, 346, 7000, 0.3, 34)
    dunes(e, 366, 44, 3600, sand, "c")
    landmarks(e, far=(560, 336), done=("desert",))
    skies.flock(e, 300, 110, n=3, size=8)
    if mesas_here:
        cactus(e, 128, 384, 128, 1900)
        cactus(e, 742, 378, 84, 2300)
    grounds.stage(e, sand, y=382, rise=6, keep=0.88, texture="dry", dark=0.5)
    ripples(e, sand)
    dunes(e, 500, 26, 720, (120, 80, 60), "near", ink=True)
    return e.finish()


def dunes(easel: Easel, y: float, height: float, distance: int, color: Color, tag: str, *, ink: bool = False) -> None:
    """A row of dunes: long swells with a lit and a shaded side that meet in a curving edge."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"dunes{tag}")
        tint = easel.ink(distance, 0.12, color) if ink else easel.tone(color, distance, 0.9)
        if easel.white and not ink:
            tint = easel.air(grounds.snow(easel), distance)
        lit = mix(tint, easel.edge(distance), 0.25 + 0.25 * easel.rim)
        dark = mix(tint, easel.air(mix(light.ink, light.sky[0], 0.3), distance), 0.42)
        pale = mix(light.haze, light.sky[3], 0.3)
        n = 5 if distance > 2000 else 4
        for i in range(n):
            w = (brush.RIGHT - brush.LEFT) / n * rng.uniform(0.8, 1.5)
            x = brush.LEFT + (i + rng.uniform(0.2, 0.8)) * (brush.RIGHT - brush.LEFT) / n
            h = height * rng.uniform(0.6, 1.25)
            s = easel.side
            crest = (x, y - h)
            body = skia.Path()
            body.moveTo(x - w, y + 6)
            body.cubicTo(x - w * 0.5, y + 2, x - w * 0.22, y - h, *crest)
            body.cubicTo(x + w * 0.22, y - h * 0.9, x + w * 0.5, y + 2, x + w, y + 6)
            body.lineTo(x + w, brush.BOTTOM + 24)
            body.lineTo(x - w, brush.BOTTOM + 24)
            body.close()
            canvas.drawPath(body, wash([(0, lit, 1), (0.5, mix(lit, tint, 0.7), 1), (1, mix(tint, light.ink if ink else pale, 0.4), 1)], y - h, y + 60))
            slip = skia.Path()
            slip.moveTo(*crest)
            slip.cubicTo(x - s * w * 0.02, y - h * 0.5, x + s * w * 0.16, y - h * 0.2, x + s * w * 0.05, y + 34)
            slip.cubicTo(x - s * w * 0.3, y + 24, x - s * w * 0.7, y + 12, x - s * w, y + 6)
            slip.cubicTo(x - s * w * 0.5, y + 2, x - s * w * 0.22, y - h, *crest)
            slip.close()
            canvas.drawPath(slip, wash([(0, dark, 0.95), (0.6, dark, 0.7), (1, mix(dark, pale, 0.5), 0.0)], y - h, y + 34))
            brush.texture(canvas, body, "dry", dark, 0.14, 0.8, -4 * s)
        if ink:
            canvas.drawPath(brush.everywhere(y + 6), fill(tint))

    easel.layer(distance, draw, 3 if ink else 0)


def ripples(easel: Easel, color: Color) -> None:
    """Wind ripples in the sand of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ripples")
        base = grounds.floor_color(easel, color, 0.6)
        for tone, alpha in ((mix(base, easel.light.ink, 0.5), 0.32), (mix(base, easel.light.key, 0.6), 0.4)):
            path = skia.Path()
            for _ in range(120):
                t = rng.uniform() ** 1.4
                y, x = 388 + 120 * t, rng.uniform(brush.LEFT, brush.RIGHT)
                w = (16 + 60 * t) * rng.uniform(0.5, 1.2)
                path.moveTo(x - w, y)
                path.cubicTo(x - w * 0.4, y - 2 - 4 * t, x + w * 0.3, y + 2 + 4 * t, x + w, y - 1)
            canvas.drawPath(path, brush.line(tone, 1.0, alpha))

    easel.layer(1000, draw)


def mesas(easel: Easel, y: float, distance: int, height: float, color: Color, tag: str) -> None:
    """Table mountains and a needle: level tops, banded cliffs, scree at their feet; the middle stays open."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"mesas{tag}")
        tint = easel.tone(color, distance // 2, 0.95)
        pale = mix(light.haze, light.sky[3], 0.35)
        for x in (-260, -40, 150, 690, 850, 1120):
            at = x + rng.uniform(-50, 50)
            w, h = rng.uniform(26, 120), height * rng.uniform(0.5, 1.1)
            top = y - h
            shape = [(at - w - h * 0.6, y + 6), (at - w - 6, y - h * 0.42), (at - w, y - h * 0.5), (at - w + rng.uniform(-2, 4), top + 3), (at - w * 0.4, top + rng.uniform(-2, 2)), (at + w * 0.5, top + rng.uniform(-2, 3)), (at + w, top + 4), (at + w + 3, y - h * 0.5), (at + w + 8, y - h * 0.42), (at + w + h * 0.6, y + 6)]
            path = polygon(shape)
            dx, dy = easel.toward(at, top, 2.4)
            brush.rimmed(canvas, path, wash([(0, mix(tint, light.ink, 0.12), 1), (0.5, mix(tint, light.ink, 0.2), 1), (1, mix(tint, pale, 0.5), 1)], top, y + 6), mix(tint, easel.edge(distance), 0.65), dx, dy)
            brush.texture(canvas, path, "bark", mix(tint, light.ink, 0.6), 0.36, 0.5)
            canvas.save()
            canvas.clipPath(path, skia.ClipOp.kIntersect, True)
            for k in range(4):
                by = top + h * (0.12 + 0.13 * k)
                canvas.drawRect(skia.Rect(at - w * 2, by, at + w * 2, by + h * 0.035), fill(mix(tint, light.ink, 0.35), 0.5))
            away = at - easel.side * w * 0.5
            canvas.drawRect(skia.Rect(away - w * 0.9, top - 4, away + w * 0.9, y + 10), fill(light.ink, 0.14))
            canvas.restore()
        base = brush.ridge(rng, y, 3, 0.5, 6)
        canvas.drawPath(brush.land(base), wash([(0, mix(tint, pale, 0.25), 1), (1, mix(tint, pale, 0.55), 1)], y, y + 60))

    easel.layer(distance, draw)


def cactus(easel: Easel, x: float, y: float, height: float, distance: int) -> None:
    """A tall ribbed cactus with two arms."""

    def draw(canvas: skia.Canvas) -> None:
        tint = easel.tone((74, 112, 84), distance, 0.6)
        w = height * 0.075
        paint = brush.line(tint, w * 2)
        path = skia.Path()
        path.moveTo(x, y)
        path.lineTo(x, y - height + w)
        for side, at, reach, up in ((1, 0.42, 0.22, 0.34), (-1, 0.56, 0.19, 0.26)):
            path.moveTo(x, y - height * at)
            path.quadTo(x + side * height * reach, y - height * at, x + side * height * reach, y - height * (at + 0.12))
            path.lineTo(x + side * height * reach, y - height * (at + up))
        halo(canvas, x, y + 2, height * 0.4, easel.light.ink, 0.4, 0.1)
        lit = brush.line(mix(tint, easel.edge(distance), 0.8), w * 2)
        canvas.drawPath(path, lit)
        canvas.save()
        canvas.translate(-easel.side * 2, 0.8)
        canvas.drawPath(path, paint)
        canvas.restore()
        for k in (-0.5, 0, 0.5):
            canvas.drawLine(x + k * w, y, x + k * w, y - height + w, brush.line(easel.light.ink, 0.8, 0.3))

    easel.layer(distance, draw)


@place("snowfield")
def snowfield(place: Place, light: Light) -> Set:
    """Drifts of snow, laden firs, a line of footprints, mountains far off."""
    e = Easel(place, light)
    e.white = True
    skies.sky(e, 302)
    peaks(e, 314, 190, 15000, 6, snow=0.8, color=(116, 136, 172))
    skies.fog(e, 314, 12000, 0.5, 46)
    line = grounds.hills(e, 326, 12, 8000, (200, 210, 226), tag="a", mist=0.3)
    grounds.treeline(e, line, 7990, n=130, height=30, gap=(340, 520))
    skies.fog(e, 346, 6000, 0.4, 30)
    line = grounds.hills(e, 350, 14, 3600, (210, 220, 234), tag="b", mist=0.2)
    laden_firs(e, line, 3500, 11, 110)
    if e.pick("cabin", 3) == 0 or e.has("house", "cabin"):
        x = 618.0 if e.pick("cabin side", 2) else 180.0
        built.houses(e, [built.plan_house(e.rng("cabin"), e, x, 362, 34, 24, floors=1, walls=((120, 84, 66),), lit=0.9)], 3400)
        chimney_smoke(e, x + 24, 308, 3390)
    landmarks(e, far=(230, 330), done=("snow",))
    grounds.stage(e, grounds.SNOW, y=378, rise=9, texture="mottle", dark=0.4)
    drifts(e)
    prints(e)
    near_firs(e)
    return e.finish()


def chimney_smoke(easel: Easel, x: float, y: float, distance: int, size: float = 5) -> None:
    """Smoke that rises from a chimney."""
    color = mix(easel.light.haze, easel.light.sky[2], 0.4) if not easel.night else mix(easel.light.haze, easel.light.sky[3], 0.5)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        brush.smoke(canvas, frame, x, y, color, 0.42, rise=size * 13, size=size, puffs=8)

    easel.moving(distance, (x - size * 3, y - size * 17, x + size * 9, y + size), draw, every=3)


def laden_firs(easel: Easel, line: brush.Points, distance: int, n: int, height: float) -> None:
    """Firs whose boughs carry snow."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"laden{distance}")
        dark = easel.tone((52, 84, 88), distance, 0.6)
        white = easel.air(mix(easel.lit(grounds.SNOW), easel.light.key, 0.15), distance)
        for i in range(n):
            x = brush.LEFT + (i + rng.uniform(0.1, 0.9)) * (brush.RIGHT - brush.LEFT) / n
            if 270 < x < 600:
                continue
            seed = int(rng.integers(1 << 30))
            h = height * rng.uniform(0.6, 1.2)
            y = brush.height_at(line, x) + 6
            body, snow = skia.Path(), skia.Path()
            flora.pine(body, np.random.default_rng(seed), x, y, h, 0.44)
            flora.pine(snow, np.random.default_rng(seed), x + easel.side * 1.5, y - h * 0.03, h * 0.97, 0.36)
            canvas.drawPath(body, fill(dark))
            canvas.save()
            canvas.clipPath(body, skia.ClipOp.kIntersect, True)
            canvas.drawPath(snow, fill(mix(white, dark, 0.16)))
            canvas.drawRect(skia.Rect(x - h * 0.3 * easel.side - h * 0.22, y - h, x - h * 0.3 * easel.side + h * 0.3, y), fill(easel.air(easel.light.sky[0], distance), 0.35))
            brush.texture(canvas, body, "mottle", dark, 0.75, 0.14)
            canvas.restore()

    easel.layer(distance, draw)


def drifts(easel: Easel) -> None:
    """Blue hollows and lit crests in the snow of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("drifts")
        base = grounds.floor_color(easel, grounds.SNOW)
        blue = mix(base, mix(easel.light.sky[0], easel.light.ink, 0.2), 0.3)
        for _ in range(16):
            x, y = rng.uniform(brush.LEFT, brush.RIGHT), 390 + 120 * rng.uniform()
            w = rng.uniform(60, 190)
            shape = brush.smooth([(x - w, y), (x - w * 0.2, y - 9), (x + w, y - 1), (x + w * 0.2, y + 6)])
            canvas.drawPath(shape, fill(blue, 0.4, 3))
            canvas.drawPath(brush.smooth([(x - w, y - 2), (x - w * 0.2, y - 11), (x + w, y - 3)], closed=False), brush.line(mix(base, (255, 255, 255), 0.5), 1.6, 0.6, 0.8))

    easel.layer(1000, draw)


def prints(easel: Easel) -> None:
    """Footprints that come from far off."""

    def draw(canvas: skia.Canvas) -> None:
        base = grounds.floor_color(easel, grounds.SNOW)
        path = skia.Path()
        bend = easel.rng("prints").uniform(-90, 90)
        for i in range(40):
            t = i / 39
            y = 380 + 150 * t**1.8
            x = 520 - 330 * t + math.sin(t * 3) * bend + (1 if i % 2 else -1) * (1.5 + 8 * t)
            r = 1 + 4.6 * t
            path.addOval(skia.Rect(x - r * 1.3, y - r * 0.5, x + r * 1.3, y + r * 0.5))
        canvas.drawPath(path, fill(mix(base, mix(easel.light.sky[0], easel.light.ink, 0.4), 0.5), 0.7))

    easel.layer(1000, draw)


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


@place("river")
def river(place: Place, light: Light) -> Set:
    """A river between soft banks, reeds and a leaning willow, the far trees standing on their heads in it."""
    e = Easel(place, light)
    skies.sky(e, 300)
    backdrop(e, 296)
    left = e.pick("side", 2) == 0
    line = grounds.hills(e, 314, 10, 6500, (92, 134, 96), tag="bank", mist=0.3, depth=40)
    grounds.treeline(e, line, 6490, kind="round", n=70, height=46, color=(66, 112, 78), gap=(340, 500))
    water = skies.water(e, 326, bottom=384, distance=5200, strokes=130, tag="river", tone=(64, 112, 116))
    mirrored(e)
    skies.fog(e, 332, 5000, 0.5, 26)
    landmarks(e, far=(600 if left else 260, 318), done=("river",))
    willow(e, 96 if left else 752, 388, 1900)
    banks(e, left)
    grounds.stage(e, (86, 122, 74), y=386, rise=5, grass=900, blade=14)
    reeds(e)
    sway_row(e, (86, 122, 74), 34)
    flora.near_grass(e, height=80)
    return e.finish(water=(180, 332, 670, 380) if water else None)


def mirrored(easel: Easel) -> None:
    """Dark reflections of the far bank, broken into level strokes."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("mirror")
        tone = easel.tone((60, 100, 76), 5200, 0.55)
        band = brush.everywhere(326, 350)
        canvas.drawPath(band, wash([(0, tone, 0.75), (1, tone, 0.0)], 326, 350))
        path = skia.Path()
        for _ in range(260):
            x, y = rng.uniform(brush.LEFT, brush.RIGHT), 327 + 40 * rng.uniform() ** 1.6
            w = rng.uniform(4, 26)
            path.moveTo(x - w, y)
            path.lineTo(x + w, y)
        canvas.drawPath(path, brush.line(tone, 1.2, 0.5))

    easel.layer(5150, draw)


def banks(easel: Easel, left: bool) -> None:
    """A spit of land that runs into the water from one side, with stones."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("banks")
        tint = easel.tone((88, 120, 76), 2400, 0.6)
        x0, x1 = (-700, 300) if left else (560, 1560)
        line = brush.hill(x0, x1, 386, 352, rng, 3)
        path = brush.land(line, 420)
        canvas.drawPath(path, wash([(0, mix(tint, easel.edge(2400), 0.2), 1), (1, mix(tint, easel.light.ink, 0.4), 1)], 350, 392))
        brush.texture(canvas, path, "dry", easel.light.ink, 0.3, 0.7)
        flora.meadow(canvas, easel, "bank grass", line, (mix(tint, easel.light.ink, 0.3), tint, mix(tint, easel.edge(2400), 0.3)), 300, 12, left=max(x0, brush.LEFT) + 20, right=min(x1, brush.RIGHT) - 20)

    easel.layer(2400, draw)


def willow(easel: Easel, x: float, y: float, distance: int) -> None:
    """A willow: a leaning bole and curtains of hanging leaves."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("willow")
        lean = 0.16 if x < 424 else -0.16
        tree = flora.grow(rng, x, y, 250, depth=6, spread=0.62, trunk=0.3, girth=0.075, lean=lean)
        bark = easel.tone((84, 70, 58), distance, 0.55)
        dx, dy = easel.toward(x, y - 100, 1.8)
        brush.rimmed(canvas, tree.wood, fill(bark), mix(bark, easel.edge(distance), 0.7), dx, dy)
        tones = flora.greens(easel, distance, (106, 140, 78))
        for tone, shift in zip(tones, (-3, 0, 3), strict=True):
            strands, leaves = skia.Path(), skia.Path()
            for tx, ty in tree.tips[:: 2]:
                for _ in range(2):
                    px, py = tx + rng.normal(0, 9) + shift * easel.side, ty + rng.normal(0, 6)
                    length = rng.uniform(40, 120)
                    end = (px + rng.normal(0, 5) + easel.wind * 26, py + length)
                    strands.moveTo(px, py)
                    strands.quadTo(px + rng.normal(0, 6), py + length * 0.5, *end)
                    for k in range(9):
                        t = (k + 1) / 9
                        flora.leaf(leaves, px + (end[0] - px) * t + rng.normal(0, 1.5), py + length * t, 8, 1.3 + rng.normal(0, 0.35), 0.25)
            canvas.drawPath(strands, brush.line(tone, 0.8, 0.7))
            canvas.drawPath(leaves, fill(tone))

    easel.layer(distance, draw)


def reeds(easel: Easel) -> None:
    """Reeds and bulrushes at both sides of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("reeds")
        base = grounds.floor_color(easel, (96, 118, 70))
        for tone in (mix(base, easel.light.ink, 0.6), mix(base, easel.light.ink, 0.35), mix(base, easel.light.key, 0.25)):
            path, heads = skia.Path(), skia.Path()
            for left, right in ((-60, 176), (680, 900)):
                flora.blades(path, rng, 46, left, right, 398.0, 86, lean=easel.wind * 0.4, width=1.7, drop=30)
                for _ in range(4):
                    x, h = rng.uniform(left, right), rng.uniform(60, 92)
                    y = 404.0
                    path.addRect(skia.Rect(x - 0.7, y - h, x + 0.7, y))
                    heads.addRoundRect(skia.Rect(x - 2.6, y - h - 4, x + 2.6, y - h + 16), 2.6, 2.6)
            canvas.drawPath(path, fill(tone))
            canvas.drawPath(heads, fill(mix(easel.tone((110, 70, 50)), easel.light.ink, 0.4)))

    easel.layer(1000, draw)
