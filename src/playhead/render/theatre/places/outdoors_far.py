"""Far places: platform, jungle, space."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.outdoors_town import cobbles
from playhead.render.theatre.places.outdoors_woods import trunks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place

# -- platform -----------------------------------------------------------------------------------------------------------


@place("platform")
def platform(place: Place, light: Light) -> Set:
    """A railway platform: iron columns and a fretted canopy, a clock, signals, a train where the script has one."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 302, plain="city" if e.pick("where", 2) else "hills")
    grounds.treeline(e, 334, 6000, kind="round", n=50, height=40, gap=(320, 520))
    skies.fog(e, 338, 5000, 0.4, 32)
    opposite(e)
    tracks(e)
    if e.has("train"):
        standing_train(e)
    signals(e)
    landmarks(e, far=(424, 320), done=("platform", "train", "bench", "lamp"))
    columns(e)
    cobbles(e, (172, 158, 146), y=372, slabs=True)
    platform_edge(e)
    canopy(e)
    trunk_pile(e)
    return e.finish(water=water, water_distance=16000)


def opposite(easel: Easel) -> None:
    """The other platform: a low building with lit windows under a roof, a fence."""

    def draw(canvas: skia.Canvas) -> None:
        distance = 3600
        light = easel.light
        rng = easel.rng("opposite")
        flip = easel.pick("station", 2)
        left = -160 if flip else 520
        wall = easel.tone((190, 116, 88), distance, 0.85)
        roof = easel.air(grounds.snow(easel), distance) if easel.white else easel.tone((96, 88, 100), distance)
        body = rect(left, 282, left + 470, 350)
        canvas.drawPath(body, wash([(0, wall, 1), (1, mix(wall, light.ink, 0.4), 1)], 282, 350))
        built.bricks(canvas, rng, (left, 284, left + 470, 350), mix(wall, light.ink, 0.5), (mix(wall, light.ink, 0.4),), 5, 0.3)
        for k in range(9):
            built.pane(canvas, easel, built.Pane(left + 18 + k * 50, 300, 20, 30, easel.dark or bool(easel.wet and rng.uniform() < 0.5)), distance, wall)
        shape = polygon([(left - 26, 284), (left + 40, 246), (left + 430, 246), (left + 496, 284)])
        dx, dy = easel.toward(left, 260, 1.8)
        brush.rimmed(canvas, shape, fill(roof), mix(roof, easel.edge(distance), 0.6), dx, dy)
        brush.texture(canvas, shape, "dry", light.ink, 0.3, 0.5)
        for k in range(3):
            cx = left + 90 + k * 150
            canvas.drawRect(skia.Rect(cx - 9, 226, cx + 9, 256), fill(mix(wall, light.ink, 0.4)))
        slab = brush.everywhere(346, 360)
        stone = easel.tone((168, 158, 150), distance)
        canvas.drawPath(slab, wash([(0, mix(stone, easel.edge(distance), 0.4), 1), (0.3, stone, 1), (1, mix(stone, light.ink, 0.5), 1)], 346, 360))
        pales = skia.Path()
        for k in range(-40, 125):
            x = k * 10.5
            if left - 20 < x < left + 490:
                continue
            pales.addRect(skia.Rect(x, 322, x + 4.6, 348))
        canvas.drawPath(pales, fill(mix(easel.tone((222, 212, 196), distance), light.ink, 0.1)))

    easel.layer(3600, draw)
    if easel.dark:
        easel.glow(200 if easel.pick("station", 2) else 640, 316, 90, 3600)


