"""ComfyUI by its stock API: a workflow file with places to fill in, queued by `POST /prompt`, followed over `/ws`, fetched by `/view`.

What `/ws` tells only saves asking: how a workflow ended is read in `/history`, which also serves where no WebSocket is to be had.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from playhead.errors import BadInput, Refused, RenderError
from playhead.render.control import Control
from playhead.render.remote import take
from playhead.render.remote.call import Caller
from playhead.render.remote.clip import film_of, frames_of, png_of
from playhead.render.remote.known import COMFYUI
from playhead.render.remote.server import server_of
from playhead.render.remote.stream import Wire
from playhead.render.remote.take import State
from playhead.render.renderer import Machine, Options, PictureChunk, Size
from playhead.shots.shot import Shot

MOST_PICTURES = 400
WORKFLOW_BYTES = 2 << 20
OVER = ("execution_success", "execution_error", "execution_interrupted")
CONTROLS = ("frames", "depth", "mask")


class ComfyUI:
    """Fills in a workflow for each shot. Raises BadInput for settings or a workflow that do not do."""

    name = "comfyui"
    traits = COMFYUI.traits

    def __init__(self, options: Options, machine: Machine, caller: Caller | None = None) -> None:
        self._caller = caller or Caller(server_of(self.name, machine))
        self._workflow = workflow_of(dict(options).get("workflow", ""), machine)
        self._control = str(dict(options).get("control", "frames"))
        if self._control not in CONTROLS:
            raise BadInput(f"comfyui: control must be one of {', '.join(CONTROLS)}, not {self._control[:40]!r}")

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:  # noqa: ARG002  always 0
        """Nothing is asked for before the first step."""
        return State(shot, size, control)

    def step(self, state: State) -> PictureChunk | None:
        """The next frames, once the workflow is done."""
        return take.step(state, self._fetch, self.name)

    def snapshot(self, state: State) -> bytes:
        """The job, and its clip once it is here."""
        return take.snapshot(state)

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state again."""
        return take.restore(snapshot, shot, size, control)

    def _fetch(self, state: State) -> bytes:
        client = state.shot.key[:32]
        news = self._news(client)
        try:
            if "id" not in state.job:
                state.job = {"id": self._queued(state, client)}
            if news is not None:
                self._follow(news, state.job["id"])
        finally:
            if news is not None:
                news.drop()
        return self._outputs(self._caller.poll(lambda: self._done(state), "the workflow"), state)

    def _queued(self, state: State, client: str) -> str:
        told = self._caller.told("POST", "/prompt", again=False, json={"prompt": self._filled(state), "client_id": client})
        if not isinstance(told.get("prompt_id"), str):
            raise Refused(f"{self.name}: it did not take the workflow: {self._caller.clean(json.dumps(told.get('node_errors') or told))}")
        return str(told["prompt_id"])

    def _news(self, client: str) -> Wire | None:
        """What the server tells of its work as it goes; None where it cannot be heard, and is asked instead."""
        try:
            return Wire(replace(self._caller.server, tries=1), f"/ws?clientId={client}")
        except RenderError:
            return None

    def _follow(self, news: Wire, job: str) -> None:
        """Hear until the workflow is over, or nothing is heard any more; how it ended is told by the history."""
        with suppress(RenderError):
            while True:
                said = news.receive()
                if isinstance(said, bytes) or not isinstance(data := said.get("data"), dict) or data.get("prompt_id") != job:
                    continue  # a preview, or of what somebody else asked for
                if said["type"] in OVER or (said["type"] == "executing" and data.get("node") is None):
                    return

    def _done(self, state: State) -> dict[str, Any] | None:
        """What the workflow gave, once it is over."""
        entry = self._caller.told("GET", f"/history/{quote(state.job['id'], safe='')}").get(state.job["id"])
        if not isinstance(entry, dict):
            return None
        status = entry.get("status") or {}
        if isinstance(status, dict) and status.get("status_str") == "error":
            state.job = {}
            raise Refused(f"{self.name}: the workflow failed: {_why(self._caller.clean, status)}")
        outputs = entry.get("outputs")
        return outputs if isinstance(outputs, dict) and outputs else None

    def _outputs(self, outputs: dict[str, Any], state: State) -> bytes:
        """A film if there is one, else the pictures in their order as one."""
        files = [each for node in outputs.values() if isinstance(node, dict) for kind in ("videos", "gifs", "images") for each in node.get(kind) or ()]
        files = [each for each in files if isinstance(each, dict) and isinstance(each.get("filename"), str) and each.get("type") != "temp"]
        films = [each for each in files if each["filename"].lower().endswith((".mp4", ".webm", ".gif", ".mkv", ".mov", ".webp"))]
        if films:
            return self._view(films[0])
        stills = sorted((each for each in files if each["filename"].lower().endswith((".png", ".jpg", ".jpeg"))), key=lambda each: str(each["filename"]))
        if not stills:
            raise RenderError(f"{self.name}: the workflow gave neither a film nor pictures")
        pictures = [frames_of(self._view(each), state.size, 1, name=self.name)[0] for each in stills[:MOST_PICTURES]]
        return film_of(np.stack(pictures))

    def _view(self, file: dict[str, Any]) -> bytes:
        params = {"filename": str(file["filename"]), "subfolder": str(file.get("subfolder", "")), "type": str(file.get("type", "output"))}
        return self._caller.ask("GET", "/view", params=params)

    def _filled(self, state: State) -> Any:
        """The workflow with what this shot is; a place that stands alone keeps its number's type."""
        prompt, shot = state.prompt, state.shot
        known: dict[str, Any] = {
            "{prompt}": prompt.positive, "{negative}": prompt.negative, "{seed}": shot.seed % (1 << 32), "{frames}": shot.frames,
            "{width}": state.size.width, "{height}": state.size.height,
        }
        text = json.dumps(self._workflow)
        if "{image}" in text and state.control is not None:
            known["{image}"] = self._upload(f"{shot.key[:24]}.png", png_of(self._guide(state, 1)[0]), "image/png")
        if "{video}" in text and state.control is not None:
            known["{video}"] = self._upload(f"{shot.key[:24]}.mp4", film_of(self._guide(state, shot.frames)), "video/mp4")

        def fill(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: fill(each) for key, each in value.items()}
            if isinstance(value, list):
                return [fill(each) for each in value]
            if not isinstance(value, str):
                return value
            if value in known:
                return known[value]
            for place, told in known.items():
                value = value.replace(place, str(told))
            return value

        return fill(self._workflow)

    def _guide(self, state: State, count: int) -> Any:
        assert state.control is not None
        if self._control == "frames":
            return state.control.frames(0, count)
        found = state.control.depth(0, count) if self._control == "depth" else (state.control.mask(0, count) > 0).astype(np.uint8) * 255
        return np.repeat(found[..., None], 3, axis=-1)

    def _upload(self, name: str, data: bytes, kind: str) -> str:
        told = self._caller.told("POST", "/upload/image", data={"overwrite": "true"}, files={"image": (name, data, kind)})
        return "/".join(part for part in (str(told.get("subfolder", "")), str(told.get("name", name))) if part)


