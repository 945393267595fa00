"""Deserts: dunes or table mountains."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, grounds, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("desert")
def desert(place: Place, light: Light) -> Set:
    """Dunes with knife-edge crests, or table mountains with cacti: the name decides."""
    e = Easel(place, light)
    sand = (232, 176, 112)
    skies.sky(e, 302)
    mesas_here = e.pick("kind", 2) == 0
    if mesas_here:
        mesas(e, 314, 15000, 70, (206, 122, 92), "far")
        skies.fog(e, 316, 12000, 0.3, 30)
        mesas(e, 330, 8000, 118, (206, 98, 62), "near")
    else:
        dunes(e, 308, 46, 14000, (214, 150, 104), "a")
        skies.fog(e, 318, 12000, 0.3, 30)
        dunes(e, 330, 62, 8000, (226, 160, 100), "b")
    skies.fog(e, 346, 7000, 0.3, 34)
    dunes(e, 366, 44, 3600, sand, "c")
    landmarks(e, far=(560, 336), done=("desert",))
    skies.flock(e, 300, 110, n=3, size=8)
    if mesas_here:
        cactus(e, 128, 384, 128, 1900)
        cactus(e, 742, 378, 84, 2300)
    grounds.stage(e, sand, y=382, rise=6, keep=0.88, texture="dry", dark=0.5)
    ripples(e, sand)
    dunes(e, 500, 26, 720, (120, 80, 60), "near", ink=True)
    return e.finish()


def dunes(easel: Easel, y: float, height: float, distance: int, color: Color, tag: str, *, ink: bool = False) -> None:
    """A row of dunes: long swells with a lit and a shaded side that meet in a curving edge."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"dunes{tag}")
        tint = easel.ink(distance, 0.12, color) if ink else easel.tone(color, distance, 0.9)
        if easel.white and not ink:
            tint = easel.air(grounds.snow(easel), distance)
        lit = mix(tint, easel.edge(distance), 0.25 + 0.25 * easel.rim)
        dark = mix(tint, easel.air(mix(light.ink, light.sky[0], 0.3), distance), 0.42)
        pale = mix(light.haze, light.sky[3], 0.3)
        n = 5 if distance > 2000 else 4
        for i in range(n):
            w = (brush.RIGHT - brush.LEFT) / n * rng.uniform(0.8, 1.5)
            x = brush.LEFT + (i + rng.uniform(0.2, 0.8)) * (brush.RIGHT - brush.LEFT) / n
            h = height * rng.uniform(0.6, 1.25)
            s = easel.side
            crest = (x, y - h)
            body = skia.Path()
            body.moveTo(x - w, y + 6)
            body.cubicTo(x - w * 0.5, y + 2, x - w * 0.22, y - h, *crest)
            body.cubicTo(x + w * 0.22, y - h * 0.9, x + w * 0.5, y + 2, x + w, y + 6)
            body.lineTo(x + w, brush.BOTTOM + 24)
            body.lineTo(x - w, brush.BOTTOM + 24)
            body.close()
            canvas.drawPath(body, wash([(0, lit, 1), (0.5, mix(lit, tint, 0.7), 1), (1, mix(tint, light.ink if ink else pale, 0.4), 1)], y - h, y + 60))
            slip = skia.Path()
            slip.moveTo(*crest)
            slip.cubicTo(x - s * w * 0.02, y - h * 0.5, x + s * w * 0.16, y - h * 0.2, x + s * w * 0.05, y + 34)
            slip.cubicTo(x - s * w * 0.3, y + 24, x - s * w * 0.7, y + 12, x - s * w, y + 6)
            slip.cubicTo(x - s * w * 0.5, y + 2, x - s * w * 0.22, y - h, *crest)
            slip.close()
            canvas.drawPath(slip, wash([(0, dark, 0.95), (0.6, dark, 0.7), (1, mix(dark, pale, 0.5), 0.0)], y - h, y + 34))
            brush.texture(canvas, body, "dry", dark, 0.14, 0.8, -4 * s)
        if ink:
            canvas.drawPath(brush.everywhere(y + 6), fill(tint))

    easel.layer(distance, draw, 3 if ink else 0)


