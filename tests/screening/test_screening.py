"""What a screening asks for, when, and what it lists: the log of the farm and the lists, on a virtual clock."""

from __future__ import annotations

import asyncio
import itertools
from functools import wraps

import pytest

from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.screening.timeline import to_timeline
from playhead.testing import StubFarm
from playhead.timebase import AAC_PACKET, FRAME, TICK_RATE, WINDOW

S = TICK_RATE
LONG = b"Title: The Walk" + b"".join(b"\n\nEXT. FIELD %d - DAY\n\nMara walks on.\n\nMARA\nHow far is it to number %d, do you think?\n" % (n, n) for n in range(24))


def in_loop(test):
    """Run an async test."""

    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def check_lists(screening):
    """Gapless, aligned, counted."""
    lists = screening.lists
    for track in (lists.picture, lists.sound):
        assert [entry.n for entry in track] == list(range(len(track)))
        for one, two in itertools.pairwise(track):
            assert one.at + one.ticks == two.at
    assert all(entry.ticks % FRAME == 0 for entry in lists.picture)
    assert all(entry.ticks % AAC_PACKET == 0 for entry in lists.sound)
    if not lists.holds:
        assert all(entry.at % WINDOW == 0 for entry in lists.sound)
    assert all(round(entry.ticks / S) <= 2 for entry in (*lists.picture, *lists.sound))


@in_loop
async def test_a_film_plays_to_its_end_without_a_gap(rigs):
    rig = rigs()
    await rig.screening.begin()
    took_s = await rig.to_the_end()
    lists = rig.screening.lists
    check_lists(rig.screening)
    assert lists.ended
    assert not lists.holds
    assert lists.picture_end == rig.screening.cut.end
    assert 0 <= lists.sound_end - lists.picture_end < AAC_PACKET
    assert {entry.grade for entry in (*lists.picture, *lists.sound)} == {"full"}
    assert abs(took_s - lists.picture_end / S) < 1
    assert [part.kind for part in rig.screening.cut.parts] == ["title", "beat", "beat", "end"]


@in_loop
async def test_the_first_picture_has_the_machine_to_itself_then_come_the_title_and_the_first_words(rigs):
    rig = rigs(StubFarm(at_once=False))
    await rig.screening.begin()
    assert [type(job) for job, _ in rig.farm.asked if not isinstance(job, SoundJob)] == [PictureJob]
    rig.farm.land_kind(PictureJob)
    await rig.turn()
    jobs = [job for job, _ in rig.farm.asked]
    pictures = [job for job in jobs if isinstance(job, PictureJob)]
    assert [job.n for job in pictures] == [0, 1, 2]
    assert {job.shot.framing.size for job in pictures} == {"title"}
    assert sum(isinstance(job, SpeechJob) for job in jobs) == 2  # the first beat's lines, not the second's


@in_loop
async def test_speech_is_settled_and_written_before_pictures_are_asked_for(rigs):
    rig = rigs(StubFarm(at_once=False))
    await rig.screening.begin()
    rig.farm.land_kind(PictureJob)
    await rig.turn()
    assert all(job.shot.framing.size == "title" for job, _ in rig.farm.asked if isinstance(job, PictureJob))
    rig.farm.land_kind(SpeechJob)
    await rig.turn()
    assert any(job.shot.framing.size != "title" for job, _ in rig.farm.asked if isinstance(job, PictureJob))
    assert [event.kind for event in rig.records.events("s1")].count("spoken") == 2


@in_loop
async def test_never_more_than_twelve_seconds_rendered_or_ten_listed_ahead(rigs):
    rig = rigs()
    await rig.screening.begin()
    starts: dict[str, int] = {}

    def bounded():
        head = rig.screening.position().ticks
        for segment in rig.screening.cut.segments:
            job = rig.screening.orders.picture_job(segment)
            if job.key in rig.farm.flights and job.key not in starts:
                starts[job.key] = segment.film
                assert segment.film + segment.ticks <= head + 12 * S
        assert rig.screening.lists.picture_end <= max(head + 10 * S, 3 * S)

    await rig.play(20, each=bounded)
    assert len(starts) > 20
    assert rig.screening.ready_end() > (20 + 10) * S  # and it does work ahead