def tracks(easel: Easel) -> None:
    """Ballast, sleepers and bright rails between the platforms."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ballast")
        light = easel.light
        base = easel.tone((112, 102, 98), 2200, 0.7)
        bed = brush.everywhere(357, 400)
        canvas.drawPath(bed, wash([(0, mix(base, light.ink, 0.2), 1), (1, mix(base, light.ink, 0.5), 1)], 357, 390))
        brush.texture(canvas, bed, "speck", mix(base, light.key, 0.5), 0.5, 0.5)
        sleepers = skia.Path()
        for k in range(-20, 60):
            x = k * 23 + rng.uniform(-1, 1)
            sleepers.addRect(skia.Rect(x, 361, x + 9, 374))
        canvas.drawPath(sleepers, fill(mix(base, light.ink, 0.55), 0.8))
        for y, w in ((362.5, 1.5), (371, 2.1)):
            canvas.drawLine(brush.LEFT - 30, y, brush.RIGHT + 30, y, brush.line(mix(light.ink, base, 0.3), w + 1.6))
            canvas.drawLine(brush.LEFT - 30, y - 0.8, brush.RIGHT + 30, y - 0.8, brush.line(mix(light.sky[3], light.key, 0.4), w * 0.6, 0.85))

    easel.layer(2200, draw)


def standing_train(easel: Easel) -> None:
    """Carriages that roll in, stand, and roll out again; windows alight, steam beneath."""
    distance = 2100
    light = easel.light
    paint = easel.tone(((150, 58, 52), (58, 98, 86), (64, 84, 122))[easel.pick("livery", 3)], distance, 0.88)
    cream = easel.tone((232, 214, 182), distance, 0.85)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        roll = max(0.0, 1.0 - frame / 90) ** 2 * 900
        for k in range(5):
            left = -640 + k * 396 + roll
            if left > brush.RIGHT + 30:
                continue
            car = skia.Path()
            car.addRoundRect(skia.Rect(left, 222, left + 388, 356), 10, 10)
            canvas.drawPath(car, wash([(0, mix(paint, easel.edge(distance), 0.3), 1), (0.2, paint, 1), (1, mix(paint, light.ink, 0.45), 1)], 222, 356))
            canvas.drawRect(skia.Rect(left, 244, left + 388, 300), fill(mix(cream, light.ink, 0.08)))
            roof = skia.Path()
            roof.addRoundRect(skia.Rect(left - 3, 212, left + 391, 234), 11, 11)
            canvas.drawPath(roof, fill(mix(paint, light.ink, 0.6)))
            canvas.drawLine(left + 6, 213.5, left + 382, 213.5, brush.line(easel.edge(distance), 1.6, 0.7 * easel.rim))
            panes, wheels = skia.Path(), skia.Path()
            for p in range(7):
                panes.addRoundRect(skia.Rect(left + 22 + p * 51, 250, left + 60 + p * 51, 290), 4, 4)
            warm = easel.dark or easel.wet
            glass = mix(light.lamp, (255, 240, 214), 0.25) if warm else mix(light.sky[2], light.sky[1], 0.35)
            canvas.drawPath(panes, wash([(0, glass, 1), (1, mix(glass, light.ink, 0.22), 1)], 250, 290))
            canvas.drawPath(panes, brush.line(mix(paint, light.ink, 0.5), 2))
            for w in (60, 110, 280, 330):
                wheels.addCircle(left + w, 358, 11)
            canvas.drawRect(skia.Rect(left + 20, 350, left + 368, 360), fill(light.ink, 0.85))
            canvas.drawPath(wheels, fill(mix(light.ink, paint, 0.15)))
        for i in range(5):
            t = (frame / 70 + i / 5) % 1
            halo(canvas, 60 + i * 190 + t * 40, 360 - t * 26, 20 + 44 * t, mix(light.haze, (255, 255, 255), 0.5), 0.4 * (1 - t))

    easel.moving(distance, (brush.LEFT, 204, brush.RIGHT, 374), draw, every=2)


def signals(easel: Easel) -> None:
    """A semaphore signal beyond the platform's end."""
    x = 300.0 if easel.pick("signal", 2) else 548.0

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(2700, 0.2)
        canvas.drawRect(skia.Rect(x - 2, 208, x + 2, 358), fill(ink))
        arm = easel.tone((206, 66, 54), 2700, 0.85)
        canvas.drawPath(polygon([(x, 216), (x + 40, 206), (x + 42, 214), (x, 226)]), fill(arm))
        canvas.drawPath(polygon([(x + 29, 208.6), (x + 34, 207.4), (x + 36, 215.6), (x + 31, 217)]), fill(easel.tone((240, 230, 214), 2700)))
        canvas.drawCircle(x - 6, 220, 4.4, fill(easel.light.accent if easel.dark else ink))
        for k in range(9):
            canvas.drawLine(x - 4, 240 + k * 13, x + 4, 240 + k * 13, brush.line(ink, 1))

    easel.layer(2700, draw)
    if easel.dark:
        easel.glow(x - 6, 220, 40, 2700, easel.light.accent)


