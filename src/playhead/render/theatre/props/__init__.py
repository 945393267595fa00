"""Things: every prop drawn from paper shapes in the shot's light, good for a hand in a wide and for an insert alike.

The origin is the base centre, y up is negative, units are stage units at true size (an adult is 190). A kind never heard of
is a wrapped parcel. Drawing is a pure function of the arguments.
"""

from __future__ import annotations

import skia

from playhead.render.theatre.props import animals, desk, furniture, lamps, machines, paper, table, tools, toys, vehicles
from playhead.render.theatre.props.lamps import glow
from playhead.render.theatre.props.pen import Pen
from playhead.render.theatre.props.registry import ENTRIES, entry
from playhead.render.theatre.scene import Light

__all__ = ["draw", "glow", "kinds", "size"]

_FAMILIES = (animals, desk, furniture, lamps, machines, paper, table, tools, toys, vehicles)  # imported for what they register


def kinds() -> tuple[str, ...]:
    """All that can be drawn as itself."""
    return tuple(sorted(ENTRIES))


def size(kind: str) -> tuple[int, int]:
    """Width and height in stage units; light that a thing sheds reaches farther."""
    found = entry(kind)
    return found.width, found.height


def draw(
    canvas: skia.Canvas, kind: str, light: Light, *, state: str = "", accent: str = "", frame: int = 0, detail: float = 1.0,
) -> None:
    """Paint a prop standing at the origin.

    `state` is one of lit, dark, open, broken, steaming, moving or ""; `accent` names a colour of Appearance.accent for its
    main part; `frame` moves flames, steam and hands; `detail` is output pixels per stage unit, texture comes with it.
    """
    found = entry(kind)
    pen = Pen(canvas, light, state=state, accent=accent, frame=frame, detail=detail)
    if found.floor:
        pen.shadow(found.width * 0.48)
    found.draw(pen)
