"""The records keep what they are told, in order, and forget when told to."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from playhead.errors import NotFound
from playhead.records import Consent, Event, Records, Revision, ScreeningRow, Spending

ROW = ScreeningRow("ab", "secret", "lamp", "r1", 7, 1.0, 1.0, {"name": "Ada"})


def event(n, kind="beat", **data):
    return Event(n, kind, data, 1.5)


def test_a_screening_and_its_log_come_back_after_reopening(database):
    async def play(records):
        await records.open_screening(ROW, [event(0, "started")])
        await records.append("ab", [event(1, beat="arrival"), event(2, ticks=[1, 2])])
        await records.change_screening("ab", viewer={"name": "Bea"}, shared=True)

    records = Records(database)
    asyncio.run(play(records))
    records.close()
    again = Records(database)
    row = again.screening(token="secret")
    assert (row.viewer, row.shared, row.seed) == ({"name": "Bea"}, True, 7)
    assert again.screening(id="ab") == row
    assert [(e.n, e.kind, e.data) for e in again.events("ab")] == [
        (0, "started", {}),
        (1, "beat", {"beat": "arrival"}),
        (2, "beat", {"ticks": [1, 2]}),
    ]
    again.close()


def test_a_number_is_taken_once_and_the_rest_of_the_batch_is_kept(records):
    async def play():
        await records.open_screening(ROW, [event(0)])
        results = await asyncio.gather(
            records.append("ab", [event(1)]), records.append("ab", [event(1, other=1)]), records.append("ab", [event(2)]),
            return_exceptions=True,
        )
        return [type(result) for result in results]

    assert asyncio.run(play()) == [type(None), IntegrityError, type(None)]
    assert [e.n for e in records.events("ab")] == [0, 1, 2]


def test_what_is_there_already_is_not_added_again(records):
    async def play():
        await records.open_screening(ROW, [event(0)])
        await records.append("ab", [event(1, ticks=(1, 2)), event(2, said="Ça va")])
        await records.append("ab", [event(1, ticks=(1, 2)), event(2, said="Ça va"), event(3)])  # the answer to the first was lost
        await records.open_screening(ROW, [event(0)])

    asyncio.run(play())
    assert [e.n for e in records.events("ab")] == [0, 1, 2, 3]


def test_erasing_leaves_nothing(records):
    async def play():
        await records.open_screening(ROW, [event(0)])
        await records.consent(Consent("ab", "profile", True, "asked on the page", 2.0))
        await records.consent(Consent("ab", "profile", False, "taken back", 3.0))
        assert records.consents("ab")["profile"].granted is False
        await records.erase_screening("ab")

    asyncio.run(play())
    with pytest.raises(NotFound) as error:
        records.screening(token="secret")
    assert "secret" not in str(error.value)
    assert set(records.statistics().values()) == {0}


def test_a_revision_is_kept_beside_the_next(records):
    async def play():
        await records.keep_revision(Revision("r1", "lamp", "The Lamp", "lamp.fountain", b"one"))
        await records.keep_revision(Revision("r2", "lamp", "The Lamp again", "lamp.fountain", b"two"))
        await records.keep_revision(Revision("r1", "lamp", "The Lamp again", "lamp.fountain", b"other bytes, same revision"))

    asyncio.run(play())
    assert records.revision("lamp", "r1").source == b"one"
    assert records.revision("lamp", "r2").title == "The Lamp again"
    with pytest.raises(NotFound):
        records.revision("lamp", "r3")


def test_closed_records_refuse_to_write(records):
    records.close()
    with pytest.raises(RuntimeError, match="closed"):
        asyncio.run(records.append("ab", [event(0)]))


def test_what_was_spent_is_the_sum_of_all_runs_however_often_each_tells(records):
    async def play():
        await records.open_screening(ROW, [event(0)])
        for seconds in (2.0, 4.0, 4.0):
            await records.spend("monday", [Spending("runway", "film", "lamp", seconds), Spending("runway", "screening", "ab", 2.0)])
        await records.spend("tuesday", [Spending("runway", "film", "lamp", 1.5), Spending("runway", "screening", "cd", 1.5)])
        await records.spend("tuesday", [])
        before = set(records.spendings()), set(records.spendings("tuesday"))
        await records.erase_screening("ab")
        return before, set(records.spendings())

    (everything, monday), left = asyncio.run(play())
    film = Spending("runway", "film", "lamp", 5.5)
    assert everything == {film, Spending("runway", "screening", "ab", 2.0), Spending("runway", "screening", "cd", 1.5)}
    assert monday == {Spending("runway", "film", "lamp", 4.0), Spending("runway", "screening", "ab", 2.0)}
    assert left == {film, Spending("runway", "screening", "cd", 1.5)}, "a viewer who is forgotten was still paid for by the film"
