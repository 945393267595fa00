"""A moon under a planet."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("space")
def space(place: Place, light: Light) -> Set:
    """An airless moon: craters and ridges, a ringed or a clouded planet above the horizon, the star fields behind."""
    e = Easel(place, light)
    tints: tuple[tuple[Color, Color], ...] = (((236, 176, 120), (186, 92, 80)), ((150, 196, 214), (60, 92, 150)), ((222, 200, 170), (128, 96, 128)))
    pale, deep = tints[e.pick("planet", len(tints))]

    def void(canvas: skia.Canvas) -> None:
        rng = e.rng("void")
        black = mix(light.ink, (8, 9, 24), 0.6)
        low = mix(mix(light.sky[0], (30, 28, 70), 0.6), deep, 0.22)
        canvas.drawPath(brush.everywhere(), wash([(0, black, 1), (0.5, mix(black, low, 0.5), 1), (1, low, 1)], brush.TOP, 380))
        for _ in range(9):
            halo(canvas, rng.uniform(-200, 1050), rng.uniform(-60, 300), rng.uniform(150, 330), mix(deep, light.accent, rng.uniform(0, 0.6)), 0.26, rng.uniform(0.3, 0.7))
        brush.texture(canvas, brush.everywhere(), "mottle", mix(deep, pale, 0.4), 0.2, 3.0)
        skies.milky_way(canvas, e.rng("milk"), mix(pale, (255, 255, 255), 0.3), 0.22)
        skies.star_field(canvas, e.rng("stars"), 420, mix(light.key, (255, 255, 255), 0.4), 1.4)

    e.layer(40000, void)
    planet(e, pale, deep)
    ridges(e, 344, 30, 9000, "far", pale)
    ridges(e, 362, 24, 4000, "mid", pale)
    landmarks(e, far=(560, 340), done=("space", "land"))
    base = mix(light.ground, e.lit((150, 146, 156)) if not e.night else (96, 96, 120), 0.7)

    def dust(canvas: skia.Canvas) -> None:
        rng = e.rng("dust")
        skyline = brush.ridge(rng, 376, 7, 0.5, 7)
        path = brush.land(skyline)
        canvas.drawPath(path, wash([(0, mix(base, pale, 0.4), 1), (0.2, base, 1), (1, mix(base, light.ink, 0.78), 1)], 370, 540))
        brush.texture(canvas, path, "mottle", light.ink, 0.3, 1.0)
        brush.texture(canvas, path, "speck", mix(base, (255, 255, 255), 0.4), 0.35, 0.7)
        halo(canvas, 424, 414, 420, mix(base, pale, 0.6), 0.36, 0.16)
        for _ in range(26):
            t = rng.uniform() ** 1.3
            crater(canvas, e, rng.uniform(brush.LEFT, brush.RIGHT), 386 + 110 * t, (5 + 44 * t) * rng.uniform(0.4, 1.0), base, pale)

    e.layer(1000, dust)
    near = brush.ridge(e.rng("near"), 506, 16, 0.6, 7)
    near[:, 1] -= 40 * np.minimum(1.3, np.abs(near[:, 0] - 424) / 424) ** 2
    e.layer(720, lambda canvas: canvas.drawPath(brush.land(near), fill(e.ink(720, 0.06))), 3)
    meteor(e, pale)
    return e.finish()


def planet(easel: Easel, pale: Color, deep: Color) -> None:
    """The planet: banded or clouded, lit on one side, ringed for some names; stands behind the heads."""
    rng = easel.rng("planet")
    x, y, r = 424 + rng.uniform(-40, 40), 236.0, rng.uniform(150, 178)
    ringed = easel.pick("rings", 2) == 0
    light = easel.light

    def rings(canvas: skia.Canvas, front: bool) -> None:
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(-14)
        canvas.clipRect(skia.Rect(-2 * r * 1.3, 0 if front else -r * 1.3, 2 * r * 1.3, r * 1.3 if front else 0))
        for k, (size, width, alpha) in enumerate(((1.42, 9, 0.55), (1.54, 13, 0.75), (1.68, 8, 0.5), (1.78, 4, 0.4), (1.9, 9, 0.3))):
            canvas.drawOval(skia.Rect(-r * size, -r * size * 0.2, r * size, r * size * 0.2), brush.line(mix(pale, (255, 255, 255), 0.2 + 0.06 * k), width, alpha))
        canvas.restore()

    def draw(canvas: skia.Canvas) -> None:
        halo(canvas, x, y, r * 1.9, pale, 0.4)
        if ringed:
            rings(canvas, False)
        disc = skia.Path()
        disc.addCircle(x, y, r)
        s = easel.side
        canvas.drawPath(disc, fill(mix(pale, deep, 0.25)))
        canvas.save()
        canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(-14)
        bands = easel.rng("bands")
        yy = -r
        while yy < r:
            h = bands.uniform(6, 26)
            tone = mix(pale, deep, bands.uniform(0, 0.75))
            wave = [(-r - 10, yy), (-r * 0.4, yy + bands.normal(0, 3)), (r * 0.3, yy + bands.normal(0, 3)), (r + 10, yy), (r + 10, yy + h), (r * 0.2, yy + h + bands.normal(0, 3)), (-r * 0.5, yy + h), (-r - 10, yy + h)]
            canvas.drawPath(brush.smooth(wave), fill(tone, 0.55, 1.5))
            yy += h
        canvas.drawOval(skia.Rect(-r * 0.5, r * 0.22, -r * 0.1, r * 0.4), fill(mix(deep, pale, 0.2), 0.6, 2))
        canvas.restore()
        brush.texture(canvas, disc, "dry", deep, 0.3, 1.0, -14)
        canvas.drawPath(disc, brush.across([(0, pale, 0.0), (0.45, deep, 0.05), (0.8, mix(light.ink, deep, 0.35), 0.62), (1, light.ink, 0.85)], (x + s * r * 0.9, y - r * 0.3), (x - s * r, y + r * 0.35)))
        canvas.restore()
        canvas.drawPath(disc, brush.line(mix(pale, (255, 255, 255), 0.5), 1.4, 0.5, 1.0))
        if ringed:
            rings(canvas, True)
        mx, my = x + easel.side * r * 1.5, 78
        canvas.drawCircle(mx, my, 17, fill(mix(pale, (255, 255, 255), 0.25)))
        canvas.drawCircle(mx - s * 6, my + 2, 15.5, fill(mix(light.ink, deep, 0.5), 0.75, 1.5))

    easel.layer(30000, draw)


def ridges(easel: Easel, y: float, height: float, distance: int, tag: str, pale: Color) -> None:
    """Ridges of rock without air between: crisp, each lit along its crest."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"ridges{tag}")
        skyline = brush.ridge(rng, y, height, 0.58, 8)
        skyline[:, 1] -= 30 * np.minimum(1.4, np.abs(skyline[:, 0] - 424) / 424) ** 1.6
        tint = mix(mix(easel.light.ground, (120, 116, 138), 0.6), easel.light.ink, 0.25 if tag == "far" else 0.42)
        path = brush.land(skyline)
        dx, dy = easel.toward(424, y, 2.6)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (1, mix(tint, easel.light.ink, 0.4), 1)], y - 40, y + 50), mix(tint, pale, 0.75), dx, min(dy, -1.2))
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.35, 0.6)

    easel.layer(distance, draw)


