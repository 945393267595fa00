"""The head: outline, hair, features, what is worn on it; built on its grid, then laid onto the figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import cos, radians, sin

import skia

from playhead.render.theatre.figure import hair as hairs
from playhead.render.theatre.figure import headwear
from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.face import features
from playhead.render.theatre.figure.feeling import Face
from playhead.render.theatre.figure.pen import Pen, ink, line
from playhead.render.theatre.figure.shapes import Pt, ellipse, ribbon, spline
from playhead.render.theatre.figure.skeleton import Bones
from playhead.render.theatre.figure.skull import Turn, outline, profile_part, turn_of
from playhead.render.theatre.figure.tones import Tones
from playhead.render.theatre.light import mix
from playhead.shots.shot import Appearance


@dataclass(frozen=True, slots=True)
class Head:
    """A head ready to be drawn: its matrix from grid to stage, its outline and turn."""

    matrix: skia.Matrix
    turn: Turn
    shape: list[Pt]
    scale: float
    middle: tuple[float, float, float]  # x, y, radius in stage units
    lag: float

    def onto(self, path: skia.Path) -> skia.Path:
        """A path of the grid, on the figure."""
        path.transform(self.matrix)
        return path

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the grid, on the figure."""
        p = self.matrix.mapPoints([skia.Point(x, y)])[0]
        return p.x(), p.y()


def head_of(bones: Bones, build: Build, appearance: Appearance, face: Face, lag: float) -> Head:
    """Where the head is and what outline it has. `lag` is how far loose hair trails behind the face, in grid units."""
    turn = turn_of(bones.head_yaw)
    k = build.head / 100
    x, y, _ = bones.head
    matrix = skia.Matrix()
    matrix.setScale(k * turn.flip, k)
    matrix.postRotate(max(-40.0, min(40.0, bones.nod)) if abs(bones.nod) < 60 else bones.nod)
    y += bones.bow * 0.05 * build.head / 34
    matrix.postTranslate(x, y)
    return Head(matrix, turn, outline(turn, build, appearance.nose, face), k, (x, y, build.head * 0.52), lag)


def back(pen: Pen, head: Head, appearance: Appearance, tones: Tones, seed: int) -> None:
    """What hangs behind the neck: hair, the inside of a hood."""
    if appearance.headwear == "hood":
        for path in headwear.under("hood", head.turn, head.shape):
            pen.part(head.onto(path), tones.cloth_dark, 0.2)
        return
    if appearance.headwear in ("scarf", "bonnet", "helmet") and appearance.hair in ("curly", "wild", "bun", "tuft", "bob"):
        return
    for path in hairs.behind(appearance.hair, head.turn, head.lag, seed, 96.0):
        pen.part(head.onto(path), mix(tones.hair, tones.ink, 0.0 if head.turn.yaw > 52 else 0.22), 0.45, glow=_glow(head))
    if appearance.headwear == "sou'wester":
        for path in headwear.under(appearance.headwear, head.turn, head.shape):
            pen.part(head.onto(path), mix(tones.accent if appearance.accent_on == "hat" else tones.oil, tones.ink, 0.35), 0.3)


def _glow(head: Head) -> tuple[float, float, float]:
    x, y, r = head.middle
    return x, y, r * 1.25


