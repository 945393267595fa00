"""A screening on a virtual clock with a farm that makes nothing, and a player that watches it."""

from __future__ import annotations

import pytest

from playhead.records import Records, ScreeningRow
from playhead.screening import Screening, Tally, rebuild
from playhead.screenplay import parse
from playhead.settings import Settings
from playhead.story import compile_story
from playhead.testing import StubFarm
from playhead.timebase import TICK_RATE, VirtualClock

SCRIPT = b"""Title: The Key
Author: Nobody

INT. KITCHEN - NIGHT

MARA, 40, looks for a key in a drawer. The clock ticks. Rain runs down the window.

MARA
It was here. I am quite sure that it was here this morning.

TOM
You had it yesterday, when we came home from the harbour.

She opens the next drawer, and the next. Tom leans at the door and watches her.

EXT. HARBOUR - DAY

The sea is calm. A boat rocks at the quay. Mara walks along the water and finds the key under a rope.

MARA
There you are.

She laughs, and holds it up into the light.
"""


class Rig:
    """`play` moves the clock in steps of 0.2 s, as the house's pulse does."""

    def __init__(self, folder, farm=None, *, clock=None, records=None, name="s1", script=SCRIPT):
        self.story = compile_story(parse(script))
        self.clock = clock or VirtualClock(1000.0)
        self.farm = farm or StubFarm()
        self.records = records or Records(folder / "records.sqlite")
        self.settings = Settings(data=folder)
        self.row = ScreeningRow(name, f"token-{name}", "key", self.story.revision, 7, 5000.0, 5000.0)
        self.tally = Tally()
        self.screening = self.make()
        self.position_s = 0.0

    def make(self):
        return Screening(
            self.row, self.story, farm=self.farm, records=self.records, settings=self.settings, clock=self.clock,
            wall=lambda: 5000.0 + self.clock.now_s(), tally=self.tally,
        )

    async def taken_up(self):
        """The same screening, from its log alone."""
        return rebuild(self.make(), self.records.events(self.row.id))

    async def turn(self):
        """Advance until nothing more happens at this moment."""
        for _ in range(20):
            before = (len(self.screening.lists.picture), len(self.screening.lists.sound), len(self.screening.cut.segments))
            asked = len(getattr(self.farm, "asked", ()))
            await self.screening.advance()
            lists = self.screening.lists
            if before == (len(lists.picture), len(lists.sound), len(self.screening.cut.segments)) and asked == len(
                getattr(self.farm, "asked", ())
            ):
                return

    async def play(self, seconds, *, paused=False, heartbeats=True, each=None):
        """Play on, as far as there is something to play."""
        for _ in range(round(seconds / 0.2)):
            self.clock.advance(0.2)
            if not paused:
                self.position_s = min(self.position_s + 0.2, self.screening.lists.end / TICK_RATE)
            if heartbeats:
                self.screening.heartbeat(self.position_s, paused=paused)
            self.screening.requested()
            await self.turn()
            if each:
                each()

    async def to_the_end(self, limit_s=400):
        """Watch the rest; returns seconds it took."""
        start = self.clock.now_s()
        while not self.screening.lists.ended or self.position_s < self.screening.lists.end / TICK_RATE - 0.01:
            await self.play(0.2)
            assert self.clock.now_s() - start < limit_s, "the film does not end"
        return self.clock.now_s() - start

    def close(self):
        self.records.close()


@pytest.fixture
def rigs(tmp_path):
    """Makes rigs, and closes them."""
    made = []

    def make(*args, **kwargs):
        made.append(Rig(tmp_path, *args, **kwargs))
        return made[-1]

    yield make
    for rig in made:
        rig.close()
