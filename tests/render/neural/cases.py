"""The renderers under test, each of tiny parts, with a shot of three chunks and options that make it quick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.render.neural import tiny
from tests.render.neural.staged import WAITS

from playhead.render.neural.helios import helios
from playhead.render.neural.ltx2 import ltx2
from playhead.render.neural.stream import Stream
from playhead.render.neural.turbo import turbo
from playhead.render.neural.vace import vace
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
        return replace(WAITS, action=((0, "She waits."), (self.change, "She runs through the red storm.")))


CASES = {
    "turbo": Case(turbo, tiny.turbo, 10, 4),
    "helios": Case(helios, tiny.helios, 70, 33, (("steps", 1),)),
    "vace": Case(vace, tiny.vace, 20, 9, (("overlap", 5), ("steps", 1), ("window", 9))),
    "ltx2": Case(ltx2, tiny.ltx2, 20, 9, (("overlap", 3), ("steps", 1), ("window", 9))),
}


@cache
def ready(name: str) -> Stream:
    """A renderer that tests share: it keeps nothing of a shot but what is in its state."""
    return CASES[name].make()
