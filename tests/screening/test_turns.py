"""When a screening takes a turn: as often as it must for nothing to be late, and no oftener; and whom it wakes."""

from __future__ import annotations

import asyncio

import pytest
from tests.screening.test_screening import LONG, check_lists, in_loop

from playhead.screening.pace import CALM, PULSE_CALM_S, PULSE_NEAR_S, PULSE_PAUSED_S, PULSE_S
from playhead.screening.waiters import Waiters
from playhead.timebase import TICK_RATE

BEAT_S = 1.0


class Driven:
    """Drives a screening as the house does: a turn when it is woken or due, heartbeats each second."""

    def __init__(self, rig):
        self.rig = rig
        self.turns = 0
        self.due_s = rig.screening.due_s()
        self.beat_s = rig.clock.now_s()
        self.least_s = 99.0

    async def play(self, seconds, *, paused=False):
        rig, screening = self.rig, self.rig.screening
        end_s = rig.clock.now_s() + seconds
        while rig.clock.now_s() < end_s and not screening.lists.ended:
            if screening.wake.is_set() or self.due_s <= rig.clock.now_s():
                screening.wake.clear()
                self.turns += 1
                await screening.advance()
                self.due_s = screening.due_s()
                continue
            next_s = min(self.due_s, self.beat_s, end_s)
            step_s = max(0.001, next_s - rig.clock.now_s())
            rig.clock.advance(step_s)
            if not paused:
                rig.position_s = min(rig.position_s + step_s, screening.lists.end / TICK_RATE)
                self.least_s = min(self.least_s, screening.lists.end / TICK_RATE - rig.position_s)
            if rig.clock.now_s() >= self.beat_s:
                self.beat_s += BEAT_S
                screening.heartbeat(rig.position_s, paused=paused)
                screening.requested()


@in_loop
async def test_a_film_that_is_watched_takes_about_a_turn_a_second_and_is_never_short(rigs):
    rig = rigs(script=LONG)
    await rig.screening.begin()
    driven = Driven(rig)
    await driven.play(15)
    driven.turns, driven.least_s = 0, 99.0
    await driven.play(30)
    assert driven.turns <= 45
    assert driven.least_s > 5.0
    assert not rig.screening.lists.holds
    check_lists(rig.screening)


@in_loop
async def test_who_has_paused_is_looked_at_now_and_then_and_one_who_plays_on_at_once(rigs):
    rig = rigs(script=LONG)
    await rig.screening.begin()
    driven = Driven(rig)
    await driven.play(15)
    await driven.play(3, paused=True)
    now_s = rig.clock.now_s()
    assert rig.screening.due_s() == pytest.approx(now_s + PULSE_PAUSED_S)
    rig.screening.wake.clear()
    rig.screening.heartbeat(rig.position_s, paused=True)
    assert not rig.screening.wake.is_set()
    rig.screening.heartbeat(rig.position_s, paused=False)
    assert rig.screening.wake.is_set()


@in_loop
async def test_near_the_end_of_what_is_listed_turns_are_close(rigs):
    rig = rigs(script=LONG)
    await rig.screening.begin()
    assert rig.screening.due_s() == pytest.approx(rig.clock.now_s() + PULSE_S)
    driven = Driven(rig)
    await driven.play(15)
    assert rig.screening.due_s() <= rig.clock.now_s() + PULSE_CALM_S
    rig.screening.heartbeat(rig.screening.lists.end / TICK_RATE - 3, paused=False)  # a jump ahead
    assert rig.screening.wake.is_set()
    assert rig.screening.due_s() <= rig.clock.now_s() + PULSE_NEAR_S


@in_loop
async def test_where_pictures_are_late_turns_are_at_the_moments_that_something_is_to_be_done(rigs):
    rig = rigs(script=LONG)
    await rig.screening.begin()
    driven = Driven(rig)
    await driven.play(15)
    rig.farm.at_once = False
    counted = False
    while rig.screening.lists.picture[-1].part >= 0:
        if not counted and rig.screening.lists.end - rig.position_s * TICK_RATE < CALM:
            counted, driven.turns = True, 0
        await driven.play(0.1)
        rig.farm.land([key for key, flight in rig.farm.flights.items() if getattr(flight.job, "grade", "hold") == "hold"])
    hold = rig.screening.lists.picture[-1]
    assert 1.8 < hold.at / TICK_RATE - rig.position_s <= 2.0
    assert counted
    assert driven.turns <= 12


@in_loop
async def test_only_those_are_woken_who_have_what_they_wait_for():
    waiters = Waiters()
    there = set()
    one, two = (asyncio.create_task(waiters.wait(lambda name=name: name in there, 10.0)) for name in ("one", "two"))
    await asyncio.sleep(0)
    assert waiters.until_s == 10.0
    there.add("one")
    waiters.look(5.0)
    await asyncio.sleep(0)
    assert one.done()
    assert one.result()
    assert not two.done()
    waiters.look(10.0)
    assert await two is False
    assert waiters.until_s == float("inf")


@in_loop
async def test_who_goes_away_waits_no_longer_and_at_the_end_nobody_does():
    waiters = Waiters()
    gone, left = (asyncio.create_task(waiters.wait(lambda: False, 10.0)) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    waiters.look(0.0, over=True)
    assert await left is False
