"""What a crew on this machine and its worker processes say to each other, besides a crew's own orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playhead.projection.jobs import Made
from playhead.render.renderer import Size


@dataclass(frozen=True, slots=True)
class Start:
    """How a worker is to work; with no `renderer` it loads none before it is asked for a picture."""

    parent: int
    folder: Path
    cap_bytes: int
    renderer: str
    size: Size
    plugins: tuple[str, ...] = ()
    machines: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what the settings say for each renderer
    hands: str = "draw"
    voices: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker is warm; `problem` says what of its warming-up failed."""

    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Frames made so far of an attempt."""

    attempt: int
    done: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An attempt's end: what was made, or why not. `full` tells a lack of room from a fault of the job's."""

    attempt: int
    made: Made | None
    problem: str = ""
    full: bool = False
    kind: str = ""  # of an error that says whether to try again: "Refused" or "Unreachable"
