"""What stands on a table or a sill: cups, pots, food, flowers."""

from __future__ import annotations

import math

from playhead.render.theatre.props.lamps import steam
from playhead.render.theatre.props.pen import CERAMIC, GLASS, GREEN, STRAW, WOOD, Pen, cut, mix, oval, poly, rect, svg
from playhead.render.theatre.props.registry import prop


def _hot(p: Pen) -> bool:
    return p.state in ("steaming", "lit")


@prop("cup", 13, 10)
def _cup(p: Pen) -> None:
    color = p.either((70, 122, 134))
    p.fill(svg("M-6.4 -0.9 Q-6 0 0 0 Q6 0 6.4 -0.9 Q4 -1.6 0 -1.6 Q-4 -1.6 -6.4 -0.9 Z"), CERAMIC, rim=0.25)
    handle = cut(oval(4.4, -5.2, 2.7, 2.6), oval(4.2, -5.2, 1.5, 1.5))
    p.fill(handle, color, rim=0.3)
    body = svg("M-4.6 -9 C-4.7 -4 -3.9 -1.4 -1.6 -0.9 L1.6 -0.9 C3.9 -1.4 4.7 -4 4.6 -9 Z")
    p.fill(body, color, rim=0.4, round_=True, grain=0.1)
    with p.inside(body):
        p.line(svg("M-5 -6.7 Q0 -5.7 5 -6.7"), CERAMIC, 0.4, 0.55)
        p.line(svg("M-5 -5.9 Q0 -4.9 5 -5.9"), CERAMIC, 0.18, 0.45)
    p.fill(oval(0, -9, 4.6, 0.9), CERAMIC, hi=0.5)
    p.flat(oval(0, -8.85, 3.9, 0.6), p.dim((96, 54, 32), 0.3))
    p.shine(svg("M-3.4 -8.75 Q-1.6 -8.4 0.4 -8.45 Q-1.8 -8.7 -3.4 -8.75 Z"), 0.5)
    if p.state != "broken":
        if _hot(p):
            steam(p, 0, -9.2, 17, 2.4)
    else:
        p.line(poly([(1, -9), (0.4, -6.4), (1.8, -5), (0.8, -2.6)], close=False), p.light.ink, 0.3)


@prop("teapot", 30, 23)
def _teapot(p: Pen) -> None:
    color = p.either((42, 112, 122))
    p.wire(svg("M-9 -14 C-18 -16 -16 -3.6 -8.6 -4.6"), color, 1.8)
    p.fill(svg("M8 -9.6 C11.6 -9 11.4 -12.6 14 -15.4 L15.2 -14.6 C13.8 -11 14 -6.2 8 -4.6 Z"), color, rim=0.55)
    body = svg("M-10.2 -9 C-10.2 -15 -5.4 -17.4 0 -17.4 C5.4 -17.4 10.2 -15 10.2 -9 C10.2 -4 6.4 -0.8 4 -0.8 L-4 -0.8 C-6.4 -0.8 -10.2 -4 -10.2 -9 Z")
    p.fill(rect(-4.6, -1.4, 4.6, 0, 0.7), color, lo=0.6)
    p.fill(body, color, rim=0.8, round_=True, grain=0.14)
    with p.inside(body):
        band = mix(p.bright(CERAMIC, 0.2), p.mat(color), 0.25)
        p.line(svg("M-11 -7.2 Q0 -4.4 11 -7.2"), band, 0.35, 0.7)
        for i in range(-4, 5):
            x = i * 2.35
            y = -8.9 + 1.3 * (1 - (i / 4) ** 2)
            for k in range(5):
                a = k * 1.2566
                p.flat(oval(x + 0.62 * math.cos(a), y + 0.62 * math.sin(a), 0.42), band, 0.75)
            p.flat(oval(x, y, 0.34), p.bright((220, 160, 70), 0.2))
        p.line(svg("M-11 -10.8 Q0 -8.6 11 -10.8"), band, 0.35, 0.7)
    s = 1 if p.lx > 0 else -1
    p.shine(svg(f"M{s * 3} -15.8 Q{s * 7.8} -14.4 {s * 8.6} -10.6 Q{s * 6.6} -13.8 {s * 3} -15.8 Z"), 0.45, 0.35)
    p.fill(svg("M-4.6 -16.4 Q0 -15.2 4.6 -16.4 Q4 -20 0 -20 Q-4 -20 -4.6 -16.4 Z"), color, rim=0.5, round_=True)
    p.fill(oval(0, -20.9, 1.5, 1.4), (214, 164, 84), rim=0.3)
    if _hot(p) or not p.state:
        steam(p, 14.8, -15.6, 24, 3.0)


