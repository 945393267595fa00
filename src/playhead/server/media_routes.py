"""Media: `/m/{hash}.mp4` and `/m/{hash}.m4s?t=`, the same for everybody and for ever; plain routes, nothing on the loop.

What holds a viewer's own words is at `/s/{token}/m/{hash}.m4s?t=`, for whoever has the token, and is kept by nobody.
"""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playhead.errors import FarmError, NotFound
from playhead.media import set_time
from playhead.server.bodies import whole
from playhead.server.house import House
from playhead.server.neighbours import MARK
from playhead.server.problems import problem

FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*", "Accept-Ranges": "bytes"}
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$", re.ASCII)
OWN = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*", "Accept-Ranges": "bytes"}
REMAKE_WAIT_S = 10.0


async def media(request: Request) -> Response:
    """An init or a segment; a segment's `t` is where it plays, in its track's timescale."""
    house: House = request.app.state.house
    name, ending = request.path_params["name"], request.path_params["ending"]
    if ending not in ("mp4", "m4s"):
        raise NotFound(f"media end in .mp4 (an init) or .m4s (a segment), not in .{ending[:20]}")
    t = whole("t", request.query_params.get("t", "0"))
    data = await _bytes(house, name, alone=MARK in request.headers)
    if ending == "m4s":
        data = set_time(data, t)
    headers = {**FOR_EVER, "ETag": f'"{name}"'}
    if unchanged(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return part_of(data, request.headers.get("range"), headers)


async def own_media(request: Request) -> Response:
    """A segment that holds the viewer's own words."""
    house: House = request.app.state.house
    token, name = request.path_params["token"], request.path_params["name"]
    screening = house.known(token) or await house.find(token)
    t = whole("t", request.query_params.get("t", "0"))
    try:
        async with asyncio.timeout(REMAKE_WAIT_S):
            data = await house.own(screening, name)
    except (TimeoutError, FarmError):
        raise NotFound(f"segment {name[:40]} could not be made again") from None
    return part_of(set_time(data, t), request.headers.get("range"), OWN)


def unchanged(known: str | None, tag: str) -> bool:
    """Whether a client that knows these tags has this one already (RFC 9110, section 13.1.2: weakly compared)."""
    tags = [each.strip().removeprefix("W/") for each in (known or "").split(",")]
    return tag in tags or tags == ["*"]


def part_of(data: bytes, asked: str | None, headers: dict[str, str]) -> Response:
    """All of `data`, or the one range of it that was asked for (RFC 9110, section 14)."""
    found = _RANGE.match(asked.strip()) if asked else None
    if found is None or found.groups() == ("", ""):
        return Response(data, headers=headers, media_type="video/mp4")
    first, last = found.groups()
    if first == "":
        start, end = max(0, len(data) - int(last)), len(data) - 1
    else:
        start, end = int(first), min(int(last) if last else len(data) - 1, len(data) - 1)
    if start > end:
        return problem(416, f"the range is outside the {len(data)} bytes there are", {"Content-Range": f"bytes */{len(data)}"})
    headers = {**headers, "Content-Range": f"bytes {start}-{end}/{len(data)}"}
    return Response(data[start : end + 1], 206, headers, media_type="video/mp4")


async def _bytes(house: House, name: str, *, alone: bool) -> bytes:
    """A segment from the store, made again, or, unless `alone` is asked, from another server. Raises NotFound."""
    now_s = house.clock.now_s()
    recent = house.recent.get(name, now_s)
    if recent is not None:
        return recent
    try:
        data = await asyncio.to_thread(house.store.get, name)
    except NotFound:
        # Evicted since it was listed: what is a pure function of its shot is simply made again.
        try:
            async with asyncio.timeout(REMAKE_WAIT_S):
                again = await house.remake(name)
        except (TimeoutError, FarmError):
            again = None
        if again is None and not alone:
            again = await house.borrow(name)
        if again is None:
            raise
        data = again
    house.recent.keep(name, data, now_s)
    return data


ROUTES = [
    Route("/m/{name:str}.{ending:str}", media, methods=["GET", "HEAD"]),
    Route("/s/{token}/m/{name:str}.m4s", own_media, methods=["GET", "HEAD"]),
]
