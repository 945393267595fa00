"""Choosing over HTTP: asked by events, chosen by POST, gone back to, shared, edited while it is watched, erased."""

from __future__ import annotations

import asyncio
import functools
import gc
import json
import re
import weakref
from contextlib import asynccontextmanager
from urllib.parse import urljoin

import pytest

from playhead.projection import PictureJob
from playhead.screening.tally import Way
from playhead.server import editing
from playhead.server.event_routes import Crossings
from playhead.server.programme import film_of

from .conftest import House

LISTS = ("picture-64.m3u8", "sound.m3u8", "captions-en.m3u8")
SCRIPT = """Title: The Door
Film: rating 6

## hall

INT. HALL - NIGHT

MARA, 40, stands before a door.

MARA
There is somebody behind it, {viewer.name or "stranger"}. [[in de: Da ist jemand.]]

[[choice 9s default wait: Open the door -> open / Wait -> wait / Shout -> shout]]

## open

INT. CELLAR - NIGHT

Mara opens the door. [[set brave = 1]]

MARA
Who is there?

## wait

INT. GARDEN - NIGHT

Mara turns and walks out into the rain.

## shout

[[when viewer.age > 90]]

Mara shouts.

## end

[[ending]]

EXT. HARBOUR - MORNING

MARA
So it was the cat. [[or when brave = 1: So it was my brother.]]
"""

pytestmark = pytest.mark.slow


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


@pytest.fixture
def house(tmp_path):
    return House(tmp_path, SCRIPT.encode())


class Stream:
    """A client of an events stream; `close` goes away without a word."""

    def __init__(self, app, token):
        self._gone = asyncio.Event()
        self.begun, self.told = asyncio.Event(), asyncio.Event()  # the first answer has come; something was told
        self._text = ""
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": f"/s/{token}/events", "raw_path": b"", "query_string": b"", "headers": [], "client": ("test", 1), "server": ("test", 80),
        }
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self):
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        self._text += message.get("body", b"").decode()
        self.begun.set()
        if self.events:
            self.told.set()

    async def close(self):
        self._gone.set()
        await self.task

    @property
    def events(self):
        """(kind, data) of all but `making`."""
        found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", self._text)
        return [(kind, json.loads(data)) for kind, data in found if kind != "making"]

    def last(self, kind):
        return [data for name, data in self.events if name == kind][-1]


@asynccontextmanager
async def watching(house, client, **more):
    """A new screening with an open stream, played into the window of its choice; gives its answer, the stream and the choice."""
    made = await house.open(client, **more)
    stream = Stream(house.app, made["token"])
    try:
        await client.get(urljoin(made["playlist"], LISTS[0]))
        for _ in range(200):
            await house.watch(client, made, 0.5)
            asked = house.house.known(made["token"]).asking()
            if asked and house.position_s >= asked["opens_s"]:
                break
        yield made, stream, asked
    finally:
        await stream.close()


async def to_the_end(house, client, made):
    screening = await house.house.find(made["token"])
    for _ in range(400):
        if screening.lists.ended:
            return
        await house.watch(client, made, 0.5)
    raise AssertionError("the film does not end")


async def lists(client, made):
    return {name: (await client.get(urljoin(made["playlist"], name))).text for name in LISTS}


async def beats(client, made):
    return [part["beat"] for part in (await client.get(f"/s/{made['token']}/cut")).json()["parts"] if part["kind"] == "beat"]


@in_loop
async def test_a_film_tells_what_it_asks_and_that_it_varies(house):
    async with house.running() as client:
        film = (await client.get("/api/films/the-key")).json()
        assert (film["rating"], film["runtime"], film["varies"], film["languages"]) == (6, None, True, ["en", "de"])
        assert {"field": "name", "prompt": "What may the film call you?", "kind": "text", "options": []} in film["questions"]
        young = await client.post("/api/screenings", json={"film": "the-key", "viewer": {"age": 5}})
        assert young.status_code == 403
        assert "from 6" in young.json()["detail"]
        assert young.headers["content-type"] == "application/problem+json"


