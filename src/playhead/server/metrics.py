"""What the server counts, for Prometheus (text format 0.0.4) and for its owner's page.

Counted as it happens: answers, what players tell, what screenings note in their logs. Read when somebody looks: the house, the farm,
the store. Labels are route templates, grades, kinds: never a viewer's words, a token, or an address.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Protocol
from weakref import WeakKeyDictionary

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

import playhead
from playhead.screening import Screening, log
from playhead.server.drain import watching
from playhead.server.figures import COUNTS, Figures, figures_of
from playhead.server.house import House
from playhead.timebase import TICK_RATE

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, of when it began: nobody asks
LATENCIES_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
RECENT_MAX = 5000
"""So many latencies of playlists are kept between two looks of the owner's page."""


class Metrics:
    """The counters of one server, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self._seconds = Histogram(
            "playhead_request_seconds", "Seconds until an answer begins, by route; waits: by request, for what is not made yet.",
            ["route", "waits"], buckets=LATENCIES_S, registry=own,
        )
        self._answers = Counter("playhead_answers", "Answers.", ["route", "method", "status"], registry=own)
        self._refused = Counter("playhead_refused", "Requests refused because they were too many or too large.", ["why"], registry=own)
        self._sent = Counter("playhead_sent_bytes", "Bytes of answers.", registry=own)
        self._stalls = Counter("playhead_player_stalls", "Stalls that players have told of.", registry=own)
        self._watched = Counter("playhead_watched_seconds", "Seconds of film that playheads have moved on.", registry=own)
        self._events = Counter("playhead_events", "Events written in screenings' logs, by kind.", ["kind"], registry=own)
        self._listed = Counter("playhead_listed_segments", "Segments listed for players, by grade.", ["track", "grade"], registry=own)
        self._under_way = Gauge("playhead_requests_under_way", "Requests being answered, by what they hold open.", ["kind"], registry=own)
        for kind in ("request", "event stream"):
            self._under_way.labels(kind).set_function(functools.partial(self._count, kind))
        about = Gauge("playhead_info", "1, with the version.", ["version"], registry=own)
        about.labels(playhead.__version__).set(1)
        self._answer: dict[tuple[str, str, int], Counter] = {}  # label values looked up once
        self._timing: dict[tuple[str, bool], Histogram] = {}
        self._stalled: WeakKeyDictionary[Screening, int] = WeakKeyDictionary()
        self.answered = self.refusals = self.stalls = 0
        self.under_way = {"request": 0, "event stream": 0}
        self.watched_s = 0.0
        self.listed: dict[tuple[str, str], int] = {}
        self.playlist_s: list[float] = []  # since the owner's page last looked

    def _count(self, kind: str) -> float:
        return self.under_way[kind]

    def answer(self, route: str, method: str, status: int, seconds: float, *, waits: bool) -> None:
        """An answer began `seconds` after its request."""
        self.answered += 1
        answer = self._answer.get((route, method, status))
        if answer is None:
            answer = self._answer[route, method, status] = self._answers.labels(route, method, str(status))
        answer.inc()
        timing = self._timing.get((route, waits))
        if timing is None:
            timing = self._timing[route, waits] = self._seconds.labels(route, "yes" if waits else "no")
        timing.observe(seconds)
        if route.endswith(".m3u8") and not waits and len(self.playlist_s) < RECENT_MAX:
            self.playlist_s.append(seconds)

    def sent(self, size: int) -> None:
        """So many bytes of an answer were sent."""
        self._sent.inc(size)

    def refuse(self, why: str) -> None:
        """A request was too much."""
        self.refusals += 1
        self._refused.labels(why).inc()

    def note(self, kind: str, data: dict[str, object]) -> None:
        """A screening wrote an event in its log."""
        self._events.labels(kind).inc()
        if kind == log.SHOWN:
            place = str(data["track"]), str(data["grade"])
            self.listed[place] = self.listed.get(place, 0) + 1
            self._listed.labels(*place).inc()

    def stall(self, screening: Screening, stalls: int) -> None:
        """A player tells how often it has stalled since it began; one that began anew counts from nothing again."""
        before = self._stalled.get(screening, 0)
        more = stalls - before if stalls >= before else stalls
        self._stalled[screening] = stalls
        self.stalls += more
        self._stalls.inc(more)

    def watch(self, seconds: float) -> None:
        """Playheads have moved on by so much."""
        self.watched_s += seconds
        self._watched.inc(seconds)

    def text(self) -> bytes:
        """All of it in the text format."""
        return generate_latest(self.registry)


class Measured(Protocol):
    """Who measures the store now and then."""

    store_bytes: int
    evicted: tuple[int, int]


class HouseCollector(Collector):
    """What is read when somebody looks; `connections` and `store` are told by who knows them."""

    def __init__(self, house: House, connections: Callable[[], int], store: Measured) -> None:
        self._house = house
        self._connections = connections
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """The house, its farm and its store, as they are."""
        house = self._house
        figures = figures_of(house.farm)
        ahead = aheads(house)
        yield GaugeMetricFamily("playhead_screenings", "Screenings in memory.", len(house.screenings))
        yield GaugeMetricFamily("playhead_screenings_playing", "Screenings with a player that plays.", watching(house))
        yield CounterMetricFamily("playhead_screenings_opened", "Screenings opened since the start.", house.opened)
        yield GaugeMetricFamily("playhead_ahead_seconds_min", "Least seconds that are ready ahead of a playhead.", min(ahead, default=0.0))
        unwritten = sum(screening.journal.waiting for screening in house.screenings)
        yield GaugeMetricFamily("playhead_unwritten_events", "Events that wait for the database.", unwritten)
        yield CounterMetricFamily("playhead_remade_segments", "Evicted segments made again on request.", house.remade)
        yield GaugeMetricFamily("playhead_connections", "Open connections.", self._connections())
        yield GaugeMetricFamily("playhead_store_bytes", "Bytes in the store when it was last measured.", self._store.store_bytes)
        objects, freed = self._store.evicted
        yield CounterMetricFamily("playhead_evictions", "Objects evicted from the store since it began, by all who use it.", objects)
        yield CounterMetricFamily("playhead_evicted_bytes", "Their bytes.", freed)
        yield from _of_farm(figures)


def aheads(house: House) -> list[float]:
    """For each screening that plays, the seconds that are made ahead of its playhead without a gap."""
    going_on = (screening for screening in house.screenings if not screening.lists.ended)
    return [round((screening.ready_end() - screening.position().ticks) / TICK_RATE, 3) for screening in going_on]


def _of_farm(figures: Figures) -> Iterator[Metric]:
    yield GaugeMetricFamily("playhead_workers", "Workers of the farm.", figures.workers)
    yield GaugeMetricFamily("playhead_workers_busy", "Workers that are making something.", figures.busy)
    yield GaugeMetricFamily("playhead_workers_allowed", "Workers that may be: fewer while this process is late in what it does.", figures.may_be_busy)
    yield GaugeMetricFamily("playhead_lag_seconds", "By how much this process is late in what it does.", figures.lag_s)
    yield GaugeMetricFamily("playhead_workers_memory_bytes", "Memory of all workers.", figures.memory_bytes)
    yield GaugeMetricFamily("playhead_backlog_seconds", "Work that waits, in seconds of one worker.", figures.backlog_s)
    yield GaugeMetricFamily("playhead_quarantined", "Jobs set aside because they ended three workers, or raised twice.", figures.quarantined)
    for name, text in COUNTS.items():
        if name in figures.counts:
            yield CounterMetricFamily(f"playhead_farm_{name}", text, figures.counts[name])
    queued = GaugeMetricFamily("playhead_queued", "Jobs that no worker has begun, by class.", labels=["class"])
    for kind, count in sorted(figures.queued.items()):
        queued.add_metric([kind], count)
    yield queued
    shown = CounterMetricFamily("playhead_farm_shown", "Pictures made, by grade; all but full are stand-ins.", labels=["grade"])
    for grade, count in sorted(figures.shown.items()):
        shown.add_metric([grade], count)
    yield shown
    busy = CounterMetricFamily("playhead_render_seconds", "Seconds that workers were busy, by renderer.", labels=["renderer"])
    for renderer, seconds in sorted(figures.busy_seconds.items()):
        busy.add_metric([renderer], seconds)
    yield busy
    asked = GaugeMetricFamily("playhead_renderer_asked", "Whether a model or a server is asked now, 1, or left alone because it failed, 0.", labels=["renderer"])
    spent = GaugeMetricFamily("playhead_renderer_spent", "Money spent on it, in units of the currency.", labels=["renderer"])
    segments = CounterMetricFamily("playhead_renderer_segments", "Segments wanted of it, by who made them.", labels=["renderer", "by"])
    for renderer, told in sorted(figures.renderers.items()):
        asked.add_metric([renderer], 0 if told["problem"] else 1)
        spent.add_metric([renderer], told["spent"])
        segments.add_metric([renderer, "itself"], told["made"])
        segments.add_metric([renderer, "stand-in"], told["stood_in"])
    yield from (asked, spent, segments)
