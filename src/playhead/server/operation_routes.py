"""For whoever operates a server: is it alive, is it ready, what does it do; for machines, and as a page."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

import playhead
from playhead import assets
from playhead.errors import PlayheadError
from playhead.server.drain import watching
from playhead.server.figures import figures_of
from playhead.server.history import STEP_S, screenings_of
from playhead.server.house import House
from playhead.server.metrics import Metrics
from playhead.server.owner import refusal
from playhead.server.pages import SAFE
from playhead.server.problems import problem

PROBE_S = 2.0
"""Store and database must answer within this."""
SOON = {"Retry-After": "2", "Cache-Control": "no-store"}
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


async def health(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def ready(request: Request) -> Response:
    """Whether screenings can be opened: workers warm, store and database answering, not being stopped."""
    house: House = request.app.state.house
    why = await unready(house, draining=request.app.state.drain.begun)
    if why:
        return problem(503, why, SOON)
    return JSONResponse({"status": "ready", "workers": house.farm.capacity().workers}, headers={"Cache-Control": "no-store"})


async def unready(house: House, *, draining: bool) -> str:
    """Why no screening can be opened; "" when one can."""
    if draining or house.closing.is_set():
        return "the server is closing"
    capacity = house.farm.capacity()
    if capacity.workers < 1 or not capacity.warm:
        return "the workers are starting: ask again in a second"
    for name, probe in (("store", _store_answers), ("database", _database_answers)):
        try:
            async with asyncio.timeout(PROBE_S):
                await asyncio.to_thread(probe, house)
        except TimeoutError:
            return f"the {name} does not answer within {PROBE_S:.0f} s"
        except (OSError, PlayheadError) as error:
            return f"the {name} does not answer: {error}"
    return ""


def _store_answers(house: House) -> None:
    if not house.store.folder.is_dir():
        raise OSError(f"there is no folder {house.store.folder}")


def _database_answers(house: House) -> None:
    house.records.check()


async def metrics(request: Request) -> Response:
    """All that is counted, in Prometheus's text format."""
    if (refused := refusal(request, request.app.state.house.settings.operate_key)) is not None:
        return refused
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), headers={"Content-Type": FORMAT, "Cache-Control": "no-store"})


async def page(request: Request) -> Response:
    """The owner's page."""
    if (refused := refusal(request, request.app.state.house.settings.operate_key)) is not None:
        return refused
    try:
        index = assets.path("web/operate.html")
    except PlayheadError as error:
        return problem(503, f"the page is not built: {error}")
    return FileResponse(index, headers={"Cache-Control": "no-cache", **SAFE}, media_type="text/html")


async def data(request: Request) -> Response:
    """What the owner's page shows; with `after` only the samples after that time."""
    state = request.app.state
    house: House = state.house
    if (refused := refusal(request, house.settings.operate_key)) is not None:
        return refused
    try:
        after = float(request.query_params.get("after", "-1"))
    except ValueError:
        return problem(400, "after must be a number of seconds")
    why = await unready(house, draining=state.drain.begun)
    told = {
        "version": playhead.__version__,
        "state": "closing" if state.drain.begun else "not ready" if why else "ready",
        "why": why,
        "watching": watching(house),
        "up_s": round(house.clock.now_s() - state.history.began_s, 1),
        "step_s": STEP_S,
        "films": sorted(house.films),
        "opened": house.opened,
        "limits": {"screenings": house.settings.screenings_max, "store_bytes": house.settings.store_cap_bytes},
        "samples": [sample for sample in state.history.samples if (sample["t"] or 0.0) > after],
        "renderers": [{"name": name, **told} for name, told in sorted(figures_of(house.farm).renderers.items())],
        "screenings": screenings_of(house),
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


_READ = ["GET", "HEAD"]
ROUTES = [
    Route("/healthz", health, methods=_READ),
    Route("/readyz", ready, methods=_READ),
    Route("/metrics", metrics, methods=_READ),
    Route("/operate", page, methods=_READ),
    Route("/operate/data", data, methods=_READ),
]
