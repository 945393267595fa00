"""Samples made higher, brighter or a whisper, for voices that come as samples and not as spectra."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FRAME, _HOP = 1024, 256  # of a whisper: 21 ms, every 5 ms
_THROAT = 40  # cepstral coefficients that tell a throat from cords
_QUIET = 1e-7
_LOWEST_HZ = 50.0


def resampled(samples: NDArray[Any], times: float) -> NDArray[np.float32]:
    """`times` as many samples, by Fourier: with 2, 24 kHz becomes 48 kHz; a little less is higher and quicker."""
    import scipy.fft as sf

    n = len(samples)
    if n == 0:
        return samples.astype(np.float32)
    m = max(round(n * times), 1)
    spectrum = sf.rfft(samples)
    kept = np.zeros(m // 2 + 1, spectrum.dtype)
    count = min(len(spectrum), len(kept))
    kept[:count] = spectrum[:count]
    return np.asarray(sf.irfft(kept, m) * (m / n), np.float32)


def steadied(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """24 kHz samples without what lies below any voice: the hum and the constant that some recordings have."""
    import scipy.fft as sf

    n = sf.next_fast_len(len(samples) + 2400, real=True)
    rise = np.clip(np.fft.rfftfreq(n, 1 / 24_000) / _LOWEST_HZ - 0.5, 0, 1).astype(np.float32)
    return np.asarray(sf.irfft(sf.rfft(samples, n) * (rise * rise * (3 - 2 * rise)), n)[: len(samples)], np.float32)


def brightened(samples: NDArray[np.float32], decibels: float) -> NDArray[np.float32]:
    """48 kHz samples with so much more (or less) at 8 kHz, growing from the bottom, as a raised voice has."""
    import scipy.fft as sf

    n = sf.next_fast_len(len(samples), real=True)
    tilt = np.clip(np.fft.rfftfreq(n, 1 / 48_000) / 8000, 0, 1.2) ** 0.6
    return np.asarray(sf.irfft(sf.rfft(samples, n) * 10 ** (decibels / 20 * tilt), n)[: len(samples)], np.float32)


def whispered(samples: NDArray[np.float32], seed: int = 0) -> NDArray[np.float32]:
    """The same mouth without cords: noise in the shape of each moment's throat, less low, (n,) at 48 kHz."""
    n = len(samples)
    window = np.hanning(_FRAME + 1)[:-1]
    padded = np.pad(samples.astype(np.float64), (_FRAME, 2 * _FRAME))
    starts = np.arange(0, n + _FRAME, _HOP)
    frames = padded[starts[:, None] + np.arange(_FRAME)] * window
    cepstra = np.fft.irfft(np.log(np.abs(np.fft.rfft(frames)) + _QUIET))
    cepstra[:, _THROAT : _FRAME - _THROAT + 1] = 0
    throat = np.exp(np.fft.rfft(cepstra).real)
    hertz = np.fft.rfftfreq(_FRAME, 1 / 48_000)
    throat *= np.clip(hertz / 900, 0.1, 1)  # cords are what is loud below
    noise = np.random.Generator(np.random.PCG64(seed)).standard_normal(len(padded))
    spectra = np.fft.rfft(noise[starts[:, None] + np.arange(_FRAME)] * window)
    spectra /= np.sqrt((window**2).sum())
    out = np.zeros(len(padded))
    for start, frame in zip(starts, np.fft.irfft(spectra * throat) * window, strict=True):
        out[start : start + _FRAME] += frame
    return np.asarray(out[_FRAME : _FRAME + n], np.float32)