def front(pen: Pen, head: Head, appearance: Appearance, build: Build, face: Face, tones: Tones, seed: int) -> None:
    """The face and skull, hair upon it, and headwear."""
    turn, shape = head.turn, head.shape
    glow = _glow(head)
    pixels = build.head * pen.detail
    pen.part(head.onto(spline(shape, tension=0.34, corners=(10,) if face.jaw > 0.1 and profile_part(turn) > 0.5 else ())), tones.skin, 0.35, glow=glow)
    _ears(pen, head, appearance, tones, pixels)
    brow = mix(tones.hair, tones.ink, 0.4 if appearance.hair_tone < 4 else 0.15)
    lit = pen.toward[0] * turn.flip
    lashes = (0.9 if build.round < 0.8 else 0.5) if appearance.hair in ("long", "bun", "ponytail", "braid", "bob") and not appearance.face.endswith(("beard", "moustache")) else 0.15
    bushy = 1.0 if appearance.face in ("beard", "moustache") else 0.5 if appearance.build in ("broad", "tall", "elder") else 0.2
    if pixels > 20:
        pen.free(_on_grid(head, lambda c: features(c, turn, build, face, tones, brow, bushy, lashes, pixels, appearance.nose, lit, shape)))
        if appearance.face == "freckles" and pixels > 60:
            pen.free(_on_grid(head, lambda c: _freckles(c, turn, tones)))
    if appearance.face in ("beard", "moustache"):
        _beard(pen, head, appearance, face, tones, pixels)
    cover = headwear.SQUASH.get(appearance.headwear, 0.0)
    if appearance.headwear not in ("hood", "scarf"):
        path = hairs.cap(appearance.hair, turn, shape, seed, cover)
        if path is not None:
            shape_of_hair = skia.Path(path)
            pen.part(head.onto(path), tones.hair, 0.4, glow=glow)
            if pixels > 75:
                pen.free(_on_grid(head, lambda c: _strands(c, turn, appearance, tones, shape_of_hair, lit)))
        if appearance.hair == "tuft" and cover < 1:
            fuzz = hairs.cap("down", turn, shape, seed, 1.0)
            if fuzz is not None:
                pen.part(head.onto(fuzz), mix(tones.skin_dark, tones.hair, 0.55), 0.0, glow=glow)
        if appearance.hair == "tuft" and not cover:
            pen.part(head.onto(hairs.tuft(turn, seed, head.lag)), tones.hair, 0.4)
        if appearance.headwear not in ("bonnet", "helmet"):
            for path in hairs.front_locks(appearance.hair, turn, head.lag):
                pen.part(head.onto(path), tones.hair, 0.35, glow=glow)
    if turn.yaw > 100 and not (cover >= 1.0):
        for path in hairs.behind(appearance.hair, turn, head.lag, seed, 96.0):
            pen.part(head.onto(path), mix(tones.hair, tones.hair_light, 0.14), 0.55, glow=glow)
    if appearance.face == "glasses" and pixels > 24:
        pen.free(_on_grid(head, lambda c: _glasses(c, turn, tones, pixels)))
    if appearance.headwear == "bonnet" and turn.yaw < 112:
        for path, tone in headwear.bonnet(turn, shape):
            pen.part(head.onto(path), tones.cloth if tone == "cloth" else mix(tones.white, tones.cloth, 0.2), 0.5, glow=glow)
        return
    for path, tone in headwear.over(appearance.headwear, turn, shape):
        color = {"cloth": tones.cloth, "dark": tones.cloth_dark, "accent": tones.accent, "metal": tones.metal, "oil": tones.oil,
                 "oil dark": mix(tones.oil, tones.ink, 0.3), "seam": mix(tones.oil, tones.ink, 0.4)}[tone]
        if appearance.accent_on == "hat" and tone in ("cloth", "oil"):
            color = tones.accent
        if appearance.accent_on == "hat" and tone == "accent" and appearance.headwear == "hat":
            color = tones.accent_dark
        pen.part(head.onto(path), color, 0.5 if tone != "seam" else 0.0, glow=glow)


