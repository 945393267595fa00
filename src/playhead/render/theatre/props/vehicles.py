"""What carries people: boat, car, bicycle, train."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import (
    BRASS,
    CERAMIC,
    DARK_WOOD,
    IRON,
    LEATHER,
    STEEL,
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


def _tyre(p: Pen, x: float, y: float, r: float, spin: float) -> None:
    p.fill(oval(x, y, r), (36, 32, 40), rim=r * 0.07, lo=0.4)
    p.fill(oval(x, y, r * 0.58), STEEL, rim=r * 0.05, lo=0.5)
    for k in range(6):
        a = spin + k * math.pi / 3
        p.line(poly([(x, y), (x + r * 0.52 * math.cos(a), y + r * 0.52 * math.sin(a))], close=False), p.dim(STEEL, 0.5), r * 0.08)
    p.fill(oval(x, y, r * 0.2), STEEL, rim=r * 0.04, hi=0.6)


@prop("car", 330, 122, floor=True)
def _car(p: Pen) -> None:
    color = p.either((148, 62, 56))
    spin = p.frame * 0.35 if p.state == "moving" else 0.3
    bob = math.sin(p.frame / 2.3) * 0.7 if p.state == "moving" else 0.0
    p.shade(svg("M-150 -8 L150 -8 L140 -2 L-140 -2 Z"), 0.6, 3)
    for x in (-98, 100):
        _tyre(p, x, -26, 26, spin)
    p.canvas.translate(0, bob)
    body = svg("M-160 -34 C-164 -50 -160 -62 -140 -66 C-120 -70 -96 -72 -84 -76 C-70 -104 -50 -119 -6 -120 C40 -121 66 -114 92 -78 C120 -76 150 -72 158 -58 C163 -48 163 -38 160 -32 Q159 -24 150 -24 L134 -24 C132 -44 120 -56 100 -56 C80 -56 68 -44 66 -24 L-64 -24 C-66 -44 -78 -56 -98 -56 C-118 -56 -130 -44 -132 -24 L-148 -24 Q-158 -24 -160 -34 Z")
    p.fill(body, color, rim=2.2, lo=0.5, hi=0.35, grain=0.15)
    for x in (-98, 100):
        p.line(svg(f"M{x - 33} -24 C{x - 32} -44 {x - 20} -57 {x} -57 C{x + 20} -57 {x + 32} -44 {x + 33} -24"), p.bright(color, 0.45), 1.2)
    for d in ("M-74 -78 C-62 -100 -46 -111 -12 -112 L-12 -77 Z", "M-5 -112 C36 -113 58 -108 80 -78 L-5 -77 Z"):
        glass = svg(d)
        p.fill(glass, mix((84, 112, 130), p.light.haze, 0.4), hi=0.4, lo=0.5)
        with p.inside(glass):
            if p.state == "lit" or p.on:
                p.halo(-10, -84, 80, p.light.lamp, 0.3)
            p.shine(poly([(-40, -76), (-18, -113), (-8, -113), (-28, -76)]), 0.22)
            p.shine(poly([(34, -76), (50, -113), (56, -113), (42, -76)]), 0.2)
        p.line(glass, p.bright(STEEL, 0.5), 1.2)
    p.line(svg("M-8 -76 L-8 -28 M74 -74 C66 -60 62 -44 62 -28 M-70 -76 L-70 -60"), p.dim(color, 0.55), 0.9)
    p.line(svg("M-154 -54 Q0 -64 158 -50"), p.bright(STEEL, 0.6), 1.3)
    for x in (-20, 62):
        p.fill(rect(x - 8, -69, x + 1, -66.6, 1), STEEL, rim=0.5)
    p.fill(svg("M-166 -34 Q-168 -27 -160 -26 L-130 -26 L-130 -30 L-158 -32 Z"), STEEL, rim=0.8, hi=0.6)
    p.fill(svg("M166 -34 Q168 -27 160 -26 L134 -26 L134 -30 L158 -32 Z"), STEEL, rim=0.8, hi=0.6)
    lit = p.state == "lit" or (p.state == "moving" and p.light.time in ("evening", "night"))
    p.fill(oval(152, -54, 5.6, 7.6), CERAMIC if not lit else (255, 250, 230), rim=1.0, hi=0.7)
    p.fill(oval(-156, -50, 3.6, 6.6), (196, 44, 40), rim=0.7, hi=0.5)
    if lit:
        p.halo(154, -54, 70, p.light.lamp, 0.75)
        p.flat(poly([(154, -59), (260, -84), (260, -2), (154, -49)]), p.light.lamp, 0.16, blur=5)
        p.halo(-157, -50, 26, (240, 60, 50), 0.6)
    p.shine(svg("M-70 -72 C-40 -73 40 -74 78 -72 Q0 -69 -70 -72 Z"), 0.4, 0.8)


@prop("boat", 220, 66, floor=True)
def _boat(p: Pen) -> None:
    color = p.either((70, 112, 124))
    rock = math.sin(p.frame / 14) * 1.8
    with p.at(0, 0, rock):
        hull = svg("M-108 -46 C-92 -44 -60 -36 0 -35 C60 -36 92 -46 110 -56 C104 -34 92 -8 78 -1 Q40 2 0 2 Q-44 2 -76 -1 C-92 -8 -104 -30 -108 -46 Z")
        p.fill(svg("M-104 -45 C-80 -52 -40 -54 0 -54 C40 -54 82 -56 108 -56 C80 -44 40 -36 0 -35 C-50 -36 -86 -42 -104 -45 Z"), DARK_WOOD, lo=0.7)
        for x in (-52, 4, 56):
            p.fill(svg(f"M{x - 14} -46 L{x + 16} -46 L{x + 13} -38 L{x - 11} -38 Z"), WOOD, rim=0.8, grain=0.3)
        p.fill(hull, color, rim=1.6, lo=0.6, grain=0.3)
        with p.inside(hull):
            for i in range(4):
                y = -30 + i * 9
                p.line(svg(f"M-110 {y - 14 + i * 2} C-60 {y} 60 {y} 112 {y - 22 + i * 3}"), p.dim(color, 0.4), 0.9)
            p.flat(svg("M-120 -6 Q0 -2 120 -8 L120 8 L-120 8 Z"), p.mat((150, 58, 46)))
        p.line(svg("M-108 -46 C-92 -44 -60 -36 0 -35 C60 -36 92 -46 110 -56"), p.bright(CERAMIC, 0.25), 2.6)
        with p.at(-6, -40, -21):
            p.wire(svg("M-58 0 L52 0"), WOOD, 2.6)
            p.fill(svg("M-60 -2 L-86 -6 Q-92 0 -86 6 L-60 2 Z"), WOOD, rim=0.9, grain=0.3)
        p.line(oval(-4, -38.6, 2.6), p.bright(BRASS, 0.3), 1.2)


@prop("bicycle", 172, 104, floor=True)
def _bicycle(p: Pen) -> None:
    color = p.either((54, 120, 116))
    spin = p.frame * 0.22 if p.state == "moving" else 0.2
    for x in (-54, 54):
        p.line(oval(x, -32, 30), p.dim((40, 36, 44), 0.1), 4)
        p.line(oval(x, -32, 30.6), p.bright((70, 64, 72), 0.5), 0.8, 0.8)
        p.line(oval(x, -32, 27.4), p.bright(STEEL, 0.3), 1.1)
        for k in range(14):
            a = spin + k * math.pi / 7
            p.line(poly([(x, -32), (x + 27 * math.cos(a), -32 + 27 * math.sin(a))], close=False), p.bright(STEEL, 0.2), 0.4, 0.8)
        p.fill(oval(x, -32, 3), STEEL, rim=0.6)
        p.line(svg(f"M{x - 33} -38 C{x - 28} -62 {x + 12} -74 {x + 30} -52"), p.mat(color), 2)
    for d in ("M-54 -32 L-26 -74 L36 -76 L-4 -30 L-26 -74", "M-54 -32 L-4 -30", "M54 -32 L36 -76 L33 -88"):
        p.wire(svg(d), color, 3.4)
    p.wire(svg("M-26 -74 L-29 -84"), STEEL, 2.2)
    p.fill(svg("M-46 -90 C-40 -93 -20 -90 -13 -86 Q-12 -83 -18 -83.4 L-40 -82 Q-48 -84 -46 -90 Z"), LEATHER, rim=0.9, round_=True)
    p.wire(svg("M33 -88 L34 -94 C42 -98 50 -94 45 -89 C40 -86 30 -88 24 -90"), STEEL, 2)
    p.fill(rect(19, -93, 29, -88.6, 2), DARK_WOOD, rim=0.5)
    p.fill(oval(46, -80, 4, 4.6), BRASS, rim=0.7, round_=True)
    if p.on:
        p.halo(48, -80, 30, p.light.lamp, 0.7)
    p.line(oval(-4, -30, 8.4), p.bright(BRASS, 0.2), 1.6)
    a = spin * 1.6
    p.wire(poly([(-4 - 13 * math.cos(a), -30 - 13 * math.sin(a)), (-4 + 13 * math.cos(a), -30 + 13 * math.sin(a))], close=False), STEEL, 1.6)
    for s in (-1, 1):
        p.fill(rect(-4 + s * 13 * math.cos(a) - 5, -31.6 + s * 13 * math.sin(a), -4 + s * 13 * math.cos(a) + 5, -28.8 + s * 13 * math.sin(a), 1), IRON, rim=0.4)
    p.line(svg("M-54 -34 L-4 -38 M-54 -30 L-4 -22"), p.dim(STEEL, 0.5), 0.7)


@prop("train", 520, 232, floor=True)
def _train(p: Pen) -> None:
    color = p.either((46, 84, 80))
    spin = p.frame * 0.3 if p.state == "moving" else 0.4
    p.fill(rect(-256, -52, 250, -40, 2), IRON, rim=1.2)
    boiler = rect(-60, -150, 196, -56, 14)
    p.fill(boiler, color, rim=2.4, lo=0.6, hi=0.35, grain=0.2)
    p.shine(rect(-50, -141, 186, -136, 2), 0.3, 1.6)
    for x in (-30, 40, 110, 166):
        p.fill(rect(x, -151, x + 6, -55, 1), BRASS, rim=0.8, lo=0.6)
    p.fill(rect(192, -154, 216, -52, 10), IRON, rim=1.6, lo=0.6)
    p.fill(svg("M150 -148 L147 -186 Q141 -194 140 -204 L186 -204 Q185 -194 179 -186 L176 -148 Z"), IRON, rim=1.6, lo=0.6)
    p.fill(rect(137, -209, 189, -202, 2), BRASS, rim=0.9)
    for x, w in ((70, 19), (6, 15)):
        p.fill(svg(f"M{x - w} -148 Q{x - w} -{148 + w * 1.5} {x} -{148 + w * 1.6} Q{x + w} -{148 + w * 1.5} {x + w} -148 Z"), BRASS, rim=1.3, round_=True, lo=0.6)
    cab = svg("M-190 -54 L-190 -196 Q-190 -202 -184 -202 L-62 -202 Q-56 -202 -56 -196 L-56 -54 Z")
    p.fill(cab, color, rim=2.2, lo=0.6, grain=0.2)
    p.fill(svg("M-206 -202 Q-124 -232 -42 -202 L-42 -196 L-206 -196 Z"), IRON, rim=1.6)
    for x in (-176, -116):
        window = rect(x, -184, x + 48, -132, 5)
        p.fill(window, (38, 34, 44))
        with p.inside(window):
            if p.on or p.state in ("moving", "lit"):
                p.halo(x + 24, -150, 58, p.light.lamp, 0.95)
        p.line(window, p.bright(BRASS, 0.3), 2)
    p.line(rect(-182, -122, -64, -62, 4), p.bright(BRASS, 0.2), 1.2)
    p.fill(svg("M-256 -52 L-252 -126 L-200 -126 L-196 -52 Z"), color, rim=1.8, lo=0.6, grain=0.2)
    p.fill(svg("M-254 -124 C-246 -142 -236 -130 -228 -140 C-218 -146 -210 -130 -200 -124 Z"), (40, 36, 42), rim=1.2, grain=0.5)
    p.fill(svg("M216 -54 L252 -6 L196 -6 L196 -54 Z"), (150, 54, 44), rim=1.6)
    for i in range(4):
        p.line(poly([(210 + i * 5, -52 + i * 4), (200 + i * 15, -7)], close=False), p.dim((110, 34, 32), 0.4), 1.4)
    for x, r in ((-222, 22), (-130, 38), (-44, 38), (42, 38), (134, 22), (182, 22)):
        p.fill(cut(oval(x, -r, r), oval(x, -r, r * 0.82)), STEEL, rim=r * 0.06, lo=0.6)
        p.fill(cut(oval(x, -r, r * 0.84), oval(x, -r, r * 0.7)), (150, 54, 44), rim=0.7)
        for k in range(10):
            a = spin + k * math.pi / 5
            p.line(poly([(x, -r), (x + r * 0.74 * math.cos(a), -r + r * 0.74 * math.sin(a))], close=False), p.mat((150, 54, 44)), r * 0.07)
        p.fill(oval(x, -r, r * 0.2), STEEL, rim=0.8)
    cx, cy = 15 * math.cos(spin), 15 * math.sin(spin)
    p.wire(poly([(-130 + cx, -38 + cy), (42 + cx, -38 + cy)], close=False), STEEL, 5)
    p.wire(poly([(42 + cx, -38 + cy), (150, -44)], close=False), STEEL, 4)
    p.fill(rect(140, -58, 190, -36, 3), IRON, rim=1.2)
    p.fill(rect(204, -176, 222, -154, 3), BRASS, rim=1.0)
    p.fill(oval(222, -165, 5, 9), CERAMIC, hi=0.8)
    if p.on or p.state in ("lit", "moving"):
        p.halo(224, -165, 90, p.light.lamp, 0.8)
    if p.state in ("moving", "steaming", "lit", ""):
        for i in range(8):
            life = (p.frame / 40 + i / 8) % 1
            p.flat(oval(163 - life * 130 + math.sin(i * 2.3 + life * 5) * 9, -212 - life * 18 + 4, 10 + life * 22, 9 + life * 14), mix(p.light.haze, (255, 255, 255), 0.25), 0.34 * (1 - life), blur=6)
