"""Small typed functions over the tables; those that write return once it is committed."""

from __future__ import annotations

import asyncio
import functools
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from playhead.errors import NotFound, PlayheadError
from playhead.records.engine import RecordsAway, is_away, line_of, open_engine, upsert, writing
from playhead.records.leases import LEASE_S, Leases
from playhead.records.migrate import migrate
from playhead.records.rows import Consent, Event, Revision, ScreeningRow, Spending
from playhead.records.tables import METADATA, consents, events, films, revisions, screenings, spendings, tomls
from playhead.records.writer import Insert, Work, Writer

READ_S = 5.0
"""A reader waits so long for a database that is away."""
AGAIN_S = 0.2
READERS = 8
T = TypeVar("T")
P = ParamSpec("P")


class Records:
    """The database in a file, made when it is not there, or at an address such as `postgresql://USER:PASSWORD@HOST/NAME`.

    With `server`, the name of a server that no other ever had, screenings are leased: what is appended to one that another
    server has is refused. Raises BadInput for an address that cannot be one, RecordsAway when nothing answers there.
    """

    def __init__(self, where: Path | str, *, server: str = "", lease_s: float = LEASE_S) -> None:
        self._engine = open_engine(where)
        try:
            migrate(self._engine)
        except Exception as error:
            self._engine.dispose()
            if is_away(error):
                raise _away(self._engine.url.render_as_string(), error) from None
            raise
        self._writer = Writer(writing(self._engine))
        # Readers of their own: while the database is away they wait, and nothing else has to wait for them.
        self._readers = ThreadPoolExecutor(READERS, "records-reader")
        self.leases = Leases(server, self._write, lease_s) if server else None

    @property
    def trouble(self) -> PlayheadError | None:
        """Why nothing can be written now, RecordsAway or StoreFull; None when it can."""
        return self._writer.trouble

    def close(self) -> None:
        """Commit what waits and close the database."""
        self._writer.close()
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._engine.dispose()

    async def ask(self, what: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One of the methods that read, such as `events`, called without holding up the caller's loop. Raises RecordsAway."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, functools.partial(what, *args, **kwargs))

    async def _write(self, work: Work, *, must: bool = False) -> Any:
        return await asyncio.wrap_future(self._writer.submit(work, must=must))

    def _read(self, work: Callable[[Connection], T]) -> T:
        """Read, waiting for a database that is away. Raises RecordsAway."""
        until_s = time.monotonic() + READ_S
        while True:
            try:
                with self._engine.connect() as connection:
                    return work(connection)
            except Exception as error:
                if not is_away(error):
                    raise
                if time.monotonic() > until_s:
                    raise _away("the database", error) from None
                threading.Event().wait(AGAIN_S)

    # Films and revisions

    async def keep_revision(self, revision: Revision) -> None:
        """Remember a film's script, so that what was shown of it can be shown again after it was edited."""

        def work(connection: Connection) -> None:
            film = {"id": revision.film, "title": revision.title, "path": revision.path}
            connection.execute(upsert(connection, films).values(film).on_conflict_do_update(index_elements=["id"], set_=film))
            row = {"revision": revision.revision, "film": revision.film, "path": revision.path, "source": revision.source}
            connection.execute(upsert(connection, revisions).values(row).on_conflict_do_nothing())
            if revision.toml is not None:
                toml = {"revision": revision.revision, "film": revision.film, "text": revision.toml}
                connection.execute(upsert(connection, tomls).values(toml).on_conflict_do_nothing())

        await self._write(work)

    def revision(self, film: str, revision: str) -> Revision:
        """A kept script. Raises NotFound."""
        query = (
            select(revisions, films.c.title, tomls.c.text)
            .join(films, films.c.id == revisions.c.film)
            .outerjoin(tomls, (tomls.c.revision == revisions.c.revision) & (tomls.c.film == revisions.c.film))
            .where(revisions.c.film == film, revisions.c.revision == revision)
        )
        row = self._read(lambda connection: connection.execute(query).mappings().first())
        if row is None:
            raise NotFound(f"revision {revision} of film {film!r} is not in the records")
        return Revision(row["revision"], row["film"], row["title"], row["path"], row["source"], row["text"])

    # Screenings

    async def open_screening(self, row: ScreeningRow, first: Sequence[Event]) -> None:
        """Begin a screening with its first events; it is this server's."""

        def work(connection: Connection) -> None:
            values = {name: getattr(row, name) for name in ScreeningRow.__slots__}
            known = connection.execute(select(screenings.c.token).where(screenings.c.id == row.id)).scalar()
            if known != row.token:  # else it was opened before the connection was lost
                connection.execute(insert(screenings).values(values))
            _append(connection, row.id, _rows(row.id, first))
            if self.leases is not None:
                self.leases.begin(connection, row.id)

        await self._write(work)

    def screening(self, *, token: str = "", id: str = "") -> ScreeningRow:  # noqa: A002 - the column's name
        """A screening by its token or its id. Raises NotFound, without telling the token."""
        where = screenings.c.token == token if token else screenings.c.id == id
        row = self._read(lambda connection: connection.execute(select(screenings).where(where)).mappings().first())
        if row is None:
            raise NotFound("there is no such screening; it was left, or the link is wrong")
        return ScreeningRow(**row)

    async def change_screening(self, id: str, **values: Any) -> None:  # noqa: A002
        """Set columns of a screening: `viewer`, `shared`, `seen_s`. Raises Fenced when another server has it."""

        def work(connection: Connection) -> None:
            if self.leases is not None:
                self.leases.check(connection, id)
            connection.execute(update(screenings).where(screenings.c.id == id).values(values))

        await self._write(work)

    async def erase_screening(self, id: str) -> None:  # noqa: A002
        """Remove a screening, its events, its consents and its account; nothing of the viewer is left."""

        def work(connection: Connection) -> None:
            connection.execute(delete(events).where(events.c.screening == id))
            connection.execute(delete(consents).where(consents.c.subject == id))
            connection.execute(delete(spendings).where(spendings.c.kind == "screening", spendings.c.name == id))
            connection.execute(delete(screenings).where(screenings.c.id == id))

        await self._write(work)

    # Events

    async def append(self, screening: str, more: Sequence[Event]) -> None:
        """Add events to a screening's log; durable when this returns, however long the database is away. What is there is not added again.

        Raises Fenced when another server has the screening, IntegrityError when a number is taken by something else.
        """
        if more:
            await asyncio.wrap_future(self.append_nowait(screening, more))

    def append_nowait(self, screening: str, more: Sequence[Event]) -> Future[None]:
        """The same, in the order in which it is called; the future is done when these events are durable."""

        def work(connection: Connection) -> None:
            if self.leases is not None:
                self.leases.check(connection, screening)
            _append(connection, screening, rows)

        rows = _rows(screening, more)
        # Where a lease is to be looked at first, or there is nothing to write, each goes by itself.
        alone = self.leases is not None or not rows
        return self._writer.submit(work if alone else Insert(INSERT_EVENTS, rows, work), must=True)

    def events(self, screening: str) -> tuple[Event, ...]:
        """A screening's log from its beginning."""
        query = select(events).where(events.c.screening == screening).order_by(events.c.n)
        rows = self._read(lambda connection: connection.execute(query).all())
        return tuple(Event(row.n, row.kind, row.data, row.at_s) for row in rows)

    def recent(self, kind: str, screenings_max: int) -> tuple[tuple[str, Event], ...]:
        """Events of a kind, each with the film it is of, from the logs of the screenings that were seen last."""
        last = select(screenings.c.id, screenings.c.film).order_by(screenings.c.seen_s.desc()).limit(screenings_max).subquery()
        query = select(last.c.film, events).join(last, last.c.id == events.c.screening).where(events.c.kind == kind)
        rows = self._read(lambda connection: connection.execute(query).all())
        return tuple((row.film, Event(row.n, row.kind, row.data, row.at_s)) for row in rows)

    # Consents

    async def consent(self, given: Consent) -> None:
        """Record that somebody agreed, or no longer does; the newest word counts."""
        values = {name: getattr(given, name) for name in Consent.__slots__}

        def work(connection: Connection) -> None:
            given = upsert(connection, consents).values(values)
            connection.execute(given.on_conflict_do_update(index_elements=["subject", "kind"], set_=values))

        await self._write(work)

    def consents(self, subject: str) -> Mapping[str, Consent]:
        """What a subject was asked for, by kind."""
        query = select(consents).where(consents.c.subject == subject)
        rows = self._read(lambda connection: connection.execute(query).mappings().all())
        return {row["kind"]: Consent(**row) for row in rows}

    # Spendings

    async def spend(self, run: str, spent: Sequence[Spending]) -> None:
        """What this run of a server, known by a name that no other ever had, has spent on these accounts since it began."""
        rows = [{"run": run, **{name: getattr(each, name) for name in Spending.__slots__}} for each in spent]

        def work(connection: Connection) -> None:
            for row in rows:
                given = upsert(connection, spendings).values(row)
                connection.execute(given.on_conflict_do_update(index_elements=["run", "renderer", "kind", "name"], set_=row))

        if rows:
            await self._write(work)

    def spendings(self, but: str = "") -> tuple[Spending, ...]:
        """What was spent on each account by all runs of all servers, without the run `but`."""
        account = spendings.c.renderer, spendings.c.kind, spendings.c.name
        query = select(*account, func.sum(spendings.c.seconds)).where(spendings.c.run != but).group_by(*account)
        rows = self._read(lambda connection: connection.execute(query).all())
        return tuple(Spending(*row) for row in rows)

    def statistics(self) -> Mapping[str, int]:
        """Rows of each table, by its name."""

        def work(connection: Connection) -> dict[str, int]:
            counts = {table.name: select(func.count()).select_from(table) for table in METADATA.sorted_tables}
            return {name: int(connection.execute(count).scalar_one()) for name, count in counts.items()}

        return self._read(work)

    def check(self) -> None:
        """Ask the database something, once. Raises RecordsAway."""
        try:
            with self._engine.connect() as connection:
                connection.execute(select(1))
        except Exception as error:
            if is_away(error):
                raise _away("the database", error) from None
            raise


INSERT_EVENTS = insert(events)


def _rows(screening: str, more: Sequence[Event]) -> list[dict[str, Any]]:
    return [{"screening": screening, "n": e.n, "kind": e.kind, "data": e.data, "at_s": e.at_s} for e in more]


def _append(connection: Connection, screening: str, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    try:
        # Where many write together the one that fails is found by trying each by itself; see Writer.
        apart = connection.in_nested_transaction()
        with connection.begin_nested() if apart else nullcontext():
            connection.execute(INSERT_EVENTS, rows)
    except IntegrityError:
        if not apart:
            raise
        # Either somebody else wrote these numbers, or we did, and lost the connection before we heard so.
        numbers = events.c.n.in_([row["n"] for row in rows])
        known = {row.n: (row.kind, row.data, row.at_s) for row in connection.execute(select(events).where(events.c.screening == screening, numbers))}
        left = [row for row in rows if known.get(row["n"]) != (row["kind"], json.loads(json.dumps(row["data"])), row["at_s"])]
        if len(left) == len(rows):
            raise
        if left:
            connection.execute(INSERT_EVENTS, left)


def _away(what: str, error: Exception) -> RecordsAway:
    return RecordsAway(f"{what} does not answer: {line_of(error)}")
