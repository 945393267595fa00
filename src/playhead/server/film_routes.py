"""What is on: `/api/films`."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request

from playhead.screenplay.languages import is_voiced
from playhead.server.house import House
from playhead.server.languages import languages_of
from playhead.server.programme import Film
from playhead.story import Story
from playhead.story.director import SHARE, aimed_s

router = APIRouter(prefix="/api", tags=["films"])


@router.get("/films")
async def films(request: Request) -> list[dict[str, Any]]:
    """All films, by title."""
    house: House = request.app.state.house
    told = [await _told(request, film) for film in house.films.values()]
    return sorted(told, key=lambda film: str(film["title"]).casefold())


@router.get("/films/{film}")
async def film(request: Request, film: str) -> dict[str, Any]:
    """One film: title, author, about how long it runs, its rating, what it asks its viewer, its languages, whether
    the first of them is spoken or only read, whether it varies.
    """
    house: House = request.app.state.house
    return await _told(request, house.film(film))


async def _told(request: Request, film: Film) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = request.app.state.told
    if film.revision not in known:
        known[film.revision] = await asyncio.to_thread(_tell, film)
    return {"id": film.id, **known[film.revision]}


def _about_s(story: Story, spine_s: float, pace: str = "") -> float:
    """About how long it runs for a viewer of a pace: what storylets fill it up to, else its script."""
    least, most = story.film.runtime_s
    filled = aimed_s(least, most, pace) if any(beat.pool for beat in story.beats) else 0.0
    return round(min(max(spine_s, filled, least), most), 1) if most else spine_s


def _tell(film: Film) -> dict[str, Any]:
    story, about = film.story, film.story.film
    return {
        "title": story.title or film.id,
        "author": story.author,
        "credit": story.credit,
        "seconds": _about_s(story, film.seconds),
        "paces": {pace: _about_s(story, film.seconds, pace) for pace in SHARE},
        "rating": about.rating or None,
        "runtime": list(about.runtime_s) if any(about.runtime_s) else None,
        "questions": [
            {"field": each.field, "prompt": each.prompt, "kind": each.kind, "options": list(each.options)} for each in about.questions
        ],
        "languages": list(languages_of(story)),
        "spoken": is_voiced(about.language),
        "varies": story.varies,
        "revision": film.revision,
    }
