"""Every row of the HTTP surface, over ASGI, with real small segments."""

from __future__ import annotations

import asyncio
import functools
import json
import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest

from playhead.media import duration_of
from playhead.media.boxes import find
from playhead.projection import PictureJob
from playhead.server import event_routes
from playhead.server.recent import RECENT_S
from playhead.timebase import PICTURE_TIMESCALE, SOUND_TIMESCALE

LISTS = ("picture-64.m3u8", "sound.m3u8", "captions-en.m3u8")


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def entries(text):
    """(uri, seconds) of each segment of a playlist."""
    lines = text.splitlines()
    return [(lines[i + 1], float(line[8:-1])) for i, line in enumerate(lines) if line.startswith("#EXTINF:")]


def strict(text, before=""):
    """Check a media playlist against RFC 8216, sections 4.3 and 6.2.1, and against the one before."""
    lines = text.splitlines()
    assert lines[0] == "#EXTM3U"
    tags = [line.split(":")[0] for line in lines]
    for once in ("VERSION", "TARGETDURATION", "PLAYLIST-TYPE", "MEDIA-SEQUENCE", "INDEPENDENT-SEGMENTS", "START", "SERVER-CONTROL"):
        assert tags.count(f"#EXT-X-{once}") == 1, once
    assert "#EXT-X-PLAYLIST-TYPE:EVENT" in lines
    assert "#EXT-X-MEDIA-SEQUENCE:0" in lines
    assert not any("DISCONTINUITY" in line for line in lines)
    target = int(next(line for line in lines if "TARGETDURATION" in line).split(":")[1])
    for _, seconds in entries(text):
        assert round(seconds) <= target
    if "#EXT-X-ENDLIST" in lines:
        assert lines[-1] == "#EXT-X-ENDLIST"
    if before:
        assert text.startswith(before.replace("#EXT-X-ENDLIST\n", "")), "a playlist is only appended to"
        if "ENDLIST" in before:
            assert text == before


async def tfdt(client, uri):
    data = (await client.get(uri)).content
    at, _ = find(data, b"moof", b"traf", b"tfdt")
    return int.from_bytes(data[at + 4 : at + 12]), duration_of(data)


@in_loop
async def test_the_programme(house):
    async with house.running() as client:
        (film,) = (await client.get("/api/films")).json()
        assert (film["id"], film["title"], film["author"]) == ("the-key", "The Key", "Nobody")
        assert 5 < film["seconds"] < 120
        one = (await client.get("/api/films/the-key")).json()
        assert one == film
        assert (one["questions"], one["languages"]) == ([], ["en"])
        missing = await client.get("/api/films/the-door")
        assert missing.status_code == 404
        assert missing.headers["content-type"] == "application/problem+json"
        assert missing.json()["detail"] == "no film is called 'the-door'; on are the-key"


