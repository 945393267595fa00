"""What a server, its office and the workers of a Ray cluster say to each other, besides a crew's own reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playhead.projection.crew import Done, Order, Report
from playhead.projection.jobs import Made
from playhead.render.renderer import Size

# To a worker, and from it.


@dataclass(frozen=True, slots=True)
class Post:
    """How a worker is to work. `mark` is a blob that the server left in the store; `builds` are the server's.

    `folder` is the store's on the server; a node that does not see it has a folder of its own before the same `bucket`, if there is one.
    """

    folder: Path
    bucket: str
    cap_bytes: int
    renderer: str
    size: Size
    plugins: tuple[str, ...]
    mark: str
    builds: tuple[str, str]
    voices: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what the settings say for voices


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who a worker is; `problem` says why it cannot work for this server, `remark` what its owner should know."""

    pid: int
    host: str
    problem: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a worker is with the attempt at hand (0: none), and what it has in memory for itself."""

    attempt: int
    done_frames: int
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a job: what was made, or why not. `data` is what holds a viewer's own words, a segment or a line's timing.

    `away` says that it was left in another folder than the server's, and has to be fetched from the bucket.
    """

    made: Made | None
    problem: str = ""
    full: bool = False
    data: bytes | None = None
    away: bool = False


# To an office.


@dataclass(frozen=True, slots=True)
class Opening:
    """What an office is told first. `address` is "" for a cluster of this machine alone, with `places` workers.

    `share` is this server's part of each node, from 0 to 1; `first` the number of the first worker.
    """

    address: str
    places: int
    share: float
    first: int
    post: Post


@dataclass(frozen=True, slots=True)
class Give:
    """Have the worker do that."""

    worker: int
    order: Order


@dataclass(frozen=True, slots=True)
class Dismiss:
    """End that worker now."""

    worker: int
    why: str


@dataclass(frozen=True, slots=True)
class Close:
    """Let all workers go, and end."""


# From an office.


@dataclass(frozen=True, slots=True)
class Reached:
    """The cluster answers."""

    nodes: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What an owner should know; a `problem` keeps somebody at that place from working, and is over when nothing is told of it."""

    told: str
    problem: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A `Done` whose segment, or line's timing, is a viewer's own and comes with it."""

    done: Done
    data: bytes


@dataclass(frozen=True, slots=True)
class Away:
    """A `Done` whose segment, or line's timing, was left in the bucket."""

    done: Done


Heard = Report | Reached | Remark | Own | Away
