"""Which prop is drawn by what, and how large it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playhead.render.theatre.props.pen import Pen


@dataclass(frozen=True, slots=True)
class Entry:
    """How a kind of prop is drawn; `width` and `height` in stage units, its base centre at the origin."""

    draw: Callable[[Pen], None]
    width: int
    height: int
    floor: bool = False


ENTRIES: dict[str, Entry] = {}


def prop(kind: str, width: int, height: int, *, floor: bool = False) -> Callable[[Callable[[Pen], None]], Callable[[Pen], None]]:
    """Register the function below as what draws `kind`; `floor` is for what stands on the ground and casts a shadow there."""

    def keep(draw: Callable[[Pen], None]) -> Callable[[Pen], None]:
        ENTRIES[kind] = Entry(draw, width, height, floor)
        return draw

    return keep


def entry(kind: str) -> Entry:
    """How `kind` is drawn; a wrapped parcel for a kind never heard of."""
    return ENTRIES.get(kind) or ENTRIES["object"]
