"""A railway platform."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, grounds, seats, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


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
    seats.long_bench(e, 424, 252, (340, 508), color=(150, 98, 66))
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
