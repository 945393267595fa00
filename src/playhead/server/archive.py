"""What the records know of films and shared cuts: each film as it was at any revision that was ever watched."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from playhead.errors import NotFound
from playhead.records import Records, Revision, ScreeningRow
from playhead.server.programme import Film, film_of


class Archive:
    """Looks into `records` for what is not on any more; `films` are those that are."""

    def __init__(self, records: Records, films: Mapping[str, Film]) -> None:
        self._records = records
        self._films = films
        self._known: set[str] = set()  # revisions already in the records

    async def keep(self, film: Film) -> None:
        """Remember a film as it is."""
        if film.revision not in self._known:
            path = film.screenplay.path or str(film.path)
            kept = Revision(film.revision, film.id, film.story.title, path, film.screenplay.source, film.toml)
            await self._records.keep_revision(kept)
            self._known.add(film.revision)

    async def film(self, film: str, revision: str) -> Film:
        """A film as it was at a revision: what is on, if that is it, else from the records. Raises NotFound."""
        known = self._films.get(film)
        if known is not None and known.revision == revision:
            return known
        kept = await self._records.ask(self._records.revision, film, revision)
        return await asyncio.to_thread(film_of, film, kept.source, kept.path, kept.toml)

    async def shared(self, source: str) -> ScreeningRow:
        """The screening of a token, or of the id of a cut that was shared. Raises NotFound."""
        return await self._records.ask(self._shared, source)

    def exists(self, id_: str) -> bool:
        """Whether there is a screening of that id."""
        with suppress(NotFound):
            return bool(self._records.screening(id=id_))
        return False

    def _shared(self, source: str) -> ScreeningRow:
        with suppress(NotFound):
            return self._records.screening(token=source)
        row = self._records.screening(id=source)
        if not row.shared:
            raise NotFound("there is no such shared cut; whoever watched it must share it first")
        return row
