"""One network, many voices: pitch, throat, breath and feeling as changes to the spectra, then samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from playhead.speech.feeling import Colour
from playhead.speech.loudness import integrated
from playhead.speech.network import Spectra
from playhead.speech.timing import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

SPEECH_LUFS = -15.0  # of a calm line; a feeling moves it by its level
_BINS, _BIN_HZ = 601, 20.0
_VOICED_HZ = 40.0
_HISS_HZ = 5000.0


def voiced(spectra: Spectra, voice: Voice, colour: Colour, seed: int) -> NDArray[np.float32]:
    """Samples (frames * 300,) at 24 kHz of the spectra in that voice and feeling."""
    from hibari import dsp

    synth: Callable[..., NDArray[np.float32]] = dsp.synth
    warp = _warp(voice.formant / 1000)
    lh: NDArray[Any]
    ln: NDArray[Any]
    lr: NDArray[Any]
    lh, ln, lr, theta = (_along(part, warp) for part in (spectra.lh, spectra.ln, spectra.lr, spectra.theta))
    f0 = _melody(spectra.f0, voice.pitch / 1000 * colour.pitch, colour)
    sung = np.clip((f0 - _VOICED_HZ) / 30, 0, 1)[None, :]
    hertz = np.arange(_BINS, dtype=np.float32)[:, None] * _BIN_HZ
    shift = abs(np.log2(max(voice.pitch / 1000 * colour.pitch, 0.1)))
    # The free-phase branch repairs the voice at its own pitch; moved away from it, it would sound as a second voice.
    lr = lr - np.float32(min(shift, 0.7) * 2.6) * sung * np.clip((5000 - hertz) / 2000, 0, 1)
    breath = min(voice.breath / 1000 + colour.breath, 1.0)
    if breath >= 0.99:  # a whisper: the same mouth, no cords
        ln = np.maximum(ln, np.logaddexp(lh - 0.7 - 1.2 * np.clip((900 - hertz) / 900, 0, 1), lr))
        lh, lr = lh - 12, lr - 12
    elif breath > 0:
        air = lh + np.log(0.16 * breath) + np.clip((hertz - 1500) / 5000, 0, 0.9)
        ln = np.logaddexp(ln, np.where(hertz > 700, air, -30))
        lh = lh - np.float32(0.25 * breath) * np.clip((hertz - 1500) / 3000, 0, 1)
    if colour.bright:
        lh, ln, lr = (part + np.float32(colour.bright / 8.686) * np.clip(hertz / 8000, 0, 1.2) ** 0.6 for part in (lh, ln, lr))
    rng = np.random.Generator(np.random.PCG64(seed))
    f32 = np.float32
    return synth(*(np.ascontiguousarray(part, f32) for part in (lh, theta, ln, lr, spectra.phi)), f0.astype(f32), rng)


def hurried(spectra: Spectra, speed: float) -> Spectra:
    """The same, `speed` times as fast: magnitudes and pitch between frames, phases from the nearest."""
    if speed <= 1.0:
        return spectra
    ends = np.rint(np.cumsum([0, *(frames for _, frames in spectra.sounds)]) / speed).astype(int)
    count = int(ends[-1])
    at = np.minimum(np.arange(count) * speed, len(spectra.f0) - 1.001)
    low = at.astype(int)
    share = (at - low).astype(np.float32)
    near = np.rint(at).astype(int)

    def between(part: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(part[..., low] * (1 - share) + part[..., low + 1] * share, np.float32)

    sounds = tuple((sound, int(frames)) for (sound, _), frames in zip(spectra.sounds, np.diff(ends), strict=True))
    return Spectra(
        between(spectra.lh), spectra.theta[:, near], between(spectra.ln), between(spectra.lr), spectra.phi[:, near], spectra.f0[near], sounds
    )


def _warp(formant: float) -> NDArray[np.float64]:
    """For each bin, the bin it is read from: formants move below 4 kHz, hisses above keep their place."""
    hertz = np.arange(_BINS) * _BIN_HZ
    formant = min(max(formant, 0.6), 1.6)
    return np.asarray(np.interp(hertz, [0, 4000 * min(formant, 1), 12_000], [0, 4000 * min(formant, 1) / formant, 12_000]) / _BIN_HZ)


def _along(part: NDArray[np.float32], warp: NDArray[np.float64]) -> NDArray[np.float32]:
    low = np.minimum(warp.astype(np.int64), _BINS - 2)
    share = (warp - low).astype(np.float32)[:, None]
    moved: NDArray[np.float32] = part[low] * (1 - share) + part[low + 1] * share
    return moved


def _melody(f0: NDArray[np.float32], pitch: float, colour: Colour) -> NDArray[np.float64]:
    """The pitch curve scaled, its range stretched about its middle, kept where a voice can be."""
    out = f0.astype(np.float64)
    spoken = out > _VOICED_HZ
    if not spoken.any():
        return out
    middle = float(np.exp(np.median(np.log(out[spoken]))))
    curve = middle * pitch * (np.maximum(out, 1.0) / middle) ** colour.span
    if colour.tremble:
        curve = curve * (1 + colour.tremble * np.sin(2 * np.pi * 6 * np.arange(len(out)) * 0.0125))
    return np.where(spoken, np.clip(curve, 62, 560), out)


def doubled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """24 kHz to 48 kHz: (n,) to (2n,), exact below 12 kHz; the ends must be quiet."""
    import scipy.fft as sf

    n = len(samples)
    if n == 0:
        return samples
    pad = sf.next_fast_len(n + 480, real=True)
    spectrum = sf.rfft(samples, pad)
    if pad % 2 == 0:
        spectrum[-1] *= 0.5
    return np.asarray(2 * sf.irfft(np.pad(spectrum, (0, pad + 1 - len(spectrum))), 2 * pad)[: 2 * n], np.float32)


def levelled(samples: NDArray[np.float32], offset_db: float) -> NDArray[np.float32]:
    """Brought to `SPEECH_LUFS` plus `offset_db`: loud syllables held down two to one, hisses three to one, peaks below -3 dBFS."""
    if not len(samples):
        return samples
    x = samples * _gain_to(samples, SPEECH_LUFS)
    hiss = _above(x, _HISS_HZ)
    x = x - hiss + hiss * _over(hiss, 240, SPEECH_LUFS - 13) ** np.float32(-1 / 3)
    x = x * _over(x, 1200, SPEECH_LUFS + 1) ** np.float32(-1 / 4)
    target = SPEECH_LUFS + offset_db
    for _ in range(2):  # rounding peaks takes a little loudness, which the second pass gives back
        x = rounded(x * _gain_to(x, target), 0.5, 0.7)
    return x


def _gain_to(x: NDArray[np.float32], lufs: float) -> np.float32:
    loud = integrated(x)
    return np.float32(0.0 if loud < -100 else 10 ** (min(lufs - loud, 60) / 20))


def _over(x: NDArray[np.float32], width: int, level: float) -> NDArray[np.float32]:
    """By how much (as power, at least 1) the samples about each sample, `width` to either side, exceed a level in dB."""
    import scipy.fft as sf

    kernel = np.hanning(2 * width + 1).astype(np.float32)
    n = sf.next_fast_len(len(x) + len(kernel), real=True)
    power = sf.irfft(sf.rfft(x * x, n) * sf.rfft(kernel / kernel.sum(), n), n)[width : width + len(x)]
    return np.asarray(np.maximum(power / np.float32(10 ** (level / 10)), np.float32(1)))


def _above(x: NDArray[np.float32], hertz: float) -> NDArray[np.float32]:
    """What lies above that frequency, half an octave's slope, no delay."""
    import scipy.fft as sf

    n = sf.next_fast_len(len(x) + 960, real=True)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(n, 1 / 48_000), 1.0) / hertz)
    slope = np.clip(octaves * 2 + 0.5, 0, 1).astype(np.float32)
    return np.asarray(sf.irfft(sf.rfft(x, n) * (slope * slope * (3 - 2 * slope)), n)[: len(x)])


def rounded(x: NDArray[Any], knee: float, ceiling: float) -> NDArray[Any]:
    """A memoryless soft limiter: as it is up to `knee`, approaching `ceiling` above; only exact arithmetic."""
    room = ceiling - knee
    over = np.maximum(np.abs(x) - knee, 0)
    return np.asarray(np.copysign(np.minimum(np.abs(x), knee) + room * over / (room + over), x), x.dtype)
