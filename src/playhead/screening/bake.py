"""A whole cut at once: every part shot, every segment made, for those who need a file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playhead.media import Store, concat_mp4
from playhead.projection import Farm, Flight, Job, PictureJob, SpeechJob
from playhead.render.renderer import Size
from playhead.screening.cut import Cut, film_seed
from playhead.screening.filming import film_beat
from playhead.screening.plot import Plot
from playhead.screening.sounding import Sounding, next_window
from playhead.shots import end_shots, lines_of, style_of, title_shots
from playhead.story import Story
from playhead.story.director import Offer, begin
from playhead.story.state import State
from playhead.timebase import FRAME, to_seconds

IN_FLIGHT = 6
"""Jobs asked for ahead of the one that is waited for: enough to keep two workers busy, little to throw away."""
FAR_S = 1e9


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a bake is: what it does now, and how many of how many segments are made."""

    doing: str
    done: int
    of: int


Chooser = Callable[[str, tuple[Offer, ...], int], int]
"""Given the id of the beat that asks, what it offers, and the default: the option to take."""


def by_default(beat: str, offers: tuple[Offer, ...], default: int) -> int:  # noqa: ARG001 - a Chooser
    """Nobody chooses."""
    return default


async def cut_of(
    story: Story,
    farm: Farm,
    state: State | None = None,
    chooser: Chooser = by_default,
    say: Callable[[Progress], None] | None = None,
) -> Cut:
    """The whole cut of a story for one viewer, shot: title, beats in the director's order, end card. The farm speaks the lines."""
    plot = Plot(story, state or begin(story, {}, {}, frozenset(), 0))
    style = style_of(plot.state.viewer)
    cut = Cut(film_seed(story))
    cut.add("title", "title")
    cut.shoot(title_shots(story))
    while (decision := plot.next()).beat is not None:
        version = plot.play(decision.beat)
        beat = version.beat
        part = cut.add("beat", beat.name, beat=decision.beat, why=decision.why, lines=lines_of(beat, story, style), version=version)
        if say:
            say(Progress(f"speaking {beat.name}", min(len(cut.played), len(story.beats)), len(story.beats)))
        flights = [await farm.submit(SpeechJob(line), FAR_S) for line in part.missing]
        for flight in flights:
            made = await flight
            job = flight.job
            if isinstance(job, SpeechJob) and made.spoken is not None:
                part.timing[job.line.key] = made.spoken
        shots = film_beat(version, story, part.timing, style)
        cut.shoot(shots)
        plot.settle(to_seconds(shots.frames * FRAME))
        offers = plot.offers()
        if offers:
            open_ = [offer.option for offer in offers if offer.open]
            plot.choose(chooser(beat.id, offers, plot.default) if len(open_) > 1 else plot.default)
    cut.add("end", "end")
    cut.shoot(end_shots(story))
    return cut


def jobs_of(cut: Cut, size: Size, renderer: str) -> tuple[list[Job], list[Job]]:
    """Every picture job and every sound job of a whole cut, in order."""
    pictures: list[Job] = [PictureJob(segment.pixels, segment.n, size, renderer) for segment in cut.segments]
    sounding = Sounding()
    sounds: list[Job] = []
    at = 0
    while window := next_window(at, cut.end, final=True, hurry=False):
        sounds.append(sounding.job(cut, (), window))
        at += window.ticks
    return pictures, sounds


async def make(jobs: Sequence[Job], farm: Farm, store: Store) -> AsyncIterator[bytes]:
    """The segments of `jobs`, in order, a few made ahead of the one given out."""
    ahead: list[Flight] = []
    taken = 0
    for job in jobs:
        while taken < len(jobs) and len(ahead) < IN_FLIGHT:
            ahead.append(await farm.submit(jobs[taken], float(taken)))
            taken += 1
        made = await ahead.pop(0)
        try:
            yield store.get(made.hash)
        except LookupError:  # evicted in between: make it again
            yield store.get((await (await farm.submit(job, 0.0))).hash)


async def bake(
    story: Story,
    farm: Farm,
    store: Store,
    path: Path,
    *,
    size: Size | None = None,
    renderer: str = "theatre",
    state: State | None = None,
    chooser: Chooser = by_default,
    say: Callable[[Progress], None] | None = None,
) -> Cut:
    """Write one cut of `story` as an MP4 at `path`; the file appears only when it is whole.

    Raises FarmError when a segment cannot be made, StoreFull when there is no room.
    """
    size = size or Size()
    cut = await cut_of(story, farm, state, chooser, say)
    pictures, sounds = jobs_of(cut, size, renderer)
    total = len(pictures) + len(sounds)
    done = 0
    kept: dict[str, list[bytes]] = {"pictures": [], "sounds": []}
    for name, jobs in (("sounds", sounds), ("pictures", pictures)):
        async for segment in make(jobs, farm, store):
            kept[name].append(segment)
            done += 1
            if say:
                say(Progress("drawing" if name == "pictures" else "mixing", done, total))
    await asyncio.to_thread(
        concat_mp4, path, size, kept["pictures"], kept["sounds"], tuple(cut.captions(())),
        {"title": story.title, "artist": story.author, "comment": "Generated by Playhead: picture, voices and sound are made by a machine."},
    )
    return cut
