"""Doing one job: the work of a worker, without the process around it."""

from __future__ import annotations

import importlib
import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import cv2
import numpy as np

from playhead.errors import NotFound, PlayheadError
from playhead.media import LOOK_AHEAD, PRE_ROLL, Store, decode_picture, encode_picture, encode_sound, picture_init
from playhead.media.store import Stored
from playhead.projection.build import sound_build
from playhead.projection.jobs import Job, Made, PictureJob, SoundJob, SpeechJob
from playhead.projection.takes import Takes
from playhead.render.control import Control, Controls
from playhead.render.renderer import GROUND, Machine, Options, Pictures, Renderer, Size, renderer
from playhead.shots.brief import Brief
from playhead.shots.shot import Framing, Place, Shot
from playhead.speech.maker import STAND_IN
from playhead.speech.timing import Line, Mark, Mouth, Spoken, Voice
from playhead.timebase import AAC_PACKET, SEGMENT_FRAMES

Progress = Callable[[int], None]
EVERY = {"held": 2, "hold": SEGMENT_FRAMES}
"""Frames for which one picture is shown: 12 a second look like drawn film; a still is one picture for all of a segment."""
SMALL = ("half", "held")
FADE_FRAMES = 10
"""So long another renderer takes to take over within a shot."""


@runtime_checkable
class Stills(Protocol):
    """A renderer that can draw one frame without those around it."""

    def picture(self, shot: Shot, size: Size, frame: int) -> Pictures:
        """That frame, (h, w, 3) uint8 sRGB."""
        ...


@runtime_checkable
class Shares(Protocol):
    """A renderer whose workings are worth keeping for other workers."""

    def share(self, blobs: Any) -> None:
        """Keep them in `blobs` from now on."""
        ...


def found(job: Job, store: Store, *, far: bool = False) -> Made | None:
    """What the store already holds of a job, or None; with `far` its bucket is asked too, which may take a while."""
    if isinstance(job, SpeechJob):
        made: Made | None = store.recall(job.key)
        if made is None and (data := store.blobs("spoken").get(job.key, far=far)) is not None and (spoken := _spoken(data)) is not None:
            made = Made(job.key, "", spoken.ticks, 0, spoken=spoken)
            store.remember(job.key, made)
        return made
    stored = store.find(job.key, far=far)
    if stored is None or not stored.present:
        return None
    return made_of(job, stored)


def made_of(job: Job, stored: Stored, seconds: float = 0.0) -> Made:
    """What came of a job that took so long, as it is stored."""
    renderer, source = (job.renderer, job.source) if isinstance(job, PictureJob) else ("", "")
    return Made(job.key, stored.hash, stored.ticks, stored.bytes, seconds, grade=grade_of(job), renderer=renderer, source=source)


def grade_of(job: Job) -> str:
    """A picture's grade; sound and speech have only one."""
    return job.grade if isinstance(job, PictureJob) else "full"


