"""Ruins: temple or abbey."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, seats, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import blossoms, rock, sway_row
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("ruin")
def ruin(place: Place, light: Light) -> Set:
    """Broken arches and columns in grass, ivy over them, stones strewn about."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 300)
    classic = e.has("desert", "sea") or e.pick("style", 2) == 0
    sandy = e.has("desert")
    green: Color = (206, 164, 112) if sandy else (104, 132, 82)
    grounds.hills(e, 336, 10, 5200, green, tag="rise", mist=0.35, bowl=20)
    skies.fog(e, 346, 4600, 0.4, 30)
    (columns if classic else arcade)(e, 3400, 362, 0.86, "far", (424, 70))
    skies.fog(e, 370, 2500, 0.36, 26)
    (columns if classic else arcade)(e, 2000, 386, 1.32, "near", (424, 186))
    skies.rays(e, 2600, alpha=0.16)
    landmarks(e, far=(424, 326), done=("ruin",))
    skies.flock(e, 440, 110, n=5)
    grounds.stage(e, green, y=384, rise=6, grass=0 if sandy else 900, blade=13, keep=0.8)
    rubble(e)
    if not sandy:
        blossoms(e, n=80)
        sway_row(e, green)
    seats.boulder(e, 318, color=(196, 180, 156), grass=None if sandy else green)
    near_arch(e)
    return e.finish(water=water, water_distance=16000)


def columns(easel: Easel, distance: int, y: float, size: float, tag: str, gap: tuple[float, float]) -> None:
    """Fluted columns, some broken, some still bearing a length of entablature."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"columns{tag}")
        stone = easel.tone((216, 198, 170), distance, 0.85)
        light = easel.light
        step = 92 * size
        whole: list[tuple[float, float]] = []
        for k in range(int((brush.RIGHT - brush.LEFT) / step) + 1):
            x = brush.LEFT + k * step + rng.uniform(-3, 3)
            tall = 236 * size
            if abs(x - gap[0]) < gap[1]:
                continue
            u = rng.uniform()
            h = tall if u < 0.56 else tall * rng.uniform(0.12, 0.7)
            if u >= 0.92:
                continue
            w = 15 * size
            top = y - h
            shaft = skia.Path()
            if h == tall:
                brush.add_polygon(shaft, [(x - w, y), (x - w * 0.82, top), (x + w * 0.82, top), (x + w, y)])
                whole.append((x, top))
            else:
                brush.add_polygon(shaft, [(x - w, y), (x - w * 0.88, top + 8 * size), (x - w * 0.3, top - 3 * size), (x + w * 0.2, top + 6 * size), (x + w * 0.86, top - 6 * size), (x + w, y)])
            s = easel.side
            canvas.drawPath(shaft, brush.across([(0, mix(stone, easel.edge(distance), 0.6), 1), (0.35, stone, 1), (1, mix(stone, light.ink, 0.55), 1)], (x + s * w, 0), (x - s * w, 0)))
            for f in (-0.55, -0.2, 0.2, 0.55):
                canvas.drawLine(x + f * w, y, x + f * w * 0.84, top + 9 * size, brush.line(light.ink, 1.6 * size, 0.22))
            brush.texture(canvas, shaft, "mottle", light.ink, 0.3, 0.4)
            canvas.drawPath(rect(x - w * 1.35, y - 8 * size, x + w * 1.35, y + 6), fill(mix(stone, light.ink, 0.3)))
            if h == tall:
                canvas.drawPath(polygon([(x - w * 0.85, top), (x - w * 1.35, top - 10 * size), (x + w * 1.35, top - 10 * size), (x + w * 0.85, top)]), fill(mix(stone, light.ink, 0.14)))
        beam_path = skia.Path()
        for (ax, at), (bx, _) in pairwise(whole):
            if bx - ax < step * 1.3:
                ragged = rng.uniform(-5, 5) * size
                brush.add_polygon(beam_path, [(ax - 22 * size, at - 10 * size), (ax - 22 * size, at - 36 * size), (ax + 30 * size, at - 40 * size + ragged), (bx + 22 * size, at - 36 * size), (bx + 22 * size, at - 10 * size)])
        dx, dy = easel.toward(424, y - 200, 2)
        brush.rimmed(canvas, beam_path, wash([(0, stone, 1), (1, mix(stone, light.ink, 0.4), 1)], y - 276 * size, y - 240 * size), mix(stone, easel.edge(distance), 0.7), dx, dy)
        ivy(canvas, easel, rng, [(x, t) for x, t in whole[::2]], size, distance)

    easel.layer(distance, draw)


def arcade(easel: Easel, distance: int, y: float, size: float, tag: str, gap: tuple[float, float]) -> None:
    """A wall of pointed arches, its top broken away, sky through its windows."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"arcade{tag}")
        light = easel.light
        stone = easel.tone((172, 158, 146), distance, 0.8)
        step = 128 * size
        n = int((brush.RIGHT - brush.LEFT) / step) + 2
        xs = np.linspace(brush.LEFT - 40, brush.RIGHT + 40, n * 8)
        profile = 224 * size * (0.74 + 0.26 * brush.displaced(rng, 9, 0.62)[: len(xs)] * 1.2)
        near = np.clip((np.abs(xs - gap[0]) - gap[1]) / (150 * size), 0, 1)
        tops = y - np.maximum(profile * near, 10 * size * rng.uniform(0.3, 1.2, len(xs)))
        tops = np.round(tops / (9 * size)) * 9 * size
        wall = polygon([*np.stack([np.repeat(xs, 2)[1:], np.repeat(tops, 2)[:-1]], axis=1).tolist(), (brush.RIGHT + 40, y + 10), (brush.LEFT - 40, y + 10)])
        holes = skia.Path()
        for k in range(n):
            x = brush.LEFT + (k + 0.5) * step
            w = 38 * size
            for low, high in ((y + 12, y - 92 * size), (y - 142 * size, y - 190 * size)):
                half = w if low > y else w * 0.5
                holes.moveTo(x - half, low)
                holes.lineTo(x - half, high)
                holes.quadTo(x - half * 0.9, high - half * 0.9, x, high - half * 1.5)
                holes.quadTo(x + half * 0.9, high - half * 0.9, x + half, high)
                holes.lineTo(x + half, low)
                holes.close()
        body = skia.Op(wall, holes, skia.PathOp.kDifference_PathOp)
        dx, dy = easel.toward(424, y - 160, 3 * size)
        paint = wash([(0, stone, 1), (0.6, mix(stone, light.ink, 0.16), 1), (1, mix(stone, light.ink, 0.45), 1)], y - 230 * size, y)
        brush.rimmed(canvas, body, paint, mix(stone, easel.edge(distance), 0.75), dx, dy)
        canvas.save()
        canvas.clipPath(body, skia.ClipOp.kIntersect, True)
        built.bricks(canvas, rng, (brush.LEFT - 40, y - 240 * size, brush.RIGHT + 40, y + 4), mix(stone, light.ink, 0.6), (mix(stone, light.ink, 0.4), mix(stone, easel.edge(distance), 0.4)), 13 * size, 0.26)
        brush.texture(canvas, body, "mottle", light.ink, 0.3, 0.7)
        canvas.restore()
        at = [(float(x), float(t)) for x, t in zip(xs[::9], tops[::9], strict=True) if t < y - 60 * size and rng.uniform() < 0.5]
        ivy(canvas, easel, rng, at, size, distance)
        if easel.white:
            cap = np.stack([np.repeat(xs, 2)[1:], np.repeat(tops, 2)[:-1]], axis=1)
            canvas.drawPath(brush.smooth(cap.tolist(), closed=False), brush.line(easel.air(grounds.snow(easel), distance), 5 * size))

    easel.layer(distance, draw)


