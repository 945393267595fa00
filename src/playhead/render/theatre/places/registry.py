"""Which function paints which kind of place."""

from __future__ import annotations

from collections.abc import Callable

from playhead.errors import PlayheadError
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place

Painter = Callable[[Place, Light], Set]

_PAINTERS: dict[str, Painter] = {}


def place(*kinds: str) -> Callable[[Painter], Painter]:
    """Register a painter for kinds of place: `@place("cliff")` above `def cliff(place, light) -> Set`."""

    def register(painter: Painter) -> Painter:
        for kind in kinds:
            _PAINTERS[kind] = painter
        return painter

    return register


def painted() -> tuple[str, ...]:
    """The kinds that have a painter, sorted."""
    return tuple(sorted(_PAINTERS))


def build(place: Place, light: Light) -> Set:
    """The set of a place in a light: pure, the same for equal arguments.

    An unknown kind becomes "room" indoors and "land" outdoors, and where there is no "room" it becomes "land".

    Raises:
        PlayheadError: nobody registered even "land".
    """
    for kind in (place.kind, "room" if place.interior else "land", "land"):
        painter = _PAINTERS.get(kind)
        if painter is not None:
            return painter(place, light)
    raise PlayheadError(f"no painter for a place of kind {place.kind!r} and none for 'land'; import playhead.render.theatre.places")
