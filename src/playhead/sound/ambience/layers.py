"""The layers of ambiences: each makes the sound of one thing for one tile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playhead.sound.dsp import (
    RATE,
    Curve,
    Samples,
    add,
    at_level,
    decay,
    drift,
    filtered,
    lumps,
    modes,
    noise,
    panned,
    sine,
    swell,
    tone,
    wide_noise,
)


@dataclass(frozen=True)
class Spot:
    """Where a tile lies: its own generator, the layer's `seed` for what runs through tiles, `start` in the film's ticks.

    A layer makes `n` samples; single events begin within the first `step`, and those of the tiles after begin later.
    """

    rng: np.random.Generator
    seed: int
    start: int
    n: int
    step: int

    def drift(self, period_s: float, number: int = 0) -> Samples:
        """A slow curve 0..1, (n,), that goes on from tile to tile."""
        return drift(self.seed + number, self.start, self.n, period_s)

    def times(self, per_s: float) -> list[int]:
        """When single events begin, at random, so many a second on average."""
        count = int(self.rng.poisson(per_s * self.step / RATE))
        return sorted(int(t) for t in self.rng.integers(0, self.step, count))

    def since(self) -> Samples:
        """Seconds of the film at each sample, (n,), as float64."""
        return np.asarray((self.start + np.arange(self.n)) / RATE)


@dataclass(frozen=True)
class Layer:
    """How one thing sounds; a steady layer is faded from tile to tile, the events of others ring out."""

    make: Callable[[Spot], Samples]
    steady: bool = True


LAYERS: dict[str, Layer] = {}


def _layer(name: str, steady: bool = True) -> Callable[[Callable[[Spot], Samples]], Callable[[Spot], Samples]]:
    def keep(make: Callable[[Spot], Samples]) -> Callable[[Spot], Samples]:
        LAYERS[name] = Layer(make, steady)
        return make

    return keep


def _steady(name: str, curve: Curve, width: float = 0.7, period_s: float = 5.0, depth: float = 0.3, level: float = 1.0) -> None:
    """A layer of shaped noise that breathes."""

    def make(spot: Spot) -> Samples:
        breath = (1 - depth + depth * spot.drift(period_s)) * np.float32(level)
        return wide_noise(spot.rng, spot.n, curve, width) * breath[:, None]

    LAYERS[name] = Layer(make)


_steady("tone", [(30, -18), (60, -3), (120, 0), (300, -9), (1000, -22), (5000, -38), (16_000, -55)], 0.5, 7, 0.2, 0.6)
_steady("air", [(40, -12), (90, 0), (200, -4), (600, -9), (2000, -17), (6000, -30), (16_000, -50)], 0.6, 9, 0.15, 0.6)
_steady("hall", [(30, -8), (70, 0), (160, -3), (500, -13), (1500, -22), (5000, -38), (16_000, -55)], 1.0, 8, 0.35, 0.6)
_steady("hush", [(60, -25), (200, -10), (500, -4), (900, -6), (3000, -18), (8000, -28), (16_000, -45)], 0.9, 8, 0.5, 0.4)
_steady("roof", [(80, -10), (200, -1), (500, 0), (1200, -5), (3000, -13), (8000, -26), (16_000, -40)], 0.9, 6, 0.3, 0.7)
_steady("river", [(100, -14), (300, -4), (700, 0), (1800, -3), (4000, -10), (9000, -20), (16_000, -34)], 0.8, 2, 0.3, 0.8)
_steady("hiss", [(300, -30), (1200, -3), (3000, 0), (6000, -4), (9000, -20), (16_000, -50)], 0.2, 3, 0.3, 0.5)
_steady("crowd", [(80, -20), (200, -3), (500, 0), (1000, -5), (2500, -13), (5000, -22), (16_000, -45)], 0.9, 0.6, 0.55, 0.8)


@_layer("wind")
def _wind(spot: Spot) -> Samples:
    gust, second = spot.drift(3.5), spot.drift(5.5, 1)
    low = wide_noise(spot.rng, spot.n, [(40, -16), (120, -2), (260, 0), (500, -9), (1200, -22), (6000, -40), (16_000, -60)], 0.8)
    high = wide_noise(spot.rng, spot.n, [(150, -30), (450, -5), (800, 0), (1300, -8), (3000, -22), (16_000, -50)], 0.9)
    return np.asarray(low * (0.25 + 0.85 * gust)[:, None] + 0.5 * high * (gust * second)[:, None], np.float32)


@_layer("storm")
def _storm(spot: Spot) -> Samples:
    gust, second = spot.drift(2.5), spot.drift(1.3, 1)
    low = wide_noise(spot.rng, spot.n, [(30, -10), (90, 0), (300, -2), (700, -9), (2000, -22), (16_000, -50)], 0.9)
    howl = wide_noise(spot.rng, spot.n, [(200, -30), (480, -3), (620, 0), (800, -6), (1500, -24), (16_000, -60)], 0.9)
    return np.asarray(low * (0.4 + 0.8 * gust)[:, None] + 0.9 * howl * (gust * (0.3 + 0.7 * second))[:, None], np.float32)


@_layer("windpane")
def _windpane(spot: Spot) -> Samples:
    """Wind as heard indoors: low, with a thin whistle at the frame in the gusts."""
    gust = spot.drift(4.0)
    low = wide_noise(spot.rng, spot.n, [(30, -12), (80, 0), (180, -4), (400, -16), (1500, -36), (16_000, -70)], 0.6)
    thin = wide_noise(spot.rng, spot.n, [(300, -60), (560, -8), (610, 0), (660, -8), (1200, -50), (16_000, -90)], 0.9)
    return np.asarray(low * (0.3 + 0.7 * gust)[:, None] + 0.25 * thin * (gust**3)[:, None], np.float32)


@_layer("swell")
def _swell(spot: Spot) -> Samples:
    """Open sea below: slow heavy swell, and the wash drawn after it."""
    phase = (spot.since() / 9.0).astype(np.float32) + np.float32(0.7) * spot.drift(21.0)
    heave = (0.5 + 0.5 * np.sin(2 * np.pi * phase)) ** 2
    wash = ((0.5 + 0.5 * np.sin(2 * np.pi * (phase - 0.17))) ** 2) ** 2
    low = wide_noise(spot.rng, spot.n, [(30, -10), (70, 0), (160, -2), (400, -9), (1000, -20), (4000, -36), (16_000, -60)], 0.8)
    high = wide_noise(spot.rng, spot.n, [(150, -24), (500, -6), (1200, 0), (3500, -5), (8000, -14), (16_000, -30)], 1.0)
    return np.asarray(low * (0.35 + 0.75 * heave)[:, None] + high * (0.06 + 0.4 * wash)[:, None], np.float32)


@_layer("surf")
def _surf(spot: Spot) -> Samples:
    """Waves on a beach: they break, rush up and hiss back."""
    t = spot.since()
    phase = (t / 7.2 + 0.5 * spot.drift(17.0)) % 1.0
    rush = np.where(phase < 0.12, phase / 0.12, np.exp(-(phase - 0.12) * 4.2) * np.clip((1 - phase) / 0.05, 0, 1))
    back = np.exp(-(((phase - 0.5) / 0.2) ** 2))
    body = wide_noise(spot.rng, spot.n, [(40, -8), (120, 0), (500, -3), (1500, -8), (5000, -18), (16_000, -34)], 0.9)
    foam = wide_noise(spot.rng, spot.n, [(300, -30), (1500, -6), (4000, 0), (9000, -5), (16_000, -16)], 1.0)
    return np.asarray(body * (0.1 + 0.9 * rush)[:, None] + foam * (0.05 + 0.22 * rush + 0.28 * back)[:, None], np.float32)


@_layer("lapping")
def _lapping(spot: Spot) -> Samples:
    t = spot.since()
    rock = (0.5 + 0.5 * np.sin(2 * np.pi * (t / 3.0 + 0.6 * spot.drift(5)))) ** 3
    water = wide_noise(spot.rng, spot.n, [(80, -14), (250, -1), (600, 0), (1300, -9), (4000, -22), (16_000, -44)], 0.9)
    out = water * (0.15 + 0.6 * rock)[:, None]
    for at in spot.times(2.0):  # small bubbles under a hull
        hertz = spot.rng.uniform(350, 900)
        n = int(RATE * 0.07)
        pitch = hertz * (1 + 0.5 * np.linspace(0, 1, n))
        add(out, panned(tone(pitch) * decay(n, 0.06, 0.004), spot.rng.uniform(-0.8, 0.8)) * np.float32(spot.rng.uniform(0.1, 0.5)), at)
    return np.asarray(out, np.float32)


@_layer("rain")
def _rain(spot: Spot) -> Samples:
    out = wide_noise(spot.rng, spot.n, [(150, -22), (500, -10), (1500, -4), (4000, 0), (9000, -4), (16_000, -12)], 1.0)
    out *= (0.5 + 0.25 * spot.drift(4))[:, None]
    for at in spot.times(28):
        hertz = spot.rng.uniform(900, 4200)
        drop = modes(720, [(hertz, 0.012, 1.0), (hertz * 1.7, 0.008, 0.5)])
        add(out, panned(drop, spot.rng.uniform(-1, 1)) * np.float32(spot.rng.uniform(0.1, 0.9)), at)
    return np.asarray(out, np.float32)


@_layer("leaves")
def _leaves(spot: Spot) -> Samples:
    rustle = spot.drift(2.6) * spot.drift(0.5, 1)
    high = wide_noise(spot.rng, spot.n, [(300, -26), (1200, -7), (3000, 0), (7000, -4), (16_000, -18)], 1.0)
    return np.asarray(high * (0.1 + 0.9 * rustle)[:, None], np.float32)


@_layer("city")
def _city(spot: Spot) -> Samples:
    low = wide_noise(spot.rng, spot.n, [(30, -8), (60, 0), (140, -3), (400, -12), (1200, -20), (4000, -34), (16_000, -60)], 0.8)
    return np.asarray(low * (0.6 + 0.4 * spot.drift(6))[:, None], np.float32)


@_layer("cars")
def _cars(spot: Spot) -> Samples:
    """Cars that come and go: the drift is the distance, its slope the side."""
    near = spot.drift(4.5) ** 3
    side = spot.drift(4.5, 7)
    road = noise(spot.rng, spot.n, [(50, -6), (110, 0), (400, -5), (1100, -6), (3000, -18), (16_000, -50)])
    left = np.sqrt(np.clip(1 - side, 0.05, 1))
    return np.asarray(np.stack([road * near * left, road * near * np.sqrt(np.clip(side, 0.05, 1))], axis=1) * 1.3, np.float32)


@_layer("murmur")
def _murmur(spot: Spot) -> Samples:
    """Talk that cannot be understood: each voice is a pitch shaped by a vowel at the pace of syllables.

    Made at 12 kHz, a quarter of the work, for there is nothing above.
    """
    out = np.zeros(((spot.n + 3) // 4, 2), np.float32)

    def slow(period_s: float, number: int) -> Samples:
        return drift(spot.seed + number, spot.start, spot.n, period_s, 4)

    for number in range(6):
        pitch = 95 + 150 * ((spot.seed >> number) % 7) / 7
        talks = np.clip(slow(2.3, 100 + number) * 2.4 - 0.8, 0, 1) * slow(0.19, 31 * number) ** 2
        voice = tone(4 * pitch * (0.9 + 0.3 * slow(0.7, 200 + number)), [1, 0.8, 0.6, 0.45, 0.4, 0.3, 0.25, 0.2, 0.16, 0.13, 0.1, 0.08])
        f = 4.0 * (400 + 120 * number)  # curves are told at 48 kHz
        voice = filtered(voice, [(240, -14), (f * 0.6, 0), (f, 4), (f * 1.6, -6), (f * 3, -8), (16_000, -26), (22_000, -50)])
        out += panned(voice * talks, -0.8 + 0.32 * number) * np.float32(0.55)
    fine = np.stack([np.interp(np.arange(spot.n), np.arange(len(out)) * 4, side) for side in out.T], axis=1).astype(np.float32)
    return fine + 0.25 * wide_noise(spot.rng, spot.n, [(80, -18), (250, 0), (700, -3), (2000, -14), (16_000, -50)], 0.9)


@_layer("train")
def _train(spot: Spot) -> Samples:
    rumble = wide_noise(spot.rng, spot.n, [(25, -8), (55, 0), (130, -3), (400, -12), (1200, -22), (4000, -36), (16_000, -60)], 0.7)
    out = rumble * (0.7 + 0.3 * spot.drift(1.5))[:, None]
    beat = int(RATE * 1.125)
    for first in range(-(spot.start % beat), spot.n, beat):  # four wheels over a joint
        for number, offset in enumerate((0.0, 0.16, 0.56, 0.72)):
            knock = modes(7200, [(88, 0.12, 1.0), (190, 0.09, 0.6), (420, 0.05, 0.3), (1130, 0.03, 0.16)])
            add(out, panned(knock, -0.2 + 0.13 * number) * np.float32(0.9), first + int(offset * RATE))
    return np.asarray(out, np.float32)


@_layer("motor")
def _motor(spot: Spot) -> Samples:
    revs = 34 + 5 * spot.drift(6)
    hum = tone(revs, [0.5, 1.0, 0.35, 0.55, 0.2, 0.22, 0.1, 0.1])
    road = wide_noise(spot.rng, spot.n, [(30, -6), (70, 0), (200, -6), (600, -16), (2000, -28), (16_000, -60)], 0.7)
    return np.asarray(0.5 * panned(hum, 0.0) + 0.6 * road, np.float32)


def _hummed(name: str, hertz: float, harmonics: list[float], level: float, period_s: float = 8.0) -> None:
    def make(spot: Spot) -> Samples:
        t = spot.since()
        out = np.zeros(spot.n, np.float32)
        for k, amplitude in enumerate(harmonics, 1):
            if amplitude:
                out += np.float32(amplitude) * sine(hertz * k * t + k / (2 * np.pi))
        return panned(out * (0.75 + 0.25 * spot.drift(period_s)) * np.float32(level), 0.2)

    LAYERS[name] = Layer(make)


_hummed("hum", 50.0, [0.6, 1.0, 0.1, 0.3, 0.04, 0.15, 0, 0.06], 0.35)
_hummed("fridge", 50.0, [0.3, 1.0, 0.25, 0.5, 0.1, 0.2, 0.08, 0.12, 0.05, 0.05], 0.3, 14)


@_layer("drone")
def _drone(spot: Spot) -> Samples:
    t = spot.since()
    slow = spot.drift(7)
    parts = [(55.0, 1.0), (82.5, 0.5), (110.3, 0.4), (165.2, 0.15), (41.2, 0.7)]
    left = sum(np.float32(a) * sine(f * t) for f, a in parts)
    right = sum(np.float32(a) * sine((f + 0.13) * t + 1 / (2 * np.pi)) for f, a in parts)
    return np.asarray(np.stack([left * (0.6 + 0.4 * slow), right * (1 - 0.4 * slow)], axis=1) * 0.4, np.float32)


@_layer("void")
def _void(spot: Spot) -> Samples:
    """There is no sound in space; this is the blood in one's ears."""
    t = spot.since()
    low = sine(36.0 * t) + np.float32(0.5) * sine(54.2 * t)
    return panned(low * (0.3 + 0.4 * spot.drift(6)), 0.0) * np.float32(0.5)


