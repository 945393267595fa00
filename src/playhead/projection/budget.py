"""Budgets: how much may be spent on a renderer, in money and in seconds of film, for each screening and for each film. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UNIT = 100_000
"""Money is counted in hundred-thousandths of the currency."""
KEYS = ("price_per_s", "money_per_screening", "money_per_film", "seconds_per_screening", "seconds_per_film")
SCREENINGS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one renderer may cost; None is any amount. `price` is of a second of film."""

    price: int = 0
    screening: int | None = None
    film: int | None = None
    screening_s: float | None = None
    film_s: float | None = None

    @classmethod
    def of(cls, machine: Mapping[str, Any], price: int) -> Limits:
        """As the settings' table of the renderer says; its own `price_per_s` is in whole units of the currency."""

        def number(key: str) -> float | None:
            value = machine.get(key)
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None

        def money(key: str) -> int | None:
            value = number(key)
            return None if value is None else round(value * UNIT)

        return cls(
            money("price_per_s") or price, money("money_per_screening"), money("money_per_film"), number("seconds_per_screening"),
            number("seconds_per_film"),
        )


class Budget:
    """What was spent on one renderer since this server began."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._seconds: Counter[tuple[str, str]] = Counter()

    def refuses(self, screening: str, film: str, seconds: float) -> str:
        """Why so many more seconds of film are not paid for; "" if they are."""
        for kind, name, money, most_s in (
            ("screening", screening, self._limits.screening, self._limits.screening_s),
            ("film", film, self._limits.film, self._limits.film_s),
        ):
            spent = self._seconds[kind, name] + seconds
            if most_s is not None and spent > most_s:
                return f"this {kind} has had its {most_s:g} seconds"
            if money is not None and spent * self._limits.price > money:
                return f"this {kind} has spent its {money / UNIT:g}"
        return ""

    def spend(self, screening: str, film: str, seconds: float) -> None:
        """So many seconds of film are ordered; a negative number gives back what was not made."""
        for name in (("screening", screening), ("film", film)):
            self._seconds[name] += seconds  # type: ignore[assignment]  # typeshed counts in whole numbers
        while len(self._seconds) > SCREENINGS_MAX:
            del self._seconds[next(name for name in self._seconds if name[0] == "screening")]

    @property
    def spent(self) -> float:
        """Money spent so far, in units of the currency."""
        return sum(seconds for (kind, _), seconds in self._seconds.items() if kind == "film") * self._limits.price / UNIT
