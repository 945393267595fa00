"""Where one can sit out of doors: benches, stones, a log; each is drawn on the stage's ground and tells the set its seats.

Who sits has feet at y 415, in the second row, and hips 43 above: the top of each seat is at 372.
"""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, flora, grounds
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Color

TOP = 372.0
FOOT = 412.0


def long_bench(easel: Easel, x: float, width: float, seats: tuple[float, ...], *, color: Color = (142, 100, 72), back: bool = True) -> None:
    """A slatted bench on iron feet, its middle at `x`."""

    def draw(canvas: skia.Canvas) -> None:
        wood = easel.tone(color, 1000, 0.76)
        ink = easel.ink(1000, 0.1)
        left, right = x - width / 2, x + width / 2
        halo(canvas, x, FOOT, width * 0.62, easel.light.ink, 0.45, 0.09)
        feet = skia.Path()
        for fx in (left + 10, right - 10) if width < 160 else (left + 10, x, right - 10):
            brush.add_polygon(feet, [(fx - 3, TOP + 4), (fx + 3, TOP + 4), (fx + 6, FOOT), (fx + 1.5, FOOT), (fx, TOP + 22), (fx - 1.5, FOOT), (fx - 6, FOOT)])
            if back:
                feet.addRect(skia.Rect(fx - 2, TOP - 36, fx + 2, TOP + 4))
        canvas.drawPath(feet, fill(ink))
        slats = skia.Path()
        if back:
            for k in range(3):
                slats.addRect(skia.Rect(left, TOP - 37 + k * 10, right, TOP - 30.5 + k * 10))
        slats.addRect(skia.Rect(left - 2, TOP, right + 2, TOP + 4))
        slats.addRect(skia.Rect(left - 2, TOP + 5, right + 2, TOP + 9))
        dx, dy = easel.toward(x, TOP, 1.3)
        brush.rimmed(canvas, slats, fill(mix(wood, easel.light.ink, 0.28)), mix(wood, easel.edge(), 0.65), dx, min(dy, -0.8))
        brush.texture(canvas, slats, "dry", easel.light.ink, 0.3, 0.4)
        if easel.white:
            canvas.drawPath(brush.rect(left - 2, TOP - 3, right + 2, TOP + 1), fill(grounds.snow(easel)))

    easel.later(lambda: easel.layer(1000, draw))
    for at in seats:
        easel.seat(at, TOP)


def slab(easel: Easel, x: float, *, color: Color = (206, 194, 178), width: float = 104) -> None:
    """A stone garden seat: a slab on two carved feet."""

    def draw(canvas: skia.Canvas) -> None:
        stone = easel.tone(color, 1000, 0.8)
        halo(canvas, x, FOOT, width * 0.7, easel.light.ink, 0.45, 0.1)
        path = skia.Path()
        for fx in (x - width * 0.3, x + width * 0.3):
            path.addPath(brush.smooth([(fx - 9, TOP + 8), (fx + 9, TOP + 8), (fx + 5, TOP + 24), (fx + 11, FOOT), (fx - 11, FOOT), (fx - 5, TOP + 24)]))
        path.addRoundRect(skia.Rect(x - width / 2, TOP, x + width / 2, TOP + 10), 3, 3)
        dx, dy = easel.toward(x, TOP, 1.6)
        paint = wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.55), 1)], TOP, FOOT)
        brush.rimmed(canvas, path, paint, mix(stone, easel.edge(), 0.7), dx, min(dy, -1.0))
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.3, 0.4)
        if easel.white:
            canvas.drawPath(brush.rect(x - width / 2, TOP - 3, x + width / 2, TOP + 1), fill(grounds.snow(easel)))

    easel.later(lambda: easel.layer(1000, draw))
    easel.seat(x, TOP)


