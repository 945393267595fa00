"""What a farm tells of itself, as numbers with names; one that does not count something has none of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from playhead.projection import Farm


@runtime_checkable
class Counting(Protocol):
    """A farm that counts what it does."""

    def statistics(self) -> dict[str, Any]:
        """Counts since the start, and what the workers are like now."""
        ...


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts since the farm began, and its state now. `busy_seconds` are by renderer, `shown` by grade, `queued` by class.

    `renderers` are those that need a model or a server: "problem" (why one is not asked now, or ""), "why"
    (another stood in for it the last time), "made" and "stood_in" (segments that it made itself,
    or that another made for it), "spent" (money).
    """

    workers: int = 0
    busy: int = 0
    may_be_busy: int = 0
    lag_s: float = 0.0
    backlog_s: float = 0.0
    memory_bytes: int = 0
    quarantined: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    queued: Mapping[str, int] = field(default_factory=dict)
    shown: Mapping[str, int] = field(default_factory=dict)
    busy_seconds: Mapping[str, float] = field(default_factory=dict)
    renderers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


COUNTS = {
    "made": "Segments, windows and lines that were made.",
    "store_hits": "Requests that the store answered: nothing was made for them.",
    "joined": "Requests that joined a flight under way: made once for more than one viewer.",
    "on_time": "Flights that landed before anybody needed them.",
    "late": "Flights that landed later than somebody needed them.",
    "speculated": "Flights begun on the chance that a viewer takes that way.",
    "speculation_wasted": "Of those, the ones that nobody has come for.",
    "shed": "Speculation that was given up for what was certain.",
    "cancelled": "Flights that everybody left before they began.",
    "failed": "Flights that no worker could land.",
    "retried": "Jobs taken from a worker that was lost and given to another.",
    "fenced": "Results of lost attempts that were not heeded.",
    "restarts": "Workers replaced after they died, hung or outgrew their memory.",
    "hung": "Workers ended because they made no headway.",
    "outgrown": "Workers ended because they outgrew their memory.",
}
"""What a farm may count, by its name in `statistics()`."""
_OLD = {"store_hits": "found"}


def figures_of(farm: Farm) -> Figures:
    """What a farm tells of itself now."""
    capacity = farm.capacity()
    told = farm.statistics() if isinstance(farm, Counting) else {}
    counts = {name: int(found) for name in COUNTS if (found := told.get(name, told.get(_OLD.get(name, "")))) is not None}
    if "on_time" not in counts and "made" in counts:
        counts["on_time"] = counts["made"] - counts.get("late", 0)
    queued = told.get("queued", {"certain": capacity.waiting, "likely": 0})
    busy_s = told.get("busy_seconds", {})
    memory = told.get("memory_bytes", ())
    return Figures(
        workers=capacity.workers,
        busy=int(told.get("busy", sum(each > 0 for each in capacity.free_in_s))),
        may_be_busy=int(told.get("may_be_busy", capacity.workers)),
        lag_s=capacity.lag_s,
        backlog_s=capacity.backlog_s,
        memory_bytes=sum(memory) if isinstance(memory, list | tuple) else int(memory),
        quarantined=int(told.get("quarantined", 0)),
        counts=counts,
        queued=dict(queued),
        shown=dict(told.get("shown", {})),
        renderers=dict(told.get("renderers", {})),
        busy_seconds=dict(busy_s) if isinstance(busy_s, Mapping) else {"all": float(busy_s)},
    )
