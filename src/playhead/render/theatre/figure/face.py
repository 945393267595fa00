"""Faces near by: planes of light, nose, lips, cheeks; on the head's grid, facing to the right. Eyes are in `eyes`."""

from __future__ import annotations

from math import radians, sin

import skia

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.eyes import brows, eyes
from playhead.render.theatre.figure.feeling import Face
from playhead.render.theatre.figure.pen import ink, line
from playhead.render.theatre.figure.shapes import Pt, ellipse, spline
from playhead.render.theatre.figure.skull import Turn, profile_part
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix
from playhead.render.theatre.scene import Color

MOUTH_Y = 26.0


def features(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, tones: Tones, brow: Color, bushy: float, lashes: float, pixels: float, nose: int,
             lit: float, shape: list[Pt]) -> None:
    """Draw what a face has, on a canvas in the head's grid. `pixels` is how many output pixels the head is high; `lit` is
    from which side the light comes on the grid, -1..1; `bushy` and `lashes` 0..1 thicken them.
    """
    if turn.yaw > 118:
        return
    fine = pixels > 70
    if fine:
        canvas.save()
        canvas.clipPath(spline(shape, tension=0.34), skia.ClipOp.kIntersect, True)
        _planes(canvas, turn, build, tones, lit)
        _cheeks(canvas, turn, build, face, tones)
        canvas.restore()
    _nose(canvas, turn, build, tones, nose, lit, fine)
    canvas.save()
    canvas.clipPath(spline(shape, tension=0.34), skia.ClipOp.kIntersect, True)
    _mouth(canvas, turn, build, face, tones, fine)
    canvas.restore()
    canvas.save()
    canvas.clipPath(spline(shape, tension=0.34), skia.ClipOp.kIntersect, True)
    eyes(canvas, turn, build, face, tones, pixels, lit, lashes)
    brows(canvas, turn, build, face, brow, bushy)
    canvas.restore()


def _planes(canvas: skia.Canvas, turn: Turn, build: Build, tones: Tones, lit: float) -> None:
    """The side of the head that is turned from the light, as one piece of darker paper."""
    way = 1.0 if lit >= 0 else -1.0
    rows = ((-52, 20, 0.2), (-34, 32, 0.46), (-18, 35, 0.60), (-6, 36, 0.74), (6, 36, 0.70), (15, 34, 0.50), (24, 31, 0.52), (34, 26, 0.50), (44, 20, 0.28), (54, 14, 0.1))
    shift = 4.0 * turn.s
    edge: list[Pt] = [(-way * part * r + shift * 0.5, y) for y, r, part in rows]
    out = [(-way * 60.0, 56.0), (-way * 60.0, -54.0)]
    if build.height == 178:
        _years(canvas, turn, tones)
    canvas.drawPath(spline(edge + out, corners=(0, len(edge) - 1, len(edge), len(edge) + 1)), ink(tones.skin_dark, 105))
    # the brow's shelter over the eyes
    for at in (-29.0, 29.0):
        x, z = turn.seen(at, 30)
        if z > 0.1 and turn.yaw < 112:
            canvas.drawPath(ellipse(x, -5.5, 9.5 * max(0.5, z), 6.0), ink(tones.skin_dark, 50))


def _years(canvas: skia.Canvas, turn: Turn, tones: Tones) -> None:
    """What smiling leaves in an old face: lines at the eyes, the mouth, over the brow."""
    stroke = line(mix(tones.skin_dark, tones.ink, 0.12), 0.85, 150)
    for side in (-1.0, 1.0):
        x, z = turn.seen(side * 52, 33)
        if z > 0.12:
            for dy in (-2.0, 0.6, 3.0):
                path = skia.Path()
                path.moveTo(x, 0.5 + dy * 0.6)
                path.quadTo(x + side * 2.2 * z, 0.3 + dy, x + side * 4.6 * z, 0.6 + dy * 1.9)
                canvas.drawPath(path, stroke)
        x, z = turn.seen(side * 17, 32)
        if z > 0.3 or side < 0:
            path = skia.Path()
            path.moveTo(x, 15)
            path.quadTo(x + side * 4.2, 18.5, x + side * 4.4, 24)
            canvas.drawPath(path, stroke)
    for y in (-27.5, -24.0):
        a, b = turn.seen(-26, 31)[0], min(33.0, turn.seen(26, 31)[0])
        path = skia.Path()
        path.moveTo(a, y + 1)
        path.quadTo((a + b) / 2, y - 1.6, b, y + 0.8)
        canvas.drawPath(path, stroke)


