"""Trees of landscapes: a lone one, a row of forking trunks, reddening leaves in the grass, tufts that move."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, flora, grounds
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color


def lone_tree(easel: Easel, x: float, y: float, height: float, distance: int, *, green: Color = (74, 126, 72), bare: bool = False, tag: str = "lone") -> None:
    """One full tree in the middle distance, its crown a heap of leaves in three tones, a shadow at its foot."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"{tag}{x:.0f}")
        bark = easel.tone((84, 66, 58), distance, 0.6)
        tree = flora.grow(rng, x, y, height, depth=7, spread=0.62, trunk=0.25, girth=0.065, gnarl=0.14)
        halo(canvas, x - easel.toward(x, y)[0] * height * 0.25, y + 3, height * 0.5, easel.light.ink, 0.4, 0.1)
        dx, dy = easel.toward(x, y - height / 2, 1.6)
        brush.rimmed(canvas, tree.wood, fill(bark), mix(bark, easel.edge(distance), 0.7), dx, dy)
        if not bare:
            tones = flora.greens(easel, distance, green)
            mass = skia.Path()
            for tx, ty in tree.tips[::2]:
                r = height * rng.uniform(0.055, 0.105)
                mass.addOval(skia.Rect(tx - r, ty - r * 0.8, tx + r, ty + r * 0.8))
            canvas.drawPath(mass, fill(mix(tones[0], tones[1], 0.4), 0.9))
            flora.foliage(canvas, rng, tree.tips, tones, height * 0.036, 4, easel.toward(x, y - height * 0.6), 1.5)

    easel.layer(distance, draw)


def trunks(easel: Easel, distance: int, y: float, height: float, n: int, *, gap: tuple[float, float] = (0, 0), leafy: int = 4, green: Color = (62, 136, 92), tag: str = "", wood: Color = (70, 74, 66), depth: int = 6) -> None:
    """A row of trees with forking crowns at a distance, none rooted within `gap`."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"trunks{distance}{tag}")
        bark = easel.tone(wood, distance, 0.55)
        tones = flora.greens(easel, distance, green)
        step = (brush.RIGHT - brush.LEFT) / n
        toward = easel.toward(424, y - height, 1.0)
        rim = mix(bark, easel.edge(distance), 0.55)
        tips: list[tuple[float, float]] = []
        for i in range(n):
            x = brush.LEFT + (i + rng.uniform(0.15, 0.85)) * step
            if gap[0] < x < gap[1]:
                continue
            tree = flora.grow(rng, x, y + rng.uniform(-4, 8), height * rng.uniform(0.8, 1.15), depth=depth, spread=0.55, trunk=0.4, girth=0.052, lean=rng.normal(0, 0.05))
            brush.edged(canvas, tree.wood, fill(bark), rim, toward[0] * 1.6, 0)
            tips += tree.tips
        flora.foliage(canvas, rng, tips, tones, max(9, height * 0.042), leafy, toward, 1.5)

    easel.layer(distance, draw)


def sway_row(easel: Easel, color: Color, height: float = 24) -> None:
    """Tufts that move, at both sides of the stage."""
    for x, y in ((40, 396), (142, 404), (716, 398), (806, 406)):
        flora.sway(easel, x, y, height, mix(grounds.floor_color(easel, color), easel.light.ink, 0.5), 1000)


def blossoms(easel: Easel, colors: tuple[Color, ...] = ((244, 226, 160), (226, 110, 90), (240, 240, 236)), n: int = 150) -> None:
    """Flowers in the grass at both sides of the stage; none in snow."""
    if easel.white:
        return

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("blossoms")
        tones = tuple(easel.tone(c, 1000, 0.8) for c in colors)
        flora.flowers(canvas, rng, (brush.LEFT, 386, 250, 500), tones, n // 2)
        flora.flowers(canvas, rng, (600, 386, brush.RIGHT, 500), tones, n // 2)

    easel.layer(1000, draw)


def rock(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, x: float, y: float, size: float, base: Color) -> None:
    """One stone: a shaded body, a lit facet toward the light, snow on top where it lies."""
    w, h = size * rng.uniform(0.9, 1.3), size * rng.uniform(0.6, 0.95)
    pts = [(x - w, y + 2), (x - w * rng.uniform(0.7, 0.95), y - h * 0.55), (x - w * 0.3, y - h), (x + w * 0.35, y - h * rng.uniform(0.75, 1)), (x + w * 0.88, y - h * 0.45), (x + w, y + 2)]
    body = polygon(pts)
    dark = mix(base, easel.light.ink, 0.5)
    canvas.drawPath(body, wash([(0, mix(dark, base, 0.4), 1), (1, dark, 1)], y - h, y))
    cx = x + w * rng.uniform(-0.1, 0.2)
    facet = polygon([pts[2], pts[3], pts[4], (cx + w * 0.3, y - h * 0.2)]) if easel.side > 0 else polygon([pts[3], pts[2], pts[1], (cx - w * 0.3, y - h * 0.2)])
    canvas.drawPath(facet, fill(mix(base, easel.light.key, 0.35 * easel.rim + 0.1)))
    if size > 7:
        brush.texture(canvas, body, "mottle", easel.light.ink, 0.3, 0.4)
    if easel.white:
        canvas.drawPath(polygon([pts[1], pts[2], pts[3], pts[4], (x + w * 0.3, y - h * 0.66), (x - w * 0.3, y - h * 0.72)]), fill(mix(base, (255, 255, 255), 0.5)))
