"""`ltx2`: LTX-2 makes a shot with its sound, the theatre's control video in its context.

A shot of up to a window is made at once; a longer one goes on from the last frames of the window before. Its words hold for the whole shot.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from diffusers import LTX2InContextPipeline
from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition
from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition
from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES
from numpy.typing import NDArray
from PIL import Image
from scipy.signal import resample_poly
from torch import Tensor

from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.neural.guides import GUIDES, guide
from playhead.render.neural.known import LTX2
from playhead.render.neural.noise import generator
from playhead.render.neural.pictures import pictures, resized, to_host
from playhead.render.neural.scene import Scene
from playhead.render.neural.stream import Carry, Made, Stream
from playhead.render.neural.wan import decoder
from playhead.render.neural.windows import Windows
from playhead.render.neural.words import Embeddings, words
from playhead.render.renderer import Options, PictureChunk, Size
from playhead.shots.shot import Shot
from playhead.timebase import FRAME, FRAME_RATE, TICK_RATE

EMBEDDINGS_KEPT = 2  # all of Gemma's layers: hundreds of megabytes a prompt


class Ltx2:
    """The model behind `ltx2`, of the parts of an LTX2InContextPipeline."""

    name = LTX2.name
    traits = LTX2.traits

    def __init__(self, components: dict[str, Any], options: Options = ()) -> None:
        self._chosen = chosen = Choices(self.name, options)
        self._pipe = LTX2InContextPipeline(**components)
        self._pipe.set_progress_bar_config(disable=True)
        self.device: torch.device = self._pipe.transformer.device
        self._windows = Windows.chosen(chosen, self.traits.chunk_frames, self._pipe.vae_temporal_compression_ratio, overlap=9)
        self._grain = max(32, self._pipe.vae_spatial_compression_ratio * self._pipe.transformer_spatial_patch_size)  # the pipeline insists on 32
        self._steps = chosen.whole("steps", len(DISTILLED_SIGMA_VALUES), 1, 100)
        self._guidance = chosen.number("guidance", 1.0, 1.0, 20.0)
        self._weight = chosen.number("weight", 1.0, 0.0, 1.0)
        self._guide = chosen.word("control", "depth", GUIDES)
        self._decoder = decoder(components["vae"])
        self._embeddings = Embeddings(self._encode, EMBEDDINGS_KEPT)

    def scene(self, shot: Shot, size: Size, control: Control | None) -> Scene:
        """The shot, at a size the model can divide."""
        return Scene(shot, size, self._chosen.size(size, self._grain), words("ltx2", shot, control), control)

    def count(self, scene: Scene, first: int) -> int:
        """A window's new frames."""
        return self._windows.new(first, scene.frames)

    def gather(self, scene: Scene, first: int) -> Any:
        """The control video of the whole window."""
        known, total = self._windows.known(first), self._windows.total(first, scene.frames)
        return [Image.fromarray(picture) for picture in guide(self._guide, scene, first - known, total)]

    def advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> Made:
        """A window: what is known is held, the rest is made with the control video in sight."""
        told, told_mask, untold, untold_mask = self._embeddings.of(scene.words.at(first))
        held = [LTX2VideoCondition(frames=carry["tail"].cpu().numpy(), index=0, strength=1.0)] if carry else None
        latents, sounds = self._pipe(
            reference_conditions=[LTX2ReferenceCondition(frames=gathered, strength=self._weight)], conditions=held,
            prompt_embeds=told, prompt_attention_mask=told_mask, negative_prompt_embeds=untold, negative_prompt_attention_mask=untold_mask,
            height=scene.inner.height, width=scene.inner.width, num_frames=len(gathered), frame_rate=float(FRAME_RATE),
            generator=generator(scene.shot.seed, "window", first), output_type="latent", return_dict=False, **self._schedule(),
        )  # fmt: skip
        if first + self.count(scene, first) >= scene.frames:
            return Made((latents, sounds), {})
        shown = self._shown(self._pipe.vae, scene, first, latents)  # the next window starts from it
        return Made((shown, sounds), {"tail": self._windows.tail(shown, carry.get("tail"))})

    def finish(self, scene: Scene, first: int, made: Made) -> PictureChunk:
        """Decode pictures and sound."""
        values, sounds = made.latents
        if values.dtype != torch.uint8:
            values = self._shown(self._decoder, scene, first, values)
        seen = to_host(resized(values, scene.size)).numpy()
        return PictureChunk(seen, first, self._heard(scene, first, sounds))

    def _encode(self, positive: str, negative: str) -> tuple[Tensor, Tensor, Tensor | None, Tensor | None]:
        told: tuple[Tensor, Tensor, Tensor | None, Tensor | None] = self._pipe.encode_prompt(positive, negative, self._guidance > 1)
        return told

    def _schedule(self) -> dict[str, Any]:
        if self._guidance > 1:
            return {"num_inference_steps": self._steps, "guidance_scale": self._guidance}
        plain = {"guidance_scale": 1.0, "stg_scale": 0.0, "modality_scale": 1.0, "guidance_rescale": 0.0, "audio_guidance_scale": 1.0,
                 "audio_stg_scale": 0.0, "audio_modality_scale": 1.0, "audio_guidance_rescale": 0.0,
                 "spatio_temporal_guidance_blocks": None}  # fmt: skip
        if self._steps == len(DISTILLED_SIGMA_VALUES):
            return plain | {"sigmas": DISTILLED_SIGMA_VALUES}
        return plain | {"num_inference_steps": self._steps}

    def _shown(self, vae: Any, scene: Scene, first: int, latents: Tensor) -> Tensor:
        """The window's new frames, (n, h, w, 3) uint8 at the model's size."""
        time = torch.zeros(1, device=self.device, dtype=vae.dtype) if vae.config.timestep_conditioning else None
        values = vae.decode(latents.to(vae.dtype), time, return_dict=False)[0][0].transpose(0, 1)
        known = self._windows.known(first)
        return pictures(values, scene.inner)[known : known + self.count(scene, first)]

    def _heard(self, scene: Scene, first: int, latents: Tensor) -> NDArray[np.float32]:
        """The new frames' sound, (samples, 2) at 48 kHz."""
        spectra = self._pipe.audio_vae.decode(latents.to(self._pipe.audio_vae.dtype), return_dict=False)[0]
        wave = self._pipe.vocoder(spectra)[0].float().cpu().numpy().T
        wave = resample_poly(wave, TICK_RATE, int(self._pipe.vocoder.config.output_sampling_rate))
        start, length = self._windows.known(first) * FRAME, self.count(scene, first) * FRAME
        wave = wave[start : start + length]
        wave = np.pad(wave, ((0, length - len(wave)), (0, 0)))
        return np.ascontiguousarray(np.broadcast_to(wave, (length, 2)), np.float32)


def ltx2(components: dict[str, Any], options: Options = ()) -> Stream:
    """The renderer, of components that are loaded already."""
    return Stream(Ltx2(components, options))
