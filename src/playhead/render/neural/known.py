"""What is known of the models in this process before torch is loaded: traits, licences, why they cannot work here."""

from __future__ import annotations

import importlib

from playhead.errors import RenderError
from playhead.render.neural import weights
from playhead.render.renderer import Known, Machine, Options, Renderer, Size, Traits

NEEDED = {
    "turbo": {"model": "stabilityai/sd-turbo", "vae": "madebyollin/taesd"},
    "vace": {"model": "Wan-AI/Wan2.1-VACE-1.3B-diffusers"},
    "ltx2": {"model": "Lightricks/LTX-2", "lora": ""},
    "helios": {"model": "BestWishYsh/Helios-Distilled"},
}
"""The weights each is made of: the option that names them, and which they are where a film does not say ("": none)."""


def _known(name: str, traits: Traits, licence: str, says: str, options: tuple[str, ...]) -> Known:
    def make(options: Options, machine: Machine) -> Renderer:
        reason = weights.why_not(options, machine, NEEDED[name])
        if reason:
            raise RenderError(f"renderer {name} cannot work here: {reason}")
        # Here and by name, so that whoever only asks what there is loads no torch.
        loading = importlib.import_module("playhead.render.neural.loading")
        renderer: Renderer = loading.make(name, options, machine)
        return renderer

    return Known(
        name, make, traits, licence=licence, page=f"docs/guide/renderers/{name}.md", says=says, options=(*NEEDED[name], "at", *options),
        why_not=lambda options, machine: weights.why_not(options, machine, NEEDED[name]),
        model=lambda options, machine: weights.apart(options, machine, NEEDED[name]),
    )  # fmt: skip


_SIZES = (Size(848, 480), Size(424, 240), Size(1280, 720))

TURBO = _known(
    "turbo",
    Traits(_SIZES, chunk_frames=4, control=("frames", "flow"), seconds_per_frame=0.03, prompt_edge="chunk", gpu=True, hands="neural",
           any_frame=False),
    "code Apache-2.0; weights of SD-Turbo: Stability AI Community Licence (not free for all commerce), of TAESD: MIT",
    "Stable Diffusion in one pass over each of the theatre's frames", ("strength", "steps", "guidance", "noise"),
)  # fmt: skip
VACE = _known(
    "vace",
    Traits(_SIZES, chunk_frames=81, control=("frames", "depth", "pose", "references"), seconds_per_frame=0.5, prompt_edge="chunk", gpu=True,
           hands="neural", any_frame=False),
    "code and weights Apache-2.0", "Wan VACE, with the theatre as its control video and pictures of who is seen",
    ("steps", "guidance", "control", "weight", "window", "overlap", "references"),
)  # fmt: skip
LTX2 = _known(
    "ltx2",
    Traits(_SIZES, chunk_frames=121, control=("frames", "depth", "pose"), seconds_per_frame=0.3, prompt_edge="shot", gpu=True, hands="neural",
           any_frame=False, sound=True),
    "code Apache-2.0; weights: LTX-2 Community Licence (free below a turnover it names, uses it forbids)",
    "LTX-2 with the theatre in its context; pictures and sound",
    ("steps", "guidance", "control", "weight", "window", "overlap"),
)  # fmt: skip
HELIOS = _known(
    "helios",
    Traits(_SIZES, chunk_frames=33, control=("frames",), seconds_per_frame=0.06, prompt_edge="chunk", gpu=True, hands="neural", any_frame=False),
    "code and weights Apache-2.0", "Helios streams a shot from its words, beginning with the theatre's first picture",
    ("steps", "guidance", "begin"),
)  # fmt: skip
