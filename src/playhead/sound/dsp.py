"""The tools that ambience and foley are made with: shaped noise, resonances, envelopes, slow drifts.

Everything is float32 at 48 kHz; randomness comes from a generator that is passed in.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead.canonical import seed_of

RATE = 48_000
Curve = Sequence[tuple[float, float]]  # (hertz, decibels) points, joined on a logarithmic frequency axis
Samples = NDArray[np.float32]


def _fft() -> Any:
    """Scipy's transforms keep float32; loading them takes a quarter of a second, so who only plans clips does not."""
    import scipy.fft

    return scipy.fft


def generator(*of: Any) -> np.random.Generator:
    """A generator seeded by data, the same in every process."""
    return np.random.Generator(np.random.PCG64(seed_of(*of)))


@functools.lru_cache(maxsize=24)
def _magnitude(n: int, curve: Curve) -> Samples:
    """Gain at the bins of a transform of `n` samples; kept, since layers and rooms ask for the same ones all film long."""
    hertz = np.fft.rfftfreq(n, 1 / RATE)
    points = np.array(curve, float)
    decibels = np.interp(np.log(np.maximum(hertz, 1.0)), np.log(points[:, 0]), points[:, 1])
    magnitude = np.asarray(10 ** (decibels / 20), np.float32)
    magnitude[0] = 0
    magnitude.setflags(write=False)
    return magnitude


_PHASES = np.exp(2j * np.pi * np.arange(256) / 256).astype(np.complex64)


def noise(rng: np.random.Generator, n: int, curve: Curve) -> Samples:
    """(n,) noise with that spectrum, at a level of about one (rms): every bin at its magnitude, in a random phase."""
    sf = _fft()
    size = sf.next_fast_len(n, real=True)
    magnitude = _magnitude(size, tuple(curve))
    bins = _PHASES.take(np.frombuffer(rng.bytes(len(magnitude)), np.uint8))
    bins *= magnitude
    level = math.sqrt(2 * float(magnitude @ magnitude)) / size
    bins *= np.float32(1 / (level or 1.0))
    return np.asarray(sf.irfft(bins, size, overwrite_x=True)[:n], np.float32)


def wide_noise(rng: np.random.Generator, n: int, curve: Curve, width: float = 0.7) -> Samples:
    """(n, 2) noise, from mono at `width` 0 to two independent sides at 1; about one (rms) on each side."""
    side = math.sin(width * math.pi / 4)
    middle = math.cos(width * math.pi / 4)
    one, two = noise(rng, n, curve), noise(rng, n, curve)
    one *= np.float32(middle)
    two *= np.float32(side)
    out = np.empty((n, 2), np.float32)
    np.add(one, two, out=out[:, 0])
    np.subtract(one, two, out=out[:, 1])
    return out


def filtered(samples: Samples, curve: Curve) -> Samples:
    """Samples (n,) or (n, channels) with their spectrum changed by the curve, zero phase, ends padded."""
    sf = _fft()
    n = samples.shape[0]
    size = sf.next_fast_len(n + 2048, real=True)
    spectrum = sf.rfft(samples, size, axis=0)
    magnitude = _magnitude(size, tuple(curve))
    spectrum *= magnitude if samples.ndim == 1 else magnitude[:, None]
    return np.asarray(sf.irfft(spectrum, size, axis=0)[:n], np.float32)


def convolved(samples: Samples, response: Samples) -> Samples:
    """(n,) with (m, 2) to (n + m - 1, 2)."""
    sf = _fft()
    n = len(samples) + len(response) - 1
    size = sf.next_fast_len(n, real=True)
    spectrum = sf.rfft(samples, size)
    out = np.empty((n, 2), np.float32)
    for side in (0, 1):
        out[:, side] = sf.irfft(spectrum * sf.rfft(np.ascontiguousarray(response[:, side]), size), size, overwrite_x=True)[:n]
    return out


def decay(n: int, seconds: float, attack_s: float = 0.0005) -> Samples:
    """An envelope that rises over `attack_s` and falls by 60 dB in `seconds`."""
    t = np.arange(n, dtype=np.float32) / RATE
    return np.asarray(np.exp(-6.908 * t / max(seconds, 1e-4)) * np.minimum(t / max(attack_s, 1e-5), 1), np.float32)


def swell(n: int, attack_s: float, release_s: float) -> Samples:
    """An envelope that rises, holds and falls, smoothly."""
    t = np.arange(n, dtype=np.float32)
    rise = np.clip(t / max(attack_s * RATE, 1), 0, 1)
    fall = np.clip((n - t) / max(release_s * RATE, 1), 0, 1)
    x = np.minimum(rise, fall)
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def modes(n: int, parts: Sequence[tuple[float, float, float]]) -> Samples:
    """A struck body: the sum of (hertz, seconds to fall 60 dB, amplitude) sines."""
    t = np.arange(n, dtype=np.float32) / RATE
    out = np.zeros(n, np.float32)
    for number, (hertz, seconds, amplitude) in enumerate(parts):
        if hertz < RATE * 0.45:
            short = min(n, int(seconds * 1.3 * RATE) + 1)
            x = t[:short]
            out[:short] += np.float32(amplitude) * np.sin(2 * np.pi * hertz * x + number) * np.exp(-6.908 * x / seconds)
    return np.asarray(out * np.minimum(t * 2000, 1), np.float32)


