"""Film time and timeline time: the same until a hold is inserted, which moves all that follows.

Film time counts what the story shows; timeline time counts what the player plays. Both are ticks.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of the story, `ticks` long, that begins when film time `film` is reached."""

    film: int
    ticks: int


class Holds(Sequence[Hold]):
    """Holds in the order of film time, as they are inserted; where they move a moment to is found without looking at all of them."""

    def __init__(self, holds: Iterable[Hold] = ()) -> None:
        self._holds = sorted(holds, key=lambda hold: hold.film)
        self._films = [hold.film for hold in self._holds]
        self._ends = list(itertools.accumulate(hold.ticks for hold in self._holds))

    def append(self, hold: Hold) -> None:
        """Insert a hold no earlier than the last."""
        assert not self._films or hold.film >= self._films[-1], "a hold comes after those before it"
        self._ends.append(self.ticks + hold.ticks)
        self._holds.append(hold)
        self._films.append(hold.film)

    @property
    def ticks(self) -> int:
        """How long all of them are together."""
        return self._ends[-1] if self._ends else 0

    def first(self, many: int) -> int:
        """How long the first `many` are together."""
        return self._ends[many - 1] if many else 0

    def before(self, film: int, *, after: bool) -> int:
        """How long those before film time `film` are, with `after` also those at it."""
        many = (bisect.bisect_right if after else bisect.bisect_left)(self._films, film)
        return self.first(many)

    @overload
    def __getitem__(self, index: int) -> Hold: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hold]: ...
    def __getitem__(self, index: int | slice) -> Hold | list[Hold]:
        """One of them, or some."""
        return self._holds[index]

    def __iter__(self) -> Iterator[Hold]:
        """Each, in order."""
        return iter(self._holds)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._holds)


def to_timeline(holds: Sequence[Hold], film: int, *, after: bool = True) -> int:
    """The timeline's time of film time `film`; at a hold itself, `after` it or before it.

    >>> holds = (Hold(100, 50),)
    >>> to_timeline(holds, 99), to_timeline(holds, 100), to_timeline(holds, 100, after=False)
    (99, 150, 100)
    """
    if isinstance(holds, Holds):
        return film + holds.before(film, after=after)
    return film + sum(hold.ticks for hold in holds if hold.film < film or (after and hold.film == film))


def to_film(holds: Sequence[Hold], ticks: int) -> int:
    """The film time shown at `ticks` of the timeline; all of a hold shows the moment it holds.

    >>> [to_film((Hold(100, 50),), t) for t in (99, 100, 149, 150, 160)]
    [99, 100, 100, 100, 110]
    """
    shift = 0
    for hold in holds if isinstance(holds, Holds) else sorted(holds, key=lambda hold: hold.film):
        start = hold.film + shift
        if ticks < start:
            break
        if ticks < start + hold.ticks:
            return hold.film
        shift += hold.ticks
    return ticks - shift