@in_loop
async def test_a_whole_film_by_its_playlists(house):
    async with house.running() as client:
        made = await house.open(client)
        assert set(made) == {"id", "token", "playlist", "events", "page"}
        assert made["page"] == "/watch/the-key"
        master = (await client.get(made["playlist"])).text
        assert "picture-64.m3u8" in master
        assert re.search(r'CODECS="avc1\.64[0-9a-f]{4},mp4a\.40\.2",RESOLUTION=96x64', master)
        seen = dict.fromkeys(LISTS, "")
        first = (await client.get(urljoin(made["playlist"], LISTS[0]))).text
        assert 1 <= len(entries(first)) <= 3
        ended = False
        for _ in range(200):
            for name in LISTS:
                answer = await client.get(urljoin(made["playlist"], name))
                assert answer.headers["cache-control"] == "no-store"
                strict(answer.text, seen[name])
                seen[name] = answer.text
            ended = all("ENDLIST" in text for text in seen.values())
            if ended:
                break
            await house.watch(client, made, 1.0)
        assert ended
        totals = []
        for name, scale in zip(LISTS[:2], (PICTURE_TIMESCALE, SOUND_TIMESCALE), strict=True):
            at = 0
            assert (await client.get(re.search(r'MAP:URI="([^"]+)"', seen[name])[1])).content[4:8] == b"ftyp"
            for uri, seconds in entries(seen[name]):
                start, length = await tfdt(client, uri)
                assert start == at, "the timeline is continuous"
                assert length / scale == pytest.approx(seconds, abs=1e-6)
                at += length
            totals.append(at / scale)
        assert 0 <= totals[1] - totals[0] < 0.022, "picture and sound end together"
        words = [(await client.get(urljoin(made["playlist"], uri))).text for uri, _ in entries(seen[LISTS[2]])]
        assert all(text.startswith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n") for text in words)
        assert any("It was here." in text for text in words)
        assert (await client.get(urljoin(made["playlist"], "captions-en/9999.vtt"))).status_code == 404
        assert (await client.get(urljoin(made["playlist"], "captions-fr.m3u8"))).status_code == 404
        assert (await client.get(urljoin(made["playlist"], "picture-720.m3u8"))).status_code == 404


@in_loop
async def test_the_second_viewer_of_a_film_has_nothing_rendered(house):
    async with house.running() as client:
        uris = []
        for _ in range(2):
            made = await house.open(client)
            await client.get(urljoin(made["playlist"], LISTS[0]))
            await house.watch(client, made, 12)
            uris.append([uri for uri, _ in entries((await client.get(urljoin(made["playlist"], LISTS[0]))).text)])
            log = [job.key for job in house.farms[0].log]
            assert len(log) == len(set(log))
            if len(uris) == 1:
                known = log
        assert uris[0] == uris[1]
        assert log == known


@in_loop
async def test_a_blocking_reload_waits_for_the_segment_and_no_longer_than_three_targets(house):
    async with house.running() as client:
        made = await house.open(client)
        url = urljoin(made["playlist"], LISTS[0])
        await client.get(url)
        await house.watch(client, made, 0.5)
        count = len(entries((await client.get(url)).text))
        waiting = asyncio.create_task(client.get(url, params={"_HLS_msn": count}))
        await asyncio.sleep(0)
        assert not waiting.done()
        await house.watch(client, made, 2)
        assert len(entries((await waiting).text)) > count
        far = asyncio.create_task(client.get(url, params={"_HLS_msn": 9999}))
        await asyncio.sleep(0)
        house.clock.advance(6.1)
        await house.house.known(made["token"]).advance()
        answer = await far
        assert answer.status_code == 200
        assert (await client.get(url, params={"_HLS_msn": "soon"})).status_code == 400


@in_loop
async def test_who_does_not_wait_is_given_a_moment_for_a_second_segment(house):
    async with house.running() as client:
        made = await house.open(client)
        url = urljoin(made["playlist"], LISTS[0])
        await client.get(url)
        screening = house.house.known(made["token"])
        track = screening.lists.picture
        rest = track[1:]
        assert rest

        async def asked(wait_s, *more, **params):
            """How many segments are answered when there is one, and these more after so long."""
            track[1:] = []
            screening.lists.playlists.clear()
            asking = asyncio.create_task(client.get(url, params=params))
            for _ in range(20):
                await asyncio.sleep(0)
            waits = not asking.done()
            house.clock.advance(wait_s)
            track.extend(more)
            screening.announce()
            return waits, len(entries((await asking).text))

        assert await asked(0.1, *rest) == (True, len(rest) + 1)
        assert await asked(0.16) == (True, 1)
        assert await asked(0.0, _HLS_msn=0) == (False, 1)


@in_loop
async def test_media_is_immutable_open_and_served_in_parts(house):
    async with house.running() as client:
        made = await house.open(client)
        uri, _ = entries((await client.get(urljoin(made["playlist"], LISTS[0]))).text)[0]
        whole = await client.get(uri)
        assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert whole.headers["access-control-allow-origin"] == "*"
        assert whole.headers["accept-ranges"] == "bytes"
        assert (await client.head(uri)).headers["content-length"] == str(len(whole.content))
        for asked, start, end in (("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-7", -7, None)):
            part = await client.get(uri, headers={"Range": asked})
            assert part.status_code == 206
            assert part.content == whole.content[start:end]
        assert (await client.get(uri, headers={"Range": "bytes=99999999-"})).status_code == 416
        assert (await client.get(uri, headers={"If-None-Match": whole.headers["etag"]})).status_code == 304
        for known in (f'W/{whole.headers["etag"]}, "other"', "*"):
            assert (await client.get(uri, headers={"If-None-Match": known})).status_code == 304
        assert (await client.get(uri, headers={"If-None-Match": '"other"'})).status_code == 200
        assert (await client.get(uri, headers={"Range": "bytes=0-" + "9" * 5000})).status_code == 200
        assert (await client.get(uri.replace(".m4s", ".exe"))).status_code == 404
        moved = (await client.get(uri.replace("t=0", "t=123456"))).content
        assert moved != whole.content
        assert len(moved) == len(whole.content)
        for wrong in ("t=-1", "t=x", "t=" + "9" * 30, "t=" + "9" * 5000):
            assert (await client.get(uri.replace("t=0", wrong))).status_code == 400
        assert (await client.get("/m/" + "0" * 40 + ".m4s?t=0")).status_code == 404
        assert (await client.get("/m/..%2f..%2fetc.mp4")).status_code == 404


@in_loop
async def test_a_page_of_another_origin_may_ask_before_it_plays(house):
    async with house.running() as client:
        made = await house.open(client)
        lists = [urljoin(made["playlist"], name) for name in LISTS]
        uri, _ = entries((await client.get(lists[0])).text)[0]
        for path in (made["playlist"], *lists, lists[2].replace(".m3u8", "/0.vtt"), uri):
            answer = await client.options(path, headers={"Origin": "http://elsewhere", "Access-Control-Request-Method": "GET"})
            assert answer.status_code == 204, path
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "Range" in answer.headers["access-control-allow-headers"]
        assert (await client.options(f"/s/{made['token']}/viewer")).status_code == 405


@in_loop
async def test_an_evicted_segment_is_made_again(house):
    async with house.running() as client:
        made = await house.open(client)
        uri, _ = entries((await client.get(urljoin(made["playlist"], LISTS[0]))).text)[0]
        before = (await client.get(uri)).content
        house.farms[0].store.path(re.search(r"/m/([0-9a-f]+)", uri)[1]).unlink()
        house.farms[0].flights.clear()
        assert (await client.get(uri)).content == before  # from memory
        house.clock.advance(RECENT_S + 1)
        assert (await client.get(uri)).content == before
        assert sum(isinstance(job, PictureJob) and job.n == 0 and job.shot.framing.size == "title" for job in house.farms[0].log) == 2


@in_loop
async def test_resume_share_and_follow(house):
    async with house.running() as client:
        made = await house.open(client, viewer={"name": "Ada"}, seed=5)
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await house.watch(client, made, 6)
        state = (await client.get(f"/s/{made['token']}")).json()
        assert state["film"] == "the-key"
        assert state["playlist"] == made["playlist"]
        assert state["seconds"] == pytest.approx(6, abs=0.1)
        page = await client.get(f"/s/{made['token']}", headers={"Accept": "text/html,*/*"})
        assert (page.status_code, page.headers["location"]) == (303, "/watch/the-key")
        assert (await client.post("/api/screenings", json={"film": "the-key", "from": made["id"]})).status_code == 404
        shared = (await client.post(f"/s/{made['token']}/share")).json()
        assert shared["page"] == f"/watch/the-key?from={made['id']}"
        assert made["token"] not in json.dumps(shared)
        log = len(house.farms[0].log)
        other = await house.open(client, **{"from": shared["from"]})
        await client.get(urljoin(other["playlist"], LISTS[0]))
        await house.watch(client, other, 4)
        assert (await client.get(f"/s/{other['token']}/viewer")).json() == {}
        one, two = [(await client.get(f"/s/{each['token']}/cut")).json() for each in (made, other)]
        assert (one["seed"], one["revision"]) == (two["seed"], two["revision"])
        assert [part["beat"] for part in two["parts"]] == [part["beat"] for part in one["parts"]][: len(two["parts"])]
        assert len(house.farms[0].log) == log, "a shared cut renders nothing"


@in_loop
async def test_the_cut_tells_beats_shots_takes_times_and_reasons(house):
    async with house.running() as client:
        made = await house.open(client)
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await house.watch(client, made, 3)
        cut = (await client.get(f"/s/{made['token']}/cut")).json()
        title, beat = cut["parts"][:2]
        assert (title["kind"], beat["kind"]) == ("title", "beat")
        assert beat["why"] == "the script begins"
        assert beat["film_s"] == 3.0
        assert [take["at_s"] for take in title["shots"][0]["takes"]] == [0.0, 1.0, 2.0]
        take = beat["shots"][0]["takes"][0]
        assert (take["at_s"], take["grade"]) == (3.0, "full")


@in_loop
async def test_the_viewer_is_theirs_to_change_and_to_erase(house):
    async with house.running() as client:
        made = await house.open(client, viewer={"name": "Ada", "likes": ["letters"]})
        url = f"/s/{made['token']}/viewer"
        assert (await client.get(url)).json() == {"name": "Ada", "likes": ["letters"]}
        assert (await client.patch(url, json={"name": None, "age": 9})).json() == {"likes": ["letters"], "age": 9}
        bad = await client.patch(url, json={"likes": {"a": 1}})
        assert bad.status_code == 422
        assert "likes" in bad.json()["detail"]
        assert (await client.delete(f"/s/{made['token']}")).status_code == 204
        assert (await client.get(url)).status_code == 404
        assert (await client.get(made["playlist"])).status_code == 404
        assert house.house.records.statistics()["screenings"] == 0
        assert house.house.records.statistics()["events"] == 0


@in_loop
async def test_wrong_requests_get_one_clear_line(house):
    async with house.running() as client:
        made = await house.open(client)
        for method, path, body, status in (
            ("POST", "/api/screenings", {"film": "none"}, 404),
            ("POST", "/api/screenings", {}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "seed": -1}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "from": "nobody"}, 404),
            ("POST", f"/s/{made['token']}/playhead", {"seconds": "soon"}, 422),
            ("POST", f"/s/{made['token']}/playhead", {"seconds": -4}, 422),
            ("POST", f"/s/{made['token']}/choices/door", {"option": "open"}, 422),
            ("POST", f"/s/{made['token']}/choices/door", {"option": 1}, 404),
            ("POST", f"/s/{made['token']}/choices/door", {"option": -1}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "at": "1"}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "at": "1", "option": 0}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "from": "nobody", "at": "1", "option": 0}, 404),
            ("POST", "/api/screenings", {"film": "the-key", "exact": True}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "now": {"hour": 24}}, 422),
            ("POST", "/api/screenings", {"film": "the-key", "now": {"weekday": "someday"}}, 422),
            ("GET", f"/s/{made['token']}/story", None, 409),
            ("POST", "/s/nobody/playhead", {"seconds": 1}, 404),
            ("GET", f"/s/{made['token']}/m/3.m4s", None, 404),
            ("GET", f"/s/{made['token']}/m/{'0' * 40}.m4s?t=0", None, 404),
            ("GET", f"/s/nobody/m/{'0' * 40}.m4s?t=0", None, 404),
            ("GET", "/nowhere", None, 404),
            ("DELETE", "/api/films", None, 405),
            ("GET", f"/s/{made['token']}/picture-{'9' * 5000}.m3u8", None, 404),
            ("GET", f"/s/{made['token']}/captions-en/{'9' * 5000}.vtt", None, 400),
            ("GET", f"/s/{made['token']}/sound.m3u8?_HLS_msn={'9' * 5000}", None, 400),
            ("PATCH", f"/s/{made['token']}/viewer", {"age": 2**80}, 422),
        ):
            answer = await client.request(method, path, json=body)
            assert answer.status_code == status, path
            assert answer.headers["content-type"] == "application/problem+json", path
            told = answer.json()
            assert told["status"] == status
            assert "\n" not in told["detail"]
        large = await client.post("/api/screenings", content=b"x" * 70_000, headers={"Content-Type": "application/json"})
        assert large.status_code == 413

        async def endless():
            for _ in range(100):
                yield b"x" * 1000

        assert (await client.post("/api/screenings", content=endless())).status_code == 413
        unnamed = await client.post("/api/screenings", content=b'{"film": "the-key"}')
        assert unnamed.status_code == 422
        assert "Content-Type: application/json" in unnamed.json()["detail"]
        nonsense = await client.post("/api/screenings", content=b"{nonsense", headers={"Content-Type": "application/json"})
        assert nonsense.status_code == 422
        assert nonsense.json()["detail"].startswith("the body is not JSON: ")
        for unkept in (b'{"age": NaN}', b'{"name": "\\ud800"}'):
            answer = await client.patch(f"/s/{made['token']}/viewer", content=unkept, headers={"Content-Type": "application/json"})
            assert answer.status_code == 422
        assert (await client.get(f"/s/{made['token']}/viewer")).json() == {}
        assert (await client.get("/nowhere")).json()["detail"] == "there is nothing at '/nowhere'"


