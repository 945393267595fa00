"""Requests for a screening that another server has are passed on to it; if it is gone, its screening is taken over.

A viewer may so ask any of the servers, and goes on at another one when theirs dies.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playhead.errors import NotFound, PlayheadError
from playhead.records import Lease
from playhead.server import problems
from playhead.server.house import House
from playhead.server.leases import Elsewhere
from playhead.server.limits import token_of
from playhead.server.neighbours import MARK, OURS

LOOK_S = 1.0
"""While a server is waited for, whether it still lives is looked up this often."""


class Relay:
    """ASGI middleware, before what answers; `find_house` gives the house once it is open."""

    def __init__(self, app: ASGIApp, find_house: Callable[[], House | None]) -> None:
        self._app = app
        self._find_house = find_house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        token = token_of(scope["path"])
        house = self._find_house() if token else None
        if house is None or house.tenancy is None or house.known(token) is not None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = None if MARK in request.headers else await self._passed_on(house, token, request)
        except ClientDisconnect:
            return
        except PlayheadError as error:
            answer = await problems.on_playhead_error(request, error)
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, _again(request, receive), send)

    async def _passed_on(self, house: House, token: str, request: Request) -> Response | None:
        """The answer of the server that has the screening; None when that is this one. Raises Elsewhere when it cannot be had."""
        assert house.tenancy is not None, "there are several servers"
        try:
            id_ = await house.tenancy.screening_of(token)
            lease = await house.tenancy.owner(id_)
        except NotFound:
            return None
        body = b"" if request.method in ("GET", "HEAD") else await request.body()
        for _ in range(3):
            if lease.mine:
                return None
            try:
                if request.url.path.endswith("/events"):
                    return await self._streamed(house, lease, request)
                return await self._answered(house, lease, id_, request, body)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol):
                lease = await house.tenancy.owner(id_, lost=lease.owner)  # nobody listens there
            except httpx.TransportError:
                lease = await house.tenancy.owner(id_, afresh=True)
        raise Elsewhere("the server that has this screening does not answer: try again in a moment")

    async def _answered(self, house: House, lease: Lease, id_: str, request: Request, body: bytes) -> Response | None:
        assert house.tenancy is not None, "there are several servers"
        asked = asyncio.ensure_future(house.neighbours.ask(lease.address, request, body))
        try:
            while not (await asyncio.wait({asked}, timeout=LOOK_S))[0]:
                if (await house.tenancy.owner(id_, afresh=True)).mine:
                    return None
            answer = asked.result()
        finally:
            asked.cancel()
        return Response(b"" if request.method == "HEAD" else answer.content, answer.status_code, _headers(answer))

    async def _streamed(self, house: House, lease: Lease, request: Request) -> Response:
        answer = await house.neighbours.ask(lease.address, request, b"", stream=True)
        return StreamingResponse(_chunks(house, answer), answer.status_code, _headers(answer))


async def _chunks(house: House, answer: httpx.Response) -> AsyncIterator[bytes]:
    """What another server streams, until it ends or breaks off, or this server closes: who listens then asks again."""
    chunks = answer.aiter_raw()
    closing = asyncio.ensure_future(house.closing.wait())
    try:
        while True:
            chunk = asyncio.ensure_future(anext(chunks))
            try:
                await asyncio.wait({chunk, closing}, return_when=asyncio.FIRST_COMPLETED)
                if not chunk.done():
                    return
                yield chunk.result()
            finally:
                chunk.cancel()
    except (StopAsyncIteration, httpx.HTTPError):
        return
    finally:
        closing.cancel()
        await answer.aclose()


def _headers(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OURS}


def _again(request: Request, receive: Receive) -> Receive:
    """What is left to receive of a request whose body was read, if it was."""
    body: bytes | None = getattr(request, "_body", None)
    if body is None:
        return receive
    first = True

    async def again() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again