def crater(canvas: skia.Canvas, easel: Easel, x: float, y: float, w: float, base: Color, pale: Color) -> None:
    """One crater: a dark bowl, its rim lit on the side away from the light."""
    h = w * 0.26
    s = easel.side
    canvas.drawOval(skia.Rect(x - w * 1.12, y - h * 1.15, x + w * 1.12, y + h * 1.15), fill(mix(base, pale, 0.45), 0.55))
    canvas.drawOval(skia.Rect(x - w, y - h, x + w, y + h), fill(mix(base, easel.light.ink, 0.6), 0.85))
    canvas.drawOval(skia.Rect(x - w * 0.94 - s * w * 0.05, y - h * 0.7, x + w * 0.94 - s * w * 0.05, y + h * 0.98), fill(mix(base, easel.light.ink, 0.28), 0.8))


def meteor(easel: Easel, pale: Color) -> None:
    """Now and then a falling star."""

    def draw(canvas: skia.Canvas, frame: int) -> None:
        t = (frame % 130) / 16
        if t > 1:
            return
        x, y = 610 - 170 * t, 24 + 70 * t
        canvas.drawPath(polygon([(x, y), (x + 70 * (1 - t * 0.5), y - 29 * (1 - t * 0.5)), (x + 1, y - 1.6)]), fill(mix(pale, (255, 255, 255), 0.6), 0.8 * (1 - t), 0.6))

    easel.moving(35000, (400, 0, 700, 110), draw, every=1, screen=True)
