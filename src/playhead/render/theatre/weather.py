"""Rain, snow, mist, lightning, dust and glints: pure functions of a seed and a frame, drawn with few strokes a frame.

Falling things are tiles painted once and scrolled (rain) or a few dozen discs (snow); in a room they are seen only through
its openings. Lightning is rare and fades slowly: never two flashes within a second, none near a shot's ends.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

import cv2
import numpy as np
import skia
from numpy.random import Generator, default_rng

from playhead.render.renderer import Size
from playhead.render.theatre import paper
from playhead.render.theatre.light import mix, shade
from playhead.render.theatre.paper import Array
from playhead.render.theatre.scene import Color, Light, Moving, Set

FLASH = (0.62, 0.46, 0.30, 0.18, 0.10, 0.05, 0.02)
"""A flash of lightning: how much of its light there is, frame by frame."""
FLASH_GAP = 30  # frames at least from one flash to the next: under one a second


@lru_cache(maxsize=12)
def rain_tile(width: int, height: int, depth: int, color: Color, heavy: bool) -> Array:
    """Streaks to be added to a picture, (height, width, 4), that repeat in both directions. Depth 0 is nearest."""
    rng = default_rng(90 + depth)
    k = width / 848
    count = round((46, 120, 230)[depth] * (1.5 if heavy else 1.0))
    length, wide, bright = (46, 22, 11)[depth] * k, (1.3, 0.9, 0.7)[depth] * max(0.6, k), (0.20, 0.15, 0.11)[depth]
    lean = 0.32 if heavy else 0.13
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = paper.surface_on(pixels)
    canvas = surface.getCanvas()
    for _ in range(count):
        x, y = rng.random() * width, rng.random() * height
        size = length * (0.6 + 0.8 * rng.random())
        part = bright * (0.45 + 0.75 * rng.random())
        r, g, b = shade(color, part)
        paint = skia.Paint(
            AntiAlias=True, Color=skia.Color(r, g, b), StrokeWidth=wide, StrokeCap=skia.Paint.kRound_Cap,
            BlendMode=skia.BlendMode.kPlus,
        )
        for dx in (-width, 0, width):
            for dy in (-height, 0):
                canvas.drawLine(x + dx, y + dy, x + dx - lean * size, y + dy + size, paint)
    surface.flushAndSubmit()
    pixels[..., 3] = 0
    return pixels


def add_rain(pixels: Array, tile: Array, frame: int, depth: int, heavy: bool) -> None:
    """Add a rain tile, fallen as far as it has by `frame`, in place."""
    height, width = pixels.shape[:2]
    th, tw = tile.shape[:2]
    speed = (44, 27, 17)[depth] * tw / 848 * (1.2 if heavy else 1.0)
    fall = round(speed * frame)
    drift = round(speed * frame * (0.32 if heavy else 0.13))
    top, left = fall % th, (-drift) % tw
    for y0, sy in ((0, th - top), (top, 0)):
        h = min(height - y0, th - sy)
        for x0, sx in ((0, tw - left), (left, 0)):
            w = min(width - x0, tw - sx)
            if h > 0 and w > 0:
                view = pixels[y0 : y0 + h, x0 : x0 + w]
                cv2.add(view, tile[sy : sy + h, sx : sx + w], dst=view)


def draw_snow(canvas: skia.Canvas, size: Size, frame: int, seed: int, near: bool, color: Color, windy: bool) -> None:
    """Snowflakes before (`near`) or behind the performers."""
    rng = default_rng(seed % 100_000 + near)
    k = size.width / 848
    count = 46 if near else 120
    xs, ys, kinds = rng.random(count), rng.random(count), rng.random(count)
    for x, y, kind in zip(xs.tolist(), ys.tolist(), kinds.tolist(), strict=True):
        radius = (1.8 + 2.6 * kind * kind) * k if near else (0.8 + 1.0 * kind) * k
        speed = (2.6 + 2.4 * kind if near else 1.1 + 0.9 * kind) * k
        sway = sin(frame * (0.035 + 0.03 * kind) + x * 40) * (9 if near else 5) * k
        drift = frame * (1.9 if windy else 0.35) * (0.5 + kind) * k
        px = (x * (size.width + 40) + sway - drift) % (size.width + 40) - 20
        py = (y * (size.height + 40) + speed * frame) % (size.height + 40) - 20
        alpha = round((165 if near else 150) * (0.55 + 0.45 * kind))
        canvas.drawCircle(px, py, radius, skia.Paint(AntiAlias=True, Color=skia.Color(*color, alpha)))


@lru_cache(maxsize=8)
def mist_bank(width: int, height: int, color: Color, seed: int, strength: int) -> skia.Image:
    """A soft bank, premultiplied, that repeats sideways every `width` pixels; `strength` in thousandths."""
    rng: Generator = default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for cells, part in ((4, 1.0), (9, 0.7), (19, 0.35)):
        small = rng.random((max(2, cells // 2), cells)).astype(np.float32)
        wrapped = np.concatenate([small, small, small], axis=1)
        total += part * cv2.resize(wrapped, (width * 3, height), interpolation=cv2.INTER_CUBIC)[:, width : 2 * width]
    total = np.clip((total / 2.05 - 0.30) * 1.9, 0, 1)
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    total *= np.clip(np.sin(np.pi * y), 0, 1) ** 1.3 * strength / 1000.0
    pixels = np.empty((height, width, 4), np.uint8)
    for channel, value in enumerate((*color, 255)):
        pixels[..., channel] = np.rint(total * value)
    return paper.image_of(pixels)


def draw_mist(canvas: skia.Canvas, size: Size, frame: int, light: Light, near: bool, strength: int = 320) -> None:
    """A drifting bank behind (`near` false) or before the performers' feet."""
    height = round(size.height * (0.34 if near else 0.30))
    top = round(size.height * (0.72 if near else 0.50))
    color = light.haze if not near else mix(light.haze, light.ground, 0.15)
    image = mist_bank(size.width, height, color, 11 if near else 12, round(strength * (0.75 if near else 1.0)))
    shift = round(frame * (0.5 if near else 0.28) * size.width / 848) % size.width
    canvas.drawImage(image, shift - size.width, top)
    if shift:
        canvas.drawImage(image, shift, top)


