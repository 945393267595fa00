"""Screenings: open, resume, leave, heartbeats, the viewer's profile, share, and the cut so far."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from playhead.errors import PlayheadError
from playhead.screening import Screening, aftermath, report
from playhead.server.asking import now_of
from playhead.server.bodies import Chosen, Heartbeat, NewScreening, Viewer
from playhead.server.house import House
from playhead.timebase import to_seconds

router = APIRouter(tags=["screenings"])


class NotEnded(PlayheadError):
    """Something that is told only after the film."""

    status = 409


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
    """Begin a screening; its title is being made when this answers. `from` follows another cut, or goes back in one's own."""
    house: House = request.app.state.house
    film = house.film(body.film)
    if body.option is None:
        request.app.state.drain.admit()  # who goes back in their own cut is no new viewer
    if body.option is not None:
        screening = await house.go_back(film, body.source, body.at, body.option)
    elif body.source:
        screening = await house.follow(film, body.source, body.viewer, exact=body.exact)
    else:
        now = now_of(**body.now.model_dump())
        screening = await house.open(film, body.viewer, body.seed, now=now, before=body.before)
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
    if body.stalls is not None:
        request.app.state.metrics.stall(screening, body.stalls)
    return {"seconds": to_seconds(head.ticks), "paused": not head.moving, "listed": to_seconds(screening.lists.picture_end)}


@router.post("/s/{token}/choices/{choice}")
async def choose(request: Request, token: str, choice: str, body: Chosen) -> dict[str, Any]:
    """Choose an option of the choice that is open, by its number; until the lock it may be chosen otherwise."""
    _, screening = await _of(request, token)
    return await screening.choose(choice, body.option)


@router.get("/s/{token}/story")
async def story(request: Request, token: str) -> dict[str, Any]:
    """After the end: what was chosen, what that changed, and the map of the story with what was not seen."""
    _, screening = await _of(request, token)
    if not screening.lists.ended:
        raise NotEnded("what was chosen, and what there was besides, is told after the end")
    return aftermath.told(screening)


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
