"""Measures of finished sound: integrated loudness (BS.1770-4) and true peak (its annex 2, four times oversampled)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead.speech.loudness import SILENT, block_powers, integrated, k_weighted

__all__ = ["SILENT", "block_powers", "integrated", "k_weighted", "short_term", "true_peak"]

_CHUNK = 1 << 16
_EDGE = 1 << 10


def true_peak(samples: NDArray[Any]) -> float:
    """Highest level between samples, in dBTP, of (n,) or (n, channels) at 48 kHz."""
    channels = samples[:, None] if samples.ndim == 1 else samples
    top = 0.0
    for channel in channels.T:
        padded = np.pad(channel.astype(np.float64), _EDGE)
        for start in range(0, len(channel), _CHUNK):
            part = padded[start : start + _CHUNK + 2 * _EDGE]
            part = part * _taper(len(part))
            spectrum = np.fft.rfft(part)
            fine = 4 * np.fft.irfft(np.pad(spectrum, (0, 2 * len(part) + 1 - len(spectrum))), 4 * len(part))
            top = max(top, float(np.abs(fine[4 * _EDGE : -4 * _EDGE]).max(initial=0.0)))
    return 20 * math.log10(top) if top > 1e-6 else SILENT


def _taper(n: int) -> NDArray[np.float64]:
    """One in the middle, falling to nought over the run-in, so that the ends of a chunk do not ring into it."""
    window = np.ones(n)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(_EDGE // 2) / (_EDGE // 2))
    window[: _EDGE // 2], window[n - _EDGE // 2 :] = ramp, ramp[::-1]
    return window


def short_term(samples: NDArray[Any]) -> NDArray[np.float64]:
    """Loudness of each 400 ms, 100 ms apart, in LUFS."""
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(block_powers(samples), 1e-12)))
