"""vLLM-Omni by its stream of generated film, `WS /v1/realtime/video`: a session a shot, its words changed while it runs.

The server makes a shot faster or slower than it is watched and is not told to wait, so a session is heard to its end by a thread of
its own, which also sends new words when their time has come. What was heard goes into snapshots. There is no message to go on with
a session elsewhere: the whole of it is asked for anew, with the same seed and words, and what is known of it already is passed over.
"""

from __future__ import annotations

import json
import re
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from playhead.errors import BadInput, PlayheadError, Refused, RenderError, Unreachable
from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.prompt import write
from playhead.render.remote.fragments import Fragments
from playhead.render.remote.known import VLLM_OMNI
from playhead.render.remote.server import STREAMS, server_of
from playhead.render.remote.stream import Wire, first_picture
from playhead.render.renderer import Machine, Options, PictureChunk, Pictures, Size
from playhead.shots.shot import Shot
from playhead.timebase import FRAME_RATE

PATH = "/v1/realtime/video"
FAMILY = "helios"
_HEAD = struct.Struct("<I")
_REQUEST = re.compile(r"4\d\d\b")


@dataclass(slots=True, eq=False, weakref_slot=True)
class State:
    """A shot being streamed: the frame that comes next, the session and the film as far as it was read, what an earlier session told."""

    shot: Shot
    size: Size
    control: Control | None
    next: int = 0
    kept: bytes = b""
    whole: bool = False  # whether `kept` is all there is
    session: Session | None = None
    film: Fragments | None = None
    read: int = 0


