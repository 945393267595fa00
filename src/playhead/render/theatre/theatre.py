"""The theatre as a renderer: opens a shot at any frame and hands out its pictures in chunks."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skia

from playhead.render.renderer import PictureChunk, Pictures, Size
from playhead.render.stock import THEATRE
from playhead.render.theatre.compositor import Scene
from playhead.render.theatre.control import StageControl
from playhead.render.theatre.plates import Blobs, Cupboard
from playhead.shots.brief import Brief
from playhead.shots.shot import Shot

CHUNK = THEATRE.traits.chunk_frames
SCENES_KEPT = 4


@cache
def build() -> str:
    """What plates depend on besides the shot: the theatre's sources and the libraries that draw, as 16 hex digits."""
    digest = hashlib.sha256(f"{skia.__version__} {cv2.__version__} {np.__version__}".encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class State:
    """A shot being rendered: `next` is the frame that comes."""

    shot: Shot
    size: Size
    scene: Scene
    next: int


class Theatre:
    """Draws shots as a theatre of cut paper. Frames depend on the shot and the size alone; any frame can come first.

    One instance belongs to one thread. `blobs` shares plates with other processes.
    """

    name = "theatre"
    traits = THEATRE.traits

    def __init__(self, blobs: Blobs | None = None, version: str = "") -> None:
        self._cupboard = Cupboard(blobs)
        self._scenes: OrderedDict[tuple[str, int, int], Scene] = OrderedDict()
        self._build = version or build()

    def share(self, blobs: Blobs) -> None:
        """Share plates through `blobs` from now on."""
        self._cupboard = Cupboard(blobs)

    def open(self, shot: Shot, size: Size, control: Any | None = None, first: int = 0) -> State:
        """Make ready to render `shot` from frame `first`; `control` is not used."""
        del control
        return State(shot, size, self._scene(shot, size), max(0, first))

    def step(self, state: State) -> PictureChunk | None:
        """Up to 4 frames, (n, h, w, 3) uint8 sRGB; None at the shot's end."""
        first = state.next
        count = min(CHUNK, state.shot.frames - first)
        if count <= 0:
            return None
        pictures = np.empty((count, state.size.height, state.size.width, 3), np.uint8)
        for index in range(count):
            pictures[index] = state.scene.picture(first + index)
        state.next = first + count
        return PictureChunk(pictures, first)

    def snapshot(self, state: State) -> bytes:
        """Which frame comes next; with the shot and the size it is all that is needed elsewhere."""
        return json.dumps({"shot": state.shot.key, "size": [state.size.width, state.size.height], "first": state.next}).encode()

    def picture(self, shot: Shot, size: Size, frame: int) -> Pictures:
        """One frame, (h, w, 3) uint8 sRGB."""
        return self._scene(shot, size).picture(max(0, min(shot.frames - 1, frame)))

    def control(self, shot: Shot, size: Size, brief: Brief) -> StageControl:
        """What guides a renderer that repaints the shot."""
        return StageControl(self, shot, size, brief)

    def scene(self, shot: Shot, size: Size) -> Scene:
        """The shot made ready to be drawn."""
        return self._scene(shot, size)

    def statistics(self) -> dict[str, int]:
        """Backdrops and bytes held."""
        return self._cupboard.statistics()

    def _scene(self, shot: Shot, size: Size) -> Scene:
        key = (shot.key, size.width, size.height)
        scene = self._scenes.get(key)
        if scene is None:
            scene = Scene(shot, size, self._cupboard, self._build)
            self._scenes[key] = scene
            while len(self._scenes) > SCENES_KEPT:
                self._scenes.popitem(last=False)
        else:
            self._scenes.move_to_end(key)
        return scene

