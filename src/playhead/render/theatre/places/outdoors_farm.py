"""A farm: barn, wind pump, fence."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.outdoors_country import fields
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import sway_row
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


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
