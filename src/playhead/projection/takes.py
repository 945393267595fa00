"""Takes under way, of renderers that go through a shot in order: kept at hand, else continued from a snapshot, else from the start."""

from __future__ import annotations

import json
import struct
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

import cv2
import numpy as np

from playhead.errors import BadInput, PlayheadError
from playhead.projection.jobs import PictureJob
from playhead.render.control import Control
from playhead.render.renderer import PictureChunk, Pictures, Renderer
from playhead.timebase import segments_of

KEPT = 2
"""So many are kept at hand: each holds a model's caches."""
_HEAD = struct.Struct("<I")


class Blobs(Protocol):
    """Where snapshots are kept for other workers."""

    def get(self, key: str) -> bytes | None:
        """What was put under that key."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep it."""
        ...


@dataclass(slots=True, eq=False)
class _Take:
    """A take as far as it is made: pictures from frame `at` on that no segment had yet, and the state after them."""

    state: Any
    at: int = 0
    pictures: list[Pictures] = field(default_factory=list)
    coming: Future[PictureChunk | None] | None = None

    @property
    def reached(self) -> int:
        return self.at + len(self.pictures)


class Takes:
    """Segments of takes, in order. `hand` is the one thread in which renderers work."""

    def __init__(self, blobs: Blobs, hand: ThreadPoolExecutor) -> None:
        self._blobs = blobs
        self._hand = hand
        self._takes: OrderedDict[str, _Take] = OrderedDict()

    def pictures(self, job: PictureJob, drawing: Renderer, control: Control | None) -> Iterator[Pictures]:
        """The pictures of a segment. After them the take can be continued here, or elsewhere from its snapshot.

        Raises PlayheadError for a renderer that does not come to the segment's end, and whatever it raises itself: then the take is
        forgotten here, and is taken up from its last snapshot.
        """
        take = self._takes.pop(job.take, None)
        if take is None or take.at != job.first:
            self._settle(take)
            take = self._restored(job, drawing, control) or _Take(self._hand.submit(drawing.open, job.shot, job.size, control, 0).result())
        end = job.first + job.frames
        last = job.n + 1 == len(segments_of(job.shot.frames))
        while take.at < end:
            if not take.pictures:
                self._step(take, job, drawing)
            # The next chunk is made while these pictures are encoded; past the segment's end not before its snapshot is taken.
            if take.reached < end and take.coming is None:
                take.coming = self._hand.submit(drawing.step, take.state)
            picture, wanted = take.pictures.pop(0), take.at >= job.first
            take.at += 1
            if take.at == end and not last:  # before the last is given out: who has all they want asks for no more
                self._leave(take, job, drawing)
            if wanted:
                yield picture

    def _leave(self, take: _Take, job: PictureJob, drawing: Renderer) -> None:
        """Keep the take for its next segment, whoever makes it, and go on with it meanwhile."""
        self._keep(take, job, drawing)
        take.coming = self._hand.submit(drawing.step, take.state) if not take.pictures else None
        self._takes[job.take] = take
        while len(self._takes) > KEPT:
            self._settle(self._takes.popitem(last=False)[1])

    def _step(self, take: _Take, job: PictureJob, drawing: Renderer) -> None:
        coming = take.coming or self._hand.submit(drawing.step, take.state)
        take.coming = None
        chunk = coming.result()
        if chunk is None or chunk.first > take.at or chunk.first + len(chunk.pictures) <= take.at:
            raise PlayheadError(f"renderer {job.renderer} gave no frame {take.at} of a shot of {job.shot.frames}")
        take.pictures.extend(chunk.pictures[take.at - chunk.first :])

    def _settle(self, take: _Take | None) -> None:
        """Let a step that is under way end: the renderer's next work comes after it anyway."""
        if take is not None and take.coming is not None:
            take.coming.cancel()

    # Snapshots

    def _keep(self, take: _Take, job: PictureJob, drawing: Renderer) -> None:
        snapshot = self._hand.submit(drawing.snapshot, take.state).result()
        left = [cv2.imencode(".png", np.ascontiguousarray(picture[..., ::-1]))[1].tobytes() for picture in take.pictures]
        head = json.dumps({"at": take.at, "pictures": [len(data) for data in left]}).encode()
        self._blobs.put(_name(job.take, job.n + 1), b"".join((_HEAD.pack(len(head)), head, *left, snapshot)))

    def _restored(self, job: PictureJob, drawing: Any, control: Control | None) -> _Take | None:
        """The take as another segment left it: the nearest one before."""
        for n in range(job.n, 0, -1):
            data = self._blobs.get(_name(job.take, n))
            if data is None:
                continue
            try:
                at, pictures, snapshot = _read(data)
                state = self._hand.submit(drawing.restore, snapshot, job.shot, job.size, control).result()
            except (BadInput, ValueError, KeyError, struct.error):
                continue  # torn, or of another kind of renderer: an earlier one will do
            return _Take(state, at, pictures)
        return None


def _name(take: str, n: int) -> str:
    return f"{take}-{n}"


def _read(data: bytes) -> tuple[int, list[Pictures], bytes]:
    (length,) = _HEAD.unpack_from(data)
    at = _HEAD.size + length
    head = json.loads(data[_HEAD.size : at])
    pictures = []
    for size in head["pictures"]:
        picture = cv2.imdecode(np.frombuffer(data[at : at + size], np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError("no picture")
        pictures.append(np.ascontiguousarray(picture[..., ::-1]).astype(np.uint8, copy=False))
        at += size
    return int(head["at"]), pictures, data[at:]
