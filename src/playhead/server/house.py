"""The house: all screenings of one server, the farm they share, and the records they are kept in."""

from __future__ import annotations

import asyncio
import secrets
import time
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from playhead.errors import BadInput, NotFound, PlayheadError
from playhead.media import Store
from playhead.projection import Farm
from playhead.records import Event, Records, ScreeningRow
from playhead.screening import Screening, Step, Tally, follow_of, forked, log, rebuild, state_of, steps_of
from playhead.screening.rebuild import followed_profiles_of, profiles_of
from playhead.screenplay.expression import Value
from playhead.server.archive import Archive
from playhead.server.asking import following, values_of
from playhead.server.bodies import FIELDS_MAX
from playhead.server.leases import Elsewhere, Tenancy
from playhead.server.live import Live
from playhead.server.neighbours import Neighbours
from playhead.server.private import Private
from playhead.server.programme import Film
from playhead.server.recent import Recent
from playhead.settings import Settings
from playhead.story import Story
from playhead.story.bounds import beyond
from playhead.story.director import CannotShow, begin
from playhead.story.state import State
from playhead.story.viewer import public_viewer
from playhead.timebase import Clock, RealClock

IDLE_S = 10 * 60.0
"""A screening that nobody asks about this long is put away; its token takes it up again."""
ENDED_S = 60.0
"""The same, when its film is over."""
FULL_LAG_S = 0.15
"""A server that is so late in all that it does is full: one viewer more would let all the others wait."""
RECALLED = 500
"""So many screenings of before the start tell what viewers choose."""
SPARED_S = 60.0
"""When the house is full, what nobody has asked about this long makes room."""


class TooManyError(PlayheadError):
    """The server is at its limit of screenings."""

    status = 429


