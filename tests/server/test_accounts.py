"""What costs money is written down as it is spent, and known again."""

from __future__ import annotations

import asyncio

import pytest

from playhead.errors import StoreFull
from playhead.projection.budget import Budgets
from playhead.records import Records
from playhead.server.accounts import Accounts

from .conftest import SmallFarm

MACHINES = {"costly": {"price_per_s": 0.5, "money_per_film": 5}}


@pytest.fixture
def records(tmp_path):
    made = Records(tmp_path / "records.sqlite")
    yield made
    made.close()


def test_a_budget_outlives_the_server(house, monkeypatch):
    monkeypatch.setattr(SmallFarm, "budgets", Budgets(MACHINES), raising=False)

    async def spend(seconds):
        async with house.running():
            told = house.farms[-1].budgets["costly"].refuses("ab", "lamp", seconds)
            house.farms[-1].budgets["costly"].spend("ab", "lamp", seconds)
            return told

    assert asyncio.run(spend(8.0)) == ""
    monkeypatch.setattr(SmallFarm, "budgets", Budgets(MACHINES))
    assert asyncio.run(spend(2.5)) == "this film has spent its 5"
    monkeypatch.setattr(SmallFarm, "budgets", Budgets({}))  # nothing costs anything any more
    assert asyncio.run(spend(100.0)) == ""


def test_servers_know_what_each_other_has_spent(records):
    async def main():
        one, other = Budgets(MACHINES), Budgets(MACHINES)
        accounts = [Accounts(budgets, records, run, shared=True) for budgets, run in ((one, "1"), (other, "2"))]
        one["costly"].spend("ab", "lamp", 6.0)
        other["costly"].spend("cd", "lamp", 3.0)
        for each in accounts:
            await each.write()
        for each in accounts:
            await each.begin()
        assert (one["costly"].spent, other["costly"].spent) == (4.5, 4.5)
        assert one["costly"].refuses("ef", "lamp", 2.0)
        assert not other["costly"].refuses("ef", "lamp", 1.0)

    asyncio.run(main())


def test_what_could_not_be_written_is_written_later(records, monkeypatch):
    async def main():
        budgets = Budgets(MACHINES)
        accounts = Accounts(budgets, records, "1", shared=False)
        budgets["costly"].spend("ab", "lamp", 6.0)

        async def full(*_):
            raise StoreFull("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(records, "spend", full)
            with pytest.raises(StoreFull):
                await accounts.write()
        assert records.spendings() == ()
        budgets["costly"].spend("ab", "lamp", -2.0)
        await accounts.write()
        assert {each.seconds for each in records.spendings()} == {4.0}

    asyncio.run(main())
