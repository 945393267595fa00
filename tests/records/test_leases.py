"""One server has a screening at a time, by the database's clock; what a server that lost one writes is refused."""

import asyncio

import pytest
from sqlalchemy import text

from playhead.errors import NotFound
from playhead.records import Event, Fenced, Records, ScreeningRow


def row(name):
    return ScreeningRow(name, f"secret-{name}", "lamp", "r1", 7, 1.0, 1.0)


def event(n):
    return Event(n, "beat", {}, 1.5)


@pytest.fixture
def two(database):
    """Two servers over one database."""
    made = [Records(database, server=name) for name in ("one", "two")]
    yield made
    for records in made:
        records.close()


def stop_living(records, server):
    """As if that server had said nothing for long."""
    with records._engine.begin() as connection:
        connection.execute(text("update servers set until_s = until_s - 3600 where id = :id"), {"id": server})


def test_a_screening_is_where_it_was_opened_until_that_server_lives_no_longer(two):
    one, other = two

    async def play():
        await one.leases.join("http://one")
        await other.leases.join("http://two")
        await one.open_screening(row("ab"), [event(0)])
        lease = await other.leases.take("ab")
        assert (lease.owner, lease.address, lease.mine) == ("one", "http://one", False)
        assert await one.leases.renew() == {"ab"}
        assert (await one.leases.take("ab")).mine
        assert await other.leases.others() == ("http://one",)
        stop_living(one, "one")
        assert (await other.leases.take("ab")).mine
        await other.append("ab", [event(1)])
        with pytest.raises(Fenced):
            await one.append("ab", [event(1)])
        assert await one.leases.renew() == set()  # it lives, and has nothing
        assert not (await one.leases.take("ab")).mine

    asyncio.run(play())
    assert [each.n for each in one.events("ab")] == [0, 1]


def test_a_server_known_to_be_lost_is_not_waited_for(two):
    one, other = two

    async def play():
        await one.leases.join("http://one")
        await other.leases.join("http://two")
        await one.open_screening(row("ab"), [event(0)])
        assert (await other.leases.take("ab", lost="one")).mine
        assert not (await one.leases.take("ab", lost="nobody")).mine

    asyncio.run(play())


def test_a_server_that_is_started_again_at_its_address_replaces_itself(two):
    one, other = two

    async def play():
        await one.leases.join("http://one")
        await one.open_screening(row("ab"), [event(0)])
        await other.leases.join("http://one")
        assert (await other.leases.take("ab")).mine

    asyncio.run(play())


def test_what_is_given_up_is_free(two):
    one, other = two

    async def play():
        await one.leases.join("http://one")
        await other.leases.join("http://two")
        await one.open_screening(row("ab"), [event(0)])
        await one.open_screening(row("cd"), [event(0)])
        await one.leases.release("ab")
        assert (await other.leases.take("ab")).mine
        assert not (await other.leases.take("cd")).mine
        await one.leases.leave()
        assert (await other.leases.take("cd")).mine
        assert await other.leases.others() == ()
        await other.erase_screening("cd")
        with pytest.raises(NotFound):
            await one.leases.take("cd")

    asyncio.run(play())
    assert other.statistics()["leases"] == 1


def test_of_many_that_take_at_once_one_has_it(two):
    one, other = two

    async def play():
        await one.leases.join("http://one")
        await other.leases.join("http://two")
        for n in range(20):
            await one.open_screening(row(str(n)), [event(0)])
            await one.leases.release(str(n))
            first, second = await asyncio.gather(one.leases.take(str(n)), other.leases.take(str(n)))
            assert first.owner == second.owner

    asyncio.run(play())
