"""A film in its own language: what its playlists, captions and programme say of it."""

from __future__ import annotations

import asyncio
import re

import pytest

from .conftest import House

SCRIPT = """Title: La clef
Film: language fr

INT. KITCHEN - NIGHT

MARA, 40, looks for a key in a drawer.

MARA
Elle était là. [[in en: It was here.]]

TOM
Tu l'avais hier.
"""

pytestmark = pytest.mark.slow


def test_a_film_in_a_language_that_no_voice_speaks_is_read_in_it(tmp_path):
    house = House(tmp_path, SCRIPT.encode())

    async def run():
        async with house.running() as client:
            film = (await client.get("/api/films/the-key")).json()
            assert (film["languages"], film["spoken"]) == (["fr", "en"], False)
            made = await house.open(client)
            master = (await client.get(made["playlist"])).text
            assert re.findall(r'TYPE=SUBTITLES.*LANGUAGE="(\w+)",DEFAULT=(\w+)', master) == [("fr", "YES"), ("en", "NO")]
            assert not re.search("TYPE=AUDIO.*LANGUAGE", master)
            await client.get(made["playlist"].replace("film.m3u8", "picture-64.m3u8"))
            await house.watch(client, made, 8)
            screening = house.house.known(made["token"])
            said = {
                tag: "".join([(await client.get(f"/s/{made['token']}/captions-{tag}/{n}.vtt")).text for n in range(len(screening.lists.sound))])
                for tag in ("fr", "en")
            }
            assert "Elle était là." in said["fr"]
            assert "It was here." in said["en"]
            assert "Tu l'avais hier." in said["en"], "where the author wrote no other words"
            assert {line.language for part in screening.cut.parts for line in part.lines} == {"fr"}

    asyncio.run(run())
