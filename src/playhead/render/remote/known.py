"""How remote renderers are known, without opening a connection."""

from __future__ import annotations

import hashlib
import importlib

from playhead.errors import BadInput
from playhead.render.remote.server import runway_why_not, stream_why_not, why_not
from playhead.render.renderer import Known, Machine, Make, Options, Renderer, Size, Traits

_SIZES = (Size(848, 480), Size(1280, 720))


def _make(module: str, kind: str) -> Make:
    def make(options: Options, machine: Machine) -> Renderer:
        made: Renderer = getattr(importlib.import_module(f"playhead.render.remote.{module}"), kind)(options, machine)
        return made

    make.__module__ = f"playhead.render.remote.{module}"
    return make


def _told(options: Options, _machine: Machine) -> str:
    return str(dict(options).get("model", ""))


def _workflow(options: Options, machine: Machine) -> str:
    from playhead.render.remote.comfyui import workflow_of

    try:
        return hashlib.sha256(repr(workflow_of(dict(options).get("workflow", ""), machine)).encode()).hexdigest()[:16]
    except BadInput:
        return ""


def _comfyui_why_not(options: Options, machine: Machine) -> str:
    from playhead.render.remote.comfyui import workflow_of

    if why := why_not("comfyui", machine):
        return why
    try:
        workflow_of(dict(options).get("workflow", ""), machine)
    except BadInput as error:
        return str(error)
    return ""


def _traits(*control: str) -> Traits:
    return Traits(sizes=_SIZES, chunk_frames=24, control=control, seconds_per_frame=0.5, prompt_edge="shot", hands="network", any_frame=False)


VIDEOS = Known(
    "videos", _make("videos", "Videos"), _traits("frames"), licence="that of the server's model; its terms are yours to keep",
    page="docs/guide/renderers/videos.md", says="any server with an OpenAI-shaped video job API",
    options=("model", "path", "reference", "at", "lengths", "longest_s", "seed"), why_not=lambda _options, machine: why_not("videos", machine), model=_told,
)
COMFYUI = Known(
    "comfyui", _make("comfyui", "ComfyUI"), _traits("frames", "depth", "mask"), licence="ComfyUI GPL-3.0, as a server; the models' are yours to keep",
    page="docs/guide/renderers/comfyui.md", says="a ComfyUI server with a workflow of yours",
    options=("workflow", "control"), why_not=_comfyui_why_not, model=_workflow,
)

RUNWAY = Known(
    "runway", _make("runway", "Runway"), _traits("frames"), licence="Runway's terms; what it makes costs credits", page="docs/guide/renderers/runway.md",
    says="Runway's models, by its official client", options=("model",), why_not=lambda _options, machine: runway_why_not("runway", machine),
    model=lambda options, _machine: str(dict(options).get("model", "gen4_turbo")),
)


def _streams(name: str, module: str, kind: str, says: str, licence: str, options: tuple[str, ...]) -> Known:
    traits = Traits(
        sizes=_SIZES, chunk_frames=24, control=("frames",), seconds_per_frame=0.06, prompt_edge="chunk", hands="network", any_frame=False
    )
    return Known(
        name, _make(module, kind), traits, licence=licence, page=f"docs/guide/renderers/{name}.md", says=says, options=options,
        why_not=lambda _options, machine: stream_why_not(name, machine), model=_told,
    )  # fmt: skip


VLLM_OMNI = _streams(
    "vllm-omni", "vllm_omni", "VllmOmni", "a vLLM-Omni server that streams while it generates", "vLLM-Omni Apache-2.0, as a server; the model's is yours to keep",
    ("model", "fps", "begin", "steps", "guidance", "transition_chunks"),
)
FASTVIDEO = _streams(
    "fastvideo", "fastvideo", "FastVideo", "a FastVideo server that streams segments", "FastVideo Apache-2.0, as a server; the model's is yours to keep",
    ("model", "preset", "begin", "steps", "guidance"),
)