def ripples(easel: Easel, color: Color) -> None:
    """Wind ripples in the sand of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ripples")
        base = grounds.floor_color(easel, color, 0.6)
        for tone, alpha in ((mix(base, easel.light.ink, 0.5), 0.32), (mix(base, easel.light.key, 0.6), 0.4)):
            path = skia.Path()
            for _ in range(120):
                t = rng.uniform() ** 1.4
                y, x = 388 + 120 * t, rng.uniform(brush.LEFT, brush.RIGHT)
                w = (16 + 60 * t) * rng.uniform(0.5, 1.2)
                path.moveTo(x - w, y)
                path.cubicTo(x - w * 0.4, y - 2 - 4 * t, x + w * 0.3, y + 2 + 4 * t, x + w, y - 1)
            canvas.drawPath(path, brush.line(tone, 1.0, alpha))

    easel.layer(1000, draw)


def mesas(easel: Easel, y: float, distance: int, height: float, color: Color, tag: str) -> None:
    """Table mountains and a needle: level tops, banded cliffs, scree at their feet; the middle stays open."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"mesas{tag}")
        tint = easel.tone(color, distance // 2, 0.95)
        pale = mix(light.haze, light.sky[3], 0.35)
        for x in (-260, -40, 150, 690, 850, 1120):
            at = x + rng.uniform(-50, 50)
            w, h = rng.uniform(26, 120), height * rng.uniform(0.5, 1.1)
            top = y - h
            shape = [(at - w - h * 0.6, y + 6), (at - w - 6, y - h * 0.42), (at - w, y - h * 0.5), (at - w + rng.uniform(-2, 4), top + 3), (at - w * 0.4, top + rng.uniform(-2, 2)), (at + w * 0.5, top + rng.uniform(-2, 3)), (at + w, top + 4), (at + w + 3, y - h * 0.5), (at + w + 8, y - h * 0.42), (at + w + h * 0.6, y + 6)]
            path = polygon(shape)
            dx, dy = easel.toward(at, top, 2.4)
            brush.rimmed(canvas, path, wash([(0, mix(tint, light.ink, 0.12), 1), (0.5, mix(tint, light.ink, 0.2), 1), (1, mix(tint, pale, 0.5), 1)], top, y + 6), mix(tint, easel.edge(distance), 0.65), dx, dy)
            brush.texture(canvas, path, "bark", mix(tint, light.ink, 0.6), 0.36, 0.5)
            canvas.save()
            canvas.clipPath(path, skia.ClipOp.kIntersect, True)
            for k in range(4):
                by = top + h * (0.12 + 0.13 * k)
                canvas.drawRect(skia.Rect(at - w * 2, by, at + w * 2, by + h * 0.035), fill(mix(tint, light.ink, 0.35), 0.5))
            away = at - easel.side * w * 0.5
            canvas.drawRect(skia.Rect(away - w * 0.9, top - 4, away + w * 0.9, y + 10), fill(light.ink, 0.14))
            canvas.restore()
        base = brush.ridge(rng, y, 3, 0.5, 6)
        canvas.drawPath(brush.land(base), wash([(0, mix(tint, pale, 0.25), 1), (1, mix(tint, pale, 0.55), 1)], y, y + 60))

    easel.layer(distance, draw)


def cactus(easel: Easel, x: float, y: float, height: float, distance: int) -> None:
    """A tall ribbed cactus with two arms."""

    def draw(canvas: skia.Canvas) -> None:
        tint = easel.tone((74, 112, 84), distance, 0.6)
        w = height * 0.075
        paint = brush.line(tint, w * 2)
        path = skia.Path()
        path.moveTo(x, y)
        path.lineTo(x, y - height + w)
        for side, at, reach, up in ((1, 0.42, 0.22, 0.34), (-1, 0.56, 0.19, 0.26)):
            path.moveTo(x, y - height * at)
            path.quadTo(x + side * height * reach, y - height * at, x + side * height * reach, y - height * (at + 0.12))
            path.lineTo(x + side * height * reach, y - height * (at + up))
        halo(canvas, x, y + 2, height * 0.4, easel.light.ink, 0.4, 0.1)
        lit = brush.line(mix(tint, easel.edge(distance), 0.8), w * 2)
        canvas.drawPath(path, lit)
        canvas.save()
        canvas.translate(-easel.side * 2, 0.8)
        canvas.drawPath(path, paint)
        canvas.restore()
        for k in (-0.5, 0, 0.5):
            canvas.drawLine(x + k * w, y, x + k * w, y - height + w, brush.line(easel.light.ink, 0.8, 0.3))

    easel.layer(distance, draw)
