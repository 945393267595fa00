"""A whole server in one process: real small segments, a farm without workers, a virtual clock."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx
import numpy as np
import pytest

from playhead.media import LOOK_AHEAD, PRE_ROLL, Store, encode_sound
from playhead.projection import Made, SoundJob, SpeechJob
from playhead.server import create_app
from playhead.server.programme import film_of
from playhead.settings import Settings
from playhead.speech import estimate
from playhead.testing import FakeFarm
from playhead.timebase import AAC_PACKET, VirtualClock

SCRIPT = b"""Title: The Key
Author: Nobody

INT. KITCHEN - NIGHT

MARA, 40, looks for a key in a drawer.

MARA
It was here.

TOM
You had it yesterday.

She opens the next drawer.
"""


class SmallFarm(FakeFarm):
    """Pictures are numbered blocks; speech is timed by estimate and sound is silence, or noise where it is private, so that no voice is loaded."""

    def _make(self, flight, folder):
        job = flight.job
        if isinstance(job, SpeechJob):
            spoken = estimate(job.line)
            made = Made(job.key, "", spoken.ticks, 0, 0.01, spoken)
        elif isinstance(job, SoundJob):
            sound = np.zeros((job.ticks + (PRE_ROLL + LOOK_AHEAD) * AAC_PACKET, 2), np.float32)
            if job.private:  # told apart from what is everybody's
                sound += np.random.default_rng(int(job.key[:8], 16)).normal(0, 0.05, sound.shape).astype(np.float32)
            store = self._performer.store(folder)
            stored = store.bind(job.key, store.put(encode_sound(sound)), job.ticks)
            made = Made(job.key, stored.hash, stored.ticks, stored.bytes, 0.01)
        else:
            return super()._make(flight, folder)
        self.log.append(job)
        flight.future.set_result(made)
        return made


class House:
    """The server and a client of it, over any number of restarts on the same folder."""

    def __init__(self, folder, script=SCRIPT, **settings):
        self.settings = Settings(data=folder, width=96, height=64, renderer="blocks", **settings)
        self.films = {"the-key": film_of("the-key", script, str(folder / "the-key.fountain"))}
        self.clock = VirtualClock(100.0)
        self.farms = []

    @asynccontextmanager
    async def running(self, **options):
        store = Store(self.settings.data / "store")
        farm = SmallFarm(store)
        self.farms.append(farm)
        app = create_app(
            self.settings, self.films, farm=farm, store=store, clock=self.clock, wall=lambda: 1_700_000_000.0, **options,
        )
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            self.app, self.house = app, app.state.house
            yield client

    async def watch(self, client, made, seconds, step_s=0.5):
        """Play on for some seconds, with a heartbeat every `step_s`."""
        screening = self.house.known(made["token"])
        for _ in range(round(seconds / step_s)):
            self.clock.advance(step_s)
            self.position_s += step_s
            await client.post(f"/s/{made['token']}/playhead", json={"seconds": self.position_s})
            for _ in range(3):
                await screening.advance()
                await asyncio.sleep(0)

    async def open(self, client, **more):
        answer = await client.post("/api/screenings", json={"film": "the-key", **more})
        assert answer.status_code == 201, answer.text
        self.position_s = 0.0
        return answer.json()


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture
def small_house(tmp_path):
    return House(tmp_path, screenings_max=2)


def in_loop(make):
    """Run an async test."""
    return asyncio.run(make)
