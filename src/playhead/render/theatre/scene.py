"""What the theatre's parts hand each other: the light of a shot, and a place built as layers of paper.

Coordinates are stage units (see `playhead.shots.shot`): an 848x480 wide. Distances are thousandths of the distance from
the camera to the front row of performers: 1000 stands with them, 40000 is the sky, 700 hangs before the lens. When the
camera dollies in by `d` thousandths a layer grows by distance / (distance - d), as in a multiplane camera.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

Color = tuple[int, int, int]
"""sRGB, 0..255 each."""


@dataclass(frozen=True, slots=True)
class Light:
    """How a shot is lit; every part draws from these colours alone, which is what holds a picture together."""

    time: str
    weather: str
    interior: bool
    sky: tuple[Color, Color, Color, Color]  # top to horizon
    key: Color  # the lit edge of people and things
    key_x: int  # where the key comes from, in stage units, may lie outside the frame
    key_y: int
    ink: Color  # the darkest, nearest paper
    ground: Color  # the ground at the performers' feet
    haze: Color  # what distance fades to
    lamp: Color  # lamps, windows seen from outside, fire
    wall: Color  # an interior's walls, in this light
    accent: Color  # the warm or cold second colour of the picture
    strength: int = 600  # of the key, 0..1000
    sun: tuple[int, int, int] | None = None  # x, y, radius of sun or moon in stage units, where one is seen

    def paper(self, color: Color, distance: int) -> Color:
        """`color` as it looks at `distance`: multiplied by the light, faded to the haze."""
        far = max(0.0, 1.0 - 1000.0 / max(distance, 1000))
        fade = min(0.92, far * (1.25 if self.weather in ("mist", "snow", "rain", "storm") else 0.95))
        return (
            round(color[0] + (self.haze[0] - color[0]) * fade),
            round(color[1] + (self.haze[1] - color[1]) * fade),
            round(color[2] + (self.haze[2] - color[2]) * fade),
        )


@dataclass(frozen=True, slots=True)
class Layer:
    """One plane of the set; `draw` paints it in stage units and must cover x -424..1272 and y -240..720 where it is not
    meant to end. `blur` is a radius in stage units (mist, things before the lens).
    """

    draw: Callable[[skia.Canvas], None]
    distance: int
    blur: int = 0


@dataclass(frozen=True, slots=True)
class Glow:
    """Light that a lamp, window or fire sheds: drawn over everything at its distance by screen blending."""

    x: int
    y: int
    radius: int
    color: Color
    distance: int = 1500
    flicker: int = 0  # thousandths of its strength


@dataclass(frozen=True, slots=True)
class Moving:
    """A part that moves by itself: a beam, waves, fire, a flag. `draw(canvas, frame)` is a pure function of the frame;
    `bounds` is left, top, right, bottom in stage units; `every` is how many frames a drawing is held.
    """

    draw: Callable[[skia.Canvas, int], None]
    bounds: tuple[int, int, int, int]
    distance: int
    every: int = 2
    screen: bool = False  # blended as light


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one can sit: `x`, the height `y` of the seat, the `facing` of who sits there."""

    x: int
    y: int
    facing: int = 0


@dataclass(frozen=True, slots=True)
class Set:
    """A place built for one light. Layers go from back to front; those nearer than 1000 are before the performers."""

    layers: tuple[Layer, ...]
    ground: tuple[int, int] = (432, 380)  # y of the feet in row 0 and in row 3
    seats: tuple[Seat, ...] = ()
    beds: tuple[Seat, ...] = ()  # where one can lie: the middle of the bed, the height of the quilt, and the facing of who lies there
    bed_distance: int = 1300
    table: tuple[int, int] | None = None  # x of the middle and y of the top of a table props can stand on
    table_distance: int = 1100
    openings: tuple[tuple[int, int, int, int], ...] = ()  # windows through which the weather is seen, indoors
    opening_distance: int = 6000  # just behind the wall, so that the weather stays in its windows however near the camera is
    water: tuple[int, int, int, int] | None = None  # where light glints on water
    water_distance: int = 4000
    glows: tuple[Glow, ...] = ()
    moving: tuple[Moving, ...] = ()
