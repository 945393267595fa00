"""Four-legged performers cut from paper: one body of joints, each kind its own proportions, ears, tail and coat."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin

import skia

from playhead.render.theatre.props.pen import Pen, join, mix, oval, svg
from playhead.render.theatre.scene import Color


@dataclass(frozen=True, slots=True)
class Beast:
    """Proportions of a kind in stage units, standing in profile to the right."""

    back: float  # height of the shoulder's joint
    long: float  # from hip to shoulder
    chest: float  # radius of the body at the shoulder
    rump: float  # radius of the body at the hip
    leg: float  # half thickness of a leg
    neck: tuple[float, float]  # from the shoulder to the head's middle
    head: float  # radius
    muzzle: float  # how far it stands out before the head
    snout: float  # half thickness of the muzzle
    ears: str  # point, flop, round, long, side
    tail: str  # wag, bush, tuft, stub, swish, thin
    coat: Color
    belly: Color
    extra: str = ""  # mane, horns, antlers, ruff, wool


BEASTS: dict[str, Beast] = {
    "dog": Beast(46, 46, 14, 12, 4.4, (15, -21), 12.5, 15, 6.0, "flop", "wag", (158, 104, 62), (236, 218, 190)),
    "wolf": Beast(56, 56, 16, 13, 4.6, (19, -18), 13.0, 20, 6.0, "point", "bush", (112, 112, 122), (206, 202, 198), "ruff"),
    "fox": Beast(36, 42, 11, 10, 3.4, (13, -15), 11.0, 15, 4.6, "point", "bush", (206, 100, 44), (244, 228, 206)),
    "cat": Beast(31, 34, 9.5, 9.5, 3.2, (10, -14), 10.4, 5, 4.4, "point", "thin", (74, 68, 82), (226, 218, 208)),
    "lion": Beast(70, 70, 21, 17, 7.0, (22, -14), 18.0, 13, 9.0, "round", "tuft", (206, 152, 82), (232, 204, 152), "mane"),
    "horse": Beast(112, 82, 25, 24, 6.6, (36, -46), 15.0, 30, 8.6, "point", "swish", (122, 76, 52), (150, 100, 70), "crest"),
    "donkey": Beast(84, 62, 20, 19, 5.6, (26, -32), 14.0, 23, 8.4, "long", "tuft", (126, 118, 116), (206, 198, 190), "crest"),
    "deer": Beast(92, 62, 18, 17, 4.2, (24, -42), 12.0, 19, 5.6, "side", "stub", (164, 106, 64), (232, 214, 188), "antlers"),
    "cow": Beast(84, 84, 27, 26, 7.4, (26, -12), 17.0, 20, 11.0, "side", "tuft", (126, 74, 54), (238, 226, 210), "horns"),
    "goat": Beast(56, 50, 17, 16, 4.2, (17, -22), 11.0, 15, 6.0, "side", "stub", (216, 206, 190), (240, 232, 220), "horns"),
    "sheep": Beast(48, 46, 20, 20, 4.2, (20, -14), 10.5, 11, 6.0, "side", "stub", (230, 222, 206), (240, 232, 220), "wool"),
    "pig": Beast(38, 46, 19, 19, 5.2, (17, -6), 14.0, 11, 7.6, "flop", "thin", (222, 152, 142), (236, 184, 170)),
    "bear": Beast(80, 66, 29, 31, 11.0, (24, -20), 22.0, 16, 10.4, "round", "stub", (112, 72, 50), (176, 130, 94)),
    "rabbit": Beast(22, 22, 11, 14, 4.4, (9, -14), 10.4, 5.5, 5.0, "long", "stub", (176, 146, 118), (240, 228, 210)),
    "mouse": Beast(13, 19, 8.5, 10, 2.6, (8, -6), 8.0, 7, 3.6, "round", "thin", (146, 134, 130), (226, 210, 200)),
}
"""By kind; see `playhead.story.creatures`."""

COATS: tuple[Color, ...] = ((58, 52, 60), (112, 74, 50), (212, 172, 112), (186, 90, 48), (140, 138, 146), (232, 226, 216))
"""Coats by `Appearance.hair_tone`."""

Joint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A beast's joints at a moment, the head toward the right."""

    hip: Joint
    shoulder: Joint
    head: Joint
    pose: str


