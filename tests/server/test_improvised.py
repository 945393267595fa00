"""An improvised line through a whole server: its media are the screening's own, and it is the same after a restart and for who follows."""

from __future__ import annotations

import asyncio
import re
from functools import wraps

from tests.server.conftest import House
from tests.writing.chat import chat, said

SCRIPT = b"""Title: The Lamp

INT. LAMP ROOM - NIGHT

MARA, 40, climbs the stairs and looks out of the window for a while. It rains. She waits, and counts the steps of the stairs.

MARA
It was here, and now it is gone, and the wind does not stop.

INT. STAIRS - NIGHT

Mara sits down on the stairs.

MARA
The lamp is out. [[improvise: must say the lamp is out; at most 16 words]]

She laughs.
"""
LINE = "The lamp is out and I am tired of it."


def in_loop(test):
    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


async def watch(house, client, made):
    screening = house.house.known(made["token"])
    for _ in range(200):
        await client.get(f"/s/{made['token']}/picture-64.m3u8")
        await house.watch(client, made, 0.5)
        await screening.improvised.wait()
        if screening.lists.ended:
            return
    raise AssertionError("the film does not end")


async def captions(client, made):
    listed = (await client.get(f"/s/{made['token']}/captions-en.m3u8")).text
    pages = [(await client.get(f"/s/{made['token']}/captions-en/{n}.vtt")).text for n in re.findall(r"captions-en/(\d+)\.vtt", listed)]
    return " ".join(" ".join(pages).split())


@in_loop
async def test_an_improvised_line_is_the_screenings_own_and_stays(tmp_path):
    with chat(said(LINE)) as server:
        house = House(tmp_path, SCRIPT, writer={"url": server.url, "model": "small", "timeout_s": 30})
        async with house.running() as client:
            assert (await client.get("/api/films/the-key")).json()["varies"]
            made = await house.open(client)
            await watch(house, client, made)
            assert LINE in await captions(client, made)
            sounds = (await client.get(f"/s/{made['token']}/sound.m3u8")).text
            assert re.findall(rf"/s/{made['token']}/m/\w+\.m4s", sounds), "it is heard by nobody else"
            assert re.findall(r"\n/m/\w+\.m4s", sounds), "the rest is everybody's"
            shared = (await client.post(f"/s/{made['token']}/share")).json()["from"]
        async with house.running() as client:
            assert LINE in await captions(client, made)
            assert (await client.get(f"/s/{made['token']}/sound.m3u8")).text == sounds
            follower = await house.open(client, **{"from": shared})
            await watch(house, client, follower)
            assert LINE in await captions(client, follower)
            exact = await house.open(client, **{"from": shared, "exact": True})
            assert LINE in await captions(client, exact)
            own = re.findall(rf"/s/{exact['token']}/m/\w+\.m4s\?t=\d+", (await client.get(f"/s/{exact['token']}/sound.m3u8")).text)
            assert own
            assert (await client.get(own[0])).status_code == 200, "made again in a folder of its own"
        assert len(server.asked) == 1
