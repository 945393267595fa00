import numpy as np
import pytest

from playhead.sound.loudness import integrated, true_peak

T = 48_000


def sine(hertz, seconds, decibels):
    return 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * T)) / T)


def test_the_standards_own_tones():
    # EBU Tech 3341, cases 1 and 2: a stereo 1 kHz sine of -23 (-33) dBFS measures -23 (-33) LUFS.
    for level in (-23, -33):
        tone = sine(1000, 8, level)
        assert integrated(np.stack([tone, tone], axis=1)) == pytest.approx(level, abs=0.1)


def test_quiet_parts_do_not_count():
    # EBU Tech 3341, case 3, shortened: -36, -23, -36 dBFS measure -23.
    tone = np.concatenate([sine(1000, 3, -36), sine(1000, 9, -23), sine(1000, 3, -36)])
    assert integrated(np.stack([tone, tone], axis=1)) == pytest.approx(-23, abs=0.2)


def test_chunks_leave_no_trace():
    noise = np.random.default_rng(1).standard_normal(27 * T) * 0.05
    assert integrated(noise) == pytest.approx(integrated(noise[: 8 * T]), abs=0.05)


def test_peaks_between_samples_are_found():
    # EBU Tech 3341, case 16: a quarter of the rate at 45 degrees of phase; samples are 3 dB under the peak.
    tone = 0.5 * np.sin(np.pi / 2 * np.arange(T) + np.pi / 4)
    assert 20 * np.log10(np.abs(tone).max()) == pytest.approx(-9.03, abs=0.02)
    assert true_peak(tone[2000:-2000]) == pytest.approx(-6.0, abs=0.4)
