"""Films that are added to a served folder, and taken away from it, while it is served."""

from __future__ import annotations

import asyncio
import functools
import shutil

import pytest

from playhead.server.editing import Editing
from playhead.server.programme import find_films

from .conftest import House

SCRIPT = "Title: {}\n\nINT. ROOM - DAY\n\nMARA waits.\n\nMARA\nYes.\n"

pytestmark = pytest.mark.slow


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


@pytest.fixture
def folder(tmp_path):
    films = tmp_path / "films"
    for name in ("door", "key"):
        (films / name).mkdir(parents=True)
        (films / name / f"{name}.fountain").write_text(SCRIPT.format(f"A {name.title()}"))
    return films


def house_of(folder, tmp_path):
    made = House(tmp_path / "data")
    made.films = find_films(folder)
    return made


async def settle(author):
    """Two looks: what has changed stands still from one to the next."""
    await author.look()
    await author.look()


async def titles(client):
    return {film["id"]: film["title"] for film in (await client.get("/api/films")).json()}


@in_loop
async def test_a_film_that_is_added_comes_on_and_one_that_is_taken_away_goes_off(folder, tmp_path):
    house, said = house_of(folder, tmp_path), []
    async with house.running() as client:
        author = Editing(house.house, said.append, [folder])
        await settle(author)
        assert (await titles(client), said) == ({"door": "A Door", "key": "A Key"}, [])
        (folder / "lamp").mkdir()
        script = folder / "lamp" / "lamp.fountain"
        script.write_text(SCRIPT.format("A Lamp"))
        await author.look()
        assert "lamp" not in await titles(client), "whoever writes it may not be done"
        (folder / "lamp" / "film.toml").write_text("rating = 12\n")
        await settle(author)
        assert (await titles(client))["lamp"] == "A Lamp"
        assert house.house.films["lamp"].story.film.rating == 12
        assert said == [f"{script}: 'A Lamp' is on, as lamp"]
        watched = (await client.post("/api/screenings", json={"film": "lamp"})).json()
        shutil.rmtree(folder / "lamp")
        await settle(author)
        assert await titles(client) == {"door": "A Door", "key": "A Key"}
        assert said[1:] == [f"{script}: is gone, and 'A Lamp' is no longer on; one screening of it goes on"]
        assert (await client.post("/api/screenings", json={"film": "lamp"})).status_code == 404
        assert (await client.get(f"/s/{watched['token']}")).status_code == 200
        await settle(author)
        assert len(said) == 2


@in_loop
async def test_a_script_that_is_renamed_in_its_folder_stays_the_film_that_it_is(folder, tmp_path):
    house, said = house_of(folder, tmp_path), []
    async with house.running() as client:
        author = Editing(house.house, said.append, [folder])
        (folder / "door" / "door.fountain").rename(folder / "door" / "gate.fountain")
        await settle(author)
        assert await titles(client) == {"door": "A Door", "key": "A Key"}
        assert said == [f"{folder / 'door' / 'gate.fountain'}: is door now"]
        (folder / "door" / "gate.fountain").write_text(SCRIPT.format("A Gate"))
        await settle(author)
        assert (await titles(client))["door"] == "A Gate"


@in_loop
async def test_what_cannot_come_on_is_told_once_and_comes_on_when_it_can(folder, tmp_path):
    house, said = house_of(folder, tmp_path), []
    async with house.running() as client:
        author = Editing(house.house, said.append, [folder])
        (folder / "lamp.fountain").write_text("Title: Nothing\n")
        (folder / "key.fountain").write_text(SCRIPT.format("Another Key"))
        await settle(author)
        await settle(author)
        assert await titles(client) == {"door": "A Door", "key": "A Key"}
        assert len(said) == 2
        assert said[0] == f"{folder / 'key.fountain'}: its id 'key' is taken by {folder / 'key' / 'key.fountain'}: rename one of them; it is not on"
        assert said[1].startswith(f"{folder / 'lamp.fountain'}: the script has only a title page")
        assert said[1].endswith("; it is not on")
        (folder / "lamp.fountain").write_text(SCRIPT.format("A Lamp"))
        await settle(author)
        assert (await titles(client))["lamp"] == "A Lamp"
        folder.rename(tmp_path / "elsewhere")
        await settle(author)
        assert len(await titles(client)) == 3, "a folder that is not there for a while takes nothing off"