def columns(easel: Easel) -> None:
    """Slender iron columns with curled brackets that bear the canopy, a clock and lamps hung between."""
    spots = (-250, 44, 804, 1098)

    def draw(canvas: skia.Canvas) -> None:
        distance = 1350
        light = easel.light
        iron = mix(easel.tone((78, 112, 104), distance, 0.75), light.ink, 0.3)
        dx, dy = easel.toward(424, 240, 1.6)
        for x in spots:
            path = skia.Path()
            path.addRect(skia.Rect(x - 5, 60, x + 5, 384))
            path.addRect(skia.Rect(x - 10, 366, x + 10, 386))
            path.addRect(skia.Rect(x - 8, 128, x + 8, 134))
            path.addRect(skia.Rect(x - 9, 340, x + 9, 346))
            brush.rimmed(canvas, path, fill(iron), mix(iron, easel.edge(distance), 0.7), dx, dy)
            for s in (-1, 1):
                bracket = skia.Path()
                bracket.moveTo(x, 132)
                bracket.cubicTo(x + s * 14, 92, x + s * 50, 84, x + s * 96, 66)
                canvas.drawPath(bracket, brush.line(iron, 5))
                curl = skia.Path()
                curl.addCircle(x + s * 30, 80, 11)
                curl.addCircle(x + s * 56, 72, 6)
                canvas.drawPath(curl, brush.line(iron, 2.6))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 50, brush.RIGHT + 30, 66), fill(iron))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 64, brush.RIGHT + 30, 66), fill(easel.edge(distance), 0.35 * easel.rim))
        cx = 172 if easel.pick("clock", 2) else 676
        canvas.drawRect(skia.Rect(cx - 2, 60, cx + 2, 92), fill(iron))
        canvas.drawCircle(cx, 118, 27, fill(iron))
        face = mix(light.lamp, (255, 252, 240), 0.5) if easel.dark else easel.tone((240, 232, 214), distance, 0.9)
        canvas.drawCircle(cx, 118, 22, fill(face))
        for k in range(12):
            a = k * math.tau / 12
            canvas.drawLine(cx + math.sin(a) * 18, 118 - math.cos(a) * 18, cx + math.sin(a) * 20.5, 118 - math.cos(a) * 20.5, brush.line(light.ink, 1.6))
        canvas.drawLine(cx, 118, cx - 9, 111, brush.line(light.ink, 2.4))
        canvas.drawLine(cx, 118, cx + 3, 101, brush.line(light.ink, 1.8))
        for lx in (300, 548, -120, 970):
            canvas.drawLine(lx, 60, lx, 96, brush.line(iron, 1.6))
            canvas.drawPath(polygon([(lx - 15, 108), (lx - 5, 95), (lx + 5, 95), (lx + 15, 108)]), fill(iron))
            if easel.dark or easel.wet:
                halo(canvas, lx, 112, 58, light.lamp, 0.5)
            canvas.drawOval(skia.Rect(lx - 8, 104, lx + 8, 115), fill(mix(light.lamp, (255, 255, 255), 0.4) if easel.dark or easel.wet else mix(light.sky[2], iron, 0.2)))

    easel.layer(1350, draw)
    if easel.dark or easel.wet:
        for lx in (300, 548):
            easel.glow(lx, 112, 170, 1350)


def canopy(easel: Easel) -> None:
    """The canopy overhead with its fretted valance, dark before the sky."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(900, 0.1, (70, 96, 90))
        canvas.drawPath(brush.everywhere(brush.TOP - 24, 18), fill(ink))
        fret = skia.Path()
        for k in range(-24, 66):
            x = k * 20.0
            fret.addRect(skia.Rect(x, 17, x + 17, 30))
            brush.add_polygon(fret, [(x, 29.5), (x + 17, 29.5), (x + 8.5, 43)])
        holes = skia.Path()
        for k in range(-24, 66):
            holes.addCircle(k * 20 + 8.5, 27, 3)
        canvas.drawPath(skia.Op(fret, holes, skia.PathOp.kDifference_PathOp), fill(ink))
        for k in range(-8, 30):
            canvas.drawLine(k * 46, -250, k * 46, 18, brush.line(easel.light.ink, 2, 0.6))

    easel.layer(940, draw)


def platform_edge(easel: Easel) -> None:
    """The white line along the platform's edge."""

    def draw(canvas: skia.Canvas) -> None:
        base = grounds.floor_color(easel, (240, 232, 214), 0.8)
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 371, brush.RIGHT + 30, 376), fill(mix(base, easel.light.key, 0.2)))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 376, brush.RIGHT + 30, 377.6), fill(easel.light.ink, 0.4))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 381, brush.RIGHT + 30, 384), fill(base, 0.55))

    easel.layer(1000, draw)


