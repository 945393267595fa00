"""Choices while watching: asked, locked, taken by default, taken again from a fork; the log tells what was made."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import wraps

import pytest

from playhead.errors import BadInput, NotFound
from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.records import ScreeningRow
from playhead.screening import forked, rebuild, state_of, steps_of
from playhead.screening.screening import Screening
from playhead.screening.seam import AFTER_LOCK_S, LOCK, Locked
from playhead.screening.tally import Way
from playhead.screenplay import parse
from playhead.story import compile_story
from playhead.testing import StubFarm
from playhead.timebase import TICK_RATE, from_seconds

S = TICK_RATE
SCRIPT = b"""Title: The Door

## hall

INT. HALL - NIGHT

MARA, 40, stands before a door. The clock ticks. She listens for a long while.

MARA
There is somebody behind it. I can hear them breathe, quite slowly.

[[choice 9s default wait: Open the door -> open / Wait -> wait]]

## open

INT. CELLAR - NIGHT

Mara opens the door. A candle burns on the stairs. [[set brave = 1]]

MARA
Who is there? Come out, I am not afraid of you.

## wait

INT. GARDEN - NIGHT

Mara turns and walks out into the rain.

MARA
Not tonight. I will ask my brother in the morning.

## end

EXT. HARBOUR - MORNING

The sea is calm. Mara sits on the quay and looks at the boats.

MARA
So it was the cat. [[or when brave = 1: So it was my brother.]]

