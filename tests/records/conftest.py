"""The same tests over SQLite in a file and over a real PostgreSQL."""

from __future__ import annotations

import pytest
from tests.postgres import Postgres

from playhead.records import Records


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL that runs; databases on it are made as they are wanted."""
    server = Postgres().start()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.sqlite'}"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def records(database):
    made = Records(database)
    yield made
    made.close()
