"""Runway by its official client: each shot from the theatre's first picture and its words, as a task that is asked after until it is done."""

from __future__ import annotations

from typing import Any

import httpx

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.remote import take
from playhead.render.remote.call import AGAIN, GONE, Caller
from playhead.render.remote.known import RUNWAY
from playhead.render.remote.server import NO_RUNWAY, RUNWAY_URL, server_of
from playhead.render.remote.stream import first_picture
from playhead.render.remote.take import State
from playhead.render.renderer import Machine, Options, PictureChunk, Size
from playhead.shots.shot import Shot
from playhead.timebase import FRAME_RATE

LETTERS = 1000
LENGTHS = {"gen4_turbo": range(2, 11), "gen4.5": range(2, 11), "veo3.1": (4, 6, 8), "veo3.1_fast": (4, 6, 8)}
"""Whole seconds that a model makes."""
RATIOS = {
    "gen4_turbo": ("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672"),
    "gen4.5": ("1280:720", "720:1280", "1104:832", "832:1104", "960:960", "1584:672"),
    "veo3.1": ("1280:720", "720:1280", "1920:1080", "1080:1920"),
    "veo3.1_fast": ("1280:720", "720:1280", "1920:1080", "1080:1920"),
}
SEEDED = ("gen4_turbo", "gen4.5")
SEEDS = 1 << 32


class Runway:
    """Asks for a clip of each shot. Raises BadInput for settings or options that do not do, RenderError without the client."""

    name = "runway"
    traits = RUNWAY.traits

    def __init__(self, options: Options, machine: Machine, caller: Caller | None = None) -> None:
        chosen = Choices(self.name, options)
        self._model = chosen.word("model", "gen4_turbo", tuple(LENGTHS))
        server = server_of(self.name, machine, url=RUNWAY_URL, needs_key=True)
        self._caller = caller or Caller(server)
        try:
            from runwayml import RunwayML
        except ModuleNotFoundError:
            raise RenderError(f"{self.name}: {NO_RUNWAY}") from None
        # Nothing is tried again by the client itself: a task that may have been taken is paid for, and questions are asked again below.
        timeout = httpx.Timeout(server.answer_s, connect=server.connect_s)
        self._runway = RunwayML(api_key=server.key, base_url=server.url, timeout=timeout, max_retries=0)

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:  # noqa: ARG002  always 0
        """Nothing is asked for before the first step."""
        return State(shot, size, control)

    def step(self, state: State) -> PictureChunk | None:
        """The next frames, once the clip is there."""
        return take.step(state, self._fetch, self.name)

    def snapshot(self, state: State) -> bytes:
        """The task, and its clip once it is here."""
        return take.snapshot(state)

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state again: a task that was begun is not begun twice."""
        return take.restore(snapshot, shot, size, control)

    def _fetch(self, state: State) -> bytes:
        if "id" not in state.job:
            state.job = {"id": self._begin(state)}
        return self._caller.ask("GET", self._caller.poll(lambda: self._done(state), "the task"))

    def _begin(self, state: State) -> str:
        if state.control is None:
            raise BadInput(f"{self.name}: it begins with the theatre's picture, and there is none")
        wanted_s = -(-state.shot.frames // FRAME_RATE)
        lengths = LENGTHS[self._model]
        asked: dict[str, Any] = {
            "model": self._model, "prompt_image": f"data:image/png;base64,{first_picture(state.control)}", "prompt_text": state.prompt.positive[:LETTERS],
            "ratio": nearest(RATIOS[self._model], state.size), "duration": next((each for each in lengths if each >= wanted_s), lengths[-1]),
        }
        if self._model in SEEDED:
            asked["seed"] = state.shot.seed % SEEDS
        name = self._told(lambda: self._runway.image_to_video.create(**asked).id)
        if not isinstance(name, str) or not name:
            raise RenderError(f"{self.name}: it took the task and named none")
        return name

    def _done(self, state: State) -> str | None:
        """Where the clip is, once it is made."""
        try:
            task = self._caller.insist(lambda: self._told(lambda: self._runway.tasks.retrieve(state.job["id"])))
        except _Lost as lost:
            state.job = {}
            raise Unreachable(str(lost)) from None
        status = getattr(task, "status", None)
        if status in ("FAILED", "CANCELLED"):
            state.job = {}
            code, why = str(getattr(task, "failure_code", None) or ""), getattr(task, "failure", None) or ""
            told = f"{self.name}: the task {status.lower()}: {self._caller.clean(f'{code} {why}')}".rstrip(": ")
            # What its moderation or its limits refuse is refused again; what went wrong inside may go right.
            raise (Unreachable if code.startswith("INTERNAL") or code in ("", "THIRD_PARTY.UNAVAILABLE") else Refused)(told)
        if status != "SUCCEEDED":
            return None
        output = getattr(task, "output", None)
        if not isinstance(output, list) or not output or not isinstance(output[0], str):
            raise RenderError(f"{self.name}: the task was done and gave no clip")
        return output[0]

    def _told(self, ask: Any) -> Any:
        """What the client says; its errors as ours."""
        from runwayml import APIConnectionError, APIStatusError, APITimeoutError, RunwayMLError

        server = self._caller.server
        try:
            return ask()
        except APITimeoutError:
            raise Unreachable(f"{self.name}: no answer within {server.answer_s:g} s") from None
        except APIConnectionError as error:
            raise Unreachable(f"{self.name}: the connection failed: {type(error.__cause__ or error).__name__}") from None
        except APIStatusError as error:
            told = f"{self.name}: answered {error.status_code}: {self._caller.clean(error.response.text)}"
            raise (_Lost if error.status_code in GONE else Unreachable if error.status_code in AGAIN else Refused)(told) from None
        except (RunwayMLError, ValueError, TypeError, AttributeError) as error:  # what is no JSON comes back as text
            raise RenderError(f"{self.name}: its answer cannot be read: {type(error).__name__}") from None


class _Lost(Refused):
    """The server knows nothing of the task."""


def nearest(ratios: tuple[str, ...], size: Size) -> str:
    """Of these, the one that is nearest in shape; of equals, the first.

    >>> nearest(RATIOS["gen4_turbo"], Size(848, 480))
    '1280:720'
    """

    def apart(ratio: str) -> float:
        wide, _, high = ratio.partition(":")
        return abs(int(wide) / int(high) - size.width / size.height)

    return min(ratios, key=apart)