@in_loop
async def test_choosing_until_the_lock_and_the_order_of_events(house):
    async with house.running() as client, watching(house, client) as (made, stream, asked):
        url = f"/s/{made['token']}/choices/{asked['id']}"
        told = stream.last("choice")
        assert [(option["n"], option["label"], option["open"]) for option in told["options"]] == [
            (0, "Open the door", True), (1, "Wait", True), (2, "Shout", False),
        ]
        assert told["options"][2]["why"]
        assert told["default"] == 1
        assert told["locks_s"] - told["opens_s"] == pytest.approx(9, abs=0.01)
        assert (await client.post(url, json={"option": 2})).status_code == 422
        assert (await client.post(url, json={"option": 9})).status_code == 422
        assert (await client.post(f"/s/{made['token']}/choices/99", json={"option": 0})).status_code == 404
        assert (await client.post(url, json={"option": 1})).status_code == 200
        chosen = await client.post(url, json={"option": 0})
        assert chosen.json() == {"id": asked["id"], "option": 0, "label": "Open the door", "locks_s": asked["locks_s"]}
        while house.position_s < asked["locks_s"] + 0.5:
            await house.watch(client, made, 0.5)
        late = await client.post(url, json={"option": 1})
        assert late.status_code == 409
        assert "locked" in late.json()["detail"]
        await to_the_end(house, client, made)
        await house.watch(client, made, 0.5)
        assert await beats(client, made) == ["hall", "open", "end"]
        kinds = [kind for kind, _ in stream.events]
        assert kinds == ["choice"] * kinds.count("choice") + ["locked", "chosen", "end"]
        assert stream.last("chosen") == {"id": asked["id"], "option": 0, "label": "Open the door", "by": "viewer"}


@in_loop
async def test_who_listens_and_does_not_choose_gets_the_default(house):
    async with house.running() as client, watching(house, client) as (made, stream, asked):
        screening = house.house.known(made["token"])
        assert screening.crossing.listeners == 1
        await to_the_end(house, client, made)
        assert await beats(client, made) == ["hall", "wait", "end"]
        assert stream.last("chosen") == {"id": asked["id"], "option": 1, "label": "Wait", "by": "default"}


@in_loop
async def test_where_nobody_listens_nobody_is_asked(house):
    async with house.running() as client:
        made = await house.open(client)
        stream = Stream(house.app, made["token"])
        screening = house.house.known(made["token"])
        await stream.begun.wait()
        assert screening.crossing.listeners == 1
        await stream.close()
        assert screening.crossing.listeners == 0, "who went away is not waited for"
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await to_the_end(house, client, made)
        assert screening.asking() is None
        assert await beats(client, made) == ["hall", "wait", "end"]
        parts = (await client.get(f"/s/{made['token']}/cut")).json()["parts"]
        assert [part["chosen"] for part in parts if part["id"] == "hall"] == [{"label": "Wait", "by": "default"}]


@in_loop
async def test_who_only_listens_hears_the_film_to_its_end(house):
    async with house.running() as client:
        made = await house.open(client)
        await client.get(urljoin(made["playlist"], LISTS[0]))  # a player looks at both before it leaves the pictures
        screening = house.house.known(made["token"])
        for _ in range(200):
            house.clock.advance(0.5)
            await client.get(urljoin(made["playlist"], LISTS[1]))
            await screening.advance()
            if screening.lists.ended:
                break
        assert screening.lists.ended
        assert await beats(client, made) == ["hall", "wait", "end"]


