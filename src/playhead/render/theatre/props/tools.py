"""What is wielded, worn on a hook or played: blades, spades, bells, strings, a crown."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import BRASS, DARK_WOOD, GOLD, INKED, IRON, STEEL, WOOD, Pen, oval, poly, rect, svg
from playhead.render.theatre.props.registry import prop


@prop("knife", 34, 9)
def _knife(p: Pen) -> None:
    with p.at(0, -3, -8):
        blade = svg("M-2 -2 L12 -2 Q16 -1.6 16.6 1.4 Q12 2.4 -2 2 Z")
        p.fill(blade, STEEL, rim=0.3, hi=0.6, lo=0.3)
        p.line(svg("M-2 0.2 L15 0.6"), p.bright(STEEL, 0.9), 0.2, 0.7)
        p.fill(svg("M-2 -2.2 L-14 -2 Q-16.4 0 -14.6 2 L-2 2.2 Z"), p.either(DARK_WOOD), rim=0.4, grain=0.3)
        p.fill(rect(-3, -2.4, -1, 2.4, 0.4), BRASS, rim=0.2)
        for x in (-12, -8, -5):
            p.flat(oval(x, 0, 0.5), p.bright(BRASS, 0.5))


@prop("gun", 30, 20)
def _gun(p: Pen) -> None:
    with p.at(-2, -1, -5):
        p.fill(svg("M-9 -11 C-12 -8 -13 -2 -11.6 0 L-5.6 0 C-7 -4 -4.4 -6 -4 -9 Z"), p.either(WOOD), rim=0.45, grain=0.3)
        p.line(svg("M-4 -9 C-4 -4.6 2 -4.6 1.6 -9"), p.mat(IRON), 0.8)
        p.line(svg("M-1.6 -8.6 Q-2 -6.4 -0.6 -6"), p.bright(STEEL, 0.2), 0.6)
        p.fill(svg("M-10 -14.6 L-8 -16.6 L16 -16.6 L16 -12.8 L4 -12.2 L2 -8.6 L-8 -9 Z"), IRON, rim=0.45, hi=0.4)
        p.fill(rect(-5, -15.8, 2.4, -9.8, 0.9), STEEL, rim=0.35)
        for y in (-14.2, -12.6, -11.2):
            p.line(poly([(-4, y), (1.4, y)], close=False), p.dim(STEEL, 0.5), 0.4)
        p.fill(svg("M-10.4 -14 L-13 -17.4 L-11.4 -18 L-8.6 -15.6 Z"), IRON, rim=0.25)
        p.fill(rect(14, -17.6, 15.2, -16.4), IRON)


@prop("axe", 22, 72)
def _axe(p: Pen) -> None:
    with p.at(0, 0, 6):
        p.fill(svg("M-1.6 0 Q-3.2 -1 -2 -4 C-0.6 -20 -2.4 -44 -1.4 -66 L1.6 -66 C0.6 -44 2.6 -20 1.4 -4 Q2 -0.4 -1.6 0 Z"), p.either(WOOD), rim=0.5, grain=0.3)
        head = svg("M-4 -68 L4 -68 C8 -68 11 -71 14 -71.6 C16 -66 16 -58 14 -53 C11 -55 8 -58.6 4 -58.6 L-4 -59 Z")
        p.fill(head, IRON, rim=0.5, hi=0.4, grain=0.25)
        p.fill(svg("M11.4 -70.8 Q12.6 -70.8 14 -71.6 C16 -66 16 -58 14 -53 Q12.6 -54 11.4 -54.4 C13 -60 13 -65 11.4 -70.8 Z"), STEEL, hi=0.8, rim=0.3)


@prop("spade", 24, 84)
def _spade(p: Pen) -> None:
    with p.at(0, 0, 4):
        p.fill(rect(-1.3, -78, 1.3, -26, 0.6), p.either(WOOD), rim=0.45, grain=0.3)
        p.line(svg("M-5 -83 L5 -83 M-4.6 -82.6 L0 -75 L4.6 -82.6"), p.dim(DARK_WOOD, 0.1), 1.9)
        p.fill(svg("M-9.4 -28 L9.4 -28 C10 -14 7 -4 0 0 C-7 -4 -10 -14 -9.4 -28 Z"), IRON, rim=0.6, hi=0.5, grain=0.35)
        p.line(svg("M0 -27 L0 -8"), p.bright(STEEL, 0.3), 0.7)
        p.fill(svg("M-2 -36 L2 -36 L2.6 -27 L-2.6 -27 Z"), IRON, rim=0.35)
        p.flat(svg("M-8 -10 Q-3 -8 0 -9 Q4 -7 7.6 -10 C6 -4.6 3 -1.6 0 0 C-3 -1.6 -6.4 -5 -8 -10 Z"), p.mat((92, 66, 48)), 0.85)


@prop("sword", 20, 96)
def _sword(p: Pen) -> None:
    with p.at(0, -48, 5):
        blade = svg("M-2.6 -22 L-2 42 L0 48 L2 42 L2.6 -22 Z")
        p.fill(blade, STEEL, rim=0.5, hi=0.6, lo=0.35)
        p.line(svg("M0 -20 L0 38"), p.dim(STEEL, 0.35), 0.9, 0.7)
        p.line(svg("M-0.9 -20 L-0.7 40"), p.bright(STEEL, 0.9), 0.3)
        p.fill(svg("M-10 -25 Q0 -21.4 10 -25 Q10.6 -23 9.4 -22 Q0 -19 -9.4 -22 Q-10.6 -23 -10 -25 Z"), GOLD, rim=0.4)
        p.fill(rect(-1.7, -42, 1.7, -23, 1), p.either((116, 40, 44)), rim=0.35)
        for i in range(7):
            p.line(poly([(-1.7, -40.6 + i * 2.5), (1.7, -39.4 + i * 2.5)], close=False), p.bright(GOLD, 0.1), 0.35)
        p.fill(oval(0, -44.6, 3), GOLD, rim=0.4, round_=True)
        p.fill(oval(0, -44.6, 1.3), (176, 44, 52), round_=True, hi=0.7)


@prop("bell", 24, 28)
def _bell(p: Pen) -> None:
    ring = math.sin(p.frame / 4) * 12 if p.state == "moving" else 0
    with p.at(0, -25, ring):
        color = p.either(BRASS)
        p.fill(oval(-ring * 0.12, 23.2, 2.1), IRON, rim=0.3)
        p.line(oval(0, -0.6, 1.8), p.bright(color, 0.3), 0.9)
        body = svg("M-2.6 1.4 C-7 2 -7.6 9 -8 14 C-8.4 18 -11 20 -11.8 22.4 Q0 24.6 11.8 22.4 C11 20 8.4 18 8 14 C7.6 9 7 2 2.6 1.4 Z")
        p.fill(body, color, rim=0.65, round_=True, hi=0.45, lo=0.6, grain=0.2)
        with p.inside(body):
            for y in (17, 18.4):
                p.line(svg(f"M-12 {y} Q0 {y + 2.6} 12 {y}"), p.dim(color, 0.45), 0.35)
            p.line(svg("M-7 6.6 Q0 8.4 7 6.6"), p.dim(color, 0.45), 0.3)
        s = 1 if p.lx > 0 else -1
        p.shine(svg(f"M{s * 3} 4 Q{s * 6} 9 {s * 6.4} 15 Q{s * 4} 9 {s * 3} 4 Z"), 0.55, 0.25)


@prop("crown", 26, 20)
def _crown(p: Pen) -> None:
    color = p.either(GOLD)
    p.fill(svg("M-11 -6 Q0 -9 11 -6 L11.6 -14 Q0 -17 -11.6 -14 Z"), (120, 38, 52), lo=0.6)
    band = svg("M-11.4 -1 L-12.8 -14.6 L-7.4 -9 L-5.4 -17.4 L-1.6 -9.6 L0 -18.6 L1.6 -9.6 L5.4 -17.4 L7.4 -9 L12.8 -14.6 L11.4 -1 Q0 1.6 -11.4 -1 Z")
    p.fill(band, color, rim=0.55, hi=0.5, lo=0.5, grain=0.15)
    for x, y in ((-12.8, -15), (-5.4, -17.9), (0, -19), (5.4, -17.9), (12.8, -15)):
        p.fill(oval(x, y, 1), (236, 232, 224), rim=0.2, round_=True)
    for y in (-1.6, -5.8):
        p.line(svg(f"M-11.6 {y} Q0 {y + 2.4} 11.6 {y}"), p.dim(color, 0.45), 0.35)
    for x, c in ((-7.4, (70, 120, 180)), (-2.6, (186, 48, 56)), (2.6, (82, 150, 96)), (7.4, (186, 48, 56))):
        p.fill(oval(x, -2.7, 1.3), c, rim=0.3, round_=True, hi=0.7)


@prop("guitar", 38, 104)
def _guitar(p: Pen) -> None:
    with p.at(0, 0, 7):
        body = svg("M0 0 C-14 0 -19 -8 -18 -17 C-17 -24 -12.6 -26 -12.6 -31 C-12.6 -38 -8 -43 0 -43 C8 -43 12.6 -38 12.6 -31 C12.6 -26 17 -24 18 -17 C19 -8 14 0 0 0 Z")
        p.fill(body, p.either((184, 112, 58)), rim=0.9, round_=True, hi=0.4, grain=0.3)
        p.line(body, p.dim(DARK_WOOD, 0.3), 0.7, 0.7)
        p.fill(oval(0, -27, 5.4), (40, 26, 28), lo=0.2)
        p.line(oval(0, -27, 6.4), p.dim(DARK_WOOD, 0.1), 0.7)
        p.line(oval(0, -27, 7.3), p.mat((226, 196, 140)), 0.3)
        p.fill(rect(-6, -12.4, 6, -9.6, 0.7), DARK_WOOD, rim=0.3)
        p.fill(svg("M-2.2 -34 L-1.7 -84 L1.7 -84 L2.2 -34 Z"), DARK_WOOD, rim=0.4)
        for i in range(13):
            y = -38 - i * 3.6
            p.line(poly([(-2, y), (2, y)], close=False), p.bright(BRASS, 0.2), 0.25)
        p.fill(svg("M-2.6 -84 L-3.6 -99 Q0 -102 3.6 -99 L2.6 -84 Z"), p.either((120, 70, 44)), rim=0.45)
        for s in (-1, 1):
            for y in (-96, -92, -88):
                p.fill(oval(s * 4.6, y, 1.2, 0.9), (236, 222, 196), rim=0.2)
        for i in range(6):
            x = -1.5 + i * 0.6
            hum = math.sin(p.frame * 1.7 + i) * 0.25 if p.state == "moving" else 0
            p.line(svg(f"M{x * 1.3:.2f} -11 Q{x + hum:.2f} -40 {x:.2f} -90"), p.bright(STEEL, 0.6), 0.14, 0.9)


@prop("violin", 26, 64)
def _violin(p: Pen) -> None:
    with p.at(-1, 0, 10):
        body = svg("M0 0 C-7 0 -10.4 -4 -9.6 -9 C-9 -12 -5 -12.6 -5.4 -15.6 C-5.6 -18.6 -8.6 -18.4 -8.4 -22 C-8 -27 -4 -29 0 -29 C4 -29 8 -27 8.4 -22 C8.6 -18.4 5.6 -18.6 5.4 -15.6 C5 -12.6 9 -12 9.6 -9 C10.4 -4 7 0 0 0 Z")
        p.fill(body, p.either((156, 74, 40)), rim=0.65, round_=True, hi=0.45, grain=0.25)
        p.line(body, p.dim(DARK_WOOD, 0.4), 0.4, 0.7)
        for s in (-1, 1):
            p.line(svg(f"M{s * 4.6} -10.6 C{s * 2.8} -13 {s * 4.4} -16 {s * 3} -18.6"), p.light.ink, 0.55)
            p.flat(oval(s * 4.7, -10.6, 0.6), p.light.ink)
            p.flat(oval(s * 2.9, -18.8, 0.5), p.light.ink)
        p.fill(svg("M-1.3 -3 L-2 -8.6 L2 -8.6 L1.3 -3 Z"), INKED, rim=0.25)
        p.fill(svg("M-3.2 -13.4 Q0 -15.4 3.2 -13.4 L2.4 -12.8 Q0 -14 -2.4 -12.8 Z"), (226, 180, 110), rim=0.15)
        p.fill(svg("M-1.7 -19 L-1.1 -46 L1.1 -46 L1.7 -19 Z"), INKED, rim=0.3)
        for s in (-1, 1):
            for y in (-51, -48.4):
                p.fill(oval(s * 2.8, y, 1.5, 0.7), INKED, rim=0.2)
        p.line(svg("M0 -46 L0 -53 C0 -57 4 -56.6 3.2 -53.6 Q2.2 -52 1.2 -53.4"), p.dim((120, 58, 36), 0.1), 1.7)
        for i in range(4):
            x = -0.75 + i * 0.5
            p.line(poly([(x * 1.6, -8.6), (x * 1.9, -13.8), (x, -47)], close=False), p.bright(STEEL, 0.6), 0.12, 0.9)
    with p.at(8.6, 0, -9 + (math.sin(p.frame / 5) * 3 if p.state == "moving" else 0)):
        p.wire(svg("M0 -1 Q2 -30 0 -62"), DARK_WOOD, 0.8)
        p.line(svg("M-0.9 -2 L-0.9 -61"), p.bright((236, 228, 210), 0.2), 0.4)
        p.fill(rect(-1.4, -7, 0.8, -2.6, 0.4), INKED, rim=0.2)