def joints(beast: Beast, pose: str, breath: float = 0.0) -> Frame:
    """Where the joints are: standing, sitting on its haunches or lying; other poses are one of these."""
    half = beast.long / 2
    if pose == "lie":
        hip, shoulder, drop = (-half, -beast.rump * 0.92), (half * 0.9, -beast.chest * 0.95), 0.55
    elif pose in ("sit", "kneel", "crouch"):
        hip, shoulder, drop = (-half * 0.72, -beast.rump * 1.0), (half * 0.5, -beast.back * 1.04), 1.0
    else:
        hip, shoulder, drop = (-half, -beast.back + (beast.chest - beast.rump) * 0.4), (half, -beast.back), 1.0
    head = (shoulder[0] + beast.neck[0] * (1.0 if drop == 1.0 else 1.15), shoulder[1] + beast.neck[1] * drop + breath)
    return Frame(hip, shoulder, head, "sit" if pose in ("kneel", "crouch") else pose)


def draw(pen: Pen, beast: Beast, coat: Color, accent: Color, pose: str, frame: int, walk: float, opening: float, *, asleep: bool = False) -> None:
    """Paint a beast, its feet at the origin; `walk` is the phase of its steps in radians, 0 for one that stays.

    `opening` is how far the mouth is open, 0..1.
    """
    breath = 0.6 * sin(frame / 11)
    at = joints(beast, pose, breath + (1.2 * sin(walk * 2) if walk else 0.0))
    dark = mix(coat, (40, 28, 34), 0.42)
    stride = 24.0 if walk else 0.0
    pen.shadow(beast.long / 2 + beast.chest)
    for n, (joint, radius) in enumerate(((at.hip, beast.rump), (at.shoulder, beast.chest))):
        _leg(pen, beast, joint, radius, dark, at.pose, stride * sin(walk + (2.2, 0.0)[n] + 3.14), fore=n == 1, far=True)
    _tail(pen, beast, at, coat, frame)
    body = _limb(at.hip, at.shoulder, beast.rump, beast.chest)
    throat = _limb(at.shoulder, at.head, beast.chest * 0.66, beast.head * 0.62)
    if beast.extra == "wool":
        body = join(body, *(oval(at.hip[0] + (at.shoulder[0] - at.hip[0]) * k / 5, at.hip[1] - beast.rump * 0.7 + 3 * (k % 2), beast.rump * 0.5) for k in range(6)))
    whole = join(body, throat)
    pen.fill(whole, coat, rim=1.2, lo=0.5, round_=beast.extra == "wool", grain=0.2)
    with pen.inside(whole):
        pen.flat(_limb((at.hip[0], at.hip[1] + beast.rump * 0.9), (at.shoulder[0] + beast.chest * 0.7, at.shoulder[1] + beast.chest * 0.8), beast.rump * 0.4, beast.chest * 0.55),
                 pen.mat(mix(coat, beast.belly, 0.6)), 0.75, blur=2.0)
    if beast.extra == "crest":
        _crest(pen, beast, at, dark)
    for n, (joint, radius) in enumerate(((at.hip, beast.rump), (at.shoulder, beast.chest))):
        _leg(pen, beast, joint, radius, coat, at.pose, stride * sin(walk + (2.2, 0.0)[n]), fore=n == 1, far=False)
    if beast.extra not in ("crest", "antlers", "wool", "horns"):
        _collar(pen, beast, at, accent)
    with pen.at(*at.head, -5.0 * opening):
        _head(pen, beast, coat, dark, frame, opening, asleep=asleep)


