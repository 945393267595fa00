"""How a feeling colours a voice: pitch, its range, pace, level, breath and brightness."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """Factors on the voice's own way of speaking; `level` and `bright` in decibels, `bright` at 8 kHz."""

    pitch: float = 1.0
    span: float = 1.0  # of the melody about its middle
    rate: float = 1.0
    level: float = 0.0
    breath: float = 0.0  # 0..1, added to the voice's
    bright: float = 0.0
    tremble: float = 0.0  # depth of a 6 Hz tremble in pitch
    pause: float = 1.0  # of the pauses between sentences


CALM = Colour()
COLOURS = {
    "calm": CALM,
    "joy": Colour(pitch=1.07, span=1.3, rate=1.05, level=0.5, bright=1.5, pause=0.85),
    "sorrow": Colour(pitch=0.94, span=0.7, rate=0.87, level=-1.5, breath=0.15, bright=-2.5, pause=1.4),
    "fear": Colour(pitch=1.1, span=1.1, rate=1.1, level=-0.5, breath=0.25, tremble=0.025, pause=0.8),
    "anger": Colour(pitch=1.04, span=1.35, rate=1.06, level=1.5, bright=3.0, pause=0.8),
    "surprise": Colour(pitch=1.12, span=1.45, rate=1.04, level=0.5, bright=1.0),
    "tender": Colour(pitch=0.97, span=0.85, rate=0.92, level=-2.0, breath=0.2, bright=-1.5, pause=1.2),
    "tired": Colour(pitch=0.92, span=0.65, rate=0.85, level=-2.0, breath=0.15, bright=-3.0, pause=1.4),
    "whisper": Colour(rate=0.95, level=-4.5, breath=1.0, pause=1.1),
    "shout": Colour(pitch=1.2, span=1.3, rate=0.96, level=2.0, bright=4.5, pause=0.9),
    "sing": Colour(pitch=1.05, span=1.5, rate=0.78, breath=0.05, tremble=0.012, pause=1.2),
}
"""The feelings of shots, and the manners "whisper", "shout" and "sing"; anything else is said calmly."""


def colour_of(feeling: str) -> Colour:
    """How that feeling sounds; an unknown one is calm."""
    return COLOURS.get(feeling, CALM)