class Performer:
    """Does jobs one by one and keeps what is dear to set up: renderers, and the voice once something is said."""

    def __init__(
        self, folder: Path, cap_bytes: int, clock: Callable[[], float] = time.perf_counter, *, machines: Mapping[str, Machine] | None = None,
        voices: Machine | None = None,
    ) -> None:
        self._folder = folder
        self._cap_bytes = cap_bytes
        self._now_s = clock
        self._stores: dict[Path, Store] = {}
        self._machines = machines or {}
        self._voices = voices or {}
        self._renderers: dict[tuple[str, Options], Renderer] = {}
        self._taken: dict[Path, Takes] = {}
        self._speaker: Any = None
        self._shelf: Any = None
        # Draws the next chunk while the caller encodes this one; a renderer is only ever used by this one thread.
        self._hand = ThreadPoolExecutor(1, "hand")

    def load(self, name: str, size: Size) -> None:
        """Load what any picture needs: the renderer's code and the encoder."""
        self.renderer(name)
        picture_init(size)

    def pictures(self, job: PictureJob) -> Iterator[Pictures]:
        """The pictures of a segment, (h, w, 3) uint8 sRGB each, not encoded and not kept."""
        return self._pictures(job, self.store())

    def warm(self, name: str, size: Size) -> None:
        """Draw a picture for nothing, so that the first one is not the slowest."""
        place = Place("room", "", interior=True)
        shot = Shot(place, "night", "clear", Framing("title"), 1, text=("Playhead",))
        # In small: it is the code and the fonts that are to be loaded, not a plate painted that nobody will see.
        for _ in self._drawn(PictureJob(shot, 0, Size(size.width // 4, size.height // 4), name)):
            pass

    def warm_voice(self) -> None:
        """Load the voice and what mixes, by saying a word to nobody."""
        self._voice(self.store()).say(Line("Well.", Voice(maker=STAND_IN)))
        self._mixed(SoundJob((), 0, AAC_PACKET), self.store())

    def perform(self, job: Job, folder: Path | None = None, progress: Progress = lambda _: None) -> Made:
        """Make what the job asks for and keep it in the store of `folder` (its own by default).

        Raises whatever the renderer, the voice or the store raise.
        """
        store = self.store(folder)
        known = found(job, store, far=True)
        if known is not None:
            return known
        start_s = self._now_s()
        if isinstance(job, SpeechJob):
            spoken = self._voice(store).say(job.line, progress)
            # Who stands in for another does so this time, and for everybody the next time only if they must again.
            if job.private or spoken.by.startswith(job.told or STAND_IN) or not spoken.by:
                store.blobs("spoken").put(job.key, _bytes(spoken))
            return Made(job.key, "", spoken.ticks, 0, self._now_s() - start_s, spoken)
        if isinstance(job, SoundJob):
            data = encode_sound(self._mixed(job, store))
        else:
            every = EVERY.get(job.grade, 1)
            pictures = _counted(self._pictures(job, store), every, progress)
            data = encode_picture(pictures, job.size, every=every, frames=job.frames)
        stored = store.bind(job.key, store.put(data), job.ticks)
        return made_of(job, stored, self._now_s() - start_s)

    def store(self, folder: Path | None = None) -> Store:
        """The store of that folder, opened once."""
        folder = folder or self._folder
        if folder not in self._stores:
            if len(self._stores) > 8:  # folders of screenings that have ended
                self._stores = {key: store for key, store in self._stores.items() if key == self._folder}
            self._stores[folder] = Store(folder, self._cap_bytes)
        return self._stores[folder]

    # -- pictures

    def _pictures(self, job: PictureJob, store: Store) -> Iterator[Pictures]:
        if job.grade == "hold":
            return itertools.repeat(self._still(job, store))
        drawing = self.renderer(job.renderer, job.options)
        if not drawing.traits.any_frame:
            pictures = self._takes(store).pictures(job, drawing, self._control(job, job.size, drawing))
            pictures = itertools.islice(pictures, None, None, EVERY.get(job.grade, 1))
        elif job.grade in SMALL:
            pictures = self._grown(job, EVERY.get(job.grade, 1))
        else:
            pictures = self._drawn(job)
        return self._faded(job, pictures, store) if job.source else pictures

    def _faded(self, job: PictureJob, pictures: Iterator[Pictures], store: Store) -> Iterator[Pictures]:
        """Going over from the last picture of the source, which moves on as the ground's pictures do."""
        try:
            before = decode_picture((store if store.has(job.source) else self.store()).get(job.source), job.size, last=True)[-1]
        except NotFound:
            yield from pictures
            return
        every = EVERY.get(job.grade, 1)
        ground = self.renderer(GROUND)
        control = ground.control(job.shot, job.size, job.brief or Brief()) if isinstance(ground, Controls) else None
        x, y = np.meshgrid(np.arange(job.size.width, dtype=np.float32), np.arange(job.size.height, dtype=np.float32))
        for count, picture in enumerate(pictures):
            part = (count * every + 1) / (FADE_FRAMES + 1)
            if part >= 1:
                yield picture
                continue
            for flow in control.flow(job.first + count * every, every) if control else ():
                before = np.asarray(cv2.remap(before, x - flow[..., 0], y - flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)
            yield np.asarray(cv2.addWeighted(picture, part, before, 1 - part, 0), np.uint8)

    def _still(self, job: PictureJob, store: Store) -> Pictures:
        """The last picture of the source; with none, or where it is gone, one of the shot's own."""
        if job.source:
            try:
                return decode_picture(store.get(job.source), job.size, last=True)[-1]
            except NotFound:
                pass
        return next(self._grown(job, job.frames))

    def _grown(self, job: PictureJob, every: int = 1) -> Iterator[Pictures]:
        """Drawn at half the size, each `every`th frame, and scaled up."""
        small = Size(job.size.width // 2, job.size.height // 2)
        whole = (job.size.width, job.size.height)
        for picture in self._drawn(job, small, every):
            yield np.asarray(cv2.resize(picture, whole, interpolation=cv2.INTER_LINEAR), np.uint8)

    def _drawn(self, job: PictureJob, size: Size | None = None, every: int = 1) -> Iterator[Pictures]:
        drawing = self.renderer(job.renderer, job.options)
        size = size or job.size
        control = self._control(job, size, drawing)
        at, end = job.first, job.first + job.frames
        if every > 1 and isinstance(drawing, Stills):
            for frame in range(at, end, every):
                yield self._hand.submit(drawing.picture, job.shot, size, frame).result()
            return
        state = self._hand.submit(drawing.open, job.shot, size, control, at).result()
        coming = self._hand.submit(drawing.step, state)
        reached = at
        while at < end:
            chunk = coming.result()
            if chunk is None or chunk.first + len(chunk.pictures) <= reached:
                raise PlayheadError(f"renderer {job.renderer} gave no frame {at} of a shot of {job.shot.frames}")
            reached = chunk.first + len(chunk.pictures)
            if reached < end:
                coming = self._hand.submit(drawing.step, state)
            while at < min(end, reached):
                yield chunk.pictures[at - chunk.first]
                at += every

    def renderer(self, name: str, options: Options = ()) -> Renderer:
        """The renderer of that name, told these options, made when first asked for."""
        drawing = self._renderers.get((name, options))
        if drawing is None:
            drawing = self._renderers[name, options] = renderer(name, options, self._machines.get(name, {}))
            if isinstance(drawing, Shares):
                drawing.share(self.store().blobs("plates"))
        return drawing

    def _control(self, job: PictureJob, size: Size, drawing: Renderer) -> Control | None:
        """What guides a renderer that takes control, or words."""
        if not drawing.traits.control and drawing.traits.prompt_edge == "none":
            return None
        ground = self.renderer(GROUND)
        return ground.control(job.shot, size, job.brief or Brief()) if isinstance(ground, Controls) else None

    def _takes(self, store: Store) -> Takes:
        """Takes under way; of those with a viewer's own words nothing is left elsewhere than in their own store."""
        if store.folder not in self._taken:
            self._taken = {folder: takes for folder, takes in self._taken.items() if folder == self._folder}
            self._taken[store.folder] = Takes(store.blobs("states"), self._hand)
        return self._taken[store.folder]

    # -- sound

    def _mixed(self, job: SoundJob, store: Store) -> np.ndarray[Any, np.dtype[np.float32]]:
        # Imported late: a worker that only draws carries neither voice nor soundfont.
        sound = importlib.import_module("playhead.sound")
        if self._shelf is None:
            self._shelf = sound.Shelf(self.store().blobs("renderings"), sound_build())
        before, after = PRE_ROLL * AAC_PACKET, LOOK_AHEAD * AAC_PACKET
        mixed = sound.mix(job.clips, job.start - before, before + job.ticks + after, self._voice(store), self._shelf)
        return np.asarray(mixed, np.float32)

    def _voice(self, store: Store) -> Any:
        """The speaker, who keeps a viewer's own words in that store if it is theirs, and nowhere else."""
        if self._speaker is None:
            self._speaker = importlib.import_module("playhead.speech").Speaker(self.store().blobs("speech"), machine=self._voices)
        self._speaker.own = store.blobs("speech") if store.folder != self._folder else None
        return self._speaker


def _counted(pictures: Iterator[Pictures], every: int, progress: Progress) -> Iterator[Pictures]:
    for count, picture in enumerate(pictures, 1):
        progress(count * every)
        yield picture


def _bytes(spoken: Spoken) -> bytes:
    return json.dumps([spoken.ticks, [[mark.tick, int(mark.mouth)] for mark in spoken.marks], spoken.by]).encode()


def _spoken(data: bytes) -> Spoken | None:
    try:
        ticks, marks, by = json.loads(data)
        return Spoken(int(ticks), tuple(Mark(int(tick), Mouth(mouth)) for tick, mouth in marks), str(by))
    except (ValueError, TypeError):
        return None
