"""Noise that is the same wherever and whenever a shot is made, and noise that goes with what moves."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from playhead.canonical import seed_of

Places = NDArray[np.float32]
"""For each pixel, where in the shot's noise it is: (h, w, 2), x and y."""


def generator(seed: int, *of: int | str) -> torch.Generator:
    """A generator for one purpose in a shot, on the CPU, so that another device starts from the same noise."""
    return torch.Generator().manual_seed(seed_of("noise", (seed, *of)) & (2**63 - 1))


def field(seed: int, channels: int, width: int, height: int) -> Tensor:
    """A shot's own noise, (channels, h, w); it is half as large again as the picture and goes on from its other edge."""
    return torch.randn((channels, height * 3 // 2, width * 3 // 2), generator=generator(seed, "field"))


def still(width: int, height: int) -> Places:
    """Every pixel at its own place: how a shot begins."""
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.stack([across, down], -1)


def moved(places: Places, flow: NDArray[np.float32]) -> Places:
    """Places a frame later: noise goes where `flow` (h, w, 2), in these pixels, took what is seen; what comes in brings noise of its own."""
    high, wide = places.shape[:2]
    from_ = still(wide, high) - flow
    inside = np.stack([from_[..., 0].clip(0, wide - 1), from_[..., 1].clip(0, high - 1)], -1)
    came = cv2.remap(places, inside[..., 0], inside[..., 1], cv2.INTER_LINEAR)
    return np.asarray(came + (from_ - inside), np.float32)


def taken(noise: Tensor, places: Places) -> Tensor:
    """The noise at those places, (channels, h, w). Each value is one of the field's, never a mean of some: so it stays noise."""
    high, wide = noise.shape[-2:]
    at = np.floor(places + 0.5).astype(np.int64)
    return noise[:, torch.from_numpy(at[..., 1] % high), torch.from_numpy(at[..., 0] % wide)]
