"""Machines and instruments: radios, phones, bells, clocks, engines, keys that type."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, add, filtered, lumps, modes, noise, swell, tone
from playhead.sound.foley.act import Act

MACHINES: dict[str, Callable[[Act], Samples]] = {}


def _machine(name: str) -> Callable[[Callable[[Act], Samples]], Callable[[Act], Samples]]:
    def keep(make: Callable[[Act], Samples]) -> Callable[[Act], Samples]:
        MACHINES[name] = make
        return make

    return keep


def _wander(act: Act, n: int, period_s: float) -> Samples:
    return lumps(act.rng, n, max(int(RATE * period_s), 1))


@_machine("radio")
def _radio(act: Act) -> Samples:
    """Static, a whistle of tuning, and talk that does not come through."""
    n = max(act.ticks, RATE)
    static = noise(act.rng, n, [(200, -20), (700, -2), (1600, 0), (3200, -3), (4200, -24), (16_000, -60)]) * (0.35 + 0.65 * _wander(act, n, 0.09))
    whistle = tone(700 + 900 * _wander(act, n, 0.8)) * _wander(act, n, 0.5) ** 3
    talk = tone(110 + 60 * _wander(act, n, 0.3), [1, 0.9, 0.8, 0.7, 0.6, 0.6, 0.5, 0.4, 0.4, 0.3, 0.3, 0.2, 0.2]) * _wander(act, n, 0.11) ** 2
    talk = filtered(talk.astype(np.float32), [(200, -30), (500, 0), (900, 3), (1800, -4), (3000, -14), (6000, -60)])
    return np.asarray((0.5 * static + 0.12 * whistle + 0.9 * talk) * swell(n, 0.03, 0.08), np.float32)


@_machine("phone")
def _phone(act: Act) -> Samples:
    """A bell telephone: two rings, or as many as there is time for."""
    rings = max(int(act.ticks / RATE / 3), 1)
    out = np.zeros(int(RATE * (3 * rings - 0.8)), np.float32)
    for ring in range(rings):
        for stroke in range(26):
            gong = [(1050, 0.35, 1.0), (2720, 0.2, 0.6), (4480, 0.1, 0.3)] if stroke % 2 else [(1190, 0.35, 1.0), (3080, 0.2, 0.6), (5070, 0.1, 0.3)]
            add(out, modes(int(RATE * 0.3), gong), int((3 * ring + stroke * 0.052) * RATE))
    return out


@_machine("bell")
def _bell(act: Act) -> Samples:
    f = act.near(520, 0.1)
    return modes(
        int(RATE * 3),
        [(f * 0.5, 3.0, 0.5), (f, 2.6, 1.0), (f * 1.19, 1.9, 0.6), (f * 1.5, 1.4, 0.4), (f * 2, 1.6, 0.6), (f * 2.66, 0.9, 0.35), (f * 4.1, 0.4, 0.2)],
    )


@_machine("clock")
def _clock(act: Act) -> Samples:
    out = np.zeros(act.ticks + RATE // 5, np.float32)
    for number in range(max(act.ticks * 2 // RATE, 1)):
        f = 2200 if number % 2 else 1850
        add(out, modes(2400, [(f, 0.022, 1.0), (f * 1.7, 0.015, 0.6), (640, 0.03, 0.5)]), number * RATE // 2 + 100)
    return out


def _wind(act: Act, up: bool) -> Samples:
    """A clockwork or a dynamo that starts, or runs down."""
    n = int(min(max(act.ticks, RATE * 3 // 2), RATE * 5))
    x = np.linspace(0, 1, n)
    pace = x**1.4 if up else (1 - x) ** 1.4
    motor = tone(28 + 190 * pace, [0.5, 1, 0.6, 0.5, 0.3, 0.25, 0.15, 0.1]) * (0.15 + 0.85 * pace)
    whirr = noise(act.rng, n, [(200, -18), (900, -2), (2600, 0), (6000, -10), (16_000, -34)]) * pace * 0.35
    clicks = np.zeros(n, np.float32)
    for at in np.flatnonzero(np.diff(np.floor(np.cumsum(4 + 26 * pace) / RATE)) > 0):
        add(clicks, modes(1200, [(1700, 0.012, 0.5), (3100, 0.01, 0.3)]), int(at))
    return np.asarray((0.5 * motor + whirr + clicks) * swell(n, 0.05, 0.15), np.float32)


@_machine("wind up")
def _wind_up(act: Act) -> Samples:
    return _wind(act, up=True)


@_machine("wind down")
def _wind_down(act: Act) -> Samples:
    return _wind(act, up=False)


@_machine("engine")
def _engine(act: Act) -> Samples:
    n = max(act.ticks, RATE)
    revs = 26 + 12 * _wander(act, n, 1.3) + 10 * np.exp(-np.arange(n) / RATE * 2)
    firing = tone(revs, [0.5, 1.0, 0.5, 0.8, 0.4, 0.45, 0.25, 0.3, 0.15, 0.15])
    rattle = noise(act.rng, n, [(60, -6), (160, 0), (600, -8), (2500, -18), (16_000, -50)])
    beat = 0.6 + 0.4 * tone(revs)
    return np.asarray((0.5 * firing + 0.5 * rattle * beat) * swell(n, 0.15, 0.4), np.float32)


@_machine("horn")
def _horn(act: Act) -> Samples:
    """A ship's or a train's horn: a chord of reeds."""
    n = int(min(max(act.ticks, RATE), RATE * 4))
    out = np.zeros(n, np.float32)
    bend = 1 - 0.03 * np.exp(-np.arange(n) / RATE * 6)
    for f, a in ((147.0, 1.0), (185.0, 0.8), (220.0, 0.6)):
        out += np.float32(a) * tone(f * bend, [0.7, 1, 0.9, 0.7, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1])
    return filtered(out, [(80, -4), (300, 0), (1200, -3), (4000, -18), (16_000, -50)]) * swell(n, 0.1, 0.35)


@_machine("typing")
def _typing(act: Act) -> Samples:
    out = np.zeros(act.ticks + RATE // 5, np.float32)
    at = 0.02
    while at * RATE < max(act.ticks, RATE // 2):
        f = act.near(1900, 0.25)
        key = modes(2400, [(f, 0.014, 1.0), (f * 1.8, 0.01, 0.5), (380, 0.025, 0.6)])
        add(out, key * np.float32(act.near(0.7, 0.4)), int(at * RATE))
        at += float(act.rng.choice([0.1, 0.13, 0.17, 0.34], p=[0.35, 0.35, 0.2, 0.1])) * act.near(1.0, 0.15)
    return out


@_machine("beep")
def _beep(act: Act) -> Samples:
    out = act.silence(0.5)
    for number in range(2):
        n = int(RATE * 0.11)
        add(out, tone(np.full(n, 1046.5), [1, 0.15, 0.08]) * swell(n, 0.006, 0.02), int(number * 0.19 * RATE))
    return out


@_machine("heartbeat")
def _heartbeat(act: Act) -> Samples:
    out = np.zeros(act.ticks + RATE // 2, np.float32)
    for number in range(max(int(act.ticks / RATE / 0.9), 1)):
        for offset, f, a in ((0.0, 52.0, 1.0), (0.29, 62.0, 0.65)):
            add(out, modes(int(RATE * 0.3), [(f, 0.18, a), (f * 1.9, 0.1, a * 0.5)]), int((number * 0.9 + offset + 0.02) * RATE))
    return out
