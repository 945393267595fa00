"""From weights on disk to a renderer: which device, which numbers, which pipeline's parts."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from typing import Any

import torch

from playhead.errors import BadInput, RenderError
from playhead.render.neural.known import NEEDED
from playhead.render.neural.stream import Stream, quiet
from playhead.render.neural.weights import Weights, may_fetch, wanted
from playhead.render.renderer import Machine, Options

DTYPES = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}
_PIPELINES = {"turbo": "StableDiffusionImg2ImgPipeline", "vace": "WanVACEPipeline", "ltx2": "LTX2InContextPipeline", "helios": "HeliosPipeline"}


def make(name: str, options: Options, machine: Machine) -> Stream:
    """The renderer, its weights loaded. Raises RenderError where they cannot be, BadInput for settings that make no sense."""
    device = device_of(machine)
    dtype = dtype_of(machine, device)
    found = wanted(options, machine, NEEDED[name])
    try:
        quiet()
        components = _components(name, found, machine, dtype)
    except Exception as error:
        line = " ".join(str(error).split())[:200]
        raise RenderError(f"renderer {name}: {found['model'].name} could not be loaded: {line}") from error
    for part in components.values():
        if isinstance(part, torch.nn.Module):
            part.to(device).requires_grad_(False).eval()
    build: Callable[[dict[str, Any], Options], Stream] = getattr(importlib.import_module(f"playhead.render.neural.{name}"), name)
    return build(components, options)


def device_of(machine: Machine) -> torch.device:
    """The machine's `device`, or the best there is. Raises BadInput."""
    given = str(machine.get("device") or ("cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"))
    try:
        device = torch.device(given)
    except RuntimeError as error:
        raise BadInput(f'device must be "cuda", "cuda:1", "mps" or "cpu", not {given[:40]!r}') from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise RenderError(f"device {given} is wanted, but this torch ({torch.__version__}) finds no GPU")
    return device


def dtype_of(machine: Machine, device: torch.device) -> torch.dtype:
    """The machine's `dtype`; by default half as many bits on a GPU. Raises BadInput."""
    given = str(machine.get("dtype") or ("float32" if device.type == "cpu" else "bfloat16"))
    if given not in DTYPES:
        raise BadInput(f"dtype must be one of {', '.join(DTYPES)}, not {given[:40]!r}")
    return DTYPES[given]


def _components(name: str, found: dict[str, Weights], machine: Machine, dtype: torch.dtype) -> dict[str, Any]:
    import diffusers

    model, extra = found["model"], {}
    if name == "turbo":
        extra = {"vae": diffusers.AutoencoderTiny.from_pretrained(**_source(found["vae"], machine), torch_dtype=dtype), "safety_checker": None}
        kinds: Any = dtype
    else:
        kinds = {"vae": torch.float32 if name in ("vace", "helios") else dtype, "default": dtype}  # Wan's encoder wants its 32 bits
    pipeline = getattr(diffusers, _PIPELINES[name]).from_pretrained(**_source(model, machine), torch_dtype=kinds, **extra)
    if "lora" in found:
        source = _source(found["lora"], machine)
        pipeline.load_lora_weights(source.pop("pretrained_model_name_or_path"), **source)
        pipeline.fuse_lora()  # it is never taken off again, and so costs nothing
        pipeline.unload_lora_weights()
    unused = ("safety_checker", "feature_extractor", "image_encoder")
    return {part: value for part, value in pipeline.components.items() if part not in unused}


def _source(weights: Weights, machine: Machine) -> dict[str, Any]:
    """Where diffusers is to take them from; nothing is fetched, and no code of theirs run, unless the machine's owner allows the first."""
    if weights.folder is not None:
        return {"pretrained_model_name_or_path": os.fspath(weights.folder), "local_files_only": True, "use_safetensors": True}
    return {
        "pretrained_model_name_or_path": weights.name, "revision": weights.revision, "cache_dir": machine.get("cache"),
        "local_files_only": not may_fetch(machine), "use_safetensors": True,
    }  # fmt: skip
