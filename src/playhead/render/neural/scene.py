"""A scene: all that a model is given of one shot, fetched on the thread that owns the theatre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playhead.errors import RenderError
from playhead.render.control import Control
from playhead.render.neural.words import Words
from playhead.render.renderer import Size
from playhead.shots.shot import Shot


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A shot at a size, worked on by the model at another size; `words` are what it is told, frame by frame."""

    shot: Shot
    size: Size
    inner: Size
    words: Words
    given: Control | None = None

    @property
    def frames(self) -> int:
        """How many frames the shot has."""
        return self.shot.frames

    @property
    def control(self) -> Control:
        """The shot's control. Raises RenderError where there is none."""
        if self.given is None:
            raise RenderError("this renderer works from the theatre's control of the shot, and was given none")
        return self.given

    def of(self, kind: str, first: int, count: int) -> Any:
        """Control of that kind for `count` frames from `first`; past the shot's end it stays as it is at the end."""
        return getattr(self.control, kind)(first, count)