def _limb(a: Joint, b: Joint, ra: float, rb: float) -> skia.Path:
    """Two circles and what lies between them."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = hypot(dx, dy) or 1.0
    nx, ny = -dy / far, dx / far
    between = skia.Path()
    between.addPoly([skia.Point(a[0] + nx * ra, a[1] + ny * ra), skia.Point(b[0] + nx * rb, b[1] + ny * rb),
                     skia.Point(b[0] - nx * rb, b[1] - ny * rb), skia.Point(a[0] - nx * ra, a[1] - ny * ra)], True)
    return join(between, oval(*a, ra), oval(*b, rb))


def _leg(pen: Pen, beast: Beast, joint: Joint, radius: float, color: Color, pose: str, swing: float, *, fore: bool, far: bool) -> None:
    w = beast.leg
    x, y = joint[0] + (w * 0.9 if far else -w * 0.4), joint[1] + radius * 0.25
    rim = 0.0 if far else 0.9
    if pose == "lie" or (pose == "sit" and not fore):
        if not fore:
            pen.fill(oval(joint[0] + 2, -radius * 0.78, radius * 0.86, radius * 0.8), color, rim=rim, round_=True)
        reach = radius * 1.25 if fore else radius * 1.1
        pen.fill(_limb((joint[0], -w), (joint[0] + reach + (w if far else 0.0), -w * 0.95), w * 1.05, w * 0.95), color, rim=rim)
        return
    length = -y
    turn = radians(-swing * (1.0 if fore else 0.9))
    lift = max(0.0, sin(turn)) * length * 0.16
    foot = (x + sin(turn) * length, -w * 0.6 - lift)
    knee = ((x + foot[0]) / 2 + (w * 0.5 if fore else -w * 0.9), (y + foot[1]) / 2 - lift * 0.4)
    thick = min(radius * (0.62 if fore else 0.78), w * (2.0 if fore else 2.6))
    leg = join(_limb((x, y), knee, thick, w), _limb(knee, foot, w, w * 0.8), _limb(foot, (foot[0] + w * 0.9, -w * 0.5 - lift), w * 0.8, w * 0.62))
    pen.fill(leg, color, rim=rim, lo=0.5)


def _tail(pen: Pen, beast: Beast, at: Frame, coat: Color, frame: int) -> None:
    x, y = at.hip[0] - beast.rump * 0.8, at.hip[1] - beast.rump * 0.4
    r = beast.rump
    wave = sin(frame / (3.2 if beast.tail == "wag" else 13)) * (12 if beast.tail == "wag" else 6)
    with pen.at(x, y, wave):
        if beast.tail == "wag":
            pen.fill(svg(f"M2 {r * 0.3} C{-r * 0.8} {r * 0.2} {-r * 1.5} {-r * 0.6} {-r * 1.4} {-r * 1.7} C{-r * 1.3} {-r * 1.9} {-r * 1.05} {-r * 1.8} {-r} {-r * 1.5} C{-r * 0.9} {-r * 0.8} {-r * 0.4} {-r * 0.3} 4 {-r * 0.4} Z"), coat, rim=0.8)
        elif beast.tail == "bush":
            pen.fill(svg(f"M2 {-r * 0.4} C{-r} {-r * 0.7} {-r * 2.4} {r * 0.2} {-r * 2.9} {r * 1.5} C{-r * 2} {r * 1.7} {-r * 0.9} {r * 1.3} 4 {r * 0.3} Z"), coat, rim=0.9, grain=0.2)
            pen.fill(svg(f"M{-r * 2.9} {r * 1.5} C{-r * 2.8} {r * 0.9} {-r * 2.5} {r * 0.7} {-r * 2.2} {r * 0.55} C{-r * 2.1} {r} {-r * 2} {r * 1.3} {-r * 1.9} {r * 1.58} C{-r * 2.3} {r * 1.7} {-r * 2.6} {r * 1.6} {-r * 2.9} {r * 1.5} Z"), beast.belly, rim=0.5)
        elif beast.tail == "swish":
            pen.fill(svg(f"M4 {-r * 0.4} C{-r * 0.9} {-r * 0.5} {-r} {r} {-r * 0.8} {r * 2.6} C{-r * 0.4} {r * 2.4} {-r * 0.1} {r * 1.2} 4 {r * 0.3} Z"), mix(coat, (36, 24, 32), 0.65), rim=0.9)
        elif beast.tail in ("tuft", "thin"):
            up = -1.6 if beast.tail == "thin" else 1.9
            pen.line(svg(f"M2 0 C{-r * 0.9} {-r * 0.1} {-r * 1.2} {r * up * 0.4} {-r * 1.1} {r * up}"), pen.dim(coat, 0.15), 2.6 if beast.rump > 9 else 1.6)
            if beast.tail == "tuft":
                pen.fill(oval(-r * 1.1, r * up + 3, 3.4, 6.4), mix(coat, (36, 24, 32), 0.55), rim=0.6)
        else:
            pen.fill(oval(-1, 0, r * 0.34), mix(coat, beast.belly, 0.7), rim=0.6, round_=True)


def _crest(pen: Pen, beast: Beast, at: Frame, dark: Color) -> None:
    (sx, sy), (hx, hy) = at.shoulder, at.head
    nx, ny = hy - sy, -(hx - sx)
    far = hypot(nx, ny) or 1.0
    nx, ny = nx / far, ny / far
    out, root = beast.chest * 0.86, beast.chest * 0.3
    pen.fill(svg(f"M{hx + nx * beast.head * 0.7 + 4} {hy + ny * beast.head * 0.7 - 3} C{hx + nx * out} {hy + ny * out} {(hx + sx) / 2 + nx * out} {(hy + sy) / 2 + ny * out} {sx + nx * out - 4} {sy + ny * out} "
                 f"C{(hx + sx) / 2 + nx * root} {(hy + sy) / 2 + ny * root + 6} {hx + nx * 2} {hy + ny * 2 + 8} {hx + nx * beast.head * 0.7 + 4} {hy + ny * beast.head * 0.7 - 3} Z"), dark, rim=0.9)


def _collar(pen: Pen, beast: Beast, at: Frame, accent: Color) -> None:
    """A band about the neck in the character's accent: what tells one dog from another."""
    (sx, sy), (hx, hy) = at.shoulder, at.head
    x, y = sx + (hx - sx) * 0.5, sy + (hy - sy) * 0.5
    dx, dy = hx - sx, hy - sy
    far = hypot(dx, dy) or 1.0
    nx, ny = -dy / far, dx / far
    w = (beast.chest * 0.66 + beast.head * 0.62) / 2 + 0.6
    pen.line(svg(f"M{x - nx * w} {y - ny * w} L{x + nx * w} {y + ny * w}"), pen.bright(accent, 0.2), max(2.2, beast.head * 0.3))


