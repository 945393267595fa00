"""Skies and water: the farthest papers of a place out of doors."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import BOTTOM, EDGE, LEFT, RIGHT, TOP, everywhere, fill, halo, line, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color

HORIZON = 290
"""Where sky and far ground meet in a wide, as the sun's height in the light assumes."""

CLEAR_OF_CLOUD = {"clear": 3, "cloud": 12, "rain": 13, "snow": 8, "mist": 5, "storm": 18}


def sky(easel: Easel, horizon: float = HORIZON, *, clouds: int | None = None, sun: bool = True, stars: float = 1.0) -> None:
    """The sky as the farthest layer: gradient, stars, sun or moon, clouds by the weather; opaque over the overscan."""
    light = easel.light
    number = CLEAR_OF_CLOUD[light.weather] if clouds is None else clouds

    def draw(canvas: skia.Canvas) -> None:
        top, high, low, end = light.sky
        stops = [(0.0, mix(top, light.ink, 0.25), 1.0), (0.28, top, 1.0), (0.58, high, 1.0), (0.84, low, 1.0), (0.985, end, 1.0), (1.0, end, 1.0)]
        canvas.drawPath(everywhere(), wash(stops, TOP, horizon))
        brush.texture(canvas, everywhere(), "mottle", low, 0.16, 2.6)
        brush.texture(canvas, everywhere(), "dry", high, 0.14, 3.0)
        if easel.night and light.weather in ("clear", "cloud", "snow", "mist") and stars:
            star_field(canvas, easel.rng("stars"), horizon - 40, light.key, stars * (1.0 if light.weather == "clear" else 0.4))
        if easel.night and light.weather == "clear" and stars:
            milky_way(canvas, easel.rng("milk"), mix(light.sky[2], light.key, 0.35), 0.16)
        if sun and light.sun and easel.night:
            luminary(canvas, easel, *light.sun)
        if light.weather in ("cloud", "rain", "storm", "snow"):
            heaps(canvas, easel, horizon)
        elif light.weather == "clear" and number:
            banks(canvas, easel, horizon)
        if sun and light.sun and not easel.night:
            luminary(canvas, easel, *light.sun)  # over the clouds: seen through them it would look cut out
        streaks(canvas, easel, horizon, number)
        if light.weather in ("rain", "storm", "mist"):
            brush.billows(canvas, easel.rng("veil"), horizon - 110, 70, mix(light.haze, light.sky[1], 0.4), 0.4, 16)
        canvas.drawPath(everywhere(horizon - 90, BOTTOM + EDGE), wash([(0, end, 0), (0.2, end, 0.5), (1, light.haze, 1)], horizon - 90, horizon + 200))

    easel.layer(40000, draw)


def star_field(canvas: skia.Canvas, rng: np.random.Generator, bottom: float, color: Color, share: float = 1.0) -> None:
    """Stars, thinner toward the horizon, in four sizes; a few have a soft ring."""
    white = mix(color, (255, 255, 255), 0.6)
    for size, alpha, n in ((0.5, 0.45, 620), (0.8, 0.65, 300), (1.15, 0.9, 110), (1.6, 0.95, 20)):
        path = skia.Path()
        for _ in range(round(n * share)):
            y = TOP + (bottom - TOP) * rng.uniform() ** 0.85
            x = rng.uniform(LEFT, RIGHT)
            path.addCircle(x, y, size)
            if size > 1.2:
                halo(canvas, x, y, 9, color, 0.35)
        canvas.drawPath(path, fill(white, alpha))


def milky_way(canvas: skia.Canvas, rng: np.random.Generator, color: Color, alpha: float) -> None:
    """A pale band of mottled light aslant the sky."""
    canvas.save()
    canvas.translate(300, 40)
    canvas.rotate(-24)
    band = brush.rect(-1000, -150, 1000, 150)
    canvas.drawPath(band, wash([(0, color, 0), (0.5, color, alpha * 0.7), (1, color, 0)], -110, 110))
    dust = skia.Path()
    for _ in range(260):
        dust.addCircle(rng.uniform(-900, 900), rng.normal(0, 38), rng.uniform(0.3, 0.7))
    canvas.drawPath(dust, fill(mix(color, (255, 255, 255), 0.5), 0.5))
    canvas.restore()


