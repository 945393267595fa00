"""An alley between brick walls."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, built, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles, square
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("alley")
def alley(place: Place, light: Light) -> Set:
    """Two brick walls close by, washing on lines above, a lamp on a bracket, a pale gap at the end."""
    e = Easel(place, light)
    skies.sky(e, 310)
    built.city(e, 330, 12000, tall=170, n=40, gap=(424, 110, 0.55))
    skies.fog(e, 322, 9000, 0.55, 60)
    square(e, 342, 5300, (126, 116, 118))
    gap_end(e)
    for side in (-1, 1):
        wall_of_brick(e, side)
    washing(e)
    landmarks(e, far=(424, 330), done=("alley", "street"))
    cobbles(e, (126, 116, 118), y=362)
    clutter(e)
    wall_lamp(e)
    return e.finish()


def gap_end(easel: Easel) -> None:
    """What closes the alley: two narrow houses, an arch between them with light behind."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("end")
        light = easel.light
        for i, (x, w, h) in enumerate(((250, 100, 250), (500, 116, 225))):
            distance = 5200
            wall = easel.tone(built.WALLS[int(rng.integers(6))], distance)
            top = 352 - h * rng.uniform(0.9, 1.1)
            path = polygon([(x, 372), (x, top), (x + w / 2, top - 46), (x + w, top), (x + w, 372)])
            dx, dy = easel.toward(x, top, 1.8)
            brush.rimmed(canvas, path, wash([(0, wall, 1), (1, mix(wall, light.haze, 0.5), 1)], top - 40, 366), mix(wall, easel.edge(distance), 0.6), dx, dy)
            brush.texture(canvas, path, "mottle", light.ink, 0.2, 0.5)
            for r in range(3):
                for c in range(2):
                    built.pane(canvas, easel, built.Pane(x + w * (0.2 + 0.38 * c), top + 18 + r * 52, 17, 26, bool(rng.uniform() < (0.6 if easel.dark else 0.05))), distance, wall)
            if i == 0:
                continue
        canvas.drawPath(rect(350, 262, 500, 372), fill(mix(easel.tone((150, 130, 120), 5000), light.ink, 0.12)))
        arch = skia.Path()
        arch.addRect(skia.Rect(388, 316, 462, 374))
        arch.addOval(skia.Rect(388, 280, 462, 352))
        canvas.drawPath(arch, wash([(0, mix(light.sky[3], light.key, 0.4), 1), (1, mix(light.haze, light.sky[3], 0.5), 1)], 282, 372))
        halo(canvas, 425, 326, 150, mix(light.sky[3], light.key, 0.4), 0.5)

    easel.layer(5000, draw)
    skies.fog(easel, 360, 4600, 0.4, 40)


