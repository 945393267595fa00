"""What the sea brings: a lighthouse whose beams turn, a moored boat."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel


def lighthouse(easel: Easel, x: float, y: float, height: float, distance: int, *, beam: bool | None = None) -> None:
    """A banded lighthouse standing on (x, y); when it is dark its lamp burns and two beams turn."""
    light = easel.light
    burning = (easel.dark or easel.wet or light.weather == "mist") if beam is None else beam
    w = height * 0.12
    head = y - height

    def draw(canvas: skia.Canvas) -> None:
        white, red = easel.tone((226, 220, 214), distance, 0.8), easel.tone((212, 84, 70), distance, 0.85)
        if easel.dark:
            white = mix(white, easel.air(mix(light.sky[1], light.ink, 0.2), distance), 0.55)
        body = polygon([(x - w, y + 8), (x - w * 0.62, head + height * 0.14), (x + w * 0.62, head + height * 0.14), (x + w, y + 8)])
        dx, dy = easel.toward(x, y - height / 2, 1.8)
        brush.rimmed(canvas, body, fill(white), mix(white, easel.edge(distance), 0.85), dx, dy)
        canvas.save()
        canvas.clipPath(body, skia.ClipOp.kIntersect, True)
        for i in range(3):
            top = head + height * (0.27 + i * 0.24)
            canvas.drawRect(skia.Rect(x - w, top, x + w, top + height * 0.1), fill(red))
        shade = brush.across([(0, light.ink, 0.0), (0.45, light.ink, 0.02), (1, light.ink, 0.5)], (x + easel.side * w, 0), (x - easel.side * w, 0))
        canvas.drawPath(body, shade)
        brush.texture(canvas, body, "mottle", light.ink, 0.25, 0.5)
        canvas.restore()
        dark = mix(easel.ink(distance, 0.2), light.ink, 0.4)
        for i in range(2):
            wy = head + height * (0.42 + 0.26 * i)
            canvas.drawRect(skia.Rect(x - 2, wy - 5, x + 2.5, wy + 3), fill(light.lamp if easel.dark else dark))
        canvas.drawRect(skia.Rect(x - w * 0.86, head + height * 0.125, x + w * 0.86, head + height * 0.145), fill(dark))
        for i in range(-3, 4):
            canvas.drawRect(skia.Rect(x + i * w * 0.27 - 0.4, head + height * 0.09, x + i * w * 0.27 + 0.4, head + height * 0.13), fill(dark))
        glass = rect(x - w * 0.46, head + height * 0.03, x + w * 0.46, head + height * 0.13)
        canvas.drawPath(glass, fill(mix(light.lamp, (255, 255, 255), 0.5) if burning else mix(light.sky[2], dark, 0.3)))
        for i in range(-2, 3):
            canvas.drawRect(skia.Rect(x + i * w * 0.22 - 0.5, head + height * 0.03, x + i * w * 0.22 + 0.5, head + height * 0.13), fill(dark, 0.8))
        dome = skia.Path()
        dome.addArc(skia.Rect(x - w * 0.54, head - height * 0.025, x + w * 0.54, head + height * 0.085), 180, 180)
        dome.close()
        dome.addRect(skia.Rect(x - 0.8, head - height * 0.07, x + 0.8, head))
        canvas.drawPath(dome, fill(mix(red, light.ink, 0.35)))

    easel.layer(distance, draw)
    if not burning:
        return
    ly = head + height * 0.08
    easel.glow(x, ly, height * 0.5, distance)
    warm = mix(light.lamp, (255, 255, 255), 0.3)

    def turn(canvas: skia.Canvas, frame: int) -> None:
        phase = frame * 2 * math.pi / 192
        for half in (0.0, math.pi):
            a = phase + half + 0.35
            c = math.cos(a)
            reach = 1100 * abs(c) + 60
            strength = (0.3 + 0.34 * abs(c)) * (0.8 if easel.night else 0.5)
            tilt = 3.2 * math.sin(a) + (2.5 if c > 0 else -2.5)
            brush.beam(canvas, x, ly, tilt if c > 0 else 180 + tilt, reach, 40 + 90 * abs(c), warm, strength, 3.5)
        facing = max(0.0, math.sin(phase + 0.35)) ** 6 + max(0.0, -math.sin(phase + 0.35)) ** 6
        halo(canvas, x, ly, 24 + 46 * facing, warm, 0.55 + 0.35 * facing)

    easel.moving(distance - 20, (brush.LEFT, ly - 130, brush.RIGHT, ly + 130), turn, every=1, screen=True)


def boat(easel: Easel, x: float, y: float, size: float, distance: int, *, mast: bool = True, number: int = 0) -> None:
    """A moored boat that rocks: hull with a coloured strake, cabin, mast with stays, furled sail and pennant."""
    rng = easel.rng(f"boat{number}")
    hull = easel.tone(((196, 82, 66), (72, 118, 132), (222, 206, 178), (86, 92, 112))[int(rng.integers(4))], distance, 0.82)
    other = easel.tone((236, 224, 204), distance, 0.82)
    flip = 1 if rng.uniform() < 0.5 else -1
    tall = 150 * rng.uniform(0.85, 1.15)
    light = easel.light

    def draw(canvas: skia.Canvas, frame: int) -> None:
        canvas.save()
        canvas.translate(x, y + math.sin(frame / 19 + number) * 1.2 * size)
        canvas.rotate(math.sin(frame / 23 + number * 1.7) * (1.0 + 1.5 * easel.wind))
        canvas.scale(size * flip, size)
        ink = easel.ink(distance, 0.2)
        dx, dy = easel.toward(x, y - 50, 2.0)
        canvas.drawOval(skia.Rect(-74, -3, 70, 9), fill(light.ink, 0.3, 2))
        if mast:
            canvas.drawPath(polygon([(-6, -14), (-4, -tall), (-2.2, -tall), (0, -14)]), fill(ink))
            stays = skia.Path()
            for end in (-66, 74):
                stays.moveTo(-3, -tall + 4)
                stays.lineTo(end, -24)
            canvas.drawPath(stays, brush.line(ink, 0.9, 0.8))
            sail = brush.smooth([(0, -44), (30, -52), (60, -46), (62, -40), (30, -38), (0, -36)])
            canvas.drawPath(sail, fill(mix(other, light.ink, 0.12)))
            wave = math.sin(frame / 6 + number) * 3
            canvas.drawPath(polygon([(-3, -tall), (-22, -tall + 3 + wave), (-3, -tall + 8)]), fill(easel.tone((214, 80, 64), distance, 0.85)))
        cabin = polygon([(12, -18), (14, -38), (44, -38), (48, -18)])
        brush.rimmed(canvas, cabin, fill(mix(other, light.ink, 0.2)), mix(other, easel.edge(distance), 0.7), dx * flip, dy)
        for cx in (19, 32):
            canvas.drawRect(skia.Rect(cx, -34, cx + 8, -27), fill(light.lamp if easel.dark else mix(light.sky[1], light.ink, 0.4)))
        body = brush.smooth([(-76, -26), (-60, -22), (0, -16), (60, -20), (72, -24), (66, -4), (56, 4), (-50, 4), (-64, -4)])
        brush.rimmed(canvas, body, wash([(0, hull, 1), (1, mix(hull, light.ink, 0.55), 1)], -24, 4), mix(hull, easel.edge(distance), 0.75), dx * flip, dy)
        canvas.drawPath(brush.smooth([(-72, -20), (-50, -15), (0, -10), (66, -14)], closed=False), brush.line(other, 2.2, 0.85))
        canvas.restore()

    reach = 86 * size
    easel.moving(distance, (x - reach, y - (tall + 8) * size, x + reach, y + 14 * size), draw)
