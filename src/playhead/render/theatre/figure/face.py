"""Faces near by: eyes with lids, brows, nose, lips, cheeks; on the head's grid, facing to the right."""

from __future__ import annotations

from math import cos, radians, sin

import skia

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.feeling import Face
from playhead.render.theatre.figure.pen import ink, line
from playhead.render.theatre.figure.shapes import Pt, ellipse, polygon, ribbon, spline
from playhead.render.theatre.figure.skull import Turn, profile_part
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix

EYE_Y = -3.5


def eye_places(turn: Turn) -> list[tuple[float, float, float]]:
    """The eyes that are seen: x, width 0..1, and which, -1 the nearer to the back of the head, 1 the farther; far first."""
    out = []
    for side in (1.0, -1.0):
        turned = turn.yaw + side * 29
        z = cos(radians(turned))
        if z < 0.05 and not (side < 0 and turn.yaw < 112):
            continue
        x = sin(radians(turned)) * 30.5
        if turn.yaw > 112:
            continue
        wide = max(0.46, min(1.0, z * 0.75 + 0.33))
        if side > 0 and z < 0.25:
            continue
        out.append((x, wide, side))
    return out


def features(canvas: skia.Canvas, turn: Turn, build: Build, face: Face, tones: Tones, brow_color: tuple[int, int, int], pixels: float, nose: int,
             lit: float) -> None:
    """Draw what a face has, on a canvas in the head's grid. `pixels` is how many output pixels the head is high; `lit` is
    from which side the light comes on the grid, -1..1."""
    if turn.yaw > 118:
        return
    fine = pixels > 75
    if fine:
        _planes(canvas, turn, face, tones, lit)
    _nose(canvas, turn, tones, nose, lit, fine)
    _mouth(canvas, turn, face, tones, fine)
    for x, wide, side in eye_places(turn):
        _eye(canvas, x, wide, side, turn, build, face, tones, fine, pixels)
        _brow(canvas, x, wide, side, turn, face, brow_color)


def _planes(canvas: skia.Canvas, turn: Turn, face: Face, tones: Tones, lit: float) -> None:
    """Cheeks: a breath of red."""
    if face.blush > 0.02:
        for at in (-38.0, 38.0):
            x, z = turn.seen(at, 31)
            if z < 0.1:
                continue
            wide = 8.5 * max(0.4, z)
            alpha = round(60 * face.blush * min(1.0, z * 1.4))
            for r in (1.0, 0.7):
                canvas.drawPath(ellipse(x, 12.5, wide * r, 6.4 * r), ink(tones.blush, alpha))
    del lit


def _eye(canvas: skia.Canvas, x: float, wide: float, side: float, turn: Turn, build: Build, face: Face, tones: Tones, fine: bool, pixels: float) -> None:
    w = 7.3 * build.eye * wide
    h = 4.7 * build.eye
    y = EYE_Y + (2.0 if build.round > 0.8 else 0.0)
    lid = max(0.0, face.lid)
    top = y - h * (lid * 1.55 - 0.55)
    low = y + h * (0.72 - 0.75 * face.low)
    top = min(top, low)
    front = x + w  # toward the nose's side of the picture
    back = x - w
    inner, outer = (front, back) if side < 0 else (back, front)
    if turn.yaw < 1 and side > 0:
        inner, outer = back, front
    slope = 0.6
    iy, oy = y + 0.9, y - slope
    shape = skia.Path()
    shape.moveTo(inner, iy)
    shape.cubicTo(inner + (outer - inner) * 0.22, top - 0.6, inner + (outer - inner) * 0.70, top - 0.9, outer, oy)
    shape.cubicTo(inner + (outer - inner) * 0.74, low + 0.5, inner + (outer - inner) * 0.28, low + 0.7, inner, iy)
    shape.close()
    shut = lid < 0.12 or low - top < 0.9
    lash = mix(tones.ink, tones.hair, 0.25)
    if not shut:
        canvas.drawPath(shape, ink(tones.white))
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        px = x + face.look_x * turn.flip * w * 0.50 + turn.s * w * 0.16
        py = y + 0.2 + face.look_y * h * 0.42
        r = 3.75 * build.eye
        canvas.drawPath(ellipse(px, py, r * (0.55 + 0.45 * wide), r), ink(tones.eye))
        if fine:
            canvas.drawPath(ellipse(px, py + 0.8, r * 0.62 * wide, r * 0.6), ink(mix(tones.eye, tones.hair_light, 0.55)))
            canvas.drawPath(ellipse(px, py, r * 0.42 * wide, r * 0.45), ink(tones.ink))
            canvas.drawPath(ellipse(x, top - 0.6, w * 1.3, 1.7), ink(tones.ink, 70))  # the lid's shadow
        canvas.drawCircle(px + 1.2, py - 1.4, 0.95 * build.eye, ink(mix(tones.white, tones.rim, 0.3)))
        canvas.restore()
    # the upper lid, thickest outside
    crest = (top if not shut else low) - 0.8
    lid_line = spline(
        [(inner, iy), (inner + (outer - inner) * 0.30, crest + 0.1), (inner + (outer - inner) * 0.68, crest - 0.1), (outer, oy),
         (outer + (outer - inner) * 0.14, oy - 1.0 if not shut else oy + 1.2), (inner + (outer - inner) * 0.70, crest - 1.9), (inner + (outer - inner) * 0.30, crest - 1.2)],
        corners=(0, 4),
    )
    canvas.drawPath(lid_line, ink(lash))
    if fine and not shut:
        fold = crest - 2.6 - 1.2 * max(0.0, 0.8 - lid)
        path = skia.Path()
        path.moveTo(inner + (outer - inner) * 0.06, fold + 2.2)
        path.cubicTo(inner + (outer - inner) * 0.35, fold - 0.8, inner + (outer - inner) * 0.72, fold - 0.8, outer, fold + 2.0)
        canvas.drawPath(path, line(tones.skin_dark, 0.9, 190))
    if face.tear > 0.05 and fine:
        canvas.drawPath(ellipse(inner + (outer - inner) * 0.3, low + 6.5, 1.3, 2.4), ink(mix(tones.white, (150, 190, 230), 0.5), round(190 * min(1.0, face.tear))))
    del pixels


