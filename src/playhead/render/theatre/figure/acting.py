"""From acts to a stance and a face: pose and walk beneath, what is done over it, and the life that never stops."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import pi, radians, sin

from playhead.canonical import seed_of
from playhead.render.theatre.figure import doing
from playhead.render.theatre.figure.build import Build, build_of
from playhead.render.theatre.figure.feeling import FEELINGS, Face, blend, blink, chance, faced, spoken, talking
from playhead.render.theatre.figure.gait import gait
from playhead.render.theatre.figure.stance import Stance, ease, mix, posed, settle, shifted
from playhead.render.theatre.figure.timeline import POSTURES, Spot, spot
from playhead.shots.shot import Act, Appearance, Performer


@lru_cache(maxsize=256)
def seed_for(appearance: Appearance) -> int:
    """What varies a character's blinks and small moves: a hash of what it looks like."""
    return seed_of("figure", appearance) & 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Moment:
    """All of a performer at one frame: place, stance and face."""

    spot: Spot
    stance: Stance
    face: Face
    build: Build
    near: int  # the side toward us, 1 the character's left, -1 its right
    hold_side: int  # in which hand it holds what it holds
    holds: str


def near_side(yaw: float) -> int:
    """The character's side that is toward us at `yaw`: 1 left, -1 right."""
    yaw = (yaw + 180) % 360 - 180
    return -1 if yaw >= 0 else 1


def moment(performer: Performer, frame: int, seat: float = 46.0) -> Moment:
    """The performer at `frame`."""
    build = build_of(performer.appearance)
    seed = seed_for(performer.appearance)
    here = spot(performer, frame)
    near = near_side(here.yaw)
    hold_side = near_side(performer.facing)
    stance = _ground(here, build, seat, hold_side, habit_of(performer.appearance))
    face = FEELINGS.get(performer.feeling, FEELINGS["calm"])
    stance = _cheated(_felt(stance, performer.feeling), here)
    calm = 0.4 if here.steps is not None else 1.0
    stance = _alive(stance, seed, frame, calm, performer.feeling)
    holds = performer.holds
    if holds:
        stance = doing.carried(stance, holds, hold_side, here.pose)
    stance, face, holds = _done(performer, frame, here, stance, face, build, hold_side, holds)
    busy = talking(performer, frame)
    if busy:
        beat = sin(frame * 0.31 + seed % 7) * 0.6 + sin(frame * 0.17 + seed % 5) * 0.4
        stance = shifted(stance, neck=2.2 * beat * busy, tilt=1.6 * busy * sin(frame * 0.11 + seed % 11), pitch=0.8 * busy)
        face = faced(face, brow=face.brow + 0.18 * busy * sin(frame * 0.13 + seed % 3))
    face = spoken(face, performer, frame)
    stance, face = _gaze(performer, frame, here, stance, face, seed)
    shut = blink(seed, frame)
    if shut:
        face = faced(face, lid=face.lid * (1 - shut))
    return Moment(here, stance, face, build, near, hold_side, holds)


def _ground(here: Spot, build: Build, seat: float, near: int, habit: str) -> Stance:
    """Pose and walk."""
    if here.steps is not None:
        got = gait(here.steps, here.q, build)
        swing = min(1.0, here.q, here.steps.count - here.q)
        return mix(_rested(got, habit, near), got, ease(swing)) if habit and swing < 1 else got
    now = posed(here.pose, build, seat, near)
    if here.pose == "stand":
        now = _rested(now, habit, near)
    if here.change >= 1.0 or here.before == here.pose:
        return now
    before = posed(here.before, build, seat, near)
    if here.before == "stand":
        before = _rested(before, habit, near)
    t = here.change
    got = mix(before, now, settle(t))
    arc = sin(pi * min(1.0, max(0.0, t)))
    if "sit" in (here.before, here.pose):  # the weight goes forward over the feet
        got = shifted(got, pitch=26 * arc, neck=-8 * arc, hip_f=-0.05 * arc, lf=0.12 * arc, rf=0.12 * arc)
    elif here.pose in ("kneel", "crouch") or here.before in ("kneel", "crouch"):
        got = shifted(got, pitch=10 * arc, neck=6 * arc)
    elif "lie" in (here.before, here.pose):
        got = shifted(got, hip_u=-0.25 * arc, alf=0.25 * arc, arf=0.2 * arc, neck=-10 * arc)
    return got


def _cheated(stance: Stance, here: Spot) -> Stance:
    """Who stands in profile opens the shoulders to the house, as actors do."""
    turn = sin(radians(here.yaw))
    if stance.fall > 1:
        return stance
    much = 30.0 if here.steps is None else 8.0
    by = -turn * abs(turn) * much * (1.0 if abs((here.yaw + 180) % 360 - 180) <= 100 else 0.0)
    return shifted(stance, twist=by, swivel=0.0)


