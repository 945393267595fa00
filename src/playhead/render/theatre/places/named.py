"""What a script may name in a place, one painter each."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, flora, grounds
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.maritime import boat
from playhead.render.theatre.scene import Color


def ship(easel: Easel, x: float, y: float) -> None:
    """A ship under sail on the horizon."""
    distance = 8800

    def draw(canvas: skia.Canvas) -> None:
        tint = mix(easel.tone((70, 62, 72), distance), easel.light.ink, 0.25)
        cloth = easel.tone((236, 218, 190), distance, 0.7)
        if easel.dark:
            cloth = mix(cloth, tint, 0.5)
        hull = brush.smooth([(x - 44, y - 10), (x - 30, y - 5), (x + 30, y - 5), (x + 52, y - 14), (x + 38, y + 3), (x - 36, y + 3)])
        for i, h in ((-22, 52), (2, 66), (24, 50)):
            canvas.drawLine(x + i, y - 4, x + i, y - 8 - h, brush.line(tint, 1.2))
            for k in range(3):
                w, t = 13 - 2.4 * k, y - 14 - h * 0.33 * k
                sail = skia.Path()
                sail.moveTo(x + i - w, t)
                sail.quadTo(x + i + 2, t - h * 0.07, x + i + w, t)
                sail.quadTo(x + i + w * 1.15, t - h * 0.16, x + i + w * 0.8, t - h * 0.29)
                sail.lineTo(x + i - w * 0.8, t - h * 0.29)
                sail.quadTo(x + i - w * 0.6, t - h * 0.14, x + i - w, t)
                canvas.drawPath(sail, fill(mix(cloth, tint, 0.14 * k + 0.05 * (i > 0))))
        canvas.drawPath(hull, fill(tint))

    easel.layer(distance, draw)


def tree(easel: Easel, x: float, _y: float) -> None:
    """One full tree."""
    distance = 1900

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("named tree")
        grown = flora.grow(rng, x, 388, 280, depth=7, spread=0.58, trunk=0.27, girth=0.07, gnarl=0.15)
        bark = easel.tone((88, 68, 58), distance, 0.6)
        dx, dy = easel.toward(x, 240, 2)
        halo(canvas, x, 390, 110, easel.light.ink, 0.4, 0.1)
        brush.edged(canvas, grown.wood, fill(bark), mix(bark, easel.edge(distance), 0.7), dx, dy)
        flora.foliage(canvas, rng, grown.tips, flora.greens(easel, distance, (76, 126, 74)), 11, 6, (dx, dy), 1.5)

    easel.layer(distance, draw)


def well(easel: Easel, x: float, _y: float) -> None:
    """A stone well under a shingled roof."""
    distance = 1350

    def draw(canvas: skia.Canvas) -> None:
        stone = easel.tone((158, 146, 138), distance, 0.7)
        wood = easel.tone((120, 86, 66), distance, 0.7)
        dx, dy = easel.toward(x, 340, 1.8)
        for px in (x - 30, x + 30):
            canvas.drawRect(skia.Rect(px - 3, 280, px + 3, 362), fill(mix(wood, easel.light.ink, 0.4)))
        canvas.drawLine(x - 32, 308, x + 32, 308, brush.line(mix(wood, easel.light.ink, 0.3), 4))
        canvas.drawLine(x, 308, x, 344, brush.line(mix(wood, easel.light.ink, 0.5), 1.4))
        roof = polygon([(x - 50, 290), (x - 10, 252), (x + 10, 252), (x + 50, 290)])
        tone = grounds.snow(easel) if easel.white else mix(easel.tone((150, 82, 62), distance, 0.8), easel.light.ink, 0.1)
        brush.rimmed(canvas, roof, fill(tone), mix(tone, easel.edge(), 0.6), dx, dy)
        brush.texture(canvas, roof, "dry", easel.light.ink, 0.4, 0.5)
        drum = rect(x - 40, 352, x + 40, 394)
        drum.addOval(skia.Rect(x - 40, 386, x + 40, 402))
        brush.rimmed(canvas, drum, wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.5), 1)], 350, 398), easel.edge(), dx, dy, 0.8)
        built.bricks(canvas, easel.rng("well"), (x - 40, 354, x + 40, 396), mix(stone, easel.light.ink, 0.6), (mix(stone, easel.light.ink, 0.4), mix(stone, easel.light.key, 0.4)), 9)
        canvas.drawOval(skia.Rect(x - 42, 343, x + 42, 361), fill(mix(stone, easel.edge(), 0.35)))
        canvas.drawOval(skia.Rect(x - 34, 346, x + 34, 358), fill(easel.light.ink, 0.85))

    easel.layer(distance, draw)


def bench(easel: Easel, x: float, _y: float) -> None:
    """A slatted bench with iron ends."""
    distance = 1120

    def draw(canvas: skia.Canvas) -> None:
        wood = easel.tone((136, 98, 72), distance, 0.72)
        ink = easel.ink(distance, 0.12)
        halo(canvas, x, 392, 84, easel.light.ink, 0.45, 0.12)
        for s in (-1, 1):
            leg = brush.smooth([(x + s * 54, 396), (x + s * 50, 372), (x + s * 52, 356), (x + s * 56, 330)], closed=False)
            canvas.drawPath(leg, brush.line(ink, 4))
            canvas.drawLine(x + s * 50, 372, x + s * 46, 395, brush.line(ink, 3.4))
        slats = skia.Path()
        for k in range(3):
            slats.addRect(skia.Rect(x - 60, 332 + k * 11, x + 60, 339 + k * 11))
        slats.addRect(skia.Rect(x - 60, 367, x + 60, 374))
        dx, dy = easel.toward(x, 350, 1.4)
        brush.rimmed(canvas, slats, fill(mix(wood, easel.light.ink, 0.3)), mix(wood, easel.edge(), 0.7), dx, dy)

    easel.layer(distance, draw)


def cross(easel: Easel, x: float, _y: float) -> None:
    """A wayside cross of stone on steps."""
    distance = 1300

    def draw(canvas: skia.Canvas) -> None:
        stone = easel.tone((150, 144, 142), distance, 0.66)
        path = skia.Path()
        path.addRect(skia.Rect(x - 6, 268, x + 6, 378))
        path.addRect(skia.Rect(x - 26, 290, x + 26, 302))
        for k in range(3):
            path.addRect(skia.Rect(x - 18 - k * 9, 370 + k * 8, x + 18 + k * 9, 380 + k * 8))
        dx, dy = easel.toward(x, 320, 2)
        brush.rimmed(canvas, path, wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.5), 1)], 266, 394), mix(stone, easel.edge(), 0.75), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.35, 0.4)

    easel.layer(distance, draw)


def fire(easel: Easel, x: float, _y: float) -> None:
    """A camp fire between stones, with its light on the ground and smoke."""
    distance = 1000
    fx, fy = x, 416.0
    warm: Color = (255, 132, 48)

    def base(canvas: skia.Canvas) -> None:
        rng = easel.rng("fire")
        halo(canvas, fx, fy, 230, warm, 0.34, 0.22)
        for k in range(4):
            canvas.drawLine(fx - 22 + k * 4, fy + 2, fx + 20 - k * 9, fy - 9 + k * 2, brush.line(mix(easel.light.ink, (120, 60, 30), 0.3), 6))
        path = skia.Path()
        for k in range(9):
            a = k / 8 * math.pi
            sx, sy = fx + math.cos(a) * 36, fy + 3 + math.sin(a) * 8
            r = rng.uniform(5, 8)
            path.addOval(skia.Rect(sx - r, sy - r * 0.8, sx + r, sy + r * 0.6))
        brush.rimmed(canvas, path, fill(mix(easel.tone((120, 110, 106)), easel.light.ink, 0.5)), warm, 0, -1.4)

    def burn(canvas: skia.Canvas, frame: int) -> None:
        brush.flame(canvas, frame, fx, fy, 62, (240, 96, 36), (255, 226, 140))
        sparks = skia.Path()
        for i in range(7):
            t = (frame / 36 + i / 7) % 1.0
            sparks.addCircle(fx + math.sin(i * 2.7 + t * 5) * 20 * (0.4 + t), fy - 30 - t * 76, 1.5 * (1 - t))
        canvas.drawPath(sparks, fill((255, 190, 96), 0.9))

    easel.later(lambda: easel.layer(distance, base))
    easel.moving(distance, (fx - 46, fy - 112, fx + 46, fy + 6), burn)
    easel.glow(fx, fy - 22, 250, distance, warm, flicker=260)


def flag(easel: Easel, x: float, _y: float) -> None:
    """A flag on a tall pole."""
    distance = 2000
    tint = easel.tone((206, 74, 62), distance, 0.85)

    def pole(canvas: skia.Canvas) -> None:
        canvas.drawPath(polygon([(x - 2.4, 386), (x - 1.2, 150), (x + 1.2, 150), (x + 2.4, 386)]), fill(easel.ink(distance, 0.3)))
        canvas.drawCircle(x, 148, 3.4, fill(mix(easel.light.lamp, easel.ink(distance), 0.3)))

    def cloth(canvas: skia.Canvas, frame: int) -> None:
        top, low = [], []
        for k in range(13):
            t = k / 12
            lift = math.sin(frame / 7 - t * 6) * (2 + 5 * easel.wind + 3) * t + (1 - easel.wind) * 12 * t * t
            top.append((x + 72 * t, 154 + lift))
            low.append((x + 72 * t, 196 + lift * 1.1))
        canvas.drawPath(polygon([*top, *reversed(low)]), brush.across([(0, mix(tint, easel.light.ink, 0.2), 1), (0.4, mix(tint, easel.edge(distance), 0.2), 1), (0.7, mix(tint, easel.light.ink, 0.25), 1), (1, tint, 1)], (x, 0), (x + 72, 0)))

    easel.layer(distance, pole)
    easel.moving(distance - 5, (x - 2, 138, x + 78, 236), cloth)


def church(easel: Easel, x: float, y: float) -> None:
    """A church with its steeple on the skyline."""
    distance = 6900

    def draw(canvas: skia.Canvas) -> None:
        tint = easel.tone((126, 108, 118), distance)
        path = skia.Path()
        built.spire(path, x, y + 26, 104, 190)
        dx, dy = easel.toward(x, y - 60, 1.8)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (1, mix(tint, easel.light.haze, 0.4), 1)], y - 160, y + 24), mix(tint, easel.edge(distance), 0.6), dx, dy)
        canvas.drawRect(skia.Rect(x - 3.4, y - 52, x + 3.4, y - 40), fill(easel.light.lamp if easel.dark else easel.light.ink, 0.7))

    easel.layer(distance, draw)


def castle(easel: Easel, x: float, y: float) -> None:
    """A castle of towers on its hill."""
    distance = 7400

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("castle")
        tint = easel.tone((116, 106, 122), distance)
        path = skia.Path()
        brush.add_polygon(path, brush.hill(x - 190, x + 190, y + 40, y - 44, rng, 3).tolist())
        for at, w, h, pointed in ((-46, 12, 74, True), (-20, 15, 104, True), (12, 20, 84, False), (44, 12, 92, True), (0, 44, 52, False)):
            base = y - 22
            path.addRect(skia.Rect(x + at - w, base - h, x + at + w, base + 20))
            if pointed:
                brush.add_polygon(path, [(x + at - w - 3, base - h + 1), (x + at, base - h - w * 2.6), (x + at + w + 3, base - h + 1)])
            else:
                k = x + at - w
                while k < x + at + w - 2:
                    path.addRect(skia.Rect(k, base - h - 6, k + 5, base - h + 1))
                    k += 9
        dx, dy = easel.toward(x, y - 80, 1.8)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (1, mix(tint, easel.light.haze, 0.5), 1)], y - 160, y + 40), mix(tint, easel.edge(distance), 0.6), dx, dy)
        lights = skia.Path()
        for at, h in ((-46, 50), (-20, 80), (12, 60), (44, 66), (14, 34)):
            lights.addRect(skia.Rect(x + at - 1.8, y - 22 - h, x + at + 1.8, y - 14 - h))
        canvas.drawPath(lights, fill(easel.light.lamp if easel.dark else easel.light.ink, 0.75))

    easel.layer(distance, draw)


def house(easel: Easel, x: float, _y: float) -> None:
    """A house in the middle distance."""
    turn = 1 if x < 424 else -1
    built.houses(easel, [built.plan_house(easel.rng("named house"), easel, x - turn * 50, 372, 92, 74, turn=turn)], 2450)


def train(easel: Easel, _x: float, y: float) -> None:
    """A train that crosses far off, its windows alight, steam behind."""
    distance = 4700
    ty = y + 6

    def draw(canvas: skia.Canvas, frame: int) -> None:
        canvas.drawLine(brush.LEFT, ty + 2, brush.RIGHT, ty + 2, brush.line(easel.ink(distance, 0.2), 1.6, 0.6))
        head = brush.LEFT - 60 + (frame * 3.2 + 900) % 2300
        body, lights = skia.Path(), skia.Path()
        for car in range(6):
            left = head - (car + 1) * 74
            body.addRoundRect(skia.Rect(left, ty - 24, left + 70, ty - 2), 4, 4)
            for k in range(6):
                lights.addRect(skia.Rect(left + 6 + k * 10.6, ty - 18, left + 12 + k * 10.6, ty - 11))
        body.addRect(skia.Rect(head + 2, ty - 18, head + 52, ty - 2))
        body.addRect(skia.Rect(head + 2, ty - 28, head + 20, ty - 8))
        body.addRect(skia.Rect(head + 40, ty - 30, head + 47, ty - 14))
        tint = easel.tone((116, 60, 60), distance, 0.8)
        brush.rimmed(canvas, body, fill(mix(tint, easel.light.ink, 0.2)), mix(tint, easel.edge(distance), 0.6), 0, -1.4)
        canvas.drawPath(lights, fill(easel.light.lamp if easel.dark or easel.wet else mix(easel.light.sky[2], tint, 0.2), 0.9))
        for k in range(7):
            halo(canvas, head + 42 - k * 17 - k * k, ty - 36 - k * 3, 10 + k * 3.4, mix(easel.light.haze, (255, 255, 255), 0.4), 0.5 - 0.05 * k)

    easel.moving(distance, (brush.LEFT, ty - 84, brush.RIGHT, ty + 4), draw, every=1)


def car(easel: Easel, x: float, _y: float) -> None:
    """A rounded old motor car parked at the side."""
    distance = 1330

    def draw(canvas: skia.Canvas) -> None:
        paint = easel.tone((92, 132, 138), distance, 0.8)
        halo(canvas, x, 394, 120, easel.light.ink, 0.5, 0.1)
        body = brush.smooth([(x - 92, 388), (x - 94, 366), (x - 80, 354), (x - 46, 350), (x - 28, 326), (x + 22, 324), (x + 44, 348), (x + 84, 354), (x + 95, 372), (x + 92, 388)])
        dx, dy = easel.toward(x, 340, 2)
        brush.rimmed(canvas, body, wash([(0, paint, 1), (1, mix(paint, easel.light.ink, 0.5), 1)], 324, 390), mix(paint, easel.edge(), 0.75), dx, dy)
        glass = mix(easel.light.sky[1], easel.light.ink, 0.35)
        for pts in ([(x - 38, 350), (x - 24, 332), (x - 4, 331), (x - 4, 350)], [(x + 2, 350), (x + 2, 331), (x + 18, 332), (x + 34, 350)]):
            canvas.drawPath(polygon(pts), fill(glass))
        for wx in (x - 56, x + 56):
            canvas.drawCircle(wx, 388, 15, fill(easel.ink(distance, 0.05)))
            canvas.drawCircle(wx, 388, 6.5, fill(mix(paint, easel.edge(), 0.5)))
        canvas.drawCircle(x + 88, 364, 4.4, fill(easel.light.lamp if easel.dark else mix(paint, (255, 255, 255), 0.6)))

    easel.layer(distance, draw)
    if easel.dark:
        easel.glow(x + 90, 364, 70, distance)


def lamp(easel: Easel, x: float, _y: float) -> None:
    """A street lamp."""
    built.lamp_post(easel, x, 388, 190, 1150)


def rails(easel: Easel, _x: float, _y: float) -> None:
    """A rail fence with a gap where one walks."""
    from_left = easel.pick("gap", 2)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("named fence")
        tint = mix(easel.tone((134, 108, 86), 1400, 0.7), easel.light.ink, 0.25)
        path = skia.Path()
        last = None
        for k in range(-8, 24):
            px = k * 57 + rng.uniform(-3, 3)
            if 200 + 60 * from_left < px < 600 + 60 * from_left:
                last = None
                continue
            h = 48 * rng.uniform(0.92, 1.08)
            brush.add_polygon(path, [(px - 3.2, 390), (px - 2.8, 384 - h), (px, 381 - h), (px + 2.8, 384 - h), (px + 3.2, 390)])
            if last is not None:
                for up in (0.8, 0.42):
                    brush.add_polygon(path, [(last, 384 - h * up - 2), (px, 384 - h * up - 2 + rng.normal(0, 1)), (px, 384 - h * up + 2), (last, 384 - h * up + 2)])
            last = px
        dx, dy = easel.toward(424, 360, 1.3)
        brush.rimmed(canvas, path, fill(tint), easel.edge(), dx, dy, 0.9 * easel.rim)

    easel.layer(1400, draw)


def moored(easel: Easel, x: float, _y: float) -> None:
    """A boat: drawn up or moored near by."""
    boat(easel, x, 384, 0.95, 1650, number=7)