def flashes(seed: int, frames: int, often: bool) -> tuple[int, ...]:
    """Frames at which lightning strikes: under one a second, none in a shot's first and last ten frames."""
    rng = default_rng(seed % 1_000_003)
    found: list[int] = []
    at = 10 + int(rng.integers(0, 30 if often else 90))
    while at < frames - 10 - len(FLASH):
        found.append(at)
        at += FLASH_GAP + int(rng.integers(20, 90 if often else 190))
    return tuple(found)


def flash_at(strikes: tuple[int, ...], frame: int) -> float:
    """How much of a flash's light there is at a frame, 0..1."""
    return max((FLASH[frame - s] for s in strikes if 0 <= frame - s < len(FLASH)), default=0.0)


def add_flash(pixels: Array, part: float, color: Color) -> None:
    """Light a picture up by `part` of a flash, in place."""
    gain = 1.0 + 0.55 * part
    cv2.convertScaleAbs(pixels, dst=pixels, alpha=gain)
    cv2.add(pixels, (color[0] * part * 0.26, color[1] * part * 0.30, color[2] * part * 0.34, 0.0), dst=pixels)


def in_openings(place: Set, light: Light, seed: int) -> tuple[Moving, ...]:
    """The weather as seen through a room's windows."""
    if not light.interior or light.weather not in ("rain", "storm", "snow"):
        return ()
    return tuple(_opening(box, place.opening_distance, light, seed + i) for i, box in enumerate(place.openings))


