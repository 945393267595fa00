"""Rows of houses and the smoke of their chimneys."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built
from playhead.render.theatre.places.brush import mix
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color


def row_of_houses(easel: Easel, distance: int, y: float, xs: tuple[float, float], n: int, size: float, *, turn: int, tag: str, steep: float = 0.66, tall: float = 1.0, roofs: tuple[Color, ...] = built.ROOFS) -> list[built.House]:
    """Houses side by side from `xs[0]` to `xs[1]`, drawn from the far end to the near one."""
    rng = easel.rng(f"houses{distance}{tag}")
    plans = []
    for i in range(n):
        x = xs[0] + (xs[1] - xs[0]) * (i + 0.5) / n + rng.uniform(-0.12, 0.12) * size
        w = size * rng.uniform(0.82, 1.2)
        plans.append(built.plan_house(rng, easel, x, y + rng.uniform(-4, 4), w, w * tall * rng.uniform(0.85, 1.35), turn=turn, steep=steep, roofs=roofs))
    built.houses(easel, plans, distance)
    return plans


def chimney_smoke(easel: Easel, x: float, y: float, distance: int, size: float = 5) -> None:
    """Smoke that rises from a chimney."""
    color = mix(easel.light.haze, easel.light.sky[2], 0.4) if not easel.night else mix(easel.light.haze, easel.light.sky[3], 0.5)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        brush.smoke(canvas, frame, x, y, color, 0.42, rise=size * 13, size=size, puffs=8)

    easel.moving(distance, (x - size * 3, y - size * 17, x + size * 9, y + size), draw, every=3)