def boulder(easel: Easel, x: float, *, color: Color = (132, 130, 130), width: float = 108, grass: Color | None = None) -> None:
    """A flat-topped stone, lit on one side, grass at its foot where there is grass."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"boulder{x:.0f}")
        base = easel.tone(color, 1000, 0.66)
        w = width / 2
        pts = [(x - w * 1.15, FOOT + 1), (x - w * 1.1, TOP + 18), (x - w * 0.8, TOP + 3), (x - w * 0.3, TOP - 1), (x + w * 0.45, TOP), (x + w * 0.86, TOP + 5), (x + w * 1.08, TOP + 20), (x + w * 1.18, FOOT + 1)]
        body = polygon(pts)
        halo(canvas, x, FOOT, w * 1.7, easel.light.ink, 0.45, 0.1)
        dark = mix(base, easel.light.ink, 0.45)
        dx, dy = easel.toward(x, TOP, 1.8)
        brush.rimmed(canvas, body, wash([(0, mix(base, dark, 0.4), 1), (1, mix(dark, easel.light.ink, 0.3), 1)], TOP, FOOT), mix(base, easel.edge(), 0.7), dx, min(dy, -1.2))
        s = easel.side
        facet = [(x + s * w * 0.1, TOP + 1), (x + s * w * 0.8, TOP + 5), (x + s * w * 1.04, TOP + 21), (x + s * w * 0.5, TOP + 26)]
        canvas.drawPath(polygon(facet), fill(mix(base, easel.light.key, 0.3 * easel.rim), 0.7))
        top = [(x - w * 0.8, TOP + 3), (x - w * 0.3, TOP - 1), (x + w * 0.45, TOP), (x + w * 0.86, TOP + 5), (x + w * 0.2, TOP + 9)]
        canvas.drawPath(polygon(top), fill(grounds.snow(easel) if easel.white else mix(base, easel.light.key, 0.22)))
        brush.texture(canvas, body, "mottle", easel.light.ink, 0.34, 0.4)
        if grass and not easel.white:
            tufts = skia.Path()
            flora.blades(tufts, rng, 26, x - w * 1.3, x + w * 1.3, FOOT + 1, 15, lean=easel.wind * 0.5)
            canvas.drawPath(tufts, fill(mix(grounds.floor_color(easel, grass), easel.light.ink, 0.4)))

    easel.later(lambda: easel.layer(1000, draw))
    easel.seat(x, TOP)


def log(easel: Easel, x: float, *, color: Color = (158, 136, 114), width: float = 150, seats: tuple[float, ...] = ()) -> None:
    """A lying trunk, driftwood or felled, its rings to the light's side, stumps of branches on it."""

    def draw(canvas: skia.Canvas) -> None:
        wood = easel.tone(color, 1000, 0.7)
        s = easel.side
        left, right = x - width / 2, x + width / 2
        thick, thin = (31.0, 37.0) if s > 0 else (37.0, 31.0)
        halo(canvas, x, FOOT - 2, width * 0.64, easel.light.ink, 0.45, 0.08)
        body = skia.Path()
        body.moveTo(left, FOOT - thick)
        body.quadTo(x, TOP - 1, right, FOOT - thin)
        body.lineTo(right, FOOT)
        body.quadTo(x, FOOT + 4, left, FOOT)
        body.close()
        stub = polygon([(x - s * width * 0.22 - 5, TOP + 6), (x - s * width * 0.3 - 4, TOP - 17), (x - s * width * 0.3 + 3, TOP - 18), (x - s * width * 0.22 + 7, TOP + 6)])
        dx, dy = easel.toward(x, TOP, 1.8)
        for path in (stub, body):
            brush.rimmed(canvas, path, wash([(0, wood, 1), (1, mix(wood, easel.light.ink, 0.6), 1)], TOP, FOOT), mix(wood, easel.edge(), 0.7), dx, min(dy, -1.3))
            brush.texture(canvas, path, "dry", easel.light.ink, 0.45, 0.4)
        end, tall = (right, thin) if s > 0 else (left, thick)
        face = mix(wood, easel.light.key, 0.3)
        canvas.drawOval(skia.Rect(end - 9, FOOT - tall, end + 9, FOOT), fill(face))
        for share in (0.7, 0.42, 0.16):
            ring = skia.Rect(end - 9 * share, FOOT - tall / 2 - tall / 2 * share, end + 9 * share, FOOT - tall / 2 + tall / 2 * share)
            canvas.drawOval(ring, brush.line(mix(face, easel.light.ink, 0.5), 0.9, 0.6))
        if easel.white:
            canvas.drawPath(brush.smooth([(left, FOOT - thick - 1), (x, TOP - 3), (right, FOOT - thin - 1)], closed=False), brush.line(grounds.snow(easel), 4))

    easel.later(lambda: easel.layer(1000, draw))
    for at in seats or (x,):
        easel.seat(at, TOP)