def trunk_pile(easel: Easel) -> None:
    """Trunks and a barrow at one side of the platform."""
    flip = easel.pick("trunks", 2)

    def draw(canvas: skia.Canvas) -> None:
        dx, dy = easel.toward(424, 380, 1.6)
        for x, y, w, h, color in ((92, 404, 76, 40, (124, 82, 62)), (104, 364, 52, 26, (150, 72, 60)), (36, 406, 50, 56, (92, 98, 92))):
            left = 848 - x - w if flip else x
            tint = easel.tone(color, 1000, 0.75)
            box = skia.Path()
            box.addRoundRect(skia.Rect(left, y - h, left + w, y), 3, 3)
            halo(canvas, left + w / 2, y, w * 0.8, easel.light.ink, 0.4, 0.1)
            brush.rimmed(canvas, box, wash([(0, tint, 1), (1, mix(tint, easel.light.ink, 0.5), 1)], y - h, y), mix(tint, easel.edge(), 0.7), dx, dy)
            for u in (0.2, 0.8):
                canvas.drawRect(skia.Rect(left + w * u - 3, y - h, left + w * u + 3, y), fill(mix(tint, easel.light.ink, 0.5), 0.8))
            canvas.drawRect(skia.Rect(left, y - h * 0.64, left + w, y - h * 0.6), fill(easel.light.ink, 0.5))

    easel.layer(1000, draw)


# -- jungle -------------------------------------------------------------------------------------------------------------


@place("jungle")
def jungle(place: Place, light: Light) -> Set:
    """Giant trunks and lianas in wet green light, a fall far off, huge leaves before the lens."""
    e = Easel(place, light)
    skies.sky(e, 330, clouds=0, stars=0.3)

    def veil(canvas: skia.Canvas) -> None:
        pale = mix(mix(light.haze, light.sky[3], 0.4), e.lit((170, 210, 150)), 0.35)
        halo(canvas, 424, 240, 560, mix(pale, light.key, 0.3), 0.8, 0.8)
        brush.mist(canvas, 250, 240, pale, 0.8)

    e.layer(20000, veil)
    if e.has("river", "waterfall"):
        waterfall(e)
    thicket(e, 9000, 350, 190, "a")
    trunks(e, 7600, 356, 380, 15, gap=(360, 500), leafy=5, green=(72, 140, 84), depth=4)
    skies.fog(e, 340, 6000, 0.55, 80)
    thicket(e, 4600, 372, 130, "b", gap=(330, 520))
    giants(e)
    skies.rays(e, 3000, alpha=0.22)
    skies.fog(e, 372, 2600, 0.4, 40)
    thicket(e, 2100, 396, 110, "c", gap=(250, 610))
    lianas(e)
    landmarks(e, far=(424, 340), done=("jungle", "forest", "tree"))
    grounds.stage(e, (58, 104, 66), y=386, rise=8, grass=700, blade=18)
    grounds.path_way(e, (150, 140, 92), x_far=424, y_far=390, w_far=60, w_near=520, bend=24)
    ferns(e)
    big_leaves(e)
    return e.finish()