@in_loop
async def test_before_the_first_answer_three_pictures_are_listed(rigs):
    rig = rigs()
    await rig.screening.begin()
    await rig.turn()
    assert len(rig.screening.lists.picture) == 3
    rig.screening.requested()
    await rig.turn()
    assert len(rig.screening.lists.picture) > 3


@in_loop
async def test_nothing_is_asked_for_while_paused_and_what_waits_is_taken_back(rigs):
    rig = rigs()
    await rig.screening.begin()
    await rig.play(2)
    rig.farm.at_once = False
    await rig.play(1)
    waiting = [key for key, flight in rig.farm.flights.items() if not flight.done()]
    assert waiting
    await rig.play(0.2, paused=True)
    assert set(waiting) <= set(rig.farm.cancelled)
    asked = len(rig.farm.asked)
    await rig.play(60, paused=True)
    assert len(rig.farm.asked) == asked
    rig.farm.at_once = True
    await rig.to_the_end()
    assert rig.screening.lists.ended


@in_loop
async def test_heartbeats_that_stop_are_a_pause(rigs):
    rig = rigs()
    await rig.screening.begin()
    await rig.play(2)
    for _ in range(300):
        rig.clock.advance(0.2)
        await rig.turn()
    assert rig.screening.ready_end() <= (2 + 10 + 12 + 0.5) * S
    assert not rig.screening.position().moving


@in_loop
async def test_a_player_without_heartbeats_is_followed_by_what_it_asks_for(rigs):
    rig = rigs()
    await rig.screening.begin()
    while not rig.screening.lists.ended:
        await rig.play(0.2, heartbeats=False)
        assert rig.clock.now_s() < 1200
    assert not rig.screening.lists.holds


@in_loop
async def test_deadlines_are_when_the_playhead_comes(rigs):
    rig = rigs(StubFarm(at_once=False))
    await rig.screening.begin()
    rig.screening.requested()
    for _ in range(2):
        rig.farm.land()
        await rig.turn()
    now = rig.clock.now_s()
    for segment in [each for each in rig.screening.cut.segments if 6 * S <= each.film < 11 * S]:
        due_s = rig.farm.deadlines[rig.screening.orders.picture_job(segment).key]
        assert due_s == pytest.approx(now + segment.film / S - 2.0)


@in_loop
async def test_a_hold_is_inserted_only_when_the_list_runs_out_and_the_rest_moves(rigs):
    rig = rigs(StubFarm(at_once=True))
    await rig.screening.begin()
    await rig.play(4)
    rig.farm.at_once = False  # from now on pictures are late
    while rig.screening.lists.picture_end - rig.position_s * S > 2.3 * S:
        rig.farm.land_kind(SoundJob)
        assert not rig.screening.lists.holds
        await rig.play(0.2)
    await rig.play(1.0, each=lambda: rig.farm.land_kind(SoundJob))
    lists = rig.screening.lists
    assert lists.holds
    hold = next(entry for entry in lists.picture if entry.part < 0)
    assert hold.grade == "hold"
    assert hold.hash
    film = hold.film
    rig.farm.at_once = True
    rig.farm.land()
    await rig.to_the_end()
    check_lists(rig.screening)
    after = next(entry for entry in lists.picture if entry.part >= 0 and entry.film == film)
    assert after.at == film + sum(each.ticks for each in lists.holds if each.film <= film)
    assert lists.picture_end == rig.screening.cut.end + sum(each.ticks for each in lists.holds)
    assert 0 <= lists.sound_end - lists.picture_end < AAC_PACKET
    assert {entry.grade for entry in lists.sound} == {"full"}