def wall_of_brick(easel: Easel, side: int) -> None:
    """A wall along the alley in perspective: courses of brick, windows, a pipe and a fire escape."""
    light = easel.light
    vx, vy = 424.0, 306.0
    edge = 424 + side * 152

    def at(u: float, v: float) -> tuple[float, float]:
        """U is 0 far .. 1 near; v in 0 (foot) .. 1 (top), along the perspective of the wall."""
        z = 1 / (0.28 + 0.95 * u**1.4)
        return vx + side * 530 / z, vy + (92 - v * 700) / z

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"wall{side}")
        base = easel.tone(((170, 94, 76), (150, 110, 96), (134, 96, 92))[int(rng.integers(3))], 1900, 0.8)
        tone = mix(base, easel.edge(1900), 0.16 * easel.rim) if easel.side != side else mix(base, light.ink, 0.34)
        path = polygon([at(0, -0.05), at(0, 1.3), at(1.5, 1.3), at(1.5, -0.05)])
        canvas.drawPath(path, brush.across([(0, mix(tone, light.haze, 0.35), 1), (0.35, tone, 1), (1, mix(tone, light.ink, 0.6), 1)], (edge, 0), (edge + side * 420, 0)))
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        brush.texture(canvas, path, "mottle", light.ink, 0.3, 1.0)
        lines = skia.Path()
        picked = [skia.Path(), skia.Path()]
        for r in range(110):
            v = r / 62
            lines.moveTo(*at(0, v))
            for k in range(1, 9):
                lines.lineTo(*at(k / 8 * 1.4, v))
            for _ in range(5):
                u = rng.uniform(0, 1.3)
                du = 0.035
                picked[int(rng.integers(2))].addPoly([skia.Point(*at(u, v)), skia.Point(*at(u + du, v)), skia.Point(*at(u + du, v + 0.8 / 62)), skia.Point(*at(u, v + 0.8 / 62))], True)
        canvas.drawPath(picked[0], fill(mix(tone, light.key, 0.5), 0.26))
        canvas.drawPath(picked[1], fill(mix(tone, light.ink, 0.6), 0.34))
        canvas.drawPath(lines, brush.line(mix(tone, light.ink, 0.6), 0.8, 0.35))
        for u0 in (0.16, 0.44, 0.8):
            for v0 in (0.24, 0.52, 0.8, 1.05):
                if rng.uniform() < 0.2:
                    continue
                on = bool(rng.uniform() < (0.5 if easel.dark else 0.12))
                du = 0.1
                quad = polygon([at(u0, v0), at(u0, v0 + 0.15), at(u0 + du, v0 + 0.15), at(u0 + du, v0)])
                y0, y1 = at(u0, v0 + 0.15)[1], at(u0, v0)[1]
                if on:
                    cx, cy = at(u0 + du / 2, v0 + 0.075)
                    halo(canvas, cx, cy, 60, light.lamp, 0.3)
                    canvas.drawPath(quad, wash([(0, mix(light.lamp, (255, 255, 255), 0.2), 1), (1, mix(light.lamp, (220, 110, 50), 0.4), 1)], y0, y1))
                else:
                    canvas.drawPath(quad, wash([(0, mix(light.sky[1], light.ink, 0.4), 1), (1, mix(light.sky[0], light.ink, 0.7), 1)], y0, y1))
                canvas.drawPath(quad, brush.line(mix(tone, light.ink, 0.6), 2.2))
                canvas.drawLine(*at(u0 + du / 2, v0), *at(u0 + du / 2, v0 + 0.15), brush.line(mix(tone, light.ink, 0.6), 1.6))
                canvas.drawPath(polygon([at(u0 - 0.01, v0), at(u0 - 0.01, v0 - 0.014), at(u0 + du + 0.012, v0 - 0.014), at(u0 + du + 0.012, v0)]), fill(mix(tone, easel.edge(1900), 0.4)))
        if easel.pick("stairs", 2) == (side + 1) // 2:
            escape(canvas, easel, at)
        else:
            pipe = brush.smooth([at(0.36, 1.3), at(0.36, 0.6), at(0.36, 0.0)], closed=False)
            canvas.drawPath(pipe, brush.line(mix(tone, light.ink, 0.65), 7))
            canvas.drawPath(pipe, brush.line(mix(tone, easel.edge(1900), 0.3), 1.5))
        canvas.restore()

    easel.layer(1900 + side, draw)
    if easel.dark:
        easel.glow(424 + side * 250, 190, 80, 1900)


def escape(canvas: skia.Canvas, easel: Easel, at: object) -> None:
    """Iron landings and ladders on a wall."""
    assert callable(at)
    ink = easel.ink(1700, 0.1)
    path = skia.Path()
    for v in (0.2, 0.48, 0.76, 1.02):
        for lift in (0.0, 0.03, 0.06, 0.09):
            path.moveTo(*at(0.28, v + lift))
            path.lineTo(*at(0.62, v + lift))
        for k in range(9):
            u = 0.28 + 0.34 * k / 8
            path.moveTo(*at(u, v))
            path.lineTo(*at(u, v + 0.09))
        path.moveTo(*at(0.3, v))
        path.lineTo(*at(0.56, v + 0.28))
        path.moveTo(*at(0.34, v))
        path.lineTo(*at(0.6, v + 0.28))
    canvas.drawPath(path, brush.line(ink, 2.2))


