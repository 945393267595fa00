"""What is seen through a window: sky and two or three papers of city, sea, forest, garden, street, field, mountains or stars."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import BOTTOM, LEFT, RIGHT, TOP, everywhere, fill, halo, line, mix, wash
from playhead.render.theatre.scene import Color, Light
from playhead.shots.shot import Place

HORIZON = 218

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stars", ("space", "star", "orbit", "planet", "moon base")),
    ("sea", ("sea", "harbour", "beach", "boat", "lighthouse", "island", "coast", "port", "ship", "lamp room", "cliff", "ocean", "fish")),
    ("forest", ("forest", "wood", "jungle", "cabin", "hut")),
    ("mountain", ("mountain", "snowfield", "alp", "hill", "chalet")),
    ("field", ("field", "farm", "desert", "village", "meadow", "road", "country")),
    ("garden", ("garden", "park", "graveyard", "yard", "courtyard", "orchard")),
    ("street", ("street", "alley", "market", "town")),
    ("city", ("city", "rooftop", "tower", "apartment", "flat")),
)


def view_of(place: Place, default: str) -> str:
    """Which view a place has: the first that its features or its name ask for, else `default`."""
    name = place.name.lower()
    for kind, words in _WORDS:
        if any(word in place.features or word in name for word in words):
            return kind
    return default


def paint_view(canvas: skia.Canvas, kind: str, light: Light, rng: np.random.Generator) -> None:
    """Paint the view over the whole overscan, opaque, in the light outside."""
    if kind == "stars":
        _stars(canvas, rng)
        return
    _sky(canvas, light, rng)
    {"sea": _sea, "forest": _forest, "mountain": _mountain, "field": _field, "garden": _garden, "street": _street, "city": _city}[kind](canvas, light, rng)


def _lit(light: Light) -> bool:
    return light.time in ("evening", "night") or light.weather == "storm"


def _depth(light: Light, t: float, color: Color | None = None) -> Color:
    """A paper outside: from the horizon's colour (t = 0) to dark (t = 1), a little of `color` in it."""
    top, _, low, horizon = light.sky
    dark = mix(mix(top, light.ink, 0.5), low, 0.12)
    base = mix(mix(horizon, low, 0.5), dark, t)
    if color is None:
        return base
    bright = {"morning": 0.82, "day": 0.95, "evening": 0.5, "night": 0.26}[light.time]
    return mix(base, brush.times(color, (255, 250, 240), bright), 0.5 if light.time in ("morning", "day") else 0.3)