@_layer("machine")
def _machine(spot: Spot) -> Samples:
    t = spot.since()
    turn = (0.5 + 0.5 * sine(1.625 * t)) ** 4
    body = wide_noise(spot.rng, spot.n, [(40, -8), (100, 0), (240, -4), (800, -10), (2500, -18), (16_000, -50)], 0.4)
    return np.asarray(body * (0.4 + 0.6 * turn)[:, None], np.float32)


@_layer("gears")
def _gears(spot: Spot) -> Samples:
    out = np.zeros((spot.n, 2), np.float32)
    beat = RATE * 3 // 4
    for first in range(-(spot.start % beat), spot.n, beat):
        add(out, panned(modes(4800, [(620, 0.05, 0.8), (1470, 0.035, 0.5), (2900, 0.02, 0.3)]), -0.2) * np.float32(1.2), first)
        add(out, panned(modes(4800, [(410, 0.05, 0.5), (980, 0.03, 0.3)]), 0.2) * np.float32(0.8), first + beat // 2)
    return at_level(out, 0.0)


@_layer("ticking")
def _ticking(spot: Spot) -> Samples:
    out = np.zeros((spot.n, 2), np.float32)
    beat = RATE // 2
    for first in range(-(spot.start % RATE), spot.n, RATE):
        add(out, panned(modes(2400, [(2100, 0.02, 1.0), (3600, 0.015, 0.6), (900, 0.02, 0.4)]), 0.45), first)
        add(out, panned(modes(2400, [(1800, 0.02, 0.9), (3100, 0.014, 0.5)]), 0.45), first + beat)
    return at_level(out, 0.0)


@_layer("fire")
def _fire(spot: Spot) -> Samples:
    roar = wide_noise(spot.rng, spot.n, [(40, -10), (110, 0), (300, -5), (900, -14), (3000, -26), (16_000, -50)], 0.6)
    out = roar * (0.3 + 0.3 * spot.drift(0.7))[:, None]
    for at in spot.times(9):
        n = int(RATE * spot.rng.uniform(0.004, 0.03))
        crack = spot.rng.standard_normal(n, dtype=np.float32) * decay(n, n / RATE, 0.0002)
        add(out, panned(crack, spot.rng.uniform(-0.5, 0.5)) * np.float32(spot.rng.uniform(0.3, 1.0) ** 3 * 2.5), at)
    return np.asarray(out, np.float32)


@_layer("crickets")
def _crickets(spot: Spot) -> Samples:
    out = np.zeros((spot.n, 2), np.float32)
    t = spot.since()
    pulses = 0.5 + 0.5 * sine(31 * t)
    for number in range(4):
        rate = 1.9 + 0.37 * ((spot.seed >> (3 * number)) % 5)
        pitch = 3900 + 310 * number
        chirp = np.sqrt(np.clip(sine(rate * t + 0.21 * number) - 0.35, 0, 1))
        sound = sine(pitch * t) * chirp * pulses * (0.4 + 0.6 * spot.drift(6, number))
        out += panned(sound, -0.9 + 0.6 * number) * np.float32(0.45)
    return at_level(out, 0.0)


@_layer("insects")
def _insects(spot: Spot) -> Samples:
    t = spot.since()
    band = wide_noise(spot.rng, spot.n, [(1500, -60), (3800, -8), (4600, 0), (5600, -6), (8000, -16), (16_000, -50)], 1.0)
    return np.asarray(band * (0.35 + 0.3 * spot.drift(3) + 0.2 * sine(23 * t))[:, None], np.float32)


@_layer("bees")
def _bees(spot: Spot) -> Samples:
    near = spot.drift(1.7) ** 4
    pitch = 190 + 30 * spot.drift(0.4, 3)
    side = spot.drift(2.0, 5)
    buzz = tone(pitch, [1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12]) * near
    return np.asarray(np.stack([buzz * np.sqrt(1 - 0.9 * side), buzz * np.sqrt(0.1 + 0.9 * side)], axis=1) * 0.5, np.float32)


def _events(name: str, per_s: float, make: Callable[[np.random.Generator], Samples], spread: float = 0.8) -> None:
    """A layer of single sounds, mono, at random times and places."""

    def layer(spot: Spot) -> Samples:
        out = np.zeros((spot.n, 2), np.float32)
        for at in spot.times(per_s):
            sound = at_level(make(spot.rng), spot.rng.uniform(-12, 0))
            add(out, panned(sound, spot.rng.uniform(-spread, spread)), at)
        return out

    LAYERS[name] = Layer(layer, steady=False)


def _bird(rng: np.random.Generator) -> Samples:
    """A phrase of one bird: a few calls that rise, fall or trill."""
    base, kind = rng.uniform(2200, 4800), rng.integers(4)
    far = rng.uniform(0.15, 1.0)
    calls = int(rng.integers(2, 6))
    out = np.zeros(int(RATE * 1.9), np.float32)
    length = rng.uniform(0.06, 0.2)
    for number in range(calls):
        n = int(RATE * length)
        x = np.linspace(0, 1, n)
        bend = {0: 1 + 0.35 * x, 1: 1.3 - 0.4 * x, 2: 1 + 0.12 * np.sin(2 * np.pi * 6 * x), 3: 1 + 0.3 * np.sin(np.pi * x)}[int(kind)]
        call = tone(base * bend * (1 - 0.03 * number), [1, 0.12, 0.05]) * swell(n, length * 0.2, length * 0.4)
        add(out, call, int(number * RATE * length * rng.uniform(1.25, 1.6)))
    return out * np.float32(far)


def _gull(rng: np.random.Generator) -> Samples:
    out = np.zeros(int(RATE * 1.9), np.float32)
    base = rng.uniform(750, 1050)
    for number in range(int(rng.integers(1, 5))):
        n = int(RATE * 0.26)
        x = np.linspace(0, 1, n)
        call = tone(base * (0.8 + 0.5 * np.sin(np.pi * x**0.6)), [0.6, 1, 0.7, 0.5, 0.35, 0.2, 0.1]) * swell(n, 0.05, 0.12)
        add(out, call, int(number * RATE * 0.36))
    return out * np.float32(rng.uniform(0.15, 0.7))


def _crow(rng: np.random.Generator) -> Samples:
    out = np.zeros(int(RATE * 1.8), np.float32)
    for number in range(int(rng.integers(1, 4))):
        n = int(RATE * 0.3)
        pitch = 520 * (1 - 0.15 * np.linspace(0, 1, n)) + rng.standard_normal(n) * 90
        add(out, tone(pitch, [0.5, 1, 0.9, 0.7, 0.4, 0.2]) * swell(n, 0.03, 0.12), int(number * RATE * 0.45))
    return out * np.float32(rng.uniform(0.2, 0.7))


def _owl(rng: np.random.Generator) -> Samples:
    out = np.zeros(int(RATE * 1.9), np.float32)
    for at, length in ((0.0, 0.3), (0.55, 0.12), (0.72, 0.6)):
        n = int(RATE * length)
        add(out, tone(np.full(n, 390.0) * (1 - 0.04 * np.linspace(0, 1, n)), [1, 0.08]) * swell(n, 0.05, length * 0.5), int(at * RATE))
    return out * np.float32(rng.uniform(0.2, 0.6))


def _hen(rng: np.random.Generator) -> Samples:
    n = int(RATE * rng.uniform(0.08, 0.3))
    return tone(330 * (1 + 0.3 * np.sin(np.pi * np.linspace(0, 1, n))), [1, 0.8, 0.7, 0.5, 0.3]) * swell(n, 0.02, 0.06) * np.float32(rng.uniform(0.2, 0.7))


def _drip(rng: np.random.Generator) -> Samples:
    """A drop into water, and the cave's answer."""
    n = int(RATE * 1.6)
    out = np.zeros(n, np.float32)
    hertz = rng.uniform(700, 1900)
    short = int(RATE * 0.12)
    drop = tone(hertz * (1 + 0.6 * np.linspace(0, 1, short) ** 2)) * decay(short, 0.09, 0.002)
    for number in range(7):
        add(out, drop * np.float32(0.5**number), int(number * RATE * (0.11 + 0.05 * rng.random())))
    return out * np.float32(rng.uniform(0.3, 1.0))


def _creak(rng: np.random.Generator) -> Samples:
    n = int(RATE * rng.uniform(0.5, 1.4))
    x = np.linspace(0, 1, n)
    rate = rng.uniform(18, 45) * (1 + 0.8 * np.sin(np.pi * x * rng.uniform(0.6, 1.6)))
    stick = np.zeros(n, np.float32)
    stick[np.flatnonzero(np.diff(np.floor(np.cumsum(rate) / RATE)) > 0)] = 1.0
    body = modes(2400, [(rng.uniform(280, 420), 0.04, 1.0), (rng.uniform(700, 1000), 0.03, 0.7), (1850, 0.02, 0.3)])
    wood = np.convolve(stick, body)[:n].astype(np.float32)
    return wood * swell(n, 0.2, 0.3) * np.float32(rng.uniform(0.3, 1.0))


def _bell(rng: np.random.Generator) -> Samples:
    n = 6 * RATE - 4 * RATE
    f = 310.0 * rng.uniform(0.97, 1.03)
    bell = modes(n, [(f * 0.5, 2.5, 0.5), (f, 2.2, 1.0), (f * 1.2, 1.6, 0.7), (f * 1.5, 1.2, 0.5), (f * 2, 1.4, 0.6), (f * 2.67, 0.8, 0.3)])
    return bell * swell(n, 0.01, 0.6) * np.float32(0.3)


def _cup(rng: np.random.Generator) -> Samples:
    f = rng.uniform(2300, 3900)
    n = int(RATE * 0.35)
    clink = modes(n, [(f, 0.18, 1.0), (f * 1.51, 0.12, 0.6), (f * 2.33, 0.08, 0.4), (f * 0.41, 0.03, 0.5)])
    return clink * np.float32(rng.uniform(0.1, 0.6))


def _page(rng: np.random.Generator) -> Samples:
    n = int(RATE * 0.45)
    rustle = noise(rng, n, [(300, -20), (1500, -3), (4000, 0), (9000, -6), (16_000, -16)])
    grain = lumps(rng, n, 600) ** 2
    return rustle * grain * swell(n, 0.1, 0.15) * np.float32(0.8)


def _type(rng: np.random.Generator) -> Samples:
    out = np.zeros(int(RATE * 1.5), np.float32)
    at = 0.0
    for _ in range(int(rng.integers(3, 9))):
        add(out, modes(1200, [(rng.uniform(1500, 2600), 0.012, 1.0), (420, 0.02, 0.5)]) * np.float32(rng.uniform(0.2, 0.5)), int(at * RATE))
        at += rng.uniform(0.08, 0.22)
    return out


def _beep(rng: np.random.Generator) -> Samples:
    n = int(RATE * 0.11)
    return tone(np.full(n, float(rng.choice([880.0, 988.0, 1175.0]))), [1, 0.1]) * swell(n, 0.008, 0.03) * np.float32(0.5)


def _rails(rng: np.random.Generator) -> Samples:
    n = int(RATE * 1.9)
    ring = noise(rng, n, [(200, -30), (900, -6), (2400, 0), (5000, -8), (16_000, -40)])
    return ring * swell(n, 0.8, 1.0) * np.float32(0.6)


def _step(rng: np.random.Generator) -> Samples:
    out = np.zeros(int(RATE * 1.9), np.float32)
    for number in range(4):
        add(out, modes(3600, [(130, 0.05, 1.0), (310, 0.03, 0.5), (1900, 0.012, 0.2)]) * np.float32(0.4 + 0.15 * number), int(number * RATE * 0.5 + rng.uniform(0, 900)))
    return out


def _thunder(rng: np.random.Generator) -> Samples:
    n = 6 * RATE - 4 * RATE
    far = rng.uniform(0.3, 1.0)
    roll = noise(rng, n, [(20, -6), (45, 0), (110, -5), (300, -16), (900, -28), (16_000, -70)])
    return roll * lumps(rng, n, 4800) * swell(n, 0.15 + 0.3 * (1 - far), 1.2) * np.float32(5 * far)


for _name, _per_s, _make in (
    ("birds", 0.7, _bird), ("gulls", 0.16, _gull), ("crows", 0.1, _crow), ("owl", 0.06, _owl), ("hens", 0.8, _hen), ("drips", 0.5, _drip),
    ("creak", 0.16, _creak), ("bells", 0.05, _bell), ("cups", 0.7, _cup), ("pages", 0.2, _page), ("typing", 0.3, _type),
    ("beeps", 0.3, _beep), ("rails", 0.08, _rails), ("steps", 0.12, _step), ("thunder", 0.08, _thunder),
):  # fmt: skip
    _events(_name, _per_s, _make)
