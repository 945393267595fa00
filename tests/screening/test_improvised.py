"""Improvised lines in a screening: said, said again after a restart, by whoever follows the cut, and on both sides of a choice; the author's line when the writer is away."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import wraps

import pytest
from tests.writing.chat import chat, said

from playhead.projection import SpeechJob
from playhead.records import ScreeningRow
from playhead.screening import forked, log, rebuild, state_of, steps_of
from playhead.screening.rebuild import follow_of
from playhead.screening.screening import Screening
from playhead.screenplay import parse
from playhead.settings import Settings
from playhead.story import compile_story
from playhead.studio.why import reasons_of

SCRIPT = b"""Title: The Lamp

## arrival

INT. LAMP ROOM - NIGHT

MARA, 60, climbs the stairs and looks at the sea for a long while. The wind is loud. Rain runs down the window.

She counts the steps, and rests on each of them. Far below a boat rocks at the quay. She lifts the lantern and looks down.

MARA
It was never as dark as this, not in all of the years I have been here.

## dark

INT. STAIRS - NIGHT

Mara sits down on the stairs and listens to the rain.

MARA
Not tonight, {viewer.name or "friend"}. The lamp is out. [[improvise: must say the lamp is out; at most 16 words]]

She laughs, and holds the lantern up. The light falls on the wall, and on the sea beyond the window.

## end

EXT. HARBOUR - DAY

The sea is calm. Mara walks along the water.

MARA
There you are.
"""
CHOICE = b"""Title: The Door

## hall

INT. HALL - NIGHT

MARA, 40, stands before a door. The clock ticks. She listens for a long while.

MARA
There is somebody behind it. I can hear them breathe, quite slowly.

[[choice 9s default wait: Open the door -> open / Wait -> wait]]

## open

INT. CELLAR - NIGHT

Mara opens the door. A candle burns on the stairs.

MARA
Who is there? [[improvise: must say who; at most 16 words]]

## wait

INT. GARDEN - NIGHT

Mara turns and walks out into the rain.

MARA
Not tonight. [[improvise: must say tonight; at most 16 words]]

