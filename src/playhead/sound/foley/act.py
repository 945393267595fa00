"""What a maker of foley is told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playhead.sound.dsp import RATE, Curve, Samples, decay, noise


@dataclass(frozen=True)
class Act:
    """One doing: its generator, how long it goes on, and the surface it is done on."""

    rng: np.random.Generator
    ticks: int
    surface: str

    def silence(self, seconds: float) -> Samples:
        """(n,) zeros to build on."""
        return np.zeros(int(RATE * seconds), np.float32)

    def burst(self, seconds: float, curve: Curve, attack_s: float = 0.001) -> Samples:
        """Shaped noise that dies away in `seconds`."""
        n = int(RATE * seconds)
        return noise(self.rng, n, curve) * decay(n, seconds, attack_s)

    def near(self, value: float, by: float = 0.06) -> float:
        """The value, a little off."""
        return float(value * (1 + by * self.rng.uniform(-1, 1)))
