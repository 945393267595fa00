"""The renderer contract: what turns a shot into pictures."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from playhead.errors import NotFound
from playhead.shots.shot import Shot

Pictures = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels; widths are divisible by 16."""

    width: int = 848
    height: int = 480


@dataclass(frozen=True, slots=True)
class PictureChunk:
    """Consecutive frames: `pictures` is (n, h, w, 3) uint8 sRGB, `first` the number of the first in its shot."""

    pictures: Pictures
    first: int


@dataclass(frozen=True, slots=True)
class Traits:
    """What a renderer can do and costs."""

    sizes: tuple[Size, ...]
    chunk_frames: int
    control: tuple[str, ...] = ()
    seconds_per_frame: float = 0.02
    prompt_edge: str = "shot"
    gpu: bool = False  # whether it needs an accelerator


class Renderer(Protocol):
    """Turns shots into pictures; random access where `open(first=...)` is cheap."""

    name: str
    traits: Traits

    def open(self, shot: Shot, size: Size, control: Any | None = None, first: int = 0) -> Any:
        """Make ready to render `shot` from frame `first`; returns the state that `step` advances."""
        ...

    def step(self, state: Any) -> PictureChunk | None:
        """The next frames, or None at the shot's end."""
        ...

    def snapshot(self, state: Any) -> bytes:
        """The state as bytes, so that the shot can continue elsewhere."""
        ...


_RENDERERS: dict[str, Callable[[], Renderer]] = {}


def register(name: str, make: Callable[[], Renderer]) -> None:
    """Make a renderer known by name; `make` is called once a process."""
    _RENDERERS[name] = make


@functools.cache
def needs_gpu(name: str) -> bool:
    """Whether that renderer needs an accelerator; one that lives in `playhead.render` is imported to be asked, an unknown one does not."""
    if name not in _RENDERERS:
        with suppress(ImportError):
            importlib.import_module(f"playhead.render.{name}")
    return name in _RENDERERS and _RENDERERS[name]().traits.gpu


def renderer(name: str) -> Renderer:
    """The renderer of that name, made anew.

    Raises NotFound for a name nobody registered.
    """
    if name not in _RENDERERS:
        raise NotFound(f"renderer must be one of {', '.join(sorted(_RENDERERS))}, not {name!r}")
    return _RENDERERS[name]()
