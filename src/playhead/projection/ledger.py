"""The ledger: what a farm has done, counted. Pure."""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import Any

from playhead.projection.jobs import GRADES, Job, Made, PictureJob
from playhead.projection.wishes import Wish

NAMES = (
    "made", "store_hits", "joined", "on_time", "late", "stood in", "speculated", "speculation_wasted", "shed", "cancelled",
    "failed", "retried", "fenced", "restarts", "hung", "outgrown",
)
WASTED_S = 60.0  # what nobody has come for so long after it was to be needed, nobody is taken to come for


class Ledger:
    """Counts since the start. `counts` are others' too."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._shown: Counter[str] = Counter()
        self._busy_s: dict[str, float] = {}
        self._guessed: OrderedDict[str, float] = OrderedDict()  # made for what was only likely, and by when

    def landed(self, job: Job, made: Made, wish: Wish, now_s: float) -> None:
        """Somebody who is sure to want it has got it."""
        self._counts["on_time" if now_s <= wish.deadline_s else "late"] += 1
        if isinstance(job, PictureJob):
            self._shown[made.grade] += 1

    def worked(self, job: Job, seconds: float) -> None:
        """A worker was busy so long."""
        name = job.renderer if isinstance(job, PictureJob) else job.kind
        self._busy_s[name] = self._busy_s.get(name, 0.0) + seconds

    def guessed(self, name: str, deadline_s: float) -> None:
        """Something was made because it was likely to be wanted by then."""
        self._guessed[name] = deadline_s
        if len(self._guessed) > 20_000:
            self._guessed.popitem(last=False)

    def claim(self, name: str) -> None:
        """Somebody wants it indeed."""
        self._guessed.pop(name, None)

    def sweep(self, now_s: float) -> None:
        """Count as wasted what nobody has come for."""
        for name in [name for name, deadline_s in self._guessed.items() if deadline_s + WASTED_S < now_s]:
            del self._guessed[name]
            self._counts["speculation_wasted"] += 1

    def told(self) -> dict[str, Any]:
        """The counts by name, "shown" by grade, "busy_seconds" by renderer."""
        return {
            **{name: self._counts[name] for name in NAMES},
            "shown": {grade: self._shown[grade] for grade in GRADES},
            "busy_seconds": dict(self._busy_s),
        }