def waterfall(easel: Easel) -> None:
    """A white fall in the gap between the trees."""
    x = 424 + easel.rng("fall").uniform(-40, 40)
    white = mix(easel.light.sky[3], (255, 255, 255), 0.5)

    def rocks(canvas: skia.Canvas) -> None:
        tint = easel.tone((96, 118, 104), 11000)
        canvas.drawPath(polygon([(x - 190, 360), (x - 150, 210), (x - 60, 150), (x + 70, 148), (x + 160, 216), (x + 200, 360)]), fill(tint, 0.8))
        canvas.drawPath(brush.smooth([(x - 8, 146), (x + 12, 144), (x + 20, 170), (x + 26, 352), (x - 26, 352), (x - 18, 170)]), wash([(0, white, 0.4), (1, white, 0.75)], 150, 346))

    def run(canvas: skia.Canvas, frame: int) -> None:
        path = skia.Path()
        for i in range(22):
            fx = x - 18 + (i * 7.7) % 38
            y0 = 150 + (i * 53 + frame * 7) % 180
            path.moveTo(fx, y0)
            path.lineTo(fx + 0.5, min(346, y0 + 34))
        canvas.drawPath(path, brush.line(white, 1.6, 0.7))
        for i in range(4):
            halo(canvas, x - 24 + i * 16, 344 + math.sin(frame / 9 + i * 2) * 3, 28, white, 0.4, 0.5)

    easel.layer(11000, rocks)
    easel.moving(10900, (x - 60, 146, x + 64, 366), run)


def thicket(easel: Easel, distance: int, y: float, height: float, tag: str, gap: tuple[float, float] = (0, 0)) -> None:
    """A wall of fronds and broad leaves."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"thicket{tag}")
        shade, tone, lit = flora.greens(easel, distance, (54, 124, 78))
        size = height / 110
        for color, n in ((shade, 16), (mix(shade, tone, 0.6), 15), (mix(tone, lit, 0.35), 10)):
            path = skia.Path()
            for _ in range(n):
                x = rng.uniform(brush.LEFT, brush.RIGHT)
                if gap[0] < x < gap[1]:
                    continue
                py = y + rng.uniform(-0.1, 0.15) * height
                for _ in range(5):
                    a = -math.pi / 2 + rng.normal(0, 0.62)
                    flora.frond(path, x, py, a, height * rng.uniform(0.7, 1.2), ribs=9)
            canvas.drawPath(path, fill(color))
            broad = skia.Path()
            for _ in range(n):
                x = rng.uniform(brush.LEFT, brush.RIGHT)
                if gap[0] < x < gap[1]:
                    continue
                flora.leaf(broad, x, y - rng.uniform(0.1, 0.5) * height, 46 * size * rng.uniform(0.7, 1.2), rng.normal(0.2, 0.9), 0.36)
            canvas.drawPath(broad, fill(color))
        ground = brush.ridge(rng, y + 4, 6, 0.5, 6)
        canvas.drawPath(brush.land(ground), wash([(0, mix(shade, tone, 0.4), 1), (1, mix(shade, easel.light.haze, 0.3), 1)], y, y + 80))

    easel.layer(distance, draw)


def giants(easel: Easel) -> None:
    """Buttressed trunks that rise out of the picture."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("giants")
        distance = 3400
        bark = easel.tone((104, 96, 78), distance, 0.75)
        dx, dy = easel.toward(424, 200, 2.6)
        for x in (-280, -60, 176, 690, 900, 1140):
            w = rng.uniform(20, 34)
            at = x + rng.uniform(-30, 30)
            path = brush.smooth([(at - w, -300), (at - w, -300), (at - w * 0.8, 100), (at - w, 290), (at - w * 2.6, 392), (at - w * 0.8, 372), (at, 394), (at + w, 370), (at + w * 2.8, 394), (at + w * 1.1, 290), (at + w * 0.8, 100), (at + w, -300), (at + w, -300)])
            brush.rimmed(canvas, path, wash([(0, mix(bark, easel.light.ink, 0.25), 1), (0.7, bark, 1), (1, mix(bark, easel.light.ink, 0.2), 1)], -100, 390), mix(bark, easel.edge(distance), 0.6), dx, 0)
            brush.texture(canvas, path, "bark", easel.light.ink, 0.4, 0.7)
            tips = [(at + rng.normal(0, w), rng.uniform(-40, 380)) for _ in range(16)]
            flora.foliage(canvas, rng, tips, flora.greens(easel, distance, (64, 128, 74)), 11, 3, (dx, dy), 0.8)

    easel.layer(3400, draw)