def luminary(canvas: skia.Canvas, easel: Easel, x: float, y: float, radius: float) -> None:
    """The sun, or at night the moon with its seas, in a wide glow."""
    light = easel.light
    color = light.key
    veiled = light.weather != "clear"
    halo(canvas, x, y, radius * 11, color, 0.34 if not easel.night else 0.22)
    halo(canvas, x, y, radius * 4, color, 0.5 if easel.low else 0.3)
    if easel.night:
        disc = mix(color, (255, 252, 240), 0.55)
        canvas.drawCircle(x, y, radius, fill(disc, 0.75 if veiled else 1.0, 0.6))
        canvas.save()
        clip = skia.Path()
        clip.addCircle(x, y, radius - 0.5)
        canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
        rng = easel.rng("moon")
        shade = mix(disc, light.haze, 0.5)
        for mx, my, mr in ((-0.35, -0.25, 0.4), (0.15, -0.45, 0.26), (0.35, 0.05, 0.33), (-0.2, 0.35, 0.3), (0.3, 0.55, 0.2), (-0.6, 0.15, 0.2)):
            jitter = rng.uniform(-0.05, 0.05, 2)
            canvas.drawOval(
                skia.Rect.MakeXYWH(x + (mx + jitter[0] - mr) * radius, y + (my + jitter[1] - mr * 0.85) * radius, 2 * mr * radius, 1.7 * mr * radius),
                fill(shade, 0.34, radius * 0.07),
            )
        brush.texture(canvas, clip, "mottle", shade, 0.3, 0.35)
        canvas.restore()
        return
    top = mix(color, (255, 255, 246), 0.6) if not easel.low else mix(color, (255, 244, 196), 0.62)
    foot = mix(color, (255, 255, 246), 0.4) if not easel.low else mix(color, light.sky[3], 0.35)
    strength = 0.75 if veiled else 1.0
    paint = wash([(0, top, strength), (1, foot, strength)], y - radius, y + radius)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.8 if not veiled else 2.5))
    canvas.drawCircle(x, y, radius, paint)


def streaks(canvas: skia.Canvas, easel: Easel, horizon: float, n: int) -> None:
    """Long thin clouds in perspective: flat banks of ovals, warm below where the sun is low."""
    light, rng = easel.light, easel.rng("streaks")
    for i in range(n + 4):
        t = rng.uniform(0.12, 1) ** 0.7
        y = horizon - 24 - (1 - t) * 330 + rng.uniform(-12, 12)
        x = rng.uniform(LEFT, RIGHT)
        length = rng.uniform(90, 260) * (0.7 + 0.6 * (1 - t))
        thick = (3 + 15 * (1 - t)) * rng.uniform(0.5, 1)
        near = light.sky[2] if t < 0.6 else light.sky[3]
        color = mix(near, light.key, 0.25) if i % 3 else mix(light.sky[1], light.haze, 0.5)
        path = skia.Path()
        for _ in range(7):
            at, w = x + rng.normal(0, length * 0.42), length * rng.uniform(0.25, 0.6)
            h = thick * rng.uniform(0.3, 0.9)
            path.addOval(skia.Rect(at - w, y + rng.normal(0, thick * 0.35) - h / 2, at + w, y + h / 2))
        canvas.drawPath(path, fill(color, 0.3 if not easel.night else 0.2, 2.0 + thick * 0.16))


def heaps(canvas: skia.Canvas, easel: Easel, horizon: float) -> None:
    """Heaped clouds, lit toward the light and dark below; heavy and low in a storm."""
    light, rng = easel.light, easel.rng("heaps")
    heavy = light.weather in ("storm", "rain")
    body = mix(light.sky[0], light.sky[1], 0.55) if heavy else mix(light.sky[1], light.haze, 0.6)
    lit = mix(light.sky[3], light.key, 0.4) if not heavy else mix(light.sky[2], light.haze, 0.5)
    if heavy:  # edges must not stand out as outlines: the lit heaps keep near the body's colour, and all is wider, softer
        lit = mix(body, lit, 0.5)
        canvas.drawPath(everywhere(TOP - EDGE, horizon), wash([(0, body, 0.8), (0.55, body, 0.45), (1, body, 0)], TOP, horizon - 70))
    for row in range(3):
        for _ in range(6 if heavy else 4):
            x, y = rng.uniform(LEFT, RIGHT), horizon - 250 + row * 75 + rng.uniform(-24, 24) - (30 if heavy else 0)
            width = rng.uniform(110, 230) * (1.5 - 0.3 * row) * (1.7 if heavy else 1.0)
            cloud(canvas, rng, x, y, width, body, lit, easel.toward(x, y), 0.75 if light.weather == "storm" else 0.5, 3.0 if heavy else 1.0)


