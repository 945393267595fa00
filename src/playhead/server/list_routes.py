"""Playlists and captions of a screening; plain routes. An answer waits, within bounds, for what is worth answering."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playhead.errors import NotFound
from playhead.screening import Screening
from playhead.screening.captions import segment
from playhead.screening.log import Shown
from playhead.screening.playlist import Entry, MediaPlaylist, Variant, master_playlist
from playhead.screenplay.languages import is_voiced
from playhead.server.bodies import whole
from playhead.server.house import House
from playhead.server.inits import Inits
from playhead.server.languages import in_language, language_for, languages_of, name_of
from playhead.timebase import to_picture

NO_STORE = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
FIRST_WAIT_S = 10.0
"""The first answer waits this long for the first segment of picture and sound."""
SECOND_WAIT_S = 0.15
"""And so long in all for a second one: a player that asks for news only when it has played the first would have it too late."""
BLOCK_S = 6.0
"""A blocking reload waits three target durations and is then answered unchanged, never 503."""
M3U8 = "application/vnd.apple.mpegurl"


async def film(request: Request) -> Response:
    """The master playlist; of its captions those in the viewer's language come first."""
    house, screening = await _screening(request)
    inits: Inits = request.app.state.inits
    settings = house.settings
    variant = Variant(settings.width, settings.height, inits.codecs)
    spoken, *_ = languages = languages_of(screening.story)
    mine = language_for(screening.viewer, languages)
    listed = sorted(languages, key=lambda tag: tag != mine)
    captions = [(tag, name_of(tag)) for tag in listed]
    heard = is_voiced(spoken)
    return _list(master_playlist(variant, sound=True, captions=captions, default=mine if mine != spoken or not heard else "", spoken=spoken if heard else ""))


async def picture(request: Request) -> Response:
    """The picture's playlist."""
    house, screening = await _screening(request)
    if request.path_params["height"] != str(house.settings.height):
        raise NotFound(f"this film is shown {house.settings.height} lines high")
    held_s = await _wait(house, screening, request, screening.lists.picture)
    screening.requested()
    init = f"/m/{request.app.state.inits.picture}.mp4"
    return _media(screening, "picture", init, lambda each: _segment(screening, each, to_picture(each.at)), held_s)


async def sound(request: Request) -> Response:
    """The sound's playlist."""
    house, screening = await _screening(request)
    held_s = await _wait(house, screening, request, screening.lists.sound)
    if screening.answered:  # who only listens asks for nothing else; the first answer of pictures is another matter
        screening.requested()
    init = f"/m/{request.app.state.inits.sound}.mp4"
    return _media(screening, "sound", init, lambda each: _segment(screening, each, each.at), held_s)


async def captions(request: Request) -> Response:
    """The captions' playlist, a segment for every window of sound."""
    house, screening = await _screening(request)
    lang = _lang(request, screening)
    held_s = await _wait(house, screening, request, screening.lists.sound)
    return _media(screening, f"captions-{lang}", None, lambda each: f"captions-{lang}/{each.n}.vtt", held_s)


async def words(request: Request) -> Response:
    """One segment of captions."""
    _, screening = await _screening(request)
    lang = _lang(request, screening)
    n = whole("a captions segment", request.path_params["n"])
    if n >= len(screening.lists.sound):
        raise NotFound(f"captions segment {n} is not listed yet")
    window = screening.lists.sound[n]
    said = screening.cut.captions(screening.lists.sound_holds)
    heard = said if lang == screening.story.film.language else (in_language(caption, lang) for caption in said)
    text = segment(heard, window.at, window.ticks)
    headers = NO_STORE if window.private else {**NO_STORE, "Cache-Control": "private, max-age=3600"}
    return Response(text, headers=headers, media_type="text/vtt")


async def _screening(request: Request) -> tuple[House, Screening]:
    house: House = request.app.state.house
    token = request.path_params["token"]
    return house, house.known(token) or await house.find(token)


async def _wait(house: House, screening: Screening, request: Request, track: Sequence[Shown]) -> float:
    """Wait for what is worth answering; how many seconds the answer was held back until it was there."""
    lists = screening.lists
    closing = house.closing.is_set
    now = house.clock.now_s()
    waited = False
    if not (lists.picture and lists.sound):
        waited = True
        await screening.wait_until(lambda: bool(lists.picture and lists.sound) or closing(), now + FIRST_WAIT_S)
    wanted = request.query_params.get("_HLS_msn")
    if wanted is None and len(track) == 1 and not lists.ended and house.clock.now_s() < now + SECOND_WAIT_S:
        waited = True
        await screening.wait_until(lambda: len(track) > 1 or lists.ended or closing(), now + SECOND_WAIT_S)
    if wanted is not None:
        msn = whole("_HLS_msn", wanted)
        if not screening.answered:
            screening.answered = True  # whoever waits for more has had what there is
            screening.wake.set()
        if len(track) <= msn:
            waited = True
            await screening.wait_until(lambda: len(track) > msn or lists.ended or closing(), now + BLOCK_S)
    if not waited:
        return 0.0
    request.scope["waited"] = True  # for who measures answers
    return max(0.0, screening.looked_s - now)


def _media(screening: Screening, name: str, init: str | None, uri: Callable[[Shown], str], held_s: float) -> Response:
    lists = screening.lists
    playlist = lists.playlists.get(name)
    if playlist is None:
        playlist = lists.playlists[name] = MediaPlaylist(init, screening.row.created_s)
    track = lists.picture if name == "picture" else lists.sound
    playlist.append(Entry(uri(each), each.ticks) for each in track[playlist.count :])
    # How much of the answer's time was waiting for the film (W3C Server Timing), which is none of the server's slowness.
    return _list(playlist.text(ended=lists.ended), {"Server-Timing": f"held;dur={held_s * 1000:.1f}"} if held_s else {})


def _list(text: str, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    return Response(text, headers={**NO_STORE, **more}, media_type=M3U8)


def _segment(screening: Screening, each: Shown, t: int) -> str:
    """Where a segment is fetched: what holds the viewer's own words from their own address."""
    return f"/s/{screening.row.token}/m/{each.hash}.m4s?t={t}" if each.private else f"/m/{each.hash}.m4s?t={t}"


def _lang(request: Request, screening: Screening) -> str:
    lang: str = request.path_params["lang"]
    known = languages_of(screening.story)
    # An edit may take a language away that is being read.
    if lang not in known and f"captions-{lang}" not in screening.lists.playlists:
        raise NotFound(f"captions are in {', '.join(known)}, not in {lang[:20]!r}")
    return lang


_READ = ["GET", "HEAD"]
ROUTES = [
    Route("/s/{token}/film.m3u8", film, methods=_READ),
    Route("/s/{token}/picture-{height}.m3u8", picture, methods=_READ),
    Route("/s/{token}/sound.m3u8", sound, methods=_READ),
    Route("/s/{token}/captions-{lang}.m3u8", captions, methods=_READ),
    Route("/s/{token}/captions-{lang}/{n}.vtt", words, methods=_READ),
]