class NotExact(PlayheadError):
    """A cut that cannot be shown take by take to others."""

    status = 409


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
        self.films = dict(films)
        self.changes: dict[str, str] = {}  # what the author changed, in words, by the revision that came of it
        self.private = Private(Path(settings.data) / "private", settings.store_cap_bytes)
        self.farm = farm
        self.store = store
        self.recent = Recent()
        self.clock = clock or RealClock()
        # Over a database of its own a server is the only one, and every screening is here.
        self.run = fresh(8)
        self.records = Records(settings.database or Path(settings.data) / "records.sqlite", server=self.run if settings.database else "")
        self.neighbours = Neighbours()
        self.closing = asyncio.Event()
        self.opened = 0
        self.remade = 0
        self.on_note: Callable[[str, dict[str, Any]], None] | None = None  # hears of every event that a screening logs
        self.tally = Tally()
        self._wall = wall
        self._fresh = fresh
        self._live = Live(self.clock, self._released, drive=drive, lag_s=lambda: self.farm.capacity().lag_s)
        self.tenancy = Tenancy(self.records, self.records.leases, self._live, self.clock) if self.records.leases is not None else None
        self._finding: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._archive = Archive(self.records, self.films)

    @property
    def screenings(self) -> tuple[Screening, ...]:
        """Those in memory."""
        return self._live.screenings

    async def recall(self) -> None:
        """Learn from the records what viewers have chosen lately."""
        for film, event in await self.records.ask(self.records.recent, log.CHOSEN, RECALLED):
            by, beat = event.data.get("by"), event.data.get("beat")
            if by in ("viewer", "default") and isinstance(beat, str):
                self.tally.took(film, beat, int(event.data["option"]), chosen=by == "viewer")

    def film(self, name: str) -> Film:
        """A film of the programme. Raises NotFound naming what is on."""
        film = self.films.get(name)
        if film is None:
            raise NotFound(f"no film is called {name!r}; on are {', '.join(sorted(self.films)) or 'none'}")
        return film

    async def open(
        self,
        film: Film,
        viewer: Mapping[str, Any],
        seed: int | None = None,
        *,
        now: Mapping[str, Value] | None = None,
        before: Collection[str] = (),
    ) -> Screening:
        """A new screening. Raises TooManyError; CannotShow when the film is not for this viewer."""
        await self._let_in()
        if seed is None:
            seed = int(self._fresh(6), 16)
        state = begin(film.story, values_of(viewer), now or {}, frozenset(before), seed)
        await self._archive.keep(film)
        screening = self._make(self._row(film.id, film.revision, seed, viewer), film.story, state)
        await screening.begin()
        return self._opened(screening)

    async def follow(self, film: Film, source: str, viewer: Mapping[str, Any], *, exact: bool = False) -> Screening:
        """A new screening that follows the cut of another: `source` is the id of a shared one, or a token.

        It is the other viewer's cut without their own words; `viewer` is who watches, and may be kept from what they are too
        young for or avoid. With `exact` the very takes are shown that were shown.
        Raises TooManyError, NotFound, CannotShow, NotExact.
        """
        await self._let_in()
        other = await self._archive.shared(source)
        if other.film != film.id:
            raise NotFound(f"the shared cut is of film {other.film!r}, not of {film.id!r}")
        events = await self.records.ask(self.records.events, other.id)
        revision = next((each.data["revision"] for each in reversed(events) if each.kind == log.REVISED), other.revision)
        story = (await self._archive.film(film.id, revision)).story
        told = state_of(events, other.seed)
        public, profiles = public_viewer(told.viewer, story), profiles_of(events)
        asked = values_of(viewer)
        begin(story, asked, told.now, frozenset(), other.seed)  # whether they may see the film at all
        if exact:
            first = (await self._archive.film(film.id, other.revision)).story
            if any(public_viewer(each, story) != dict(each) or following(asked, each) != dict(each) for each in (told.viewer, *profiles.values())):
                raise NotExact("this cut was made for its own viewer: it can be followed, but not shown take by take")
            row = self._row(film.id, other.revision, other.seed, viewer, other.id)
            return await self._again(row, first, events)
        state = begin(story, following(asked, public), told.now, told.before, other.seed)
        later = {beats: following(asked, public_viewer(each, story)) for beats, each in profiles.items()}
        steps, seer = steps_of(events, story), state.viewer
        for n, step in enumerate(steps):
            seer = later.get(n, seer)
            if why := beyond(story.beats[step.beat].bounds, seer, story.film):
                raise CannotShow(f"this cut cannot be shown to this viewer: {why}")
        row = self._row(film.id, revision, other.seed, viewer, other.id)
        screening = self._make(row, story, state, steps, later)
        await screening.begin()
        return self._opened(screening)

    async def go_back(self, film: Film, token: str, choice: str, option: int) -> Screening:
        """A new screening that is another up to a choice, and takes another way from there.

        Raises TooManyError; NotFound for a cut or a choice that there is not, BadInput for an option that was not open.
        """
        other = await self._anywhere(token)
        if other.row.film != film.id:
            raise NotFound(f"that cut is of film {other.row.film!r}, not of {film.id!r}")
        await self._let_in()
        events = forked(other, await self.records.ask(self.records.events, other.row.id), choice, option)
        story = (await self._archive.film(film.id, other.row.revision)).story
        # It began when the other did: what both have in common is the same, to the byte.
        row = replace(self._row(film.id, other.row.revision, other.row.seed, other.row.viewer), created_s=other.row.created_s)
        screening = await self._again(row, story, events, other.private)
        if other.story.revision != screening.story.revision:
            await screening.revise(other.story)
        return screening

    async def find(self, token: str) -> Screening:
        """The screening of a token, taken up again from the records if it was put away. Raises NotFound, TooManyError, Elsewhere."""
        known = self._live.get(token)
        if known is None:
            async with self._alone(token):
                known = self._live.get(token) or await self._take_up(token)
        return known

    def known(self, token: str) -> Screening | None:
        """The screening of a token if it is in memory; a quick look for the routes that are asked most."""
        return self._live.get(token)

    async def row(self, token: str) -> ScreeningRow:
        """What the records say of a screening, wherever it is. Raises NotFound, RecordsAway."""
        return await self.records.ask(self.records.screening, token=token)

    async def leave(self, token: str) -> None:
        """Erase a screening and all that is the viewer's. Raises NotFound."""
        screening = self._live.get(token)
        id_ = screening.row.id if screening else (await self.row(token)).id
        await self._live.put_away(token)
        await self.records.erase_screening(id_)
        await self.private.erase(id_)

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
        # Whoever follows a shared cut sees it as it was made; only what they said themselves is theirs to change.
        seen = {name: value for name, value in screening.profile.items() if change.get(name, value) is not None}
        await screening.change_viewer({**seen, **values_of(change)})
        return viewer

    async def revise(self, film: Film, told: str = "") -> int:
        """Put another version of a film in the programme; how many screenings go on with it. `told` says what is new in it.

        Those that follow a shared cut stay with it.
        """
        self.films[film.id] = film
        await self._archive.keep(film)
        self.changes[film.revision] = told
        going_on = [
            screening
            for screening in self.screenings
            if screening.row.film == film.id
            and not screening.row.source
            and not screening.lists.ended
            and screening.story.revision != film.revision
        ]
        for screening in going_on:
            await screening.revise(film.story)
        return len(going_on)

    async def tidy(self, idle_s: float = IDLE_S) -> int:
        """Put away what nobody has asked about for `idle_s`; how many."""
        idle = self._live.idle(idle_s, min(ENDED_S, idle_s))
        for token in idle:
            async with self._alone(token):
                await self._live.put_away(token)
        await self.private.tidy(self._archive.exists)
        return len(idle)

    async def remake(self, media: str) -> bytes | None:
        """Make again a listed segment that the store no longer has; None when nobody has it listed."""
        for screening in self.screenings:
            job = screening.job_of(media)
            if job is not None and not job.private:
                self.remade += 1
                made = await (await self.farm.submit(job, self.clock.now_s(), screening.row.id))
                return await asyncio.to_thread(self.store.get, made.hash)
        return None

    async def own(self, screening: Screening, media: str) -> bytes:
        """A segment that holds a viewer's own words, from their screening's own folder. Raises NotFound."""
        try:
            return await self.private.get(screening.private, media)
        except NotFound:
            job = screening.job_of(media)
            if job is None or not job.private:
                raise
            self.remade += 1
            made = await (await self.farm.submit(job, self.clock.now_s(), screening.row.id, folder=screening.private))
            return await self.private.get(screening.private, made.hash)

    async def begin(self) -> None:
        """Be one of several servers, where the database is shared. Raises RecordsAway."""
        if self.tenancy is not None:
            await self.tenancy.begin(self.settings.address)

    async def borrow(self, media: str) -> bytes | None:
        """A segment from another server over the same database, which may have it listed; None where nobody has it."""
        return await self.neighbours.media(await self.tenancy.others(), media) if self.tenancy is not None else None

    def begin_closing(self) -> None:
        """End what waits, streams and blocking reloads, so that connections can be closed."""
        self.closing.set()
        for screening in self.screenings:
            screening.announce()

    async def close(self) -> None:
        """Put everything away; the records keep it."""
        self.begin_closing()
        await asyncio.gather(*(self._live.put_away(screening.row.token) for screening in self.screenings))
        if self.tenancy is not None:
            await self.tenancy.end()
        await self.neighbours.close()
        await asyncio.to_thread(self.records.close)

    # Inside

    def _row(self, film: str, revision: str, seed: int, viewer: Mapping[str, Any], source: str = "") -> ScreeningRow:
        now = self._wall()
        return ScreeningRow(self._fresh(8), self._fresh(16), film, revision, seed, now, now, dict(viewer), source)

    def _make(
        self, row: ScreeningRow, story: Story, state: State, steps: Sequence[Step] = (), profiles: Mapping[int, Mapping[str, Any]] | None = None,
    ) -> Screening:
        screening = Screening(
            row, story, farm=self.farm, records=self.records, settings=self.settings, clock=self.clock, wall=self._wall,
            state=state, follow=steps, profiles=profiles, tally=self.tally,
        )
        if self.on_note is not None:
            screening.on_note = self.on_note
        return screening

    def _opened(self, screening: Screening) -> Screening:
        self.opened += 1
        self._live.admit(screening)
        return screening

    async def _again(self, row: ScreeningRow, story: Story, events: Sequence[Event], own: Path | None = None) -> Screening:
        """A new screening with the log of another as its own, and with what is in its private folder `own`."""
        screening = await self._rebuilt(row, story, events)
        await self.records.open_screening(row, events)
        if own is not None:
            await self.private.copy(own, row.id)
        return self._opened(screening)

    async def _rebuilt(self, row: ScreeningRow, story: Story, events: Sequence[Event]) -> Screening:
        screening = self._make(row, story, state_of(events, row.seed), follow_of(events), followed_profiles_of(events))
        later = {
            each.data["revision"]: (await self._archive.film(row.film, each.data["revision"])).story
            for each in events
            if each.kind == log.REVISED
        }
        # Shooting an hour of film again takes a second, in which others must be answered.
        return await asyncio.to_thread(rebuild, screening, events, later.__getitem__)

    async def _let_in(self) -> None:
        """Room for one more who watches. Raises TooManyError, also where those who watch already have all that the machine can give."""
        lag_s = self.farm.capacity().lag_s
        if lag_s > FULL_LAG_S and len(self._live):
            raise TooManyError("this server has as many viewers as it can bear; try again in a while")
        await self._make_room()

    async def _make_room(self) -> None:
        if len(self._live) >= self.settings.screenings_max:
            await self.tidy(SPARED_S)
        if len(self._live) >= self.settings.screenings_max:
            raise TooManyError(
                f"this server shows {self.settings.screenings_max} screenings at a time and all are taken; try again in a while",
            )

    async def _take_up(self, token: str) -> Screening:
        row = await self.row(token)
        if self.tenancy is not None:
            await self.tenancy.take(row.id)
        await self._make_room()
        screening = await self._read(row)
        await self.records.change_screening(row.id, seen_s=self._wall())
        self._live.admit(screening)
        return screening

    async def _anywhere(self, token: str) -> Screening:
        """The screening of a token, or as much as its log knows of it where another server has it."""
        try:
            return await self.find(token)
        except Elsewhere:
            return await self._read(await self.row(token))

    async def _read(self, row: ScreeningRow) -> Screening:
        film = await self._archive.film(row.film, row.revision)
        return await self._rebuilt(row, film.story, await self.records.ask(self.records.events, row.id))

    async def _released(self, id_: str) -> None:
        if self.tenancy is not None:
            await self.tenancy.release(id_)

    def _alone(self, token: str) -> asyncio.Lock:
        """Held by whoever takes a screening up or puts it away."""
        return self._finding.setdefault(token, asyncio.Lock())
