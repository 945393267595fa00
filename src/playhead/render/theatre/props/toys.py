"""Toys: a wooden horse on wheels, a doll, a ball, a kite."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import (
    ACCENTS,
    BRASS,
    CERAMIC,
    DARK_WOOD,
    IRON,
    STRAW,
    WOOD,
    Pen,
    mix,
    oval,
    poly,
    rect,
    svg,
)
from playhead.render.theatre.props.registry import prop


@prop("toy", 38, 36)
def _toy(p: Pen) -> None:
    color = p.either((196, 80, 62))
    roll = p.frame * 9 if p.state == "moving" else 20
    p.fill(rect(-16, -6.6, 16, -3.6, 1), WOOD, rim=0.4, grain=0.3)
    for x in (-11.0, 11.0):
        p.fill(oval(x, -3.4, 3.6), (64, 110, 124), rim=0.4)
        with p.at(x, -3.4, roll):
            for _ in range(4):
                p.line(poly([(0, 0), (2.8, 0)], close=False), p.bright(CERAMIC, 0.1), 0.5)
                p.canvas.rotate(90)
        p.fill(oval(x, -3.4, 1.1), BRASS, rim=0.2)
    for x in (-8.6, 7.4):
        p.fill(rect(x - 2, -14, x + 2, -6), color, rim=0.4, lo=0.6)
    p.fill(svg("M-12 -20 C-15 -18 -16 -13 -15 -8 C-13.6 -8 -13 -12 -11 -14 Z"), STRAW, rim=0.35)
    body = svg("M-12.6 -12 C-13 -19 -8 -21.6 -2 -20.6 C3 -20 5 -24 7 -29 C8.4 -33 11 -35 13 -35.6 L14 -32.6 C16 -31 18 -28 18.6 -25.6 C18 -23.4 16 -23 14 -24.6 C13 -21 12.6 -15 10 -12 Q-1 -9.6 -12.6 -12 Z")
    p.fill(body, color, rim=0.6, round_=True, hi=0.4, grain=0.3)
    p.fill(svg("M12 -35 C7 -34 4 -29 3 -23.6 Q2 -21.6 0 -21 C1.4 -27 4 -34.6 12 -36 Z"), STRAW, rim=0.35)
    p.flat(oval(14, -29.6, 0.8), p.light.ink)
    p.fill(svg("M-6 -20.8 Q0 -19 4 -21 L3.4 -14.6 Q-1 -13 -5.6 -14.6 Z"), (64, 110, 124), rim=0.35)
    for x, y in ((-9.4, -16), (-10, -13.2), (7.4, -18), (9, -15)):
        p.flat(oval(x, y, 0.9), p.bright(CERAMIC, 0.2), 0.9)
    p.line(svg("M16 -5 C20 -5 19 -2 23 -1"), p.mat(STRAW), 0.4)


@prop("doll", 26, 46)
def _doll(p: Pen) -> None:
    dress = p.either((196, 88, 96))
    skin = (236, 200, 170)
    for s in (-1, 1):
        p.fill(rect(s * 3.4 - 1.7, -12, s * 3.4 + 1.7, -2, 0.6), CERAMIC, rim=0.3)
        p.fill(svg(f"M{s * 3.4 - 2} -3 L{s * 3.4 + 2} -3 Q{s * 3.4 + 3} 0 {s * 3.4 + 2} 0 L{s * 3.4 - 2} 0 Q{s * 3.4 - 3} 0 {s * 3.4 - 2} -3 Z"), DARK_WOOD, rim=0.25)
        with p.at(s * 5, -27, -s * 24):
            p.fill(rect(-1.7, 0, 1.7, 11, 1.6), skin, rim=0.3)
            p.fill(svg("M-2.6 0 Q0 -3 2.6 0 L3 5 Q0 6 -3 5 Z"), dress, rim=0.35)
    p.fill(svg("M-4 -29 L4 -29 L5 -22 C8 -18 10.6 -14 11 -9 Q0 -5.4 -11 -9 C-10.6 -14 -8 -18 -5 -22 Z"), dress, rim=0.5, lo=0.45, grain=0.2)
    for i in range(-3, 4):
        p.line(svg(f"M{i * 1.1} -21.6 Q{i * 2} -15 {i * 3.1} -8"), p.dim(dress, 0.4), 0.4, 0.7)
    p.line(svg("M-11 -9.6 Q0 -6 11 -9.6"), p.bright(CERAMIC, 0.2), 0.9)
    p.fill(svg("M-5.2 -22.6 L5.2 -22.6 L5.4 -20.4 L-5.4 -20.4 Z"), CERAMIC, rim=0.2)
    p.fill(svg("M-8.6 -36 C-10 -46.4 10 -46.4 8.6 -36 C10 -32 9.4 -28.6 7 -27.4 L-7 -27.4 C-9.4 -28.6 -10 -32 -8.6 -36 Z"), (120, 70, 44), rim=0.5)
    p.fill(oval(0, -35, 6.6, 6.9), skin, rim=0.4, round_=True)
    p.fill(svg("M-7 -36 C-6 -43.6 6 -43.6 7 -36 Q3 -40 0 -39.6 Q-3 -40 -7 -36 Z"), (120, 70, 44), rim=0.3)
    for s in (-1, 1):
        p.flat(oval(s * 2.6, -35, 0.95), p.light.ink)
        p.flat(oval(s * 2.6 + 0.3, -35.4, 0.28), CERAMIC)
        p.flat(oval(s * 3.9, -32.4, 1.2, 0.8), p.mat((222, 120, 110)), 0.6, blur=0.3)
    p.line(svg("M-1 -31.6 Q0 -30.8 1 -31.6"), p.mat((176, 60, 60)), 0.5)
    if p.state == "broken":
        p.line(poly([(2, -41), (0.6, -38), (3, -36.4), (1.6, -33)], close=False), p.light.ink, 0.3)


@prop("ball", 24, 24)
def _ball(p: Pen) -> None:
    hop = abs(math.sin(p.frame / 6)) * 22 if p.state == "moving" else 0
    with p.at(0, -hop):
        ball = oval(0, -12, 12)
        color = p.either(ACCENTS["red"])
        p.fill(ball, color, rim=0.6, round_=True, hi=0.4, lo=0.6)
        with p.inside(ball):
            with p.at(0, -12, 18 + (p.frame * 5 if p.state == "moving" else 0)):
                for k in range(3):
                    p.fill(svg("M0 -13 Q9 -8 8 0 Q9 8 0 13 Q4 4 3.4 0 Q4 -4 0 -13 Z"), (CERAMIC, (226, 180, 82), (64, 112, 130))[k], lo=0.5)
                    p.canvas.rotate(120)
            p.shade(svg("M-13 -12 C-13 3 13 3 13 -12 C10 -2 -10 -2 -13 -12 Z"), 0.4, 1.6)
        s = 1 if p.lx > 0 else -1
        p.shine(oval(s * 4.4, -17.6, 2.3, 1.7), 0.6, 0.6)


@prop("kite", 62, 92)
def _kite(p: Pen) -> None:
    color = p.either(ACCENTS["red"])
    sway = math.sin(p.frame / 11) * 4
    with p.at(0, -52, 14 + sway):
        p.line(svg(f"M0 30 C{8 + sway} 38 {-8 + sway} 44 {2 - sway} 52"), p.dim(DARK_WOOD, 0.1), 0.6)
        for k in range(3):
            x, y = (5 + sway * 0.6, -2 + sway * 0.4, 2 - sway)[k], (35, 43, 51)[k]
            c = (STRAW, (64, 112, 130), color)[k]
            p.fill(poly([(x, y), (x - 4.6, y - 2.4), (x - 4.6, y + 2.4)]), c, rim=0.3)
            p.fill(poly([(x, y), (x + 4.6, y - 2.4), (x + 4.6, y + 2.4)]), c, rim=0.3)
        for points, tone, hi in (
            (((0, -40), (0, -12), (-25, -12)), color, 0.5), (((0, -40), (25, -12), (0, -12)), (230, 184, 96), 0.4),
            (((-25, -12), (0, -12), (0, 30)), (230, 184, 96), 0.2), (((0, -12), (25, -12), (0, 30)), color, 0.1),
        ):
            p.fill(poly(points), tone, rim=0.5, hi=hi, lo=0.35, grain=0.25)
        p.line(svg("M0 -40 L0 30 M-25 -12 L25 -12"), p.dim(WOOD, 0.2), 0.9)
        p.fill(oval(0, -12, 3.4), mix(color, IRON, 0.5), rim=0.3)
