"""Eyes and brows: almonds with lids that close, irises that look, lashes that thicken outward; on the head's grid."""

from __future__ import annotations

from math import cos, radians, sin

import skia

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.feeling import Face
from playhead.render.theatre.figure.pen import ink, line
from playhead.render.theatre.figure.shapes import ellipse, ribbon, spline
from playhead.render.theatre.figure.skull import Turn
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix
from playhead.render.theatre.scene import Color

APART = 28.5
DEEP = 31.0


def eye_height(build: Build) -> float:
    """How low the eyes are on the grid; a child's are lower."""
    return -1.4 + 4.6 * build.round


def places(turn: Turn, build: Build) -> list[tuple[float, float, float]]:
    """The eyes that are seen, the farther first: x, width 0..1, and side, 1 the farther from the back of the head."""
    out: list[tuple[float, float, float]] = []
    if turn.yaw > 112:
        return out
    for side in (1.0, -1.0):
        turned = radians(turn.yaw + side * APART)
        z = cos(turned)
        if side > 0 and z < 0.18:
            continue
        out.append((sin(turned) * DEEP - ((1.0 + 7.0 * (build.eye - 1)) * min(1.0, turn.yaw / 45) if side > 0 else 0.0), max(0.50, min(1.0, z * 0.62 + 0.45)), side))
    return out


def eyes(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, tones: Tones, pixels: float, lit: float, lashes: float = 0.5) -> None:
    """Draw the eyes that are seen."""
    y = eye_height(build)
    for x, wide, side in places(turn, build):
        if pixels < 62:
            _small(canvas, x, y, wide, build, face, tones)
        else:
            _eye(canvas, x, y, wide, side, turn, build, face, tones, pixels > 120, lit, lashes)


def _small(canvas: skia.Canvas, x: float, y: float, wide: float, build: Build, face: Face, tones: Tones) -> None:
    """An eye from afar: a dark leaf, with a little white where it is wide open."""
    open_ = max(0.12, min(1.0, face.lid * 1.3)) if face.lid > 0.1 else 0.12
    if face.lid > 0.9:
        canvas.drawPath(ellipse(x, y, 6.2 * wide * build.eye, 5.0 * build.eye), ink(tones.white))
    canvas.drawPath(ellipse(x + face.look_x * 1.2, y + 0.5, 4.9 * (0.5 + 0.5 * wide) * build.eye, 5.2 * open_ * build.eye), ink(mix(tones.ink, tones.eye, 0.5), 235))