def _cheeks(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, tones: Tones) -> None:
    """A breath of red."""
    if face.blush <= 0.02:
        return
    for at in (-40.0, 40.0):
        x, z = turn.seen(at, 31)
        if z < 0.1:
            continue
        wide = 8.5 * max(0.4, z)
        alpha = round((30 + 26 * build.round) * face.blush * min(1.0, z * 1.4))
        for r in (1.15, 0.9, 0.62):
            canvas.drawPath(ellipse(x, 14.5, wide * r, 6.6 * r), ink(tones.blush, alpha))


def _nose(canvas: skia.Canvas, turn: Turn, build: Build, tones: Tones, nose: int, lit: float, fine: bool) -> None:
    side = profile_part(turn)
    kind = max(0, min(3, nose))
    soft = mix(tones.skin_dark, tones.ink, 0.34)
    if side > 0.75:
        if fine:
            path = skia.Path()
            k = 2.6 * build.round
            path.moveTo(37.2 - k, 15.0)
            path.cubicTo(34.6 - k, 16.2, 32.6 - k, 14.0, 33.8 - k * 0.6, 10.6 + k)
            canvas.drawPath(path, line(soft, 1.0, 200))
        return
    long = (0.0, -2.0, 2.4, 1.0)[kind]
    wing = (4.6, 4.2, 4.9, 6.4)[kind]
    y = 12.2 + long
    tip = sin(radians(turn.yaw)) * 35
    root = sin(radians(turn.yaw)) * 27
    way = 1.0 if lit >= 0 else -1.0
    if build.round > 0.8:
        _button(canvas, turn, tones, soft, y + 1.2)
        return
    if turn.yaw < 22:
        away = -way
        pts: list[Pt] = [(root + away * 3.4, -9), (root + away * 1.9, -2), (tip + away * 1.2, y - 5), (tip + away * 0.6, y - 0.6), (tip - away * 0.6, y + 2.5),
                         (tip + away * wing * 0.9, y + 2.2), (tip + away * wing * 1.05, y - 1.2), (tip + away * wing * 0.62, y - 4.4), (root + away * 4.0, -1)]
        canvas.drawPath(spline(pts, corners=(0,)), ink(tones.skin_dark, 150))
        under = skia.Path()
        under.moveTo(tip - wing * 0.78, y + 1.4)
        under.cubicTo(tip - wing * 0.5, y + 3.6, tip + wing * 0.5, y + 3.6, tip + wing * 0.78, y + 1.4)
        canvas.drawPath(under, line(soft, 1.15, 210))
        return
    # between: the ridge as one line from the far brow to the wing, and what lies beyond it in shade
    ridge = skia.Path()
    ridge.moveTo(root + 5.6, -8.5)
    ridge.cubicTo(root + 3.6, -4, tip + 2.2, y - 7, tip + 4.0, y - 1.6)
    ridge.cubicTo(tip + 4.9, y + 1.8, tip + 1.6, y + 3.4, tip - 2.6, y + 2.6)
    if fine:
        beyond = skia.Path(ridge)
        beyond.lineTo(tip + 0.4, y + 1.0)
        beyond.cubicTo(tip + 1.2, y - 5, root + 2.4, -2, root + 3.6, -8.5)
        beyond.close()
        canvas.drawPath(beyond, ink(tones.skin_dark, 90 if lit > 0 else 150))
    canvas.drawPath(ridge, line(soft, 1.2, 220))
    nostril = skia.Path()
    nostril.moveTo(tip - wing * 1.25, y + 0.8)
    nostril.cubicTo(tip - wing * 1.5, y - 2.4, tip - wing * 0.9, y - 3.4, tip - wing * 0.7, y - 3.4)
    canvas.drawPath(nostril, line(soft, 0.9, 130))


