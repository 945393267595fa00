"""From weights on disk to the same frames as the parts give that were saved there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from tests.render.neural.cases import CASES, ready
from tests.render.neural.staged import Drawn, run, shot, whole

from playhead.errors import BadInput, RenderError
from playhead.render.neural.loading import device_of, dtype_of
from playhead.render.renderer import known, renderer

pytestmark = pytest.mark.long

PIPELINES = {"turbo": "StableDiffusionImg2ImgPipeline", "vace": "WanVACEPipeline", "ltx2": "LTX2InContextPipeline", "helios": "HeliosPyramidPipeline"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every model's tiny parts, as a pipeline is saved."""
    where = tmp_path_factory.mktemp("weights")
    for name, case in CASES.items():
        parts: dict[str, Any] = case.components()
        if name == "turbo":
            parts.pop("vae").save_pretrained(where / "tiny" / "turbo-vae")
            parts["vae"] = diffusers.AutoencoderKL(block_out_channels=(8, 8, 8, 8), norm_num_groups=2, down_block_types=("DownEncoderBlock2D",) * 4,
                                                   up_block_types=("UpDecoderBlock2D",) * 4)  # fmt: skip
            parts |= {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
        getattr(diffusers, PIPELINES[name])(**parts).save_pretrained(where / "tiny" / name)
    return where


@pytest.fixture(params=CASES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def chosen(name: str, **more: Any) -> tuple:
    vae = {"vae": "tiny/turbo-vae"} if name == "turbo" else {}
    return tuple(sorted({**dict(CASES[name].options), "model": f"tiny/{name}", **vae, **more}.items()))


def test_weights_in_a_folder_make_the_same_frames(name: str, folder: Path):
    machine = {"device": "cpu", "folder": str(folder)}
    assert known(name).why_not(chosen(name), machine) == ""
    loaded = renderer(name, chosen(name), machine)
    frames = CASES[name].frames
    assert np.array_equal(whole(run(loaded, shot(frames), Drawn())), whole(run(ready(name), shot(frames), Drawn())))


def test_weights_that_are_of_another_model_or_broken_are_one_line(folder: Path):
    machine = {"device": "cpu", "folder": str(folder)}
    with pytest.raises(RenderError, match=r"^renderer vace: tiny/turbo-vae could not be loaded: .{1,200}$"):
        renderer("vace", (("model", "tiny/turbo-vae"),), machine)


def test_a_lora_is_laid_over_the_weights(folder: Path):
    within = folder / "tiny" / "lora"
    within.mkdir()
    torch.manual_seed(1)
    save_file({"transformer.transformer_blocks.0.attn1.to_q.lora_A.weight": torch.randn(2, 16),
               "transformer.transformer_blocks.0.attn1.to_q.lora_B.weight": torch.randn(16, 2)}, within / "lora.safetensors")  # fmt: skip
    machine = {"device": "cpu", "folder": str(folder)}
    assert "tiny/lora@" in known("ltx2").model(chosen("ltx2", lora="tiny/lora"), machine)
    loaded = renderer("ltx2", chosen("ltx2", lora="tiny/lora"), machine)
    frames = CASES["ltx2"].frames
    assert not np.array_equal(whole(run(loaded, shot(frames), Drawn())), whole(run(ready("ltx2"), shot(frames), Drawn())))


def test_devices_and_numbers_are_settled_by_the_machine():
    assert device_of({"device": "cpu"}).type == "cpu"
    assert dtype_of({}, torch.device("cpu")) == torch.float32
    assert dtype_of({}, torch.device("cuda")) == torch.bfloat16
    assert dtype_of({"dtype": "float16"}, torch.device("cuda")) == torch.float16
    with pytest.raises(BadInput, match="device must be"):
        device_of({"device": "toaster"})
    with pytest.raises(BadInput, match="dtype must be one of"):
        dtype_of({"dtype": "int4"}, torch.device("cpu"))
    if not torch.cuda.is_available():
        with pytest.raises(RenderError, match="finds no GPU"):
            device_of({"device": "cuda"})
