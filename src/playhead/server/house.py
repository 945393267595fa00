"""The house: all screenings of one server, the farm they share, and the records they are kept in."""

from __future__ import annotations

import asyncio
import functools
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from playhead.errors import BadInput, NotFound, PlayheadError
from playhead.media import Store
from playhead.projection import Farm
from playhead.records import Records, Revision, ScreeningRow
from playhead.screening import Director, Follow, Screening, ScriptOrder, beats_of, rebuild
from playhead.server.bodies import FIELDS_MAX
from playhead.server.programme import Film, film_of
from playhead.settings import Settings
from playhead.timebase import Clock, RealClock

LOGGER = logging.getLogger(__name__)
PULSE_S = 0.2
"""A screening takes a turn at least this often, and at once when something it waits for is ready."""
IDLE_S = 30 * 60.0
"""A screening that nobody asks about this long is put away; its token takes it up again."""


SPARED_S = 60.0
"""When the house is full, what nobody has asked about this long makes room."""


class TooManyError(PlayheadError):
    """The server is at its limit of screenings."""

    status = 429


class House:
    """Opens, finds, drives and puts away screenings.

    `fresh` makes secrets (a token, an id); `wall` is seconds since 1970. With `drive` off nothing happens by itself and
    tests call `advance`.
    """

    def __init__(
        self,
        settings: Settings,
        films: Mapping[str, Film],
        farm: Farm,
        store: Store,
        *,
        clock: Clock | None = None,
        wall: Callable[[], float] = time.time,
        fresh: Callable[[int], str] = secrets.token_hex,
        drive: bool = True,
    ) -> None:
        self.settings = settings
        self.films = films
        self.farm = farm
        self.store = store
        self.clock = clock or RealClock()
        self.records = Records(Path(settings.data) / "records.sqlite")
        self.closing = asyncio.Event()
        self.opened = 0
        self.remade = 0
        self._wall = wall
        self._fresh = fresh
        self._drive = drive
        self._live: dict[str, Screening] = {}  # by token
        self._seen: dict[str, float] = {}  # clock seconds of the last request, by token
        self._drivers: dict[str, asyncio.Task[None]] = {}
        self._finding: dict[str, asyncio.Lock] = {}
        self._known: set[str] = set()  # revisions already in the records

    @property
    def screenings(self) -> tuple[Screening, ...]:
        """Those in memory."""
        return tuple(self._live.values())

    def film(self, name: str) -> Film:
        """A film of the programme. Raises NotFound naming what is on."""
        film = self.films.get(name)
        if film is None:
            raise NotFound(f"no film is called {name!r}; on are {', '.join(sorted(self.films)) or 'none'}")
        return film

    async def open(self, film: Film, viewer: dict[str, Any], seed: int | None, source: str = "") -> Screening:
        """A new screening. `source` is the id of a shared screening, or a token, whose cut it follows.

        Raises TooManyError, NotFound.
        """
        await self._make_room()
        director: Director | None = None
        revision, story = film.revision, film.story
        if source:
            other = await asyncio.to_thread(self._shared, source)
            revision, seed, source = other.revision, other.seed, other.id
            if other.film != film.id:
                raise NotFound(f"the shared cut is of film {other.film!r}, not of {film.id!r}")
            if revision != film.revision:
                story = (await asyncio.to_thread(self._film_at, film.id, revision)).story
            director = Follow(beats_of(await asyncio.to_thread(self.records.events, other.id)), ScriptOrder())
        await self._keep(film)
        now = self._wall()
        if seed is None:
            seed = int(self._fresh(6), 16)
        row = ScreeningRow(self._fresh(8), self._fresh(16), film.id, revision, seed, now, now, viewer, source)
        screening = self._make(row, story, director)
        await screening.begin()
        self.opened += 1
        self._admit(screening)
        return screening

    async def find(self, token: str) -> Screening:
        """The screening of a token, taken up again from the records if it was put away. Raises NotFound, TooManyError."""
        known = self._live.get(token)
        if known is None:
            lock = self._finding.setdefault(token, asyncio.Lock())
            try:
                async with lock:
                    known = self._live.get(token) or await self._take_up(token)
            finally:
                self._finding.pop(token, None)
        self._seen[token] = self.clock.now_s()
        return known

    def known(self, token: str) -> Screening | None:
        """The screening of a token if it is in memory; a quick look for the routes that are asked most."""
        screening = self._live.get(token)
        if screening is not None:
            self._seen[token] = self.clock.now_s()
        return screening

    async def leave(self, token: str) -> None:
        """Erase a screening and all that is the viewer's. Raises NotFound."""
        screening = self._live.get(token)
        id_ = screening.row.id if screening else self.records.screening(token=token).id
        if screening is not None:
            await self._put_away(token)
        await self.records.erase_screening(id_)

    async def share(self, screening: Screening) -> str:
        """Let others follow this cut; returns the id that they use."""
        await self.records.change_screening(screening.row.id, shared=True)
        return screening.row.id

    async def change_viewer(self, screening: Screening, change: Mapping[str, Any]) -> dict[str, Any]:
        """Merge a change into the viewer's profile; None takes a field back. Raises BadInput when there are too many."""
        merged = {**screening.row.viewer, **change}
        viewer = {name: value for name, value in merged.items() if value is not None}
        if len(viewer) > FIELDS_MAX:
            raise BadInput(f"a viewer has at most {FIELDS_MAX} fields, not {len(viewer)}")
        await self.records.change_screening(screening.row.id, viewer=viewer)
        screening.row = replace(screening.row, viewer=viewer)
        return viewer

    async def tidy(self, idle_s: float = IDLE_S) -> int:
        """Put away what nobody has asked about for `idle_s`; how many."""
        old = self.clock.now_s() - idle_s
        idle = [token for token, seen in self._seen.items() if seen < old and token in self._live]
        for token in idle:
            await self._put_away(token)
        return len(idle)

    async def remake(self, media: str) -> bytes | None:
        """Make again a listed segment that the store no longer has; None when nobody has it listed."""
        for screening in self.screenings:
            job = screening.job_of(media)
            if job is not None:
                self.remade += 1
                made = await (await self.farm.submit(job, self.clock.now_s(), screening.row.id))
                return await asyncio.to_thread(self.store.get, made.hash)
        return None

    def begin_closing(self) -> None:
        """End what waits, streams and blocking reloads, so that connections can be closed."""
        self.closing.set()
        for screening in self.screenings:
            screening.announce()

    async def close(self) -> None:
        """Put everything away; the records keep it."""
        self.begin_closing()
        for token in tuple(self._live):
            await self._put_away(token)
        self.records.close()

    # Inside

    def _make(self, row: ScreeningRow, story: Any, director: Director | None) -> Screening:
        return Screening(
            row, story, farm=self.farm, records=self.records, settings=self.settings, clock=self.clock, wall=self._wall,
            director=director,
        )

    def _admit(self, screening: Screening) -> None:
        token = screening.row.token
        self._live[token] = screening
        self._seen[token] = self.clock.now_s()
        if self._drive:
            self._drivers[token] = asyncio.create_task(self._run(screening), name=f"screening {screening.row.id}")

    async def _run(self, screening: Screening) -> None:
        while not screening.closed and not screening.lists.ended:
            screening.wake.clear()
            try:
                await screening.advance()
            except Exception:
                LOGGER.exception("screening %s could not take its turn; it tries again", screening.row.id)
                await asyncio.sleep(PULSE_S)
            with suppress(TimeoutError):
                await asyncio.wait_for(screening.wake.wait(), PULSE_S)

    async def _make_room(self) -> None:
        if len(self._live) >= self.settings.screenings_max:
            await self.tidy(SPARED_S)
        if len(self._live) >= self.settings.screenings_max:
            raise TooManyError(
                f"this server shows {self.settings.screenings_max} screenings at a time and all are taken; try again in a while",
            )

    async def _take_up(self, token: str) -> Screening:
        row = await asyncio.to_thread(functools.partial(self.records.screening, token=token))
        await self._make_room()
        film = self.films.get(row.film)
        if film is None or film.revision != row.revision:
            film = await asyncio.to_thread(self._film_at, row.film, row.revision)
        director: Director | None = None
        if row.source:
            with suppress(NotFound):
                director = Follow(beats_of(await asyncio.to_thread(self.records.events, row.source)), ScriptOrder())
        screening = self._make(row, film.story, director)
        # Shooting an hour of film again takes a second, in which others must be answered.
        await asyncio.to_thread(rebuild, screening, await asyncio.to_thread(self.records.events, row.id))
        await self.records.change_screening(row.id, seen_s=self._wall())
        self._admit(screening)
        return screening

    def _film_at(self, film: str, revision: str) -> Film:
        kept = self.records.revision(film, revision)
        return film_of(film, kept.source, kept.path)

    async def _keep(self, film: Film) -> None:
        if film.revision not in self._known:
            source = Revision(film.revision, film.id, film.story.title, film.screenplay.path or str(film.path), film.screenplay.source)
            await self.records.keep_revision(source)
            self._known.add(film.revision)

    def _shared(self, source: str) -> ScreeningRow:
        with suppress(NotFound):
            return self.records.screening(token=source)
        row = self.records.screening(id=source)
        if not row.shared:
            raise NotFound("there is no such shared cut; whoever watched it must share it first")
        return row

    async def _put_away(self, token: str) -> None:
        screening = self._live.pop(token, None)
        self._seen.pop(token, None)
        if screening is not None:
            await screening.close()
        driver = self._drivers.pop(token, None)
        if driver is not None and driver is not asyncio.current_task():
            driver.cancel()
            with suppress(asyncio.CancelledError):
                await driver