She laughs.
"""
LINE = "The lamp is out, {1}, and I am tired."


def in_loop(test):
    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def rig_of(rigs, url, script=SCRIPT, viewer=None, **kwargs):
    rig = rigs(script=script, **kwargs)
    rig.settings = Settings(data=rig.settings.data, writer={"url": url, "model": "small", "timeout_s": 30, "budget": 9} if url else {})
    rig.row = replace(rig.row, viewer=viewer or {})
    rig.screening = rig.make()
    return rig


async def watch(rig, seconds=400, until=lambda _: False):
    """Watch on, with time for the writer to answer whenever it was asked; True if `until` came true."""
    for _ in range(round(seconds / 0.2)):
        await rig.play(0.2)
        await rig.screening.improvised.wait()
        if rig.screening.lists.ended or until(rig.screening):
            return until(rig.screening)
    raise AssertionError("the film does not end")


def lines(screening):
    return [line for part in screening.cut.parts for line in part.lines]


def improvised(rig, name="s1"):
    return [event.data for event in rig.records.events(name) if event.kind == log.IMPROVISED]


@in_loop
async def test_the_line_is_said_is_private_and_is_said_again_after_a_restart(rigs):
    with chat(said(LINE)) as server:
        rig = rig_of(rigs, server.url, viewer={"name": "Roswitha"})
        await rig.screening.begin()
        await watch(rig)
        (asked,) = server.asked
    assert "Roswitha" not in str(asked)
    texts = [line.text for line in lines(rig.screening)]
    assert "The lamp is out, Roswitha, and I am tired." in texts
    assert [line.private for line in lines(rig.screening)] == [False, True, False]
    part = next(part for part in rig.screening.cut.parts if part.name == "dark")
    assert part.shots.captions[0].text.replace("\n", " ") == "The lamp is out, Roswitha, and I am tired."
    assert any(shot.private for shot in part.shots.shots)
    assert not any(shot.private for other in rig.screening.cut.parts if other.name != "dark" for shot in other.shots.shots)
    assert all(job.private for job in rig.farm.asked if isinstance(job, SpeechJob) and "tired" in job.line.text)
    (event,) = improvised(rig)
    assert event["text"] == LINE  # of the viewer's own there is nothing in the line itself
    assert event["why"] == "improvised by small"
    assert ("line", LINE) in [(step.kind, step.what) for step in reasons_of(rig.row, rig.records.events("s1")).steps]
    kinds = [each.kind for each in rig.records.events("s1")]
    assert kinds.index(log.IMPROVISED) < len(kinds) - 1 - kinds[::-1].index(log.SPOKEN)
    rig.settings = replace(rig.settings, writer={})  # the writer is gone: the log is enough
    again = await rig.taken_up()
    assert [line.key for line in lines(again)] == [line.key for line in lines(rig.screening)]
    assert [segment.pixels.key for segment in again.cut.segments] == [segment.pixels.key for segment in rig.screening.cut.segments]
    assert again.lists.picture == rig.screening.lists.picture


@in_loop
async def test_a_screening_stopped_while_the_writer_writes_asks_again(rigs):
    with chat("slow", said(LINE)) as server:
        rig = rig_of(rigs, server.url)
        await rig.screening.begin()
        for _ in range(200):
            await rig.play(0.2)
            if rig.screening.cut.parts[-1].unwritten:
                break
        assert await asyncio.to_thread(server.heard.wait, 20)
        await rig.screening.close()
        await rig.screening.journal.write()
        rig.screening = await rig.taken_up()
        assert rig.screening.cut.parts[-1].unwritten
        await watch(rig)
    assert "The lamp is out, friend, and I am tired." in [line.text for line in lines(rig.screening)]


@pytest.mark.parametrize("answers", [("slow",), ((500, b"oh"),), (said("Good night."),), ()])
@in_loop
async def test_the_authors_line_stands_in_and_is_everybodys(rigs, answers):
    with chat(*(answers or (b"",))) as server:
        rig = rig_of(rigs, server.url if answers else "")
        await rig.screening.begin()
        if answers == ("slow",):
            await rig.to_the_end()  # on the film's own clock the writer never answers
        else:
            await watch(rig)
    assert [line.text for line in lines(rig.screening)][1] == "Not tonight, friend. The lamp is out."
    assert not any(line.private for line in lines(rig.screening))
    assert not any(entry.grade == "hold" for entry in rig.screening.lists.picture)
    (event,) = improvised(rig)
    assert event["text"] == ""
    assert event["why"].startswith(("the author's line", "no writer"))
    again = await rig.taken_up()
    assert again.lists.picture == rig.screening.lists.picture


@in_loop
async def test_who_follows_a_cut_hears_its_lines_with_their_own_name(rigs):
    with chat(said(LINE)) as server:
        rig = rig_of(rigs, server.url, viewer={"name": "Roswitha"})
        await rig.screening.begin()
        await watch(rig)
    events = rig.records.events("s1")
    other = rigs(records=rig.records, clock=rig.clock, script=SCRIPT, name="s2")
    state = state_of(events, 7)
    row = ScreeningRow("s2", "token-s2", "key", rig.story.revision, 7, 5000.0, 5000.0, {"name": "Ada"}, "s1")
    other.screening = Screening(
        row, other.story, farm=other.farm, records=rig.records, settings=other.settings, clock=rig.clock, wall=lambda: 5000.0,
        state=replace(state, viewer={"name": "Ada"}), follow=steps_of(events),
    )
    await other.screening.begin()
    await watch(other)
    assert "The lamp is out, Ada, and I am tired." in [line.text for line in lines(other.screening)]
    assert improvised(other, "s2")[0]["why"] == "as in the shared cut"
    assert follow_of(rig.records.events("s2")) == steps_of(events)


@in_loop
async def test_what_follows_a_choice_is_written_before_it_is_taken(rigs):
    with chat(said("Tonight, who is there?")) as server:
        rig = rig_of(rigs, server.url, CHOICE)
        rig.screening.crossing.listeners = 1
        await rig.screening.begin()
        await watch(rig, until=lambda screening: len(server.asked) == 2 and screening.crossing.seam is not None)
        await watch(rig)
        assert len(server.asked) == 2  # the one that was taken is not asked for again
    assert [line.text for line in lines(rig.screening)][-1] == "Tonight, who is there?"
    fork = forked(rig.screening, rig.records.events("s1"), rig.screening.chosen()[0].id, 0)
    story = compile_story(parse(CHOICE))
    row = replace(rig.row, id="s3", token="t3")
    back = rebuild(Screening(row, story, farm=rig.farm, records=rig.records, settings=rig.settings, clock=rig.clock, wall=lambda: 5000.0), fork)
    assert back.cut.parts[-1].name in ("hall", "open")


@in_loop
async def test_an_edit_keeps_what_was_improvised_where_its_line_is_as_it_was(rigs):
    with chat(said(LINE)) as server:
        rig = rig_of(rigs, server.url)
        await rig.screening.begin()
        await watch(rig, until=lambda screening: any(part.name == "dark" and part.shots for part in screening.cut.parts))
        edited = compile_story(parse(SCRIPT.replace(b"She laughs, and holds", b"She weeps, and holds").replace(b"There you are.", b"Here you are.")))
        await rig.screening.revise(edited)
        rig.story = edited
        await watch(rig)
    assert len(server.asked) == 1
    assert [line.text for line in lines(rig.screening)][1:] == ["The lamp is out, friend, and I am tired.", "Here you are."]
    again = rebuild(
        Screening(rig.row, compile_story(parse(SCRIPT)), farm=rig.farm, records=rig.records, settings=rig.settings, clock=rig.clock, wall=lambda: 5000.0),
        rig.records.events("s1"), {edited.revision: edited}.__getitem__,
    )
    assert [line.key for line in lines(again)] == [line.key for line in lines(rig.screening)]
    assert again.lists.picture == rig.screening.lists.picture
