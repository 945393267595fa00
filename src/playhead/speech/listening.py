"""Mouth marks by listening: where somebody else said a line, what their mouth does is found in the sound.

The default voice says the same words, and knows its own mouth; the two are laid along each other by dynamic time warping over their
spectra, as Sakoe and Chiba did (1978), and its marks carried over. Where it cannot say them, the mouth opens as it is loud.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playhead.speech.phonemes import tidy
from playhead.speech.timing import Mark, Mouth

STEP = 600  # ticks from one look to the next: 12.5 ms
_WINDOW = 2048
_MOST = 2400  # looks at each: longer lines are looked at less often
_BANDS = 14
_FLOOR = 1e-5
_SLOPE = 0.08  # what it costs to stand still in one while the other goes on
_LEVELS = ((-30.0, Mouth.REST), (-17.0, Mouth.NARROW), (-8.0, Mouth.OPEN))


def carried(marks: tuple[Mark, ...], said: NDArray[np.float32], heard: NDArray[np.float32]) -> tuple[Mark, ...]:
    """The marks of `said`, moved to where the same is said in `heard`; both (ticks,) mono at 48 kHz."""
    if not marks or not len(said) or not len(heard):
        return by_loudness(heard)
    step = STEP * -(-max(len(said), len(heard)) // (STEP * _MOST))
    path = warped(features(said, step), features(heard, step))
    moved = [Mark(int(np.interp(mark.tick / step, path[:, 0], path[:, 1]) * step), mark.mouth) for mark in marks]
    return tidy(sorted(moved, key=lambda mark: mark.tick), len(heard))


def by_loudness(heard: NDArray[np.float32]) -> tuple[Mark, ...]:
    """A mouth that opens with the sound, 20 times a second at most; for words that the default voice cannot say."""
    step = 2 * STEP * 2
    count = len(heard) // step
    if not count:
        return (Mark(0, Mouth.REST),)
    power = (heard[: count * step].reshape(count, step).astype(np.float64) ** 2).mean(1)
    level = 10 * np.log10(np.maximum(power / max(float(np.quantile(power, 0.95)), 1e-9), 1e-9))
    marks = [Mark(n * step, next((mouth for limit, mouth in _LEVELS if db < limit), Mouth.WIDE)) for n, db in enumerate(level)]
    return tidy(marks, len(heard))


def features(samples: NDArray[np.float32], step: int = STEP) -> NDArray[np.float32]:
    """(looks, bands) log energies in bands of equal width to the ear, each look's own mean taken out but its loudness kept beside."""
    count = max(1, -(-len(samples) // step))
    padded = np.pad(samples.astype(np.float32), (_WINDOW // 2, _WINDOW + step))
    frames = np.stack([padded[n * step : n * step + _WINDOW] for n in range(count)]) * np.hanning(_WINDOW).astype(np.float32)
    power = np.abs(np.fft.rfft(frames)) ** 2
    hertz = np.fft.rfftfreq(_WINDOW, 1 / 48_000)
    edges = 700 * (10 ** (np.linspace(150, 2840, _BANDS + 2) / 2595) - 1)  # mel, 100 Hz to 8 kHz
    bands = np.stack([
        power @ np.clip(np.minimum((hertz - low) / (middle - low), (high - hertz) / (high - middle)), 0, None)
        for low, middle, high in zip(edges, edges[1:], edges[2:], strict=False)
    ], axis=1)  # fmt: skip
    logs = np.log(bands / max(float(np.quantile(bands.max(1), 0.95)), 1e-12) + _FLOOR)
    loud = logs.max(1, keepdims=True)
    colour = logs - logs.mean(1, keepdims=True)
    sounding = np.clip((loud + 7) / 4, 0, 1)  # the colour of silence is noise
    return np.asarray(np.concatenate([colour * sounding * 0.35, loud * 0.5], axis=1), np.float32)


def warped(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, 2) looks of `one` and of `other` that belong together, from the first of both to the last.

    Worked out along the diagonals, each of which depends on the two before it alone.
    """
    n, m = len(one), len(other)
    far = np.float32(np.inf)
    steps = np.zeros((n + m - 1, n), np.int8)  # by diagonal and row: 0 from both, 1 from the row before, 2 from the look before
    before, before2 = np.full(n + 1, far), np.full(n + 1, far)
    for d in range(n + m - 1):
        low, high = max(0, d - m + 1), min(n - 1, d)
        rows = np.arange(low, high + 1)
        cost = np.abs(one[rows] - other[d - rows]).mean(1)
        ways = np.stack([before2[rows], before[rows] + _SLOPE, before[rows + 1] + _SLOPE])
        if d == 0:
            ways[0] = 0
        steps[d, rows] = ways.argmin(0)
        now = np.full(n + 1, far)
        now[rows + 1] = ways.min(0) + cost
        before2, before = before, now
    path, i, d = [], n - 1, n + m - 2
    while True:
        path.append((i, d - i))
        if d == 0:
            break
        way = steps[d, i]
        d -= 2 if way == 0 else 1
        i -= 1 if way in (0, 1) else 0
    return np.asarray(path[::-1], np.float64)