def habit_of(appearance: Appearance) -> str:
    """What the hands do when they do nothing."""
    if appearance.build == "child":
        return ""
    kinds = {
        "dress": ("clasp", "clasp", ""), "skirt": ("clasp", "", "clasp"), "apron": ("clasp", "hip", "clasp"), "robe": ("clasp", "clasp", "clasp"),
        "suit": ("pocket", "behind", ""), "coat": ("pocket", "", "clasp"), "uniform": ("behind", "behind", ""), "cloak": ("", "clasp", ""),
    }.get(appearance.garment, ("pocket", "", "hip"))
    return kinds[seed_for(appearance) // 13 % 3]


def _rested(stance: Stance, habit: str, near: int) -> Stance:
    """`stance` with the arms as habit has them."""
    if habit == "clasp":
        got = doing.hand(stance, near, 0.25, -0.30, -0.80, 0.5, bend=0.45)
        return doing.hand(got, -near, 0.24, -0.28, -0.84, 0.5, bend=0.45)
    if habit == "behind":
        got = doing.hand(stance, near, -0.20, -0.16, -0.80, 0.5, bend=0.5)
        return doing.hand(got, -near, -0.20, -0.16, -0.84, 0.5, bend=0.5)
    if habit == "pocket":
        return doing.hand(stance, near, 0.05, 0.09, -0.80, 0.6, bend=0.45)
    if habit == "hip":
        return doing.hand(stance, near, 0.02, 0.06, -0.66, 0.5, bend=0.95)
    return stance


_POSTURE: dict[str, dict[str, float]] = {
    "joy": {"pitch": -2.0, "neck": -3.0, "shrug": 0.01},
    "sorrow": {"pitch": 5.0, "neck": 13.0, "shrug": -0.03, "lf": 0.04, "rf": 0.04},
    "fear": {"pitch": -3.0, "neck": -2.0, "shrug": 0.06, "lf": 0.10, "rf": 0.12, "lu": 0.16, "ru": 0.18, "lgrip": 0.4, "rgrip": 0.4},
    "anger": {"pitch": 4.0, "neck": 3.0, "shrug": 0.04, "lgrip": 0.75, "rgrip": 0.75, "ls": 0.05, "rs": 0.05},
    "surprise": {"pitch": -4.0, "neck": -5.0, "shrug": 0.05, "lu": 0.08, "ru": 0.08},
    "tender": {"pitch": 2.0, "neck": 4.0, "tilt": 6.0},
    "tired": {"pitch": 6.0, "neck": 10.0, "shrug": -0.04, "lf": 0.03, "rf": 0.03},
}


def _felt(stance: Stance, feeling: str) -> Stance:
    by = _POSTURE.get(feeling)
    return shifted(stance, **by) if by else stance


def _alive(stance: Stance, seed: int, frame: int, much: float, feeling: str) -> Stance:
    """Breath, and the weight going from foot to foot."""
    rate = {"fear": 44, "anger": 52, "surprise": 50, "tired": 104, "sorrow": 92}.get(feeling, 78)
    a = 2 * pi * (frame / rate + chance(seed, 1))
    breath = 0.5 + 0.5 * sin(a) + 0.12 * sin(2 * a)
    slow = sin(2 * pi * (frame / 230 + chance(seed, 2)))
    slower = sin(2 * pi * (frame / 347 + chance(seed, 3)))
    idle = {"fear": 0.15 * sin(frame * 2.1)}.get(feeling, 0.0)
    stand = much * (1.0 - stance.seat * 0.7)
    return shifted(
        stance, breath=breath, shrug=0.012 * breath, hip_s=0.018 * slow * stand, roll=-1.0 * slow * stand + idle,
        tilt=1.7 * slower * much, neck=1.3 * sin(a - 0.7) * 0.6 + 0.8 * slower * much, lu=0.008 * breath, ru=0.008 * breath,
        lf=0.012 * slower * much, rf=-0.012 * slower * much, twist=1.6 * slow * much,
    )


def _done(
    performer: Performer, frame: int, here: Spot, stance: Stance, face: Face, build: Build, hold_side: int, holds: str,
) -> tuple[Stance, Face, str]:
    for act in sorted(performer.acts, key=lambda a: a.frame):
        t = frame - act.frame
        if t < 0:
            break
        if act.verb in POSTURES or act.verb in ("walk", "run"):
            continue
        if act.verb == "take" and act.prop and t >= act.frames * 0.5:
            holds = act.prop
            if t >= act.frames:
                stance = doing.carried(stance, holds, hold_side, here.pose)
        if act.verb == "give" and t >= act.frames * 0.72:
            holds = ""
        if t >= act.frames:
            continue
        scene = doing.Doing(act, t, here.yaw, hold_side, _free_side(act, holds, hold_side), here.pose, seed_for(performer.appearance), build)
        stance, face = doing.do(scene, stance, face)
        if act.prop and not holds and act.verb in doing.SHOWS:
            holds = act.prop
    return stance, face, holds


def _free_side(act: Act, holds: str, hold_side: int) -> int:
    """The hand that acts: the one that holds for what is done with the thing held, else the other if one is full."""
    if holds and act.verb in ("gesture", "point", "reach", "take", "wave", "knock", "open", "nod", "shrug"):
        return -hold_side
    return hold_side


def _gaze(performer: Performer, frame: int, here: Spot, stance: Stance, face: Face, seed: int) -> tuple[Stance, Face]:
    """The eyes go to the gaze, the head follows them a little; eyes make small jumps."""
    look = 0.0
    for act in performer.acts:
        if act.verb == "look" and here.pose in ("sit", "lie", "kneel") and frame >= act.frame:
            turn = (act.to - here.yaw + 180) % 360 - 180
            look = max(-72.0, min(72.0, turn)) * max(0.0, settle((frame - act.frame) / 14))
    away = (performer.gaze - performer.facing + 180) % 360 - 180 if performer.gaze or abs(performer.facing) < 80 else 0.0
    if here.steps is not None or abs(away) > 100:
        away = 0.0
    follow = max(-38.0, min(38.0, away * 0.55))
    stance = shifted(stance, swivel=look + follow)
    rest = (away - follow) / 40.0
    k = frame // 34
    dart = (chance(seed, 3 * k + 1) - 0.5) * 0.34
    drop = (chance(seed, 3 * k + 2) - 0.5) * 0.2
    return stance, blend(face, faced(face, look_x=max(-1.0, min(1.0, rest + dart)), look_y=face.look_y + drop), 1.0)