def _head(pen: Pen, beast: Beast, coat: Color, dark: Color, frame: int, opening: float, *, asleep: bool) -> None:
    """The head about its middle, looking to the right."""
    r, m, s = beast.head, beast.muzzle, beast.snout
    slope = 0.42 if beast.extra in ("crest", "antlers") or beast.ears == "side" else 0.22
    tip = (r * 0.55 + m, r * slope + m * (0.75 if beast.extra == "crest" else 0.12))
    if beast.extra == "mane":
        pen.fill(join(oval(-2, 0, r * 1.5), *(oval(-2 + r * 1.35 * cos(k), r * 1.35 * sin(k), r * 0.42) for k in range(7))), (128, 74, 44), rim=1.0, round_=True)
    _horns(pen, beast, dark)
    _ears(pen, beast, mix(coat, dark, 0.6), coat, far=True)
    if opening > 0.05:
        turn = radians(26 * opening)
        jaw = (tip[0] * cos(turn) - tip[1] * sin(turn) * 0.3 - 2.0, tip[1] + sin(turn) * tip[0] * 0.9 + s * 0.3)
        mouth = _limb((r * 0.2, r * 0.35), jaw, s * 0.9, s * 0.52)
        pen.fill(mouth, mix(coat, beast.belly, 0.5), rim=0.5)
        pen.flat(_limb((r * 0.3, r * 0.35), ((tip[0] + jaw[0]) / 2 - 2, (tip[1] + jaw[1]) / 2), s * 0.5, s * 0.42), pen.dim((150, 54, 56), 0.35))
    skull = join(oval(0, 0, r, r * 0.95), _limb((r * 0.3, r * 0.18), tip, min(r * 0.72, s * 1.35), s * 0.82))
    face = (58, 50, 54) if beast.extra == "wool" else coat
    pen.fill(skull, face, rim=1.0, round_=True, grain=0.2)
    with pen.inside(skull):
        pen.flat(_limb((r * 0.62, r * 0.5), (tip[0], tip[1] + s * 0.35), s * 0.7, s * 0.8), pen.mat(mix(face, beast.belly, 0.75)), 0.85, blur=0.9)
    if beast.tail != "swish" and beast.back == 38:  # a pig's snout is a disc
        pen.fill(oval(tip[0] + s * 0.3, tip[1], s * 0.42, s * 0.85), (206, 124, 118), rim=0.5)
    elif beast.extra in ("crest", "horns", "antlers"):
        pen.flat(oval(tip[0] + s * 0.3, tip[1] - s * 0.25, s * 0.17, s * 0.13), pen.light.ink, 0.8)
    else:
        pen.fill(oval(tip[0] + s * 0.45, tip[1] - s * 0.45, s * 0.46, s * 0.36), (40, 30, 36), rim=0.3)
    pen.line(svg(f"M{tip[0] + s * 0.5} {tip[1] + s * 0.25} Q{tip[0] - m * 0.3} {tip[1] + s * 0.62} {r * 0.62} {r * 0.5 + s * 0.2}"), pen.dim(dark, 0.4), max(0.5, s * 0.1))
    if beast.extra == "mane" or m < 7:
        for k in range(3):
            pen.line(svg(f"M{tip[0] - 2} {tip[1] + 1 + k} Q{tip[0] - r * 0.5} {tip[1] + k * 2} {tip[0] - r * 1.1} {tip[1] + k * 3.4 - 1}"), pen.bright(beast.belly, 0.3), 0.3, 0.7)
    _eye(pen, r * 0.42, -r * 0.26, max(1.2, r * 0.15), frame, dark, shut=asleep)
    _ears(pen, beast, coat, coat, far=False)