def lianas(easel: Easel) -> None:
    """Lianas in loops from above; some sway."""
    rng = easel.rng("lianas")
    spans = [(float(rng.uniform(-300, 900)), float(rng.uniform(90, 260)), float(rng.uniform(60, 190))) for _ in range(13)]

    def draw(canvas: skia.Canvas) -> None:
        path = skia.Path()
        for x, w, sag in spans:
            path.moveTo(x, -60)
            path.cubicTo(x + w * 0.2, sag * 1.2, x + w * 0.8, sag * 1.2, x + w, -60)
        tone = mix(easel.tone((70, 96, 62), 1800), easel.light.ink, 0.4)
        canvas.drawPath(path, brush.line(tone, 3))
        leaves = skia.Path()
        more = easel.rng("liana leaves")
        for x, w, sag in spans:
            for _ in range(16):
                t = more.uniform(0.1, 0.9)
                flora.leaf(leaves, x + w * t + more.normal(0, 4), -60 + (sag * 1.2 + 60) * 3 * t * (1 - t) + more.uniform(0, 9), 12, more.normal(1.2, 0.6), 0.34)
        canvas.drawPath(leaves, fill(mix(tone, easel.tone((80, 140, 76), 1800), 0.5)))

    def swing(canvas: skia.Canvas, frame: int) -> None:
        tone = mix(easel.tone((70, 96, 62), 1700), easel.light.ink, 0.5)
        for i, x in enumerate((236, 652)):
            sway = math.sin(frame / 31 + i * 2) * (5 + 12 * easel.wind)
            path = skia.Path()
            path.moveTo(x, -30)
            path.cubicTo(x + 4, 60, x + sway * 0.5, 130, x + sway, 196 + i * 20)
            canvas.drawPath(path, brush.line(tone, 3))

    easel.layer(1800, draw)
    easel.moving(1700, (200, -30, 690, 230), swing)


def ferns(easel: Easel) -> None:
    """Ferns and one red bloom on the stage's sides."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ferns")
        base = grounds.floor_color(easel, (60, 112, 66), 0.75)
        for tone in (mix(base, easel.light.ink, 0.55), mix(base, easel.light.ink, 0.25), mix(base, easel.light.key, 0.22)):
            path = skia.Path()
            for x in (-150, -20, 80, 168, 684, 780, 870, 1000):
                px, py = x + rng.normal(0, 14), 408 + rng.uniform(-8, 18)
                for _ in range(4):
                    flora.frond(path, px, py, -math.pi / 2 + rng.normal(0, 0.7), float(rng.uniform(44, 86)), ribs=11)
            canvas.drawPath(path, fill(tone))
        for x in (112, 738):
            for p in range(5):
                a = -math.pi / 2 + (p - 2) * 0.5
                petal = skia.Path()
                flora.leaf(petal, x + math.cos(a) * 9, 384 + math.sin(a) * 9, 20, a, 0.3)
                canvas.drawPath(petal, fill(easel.tone((226, 74, 70), 1000, 0.88)))

    easel.layer(1000, draw)


def big_leaves(easel: Easel) -> None:
    """Huge dark leaves before the lens: split ones below, hanging ones above."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("big")
        ink = easel.ink(720, 0.05)
        soft = easel.ink(720, 0.2, (60, 110, 70))
        for color, shift in ((soft, 14), (ink, 0)):
            path = skia.Path()
            for x, s in ((-10, 1), (858, -1)):
                for k in range(5):
                    a = -math.pi / 2 + s * (0.1 + 0.3 * k) + rng.normal(0, 0.06)
                    length = rng.uniform(120, 190)
                    cx, cy = x + math.cos(a) * length * 0.9 + shift, 540 + math.sin(a) * length * 0.9 - shift
                    flora.leaf(path, cx, cy, length, a, 0.3)
                for k in range(5):
                    flora.frond(path, x + s * (shift - 26), -96, math.pi / 2 - s * (0.05 + 0.3 * k), float(rng.uniform(130, 210)), ribs=12)
            canvas.drawPath(path, fill(color))

    easel.layer(720, draw, 3)


# -- space --------------------------------------------------------------------------------------------------------------


