"""Pictures into tensors and back: sizes are fitted, ranges are changed, and what is done goes to the host without stopping the model."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from playhead.render.renderer import Pictures, Size


def fitted(pictures: NDArray[Any], size: Size, *, smooth: bool = True) -> NDArray[Any]:
    """Pictures, masks or flows (n, h, w, ...) brought to a size; not `smooth`: no new values come in."""
    high, wide = pictures.shape[1:3]
    if (wide, high) == (size.width, size.height):
        return pictures
    way = (cv2.INTER_AREA if size.width < wide else cv2.INTER_CUBIC) if smooth else cv2.INTER_NEAREST
    return np.stack([cv2.resize(picture, (size.width, size.height), interpolation=way) for picture in pictures])


def tensor(pictures: Pictures, device: torch.device, dtype: torch.dtype) -> Tensor:
    """(n, h, w, 3) uint8 as (n, 3, h, w) from -1 to 1."""
    laid = torch.from_numpy(np.ascontiguousarray(pictures)).to(device)
    return (laid.permute(0, 3, 1, 2).to(torch.float32) / 127.5 - 1).to(dtype)


def pictures(values: Tensor, size: Size) -> Tensor:
    """(n, 3, h, w) from -1 to 1 as (n, h, w, 3) uint8 at a size, still on the device."""
    values = values.to(torch.float32)
    if values.shape[-2:] != (size.height, size.width):
        values = functional.interpolate(values, (size.height, size.width), mode="bicubic", antialias=values.shape[-1] > size.width)
    return ((values + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def resized(values: Tensor, size: Size) -> Tensor:
    """(n, h, w, 3) uint8 at another size."""
    if values.shape[1:3] == (size.height, size.width):
        return values
    return pictures(values.permute(0, 3, 1, 2).float() / 127.5 - 1, size)


def to_host(values: Tensor) -> Tensor:
    """The same on the host; from a GPU through pinned memory, waiting only for the stream that the caller is on."""
    if values.device.type != "cuda":
        return values.cpu()
    host = torch.empty(values.shape, dtype=values.dtype, pin_memory=True)
    host.copy_(values, non_blocking=True)
    torch.cuda.current_stream(values.device).synchronize()
    return host
