"""What a hand holds: where it is gripped and how it hangs."""

from __future__ import annotations

import skia

from playhead.render.theatre import props
from playhead.render.theatre.figure.pen import Pen
from playhead.render.theatre.figure.shapes import capsule
from playhead.render.theatre.figure.skeleton import Arm
from playhead.render.theatre.light import mix
from playhead.render.theatre.scene import Light

HANGS = frozenset({"lantern", "bag", "suitcase", "basket", "bell", "key", "kite", "lamp", "radio", "camera", "bird", "fish", "doll", "record player", "gun"})
UPRIGHT = frozenset({"umbrella", "candle", "torch", "flower", "pen", "feather", "knife"})
LONG = frozenset({"sword", "axe", "spade", "rope"})
_GRIP: dict[str, float] = {"umbrella": 0.12, "candle": 0.18, "torch": 0.25, "flower": 0.25, "pen": 0.3, "feather": 0.1, "knife": 0.15, "sword": 0.1, "axe": 0.3, "spade": 0.55, "rope": 0.5}
_BIGGEST = 62.0


def _handset(pen: Pen, x: float, y: float, way: float, light: Light) -> None:
    """What of a telephone one holds to the ear."""
    color = mix(light.ink, (60, 52, 58), 0.6)
    path = capsule((x - 1.5 * way, y - 6.5), 1.7, (x + 2.5 * way, y + 5.5), 1.7)
    path.addPath(capsule((x - 3.0 * way, y - 6.5), 2.6, (x - 1.0 * way, y - 7.0), 2.6))
    path.addPath(capsule((x + 1.0 * way, y + 6.0), 2.6, (x + 3.5 * way, y + 5.5), 2.4))
    pen.part(path, color, 0.4)


def held(pen: Pen, it: Arm, kind: str, light: Light, frame: int, way: float, detail: float, state: str = "") -> None:
    """Put `kind` into the hand of `it`; `way` is 1 where the performer faces right, -1 left."""
    wide, high = props.size(kind)
    scale = min(1.0, _BIGGEST * (1.6 if kind in UPRIGHT or kind in LONG else 1.0) / max(wide, high, 1))
    x, y = (it.wrist[0] * 0.45 + it.hand[0] * 0.55), (it.wrist[1] * 0.45 + it.hand[1] * 0.55)
    tall = high * scale
    if kind == "umbrella":
        state, scale, tall = "open", 1.75, high * 1.75
    if kind == "phone":
        _handset(pen, x, y, way, light)
        return
    if kind in HANGS:
        drop, turn = tall * 0.97, 0.0
    elif kind in UPRIGHT:
        drop, turn = tall * _GRIP.get(kind, 0.3), 6.0
    elif kind in LONG:
        drop, turn = tall * _GRIP.get(kind, 0.3), 28.0
    else:
        drop, turn = tall * 0.5, 0.0
    reach = wide * scale * 0.16 * way if kind not in HANGS and kind not in UPRIGHT else 0.0

    def run(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.translate(x + reach, y)
        if turn:
            canvas.rotate(turn * way)
        canvas.translate(0, drop)
        canvas.scale(scale * way, scale)
        props.draw(canvas, kind, light, state=state, frame=frame, detail=detail * scale)
        canvas.restore()

    pen.free(run)
