"""A log is written in order, nothing left out; while the database is away the film goes on from memory."""

import asyncio
from concurrent.futures import Future

import pytest
from tests.screening.test_choices import rig_of
from tests.screening.test_screening import in_loop

from playhead.errors import StoreFull
from playhead.records import Fenced, RecordsAway, writer
from playhead.screening import journal
from playhead.screening.journal import Journal
from playhead.timebase import TICK_RATE


class Away:
    """Records that may be away: what is appended meanwhile is kept until `back`."""

    def __init__(self, records=None):
        self.away = False
        self.trouble = None
        self.waiting = []
        self._records = records

    def __getattr__(self, name):
        return getattr(self._records, name)

    def append_nowait(self, screening, events):
        if not self.away and self._records is not None:
            return self._records.append_nowait(screening, events)
        self.waiting.append(((screening, events), Future()))
        return self.waiting[-1][1]

    def back(self):
        self.away = False
        while self.waiting:
            told, future = self.waiting.pop(0)
            if self._records is not None:
                self._records.append_nowait(*told).result(10)
            future.set_result(None)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(journal, "PATIENCE_S", 0.01)
    monkeypatch.setattr(journal, "ANSWER_S", 0.01)
    monkeypatch.setattr(writer, "GATHER_S", 0.0)


def away_of(rigs):
    rig = rig_of(rigs)
    rig.records = Away(rig.records)
    rig.screening = rig.make()
    return rig


@in_loop
async def test_nobody_waits_for_a_database_that_is_known_to_be_away(monkeypatch):
    records, woken = Away(), []
    log = Journal(records, "ab", lambda: 1.0, lambda: woken.append(True))
    assert await log.write()
    log.note("part", {})
    assert not await log.write()
    assert log.behind
    log.note("part", {})
    monkeypatch.setattr(journal, "PATIENCE_S", 3600)
    assert not await log.write()
    assert [[e.n for e in events] for (_, events), _ in records.waiting] == [[0], [1]]
    with pytest.raises(RecordsAway):
        await log.wait_written()
    records.trouble = StoreFull("no room")
    with pytest.raises(StoreFull):
        await log.wait_written()
    records.back()
    await log.wait_written()
    assert await log.write()
    assert woken
    assert not log.behind


@in_loop
async def test_only_so_much_waits(monkeypatch):
    monkeypatch.setattr(journal, "WAITING_MAX", 3)
    records = Away()
    log = Journal(records, "ab", lambda: 1.0, lambda: None)
    for _ in range(3):
        assert not log.full
        log.note("part", {})
        await log.write()
    assert log.full
    records.back()
    await log.wait_written()
    assert not log.full


@in_loop
async def test_what_the_database_refuses_is_never_followed_by_more():
    records = Away()
    log = Journal(records, "ab", lambda: 1.0, lambda: None)
    log.note("part", {})
    await log.write()
    log.note("part", {})
    log.send()
    records.waiting[0][1].set_exception(Fenced("another has it"))
    for ask in (log.wait_written, log.write):
        with pytest.raises(Fenced):
            await ask()
    assert log.lost
    log.note("part", {})
    with pytest.raises(Fenced):
        log.send()
    assert len(records.waiting) == 2


@in_loop
async def test_the_film_goes_on_while_the_database_is_away_and_nothing_is_lost(rigs):
    rig = away_of(rigs)
    await rig.screening.begin()
    await rig.play(4)
    rig.records.away = True
    stalls = []

    def look():
        if rig.screening.lists.end / TICK_RATE - rig.position_s < 0.3:
            stalls.append(rig.position_s)

    await rig.play(20, each=look)
    assert not stalls
    ahead_s = rig.screening.lists.end / TICK_RATE - rig.position_s
    assert ahead_s < 9, "only what is near is shown before it is written"
    assert rig.records.waiting
    rig.records.back()
    await rig.to_the_end()
    await rig.screening.journal.wait_written()
    log = rig.records.events("s1")
    assert [each.n for each in log] == list(range(rig.screening.journal.count))
    again = await rig.taken_up()
    assert [e.hash for e in again.lists.picture] == [e.hash for e in rig.screening.lists.picture]


@in_loop
async def test_with_too_much_waiting_nothing_more_happens_until_it_is_written(rigs, monkeypatch):
    monkeypatch.setattr(journal, "WAITING_MAX", 30)
    rig = away_of(rigs)
    await rig.screening.begin()
    await rig.play(4)
    rig.records.away = True
    await rig.play(60)
    assert sum(len(events) for (_, events), _ in rig.records.waiting) < 45
    rig.records.back()
    await rig.screening.journal.wait_written()
    await rig.to_the_end()
    await rig.screening.journal.wait_written()
    assert [each.n for each in rig.records.events("s1")] == list(range(rig.screening.journal.count))


@in_loop
async def test_a_choice_that_cannot_be_written_down_counts_and_is_answered_so(rigs):
    rig = away_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    while rig.screening.asking() is None:
        await rig.play(1)
    rig.records.away = True
    with pytest.raises(RecordsAway):
        await rig.screening.choose(rig.screening.asking()["id"], 0)
    rig.records.back()
    await rig.to_the_end()
    assert [(seam.option, seam.by) for seam in rig.screening.chosen()] == [(0, "viewer")]


@in_loop
async def test_what_is_noted_while_somebody_waits_keeps_them_no_longer(monkeypatch):
    monkeypatch.setattr(journal, "PATIENCE_S", 30.0)
    records = Away()
    log = Journal(records, "ab", lambda: 1.0, lambda: None)
    log.note("wished", {})
    waiting = asyncio.create_task(log.wait_written())
    await asyncio.sleep(0)
    log.note("shown", {})
    log.send()
    records.waiting[0][1].set_result(None)
    await waiting
    assert not records.waiting[1][1].done()


@in_loop
async def test_a_screening_whose_log_is_another_servers_is_closed_all_the_same(rigs):
    rig = away_of(rigs)
    await rig.screening.begin()
    await rig.play(4)
    rig.records.away = True
    rig.screening.note("viewer", {"viewer": {}})
    assert not await rig.screening.journal.write()
    rig.records.waiting[0][1].set_exception(Fenced("another has it"))
    for _ in range(3):  # nobody has looked when it is closed
        await asyncio.sleep(0)
    await rig.screening.close()
    assert rig.screening.closed
    assert rig.screening.journal.lost