def _brow(canvas: skia.Canvas, x: float, wide: float, side: float, turn: Turn, face: Face, color: tuple[int, int, int]) -> None:
    w = 9.0 * wide
    y = -15.2 - 3.6 * face.brow
    inner, outer = (x + w * 0.86, x - w) if side < 0 else (x - w * 0.86, x + w)
    iy = y + 0.8 - 3.8 * face.inner
    oy = y + 1.6 - 3.2 * face.outer
    my = y - 1.9 - 1.2 * face.outer - 0.6 * face.inner
    mx = inner + (outer - inner) * 0.60
    canvas.drawPath(ribbon([(inner, iy), (inner + (mx - inner) * 0.5, (iy + my) / 2 - 0.4), (mx, my), (outer, oy)], [1.25, 1.7, 1.45, 0.25]), ink(color))
    del turn


def _nose(canvas: skia.Canvas, turn: Turn, tones: Tones, nose: int, lit: float, fine: bool) -> None:
    side = profile_part(turn)
    if side > 0.75:
        if fine:
            path = skia.Path()
            path.moveTo(36.6, 15.0)
            path.cubicTo(34.5, 15.8, 33.4, 13.6, 34.4, 11.2)
            canvas.drawPath(path, line(tones.skin_dark, 1.1))
        return
    long = (0.0, -2.6, 2.6, 0.8)[max(0, min(3, nose))]
    big = (1.0, 0.86, 1.05, 1.3)[max(0, min(3, nose))]
    tip = sin(radians(turn.yaw)) * 38 * (1 + 0.04 * nose)
    root = sin(radians(turn.yaw)) * 27
    wing = 5.0 * big
    y = 11.5 + long
    # a plane of shadow on the side away from the light
    away = -1.0 if lit >= 0 else 1.0
    if turn.yaw > 20:
        away = 1.0 if turn.s * 1.0 > 0 and lit < 0.2 else -1.0
    if turn.yaw < 20:
        pts: list[Pt] = [(root + away * 2.2, -8), (tip + away * 1.6, 2), (tip + away * 1.2, y - 1.0), (tip + away * 0.4, y + 2.6), (tip + away * wing, y + 1.8),
                         (tip + away * wing * 1.05, y - 1.6), (root + away * 4.6, 0), (root + away * 4.4, -8)]
        canvas.drawPath(spline(pts, corners=(0, 7)), ink(tones.skin_dark, 150))
        under = skia.Path()
        under.moveTo(tip - wing, y + 0.4)
        under.cubicTo(tip - wing * 0.8, y + 3.2, tip + wing * 0.8, y + 3.2, tip + wing, y + 0.4)
        canvas.drawPath(under, line(mix(tones.skin_dark, tones.ink, 0.45), 1.25))
        return
    # three-quarter: the ridge from brow to tip is a line, the far side in shade
    far = root + 3.0
    pts = [(far + 0.5, -10), (root + 4.6, -3), (tip + 3.6, y - 4.4), (tip + 4.4, y - 0.4), (tip + 1.5, y + 2.8), (tip - wing * 0.7, y + 2.4),
           (tip - wing * 0.2, y - 0.6), (tip + 0.6, y - 4.0), (root + 2.8, -2.5)]
    canvas.drawPath(spline(pts, corners=(0, 5)), ink(tones.skin_dark, 200))
    path = skia.Path()
    path.moveTo(far + 0.5, -10)
    path.cubicTo(root + 4.0, -3, tip + 2.6, y - 6, tip + 4.4, y - 1.2)
    path.cubicTo(tip + 5.0, y + 2.4, tip + 1.0, y + 3.0, tip - wing * 0.8, y + 2.2)
    canvas.drawPath(path, line(mix(tones.skin_dark, tones.ink, 0.5), 1.25))