def _why(clean: Callable[[str], str], status: dict[str, Any]) -> str:
    """What went wrong in a workflow, in the words of the node that failed where it has any."""
    for message in status.get("messages") or ():
        if isinstance(message, list) and len(message) == 2 and message[0] == "execution_error" and isinstance(message[1], dict):
            return clean(f"{message[1].get('node_type', '')}: {message[1].get('exception_message', '')}")
    return clean(json.dumps(status)[-400:])


def workflow_of(given: object, machine: Machine) -> dict[str, Any]:
    """The workflow of that file, seen from the settings' `folder` where it is no whole path. Raises BadInput."""
    if not isinstance(given, str) or not given:
        raise BadInput('it has no workflow: set workflow = "FILE.json" in [renderer.comfyui] of film.toml (saved by ComfyUI as API format)')
    path = Path(str(machine.get("folder", "."))) / given
    try:
        data = path.read_bytes() if path.stat().st_size <= WORKFLOW_BYTES else b""
        told = json.loads(data)
    except OSError as error:
        raise BadInput(f"{path}: the workflow cannot be read: {error.strerror}") from None
    except ValueError:
        raise BadInput(f"{path}: this is no JSON: save the workflow in API format") from None
    if not isinstance(told, dict) or not told or not all(isinstance(node, dict) and "class_type" in node for node in told.values()):
        raise BadInput(f"{path}: this is no workflow in API format, in which each node has a class_type")
    return told
