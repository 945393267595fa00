"""Any server with an OpenAI-shaped video job API: POST creates a job, GET tells how far it is, GET .../content is the film."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.remote import take
from playhead.render.remote.call import Caller, Gone
from playhead.render.remote.clip import png_of
from playhead.render.remote.known import VIDEOS
from playhead.render.remote.server import server_of
from playhead.render.remote.take import State
from playhead.render.renderer import Machine, Options, PictureChunk, Size
from playhead.shots.shot import Shot
from playhead.timebase import FRAME_RATE

DONE = ("completed", "succeeded", "done", "success")
NAME_LETTERS = 200
MOST_S = 600.0
FAILED = ("failed", "cancelled", "canceled", "error", "expired")


class Videos:
    """Asks for a clip of each shot. Raises BadInput for settings that do not do."""

    name = "videos"
    traits = VIDEOS.traits

    def __init__(self, options: Options, machine: Machine, caller: Caller | None = None) -> None:
        chosen = Choices(self.name, options)
        self._caller = caller or Caller(server_of(self.name, machine))
        self._path = chosen.text("path", "/v1/videos").rstrip("/")
        if not self._path.startswith("/"):
            raise BadInput(f"[renderer.{self.name}] path must begin with a slash, not {self._path[:40]!r}")
        self._model = chosen.text("model", "")
        self._seeded, self._reference = chosen.yes("seed", default=True), chosen.yes("reference", default=False)
        self._size = chosen.size
        self._size(Size(), 2)
        self._lengths = _lengths(chosen.text("lengths", ""))
        self._longest_s = chosen.number("longest_s", 20.0, 1.0, MOST_S)

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
        try:
            told = self._caller.poll(lambda: self._done(state, where), "the job")
            url = next((told[key] for key in ("url", "video_url", "output_url") if isinstance(told.get(key), str)), "")
            return self._caller.ask("GET", url or f"{where}/content")
        except Gone as gone:
            state.job = {}
            raise Unreachable(f"{self.name}: the job is lost: {gone}") from None

    def _done(self, state: State, where: str) -> dict[str, Any] | None:
        """The job, once it is done."""
        told = self._caller.told("GET", where)
        status = str(told.get("status", "")).lower()
        if status in FAILED:
            state.job = {}
            raise Refused(f"{self.name}: the job {status}: {self._caller.clean(json.dumps(told.get('error') or ''))}")
        return told if status in DONE else None

    def _begin(self, state: State) -> str:
        wanted_s = min(self._longest_s, state.shot.frames / FRAME_RATE)
        seconds = next((length for length in self._lengths if length >= wanted_s), self._lengths[-1]) if self._lengths else wanted_s
        size = self._size(state.size, 2)
        asked = {"prompt": state.prompt.positive, "seconds": f"{seconds:g}", "size": f"{size.width}x{size.height}"}
        if self._seeded:
            asked["seed"] = str(state.shot.seed % (1 << 31))
        if self._model:
            asked["model"] = self._model
        given: dict[str, Any] = {"json": asked}
        if self._reference and state.control is not None:
            first = png_of(state.control.frames(0, 1)[0])
            given = {"data": asked, "files": {"input_reference": ("first.png", first, "image/png")}}
        key = {"idempotency-key": f"{state.shot.key}-{self._model}"}
        name = self._caller.told("POST", self._path, again=False, headers=key, **given).get("id")
        if not isinstance(name, str) or not 0 < len(name) <= NAME_LETTERS:
            raise RenderError(f"{self.name}: it took the job and named none")
        return name


def _lengths(given: str) -> tuple[float, ...]:
    """Lengths in seconds, shortest first. Raises BadInput."""
    try:
        found = sorted(float(each) for each in given.split(",") if each.strip())
    except ValueError:
        found = [0.0]
    if any(not 0 < each <= MOST_S for each in found):
        raise BadInput(f'[renderer.videos] lengths must be seconds such as "4,8,12", not {given[:40]!r}')
    return tuple(found)
