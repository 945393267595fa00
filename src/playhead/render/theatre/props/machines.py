"""Things with dials, screens and wheels."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.props.lamps import alight, ember
from playhead.render.theatre.props.pen import (
    BRASS,
    CERAMIC,
    DARK_WOOD,
    INKED,
    IRON,
    PAPER,
    STEEL,
    STRAW,
    WOOD,
    Pen,
    cut,
    mix,
    oval,
    poly,
    rect,
    svg,
)
from playhead.render.theatre.props.registry import prop
from playhead.render.theatre.scene import Color


def _cog(x: float, y: float, radius: float, teeth: int, turn: float, hub: float) -> skia.Path:
    points = []
    for i in range(teeth * 4):
        r = radius if i % 4 in (1, 2) else radius * 0.83
        a = turn + (i + (0.12 if i % 4 in (0, 2) else -0.12)) * 2 * math.pi / (teeth * 4)
        points.append((x + r * math.cos(a), y + r * math.sin(a)))
    return cut(poly(points), oval(x, y, radius * hub))


@prop("gear", 26, 26)
def _gear(p: Pen) -> None:
    turn = p.frame / 14 if p.state in ("moving", "lit") else 0.2
    color = p.either(BRASS)
    path = _cog(0, -13, 13, 14, turn, 0.2)
    for k in range(5):
        a = turn + k * 2 * math.pi / 5
        path = cut(path, oval(6.2 * math.cos(a), -13 + 6.2 * math.sin(a), 2.5))
    p.fill(path, color, rim=0.6, lo=0.5, grain=0.25)
    p.line(oval(0, -13, 10), p.dim(color, 0.4), 0.3, 0.7)
    p.fill(cut(oval(0, -13, 3.9), oval(0, -13, 2.4)), color, rim=0.35, hi=0.5)


@prop("wheel", 48, 48)
def _wheel(p: Pen) -> None:
    turn = p.frame * 3.4 if p.state == "moving" else 8
    p.fill(cut(oval(0, -24, 24), oval(0, -24, 21.6)), IRON, rim=0.6)
    p.fill(cut(oval(0, -24, 22), oval(0, -24, 18.4)), p.either(WOOD), rim=0.6, grain=0.3)
    for k in range(10):
        with p.at(0, -24, turn + k * 36):
            p.fill(svg("M-1.3 -4 L-0.9 -18.6 L0.9 -18.6 L1.3 -4 Z"), p.either(WOOD), rim=0.35)
    p.fill(oval(0, -24, 5.4), p.either(DARK_WOOD), rim=0.5, round_=True, grain=0.2)
    p.fill(oval(0, -24, 2.4), IRON, rim=0.4)


@prop("radio", 40, 25)
def _radio(p: Pen) -> None:
    color = p.either((150, 88, 52))
    for x in (-14.0, 14.0):
        p.fill(rect(x - 3, -1.6, x + 3, 0, 0.5), DARK_WOOD)
    case = svg("M-19.4 -1.4 L-19.4 -17 Q-19.4 -24.6 -11 -24.6 L11 -24.6 Q19.4 -24.6 19.4 -17 L19.4 -1.4 Q19.4 -0.8 18.6 -0.8 L-18.6 -0.8 Q-19.4 -0.8 -19.4 -1.4 Z")
    p.fill(case, color, rim=0.7, lo=0.5, grain=0.35)
    cloth = svg("M-16.6 -4 L-16.6 -16.6 Q-16.6 -21.8 -11 -21.8 L-3 -21.8 L-3 -4 Z")
    p.fill(cloth, STRAW, lo=0.5)
    with p.inside(cloth):
        for i in range(16):
            p.line(poly([(-17, -22 + i * 1.2), (-2, -22 + i * 1.2)], close=False), p.dim((120, 80, 44), 0.2), 0.3, 0.6)
            p.line(poly([(-17 + i, -23), (-17 + i, -3)], close=False), p.dim((120, 80, 44), 0.2), 0.2, 0.4)
        for k in (-13, -9.8, -6.6):
            p.fill(rect(k - 0.7, -23, k + 0.7, -3, 0.6), color, rim=0.25)
    p.line(cloth, p.bright(BRASS, 0.2), 0.5)
    dial = svg("M-0.4 -12.6 L-0.4 -17 Q-0.4 -21.6 4 -21.6 L12 -21.6 Q16.6 -21.6 16.6 -17 L16.6 -12.6 Z")
    on = alight("radio", p.state, p.light)
    if on:
        ember(p, dial)
        p.halo(8, -17, 16, p.light.lamp, 0.4)
    else:
        p.fill(dial, (92, 82, 70))
    ink = p.dim(INKED, 0.3)
    with p.inside(dial):
        for r in (5.6, 7.4):
            p.line(oval(8.1, -11.4, r, r), ink, 0.16, 0.8)
        for i in range(15):
            a = math.radians(200 + i * 10)
            p.line(poly([(8.1 + 7.4 * math.cos(a), -11.4 + 7.4 * math.sin(a)), (8.1 + (8.8 if i % 2 else 9.6) * math.cos(a), -11.4 + (8.8 if i % 2 else 9.6) * math.sin(a))], close=False), ink, 0.22)
        a = math.radians(252 + 8 * math.sin(p.frame / 21) * (p.state == "moving"))
        p.line(poly([(8.1, -11.4), (8.1 + 9.4 * math.cos(a), -11.4 + 9.4 * math.sin(a))], close=False), p.mat((190, 40, 30)), 0.35)
    p.line(dial, p.bright(BRASS, 0.4), 0.6)
    for x in (2.6, 13.4):
        p.fill(oval(x, -7, 3.3), DARK_WOOD, rim=0.4, round_=True)
        p.fill(oval(x, -7, 1.7), BRASS, rim=0.3, round_=True)
    p.fill(oval(8, -5.6, 1.4), CERAMIC, rim=0.25)


@prop("phone", 30, 23)
def _phone(p: Pen) -> None:
    color = p.either((44, 44, 54))
    body = svg("M-12 -1 C-12 -7 -7.6 -13.4 -6 -15.4 L6 -15.4 C7.6 -13.4 12 -7 12 -1 Q12 0 11 0 L-11 0 Q-12 0 -12 -1 Z")
    p.fill(body, color, rim=0.6, lo=0.5, grain=0.15)
    for s in (-1, 1):
        p.fill(rect(min(s * 4.4, s * 7), -18.4, max(s * 4.4, s * 7), -14.4, 0.7), color, rim=0.35)
    lift = -7 if p.state in ("open", "moving") else 0
    shake = math.sin(p.frame * 1.9) * 2.4 if p.state == "lit" else 0
    with p.at(0, lift, shake - (9 if lift else 0)):
        p.fill(svg("M-14.6 -15 C-15.4 -20 -10 -22.8 0 -22.8 C10 -22.8 15.4 -20 14.6 -15 Q14.4 -13.6 12 -13.8 L9.6 -14 Q8 -14.4 8 -16 Q8 -18.4 0 -18.6 Q-8 -18.4 -8 -16 Q-8 -14.4 -9.6 -14 L-12 -13.8 Q-14.4 -13.6 -14.6 -15 Z"), color, rim=0.6, lo=0.45)
        p.shine(svg("M-10 -21 Q0 -22.6 10 -21 Q0 -21.8 -10 -21 Z"), 0.4, 0.15)
    p.fill(oval(0, -7.2, 5.4), CERAMIC, rim=0.3, lo=0.35)
    for i in range(10):
        a = math.radians(-60 - i * 29)
        p.fill(oval(3.9 * math.cos(a), -7.2 + 3.9 * math.sin(a), 0.82), (36, 34, 42))
    p.fill(oval(0, -7.2, 2), BRASS, rim=0.3, round_=True)
    if p.state == "lit":
        for s in (-1, 1):
            for k in (1, 2):
                p.line(svg(f"M{s * (15 + k * 2)} -23 Q{s * (17 + k * 2.4)} -18 {s * (15 + k * 2)} -13"), p.light.lamp, 0.4, 0.5 + 0.3 * math.sin(p.frame * 0.9 + k))
    p.line(svg("M-12 -2 C-15 -2 -13.6 -6 -16 -5 C-18 -4 -16 -0.6 -19 -1"), p.mat((44, 44, 54)), 0.7)


@prop("camera", 24, 18)
def _camera(p: Pen) -> None:
    color = p.either((48, 46, 54))
    p.line(svg("M-10 -12 C-16 -8 -14 -1 -9 -0.4"), p.dim(DARK_WOOD, 0.2), 0.8)
    p.fill(rect(-11, -15, 11, 0, 1.6), color, rim=0.5, lo=0.4, grain=0.3)
    p.fill(svg("M-11 -12.4 L-11 -13.6 Q-11 -15 -9.4 -15 L-4.6 -15 L-3.4 -17.6 L3.4 -17.6 L4.6 -15 L9.4 -15 Q11 -15 11 -13.6 L11 -12.4 Z"), STEEL, rim=0.5)
    p.fill(rect(6, -16.6, 9.4, -14.8, 0.4), STEEL, rim=0.3)
    p.fill(rect(-2, -16.9, 2, -14.9, 0.4), (60, 88, 100), rim=0.2)
    p.fill(oval(0, -6.7, 6), STEEL, rim=0.5)
    p.fill(oval(0, -6.7, 5), (30, 30, 38), rim=0.3)
    p.fill(oval(0, -6.7, 3.7), (46, 66, 92), round_=True, hi=0.6)
    p.line(oval(0, -6.7, 2.6), p.bright((110, 90, 140), 0.2), 0.3, 0.6)
    p.shine(oval(-1.3 if p.lx < 0 else 1.3, -8, 1.1, 0.7), 0.8, 0.15)
    p.fill(rect(-9.6, -11.4, -6.6, -9.4, 0.3), CERAMIC, rim=0.2)
    if p.state == "lit":
        p.halo(0, -16, 26, (255, 250, 240), max(0.0, 0.95 - p.frame * 0.12))


def _screen(p: Pen, path: skia.Path, kind: str) -> None:
    on = p.state == "lit"
    blue: Color = (126, 176, 214)
    if on:
        bounds = path.getBounds()
        p.flat(path, mix((22, 40, 66), blue, 0.5))
        with p.inside(path):
            p.halo(bounds.centerX(), bounds.centerY(), bounds.width() * 0.7, blue, 0.8)
            if kind == "television":
                t = p.frame // 6
                p.flat(svg("M-14 -22 Q-6 -33 2 -26 Q8 -33 16 -24 L16 -10 L-18 -10 Z"), (52, 84, 112), 0.7)
                p.flat(oval(-3 + (t % 5) * 0.4, -26, 4, 5), (30, 44, 66), 0.85)
                p.flat(svg("M-11 -12 Q-10 -21 -3 -21.4 Q5 -21 6 -12 Z"), (30, 44, 66), 0.85)
                p.flat(rect(-20, -44 + (p.frame * 2.3) % 40, 20, -41 + (p.frame * 2.3) % 40), (230, 244, 255), 0.14)
            else:
                for i in range(7):
                    w = (5 + (i * 29 % 9)) * (1 if i < 6 else 0.4 + 0.6 * (p.frame % 24 < 12))
                    p.flat(rect(bounds.left() + 2 + (i % 3), bounds.top() + 2.4 + i * 2.4, bounds.left() + 2 + (i % 3) + w, bounds.top() + 3.5 + i * 2.4, 0.4), (226, 246, 255), 0.85)
            y = bounds.top()
            while y < bounds.bottom():
                p.flat(rect(bounds.left(), y, bounds.right(), y + 0.3), (10, 20, 36), 0.22)
                y += 0.8
    else:
        p.fill(path, (44, 54, 62), hi=0.3, lo=0.5)
    bounds = path.getBounds()
    with p.inside(path):
        p.shine(poly([(bounds.left(), bounds.top()), (bounds.centerX(), bounds.top()), (bounds.left(), bounds.bottom() - 3)]), 0.12)
        if p.state == "broken":
            for a in (15, 80, 140, 205, 265, 320):
                r = math.radians(a)
                x, y = bounds.centerX() + 2, bounds.centerY()
                p.line(poly([(x, y), (x + 7 * math.cos(r), y + 5 * math.sin(r)), (x + 22 * math.cos(r + 0.2), y + 18 * math.sin(r + 0.2))], close=False), p.bright(PAPER, 0.5), 0.35)


@prop("computer", 46, 44)
def _computer(p: Pen) -> None:
    color = p.either((206, 196, 174))
    p.fill(svg("M-7 -8 L7 -8 L10 -4.6 L-10 -4.6 Z"), color, lo=0.7)
    p.fill(rect(-18, -43.6, 18, -7.4, 2.6), color, rim=0.7, lo=0.45, grain=0.15)
    p.fill(rect(-15.4, -41, 15.4, -13.6, 2), color, lo=0.7, hi=-0.0)
    _screen(p, rect(-13.6, -39.4, 13.6, -15.4, 2.4), "computer")
    p.flat(rect(9, -11.4, 14, -10.4, 0.3), p.dim(color, 0.6))
    p.flat(oval(-14, -10.8, 0.7), (120, 230, 140) if p.state == "lit" else p.dim(color, 0.5))
    p.fill(svg("M-19 -4.6 L19 -4.6 L22.6 -0.8 Q22.4 0 21.6 0 L-21.6 0 Q-22.4 0 -22.6 -0.8 Z"), color, rim=0.4, lo=0.5)
    for row in range(3):
        for i in range(13):
            x = -17 + i * 2.8 - row * 0.4 * (1 if i < 6 else -1)
            p.flat(rect(x - 1.05, -4.1 + row * 1.25, x + 1.05, -3.2 + row * 1.25, 0.25), p.dim(color, 0.34))


@prop("television", 52, 58)
def _television(p: Pen) -> None:
    for s in (-1, 1):
        p.wire(svg(f"M{s * 1} -47 L{s * 12} -57.6"), STEEL, 0.6)
        p.fill(poly([(s * 15, -8), (s * 18.6, -8), (s * 20, 0), (s * 18.4, 0)]), DARK_WOOD, rim=0.3)
    p.fill(svg("M-4 -46 Q0 -50 4 -46 Z"), DARK_WOOD, rim=0.3)
    p.fill(rect(-25, -46.6, 25, -7, 3), p.either((140, 82, 50)), rim=0.8, lo=0.5, grain=0.35)
    p.fill(rect(-22.6, -44, 14.6, -9.6, 4), (48, 38, 40), rim=0.0)
    _screen(p, svg("M-20.6 -39 Q-20.6 -42 -17 -42.2 Q-4 -43.2 9 -42.2 Q12.6 -42 12.6 -39 Q13.4 -27 12.6 -15 Q12.6 -12 9 -11.8 Q-4 -10.8 -17 -11.8 Q-20.6 -12 -20.6 -15 Q-21.4 -27 -20.6 -39 Z"), "television")
    for y in (-38.6, -30):
        p.fill(oval(19.6, y, 2.9), BRASS, rim=0.4, round_=True)
        p.line(poly([(19.6, y), (21, y - 1.8)], close=False), p.light.ink, 0.5)
    for i in range(7):
        p.line(poly([(16.8, -24 + i * 1.9), (22.4, -24 + i * 1.9)], close=False), p.dim(DARK_WOOD, 0.4), 0.5)


@prop("telescope", 68, 72, floor=True)
def _telescope(p: Pen) -> None:
    for x in (-17, 18, 2):
        p.wire(svg(f"M0 -40 L{x} 0"), WOOD, 2.2)
    p.line(svg("M-7 -22 L7 -22"), p.mat(BRASS), 0.7)
    p.fill(oval(0, -41, 3.4), BRASS, rim=0.5, round_=True)
    with p.at(0, -45, -24):
        color = p.either(BRASS)
        for left, right, h in ((-30, -13, 3.1), (-14, 10, 4.2), (9, 33, 5.4)):
            p.fill(rect(left, -h, right, h, 0.5), color if left != -14 else mix(color, DARK_WOOD, 0.65), rim=0.6, lo=0.6, grain=0.15)
            p.shine(rect(left + 1, -h * 0.62, right - 1, -h * 0.4, 0.3), 0.5, 0.2)
            p.fill(rect(right - 1.8, -h - 0.6, right, h + 0.6, 0.4), color, rim=0.35)
        p.fill(svg("M-34 -2 L-30 -2.6 L-30 2.6 L-34 2 Z"), IRON, rim=0.3)
        p.fill(oval(33, 0, 1.3, 5.2), (120, 170, 190), hi=0.8)


@prop("record player", 46, 50)
def _record_player(p: Pen) -> None:
    color = p.either(BRASS)
    p.fill(rect(-17, -13, 17, -1, 0.8), WOOD, rim=0.6, lo=0.5, grain=0.35)
    p.fill(rect(-18.6, -2, 18.6, 0, 0.5), DARK_WOOD, rim=0.35)
    p.fill(rect(-18, -14.4, 18, -12.4, 0.5), DARK_WOOD, rim=0.35)
    p.line(rect(-13, -10.6, 13, -3.6, 0.6), p.dim(WOOD, 0.5), 0.35)
    p.fill(oval(-2, -15.4, 13.6, 2.2), (32, 28, 34), rim=0.25)
    spin = p.frame * 0.26 if p.state in ("moving", "lit", "") else 0.4
    p.line(oval(-2, -15.5, 10.6, 1.7), p.bright((70, 64, 76), 0.4), 0.2, 0.7)
    p.line(oval(-2, -15.5, 7.6, 1.2), p.bright((70, 64, 76), 0.4), 0.2, 0.7)
    p.fill(oval(-2, -15.6, 3.6, 0.7), (196, 66, 52))
    p.shine(svg(f"M-2 -15.5 L{-2 + 13 * math.cos(spin):.2f} {-15.5 + 2 * math.sin(spin):.2f} L{-2 + 13 * math.cos(spin + 0.4):.2f} {-15.5 + 2 * math.sin(spin + 0.4):.2f} Z"), 0.3)
    horn = svg("M13 -16 C15 -22 11 -27 5 -30 C-2 -33 -8 -30 -14 -25 C-24 -34 -16 -49 -2 -49.6 C8 -50 12 -42 13 -36 C14 -29 18 -24 16 -16 Z")
    p.fill(horn, color, rim=0.8, lo=0.55, grain=0.15)
    with p.at(-10.4, -37, -36):
        p.fill(oval(0, 0, 7, 13.6), color, rim=0.5, hi=0.4)
        p.fill(oval(0.9, 0, 5.6, 11.8), (84, 48, 36), lo=0.75)
        p.fill(oval(2.4, 0.2, 3, 7), (40, 24, 28))
    for d in ("M-8 -27 C0 -33 6 -32 13 -22", "M2 -49 C8 -42 8 -34 14 -22"):
        p.line(svg(d), p.dim(color, 0.45), 0.35, 0.7)
    p.wire(svg("M15 -16 C15 -20 8 -21 4 -17"), STEEL, 1.1)
    p.fill(oval(4, -16.6, 1.4), STEEL, rim=0.25)
    p.wire(svg("M17 -8 L21 -8 L21 -4"), IRON, 0.8)


@prop("robot", 44, 76, floor=True)
def _robot(p: Pen) -> None:
    color = p.either((132, 154, 158))
    t = p.frame / 8 if p.state == "moving" else 0.0
    for s in (-1, 1):
        step = math.sin(t) * 3 * s
        p.fill(rect(s * 8 - 3, -22, s * 8 + 3, -4 + min(0, step)), IRON, rim=0.4)
        p.fill(svg(f"M{s * 8 - 6} 0 L{s * 8 - 6} -3 Q{s * 8} -8 {s * 8 + 6} -3 L{s * 8 + 6} 0 Z"), color, rim=0.5)
        with p.at(s * 15.6, -42, -s * (9 + 9 * math.sin(t + s))):
            p.fill(rect(-2.4, 0, 2.4, 19, 2), IRON, rim=0.4)
            p.line(cut(oval(0, 21.4, 3), rect(-1.2, 21, 1.2, 26)), p.bright(color, 0.3), 1.4)
    p.fill(rect(-15, -46, 15, -20, 3), color, rim=0.8, lo=0.5, grain=0.3)
    p.fill(rect(-10, -41.6, 10, -28, 1.6), mix(color, IRON, 0.6), rim=0.3)
    for i, c in enumerate(((214, 84, 62), (226, 180, 76), (96, 164, 112))):
        p.fill(oval(-5.6 + i * 5.6, -38, 1.5), c, rim=0.25, hi=0.6)
    p.fill(oval(0, -32, 3), CERAMIC, rim=0.25)
    a = math.radians(-60 + 30 * math.sin(p.frame / 11))
    p.line(poly([(0, -31.4), (2.6 * math.sin(a), -31.4 - 2.6 * math.cos(a))], close=False), p.mat((190, 40, 30)), 0.3)
    for x, y in ((-13, -44), (13, -44), (-13, -22), (13, -22)):
        p.flat(oval(x, y, 0.6), p.bright(color, 0.6))
    p.fill(rect(-4, -49, 4, -45), IRON, rim=0.3)
    p.fill(svg("M-12 -49 L-12 -62 Q-12 -68 -5 -68 L5 -68 Q12 -68 12 -62 L12 -49 Z"), color, rim=0.7, lo=0.45, grain=0.3)
    p.wire(svg("M0 -68 L0 -73"), IRON, 0.9)
    p.fill(oval(0, -74, 1.8), (214, 84, 62), rim=0.3, round_=True)
    for s in (-1, 1):
        p.fill(oval(s * 5, -60, 3.6), IRON, rim=0.3)
        if p.state in ("dark", "broken"):
            p.fill(oval(s * 5, -60, 2.5), (40, 48, 54))
        else:
            ember(p, oval(s * 5, -60, 2.6))
            p.halo(s * 5, -60, 8, p.light.lamp, 0.5)
        p.fill(oval(s * 12.6, -58, 1.6, 3), IRON, rim=0.3)
    for i in range(5):
        p.line(poly([(-4 + i * 2, -54.6), (-4 + i * 2, -51.6)], close=False), p.light.ink, 0.7)


