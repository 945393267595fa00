"""Steps: heel, ball and grit, by surface; and what hooves and cloth do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, Curve, add, modes
from playhead.sound.foley.act import Act

WALK_S, RUN_S = 0.5, 0.31
# body of the heel: (hertz, seconds, amplitude); grit: spectrum, its length and level, and how many grains it has
_BODIES: dict[str, list[tuple[float, float, float]]] = {
    "wood": [(95, 0.09, 1.0), (190, 0.07, 0.7), (340, 0.05, 0.35), (820, 0.03, 0.15)],
    "stone": [(120, 0.04, 0.7), (420, 0.03, 0.35), (1450, 0.02, 0.3), (2900, 0.012, 0.2)],
    "metal": [(140, 0.12, 0.7), (560, 0.22, 0.35), (1310, 0.18, 0.25), (2440, 0.12, 0.15)],
    "gravel": [(90, 0.04, 0.5)],
    "grass": [(75, 0.05, 0.5)],
    "sand": [(70, 0.05, 0.4)],
    "snow": [(80, 0.05, 0.4)],
}
_GRITS: dict[str, tuple[Curve, float, float, int]] = {
    "wood": ([(300, -16), (1200, -4), (3000, 0), (8000, -16), (16_000, -30)], 0.03, 0.25, 1),
    "stone": ([(500, -16), (1800, -3), (4500, 0), (9000, -8), (16_000, -22)], 0.035, 0.4, 2),
    "metal": ([(500, -14), (2000, 0), (5000, -3), (16_000, -22)], 0.03, 0.2, 1),
    "gravel": ([(300, -14), (1200, -2), (3500, 0), (8000, -6), (16_000, -18)], 0.02, 0.8, 11),
    "grass": ([(400, -14), (1500, -4), (4500, 0), (9000, -5), (16_000, -14)], 0.06, 0.4, 4),
    "sand": ([(300, -12), (900, 0), (3000, -4), (8000, -14), (16_000, -30)], 0.09, 0.55, 3),
    "snow": ([(250, -14), (700, -1), (1400, 0), (3500, -8), (9000, -16), (16_000, -30)], 0.035, 0.9, 9),
}


def _foot(act: Act, hard: float) -> Samples:
    """One foot put down."""
    out = act.silence(0.34)
    body = [(act.near(f), s, a) for f, s, a in _BODIES[act.surface]]
    add(out, modes(int(RATE * 0.3), body) * np.float32(0.8 * hard), 0)
    curve, length, level, grains = _GRITS[act.surface]
    for number in range(grains):
        at = 0 if grains == 1 else int(RATE * 0.13 * act.rng.random() ** 1.3)
        add(out, act.burst(act.near(length, 0.4), curve) * np.float32(level * hard * act.near(0.7, 0.5)), at + 40 * number)
    ball = int(RATE * act.near(0.085, 0.2))
    add(out, modes(int(RATE * 0.2), [(f * 1.3, s * 0.7, a * 0.35) for f, s, a in body]) * np.float32(hard), ball)
    add(out, act.burst(length * 1.3, curve) * np.float32(level * 0.45), ball)
    return out


def _steps(act: Act, pace_s: float, hard: float) -> Samples:
    out = np.zeros(act.ticks + RATE // 3, np.float32)
    count = max(int(act.ticks / RATE / pace_s), 1)
    for number in range(count):
        at = (0.04 + number * pace_s) * RATE + act.rng.uniform(-0.012, 0.012) * RATE
        weight = act.near(0.92 if number % 2 else 1.0, 0.12)
        add(out, _foot(act, hard * weight), max(int(at), 0))
    return out


def _walk(act: Act) -> Samples:
    return _steps(act, WALK_S, 1.0)


def _run(act: Act) -> Samples:
    return _steps(act, RUN_S, 1.3)


def _horse(act: Act) -> Samples:
    """Hooves at a trot, as long as it goes."""
    out = np.zeros(act.ticks + RATE // 3, np.float32)
    beat = 0.27
    for number in range(max(int(act.ticks / RATE / beat), 4)):
        hoof = modes(RATE // 5, [(act.near(210), 0.07, 1.0), (act.near(560), 0.05, 0.8), (act.near(1150), 0.03, 0.4)])
        add(hoof, act.burst(0.03, [(600, -8), (2500, 0), (8000, -12)]) * np.float32(0.3), 0)
        add(out, hoof * np.float32(act.near(1.0 if number % 2 else 0.8)), int((number * beat + act.rng.uniform(-0.01, 0.01) + 0.02) * RATE))
    return out


STEPS: dict[str, Callable[[Act], Samples]] = {"footsteps": _walk, "run": _run, "horse": _horse}
