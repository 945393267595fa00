"""A line put together from the pieces that were said of it: pauses between, quiet ends, brought to level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playhead.speech.estimate import PAUSE
from playhead.speech.feeling import Colour
from playhead.speech.maker import Said
from playhead.speech.phonemes import marks_of, tidy
from playhead.speech.shape import levelled
from playhead.speech.timing import Mark, Mouth

_FADE_IN, _FADE_OUT = 480, 1920  # 10 ms and 40 ms


class Pieces:
    """Gathers what is said of one line, piece by piece; `step` is what pauses are whole multiples of, in ticks."""

    def __init__(self, colour: Colour, step: int = 1) -> None:
        self._colour = colour
        self._step = step
        self._samples: list[NDArray[np.float32]] = []
        self._marks: list[Mark] = []
        self._at = 0

    def add(self, samples: NDArray[np.float32], sounds: list[tuple[str, int]]) -> None:
        """Add (ticks,) samples at 48 kHz and what is heard in them, as (phoneme, ticks) from their beginning."""
        if self._samples:
            pause = round(PAUSE * self._colour.pause) // self._step * self._step
            self._samples.append(np.zeros(pause, np.float32))
            self._marks.append(Mark(self._at, Mouth.REST))
            self._at += pause
        self._marks += marks_of(sounds, self._at)
        self._samples.append(faded(samples))
        self._at += len(samples)

    def said(self) -> Said | None:
        """All of it at the level of speech; None where nothing was added."""
        if not self._samples:
            return None
        samples = levelled(np.concatenate(self._samples), self._colour.level)
        return Said(whole(samples), tidy(self._marks, self._at))


def faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Quiet at both ends."""
    samples = samples.copy()
    into, out = min(_FADE_IN, len(samples)), min(_FADE_OUT, len(samples))
    samples[:into] *= np.linspace(0, 1, into, dtype=np.float32)
    samples[len(samples) - out :] *= np.linspace(1, 0, out, dtype=np.float32)
    return samples


def whole(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """As 16-bit samples, in which lines are kept."""
    return np.rint(samples * 32767).astype(np.int16)