def tone(hertz: NDArray[Any], harmonics: Sequence[float] = (1.0,)) -> Samples:
    """A tone along a pitch curve (n,), with the amplitudes of its harmonics."""
    phase = 2 * np.pi * np.cumsum(np.asarray(hertz, np.float64)) / RATE
    top = float(np.max(hertz)) if len(phase) else 0.0
    heard = [amplitude for k, amplitude in enumerate(harmonics, 1) if k * top < RATE * 0.45]
    out = np.empty(len(phase), np.float32)
    for start in range(0, len(phase), _BLOCK):
        out[start : start + _BLOCK] = _harmonics(phase[start : start + _BLOCK], heard)
    return out


_BLOCK = 1 << 13  # samples at once, so that all of it is in the processor's own memory


def _harmonics(phase: NDArray[np.float64], amplitudes: Sequence[float]) -> NDArray[np.float64]:
    """The sum of sines of whole multiples of a phase; each follows from the two before it, for sines are dear."""
    out, work = np.zeros(len(phase)), np.empty(len(phase))
    twice = 2 * np.cos(phase)
    before, now = np.zeros(len(phase)), np.sin(phase)
    for amplitude in amplitudes:
        if amplitude:
            out += np.multiply(now, amplitude, out=work)
        np.multiply(twice, now, out=work)
        before, now = now, np.subtract(work, before, out=before)
    return out


def sine(turns: NDArray[Any]) -> Samples:
    """Sine of phases counted in turns, (n,), which may be many."""
    return np.asarray(np.sin(np.float32(2 * np.pi) * (turns - np.floor(turns)).astype(np.float32)), np.float32)


def drift(seed: int, start: int, n: int, period_s: float, every: int = 1) -> Samples:
    """A slow random curve 0..1 of absolute time, at `every` so many ticks of `n`: a tick has one value, whatever is asked for."""
    step = RATE // 50
    period = period_s * 50
    first = start // step
    ticks = np.arange(first, (start + n) // step + 2)
    low = np.floor(ticks / period).astype(int)
    knots = {k: float(generator("drift", seed, int(k)).random()) for k in range(int(low[0]), int(low[-1]) + 2)}
    a = np.array([knots[int(k)] for k in low])
    b = np.array([knots[int(k) + 1] for k in low])
    x = ticks / period - low
    coarse = (a + (b - a) * x * x * (3 - 2 * x)).astype(np.float32)
    return _ramps(coarse, step)[start - first * step :][:n:every]


def _ramps(knots: Samples, step: int) -> Samples:
    """Straight lines from knot to knot, `step` samples each, ((len(knots) - 1) * step,)."""
    part = np.arange(step, dtype=np.float32) / np.float32(step)
    return (knots[:-1, None] + np.diff(knots)[:, None] * part).ravel()


def lumps(rng: np.random.Generator, n: int, step: int) -> Samples:
    """A random curve 0..1, (n,), with a new value every `step` samples and straight lines between."""
    return _ramps(rng.random(n // step + 2).astype(np.float32), step)[:n]


def panned(samples: Samples, pan: float) -> Samples:
    """(n,) to (n, 2) at constant power; pan -1 left .. 1 right."""
    angle = (min(max(pan, -1.0), 1.0) + 1) * math.pi / 4
    return np.stack([samples * np.float32(math.cos(angle)), samples * np.float32(math.sin(angle))], axis=1)


def add(to: NDArray[Any], samples: NDArray[Any], at: int) -> None:
    """Add samples into `to` from index `at`; what falls outside is left out."""
    start, end = max(at, 0), min(at + len(samples), len(to))
    if end > start:
        to[start:end] += samples[start - at : end - at]


def at_level(samples: Samples, decibels: float) -> Samples:
    """Scaled so that its loudest 100 ms have that level (rms, dBFS, both sides together)."""
    power = samples.astype(np.float64) ** 2 if samples.ndim == 1 else (samples.astype(np.float64) ** 2).sum(axis=1)
    if not len(power):
        return samples
    block = 4800
    total = np.concatenate([[0.0], np.cumsum(power)])
    starts = np.arange(0, max(len(power) - block, 0) + 1, 480)
    ends = np.minimum(starts + block, len(power))
    loudest = float(((total[ends] - total[starts]) / block).max())
    return samples * np.float32(10 ** (decibels / 20) / math.sqrt(loudest)) if loudest > 1e-14 else samples
