"""The words of a shot, frame by frame, and what a model makes of them, kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playhead.render.control import Control
from playhead.render.prompt import Prompt, write
from playhead.shots.shot import Shot

EMBEDDINGS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Words:
    """Prompts, each with the frame from which it holds; the first holds from 0."""

    prompts: tuple[tuple[int, Prompt], ...]

    def at(self, frame: int) -> Prompt:
        """The prompt that holds at a frame: a chunk is told what holds at its first."""
        return [prompt for first, prompt in self.prompts if first <= frame][-1]


def words(family: str, shot: Shot, control: Control | None) -> Words:
    """The words of a shot for a family of models, from the brief that comes with its control."""
    return Words(write(family, shot, None if control is None else control.brief))


class Embeddings:
    """What the text encoder made of a prompt; the same words are encoded once."""

    def __init__(self, encode: Callable[[str, str], Any], kept: int = EMBEDDINGS_KEPT) -> None:
        self._encode = encode
        self._most = kept
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def of(self, prompt: Prompt) -> Any:
        """Whatever `encode` gave for these words."""
        key = (prompt.positive, prompt.negative)
        if key not in self._kept:
            self._kept[key] = self._encode(*key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
