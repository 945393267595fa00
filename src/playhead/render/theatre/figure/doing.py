"""What each verb does to a body and a face while it lasts: into it with anticipation, out of it at rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, radians, sin

from playhead.render.theatre.figure.build import Build
from playhead.render.theatre.figure.feeling import FEELINGS, Face, blend, chance, faced
from playhead.render.theatre.figure.stance import Stance, ease, mix, settle, shifted
from playhead.shots.shot import Act

SHOWS = frozenset({"drink", "read", "write", "give", "lift", "play", "work"})
"""Verbs whose prop is in the hand while they last."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An act at a moment: `t` frames since it began; `hold` and `side` are hands, 1 the character's left, -1 its right."""

    act: Act
    t: int
    yaw: float
    hold: int
    side: int
    pose: str
    seed: int
    build: Build

    @property
    def n(self) -> int:
        """How long it lasts, in frames."""
        return max(2, self.act.frames)

    def weight(self, into: float = 11, out: float = 12) -> float:
        """How fully it is done now: 0 at either end, 1 between."""
        into, out = min(into, self.n * 0.4), min(out, self.n * 0.35)
        if self.t < into:
            return settle(self.t / into)
        return 1 - ease((self.t - (self.n - out)) / out)

    def toward(self) -> tuple[float, float]:
        """Where `to` is, as forward and left of the body; forward where none is said."""
        if self.act.to == 0 and abs(self.yaw) > 60:
            return 1.0, 0.0
        turn = radians(self.act.to - self.yaw)
        return cos(turn), sin(turn)


def hand(stance: Stance, side: int, f: float, s: float, u: float, grip: float = 0.25, point: float = 0.0, bend: float = 0.0,
         hang: float = 0.0) -> Stance:
    """`stance` with one hand elsewhere."""
    if side > 0:
        return stance._replace(lf=f, ls=s, lu=u, lgrip=grip, lpoint=point, lbend=bend, lhang=hang)
    return stance._replace(rf=f, rs=s, ru=u, rgrip=grip, rpoint=point, rbend=bend, rhang=hang)


LOW = frozenset({"bag", "suitcase", "basket", "lantern", "bell", "axe", "spade", "sword", "rope", "key", "doll", "toy", "fish"})
BOTH = frozenset({"box", "guitar", "violin", "globe", "bowl", "wheel", "crown", "plant", "cat", "clock", "robot", "record player"})


def carried(stance: Stance, prop: str, side: int, pose: str) -> Stance:
    """`stance` with something held in the hand of `side`."""
    if prop == "umbrella":
        return hand(stance, side, 0.34, 0.04, -0.30, 1.0, bend=0.15)
    if prop in ("lantern", "candle", "torch", "lamp"):
        return hand(stance, side, 0.52, 0.10, -0.42, 1.0, bend=0.1)
    if prop in LOW:
        return hand(stance, side, 0.10, 0.18, -0.95 if pose != "sit" else -0.6, 1.0)
    if prop in BOTH:
        return hand(hand(stance, side, 0.50, -0.12, -0.55, 0.6), -side, 0.50, -0.12, -0.55, 0.6)
    if prop == "phone":
        return hand(stance, side, 0.13, 0.03, 0.16, 0.8, bend=0.35, hang=-0.3)
    if prop in ("book", "letter", "map", "newspaper", "photo", "ticket"):
        return hand(stance, side, 0.44, -0.02, -0.44, 0.7, hang=-0.2)
    return hand(stance, side, 0.40, 0.05, -0.52, 0.85)


def do(d: Doing, stance: Stance, face: Face) -> tuple[Stance, Face]:
    """The stance and face while something is done."""
    verb = _VERBS.get(d.act.verb)
    if verb is None:
        return stance, face
    return verb(d, stance, face)


def _to(d: Doing, stance: Stance, side: int, f: float, s: float, u: float, grip: float = 0.2, point: float = 0.0, bend: float = 0.0,
        hang: float = 0.0, w: float | None = None) -> Stance:
    return mix(stance, hand(stance, side, f, s, u, grip, point, bend, hang), d.weight() if w is None else w)