def _button(canvas: skia.Canvas, turn: Turn, tones: Tones, soft: Color, y: float) -> None:
    """A child's nose: a shadow under a round tip."""
    tip = sin(radians(turn.yaw)) * 35
    canvas.drawPath(ellipse(tip + 0.6 * turn.s, y - 1.2, 4.4, 3.6), ink(tones.skin_dark, 70))
    under = skia.Path()
    under.moveTo(tip - 3.4, y + 0.2)
    under.cubicTo(tip - 2.4, y + 2.6, tip + 2.6, y + 2.8, tip + 3.5 + 1.0 * turn.s, y - 0.6 - 1.4 * turn.s)
    canvas.drawPath(under, line(soft, 1.15, 210))


def _mouth(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, tones: Tones, fine: bool) -> None:
    if profile_part(turn) > 0.6:
        _mouth_aside(canvas, build, face, tones, fine)
        return
    dark = mix(tones.ink, tones.lip, 0.18)
    y = MOUTH_Y + 1.0 * build.round
    drop = 9.5 * face.jaw
    mid = sin(radians(turn.yaw)) * 27
    half = 19.0 * face.wide * (1 - 0.2 * build.round)
    near_x = sin(radians(turn.yaw - half)) * 29.5
    far_x = min(sin(radians(min(90.0, turn.yaw + half * 1.02))) * 29.5, 30.2 if turn.yaw > 20 else 99)
    ly = y - 2.9 * face.corner + drop * 0.36
    full = 1 - 0.75 * face.press
    up, down = 2.1 * full + 0.5 * face.pout, 3.0 * full + 0.4 * face.pout
    gap = drop * 1.02
    m = y
    far_w, near_w = far_x - mid, mid - near_x
    lips = skia.Path()
    lips.moveTo(near_x + 0.8, ly)
    lips.cubicTo(near_x + near_w * 0.45, m - up * 0.7, near_x + near_w * 0.62, m - up * 1.3, mid - near_w * 0.13, m - up)
    lips.quadTo(mid, m - up * 0.5, mid + far_w * 0.13, m - up)
    lips.cubicTo(far_x - far_w * 0.62, m - up * 1.3, far_x - far_w * 0.45, m - up * 0.7, far_x - 0.6, ly)
    lips.cubicTo(far_x - far_w * 0.34, m + gap + down * 1.3, near_x + near_w * 0.34, m + gap + down * 1.3, near_x + 0.8, ly)
    lips.close()
    canvas.drawPath(lips, ink(tones.lip, round(205 - 90 * build.round)))
    if gap > 0.8:
        inside = skia.Path()
        inside.moveTo(near_x + 1.4, ly)
        inside.cubicTo(near_x + near_w * 0.5, m - 0.3, far_x - far_w * 0.5, m - 0.3, far_x - 1.0, ly)
        inside.cubicTo(far_x - far_w * 0.3, m + gap * 1.24, near_x + near_w * 0.3, m + gap * 1.24, near_x + 1.4, ly)
        inside.close()
        canvas.drawPath(inside, ink(dark))
        if fine:
            canvas.save()
            canvas.clipPath(inside, skia.ClipOp.kIntersect, True)
            if face.teeth > 0.2:
                canvas.drawPath(ellipse(mid, m - 0.4, (far_x - near_x) * 0.42, 2.0 + 0.8 * face.teeth), ink(tones.white, 215))
            if gap > 3:
                canvas.drawPath(ellipse(mid, m + gap * 1.08, (far_x - near_x) * 0.30, gap * 0.34), ink(mix(tones.lip, dark, 0.25)))
            canvas.restore()
    else:
        part = skia.Path()
        part.moveTo(near_x, ly - 0.4 * face.corner)
        part.cubicTo(near_x + near_w * 0.45, m + 0.5 + 0.4 * face.corner, near_x + near_w * 0.8, m + 0.1, mid, m + 0.6)
        part.cubicTo(far_x - far_w * 0.8, m + 0.1, far_x - far_w * 0.45, m + 0.5 + 0.4 * face.corner, far_x, ly - 0.4 * face.corner)
        canvas.drawPath(part, line(dark, 1.15))
    if fine:
        low = ink(tones.skin_dark, 90)
        canvas.drawPath(ellipse(mid, m + gap + down + 4.4, (far_x - near_x) * 0.26, 1.5), low)
        if abs(face.corner) > 0.3:  # a fold beside each corner
            for x, way in ((near_x - 1.4, -1.0), (far_x + 1.0, 1.0)):
                fold = skia.Path()
                fold.moveTo(x, ly - 3.0)
                fold.quadTo(x + way * 1.5 * (1 if face.corner > 0 else 0.3), ly - 0.4, x + (0.2 if face.corner > 0 else way * 1.0), ly + 2.0)
                canvas.drawPath(fold, line(tones.skin_dark, 1.1, 190))
    if face.bite > 0.4:
        canvas.drawPath(ellipse(mid, m + gap + 0.2, (far_x - near_x) * 0.30, 1.3), ink(tones.white, 215))