@in_loop
async def test_after_the_end_it_is_told_what_was_chosen_and_what_there_was(house):
    async with house.running() as client, watching(house, client, before=["wait"]) as (made, _, asked):
        url = f"/s/{made['token']}/story"
        assert (await client.get(url)).status_code == 409
        await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
        await to_the_end(house, client, made)
        told = (await client.get(url)).json()
        (chosen,) = told["chosen"]
        assert (chosen["id"], chosen["label"], chosen["changed"]) == (asked["id"], "Open the door", ["Open", "End"])
        assert chosen["at_s"] == pytest.approx(asked["seam_s"], abs=0.01)
        assert told["seen"] == ["hall", "open", "end"]
        assert told["before"] == ["end", "hall", "open", "wait"]
        assert told["endings"] == {"seen": 1, "of": 1}
        nodes = {node["id"]: (node["title"], node["seen"], node["kind"]) for node in told["map"]["nodes"]}
        assert nodes["open"] == ("Open", True, "branch")
        assert nodes["wait"] == ("Wait", False, "branch")
        assert nodes["end"] == ("End", True, "ending")
        edges = {(edge["from"], edge["to"]): (edge["label"], edge["taken"]) for edge in told["map"]["edges"]}
        assert edges["hall", "open"] == ("Open the door", True)
        assert edges["hall", "wait"] == ("Wait", False)
        assert edges["open", "end"] == ("", True)


@in_loop
async def test_going_back_starts_a_cut_with_the_same_beginning_to_the_byte(house):
    async with house.running() as client:
        async with watching(house, client, viewer={"name": "Ada"}) as (made, _, asked):
            await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
            await to_the_end(house, client, made)
        first = await lists(client, made)
        body = {"film": "the-key", "from": made["token"], "at": asked["id"], "option": 1}
        assert (await client.post("/api/screenings", json={**body, "from": made["id"]})).status_code == 404, "only whose cut it is"
        assert (await client.post("/api/screenings", json={**body, "at": "7"})).status_code == 404
        assert (await client.post("/api/screenings", json={**body, "option": 2})).status_code == 422
        drawn = len(house.farms[0].log)
        other = (await client.post("/api/screenings", json=body)).json()
        assert other["token"] != made["token"]
        begun = {name: text.replace(other["token"], made["token"]) for name, text in (await lists(client, other)).items()}
        for name in LISTS:
            assert first[name].startswith(begun[name]), name
        assert len(house.farms[0].log) == drawn
        for uri in re.findall(rf"/s/{other['token']}/m/\S+", (await lists(client, other))["sound.m3u8"]):
            assert (await client.get(uri)).content == (await client.get(uri.replace(other["token"], made["token"]))).content
        house.position_s = asked["seam_s"] - 3
        await to_the_end(house, client, other)
        assert await beats(client, other) == ["hall", "wait", "end"]
        assert (await lists(client, other))["picture-64.m3u8"] != first["picture-64.m3u8"]
        assert await beats(client, made) == ["hall", "open", "end"], "the first is as it was"


@in_loop
async def test_a_link_replays_the_cut_without_the_viewers_words(house):
    async with house.running() as client:
        async with watching(house, client, viewer={"name": "Ada", "age": 40}, seed=5) as (made, _, asked):
            await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
            await to_the_end(house, client, made)
        shared = (await client.post(f"/s/{made['token']}/share")).json()["from"]
        follow = {"film": "the-key", "from": shared}
        assert (await client.post("/api/screenings", json={**follow, "viewer": {"age": 5}})).status_code == 403
        exact = await client.post("/api/screenings", json={**follow, "exact": True})
        assert exact.status_code == 409
        cuts = []
        for _ in range(2):
            other = (await client.post("/api/screenings", json=follow)).json()
            house.position_s = 0.0
            await client.get(urljoin(other["playlist"], LISTS[0]))
            await to_the_end(house, client, other)
            assert await beats(client, other) == ["hall", "open", "end"]
            cuts.append(await lists(client, other))
            said = "".join([(await client.get(f"/s/{other['token']}/captions-en/{n}.vtt")).text for n in range(20)])
            assert "stranger" in said
            assert "Ada" not in said
            assert "/s/" not in cuts[-1]["sound.m3u8"] + cuts[-1]["picture-64.m3u8"], "nothing in it is anybody's own"
        hashes = [re.findall(r"/m/(\w+)", cut["picture-64.m3u8"]) for cut in cuts]
        assert hashes[0] == hashes[1]
        seen = re.findall(r"/m/(\w+)", (await lists(client, made))["picture-64.m3u8"])
        assert hashes[0][-8:] == seen[-8:], "what says nothing of the viewer is the same for both"
        again = (await client.post(f"/s/{other['token']}/share")).json()["from"]
        takes = (await client.post("/api/screenings", json={"film": "the-key", "from": again, "exact": True})).json()
        assert await lists(client, takes) == cuts[1]


