"""Any server with an OpenAI-shaped video job API: POST creates a job, GET tells how far it is, GET .../content is the film."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.control import Control
from playhead.render.remote import take
from playhead.render.remote.call import Caller
from playhead.render.remote.clip import png_of
from playhead.render.remote.known import VIDEOS
from playhead.render.remote.server import server_of
from playhead.render.remote.take import State
from playhead.render.renderer import Machine, Options, PictureChunk, Size
from playhead.shots.shot import Shot
from playhead.timebase import FRAME_RATE

DONE = ("completed", "succeeded", "done", "success")
FAILED = ("failed", "cancelled", "canceled", "error", "expired")


class Videos:
    """Asks for a clip of each shot. Raises BadInput for settings that do not do."""

    name = "videos"
    traits = VIDEOS.traits

    def __init__(self, options: Options, machine: Machine, caller: Caller | None = None) -> None:
        told = dict(options)
        self._server = server_of(self.name, machine)
        self._caller = caller or Caller(self._server)
        self._path = str(told.get("path", "/v1/videos"))
        if not self._path.startswith("/"):
            raise BadInput(f"videos: path must begin with a slash, not {self._path[:40]!r}")
        self._model = str(told.get("model", ""))
        self._reference = bool(told.get("reference", False))
        self._longest_s = float(told.get("longest_s", 20))
        self._sleep = self._caller._sleep

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:  # noqa: ARG002  always 0
        """Nothing is asked for before the first step."""
        return State(shot, size, control)

    def step(self, state: State) -> PictureChunk | None:
        """The next frames, once the clip is there."""
        return take.step(state, self._fetch, self.name)

    def snapshot(self, state: State) -> bytes:
        """The job, and its clip once it is here."""
        return take.snapshot(state)

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state again: a job that was begun is not begun twice."""
        return take.restore(snapshot, shot, size, control)

    def _fetch(self, state: State) -> bytes:
        if "id" not in state.job:
            state.job = {"id": self._begin(state)}
        where = f"{self._path}/{quote(state.job['id'], safe='')}"
        until = time.monotonic() + self._server.whole_s
        while True:
            told = self._json(self._caller.ask("GET", where))
            status = str(told.get("status", "")).lower()
            if status in DONE:
                break
            if status in FAILED:
                state.job = {}
                raise Refused(f"{self.name}: the job {status}: {self._caller.clean(json.dumps(told.get('error') or ''))}")
            if time.monotonic() > until:
                raise Unreachable(f"{self.name}: the job is not done after {self._server.whole_s:g} s")
            self._sleep(self._server.poll_s)
        url = next((told[key] for key in ("url", "video_url", "output_url") if isinstance(told.get(key), str)), "")
        return self._caller.ask("GET", url or f"{where}/content")

    def _begin(self, state: State) -> str:
        seconds = min(self._longest_s, state.shot.frames / FRAME_RATE)
        asked: dict[str, str] = {
            "prompt": state.prompt.positive, "seconds": f"{seconds:g}", "size": f"{state.size.width}x{state.size.height}", "seed": str(state.shot.seed % (1 << 31)),
        }
        if self._model:
            asked["model"] = self._model
        key = {"idempotency-key": f"{state.shot.key}-{self._model}"}
        if self._reference and state.control is not None:
            first = png_of(state.control.frames(0, 1)[0])
            body = self._caller.ask("POST", self._path, again=False, data=asked, files={"input_reference": ("first.png", first, "image/png")}, headers=key)
        else:
            body = self._caller.ask("POST", self._path, again=False, json=asked, headers=key)
        name = self._json(body).get("id")
        if not isinstance(name, str) or not 0 < len(name) <= SAFE:
            raise RenderError(f"{self.name}: it took the job and named none")
        return name

    def _json(self, body: bytes) -> dict[str, Any]:
        try:
            told = json.loads(body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise RenderError(f"{self.name}: its answer is no JSON object: {self._caller.clean(body[:200].decode('utf-8', 'replace'))!r}")
        return told


SAFE = 200
"""Letters of a job's name."""