def _mouth_aside(canvas: skia.Canvas, build: Build, face: Face, tones: Tones, fine: bool) -> None:
    """The mouth in profile: lips end at the outline, which opens by itself."""
    dark = mix(tones.ink, tones.lip, 0.18)
    y = MOUTH_Y
    drop = 9.5 * face.jaw
    full = 1 - 0.7 * face.press
    back = 28.2 + 9.0 * (1 - face.wide) - 1.2 * max(0.0, face.corner)
    cy = y - 2.3 * face.corner + drop * 0.34
    out = 2.4 * face.pout - 1.0 * build.round
    red = round(190 - 80 * build.round)
    back += 1.5 * build.round
    # the red of the lips, upper and lower
    upper = skia.Path()
    upper.moveTo(back + 1.6, cy)
    upper.cubicTo(back + 5, cy - 1.4 * full, 36.8 + out, 21.0, 40.0 + out, 21.8)
    upper.cubicTo(40.4 + out, 23.4, 39.0 + out, 24.6, 37.2 - 5.0 * face.jaw**0.7 + out, y - 0.4)
    upper.close()
    canvas.drawPath(upper, ink(tones.lip, red))
    lx = -3.4 * face.jaw
    lower = skia.Path()
    lower.moveTo(back + 1.6, cy)
    lower.cubicTo(back + 4, cy + 1.0 + drop * 0.5, 35.5 + lx + out, y + 0.2 + drop, 38.0 + lx + out, y + 1.0 + drop)
    lower.cubicTo(39.4 + lx + out, y + 2.8 + drop, 38.0 + lx + out, y + 5.2 + drop, 36.4 + lx, y + 5.6 + drop)
    lower.cubicTo(33.5 + lx, y + 5.2 + drop, back + 4, cy + 3.4 + drop * 0.5, back + 1.6, cy)
    lower.close()
    canvas.drawPath(lower, ink(tones.lip, red))
    if face.jaw > 0.06:
        edge = 36.6 - 5.6 * face.jaw**0.7 + out
        inside = skia.Path()
        inside.moveTo(back + 1.0, cy)
        inside.cubicTo(back + 4, cy - 1.4, edge, y - 2.4, edge + 5.0, y - 2.2)
        inside.lineTo(edge + 4.0 + lx * 0.4, y + 1.4 + drop)
        inside.cubicTo(edge, y + 1.2 + drop, back + 4, cy + 1.6 + drop * 0.4, back + 1.0, cy)
        inside.close()
        canvas.drawPath(inside, ink(dark))
        if face.teeth > 0.3 and fine:
            teeth = skia.Path()
            teeth.moveTo(back + 4.0, cy - 1.3 - 0.1 * drop)
            teeth.cubicTo(back + 6, y - 1.8, edge, y - 2.4, edge + 5.0, y - 2.2)
            teeth.lineTo(edge + 4.4, y + 0.3)
            teeth.cubicTo(edge, y + 0.1, back + 6, y + 0.3, back + 4.0, cy - 1.3 - 0.1 * drop)
            teeth.close()
            canvas.drawPath(teeth, ink(tones.white, 205))
        return
    path = skia.Path()
    path.moveTo(37.6 + 1.6 * face.pout, y - 0.4)
    path.cubicTo(35, y + 0.7, 31.5, y + 0.4 - 0.5 * face.corner, back, cy - 0.3 * face.corner)
    canvas.drawPath(path, line(dark, 1.2))
    if fine and abs(face.corner) > 0.3:
        fold = skia.Path()
        fold.moveTo(back - 1.2, cy - 3.0)
        fold.quadTo(back - (2.6 if face.corner > 0 else 1.4), cy - 0.4, back - (0.8 if face.corner > 0 else 2.4), cy + 2.2)
        canvas.drawPath(fold, line(tones.skin_dark, 1.1, 190))