def _opening(box: tuple[int, int, int, int], distance: int, light: Light, seed: int) -> Moving:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    rng = default_rng(seed % 1_000_003)
    count = max(8, min(70, wide * high // 900))
    drops = rng.random((count, 4)).tolist()
    tone = mix(light.sky[3], (236, 242, 255), 0.7)
    heavy = light.weather == "storm"
    snowing = light.weather == "snow"

    def draw(canvas: skia.Canvas, frame: int) -> None:
        canvas.save()
        canvas.clipRect(skia.Rect(left, top, right, bottom))
        for x, y, kind, fade in drops:
            if snowing:
                px = left + (x * wide + sin(frame * 0.06 + kind * 30) * 6) % wide
                py = top + (y * high + frame * (0.8 + kind)) % high
                canvas.drawCircle(px, py, 0.9 + kind, skia.Paint(AntiAlias=True, Color=skia.Color(*tone, round(90 + 120 * fade))))
                continue
            size = (13 if heavy else 10) + 12 * kind
            lean = 0.4 if heavy else 0.22
            py = top - 20 + (y * (high + 40) + frame * (9 + 7 * kind)) % (high + 40)
            px = left + (x * (wide + 30) - lean * frame * (9 + 7 * kind)) % (wide + 30)
            canvas.drawLine(px, py, px - lean * size, py + size, skia.Paint(
                AntiAlias=True, Color=skia.Color(*tone, round(46 + 84 * fade)), StrokeWidth=0.9, StrokeCap=skia.Paint.kRound_Cap))
        canvas.restore()

    return Moving(draw=draw, bounds=box, distance=distance, every=2)


def glints(place: Set, light: Light, seed: int) -> tuple[Moving, ...]:
    """Light that twinkles on the set's water: strokes that grow and spread toward us, gathered under the light."""
    if place.water is None or light.interior:
        return ()
    left, top, right, bottom = place.water
    rng = default_rng(seed % 1_000_003)
    source = light.sun[0] if light.sun else max(left, min(right, light.key_x))
    bright = light.sun is not None and light.weather in ("clear", "cloud", "mist")
    count = 130 if bright else 60
    depths = rng.random(count) ** 1.25
    spread = rng.standard_normal(count)
    phases = rng.random((count, 2))
    strokes = []
    for depth, side, (phase, rate) in zip(depths.tolist(), spread.tolist(), phases.tolist(), strict=True):
        y = top + 2 + depth * (bottom - top - 4)
        x = source + side * (16 + 74 * depth) if bright else left + (side * 0.16 + phase) % 1.0 * (right - left)
        if left <= x <= right:
            strokes.append((x, y, 3 + 15 * depth * (0.5 + rate), 0.8 + 1.5 * depth, phase, rate))
    color = light.key if bright else mix(light.sky[3], light.key, 0.3)
    strength = 190 if bright else 80

    def draw(canvas: skia.Canvas, frame: int) -> None:
        for x, y, length, high, phase, rate in strokes:
            shine = 0.5 + 0.5 * sin(2 * pi * (phase + frame * (0.006 + 0.012 * rate)))
            if shine < 0.18:
                continue
            drift = cos(2 * pi * (rate + frame * 0.004)) * 3
            paint = skia.Paint(
                AntiAlias=True, Color=skia.Color(*color, round(strength * shine * shine)), StrokeWidth=high,
                StrokeCap=skia.Paint.kRound_Cap)
            canvas.drawLine(x - length / 2 + drift, y, x + length / 2 + drift, y, paint)

    return (Moving(draw=draw, bounds=place.water, distance=place.water_distance, every=2),)


def dust(light: Light, place: Set, seed: int, extra: tuple[str, ...]) -> tuple[Moving, ...]:
    """Motes in a room's light: by day near its windows, by night under a lamp or candle."""
    if not light.interior or light.weather in ("rain", "storm"):
        return ()
    if light.time in ("morning", "day") and place.openings:
        l0, t0, r0, b0 = max(place.openings, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
        box = (max(0, l0 - 90), t0, min(848, r0 + 90), min(430, b0 + 130))
    elif "candle" in extra or "firelight" in extra or light.time in ("evening", "night"):
        box = (max(0, light.key_x - 150), max(20, light.key_y), min(848, light.key_x + 150), min(420, light.key_y + 260))
    else:
        return ()
    rng = default_rng(seed % 1_000_003)
    motes = rng.random((34, 4)).tolist()
    wide, high = box[2] - box[0], box[3] - box[1]

    def draw(canvas: skia.Canvas, frame: int) -> None:
        for x, y, kind, phase in motes:
            px = box[0] + (x * wide + frame * (0.10 + 0.22 * kind) + 7 * sin(frame * 0.02 + phase * 6)) % wide
            py = box[1] + (y * high - frame * 0.12 * phase + 5 * cos(frame * 0.025 + kind * 6)) % high
            edge = min(1.0, (px - box[0]) / 40, (box[2] - px) / 40, (py - box[1]) / 30, (box[3] - py) / 30)
            shine = max(0.0, edge) * (0.35 + 0.65 * (0.5 + 0.5 * sin(frame * 0.05 + phase * 12)))
            canvas.drawCircle(px, py, 0.6 + 0.9 * kind, skia.Paint(AntiAlias=True, Color=skia.Color(*light.key, round(96 * shine))))

    return (Moving(draw=draw, bounds=box, distance=1400, every=2),) if wide > 0 and high > 0 else ()
