"""What makes a film's music its own: key, metre, pace, a motif, and who plays it; all from the film's seed."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from playhead.canonical import seed_of

Cell = tuple[tuple[int, int, int], ...]  # (onset, length) in eighths, and scale steps from the note that anchors the bar

_RISES: dict[int, tuple[Cell, ...]] = {
    8: (
        ((0, 3, 0), (3, 1, 1), (4, 4, 2)),
        ((0, 2, 0), (2, 2, -1), (4, 4, 1)),
        ((2, 2, 0), (4, 2, 1), (6, 2, 2)),
        ((0, 4, 2), (4, 2, 1), (6, 2, 0)),
        ((0, 1, -3), (1, 1, -1), (2, 6, 0)),
        ((0, 5, 0), (5, 1, 1), (6, 2, 2)),
        ((0, 2, 0), (2, 4, 4), (6, 2, 3)),
    ),
    6: (
        ((0, 2, 0), (2, 1, 1), (3, 3, 2)),
        ((0, 4, 2), (4, 2, 1)),
        ((1, 1, 0), (2, 2, 1), (4, 2, 2)),
        ((0, 3, 0), (3, 1, 1), (4, 2, -1)),
        ((0, 2, -3), (2, 4, 0)),
    ),
}
_FALLS: dict[int, tuple[Cell, ...]] = {
    8: (((0, 6, 0),), ((0, 3, 1), (3, 5, 0)), ((0, 2, 2), (2, 2, 1), (4, 4, 0)), ((0, 4, -1), (4, 4, 0)), ((0, 2, 0), (2, 6, -1))),
    6: (((0, 5, 0),), ((0, 2, 1), (2, 4, 0)), ((0, 3, 2), (3, 3, 0)), ((0, 1, 1), (1, 5, 0))),
}
_PACES = (18_000, 20_000, 20_000, 22_000)  # ticks an eighth: crotchets at 80, 72 and 65 a minute
_KEYS = (0, 2, 3, 4, 5, 7, 9, 10)
_LEADS = ("clarinet", "flute", "oboe", "violin", "cello")
_GROUNDS = ("piano", "harp", "guitar", "piano")


@dataclass(frozen=True, slots=True)
class Theme:
    """A film's music before any mood: `tonic` is a pitch class, `eighth` in ticks, `rise` and `fall` the motif's two bars."""

    tonic: int
    eighth: int
    eighths: int  # in a bar: 8 is four-four, 6 three-four
    rise: Cell
    fall: Cell
    lead: str
    ground: str
    bright: bool  # whether calm is major

    @property
    def bar(self) -> int:
        """Ticks of a bar."""
        return self.eighth * self.eighths


@functools.lru_cache(maxsize=64)
def theme_of(film_seed: int) -> Theme:
    """The theme of the film with that seed."""
    seed = seed_of("theme", film_seed)

    def pick(number: int, among: int) -> int:
        return seed_of(seed, number) % among

    eighths = (8, 8, 6)[pick(0, 3)]
    return Theme(
        tonic=_KEYS[pick(1, len(_KEYS))],
        eighth=_PACES[pick(2, len(_PACES))],
        eighths=eighths,
        rise=_RISES[eighths][pick(3, len(_RISES[eighths]))],
        fall=_FALLS[eighths][pick(4, len(_FALLS[eighths]))],
        lead=_LEADS[pick(5, len(_LEADS))],
        ground=_GROUNDS[pick(6, len(_GROUNDS))],
        bright=pick(7, 5) < 3,
    )


def bar_ticks(film_seed: int) -> int:
    """Ticks of each bar of that film's score; the grid begins with the film."""
    return theme_of(film_seed).bar
