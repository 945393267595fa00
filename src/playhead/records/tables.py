"""The tables as they are now; SQLAlchemy core, so that the same text serves SQLite and PostgreSQL. `migrations` makes them so."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

METADATA = MetaData()

films = Table(
    "films",
    METADATA,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("path", String, nullable=False),
)

revisions = Table(
    "revisions",
    METADATA,
    Column("revision", String, primary_key=True),
    Column("film", String, ForeignKey("films.id"), primary_key=True),
    Column("path", String, nullable=False),
    Column("source", LargeBinary, nullable=False),
)

tomls = Table(  # a revision's film.toml; a table of its own, so that records from before there was one are read as they are
    "tomls",
    METADATA,
    Column("revision", String, primary_key=True),
    Column("film", String, ForeignKey("films.id"), primary_key=True),
    Column("text", String, nullable=False),
)

screenings = Table(
    "screenings",
    METADATA,
    Column("id", String, primary_key=True),
    Column("token", String, nullable=False, unique=True),
    Column("film", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("seed", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("viewer", JSON, nullable=False),
    Column("source", String, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("created_s", Float, nullable=False),
    Column("seen_s", Float, nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("screening", String, ForeignKey("screenings.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("data", JSON, nullable=False),
    Column("at_s", Float, nullable=False),
)

consents = Table(
    "consents",
    METADATA,
    Column("subject", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("granted", Boolean, nullable=False),
    Column("evidence", String, nullable=False),
    Column("at_s", Float, nullable=False),
)

spendings = Table(  # each run of a server writes down its own, all of it anew; what was spent is their sum
    "spendings",
    METADATA,
    Column("run", String, primary_key=True),
    Column("renderer", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("seconds", Float, nullable=False),
)

servers = Table(  # each lives until `until_s` by the database's own clock, unless it says again that it does
    "servers",
    METADATA,
    Column("id", String, primary_key=True),
    Column("address", String, nullable=False),
    Column("until_s", Float, nullable=False),
)

leases = Table(  # which server has a screening; free when there is none, or the server does not live
    "leases",
    METADATA,
    Column("screening", String, ForeignKey("screenings.id", ondelete="CASCADE"), primary_key=True),
    Column("owner", String, nullable=False, index=True),
)
