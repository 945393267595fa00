"""Faces that feel: lids, brows, mouth corners and breath by feeling, blinks by chance, the mouth by what is said."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from playhead.shots.shot import Performer
from playhead.speech.timing import Mouth


class Face(NamedTuple):
    """A face as numbers that mix linearly.

    `lid` 0 shut .. 1 wide open; `low` lower lid raised; `inner`, `outer`, `brow` heights of the brow's ends and of all of it,
    -1..1; `corner` of the mouth, -1..1; `jaw` 0..1 open; `wide` of the mouth, 1 at rest; `press` lips pressed; `pout` lips
    forward; `bite` lower lip under the teeth; `look_x`, `look_y` of the eyes -1..1, x to the face's left in its own frame.
    """

    lid: float = 0.64
    low: float = 0.12
    inner: float = 0.0
    outer: float = 0.0
    brow: float = 0.0
    corner: float = 0.16
    jaw: float = 0.0
    wide: float = 1.0
    press: float = 0.0
    pout: float = 0.0
    bite: float = 0.0
    look_x: float = 0.0
    look_y: float = 0.0
    blush: float = 0.35
    tear: float = 0.0
    teeth: float = 0.0


FEELINGS: dict[str, Face] = {
    "calm": Face(),
    "joy": Face(lid=0.70, low=0.42, inner=0.15, outer=0.1, brow=0.3, corner=0.85, wide=1.14, blush=0.8),
    "sorrow": Face(lid=0.55, inner=0.85, outer=-0.45, brow=0.05, corner=-0.62, wide=0.92, look_y=0.35, press=0.15, blush=0.2),
    "fear": Face(lid=0.98, inner=0.8, outer=0.05, brow=0.6, corner=-0.35, wide=0.94, jaw=0.12, blush=0.0),
    "anger": Face(lid=0.66, low=0.28, inner=-1.0, outer=0.5, brow=-0.35, corner=-0.45, wide=0.94, press=0.6, blush=0.5),
    "surprise": Face(lid=1.05, inner=0.55, outer=0.6, brow=1.0, corner=0.0, wide=0.8, jaw=0.22, pout=0.2, blush=0.4),
    "tender": Face(lid=0.58, low=0.14, inner=0.42, outer=-0.1, brow=0.15, corner=0.5, blush=0.75),
    "tired": Face(lid=0.40, low=0.0, inner=0.25, outer=-0.4, brow=-0.1, corner=-0.22, look_y=0.2, blush=0.1),
}

_MOUTHS: dict[int, dict[str, float]] = {
    Mouth.REST: {},
    Mouth.CLOSED: {"jaw": 0.0, "press": 0.8, "wide": 0.98},
    Mouth.NARROW: {"jaw": 0.20, "wide": 1.16, "teeth": 1.0},
    Mouth.OPEN: {"jaw": 0.48, "wide": 1.02, "teeth": 0.6},
    Mouth.WIDE: {"jaw": 0.92, "wide": 1.0, "teeth": 0.45},
    Mouth.ROUND: {"jaw": 0.42, "wide": 0.58, "pout": 1.0},
    Mouth.TEETH: {"jaw": 0.12, "wide": 1.0, "bite": 1.0, "teeth": 1.0},
}


def blend(a: Face, b: Face, part: float) -> Face:
    """`part` (0..1) of the way from `a` to `b`."""
    if part <= 0:
        return a
    if part >= 1:
        return b
    return Face._make([x + (y - x) * part for x, y in zip(a, b, strict=True)])


def faced(face: Face, **values: float) -> Face:
    """`face` with some numbers set."""
    return face._replace(**values)


def mouth_at(performer: Performer, frame: int) -> int:
    """The mouth shape at `frame`; at rest before the first mark."""
    marks = performer.mouth
    k = bisect_right(marks, (frame, 99)) - 1
    return int(marks[k][1]) if k >= 0 else int(Mouth.REST)


def spoken(face: Face, performer: Performer, frame: int) -> Face:
    """`face` with the mouth that `performer` makes at `frame`; it travels a little between shapes."""
    if not performer.mouth:
        return face
    now = _shaped(face, mouth_at(performer, frame))
    before = mouth_at(performer, frame - 2)
    return blend(_shaped(face, before), now, 0.72)


def _shaped(face: Face, mouth: int) -> Face:
    shape = _MOUTHS.get(mouth) or {}
    if not shape:
        return face
    # what is felt stays in the corners while the mouth speaks
    return faced(face, **{"press": 0.0, **shape, "wide": shape["wide"] * (0.75 + 0.25 * face.wide), "corner": face.corner * 0.7})


def talking(performer: Performer, frame: int) -> float:
    """How busily the performer speaks about `frame`, 0..1."""
    marks = performer.mouth
    if not marks:
        return 0.0
    a, b = bisect_right(marks, (frame - 9, 99)), bisect_right(marks, (frame + 9, 99))
    return min(1.0, sum(1 for k in range(a, b) if marks[k][1] != Mouth.REST) / 4)


def chance(seed: int, number: int) -> float:
    """A number 0..1 that depends on nothing else."""
    v = (seed * 0x9E3779B1 ^ number * 0x85EBCA77) & 0xFFFFFFFF
    v = ((v ^ (v >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    v = ((v ^ (v >> 12)) * 0x297A2D39) & 0xFFFFFFFF
    return (v ^ (v >> 15)) / 0xFFFFFFFF


def blink(seed: int, frame: int) -> float:
    """How far the lids are shut at `frame`, 0..1: about every three seconds, sometimes twice."""
    span = 66
    k = frame // span
    start = int(8 + chance(seed, k) * 46)
    t = frame - k * span - start
    if chance(seed, k + 7919) < 0.22 and t >= 8:
        t -= 8
    return {0: 0.55, 1: 0.8, 2: 1.0, 3: 1.0, 4: 0.6, 5: 0.25}.get(t, 0.0)
