"""Grounds: what performers stand on, and the hills behind them."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, flora
from playhead.render.theatre.places.brush import Points, fill, halo, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color

SNOW: Color = (238, 242, 250)


def floor_color(easel: Easel, color: Color, keep: float = 0.7) -> Color:
    """A ground's colour at the performers' feet; snow where it lies."""
    return snow(easel) if easel.white else easel.tone(color, 1000, keep)


def snow(easel: Easel) -> Color:
    """Snow near by: the light's own ground where it snows, else whatever lay there before the sky cleared."""
    return mix(easel.light.ground, easel.lit(SNOW), 0.5 if easel.light.weather == "snow" else 0.84 if not easel.night else 0.7)


def stage(
    easel: Easel, color: Color, *, y: float = 372, rise: float = 5, keep: float = 0.7, grass: int = 0, blade: float = 13, texture: str = "dry", distance: int = 1000, tag: str = "stage", pool: float = 0.34, dark: float = 0.72,
) -> Points:
    """The ground performers stand on: lit along its far edge and about the middle, dark toward us, textured, grassy.

    Returns its skyline.
    """
    skyline = brush.ridge(easel.rng(tag), y, rise, 0.45, 7)
    base = floor_color(easel, color, keep)
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        path = brush.land(skyline)
        lit = mix(base, light.key, 0.12 + 0.16 * easel.rim)
        near = mix(base, mix(light.sky[0], light.ink, 0.3), dark * 0.55) if easel.white else mix(base, light.ink, dark)
        top = y - rise
        canvas.drawPath(path, wash([(0, lit, 1), (0.16, base, 1), (0.42, mix(base, near, 0.6), 1), (1, near, 1)], top, top + 190))
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        halo(canvas, 424 + easel.side * 40, y + 42, 430, mix(base, light.key, 0.5), pool * (0.5 + 0.5 * easel.rim) * (0.5 if easel.night else 1.0), 0.17)
        canvas.restore()
        shadow = mix(base, mix(light.sky[0], light.ink, 0.2), 0.6) if easel.white else light.ink
        brush.texture(canvas, path, texture, shadow, 0.16 if easel.white else 0.22, 1.5)
        brush.texture(canvas, path, "mottle", mix(base, light.key, 0.5), 0.2 if easel.white else 0.12, 1.2)
        brush.texture(canvas, path, "speck", mix(base, light.key, 0.6), 0.16, 1.0)
        if grass:
            deep = mix(base, light.ink, 0.55)
            flora.meadow(canvas, easel, tag + "far", skyline, (mix(base, light.ink, 0.2), mix(base, deep, 0.5), mix(lit, light.key, 0.2)), grass, blade)
            rng = easel.rng(tag + "tufts")
            for row, tone in enumerate((mix(base, light.ink, 0.35), mix(base, light.ink, 0.55), mix(base, light.key, 0.18), deep)):
                tufts = skia.Path()
                for _ in range(grass // 26):
                    x = rng.uniform(brush.LEFT, brush.RIGHT)
                    ty = y + 12 + rng.uniform() ** 1.3 * 130 + row * 4
                    flora.blades(tufts, rng, 5, x - 9, x + 9, ty, blade * (0.6 + (ty - y) / 90), lean=easel.wind * 0.5)
                canvas.drawPath(tufts, fill(tone))

    easel.layer(distance, draw)
    return skyline


def path_way(
    easel: Easel, color: Color, *, x_far: float, y_far: float, w_far: float, w_near: float = 420, x_near: float = 424, bend: float = 60, distance: int = 1000, tag: str = "way", ruts: bool = False,
) -> None:
    """A pale way that winds from the far edge of the ground toward us, widening."""
    base = floor_color(easel, color, 0.62)
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(tag)
        t = np.linspace(0, 1, 14)
        wide = w_far + (w_near - w_far) * t**1.7
        middle = x_far + (x_near - x_far) * t + np.sin(t * np.pi) * bend
        ys = y_far + (740 - y_far) * t**1.5
        rag = rng.normal(0, 1, (2, 14)) * (1 + 7 * t)
        left, right = middle - wide / 2 + rag[0], middle + wide / 2 + rag[1]
        path = brush.smooth([*zip(left.tolist(), ys.tolist(), strict=True), *reversed(list(zip(right.tolist(), ys.tolist(), strict=True)))])
        pale = mix(base, light.key, 0.35)
        canvas.drawPath(path, wash([(0, pale, 1), (0.35, mix(base, light.key, 0.14), 1), (1, mix(base, light.ink, 0.5), 1)], y_far, y_far + 170))
        brush.texture(canvas, path, "dry", light.ink, 0.2, 0.8)
        brush.texture(canvas, path, "speck", mix(base, light.ink, 0.6), 0.3, 0.8)
        if ruts:
            for side in (-0.24, 0.24):
                rut = brush.smooth(list(zip((middle + wide * side).tolist(), ys.tolist(), strict=True)), closed=False)
                canvas.drawPath(rut, brush.line(mix(base, light.ink, 0.4), 5, 0.5, 1.5))

    easel.layer(distance, draw)


def hills(
    easel: Easel, y: float, height: float, distance: int, color: Color, *, rough: float = 0.48, tag: str = "", mist: float = 0.42, snow_line: float | None = None, keep: float = 0.78, depth: float = 130, levels: int = 8, bowl: float = 0,
) -> Points:
    """A range of hills or mountains: its crest lit and crisp, its foot lost in haze. Returns the skyline.

    Above `snow_line` (a y) there is snow; `bowl` lifts the range toward the sides, which frames the middle.
    """
    skyline = brush.ridge(easel.rng(f"hills{distance}{tag}"), y, height, rough, levels)
    skyline[:, 1] -= bowl * np.minimum(1.5, np.abs(skyline[:, 0] - 424) / 424) ** 1.7
    tint = easel.tone(color, distance, keep)
    if easel.white:
        tint = easel.air(snow(easel), distance)
    foot = mix(tint, mix(easel.light.haze, easel.light.sky[3], 0.3), mist)

    def draw(canvas: skia.Canvas) -> None:
        path = brush.land(skyline)
        top = y - height
        canvas.drawPath(path, wash([(0, mix(tint, easel.light.ink, 0.06), 1), (0.45, tint, 1), (1, foot, 1)], top, y + depth))
        brush.texture(canvas, path, "mottle", mix(tint, easel.light.ink, 0.35), 0.2, 0.8)
        brush.texture(canvas, path, "dry", mix(tint, easel.edge(distance), 0.5), 0.16, 0.7, 14 * easel.side)
        if snow_line is not None:
            caps(canvas, easel, skyline, snow_line, distance)
        crest = brush.smooth(skyline.tolist(), closed=False)
        canvas.drawPath(crest, brush.line(easel.edge(distance), 1.3, 0.5 * easel.rim))

    easel.layer(distance, draw)
    return skyline


def caps(canvas: skia.Canvas, easel: Easel, skyline: Points, line_y: float, distance: int) -> None:
    """Snow on what rises above `line_y`, its lower edge ragged."""
    rng = easel.rng(f"caps{distance}")
    white = easel.air(easel.lit(SNOW), distance)
    xs, ys = skyline[:, 0], skyline[:, 1]
    lower = ys + np.maximum(0, line_y - ys) * (0.45 + 0.35 * rng.uniform(0, 1, len(xs))) + np.where(ys < line_y, 2, 0)
    cap = brush.polygon([*skyline.tolist(), *reversed(np.stack([xs, lower], axis=1).tolist())])
    canvas.drawPath(cap, fill(white, 0.85))
    rough = brush.polygon([*np.stack([xs, (ys + lower) / 2], axis=1).tolist(), *reversed(np.stack([xs, lower], axis=1).tolist())])
    canvas.drawPath(rough, fill(mix(white, easel.light.sky[1], 0.4), 0.6))


def treeline(
    easel: Easel, skyline: Points | float, distance: int, *, kind: str = "pine", n: int = 60, height: float = 40, color: Color = (48, 92, 74), left: float = brush.LEFT, right: float = brush.RIGHT, tag: str = "", gap: tuple[float, float] | None = None,
) -> None:
    """A row of small trees along a skyline: pine, round or poplar; none within `gap`."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"trees{distance}{tag}")
        shade, tone, lit = flora.greens(easel, distance, color)
        path, bright = skia.Path(), skia.Path()
        for x in sorted(rng.uniform(left, right, n).tolist()):
            if gap and gap[0] < x < gap[1]:
                continue
            y = (skyline if isinstance(skyline, (int, float)) else brush.height_at(skyline, x)) + 3
            h = height * rng.uniform(0.55, 1.15)
            if kind == "pine":
                flora.pine(path, rng, x, y, h)
            elif kind == "poplar":
                flora.poplar(path, rng, x, y, h)
            else:
                flora.crown(path, rng, x, y - h * 0.25, h * 0.9, h * 0.7)
                flora.crown(bright, rng, x + easel.side * h * 0.12, y - h * 0.42, h * 0.55, h * 0.45, 5)
                path.addRect(skia.Rect(x - h * 0.03, y - h * 0.3, x + h * 0.03, y))
        dx, dy = easel.toward(424, 250, 1.4)
        brush.rimmed(canvas, path, fill(mix(tone, shade, 0.4)), lit, dx, dy)
        if kind == "round":
            canvas.drawPath(bright, fill(lit, 0.35))

    easel.layer(distance, draw)