def _on_grid(head: Head, draw: Callable[[skia.Canvas], None]) -> Callable[[skia.Canvas], None]:
    def run(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.concat(head.matrix)
        draw(canvas)
        canvas.restore()

    return run


def _ears(pen: Pen, head: Head, appearance: Appearance, tones: Tones, pixels: float) -> None:
    turn = head.turn
    if appearance.headwear in ("hood", "scarf", "bonnet", "helmet", "sou'wester") or appearance.hair in ("long", "bob", "curly", "wild"):
        return
    spots = [(-36.5 * turn.c - 7 * turn.s, 1.0)]
    if turn.yaw < 24 or turn.yaw > 156:
        spots.append((36.5 * turn.c - 7 * turn.s, 1.0))
    for x, _ in spots:
        wide = 6.2 * (0.55 + 0.45 * turn.s)
        path = spline([(x + wide * 0.5, -6), (x - wide * 0.2, -9), (x - wide, -4), (x - wide * 0.8, 4), (x - wide * 0.1, 10.5), (x + wide * 0.7, 8)])
        pen.part(head.onto(path), mix(tones.skin, tones.skin_dark, 0.35), 0.3)
        if pixels > 75:
            inner = spline([(x + wide * 0.1, -5), (x - wide * 0.5, -2.5), (x - wide * 0.3, 4), (x + wide * 0.1, 6)], closed=False)
            pen.free(_on_grid(head, partial(_stroke, path=inner, paint=line(tones.skin_dark, 1.2))))


def _stroke(canvas: skia.Canvas, path: skia.Path, paint: skia.Paint) -> None:
    canvas.drawPath(path, paint)


def _freckles(canvas: skia.Canvas, turn: Turn, tones: Tones) -> None:
    for i, (at, y) in enumerate(((-48, 6), (-40, 10), (-33, 6.5), (-26, 10.5), (-52, 11), (-20, 7), (22, 7), (30, 10.5), (37, 6.5), (45, 10), (52, 7))):
        x, z = turn.seen(at, 32)
        if z > 0.15:
            canvas.drawCircle(x, y, 0.75 + 0.2 * (i % 3), ink(tones.lip, 130))


def _glasses(canvas: skia.Canvas, turn: Turn, tones: Tones, pixels: float) -> None:
    if turn.yaw > 112:
        return
    stroke = line(tones.metal, max(1.5, 90 / pixels))
    glass = ink(mix(tones.white, tones.rim, 0.3), 26)
    places = []
    for side in (1.0, -1.0):
        turned = turn.yaw + side * 29
        z = cos(radians(turned))
        if z < 0.12 and side > 0:
            continue
        x = sin(radians(turned)) * 31.5
        rx = 9.6 * max(0.42, min(1.0, z * 0.75 + 0.33))
        places.append((x, rx))
        oval = skia.Rect(x - rx, -1.6 - 9.2, x + rx, -1.6 + 9.2)
        canvas.drawOval(oval, glass)
        canvas.drawOval(oval, stroke)
    if len(places) == 2:
        (fx, fr), (nx, nr) = places
        bridge = skia.Path()
        bridge.moveTo(nx + nr, -4)
        bridge.quadTo((nx + nr + fx - fr) / 2, -6.5, fx - fr, -4)
        canvas.drawPath(bridge, stroke)
    nx, nr = places[-1]
    ear = -36 * turn.c - 4 * turn.s
    if turn.yaw > 15:
        canvas.drawLine(nx - nr, -4.5, max(ear, -40), -5.5, stroke)


def _strands(canvas: skia.Canvas, turn: Turn, appearance: Appearance, tones: Tones, cap: skia.Path, lit: float) -> None:
    """A sheen and a few lines of comb through the hair."""
    if appearance.hair in ("bald", "tuft", "wild"):
        return
    s, c = turn.s, turn.c
    canvas.save()
    canvas.clipPath(cap, skia.ClipOp.kIntersect, True)
    way = 1.0 if lit >= 0 else -1.0
    x = -4 * s + way * 8
    canvas.drawPath(ribbon([(x - 26, -24), (x - 16, -36), (x, -41), (x + 16, -37), (x + 27, -25)], [0.4, 2.6, 3.6, 2.6, 0.4]), ink(tones.hair_light, 70 if appearance.hair_tone < 4 else 36))
    stroke = line(tones.hair_light, 0.8, 80 if appearance.hair_tone < 4 else 60)
    start = (20 * s + 5 * c, -42)
    for i in range(5):
        path = skia.Path()
        path.moveTo(start[0] - 3 * i, start[1] - 0.8 * i)
        x1 = -22 * s - (12 + 5 * i) * c
        path.cubicTo(start[0] - 14 - 5 * i, -47 + 3 * i, x1 - 6, -38 + 7 * i, x1 - 13 - i, -14 + 9 * i)
        canvas.drawPath(path, stroke)
        if turn.yaw < 35:
            path = skia.Path()
            path.moveTo(start[0] + 2 * i, start[1])
            path.cubicTo(start[0] + 12 + 3 * i, -44 + 3 * i, 28 + i, -34 + 5 * i, 33 + i, -18 + 6 * i)
            canvas.drawPath(path, stroke)
    canvas.restore()


def _beard(pen: Pen, head: Head, appearance: Appearance, face: Face, tones: Tones, pixels: float) -> None:
    turn, shape = head.turn, head.shape
    if turn.yaw > 128:
        return
    s, c = turn.s, turn.c
    drop = 8.0 * face.jaw
    mid = sin(radians(turn.yaw)) * 27
    glow = _glow(head)
    if appearance.face == "beard":
        long = 7.0
        outer = [hairs.swell(shape[i], long * (0.25 if i in (12, 17) else 0.55 if i in (13, 16) else 1.0)) for i in (12, 13, 14, 15, 16, 17)]
        outer = [(x, y + (4.0 if 0 < j < 4 else 0.0)) for j, (x, y) in enumerate(outer)]
        if turn.yaw < 24:
            inner: list[Pt] = [(-34.5, 2), (-27, 14), (-18, 19), (mid - 9, 20), (mid, 18.4), (mid + 9, 20), (18, 19), (27, 14), (34.5, 2)]
            path = spline([*inner[::-1], *[(x, y) for x, y in ((-33.6, 18), (-28, 33), (-15, 52 + drop), (0, 58 + drop), (15, 52 + drop), (28, 33), (33.6, 18))][:0],
                           (-35, 14), (-29.5, 33), (-16, 52 + drop), (0, 57.5 + drop), (16, 52 + drop), (29.5, 33), (35, 14)], tension=0.34)
        else:
            near = -36 * c - 0 * s
            inner = [(near * 0.86 + 1 * s, 4), (near * 0.70 + 10 * s, 16), (mid * 0.5 + near * 0.25, 20), (mid - 4, 20.5), (mid + 5 * s, 19)]
            lip: Pt = shape[9] if s > 0.9 else (shape[10][0] - 0.5, 20)
            path = spline([*inner, (lip[0] - 1, lip[1] - 1.5), *outer], tension=0.34, corners=(5,))
        pen.part(head.onto(path), tones.hair, 0.3, glow=glow)
        if pixels > 20:
            pen.free(_on_grid(head, lambda cv: _lips_again(cv, turn, face, tones, mid)))
    if appearance.face == "moustache" or appearance.face == "beard":
        w = 14.0 if appearance.face == "moustache" else 11.0
        left = sin(radians(turn.yaw - 27)) * 30
        right = min(sin(radians(turn.yaw + 27)) * 30 if turn.yaw < 60 else 99.0, mid + w)
        if profile_part(turn) > 0.5:
            right = shape[9][0] + 0.8
            left = 26.0
            path = spline([(right - 3, 15.6), (right + 0.8, 18.5), (right, 21.6), (34, 22.4), (left, 25.5), (left + 3, 19.6)], corners=(4,))
        else:
            path = spline([(mid, 15.8), ((mid + right) / 2, 16.6), (right + 1.5, 24.0), ((mid + right) / 2, 22.0), (mid, 20.6), ((mid + left) / 2, 22.0), (left - 1.5, 24.0), ((mid + left) / 2, 16.6)], corners=(2, 6))
        pen.part(head.onto(path), mix(tones.hair, tones.hair_light, 0.25), 0.3, outline=profile_part(turn) > 0.5, glow=glow)


def _lips_again(canvas: skia.Canvas, turn: Turn, face: Face, tones: Tones, mid: float) -> None:
    drop = 9.5 * face.jaw
    if profile_part(turn) > 0.6:
        return
    canvas.drawPath(ellipse(mid, 25.6 + drop * 0.5, 8.5 * face.wide * (0.6 + 0.4 * turn.c), 1.7 + drop * 0.62), ink(tones.lip, 200))
    canvas.drawPath(ellipse(mid, 25.4 + drop * 0.5, 7.8 * face.wide * (0.6 + 0.4 * turn.c), 0.5 + drop * 0.5), ink(mix(tones.ink, tones.lip, 0.15)))
