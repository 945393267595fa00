"""A jungle."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import trunks
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("jungle")
def jungle(place: Place, light: Light) -> Set:
    """Giant trunks and lianas in wet green light, a fall far off, huge leaves before the lens."""
    e = Easel(place, light)
    skies.sky(e, 330, clouds=0, stars=0.3)

    def veil(canvas: skia.Canvas) -> None:
        pale = mix(mix(light.haze, light.sky[3], 0.4), e.lit((170, 210, 150)), 0.35)
        halo(canvas, 424, 240, 560, mix(pale, light.key, 0.3), 0.8, 0.8)
        brush.mist(canvas, 250, 240, pale, 0.8)

    e.layer(20000, veil)
    if e.has("river", "waterfall"):
        waterfall(e)
    thicket(e, 9000, 350, 190, "a")
    trunks(e, 7600, 356, 380, 15, gap=(360, 500), leafy=5, green=(72, 140, 84), depth=4)
    skies.fog(e, 340, 6000, 0.55, 80)
    thicket(e, 4600, 372, 130, "b", gap=(330, 520))
    giants(e)
    skies.rays(e, 3000, alpha=0.22)
    skies.fog(e, 372, 2600, 0.4, 40)
    thicket(e, 2100, 396, 110, "c", gap=(250, 610))
    lianas(e)
    landmarks(e, far=(424, 340), done=("jungle", "forest", "tree"))
    grounds.stage(e, (58, 104, 66), y=386, rise=8, grass=700, blade=18)
    grounds.path_way(e, (150, 140, 92), x_far=424, y_far=390, w_far=60, w_near=520, bend=24)
    ferns(e)
    big_leaves(e)
    return e.finish()


def waterfall(easel: Easel) -> None:
    """A white fall in the gap between the trees."""
    x = 424 + easel.rng("fall").uniform(-40, 40)
    white = mix(easel.light.sky[3], (255, 255, 255), 0.5)

    def rocks(canvas: skia.Canvas) -> None:
        tint = easel.tone((96, 118, 104), 11000)
        canvas.drawPath(polygon([(x - 190, 360), (x - 150, 210), (x - 60, 150), (x + 70, 148), (x + 160, 216), (x + 200, 360)]), fill(tint, 0.8))
        canvas.drawPath(brush.smooth([(x - 8, 146), (x + 12, 144), (x + 20, 170), (x + 26, 352), (x - 26, 352), (x - 18, 170)]), wash([(0, white, 0.4), (1, white, 0.75)], 150, 346))

    def run(canvas: skia.Canvas, frame: int) -> None:
        path = skia.Path()
        for i in range(22):
            fx = x - 18 + (i * 7.7) % 38
            y0 = 150 + (i * 53 + frame * 7) % 180
            path.moveTo(fx, y0)
            path.lineTo(fx + 0.5, min(346, y0 + 34))
        canvas.drawPath(path, brush.line(white, 1.6, 0.7))
        for i in range(4):
            halo(canvas, x - 24 + i * 16, 344 + math.sin(frame / 9 + i * 2) * 3, 28, white, 0.4, 0.5)

    easel.layer(11000, rocks)
    easel.moving(10900, (x - 60, 146, x + 64, 366), run)


def thicket(easel: Easel, distance: int, y: float, height: float, tag: str, gap: tuple[float, float] = (0, 0)) -> None:
    """A wall of fronds and broad leaves."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"thicket{tag}")
        shade, tone, lit = flora.greens(easel, distance, (54, 124, 78))
        size = height / 110
        for color, n in ((shade, 13), (mix(shade, tone, 0.6), 12), (mix(tone, lit, 0.35), 8)):
            path = skia.Path()
            for _ in range(n):
                x = rng.uniform(brush.LEFT, brush.RIGHT)
                if gap[0] < x < gap[1]:
                    continue
                py = y + rng.uniform(-0.1, 0.15) * height
                for _ in range(5):
                    a = -math.pi / 2 + rng.normal(0, 0.62)
                    flora.frond(path, x, py, a, height * rng.uniform(0.7, 1.2), ribs=7)
            canvas.drawPath(path, fill(color))
            broad = skia.Path()
            for _ in range(n):
                x = rng.uniform(brush.LEFT, brush.RIGHT)
                if gap[0] < x < gap[1]:
                    continue
                flora.leaf(broad, x, y - rng.uniform(0.1, 0.5) * height, 46 * size * rng.uniform(0.7, 1.2), rng.normal(0.2, 0.9), 0.36)
            canvas.drawPath(broad, fill(color))
        ground = brush.ridge(rng, y + 4, 6, 0.5, 6)
        canvas.drawPath(brush.land(ground), wash([(0, mix(shade, tone, 0.4), 1), (1, mix(shade, easel.light.haze, 0.3), 1)], y, y + 80))

    easel.layer(distance, draw)