@in_loop
async def test_a_server_that_is_late_takes_nobody_more_in(small_house, monkeypatch):
    async with small_house.running() as client:
        farm = small_house.house.farm
        calm = farm.capacity()
        monkeypatch.setattr(farm, "capacity", lambda: replace(calm, lag_s=0.5))
        one = await small_house.open(client)  # nobody watches yet: it is not viewers that keep it
        told = await client.post("/api/screenings", json={"film": "the-key"})
        assert told.status_code == 429
        assert told.headers["retry-after"]
        assert "as many viewers as it can bear" in told.json()["detail"]
        assert (await client.get(urljoin(one["playlist"], LISTS[0]))).status_code == 200
        monkeypatch.setattr(farm, "capacity", lambda: calm)
        await small_house.open(client)


@in_loop
async def test_screenings_are_limited_and_the_idle_put_away_and_taken_up(small_house):
    async with small_house.running() as client:
        one = await small_house.open(client)
        await client.get(urljoin(one["playlist"], LISTS[0]))
        await small_house.watch(client, one, 3)
        before = (await client.get(urljoin(one["playlist"], LISTS[0]))).text
        await small_house.open(client)
        third = await client.post("/api/screenings", json={"film": "the-key"})
        assert third.status_code == 429
        assert third.headers["retry-after"]
        small_house.clock.advance(61)
        await small_house.open(client)  # whom nobody has asked about for a minute makes room
        assert len(small_house.house.screenings) == 1
        small_house.clock.advance(31 * 60)
        assert await small_house.house.tidy() == 1
        assert small_house.house.screenings == ()
        strict((await client.get(urljoin(one["playlist"], LISTS[0]))).text, before)


