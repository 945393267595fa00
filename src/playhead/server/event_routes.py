"""`/s/{token}/events`: what a player's page may want to know while it happens, as server-sent events (WHATWG HTML 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from playhead.screening import Screening, report
from playhead.server.house import House

KEEP_ALIVE_S = 15.0
TURN_S = 5.0
OFTEN_S = 0.5
"""`making` is sent at most this often."""


async def events(request: Request) -> Response:
    """`making` as it changes, `end` when the film's end is listed; comments keep the connection open."""
    house: House = request.app.state.house
    token = request.path_params["token"]
    screening = house.known(token) or await house.find(token)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(house, screening), headers=headers, media_type="text/event-stream")


async def stream(house: House, screening: Screening) -> AsyncIterator[str]:
    """The events of one screening, from its state now on."""
    yield "retry: 2000\n\n"
    last: dict[str, Any] = {}
    sent_s = -KEEP_ALIVE_S
    while not screening.closed and not house.closing.is_set():
        house.known(screening.row.token)
        now = house.clock.now_s()
        told = making(screening)
        if told != last and now - sent_s >= OFTEN_S:
            yield event("making", told)
            last, sent_s = told, now
        elif now - sent_s >= KEEP_ALIVE_S:
            yield ": still here\n\n"
            sent_s = now
        if screening.lists.ended:
            yield event("end", {"seconds": report.state(screening)["listed_s"]})
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(screening.wait_change(), TURN_S)


def making(screening: Screening) -> dict[str, Any]:
    """What is being made for this screening, in words and numbers."""
    state = report.state(screening)
    return {"text": report.making(screening), "ready_s": state["ready_s"], "listed_s": state["listed_s"]}


def event(kind: str, data: dict[str, Any]) -> str:
    """One event in wire form."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


ROUTES = [Route("/s/{token}/events", events, methods=["GET"])]