@in_loop
async def test_who_was_held_hears_the_windows_that_everybody_hears_and_in_a_hold_the_place(rigs):
    held, free = rigs(script=LONG), rigs(name="s2", script=LONG)
    await free.screening.begin()
    await free.to_the_end()
    await held.screening.begin()
    await held.play(4)
    for many in (2, 3):  # pictures are late twice
        held.farm.at_once = False
        while len(held.screening.lists.holds) < many:
            await held.play(0.2, each=lambda: held.farm.land_kind(SoundJob))
        held.farm.at_once = True
        held.farm.land()
        await held.play(15)
    await held.to_the_end()
    lists = held.screening.lists
    holds = [entry for entry in lists.sound if entry.hold]
    assert len(holds) == len(lists.holds) >= 3
    assert [entry.hash for entry in lists.sound if not entry.hold][:-1] == [entry.hash for entry in free.screening.lists.sound][:-1]
    assert {entry.grade for entry in lists.sound} == {"full"}
    for entry in lists.sound[-20:]:  # after all holds
        assert abs(entry.at - to_timeline(lists.holds, entry.film)) <= AAC_PACKET // 2
    jobs = [held.screening.orders.job_of(entry.hash) for entry in holds]
    assert all([clip.kind for clip in job.clips] == ["ambience"] for job in jobs)
    again = await held.taken_up()
    assert again.lists.sound == lists.sound
    assert again.lists.sound_end == lists.sound_end
    assert list(again.lists.sound_holds) == list(lists.sound_holds)
    (early, late) = (list(rig.screening.cut.captions(rig.screening.lists.sound_holds)) for rig in (free, held))
    assert late[-1].at - early[-1].at == lists.sound_holds.ticks


@in_loop
async def test_when_the_first_words_are_late_sound_goes_on_to_the_end_of_the_title(rigs):
    rig = rigs(StubFarm(at_once=False))
    await rig.screening.begin()
    for _ in range(20):
        for kind in (PictureJob, SoundJob):
            rig.farm.land_kind(kind)
        await rig.play(0.2)
        assert rig.screening.lists.end > rig.position_s * S, "the player never runs dry"
    assert rig.screening.lists.sound[1].ticks < WINDOW
    rig.farm.at_once = True
    rig.farm.land()
    await rig.to_the_end()
    check_lists(rig.screening)
    assert all(entry.film % WINDOW == 0 for entry in rig.screening.lists.sound[-3:])


@in_loop
async def test_paused_players_get_no_hold(rigs):
    rig = rigs()
    await rig.screening.begin()
    await rig.play(4)
    rig.farm.at_once = False
    await rig.play(30, paused=True)
    assert not rig.screening.lists.holds


@in_loop
async def test_a_second_viewer_on_a_known_path_renders_nothing(rigs):
    farm = StubFarm()
    first = rigs(farm)
    await first.screening.begin()
    await first.to_the_end()
    made = len(farm.log)
    assert made == len({job.key for job in farm.log})
    second = rigs(farm, name="s2", clock=first.clock, records=first.records)
    await second.screening.begin()
    await second.to_the_end()
    assert farm.log[made:] == []
    assert [entry.hash for entry in second.screening.lists.picture] == [entry.hash for entry in first.screening.lists.picture]
    assert [entry.hash for entry in second.screening.lists.sound] == [entry.hash for entry in first.screening.lists.sound]


@in_loop
async def test_a_segment_that_cannot_be_made_has_a_stand_in(rigs):
    farm = StubFarm(refuse=lambda job: isinstance(job, PictureJob) and job.grade in ("full", "half") and job.n == 1)
    rig = rigs(farm)
    await rig.screening.begin()
    await rig.to_the_end()
    grades = {(entry.segment == 1, entry.grade) for entry in rig.screening.lists.picture}
    assert grades == {(True, "held"), (False, "full")}