@place("space")
def space(place: Place, light: Light) -> Set:
    """An airless moon: craters and ridges, a ringed or a clouded planet above the horizon, the star fields behind."""
    e = Easel(place, light)
    tints: tuple[tuple[Color, Color], ...] = (((236, 176, 120), (186, 92, 80)), ((150, 196, 214), (60, 92, 150)), ((222, 200, 170), (128, 96, 128)))
    pale, deep = tints[e.pick("planet", len(tints))]

    def void(canvas: skia.Canvas) -> None:
        rng = e.rng("void")
        black = mix(light.ink, (8, 9, 24), 0.6)
        low = mix(mix(light.sky[0], (30, 28, 70), 0.6), deep, 0.22)
        canvas.drawPath(brush.everywhere(), wash([(0, black, 1), (0.5, mix(black, low, 0.5), 1), (1, low, 1)], brush.TOP, 380))
        for _ in range(9):
            halo(canvas, rng.uniform(-200, 1050), rng.uniform(-60, 300), rng.uniform(150, 330), mix(deep, light.accent, rng.uniform(0, 0.6)), 0.26, rng.uniform(0.3, 0.7))
        brush.texture(canvas, brush.everywhere(), "mottle", mix(deep, pale, 0.4), 0.2, 3.0)
        skies.milky_way(canvas, e.rng("milk"), mix(pale, (255, 255, 255), 0.3), 0.22)
        skies.star_field(canvas, e.rng("stars"), 420, mix(light.key, (255, 255, 255), 0.4), 1.4)

    e.layer(40000, void)
    planet(e, pale, deep)
    ridges(e, 344, 30, 9000, "far", pale)
    ridges(e, 362, 24, 4000, "mid", pale)
    landmarks(e, far=(560, 340), done=("space", "land"))
    base = mix(light.ground, e.lit((150, 146, 156)) if not e.night else (96, 96, 120), 0.7)

    def dust(canvas: skia.Canvas) -> None:
        rng = e.rng("dust")
        skyline = brush.ridge(rng, 376, 7, 0.5, 7)
        path = brush.land(skyline)
        canvas.drawPath(path, wash([(0, mix(base, pale, 0.4), 1), (0.2, base, 1), (1, mix(base, light.ink, 0.78), 1)], 370, 540))
        brush.texture(canvas, path, "mottle", light.ink, 0.3, 1.0)
        brush.texture(canvas, path, "speck", mix(base, (255, 255, 255), 0.4), 0.35, 0.7)
        halo(canvas, 424, 414, 420, mix(base, pale, 0.6), 0.36, 0.16)
        for _ in range(26):
            t = rng.uniform() ** 1.3
            crater(canvas, e, rng.uniform(brush.LEFT, brush.RIGHT), 386 + 110 * t, (5 + 44 * t) * rng.uniform(0.4, 1.0), base, pale)

    e.layer(1000, dust)
    near = brush.ridge(e.rng("near"), 506, 16, 0.6, 7)
    near[:, 1] -= 40 * np.minimum(1.3, np.abs(near[:, 0] - 424) / 424) ** 2
    e.layer(720, lambda canvas: canvas.drawPath(brush.land(near), fill(e.ink(720, 0.06))), 3)
    meteor(e, pale)
    return e.finish()