def _mouth(canvas: skia.Canvas, turn: Turn, face: Face, tones: Tones, fine: bool) -> None:
    side = profile_part(turn)
    dark = mix(tones.ink, tones.lip, 0.15)
    y = 25.0
    drop = 9.5 * face.jaw
    if side > 0.6:
        # seen from the side: lips end at the outline, which opens by itself
        back = 27.5 + 2.4 * (1 - face.wide) * 4 - 1.5 * max(0.0, face.corner)
        cy = y - 2.6 * face.corner + drop * 0.30
        edge = 36.8 - 9.5 * face.jaw**0.7 * side + 2.2 * face.pout
        if face.jaw > 0.06:
            mouth = polygon([(back, cy), (40.5, y - 0.6), (39.0 - 3.6 * face.jaw, y + 2.2 + drop)])
            mouth = spline([(back, cy), (edge + 2, y - 0.4 + 0.4 * drop * 0), (41.5, y - 1.2), (39.4 - 3.6 * face.jaw, y + 3.0 + drop * 0.92), (edge - 1, y + 1.2 + drop * 0.86)], corners=(0, 2, 3))
            canvas.drawPath(mouth, ink(dark))
            if face.teeth > 0.3 and fine:
                canvas.drawPath(spline([(back + 4.5, cy - 0.4 + 0.0), (edge + 1.4, y - 0.6), (39.6, y - 0.6), (38.8, y + 1.8), (edge, y + 1.5)], corners=(0, 2, 3)), ink(tones.white, 220))
        else:
            path = skia.Path()
            path.moveTo(37.4 + 1.6 * face.pout, y - 0.5 - face.corner * 0.8)
            path.cubicTo(34.5, y + 0.4, 31, y + 0.2 - 0.6 * face.corner, back, cy)
            canvas.drawPath(path, line(dark, 1.35))
        return
    # seen from the front or between: two lips about an opening
    mid = sin(radians(turn.yaw)) * 26.5
    half = 20.0 * face.wide
    near_x = sin(radians(turn.yaw - half * 1.13)) * 29.5
    far_x = sin(radians(min(90.0, turn.yaw + half * 1.13))) * 29.5
    ly = y - 3.0 * face.corner + drop * 0.32
    full = (1 - 0.75 * face.press)
    up, down = 2.3 * full, 2.9 * full
    gap = drop * 1.02
    m = y + 0.2
    top_l, top_r = near_x + (mid - near_x) * 0.55, mid + (far_x - mid) * 0.45
    lips = skia.Path()
    lips.moveTo(near_x, ly)
    lips.cubicTo(near_x + (mid - near_x) * 0.4, m - up * 0.8, top_l, m - up * 1.25, mid - 1.4, m - up)
    lips.quadTo(mid, m - up * 0.55, mid + 1.4 * (1 - turn.s * 0.5), m - up)
    lips.cubicTo(top_r, m - up * 1.25, far_x - (far_x - mid) * 0.4, m - up * 0.8, far_x, ly)
    lips.cubicTo(far_x - (far_x - mid) * 0.25, m + gap + down * 1.25, near_x + (mid - near_x) * 0.25, m + gap + down * 1.25, near_x, ly)
    lips.close()
    canvas.drawPath(lips, ink(tones.lip, 215))
    if gap > 0.8:
        inside = skia.Path()
        inside.moveTo(near_x + 1.2, ly)
        inside.cubicTo(near_x + (mid - near_x) * 0.5, m - 0.4, mid + (far_x - mid) * 0.5, m - 0.4, far_x - 0.8, ly)
        inside.cubicTo(far_x - (far_x - mid) * 0.3, m + gap * 1.22, near_x + (mid - near_x) * 0.3, m + gap * 1.22, near_x + 1.2, ly)
        inside.close()
        canvas.drawPath(inside, ink(dark))
        if fine and (face.teeth > 0.2 or gap > 4):
            canvas.save()
            canvas.clipPath(inside, skia.ClipOp.kIntersect, True)
            if face.teeth > 0.2:
                canvas.drawPath(ellipse(mid, m - 0.2, (far_x - near_x) * 0.40, 1.9 + 0.9 * face.teeth), ink(tones.white, 225))
            if gap > 4:
                canvas.drawPath(ellipse(mid, m + gap * 1.05, (far_x - near_x) * 0.28, gap * 0.32), ink(tones.lip, 200))
            canvas.restore()
    else:
        part = skia.Path()
        part.moveTo(near_x - 0.6, ly - 0.3 * face.corner)
        part.cubicTo(near_x + (mid - near_x) * 0.45, m + 0.7, mid + (far_x - mid) * 0.5, m + 0.7, far_x + 0.3, ly - 0.3 * face.corner)
        canvas.drawPath(part, line(dark, 1.3))
    if face.bite > 0.4:
        canvas.drawPath(ellipse(mid, m + gap + 0.4, (far_x - near_x) * 0.30, 1.3), ink(tones.white, 225))


def brow_line(turn: Turn) -> float:
    """Height of the brows on the grid."""
    del turn
    return -16.0
