"""Grass, trees, bushes and flowers: things that grow, as batches of curves."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import Points, fill, mix
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color


def blades(
    path: skia.Path, rng: np.random.Generator, n: int, left: float, right: float, skyline: Points | float, height: float, lean: float = 0.0, width: float = 1.3, drop: float = 0.0,
) -> None:
    """Add `n` curved blades of grass standing along a skyline (or sown down to `drop` below it)."""
    xs = rng.uniform(left, right, n)
    base = np.full(n, skyline) if isinstance(skyline, (int, float)) else np.interp(xs, skyline[:, 0], skyline[:, 1])
    base = base + rng.uniform(0, 1, n) * drop + 1.5
    tall = height * rng.uniform(0.35, 1, n) * (1 + (base - base.min()) / 160)
    tips = xs + tall * (rng.normal(0, 0.35, n) + lean)
    for x, y, h, tip in zip(xs.tolist(), base.tolist(), tall.tolist(), tips.tolist(), strict=True):
        w = width * (0.5 + h / height * 0.5)
        path.moveTo(x - w, y)
        path.quadTo(x - w * 0.3, y - h * 0.65, tip, y - h)
        path.quadTo(x + w * 0.9, y - h * 0.55, x + w, y)
        path.close()


def meadow(
    canvas: skia.Canvas, easel: Easel, tag: str, skyline: Points | float, colors: tuple[Color, ...], n: int, height: float, *, left: float = brush.LEFT, right: float = brush.RIGHT, drop: float = 0.0,
) -> None:
    """Grass in several colours, the last drawn on top; it leans with the wind."""
    rng = easel.rng(tag)
    for color in colors:
        path = skia.Path()
        blades(path, rng, n // len(colors), left, right, skyline, height, lean=easel.wind * 0.5, drop=drop)
        canvas.drawPath(path, fill(color))


@dataclass
class Tree:
    """A grown tree: its wood as one path, and where leaves sit."""

    wood: skia.Path = field(default_factory=skia.Path)
    tips: list[tuple[float, float]] = field(default_factory=list)


def grow(
    rng: np.random.Generator, x: float, y: float, height: float, *, depth: int = 7, spread: float = 0.5, lean: float = 0.0, girth: float = 0.055, trunk: float = 0.36, gnarl: float = 0.12,
) -> Tree:
    """A tree by recursive forking: each branch tapers and bends, children are 0.7 as long.

    `trunk` is the share of the height below the first fork, `spread` the angle of forks in radians, `gnarl` how much
    branches bend.
    """
    tree = Tree()
    path = tree.wood

    def branch(bx: float, by: float, angle: float, length: float, width: float, left: int) -> None:
        end = width * (0.68 if left else 0.2)
        steps = 3 if left > depth - 3 else 2
        px, py, heading, w = bx, by, angle, width
        for i in range(steps):
            heading += rng.normal(0, gnarl) * (0.4 if left == depth else 1)
            nx, ny = px + math.sin(heading) * length / steps, py - math.cos(heading) * length / steps
            nw = width + (end - width) * (i + 1) / steps
            ox, oy = math.cos(heading), math.sin(heading)
            path.moveTo(px - ox * w / 2, py - oy * w / 2)
            path.lineTo(nx - ox * nw / 2, ny - oy * nw / 2)
            path.lineTo(nx + ox * nw / 2, ny + oy * nw / 2)
            path.lineTo(px + ox * w / 2, py + oy * w / 2)
            path.close()
            path.addCircle(nx, ny, nw / 2)
            px, py, w = nx, ny, nw
        if left <= 2:
            tree.tips.append((px, py))
        if left == 0:
            return
        forks = 2 if rng.uniform() < 0.8 else 3
        for k in range(forks):
            turn = spread * rng.uniform(0.5, 1.15) * (k * 2 / (forks - 1) - 1)
            branch(px, py, heading * 0.85 + turn, length * rng.uniform(0.62, 0.86), end * (0.85 if forks == 2 else 0.72), left - 1)

    girth_px = height * girth
    # a flared foot
    path.addPoly([skia.Point(x - girth_px * 0.95, y + 3), skia.Point(x - girth_px * 0.5, y - girth_px * 1.1), skia.Point(x + girth_px * 0.5, y - girth_px * 1.1), skia.Point(x + girth_px * 0.95, y + 3)], True)
    branch(x, y, lean, height * trunk, girth_px, depth)
    return tree


def leaf(path: skia.Path, x: float, y: float, length: float, angle: float, fat: float = 0.45) -> None:
    """Add one pointed leaf, its middle at (x, y)."""
    c, s = math.cos(angle) * length / 2, math.sin(angle) * length / 2
    nx, ny = -s * 2 * fat, c * 2 * fat
    path.moveTo(x - c, y - s)
    path.quadTo(x + nx, y + ny, x + c, y + s)
    path.quadTo(x - nx, y - ny, x - c, y - s)
    path.close()


def foliage(
    canvas: skia.Canvas, rng: np.random.Generator, tips: list[tuple[float, float]], tones: tuple[Color, Color, Color], size: float, per: int = 5, toward: tuple[float, float] = (0, -1), reach: float = 1.6,
) -> None:
    """Leaves about the tips of branches in three tones (shade, middle, lit), lit ones shifted toward the light."""
    if not tips:
        return
    count = len(tips) * per
    at = np.repeat(np.asarray(tips), per, axis=0) + rng.normal(0, size * reach, (count, 2))
    lengths = size * rng.uniform(0.7, 1.7, count)
    angles = rng.normal(0.3, 0.8, count)
    kind = rng.integers(0, 3, count)
    for tone in range(3):
        path = skia.Path()
        shift = (tone - 1) * size * 0.5
        for (x, y), length, angle in zip(at[kind == tone].tolist(), lengths[kind == tone].tolist(), angles[kind == tone].tolist(), strict=True):
            leaf(path, x + toward[0] * shift, y + toward[1] * shift, length, angle)
        canvas.drawPath(path, fill(tones[tone]))


def pine(path: skia.Path, rng: np.random.Generator, x: float, y: float, height: float, width: float = 0.36) -> None:
    """Add a fir: a stem and tiers of drooping, ragged boughs."""
    path.addRect(skia.Rect(x - height * 0.014, y - height * 0.2, x + height * 0.014, y + 2))
    tiers = max(5, round(height / 17))
    points: list[tuple[float, float]] = [(x, y - height)]
    sides = []
    for side in (1, -1):
        edge = []
        for i in range(tiers):
            t = (i + 1) / tiers
            half = height * width * 0.5 * t**0.85 * rng.uniform(0.8, 1.12)
            ty = y - height + height * 0.92 * t
            edge.append((x + side * half, ty + height * 0.012))
            edge.append((x + side * half * 0.5, ty - height * 0.028))
        sides.append(edge)
    points += sides[0]
    points += reversed(sides[1])
    brush.add_polygon(path, points)


def poplar(path: skia.Path, rng: np.random.Generator, x: float, y: float, height: float, width: float = 0.17) -> None:
    """Add a slender tree, a poplar or cypress, as one flame-like outline."""
    path.addRect(skia.Rect(x - height * 0.012, y - height * 0.2, x + height * 0.012, y + 2))
    left, right = [], []
    for i in range(12):
        t = i / 11
        half = height * width * 0.5 * math.sin(math.pi * min(1, t * 0.86 + 0.14)) ** 0.75
        left.append((x - half * rng.uniform(0.8, 1.15), y - height * (0.06 + 0.94 * t)))
        right.append((x + half * rng.uniform(0.8, 1.15), y - height * (0.06 + 0.94 * t)))
    path.addPath(brush.smooth([*left, (x + rng.normal(0, 1.5), y - height * 1.02), *reversed(right)]))


def crown(path: skia.Path, rng: np.random.Generator, x: float, y: float, width: float, height: float, lumps: int = 9) -> None:
    """Add a bushy mass: ovals heaped about a middle whose foot is (x, y)."""
    for i in range(lumps):
        t = (i + 0.5) / lumps * 2 - 1
        r = width * 0.2 * rng.uniform(0.75, 1.25)
        cy = y - height * (1 - t * t) * rng.uniform(0.55, 0.95)
        path.addOval(skia.Rect(x + t * width / 2 - r, cy - r * 0.85, x + t * width / 2 + r, cy + r * 0.85))
    path.addOval(skia.Rect(x - width * 0.45, y - height * 0.7, x + width * 0.45, y + height * 0.1))


def palm(canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, height: float, lean: float, wood: Color, leafs: tuple[Color, Color]) -> None:
    """A palm: a ringed, bending stem and nine drooping fronds."""
    top_x, top_y = x + lean * height, y - height
    stem = skia.Path()
    w = height * 0.035
    stem.moveTo(x - w, y + 2)
    stem.quadTo(x + lean * height * 0.25 - w * 0.8, y - height * 0.55, top_x - w * 0.5, top_y)
    stem.lineTo(top_x + w * 0.5, top_y)
    stem.quadTo(x + lean * height * 0.25 + w * 0.8, y - height * 0.55, x + w, y + 2)
    stem.close()
    canvas.drawPath(stem, fill(wood))
    for shade, color in enumerate(leafs):
        path = skia.Path()
        for i in range(6):
            angle = -math.pi / 2 + (i - 2.5) * 0.62 + rng.normal(0, 0.16) + shade * 0.25
            frond(path, top_x, top_y, angle, height * rng.uniform(0.36, 0.5))
        canvas.drawPath(path, fill(color))


def frond(path: skia.Path, x: float, y: float, angle: float, length: float, ribs: int = 15) -> None:
    """Add a frond that leaves (x, y) at `angle` radians and droops, with leaflets on both sides."""
    px, py, heading = x, y, angle
    side = 1 if math.cos(angle) >= 0 else -1
    step = length / ribs
    for i in range(ribs):
        t = i / ribs
        heading += side * 0.1 * (0.5 + t)
        nx, ny = px + math.cos(heading) * step, py + math.sin(heading) * step
        reach = length * 0.3 * math.sin(math.pi * min(1, t * 0.9 + 0.1)) ** 0.7
        for s in (-1, 1):
            a = heading + s * 0.95
            path.moveTo(px, py)
            path.quadTo(px + math.cos(a) * reach * 0.6, py + math.sin(a) * reach * 0.5, px + math.cos(a) * reach + 0.5, py + math.sin(a) * reach + reach * 0.3)
            path.quadTo(nx + math.cos(a) * reach * 0.4, ny + math.sin(a) * reach * 0.4, nx, ny)
            path.close()
        px, py = nx, ny


def greens(easel: Easel, distance: int, base: Color = (58, 110, 74)) -> tuple[Color, Color, Color]:
    """Shade, middle and lit tones of leaves at a distance; white where snow lies."""
    tone = easel.tone(base, distance)
    if easel.white:
        return (tone, mix(tone, easel.air((236, 240, 246), distance), 0.4), mix(easel.lit((240, 244, 250)), easel.light.haze, 0.2))
    shade = easel.air(mix(easel.lit(base), easel.light.ink, 0.45), distance)
    lit = mix(tone, easel.edge(distance), 0.3)
    return (shade, tone, lit)


def boughs(easel: Easel, *, left: bool = True, right: bool = True, distance: int = 700, blur: int = 4, leafy: bool = True, tag: str = "boughs") -> None:
    """Dark, unsharp branches that frame the picture from its upper corners."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(tag)
        ink = easel.ink(distance, 0.06)
        for side, wanted in ((-1, left), (1, right)):
            if not wanted:
                continue
            x = 424 + side * rng.uniform(440, 500)
            tree = grow(rng, x, rng.uniform(-40, 10), 300, depth=5, lean=-side * rng.uniform(1.75, 2.0), spread=0.6, girth=0.06, trunk=0.34)
            canvas.drawPath(tree.wood, fill(ink))
            if leafy:
                foliage(canvas, rng, tree.tips, (ink, ink, easel.ink(distance, 0.22, (70, 110, 70))), 11, 5, reach=1.3)

    easel.layer(distance, draw, blur)


