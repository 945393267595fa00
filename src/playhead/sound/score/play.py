"""A bar of notes played by the soundfont's instruments in a hall, with all that rings after it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, convolved, filtered, generator, panned
from playhead.sound.score.compose import Note, compose
from playhead.sound.score.soundfont import preset
from playhead.sound.score.theme import bar_ticks

RING = RATE * 5 // 2  # what instruments ring after their last note
HALL_S = 1.6


@dataclass(frozen=True, slots=True)
class Part:
    """An instrument: its program in the soundfont, its level in dB against the others, and where it sits."""

    program: int
    level: float
    pan: float
    hall: float = -13.0  # its share of the hall, in dB
    dark: float = 0.0  # above this many hertz it is held back, as by distance


PARTS = {
    "piano": Part(0, 9.5, -0.15),
    "celesta": Part(8, 9.0, 0.25, -9),
    "harp": Part(46, 4.5, -0.35),
    "guitar": Part(24, 4.5, -0.25),
    "strings": Part(48, -7.5, 0.0, -12, dark=4500),
    "slow strings": Part(49, -10.5, 0.0, -11, dark=3500),
    "tremolo": Part(44, -6.0, 0.1, -11, dark=4500),
    "pizzicato": Part(45, -1.5, 0.3),
    "violin": Part(40, -2.0, -0.3, -10, dark=6000),
    "cello": Part(42, 3.5, 0.3, -11, dark=5000),
    "bass": Part(43, 0.5, 0.15, -17, dark=2500),
    "clarinet": Part(71, 2.5, 0.15, -10),
    "flute": Part(73, 0.5, -0.1, -10),
    "oboe": Part(68, -1.5, 0.1, -10, dark=5500),
    "horn": Part(60, -5.0, 0.2, -9),
    "glass": Part(92, -2.0, 0.0, -8),
}
# Brings each mood to its level, -17 LUFS for triumph to -20 for fear, measured over eight bars of several films.
LEVELS = {"calm": 3.2, "tender": 3.0, "joy": 2.0, "sorrow": 2.9, "wonder": 3.4, "tension": 4.7, "fear": 4.4, "triumph": 1.6}

_lock = threading.Lock()
_synths: dict[int, Any] = {}


def render_bar(film_seed: int, mood: str, tension: int, bar: int, closing: bool = False) -> Samples:
    """That bar, (bar + tail, 2) float32 at level; the tail lies over the bars that follow."""
    notes = compose(film_seed, mood, tension, bar, closing)
    length = bar_ticks(film_seed) + RING
    dry = np.zeros((length, 2), np.float32)
    send = np.zeros(length, np.float32)
    for name in sorted({note.part for note in notes}):
        part = PARTS[name]
        mono = _played(part.program, [note for note in notes if note.part == name], length)
        if part.dark:
            mono = filtered(mono, [(20, 0), (part.dark / 2, 0), (part.dark, -3), (part.dark * 2, -10), (20_000, -24)])
        mono *= np.float32(10 ** ((part.level + LEVELS.get(mood, LEVELS["calm"])) / 20))
        dry += panned(mono, part.pan)
        send += mono * np.float32(10 ** (part.hall / 20))
    wet = convolved(send, _hall())
    wet[:length] += dry
    fade = RATE // 2
    wet[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return np.asarray(wet, np.float32)


def _played(program: int, notes: list[Note], length: int) -> Samples:
    """Notes of one instrument as (length,) samples."""
    events: list[tuple[int, int, int, int]] = []
    for note in notes:
        events.append((note.at, 1, note.key, note.velocity))
        events.append((min(note.at + note.ticks, length - 1), 0, note.key, 0))
    events.sort()
    pieces: list[Samples] = []
    with _lock:
        synth = _synth(program)
        now = 0
        for at, on, key, velocity in events:
            if at > now:
                pieces.append(_generated(synth, at - now))
                now = at
            if on:
                synth.noteon(0, key, velocity)
            else:
                synth.noteoff(0, key)
        pieces.append(_generated(synth, length - now))
        synth.sounds_off(0)
        synth.generate(RATE // 10)
    return np.concatenate(pieces)


def _generated(synth: Any, samples: int) -> Samples:
    """The font is mono: the left side is all of it."""
    return np.frombuffer(bytes(synth.generate(samples)), np.float32)[::2].copy()


def _synth(program: int) -> Any:
    if program not in _synths:
        import tinysoundfont

        synth = tinysoundfont.Synth(gain=0, samplerate=RATE)
        font = synth.sfload(preset(program))
        synth.program_select(0, font, 0, program)
        _synths[program] = synth
    return _synths[program]


_halls: list[Samples] = []


def _hall() -> Samples:
    """A warm hall, (n, 2), of unit energy."""
    if not _halls:
        n = int(RATE * HALL_S)
        rng = generator("hall")
        t = np.arange(n, dtype=np.float32) / RATE
        body = rng.standard_normal((n, 2), dtype=np.float32) * np.exp(-6.908 * t / HALL_S)[:, None]
        body *= np.clip((t - 0.018) / 0.03, 0, 1)[:, None]
        body = filtered(np.asarray(body, np.float32), [(80, -20), (200, 0), (2500, 0), (6000, -12), (16_000, -40)])
        _halls.append(np.asarray(body / np.sqrt((body**2).sum() / 2), np.float32))
    return _halls[0]
