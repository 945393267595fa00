"""Throats and hands: birds, dogs, cats, whistles, crowds, applause."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, add, decay, filtered, noise, swell, tone
from playhead.sound.foley.act import Act

CREATURES: dict[str, Callable[[Act], Samples]] = {}


def _creature(name: str) -> Callable[[Callable[[Act], Samples]], Callable[[Act], Samples]]:
    def keep(make: Callable[[Act], Samples]) -> Callable[[Act], Samples]:
        CREATURES[name] = make
        return make

    return keep


@_creature("bird")
def _bird(act: Act) -> Samples:
    out = act.silence(1.4)
    base = act.near(3200, 0.25)
    for number in range(4):
        n = int(RATE * act.near(0.12, 0.3))
        x = np.linspace(0, 1, n)
        call = tone(base * (1 + 0.3 * np.sin(np.pi * x * act.near(1.2, 0.4))) * (1 - 0.04 * number), [1, 0.15, 0.06]) * swell(n, 0.02, 0.05)
        add(out, call, int(number * RATE * act.near(0.22)))
    return out


@_creature("dog")
def _dog(act: Act) -> Samples:
    out = act.silence(1.2)
    for number in range(2):
        n = int(RATE * act.near(0.2))
        x = np.linspace(0, 1, n)
        pitch = act.near(330) * (0.75 + 0.5 * np.sin(np.pi * x**0.5)) * (1 + 0.03 * act.rng.standard_normal(n))
        voice = tone(pitch, [0.7, 1, 0.9, 0.8, 0.6, 0.5, 0.3, 0.25, 0.2]) + 0.35 * noise(act.rng, n, [(300, -6), (1000, 0), (3000, -8), (9000, -24)])
        bark = filtered(voice.astype(np.float32), [(150, -8), (650, 4), (1200, 2), (2600, -8), (8000, -30)]) * swell(n, 0.012, 0.1)
        add(out, bark, int(number * RATE * act.near(0.42)))
    return out


@_creature("cat")
def _cat(act: Act) -> Samples:
    n = int(RATE * act.near(0.75))
    x = np.linspace(0, 1, n)
    pitch = act.near(560) * (0.85 + 0.3 * np.sin(np.pi * x**0.7)) * (1 + 0.008 * np.sin(2 * np.pi * 7 * x))
    voice = tone(pitch, [1, 0.8, 0.7, 0.4, 0.25, 0.15, 0.1])
    shut, wide = (filtered(voice, curve) for curve in ([(300, 0), (900, -6), (2500, -22)], [(300, -8), (1100, 4), (2400, 0), (6000, -20)]))
    opening = np.sin(np.pi * x) ** 0.8
    return np.asarray((shut * (1 - opening) + wide * opening) * swell(n, 0.12, 0.3), np.float32)


@_creature("whistle")
def _whistle(act: Act) -> Samples:
    n = int(RATE * min(max(act.ticks / RATE, 0.7), 1.6))
    trill = 2150 + 90 * np.sin(2 * np.pi * 32 * np.arange(n) / RATE)
    air = noise(act.rng, n, [(900, -20), (2200, 0), (5000, -10), (16_000, -30)])
    return np.asarray((tone(trill, [1, 0.25, 0.1]) + 0.2 * air) * swell(n, 0.03, 0.1), np.float32)


@_creature("crowd")
def _crowd(act: Act) -> Samples:
    n = max(act.ticks, RATE)
    out = np.zeros(n, np.float32)
    for _ in range(9):
        step = int(RATE * act.near(0.17, 0.3))
        knots = act.rng.random(n // step + 3) ** 2
        talk = np.interp(np.arange(n), np.arange(len(knots)) * step, knots)
        pitch = act.rng.uniform(95, 240) * (1 + 0.2 * talk)
        vowel = act.rng.uniform(400, 900)
        voice = tone(pitch, [1, 0.9, 0.8, 0.6, 0.5, 0.4, 0.35, 0.3, 0.2, 0.2, 0.15, 0.1]) * talk
        out += filtered(voice.astype(np.float32), [(100, -12), (vowel * 0.7, 0), (vowel, 4), (vowel * 2, -8), (4000, -26), (16_000, -60)])
    out += 0.6 * noise(act.rng, n, [(100, -14), (350, 0), (900, -4), (3000, -16), (16_000, -48)])
    return out * swell(n, 0.3, 0.5)


@_creature("applause")
def _applause(act: Act) -> Samples:
    n = max(act.ticks, 2 * RATE)
    out = np.zeros(n, np.float32)
    clap = [act.burst(0.03, [(400, -10), (act.near(1300, 0.4), 0), (5000, -8), (14_000, -20)], 0.0004) for _ in range(12)]
    for _ in range(28):
        at, pace = act.rng.uniform(0, 0.5), act.rng.uniform(0.18, 0.3)
        mine, loud = clap[int(act.rng.integers(12))], np.float32(act.rng.uniform(0.2, 1.0))
        while at * RATE < n:
            add(out, mine * loud, int(at * RATE))
            at += pace * act.near(1.0, 0.1)
    wash = noise(act.rng, n, [(400, -14), (1500, 0), (4000, -5), (16_000, -22)]) * np.float32(0.15)
    return (out + wash) * swell(n, 0.4, 0.8) * np.maximum(decay(n, 60), np.float32(0.2))
