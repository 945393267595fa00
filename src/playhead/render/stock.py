"""The renderers that come with Playhead. What is known of each is light: nothing here loads a library that draws."""

from __future__ import annotations

from playhead.render.neural.known import HELIOS, LTX2, TURBO, VACE
from playhead.render.paint.known import PAINT
from playhead.render.remote.known import COMFYUI, FASTVIDEO, RUNWAY, VIDEOS, VLLM_OMNI
from playhead.render.renderer import Known, Machine, Options, Renderer, Size, Traits, register


def _theatre(_options: Options, _machine: Machine) -> Renderer:
    from playhead.render.theatre import Theatre  # here, so that a server that draws nothing loads no Skia

    return Theatre()


THEATRE = Known(
    "theatre", _theatre,
    # Chunks of few frames, so that a segment is encoded while it is drawn.
    Traits(sizes=(Size(848, 480), Size(424, 240), Size(1280, 720)), chunk_frames=4, seconds_per_frame=0.012),
    page="docs/looks.md", says="a paper theatre, drawn on any CPU",
)

for _known in (THEATRE, PAINT, TURBO, VACE, LTX2, HELIOS, COMFYUI, VIDEOS, RUNWAY, VLLM_OMNI, FASTVIDEO):
    register(_known)
