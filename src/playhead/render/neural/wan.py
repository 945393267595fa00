"""What the models that stem from Wan share: how they read words, and the scale of what their autoencoder makes."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor

TOKENS = 512


def read(tokenizer: Any, encoder: Any, text: str, dtype: torch.dtype) -> Tensor:
    """A prompt as (1, 512, channels), zeros after its end, as these models were taught."""
    tokens = tokenizer(text, padding="max_length", max_length=TOKENS, truncation=True, return_tensors="pt", return_attention_mask=True)
    mask = tokens.attention_mask.to(encoder.device)
    states: Tensor = encoder(tokens.input_ids.to(encoder.device), mask).last_hidden_state
    return (states * mask[..., None]).to(dtype)


def decoder(vae: Any) -> Any:
    """The same autoencoder for another thread: the weights are shared, the caches it keeps while it works are not."""
    return copy.copy(vae)


def decoded(vae: Any, latents: Tensor) -> Tensor:
    """Latents (1, z, t, h, w) as pictures (frames, 3, h, w) from -1 to 1."""
    shape = (1, vae.config.z_dim, 1, 1, 1)
    mean = torch.tensor(vae.config.latents_mean).view(shape).to(vae.device, vae.dtype)
    spread = torch.tensor(vae.config.latents_std).view(shape).to(vae.device, vae.dtype)
    pictures: Tensor = vae.decode(latents.to(vae.dtype) * spread + mean, return_dict=False)[0]
    return pictures[0].transpose(0, 1)