She laughs.
"""


def in_loop(test):
    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def rig_of(rigs, **kwargs):
    return rigs(script=SCRIPT, **kwargs)


def place_of(job):
    return job.shot.place.name if isinstance(job, PictureJob) else ""


def names(screening):
    return [part.name for part in screening.cut.parts if part.kind == "beat"]


async def to_window(rig):
    """Play until the choice is open."""
    for _ in range(400):
        await rig.play(0.2)
        told = rig.screening.asking()
        if told and rig.position_s >= told["opens_s"]:
            return told
    raise AssertionError("no choice was asked")


@in_loop
async def test_a_player_without_choices_sees_the_default_film_without_a_gap(rigs):
    rig = rig_of(rigs)
    await rig.screening.begin()
    await rig.to_the_end()
    assert names(rig.screening) == ["hall", "wait", "end"]
    assert rig.screening.asking() is None
    assert not rig.screening.lists.holds
    (seam,) = rig.screening.chosen()
    assert (seam.label, seam.by) == ("Wait", "default")


@in_loop
async def test_nothing_past_the_seam_is_listed_before_the_lock_and_the_winner_at_once(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    assert [option["label"] for option in told["options"]] == ["Open the door", "Wait"]
    assert told["locks_s"] - told["opens_s"] == pytest.approx(9, abs=0.01)
    assert told["seam_s"] - told["locks_s"] == pytest.approx(2)
    seam = round(told["seam_s"] * 24) * S // 24
    await rig.screening.choose(told["id"], 0)
    while rig.position_s < told["locks_s"] - 0.21:
        await rig.play(0.2)
        assert rig.screening.lists.picture_end <= seam
        assert rig.screening.lists.sound_end <= seam
        assert names(rig.screening) == ["hall"]
    assert seam - rig.screening.lists.picture_end < 1
    made_before = {job.key for job in rig.farm.log}
    await rig.play(0.4)
    assert names(rig.screening)[:2] == ["hall", "open"]
    assert rig.screening.lists.picture_end >= seam + 3 * S
    assert rig.screening.lists.sound_end >= seam + 2 * S
    listed = [entry for entry in rig.screening.lists.picture if entry.at >= seam and entry.at < seam + 4 * S]
    assert {entry.hash[:32] for entry in listed} <= made_before  # both ways were made before the lock
    await rig.to_the_end()
    assert names(rig.screening) == ["hall", "open", "end"]
    assert not rig.screening.lists.holds
    assert {entry.grade for entry in (*rig.screening.lists.picture, *rig.screening.lists.sound)} == {"full"}
    assert any("my brother." in job.line.text for job in rig.farm.log if isinstance(job, SpeechJob))


@in_loop
async def test_both_branches_are_made_and_the_other_is_cancelled(rigs):
    rig = rig_of(rigs, farm=StubFarm(at_once=False))
    rig.screening.crossing.listeners = 1

    async def work():
        rig.farm.land()
        await rig.turn()

    await rig.screening.begin()
    await work()
    for _ in range(200):
        await rig.play(0.2)
        if rig.screening.asking() and rig.screening.crossing._branches:
            break
        await work()
    for _ in range(4):
        rig.farm.land_kind(SpeechJob)
        await rig.turn()
    places = {job.shot.place.name for job, _ in rig.farm.asked if isinstance(job, PictureJob)}
    assert {"CELLAR", "GARDEN"} <= places
    told = rig.screening.asking()
    await rig.screening.choose(told["id"], 0)
    for _ in range(400):
        if rig.screening.crossing.seam is None:
            break
        held = [key for key, flight in rig.farm.flights.items() if place_of(flight.job) not in ("CELLAR", "GARDEN")]
        rig.farm.land([key for key in held if not rig.farm.flights[key].future.cancelled()])
        await rig.play(0.2)
    cancelled = {place_of(rig.farm.flights[key].job) for key in rig.farm.cancelled}
    assert "GARDEN" in cancelled
    assert "CELLAR" not in cancelled


@in_loop
async def test_the_way_that_is_likely_is_made_before_the_other(rigs):
    rig = rig_of(rigs, farm=StubFarm(at_once=False))
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()

    def due_s(place):
        return min(rig.farm.deadlines[key] for key, flight in rig.farm.flights.items() if place_of(flight.job) == place)

    while not {"CELLAR", "GARDEN"} <= {place_of(job) for job, _ in rig.farm.asked}:
        rig.farm.land([key for key, flight in rig.farm.flights.items() if place_of(flight.job) not in ("CELLAR", "GARDEN")])
        await rig.play(0.2)
    assert due_s("GARDEN") < due_s("CELLAR"), "nobody has chosen: the default"
    told = rig.screening.asking()
    await rig.screening.choose(told["id"], 0)
    await rig.turn()
    assert due_s("CELLAR") < due_s("GARDEN")


@in_loop
async def test_who_does_not_choose_gets_the_default_and_it_may_be_changed_until_the_lock(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    with pytest.raises(NotFound):
        await rig.screening.choose("77", 0)
    with pytest.raises(BadInput):
        await rig.screening.choose(told["id"], 5)
    await rig.screening.choose(told["id"], 0)
    await rig.screening.choose(told["id"], 1)
    while rig.position_s < told["locks_s"] + 0.4:
        await rig.play(0.2)
    with pytest.raises(Locked):
        await rig.screening.choose(told["id"], 0)
    await rig.to_the_end()
    assert names(rig.screening) == ["hall", "wait", "end"]
    assert rig.screening.chosen()[0].by == "viewer"


@in_loop
async def test_what_viewers_choose_tells_which_way_is_made_first(rigs):
    rig = rig_of(rigs)
    for _ in range(30):
        rig.tally.took(rig.row.film, "hall", 0, chosen=True)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    ways = [f"{rig.row.id}/{option}" for option in (0, 1)]
    assert rig.farm.chances[ways[0]] > 0.8 > 0.2 > rig.farm.chances[ways[1]]
    await rig.screening.choose(told["id"], 1)
    before = rig.tally.chances(rig.row.film, "hall", [Way(0, "open"), Way(1, "wait")], 1)
    await rig.to_the_end()
    after = rig.tally.chances(rig.row.film, "hall", [Way(0, "open"), Way(1, "wait")], 1)
    assert after[1] > before[1]


@in_loop
async def test_a_way_that_is_not_ready_at_the_lock_has_until_just_before_its_seam(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    rig.farm.at_once = False
    while not rig.screening.chosen():
        await rig.play(0.2)
        rig.farm.land([job.key for job, _ in rig.farm.asked if place_of(job) not in ("GARDEN", "CELLAR")])
    first = next(job for job, _ in rig.farm.asked if place_of(job) == "GARDEN")
    left = rig.farm.deadlines[first.key] - rig.clock.now_s()
    assert left == pytest.approx(told["seam_s"] - rig.position_s - AFTER_LOCK_S, abs=0.05)


@in_loop
async def test_a_pause_keeps_the_choice_open_and_renders_nothing(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    await to_window(rig)
    await rig.play(1.0, paused=True)
    asked = len(rig.farm.asked)
    await rig.play(60.0, paused=True)
    assert len(rig.farm.asked) == asked
    assert rig.screening.crossing.seam is not None


@in_loop
async def test_a_restart_in_the_window_asks_on_and_keeps_the_wish(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    await rig.screening.choose(told["id"], 0)
    again = await rig.taken_up()
    assert again.asking() == {**told, "wish": 0}
    assert [e.hash for e in again.lists.picture] == [e.hash for e in rig.screening.lists.picture]
    rig.screening = again
    await rig.to_the_end()
    assert names(again) == ["hall", "open", "end"]


@in_loop
async def test_a_fork_shares_the_prefix_and_goes_the_other_way(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    await rig.screening.choose(told["id"], 0)
    await rig.to_the_end()
    made = len(rig.farm.log)
    events = forked(rig.screening, rig.records.events("s1"), told["id"], 1)
    row = ScreeningRow("s2", "token-s2", "key", rig.story.revision, 7, 5000.0, 5000.0, source="s1")
    await rig.records.open_screening(row, events)
    other = Screening(
        row, rig.story, farm=rig.farm, records=rig.records, settings=rig.settings, clock=rig.clock, wall=lambda: 6000.0, state=state_of(events, 7),
    )
    rebuild(other, rig.records.events("s2"))
    seam = round(told["seam_s"] * 24) * S // 24
    before = [e.hash for e in rig.screening.lists.picture if e.at + e.ticks <= seam]
    assert [e.hash for e in other.lists.picture] == before
    assert len(rig.farm.log) == made
    first, rig.screening, rig.position_s = rig.screening, other, told["seam_s"] - 3
    await rig.to_the_end()
    assert names(other) == ["hall", "wait", "end"]
    assert other.lists.picture[: len(before)] == first.lists.picture[: len(before)]


@in_loop
async def test_a_link_replays_the_cut_and_renders_nothing(rigs):
    rig = rig_of(rigs)
    rig.screening.crossing.listeners = 1
    await rig.screening.begin()
    told = await to_window(rig)
    await rig.screening.choose(told["id"], 0)
    await rig.to_the_end()
    made = len(rig.farm.log)
    row = replace(rig.row, id="s2", token="token-s2")
    other = Screening(
        row, rig.story, farm=rig.farm, records=rig.records, settings=rig.settings, clock=rig.clock, wall=lambda: 6000.0,
        follow=steps_of(rig.records.events("s1")),
    )
    first, rig.screening, rig.position_s = rig.screening, other, 0.0
    await other.begin()
    await rig.to_the_end()
    assert [e.hash for e in other.lists.picture] == [e.hash for e in first.lists.picture]
    assert [(e.hash, e.at) for e in other.lists.sound] == [(e.hash, e.at) for e in first.lists.sound]
    assert len(rig.farm.log) == made


@in_loop
async def test_an_edit_of_a_line_not_yet_seen_is_played_and_renders_that_lines_shots_only(rigs):
    rig = rig_of(rigs)
    await rig.screening.begin()
    await rig.to_the_end()
    made = {job.key for job in rig.farm.log}
    rig.row = replace(rig.row, id="s2", token="t2")
    rig.screening, rig.position_s = rig.make(), 0.0
    await rig.screening.begin()
    await rig.play(3)
    assert not [job for job in rig.farm.log if job.key not in made]
    edited = compile_story(parse(SCRIPT.replace(b"Not tonight. I will ask", b"Never. I will ask")))
    await rig.screening.revise(edited)
    await rig.to_the_end()
    new = [job for job in rig.farm.log if job.key not in made]
    said = [job.line.text for job in new if isinstance(job, SpeechJob)]
    assert said == ["Never. I will ask my brother in the morning."]
    shots = {job.shot.key for job in new if isinstance(job, PictureJob)}
    assert 1 <= len(shots) <= 3
    assert {job.shot.place.name for job in new if isinstance(job, PictureJob)} == {"GARDEN"}
    again = rebuild(
        Screening(rig.screening.row, rig.story, farm=rig.farm, records=rig.records, settings=rig.settings, clock=rig.clock, wall=lambda: 1.0),
        rig.records.events("s2"), {edited.revision: edited}.__getitem__,
    )
    assert [e.hash for e in again.lists.picture] == [e.hash for e in rig.screening.lists.picture]
    assert [part.name for part in again.cut.parts] == [part.name for part in rig.screening.cut.parts]


@in_loop
async def test_an_edit_in_the_playing_beat_is_shot_where_it_is_not_yet_committed(rigs):
    script = SCRIPT.replace(b"[[choice 9s default wait: Open the door -> open / Wait -> wait]]", b"""
