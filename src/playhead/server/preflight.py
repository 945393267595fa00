"""Preflights: what a page of another origin asks before it plays from here (Fetch, section 4.8)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Range, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


async def preflight(_request: Request) -> Response:
    """Anybody may read playlists, captions and media: whoever has the address has the right."""
    return Response(status_code=204, headers=OPEN)


ROUTES = [
    Route("/m/{name}", preflight, methods=["OPTIONS"]),
    Route("/s/{token}/m/{name}", preflight, methods=["OPTIONS"]),
    Route("/s/{token}/{list}.m3u8", preflight, methods=["OPTIONS"]),
    Route("/s/{token}/{list}/{n}.vtt", preflight, methods=["OPTIONS"]),
]
