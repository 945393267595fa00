"""`vace`: Wan VACE makes a shot of what the theatre tells of it: a control video, and pictures of who is seen.

It works in windows. Each after the first is given the last frames of the one before as known, so that a shot longer than a window goes on
without a seam.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import torch
from diffusers import WanVACEPipeline
from PIL import Image
from torch import Tensor

from playhead.errors import BadInput
from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.neural.guides import GUIDES, guide
from playhead.render.neural.known import VACE
from playhead.render.neural.noise import generator
from playhead.render.neural.pictures import pictures, resized, to_host
from playhead.render.neural.scene import Scene
from playhead.render.neural.stream import Carry, Made, Stream
from playhead.render.neural.wan import decoded, decoder, read
from playhead.render.neural.windows import Windows
from playhead.render.neural.words import Embeddings, words
from playhead.render.renderer import Options, PictureChunk, Size
from playhead.shots.shot import Shot


class Vace:
    """The model behind `vace`, of the parts of a WanVACEPipeline."""

    name = VACE.name
    traits = VACE.traits

    def __init__(self, components: dict[str, Any], options: Options = ()) -> None:
        self._chosen = chosen = Choices(self.name, options)
        self._pipe = WanVACEPipeline(**components)
        self._pipe.set_progress_bar_config(disable=True)
        self.device: torch.device = self._pipe.transformer.device
        stride: int = self._pipe.vae_scale_factor_temporal
        self._windows = Windows.chosen(chosen, self.traits.chunk_frames, stride, overlap=5)
        self._grain = self._pipe.vae_scale_factor_spatial * self._pipe.transformer.config.patch_size[1]
        self._steps = chosen.whole("steps", 30, 1, 100)
        self._guidance = chosen.number("guidance", 5.0, 1.0, 20.0)
        self._weight = chosen.number("weight", 1.0, 0.0, 2.0)
        self._guide = chosen.word("control", "depth", GUIDES)
        self._references = chosen.whole("references", 2, 0, 4)
        if self._pipe.transformer_2 is not None:
            raise BadInput("renderer vace plays models with one transformer (Wan 2.1 VACE), not those with two")
        self._decoder = decoder(components["vae"])
        self._read = partial(read, components["tokenizer"], components["text_encoder"], dtype=self._pipe.transformer.dtype)
        self._embeddings = Embeddings(lambda told, untold: (self._read(told), self._read(untold) if self._guidance > 1 else None))

    def scene(self, shot: Shot, size: Size, control: Control | None) -> Scene:
        """The shot, at a size the model can divide."""
        return Scene(shot, size, self._chosen.size(size, self._grain), words("wan", shot, control), control)

    def count(self, scene: Scene, first: int) -> int:
        """A window's new frames."""
        return self._windows.new(first, scene.frames)

    def gather(self, scene: Scene, first: int) -> Any:
        """The control video of the whole window, and once a window the pictures of who is seen."""
        known, total = self._windows.known(first), self._windows.total(first, scene.frames)
        seen = [each for each in scene.control.references() if each.kind == "character" and each.view == "front"] if self._references else []
        video = guide(self._guide, scene, first, total - known)
        return video, [Image.fromarray(np.ascontiguousarray(each.picture)) for each in seen[: self._references]]

    def advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> Made:
        """A window: what is known stays, the rest is made after the control video."""
        video, references = gathered
        known, new = self._windows.known(first), self.count(scene, first)
        shown = torch.from_numpy(video).to(self.device)
        if known:
            shown = torch.cat([carry["tail"].to(self.device), shown])
        free = torch.ones((len(shown), 1, scene.inner.height, scene.inner.width), device=self.device)
        free[:known] = 0
        told, untold = self._embeddings.of(scene.words.at(first))
        latents: Tensor = self._pipe(
            video=(shown.permute(0, 3, 1, 2).float() / 255)[None], mask=free[None], reference_images=[references] if references else None,
            prompt_embeds=told, negative_prompt_embeds=untold, height=scene.inner.height, width=scene.inner.width, num_frames=len(shown),
            num_inference_steps=self._steps, guidance_scale=self._guidance, conditioning_scale=self._weight,
            generator=generator(scene.shot.seed, "window", first), output_type="latent", return_dict=False,
        )[0]  # fmt: skip
        latents = latents[:, :, len(references) :]
        if first + new >= scene.frames:
            return Made(latents, {})
        shown = self._shown(self._pipe.vae, scene, first, latents)  # the next window starts from it
        return Made(shown, {"tail": self._windows.tail(shown, carry.get("tail"))})

    def finish(self, scene: Scene, first: int, made: Made) -> PictureChunk:
        """Decode what is not yet, and bring it to the wanted size and to the host."""
        values = made.latents
        if values.dtype != torch.uint8:
            values = self._shown(self._decoder, scene, first, values)
        return PictureChunk(to_host(resized(values, scene.size)).numpy(), first)

    def _shown(self, vae: Any, scene: Scene, first: int, latents: Tensor) -> Tensor:
        """The window's new frames, (n, h, w, 3) uint8 at the model's size."""
        known = self._windows.known(first)
        return pictures(decoded(vae, latents), scene.inner)[known : known + self.count(scene, first)]


def vace(components: dict[str, Any], options: Options = ()) -> Stream:
    """The renderer, of components that are loaded already."""
    return Stream(Vace(components, options))
