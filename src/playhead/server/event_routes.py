"""`/s/{token}/events`: what a player's page may want to know while it happens, as server-sent events (WHATWG HTML 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from playhead.screening import Screening, report
from playhead.server.house import House

KEEP_ALIVE_S = 15.0
TURN_S = 5.0
OFTEN_S = 0.5
"""`making` is sent at most this often when its words change,"""
NUMBERS_S = 4.0
"""and this often when only its numbers do."""


async def events(request: Request) -> Response:
    """`making` as it changes, what is asked and chosen, edits, `end` when the film's end is listed; comments keep it open."""
    house: House = request.app.state.house
    token = request.path_params["token"]
    screening = house.known(token) or await house.find(token)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Listening(screening, stream(house, screening), headers=headers, media_type="text/event-stream")


class Listening(StreamingResponse):
    """An open stream is a player that can be asked; it counts as one until it is closed, however that happens."""

    def __init__(self, screening: Screening, content: AsyncIterator[str], *, headers: dict[str, str], media_type: str) -> None:
        super().__init__(content, headers=headers, media_type=media_type)
        self._screening = screening

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer until the film ends or the client goes away."""
        crossing = self._screening.crossing
        crossing.listeners += 1
        self._screening.wake.set()
        try:
            await super().__call__(scope, receive, send)
        finally:
            crossing.listeners -= 1
            del self._screening


async def stream(house: House, screening: Screening) -> AsyncIterator[str]:
    """The events of one screening, from its state now on."""
    yield "retry: 2000\n\n"
    crossings = Crossings(screening)
    revision = screening.story.revision
    last: dict[str, Any] = {}
    sent_s = made_s = -KEEP_ALIVE_S
    while not screening.closed and not house.closing.is_set():
        house.known(screening.row.token)
        now = house.clock.now_s()
        for kind, data in crossings.news():
            yield event(kind, data)
            sent_s = now
        if screening.story.revision != revision:
            revision = screening.story.revision
            yield event("revision", {"revision": revision, "text": house.changes.get(revision, "")})
            sent_s = now
        told = making(screening)
        if told != last and now - made_s >= (OFTEN_S if told["text"] != last.get("text") else NUMBERS_S):
            yield event("making", told)
            last, sent_s, made_s = told, now, now
        elif now - sent_s >= KEEP_ALIVE_S:
            yield ": still here\n\n"
            sent_s = now
        if screening.lists.ended:
            yield event("end", {"seconds": report.state(screening)["listed_s"]})
            return
        try:
            await screening.wait_change(max(now, made_s + OFTEN_S) if told["text"] != last.get("text") else now + TURN_S)
        except asyncio.CancelledError:
            return  # who listened is gone. An error that went through here would hold the screening, in a circle of frames, until garbage is looked for


class Crossings:
    """What a listener knows of a screening's choices; one who comes late hears of what was decided, to go back to it."""

    def __init__(self, screening: Screening) -> None:
        self._screening = screening
        self._asked: dict[str, Any] | None = None
        self._known: set[str] = set()  # decided, and told
        self._told: set[str] = set()  # that were asked of this listener

    def news(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """`locked` and `chosen` for what was decided since, `choice` when what is asked has changed."""
        for seam in self._screening.chosen():
            if seam.id not in self._known:
                self._known.add(seam.id)
                if seam.id not in self._told and len(seam.open) > 1:  # of a cut that is followed, or seen again: it can be gone back to
                    yield "choice", self._screening.crossing.told_of(seam)
                elif seam.asked:
                    yield "locked", {"id": seam.id}
                    yield "chosen", {"id": seam.id, "option": seam.option, "label": seam.label, "by": seam.by}
        asking = self._screening.asking()
        if asking is not None and asking != self._asked:
            self._known.discard(asking["id"])  # an edit may have it asked again
            self._told.add(asking["id"])
            yield "choice", asking
        self._asked = asking


def making(screening: Screening) -> dict[str, Any]:
    """What is being made for this screening, in words and numbers."""
    state = report.state(screening)
    return {"text": report.making(screening), "ready_s": state["ready_s"], "listed_s": state["listed_s"]}


def event(kind: str, data: dict[str, Any]) -> str:
    """One event in wire form."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


ROUTES = [Route("/s/{token}/events", events, methods=["GET"])]
