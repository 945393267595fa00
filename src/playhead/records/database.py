"""Small typed functions over the tables; those that write return once it is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, delete, event, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from playhead.errors import NotFound
from playhead.records.rows import Consent, Event, Revision, ScreeningRow
from playhead.records.tables import METADATA, consents, events, films, revisions, screenings, tomls
from playhead.records.writer import Work, Writer


class Records:
    """The database in the file `path`; made when it is not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False, "timeout": 30})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        METADATA.create_all(self._engine)
        self._writer = Writer(self._engine)

    def close(self) -> None:
        """Commit what waits and close the file."""
        self._writer.close()
        self._engine.dispose()

    async def _write(self, work: Work) -> Any:
        return await asyncio.wrap_future(self._writer.submit(work))

    # Films and revisions

    async def keep_revision(self, revision: Revision) -> None:
        """Remember a film's script, so that what was shown of it can be shown again after it was edited."""

        def work(connection: Connection) -> None:
            film = {"id": revision.film, "title": revision.title, "path": revision.path}
            connection.execute(upsert(films).values(film).on_conflict_do_update(index_elements=["id"], set_=film))
            row = {"revision": revision.revision, "film": revision.film, "path": revision.path, "source": revision.source}
            connection.execute(upsert(revisions).values(row).on_conflict_do_nothing())
            if revision.toml is not None:
                toml = {"revision": revision.revision, "film": revision.film, "text": revision.toml}
                connection.execute(upsert(tomls).values(toml).on_conflict_do_nothing())

        await self._write(work)

    def revision(self, film: str, revision: str) -> Revision:
        """A kept script. Raises NotFound."""
        query = (
            select(revisions, films.c.title, tomls.c.text)
            .join(films, films.c.id == revisions.c.film)
            .outerjoin(tomls, (tomls.c.revision == revisions.c.revision) & (tomls.c.film == revisions.c.film))
            .where(revisions.c.film == film, revisions.c.revision == revision)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"revision {revision} of film {film!r} is not in the records")
        return Revision(row["revision"], row["film"], row["title"], row["path"], row["source"], row["text"])

    # Screenings

    async def open_screening(self, row: ScreeningRow, first: Sequence[Event]) -> None:
        """Begin a screening with its first events."""

        def work(connection: Connection) -> None:
            values = {name: getattr(row, name) for name in ScreeningRow.__slots__}
            connection.execute(insert(screenings).values(values))
            _append(connection, row.id, first)

        await self._write(work)

    def screening(self, *, token: str = "", id: str = "") -> ScreeningRow:  # noqa: A002 - the column's name
        """A screening by its token or its id. Raises NotFound, without telling the token."""
        where = screenings.c.token == token if token else screenings.c.id == id
        with self._engine.connect() as connection:
            row = connection.execute(select(screenings).where(where)).mappings().first()
        if row is None:
            raise NotFound("there is no such screening; it was left, or the link is wrong")
        return ScreeningRow(**row)

    async def change_screening(self, id: str, **values: Any) -> None:  # noqa: A002
        """Set columns of a screening: `viewer`, `shared`, `seen_s`."""
        await self._write(lambda connection: connection.execute(update(screenings).where(screenings.c.id == id).values(values)))

    async def erase_screening(self, id: str) -> None:  # noqa: A002
        """Remove a screening, its events and its consents; nothing of the viewer is left."""

        def work(connection: Connection) -> None:
            connection.execute(delete(events).where(events.c.screening == id))
            connection.execute(delete(consents).where(consents.c.subject == id))
            connection.execute(delete(screenings).where(screenings.c.id == id))

        await self._write(work)

    # Events

    async def append(self, screening: str, more: Sequence[Event]) -> None:
        """Add events to a screening's log; durable when this returns. Raises IntegrityError when a number is taken."""
        if more:
            await self._write(lambda connection: _append(connection, screening, more))

    def events(self, screening: str) -> tuple[Event, ...]:
        """A screening's log from its beginning."""
        query = select(events).where(events.c.screening == screening).order_by(events.c.n)
        with self._engine.connect() as connection:
            return tuple(Event(row.n, row.kind, row.data, row.at_s) for row in connection.execute(query))

    # Consents

    async def consent(self, given: Consent) -> None:
        """Record that somebody agreed, or no longer does; the newest word counts."""
        values = {name: getattr(given, name) for name in Consent.__slots__}
        work = upsert(consents).values(values).on_conflict_do_update(index_elements=["subject", "kind"], set_=values)
        await self._write(lambda connection: connection.execute(work))

    def consents(self, subject: str) -> Mapping[str, Consent]:
        """What a subject was asked for, by kind."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(consents).where(consents.c.subject == subject)).mappings()
            return {row["kind"]: Consent(**row) for row in rows}

    def statistics(self) -> Mapping[str, int]:
        """Rows of each table, by its name."""
        with self._engine.connect() as connection:
            return {
                table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for table in METADATA.sorted_tables
            }


def _append(connection: Connection, screening: str, more: Sequence[Event]) -> None:
    rows = [{"screening": screening, "n": e.n, "kind": e.kind, "data": e.data, "at_s": e.at_s} for e in more]
    if rows:
        connection.execute(insert(events), rows)


def _begin(connection: Connection) -> None:
    # The driver's own transactions begin late and break savepoints; this is SQLAlchemy's documented way around it.
    connection.exec_driver_sql("BEGIN")


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
