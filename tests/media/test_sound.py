"""Windows of sound, each encoded alone, against one continuous encoding."""

import io

import av
import numpy as np
import pytest

from playhead.errors import BadInput
from playhead.media import LOOK_AHEAD, PRE_ROLL, duration_of, encode_sound, set_time, sound_init
from playhead.media.boxes import samples_of
from playhead.media.sound import _encode, split
from playhead.timebase import AAC_PACKET, TICK_RATE

PACKETS = 24


def music(ticks: int) -> np.ndarray:
    t = np.arange(ticks) / TICK_RATE
    rng = np.random.default_rng(3)
    left = 0.3 * np.sin(2 * np.pi * (200 + 80 * t) * t) + 0.2 * np.sin(2 * np.pi * 997 * t) + 0.02 * rng.normal(size=ticks)
    left *= 0.6 + 0.4 * np.sin(2 * np.pi * 3 * t)
    return np.stack([left, 0.8 * np.roll(left, 37)], 1).astype(np.float32)


def around(samples: np.ndarray, start: int, packets: int) -> np.ndarray:
    """The window from packet `start`, with what `encode_sound` wants before and after it."""
    padded = np.pad(samples, ((PRE_ROLL * AAC_PACKET, LOOK_AHEAD * AAC_PACKET), (0, 0)))
    return padded[start * AAC_PACKET : (start + PRE_ROLL + packets + LOOK_AHEAD) * AAC_PACKET]


def decode(segments: list[bytes]) -> np.ndarray:
    data, at = sound_init(), 0
    for segment in segments:
        data += set_time(segment, at)
        at += duration_of(segment)
    with av.open(io.BytesIO(data)) as file:
        frames = list(file.decode(audio=0))
    assert [frame.pts for frame in frames] == list(range(0, at, AAC_PACKET))
    return np.concatenate([frame.to_ndarray() for frame in frames], 1).T


@pytest.fixture(scope="module")
def made() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(what went in, decoded from one encoding, decoded from windows of 24, 1, 2 and 69 packets)."""
    samples = music(4 * PACKETS * AAC_PACKET)
    whole = decode([encode_sound(around(samples, 0, 4 * PACKETS))])
    cuts = [(0, 24), (24, 1), (25, 2), (27, 69)]
    return samples, whole, decode([encode_sound(around(samples, start, count)) for start, count in cuts])


def rms(a: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(a, dtype=np.float64))))


def test_windows_have_exactly_their_packets() -> None:
    for packets in (1, 2, 96):
        segment = encode_sound(around(music(100 * AAC_PACKET), 0, packets))
        assert (samples_of(segment), duration_of(segment)) == (packets, packets * AAC_PACKET)


def test_no_drift_and_no_delay(made: tuple[np.ndarray, ...]) -> None:
    samples, whole, windows = made
    assert len(whole) == len(windows) == len(samples)
    middle = slice(2 * AAC_PACKET, -2 * AAC_PACKET)
    for late in (-1024, -1, 1, 1024):
        assert rms(windows[middle] - np.roll(samples, late, 0)[middle]) > 1.2 * rms(windows[middle] - samples[middle])


def test_windows_are_as_near_to_the_film_as_one_encoding(made: tuple[np.ndarray, ...]) -> None:
    samples, whole, windows = (each[AAC_PACKET:] for each in made)
    assert rms(windows - samples) < 1.1 * rms(whole - samples) < 0.02


def test_seams_are_as_clean_as_what_lies_between(made: tuple[np.ndarray, ...]) -> None:
    samples, whole, windows = made
    for seam in (24, 25, 27):
        near = slice(seam * AAC_PACKET - 1024, seam * AAC_PACKET + 1024)
        assert rms(windows[near] - samples[near]) < 1.5 * rms(whole[near] - samples[near])
        step = np.abs(np.diff(windows[near] - samples[near], axis=0)).max()
        assert step < 1.5 * np.abs(np.diff(whole - samples, axis=0)[AAC_PACKET:]).max()


def test_a_tick_of_the_film_is_where_it_was_put() -> None:
    samples = np.zeros((40 * AAC_PACKET, 2), np.float32)
    samples[20 * AAC_PACKET + 300] = 0.9
    decoded = decode([encode_sound(around(samples, start, 10)) for start in (0, 10, 20, 30)])
    assert abs(int(np.abs(decoded[:, 0]).argmax()) - (20 * AAC_PACKET + 300)) <= 2


def test_one_init_serves_every_window_and_the_same_window_is_the_same_bytes() -> None:
    window = around(music(12 * AAC_PACKET), 2, 8)
    init, segment = split(_encode(window, 8))
    assert init == sound_init()
    assert segment == encode_sound(window.copy())
    assert b"edts" not in init


@pytest.mark.parametrize("shape", [(6 * 1024, 2), (7 * 1024 + 1, 2), (8 * 1024,), (8 * 1024, 1)])
def test_wrong_lengths_are_told(shape: tuple[int, ...]) -> None:
    with pytest.raises(BadInput, match="samples by 2"):
        encode_sound(np.zeros(shape, np.float32))