@prop("bottle", 10, 33)
def _bottle(p: Pen) -> None:
    if p.state == "broken":
        jagged = poly([(-6, 1), (6, 1), (6, -21), (3.4, -17.4), (1.6, -21.4), (0.2, -16.8), (-1.8, -20.4), (-3.4, -16.4), (-6, -20)])
        with p.inside(jagged):
            _whole_bottle(p)
        for x, turn in ((-8, 20), (7.4, -32), (9, 8)):
            with p.at(x, -0.6, turn):
                p.fill(poly([(-1.6, 0.4), (0.2, -2.2), (1.8, 0.4)]), p.either((52, 104, 78)), rim=0.25)
        return
    _whole_bottle(p)


def _whole_bottle(p: Pen) -> None:
    color = p.either((52, 104, 78))
    body = svg("M-4.6 -0.6 Q-4.6 0 -4 0 L4 0 Q4.6 0 4.6 -0.6 L4.6 -18 C4.6 -22 1.7 -22.6 1.7 -25.4 L1.7 -30.6 L-1.7 -30.6 L-1.7 -25.4 C-1.7 -22.6 -4.6 -22 -4.6 -18 Z")
    p.fill(body, color, rim=0.5, lo=0.55)
    with p.inside(body):
        p.flat(rect(-5, -15.6, 5, 0), p.dim((74, 30, 40), 0.2), 0.45)
        p.halo(p.lx * 3, -12, 6, p.light.key, 0.3)
    p.fill(rect(-2.1, -31, 2.1, -29.2, 0.4), color, rim=0.3)
    p.fill(rect(-1.4, -33, 1.4, -30.8, 0.3), STRAW, rim=0.2)
    p.fill(rect(-4.6, -14.6, 4.6, -6), (236, 222, 190), hi=0.4, lo=0.5, grain=0.2)
    p.line(rect(-3.9, -13.9, 3.9, -6.7), p.dim((150, 60, 46), 0.1), 0.25)
    p.scribble(-3, -12.4, 3.2, -8.2, 3, p.dim((70, 40, 40), 0.2))
    s = 1 if p.lx > 0 else -1
    p.shine(svg(f"M{s * 3.5} -18.4 L{s * 3.5} -1.4 L{s * 2.9} -1.4 L{s * 2.9} -19 Z"), 0.5, 0.2)
    p.shine(svg(f"M{s * 0.9} -29 L{s * 0.9} -24.6 L{s * 0.5} -24.6 L{s * 0.5} -29 Z"), 0.6, 0.1)


@prop("glass", 9, 14)
def _glass(p: Pen) -> None:
    body = svg("M-4 -13.6 L-3 -0.6 Q-3 0 -2.4 0 L2.4 0 Q3 0 3 -0.6 L4 -13.6 Z")
    p.flat(body, p.mat(GLASS), 0.34)
    wine = svg("M-3.62 -8.8 L-2.7 -1 Q0 -0.5 2.7 -1 L3.62 -8.8 Z")
    p.fill(wine, p.either((176, 108, 48)), hi=0.6, lo=0.4)
    p.flat(oval(0, -8.8, 3.62, 0.55), p.bright(p.either((196, 128, 62)), 0.5))
    p.line(oval(0, -13.5, 4, 0.6), p.bright(GLASS, 0.6), 0.22, 0.8)
    p.line(svg("M-4 -13.6 L-3 -0.6 Q-3 0 -2.4 0 L2.4 0 Q3 0 3 -0.6 L4 -13.6"), p.bright(GLASS, 0.5), 0.22, 0.75)
    s = 1 if p.lx > 0 else -1
    p.shine(svg(f"M{s * 3.2} -12.4 L{s * 2.5} -2.4 L{s * 2} -2.4 L{s * 2.5} -12.4 Z"), 0.6, 0.12)
    if p.state == "broken":
        p.line(poly([(-2, -13.5), (-0.6, -10), (-2.2, -7), (0.2, -4)], close=False), p.bright(GLASS, 0.8), 0.25)