def ivy(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, at: list[tuple[float, float]], size: float, distance: int) -> None:
    """Ivy that hangs down from points."""
    tips = []
    for x, y in at:
        for _ in range(rng.integers(10, 26)):
            drop = abs(rng.normal(0, 46)) * size
            tips.append((x + rng.normal(0, 11 + drop * 0.1) * size, y - 6 + drop))
    flora.foliage(canvas, rng, tips, flora.greens(easel, distance, (72, 112, 66)), 7.5 * size, 4, easel.toward(424, 200), 0.9)


def rubble(easel: Easel) -> None:
    """Drums of columns and blocks in the grass."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("rubble")
        base = grounds.floor_color(easel, (196, 180, 156), 0.75)
        for _ in range(22):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            if 200 < x < 650:
                continue
            y = rng.uniform(392, 462)
            rock(canvas, easel, rng, x, y, rng.uniform(9, 24) * (0.5 + (y - 380) / 80), base)
        for x in (116, 742):
            drum = skia.Path()
            drum.addRoundRect(skia.Rect(x - 34, 376, x + 30, 408), 4, 4)
            canvas.drawPath(drum, wash([(0, mix(base, easel.light.key, 0.3), 1), (1, mix(base, easel.light.ink, 0.55), 1)], 376, 408))
            canvas.drawOval(skia.Rect(x + 18, 376, x + 42, 408), fill(mix(base, easel.light.key if easel.side > 0 else easel.light.ink, 0.35)))
            brush.texture(canvas, drum, "dry", easel.light.ink, 0.4, 0.4)

    easel.layer(1000, draw)


def near_arch(easel: Easel) -> None:
    """A broken arch before the lens that frames the picture."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(740, 0.05)
        path = skia.Path()
        path.moveTo(-460, 740)
        path.lineTo(-460, -270)
        path.lineTo(330, -270)
        path.lineTo(318, -40)
        path.lineTo(290, -52)
        path.quadTo(70, 8, 44, 210)
        path.lineTo(40, 300)
        path.lineTo(54, 306)
        path.lineTo(50, 740)
        path.close()
        flip = easel.pick("near", 2)
        canvas.save()
        if flip:
            canvas.translate(848, 0)
            canvas.scale(-1, 1)
        canvas.drawPath(path, fill(ink))
        rng = easel.rng("near ivy")
        leaves = skia.Path()
        for _ in range(90):
            t = rng.uniform()
            x, y = 300 - 256 * t**0.6 + rng.normal(0, 9), -30 + 300 * t**1.8 + rng.normal(0, 12)
            flora.leaf(leaves, x, y, rng.uniform(12, 20), rng.normal(0.8, 0.8))
        canvas.drawPath(leaves, fill(easel.ink(740, 0.12, (60, 90, 60))))
        canvas.restore()

    easel.layer(740, draw, 3)