class VllmOmni:
    """Streams each shot from its words. Raises BadInput for settings or options that do not do."""

    name = "vllm-omni"
    traits = VLLM_OMNI.traits

    def __init__(self, options: Options, machine: Machine) -> None:
        self._server = server_of(self.name, machine, schemes=STREAMS)
        chosen = Choices(self.name, options)
        self._fps = chosen.whole("fps", 16, 1, 60)
        self._from_picture = chosen.word("begin", "picture", ("picture", "words")) == "picture"
        steps, guidance = chosen.whole("steps", 0, 0, 200), chosen.number("guidance", 0.0, 0.0, 20.0)
        self._transition = chosen.whole("transition_chunks", -1, -1, 100)
        asked = {"model": chosen.text("model", ""), "num_inference_steps": steps, "guidance_scale": guidance}
        self._asked = {name: value for name, value in asked.items() if value}

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:  # noqa: ARG002  always 0
        """Nothing is asked for before the first step."""
        return State(shot, size, control)

    def step(self, state: State) -> PictureChunk | None:
        """What has come since, or what comes next; what the stream lacks at its end is held."""
        first = state.next
        if first >= state.shot.frames:
            self._leave(state)
            return None
        try:
            pictures = self._more(state)
        except PlayheadError:
            self._leave(state)
            raise
        state.next = first + len(pictures)
        if state.next >= state.shot.frames and state.session is not None:
            state.session.stop()
        return PictureChunk(np.stack(pictures), first)

    def snapshot(self, state: State) -> bytes:
        """All that was heard of the session so far."""
        clip, whole = state.session.heard() if state.session is not None else (state.kept, state.whole)
        head = json.dumps({"next": state.next, "whole": whole}).encode()
        return b"".join((_HEAD.pack(len(head)), head, clip))

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state again; a session is begun only when what was heard is not enough. Raises BadInput."""
        try:
            (length,) = _HEAD.unpack_from(snapshot)
            head = json.loads(snapshot[_HEAD.size : _HEAD.size + length])
            return State(shot, size, control, int(head["next"]), snapshot[_HEAD.size + length :], bool(head["whole"]))
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise BadInput(f"this is no snapshot of a stream: {type(error).__name__}") from None

    def _more(self, state: State) -> list[Pictures]:
        """One picture at least, from `state.next` on."""
        if state.film is None:
            state.film = Fragments(state.size, state.shot.frames, self.name)
            if state.kept:
                pictures = self._new(state, state.film.feed(state.kept))
                if pictures:
                    return pictures
        while True:
            if state.session is None and not state.whole:
                state.session = self._begun(state)
                state.film, state.read = Fragments(state.size, state.shot.frames, self.name), 0
            data = None if state.session is None else state.session.after(state.read)
            state.read += 1
            pictures = self._new(state, state.film.end() if data is None else state.film.feed(data))
            if not pictures and data is None:
                if state.film.last is None:
                    raise RenderError(f"{self.name}: the stream ended without a picture")
                return [state.film.last] * (state.shot.frames - state.next)
            if pictures:
                return pictures

    def _new(self, state: State, pictures: list[Pictures]) -> list[Pictures]:
        """Of what the film just gave, what was not given out before."""
        assert state.film is not None
        return pictures[max(0, state.next - (state.film.count - len(pictures))) :]

    def _begun(self, state: State) -> Session:
        turns = write(FAMILY, state.shot, None if state.control is None else state.control.brief)
        start: dict[str, Any] = {
            "type": "session.start", "format": "m4s", "prompt": turns[0][1].positive, "width": state.size.width, "height": state.size.height,
            "fps": self._fps, "num_frames": -(-state.shot.frames * self._fps // FRAME_RATE), "seed": state.shot.seed % (1 << 31), **self._asked,
        }
        if turns[0][1].negative:
            start["negative_prompt"] = turns[0][1].negative
        if self._from_picture and (picture := first_picture(state.control)):
            start["image_reference"] = {"image_url": f"data:image/png;base64,{picture}"}
        later = [(first * self._fps // FRAME_RATE, self._interaction(first, prompt.positive)) for first, prompt in turns[1:]]
        wire = Wire(self._server, PATH)
        wire.held_by(state)
        return Session(wire, start, later, self.name)

    def _interaction(self, first: int, words: str) -> dict[str, Any]:
        told: dict[str, Any] = {"event_id": f"words-{first}", "event": {"prompt": words}}
        if self._transition >= 0:
            told["transition_chunks"] = self._transition
        return {"type": "session.interaction", "interaction": told}

    def _leave(self, state: State) -> None:
        """End the session, keep what it told, and read it from its beginning if there is a next time."""
        if state.session is not None:
            state.session.stop()
            state.kept, state.whole = state.session.heard()
        state.session, state.film, state.read = None, None, 0


@dataclass(slots=True, eq=False)
class Session:
    """A session of the server's, heard to its end; `later` are words with the frame of the model's from which they are to hold."""

    wire: Wire
    start: dict[str, Any]
    later: list[tuple[int, dict[str, Any]]]
    name: str
    _clip: list[bytes] = field(default_factory=list)
    _frames: int = 0
    _done: bool = False
    _problem: BaseException | None = None
    _news: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        threading.Thread(target=self._hear, name=self.name, daemon=True).start()

    def after(self, count: int) -> bytes | None:
        """The piece that comes after so many; None after the last. Raises what ended the session otherwise."""
        with self._news:
            self._news.wait_for(lambda: len(self._clip) > count or self._done or self._problem is not None)
            if len(self._clip) > count:
                return self._clip[count]
            if self._problem is not None:
                raise self._problem
            return None

    def heard(self) -> tuple[bytes, bool]:
        """All that was heard, and whether it is all there is."""
        with self._news:
            return b"".join(self._clip), self._done

    def stop(self) -> None:
        """More of it is not wanted."""
        with self._news:
            over = self._done or self._problem is not None
        if not over:
            with suppress(PlayheadError):
                self.wire.send({"type": "session.stop"})
            self.wire.drop()

    def _hear(self) -> None:
        problem: BaseException | None = None
        try:
            self.wire.send(self.start)
            while self._one(self.wire.receive()):
                pass
            self.wire.close()
        except BaseException as error:
            problem = error
            self.wire.drop()
        with self._news:
            self._done, self._problem = problem is None, problem
            self._news.notify_all()

    def _one(self, said: dict[str, Any] | bytes) -> bool:
        """Hear one message; whether there are more."""
        if isinstance(said, bytes):
            raise RenderError(f"{self.name}: bytes came that were not told of")
        if said["type"] == "video.chunk_metadata":
            self._piece(said)
        elif said["type"] == "session.done":
            if said.get("stopped"):
                raise Unreachable(f"{self.name}: the server stopped the session")
            return False
        elif said["type"] == "error" and "event_id" not in said:  # with one, words were not taken, and the film goes on
            told = self.wire.clean(said.get("message", ""))
            never = _REQUEST.match(told) or (not self._clip and told.startswith(("Invalid", "Model mismatch", "Expected", "session.start")))
            raise (Refused if never else Unreachable)(f"{self.name}: {told or 'an error without a message'}")
        return True

    def _piece(self, told: dict[str, Any]) -> None:
        frames, length = told.get("num_frames"), told.get("byte_length")
        if not all(isinstance(number, int) and number >= 0 for number in (frames, length)):
            raise RenderError(f"{self.name}: it told wrongly of a piece of film: {self.wire.clean(json.dumps(told))}")
        data = self.wire.receive()
        if not isinstance(data, bytes) or len(data) != length:
            raise RenderError(f"{self.name}: a piece of film is not what was told of it: {length} bytes")
        with self._news:
            self._clip.append(data)
            self._news.notify_all()
        assert isinstance(frames, int)
        self._frames += frames
        # The next piece is being made already: words that are to hold from the one after it are sent now.
        while self.later and self.later[0][0] <= self._frames + frames:
            self.wire.send(self.later.pop(0)[1])
