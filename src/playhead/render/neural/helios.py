"""`helios`: a long-video model that streams: 33 frames after 33, each chunk from its words and a history of what it made before.

Diffusers' modular pipeline decodes when all is done; its chunk loop is a short one over blocks that stand alone, and is turned here into
steps: one chunk a step, its history the only thing that goes from one to the next.
"""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import torch
from diffusers import ClassifierFreeGuidance, ClassifierFreeZeroStarGuidance, HeliosDMDScheduler
from diffusers.modular_pipelines.helios import before_denoise, denoise, encoders
from diffusers.modular_pipelines.modular_pipeline import BlockState, PipelineState
from diffusers.video_processor import VideoProcessor
from PIL import Image
from torch import Tensor

from playhead.render.choices import Choices
from playhead.render.control import Control
from playhead.render.neural.known import HELIOS
from playhead.render.neural.noise import generator
from playhead.render.neural.pictures import fitted, pictures, to_host
from playhead.render.neural.scene import Scene
from playhead.render.neural.stream import Carry, Made, Stream, quiet
from playhead.render.neural.wan import decoded, decoder, read
from playhead.render.neural.words import Embeddings, words
from playhead.render.renderer import Options, PictureChunk, Size
from playhead.shots.shot import Shot

CHUNK = HELIOS.traits.chunk_frames
NATIVE = Size(640, 384)
"""What its makers train it at."""
DEFINITE = 1 - 1e-5
"""The covariance of a pyramid's noise is singular at the family's gamma of 1/3, and a hundred-millionth added to it is lost in single precision:
whether it can be factored is then chance of the processor's rounding. A gamma smaller by this is told apart by nothing else."""

denoise.tqdm = partial(denoise.tqdm, disable=True)  # the loop has no switch for its progress bar