@in_loop
async def test_a_restarted_server_goes_on_where_it_was(house):
    async with house.running() as client:
        made = await house.open(client)
        await client.get(urljoin(made["playlist"], LISTS[0]))
        await house.watch(client, made, 5)
        before = {name: (await client.get(urljoin(made["playlist"], name))).text for name in LISTS}
        position_s = house.position_s
    async with house.running() as client:
        for name in LISTS:
            assert (await client.get(urljoin(made["playlist"], name))).text == before[name]
        house.position_s = position_s
        for _ in range(200):
            await house.watch(client, made, 1)
            now = {name: (await client.get(urljoin(made["playlist"], name))).text for name in LISTS}
            if all("ENDLIST" in text for text in now.values()):
                break
        for name in LISTS:
            strict(now[name], before[name])
            assert now[name].endswith("#EXT-X-ENDLIST\n")
        assert not any(getattr(job, "n", 1) == 0 and job.shot.framing.size == "title" for job in house.farms[1].log if hasattr(job, "shot"))


@in_loop
async def test_an_edited_film_is_resumed_as_it_was(house):
    from playhead.server.programme import film_of

    async with house.running() as client:
        made = await house.open(client)
        before = (await client.get(f"/s/{made['token']}/cut")).json()
    old = house.films["the-key"]
    house.films["the-key"] = film_of("the-key", old.screenplay.source + b"\n\nINT. CELLAR - DAY\n\nRats.\n", "the-key.fountain")
    async with house.running() as client:
        after = (await client.get(f"/s/{made['token']}/cut")).json()
        assert after["revision"] == before["revision"] == old.revision
        new = await house.open(client)
        assert (await client.get(f"/s/{new['token']}/cut")).json()["revision"] != old.revision


