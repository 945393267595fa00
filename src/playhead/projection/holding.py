"""The last rung: a still of what is ready, and silence, made in this process when there is no worker or no time.

It needs no renderer and no voice, so it is there when all workers are busy or dead.
"""

from __future__ import annotations

import asyncio
import functools
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

import numpy as np

from playhead.errors import NotFound
from playhead.media import LOOK_AHEAD, PRE_ROLL, Store, decode_picture, encode_picture, encode_sound
from playhead.projection.jobs import Job, Made, PictureJob, SoundJob
from playhead.projection.perform import EVERY, found, made_of
from playhead.render.renderer import Pictures, Size
from playhead.timebase import AAC_PACKET

PICTURES_MAX = 24  # so many last pictures are kept at hand
ENCODED_MAX = 1000  # and so many holds, of some 20 kB each: viewers of one path follow each other within a minute
ROOTS_MAX = 4096


def needs_no_worker(job: Job) -> bool:
    """Whether a job is one that is made here: a still, or a window in which nothing is heard."""
    return job.grade == "hold" if isinstance(job, PictureJob) else isinstance(job, SoundJob) and not job.heard().clips


class Holds(Protocol):
    """Makes what needs no worker."""

    async def make(self, job: Job, store: Store, source_store: Store | None = None) -> Made:
        """Make the job and keep it in `store`; its source is looked for there, or in `source_store`. Raises what the store raises."""
        ...

    def close(self) -> None:
        """Make nothing more."""
        ...


class Holder:
    """Makes holds and silence, one at a time, in a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "hold")
        self._roots: OrderedDict[str, str] = OrderedDict()  # of a hold: the segment whose last picture it is
        self._stills: OrderedDict[str, Pictures] = OrderedDict()  # last pictures, by the segment they are of
        self._encoded: OrderedDict[tuple[str, int, Size], bytes] = OrderedDict()

    async def make(self, job: Job, store: Store, source_store: Store | None = None) -> Made:
        """Make the job and keep it in `store`; its source is looked for there, or in `source_store`. Raises what the store raises."""
        work = functools.partial(self._make, job, store, source_store or store)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Make nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _make(self, job: Job, store: Store, source_store: Store) -> Made:
        if isinstance(job, PictureJob):
            job = job.after(self._roots.get(job.source, job.source))  # a still of a still is one of what that is a still of
        made = found(job, store) or self._new(job, store, source_store)
        if isinstance(job, PictureJob) and job.source:
            _keep(self._roots, made.hash, job.source, ROOTS_MAX)
        return made

    def _new(self, job: Job, store: Store, source_store: Store) -> Made:
        start_s = time.perf_counter()
        if isinstance(job, SoundJob):
            data = silence(job.ticks)
        elif isinstance(job, PictureJob):
            data = self._hold(job, source_store)
        else:
            raise NotFound("a line cannot be spoken without a worker")
        stored = store.bind(job.key, store.put(data), job.ticks)
        return made_of(job, stored, time.perf_counter() - start_s)

    def _hold(self, job: PictureJob, store: Store) -> bytes:
        """The last picture of the source; a card where it is gone."""
        named = (job.source, job.frames, job.size)
        data = self._encoded.get(named)
        if data is None:
            still = self._stills.get(job.source) if job.source else card(job.size)
            if still is None:
                try:
                    still = decode_picture(store.get(job.source), job.size, last=True)[-1]
                    _keep(self._stills, job.source, still, PICTURES_MAX)
                except NotFound:
                    still = card(job.size)
            every = EVERY["hold"]
            data = encode_picture([still] * -(-job.frames // every), job.size, every=every, frames=job.frames)
            _keep(self._encoded, named, data, ENCODED_MAX)
        return data


def _keep(kept: OrderedDict[Any, Any], name: object, value: object, most: int) -> None:
    kept[name] = value
    while len(kept) > most:
        with suppress(KeyError):
            kept.popitem(last=False)


@functools.lru_cache(maxsize=4)
def card(size: Size) -> Pictures:
    """What is shown where nothing at all is ready: dark paper, lit a little in the middle."""
    y, x = np.mgrid[-1 : 1 : size.height * 1j, -1 : 1 : size.width * 1j]
    light = np.clip(1.0 - 0.55 * np.hypot(x, y), 0.2, 1.0)[..., None]
    return np.asarray(light * np.array([58, 52, 47]), np.uint8)


def silence(ticks: int) -> bytes:
    """A window in which nothing is heard."""
    samples = np.zeros(((PRE_ROLL + LOOK_AHEAD) * AAC_PACKET + ticks, 2), np.float32)
    return encode_sound(samples)
