"""Windows: how a shot longer than a model can make at once is made in pieces that share some frames."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from playhead.errors import BadInput
from playhead.render.choices import Choices


@dataclass(frozen=True, slots=True)
class Windows:
    """Each window has at most `most` frames; all but the first begin with the last `overlap` of the one before.

    Autoencoders take `stride` frames at a time after a first one alone: every window has n * stride + 1 frames, the last ones over the
    shot's end and thrown away.
    """

    most: int
    overlap: int
    stride: int

    @classmethod
    def chosen(cls, choices: Choices, most: int, stride: int, overlap: int) -> Windows:
        """As a film wants it (`window`, `overlap`), never more than `most`. Raises BadInput."""
        window = choices.whole("window", most, stride + 1, most)
        shared = choices.whole("overlap", min(overlap, window - stride), 1, max(1, most - stride))
        window, shared = (window - 1) // stride * stride + 1, (shared - 1) // stride * stride + 1
        if shared >= window:
            raise BadInput(f"[renderer.{choices.name}] overlap must be shorter than the window, {shared} frames are not shorter than {window}")
        return cls(window, shared, stride)

    def known(self, first: int) -> int:
        """How many frames before `first` the window begins with."""
        return self.overlap if first else 0

    def new(self, first: int, frames: int) -> int:
        """How many new frames the window from `first` gives to a shot of `frames`."""
        return min(self.most - self.known(first), frames - first)

    def total(self, first: int, frames: int) -> int:
        """How many frames the model makes, known ones and those over the end included."""
        return -(-(self.known(first) + self.new(first, frames) - 1) // self.stride) * self.stride + 1

    def tail(self, made: Tensor, before: Tensor | None) -> Tensor:
        """What the next window begins with, of new frames and, where these are too few, of what was known."""
        whole = made if before is None else torch.cat([before.to(made.device), made])
        return whole[-self.overlap :].contiguous()
