"""Small personal things: keys, clocks, rings, hats, what is found on a beach or on a desk."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import (
    BRASS,
    CERAMIC,
    DARK_WOOD,
    GOLD,
    INKED,
    IRON,
    PAPER,
    STEEL,
    STRAW,
    Pen,
    cut,
    join,
    mix,
    oval,
    poly,
    rect,
    spline,
    svg,
)
from playhead.render.theatre.props.registry import prop


@prop("key", 22, 9)
def _key(p: Pen) -> None:
    color = p.either(BRASS)
    with p.at(0, -3.6, -10):
        bow = cut(join(oval(-6.4, 0, 3.2), oval(-9, 0, 1.8), oval(-6.4, -2.6, 1.7), oval(-6.4, 2.6, 1.7)), oval(-6.4, 0, 1.5))
        shaft = rect(-3.4, -0.75, 10, 0.75, 0.6)
        bits = poly([(6.2, 0.4), (6.2, 4), (7.4, 4), (7.4, 2.6), (8.2, 2.6), (8.2, 4), (9.6, 4), (9.6, 0.4)])
        p.fill(join(bow, shaft, bits, rect(-3.4, -1.4, -2.2, 1.4, 0.3), rect(4.4, -1.2, 5.2, 1.2, 0.3)), color, rim=0.35, lo=0.5, grain=0.2)
        p.shine(rect(-2, -0.55, 6, -0.2, 0.2), 0.55)


@prop("clock", 26, 36)
def _clock(p: Pen) -> None:
    case = svg("M-11.6 -1.6 L-11.6 -19 C-11.6 -30 -6 -35.4 0 -35.4 C6 -35.4 11.6 -30 11.6 -19 L11.6 -1.6 Z")
    p.fill(case, p.either(DARK_WOOD), rim=0.6, lo=0.5, grain=0.3)
    p.fill(rect(-13, -2.8, 13, 0, 0.7), p.either(DARK_WOOD), rim=0.5)
    p.fill(oval(0, -21.4, 9.3), BRASS, rim=0.5)
    p.fill(oval(0, -21.4, 8.3), PAPER, hi=0.3, lo=0.22, round_=True)
    ink = p.dim(INKED, 0.35)
    for i in range(60):
        a = math.radians(i * 6)
        r0 = 6.1 if i % 5 == 0 else 7.2
        p.line(poly([(r0 * math.sin(a), -21.4 - r0 * math.cos(a)), (7.6 * math.sin(a), -21.4 - 7.6 * math.cos(a))], close=False), ink, 0.5 if i % 5 == 0 else 0.14)
    seconds = p.frame / 24
    if p.state == "moving":
        seconds *= 240
    for angle, length, width in ((305 + seconds / 120, 4.2, 0.8), (62 + seconds / 10, 6.2, 0.5)):
        a = math.radians(angle)
        p.line(poly([(-math.sin(a), -21.4 + math.cos(a)), (length * math.sin(a), -21.4 - length * math.cos(a))], close=False), ink, width)
    if p.state != "broken":
        a = math.radians(math.floor(seconds) * 6)
        p.line(poly([(-1.4 * math.sin(a), -21.4 + 1.4 * math.cos(a)), (6.8 * math.sin(a), -21.4 - 6.8 * math.cos(a))], close=False), p.mat((190, 54, 44)), 0.22)
    p.flat(oval(0, -21.4, 0.7), p.bright(BRASS, 0.4))
    p.shine(svg("M-5.6 -26.6 Q-2 -29.6 2 -29 Q-3.4 -26.6 -6.4 -20.6 Q-7 -24 -5.6 -26.6 Z"), 0.3, 0.3)
    if p.state == "broken":
        p.line(poly([(-4, -28), (-1, -23.4), (2.4, -22), (5, -15.4)], close=False), p.bright(PAPER, 0.7), 0.25)
    p.fill(rect(-5.4, -10.6, 5.4, -4.4, 0.6), (42, 28, 30), hi=0.1)
    s = math.sin(p.frame / 24 * math.pi) * 2.8 if p.state != "broken" else 0
    p.line(poly([(0, -11), (s, -6.6)], close=False), p.bright(BRASS, 0.3), 0.25)
    p.fill(oval(s, -6.6, 1.3), BRASS, rim=0.25)


@prop("watch", 17, 20)
def _watch(p: Pen) -> None:
    p.line(svg("M0 -16.4 C6 -21 9 -16 7.4 -12 C6 -8 9.6 -5 8 -1"), p.mat(BRASS), 0.5)
    for i in range(11):
        t = i / 11
        p.flat(oval(7.4 + 1.2 * math.sin(t * 7), -13 + 12 * t, 0.42), p.bright(BRASS, 0.4 if i % 2 else 0.0))
    p.line(oval(0, -16.2, 1.4), p.bright(BRASS, 0.2), 0.5)
    p.fill(rect(-0.9, -15.6, 0.9, -13.8, 0.3), BRASS, rim=0.2)
    p.fill(oval(0, -7.2, 7.2), p.either(GOLD), rim=0.5, round_=True)
    p.fill(oval(0, -7.2, 6), PAPER, hi=0.3, lo=0.2, round_=True)
    ink = p.dim(INKED, 0.3)
    for i in range(12):
        a = math.radians(i * 30)
        p.line(poly([(4.5 * math.sin(a), -7.2 - 4.5 * math.cos(a)), (5.4 * math.sin(a), -7.2 - 5.4 * math.cos(a))], close=False), ink, 0.42)
    tick = 0 if p.state == "broken" else math.floor(p.frame / 24)
    for angle, length, width, color in ((300, 3, 0.6, ink), (54, 4.4, 0.36, ink), (tick * 6 + 200, 4.8, 0.14, p.mat((190, 54, 44)))):
        a = math.radians(angle)
        p.line(poly([(0, -7.2), (length * math.sin(a), -7.2 - length * math.cos(a))], close=False), color, width)
    p.flat(oval(0, -7.2, 0.45), p.bright(BRASS, 0.4))
    p.shine(svg("M-4 -10.4 Q-1.6 -13 1.4 -12.6 Q-2.6 -10.6 -4.8 -6.6 Q-5.2 -9 -4 -10.4 Z"), 0.35, 0.2)


@prop("ring", 10, 10)
def _ring(p: Pen) -> None:
    p.fill(cut(oval(0, -3.6, 3.8, 3.6), oval(0, -3.4, 2.9, 2.7)), GOLD, rim=0.28, lo=0.5)
    p.shine(svg("M-3.3 -4.6 Q-2.8 -6.2 -1.4 -6.8 Q-2.6 -5.8 -3.3 -4.6 Z"), 0.8)
    stone = p.either((120, 190, 204))
    top = poly([(-1.9, -8), (-1.1, -9.4), (1.1, -9.4), (1.9, -8), (0, -6.2)])
    p.fill(svg("M-1.3 -6.4 L-1.9 -8.2 L-1.4 -8.4 L0 -6.6 L1.4 -8.4 L1.9 -8.2 L1.3 -6.4 Z"), GOLD, rim=0.12)
    p.fill(top, stone, rim=0.15, hi=0.6)
    p.flat(poly([(-0.7, -8), (0, -9.4), (0.7, -8), (0, -6.2)]), p.bright(stone, 0.9), 0.7)
    p.line(poly([(-1.9, -8), (1.9, -8)], close=False), p.bright(stone, 1.0), 0.1)
    twinkle = 0.6 + 0.4 * math.sin(p.frame / 5)
    p.line(svg("M1.2 -9.9 L1.2 -8.1 M0.3 -9 L2.1 -9"), (255, 255, 245), 0.1, twinkle)


@prop("pen", 24, 7)
def _pen(p: Pen) -> None:
    with p.at(0, -2.6, -14):
        p.fill(svg("M-11 -0.9 Q-11.4 0 -11 0.9 L1.6 1.3 L1.6 -1.3 Z"), p.either((38, 52, 84)), rim=0.3)
        p.fill(rect(1.2, -1.35, 2.4, 1.35, 0.2), GOLD, rim=0.2)
        p.fill(svg("M2.4 -1.2 L7.2 -0.8 L7.2 0.8 L2.4 1.2 Z"), p.either((38, 52, 84)), rim=0.25)
        p.fill(svg("M7.2 -0.85 L8.6 -0.9 L11.6 0 L8.6 0.9 L7.2 0.85 Z"), GOLD, rim=0.2)
        p.line(svg("M8.4 0 L11.4 0"), p.light.ink, 0.12)
        p.fill(svg("M-9 -1.1 L-2.6 -1.7 L-2.6 -1.25 L-9 -0.8 Z"), GOLD, rim=0.15)


@prop("coin", 9, 9)
def _coin(p: Pen) -> None:
    squeeze = abs(math.cos(p.frame / 5)) * 0.85 + 0.15 if p.state == "moving" else 1.0
    p.canvas.scale(squeeze, 1)
    p.fill(oval(0.35, -4.2, 4.1), (120, 84, 44))
    p.fill(oval(0, -4.3, 4.1), GOLD, rim=0.35, lo=0.45)
    p.line(oval(0, -4.3, 3.5), p.dim(GOLD, 0.4), 0.16)
    for i in range(28):
        a = i * 2 * math.pi / 28
        p.flat(oval(3.8 * math.cos(a), -4.3 + 3.8 * math.sin(a), 0.09), p.dim(GOLD, 0.5))
    p.fill(svg("M-1.5 -2 C-1.8 -3.6 -0.9 -4 -1.1 -5 C-1.4 -6.4 -0.2 -7.2 0.7 -6.8 C1.6 -6.4 1.3 -5.4 1.7 -4.8 L1.2 -4.5 C1.4 -3.6 1 -3.4 0.6 -3.3 L1.3 -2 Z"), GOLD, rim=0.25, hi=0.6)


@prop("globe", 34, 46)
def _globe(p: Pen) -> None:
    p.fill(svg("M-11 0 Q-10 -3 -3 -3.6 L3 -3.6 Q10 -3 11 0 Z"), DARK_WOOD, rim=0.5, grain=0.2)
    p.fill(rect(-1.2, -9, 1.2, -3, 0.4), BRASS, rim=0.3)
    with p.at(0, -25, 18):
        p.line(svg("M0 -18.6 C-24 -18.6 -24 18.6 0 18.6"), p.mat(BRASS), 1.5)
        p.line(svg("M0 -18.6 C-24 -18.6 -24 18.6 0 18.6"), p.bright(BRASS, 0.7), 0.4)
        ball = oval(0, 0, 15)
        p.fill(ball, p.either((66, 122, 146)), rim=0.7, round_=True, hi=0.4)
        with p.inside(ball):
            shift = (p.frame * 0.6) % 46 if p.state == "moving" else 6
            for x0 in (-46, 0):
                for shape in (((-10, -9), (-3, -12), (2, -9), (0, -4), (-4, -2), (-3, 3), (-6, 1), (-9, -3)), ((-3, 3), (2, 4), (3, 8), (0, 13), (-2, 9)),
                              ((9, -10), (18, -12), (26, -9), (24, -3), (18, -2), (14, 3), (10, 9), (8, 3), (6, -3))):
                    p.fill(spline([(x + shift + x0, y) for x, y in shape]), (178, 160, 98), lo=0.4, grain=0.2)
            for k in (-1, 0, 1):
                p.line(svg(f"M-16 {k * 7} Q0 {k * 7 + 2} 16 {k * 7}"), p.bright(PAPER, 0.2), 0.18, 0.4)
                p.line(svg(f"M{k * 6} -15 Q{k * 13} 0 {k * 6} 15"), p.bright(PAPER, 0.2), 0.18, 0.4)
            p.shade(cut(oval(0, 0, 18), oval(p.lx * 5, p.ly * 5, 15)), 0.5, 2.6)
        p.fill(oval(0, -16.6, 1.2), BRASS, rim=0.3)


@prop("shell", 17, 14)
def _shell(p: Pen) -> None:
    color = p.either((232, 178, 148))
    fan = svg("M0 -0.4 C-3 -1 -8.6 -4 -8.2 -8 Q-7.4 -10.4 -5.8 -9.8 Q-5 -12.6 -2.8 -12 Q-1.4 -14 0 -12.8 Q1.4 -14 2.8 -12 Q5 -12.6 5.8 -9.8 Q7.4 -10.4 8.2 -8 C8.6 -4 3 -1 0 -0.4 Z")
    p.fill(svg("M-3.4 -2.4 L-4 0 L4 0 L3.4 -2.4 Z"), color, rim=0.25)
    p.fill(fan, color, rim=0.45, hi=0.4, grain=0.2)
    with p.inside(fan):
        for i in range(-5, 6):
            p.line(svg(f"M0 -0.6 Q{i * 1.1:.2f} -6 {i * 1.6:.2f} -14"), p.dim((190, 104, 92), 0.15), 0.32, 0.75)
        for r in (5.6, 8.6, 11):
            p.line(oval(0, -0.4, r * 0.78, r), p.bright(CERAMIC, 0.5), 0.3, 0.4)


@prop("stone", 22, 13)
def _stone(p: Pen) -> None:
    body = spline([(-10.4, -2), (-9.4, -7.6), (-3.4, -12), (4, -11.6), (9.6, -7), (10.4, -1.6), (6, -0.2), (-6, -0.2)])
    p.fill(body, p.either((128, 128, 138)), rim=0.6, round_=True, grain=0.5)
    with p.inside(body):
        p.line(svg("M-8 -9 C-3 -6 0 -8 4 -4 C6 -2 8 -3 11 -2"), p.bright(PAPER, 0.2), 0.6, 0.6)
        p.line(svg("M-6 -11 Q-3 -8 -4 -4"), p.dim(IRON, 0.3), 0.3, 0.7)


@prop("feather", 28, 12)
def _feather(p: Pen) -> None:
    color = p.either((226, 222, 214))
    sway = math.sin(p.frame / 9) * 6 if p.state == "moving" else 0
    with p.at(0, -3, -18 + sway):
        vane = svg("M-9 0.6 C-8 -2 -6.4 -2.4 -5.6 -1.6 C-4 -5.4 6 -7 13.4 -3.4 C12 -2.6 12.4 -2 11 -1.8 C10.4 -0.6 11 0 9 0 L8.4 1.2 C3 4.4 -4 4 -6.4 1.6 C-7 2.4 -8.4 2 -9 0.6 Z")
        p.fill(vane, color, rim=0.3, lo=0.4)
        with p.inside(vane):
            for i in range(52):
                x = -9 + i * 0.43
                p.line(svg(f"M{x:.2f} 0 Q{x + 1.4:.2f} -2.6 {x + 3.4:.2f} -5.4 M{x:.2f} 0 Q{x + 1.4:.2f} 2.2 {x + 2.6:.2f} 4.4"), p.dim((132, 140, 158), 0.1), 0.1, 0.5)
            p.flat(svg("M6 -8 L16 -8 L16 4 L3 4 Q7 -2 6 -8 Z"), p.dim((84, 90, 112), 0.1), 0.55, blur=0.5)
        p.line(svg("M-14 1.4 Q-4 0.6 12.6 -1.4"), p.bright((206, 190, 160), 0.4), 0.35)


@prop("mirror", 26, 38)
def _mirror(p: Pen) -> None:
    p.fill(svg("M-7 0 Q-6 -2.4 0 -2.6 Q6 -2.4 7 0 Z"), BRASS, rim=0.35)
    p.fill(rect(-0.9, -5, 0.9, -2, 0.4), BRASS, rim=0.25)
    p.fill(oval(0, -21, 12.4, 16.6), p.either(GOLD), rim=0.7, lo=0.5, grain=0.2)
    for i in range(28):
        a = i * 2 * math.pi / 28
        p.fill(oval(11.6 * math.cos(a), -21 + 15.7 * math.sin(a), 0.8), GOLD, rim=0.2)
    glass = oval(0, -21, 10.2, 14.2)
    p.fill(glass, mix((150, 176, 190), p.light.haze, 0.45), hi=0.5, lo=0.45)
    with p.inside(glass):
        p.halo(p.lx * 5, -26, 13, p.light.key, 0.35)
        p.shine(poly([(-10, -14), (2, -37), (6, -37), (-8, -10)]), 0.28)
        p.shine(poly([(-6, -8), (8, -35), (9.6, -33), (-4.4, -6)]), 0.18)
        if p.state == "broken":
            for a in (10, 70, 128, 190, 250, 310):
                r = math.radians(a)
                p.line(poly([(2, -23), (2 + 5 * math.cos(r), -23 + 6 * math.sin(r)), (2 + 13 * math.cos(r + 0.15), -23 + 17 * math.sin(r + 0.15))], close=False), p.light.ink, 0.3)


@prop("hat", 34, 17)
def _hat(p: Pen) -> None:
    color = p.either((88, 66, 64))
    crown = svg("M-10 -3 C-10.4 -9 -9 -15 -6.4 -15.8 C-4 -16.6 -2 -14.6 0 -14.8 C2 -15 4 -17 6.6 -15.8 C9 -14.6 10.4 -9 10 -3 Z")
    p.fill(svg("M-17 -3.2 C-10 -6 10 -6 17 -3.2 C17 0.6 -17 0.6 -17 -3.2 Z"), color, rim=0.45, lo=0.5, grain=0.2)
    p.fill(crown, color, rim=0.5, lo=0.45, grain=0.25)
    with p.inside(crown):
        p.flat(svg("M-11 -6.6 Q0 -4.4 11 -6.6 L11 -2.4 Q0 -0.6 -11 -2.4 Z"), p.mat((160, 60, 48)))
    p.shade(svg("M-10.4 -2.6 Q0 -0.6 10.4 -2.6 Q0 0.2 -10.4 -2.6 Z"), 0.5, 0.3)


@prop("coat", 44, 92)
def _coat(p: Pen) -> None:
    color = p.either((86, 74, 92))
    p.line(svg("M0 -88 C0 -93 4.6 -92 3.6 -89 Q2.6 -86.6 0 -85"), p.bright(STEEL, 0.3), 0.7)
    for s in (-1, 1):
        p.fill(svg(f"M{s * 8} -82 C{s * 16} -80 {s * 18} -70 {s * 21} -34 L{s * 14.6} -32 L{s * 9} -66 Z"), color, rim=0.6, grain=0.25)
    body = svg("M-8 -84 C-13 -82 -14 -76 -13 -60 C-13 -40 -16 -14 -18 -1 Q0 1.6 18 -1 C16 -14 13 -40 13 -60 C14 -76 13 -82 8 -84 Z")
    p.fill(body, color, rim=0.8, lo=0.5, grain=0.3)
    for x in (-9, -4, 6, 10):
        p.line(svg(f"M{x * 0.6} -44 Q{x} -20 {x * 1.3} -2"), p.dim(color, 0.5), 0.7, 0.6)
    p.line(svg("M1 -72 L2 0"), p.dim(color, 0.6), 0.5)
    for s in (-1, 1):
        p.fill(svg(f"M0 -70 L{s * 2} -84.6 L{s * 8} -83 L{s * 9} -74 Z"), color, rim=0.45, hi=0.4)
        p.line(svg(f"M{s * 6} -33 L{s * 12} -34"), p.bright(color, 0.5), 0.8)
    for y in (-64, -52, -40):
        p.fill(oval(-1.8, y, 1.1), BRASS, rim=0.25)


@prop("umbrella", 58, 64)
def _umbrella(p: Pen) -> None:
    color = p.either((176, 58, 54))
    if p.state == "open" or p.state == "lit":
        p.wire(svg("M0 -60 L0 -6 C0 2 -7 2 -7 -4"), DARK_WOOD, 1.3)
        top = svg("M-29 -34 C-26 -54 -10 -61 0 -61.4 C10 -61 26 -54 29 -34 Q23 -38 19.4 -34 Q14 -39 9.6 -34.4 Q4.6 -39 0 -34.4 Q-4.6 -39 -9.6 -34.4 Q-14 -39 -19.4 -34 Q-23 -38 -29 -34 Z")
        p.fill(top, color, rim=0.9, lo=0.5, grain=0.15)
        with p.inside(top):
            for x in (-19.4, -9.6, 9.6, 19.4):
                p.line(svg(f"M0 -61.4 Q{x * 0.9} -52 {x} -34"), p.dim(color, 0.4), 0.5, 0.8)
            p.shade(svg("M-19.4 -34 Q-14 -52 0 -61.4 Q-6 -48 -9.6 -34 Z"), 0.14)
            p.shade(svg("M9.6 -34 Q8 -50 0 -61.4 Q16 -52 19.4 -34 Z"), 0.14)
        p.line(svg("M0 -61 L0 -64"), p.mat(BRASS), 0.9)
        return
    with p.at(0, 0, 6):
        p.wire(svg("M0 -6 L0 -54 C0 -64 9 -63.6 8.4 -57"), DARK_WOOD, 1.5)
        p.fill(svg("M0 -1 C-5 -14 -5.4 -34 -3.4 -46 L3.4 -46 C5.4 -34 4 -14 0 -1 Z"), color, rim=0.6, lo=0.5, grain=0.15)
        for d in ("M-2.6 -45 Q-3 -20 0 -3", "M1 -45 Q2 -24 0 -4"):
            p.line(svg(d), p.dim(color, 0.5), 0.5, 0.8)
        p.line(svg("M-4.6 -28 Q0 -25.4 4.4 -29"), p.dim(color, 0.6), 1.1)
        p.line(svg("M0 -2 L0 0"), p.bright(STEEL, 0.4), 0.7)


@prop("rope", 40, 17)
def _rope(p: Pen) -> None:
    for i, (rx, y) in enumerate(((18.4, -3), (17, -6.6), (15.6, -10), (13.6, -13))):
        ring = oval(0, y, rx, 3.2)
        p.line(ring, p.dim(STRAW, 0.4), 3.8)
        p.line(ring, p.mat(p.either(STRAW)), 3.1)
        for k in range(30):
            a = (k + i * 0.3) * 2 * math.pi / 30
            if math.sin(a) < -0.55 and i < 3:
                continue
            x, yy = rx * math.cos(a), y + 3.2 * math.sin(a)
            p.line(poly([(x - 0.9, yy + 1.1), (x + 0.7, yy - 1.2)], close=False), p.dim((130, 88, 46), 0.2), 0.4)
            p.line(poly([(x - 0.5, yy + 1.1), (x + 1.1, yy - 1.2)], close=False), p.bright(STRAW, 0.5), 0.3, 0.7)
    p.wire(svg("M13 -3 C18 -1 20 -4 19.4 -1"), STRAW, 2.4)


@prop("typewriter", 46, 33)
def _typewriter(p: Pen) -> None:
    color = p.either((52, 74, 80))
    sheet = svg("M-12 -18 L-11.4 -32.6 L11.4 -32.6 L12 -18 Z")
    p.fill(sheet, PAPER, rim=0.35, lo=0.2, grain=0.15)
    p.scribble(-9, -31, 9, -21, 5, p.dim(INKED, 0.1))
    p.fill(rect(-19, -21, 19, -16.6, 2), IRON, rim=0.5)
    for s in (-1, 1):
        p.fill(rect(min(s * 19, s * 21.6), -21.6, max(s * 19, s * 21.6), -16, 0.8), DARK_WOOD, rim=0.35)
    p.fill(svg("M-17 -17.6 Q-17 -18.4 -15 -18.4 L15 -18.4 Q17 -18.4 17 -17.6 L20 -6 L-20 -6 Z"), color, rim=0.7, lo=0.5, grain=0.25)
    p.fill(svg("M-9 -16 Q0 -19.4 9 -16 L10.6 -12 Q0 -9 -10.6 -12 Z"), (30, 28, 36), hi=0.1)
    for i in range(-6, 7):
        p.line(svg(f"M{i * 1.5} -11.4 Q{i * 1.2} -14 {i * 0.7} -16.4"), p.bright(STEEL, 0.2), 0.25)
    p.fill(svg("M-20 -6 L20 -6 L22.4 -0.8 Q22 0 21 0 L-21 0 Q-22 0 -22.4 -0.8 Z"), color, rim=0.6, lo=0.6)
    for row in range(3):
        for i in range(10):
            x = -14.6 + i * 3.24 + row * 0.5
            y = -7.6 + row * 2.5
            p.fill(oval(x, y + 0.4, 1.25, 1.0), (30, 28, 36), lo=0.2)
            p.fill(oval(x, y - 0.3, 1.15, 0.85), CERAMIC, rim=0.2)
    p.line(svg("M-19 -20 L-23 -23.6"), p.bright(STEEL, 0.5), 0.7)
    p.flat(rect(-4, -9.9, 4, -8.9, 0.4), p.bright(BRASS, 0.4), 0.9)