def planet(easel: Easel, pale: Color, deep: Color) -> None:
    """The planet: banded or clouded, lit on one side, ringed for some names; stands behind the heads."""
    rng = easel.rng("planet")
    x, y, r = 424 + rng.uniform(-40, 40), 236.0, rng.uniform(150, 178)
    ringed = easel.pick("rings", 2) == 0
    light = easel.light

    def rings(canvas: skia.Canvas, front: bool) -> None:
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(-14)
        canvas.clipRect(skia.Rect(-2 * r * 1.3, 0 if front else -r * 1.3, 2 * r * 1.3, r * 1.3 if front else 0))
        for k, (size, width, alpha) in enumerate(((1.42, 9, 0.55), (1.54, 13, 0.75), (1.68, 8, 0.5), (1.78, 4, 0.4), (1.9, 9, 0.3))):
            canvas.drawOval(skia.Rect(-r * size, -r * size * 0.2, r * size, r * size * 0.2), brush.line(mix(pale, (255, 255, 255), 0.2 + 0.06 * k), width, alpha))
        canvas.restore()

    def draw(canvas: skia.Canvas) -> None:
        halo(canvas, x, y, r * 1.9, pale, 0.4)
        if ringed:
            rings(canvas, False)
        disc = skia.Path()
        disc.addCircle(x, y, r)
        s = easel.side
        canvas.drawPath(disc, fill(mix(pale, deep, 0.25)))
        canvas.save()
        canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(-14)
        bands = easel.rng("bands")
        yy = -r
        while yy < r:
            h = bands.uniform(6, 26)
            tone = mix(pale, deep, bands.uniform(0, 0.75))
            wave = [(-r - 10, yy), (-r * 0.4, yy + bands.normal(0, 3)), (r * 0.3, yy + bands.normal(0, 3)), (r + 10, yy), (r + 10, yy + h), (r * 0.2, yy + h + bands.normal(0, 3)), (-r * 0.5, yy + h), (-r - 10, yy + h)]
            canvas.drawPath(brush.smooth(wave), fill(tone, 0.55, 1.5))
            yy += h
        canvas.drawOval(skia.Rect(-r * 0.5, r * 0.22, -r * 0.1, r * 0.4), fill(mix(deep, pale, 0.2), 0.6, 2))
        canvas.restore()
        brush.texture(canvas, disc, "dry", deep, 0.3, 1.0, -14)
        canvas.drawPath(disc, brush.across([(0, pale, 0.0), (0.45, deep, 0.05), (0.8, mix(light.ink, deep, 0.35), 0.62), (1, light.ink, 0.85)], (x + s * r * 0.9, y - r * 0.3), (x - s * r, y + r * 0.35)))
        canvas.restore()
        canvas.drawPath(disc, brush.line(mix(pale, (255, 255, 255), 0.5), 1.4, 0.5, 1.0))
        if ringed:
            rings(canvas, True)
        mx, my = x + easel.side * r * 1.5, 78
        canvas.drawCircle(mx, my, 17, fill(mix(pale, (255, 255, 255), 0.25)))
        canvas.drawCircle(mx - s * 6, my + 2, 15.5, fill(mix(light.ink, deep, 0.5), 0.75, 1.5))

    easel.layer(30000, draw)


def ridges(easel: Easel, y: float, height: float, distance: int, tag: str, pale: Color) -> None:
    """Ridges of rock without air between: crisp, each lit along its crest."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"ridges{tag}")
        skyline = brush.ridge(rng, y, height, 0.58, 8)
        skyline[:, 1] -= 30 * np.minimum(1.4, np.abs(skyline[:, 0] - 424) / 424) ** 1.6
        tint = mix(mix(easel.light.ground, (120, 116, 138), 0.6), easel.light.ink, 0.25 if tag == "far" else 0.42)
        path = brush.land(skyline)
        dx, dy = easel.toward(424, y, 2.6)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (1, mix(tint, easel.light.ink, 0.4), 1)], y - 40, y + 50), mix(tint, pale, 0.75), dx, min(dy, -1.2))
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.35, 0.6)

    easel.layer(distance, draw)


def crater(canvas: skia.Canvas, easel: Easel, x: float, y: float, w: float, base: Color, pale: Color) -> None:
    """One crater: a dark bowl, its rim lit on the side away from the light."""
    h = w * 0.26
    s = easel.side
    canvas.drawOval(skia.Rect(x - w * 1.12, y - h * 1.15, x + w * 1.12, y + h * 1.15), fill(mix(base, pale, 0.45), 0.55))
    canvas.drawOval(skia.Rect(x - w, y - h, x + w, y + h), fill(mix(base, easel.light.ink, 0.6), 0.85))
    canvas.drawOval(skia.Rect(x - w * 0.94 - s * w * 0.05, y - h * 0.7, x + w * 0.94 - s * w * 0.05, y + h * 0.98), fill(mix(base, easel.light.ink, 0.28), 0.8))


def meteor(easel: Easel, pale: Color) -> None:
    """Now and then a falling star."""

    def draw(canvas: skia.Canvas, frame: int) -> None:
        t = (frame % 130) / 16
        if t > 1:
            return
        x, y = 610 - 170 * t, 24 + 70 * t
        canvas.drawPath(polygon([(x, y), (x + 70 * (1 - t * 0.5), y - 29 * (1 - t * 0.5)), (x + 1, y - 1.6)]), fill(mix(pale, (255, 255, 255), 0.6), 0.8 * (1 - t), 0.6))

    easel.moving(35000, (400, 0, 700, 110), draw, every=1, screen=True)
