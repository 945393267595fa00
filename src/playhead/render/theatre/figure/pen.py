"""Paints parts of paper: all outlines once in the light's colour, moved toward the light, then each part dark over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import hypot

import skia

from playhead.render.theatre.light import mix, shade
from playhead.render.theatre.scene import Color, Light


@lru_cache(maxsize=2048)
def ink(color: Color, alpha: int = 255) -> skia.Paint:
    """A flat paint."""
    return skia.Paint(AntiAlias=True, Color=skia.Color(*color, alpha))


@lru_cache(maxsize=2048)
def line(color: Color, width: float, alpha: int = 255) -> skia.Paint:
    """A round stroke."""
    return skia.Paint(
        AntiAlias=True, Color=skia.Color(*color, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )


class Pen:
    """Collects the parts of a figure from back to front and paints them.

    `rim` is the way from a part to its lit edge in stage units.
    """

    def __init__(self, canvas: skia.Canvas, light: Light, x: float, detail: float, middle: tuple[float, float]) -> None:
        self.canvas = canvas
        self.detail = detail
        self.light = light
        dx, dy = light.key_x - x, light.key_y - (400 + middle[1])
        long = hypot(dx, dy) or 1.0
        dx, dy = dx / long, max(-0.5, min(0.25, dy / long))
        if abs(dx) < 0.62:
            dx = 0.62 if dx >= 0 else -0.62
        long = hypot(dx, dy)
        self.toward = (dx / long, dy / long)
        pixels = min(5.6, 1.45 + 0.66 * detail) * (0.8 + 0.3 * light.strength / 1000)
        self.rim = (self.toward[0] * pixels / detail, self.toward[1] * pixels / detail)
        self._parts: list[tuple[skia.Path, Color, float, bool, tuple[float, float, float] | None] | Callable[[skia.Canvas], None]] = []
        self._rims = skia.Color(*mix(light.ink, light.key, min(1.0, 0.72 + 0.4 * light.strength / 1000)))

    def part(self, path: skia.Path, color: Color, edge: float = 0.5, *, outline: bool = True,
             glow: tuple[float, float, float] | None = None) -> None:
        """A part of paper; `edge` is how deep a shadow it casts on what it lies over, 0..1.

        `glow` (x, y, radius) runs its tone from the lit side to the dark one; without it the tone is even.
        """
        self._parts.append((path, color, edge, outline, glow))

    def free(self, draw: Callable[[skia.Canvas], None]) -> None:
        """Something drawn as it is: an eye, a button, a prop."""
        self._parts.append(draw)

    def paint(self) -> None:
        """Paint all parts."""
        canvas = self.canvas
        rx, ry = self.rim
        rim = skia.Paint(AntiAlias=True, Color=self._rims)
        canvas.save()
        canvas.translate(rx, ry)
        for part in self._parts:
            if not callable(part) and part[3]:
                canvas.drawPath(part[0], rim)
        canvas.restore()
        for part in self._parts:
            if callable(part):
                part(canvas)
                continue
            path, color, edge, _, glow = part
            if edge > 0:
                canvas.save()
                canvas.translate(-rx * 0.42, -ry * 0.42)
                canvas.drawPath(path, ink(self.light.ink, round(150 * edge)))
                canvas.restore()
            canvas.drawPath(path, self._toned(color, glow))

    def _toned(self, color: Color, glow: tuple[float, float, float] | None) -> skia.Paint:
        k = 0.10 + 0.10 * self.light.strength / 1000
        if glow is None:
            return ink(mix(color, self.light.key, k * 0.3))
        x, y, r = glow
        tx, ty = self.toward
        shader = _gradient(color, self.light.key, self.light.ink, k, round(x + tx * r, 1), round(y + ty * r, 1), round(x - tx * r * 0.9, 1), round(y - ty * r * 0.9, 1))
        return skia.Paint(AntiAlias=True, Shader=shader)


@lru_cache(maxsize=256)
def _gradient(color: Color, key: Color, dark: Color, k: float, ax: float, ay: float, bx: float, by: float) -> skia.Shader:
    # three even stops: Skia's fastest gradient on a CPU after two
    stops = [mix(color, key, k * 1.6), mix(color, key, k * 0.2), shade(mix(color, dark, 0.46), 0.97)]
    return skia.GradientShader.MakeLinear([skia.Point(ax, ay), skia.Point(bx, by)], [skia.Color(*c) for c in stops])
