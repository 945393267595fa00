"""The renderer contract: what turns a shot into pictures, and how renderers are known by name."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from playhead.errors import NotFound
from playhead.shots.shot import Shot

if TYPE_CHECKING:
    from playhead.render.control import Control

Pictures = NDArray[np.uint8]
Scalar = str | int | float | bool
Options = tuple[tuple[str, Scalar], ...]
"""How a film wants a renderer to work: sorted pairs, a part of every take's key."""
Machine = Mapping[str, Any]
"""What this machine's owner settles for a renderer: addresses, keys, where weights are. Never a part of a key, never shown."""

GROUND = "theatre"
"""The renderer under all others: always there, on any CPU, and what controls them."""
EDGES = ("none", "shot", "chunk")
HANDS = ("draw", "neural", "network")


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels; widths are divisible by 16."""

    width: int = 848
    height: int = 480


@dataclass(frozen=True, slots=True)
class PictureChunk:
    """Consecutive frames: `pictures` is (n, h, w, 3) uint8 sRGB, `first` the number of the first in its shot.

    `sound`, of renderers that make it, is (samples, 2) float32 at 48 kHz, as long as the pictures.
    """

    pictures: Pictures
    first: int
    sound: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a renderer can do and costs.

    `control` are kinds of control it takes (see `playhead.render.control.KINDS`); `prompt_edge` is where its words can change: "none"
    (it takes no words), "shot", or "chunk". `hands` are the workers it needs: "draw" (any of this machine's), "neural" (a process
    of its own with the models' libraries) or "network" (one that waits for a server). `any_frame` says that opening at frame n is as
    good as having stepped there; without, a shot is continued from a snapshot. `price_per_s` is money for a second of film, in
    hundred-thousandths of the settings' currency; 0 is free.
    """

    sizes: tuple[Size, ...]
    chunk_frames: int
    control: tuple[str, ...] = ()
    seconds_per_frame: float = 0.02
    prompt_edge: str = "none"
    gpu: bool = False  # whether it needs an accelerator
    hands: str = "draw"
    any_frame: bool = True
    sound: bool = False
    price_per_s: int = 0


class Renderer(Protocol):
    """Turns shots into pictures, a chunk at a time, in order. One instance belongs to one thread.

    Equal shot, size, control, options and weights give equal pictures. A step that fails leaves the state as it was.
    """

    name: str
    traits: Traits

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> Any:
        """Make ready to render `shot` from frame `first`; returns the state that `step` advances.

        `control` is there for those whose traits name a kind or take words. `first` is not 0 only where `any_frame` holds.
        """
        ...

    def step(self, state: Any) -> PictureChunk | None:
        """The next frames, or None at the shot's end."""
        ...

    def snapshot(self, state: Any) -> bytes:
        """The state as bytes: `restore` of it elsewhere, then stepping on, is equal to never having stopped."""
        ...


class Restores(Protocol):
    """What a renderer whose `any_frame` is false can also do."""

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> Any:
        """A state from a snapshot of the same shot, size and control. Raises BadInput for bytes that are none."""
        ...


Make = Callable[[Options, Machine], Renderer]


@dataclass(frozen=True, slots=True)
class Known:
    """A renderer that can be asked for by name, before anything of it is loaded.

    `licence` and `page` are for who chooses it. `why_not` says in one line why it cannot work on this machine, "" if it can; `model`
    tells its weights apart, for keys: both are quick and load no library of models.
    """

    name: str
    make: Make
    traits: Traits
    licence: str = "Apache-2.0"
    page: str = ""
    says: str = ""
    options: tuple[str, ...] = ()
    why_not: Callable[[Options, Machine], str] = field(default=lambda _options, _machine: "")
    model: Callable[[Options, Machine], str] = field(default=lambda _options, _machine: "")


_KNOWN: dict[str, Known] = {}


def register(known: Known) -> None:
    """Make a renderer known by its name."""
    _KNOWN[known.name] = known


def known(name: str) -> Known:
    """What is known of the renderer of that name; one that is a module of `playhead.render` is imported to be asked.

    Raises NotFound for a name nobody registered.
    """
    if name not in _KNOWN and name.isidentifier():
        with suppress(ModuleNotFoundError):
            importlib.import_module(f"playhead.render.{name}")
    if name not in _KNOWN:
        raise NotFound(f"renderer must be one of {', '.join(sorted(_KNOWN))}, not {name!r}")
    return _KNOWN[name]


def names() -> tuple[str, ...]:
    """All that are registered, the ground first."""
    return tuple(sorted(_KNOWN, key=lambda name: (name != GROUND, name)))


@functools.cache
def traits(name: str) -> Traits:
    """Traits of the renderer of that name; of one that only workers know, those of any that draws."""
    try:
        return known(name).traits
    except NotFound:
        return Traits(sizes=(), chunk_frames=1)


def renderer(name: str, options: Options = (), machine: Machine | None = None) -> Renderer:
    """The renderer of that name, made anew.

    Raises NotFound for a name nobody registered, and whatever keeps it from working here.
    """
    return known(name).make(options, machine or {})