@prop("bread", 34, 13)
def _bread(p: Pen) -> None:
    p.fill(rect(-17, -1.6, 17, 0, 0.7), WOOD, rim=0.3, grain=0.3)
    loaf = svg("M-14 -2 C-17.4 -5.4 -13.4 -10.8 -8.4 -11.6 C-3 -13 6 -12.8 9.6 -11 C14.4 -9.4 16.4 -5 13.4 -2 C10 -1 -10 -1 -14 -2 Z")
    p.fill(loaf, (192, 122, 62), rim=0.6, round_=True, grain=0.3)
    with p.inside(loaf):
        for i in range(4):
            x = -8.6 + i * 5.6
            p.fill(svg(f"M{x - 1.6} -13 Q{x + 1.4} -9 {x + 3.4} -5.4 Q{x + 4.6} -8.6 {x + 1.8} -13 Z"), (238, 206, 152), lo=0.2)
            p.line(svg(f"M{x - 1.6} -13 Q{x + 1.4} -9 {x + 3.4} -5.4"), p.dim((130, 70, 34), 0.2), 0.35)


@prop("apple", 10, 11)
def _apple(p: Pen) -> None:
    body = svg("M0 -7.9 C-2 -9.4 -5 -8.4 -4.9 -4.8 C-4.8 -1.6 -2.6 0.2 -1 0 Q0 -0.4 1 0 C2.6 0.2 4.8 -1.6 4.9 -4.8 C5 -8.4 2 -9.4 0 -7.9 Z")
    p.fill(body, p.either((196, 58, 46)), rim=0.4, round_=True, hi=0.4)
    with p.inside(body):
        for i in range(9):
            x = -4 + i
            p.line(svg(f"M{x * 0.3:.2f} -8 Q{x * 1.15:.2f} -5 {x:.2f} -1.6"), p.bright((240, 196, 90), 0.1), 0.18, 0.28)
    s = 1 if p.lx > 0 else -1
    p.shine(oval(s * 2.5, -6.2, 0.8, 1.1), 0.6, 0.25)
    p.line(svg("M0 -7.8 Q0.1 -9.4 1 -10.4"), p.dim((90, 60, 36), 0.1), 0.5)
    p.fill(svg("M0.4 -9 Q1.6 -11.4 4.2 -10.6 Q3 -8.6 0.4 -9 Z"), GREEN, rim=0.18)


@prop("plate", 26, 5)
def _plate(p: Pen) -> None:
    p.fill(svg("M-13 -3.4 Q-7 -0.2 -4 0 L4 0 Q7 -0.2 13 -3.4 Z"), CERAMIC, lo=0.6)
    p.fill(oval(0, -3.4, 13, 1.7), p.either(CERAMIC), rim=0.25, hi=0.5)
    p.line(oval(0, -3.3, 11.6, 1.36), p.mat((64, 104, 172)), 0.25)
    p.fill(oval(0, -3.2, 8.4, 0.95), p.either(CERAMIC), hi=0.1, lo=0.3)
    if p.state == "broken":
        p.line(poly([(-3, -5), (-1, -3.6), (-2, -2.6), (1, -0.4)], close=False), p.light.ink, 0.35)


@prop("bowl", 22, 11)
def _bowl(p: Pen) -> None:
    color = p.either((196, 110, 66))
    p.fill(rect(-4.6, -1.4, 4.6, 0, 0.5), color, lo=0.6)
    body = svg("M-10.6 -9.4 C-10 -3.6 -6 -0.8 -3.6 -0.8 L3.6 -0.8 C6 -0.8 10 -3.6 10.6 -9.4 Z")
    p.fill(body, color, rim=0.5, round_=True, grain=0.15)
    with p.inside(body):
        p.line(svg("M-10.4 -6.6 Q0 -4.6 10.4 -6.6"), CERAMIC, 0.5, 0.6)
    p.fill(oval(0, -9.4, 10.6, 1.5), p.bright(color, 0.2), rim=0.2, lo=0.6)
    p.flat(oval(0, -9.1, 9.2, 1.05), p.dim((206, 150, 80), 0.1))
    for i in range(6):
        p.flat(oval(-6 + i * 2.4, -9.2 + 0.3 * (i % 2), 0.7, 0.3), p.mat((120, 150, 70)))
    if _hot(p):
        steam(p, 0, -10, 20, 3.6)


