"""Budgets: how much may be spent on a renderer, in money and in seconds of film, for each screening and for each film. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playhead.records import Spending
from playhead.render.renderer import traits

UNIT = 100_000
"""Money is counted in hundred-thousandths of the currency."""
KEYS = ("price_per_s", "money_per_screening", "money_per_film", "seconds_per_screening", "seconds_per_film")
SCREENINGS_MAX = 20_000
_Account = tuple[str, str]  # "screening" or "film", and its id


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
    """What was spent on one renderer: by this server, and before it or by others, as it is told."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._seconds: Counter[_Account] = Counter()
        self._changed: set[_Account] = set()
        self._others: Mapping[_Account, float] = {}

    def refuses(self, screening: str, film: str, seconds: float) -> str:
        """Why so many more seconds of film are not paid for; "" if they are."""
        for kind, name, money, most_s in (
            ("screening", screening, self._limits.screening, self._limits.screening_s),
            ("film", film, self._limits.film, self._limits.film_s),
        ):
            spent = self._seconds[kind, name] + self._others.get((kind, name), 0.0) + seconds
            if most_s is not None and spent > most_s:
                return f"this {kind} has had its {most_s:g} seconds"
            if money is not None and spent * self._limits.price > money:
                return f"this {kind} has spent its {money / UNIT:g}"
        return ""

    def spend(self, screening: str, film: str, seconds: float) -> None:
        """So many seconds of film are ordered; a negative number gives back what was not made."""
        for name in (("screening", screening), ("film", film)):
            self._seconds[name] += seconds  # type: ignore[assignment]  # typeshed counts in whole numbers
            self._changed.add(name)
        for name in [name for name in self._seconds if name[0] == "screening"][: max(0, len(self._seconds) - SCREENINGS_MAX)]:
            del self._seconds[name]

    def learn(self, others: Mapping[_Account, float]) -> None:
        """Seconds that others spent, by account."""
        self._others = others

    def news(self) -> Iterator[tuple[_Account, float]]:
        """Accounts that changed since they were last asked for, and what this server has spent on each; nothing where nothing is counted."""
        changed, self._changed = self._changed, set()
        if self._limits != Limits():
            yield from ((name, self._seconds[name]) for name in sorted(changed) if name in self._seconds)

    @property
    def spent(self) -> float:
        """Money spent so far, in units of the currency."""
        films = sum(seconds for each in (self._seconds, self._others) for (kind, _), seconds in each.items() if kind == "film")
        return films * self._limits.price / UNIT


class Budgets:
    """The budgets of all renderers; `machines` are the settings' tables."""

    def __init__(self, machines: Mapping[str, Mapping[str, Any]]) -> None:
        self._machines = machines
        self._all: dict[str, Budget] = {}
        self._others: dict[str, dict[_Account, float]] = {}

    def __getitem__(self, renderer: str) -> Budget:
        """That of one renderer."""
        if renderer not in self._all:
            budget = self._all[renderer] = Budget(Limits.of(self._machines.get(renderer, {}), traits(renderer).price_per_s))
            budget.learn(self._others.get(renderer, {}))
        return self._all[renderer]

    def learn(self, others: Iterable[Spending]) -> None:
        """All that was spent before this server began, or by others beside it."""
        self._others = {}
        for each in others:
            self._others.setdefault(each.renderer, {})[each.kind, each.name] = each.seconds
        for renderer, budget in self._all.items():
            budget.learn(self._others.get(renderer, {}))

    def news(self) -> list[Spending]:
        """Accounts that changed since they were last asked for, with all that this server has spent on each."""
        return [Spending(renderer, *account, seconds) for renderer, budget in self._all.items() for account, seconds in budget.news()]