def giants(easel: Easel) -> None:
    """Buttressed trunks that rise out of the picture."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("giants")
        distance = 3400
        bark = easel.tone((104, 96, 78), distance, 0.75)
        dx, dy = easel.toward(424, 200, 2.6)
        for x in (-280, -60, 176, 690, 900, 1140):
            w = rng.uniform(20, 34)
            at = x + rng.uniform(-30, 30)
            path = brush.smooth([(at - w, -300), (at - w, -300), (at - w * 0.8, 100), (at - w, 290), (at - w * 2.6, 392), (at - w * 0.8, 372), (at, 394), (at + w, 370), (at + w * 2.8, 394), (at + w * 1.1, 290), (at + w * 0.8, 100), (at + w, -300), (at + w, -300)])
            brush.rimmed(canvas, path, wash([(0, mix(bark, easel.light.ink, 0.25), 1), (0.7, bark, 1), (1, mix(bark, easel.light.ink, 0.2), 1)], -100, 390), mix(bark, easel.edge(distance), 0.6), dx, 0)
            brush.texture(canvas, path, "bark", easel.light.ink, 0.4, 0.7)
            tips = [(at + rng.normal(0, w), rng.uniform(-40, 380)) for _ in range(16)]
            flora.foliage(canvas, rng, tips, flora.greens(easel, distance, (64, 128, 74)), 11, 3, (dx, dy), 0.8)

    easel.layer(3400, draw)


def lianas(easel: Easel) -> None:
    """Lianas in loops from above; some sway."""
    rng = easel.rng("lianas")
    spans = [(float(rng.uniform(-300, 900)), float(rng.uniform(90, 260)), float(rng.uniform(60, 190))) for _ in range(13)]

    def draw(canvas: skia.Canvas) -> None:
        path = skia.Path()
        for x, w, sag in spans:
            path.moveTo(x, -60)
            path.cubicTo(x + w * 0.2, sag * 1.2, x + w * 0.8, sag * 1.2, x + w, -60)
        tone = mix(easel.tone((70, 96, 62), 1800), easel.light.ink, 0.4)
        canvas.drawPath(path, brush.line(tone, 3))
        leaves = skia.Path()
        more = easel.rng("liana leaves")
        for x, w, sag in spans:
            for _ in range(16):
                t = more.uniform(0.1, 0.9)
                flora.leaf(leaves, x + w * t + more.normal(0, 4), -60 + (sag * 1.2 + 60) * 3 * t * (1 - t) + more.uniform(0, 9), 12, more.normal(1.2, 0.6), 0.34)
        canvas.drawPath(leaves, fill(mix(tone, easel.tone((80, 140, 76), 1800), 0.5)))

    def swing(canvas: skia.Canvas, frame: int) -> None:
        tone = mix(easel.tone((70, 96, 62), 1700), easel.light.ink, 0.5)
        for i, x in enumerate((236, 652)):
            sway = math.sin(frame / 31 + i * 2) * (5 + 12 * easel.wind)
            path = skia.Path()
            path.moveTo(x, -30)
            path.cubicTo(x + 4, 60, x + sway * 0.5, 130, x + sway, 196 + i * 20)
            canvas.drawPath(path, brush.line(tone, 3))

    easel.layer(1800, draw)
    easel.moving(1700, (200, -30, 690, 230), swing)


def ferns(easel: Easel) -> None:
    """Ferns and one red bloom on the stage's sides."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ferns")
        base = grounds.floor_color(easel, (60, 112, 66), 0.75)
        for tone in (mix(base, easel.light.ink, 0.55), mix(base, easel.light.ink, 0.25), mix(base, easel.light.key, 0.22)):
            path = skia.Path()
            for x in (-150, -20, 80, 168, 684, 780, 870, 1000):
                px, py = x + rng.normal(0, 14), 408 + rng.uniform(-8, 18)
                for _ in range(4):
                    flora.frond(path, px, py, -math.pi / 2 + rng.normal(0, 0.7), float(rng.uniform(44, 86)), ribs=11)
            canvas.drawPath(path, fill(tone))
        for x in (112, 738):
            for p in range(5):
                a = -math.pi / 2 + (p - 2) * 0.5
                petal = skia.Path()
                flora.leaf(petal, x + math.cos(a) * 9, 384 + math.sin(a) * 9, 20, a, 0.3)
                canvas.drawPath(petal, fill(easel.tone((226, 74, 70), 1000, 0.88)))

    easel.layer(1000, draw)


def big_leaves(easel: Easel) -> None:
    """Huge dark leaves before the lens: split ones below, hanging ones above."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("big")
        ink = easel.ink(720, 0.05)
        soft = easel.ink(720, 0.2, (60, 110, 70))
        for color, shift in ((soft, 14), (ink, 0)):
            path = skia.Path()
            for x, s in ((-10, 1), (858, -1)):
                for k in range(5):
                    a = -math.pi / 2 + s * (0.1 + 0.3 * k) + rng.normal(0, 0.06)
                    length = rng.uniform(120, 190)
                    cx, cy = x + math.cos(a) * length * 0.9 + shift, 540 + math.sin(a) * length * 0.9 - shift
                    flora.leaf(path, cx, cy, length, a, 0.3)
                for k in range(5):
                    flora.frond(path, x + s * (shift - 26), -96, math.pi / 2 - s * (0.05 + 0.3 * k), float(rng.uniform(130, 210)), ribs=12)
            canvas.drawPath(path, fill(color))

    easel.layer(720, draw, 3)
