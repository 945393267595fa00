"""Film time and timeline time: the same until a hold is inserted, which moves all that follows.

Film time counts what the story shows; timeline time counts what the player plays. Both are ticks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of the story, `ticks` long, that begins when film time `film` is reached."""

    film: int
    ticks: int


def to_timeline(holds: Sequence[Hold], film: int, *, after: bool = True) -> int:
    """The timeline's time of film time `film`; at a hold itself, `after` it or before it.

    >>> holds = (Hold(100, 50),)
    >>> to_timeline(holds, 99), to_timeline(holds, 100), to_timeline(holds, 100, after=False)
    (99, 150, 100)
    """
    return film + sum(hold.ticks for hold in holds if hold.film < film or (after and hold.film == film))


def to_film(holds: Sequence[Hold], ticks: int) -> int:
    """The film time shown at `ticks` of the timeline; all of a hold shows the moment it holds.

    >>> [to_film((Hold(100, 50),), t) for t in (99, 100, 149, 150, 160)]
    [99, 100, 100, 100, 110]
    """
    shift = 0
    for hold in sorted(holds, key=lambda hold: hold.film):
        start = hold.film + shift
        if ticks < start:
            break
        if ticks < start + hold.ticks:
            return hold.film
        shift += hold.ticks
    return ticks - shift
