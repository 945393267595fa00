"""The ASGI application: playlists and media as plain routes, the rest by FastAPI."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

import playhead
from playhead.errors import PlayheadError
from playhead.media import Store, stand_behind
from playhead.media.wants import TELL_S
from playhead.projection import Farm, RayFarm
from playhead.projection.ladder_farm import LadderFarm
from playhead.projection.local import local_farm, local_pool
from playhead.projection.ray_address import LOCAL
from playhead.screening import Screening
from playhead.server import (
    event_routes,
    film_routes,
    lane,
    list_routes,
    media_routes,
    operation_routes,
    pages,
    preflight,
    problems,
    screening_routes,
)
from playhead.server.accounts import Accounts, Paying
from playhead.server.drain import Drain
from playhead.server.editing import Editing
from playhead.server.front import Fronted
from playhead.server.history import History
from playhead.server.house import House
from playhead.server.inits import make_inits
from playhead.server.lane import Lane
from playhead.server.limits import Limits
from playhead.server.metrics import HouseCollector, Metrics
from playhead.server.programme import Film
from playhead.server.relay import Relay
from playhead.server.templates import templates_of
from playhead.server.watching import Watching
from playhead.settings import Settings
from playhead.timebase import Clock, RealClock

LOGGER = logging.getLogger(__name__)
TIDY_S = 30.0
DRAIN_S = 5.0


def create_app(
    settings: Settings,
    films: Mapping[str, Film],
    *,
    farm: Farm | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
    wall: Callable[[], float] = time.time,
    drive: bool = True,
    say: Callable[[str], None] | None = None,
    folders: Sequence[Path] = (),
) -> FastAPI:
    """The server for `films`. With no `farm` it starts, and at its end drains, the one that the settings name.

    With `say` the films' files are watched: what their author edits goes on in open screenings, and `say` tells of it. Films come on and go off
    as they are added to and taken from `folders`.

    A `farm` that is passed in is the caller's to start and drain, and `store` must be the one it fills.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            async with running(app):
                yield
        except (PlayheadError, OSError) as error:
            app.state.failure = error  # `serve` tells it in one line
            raise

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        time_ = clock or RealClock()
        if store is None:
            await asyncio.to_thread(stand_behind, settings.data / "store", settings.store)
        own: LadderFarm | None = None
        if farm is None and settings.farm == LOCAL:
            own = local_farm(settings, clock=time_)
        elif farm is None:
            own = LadderFarm(RayFarm(settings, clock=time_), local_pool(settings, clock=time_), settings.renderers)
        working: Farm = farm or own  # type: ignore[assignment]
        kept = store or (own.draw.store if own else Store(settings.data / "store", settings.store_cap_bytes))
        if own is not None:
            await own.start()
        app.state.inits = await asyncio.to_thread(make_inits, settings, kept)
        house = House(settings, films, working, kept, clock=time_, wall=wall, drive=drive)
        await house.begin()
        house.on_note = metrics.note
        history = History(house, metrics, app.state.connections)
        counted = HouseCollector(house, app.state.connections, history)
        metrics.registry.register(counted)
        app.state.history = history
        app.state.house = house
        beside = [asyncio.create_task(_tidy(house), name="tidy"), asyncio.create_task(history.run(), name="history")]
        if drive:
            beside.append(asyncio.create_task(_recall(house), name="recall"))
        accounts = Accounts(working.budgets, house.records, house.run, shared=bool(settings.database)) if isinstance(working, Paying) else None
        if accounts is not None:
            await accounts.begin()
            beside.append(asyncio.create_task(accounts.keep(), name="accounts"))
        if kept.far is not None:
            beside.append(asyncio.create_task(_sweep(kept, settings.bucket_cap_bytes), name="sweep"))
        if say is not None:
            beside.append(asyncio.create_task(Editing(house, say, folders).watch(), name="editing"))
        try:
            yield
        finally:
            metrics.registry.unregister(counted)
            for task in beside:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            if accounts is not None:
                with suppress(PlayheadError):
                    await accounts.write()
            await house.close()
            if own is not None:
                await own.drain(DRAIN_S)
                kept.close()

    app = Fronted(
        title="Playhead",
        version=playhead.__version__,
        summary="Films whose pixels are made as they are watched.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    metrics = Metrics()

    def open_screening(token: str) -> Screening | None:
        house: House | None = getattr(app.state, "house", None)
        return house.known(token) if house is not None else None

    def known(token: str) -> bool:
        return open_screening(token) is not None

    app.state.told = {}
    app.state.metrics = metrics
    app.state.drain = Drain()
    app.state.connections = lambda: 0  # `serve` knows how many there are
    answering: ASGIApp = Lane(app.behind, lane.ROUTES)
    if settings.database:  # then there may be other servers over it
        answering = Relay(answering, lambda: getattr(app.state, "house", None))
    limits = Limits(answering, settings, clock or RealClock(), known, metrics.refuse)
    app.front = Watching(limits, metrics, open_screening)
    app.add_exception_handler(PlayheadError, problems.on_playhead_error)
    app.add_exception_handler(HTTPException, problems.on_http_error)
    app.add_exception_handler(RequestValidationError, problems.on_invalid)
    app.add_exception_handler(Exception, problems.on_defect)
    for routes in (list_routes, media_routes, event_routes, operation_routes, pages, preflight):
        app.router.routes.extend(routes.ROUTES)
    app.include_router(film_routes.router)
    app.include_router(screening_routes.router)
    app.state.templates = templates_of(app.router.routes)
    return app


async def _recall(house: House) -> None:
    try:
        await house.recall()
    except PlayheadError as error:  # the film goes on without
        LOGGER.warning("what viewers chose before is not known: %s", error)


async def _sweep(store: Store, cap_bytes: int) -> None:
    while True:
        await asyncio.sleep(TELL_S)
        try:
            await asyncio.to_thread(store.sweep, cap_bytes)
        except (PlayheadError, OSError) as error:
            LOGGER.warning("the bucket is not swept now: %s", error)


async def _tidy(house: House) -> None:
    while True:
        await asyncio.sleep(TIDY_S)
        try:
            await house.tidy()
        except PlayheadError as error:  # the database is away: it is tidied later
            LOGGER.warning("nothing is tidied now: %s", error)