@in_loop
async def test_who_follows_a_link_is_told_of_its_choices_and_may_leave_it_at_one(house):
    async with house.running() as client:
        async with watching(house, client) as (made, _, asked):
            await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
            await to_the_end(house, client, made)
        shared = (await client.post(f"/s/{made['token']}/share")).json()["from"]
        follow = {"film": "the-key", "from": shared, "viewer": {"access": ["less-flashing"]}}
        other = (await client.post("/api/screenings", json=follow)).json()
        assert house.house.known(other["token"]).plot.state.viewer == {"access": ("less-flashing",)}, "theirs, not of who shared it"
        stream = Stream(house.app, other["token"])
        house.position_s = 0.0
        await client.get(urljoin(other["playlist"], LISTS[0]))
        await to_the_end(house, client, other)
        await house.watch(client, other, 0.5)
        await stream.close()
        assert [(kind, data["taken"]) for kind, data in stream.events if kind != "end"] == [("choice", 0)], "told once, not asked"
        told = stream.last("choice")
        assert {**told, "taken": None} == {**asked, "taken": None}
        story = (await client.get(f"/s/{other['token']}/story")).json()
        assert [(chosen["label"], chosen["by"]) for chosen in story["chosen"]] == [("Open the door", "cut")]
        way = {"film": "the-key", "from": other["token"], "at": told["id"], "option": 1}
        takes = (await client.post("/api/screenings", json={**follow, "viewer": {}, "exact": True})).json()
        listener = Crossings(house.house.known(takes["token"]))
        assert [(kind, data["taken"]) for kind, data in listener.news()] == [("choice", 0)], "take by take, too"
        own = (await client.post("/api/screenings", json=way)).json()
        house.position_s = asked["seam_s"] - 3
        await to_the_end(house, client, own)
        assert await beats(client, own) == ["hall", "wait", "end"]


@in_loop
async def test_where_there_was_one_way_nothing_was_chosen(tmp_path):
    script = SCRIPT.replace("Open the door -> open / Wait -> wait / ", "Open the door -> open / ").replace("default wait", "default open")
    house = House(tmp_path, script.replace("## open", "## through-the-door").replace("-> open", "-> through-the-door").replace(
        "default open", "default through-the-door").encode())
    async with house.running() as client:
        made = await house.open(client)
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await to_the_end(house, client, made)
        story = (await client.get(f"/s/{made['token']}/story")).json()
        assert story["chosen"] == []
        assert "Through the door" in [node["title"] for node in story["map"]["nodes"]], "a name as it is read, not as it is written"


@in_loop
async def test_a_restart_in_the_window_asks_on(house):
    async with house.running() as client, watching(house, client) as (made, _, asked):
        await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
        before = await lists(client, made)
    async with house.running() as client:
        stream = Stream(house.app, made["token"])
        await house.house.find(made["token"])
        await stream.told.wait()
        assert stream.last("choice") == {**asked, "wish": 0}
        assert await lists(client, made) == before
        await to_the_end(house, client, made)
        await stream.close()
        assert await beats(client, made) == ["hall", "open", "end"]