class Helios:
    """The model behind `helios`, of a transformer, Wan's autoencoder, a T5 with its tokenizer, and Helios' scheduler.

    The scheduler's configuration says which of the family it is: the plain one, the pyramid (from coarse to fine), or the distilled pyramid.
    """

    name = HELIOS.name
    traits = HELIOS.traits

    def __init__(self, components: dict[str, Any], options: Options = ()) -> None:
        quiet()
        self._chosen = chosen = Choices(self.name, options)
        scheduler = components["scheduler"]
        self._stages: int = scheduler.config.stages
        scheduler.register_to_config(gamma=min(scheduler.config.gamma, DEFINITE / 3))
        self._distilled = isinstance(scheduler, HeliosDMDScheduler)
        self._steps = chosen.whole("steps", 2 if self._distilled else 20 if self._stages > 1 else 50, 1, 100)
        self._guidance = chosen.number("guidance", 1.0 if self._distilled else 5.0, 1.0, 20.0)
        self._from_picture = chosen.word("begin", "picture", ("picture", "words")) == "picture"
        guider = ClassifierFreeZeroStarGuidance if self._stages > 1 and not self._distilled else ClassifierFreeGuidance
        vae, transformer = components["vae"], components["transformer"]
        self.device: torch.device = transformer.device
        # All that the blocks ask of a pipeline.
        self._pipe = SimpleNamespace(
            transformer=transformer, scheduler=scheduler, vae=vae, guider=guider(guidance_scale=self._guidance), _execution_device=self.device,
            video_processor=VideoProcessor(vae_scale_factor=vae.config.scale_factor_spatial), num_channels_latents=transformer.config.in_channels,
            vae_scale_factor_spatial=vae.config.scale_factor_spatial, vae_scale_factor_temporal=vae.config.scale_factor_temporal,
        )  # fmt: skip
        self._decoder = decoder(vae)
        self._grain = vae.config.scale_factor_spatial * transformer.config.patch_size[1] * 2 ** (self._stages - 1)
        self._loop = self._blocks()()
        self._read = partial(read, components["tokenizer"], components["text_encoder"], dtype=transformer.dtype)
        self._embeddings = Embeddings(lambda told, untold: (self._read(told), self._read(untold) if self._guidance > 1 else None))

    def scene(self, shot: Shot, size: Size, control: Control | None) -> Scene:
        """The shot, at the size the model knows unless a smaller one is wanted."""
        inner = self._chosen.size(size, self._grain, NATIVE if size.width > NATIVE.width else None)
        return Scene(shot, size, inner, words("helios", shot, control), control)

    def count(self, scene: Scene, first: int) -> int:
        """33, or what is left of the shot."""
        return min(CHUNK, scene.frames - first)

    def gather(self, scene: Scene, first: int) -> Any:
        """The theatre's first picture, which the shot begins with; later it goes on from itself."""
        if not self._from_picture:
            _ = scene.control
            return None
        return None if first else fitted(scene.of("frames", 0, 1), scene.inner)[0]

    def advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> Made:
        """One turn of the chunk loop."""
        seed = scene.shot.seed
        prepared = self._prepared(scene, gathered, generator(seed, "begin"))
        told, untold = self._embeddings.of(scene.words.at(first))
        kept = sum(prepared.get("history_sizes"))
        state = BlockState(
            history_latents=carry["history"] if carry else prepared.get("history_latents")[:, :, -kept:],
            image_latents=carry["begin"] if carry else prepared.get("image_latents"),
            history_sizes=prepared.get("history_sizes"), latent_shape=prepared.get("latent_shape"), keep_first_frame=True, latent_chunks=[],
            denoiser_input_fields=prepared.get_by_kwargs("denoiser_input_fields"), prompt_embeds=told, negative_prompt_embeds=untold,
            generator=generator(seed, "chunk", first), attention_kwargs=None, num_inference_steps=self._steps, sigmas=prepared.get("sigmas"),
            mu=prepared.get("mu"), pyramid_num_inference_steps_list=[self._steps] * self._stages, is_amplify_first_chunk=True,
        )  # fmt: skip
        _, state = self._loop.loop_step(self._pipe, state, k=first // CHUNK)
        carried = {"history": state.history_latents[:, :, -kept:].contiguous(), "begin": state.image_latents.contiguous()}
        return Made(state.latents, carried)

    def finish(self, scene: Scene, first: int, made: Made) -> PictureChunk:
        """Decode; of a shot's last chunk only what is left of the shot."""
        values: Tensor = decoded(self._decoder, made.latents)[: self.count(scene, first)]
        return PictureChunk(to_host(pictures(values, scene.size)).numpy(), first)

    def _blocks(self) -> Any:
        kind = "" if self._stages == 1 else "PyramidDistilled" if self._distilled else "Pyramid"
        return getattr(denoise, f"Helios{kind}{'I2V' if self._from_picture else ''}ChunkDenoiseStep")

    def _prepared(self, scene: Scene, picture: Any, chance: torch.Generator) -> PipelineState:
        """What the loop is given besides its history; with a picture, the history begins with it."""
        state = PipelineState()
        for name, value in {"height": scene.inner.height, "width": scene.inner.width, "num_frames": CHUNK, "batch_size": 1, "generator": chance,
                            "num_inference_steps": self._steps}.items():  # fmt: skip
            state.set(name, value)
        blocks: list[Any] = [before_denoise.HeliosPrepareHistoryStep()]
        if picture is not None:
            state.set("image", Image.fromarray(picture))
            blocks = [encoders.HeliosImageVaeEncoderStep(), before_denoise.HeliosAddNoiseToImageLatentsStep(), *blocks,
                      before_denoise.HeliosI2VSeedHistoryStep()]  # fmt: skip
        if self._stages == 1:
            blocks.append(before_denoise.HeliosSetTimestepsStep())
        for block in blocks:
            block(self._pipe, state)
        return state


def helios(components: dict[str, Any], options: Options = ()) -> Stream:
    """The renderer, of components that are loaded already."""
    return Stream(Helios(components, options))
