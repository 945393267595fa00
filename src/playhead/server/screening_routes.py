"""Screenings: open, resume, leave, heartbeats, the viewer's profile, share, and the cut so far."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from playhead.errors import NotFound
from playhead.screening import Screening, report
from playhead.server.bodies import Chosen, Heartbeat, NewScreening, Viewer
from playhead.server.house import House
from playhead.server.problems import problem
from playhead.timebase import to_seconds

router = APIRouter(tags=["screenings"])


def addresses(screening: Screening) -> dict[str, str]:
    """Where a screening's parts are found."""
    token = screening.row.token
    return {
        "id": screening.row.id,
        "token": token,
        "playlist": f"/s/{token}/film.m3u8",
        "events": f"/s/{token}/events",
        "page": page(screening),
    }


def page(screening: Screening) -> str:
    """Where a browser watches its film; an id is a file's name, which may hold anything."""
    return f"/watch/{quote(screening.row.film, safe='')}"


async def _of(request: Request, token: str) -> tuple[House, Screening]:
    house: House = request.app.state.house
    return house, house.known(token) or await house.find(token)


@router.post("/api/screenings", status_code=201)
async def open_screening(request: Request, body: NewScreening, response: Response) -> dict[str, str]:
    """Begin a screening; its title is being made when this answers."""
    house: House = request.app.state.house
    screening = await house.open(house.film(body.film), body.viewer, body.seed, body.source)
    response.headers["Location"] = f"/s/{screening.row.token}"
    return addresses(screening)


@router.get("/s/{token}", response_model=None)
async def resume(request: Request, token: str) -> dict[str, Any] | Response:
    """Where the screening stands, to take it up again; a browser is sent to its page."""
    _, screening = await _of(request, token)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(addresses(screening)["page"], 303)
    told = report.state(screening)
    return {**addresses(screening), "film": screening.row.film, "seconds": told["playhead_s"], **told}


@router.delete("/s/{token}", status_code=204)
async def leave(request: Request, token: str) -> None:
    """End the screening and erase all that is the viewer's."""
    house: House = request.app.state.house
    await house.leave(token)


@router.post("/s/{token}/playhead")
async def playhead(request: Request, token: str, body: Heartbeat) -> dict[str, Any]:
    """The player's heartbeat; answered with where it is taken to be and how far the film is listed."""
    _, screening = await _of(request, token)
    head = screening.heartbeat(body.seconds, paused=body.paused)
    return {"seconds": to_seconds(head.ticks), "paused": not head.moving, "listed": to_seconds(screening.lists.picture_end)}


@router.post("/s/{token}/choices/{choice}")
async def choose(request: Request, token: str, choice: str, body: Chosen) -> dict[str, Any]:
    """Choose an option of a choice that is open."""
    await _of(request, token)
    raise NotFound(f"this film asks no choice called {choice!r} ({body.option!r} was not taken)")


@router.get("/s/{token}/viewer")
async def viewer(request: Request, token: str) -> dict[str, Any]:
    """What the viewer told about themselves."""
    _, screening = await _of(request, token)
    return screening.row.viewer


@router.patch("/s/{token}/viewer")
async def change_viewer(request: Request, token: str, body: Viewer) -> dict[str, Any]:
    """Change some fields; null takes one back (RFC 7396)."""
    house, screening = await _of(request, token)
    return await house.change_viewer(screening, body)


@router.post("/s/{token}/share")
async def share(request: Request, token: str) -> dict[str, str]:
    """A link with which others watch this cut; it tells nothing of the viewer."""
    house, screening = await _of(request, token)
    shared = await house.share(screening)
    return {"from": shared, "page": f"{page(screening)}?from={shared}"}


@router.get("/s/{token}/cut")
async def cut(request: Request, token: str) -> dict[str, Any]:
    """The cut so far: parts, shots, takes, times, reasons."""
    _, screening = await _of(request, token)
    return report.cut(screening)


@router.get("/s/{token}/m/{n}")
async def private_media(request: Request, token: str, n: int) -> Response:
    """A viewer's own media, which no other sees."""
    await _of(request, token)
    return problem(404, f"this screening has no private media numbered {n}", {"Cache-Control": "no-store"})
