"""Control: what guides a renderer besides the shot: the theatre's pictures of it, and what it knows of them, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from playhead.render.renderer import Pictures, Size
from playhead.shots.brief import Brief

KINDS = ("frames", "depth", "mask", "pose", "flow", "references")
"""Kinds of control; a renderer's traits name those it takes."""

POINTS = (
    "head", "neck", "right shoulder", "right elbow", "right hand", "left shoulder", "left elbow", "left hand",
    "right hip", "right knee", "right foot", "left hip", "left knee", "left foot",
)
"""What `Control.pose` tells of each performer, in this order; right is the performer's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A picture of something that is to look the same in every shot.

    `kind` is "character" or "place"; `view` is "front", "profile" or "palette"; `picture` is (h, w, 3) uint8 sRGB.
    """

    kind: str
    name: str
    view: str
    picture: Pictures


class Control(Protocol):
    """One shot's control at one size. Every method is a pure function of shot, size and frames; frames past the end are the last."""

    brief: Brief

    def at(self, size: Size) -> Control:
        """The same shot's control at another size."""
        ...

    def frames(self, first: int, count: int, *, lettered: bool = True) -> Pictures:
        """The theatre's pictures, (n, h, w, 3) uint8 sRGB; without their lettering where it is not wanted."""
        ...

    def depth(self, first: int, count: int) -> NDArray[np.uint8]:
        """How near what is seen is, (n, h, w): 255 at the lens, 0 the sky."""
        ...

    def mask(self, first: int, count: int) -> NDArray[np.uint8]:
        """Who is seen at each pixel, (n, h, w): 0 nobody, i + 1 the shot's performer i."""
        ...

    def pose(self, first: int, count: int, *, hidden: bool = True) -> NDArray[np.int16]:
        """Where each performer's `POINTS` are, (n, performers, points, 3): x and y in pixels, and 1 where it is seen, else 0.

        Without `hidden`, what is within the picture counts as seen, though something may be before it; that is much quicker.
        """
        ...

    def flow(self, first: int, count: int) -> NDArray[np.float32]:
        """How far what is seen at each pixel has come since the frame before, (n, h, w, 2), in pixels to the right and down.

        The picture before, sampled at (x - dx, y - dy), is this one as far as nothing new came into sight. Zero at frame 0.
        """
        ...

    def references(self) -> tuple[Reference, ...]:
        """Pictures of the shot's performers and place, drawn once, in no particular light."""
        ...


@runtime_checkable
class Controls(Protocol):
    """A renderer that can tell what it draws: the theatre."""

    def control(self, shot: Any, size: Any, brief: Brief) -> Control:
        """The control of a shot at a size."""
        ...