def _nod(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    wave = sin(2 * pi * d.t / 13) * max(0.0, 1 - d.t / min(d.n, 40))
    return shifted(s, neck=10 * max(0.0, wave) - 3 * max(0.0, -wave), pitch=1.5 * max(0.0, wave)), f


def _shake(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    wave = sin(2 * pi * d.t / 15) * max(0.0, 1 - d.t / min(d.n, 48))
    return shifted(s, swivel=24 * wave, tilt=2 * wave), blend(f, faced(f, brow=f.brow - 0.2), d.weight())


def _gesture(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    kind = int(chance(d.seed, d.act.frame + 17) * 6)
    w = d.weight(9, 14)
    beat = sin(2 * pi * d.t / 17) * (1 - 0.5 * min(1.0, d.t / d.n))
    fwd, left = d.toward()
    out = max(-0.1, left * d.side)
    if kind == 0:  # an open hand, offered
        got = hand(s, d.side, 0.58 * max(0.5, fwd), 0.10 + 0.3 * out, -0.36 + 0.06 * beat, 0.0, bend=0.1, hang=-0.35)
    elif kind == 1:  # both hands apart
        got = hand(s, d.side, 0.46, 0.26, -0.40 + 0.07 * beat, 0.05, bend=0.25, hang=-0.3)
        got = hand(got, -d.side, 0.46, 0.26, -0.40 + 0.07 * beat, 0.05, bend=0.25, hang=-0.3)
    elif kind == 2:  # a point made with the forefinger
        got = hand(s, d.side, 0.44, 0.02, -0.12 + 0.09 * beat, 0.9, 1.0, bend=0.2, hang=-0.5)
    elif kind == 3:  # the hand to the heart
        got = hand(s, d.side, 0.24, -0.30, -0.34 + 0.02 * beat, 0.05, bend=0.6)
    elif kind == 4:  # a turn of the wrist, chin high
        got = hand(s, d.side, 0.40, 0.20, -0.22 + 0.05 * beat, 0.15, bend=0.15, hang=-0.5 + 0.6 * beat)
    else:  # counting, one hand into the other
        got = hand(s, d.side, 0.42, -0.16, -0.42 + 0.08 * max(0.0, beat), 0.4, bend=0.2)
        got = hand(got, -d.side, 0.40, -0.14, -0.50, 0.05, bend=0.2, hang=-0.2)
    got = mix(s, got, w)
    return shifted(got, pitch=2.5 * w, neck=2.0 * beat * w, twist=-3.0 * d.side * w), f


def _point(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    fwd, left = d.toward()
    w = d.weight(10, 13)
    return shifted(_to(d, s, d.side, 0.92 * fwd, max(-0.35, 0.92 * left * d.side), -0.06, 0.92, 1.0, 0.1, -0.05, w), pitch=3 * w, twist=-9 * d.side * w, neck=-2 * w), f


def _reach(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    fwd, left = d.toward()
    w = d.weight(14, 14)
    got = _to(d, s, d.side, 0.95 * max(0.3, fwd), 0.5 * left * d.side, -0.26, 0.0, 0.0, 0.1, 0.0, w)
    return shifted(got, pitch=9 * w, twist=-11 * d.side * w, hip_f=0.02 * w), f


def _give(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(14, 12)
    got = _to(d, s, d.hold, 0.86, 0.0, -0.34, 0.6 if d.t < d.n * 0.7 else 0.05, 0.0, 0.1, -0.2, w)
    return shifted(got, pitch=6 * w, twist=-8 * d.hold * w, neck=2 * w), f


def _take(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(12, 12)
    got = _to(d, s, d.hold, 0.88, 0.0, -0.38, 0.0 if d.t < d.n * 0.5 else 0.85, 0.0, 0.1, 0.0, w)
    return shifted(got, pitch=7 * w, twist=-9 * d.hold * w, neck=3 * w), f


def _lift(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    t = d.t / d.n
    w = d.weight(12, 14)
    low, high = hand(s, d.hold, 0.45, 0.0, -0.7, 0.9), hand(s, d.hold, 0.55, 0.05, 0.22, 0.9, bend=0.2)
    if not d.act.prop or d.act.prop in BOTH:
        low, high = hand(low, -d.hold, 0.45, 0.0, -0.7, 0.9), hand(high, -d.hold, 0.5, 0.05, 0.15, 0.9, bend=0.2)
    up = settle((t - 0.2) / 0.4)
    down = sin(pi * min(1.0, t / 0.4)) if t < 0.4 else 0.0
    return shifted(mix(s, mix(low, high, up), w), pitch=14 * down * w - 3 * up * w, hip_u=-0.08 * down * w), f


def _wave(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(10, 12)
    swing = sin(2 * pi * d.t / 12)
    got = _to(d, s, d.side, 0.46, 0.40 + 0.14 * swing, 0.50, 0.0, 0.0, 0.8, -0.2 * swing, w)
    return shifted(got, roll=-1.5 * d.side * w, tilt=3 * d.side * w), blend(f, faced(f, corner=max(f.corner, 0.5), low=max(f.low, 0.2)), w * 0.8)


def _knock(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(9, 10)
    tap = max(0.0, sin(2 * pi * d.t / 9)) ** 2
    return shifted(_to(d, s, d.side, 0.56 + 0.16 * tap, 0.0, -0.02, 0.95, 0.0, 0.1, 0.0, w), pitch=3 * w), f


def _drink(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    t = d.t / d.n
    w = d.weight(10, 10)
    up = ease((t - 0.14) / 0.24) * (1 - ease((t - 0.72) / 0.2))
    got = mix(hand(s, d.hold, 0.42, 0.02, -0.5, 0.9), hand(s, d.hold, 0.30, -0.17, 0.10, 0.9, bend=0.55), up)
    got = shifted(mix(s, got, w), neck=-9 * up)
    return got, blend(f, faced(f, lid=f.lid * 0.55, press=0.4, look_y=0.3, jaw=0.05), up)


def _read(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(12, 12)
    got = hand(hand(s, d.hold, 0.46, -0.08, -0.36, 0.8, hang=-0.2), -d.hold, 0.46, -0.08, -0.38, 0.8, hang=-0.2)
    scan = (d.t % 26) / 26
    return shifted(mix(s, got, w), neck=11 * w, pitch=2 * w), blend(f, faced(f, look_y=0.85, look_x=0.6 - 1.2 * scan, lid=f.lid * 0.86), w)


def _write(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(12, 12)
    line = (d.t % 40) / 40
    jot = sin(2 * pi * d.t / 5) * 0.02
    got = hand(s, d.hold, 0.56 + jot, -0.18 + 0.16 * line, -0.56 + 0.02 * sin(d.t * 1.9), 0.8, 0.5)
    got = hand(got, -d.hold, 0.50, -0.10, -0.58, 0.1)
    return shifted(mix(s, got, w), neck=14 * w, pitch=9 * w), blend(f, faced(f, look_y=0.9, lid=f.lid * 0.8, press=0.3), w)


def _open(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    t = d.t / d.n
    w = d.weight(11, 11)
    pull = ease((t - 0.35) / 0.35)
    got = hand(s, d.side, 0.74 - 0.34 * pull, 0.02 + 0.38 * pull, -0.46, 0.9, bend=0.2 * pull)
    return shifted(mix(s, got, w), pitch=(5 - 7 * pull) * w, twist=(-8 + 20 * pull) * -d.side * w * -1), f


def _laugh(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(7, 14)
    quake = abs(sin(2 * pi * d.t / 9))
    got = shifted(s, neck=(-9 + 4 * quake) * w, pitch=(-4 + 3 * quake) * w, shrug=0.05 * quake * w, breath=quake * w)
    if d.seed % 2:
        got = _to(d, got, d.side, 0.26, -0.24, -0.52, 0.1, bend=0.6, w=w)
    return got, blend(f, faced(FEELINGS["joy"], lid=0.30, low=0.65, corner=1.0, jaw=0.35 + 0.25 * quake, teeth=1.0, wide=1.16, blush=1.0), w)


def _weep(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(14, 16)
    sob = max(0.0, sin(2 * pi * d.t / 17)) ** 2
    got = hand(s, d.side, 0.25, -0.17, 0.17, 0.15, bend=0.5)
    if d.seed % 3 == 0:
        got = hand(got, -d.side, 0.25, -0.17, 0.15, 0.15, bend=0.5)
    got = shifted(mix(s, got, w), neck=(15 + 4 * sob) * w, pitch=(7 + 2 * sob) * w, shrug=(0.03 + 0.04 * sob) * w)
    return got, blend(f, faced(FEELINGS["sorrow"], lid=0.22, inner=1.0, corner=-0.85, press=0.2 + 0.4 * sob, tear=1.0), w)


def _embrace(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(14, 14)
    got = hand(hand(s, d.side, 0.66, -0.10, -0.16, 0.15, bend=0.5), -d.side, 0.68, -0.08, -0.02, 0.15, bend=0.4)
    got = shifted(mix(s, got, w), pitch=5 * w, neck=6 * w, tilt=8 * d.side * w)
    return got, blend(f, faced(FEELINGS["tender"], lid=0.16), w)


def _shrug(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(8, 11)
    got = hand(hand(s, 1, 0.34, 0.30, -0.56, 0.0, bend=0.3, hang=-0.6), -1, 0.34, 0.30, -0.56, 0.0, bend=0.3, hang=-0.6)
    got = shifted(mix(s, got, w), shrug=0.085 * w, tilt=7 * d.side * w, neck=-2 * w)
    return got, blend(f, faced(f, brow=0.8, inner=0.4, corner=-0.25), w)


def _start(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = settle(d.t / 5) * (1 - ease((d.t - 9) / max(6.0, d.n - 9)))
    got = shifted(s, pitch=-9 * w, neck=-7 * w, shrug=0.09 * w, hip_f=-0.03 * w, lu=0.22 * w, ru=0.25 * w, lf=0.14 * w, rf=0.16 * w, ls=0.06 * w, rs=0.06 * w)
    return got._replace(lgrip=0.0 if w > 0.3 else got.lgrip, rgrip=0.0 if w > 0.3 else got.rgrip), blend(f, FEELINGS["surprise"], min(1.0, 1.4 * w))


def _breathe(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    t = d.t / d.n
    full = sin(pi * ease(t)) ** 0.8 if 0 < t < 1 else 0.0
    return shifted(s, breath=1.6 * full, shrug=0.045 * full, neck=-6 * full, pitch=-2.5 * full), blend(f, faced(f, lid=f.lid * 0.5, jaw=0.06 if t > 0.5 else 0.0), full)


def _bow(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(14, 16)
    got = _to(d, s, d.side, 0.30, -0.30, -0.42, 0.1, bend=0.6, w=w)
    return shifted(got, pitch=46 * w, neck=14 * w, hip_f=-0.10 * w), blend(f, faced(f, look_y=0.8, lid=f.lid * 0.6), w)


def _play(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(12, 12)
    sway = sin(2 * pi * d.t / 40)
    if d.act.prop in ("guitar", "violin"):
        bow = sin(2 * pi * d.t / (16 if d.act.prop == "violin" else 9))
        got = hand(s, -d.hold, 0.50, 0.28, -0.16 if d.act.prop == "violin" else -0.40, 0.8, bend=0.3)
        got = hand(got, d.hold, 0.32, -0.05 + 0.12 * bow, -0.14 + 0.06 * bow if d.act.prop == "violin" else -0.62 + 0.05 * bow, 0.5, bend=0.4)
    else:
        a, b = sin(2 * pi * d.t / 11), sin(2 * pi * d.t / 8 + 1)
        got = hand(s, 1, 0.66, -0.02 + 0.14 * a, -0.56 + 0.03 * b, 0.2, hang=0.3 + 0.3 * a)
        got = hand(got, -1, 0.66, -0.02 + 0.14 * b, -0.56 + 0.03 * a, 0.2, hang=0.3 + 0.3 * b)
    return shifted(mix(s, got, w), pitch=(4 + 3 * sway) * w, tilt=5 * sway * w, roll=2 * sway * w), blend(f, faced(f, lid=f.lid * 0.55, corner=f.corner + 0.2), w)


def _work(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = d.weight(12, 12)
    a = sin(2 * pi * d.t / 18)
    got = hand(s, d.hold, 0.58 + 0.08 * a, -0.08, -0.56 + 0.06 * sin(2 * pi * d.t / 9), 0.85)
    got = hand(got, -d.hold, 0.54, -0.06, -0.58 - 0.03 * a, 0.5)
    return shifted(mix(s, got, w), pitch=(10 + 2 * a) * w, neck=10 * w), blend(f, faced(f, look_y=0.8, lid=f.lid * 0.85, press=0.2), w)


def _look(d: Doing, s: Stance, f: Face) -> tuple[Stance, Face]:
    w = max(0.0, sin(pi * min(1.0, d.t / min(d.n, 20))))
    return shifted(s, neck=-3 * w), blend(f, faced(f, lid=f.lid + 0.12, brow=f.brow + 0.3), w)


_VERBS: dict[str, Callable[[Doing, Stance, Face], tuple[Stance, Face]]] = {
    "nod": _nod, "shake": _shake, "gesture": _gesture, "point": _point, "reach": _reach, "give": _give, "take": _take, "lift": _lift,
    "wave": _wave, "knock": _knock, "drink": _drink, "read": _read, "write": _write, "open": _open, "laugh": _laugh, "weep": _weep,
    "embrace": _embrace, "shrug": _shrug, "start": _start, "breathe": _breathe, "bow": _bow, "play": _play, "work": _work, "look": _look,
}
