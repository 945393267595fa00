"""The renderers under test, each of tiny parts, with a shot of three chunks and options that make it quick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.render.neural import tiny

from playhead.render.neural.stream import Stream
from playhead.render.neural.turbo import turbo
from playhead.render.renderer import Options
from playhead.shots.brief import Brief


@dataclass(frozen=True)
class Case:
    """`change` is a frame at which the words may change: the first of the second chunk."""

    build: Callable[[dict[str, Any], Options], Stream]
    components: Callable[[], dict[str, Any]]
    frames: int
    change: int
    options: Options = ()

    def make(self, options: Options = ()) -> Stream:
        return self.build(self.components(), tuple(sorted({**dict(self.options), **dict(options)}.items())))

    def turning(self) -> Brief:
        """Words that change there."""
        return Brief(action=((0, "She waits."), (self.change, "She runs through the red storm.")), place="LAMP ROOM")


CASES = {
    "turbo": Case(turbo, tiny.turbo, 10, 4),
}


@cache
def ready(name: str) -> Stream:
    """A renderer that tests share: it keeps nothing of a shot but what is in its state."""
    return CASES[name].make()
