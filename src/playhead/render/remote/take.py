"""What renderers that send a whole clip have in common: the clip is asked for once, goes into snapshots, and is given out in chunks."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from playhead.errors import BadInput
from playhead.render.control import Control
from playhead.render.prompt import Prompt, write
from playhead.render.remote.clip import frames_of
from playhead.render.renderer import PictureChunk, Pictures, Size
from playhead.shots.shot import Shot

CHUNK = 24
_HEAD = struct.Struct("<I")


@dataclass(slots=True, eq=False)
class State:
    """A shot being made elsewhere: what is known of the job there, the clip once it is here, and the frame that comes next."""

    shot: Shot
    size: Size
    control: Control | None
    next: int = 0
    job: dict[str, Any] = field(default_factory=dict)
    clip: bytes = b""
    pictures: Pictures | None = None

    @property
    def prompt(self) -> Prompt:
        """What is asked for, in words."""
        return write("plain", self.shot, self.control.brief if self.control is not None else None)[0][1]


def step(state: State, fetch: Callable[[State], bytes], name: str) -> PictureChunk | None:
    """The next frames of a clip that `fetch` brings; what the clip lacks at its end is held. A failed fetch changes nothing."""
    first, end = state.next, min(state.next + CHUNK, state.shot.frames)
    if first >= end:
        return None
    if state.pictures is None:
        clip = state.clip or fetch(state)
        state.pictures = frames_of(clip, state.size, state.shot.frames, name=name)
        state.clip = clip
    last = len(state.pictures) - 1
    state.next = end
    return PictureChunk(state.pictures[np.minimum(np.arange(first, end), last)], first)


def snapshot(state: State) -> bytes:
    """The job, and the clip if it is here."""
    head = json.dumps({"next": state.next, "job": state.job}).encode()
    return b"".join((_HEAD.pack(len(head)), head, state.clip))


def restore(data: bytes, shot: Shot, size: Size, control: Control | None) -> State:
    """A state again. Raises BadInput."""
    try:
        (length,) = _HEAD.unpack_from(data)
        head = json.loads(data[_HEAD.size : _HEAD.size + length])
        return State(shot, size, control, int(head["next"]), dict(head["job"]), data[_HEAD.size + length :])
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"this is no snapshot of a clip: {type(error).__name__}") from None