@prop("basket", 36, 32)
def _basket(p: Pen) -> None:
    p.wire(svg("M-13 -15 C-14 -36 14 -36 13 -15"), STRAW, 1.8)
    for i in range(3):
        p.fill(oval(-7 + i * 7, -17.4 - (i % 2), 4.6), ((196, 70, 52), (216, 160, 66), (150, 66, 60))[i], rim=0.4, round_=True)
    body = svg("M-15.4 -16 L-12 -0.8 Q-12 0 -11 0 L11 0 Q12 0 12 -0.8 L15.4 -16 Z")
    p.fill(body, p.either(STRAW), rim=0.6, lo=0.55, grain=0.2)
    with p.inside(body):
        for row in range(6):
            y = -14.4 + row * 2.7
            for i in range(-7, 8):
                x = i * 2.4 + (1.2 if row % 2 else 0)
                p.line(svg(f"M{x - 1.3:.2f} {y + 0.8:.2f} Q{x:.2f} {y - 0.7:.2f} {x + 1.3:.2f} {y + 0.8:.2f}"), p.dim((110, 74, 38), 0.15), 0.5, 0.75)
    p.fill(rect(-16, -17, 16, -14.6, 1.1), p.either(STRAW), rim=0.45)


@prop("flower", 18, 38)
def _flower(p: Pen) -> None:
    stem = svg("M0 0 C-1.6 -10 2 -18 0.4 -27")
    p.line(stem, p.dim(GREEN, 0.1), 0.9)
    for d in ("M-0.4 -8 C-5 -8.6 -8 -12.6 -8.6 -17 C-4.4 -16 -1.4 -13 -0.4 -8 Z", "M0.4 -13 C4 -13.6 6.4 -16 7.4 -20 C3.6 -19.6 1 -17 0.4 -13 Z"):
        p.fill(svg(d), GREEN, rim=0.35, grain=0.1)
    color = p.either((212, 84, 74))
    for ring, (n, r, w) in enumerate(((9, 6.0, 2.7), (7, 3.9, 2.3), (5, 2.0, 1.7))):
        for i in range(n):
            a = i * 2 * math.pi / n + ring * 0.4
            with p.at(0.4 + r * 0.62 * math.cos(a), -30.4 + r * 0.55 * math.sin(a), math.degrees(a) + 90):
                p.fill(svg(f"M0 {r * 0.55} C{-w} {r * 0.3} {-w} {-r * 0.62} 0 {-r * 0.66} C{w} {-r * 0.62} {w} {r * 0.3} 0 {r * 0.55} Z"),
                       mix(color, (255, 232, 200), 0.14 * ring), hi=0.34, lo=0.36)
                p.line(svg(f"M0 {r * 0.4} L0 {-r * 0.3}"), p.dim(color, 0.35), 0.14, 0.5)
    p.fill(oval(0.4, -30.4, 1.9, 1.7), (226, 170, 70), rim=0.25, round_=True)


@prop("plant", 46, 62)
def _plant(p: Pen) -> None:
    for i in range(13):
        a = math.radians(-90 + (i - 6) * 13 + (i * 37 % 9) - 4)
        length = 30 + (i * 53 % 13) - abs(i - 6) * 0.6
        x, y = math.cos(a) * length * 0.72, -20 + math.sin(a) * length * 1.22
        bx, by = math.cos(a) * length * 0.3, -20 + math.sin(a) * length * 0.75
        nx, ny = -math.sin(a) * 4.3, math.cos(a) * 4.3
        leaf = svg(f"M0 -18 Q{bx - nx:.2f} {by - ny:.2f} {x:.2f} {y:.2f} Q{bx + nx:.2f} {by + ny:.2f} 0 -18 Z")
        p.fill(leaf, mix(GREEN, (40, 84, 66), (i % 3) * 0.4), rim=0.4, grain=0.1)
        p.line(svg(f"M0 -18 Q{bx:.2f} {by:.2f} {x:.2f} {y:.2f}"), p.bright(GREEN, 0.35), 0.3, 0.6)
    pot = svg("M-11 -17 L-8.4 -0.8 Q-8.2 0 -7.4 0 L7.4 0 Q8.2 0 8.4 -0.8 L11 -17 Z")
    p.fill(pot, p.either((184, 96, 62)), rim=0.6, lo=0.55, grain=0.25)
    p.fill(rect(-12, -19.6, 12, -15.4, 0.8), p.either((184, 96, 62)), rim=0.5)
    p.shade(rect(-11, -15.4, 11, -14), 0.3, 0.3)


