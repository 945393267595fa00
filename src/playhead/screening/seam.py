"""The moment at which a choice divides the cut: what is asked, until when, and what was taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playhead.errors import BadInput, PlayheadError
from playhead.story.director import Offer
from playhead.timebase import from_seconds, to_seconds

LOCK = from_seconds(2)
"""A choice is locked this long before its seam."""
AFTER_LOCK_S = 1.2
"""Past a seam a hold is inserted only this near to the list's end: what follows is listed at the lock, two seconds before."""
SPECULATE = from_seconds(5)
"""So much of what follows each option is made before the lock."""
SPECULATE_AHEAD = from_seconds(12)
"""So long before the seam that is begun: sooner, hundreds of viewers who ask for it keep the server from what is due."""


class Locked(PlayheadError):
    """A choice that can no longer be made."""

    status = 409


class NotOpen(BadInput):
    """An option that a choice does not have, or that cannot be taken here."""

    status = 422


@dataclass(slots=True)
class Seam:
    """A choice at the end of part `part` of the cut.

    `asked` is true once a player is there to show it; `wish` is what the viewer wants so far, `option` what was taken
    (-1 for going on), by whom: "viewer", "default", "cut" for a cut that is followed, "only" when there was one way.
    """

    part: int
    offers: tuple[Offer, ...]
    default: int
    window: int  # ticks
    asked: bool = False
    wish: int | None = None
    option: int | None = None
    by: str = ""

    @property
    def id(self) -> str:
        """Its name on the wire."""
        return str(self.part)

    @property
    def open(self) -> tuple[Offer, ...]:
        """The options that can be taken."""
        return tuple(offer for offer in self.offers if offer.open)

    @property
    def label(self) -> str:
        """The label of what was taken, "" for going on."""
        return next((offer.label for offer in self.offers if offer.option == self.option), "")

    def offered(self, option: int) -> Offer:
        """An open option. Raises NotOpen for one that there is not, or that is shut."""
        offer = next((offer for offer in self.offers if offer.option == option), None)
        if offer is None:
            raise NotOpen(f"this choice has the options {', '.join(str(each.option) for each in self.offers)}, not {option}")
        if not offer.open:
            raise NotOpen(f"{offer.label!r} cannot be chosen: {offer.why}")
        return offer

    def told(self, at: int, begun: int) -> dict[str, Any]:
        """For a player: the seam is at `at` on the timeline, the part that asks began at `begun`."""
        locks = at - LOCK
        return {
            "id": self.id,
            "options": [{"n": each.option, "label": each.label, "open": each.open, "why": each.why} for each in self.offers],
            "default": self.default,
            "wish": self.wish,
            "opens_s": round(to_seconds(max(begun, locks - self.window)), 3),
            "locks_s": round(to_seconds(locks), 3),
            "seam_s": round(to_seconds(at), 3),
        }
