"""What is on: `/api/films`."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request

from playhead.server.house import House
from playhead.server.programme import Film

router = APIRouter(prefix="/api", tags=["films"])


@router.get("/films")
async def films(request: Request) -> list[dict[str, Any]]:
    """All films, by title."""
    house: House = request.app.state.house
    told = [await _told(request, film) for film in house.films.values()]
    return sorted(told, key=lambda film: str(film["title"]).casefold())


@router.get("/films/{film}")
async def film(request: Request, film: str) -> dict[str, Any]:
    """One film: title, author, about how long it runs, its rating, what it asks its viewer, its languages."""
    house: House = request.app.state.house
    return await _told(request, house.film(film))


async def _told(request: Request, film: Film) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = request.app.state.told
    if film.revision not in known:
        known[film.revision] = await asyncio.to_thread(_tell, film)
    return {"id": film.id, **known[film.revision]}


def _tell(film: Film) -> dict[str, Any]:
    return {
        "title": film.story.title or film.id,
        "author": film.story.author,
        "credit": film.story.credit,
        "seconds": film.seconds,
        "rating": None,
        "questions": [],
        "languages": ["en"],
        "revision": film.revision,
    }
