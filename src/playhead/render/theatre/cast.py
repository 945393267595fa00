"""People and things drawn where the camera sees them: performers, props, the shoulder we look past, an insert's ledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import sin

import cv2
import numpy as np
import skia

from playhead.render.renderer import Size
from playhead.render.theatre import figure, paper, props
from playhead.render.theatre.camera import View
from playhead.render.theatre.light import mix, shade
from playhead.render.theatre.paper import Array
from playhead.render.theatre.plates import paint_glow
from playhead.render.theatre.scene import Glow, Light
from playhead.render.theatre.stage import SEAT, Stance, Stand

Sight = tuple[float, float, float]
"""(s, tx, ty) of the distance a thing is at: see `View.map`."""


class Sketches:
    """What is drawn on twos, kept so that a camera that has moved on by the second frame has it there at once.

    A sketch has the detail it needs on the first of its two frames, whichever of them is asked for.
    """

    def __init__(self) -> None:
        self.frame = -1
        self.view = View()
        self._held: dict[tuple[bool, int], skia.Picture] = {}

    def turn(self, frame: int, view: View) -> None:
        """Go on to the two that begins with `frame`, seen as in `view` there."""
        if frame != self.frame:
            self.frame, self.view = frame, view
            self._held.clear()

    def draw(self, canvas: skia.Canvas, thing: Stance | Stand, draw: Callable[[skia.Canvas], None]) -> None:
        """Draw what `draw` draws of a thing, once for the two."""
        key = isinstance(thing, Stand), thing.index
        sketch = self._held.get(key)
        if sketch is None:
            recorder = skia.PictureRecorder()
            draw(recorder.beginRecording(skia.Rect(-4000, -4000, 4000, 4000)))
            sketch = self._held[key] = recorder.finishRecordingAsPicture()
        canvas.drawPicture(sketch)


def draw_performer(canvas: skia.Canvas, stance: Stance, sketches: Sketches, light: Light, sight: Sight, size: Size) -> None:
    """Draw a performer, if he is in the frame at all."""
    frame = sketches.frame
    s, tx, ty = sight
    detail = s * stance.scale
    x, y = stance.x(frame) * s + tx, stance.feet_y * s + ty
    left, top, right, bottom = figure.bounds(stance.performer)
    if x + right * detail < 0 or x + left * detail > size.width or y + top * detail > size.height or y + bottom * detail < 0:
        return
    if stance.stool is not None:
        canvas.save()
        canvas.translate((stance.stool + stance.shift_x) * s + tx, y)
        canvas.scale(detail, detail)
        _stool(canvas, light, stance.stool)
        canvas.restore()
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(detail, detail)
    fine = sketches.view.map(stance.distance, size)[0] * stance.scale
    sketches.draw(canvas, stance, lambda on: figure.draw(on, stance.performer, frame, light, detail=fine))
    canvas.restore()


def _stool(canvas: skia.Canvas, light: Light, x: float) -> None:
    """What one sits on where the place has no seat."""
    dark = mix(light.ink, light.ground, 0.45)
    lit = 1.2 if light.key_x > x else -1.2
    for dx, color in ((lit, mix(dark, light.key, 0.75)), (0.0, dark)):
        paint = skia.Paint(AntiAlias=True, Color=skia.Color(*color))
        path = skia.Path()
        path.addRoundRect(skia.Rect(-24 + dx, -SEAT, 22 + dx, 6 - SEAT), 2.5, 2.5)
        for foot, head in ((-21, -16), (19, 14)):
            path.moveTo(head - 2.5 + dx, 5 - SEAT)
            path.lineTo(head + 2.5 + dx, 5 - SEAT)
            path.lineTo(foot + 1.6 + dx, 0)
            path.lineTo(foot - 1.6 + dx, 0)
            path.close()
        path.addRect(skia.Rect(-19 + dx, -18, 17 + dx, -15.4))
        canvas.drawPath(path, paint)


def draw_prop(
    canvas: skia.Canvas, stand: Stand, sketches: Sketches, light: Light, sight: Sight, size: Size, *, steady: bool = False,
) -> None:
    """Draw a prop, and the light it sheds: evenly when `steady`."""
    frame = sketches.frame
    s, tx, ty = sight
    if stand.on_ledge:
        _ledge(canvas, stand.y * s + ty, light, size)
    detail = s * stand.scale
    x, y = stand.x * s + tx, stand.y * s + ty
    reach = (max(stand.width, stand.height) + 260) * s
    if x + reach < 0 or x - reach > size.width or y + reach < 0 or y - reach > size.height:
        return
    prop = stand.prop
    fine = sketches.view.map(stand.distance, size)[0] * stand.scale
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(detail, detail)
    sketches.draw(canvas, stand, lambda on: props.draw(
        on, prop.kind, light, state=prop.state, accent=prop.accent, frame=frame, detail=fine))
    glow = props.glow(prop.kind, prop.state, light)
    if glow is not None:
        paint_glow(canvas, glow, 1.0, 0.0, 0.0, flicker(glow, frame, steady=steady))
    canvas.restore()


def _ledge(canvas: skia.Canvas, y: float, light: Light, size: Size) -> None:
    """A dark surface for the thing of an insert, its far edge lit."""
    top = y - 0.075 * size.height
    near, far = shade(light.ink, 0.9), mix(mix(light.ink, light.ground, 0.75), light.key, 0.10)
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, size.height)], [skia.Color(*far), skia.Color(*near)])
    canvas.drawRect(skia.Rect(0, top, size.width, size.height), skia.Paint(Shader=shader, Dither=True))
    middle = max(0.15, min(0.85, light.key_x / 848))
    edge = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(size.width, 0)],
        [skia.Color(*light.key, 30), skia.Color(*light.key, 190), skia.Color(*light.key, 30)], [0.0, middle, 1.0])
    canvas.drawRect(skia.Rect(0, top - size.height / 320, size.width, top), skia.Paint(Shader=edge, AntiAlias=True))


SHOULDER_HELD = 6  # frames that one drawing of the shoulder is held: only breath moves it


def draw_shoulder(
    pixels: Array, over: Stance, lead: Stance, frame: int, light: Light, sight: Sight, size: Size, *, close: bool,
) -> None:
    """The one we look past: large, dark and soft at the frame's side, from behind."""
    side = -1.0 if 0 > lead.facing(frame) > -180 else 1.0
    facing = round(-135 * side)
    back = replace(over.performer, facing=facing, gaze=facing, acts=(), mouth=(), pose="stand", holds="")
    hx, hy, radius = figure.head(back)
    scale = min(sight[0] * lead.scale * 1.35, 0.36 * size.height / radius)
    u, v = 0.5 + side * (0.47 if close else 0.42), 0.56 if close else 0.44
    part = 3
    soft = np.zeros((size.height // part, size.width // part, 4), np.uint8)
    surface = paper.surface_on(soft)
    small = surface.getCanvas()
    small.scale(1 / part, 1 / part)
    small.translate(u * size.width - hx * scale, v * size.height - hy * scale)
    small.scale(scale, scale)
    figure.draw(small, back, frame - frame % SHOULDER_HELD, light, detail=scale / part)
    small.resetMatrix()
    small.drawColor(skia.Color(*shade(light.ink, 0.9), 150), skia.BlendMode.kSrcATop)
    surface.flushAndSubmit()
    soft = paper.soften(soft, 1.1)
    columns = np.flatnonzero(soft[..., 3].any(axis=0))
    if columns.size == 0:
        return
    left, right = max(0, int(columns[0]) - 1), min(soft.shape[1], int(columns[-1]) + 2)
    wide = np.asarray(cv2.resize(soft[:, left:right], ((right - left) * part, size.height)), np.uint8)
    below = pixels[:, left * part : left * part + wide.shape[1]]
    wide = np.ascontiguousarray(wide[:, : below.shape[1]])
    paper.over(below, wide, paper.cover_of(wide))


def flicker(glow: Glow, frame: int, *, steady: bool = False) -> float:
    """The strength of a glow at a frame, at most 1; where it must be `steady`, its mean at all of them."""
    if not glow.flicker:
        return 1.0
    if steady:
        return 1.0 - glow.flicker / 2000.0
    wave = sin(frame * 0.61 + glow.x) * 0.5 + sin(frame * 1.37 + glow.y) * 0.3 + sin(frame * 0.23) * 0.2
    return 1.0 - glow.flicker / 1000.0 * (0.5 + 0.5 * wave)
