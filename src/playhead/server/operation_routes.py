"""For whoever operates a server: is it alive, is it ready, what does it do (Prometheus text format 0.0.4)."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from playhead.server.house import House
from playhead.server.problems import problem


async def health(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """Screenings can be opened."""
    house: House = request.app.state.house
    if house.closing.is_set():
        return problem(503, "the server is closing")
    capacity = house.farm.capacity()
    if capacity.workers < 1 or not capacity.warm:
        return problem(503, "the workers are starting: ask again in a second")
    return JSONResponse({"status": "ready", "workers": capacity.workers})


async def metrics(request: Request) -> Response:
    """A few numbers about screenings and the farm."""
    house: House = request.app.state.house
    capacity = house.farm.capacity()
    grades: Counter[tuple[str, str]] = Counter()
    ahead = []
    for screening in house.screenings:
        for entry in (*screening.lists.picture, *screening.lists.sound):
            grades[entry.track, entry.grade] += 1
        if not screening.lists.ended:
            ahead.append((screening.ready_end() - screening.position().ticks) / 48_000)
    lines = [
        *_metric("playhead_screenings", "gauge", "Screenings in memory.", [("", len(house.screenings))]),
        *_metric("playhead_screenings_opened_total", "counter", "Screenings opened since the start.", [("", house.opened)]),
        *_metric(
            "playhead_listed_segments", "gauge", "Listed segments of the screenings in memory, by track and grade.",
            [(f'{{track="{track}",grade="{grade}"}}', count) for (track, grade), count in sorted(grades.items())],
        ),
        *_metric(
            "playhead_ahead_seconds_min", "gauge", "Least seconds that are ready ahead of a playhead.",
            [("", round(min(ahead, default=0.0), 3))],
        ),
        *_metric("playhead_remade_segments_total", "counter", "Evicted segments made again on request.", [("", house.remade)]),
        *_metric("playhead_workers", "gauge", "Workers of the farm.", [("", capacity.workers)]),
        *_metric("playhead_jobs_waiting", "gauge", "Jobs that no worker has begun.", [("", capacity.waiting)]),
        *_metric("playhead_backlog_seconds", "gauge", "Work that waits, in seconds of one worker.", [("", capacity.backlog_s)]),
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _metric(name: str, kind: str, text: str, values: list[tuple[str, float]]) -> list[str]:
    return [f"# HELP {name} {text}", f"# TYPE {name} {kind}", *(f"{name}{labels} {value}" for labels, value in values)]


ROUTES = [Route("/healthz", health), Route("/readyz", ready), Route("/metrics", metrics)]
