"""A river between soft banks."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import sway_row
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("river")
def river(place: Place, light: Light) -> Set:
    """A river between soft banks, reeds and a leaning willow, the far trees standing on their heads in it."""
    e = Easel(place, light)
    skies.sky(e, 300)
    backdrop(e, 296)
    left = e.pick("side", 2) == 0
    line = grounds.hills(e, 314, 10, 6500, (92, 134, 96), tag="bank", mist=0.3, depth=40)
    grounds.treeline(e, line, 6490, kind="round", n=70, height=46, color=(66, 112, 78), gap=(340, 500))
    water = skies.water(e, 326, bottom=384, distance=5200, strokes=130, tag="river", tone=(64, 112, 116))
    mirrored(e)
    skies.fog(e, 332, 5000, 0.5, 26)
    landmarks(e, far=(600 if left else 260, 318), done=("river",))
    willow(e, 96 if left else 752, 388, 1900)
    banks(e, left)
    grounds.stage(e, (86, 122, 74), y=386, rise=5, grass=900, blade=14)
    reeds(e)
    sway_row(e, (86, 122, 74), 34)
    flora.near_grass(e, height=80)
    return e.finish(water=(180, 332, 670, 380) if water else None)


def mirrored(easel: Easel) -> None:
    """Dark reflections of the far bank, broken into level strokes."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("mirror")
        tone = easel.tone((60, 100, 76), 5200, 0.55)
        band = brush.everywhere(326, 350)
        canvas.drawPath(band, wash([(0, tone, 0.75), (1, tone, 0.0)], 326, 350))
        path = skia.Path()
        for _ in range(260):
            x, y = rng.uniform(brush.LEFT, brush.RIGHT), 327 + 40 * rng.uniform() ** 1.6
            w = rng.uniform(4, 26)
            path.moveTo(x - w, y)
            path.lineTo(x + w, y)
        canvas.drawPath(path, brush.line(tone, 1.2, 0.5))

    easel.layer(5150, draw)


def banks(easel: Easel, left: bool) -> None:
    """A spit of land that runs into the water from one side, with stones."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("banks")
        tint = easel.tone((88, 120, 76), 2400, 0.6)
        x0, x1 = (-700, 300) if left else (560, 1560)
        line = brush.hill(x0, x1, 386, 352, rng, 3)
        path = brush.land(line, 420)
        canvas.drawPath(path, wash([(0, mix(tint, easel.edge(2400), 0.2), 1), (1, mix(tint, easel.light.ink, 0.4), 1)], 350, 392))
        brush.texture(canvas, path, "dry", easel.light.ink, 0.3, 0.7)
        flora.meadow(canvas, easel, "bank grass", line, (mix(tint, easel.light.ink, 0.3), tint, mix(tint, easel.edge(2400), 0.3)), 300, 12, left=max(x0, brush.LEFT) + 20, right=min(x1, brush.RIGHT) - 20)

    easel.layer(2400, draw)


def willow(easel: Easel, x: float, y: float, distance: int) -> None:
    """A willow: a leaning bole and curtains of hanging leaves."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("willow")
        lean = 0.16 if x < 424 else -0.16
        tree = flora.grow(rng, x, y, 250, depth=6, spread=0.62, trunk=0.3, girth=0.075, lean=lean)
        bark = easel.tone((84, 70, 58), distance, 0.55)
        dx, dy = easel.toward(x, y - 100, 1.8)
        brush.rimmed(canvas, tree.wood, fill(bark), mix(bark, easel.edge(distance), 0.7), dx, dy)
        tones = flora.greens(easel, distance, (106, 140, 78))
        for tone, shift in zip(tones, (-3, 0, 3), strict=True):
            strands, leaves = skia.Path(), skia.Path()
            for tx, ty in tree.tips[:: 2]:
                for _ in range(2):
                    px, py = tx + rng.normal(0, 9) + shift * easel.side, ty + rng.normal(0, 6)
                    length = rng.uniform(40, 120)
                    end = (px + rng.normal(0, 5) + easel.wind * 26, py + length)
                    strands.moveTo(px, py)
                    strands.quadTo(px + rng.normal(0, 6), py + length * 0.5, *end)
                    for k in range(9):
                        t = (k + 1) / 9
                        flora.leaf(leaves, px + (end[0] - px) * t + rng.normal(0, 1.5), py + length * t, 8, 1.3 + rng.normal(0, 0.35), 0.25)
            canvas.drawPath(strands, brush.line(tone, 0.8, 0.7))
            canvas.drawPath(leaves, fill(tone))

    easel.layer(distance, draw)


def reeds(easel: Easel) -> None:
    """Reeds and bulrushes at both sides of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("reeds")
        base = grounds.floor_color(easel, (96, 118, 70))
        for tone in (mix(base, easel.light.ink, 0.6), mix(base, easel.light.ink, 0.35), mix(base, easel.light.key, 0.25)):
            path, heads = skia.Path(), skia.Path()
            for left, right in ((-60, 176), (680, 900)):
                flora.blades(path, rng, 46, left, right, 398.0, 86, lean=easel.wind * 0.4, width=1.7, drop=30)
                for _ in range(4):
                    x, h = rng.uniform(left, right), rng.uniform(60, 92)
                    y = 404.0
                    path.addRect(skia.Rect(x - 0.7, y - h, x + 0.7, y))
                    heads.addRoundRect(skia.Rect(x - 2.6, y - h - 4, x + 2.6, y - h + 16), 2.6, 2.6)
            canvas.drawPath(path, fill(tone))
            canvas.drawPath(heads, fill(mix(easel.tone((110, 70, 50)), easel.light.ink, 0.4)))

    easel.layer(1000, draw)
