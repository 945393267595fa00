"""`turbo`: each of the theatre's frames painted over by a distilled Stable Diffusion in a single pass, a few frames at a time.

What keeps it steady is the noise: a field of the shot's own that goes with what moves, so that equal things are painted alike in every frame.
"""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.neural.known import TURBO
from playhead.render.neural.noise import field, generator, moved, still, taken
from playhead.render.neural.pictures import fitted, pictures, tensor, to_host
from playhead.render.neural.scene import Scene
from playhead.render.neural.stream import Carry, Made, Stream
from playhead.render.neural.words import Embeddings, words
from playhead.render.renderer import Options, PictureChunk, Size
from playhead.shots.shot import Shot

CHUNK = TURBO.traits.chunk_frames


class Turbo:
    """The model behind `turbo`, of a UNet, an autoencoder (a tiny one, best), a text encoder with its tokenizer, and a scheduler."""

    name = TURBO.name
    traits = TURBO.traits

    def __init__(self, components: dict[str, Any], options: Options = ()) -> None:
        chosen = Choices(self.name, options)
        self._chosen = chosen
        self._strength = chosen.number("strength", 0.5, 0.05, 1.0)
        self._steps = chosen.whole("steps", 1, 1, 50)
        self._guidance = chosen.number("guidance", 0.0, 0.0, 20.0)
        self._flowing = chosen.word("noise", "flow", ("flow", "still")) == "flow"
        self._unet, self._vae, self._scheduler = components["unet"], components["vae"], components["scheduler"]
        self._tokenizer, self._reader = components["tokenizer"], components["text_encoder"]
        widths = self._vae.config.get("block_out_channels") or self._vae.config.encoder_block_out_channels
        self._grain = 2 ** (len(widths) - 1)  # pixels to a latent
        self._chancy = "generator" in inspect.signature(self._scheduler.step).parameters
        self.device: torch.device = self._unet.device
        self._embeddings = Embeddings(self._encode)

    def scene(self, shot: Shot, size: Size, control: Control | None) -> Scene:
        """The shot, at a size whose sides the autoencoder can divide."""
        return Scene(shot, size, self._chosen.size(size, self._grain), words("sd", shot, control), control)

    def count(self, scene: Scene, first: int) -> int:
        """Few frames: the first is soon there."""
        return min(CHUNK, scene.frames - first)

    def gather(self, scene: Scene, first: int) -> Any:
        """The theatre's frames, and where what is seen in them came from, in latent pixels."""
        count = self.count(scene, first)
        frames = fitted(scene.of("frames", first, count), scene.inner)
        if not self._flowing:
            return frames, None
        flow = scene.of("flow", first, count)
        wide, high = scene.inner.width // self._grain, scene.inner.height // self._grain
        scale = np.array([wide / flow.shape[2], high / flow.shape[1]], np.float32)
        return frames, fitted(flow, Size(wide, high)) * scale

    def advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> Made:
        """Paint over some frames; the next ones start from where the noise has gone."""
        frames, flow = gathered
        wide, high = scene.inner.width // self._grain, scene.inner.height // self._grain
        places = carry["places"].cpu().numpy() if carry else still(wide, high)
        channels = self._unet.config.in_channels
        own = field(scene.shot.seed, channels, wide, high)
        noises = []
        for index in range(len(frames)):
            if flow is not None and first + index:
                places = moved(places, flow[index])
            noises.append(taken(own, places))
        noise = torch.stack(noises).to(self.device, self._unet.dtype)
        told, untold = self._embeddings.of(scene.words.at(first))
        latents = self._latents(tensor(frames, self.device, self._vae.dtype)).to(self._unet.dtype)
        return Made(self._painted(latents, noise, told, untold, generator(scene.shot.seed, "steps", first)), {"places": torch.from_numpy(places)})

    def finish(self, scene: Scene, first: int, made: Made) -> PictureChunk:
        """Decode."""
        decoded = self._vae.decode(made.latents.to(self._vae.dtype) / self._vae.config.scaling_factor, return_dict=False)[0]
        return PictureChunk(to_host(pictures(decoded, scene.size)).numpy(), first)

    def _encode(self, positive: str, negative: str) -> tuple[Tensor, Tensor | None]:
        return self._read(positive), self._read(negative) if self._guidance > 1 else None

    def _read(self, text: str) -> Tensor:
        tokens = self._tokenizer(text, padding="max_length", max_length=self._tokenizer.model_max_length, truncation=True, return_tensors="pt")
        read: Tensor = self._reader(tokens.input_ids.to(self.device))[0]
        return read.to(self._unet.dtype)

    def _latents(self, frames: Tensor) -> Tensor:
        encoded = self._vae.encode(frames)
        latents: Tensor = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
        return latents * self._vae.config.scaling_factor

    def _painted(self, latents: Tensor, noise: Tensor, told: Tensor, untold: Tensor | None, chance: torch.Generator) -> Tensor:
        scheduler = self._scheduler
        total = max(self._steps, math.ceil(self._steps / self._strength))
        scheduler.set_timesteps(total, device=self.device)
        begin = (total - self._steps) * scheduler.order
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(begin)
        times = scheduler.timesteps[begin:]
        latents = scheduler.add_noise(latents, noise, times[:1].repeat(len(latents)))
        extra = {"generator": chance} if self._chancy else {}
        words_in = told.expand(len(latents), -1, -1)
        for time in times:
            scaled = scheduler.scale_model_input(latents, time)
            guess = self._unet(scaled, time, encoder_hidden_states=words_in, return_dict=False)[0]
            if untold is not None:
                other = self._unet(scaled, time, encoder_hidden_states=untold.expand(len(latents), -1, -1), return_dict=False)[0]
                guess = other + self._guidance * (guess - other)
            latents = scheduler.step(guess, time, latents, **extra, return_dict=False)[0]
        return latents


def turbo(components: dict[str, Any], options: Options = ()) -> Stream:
    """The renderer, of components that are loaded already."""
    return Stream(Turbo(components, options))
