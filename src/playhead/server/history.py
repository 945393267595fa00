"""The last minutes of a server, a sample every few seconds, for its owner's page."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from playhead.errors import PlayheadError
from playhead.screening import Screening
from playhead.server.drain import watching
from playhead.server.figures import Figures, figures_of
from playhead.server.house import House
from playhead.server.metrics import Metrics, aheads
from playhead.timebase import TICK_RATE

STEP_S = 2.0
SAMPLES = 450
"""A quarter of an hour."""
MEASURE_S = 60.0
"""How often the store is measured: that reads every folder of it."""
FASTEST = 3.0
"""A playhead that moved on by more than this many times the time that passed has been moved by its viewer."""
GRADES = ("full", "half", "held", "hold")

Sample = dict[str, float | None]


class History:
    """Samples of a house, oldest first. What is counted is told by how much of it there was since the sample before."""

    def __init__(self, house: House, metrics: Metrics, connections: Callable[[], int]) -> None:
        self.samples: deque[Sample] = deque(maxlen=SAMPLES)
        self.began_s = house.clock.now_s()
        self.store_bytes = 0
        self.evicted = (0, 0)  # objects, bytes
        self._house = house
        self._metrics = metrics
        self._connections = connections
        self._measured_s = -MEASURE_S
        self._heads: WeakKeyDictionary[Screening, int] = WeakKeyDictionary()
        self._last: dict[str, float] = {}
        self._at_s = self.began_s

    async def run(self) -> None:
        """Take a sample every `STEP_S` until cancelled."""
        while True:
            await asyncio.sleep(STEP_S)
            now_s = self._house.clock.now_s()
            self.sample(now_s)
            if now_s - self._measured_s >= MEASURE_S:
                self._measured_s = now_s
                await self.measure()

    async def measure(self) -> None:
        """Measure the store; one that cannot be read just now keeps its last figure."""
        try:
            self.store_bytes = await asyncio.to_thread(self._house.store.size_bytes)
            self.evicted = await asyncio.to_thread(self._house.store.evicted)
        except (OSError, PlayheadError):
            return

    def sample(self, now_s: float) -> Sample:
        """How things stand, and what happened since the sample before."""
        house, metrics = self._house, self._metrics
        passed_s = max(now_s - self._at_s, 0.001)
        self._at_s = now_s
        metrics.watch(self._watched_s(passed_s))
        figures = figures_of(house.farm)
        since = self._since(figures)
        latencies = sorted(metrics.playlist_s)
        metrics.playlist_s.clear()
        sample: Sample = {
            "t": round(now_s - self.began_s, 1),
            "screenings": len(house.screenings),
            "playing": watching(house),
            "streams": metrics.under_way["event stream"],
            "connections": self._connections(),
            "requests_per_s": round(since["answers"] / passed_s, 2),
            "refused": since["refused"],
            "playlist_p50_ms": _at(latencies, 0.5),
            "playlist_p99_ms": _at(latencies, 0.99),
            **{f"listed_{grade}": since[f"listed {grade}"] for grade in GRADES},
            "in_time": since["on_time"],
            "late": since["late"],
            "queued_certain": figures.queued.get("certain", 0),
            "queued_likely": figures.queued.get("likely", 0),
            "backlog_s": round(figures.backlog_s, 2),
            "busy": figures.busy,
            "workers": figures.workers,
            "memory_bytes": figures.memory_bytes,
            "rendered_s": round(since["busy"], 3),
            "watched_s": round(since["watched"], 3),
            "stalls": since["stalls"],
            "joined": since["joined"],
            "store_hits": since["store_hits"],
            "made": since["made"],
            "restarts": since["restarts"],
            "ahead_min_s": min(aheads(house), default=None),
            "store_bytes": self.store_bytes,
        }
        self.samples.append(sample)
        return sample

    def _since(self, figures: Figures) -> dict[str, float]:
        """What was counted since the last sample."""
        metrics = self._metrics
        now: dict[str, float] = {
            "answers": metrics.answered,
            "refused": metrics.refusals,
            "stalls": metrics.stalls,
            "watched": metrics.watched_s,
            "busy": sum(figures.busy_seconds.values()),
            **{f"listed {grade}": metrics.listed.get(("picture", grade), 0) for grade in GRADES},
            **{name: figures.counts.get(name, 0) for name in ("on_time", "late", "joined", "store_hits", "made", "restarts")},
        }
        since = {name: max(0, value - self._last.get(name, 0)) for name, value in now.items()}
        self._last = now
        return since

    def _watched_s(self, passed_s: float) -> float:
        """Seconds that all playheads have moved on by themselves."""
        total = 0
        for screening in self._house.screenings:
            head = screening.position().ticks
            moved = head - self._heads.get(screening, head)
            self._heads[screening] = head
            if 0 < moved <= FASTEST * passed_s * TICK_RATE:
                total += moved
        return total / TICK_RATE


def screenings_of(house: House, most: int = 50) -> list[dict[str, Any]]:
    """Open screenings, those with the least ahead first: what their owner may see of them, which is nothing of the viewer."""
    told = []
    for screening in house.screenings:
        head = screening.position()
        last = next((entry for entry in reversed(screening.lists.picture)), None)
        told.append({
            "id": screening.row.id,
            "film": screening.row.film,
            "at_s": round(head.ticks / TICK_RATE, 1),
            "ahead_s": round((screening.ready_end() - head.ticks) / TICK_RATE, 1),
            "moving": head.moving,
            "ended": screening.lists.ended,
            "grade": last.grade if last else "",
        })
    told.sort(key=lambda each: (not each["moving"] or each["ended"], each["ahead_s"]))
    return told[:most]


def _at(ordered: list[float], share: float) -> float | None:
    """A quantile in milliseconds."""
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2) if ordered else None
