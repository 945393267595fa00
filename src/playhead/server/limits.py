"""What one client may ask of the server: how often, how much at once, how many streams; told in one line when it is too much."""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import math
from collections import Counter
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playhead.server.buckets import Buckets
from playhead.server.problems import problem
from playhead.settings import Settings
from playhead.timebase import Clock

OPENING_COST = 20
"""To open a screening costs as much as so many other requests."""
STREAMS_EACH = 8
"""Event streams of one screening: a player in a few windows."""
BODY_WAIT_S = 20.0
"""A request body must have come within this."""
FREE = ("/healthz", "/readyz")


class Limits:
    """ASGI middleware; `known` tells whether a token is that of an open screening, `refused` hears what was too much.

    Who has a screening is counted by it, whatever address they come from; all else by address. This machine itself is not
    counted by address: its owner, or a proxy that tells no address of those behind it.
    """

    def __init__(
        self, app: ASGIApp, settings: Settings, clock: Clock, known: Callable[[str], bool], refused: Callable[[str], None],
    ) -> None:
        self._app = app
        self._clock = clock
        self._known = known
        self._refused = refused
        self._body_max = settings.body_max_bytes
        self._streams_max = settings.streams_max
        self._screenings = Buckets(settings.requests_per_s)
        self._addresses = Buckets(settings.address_requests_per_s)
        self._streams: Counter[str] = Counter()
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        token = token_of(path)
        if (refusal := self._too_often(scope, path, token)) is not None:
            await refusal(scope, receive, send)
            return
        if token and path.endswith("/events"):
            await self._stream(token, scope, receive, send)
        elif scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
        else:
            await self._with_body(scope, receive, send)

    def _too_often(self, scope: Scope, path: str, token: str) -> Response | None:
        now_s = self._clock.now_s()
        if token and self._known(token):
            wait_s = self._screenings.take(token, now_s)
            told = f"one screening may ask {self._screenings.per_s:g} times a second"
        else:
            client = scope.get("client")
            if client is None or here(client[0]):
                return None
            cost = OPENING_COST if scope["method"] == "POST" and path == "/api/screenings" else 1
            wait_s = self._addresses.take(_network(client[0]), now_s, cost)
            told = f"one address may ask {self._addresses.per_s:g} times a second (to open a screening counts {OPENING_COST})"
        if not wait_s:
            return None
        self._refused("requests")
        wait = math.ceil(wait_s)
        return problem(429, f"{told}: ask again in {wait} s", {"Retry-After": str(wait)})

    async def _stream(self, token: str, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open >= self._streams_max or self._streams[token] >= STREAMS_EACH:
            self._refused("streams")
            told = (
                f"a screening may have {STREAMS_EACH} event streams open" if self._open < self._streams_max
                else f"this server keeps {self._streams_max} event streams open and all are taken"
            )
            await problem(429, f"{told}: close one, or try again in a while", {"Retry-After": "10"})(scope, receive, send)
            return
        self._open += 1
        self._streams[token] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open -= 1
            self._streams[token] -= 1
            if not self._streams[token]:
                del self._streams[token]

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body whole, so that what is too large is refused before anything is done about it."""
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not declared.isdigit() or len(declared) > 15 or int(declared) > self._body_max:
            await self._too_large(scope, receive, send)
            return
        parts: list[bytes] = []
        size = 0
        more = True
        try:
            async with asyncio.timeout(BODY_WAIT_S):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return
                    part = message.get("body", b"")
                    size += len(part)
                    if size > self._body_max:
                        await self._too_large(scope, receive, send)
                        return
                    parts.append(part)
                    more = message.get("more_body", False)
        except TimeoutError:
            self._refused("slow body")
            answer = problem(408, f"the request's body did not come within {BODY_WAIT_S:.0f} s", {"Connection": "close"})
            await answer(scope, receive, send)
            return
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": b"".join(parts), "more_body": False}

        await self._app(scope, replay, send)

    async def _too_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._refused("body")
        # What is still on its way is not read: the connection ends with this answer.
        answer = problem(413, f"a request body may have {self._body_max:,} bytes at most", {"Connection": "close"})
        await answer(scope, receive, send)


def token_of(path: str) -> str:
    """The token in a screening's address, or "".

    >>> token_of("/s/abc/film.m3u8"), token_of("/s/abc"), token_of("/api/films")
    ('abc', 'abc', '')
    """
    return path[3:].partition("/")[0] if path.startswith("/s/") else ""


@functools.lru_cache(maxsize=4096)
def here(host: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


@functools.lru_cache(maxsize=4096)
def _network(host: str) -> str:
    """Who counts as one: an address, or in IPv6 the /64 that one customer has to themselves."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