def _eye(canvas: skia.Canvas, x: float, y: float, wide: float, side: float, turn: Turn, build: Build, face: Face, tones: Tones, fine: bool, lit: float, lashes: float) -> None:
    w = 7.5 * build.eye * wide
    h = 5.0 * build.eye
    lid = max(0.0, face.lid)
    top = y - h * (lid * 1.62 - 0.58)
    low = y + h * (0.80 - 0.85 * face.low)
    top = min(top, low)
    inner, outer = (x + w, x - w) if side < 0 else (x - w, x + w)
    wd = outer - inner
    iy, oy = y + 1.2, y - 0.5 + 0.5 * (1 - lid)
    shut = lid < 0.12 or low - top < 0.9
    lash = mix(tones.ink, tones.hair, 0.2)
    if not shut:
        shape = skia.Path()
        shape.moveTo(inner, iy)
        shape.cubicTo(inner + wd * 0.16, top - 0.2, inner + wd * 0.62, top - 1.5, outer, oy)
        shape.cubicTo(inner + wd * 0.84, low + 0.6, inner + wd * 0.34, low + 0.9, inner, iy)
        shape.close()
        canvas.drawPath(shape, ink(mix(tones.white, tones.skin, 0.30)))
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        r = 4.75 * build.eye
        rx = r * (0.48 + 0.52 * wide)
        px = x + face.look_x * turn.flip * w * 0.46 + turn.s * w * 0.14
        py = y - 0.1 + face.look_y * h * 0.42
        canvas.drawPath(ellipse(px, py, rx, r), ink(tones.eye))
        if fine:
            canvas.drawPath(ellipse(px, py + 1.2, rx * 0.74, r * 0.70), ink(tones.iris))
            canvas.drawPath(ellipse(px, py, rx * 0.48, r * 0.48), ink(mix(tones.ink, tones.eye, 0.3)))
            canvas.drawPath(ellipse(x, top - 0.9, w * 1.25, 2.1), ink(tones.ink, 80))  # the lid's shadow
        way = 1.0 if lit >= 0 else -1.0
        canvas.drawCircle(px + way * rx * 0.36, py - r * 0.34, 1.05 * build.eye, ink(mix(tones.white, (255, 255, 255), 0.5)))
        if fine:
            canvas.drawCircle(px - way * rx * 0.34, py + r * 0.40, 0.5 * build.eye, ink(tones.white, 140))
        canvas.restore()
    crest = (top if not shut else low) - 0.5
    wing = (0.03 + 0.12 * lashes) * wd
    thick = 0.65 + 0.5 * lashes
    canvas.drawPath(spline(
        [(inner, iy + 0.3), (inner + wd * 0.22, crest + 0.9), (inner + wd * 0.62, crest - 0.1), (outer, oy + 0.3), (outer + wing, oy - (0.2 + 0.9 * lashes if not shut else -0.9)),
         (inner + wd * 0.70, crest - 0.2 - 1.4 * thick), (inner + wd * 0.26, crest + 0.5 - thick)], corners=(0, 4),
    ), ink(lash))
    if fine:
        if not shut:
            fold = crest - 2.4 - 1.1 * max(0.0, 0.8 - lid)
            path = skia.Path()
            path.moveTo(inner + wd * 0.12, fold + 2.0)
            path.cubicTo(inner + wd * 0.35, fold - 0.6, inner + wd * 0.74, fold - 0.6, outer + wd * 0.04, fold + 2.2)
            canvas.drawPath(path, line(mix(tones.skin_dark, tones.ink, 0.12), 0.8, 190))
        under = skia.Path()
        under.moveTo(inner + wd * 0.25, low + 1.4)
        under.cubicTo(inner + wd * 0.45, low + 2.2, inner + wd * 0.75, low + 1.8, outer - wd * 0.06, oy + 1.6)
        canvas.drawPath(under, line(mix(tones.skin_dark, tones.ink, 0.1), 0.7, 150))
        if face.lid < 0.5 and not shut and face.low < 0.2:  # tired: a shade beneath
            canvas.drawPath(ellipse(x, low + 3.6, w * 0.8, 1.4), ink(tones.skin_dark, 80))
    if face.tear > 0.05:
        canvas.drawPath(ellipse(inner + wd * 0.3, low + 7.5, 1.25, 2.3), ink(mix(tones.white, (150, 196, 236), 0.5), round(200 * min(1.0, face.tear))))
        canvas.drawPath(ribbon([(inner + wd * 0.32, low + 0.5), (inner + wd * 0.3, low + 3.5), (inner + wd * 0.3, low + 7)], [0.3, 0.45, 0.8]), ink(tones.white, round(110 * min(1.0, face.tear))))


def brows(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, color: Color, bushy: float) -> None:
    """Draw the brows over the eyes that are seen."""
    base = eye_height(build) - 10.6 - 2.4 * build.eye
    for x, wide, side in places(turn, build):
        w = 8.6 * wide * (0.8 + 0.2 * build.eye)
        y = base - 3.4 * face.brow
        inner, outer = (x + w * 0.80, x - w * 1.04) if side < 0 else (x - w * 0.80, x + w * 1.04)
        iy = y + 1.4 - 4.2 * face.inner
        oy = y + 2.0 - 3.2 * face.outer
        my = y - 1.6 - 1.4 * face.outer - 0.4 * face.inner
        mx = inner + (outer - inner) * 0.58
        k = (0.72 + 0.85 * bushy) * (1 - 0.25 * build.round)
        canvas.drawPath(ribbon([(inner, iy), (inner + (mx - inner) * 0.5, (iy + my) / 2 - 0.3), (mx, my), (outer, oy)], [0.75 * k, 1.25 * k, 1.15 * k, 0.15]), ink(color))
