"""Who wishes for a task: hundreds of viewers may, and how urgent they make it is asked again and again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """Until when a viewer wants it, how likely, and whether nothing else will do."""

    deadline_s: float
    chance: float
    exact: bool

    @property
    def certain(self) -> bool:
        """Whether they are sure to want it."""
        return self.chance >= 1.0


class Wishes(dict[str, Wish]):
    """Wishes by viewer. What they come to is kept up with each change, and worked out anew only when who decides it has changed."""

    def __init__(self, wishes: dict[str, Wish] | None = None) -> None:
        super().__init__()
        self._certain = self._exact = 0
        self._soonest: dict[bool, float | None] = {True: None, False: None}  # of those who are certain, of those who are not
        self._likeliest: float | None = None
        for viewer, wish in (wishes or {}).items():
            self[viewer] = wish

    def __setitem__(self, viewer: str, wish: Wish) -> None:
        """A viewer wishes, or wishes otherwise."""
        self._off(self.get(viewer))
        super().__setitem__(viewer, wish)
        self._certain += wish.certain
        self._exact += wish.exact
        soonest = self._soonest[wish.certain]
        if soonest is not None and wish.deadline_s < soonest:
            self._soonest[wish.certain] = wish.deadline_s
        if self._likeliest is not None and wish.chance > self._likeliest:
            self._likeliest = wish.chance

    def __delitem__(self, viewer: str) -> None:
        """A viewer no longer wishes for it."""
        self._off(self.get(viewer))
        super().__delitem__(viewer)

    def pop(self, viewer: str, *default: Any) -> Any:
        """Take a viewer's wish out, and give it."""
        self._off(self.get(viewer))
        return super().pop(viewer, *default)

    @property
    def certain(self) -> bool:
        """Whether somebody is sure to want it."""
        return self._certain > 0

    @property
    def exact(self) -> bool:
        """Whether nothing else will do for somebody."""
        return self._exact > 0

    @property
    def deadline_s(self) -> float:
        """The earliest time by which somebody wants it; of those who are certain to, if any is. Infinite where nobody does."""
        kind = self.certain
        soonest = self._soonest[kind]
        if soonest is None:
            soonest = self._soonest[kind] = min((wish.deadline_s for wish in self.values() if wish.certain == kind), default=float("inf"))
        return soonest

    def most_by_s(self) -> float:
        """By when half of those want it who are certain to. Infinite where nobody is."""
        by_s = sorted(wish.deadline_s for wish in self.values() if wish.certain)
        return by_s[len(by_s) // 2] if by_s else float("inf")

    @property
    def chance(self) -> float:
        """How likely it is wanted at all."""
        if self._likeliest is None:
            self._likeliest = max((wish.chance for wish in self.values()), default=0.0)
        return self._likeliest

    def _off(self, wish: Wish | None) -> None:
        if wish is None:
            return
        self._certain -= wish.certain
        self._exact -= wish.exact
        soonest = self._soonest[wish.certain]
        if soonest is not None and wish.deadline_s <= soonest:
            self._soonest[wish.certain] = None
        if self._likeliest is not None and wish.chance >= self._likeliest:
            self._likeliest = None
