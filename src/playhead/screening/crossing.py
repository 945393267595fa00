"""Where a cut divides: the choice that it has come to, what would follow each option, and the taking of one."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from playhead.errors import NotFound
from playhead.screening import log
from playhead.screening.branch import Branch
from playhead.screening.cut import Part
from playhead.screening.playhead import Position
from playhead.screening.seam import AFTER_LOCK_S, LOCK, SPECULATE_AHEAD, Locked, Seam
from playhead.screening.tally import Tally, Way
from playhead.screening.timeline import to_timeline
from playhead.shots import style_of
from playhead.timebase import TICK_RATE, from_seconds, to_seconds

if TYPE_CHECKING:
    from playhead.screening.screening import Screening

LATER_S = to_seconds(LOCK) - AFTER_LOCK_S
"""What follows the other options is due this much after the lock, just before a hold would be: where there is more to do than
time, the way that the viewer has picked, or goes if they pick none, is the finer one."""


class Crossing:
    """The choices of one screening. `seam` is the one that the cut has come to, until it is decided.

    `listeners` counts open event streams: players that can show a choice. `tally` is what all viewers have chosen.
    """

    def __init__(self, screening: Screening, tally: Tally) -> None:
        self.seam: Seam | None = None
        self.listeners = 0
        self._screening: Screening = weakref.proxy(screening)  # this is a part of it: a circle would be let go of late
        self._tally = tally
        self._branches: list[Branch] = []

    @property
    def at(self) -> int:
        """Where, on the timeline, the choice divides the cut."""
        return self._screening.timeline_of(self._screening.cut.end)

    def told(self) -> dict[str, Any] | None:
        """The choice that players are to show, in timeline seconds; None when there is none."""
        return self.told_of(self.seam) if self.seam is not None and self.seam.asked else None

    def told_of(self, seam: Seam) -> dict[str, Any]:
        """A choice of this cut in timeline seconds, decided or not; `taken` is the option that was."""
        screening, parts = self._screening, self._screening.cut.parts
        end = parts[seam.part + 1].film if seam.part + 1 < len(parts) else screening.cut.end
        told = seam.told(screening.timeline_of(end), to_timeline(screening.lists.holds, parts[seam.part].film))
        return {**told, "taken": seam.option} if seam.option is not None else told

    def chosen(self) -> tuple[Seam, ...]:
        """The choices that were decided, in order."""
        return tuple(part.seam for part in self._screening.cut.parts if part.seam is not None and part.seam.option is not None)

    def wish(self, choice: str, option: int) -> dict[str, Any]:
        """A viewer chooses; until the lock they may choose otherwise.

        Raises NotFound for a choice that this cut does not ask, Locked after its lock, BadInput for an option that is not open.
        """
        seam = self.seam
        locked = f"choice {choice[:20]} is locked: go back to it to choose otherwise"
        if seam is None or seam.id != choice:
            if any(each.id == choice for each in self.chosen()):
                raise Locked(locked)
            raise NotFound(f"this film does not ask a choice {choice[:20]!r} now")
        offer = seam.offered(option)
        if seam.asked and self._screening.position().ticks >= self.at - LOCK:
            raise Locked(locked)
        seam.wish, seam.asked = option, True
        self._screening.note(log.WISHED, {"part": seam.part, "option": option})
        return {"id": choice, "option": option, "label": offer.label, "locks_s": round(to_seconds(self.at - LOCK), 3)}

    def reach(self, part: Part) -> Seam | None:
        """Come to the seam at the end of the part that was just shot, if it asks something."""
        screening = self._screening
        offers = screening.plot.offers() if part.kind == "beat" else ()
        if not offers or part.version is None or part.version.choice is None:
            return None
        window = from_seconds(part.version.choice.window_s)
        self.seam = part.seam = Seam(len(screening.cut.parts) - 1, offers, screening.plot.default, window)
        return self.seam

    def settle(self, option: int, by: str) -> None:
        """An option is taken."""
        assert self.seam is not None, "a choice is open"
        self.seam.option, self.seam.by = option, by
        self.seam = None
        self._screening.plot.choose(option)

    def arrive(self, part: Part) -> None:
        """Reach a seam; where there is nothing to ask it is decided at once."""
        seam = self.reach(part)
        if seam is None:
            return
        recorded = self._screening.plot.recorded
        if recorded is not None:
            self._take(seam, recorded, "cut")
        elif len(seam.open) < 2:
            self._take(seam, seam.open[0].option if seam.open else -1, "only")

    @property
    def lock(self) -> int | None:
        """Where, on the timeline, the open choice is decided; None when none is. Where nobody can be asked that is early."""
        if self.seam is None:
            return None
        # Where nobody can be asked, the default is taken before the list could run out.
        return self.at - LOCK - (0 if self.seam.asked else self.seam.window)

    def decide(self, head: Position, *, started: bool) -> list[Branch]:
        """Ask when somebody is there to be asked, and take an option when it is time; gives the branches that are done with."""
        seam = self.seam
        if seam is None:
            return []
        if not seam.asked and self.listeners:
            seam.asked = True
            self._screening.note(log.ASKED, {"part": seam.part})
        lock = self.lock
        if not started or lock is None or head.ticks < lock:
            return []
        option, by = (seam.wish, "viewer") if seam.wish is not None else (seam.default, "default")
        done, self._branches = self._branches, []
        self._take(seam, option, by)
        return done

    async def speculate(self, head: Position) -> None:
        """Have the first seconds after an open choice made, whichever way it goes."""
        seam = self.seam
        if seam is None or not seam.asked or head.ticks < self.at - SPECULATE_AHEAD:
            return
        screening = self._screening
        chances = self._chances(seam)
        if not self._branches:
            for offer in seam.open:
                cut = screening.cut.fork()
                orders = screening.orders.fork(offer.option, cut, chances[offer.option])
                self._branches.append(Branch(offer.option, screening.plot.fork(), cut, orders, style_of(screening.plot.state.viewer), screening.improvised))
        due_s = screening.now_s() + (self.at - LOCK - head.ticks) / TICK_RATE
        likely = seam.default if seam.wish is None else seam.wish
        for branch in self._branches:
            branch.chance = chances[branch.option]
            await branch.advance(due_s + (0.0 if branch.option == likely else LATER_S), screening.lists.sound_film)

    async def stop(self) -> None:
        """Take back what was asked for the sake of an open choice."""
        for branch in self._branches:
            await branch.stop()
        self._branches = []

    def _beat(self, seam: Seam) -> str:
        return self._screening.story.beats[self._screening.cut.parts[seam.part].beat].id

    def _chances(self, seam: Seam) -> dict[int, float]:
        """How likely this viewer takes each open option."""
        screening = self._screening
        beats = screening.story.beats
        choice = beats[screening.cut.parts[seam.part].beat].choice
        assert choice is not None, "this beat asks"
        ways = [Way(each.option, beats[choice.options[each.option].beat].id) for each in seam.open]
        own = (each.by == "viewer" for each in self.chosen() if each.by in ("viewer", "default"))
        seen = screening.plot.state.before
        return self._tally.chances(screening.row.film, self._beat(seam), ways, seam.default, own=own, seen=seen, wish=seam.wish)

    def _take(self, seam: Seam, option: int, by: str) -> None:
        self.settle(option, by)
        beat = self._beat(seam)
        if by in ("viewer", "default"):
            self._tally.took(self._screening.row.film, beat, option, chosen=by == "viewer")
        self._screening.note(log.CHOSEN, {"part": seam.part, "beat": beat, "option": option, "label": seam.label, "by": by})