@in_loop
async def test_what_holds_the_viewers_words_is_theirs_alone_and_erased_with_them(house):
    async with house.running() as client:
        async with watching(house, client, viewer={"name": "Ada"}) as (made, _, _):
            pass
        sounds = (await lists(client, made))["sound.m3u8"]
        own = re.findall(rf"/s/{made['token']}/m/(\w+)\.m4s\?t=\d+", sounds)
        assert own
        uri = f"/s/{made['token']}/m/{own[0]}.m4s?t=4096"
        answer = await client.get(uri)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert (await client.get(uri, headers={"Range": "bytes=0-9"})).content == answer.content[:10]
        assert (await client.options(uri)).status_code == 204
        assert (await client.get(f"/m/{own[0]}.m4s?t=0")).status_code == 404, "the shared store has none of it"
        other = await house.open(client)
        assert (await client.get(f"/s/{other['token']}/m/{own[0]}.m4s?t=0")).status_code == 404
        folder = house.house.known(made["token"]).private
        next(folder.glob(f"objects/*/{own[0]}")).unlink()
        house.farms[0].flights.clear()
        assert (await client.get(uri)).content == answer.content, "made again from the script"
        assert (await client.delete(f"/s/{made['token']}")).status_code == 204
        assert not folder.exists()
        assert (await client.get(uri)).status_code == 404
        (folder / "objects").mkdir(parents=True)  # a worker was not done yet
        await house.house.tidy()
        assert not folder.exists()


@in_loop
async def test_what_was_chosen_is_known_after_a_restart(house):
    ways = [Way(0, "open"), Way(1, "wait")]
    async with house.running() as client, watching(house, client) as (made, _, asked):
        film = house.house.known(made["token"]).row.film
        before = house.house.tally.chances(film, "hall", ways, 1)
        await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
        await to_the_end(house, client, made)
        after = house.house.tally.chances(film, "hall", ways, 1)
        assert after[0] > before[0]
    async with house.running(drive=False):
        assert house.house.tally.chances(film, "hall", ways, 1) == before
        await house.house.recall()
        assert house.house.tally.chances(film, "hall", ways, 1) == after


@in_loop
async def test_a_film_that_is_over_is_put_away_and_its_end_is_still_told(house):
    async with house.running() as client, watching(house, client) as (made, _, _):
        await to_the_end(house, client, made)
        other = await house.open(client)
        before = (await client.get(made["playlist"].replace("film.m3u8", "sound.m3u8"))).text
        house.clock.advance(61)
        assert await house.house.tidy() == 1
        assert house.house.known(made["token"]) is None
        assert house.house.known(other["token"]) is not None
        assert (await client.get(made["playlist"].replace("film.m3u8", "sound.m3u8"))).text == before


@in_loop
async def test_what_is_put_away_is_let_go_of_at_once(house):
    async with house.running() as client:
        gc.collect()
        gc.disable()
        try:
            async with watching(house, client) as (made, _, asked):
                await client.post(f"/s/{made['token']}/choices/{asked['id']}", json={"option": 0})
                await to_the_end(house, client, made)
            gone = weakref.ref(house.house.known(made["token"]))
            async with watching(house, client) as (left, stream, _):  # who leaves while they are asked
                assert stream.last("choice")
                leaving = weakref.ref(house.house.known(left["token"]))
            house.clock.advance(601)
            assert await house.house.tidy() == 2
            for _ in range(10):
                await asyncio.sleep(0)
            # Garbage of a server's old generation is looked for once in many minutes.
            assert (gone(), leaving()) == (None, None)
        finally:
            gc.enable()