@in_loop
async def test_when_no_picture_can_be_made_the_last_one_is_shown_again_and_again(rigs):
    farm = StubFarm(refuse=lambda job: isinstance(job, PictureJob) and job.shot.framing.size != "title")
    rig = rigs(farm)
    await rig.screening.begin()
    await rig.play(20)
    lists = rig.screening.lists
    assert lists.picture_end > 20 * S
    assert {entry.grade for entry in lists.picture[3:]} == {"hold"}
    farm.refuse = lambda _: False
    await rig.to_the_end()
    assert lists.ended


@in_loop
async def test_a_line_that_no_voice_can_say_is_timed_by_estimate(rigs):
    rig = rigs(StubFarm(refuse=lambda job: isinstance(job, SpeechJob)))
    await rig.screening.begin()
    await rig.to_the_end()
    spoken = [event.data for event in rig.records.events("s1") if event.kind == "spoken"]
    assert spoken
    assert all(each["estimated"] for each in spoken)


@in_loop
async def test_an_event_is_written_before_its_segment_is_listed(rigs):
    rig = rigs()
    listed = []
    append = rig.records.append_nowait

    def slow(screening, events):
        listed.append((len(rig.screening.lists.picture), [e.data["n"] for e in events if e.data.get("track") == "picture"]))
        return append(screening, events)

    rig.records.append_nowait = slow
    await rig.screening.begin()
    await rig.play(5)
    seen = [(before, n) for before, new in listed for n in new]
    assert seen
    assert all(n >= before for before, n in seen)


@in_loop
async def test_closing_cancels_what_nobody_else_wants(rigs):
    farm = StubFarm(at_once=False)
    one, two = rigs(farm), None
    await one.screening.begin()
    two = rigs(farm, name="s2", clock=one.clock, records=one.records)
    await two.screening.begin()
    await one.screening.close()
    assert farm.cancelled == []
    await two.screening.close()
    assert {job.key for job, _ in farm.asked} == set(farm.cancelled)


@pytest.mark.parametrize("stop_s", [0.0, 2.0, 9.0, 21.0])
def test_a_screening_taken_up_from_its_log_goes_on_as_it_would_have(rigs, stop_s):
    async def play():
        whole = rigs(StubFarm(), name=f"whole{stop_s}")
        await whole.screening.begin()
        await whole.to_the_end()
        rig = rigs(StubFarm(), name=f"broken{stop_s}", records=whole.records)
        await rig.screening.begin()
        await rig.play(stop_s)
        before = [*rig.screening.lists.picture], [*rig.screening.lists.sound]
        await rig.screening.close()
        rig.farm = StubFarm()  # and nothing is left of the server that was
        rig.screening = await rig.taken_up()
        assert ([*rig.screening.lists.picture], [*rig.screening.lists.sound]) == before
        await rig.to_the_end()
        check_lists(rig.screening)
        for track in ("picture", "sound"):
            one, two = (getattr(each.screening.lists, track) for each in (whole, rig))
            assert [(e.at, e.ticks, e.hash) for e in one] == [(e.at, e.ticks, e.hash) for e in two]

    asyncio.run(play())


@pytest.mark.parametrize("heartbeats", [True, False])
@in_loop
async def test_a_screening_taken_up_late_in_a_film_does_not_stall(rigs, heartbeats):
    rig = rigs(script=LONG)
    await rig.screening.begin()
    await rig.play(60, heartbeats=heartbeats)
    assert rig.position_s > 58
    rig.screening = await rig.taken_up()
    asked = len(rig.farm.asked)
    await rig.turn()
    assert not rig.screening.position().moving
    assert len(rig.farm.asked) == asked, "nothing is made before a player shows itself again"
    assert rig.screening.position().ticks > 45 * S, "who comes back is near where they were"
    for _ in range(40):
        before_s = rig.position_s
        await rig.play(1, heartbeats=heartbeats)
        assert rig.position_s == pytest.approx(before_s + 1), "the film goes on at once, as fast as it is watched"
    assert not rig.screening.lists.holds
    check_lists(rig.screening)
