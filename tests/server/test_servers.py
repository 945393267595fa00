"""Two servers over one database show the same screenings; either may go."""

import asyncio
import functools
import re
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlalchemy import text
from tests.server.conftest import SCRIPT, House

from playhead.server.neighbours import MARK, Neighbours

pytestmark = pytest.mark.slow


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        return asyncio.run(test(*args, **kwargs))

    return run


class Street(httpx.AsyncBaseTransport):
    """Leads from one server to another by its address, as long as that one is not in `down`."""

    def __init__(self):
        self.apps = {}
        self.down = set()
        self.asked = []

    async def handle_async_request(self, request):
        self.asked.append(request.url.path)
        if request.url.host in self.down:
            raise httpx.ConnectError("nobody listens there")
        return await httpx.ASGITransport(self.apps[request.url.host], raise_app_exceptions=False).handle_async_request(request)


OWN = SCRIPT.replace(b"MARA\nIt was here.", b'MARA\nIt was here, {viewer.name or "friend"}.')


class Servers:
    """Servers called "one" and "two", each with a client."""

    def __init__(self, folder, script=SCRIPT):
        self.folder = folder
        self.script = script
        self.street = Street()
        self.houses = {}

    @asynccontextmanager
    async def running(self, name):
        folder = self.folder / name
        folder.mkdir()
        house = House(folder, self.script, database=f"sqlite:///{self.folder / 'shared.sqlite'}", address=f"http://{name}")
        if self.houses:
            house.clock = next(iter(self.houses.values())).clock
        self.houses[name] = house
        async with house.running() as client:
            house.house.neighbours = Neighbours(self.street)
            self.street.apps[name] = house.app
            yield house, client


@pytest.fixture
def servers(tmp_path):
    return Servers(tmp_path)


async def lists(client, made):
    base = made["playlist"].rsplit("/", 1)[0]
    answers = [await client.get(f"{base}/{name}.m3u8") for name in ("film", "picture-64", "sound")]
    assert [answer.status_code for answer in answers] == [200] * 3, answers[0].text
    return [answer.text for answer in answers]


def goes_on(before, after):
    """Whether playlists are what they were, or more."""
    return all(new.startswith(old.removesuffix("#EXT-X-ENDLIST\n")) for old, new in zip(before, after, strict=True))


@in_loop
async def test_any_server_answers_for_a_screening_and_one_shows_it(servers):
    async with servers.running("one") as (one, first), servers.running("two") as (two, second):
        made = await one.open(first)
        await one.watch(first, made, 3)
        assert goes_on(await lists(second, made), await lists(first, made))
        assert not two.house.screenings
        answer = await second.post(f"/s/{made['token']}/playhead", json={"seconds": 1.5, "paused": True})
        assert answer.json()["seconds"] == 1.5
        assert (await second.patch(f"/s/{made['token']}/viewer", json={"name": "Ada"})).json() == {"name": "Ada"}
        assert (await second.post(f"/s/{made['token']}/choices/none", json={"option": 0})).status_code == 404
        segment = re.search(r"/m/\w+\.m4s\?t=\d+", (await lists(second, made))[1]).group()
        there, here = await second.get(segment), await first.get(segment)
        assert (there.status_code, there.content) == (200, here.content)
        back = await second.post("/api/screenings", json={"film": "the-key", "from": made["token"]})
        assert back.status_code == 201
        assert (await first.get(f"/s/{back.json()['token']}")).status_code == 200
        assert (await second.delete(f"/s/{made['token']}")).status_code == 204
        assert (await first.get(f"/s/{made['token']}")).status_code == 404


@in_loop
async def test_a_server_that_is_gone_is_taken_over_from_and_lets_go_when_it_comes_back(servers):
    async with servers.running("one") as (one, first), servers.running("two") as (two, second):
        made = await one.open(first)
        await one.watch(first, made, 3)
        before = await lists(first, made)
        servers.street.down.add("one")
        after = await lists(second, made)
        assert goes_on(before, after)
        assert [screening.row.token for screening in two.house.screenings] == [made["token"]]
        # What the other still wants to write is refused, and so it learns of it.
        if (screening := one.house.known(made["token"])) is not None:
            one.clock.advance(0.5)
            screening.heartbeat(3.5, paused=False)
            await screening.wait_change(float("inf"))
        assert not one.house.screenings
        servers.street.down.clear()
        assert goes_on(await lists(first, made), await lists(second, made))
        log = two.house.records.events(made["id"])
        assert [event.n for event in log] == list(range(len(log)))


@in_loop
async def test_what_holds_a_viewers_own_words_is_made_again_where_it_is_taken_over(tmp_path):
    servers = Servers(tmp_path, OWN)
    async with servers.running("one") as (one, first), servers.running("two") as (_, second):
        made = await one.open(first, viewer={"name": "Ada"})
        for _ in range(20):
            await one.watch(first, made, 1)
            own = re.findall(rf"/s/{made['token']}/m/\w+\.m4s\?t=\d+", (await lists(first, made))[2])
            if own:
                break
        here = await first.get(own[0])
        assert here.status_code == 200
        assert (await second.get(own[0])).content == here.content  # asked of the one that has it
        assert not list((tmp_path / "two" / "private").glob("*/objects/*/*"))
        servers.street.down.add("one")
        assert (await second.get(own[0])).content == here.content
        assert list((tmp_path / "two" / "private").glob("*/objects/*/*"))


@pytest.mark.long
@in_loop
async def test_a_screening_whose_server_lives_and_cannot_be_asked_is_to_be_asked_for_again(servers):
    async with servers.running("one") as (one, first), servers.running("two") as (_, second):
        made = await one.open(first)
        answer = await second.get(made["playlist"], headers={MARK: "1"})  # as if it was passed on in a circle
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["Retry-After"]
        unknown = await second.get("/s/nobodys/film.m3u8")
        assert unknown.status_code == 404


@pytest.mark.long
@in_loop
async def test_who_ends_leaves_its_screenings_to_the_others(servers):
    async with servers.running("two") as (two, second):
        async with servers.running("one") as (one, first):
            made = await one.open(first)
            await one.watch(first, made, 3)
            before = await lists(first, made)
        servers.street.down.add("one")
        asked = len(servers.street.asked)
        after = await lists(second, made)
        assert len(servers.street.asked) == asked
        assert after[1].startswith(before[1])
        assert two.house.screenings
        with two.house.records._engine.connect() as connection:
            assert connection.execute(text("select count(*) from servers")).scalar() == 1