@in_loop
async def test_events_tell_what_is_made_and_the_end(house):
    async with house.running() as client:
        made = await house.open(client)
        screening = house.house.known(made["token"])
        stream = event_routes.stream(house.house, screening)
        assert (await anext(stream)).startswith("retry:")
        first = await anext(stream)
        assert first.startswith("event: making\ndata: {")
        assert json.loads(first.split("data: ")[1])["text"]
        await client.get(urljoin(made["playlist"], LISTS[0]))
        while not screening.lists.ended:
            await house.watch(client, made, 1)
        rest = [text async for text in stream]
        assert json.loads(rest[-1].split("data: ")[1])["seconds"] == pytest.approx(screening.lists.picture_end / 48000, abs=0.001)
        assert rest[-1].startswith("event: end\n")


@in_loop
async def test_the_calls_are_described(house):
    async with house.running() as client:
        paths = (await client.get("/openapi.json")).json()["paths"]
        assert {"/api/films", "/api/screenings", "/s/{token}/playhead", "/s/{token}/cut"} <= set(paths)


@in_loop
async def test_the_pages(house, tmp_path, monkeypatch):
    web = tmp_path / "assets" / "web"
    web.mkdir(parents=True)
    (web / "index.html").write_text("<!doctype html><title>Playhead</title>")
    monkeypatch.setattr("playhead.assets.ROOT", web.parent)
    async with house.running() as client:
        for path in ("/", "/watch/the-key"):
            page = await client.get(path)
            assert page.status_code == 200
            assert page.headers["cache-control"] == "no-cache"
            assert "default-src 'self'" in page.headers["content-security-policy"]
        assert (await client.get("/watch/none")).headers["content-type"] == "application/problem+json"
        unknown = await client.get("/watch/none", headers={"Accept": "text/html,*/*"})
        assert unknown.status_code == 404
        assert unknown.headers["content-type"].startswith("text/html"), "the player itself says that the film is not on"
        (web / "index.html").unlink()
        missing = await client.get("/")
        assert missing.status_code == 503
        assert "make setup" in missing.json()["detail"]
