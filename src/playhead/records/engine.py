"""Opening a database by its address, and what its errors mean: SQLite in a file, or PostgreSQL elsewhere."""

from __future__ import annotations

import importlib.util
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from playhead.errors import BadInput, PlayheadError

ANSWER_S = 10
"""A database that says nothing for so long is away."""
_AWAY = re.compile(r"08|57P0[123]|53300")
"""SQLSTATEs of a server that cannot be reached, is being stopped or started, or has no connection left."""
_FULL = ("disk is full", "disk I/O error", "unable to open database file")
_BUSY = "database is locked"


class RecordsAway(PlayheadError, OSError):
    """The database does not answer; it is asked again by itself, what was asked may be asked again later."""

    status = 503


def open_engine(where: Path | str) -> Engine:
    """The database in a file, or at an address as SQLAlchemy writes them. Raises BadInput."""
    if isinstance(where, Path):
        where.parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(f"sqlite:///{where}")
    try:
        url = make_url(where)
    except ArgumentError:
        raise BadInput("a database's address is postgresql://USER:PASSWORD@HOST/NAME; what was given cannot be read as one") from None
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return _sqlite(url.render_as_string(hide_password=False))
    if kind not in ("postgresql", "postgres"):
        raise BadInput(f"the database may be PostgreSQL (postgresql://...) or SQLite (sqlite:///...), not {kind[:20]!r}")
    if importlib.util.find_spec("pg8000") is None:
        raise BadInput("a PostgreSQL database needs the postgres extra: pip install 'playhead[postgres]'")
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # that a dead connection cannot be closed is no news
    return create_engine(
        url.set(drivername="postgresql+pg8000"),
        connect_args={"timeout": ANSWER_S, "application_name": "playhead"},
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=15,
    )


def is_away(error: BaseException) -> bool:
    """Whether an error says that the database cannot be reached now, rather than that what was asked is wrong."""
    return any(_away(each) for each in _chain(error))


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room left to write."""
    return any(isinstance(each, DBAPIError) and any(told in str(each.orig) for told in _FULL) for each in _chain(error))


def line_of(error: BaseException) -> str:
    """What the database said, in one line."""
    said = next((each for each in _chain(error) if _away(each) or is_full(each)), error)
    told = getattr(said, "orig", None) or said
    detail = told.args[0] if told.args else told
    return (str(detail.get("M", detail) if isinstance(detail, dict) else told).splitlines() or [type(told).__name__])[0][:200]


def upsert(connection: Connection, table: Table) -> Any:
    """An insert that may say what happens where there is such a row."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def writing(engine: Engine) -> Engine:
    """The engine for what writes: SQLite then waits for its turn at the beginning, and does not fail in the middle."""
    return engine.execution_options(writes=True)


def _sqlite(address: str) -> Engine:
    engine = create_engine(address, connect_args={"check_same_thread": False, "timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver's own transactions begin late and break savepoints; this is SQLAlchemy's documented way around it.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those in whose handling it arose: a savepoint cannot be undone either when the database is gone."""
    each: BaseException | None = error
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__


def _away(error: BaseException) -> bool:
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError) and not isinstance(error, PlayheadError)
    told = error.orig.args[0] if error.orig is not None and error.orig.args else None
    if isinstance(told, dict):
        return bool(_AWAY.match(str(told.get("C", ""))))
    return error.connection_invalidated or type(error.orig).__name__ == "InterfaceError" or _BUSY in str(error.orig)
