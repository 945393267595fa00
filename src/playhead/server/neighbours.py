"""The other servers over the same database: what is asked of them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from urllib.parse import quote

import httpx
from starlette.requests import Request

MARK = "x-playhead-relayed"
"""On a request that was passed on; it is not passed on again."""
CONNECT_S = 2.0
ANSWER_S = 14.0
"""A first playlist is waited for up to 10 s."""
SILENT_S = 20.0
"""An event stream says something every 15 s."""
IDLE_S = 2.0
"""Connections are not kept for longer than the servers keep them."""
OURS = frozenset({
    "connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection", "host", "content-length",
    "accept-encoding", "date", MARK,
})
"""Headers that concern one connection, not what is asked or answered."""


class Neighbours:
    """The other servers over the same database, as those one can ask; over HTTP, if no other `transport` is given."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=IDLE_S),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def ask(self, address: str, request: Request, body: bytes, *, stream: bool = False) -> httpx.Response:
        """Pass a request on to the server at `address`. Raises httpx.TransportError."""
        scope = request.scope
        path = scope.get("raw_path") or quote(scope["path"]).encode()
        query = scope.get("query_string") or b""
        url = httpx.URL(address).copy_with(raw_path=path + (b"?" + query if query else b""))
        headers = [(name, value) for name, value in request.headers.items() if name not in OURS]
        passed = self._client.build_request(
            request.method, url, headers=[*headers, (MARK, "1"), ("accept-encoding", "identity")], content=body or None,
        )
        if stream:
            passed.extensions["timeout"] = httpx.Timeout(SILENT_S, connect=CONNECT_S).as_dict()
        return await self._client.send(passed, stream=stream)

    async def media(self, addresses: tuple[str, ...], name: str) -> bytes | None:
        """A segment that one of these servers has or can make, by its hash."""
        for address in addresses:
            with suppress(httpx.HTTPError):
                found = await self._client.get(f"{address}/m/{quote(name, safe='')}.mp4", headers={MARK: "1"})
                if found.status_code == httpx.codes.OK and hashlib.sha256(found.content).hexdigest()[:40] == name:
                    return found.content
        return None
