"""A database that is away, or has no room: what must be written waits, in order; nothing is lost and nothing is there twice."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import text
from tests.postgres import Postgres

from playhead.errors import StoreFull
from playhead.records import Event, Records, RecordsAway, ScreeningRow, database, writer

ROW = ScreeningRow("ab", "secret", "lamp", "r1", 7, 1.0, 1.0)


def event(n, **data):
    return Event(n, "beat", data, 1.5)


@pytest.fixture
def falling():
    """A PostgreSQL of one's own, to be ended."""
    server = Postgres().start()
    yield server
    server.remove()


@pytest.mark.slow
@pytest.mark.parametrize("end", ["stop", pytest.param("kill", marks=pytest.mark.long)])
def test_events_wait_for_a_database_that_is_started_again(falling, end):
    records = Records(falling.address)

    async def play():
        await records.open_screening(ROW, [event(0)])
        going = [asyncio.ensure_future(records.append("ab", [event(n)])) for n in range(1, 50)]
        await going[0]
        getattr(falling, end)()
        going += [asyncio.ensure_future(records.append("ab", [event(n)])) for n in range(50, 100)]
        await asyncio.to_thread(falling.start)
        await asyncio.gather(*going)
        return await asyncio.to_thread(records.events, "ab")

    assert [each.n for each in asyncio.run(play())] == list(range(100))
    records.close()


@pytest.mark.long
def test_who_waits_for_a_database_that_stays_away_is_told(falling, monkeypatch):
    monkeypatch.setattr(writer, "PATIENCE_S", 0.2)
    monkeypatch.setattr(writer, "CLOSE_S", 0.2)
    monkeypatch.setattr(database, "READ_S", 0.2)
    records = Records(falling.address)
    asyncio.run(records.open_screening(ROW, [event(0)]))
    falling.stop()
    with pytest.raises(RecordsAway, match="does not answer"):
        asyncio.run(records.change_screening("ab", shared=True))
    with pytest.raises(RecordsAway):
        records.events("ab")
    with pytest.raises(RecordsAway):
        records.check()
    waiting = records.append_nowait("ab", [event(1)])
    assert not waiting.done()
    records.close()
    with pytest.raises(RecordsAway):
        waiting.result(0)
    with pytest.raises(RecordsAway, match="postgres") as error:
        Records(falling.address)
    assert "\n" not in str(error.value)


def test_events_wait_for_room_on_the_disk(tmp_path):
    records = Records(tmp_path / "records.sqlite")
    asyncio.run(records.open_screening(ROW, [event(0)]))

    def fill(connection):
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))

    # The one connection that writes has a limit to its pages, as a disk has.
    records._writer._engine.dispose()
    records._writer.submit(fill).result(5)
    begun, gathered = threading.Event(), threading.Event()
    records._writer.submit(lambda _: begun.set() or gathered.wait(10))
    assert begun.wait(10)
    first = [records.append_nowait("ab", [event(n, much="." * 4000)]) for n in range(1, 5)]

    async def agree():
        consent = asyncio.create_task(records.consent(database.Consent("ab", "profile", True, "." * 9000, 2.0)))
        await asyncio.sleep(0)
        gathered.set()
        await consent

    with pytest.raises(StoreFull, match="free some room"):
        asyncio.run(agree())
    after = records.append_nowait("ab", [event(5)])
    for waiting in (*first, after):  # a failure opens another connection, which has no such limit: there is room again
        waiting.result(10)
    assert [each.n for each in records.events("ab")] == list(range(6))
    records.close()


def test_somebody_else_writes_for_too_long(tmp_path, monkeypatch):
    path = tmp_path / "records.sqlite"
    records = Records(path)
    asyncio.run(records.open_screening(ROW, [event(0)]))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = records.append_nowait("ab", [event(1)])
        assert not waiting.done()
        other.execute("ROLLBACK")
    waiting.result(10)
    assert [each.n for each in records.events("ab")] == [0, 1]
    records.close()