def washing(easel: Easel) -> None:
    """Lines of washing across the alley that stir in the wind."""
    colors: tuple[Color, ...] = ((236, 226, 208), (196, 92, 80), (110, 146, 160), (222, 178, 110))
    for row, (y, distance, x0, x1) in enumerate(((96, 2600, 236, 612), (168, 4000, 268, 580))):
        rng = easel.rng(f"washing{row}")
        items = [(float(rng.uniform(18, 32)), float(rng.uniform(28, 50)), colors[int(rng.integers(4))]) for _ in range(7)]

        def draw(canvas: skia.Canvas, frame: int, y: float = y, distance: int = distance, x0: float = x0, x1: float = x1, items: list[tuple[float, float, Color]] = items) -> None:
            sag = 22
            canvas.drawPath(brush.smooth([(x0, y), ((x0 + x1) / 2, y + sag * 2), (x1, y)], closed=False), brush.line(easel.ink(distance, 0.2), 1))
            for i, (w, h, color) in enumerate(items):
                t = (i + 0.6) / (len(items) + 0.2)
                x = x0 + (x1 - x0) * t
                ly = y + sag * 4 * t * (1 - t)
                swing = math.sin(frame / 13 + i * 1.3) * (2 + 9 * easel.wind) + easel.wind * 8
                tint = mix(easel.tone(color, distance, 0.8), easel.light.ink, 0.12 if i % 2 else 0.0)
                cloth = skia.Path()
                cloth.moveTo(x - w / 2, ly)
                cloth.lineTo(x + w / 2, ly)
                cloth.cubicTo(x + w / 2 + swing * 0.3, ly + h * 0.4, x + w / 2 + swing * 0.6, ly + h * 0.7, x + w / 2 + swing, ly + h)
                cloth.quadTo(x + swing, ly + h + 4, x - w / 2 + swing, ly + h - 2)
                cloth.cubicTo(x - w / 2 + swing * 0.6, ly + h * 0.7, x - w / 2 + swing * 0.3, ly + h * 0.4, x - w / 2, ly)
                cloth.close()
                canvas.drawPath(cloth, wash([(0, mix(tint, easel.edge(distance), 0.2), 1), (1, mix(tint, easel.light.ink, 0.2), 1)], ly, ly + h))

        easel.moving(distance, (x0 - 4, y - 4, x1 + 4, y + 84), draw)


def clutter(easel: Easel) -> None:
    """Bins and crates along the walls."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("clutter")
        dx, dy = easel.toward(424, 300, 1.6)
        for x, w, h in ((70, 40, 62), (118, 34, 40), (736, 44, 66), (792, 36, 46)):
            tint = easel.tone(((110, 116, 112), (132, 96, 70), (86, 104, 104))[int(rng.integers(3))], 1150, 0.6)
            y = 398 + rng.uniform(-4, 6)
            halo(canvas, x + w / 2, y, w, easel.light.ink, 0.5, 0.16)
            body = polygon([(x + 2, y), (x, y - h), (x + w, y - h), (x + w - 2, y)])
            brush.rimmed(canvas, body, wash([(0, tint, 1), (1, mix(tint, easel.light.ink, 0.5), 1)], y - h, y), mix(tint, easel.edge(), 0.6), dx, dy)
            brush.texture(canvas, body, "bark", easel.light.ink, 0.3, 0.4)
            canvas.drawRect(skia.Rect(x - 2, y - h - 5, x + w + 2, y - h + 1), fill(mix(tint, easel.light.ink, 0.25)))

    easel.layer(1150, draw)


def wall_lamp(easel: Easel) -> None:
    """A lamp on a bracket high on one wall."""
    side = 1 if easel.pick("lamp", 2) else -1
    x, y = 424 + side * 214, 148.0
    on = easel.dark or easel.wet

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1500, 0.1)
        canvas.drawLine(x + side * 60, y - 16, x, y - 16, brush.line(ink, 3))
        canvas.drawLine(x + side * 60, y + 14, x + side * 14, y - 16, brush.line(ink, 2))
        shade = polygon([(x - 15, y), (x - 5, y - 14), (x + 5, y - 14), (x + 15, y)])
        if on:
            brush.beam(canvas, x, y, 90, 260, 210, easel.light.lamp, 0.3, 10)
            canvas.drawOval(skia.Rect(x - 9, y - 4, x + 9, y + 7), fill(mix(easel.light.lamp, (255, 255, 255), 0.5)))
        canvas.drawPath(shade, fill(ink))

    easel.layer(1500, draw)
    if on:
        easel.glow(x, y + 6, 150, 1500)
