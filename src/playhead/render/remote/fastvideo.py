"""FastVideo by its stream, `WS /v1/stream`: a shot is a row of the server's segments, each asked for with the words of its time.

After each segment the server is asked for its ContinuationState, the end of what it made; it goes into snapshots, and another session,
on another day, goes on from it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from playhead.errors import BadInput, PlayheadError, Refused, RenderError, Unreachable
from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.prompt import Prompt, write
from playhead.render.remote.fragments import Fragments
from playhead.render.remote.known import FASTVIDEO
from playhead.render.remote.server import STREAMS, server_of
from playhead.render.remote.stream import Wire, first_picture
from playhead.render.renderer import Machine, Options, PictureChunk, Pictures, Size
from playhead.shots.shot import Shot

PATH = "/v1/stream"
FAMILY = "helios"
LATER = ("session_rejected", "gpu_unavailable", "upstream_timeout", "worker_failed", "internal_error")
NEVER = ("invalid_message", "preset_mismatch")


@dataclass(slots=True, eq=False, weakref_slot=True)
class State:
    """A shot being streamed: the frame and the segment that come next, what the server goes on from, the session if there is one."""

    shot: Shot
    size: Size
    control: Control | None
    next: int = 0
    segment: int = 0
    continuation: dict[str, Any] | None = None
    wire: Wire | None = None


class FastVideo:
    """Streams each shot, segment by segment. Raises BadInput for settings or options that do not do."""

    name = "fastvideo"
    traits = FASTVIDEO.traits

    def __init__(self, options: Options, machine: Machine) -> None:
        self._server = server_of(self.name, machine, schemes=STREAMS)
        chosen = Choices(self.name, options)
        self._preset = chosen.text("preset", "")
        self._from_picture = chosen.word("begin", "picture", ("picture", "words")) == "picture"
        steps, guidance = chosen.whole("steps", 0, 0, 200), chosen.number("guidance", 0.0, 0.0, 20.0)
        self._asked = {name: value for name, value in {"num_inference_steps": steps, "guidance_scale": guidance}.items() if value}

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:  # noqa: ARG002  always 0
        """Nothing is asked for before the first step."""
        return State(shot, size, control)

    def step(self, state: State) -> PictureChunk | None:
        """The next segment of the server's, as far as it belongs to the shot."""
        first = state.next
        if first >= state.shot.frames:
            return None
        try:
            pictures, continuation = self._segment(state)
            if first + len(pictures) >= state.shot.frames and state.wire is not None:
                state.wire.close()
                state.wire = None
        except BaseException:
            if state.wire is not None:
                state.wire.drop()
                state.wire = None
            raise
        state.next, state.segment, state.continuation = first + len(pictures), state.segment + 1, continuation
        return PictureChunk(np.stack(pictures), first)

    def snapshot(self, state: State) -> bytes:
        """What the server goes on from."""
        return json.dumps({"next": state.next, "segment": state.segment, "continuation": state.continuation}).encode()

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state again; the server is asked at the next step. Raises BadInput."""
        try:
            told = json.loads(snapshot)
            continuation = told["continuation"]
            if continuation is not None and not isinstance(continuation, dict):
                raise TypeError
            return State(shot, size, control, int(told["next"]), int(told["segment"]), continuation)
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"this is no snapshot of a stream: {type(error).__name__}") from None

    def _segment(self, state: State) -> tuple[list[Pictures], dict[str, Any] | None]:
        """The pictures of the next segment, and what comes after it goes on from."""
        words = [prompt for first, prompt in write(FAMILY, state.shot, None if state.control is None else state.control.brief) if first <= state.next][-1]
        if state.wire is not None:
            try:
                return self._asked_for(state, state.wire, words)
            except _Over:  # it ended while nothing was asked of it: another session goes on from the same place
                state.wire.drop()
        state.wire = wire = Wire(self._server, PATH)
        wire.held_by(state)
        self._begin(state, wire)
        try:
            return self._asked_for(state, wire, words)
        except _Over as over:
            raise Unreachable(str(over)) from None

    def _begin(self, state: State, wire: Wire) -> None:
        init: dict[str, Any] = {"type": "session_init_v2", "stream_mode": "av_fmp4", "client_id": "playhead"}
        if self._preset:
            init["preset"] = self._preset
        if self._from_picture and (picture := first_picture(state.control)):
            init["initial_image"] = {"mime": "image/png", "name": "first.png", "data": picture}
        if state.continuation is not None:
            init["continuation_state"] = state.continuation
        wire.send(init)
        while self._event(wire)["type"] != "ltx2_stream_start":
            pass

    def _asked_for(self, state: State, wire: Wire, words: Prompt) -> tuple[list[Pictures], dict[str, Any] | None]:
        asked = {"type": "segment_prompt_source", "prompt": words.positive, "source": "user", "seed": (state.shot.seed + state.segment) % (1 << 31), **self._asked}
        if words.negative:
            asked["negative_prompt"] = words.negative
        try:
            wire.send(asked)
            while (said := self._event(wire))["type"] != "ltx2_segment_start":
                self._still_on(said)
        except Unreachable as gone:
            raise _Over(str(gone)) from None
        left = state.shot.frames - state.next
        pictures = self._film(wire, Fragments(state.size, left, self.name))
        return pictures, self._continued(wire) if len(pictures) < left else None

    def _film(self, wire: Wire, film: Fragments) -> list[Pictures]:
        pictures: list[Pictures] = []
        begun = False
        while True:
            said = wire.receive()
            if isinstance(said, bytes):
                if not begun:
                    raise RenderError(f"{self.name}: film came that was not told of")
                pictures += film.feed(said)
                continue
            self._still_on(self._checked(wire, said))
            begun = begun or said["type"] == "media_init"
            if said["type"] == "ltx2_segment_complete":
                pictures += film.end()
                if not pictures:
                    raise RenderError(f"{self.name}: a segment came without a picture")
                return pictures

    def _continued(self, wire: Wire) -> dict[str, Any] | None:
        """What the server goes on from, None of a model that has nothing of the kind."""
        wire.send({"type": "snapshot_state"})
        while True:
            said = wire.receive()
            if isinstance(said, bytes):
                raise RenderError(f"{self.name}: film came that was not asked for")
            if said["type"] == "error":
                return None
            self._still_on(said)
            if said["type"] == "continuation_state_snapshot":
                state = said.get("state", said)  # its schema has an envelope, its example flow has none
                if not (isinstance(state, dict) and isinstance(state.get("kind"), str) and isinstance(state.get("payload"), dict)):
                    raise RenderError(f"{self.name}: what it would go on from has no kind and payload")
                return {"kind": state["kind"], "payload": state["payload"]}

    def _event(self, wire: Wire) -> dict[str, Any]:
        said = wire.receive()
        if isinstance(said, bytes):
            raise RenderError(f"{self.name}: film came that was not asked for")
        return self._checked(wire, said)

    def _checked(self, wire: Wire, said: dict[str, Any]) -> dict[str, Any]:
        """What was said, unless it is an error."""
        if said["type"] != "error":
            return said
        code, told = said.get("code"), f"{self.name}: {wire.clean(said.get('message', '')) or 'an error without a message'}"
        if code in NEVER:
            raise Refused(told)
        raise (Unreachable if said.get("retryable") or code in LATER else RenderError)(told)

    def _still_on(self, said: dict[str, Any]) -> None:
        if said["type"] in ("ltx2_stream_complete", "session_timeout"):
            raise Unreachable(f"{self.name}: the server ended the session: {said['type']}")


class _Over(PlayheadError):
    """The session ended before it began on what was asked for."""