def _eye(pen: Pen, x: float, y: float, e: float, frame: int, dark: Color, *, shut: bool) -> None:
    if shut or (frame + 20) % 96 < 4:
        pen.line(svg(f"M{x - e} {y} Q{x} {y + e * 0.8} {x + e} {y}"), pen.light.ink, e * 0.5)
        return
    pen.flat(oval(x, y, e * 1.25, e * 1.15), pen.bright((250, 244, 232), 0.3))
    pen.flat(oval(x + e * 0.2, y, e * 0.85), pen.light.ink)
    pen.flat(oval(x + e * 0.5, y - e * 0.35, e * 0.28), (255, 252, 240), 0.95)
    pen.line(svg(f"M{x - e * 1.4} {y - e * 2.1} Q{x} {y - e * 2.9} {x + e * 1.5} {y - e * 2.0}"), pen.dim(dark, 0.25), e * 0.42, 0.8)


def _ears(pen: Pen, beast: Beast, color: Color, coat: Color, *, far: bool) -> None:
    r = beast.head
    dx, inner = (r * 0.42 if far else 0.0), mix(coat, (214, 150, 138), 0.55)
    rim = 0.0 if far else 0.7
    if beast.ears == "point":
        with pen.at(-r * 0.25 + dx, -r * 0.7, 6 if far else -8):
            pen.fill(svg(f"M{-r * 0.42} {r * 0.3} L{-r * 0.1} {-r * 0.82} L{r * 0.46} {r * 0.2} Z"), color, rim=rim)
            if not far:
                pen.flat(svg(f"M{-r * 0.18} {r * 0.16} L{-r * 0.06} {-r * 0.5} L{r * 0.24} {r * 0.12} Z"), pen.mat(inner), 0.7)
    elif beast.ears == "long":
        with pen.at(-r * 0.3 + dx, -r * 0.7, 10 if far else -14):
            pen.fill(svg(f"M{-r * 0.26} {r * 0.3} C{-r * 0.6} {-r * 1.0} {-r * 0.34} {-r * 2.0} 0 {-r * 2.0} C{r * 0.34} {-r * 2.0} {r * 0.5} {-r} {r * 0.24} {r * 0.3} Z"), color, rim=rim)
            if not far:
                pen.flat(svg(f"M{-r * 0.1} 0 C{-r * 0.3} {-r * 0.8} {-r * 0.14} {-r * 1.6} 0 {-r * 1.6} C{r * 0.14} {-r * 1.6} {r * 0.24} {-r * 0.8} {r * 0.1} 0 Z"), pen.mat(inner), 0.7)
    elif beast.ears == "round":
        x, y = -r * 0.42 + dx * 1.9, -r * 0.8
        pen.fill(oval(x, y, r * 0.42), color, rim=rim)
        if not far:
            pen.flat(oval(x + r * 0.03, y + r * 0.04, r * 0.24), pen.mat(inner), 0.7)
    elif beast.ears == "side":
        if not far:
            pen.fill(svg(f"M{-r * 0.2} {-r * 0.7} C{-r * 0.9} {-r * 1.1} {-r * 1.5} {-r * 0.7} {-r * 1.5} {-r * 0.4} C{-r * 1.1} {-r * 0.1} {-r * 0.5} {-r * 0.2} {-r * 0.1} {-r * 0.4} Z"), color, rim=rim)
    elif not far:
        pen.fill(svg(f"M{-r * 0.3} {-r * 0.92} C{-r * 0.9} {-r * 1.0} {-r * 1.25} {-r * 0.2} {-r * 1.05} {r * 0.6} C{-r * 0.95} {r * 0.95} {-r * 0.4} {r * 0.8} {-r * 0.25} {r * 0.3} C{-r * 0.2} {-r * 0.2} {r * 0.05} {-r * 0.6} {-r * 0.3} {-r * 0.92} Z"),
                 mix(color, (50, 32, 32), 0.4), rim=rim)


def _horns(pen: Pen, beast: Beast, dark: Color) -> None:
    r = beast.head
    if beast.extra == "horns":
        pen.fill(svg(f"M{-r * 0.2} {-r * 0.8} C{-r * 0.3} {-r * 1.5} {-r * 0.9} {-r * 1.9} {-r * 1.4} {-r * 1.8} C{-r * 1.0} {-r * 1.6} {-r * 0.7} {-r * 1.2} {-r * 0.6} {-r * 0.6} Z"), (206, 190, 160), rim=0.6)
    elif beast.extra == "antlers":
        for x in (0.0, r * 0.4):
            pen.line(svg(f"M{x} {-r * 0.8} C{x - r} {-r * 1.6} {x - r * 0.9} {-r * 2.4} {x - r * 0.2} {-r * 3.2} M{x - r * 0.78} {-r * 1.9} L{x - r * 1.5} {-r * 2.6} M{x - r * 0.72} {-r * 2.4} L{x + r * 0.3} {-r * 2.6}"),
                     pen.dim(mix(dark, (206, 180, 140), 0.7), 0.1), max(1.4, r * 0.18))
