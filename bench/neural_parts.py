"""The models' parts with random weights, for measuring speed: as large as the published ones (`full`), or so large that one CPU core has
something to do (`middle`). What is made of them is noise.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
tiny = importlib.import_module("tests.render.neural.tiny")


def parts(name: str, size: str, device: str) -> dict[str, Any]:
    """All parts of a model: "tiny", "middle" or "full", on a device."""
    if size == "tiny":
        made = getattr(tiny, name)()
    else:
        made = {"turbo": _turbo, "vace": _vace, "ltx2": _ltx2, "helios": _helios}[name](size == "full", device) | {"tokenizer": tiny.tokenizer()}
    return tiny.ready({part: value.to(device) if isinstance(value, torch.nn.Module) else value for part, value in made.items()})


def millions(components: dict[str, Any]) -> dict[str, int]:
    """Parameters of each part, in millions."""
    modules = {part: value for part, value in components.items() if isinstance(value, torch.nn.Module)}
    return {part: round(sum(weight.numel() for weight in module.parameters()) / 1e6) for part, module in modules.items()}


class _Made(ExitStack):
    """Parts are made on their device and in their numbers at once: there is no room for them twice."""

    def __init__(self, device: str, dtype: torch.dtype) -> None:
        super().__init__()
        self._device, self._dtype = device, dtype if device != "cpu" else torch.float32

    def __enter__(self) -> Self:
        super().__enter__()
        before = torch.get_default_dtype()
        torch.set_default_dtype(self._dtype)
        self.callback(torch.set_default_dtype, before)
        self.enter_context(torch.device(self._device))
        return self


def _turbo(full: bool, device: str) -> dict[str, Any]:
    from diffusers import AutoencoderTiny, EulerDiscreteScheduler, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    with _Made(device, torch.float16):
        if full:  # Stable Diffusion 2.1, which SD-Turbo is distilled from
            unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=1024, attention_head_dim=(5, 10, 20, 20), use_linear_projection=True)
            text = CLIPTextConfig(hidden_size=1024, intermediate_size=4096, num_hidden_layers=23, num_attention_heads=16)
        else:
            unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=256, attention_head_dim=8, block_out_channels=(64, 128, 192, 192))
            text = CLIPTextConfig(hidden_size=256, intermediate_size=512, num_hidden_layers=4, num_attention_heads=4)
        text.max_position_embeddings = 512  # the tokenizer here counts letters
        made = {"unet": unet, "vae": AutoencoderTiny(), "text_encoder": CLIPTextModel(text)}
    return made | {"scheduler": EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="trailing")}


def _words(full: bool, device: str) -> Any:
    from transformers import UMT5Config, UMT5EncoderModel

    with _Made(device, torch.bfloat16):
        if full:  # UMT5-XXL
            config = UMT5Config(vocab_size=256384, d_model=4096, d_kv=64, d_ff=10240, num_layers=24, num_heads=64)
        else:
            config = UMT5Config(vocab_size=128, d_model=256, d_kv=32, d_ff=512, num_layers=4, num_heads=8)
        return UMT5EncoderModel(config)


def _wan_vae(full: bool, device: str) -> Any:
    from diffusers import AutoencoderKLWan

    with _Made(device, torch.float32):
        return AutoencoderKLWan() if full else AutoencoderKLWan(base_dim=8, num_res_blocks=1)


_MIDDLE = {"num_attention_heads": 4, "attention_head_dim": 64, "ffn_dim": 768, "num_layers": 4, "text_dim": 256}


def _vace(full: bool, device: str) -> dict[str, Any]:
    from diffusers import FlowMatchEulerDiscreteScheduler, WanVACETransformer3DModel

    with _Made(device, torch.bfloat16):
        if full:  # Wan 2.1 VACE 1.3B
            transformer = WanVACETransformer3DModel(num_attention_heads=12, ffn_dim=8960, num_layers=30, vace_layers=list(range(0, 30, 2)))
        else:
            transformer = WanVACETransformer3DModel(**_MIDDLE, vace_layers=[0, 2])
    made = {"transformer": transformer, "vae": _wan_vae(full, device), "text_encoder": _words(full, device)}
    return made | {"scheduler": FlowMatchEulerDiscreteScheduler(shift=3.0)}


def _helios(full: bool, device: str) -> dict[str, Any]:
    from diffusers import HeliosDMDScheduler, HeliosTransformer3DModel

    with _Made(device, torch.bfloat16):
        transformer = HeliosTransformer3DModel() if full else HeliosTransformer3DModel(**_MIDDLE, rope_dim=(20, 22, 22))
    made = {"transformer": transformer, "vae": _wan_vae(full, device), "text_encoder": _words(full, device)}
    return made | {"scheduler": HeliosDMDScheduler(use_dynamic_shifting=True)}


def _ltx2(full: bool, device: str) -> dict[str, Any]:
    from diffusers import (
        AutoencoderKLLTX2Audio,
        AutoencoderKLLTX2Video,
        FlowMatchEulerDiscreteScheduler,
        LTX2VideoTransformer3DModel,
    )
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    sight = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 1, "image_size": 28, "patch_size": 14}
    with _Made(device, torch.bfloat16):
        if full:  # LTX-2 19B with Gemma 3 12B
            text = {"vocab_size": 262208, "hidden_size": 3840, "intermediate_size": 15360, "num_hidden_layers": 48, "num_attention_heads": 16,
                    "num_key_value_heads": 8, "head_dim": 256}  # fmt: skip
            made = {"transformer": LTX2VideoTransformer3DModel(rope_type="split"), "connectors": LTX2TextConnectors(rope_type="split"),
                    "vae": AutoencoderKLLTX2Video()}  # fmt: skip
        else:
            text = {"vocab_size": 128, "hidden_size": 128, "intermediate_size": 256, "num_hidden_layers": 4, "num_attention_heads": 4,
                    "num_key_value_heads": 2, "head_dim": 32}  # fmt: skip
            heads = {"num_attention_heads": 4, "attention_head_dim": 64, "cross_attention_dim": 256, "audio_num_attention_heads": 4,
                     "audio_attention_head_dim": 32, "audio_cross_attention_dim": 128}  # fmt: skip
            joins = {f"{kind}_connector_{what}": value for kind, head in (("video", 64), ("audio", 32))
                     for what, value in (("num_attention_heads", 4), ("attention_head_dim", head), ("num_layers", 1))}  # fmt: skip
            made = {
                "transformer": LTX2VideoTransformer3DModel(**heads, num_layers=4, caption_channels=128, rope_type="split"),
                "connectors": LTX2TextConnectors(caption_channels=128, text_proj_in_factor=5, **joins, rope_type="split"),
                "vae": AutoencoderKLLTX2Video(block_out_channels=(16, 32, 64, 64), decoder_block_out_channels=(16, 32, 64),
                                              layers_per_block=(1, 1, 1, 1, 1), decoder_layers_per_block=(1, 1, 1, 1)),
            }  # fmt: skip
        made |= {"audio_vae": AutoencoderKLLTX2Audio(), "vocoder": LTX2Vocoder(),
                 "text_encoder": Gemma3ForConditionalGeneration(Gemma3Config(text_config=text, vision_config=sight, mm_tokens_per_image=4))}  # fmt: skip
    return made | {"scheduler": FlowMatchEulerDiscreteScheduler()}
