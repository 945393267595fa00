"""What a server's operator asks of it: health, readiness, metrics, the owner's page, drain, limits."""

from __future__ import annotations

import asyncio
import functools
from urllib.parse import urljoin

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from playhead.errors import StoreFull
from playhead.server import operation_routes
from playhead.server.buckets import Buckets
from playhead.server.drain import watching

from .conftest import House


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def figures(text):
    """Samples by name and labels."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text) for sample in family.samples
    }


async def play(house, client, seconds=6, **more):
    made = await house.open(client, **more)
    await client.get(urljoin(made["playlist"], "sound.m3u8"))
    await client.get(urljoin(made["playlist"], "picture-64.m3u8"))
    await house.watch(client, made, seconds)
    return made


@in_loop
async def test_metrics_tell_what_happened_and_nothing_of_who(house):
    async with house.running() as client:
        made = await play(house, client, viewer={"name": "Ondine"})
        house.app.state.history.sample(house.clock.now_s())
        await house.watch(client, made, 2)
        house.app.state.history.sample(house.clock.now_s())
        text = (await client.get("/metrics")).text
        found = figures(text)
        assert found["playhead_screenings",] == 1
        assert found["playhead_screenings_playing",] == 1
        assert found["playhead_screenings_opened_total",] == 1
        listed = found["playhead_listed_segments_total", "full", "picture"]
        assert listed == len(house.house.known(made["token"]).lists.picture) > 3
        assert found["playhead_events_total", "shown"] > listed, "sound is shown too"
        assert found["playhead_watched_seconds_total",] == pytest.approx(2, abs=0.1)
        assert found["playhead_request_seconds_count", "/s/{token}/playhead", "no"] == 16
        assert found["playhead_answers_total", "/api/screenings", "201", "POST"] == 1
        assert found["playhead_answers_total", "/s/{token}/sound.m3u8", "200", "GET"] == 1
        await client.get("/nowhere/at/all")
        assert figures((await client.get("/metrics")).text)["playhead_answers_total", "404", "GET", "nowhere"] == 1
        assert found["playhead_sent_bytes_total",] > 1000
        assert "Ondine" not in text
        assert made["token"] not in text
        assert made["id"] not in text
        assert "_created" not in text


@in_loop
async def test_stalls_that_players_tell_of_are_counted_once(house):
    async with house.running() as client:
        made = await play(house, client, 2)
        for stalls in (0, 1, 1, 3, 0, 2):  # the page was loaded anew after the third
            answer = await client.post(f"/s/{made['token']}/playhead", json={"seconds": 2, "stalls": stalls})
            assert answer.status_code == 200
        assert figures((await client.get("/metrics")).text)["playhead_player_stalls_total",] == 5
        refused = await client.post(f"/s/{made['token']}/playhead", json={"seconds": 2, "stalls": -1})
        assert refused.status_code == 422


@in_loop
async def test_the_server_is_ready_when_workers_store_and_database_answer(house, monkeypatch):
    async with house.running() as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/readyz")).json() == {"status": "ready", "workers": 2}

        def broken(_house):
            raise OSError("the disk is gone")

        with monkeypatch.context() as patch:
            patch.setattr(operation_routes, "_store_answers", broken)
            answer = await client.get("/readyz")
            assert answer.status_code == 503
            assert answer.json()["detail"] == "the store does not answer: the disk is gone"
            assert answer.headers["retry-after"]
        assert (await client.get("/readyz")).status_code == 200
        house.app.state.drain.begun = True
        assert (await client.get("/readyz")).json()["detail"] == "the server is closing"
        assert (await client.get("/healthz")).status_code == 200


@in_loop
async def test_a_drained_server_takes_nobody_new_and_lets_those_who_watch_play_on(house):
    async with house.running() as client:
        made = await play(house, client)
        screening = house.house.known(made["token"])
        drain = house.app.state.drain
        waits = []

        async def turn(seconds):
            waits.append(seconds)
            await house.watch(client, made, 1)  # played on as if nothing were

        left = await drain.wait_played_out(house.house, 30.0, turn)
        assert left == 0
        assert screening.lists.ended
        assert screening.position().ticks >= screening.lists.end - 48_000
        assert len(waits) > 3
        for body in ({"film": "the-key"}, {"film": "the-key", "from": made["token"]}):
            answer = await client.post("/api/screenings", json=body)
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
        assert (await client.get(made["playlist"])).status_code == 200


@in_loop
async def test_a_drain_does_not_wait_for_ever_nor_for_who_has_gone(house):
    async with house.running() as client:
        made = await play(house, client)
        assert watching(house.house) == 1

        async def turn(_seconds):
            house.clock.advance(1)
            await client.post(f"/s/{made['token']}/playhead", json={"seconds": house.position_s})

        assert await house.app.state.drain.wait_played_out(house.house, 5.0, turn) == 1
        house.clock.advance(11)
        assert watching(house.house) == 0, "its heartbeats have stopped"


def client_at(house, address):
    transport = httpx.ASGITransport(house.app, raise_app_exceptions=False, client=(address, 4000))
    return httpx.AsyncClient(transport=transport, base_url="http://films.example")


@in_loop
async def test_the_owners_page_is_for_this_machine_or_for_who_has_the_key(house, tmp_path):
    async with house.running() as client, client_at(house, "203.0.113.9") as far, client_at(house, "127.0.0.1") as rebound:
        for path in ("/metrics", "/operate/data"):
            assert (await client.get(path)).status_code == 200
            answer = await far.get(path)
            assert answer.status_code == 403
            assert "PLAYHEAD_OPERATE_KEY" in answer.json()["detail"]
            assert (await rebound.get(path)).status_code == 403, "another's page, led here by its name"
        assert (await far.get("/readyz")).status_code == 200
    keyed = House(tmp_path / "keyed", operate_key="ses:ame")
    async with keyed.running() as client, client_at(keyed, "203.0.113.9") as far:
        for each in (client, far):
            answer = await each.get("/metrics")
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Basic ")
            assert (await each.get("/metrics", auth=("", "ses:ame"))).status_code == 200
            assert (await each.get("/metrics", auth=("", "sesame"))).status_code == 401
            assert (await each.get("/metrics", headers={"Authorization": "Bearer ses:ame"})).status_code == 200
            assert (await each.get("/metrics", headers={"Authorization": "Basic !"})).status_code == 401


@in_loop
async def test_the_owners_page_is_told_the_last_minutes(house):
    async with house.running() as client:
        made = await play(house, client, viewer={"name": "Ondine"})
        history = house.app.state.history
        await history.measure()
        for _ in range(3):
            await house.watch(client, made, 2)
            history.sample(house.clock.now_s())
        told = (await client.get("/operate/data")).json()
        assert told["state"] == "ready"
        assert told["watching"] == 1
        assert [sample["t"] for sample in told["samples"]] == [8.0, 10.0, 12.0]
        last = told["samples"][-1]
        assert last["screenings"] == last["playing"] == 1
        assert last["watched_s"] == pytest.approx(2, abs=0.1)
        assert last["store_bytes"] > 0
        assert figures((await client.get("/metrics")).text)["playhead_evictions_total",] == 0
        house.house.store.cap_bytes = 1  # all that is not pinned must go
        with pytest.raises(StoreFull):
            house.house.store.evict()
        await history.measure()
        found = figures((await client.get("/metrics")).text)
        assert found["playhead_evictions_total",] > 0
        assert found["playhead_evicted_bytes_total",] + history.store_bytes == last["store_bytes"]
        assert told["samples"][0]["listed_full"] > 3
        assert told["samples"][0]["listed_half"] == 0
        assert told["screenings"][0]["id"] == made["id"]
        assert "Ondine" not in str(told)
        assert made["token"] not in str(told)
        later = (await client.get("/operate/data", params={"after": 10.0})).json()
        assert [sample["t"] for sample in later["samples"]] == [12.0]
        assert (await client.get("/operate/data?after=x")).status_code == 400


@in_loop
async def test_the_owner_is_told_how_models_and_servers_do(house, monkeypatch):
    told = {"runway": {"problem": "it failed 3 times in a row", "made": 5, "stood_in": 2, "spent": 0.5}}
    async with house.running() as client:
        assert (await client.get("/operate/data")).json()["renderers"] == []
        monkeypatch.setattr(type(house.house.farm), "statistics", lambda _: {"renderers": told}, raising=False)
        assert (await client.get("/operate/data")).json()["renderers"] == [{"name": "runway", **told["runway"]}]
        found = figures((await client.get("/metrics")).text)
        assert found["playhead_renderer_asked", "runway"] == 0
        assert found["playhead_renderer_spent", "runway"] == 0.5
        assert found["playhead_renderer_segments_total", "itself", "runway"] == 5
        assert found["playhead_renderer_segments_total", "runway", "stand-in"] == 2


@in_loop
async def test_who_asks_too_often_is_told_when_to_come_again(tmp_path):
    house = House(tmp_path, requests_per_s=5, address_requests_per_s=10)
    async with house.running() as client, client_at(house, "203.0.113.9") as far, client_at(house, "203.0.113.10") as other:
        made = await house.open(client)
        path = f"/s/{made['token']}"
        assert [(await client.get(path)).status_code for _ in range(21)] == [200] * 20 + [429]
        told = await far.get(path)
        assert told.status_code == 429, "a screening is counted wherever its player is"
        assert told.headers["content-type"] == "application/problem+json"
        assert told.json()["detail"] == "one screening may ask 5 times a second: ask again in 1 s"
        house.clock.advance(int(told.headers["retry-after"]))
        assert (await client.get(path)).status_code == 200

        assert [(await far.post("/api/screenings", json={"film": "none"})).status_code for _ in range(3)] == [404, 404, 429]
        assert (await far.get("/s/" + "0" * 32)).status_code == 429, "a token made up is no screening"
        assert (await far.get("/healthz")).status_code == 200
        assert (await other.get("/api/films")).status_code == 200
        assert all([(await client.get("/api/films")).status_code == 200 for _ in range(50)]), "this machine is not counted"
        assert figures((await client.get("/metrics")).text)["playhead_refused_total", "requests"] == 4


@in_loop
async def test_event_streams_and_bodies_are_limited(tmp_path):
    house = House(tmp_path, streams_max=2, body_max_bytes=1024)
    async with house.running() as client:
        one, two, three = [(await house.open(client))["token"] for _ in range(3)]
        app = house.app
        gates = []

        async def listen(token):
            """A listener whose first words are read, and who then stays; the status it got."""
            status, stay, got = [], asyncio.Event(), asyncio.Event()

            async def receive():
                await stay.wait()
                return {"type": "http.disconnect"}

            async def send(message):
                status.append(message.get("status", status[0] if status else None))
                got.set()

            path = f"/s/{token}/events"
            scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
                     "client": ("127.0.0.1", 1), "server": ("test", 80), "scheme": "http", "http_version": "1.1", "root_path": ""}
            task = asyncio.create_task(app(scope, receive, send))
            await got.wait()
            gates.append((task, stay))
            return status[0]

        assert [await listen(one), await listen(two), await listen(three)] == [200, 200, 429]
        assert figures((await client.get("/metrics")).text)["playhead_requests_under_way", "event stream"] == 2
        for task, stay in gates[:2]:
            stay.set()
            house.house.known(one).announce()
            house.house.known(two).announce()
            await task
        assert await listen(three) == 200
        gates[-1][1].set()
        house.house.known(three).announce()
        await gates[-1][0]

        large = await client.post("/api/screenings", content=b"x" * 1025, headers={"Content-Type": "application/json"})
        assert large.status_code == 413
        assert large.json()["detail"] == "a request body may have 1,024 bytes at most"


def test_a_bucket_fills_again_and_forgets_no_more_than_it_must():
    buckets = Buckets(2)
    assert [buckets.take("a", 0.0) for _ in range(9)] == [0.0] * 8 + [0.5]
    assert buckets.take("a", 0.5) == 0.0
    assert buckets.take("b", 0.5, cost=100) == 0.0, "what costs more than there ever is takes all there is"
    assert buckets.take("b", 0.5, cost=100) == 4.0
    assert buckets.take("a", 100.0, cost=8) == 0.0
    assert Buckets(0).take("a", 0.0) == 0.0
