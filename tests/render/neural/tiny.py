"""Each model's parts, as small as they go and with random weights, built from configurations alone: nothing is downloaded."""

from __future__ import annotations

from typing import Any

import torch


def tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    # Every letter is a word, so that other words are other tokens.
    vocabulary = {word: index for index, word in enumerate(("[UNK]", "<pad>", "</s>", *map(chr, range(32, 127))))}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    return PreTrainedTokenizerFast(tokenizer_object=made, unk_token="[UNK]", pad_token="<pad>", eos_token="</s>", model_max_length=77)


def turbo() -> dict[str, Any]:
    from diffusers import AutoencoderTiny, EulerDiscreteScheduler, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        block_out_channels=(8, 16), layers_per_block=1, sample_size=8, in_channels=4, out_channels=4, cross_attention_dim=32, norm_num_groups=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
    )  # fmt: skip
    vae = AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8), num_encoder_blocks=(1, 1, 1, 1),
        num_decoder_blocks=(1, 1, 1, 1),
    )  # fmt: skip
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=128, hidden_size=32, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4, bos_token_id=0, eos_token_id=2,
        pad_token_id=1))  # fmt: skip
    scheduler = EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="trailing")
    return ready({"unet": unet, "vae": vae, "text_encoder": text, "tokenizer": tokenizer(), "scheduler": scheduler})


def ready(components: dict[str, Any]) -> dict[str, Any]:
    for part in components.values():
        if isinstance(part, torch.nn.Module):
            part.requires_grad_(False).eval()
    return components
