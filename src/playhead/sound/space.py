"""Rooms: how a voice or a noise sounds in a place, as an impulse response per kind of space."""

from __future__ import annotations

import functools

import numpy as np

from playhead.shots.shot import Place
from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, convolved, filtered, generator, panned

_LARGE = frozenset(("church", "hall", "cave", "stage", "court", "stairs", "library", "cellar", "corridor", "hospital"))
_SMALL = frozenset(("car", "bathroom", "cell", "train", "cabin", "attic", "kitchen", "lamp room", "bedroom"))
_DEAD = frozenset(("space", "snowfield", "desert", "field", "beach", "sea"))
# seconds to fall 60 dB, seconds before the first reflection, level of the wet in dB, brightness in Hz
_SPACES = {
    "small": (0.28, 0.004, -19.0, 5000.0),
    "room": (0.42, 0.008, -18.0, 4500.0),
    "large": (1.5, 0.022, -17.0, 3500.0),
    "outdoor": (0.5, 0.045, -28.0, 2500.0),
    "dry": (0.0, 0.0, -120.0, 1000.0),
}


def space_of(place: Place | None) -> str:
    """The kind of space a place is: small, room, large, outdoor or dry."""
    if place is None or place.kind in _DEAD:
        return "dry"
    if place.kind in _LARGE:
        return "large"
    if not place.interior:
        return "outdoor"
    return "small" if place.kind in _SMALL else "room"


@functools.lru_cache(maxsize=8)
def response(space: str) -> Samples:
    """The reflections of a space, (n, 2), without the direct sound."""
    seconds, before_s, level, bright = _SPACES[space]
    n = int(RATE * (seconds + before_s)) + 1
    rng = generator("space", space)
    out = rng.standard_normal((n, 2), dtype=np.float32)
    t = np.maximum(np.arange(n) / RATE - before_s, 0)
    out *= (np.exp(-6.908 * t / max(seconds, 0.01)) * (np.arange(n) >= before_s * RATE))[:, None].astype(np.float32)
    for number in range(6):  # a few first reflections, wall by wall
        at = int((before_s + (0.003 + 0.006 * number) * (1 + seconds)) * RATE)
        if at < n:
            out[at, number % 2] += np.float32(6 * 0.75**number)
    out = filtered(out, [(60, -18), (200, 0), (bright, 0), (bright * 2.5, -14), (20_000, -40)])
    energy = float((out**2).sum()) / 2 or 1.0
    return np.asarray(out * np.float32(10 ** (level / 20) / np.sqrt(energy)), np.float32)


def placed(samples: Samples, pan: float, space: str) -> Samples:
    """A dry (n,) sound in a space: (n + tail, 2), the direct sound panned, the reflections all around."""
    dry = panned(samples, pan)
    if space == "dry" or not len(samples):
        return dry
    wet = convolved(samples, response(space))
    wet[: len(dry)] += dry
    return wet