@in_loop
async def test_captions_are_in_the_viewers_language(house):
    async with house.running() as client:
        for language, first in (("de-AT", "de"), ("fr", "en"), (None, "en")):
            made = await house.open(client, viewer={"language": language} if language else {})
            master = (await client.get(made["playlist"])).text
            tags = re.findall(r'LANGUAGE="(\w+)",DEFAULT=(\w+)', master)
            assert [tag for tag, _ in tags] == (["de", "en"] if first == "de" else ["en", "de"])
            assert dict(tags) == {"de": "YES" if first == "de" else "NO", "en": "NO"}
        assert 'NAME="Deutsch"' in master
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await house.watch(client, made, 6)
        count = len(house.house.known(made["token"]).lists.sound)
        said = {
            tag: "".join([(await client.get(f"/s/{made['token']}/captions-{tag}/{n}.vtt")).text for n in range(count)]) for tag in ("en", "de")
        }
        assert "Da ist jemand." in said["de"]
        assert "There is somebody behind it, stranger." in said["en"]
        missing = await client.get(f"/s/{made['token']}/captions-fr.m3u8")
        assert missing.status_code == 404
        assert "en, de" in missing.json()["detail"]


@in_loop
async def test_the_viewer_may_say_more_while_they_watch(house):
    async with house.running() as client:
        made = await house.open(client, viewer={"age": 20}, now={"hour": 23, "month": 7, "weekday": "friday", "south": True})
        screening = house.house.known(made["token"])
        assert screening.plot.state.now == {"hour": 23, "time": "night", "season": "winter", "weekday": "friday"}
        assert (await client.patch(f"/s/{made['token']}/viewer", json={"likes": ["sea"], "age": None})).json() == {"likes": ["sea"]}
        assert screening.plot.state.viewer == {"likes": ("sea",)}


@in_loop
async def test_an_edit_goes_on_in_the_film_that_is_playing(house):
    path = house.films["the-key"].path
    path.write_text(SCRIPT)
    said = []
    async with house.running() as client, watching(house, client) as (made, stream, asked):
        author = editing.Editing(house.house, said.append)
        assert await author.look() == 0
        path.write_text(SCRIPT.replace("into the rain", "into the snow"))
        assert await author.look() == 0, "an editor may not be done with writing"
        drawn = {job.key for job in house.farms[0].log}
        assert await author.look() == 1
        assert said == [f"{path}: changed Wait; one screening goes on with it"]
        assert await author.look() == 0
        path.write_text("Title: Nothing\n")
        await author.look()
        assert await author.look() == 0
        assert said[1].startswith(f"{path}: the script has only a title page")
        assert said[1].endswith("; the film goes on as it was")
        path.unlink()
        await author.look()
        await author.look()
        assert len(said) == 3
        assert "\n" not in "".join(said)
        await to_the_end(house, client, made)
        assert await beats(client, made) == ["hall", "wait", "end"]
        assert stream.last("revision") == {"revision": house.house.films["the-key"].revision, "text": "Wait"}
        new = {job.shot.place.name for job in house.farms[0].log if isinstance(job, PictureJob) and job.key not in drawn}
        assert "HALL" not in new
        assert any("snow" in event.data.get("text", "") or event.kind == "revised" for event in house.house.records.events(made["id"]))
        again = await house.open(client)
        assert house.house.known(again["token"]).story.revision == house.house.films["the-key"].revision
    async with house.running() as client:  # the revision is in the records, the file is gone
        assert await beats(client, made) == ["hall", "wait", "end"]
        assert asked["id"]


@in_loop
async def test_a_revision_is_kept_with_its_film_toml(house):
    old = house.films["the-key"]
    house.films["the-key"] = film_of("the-key", SCRIPT.encode(), str(old.path), '[bounds]\nnever = ["blood"]\n')
    async with house.running() as client:
        made = await house.open(client)
        revision = house.house.films["the-key"].revision
        assert revision != old.revision
    house.films["the-key"] = old
    async with house.running() as client:
        assert (await client.get(f"/s/{made['token']}/cut")).json()["revision"] == revision
        assert (await house.house.find(made["token"])).story.revision == revision