def banks(canvas: skia.Canvas, easel: Easel, horizon: float) -> None:
    """Fair-weather clouds: towering heaps along the horizon at both sides, one or two adrift higher up."""
    light, rng = easel.light, easel.rng("banks")
    body = mix(light.sky[2], light.sky[1], 0.5) if not easel.night else mix(light.sky[1], light.sky[2], 0.45)
    lit = mix(light.sky[3], light.key, 0.65) if not easel.night else mix(light.sky[2], light.key, 0.3)
    share = 0.5 if easel.night else 0.8
    for x, width in ((rng.uniform(-330, -180), 330), (rng.uniform(20, 150), 250), (rng.uniform(640, 780), 280), (rng.uniform(960, 1160), 360)):
        y = horizon - rng.uniform(22, 52)
        cloud(canvas, rng, x, y, width * rng.uniform(0.8, 1.2), body, lit, easel.toward(x, y), share * 0.85)
    for _ in range(3):
        x, y = rng.uniform(-200, 1050), rng.uniform(30, 130)
        cloud(canvas, rng, x, y, rng.uniform(120, 210), body, lit, easel.toward(x, y), share * 0.75)


def cloud(
    canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, width: float, body: Color, lit: Color, toward: tuple[float, float], alpha: float = 0.6, soft: float = 1.0,
) -> None:
    """One heaped cloud, flat below: its body, then smaller lit heaps toward the light; `soft` blurs its edges."""
    puffs = []
    for i in range(22):
        t = rng.uniform(-1, 1)
        r = width * (0.05 + 0.15 * (1 - abs(t)) ** 0.8 * rng.uniform(0.45, 1))
        puffs.append((x + t * width * 0.6, y - r * rng.uniform(0.0, 1.25) * (1.15 - abs(t)), r, i))
    whole, bright, top = skia.Path(), skia.Path(), skia.Path()
    for px, py, r, i in puffs:
        whole.addOval(skia.Rect(px - r * 1.2, py - r, px + r * 1.2, py + r * 0.7))
        if i % 4:
            q = r * 0.74
            cx, cy = px + toward[0] * r * 0.34, py + toward[1] * r * 0.25 - r * 0.2
            bright.addOval(skia.Rect(cx - q * 1.2, cy - q, cx + q * 1.2, cy + q * 0.5))
            q = r * 0.45
            cx, cy = px + toward[0] * r * 0.55, py + toward[1] * r * 0.4 - r * 0.38
            top.addOval(skia.Rect(cx - q * 1.2, cy - q, cx + q * 1.2, cy + q * 0.5))
    low, high = y - width * 0.3, y + width * 0.11
    canvas.saveLayerAlpha(skia.Rect(x - width * 1.1, y - width * 0.6, x + width * 1.1, y + width * 0.3), round(alpha * 255))
    paint = wash([(0, mix(body, lit, 0.5), 1), (0.55, body, 1), (0.86, body, 0.6), (1, body, 0)], low, high)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width * 0.008 * soft))
    canvas.drawPath(whole, paint)
    for path, strength, spread in ((bright, 0.55, 0.02), (top, 0.5, 0.014)):
        paint = wash([(0, lit, strength), (0.7, lit, strength * 0.7), (1, lit, 0)], low, high)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width * spread * min(soft, 1.6)))
        canvas.drawPath(path, paint)
    canvas.restore()