She takes a step back. The clock stops. She looks at it for a long time, and then at the floor.

MARA
Somebody ought to wind it, as father did.

She sits down on the stairs and waits. Nothing moves. The house is quiet.

MARA
I shall count to a hundred.
""")
    rig = rigs(script=script)
    await rig.screening.begin()
    await rig.play(4)
    listed = [e.hash for e in rig.screening.lists.picture]
    edited = compile_story(parse(script.replace(b"I shall count to a hundred.", b"I shall count to a thousand.")))
    await rig.screening.revise(edited)
    await rig.to_the_end()
    said = [job.line.text for job in rig.farm.log if isinstance(job, SpeechJob)]
    assert "I shall count to a thousand." in said
    assert [e.hash for e in rig.screening.lists.picture][: len(listed)] == listed
    assert any("thousand" in caption.text for caption in rig.screening.cut.captions(()))
    assert not any("hundred" in caption.text for caption in rig.screening.cut.captions(()))
    assert rig.screening.lists.ended


@in_loop
async def test_a_beat_that_is_deleted_while_it_plays_finishes_as_it_was(rigs):
    rig = rig_of(rigs)
    await rig.screening.begin()
    await rig.play(5)
    start = SCRIPT.index(b"## hall")
    stop = SCRIPT.index(b"## open")
    edited = compile_story(parse(SCRIPT[:start] + SCRIPT[stop:]))
    await rig.screening.revise(edited)
    await rig.to_the_end()
    assert names(rig.screening)[0] == "hall"
    assert names(rig.screening)[-1] == "end"
    assert from_seconds(2) == LOCK


@in_loop
async def test_a_second_viewer_renders_nothing_and_one_who_differs_in_a_line_that_line_only(rigs):
    script = SCRIPT.replace(b"[[or when brave = 1: So it was my brother.]]", b"[[or when viewer.mood = sad: So it was the poor cat.]]")
    rig = rigs(script=script)
    await rig.screening.begin()
    await rig.to_the_end()
    made = len(rig.farm.log)

    async def watch(name, viewer):
        rig.row = replace(rig.row, id=name, token=name, viewer=viewer)
        rig.screening, rig.position_s = rig.make(), 0.0
        await rig.screening.begin()
        await rig.to_the_end()
        return rig.farm.log[made:]

    assert await watch("s2", {"mood": "calm", "age": 40}) == []
    new = await watch("s3", {"mood": "sad"})
    assert [job.line.text for job in new if isinstance(job, SpeechJob)] == ["So it was the poor cat."]
    pictures = [job for job in new if isinstance(job, PictureJob)]
    assert {job.shot.place.name for job in pictures} == {"HARBOUR"}
    assert 1 <= len({job.shot.key for job in pictures}) <= 2
    scene = next(part.film for part in rig.screening.cut.parts if part.name == "end")
    assert all(job.start + job.ticks > scene - 2 * S for job in new if isinstance(job, SoundJob) and job.clips)  # the music goes by the scene's words


@in_loop
async def test_a_viewers_own_words_are_kept_apart(rigs):
    script = SCRIPT.replace(b"So it was the cat.", b'So it was you, {viewer.name or "friend"}.')
    rig = rigs(script=script)
    rig.row = replace(rig.row, viewer={"name": "Adelaide"})
    rig.screening = rig.make()
    await rig.screening.begin()
    await rig.to_the_end()
    own = [job for job in rig.farm.log if job.private]
    assert any("Adelaide" in job.line.text for job in own if isinstance(job, SpeechJob))
    assert all("Adelaide" not in repr(job) for job in rig.farm.log if not job.private)
    assert any(entry.private for entry in rig.screening.lists.sound)
    assert {place_of(job) for job in own if isinstance(job, PictureJob)} <= {"HARBOUR"}  # where her name is on somebody's lips
    assert {str(folder) for key, folder in rig.farm.folders.items() if rig.farm.flights[key].job.private} == {str(rig.screening.private)}
