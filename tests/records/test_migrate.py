"""Whichever version made a database, the next one goes on with it."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from playhead.errors import BadInput
from playhead.records import Event, Records, ScreeningRow
from playhead.records.tables import METADATA

OLD = """
CREATE TABLE films (id VARCHAR NOT NULL, title VARCHAR NOT NULL, path VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE revisions (revision VARCHAR NOT NULL, film VARCHAR NOT NULL, path VARCHAR NOT NULL, source BLOB NOT NULL,
    PRIMARY KEY (revision, film), FOREIGN KEY(film) REFERENCES films (id));
CREATE TABLE screenings (id VARCHAR NOT NULL, token VARCHAR NOT NULL, film VARCHAR NOT NULL, revision VARCHAR NOT NULL,
    seed INTEGER NOT NULL, viewer JSON NOT NULL, source VARCHAR NOT NULL, shared BOOLEAN NOT NULL, created_s FLOAT NOT NULL,
    seen_s FLOAT NOT NULL, PRIMARY KEY (id), UNIQUE (token));
CREATE TABLE events (screening VARCHAR NOT NULL, n INTEGER NOT NULL, kind VARCHAR NOT NULL, data JSON NOT NULL, at_s FLOAT NOT NULL,
    PRIMARY KEY (screening, n), FOREIGN KEY(screening) REFERENCES screenings (id) ON DELETE CASCADE);
CREATE TABLE consents (subject VARCHAR NOT NULL, kind VARCHAR NOT NULL, granted BOOLEAN NOT NULL, evidence VARCHAR NOT NULL,
    at_s FLOAT NOT NULL, PRIMARY KEY (subject, kind));
INSERT INTO screenings VALUES ('ab', 'secret', 'lamp', 'r1', 7, '{"name": "Ada"}', '', 0, 1.0, 1.0);
INSERT INTO events VALUES ('ab', 0, 'started', '{"film": "lamp"}', 1.5);
"""


def columns(path):
    """What SQLite makes of each table: names, types, keys."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table' and name != 'alembic_version'")]
        return {name: database.execute(f"pragma table_info({name})").fetchall() for name in tables}


def test_a_database_from_before_there_were_steps_is_taken_over(tmp_path):
    path = tmp_path / "records.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(OLD)
    for _ in range(2):
        records = Records(path)
        assert records.screening(token="secret") == ScreeningRow("ab", "secret", "lamp", "r1", 7, 1.0, 1.0, {"name": "Ada"})
        records.close()
    records = Records(path)
    asyncio.run(records.append("ab", [Event(1, "beat", {}, 2.0)]))
    assert [event.n for event in records.events("ab")] == [0, 1]
    records.close()
    fresh = tmp_path / "fresh.sqlite"
    Records(fresh).close()
    assert columns(path) == columns(fresh)
    assert set(columns(fresh)) == {table.name for table in METADATA.sorted_tables}


def test_the_steps_lead_to_the_tables_that_are_used(tmp_path):
    Records(tmp_path / "steps.sqlite").close()
    for name, told in columns(tmp_path / "steps.sqlite").items():
        assert [column[1] for column in told] == [column.name for column in METADATA.tables[name].columns], name


def test_a_database_from_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "records.sqlite"
    Records(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("update alembic_version set version_num = '9999'")
        database.commit()
    with pytest.raises(BadInput, match="newer version of Playhead"):
        Records(path)


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "sqlite://"])
def test_an_address_that_cannot_be_one_is_told_in_a_line(address):
    with pytest.raises(BadInput) as error:
        Records(address)
    assert "\n" not in str(error.value)
