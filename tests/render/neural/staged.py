"""A shot and its control, small: what the theatre would tell, drawn with nothing but numpy, the same in every process."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from playhead.render.control import POINTS, Reference
from playhead.render.renderer import PictureChunk, Pictures, Renderer, Size
from playhead.shots.brief import Brief
from playhead.shots.shot import Appearance, Framing, Performer, Place, Shot

SIZE = Size(64, 48)
WAITS = Brief(action=((0, "She waits."),), characters=(("MARA", "a woman in a red scarf"),), place="LAMP ROOM")


def shot(frames: int, mood: int = 0) -> Shot:
    """Shots of another mood have another seed and nothing else that a model is shown."""
    mara = Performer(Appearance(), 424)
    return Shot(Place("lamp room", "LAMP ROOM", interior=True), "night", "clear", Framing("wide", (0,)), frames, mood=mood, performers=(mara,))


@dataclass(frozen=True)
class Drawn:
    """A bright box that goes to the right, two pixels a frame, over a slope."""

    brief: Brief = WAITS
    size: Size = SIZE
    last: int = 10_000
    asked: list[tuple[str, int, int]] = field(default_factory=list, compare=False)

    def frames(self, first: int, count: int) -> Pictures:
        self.asked.append(("frames", first, count))
        ground = np.linspace(20, 90, self.size.width, dtype=np.float32).astype(np.uint8)
        pictures = np.broadcast_to(ground[None, None, :, None], (count, self.size.height, self.size.width, 3)).copy()
        for index, picture in enumerate(pictures):
            picture[:, self._box(first + index)] = (200, 60, 40)
        return pictures

    def depth(self, first: int, count: int) -> NDArray[np.uint8]:
        return self.frames(first, count)[..., 0]

    def mask(self, first: int, count: int) -> NDArray[np.uint8]:
        return (self.frames(first, count)[..., 0] == 200).astype(np.uint8)

    def pose(self, first: int, count: int) -> NDArray[np.int16]:
        points = np.zeros((count, 1, len(POINTS), 3), np.int16)
        for index in range(count):
            points[index, 0, :, 0] = self._box(first + index).start + np.arange(len(POINTS)) % 5
            points[index, 0, :, 1] = np.arange(len(POINTS)) * 3
            points[index, 0, :, 2] = 1
        return points

    def flow(self, first: int, count: int) -> NDArray[np.float32]:
        self.asked.append(("flow", first, count))
        flow = np.zeros((count, self.size.height, self.size.width, 2), np.float32)
        for index in range(count):
            if first + index:
                flow[index, :, self._box(first + index), 0] = 2
        return flow

    def references(self) -> tuple[Reference, ...]:
        return tuple(Reference("character", "MARA", view, np.full((40, 24, 3), value, np.uint8)) for view, value in (("front", 90), ("profile", 160)))

    def _box(self, frame: int) -> slice:
        at = 2 * min(frame, self.last) % (self.size.width - 10)
        return slice(at, at + 10)


def run(renderer: Renderer, shot: Shot, control: Drawn, size: Size = SIZE) -> list[PictureChunk]:
    """All chunks of a shot."""
    return rest(renderer, renderer.open(shot, size, control))


def rest(renderer: Renderer, state: object) -> list[PictureChunk]:
    """All chunks that are still to come."""
    chunks = []
    while (chunk := renderer.step(state)) is not None:
        chunks.append(chunk)
    return chunks


def whole(chunks: list[PictureChunk]) -> Pictures:
    """The pictures of chunks that follow each other."""
    for before, after in pairwise(chunks):
        assert after.first == before.first + len(before.pictures)
    return np.concatenate([chunk.pictures for chunk in chunks])
