"""A viewer who says more about themselves while they watch: the film goes on by it, and so does a link to their cut."""

from __future__ import annotations

import asyncio
import functools
from dataclasses import replace

import pytest

from playhead.screening import Screening, follow_of, log, rebuild, state_of
from playhead.screening.rebuild import followed_profiles_of, profiles_of
from playhead.server.programme import film_of

from .conftest import House

BEATS = ("one", "two", "three", "four")
SCRIPT = "Title: The Mood\n\n" + "\n".join(
    f"## {name}\n\nINT. ROOM {name.upper()} - NIGHT\n\nMARA, 40, sits. [[hold 6s]]\n\n"
    f'MARA\nThis is {name}, {{viewer.name or "stranger"}}. [[or when viewer.mood = sad: Do not cry at {name}.]]\n'
    for name in BEATS
)

pytestmark = pytest.mark.slow


def in_loop(test):
    """Run an async test."""

    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    made.films = {"the-key": film_of("the-key", SCRIPT.encode(), str(tmp_path / "the-key.fountain"))}
    return made


async def to_the_end(house, client, made):
    screening = house.house.known(made["token"])
    for _ in range(300):
        if screening.lists.ended:
            return screening
        await house.watch(client, made, 0.5)
    raise AssertionError("the film did not end")


async def changing(house, client, **viewer):
    """A screening whose viewer turns sad, and quick, while the first beat plays; watched to the end."""
    made = await house.open(client, viewer=viewer, seed=3)
    await client.get(made["playlist"].replace("film.m3u8", "picture-64.m3u8"))
    await house.watch(client, made, 4)
    assert (await client.patch(f"/s/{made['token']}/viewer", json={"mood": "sad", "pace": "quick"})).status_code == 200
    await house.watch(client, made, 12)
    assert (await client.patch(f"/s/{made['token']}/viewer", json={"pace": None, "access": ["large-captions"]})).status_code == 200
    return made, await to_the_end(house, client, made)


def said(screening):
    return [line.text for part in screening.cut.parts for line in part.lines]


def pictures(screening):
    return [(entry.hash, entry.at) for entry in screening.lists.picture]


def sounds(screening):
    return [(entry.hash, entry.at) for entry in screening.lists.sound]


async def follow(house, client, source, **viewer):
    shared = (await client.post(f"/s/{source['token']}/share")).json()["from"]
    made = await house.open(client, viewer=viewer, **{"from": shared})
    await client.get(made["playlist"].replace("film.m3u8", "picture-64.m3u8"))
    return made


@in_loop
async def test_what_a_viewer_changed_while_they_watched_is_in_the_cut_that_they_share(house):
    async with house.running() as client:
        made, first = await changing(house, client)
        assert said(first)[0] == "This is one, stranger."
        assert said(first)[-1] == "Do not cry at four."
        assert len({part.style for part in first.cut.parts if part.kind == "beat"}) >= 2
        drawn = len(house.farms[-1].log)
        link = await follow(house, client, made)
        other = await to_the_end(house, client, link)
        assert said(other) == said(first)
        assert pictures(other) == pictures(first)
        assert sounds(other) == sounds(first)
        assert len(house.farms[-1].log) == drawn, "nothing is made twice"
        again = await to_the_end(house, client, await follow(house, client, link))
        assert pictures(again) == pictures(first)
        exact = (await client.post(f"/s/{made['token']}/share")).json()["from"]
        takes = house.house.known((await house.open(client, **{"from": exact, "exact": True}))["token"])
        assert (pictures(takes), sounds(takes)) == (pictures(first), sounds(first))


@pytest.mark.long
@in_loop
async def test_a_link_leaves_out_the_own_words_of_a_profile_that_changed_and_keeps_those_of_who_follows(house):
    async with house.running() as client:
        made, first = await changing(house, client, name="Ada")
        assert said(first)[0] == "This is one, Ada."
        link = await follow(house, client, made, access=["less-flashing"], name="Bo")
        await house.watch(client, link, 4)
        await client.patch(f"/s/{link['token']}/viewer", json={"mood": "happy"})
        other = await to_the_end(house, client, link)
        assert not [text for text in said(other) if "Ada" in text]
        assert said(other)[0] == "This is one, stranger."
        assert said(other)[-1] == "This is four, stranger.", "their own mood goes before that of the cut"
        assert other.plot.state.viewer == {"mood": "happy", "access": ("large-captions", "less-flashing")}


@pytest.mark.long
@in_loop
async def test_a_cut_that_goes_by_profiles_is_taken_up_again_as_it_was(house):
    async with house.running() as client:
        made, first = await changing(house, client)
        other = await to_the_end(house, client, await follow(house, client, made))
        for one in (first, other):
            events = house.house.records.events(one.row.id)
            fresh = Screening(
                replace(one.row), one.story, farm=house.farms[-1], records=house.house.records, settings=house.settings, clock=house.clock,
                wall=lambda: 1.0, state=state_of(events, one.row.seed), follow=follow_of(events), profiles=followed_profiles_of(events),
            )
            again = rebuild(fresh, events)
            assert pictures(again) == pictures(one)
            assert said(again) == said(one)
            assert profiles_of(events) == profiles_of(house.house.records.events(first.row.id))
            assert again.plot.state.viewer == one.plot.state.viewer


@pytest.mark.long
@in_loop
async def test_an_edit_does_not_undo_what_the_viewer_changed(house):
    async with house.running() as client:
        made = await house.open(client, seed=3)
        await client.get(made["playlist"].replace("film.m3u8", "picture-64.m3u8"))
        await house.watch(client, made, 4)
        await client.patch(f"/s/{made['token']}/viewer", json={"mood": "sad"})
        edited = SCRIPT.replace("Do not cry at four", "Never cry at four")
        await house.house.revise(film_of("the-key", edited.encode(), str(house.settings.data / "the-key.fountain")))
        first = await to_the_end(house, client, made)
        assert said(first)[-1] == "Never cry at four."
        events = house.house.records.events(first.row.id)
        assert [event.kind for event in events if event.kind in (log.VIEWER, log.REVISED)] == [log.VIEWER, log.REVISED]
        other = await to_the_end(house, client, await follow(house, client, made))
        assert pictures(other) == pictures(first)
