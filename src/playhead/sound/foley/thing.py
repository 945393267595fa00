"""Things handled: doors, paper, cups, glass, wood, cloth, water."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, add, decay, filtered, lumps, modes, noise, swell, tone
from playhead.sound.foley.act import Act

THINGS: dict[str, Callable[[Act], Samples]] = {}


def _thing(name: str) -> Callable[[Callable[[Act], Samples]], Callable[[Act], Samples]]:
    def keep(make: Callable[[Act], Samples]) -> Callable[[Act], Samples]:
        THINGS[name] = make
        return make

    return keep


def _latch(act: Act) -> Samples:
    out = act.silence(0.2)
    for at in (0.0, act.near(0.055)):
        click = modes(4800, [(act.near(1900), 0.03, 0.8), (act.near(3300), 0.02, 0.5), (act.near(640), 0.03, 0.5)])
        add(out, click, int(at * RATE))
    return out


def stick_slip(act: Act, seconds: float, low: float, high: float, body: list[tuple[float, float, float]]) -> Samples:
    """A creak: something sticks and slips faster and slower, and the body rings with each slip."""
    n = int(RATE * seconds)
    x = np.linspace(0, 1, n)
    rate = low + (high - low) * np.sin(np.pi * x ** act.near(1.0, 0.3)) ** 2 + 4 * act.rng.standard_normal(n)
    slips = np.zeros(n, np.float32)
    at = np.flatnonzero(np.diff(np.floor(np.cumsum(np.maximum(rate, 1)) / RATE)) > 0)
    slips[at] = act.rng.uniform(0.5, 1.0, len(at))
    ring = modes(3600, body)
    size = n + len(ring)
    sound = np.fft.irfft(np.fft.rfft(slips, size) * np.fft.rfft(ring, size), size)[:n].astype(np.float32)
    return sound * swell(n, 0.15 * seconds, 0.3 * seconds)


@_thing("door open")
def _door_open(act: Act) -> Samples:
    out = act.silence(1.3)
    add(out, _latch(act), 0)
    hinge = stick_slip(act, act.near(0.8), 22, 75, [(act.near(390), 0.04, 1.0), (act.near(910), 0.03, 0.7), (act.near(1720), 0.02, 0.4)])
    add(out, hinge * np.float32(0.35), int(0.14 * RATE))
    air = noise(act.rng, int(RATE * 0.7), [(60, -10), (150, 0), (500, -10), (2000, -28)]) * swell(int(RATE * 0.7), 0.3, 0.4)
    add(out, air * np.float32(0.12), int(0.15 * RATE))
    return out


@_thing("door close")
def _door_close(act: Act) -> Samples:
    out = act.silence(0.9)
    slam = modes(int(RATE * 0.5), [(68, 0.25, 1.0), (121, 0.18, 0.8), (233, 0.12, 0.5), (410, 0.08, 0.3), (760, 0.05, 0.2)])
    add(out, slam, int(0.06 * RATE))
    add(out, act.burst(0.09, [(80, -6), (300, 0), (1500, -8), (6000, -22)]) * np.float32(0.5), int(0.06 * RATE))
    add(out, _latch(act) * np.float32(0.5), int(0.09 * RATE))
    return out


@_thing("knock")
def _knock(act: Act) -> Samples:
    out = act.silence(1.3)
    at = 0.03
    for number in range(3):
        hit = modes(int(RATE * 0.2), [(act.near(165), 0.1, 1.0), (act.near(320), 0.08, 0.8), (act.near(610), 0.05, 0.5), (1400, 0.02, 0.25)])
        add(hit, act.burst(0.015, [(500, -6), (1800, 0), (6000, -14)]) * np.float32(0.25), 0)
        add(out, hit * np.float32(act.near(1.0 if number != 1 else 0.85)), int(at * RATE))
        at += act.near(0.24)
    return out


@_thing("paper")
def _paper(act: Act) -> Samples:
    n = int(RATE * act.near(0.9, 0.2))
    rustle = noise(act.rng, n, [(400, -22), (1500, -4), (4500, 0), (9000, -3), (16_000, -12)])
    grains = np.zeros(n, np.float32)
    for _ in range(26):
        add(grains, decay(2400, act.near(0.03, 0.6), 0.002) * np.float32(act.rng.uniform(0.1, 1.0) ** 2), int(n * act.rng.beta(1.6, 1.8)))
    return rustle * (0.04 + grains) * swell(n, 0.1, 0.3)


@_thing("cup")
def _cup(act: Act) -> Samples:
    f = act.near(2500, 0.2)
    china = [(f, 0.16, 1.0), (f * 1.52, 0.1, 0.6), (f * 2.4, 0.07, 0.35), (f * 0.37, 0.03, 0.6)]
    out = act.silence(0.6)
    add(out, modes(int(RATE * 0.3), china), 0)
    add(out, modes(int(RATE * 0.2), [(180, 0.04, 0.8), (420, 0.03, 0.4)]) * np.float32(0.5), 0)
    add(out, modes(int(RATE * 0.3), [(hertz * 1.02, s, a) for hertz, s, a in china]) * np.float32(0.3), int(act.near(0.09) * RATE))
    return out


@_thing("pour")
def _pour(act: Act) -> Samples:
    """Water into a cup: bubbles whose pitch rises as it fills."""
    seconds = min(max(act.ticks / RATE, 1.2), 6.0)
    n = int(RATE * seconds)
    out = noise(act.rng, n, [(200, -18), (700, -5), (1800, 0), (5000, -8), (12_000, -20)]) * np.float32(0.16)
    for _ in range(int(seconds * 55)):
        at = act.rng.random()
        f = (420 + 900 * at) * act.rng.uniform(0.7, 1.5)
        short = int(RATE * act.rng.uniform(0.02, 0.06))
        bubble = tone(f * (1 + 0.25 * np.linspace(0, 1, short))) * decay(short, short / RATE, 0.003)
        add(out, bubble * np.float32(act.rng.uniform(0.1, 0.7)), int(at * (n - short)))
    return out * swell(n, 0.12, 0.25)


@_thing("switch")
def _switch(act: Act) -> Samples:
    out = act.silence(0.15)
    add(out, modes(3600, [(2400, 0.02, 1.0), (4100, 0.012, 0.6), (900, 0.03, 0.6), (260, 0.03, 0.4)]), 0)
    add(out, modes(2400, [(3100, 0.012, 0.4), (1200, 0.02, 0.3)]), int(0.018 * RATE))
    return out


@_thing("splash")
def _splash(act: Act) -> Samples:
    n = int(RATE * 1.3)
    body = noise(act.rng, n, [(100, -8), (350, 0), (1200, -3), (4000, -7), (10_000, -16)]) * decay(n, 0.8, 0.02)
    spray = noise(act.rng, n, [(800, -20), (3000, 0), (8000, -3), (16_000, -12)]) * decay(n, 1.2, 0.09) * np.float32(0.4)
    out = np.asarray(body + spray, np.float32)
    for _ in range(24):
        short = int(RATE * 0.05)
        f = act.rng.uniform(350, 1300)
        drop = tone(f * (1 + 0.4 * np.linspace(0, 1, short))) * decay(short, 0.045, 0.003)
        add(out, drop * np.float32(act.rng.uniform(0.1, 0.4)), int(RATE * (0.1 + 0.8 * act.rng.random())))
    return out


@_thing("drop")
def _drop(act: Act) -> Samples:
    n = int(RATE * 0.14)
    return tone(act.near(850, 0.3) * (1 + 0.7 * np.linspace(0, 1, n) ** 2)) * decay(n, 0.11, 0.002)


@_thing("glass")
def _glass(act: Act) -> Samples:
    """A glass breaks: the crack, then shards."""
    out = act.silence(1.4)
    add(out, act.burst(0.12, [(900, -10), (3500, 0), (9000, -2), (16_000, -8)], 0.0003), 0)
    for _ in range(34):
        f = act.rng.uniform(2200, 9000)
        shard = modes(int(RATE * 0.2), [(f, act.rng.uniform(0.03, 0.16), 1.0), (f * 1.47, 0.05, 0.5)])
        add(out, shard * np.float32(act.rng.uniform(0.03, 0.4)), int(RATE * (0.01 + act.rng.exponential(0.16))))
    return out


@_thing("match")
def _match(act: Act) -> Samples:
    out = act.silence(1.3)
    scratch = noise(act.rng, int(RATE * 0.18), [(700, -14), (2500, 0), (7000, -2), (16_000, -10)]) * swell(int(RATE * 0.18), 0.03, 0.05)
    add(out, scratch * np.float32(0.6), 0)
    flare = noise(act.rng, int(RATE * 1.0), [(150, -4), (600, 0), (2500, -4), (8000, -10), (16_000, -20)])
    add(out, flare * decay(len(flare), 0.9, 0.03), int(0.16 * RATE))
    return out


@_thing("thud")
def _thud(act: Act) -> Samples:
    out = act.silence(0.5)
    add(out, modes(int(RATE * 0.4), [(act.near(58), 0.2, 1.0), (act.near(97), 0.14, 0.6), (190, 0.07, 0.25)]), 0)
    add(out, act.burst(0.07, [(60, 0), (200, -2), (800, -12), (4000, -30)]) * np.float32(0.5), 0)
    return out


@_thing("cloth")
def _cloth(act: Act) -> Samples:
    n = int(RATE * act.near(0.6, 0.2))
    rub = noise(act.rng, n, [(200, -16), (900, -3), (2500, 0), (6000, -9), (16_000, -26)])
    wave = 0.3 + 0.7 * np.abs(np.sin(np.linspace(0, act.near(7.0, 0.3), n)))
    return np.asarray(rub * wave * swell(n, 0.15, 0.3), np.float32)


@_thing("keys")
def _keys(act: Act) -> Samples:
    out = act.silence(0.9)
    for _ in range(11):
        f = act.rng.uniform(3200, 7800)
        ring = modes(int(RATE * 0.15), [(f, 0.09, 1.0), (f * 1.37, 0.06, 0.6), (f * 2.1, 0.03, 0.3)])
        add(out, ring * np.float32(act.rng.uniform(0.1, 0.6)), int(RATE * act.rng.uniform(0, 0.6)))
    return out


@_thing("rope")
def _rope(act: Act) -> Samples:
    return stick_slip(act, 1.1, 14, 40, [(act.near(240), 0.04, 1.0), (act.near(560), 0.03, 0.6), (1100, 0.02, 0.3)])


@_thing("creak")
def _creak(act: Act) -> Samples:
    return stick_slip(act, act.near(1.2, 0.2), 16, 60, [(act.near(330), 0.05, 1.0), (act.near(760), 0.04, 0.7), (act.near(1540), 0.02, 0.4)])


@_thing("metal")
def _metal(act: Act) -> Samples:
    f = act.near(410, 0.15)
    clang = [(f, 0.9, 1.0), (f * 2.76, 0.6, 0.7), (f * 5.4, 0.35, 0.45), (f * 8.93, 0.2, 0.25), (f * 1.58, 0.5, 0.4)]
    out = modes(int(RATE * 1.1), clang)
    add(out, act.burst(0.02, [(1000, -6), (5000, 0), (14_000, -6)]) * np.float32(0.5), 0)
    return out


@_thing("wood")
def _wood(act: Act) -> Samples:
    out = modes(int(RATE * 0.35), [(act.near(230), 0.11, 1.0), (act.near(490), 0.08, 0.7), (act.near(1080), 0.04, 0.4), (2300, 0.02, 0.15)])
    add(out, act.burst(0.02, [(400, -4), (1600, 0), (6000, -14)]) * np.float32(0.3), 0)
    return out


@_thing("fire")
def _fire(act: Act) -> Samples:
    n = act.ticks
    roar = noise(act.rng, n, [(40, -10), (110, 0), (300, -4), (900, -12), (3000, -24), (16_000, -48)]) * np.float32(0.4)
    for _ in range(max(int(n / RATE * 11), 1)):
        short = int(RATE * act.rng.uniform(0.004, 0.03))
        crack = act.rng.standard_normal(short, dtype=np.float32) * decay(short, short / RATE, 0.0002)
        add(roar, filtered(crack, [(300, -10), (1500, 0), (9000, -6)]) * np.float32(act.rng.random() ** 2 * 3), int(act.rng.random() * n))
    return roar * swell(n, 0.25, 0.4)


@_thing("thunder")
def _thunder(act: Act) -> Samples:
    n = int(RATE * 4.5)
    roll = noise(act.rng, n, [(20, -8), (45, 0), (110, -4), (300, -12), (900, -22), (3000, -36), (16_000, -60)])
    out = np.asarray(roll * (0.3 + lumps(act.rng, n, 4000)) * decay(n, 5.0, 0.04), np.float32)
    crack = act.burst(0.5, [(60, -4), (300, 0), (1500, -3), (6000, -10), (14_000, -22)], 0.002)
    add(out, crack * np.float32(0.8), int(0.05 * RATE))
    return out * swell(n, 0.005, 1.5)


@_thing("gunshot")
def _gunshot(act: Act) -> Samples:
    out = act.silence(1.2)
    add(out, act.burst(0.07, [(100, -2), (700, 0), (4000, -2), (14_000, -8)], 0.0002) * np.float32(1.5), 0)
    add(out, modes(int(RATE * 0.3), [(72, 0.2, 1.0), (140, 0.12, 0.6)]), 0)
    add(out, act.burst(1.1, [(60, -4), (250, 0), (1200, -8), (5000, -22)], 0.01) * np.float32(0.35), 300)
    return out
