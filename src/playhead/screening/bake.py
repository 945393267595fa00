"""A whole cut at once: every part shot, every segment made, for those who need a file."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from playhead.media import Store, concat_mp4
from playhead.projection import Farm, Flight, Job, PictureJob, SoundJob, SpeechJob
from playhead.projection.ladder import Ladder
from playhead.render.renderer import Size
from playhead.screening.answers import Chooser, by_default
from playhead.screening.cut import Cut, Part, Segment, film_seed
from playhead.screening.filming import film_beat
from playhead.screening.plot import Plot
from playhead.screening.sounding import Sounding, next_window
from playhead.shots import end_shots, lines_of, style_of, title_shots
from playhead.shots.brief import Brief
from playhead.speech.timing import Line, Spoken
from playhead.story import Story
from playhead.story.director import begin
from playhead.story.state import State
from playhead.timebase import FRAME, to_seconds

IN_FLIGHT = 24
"""Jobs asked for ahead of the one that is waited for: enough to keep two workers busy, little to throw away."""
FAR_S = 1e9


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a bake is: what it does now, and how many of how many segments are made."""

    doing: str
    done: int
    of: int


def _asked(story: Story, state: State | None, chooser: Chooser) -> Generator[Part, None, Cut]:
    """A cut, part by part: each is given out with its lines, and shot when it is taken back with their timing."""
    plot = Plot(story, state or begin(story, {}, {}, frozenset(), 0))
    style = style_of(plot.state.viewer)
    cut = Cut(film_seed(story))
    cut.add("title", "title")
    cut.shoot(title_shots(story, style))
    while (decision := plot.next()).beat is not None:
        version = plot.play(decision.beat)
        beat = version.beat
        part = cut.add(
            "beat", beat.name, beat=decision.beat, why=decision.why, lines=lines_of(beat, story, style), version=version, style=style,
        )
        yield part
        shots = film_beat(version, story, part.timing, style)
        cut.shoot(shots)
        plot.settle(to_seconds(shots.frames * FRAME))
        offers = plot.offers()
        if offers:
            asks = sum(offer.open for offer in offers) > 1
            plot.choose(chooser(beat.id, offers, plot.default) if asks else plot.default)
    cut.add("end", "end")
    cut.shoot(end_shots(story, style))
    return cut


async def cut_of(
    story: Story,
    farm: Farm,
    state: State | None = None,
    chooser: Chooser = by_default,
    say: Callable[[Progress], None] | None = None,
    own: Path | None = None,
) -> Cut:
    """The whole cut of a story for one viewer, shot: title, beats in the director's order, end card.

    The farm speaks the lines; those with a viewer's own words are kept in the store at `own`.
    """
    parts = _asked(story, state, chooser)
    count = 0
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            return cast("Cut", end.value)
        count += 1
        if say:
            say(Progress(f"speaking {part.name}", min(count, len(story.beats)), len(story.beats)))
        flights = [await farm.submit(SpeechJob(line), FAR_S, folder=own if line.private else None) for line in part.missing]
        for flight in flights:
            made = await flight
            job = flight.job
            if isinstance(job, SpeechJob) and made.spoken is not None:
                part.timing[job.line.key] = made.spoken


def spoken_cut(story: Story, voice: Voiced, state: State | None = None, chooser: Chooser = by_default) -> Cut:
    """The same cut, its lines spoken here and now."""
    parts = _asked(story, state, chooser)
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            return cast("Cut", end.value)
        part.timing.update({line.key: voice.say(line) for line in part.missing})


class Voiced(Protocol):
    """Says lines; the default is `playhead.speech.Speaker`."""

    def say(self, line: Line) -> Spoken:
        """How it was spoken."""
        ...


def jobs_of(cut: Cut, size: Size, ladder: Ladder | None = None) -> tuple[list[PictureJob], list[SoundJob]]:
    """Every picture job and every sound job of a whole cut, in order."""
    by = ladder or Ladder()
    pictures = [by.job(segment.pixels, segment.n, size, brief=_brief(cut, segment)) for segment in cut.segments]
    sounding = Sounding()
    sounds: list[SoundJob] = []
    at = 0
    while window := next_window(at, cut.end, final=True, hurry=False):
        sounds.append(sounding.job(cut, window))
        at += window.ticks
    return pictures, sounds


def _brief(cut: Cut, segment: Segment) -> Brief | None:
    shots = cut.parts[segment.part].shots
    return shots.briefs[segment.shot] if shots is not None and segment.shot < len(shots.briefs) else None


def by_time(pictures: Sequence[PictureJob], sounds: Sequence[SoundJob]) -> list[Job]:
    """Both in the order in which they are shown and heard."""

    def timed(jobs: Sequence[PictureJob] | Sequence[SoundJob]) -> Iterator[tuple[int, Job]]:
        return zip(itertools.accumulate((job.ticks for job in jobs), initial=0), jobs, strict=False)

    return [job for _, job in heapq.merge(timed(pictures), timed(sounds), key=lambda pair: pair[0])]


async def make(jobs: Sequence[Job], farm: Farm, store: Store, own: Store | None = None) -> AsyncIterator[bytes]:
    """The segments of `jobs`, in order, some made ahead of the one given out; what is private is kept in `own`."""

    def submit(job: Job, due_s: float) -> Awaitable[Flight]:
        return farm.submit(job, due_s, folder=own.folder) if job.private and own is not None else farm.submit(job, due_s)

    ahead: list[Flight] = []
    taken = 0
    for job in jobs:
        while taken < len(jobs) and len(ahead) < IN_FLIGHT:
            ahead.append(await submit(jobs[taken], FAR_S + taken))
            taken += 1
        made = await ahead.pop(0)
        kept = own if job.private and own is not None else store
        try:
            yield kept.get(made.hash)
        except LookupError:  # evicted in between: make it again
            yield kept.get((await (await submit(job, FAR_S))).hash)


async def bake(
    story: Story,
    farm: Farm,
    store: Store,
    path: Path,
    *,
    size: Size | None = None,
    ladder: Ladder | None = None,
    state: State | None = None,
    chooser: Chooser = by_default,
    say: Callable[[Progress], None] | None = None,
) -> Cut:
    """Write one cut of `story` as an MP4 at `path`; the file appears only when it is whole.

    Raises FarmError when a segment cannot be made, StoreFull when there is no room.
    """
    size = size or Size()
    done = 0
    kept: dict[str, list[bytes]] = {"pictures": [], "sounds": []}
    with tempfile.TemporaryDirectory() as folder:  # a viewer's own words go into their file and nowhere else
        own = Store(Path(folder), store.cap_bytes)
        cut = await cut_of(story, farm, state, chooser, say, own.folder)
        pictures, sounds = jobs_of(cut, size, ladder)
        total = len(pictures) + len(sounds)
        jobs = by_time(pictures, sounds)
        async for segment in make(jobs, farm, store, own):
            drawn = isinstance(jobs[done], PictureJob)
            kept["pictures" if drawn else "sounds"].append(segment)
            done += 1
            if say:
                say(Progress("making picture and sound", done, total))
    await asyncio.to_thread(
        concat_mp4, path, size, kept["pictures"], kept["sounds"], tuple(caption for caption in cut.captions(()) if caption.text),
        {"title": story.title, "artist": story.author, "comment": "Generated by Playhead: picture, voices and sound are made by a machine."},
    )
    return cut
