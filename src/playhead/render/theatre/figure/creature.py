"""Performers that are no people: beasts, birds, fish and robots, placed and moved by the same acts."""

from __future__ import annotations

from dataclasses import replace
from math import radians, sin

import skia

from playhead.render.theatre import props
from playhead.render.theatre.figure import beast
from playhead.render.theatre.figure.beast import BEASTS, COATS
from playhead.render.theatre.figure.feeling import mouth_at
from playhead.render.theatre.figure.timeline import spot
from playhead.render.theatre.props.pen import ACCENTS, Pen
from playhead.render.theatre.scene import Light
from playhead.shots.shot import Appearance, Performer
from playhead.speech import Mouth

_MODELS: dict[str, tuple[float, float, float, float, float]] = {
    "robot": (2.1, 0.0, -58.0, 15.0, 76.0), "bird": (2.0, 9.0, -19.0, 7.0, 26.0), "fish": (2.4, 13.0, -10.0, 8.0, 20.0),
}
"""Those that a prop is the model of: how much larger, the head's x, y and radius, and the height, in the prop's units."""

_OPEN = {Mouth.REST: 0.0, Mouth.CLOSED: 0.05, Mouth.NARROW: 0.4, Mouth.TEETH: 0.3, Mouth.WIDE: 1.0}


def is_creature(appearance: Appearance) -> bool:
    """Whether it is drawn here, and not as a person."""
    return appearance.build in BEASTS or appearance.build in _MODELS


def height(appearance: Appearance, pose: str) -> int:
    """How high the top of it is in a pose, in stage units."""
    if appearance.build in _MODELS:
        scale, *_, tall = _MODELS[appearance.build]
        return round(scale * tall)
    kind = BEASTS[appearance.build]
    return round(-beast.joints(kind, pose).head[1] + kind.head)


def head(performer: Performer, frame: int) -> tuple[float, float, float]:
    """The head's centre relative to the feet, and its radius."""
    here = spot(performer, frame)
    way = _way(here.yaw)
    kind = performer.appearance.build
    if kind in _MODELS:
        scale, x, y, radius, _ = _MODELS[kind]
        return x * scale * way, y * scale, radius * scale
    found = BEASTS[kind]
    x, y = beast.joints(found, here.pose).head
    if found.ears == "long" or found.extra == "antlers":  # what stands up belongs to the head
        return (x + found.muzzle * 0.3) * way, y - found.head * 0.8, found.head * 1.8
    return (x + found.muzzle * 0.4) * way, y, max(found.head * 1.25, 12.0)


def bounds(performer: Performer) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all it can draw; generous."""
    tall = height(performer.appearance, "stand") * 1.5 + 30
    wide = tall if performer.appearance.build in _MODELS else BEASTS[performer.appearance.build].long + 110
    return -wide, -tall, wide, 24.0


def draw(canvas: skia.Canvas, performer: Performer, frame: int, light: Light, detail: float) -> None:
    """Draw it as it is at `frame`, its feet at the origin."""
    look = performer.appearance
    here = spot(performer, frame)
    opening = _opening(performer, frame)
    walking = here.steps is not None
    canvas.save()
    canvas.scale(_way(here.yaw), 1.0)
    # Mirrored, the light comes from the other side.
    lit = light if _way(here.yaw) > 0 else _mirrored(light)
    if look.build in _MODELS:
        _model(canvas, performer, frame, lit, detail, opening, moving=walking, pose=here.pose)
    else:
        kind = BEASTS[look.build]
        coat = COATS[max(0, min(5, look.hair_tone))] if look.garment else kind.coat
        pen = Pen(canvas, lit, frame=frame, detail=detail)
        phase = here.q * 3.14159 + 0.2 if walking else 0.0
        accent = ACCENTS.get(look.accent, ACCENTS["red"])
        beast.draw(pen, kind, coat, accent, here.pose, frame, phase, opening, asleep=here.pose == "lie" and not performer.mouth)
        if performer.holds:
            x, y = beast.joints(kind, here.pose).shoulder
            _held(canvas, performer.holds, lit, frame, detail, x + kind.chest + 4, y + kind.chest * 1.5)
    canvas.restore()


def _model(canvas: skia.Canvas, performer: Performer, frame: int, light: Light, detail: float, opening: float, *, moving: bool, pose: str) -> None:
    scale = _MODELS[performer.appearance.build][0]
    canvas.save()
    canvas.translate(0, -2.0 * opening - (abs(sin(frame / 4)) * 3 if moving else 0.0))
    canvas.rotate(-2.4 * opening)
    if performer.appearance.build == "robot" and pose == "lie":
        canvas.rotate(-86)
    canvas.scale(scale, scale * (0.86 if pose in ("sit", "kneel", "crouch") else 1.0))
    state = "moving" if moving or opening > 0.3 else ""
    accent = performer.appearance.accent if performer.appearance.garment else ""
    props.draw(canvas, performer.appearance.build, light, state=state, accent=accent, frame=frame, detail=detail * scale)
    if performer.appearance.build == "robot" and opening > 0.05:
        pen = Pen(canvas, light, frame=frame, detail=detail * scale)
        pen.halo(0, -53, 4 + 8 * opening, light.lamp, 0.9 * opening)
    canvas.restore()
    if performer.holds and performer.appearance.build == "robot":
        _held(canvas, performer.holds, light, frame, detail, 40.0, -34.0)


def _held(canvas: skia.Canvas, kind: str, light: Light, frame: int, detail: float, x: float, y: float) -> None:
    canvas.save()
    canvas.translate(x, y)
    props.draw(canvas, kind, light, state="lit" if kind in ("lantern", "candle", "torch", "lamp") else "", frame=frame, detail=detail)
    canvas.restore()


def _opening(performer: Performer, frame: int) -> float:
    """How far the mouth is open: snouts make no vowels, they open and shut."""
    now, before = (_OPEN.get(Mouth(mouth_at(performer, f)), 0.75) if performer.mouth else 0.0 for f in (frame, frame - 2))
    return now * 0.7 + before * 0.3


def _way(yaw: float) -> float:
    return -1.0 if sin(radians(yaw)) < -0.01 else 1.0


def _mirrored(light: Light) -> Light:
    return replace(light, key_x=848 - light.key_x)
