"""What a farm and its workers say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playhead.projection.jobs import Job, Made
from playhead.render.renderer import Size


@dataclass(frozen=True, slots=True)
class Start:
    """How a worker is to work."""

    parent: int
    folder: Path
    cap_bytes: int
    renderer: str
    size: Size
    plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One job; `folder` is another store, for what is a viewer's own."""

    job: Job
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Warm:
    """The worker is ready; `problem` says what of its warming-up failed."""

    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """Frames made so far of the job at hand."""

    done: int


@dataclass(frozen=True, slots=True)
class Done:
    """The job's end: what was made, or why not. `full` tells a lack of room from a fault of the job's."""

    made: Made | None
    problem: str = ""
    full: bool = False