def water(
    easel: Easel, top: float, *, bottom: float = 380, distance: int = 9000, tone: Color = (58, 104, 128), strokes: int = 150, tag: str = "water",
) -> tuple[int, int, int, int]:
    """A sheet of water from the horizon at `top`: mirrors the low sky, darkens toward us, glitters under sun or moon.

    Returns where light glints on it, for `Set.water`.
    """
    light = easel.light
    deep = mix(easel.lit(tone), mix(light.sky[0], light.ground, 0.3), 0.55)
    far = mix(mix(light.sky[3], light.haze, 0.35), deep, 0.18)
    middle = mix(mix(light.sky[2], light.sky[1], 0.4), deep, 0.5)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(tag)
        sheet = everywhere(top)
        canvas.drawPath(sheet, wash([(0, far, 1), (0.14, mix(far, middle, 0.45), 1), (0.5, middle, 1), (1, deep, 1)], top, bottom + 60))
        brush.texture(canvas, sheet, "dry", mix(deep, light.ink, 0.4), 0.3, 1.6)
        brush.texture(canvas, sheet, "dry", mix(far, light.key, 0.2), 0.2, 0.9)
        canvas.drawPath(everywhere(top - 0.8, top + 1.2), fill(mix(far, light.key, 0.4), 0.6))
        span = (LEFT, top + 3, RIGHT, bottom + 30)
        brush.dashes(canvas, rng, span, mix(deep, light.ink, 0.35), strokes, 0.4)
        brush.dashes(canvas, rng, span, mix(far, light.key, 0.3), strokes, 0.42)
        shine(canvas, easel, rng, top, bottom + 20)

    easel.layer(distance, draw)
    x = light.sun[0] if light.sun else 424
    return (max(0, x - 190), round(top) + 4, min(848, x + 190), round(bottom))


def shine(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, top: float, bottom: float) -> None:
    """The path of light on water below the sun or moon: strokes gathered by a normal spread that widens toward us."""
    light = easel.light
    if not light.sun:
        return
    x = light.sun[0]
    halo(canvas, x, top + 2, 260, light.key, 0.34, 0.16)
    for near in range(4):
        path = skia.Path()
        for _ in range(42):
            t = (near + rng.uniform()) / 4
            y = top + 3 + (bottom - top) * t**1.3
            at = x + rng.normal(0, 16 + 62 * t)
            half = (2.5 + 11 * t) * rng.uniform(0.4, 1.1)
            path.moveTo(at - half, y)
            path.lineTo(at + half, y)
        canvas.drawPath(path, line(mix(light.key, (255, 255, 255), 0.25), 0.8 + 0.35 * near, 0.62 - 0.06 * near))


def rays(easel: Easel, distance: int = 3000, n: int = 6, alpha: float = 0.2) -> None:
    """Shafts of low light that fan out from above the light's side, morning and evening, in weathers that let the sun through."""
    light = easel.light
    if not easel.low or light.weather in ("rain", "storm", "cloud"):
        return
    x, y = 424 + easel.side * 400, -230

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("rays")
        pale = mix(light.key, (255, 255, 255), 0.3)
        for i in range(n):
            angle = 90 + easel.side * (8 + 52 * (i + rng.uniform(0.1, 0.9)) / n)
            brush.beam(canvas, x, y, angle, rng.uniform(720, 900), rng.uniform(36, 90), pale, 2.6 * alpha * rng.uniform(0.5, 1), 5)

    easel.layer(distance, draw, 2)


def fog(easel: Easel, y: float, distance: int, alpha: float = 0.5, height: float = 60) -> None:
    """A pale bank between two layers; thicker in mist and snow, thinner in clear weather by day."""
    light = easel.light
    share = {"mist": 1.5, "snow": 1.1, "rain": 1.0, "storm": 0.8}.get(light.weather, 1.0 if easel.low else 0.75)
    color = mix(light.haze, light.sky[3], 0.35)

    def draw(canvas: skia.Canvas) -> None:
        brush.mist(canvas, y, height, color, min(0.9, alpha * share))
        brush.billows(canvas, easel.rng(f"fog{distance}"), y, height * 0.3, color, min(0.7, alpha * share * 0.7), 12)

    easel.layer(distance, draw)


def flock(easel: Easel, x: float, y: float, distance: int = 12000, n: int = 5, size: float = 5, color: Color | None = None) -> None:
    """Birds that circle slowly, unless it storms or is night."""
    if easel.night or easel.light.weather == "storm":
        return
    tint = color or easel.air(easel.light.ink, 3000)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        brush.birds(canvas, frame, x + 26 * math.sin(frame / 90), y + 8 * math.cos(frame / 70), tint, n, size)

    reach = size * 3.1 * n / 2 + 40
    easel.moving(distance, (x - reach, y - 40, x + reach, y + 40), draw)


