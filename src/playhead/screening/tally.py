"""What viewers have chosen so far, and from it how likely each option is to be taken next. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

CHOICES_MAX = 20_000
"""So many choices of films are kept in mind; then it begins anew."""
AS_MANY = 2.0
"""What all viewers do at a choice counts for as much as so many choices of this viewer's own."""
AGAIN = 0.5
"""By how much less likely a viewer is to take a way that they have seen."""
WISHED = 0.95
LEAST, MOST = 0.05, 0.95


class Way(NamedTuple):
    """An option that is open, and the beat that it leads to."""

    option: int
    beat: str


class Tally:
    """How often each option of each choice was taken, and how often nobody chose; of all viewers, none by name."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], Counter[int]] = {}
        self._passed: Counter[tuple[str, str]] = Counter()

    def took(self, film: str, beat: str, option: int, *, chosen: bool) -> None:
        """A viewer took an option at the end of a beat; `chosen` is False where they let the choice pass."""
        if len(self._taken) + len(self._passed) > CHOICES_MAX:
            self._taken.clear()
            self._passed.clear()
        if chosen:
            self._taken.setdefault((film, beat), Counter())[option] += 1
        else:
            self._passed[film, beat] += 1

    def chances(
        self,
        film: str,
        beat: str,
        ways: Sequence[Way],
        default: int,
        *,
        own: Iterable[bool] = (),
        seen: AbstractSet[str] = frozenset(),
        wish: int | None = None,
    ) -> dict[int, float]:
        """The chance of each option, between 0.05 and 0.95.

        `own` tells, of each choice that this viewer had, whether they chose; `seen` are beats that they saw in earlier
        viewings; `wish` is what they have picked, and may still change.
        """
        if wish is not None:
            rest = (1.0 - WISHED) / max(1, len(ways) - 1)
            return {way.option: WISHED if way.option == wish else max(LEAST, rest) for way in ways}
        taken, passed = self._taken.get((film, beat), Counter[int]()), self._passed[film, beat]
        all_choose = (taken.total() + 1.0) / (taken.total() + passed + 2.0)
        mine = tuple(own)
        chooses = (sum(mine) + AS_MANY * all_choose) / (len(mine) + AS_MANY)
        weights = {way.option: (taken[way.option] + 1.0) * (AGAIN if way.beat in seen else 1.0) for way in ways}
        total = sum(weights.values())
        found = {option: chooses * weight / total + (1.0 - chooses) * (option == default) for option, weight in weights.items()}
        return {option: min(MOST, max(LEAST, chance)) for option, chance in found.items()}