def _sky(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    top, high, low, end = light.sky
    canvas.drawPath(everywhere(), wash([(0, top, 1), (0.3, top, 1), (0.55, high, 1), (0.82, low, 1), (1, end, 1)], -60, HORIZON + 10))
    canvas.drawPath(everywhere(HORIZON - 4), fill(end))
    if light.time == "night" and light.weather in ("clear", "cloud", "snow"):
        for size, n in ((0.7, 140), (1.2, 40)):
            path = skia.Path()
            for _ in range(n):
                path.addCircle(rng.uniform(LEFT, RIGHT), rng.uniform(TOP, HORIZON - 60), size)
            canvas.drawPath(path, fill((255, 250, 235), 0.5 + size * 0.25))
        halo(canvas, 470, 112, 120, light.key, 0.3)
        canvas.drawCircle(470, 112, 17, fill(mix(light.sky[3], (255, 250, 230), 0.75), 0.95, 0.6))
    elif light.weather in ("clear", "mist", "snow"):
        low_sun = light.time in ("morning", "evening")
        x, y = (468, 196) if low_sun else (500, 40)
        halo(canvas, x, y, 240, mix(end, (255, 246, 214), 0.5), 0.7)
        canvas.drawCircle(x, y, 19, fill(mix(end, (255, 248, 220), 0.7), 0.95, 1.2))
    for _ in range(9):
        at = rng.uniform(-40, HORIZON - 40)
        left, half = rng.uniform(LEFT, RIGHT), rng.uniform(60, 190)
        tint = mix(low, (255, 250, 240), 0.35) if light.time != "night" else mix(high, low, 0.7)
        for k in range(4):
            w = half * rng.uniform(0.35, 0.8)
            dx = rng.normal(0, half * 0.4)
            canvas.drawOval(skia.Rect(left + dx - w, at - 5 + k * 1.5, left + dx + w, at + 5 + k * 1.5), fill(tint, 0.2, 3.5))


def _blocks(canvas: skia.Canvas, light: Light, rng: np.random.Generator, depth: float, base: float, low: float, tall: float, window: float) -> None:
    color = _depth(light, depth)
    skyline, panes, dark = skia.Path(), skia.Path(), skia.Path()
    x = LEFT - 20.0
    while x < RIGHT + 20:
        w = rng.uniform(22, 58) * (0.6 + depth)
        h = rng.uniform(low, tall)
        skyline.addRect(skia.Rect(x, base - h, x + w + 1, BOTTOM))
        style = int(rng.integers(5))
        if style == 0:
            skyline.addRect(skia.Rect(x + w * 0.4, base - h - 18, x + w * 0.46, base - h))
        elif style == 1:
            skyline.addRect(skia.Rect(x + w * 0.2, base - h - 10, x + w * 0.8, base - h))
        elif style == 2:
            skyline.addPoly([skia.Point(x, base - h), skia.Point(x + w / 2, base - h - 16), skia.Point(x + w, base - h)], True)
        cell = window * 2.3
        for i in range(int(w / cell)):
            for j in range(int(min(h + 60, 300) / (cell * 1.2))):
                at = (x + cell * (i + 0.3), base - h + cell * (j * 1.2 + 0.6))
                lucky = rng.uniform()
                (panes if lucky < 0.3 else dark).addRect(skia.Rect.MakeXYWH(at[0], at[1], window, window * 1.25))
        x += w + rng.uniform(-3, 6)
    canvas.drawPath(skyline, fill(color))
    canvas.drawPath(dark, fill(mix(color, light.ink, 0.35), 0.4))
    if _lit(light):
        canvas.drawPath(panes, fill(mix((255, 208, 130), color, 0.3 * (1 - depth)), 0.62 + 0.25 * depth, 0.6))
        canvas.drawPath(panes, fill((255, 190, 110), 0.35, 3.5))
    else:
        canvas.drawPath(panes, fill(mix(light.sky[3], (255, 255, 255), 0.3), 0.4))


def _city(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    _blocks(canvas, light, rng, 0.25, HORIZON, 40, 150, 3.4)
    brush.mist(canvas, HORIZON, 70, light.sky[3], 0.4)
    _blocks(canvas, light, rng, 0.55, HORIZON + 26, 30, 120, 4.6)
    brush.mist(canvas, HORIZON + 34, 50, light.sky[3], 0.22)
    _blocks(canvas, light, rng, 0.85, HORIZON + 70, 34, 92, 6.2)


def _street(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    _blocks(canvas, light, rng, 0.3, HORIZON, 30, 90, 3.6)
    brush.mist(canvas, HORIZON, 60, light.sky[3], 0.35)
    x = LEFT - 10.0
    base = HORIZON + 60
    tones = ((186, 120, 92), (160, 140, 112), (126, 128, 138), (176, 148, 120))
    while x < RIGHT:
        w, h = rng.uniform(78, 124), rng.uniform(150, 220)
        body = _depth(light, 0.72, tones[int(rng.integers(4))])
        canvas.drawRect(skia.Rect(x, base - h, x + w, BOTTOM), fill(body))
        roof = skia.Path()
        roof.addPoly([skia.Point(x - 4, base - h), skia.Point(x + w * 0.2, base - h - 34), skia.Point(x + w * 0.8, base - h - 34), skia.Point(x + w + 4, base - h)], True)
        canvas.drawPath(roof, fill(_depth(light, 0.85, (110, 62, 58))))
        canvas.drawRect(skia.Rect(x + w * 0.66, base - h - 56, x + w * 0.78, base - h - 20), fill(_depth(light, 0.85)))
        for i in range(3):
            for j in range(4):
                px, py = x + w * (0.13 + 0.29 * i), base - h + 20 + j * 46
                pane = skia.Rect.MakeXYWH(px, py, w * 0.17, 27)
                lit = _lit(light) and rng.uniform() < 0.45
                canvas.drawRect(pane, fill((255, 206, 126) if lit else mix(light.sky[1], light.ink, 0.35), 0.9))
                canvas.drawRect(skia.Rect.MakeXYWH(px - 2, py + 27, w * 0.17 + 4, 3), fill(mix(body, light.sky[3], 0.3)))
                canvas.drawLine(px + w * 0.085, py, px + w * 0.085, py + 27, line(body, 1.4))
        canvas.drawRect(skia.Rect(x + w - 1.5, base - h, x + w, BOTTOM), fill(light.ink, 0.3))
        x += w
    canvas.drawRect(skia.Rect(LEFT - 20, base + 14, RIGHT + 20, BOTTOM), fill(_depth(light, 0.9)))
    for x in (372.0, 640.0, 140.0):
        canvas.drawLine(x, base + 30, x, base - 96, line(_depth(light, 1.0), 3.2))
        canvas.drawCircle(x, base - 100, 6, fill((255, 220, 150) if _lit(light) else mix(light.sky[3], light.ink, 0.3)))
        if _lit(light):
            halo(canvas, x, base - 100, 60, (255, 206, 130), 0.55)


def _sea(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    y = HORIZON - 26
    deep = mix(light.sky[0], light.ink, 0.2)
    canvas.drawPath(brush.land(brush.ridge(rng, y - 3, 13, 0.5)), fill(_depth(light, 0.3)))
    canvas.drawPath(everywhere(y), wash([(0, mix(light.sky[3], light.sky[2], 0.3), 1), (0.25, mix(light.sky[1], deep, 0.3), 1), (1, deep, 1)], y, y + 190))
    for _ in range(3):
        brush.dashes(canvas, rng, (LEFT, y + 2, RIGHT, y + 180), mix(light.sky[3], (255, 250, 235), 0.3), 90, 0.34)
    path = skia.Path()
    for _ in range(70):
        t = rng.uniform()
        x, yy, w = 470 + rng.normal(0, 9 + 40 * t), y + 3 + 120 * t, 2 + 9 * t
        path.addRect(skia.Rect(x - w, yy, x + w, yy + 0.9 + t))
    canvas.drawPath(path, fill(mix(light.key, (255, 255, 255), 0.3), 0.7))
    if rng.uniform() < 0.75:
        x = float(rng.uniform(360, 440))
        sail = skia.Path()
        sail.addPoly([skia.Point(x, y - 24), skia.Point(x + 13, y - 2), skia.Point(x, y - 2)], True)
        sail.addPoly([skia.Point(x - 2, y - 20), skia.Point(x - 10, y - 2), skia.Point(x - 2, y - 2)], True)
        canvas.drawPath(sail, fill(_depth(light, 0.15, (250, 240, 220))))
        canvas.drawRect(skia.Rect(x - 11, y - 1, x + 12, y + 3), fill(_depth(light, 0.9)))


def _tree(canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, h: float, color: Color, fir: bool) -> None:
    path = skia.Path()
    if fir:
        for k in range(6):
            t = k / 6
            w = h * 0.26 * (1 - t * 0.82)
            path.addPoly([skia.Point(x - w, y - h * (t * 0.8 + 0.1)), skia.Point(x, y - h * (t * 0.8 + 0.42)), skia.Point(x + w, y - h * (t * 0.8 + 0.1))], True)
        path.addRect(skia.Rect(x - h * 0.02, y - h * 0.2, x + h * 0.02, y))
    else:
        path.addRect(skia.Rect(x - h * 0.03, y - h * 0.5, x + h * 0.03, y))
        for _ in range(34):
            a, r = rng.uniform(0, 2 * math.pi), h * 0.34 * math.sqrt(rng.uniform())
            path.addCircle(x + r * math.cos(a), y - h * 0.62 + r * 0.9 * math.sin(a), h * rng.uniform(0.03, 0.1))
    canvas.drawPath(path, fill(color))


def _forest(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    green = (74, 116, 82)
    for depth, base, h, n in ((0.3, HORIZON + 6, 130, 52), (0.58, HORIZON + 30, 170, 34), (0.9, HORIZON + 70, 260, 20)):
        color = _depth(light, depth, green)
        for i in range(n):
            x = LEFT + (RIGHT - LEFT) * (i + rng.uniform(0.1, 0.9)) / n
            _tree(canvas, rng, x, base + rng.uniform(-4, 6), h * rng.uniform(0.7, 1.15), color, fir=rng.uniform() < 0.75)
        canvas.drawPath(everywhere(base), fill(color))
        brush.mist(canvas, base, 48, light.sky[3], 0.4 * (1 - depth))


def _mountain(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    for depth, base, h, rough in ((0.25, HORIZON - 50, 96, 0.56), (0.5, HORIZON - 6, 70, 0.56), (0.85, HORIZON + 48, 40, 0.5)):
        ridge = brush.ridge(rng, base, h, rough)
        path = brush.land(ridge)
        color = _depth(light, depth, (116, 128, 150) if depth < 0.6 else (70, 100, 84))
        brush.rimmed(canvas, path, fill(color), mix(color, (255, 250, 240), 0.55), 3.5 if light.key_x > 424 else -3.5, -3.5, 0.9)
        brush.mist(canvas, base + h, 56, light.sky[3], 0.35 * (1 - depth))


def _field(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    for depth, base, h, tone in ((0.25, HORIZON - 14, 18, (140, 150, 132)), (0.48, HORIZON + 12, 15, (176, 160, 92)), (0.8, HORIZON + 48, 12, (104, 130, 78))):
        ridge = brush.ridge(rng, base, h, 0.42)
        color = _depth(light, depth, tone)
        canvas.drawPath(brush.land(ridge), fill(color))
        for _ in range(9):
            x = rng.uniform(LEFT, RIGHT)
            _tree(canvas, rng, x, brush.height_at(ridge, x) + 3, rng.uniform(22, 44) * (0.6 + depth), mix(color, _depth(light, 1.0), 0.4), fir=False)
        brush.mist(canvas, base + 18, 26, light.sky[3], 0.3 * (1 - depth))


def _garden(canvas: skia.Canvas, light: Light, rng: np.random.Generator) -> None:
    for depth, base, h, n in ((0.18, HORIZON - 10, 96, 44), (0.4, HORIZON + 10, 110, 34), (0.66, HORIZON + 40, 124, 22)):
        color = _depth(light, depth, (92, 136, 88))
        for i in range(n):
            x = LEFT + (RIGHT - LEFT) * (i + rng.uniform(0.1, 0.9)) / n
            _tree(canvas, rng, x, base + 6, h * rng.uniform(0.7, 1.2), color, fir=False)
        canvas.drawPath(everywhere(base), fill(color))
        brush.mist(canvas, base, 40, light.sky[3], 0.34 * (1 - depth))
    hedge = _depth(light, 0.85, (64, 108, 70))
    path = skia.Path()
    for _ in range(220):
        path.addCircle(rng.uniform(LEFT, RIGHT), HORIZON + 62 + rng.uniform(-7, 30), rng.uniform(6, 13))
    canvas.drawPath(path, fill(hedge))
    canvas.drawPath(everywhere(HORIZON + 66), fill(hedge))
    brush.texture(canvas, everywhere(HORIZON + 50), "mottle", light.ink, 0.25)
    for color in ((232, 120, 120), (246, 214, 150), (240, 236, 230)):
        dots = skia.Path()
        for _ in range(60):
            dots.addCircle(rng.uniform(LEFT, RIGHT), HORIZON + 58 + rng.uniform(0, 46), rng.uniform(1.2, 2.6))
        canvas.drawPath(dots, fill(_depth(light, 0.4, color), 0.95))


def _stars(canvas: skia.Canvas, rng: np.random.Generator) -> None:
    canvas.drawPath(everywhere(), wash([(0, (10, 14, 40), 1), (0.4, (34, 34, 88), 1), (0.62, (86, 62, 128), 1), (1, (120, 78, 130), 1)], -100, 400))
    for _ in range(16):
        x, y = rng.uniform(LEFT, RIGHT), rng.uniform(0, 330)
        halo(canvas, x, y, rng.uniform(90, 240), ((126, 86, 180), (66, 120, 190), (196, 100, 140))[int(rng.integers(3))], 0.34, 0.5)
    for size, n, alpha in ((0.6, 420, 0.6), (1.0, 150, 0.85), (1.7, 34, 1.0)):
        path = skia.Path()
        for _ in range(n):
            path.addCircle(rng.uniform(LEFT, RIGHT), rng.uniform(TOP, BOTTOM), size)
        canvas.drawPath(path, fill((255, 246, 232), alpha))
    x, y, r = 540.0, 168.0, 92.0
    halo(canvas, x, y, r * 1.7, (230, 150, 110), 0.32)
    disc = skia.Path()
    disc.addCircle(x, y, r)
    canvas.save()
    canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
    canvas.drawPath(disc, wash([(0, (214, 128, 96), 1), (0.5, (178, 92, 92), 1), (1, (120, 66, 96), 1)], y - r, y + r))
    for i in range(11):
        yy = y - r + i * 17 + rng.uniform(-3, 3)
        band = brush.smooth([(x - r - 10, yy), (x - 30, yy + 10), (x + 40, yy + 8), (x + r + 10, yy + 2), (x + r + 10, yy + rng.uniform(6, 13)), (x, yy + 18), (x - r - 10, yy + 8)])
        canvas.drawPath(band, fill((246, 190, 140) if i % 2 else (140, 70, 88), 0.4))
    shadow = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
        skia.Point(x + r * 0.4, y - r * 0.35), r * 1.55, [brush.argb((12, 10, 34), 0.0), brush.argb((12, 10, 34), 0.2), brush.argb((12, 10, 34), 0.92)], [0.0, 0.5, 1.0]))
    canvas.drawPath(disc, shadow)
    canvas.restore()
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(-16)
    for k, (w, alpha) in enumerate(((146, 0.55), (160, 0.34), (174, 0.5))):
        ring = skia.Path()
        ring.addOval(skia.Rect(-w, -w * 0.2, w, w * 0.2))
        behind = skia.Path()  # the far half of the ring, where the planet hides it
        behind.addRect(skia.Rect(-r * 0.985, -w, r * 0.985, 0))
        canvas.save()
        canvas.clipPath(behind, skia.ClipOp.kDifference, True)
        canvas.drawPath(ring, line((244, 206, 166), 4.4 - k, alpha))
        canvas.restore()
    canvas.restore()