def near_grass(easel: Easel, *, distance: int = 700, blur: int = 3, n: int = 150, height: float = 60, tag: str = "near grass") -> None:
    """Tall dark blades before the lens, higher at the sides than in the middle."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(tag)
        path = skia.Path()
        xs = np.linspace(brush.LEFT, brush.RIGHT, 60)
        lift = np.clip(np.abs(xs - 424) / 424, 0, 1.3) ** 2.2
        skyline = np.stack([xs, 508 - 42 * lift + brush.displaced(rng, 6, 0.6)[:60] * 8], axis=1)
        blades(path, rng, n, brush.LEFT, brush.RIGHT, skyline, height, lean=easel.wind * 0.5, width=2.2)
        path.addPath(brush.land(skyline))
        canvas.drawPath(path, fill(easel.ink(distance, 0.05)))

    easel.layer(distance, draw, blur)


def sway(easel: Easel, x: float, y: float, height: float, color: Color, distance: int, n: int = 9, tag: str = "sway") -> None:
    """A tuft of grass that moves in the wind."""
    rng = easel.rng(f"{tag}{x:.0f}")
    stems = [(float(rng.uniform(-height * 0.35, height * 0.35)), float(rng.uniform(0.5, 1)), float(rng.normal(0, 0.25))) for _ in range(n)]

    def draw(canvas: skia.Canvas, frame: int) -> None:
        path = skia.Path()
        for at, share, lean in stems:
            h = height * share
            tip = at + h * (lean + easel.wind * 0.4 + (0.06 + 0.2 * easel.wind) * math.sin(frame / 11 + at * 0.12))
            path.moveTo(x + at - 1.5, y)
            path.quadTo(x + at - 0.5, y - h * 0.6, x + tip, y - h)
            path.quadTo(x + at + 1, y - h * 0.5, x + at + 1.5, y)
            path.close()
        canvas.drawPath(path, fill(color))

    easel.moving(distance, (x - height, y - height * 1.1, x + height * 1.2, y + 2), draw)


def flowers(canvas: skia.Canvas, rng: np.random.Generator, bounds: tuple[float, float, float, float], colors: tuple[Color, ...], n: int, size: float = 2.2) -> None:
    """Dots of blossom, larger toward the bottom of `bounds`."""
    left, top, right, bottom = bounds
    for color in colors:
        path = skia.Path()
        for _ in range(n // len(colors)):
            t = rng.uniform()
            r = size * (0.4 + 0.9 * t) * rng.uniform(0.6, 1.1)
            x, y = rng.uniform(left, right), top + (bottom - top) * t
            path.addOval(skia.Rect(x - r, y - r * 0.75, x + r, y + r * 0.75))
        canvas.drawPath(path, fill(color))
