"""Animals: dog, cat, bird, horse, fish; paper bodies that breathe and move a little."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import BRASS, IRON, Pen, join, mix, oval, svg
from playhead.render.theatre.props.registry import prop
from playhead.render.theatre.scene import Color


def _eye(p: Pen, x: float, y: float, r: float, iris: Color = (224, 176, 84)) -> None:
    if (p.frame + 20) % 96 < 4:
        p.line(svg(f"M{x - r} {y} Q{x} {y + r * 0.6} {x + r} {y}"), p.light.ink, r * 0.5)
        return
    p.flat(oval(x, y, r, r * 0.95), p.bright(iris, 0.45))
    p.flat(oval(x + r * 0.12, y, r * 0.6), p.light.ink)
    p.flat(oval(x + r * 0.3, y - r * 0.3, r * 0.24), (255, 252, 240), 0.95)


def _fur(p: Pen, points: list[tuple[float, float, float, float]], color: Color, width: float) -> None:
    for x, y, dx, dy in points:
        p.line(svg(f"M{x} {y} Q{x + dx * 0.5} {y + dy * 0.3} {x + dx} {y + dy}"), color, width, 0.7)


@prop("dog", 82, 76, floor=True)
def _dog(p: Pen) -> None:
    color = p.either((158, 104, 62))
    dark = mix(color, (60, 36, 34), 0.45)
    wag = math.sin(p.frame / 3) * 10 if p.state in ("moving", "") else 0
    breathe = math.sin(p.frame / 9) * 0.5
    with p.at(-25, -14, wag - 8):
        p.fill(svg("M0 3 C-10 2 -16 -8 -15 -22 C-14 -24 -11 -24 -11 -21 C-10 -12 -5 -5 3 -4 Z"), color, rim=0.8)
    p.fill(svg("M-30 -2 C-36 -18 -26 -34 -10 -38 C2 -44 4 -48 12 -52 L26 -46 C27 -34 24 -20 22 -2 Q18 0 14 -2 L12 -20 C8 -12 2 -4 -4 -1 Q-18 1 -30 -2 Z"), color, rim=1.1, lo=0.5, round_=True, grain=0.2)
    p.fill(svg("M-32 -1 C-36 -14 -24 -24 -12 -20 C-2 -16 -4 -4 -8 -1 Q-20 1.4 -32 -1 Z"), color, rim=0.9, lo=0.45, grain=0.2)
    p.fill(svg("M10 -28 L13 -3 Q12 0 16 0 L24 0 Q26 -2 22 -4 L21 -30 Z"), color, rim=0.8)
    p.fill(svg("M-12 -3 Q-4 -5 0 -2 Q1 0 -2 0 L-16 0 Z"), color, rim=0.5)
    p.fill(svg("M12 -48 C16 -40 22 -36 26 -38 C26 -28 20 -24 15 -26 C11 -32 10 -42 12 -48 Z"), (236, 218, 190), rim=0.6, lo=0.4)
    p.fill(svg("M9 -48 Q18 -40 29 -45 L29 -41.6 Q18 -36.6 9 -44 Z"), p.accent or (176, 54, 48), rim=0.4)
    p.fill(oval(20, -38.6, 2), BRASS, rim=0.4)
    with p.at(18, -56 + breathe, 0):
        p.fill(svg("M-11 0 C-13 -12 -6 -19 3 -18.6 C10 -18 13 -13 15 -8.6 C20 -8.6 25 -6.6 25 -2.6 C25 2 20 4 14 4.6 C8 10 -8 10 -11 0 Z"), color, rim=1.0, round_=True, grain=0.2)
        p.fill(svg("M10 -6 C16 -9 24 -7 25 -3 C25 2 20 4 14 4.6 C10 4 8 -2 10 -6 Z"), (236, 218, 190), lo=0.4)
        p.fill(svg("M20 -8 Q25.6 -9 26 -5.6 Q25 -3 21.6 -4 Q19.6 -6 20 -8 Z"), (44, 32, 38), rim=0.3)
        p.line(svg("M23 -3.6 Q22 1 15 1.4 Q12 1.6 11 0"), p.dim(dark, 0.4), 0.6)
        _eye(p, 9, -9.6, 1.9, (150, 96, 46))
        p.line(svg("M6 -13.4 Q9 -15 12 -13"), p.dim(dark, 0.2), 0.8, 0.7)
        p.fill(svg("M-4 -17 C-10 -18 -15 -10 -13 2 C-12 8 -5 8 -3 2 C-1 -4 2 -10 -4 -17 Z"), dark, rim=0.8)
    _fur(p, [(-26, -26, -3, 3), (-20, -31, -3, 2), (16, -30, 1, 5), (19, -29, 1, 5), (-24, -8, -3, 3), (-10, -36, -3, 1)], p.dim(dark, 0.2), 0.5)


@prop("cat", 56, 62, floor=True)
def _cat(p: Pen) -> None:
    color = p.either((66, 62, 76))
    t = math.sin(p.frame / 12) * 6
    tail = svg(f"M-12 -4 C-24 0 -30 -8 {-27 + t * 0.3} -18 C{-26 + t * 0.5} -26 {-20 + t} -28 {-19 + t} -23 C{-19 + t} -19 {-23 + t * 0.3} -18 -22 -11 C-21 -7 -16 -8 -9 -9 Z")
    p.fill(tail, color, rim=0.7)
    p.fill(svg("M-16 0 C-20 -14 -14 -30 -4 -38 L8 -38 C13 -28 14 -12 13 0 Z"), color, rim=1.0, lo=0.5, round_=True, grain=0.2)
    p.fill(svg("M-17 0 C-19 -10 -10 -16 -3 -12 C2 -8 1 -2 -2 0 Z"), color, rim=0.7, lo=0.4)
    for x in (4, 9.6):
        p.fill(svg(f"M{x - 2.6} -22 L{x - 2} -3 Q{x - 3} 0 {x} 0 L{x + 3} 0 Q{x + 4} -3 {x + 2} -4 L{x + 2.6} -22 Z"), color, rim=0.5)
    p.fill(svg("M3 -34 Q8 -26 11 -33 Q12 -22 7 -19 Q3 -24 3 -34 Z"), (236, 226, 214), rim=0.4, lo=0.3)
    head = join(oval(4, -43, 11.6, 9.8), svg("M-7 -44 L-8.4 -60 L1 -51 Z"), svg("M15 -44 L16.4 -60 L7 -51 Z"))
    p.fill(head, color, rim=0.9, round_=True, grain=0.2)
    for s, x in ((-1, -5.6), (1, 13.6)):
        p.flat(svg(f"M{x} -47 L{x + s * 1.6} -56 L{x - s * 4} -51 Z"), p.mat((196, 130, 124)), 0.75)
    iris: Color = (190, 206, 96)
    for x in (0, 8.4):
        if (p.frame + 30) % 110 < 5:
            p.line(svg(f"M{x - 2.4} -43.6 Q{x} -42 {x + 2.4} -43.6"), p.bright(color, 0.6), 0.6)
        else:
            p.flat(svg(f"M{x - 2.8} -43.6 Q{x} -47.4 {x + 2.8} -43.6 Q{x} -40.6 {x - 2.8} -43.6 Z"), p.bright(iris, 0.35))
            p.flat(oval(x, -43.8, 0.75, 1.9), p.light.ink)
            p.flat(oval(x + 0.7, -44.8, 0.45), (255, 252, 240))
    p.fill(svg("M2.8 -39.6 L5.6 -39.6 L4.2 -38 Z"), (206, 128, 122))
    p.line(svg("M4.2 -38 Q4 -36.4 1.6 -36.6 M4.2 -38 Q4.4 -36.4 6.8 -36.6"), p.bright(color, 0.5), 0.35)
    for s in (-1, 1):
        for k in range(3):
            p.line(svg(f"M{4.2 + s * 3.6} {-38 + k * 0.5} Q{4.2 + s * 10} {-40 + k * 1.6} {4.2 + s * 16} {-39.4 + k * 2.6}"), p.bright((220, 214, 206), 0.5), 0.22, 0.8)
    p.line(svg("M-4 -35.6 Q4 -31 12 -35.6"), p.mat(p.accent or (206, 74, 58)) if not p.accent else p.bright(color, 0.7), 1.5)
    p.fill(oval(4.4, -32.4, 1.5), BRASS, rim=0.35)


@prop("bird", 32, 27)
def _bird(p: Pen) -> None:
    color = p.either((86, 128, 160))
    hop = abs(math.sin(p.frame / 5)) * 2 if p.state == "moving" else 0
    with p.at(0, -hop):
        for x in (-1, 2.4):
            p.line(svg(f"M{x} -6 L{x + 0.6} 0 M{x + 0.6} 0 L{x + 3} 0 M{x + 0.6} 0 L{x - 1.6} 0 M{x + 0.6} 0 L{x + 2.4} 0.5"), p.dim((170, 100, 60), 0.2), 0.55)
        p.fill(svg("M-6 -9 L-16 -5.6 L-16.4 -8.6 L-6 -13 Z"), mix(color, IRON, 0.5), rim=0.35)
        body = svg("M-9 -9 C-8 -16 -2 -17 3 -19 C4 -24.6 12.6 -25.6 14 -19.6 C14.6 -14 11 -5.6 2 -4.4 C-4 -4 -9 -5 -9 -9 Z")
        p.fill(body, color, rim=0.6, round_=True, grain=0.15)
        with p.inside(body):
            p.flat(svg("M14 -18 C15 -11 10 -5 2 -4 C0 -8 4 -14 8 -16 Q12 -16.6 14 -18 Z"), p.mat((222, 128, 72)), 0.9, blur=0.6)
        p.fill(svg("M13.6 -20.4 L18 -18.8 L13.8 -17.6 Z"), (226, 168, 74), rim=0.2)
        _eye(p, 10.6, -20.4, 1.15, (60, 40, 36))
        flap = math.sin(p.frame / 2.2) * 38 if p.state == "moving" else 0
        with p.at(2, -14, -flap):
            wing = svg("M2 -1 C-3 -4 -10 -1 -14 6 C-8 8 0 7 3 3 Z")
            p.fill(wing, mix(color, IRON, 0.4), rim=0.5)
            for k in range(3):
                p.line(svg(f"M{1 - k} {1 + k * 1.2} Q{-5 - k} {1 + k * 1.6} {-11 + k * 2} {4.6 + k * 0.8}"), p.bright(color, 0.5), 0.25, 0.7)


@prop("horse", 200, 186, floor=True)
def _horse(p: Pen) -> None:
    color = p.either((122, 76, 52))
    dark = mix(color, (36, 24, 32), 0.65)
    step = math.sin(p.frame / 5) * 14 if p.state == "moving" else 3
    hind = svg("M-20 -14 C-25 8 -16 24 -9 35 C-5 43 -13 52 -13 60 L-10 80 L-14 92 L3 92 L0 80 L0 62 C3 52 7 44 9 34 C17 18 21 4 19 -14 Z")
    fore = svg("M-14 -14 C-15 8 -9 22 -6 35 C-8 43 -5 50 -5 58 L-5 78 L-9 88 L8 88 L5 78 L5 58 C6 50 8 43 6 35 C10 22 15 6 14 -14 Z")
    for leg, x, y, turn, far in ((hind, -44, -92, -step, True), (fore, 46, -88, -step, True), (hind, -56, -92, step, False), (fore, 34, -88, step, False)):
        with p.at(x, y, turn):
            p.fill(leg, mix(color, dark, 0.6) if far else color, rim=0.0 if far else 1.2, lo=0.55)
            with p.inside(leg):
                p.flat(svg("M-16 80 L10 80 L12 96 L-18 96 Z"), p.mat(dark))
                p.flat(svg("M-16 66 L10 66 L10 80 L-16 80 Z"), p.bright(mix(color, (236, 224, 206), 0.7), 0.1), 0.0 if far else 0.9)
    t = math.sin(p.frame / 11) * 5
    p.fill(svg(f"M-72 -122 C-94 -122 -96 -90 {-92 + t} -46 C{-84 + t} -52 {-78 + t * 0.5} -74 -68 -104 Z"), dark, rim=1.2)
    body = svg("M-76 -104 C-80 -128 -58 -136 -36 -130 C-10 -123 6 -124 20 -129 C34 -138 44 -160 58 -172 L64 -176 C66 -184 71 -186 72 -185 L73 -176 C80 -173 90 -158 98 -146 C100 -140 96 -134 90 -135 C84 -138 76 -144 68 -146 C60 -132 62 -112 53 -96 C44 -78 26 -70 4 -72 C-14 -73 -28 -84 -42 -80 C-64 -76 -74 -88 -76 -104 Z")
    p.fill(body, color, rim=1.8, lo=0.55, hi=0.35, grain=0.15)
    p.fill(svg("M66 -180 C52 -176 38 -158 30 -136 C26 -128 22 -124 16 -124 C24 -140 30 -164 56 -180 Q62 -184 66 -180 Z"), dark, rim=1.0)
    p.fill(svg("M70 -180 C76 -178 80 -172 80 -166 Q73 -170 68 -176 Z"), dark, rim=0.4)
    _eye(p, 75, -165, 2.2, (90, 56, 40))
    p.flat(oval(94.6, -143, 1.5, 1.1), p.light.ink, 0.8)
    p.line(svg("M97 -139 Q92 -137 88 -138.6"), p.dim(dark, 0.3), 0.7)
    if p.accent:
        p.fill(svg("M-30 -130 C-16 -126 -4 -126 8 -128 L10 -96 Q-12 -92 -30 -98 Z"), p.accent, rim=1.0, lo=0.5)
    p.line(svg("M92 -146 L82 -142 L80 -158 M82 -142 C70 -132 40 -120 20 -128"), p.dim((70, 40, 36), 0.2), 1.2)
    p.line(svg("M30 -100 Q44 -92 52 -104 M-56 -84 Q-62 -98 -54 -112"), p.dim(color, 0.45), 1.0, 0.6)


@prop("fish", 44, 20)
def _fish(p: Pen) -> None:
    color = p.either((112, 152, 166))
    flick = math.sin(p.frame / 3) * 8 if p.state == "moving" else 0
    with p.at(-11, -9, flick):
        p.fill(svg("M2 0 C-4 -3 -8 -9 -11 -8.6 Q-8.4 0 -11 8.6 C-8 9 -4 3 2 0 Z"), mix(color, (196, 96, 74), 0.4), rim=0.4)
    p.fill(svg("M-2 -15 Q4 -20.6 11 -16 L8 -13.6 Z"), mix(color, (196, 96, 74), 0.4), rim=0.35)
    p.fill(svg("M0 -3 Q3 1.4 8 -0.4 L7 -4 Z"), mix(color, (196, 96, 74), 0.4), rim=0.3)
    body = svg("M-12 -9 C-4 -17 10 -18 21 -9.6 C22 -9 22 -8 21 -7.6 C10 0 -4 -1 -12 -9 Z")
    p.fill(body, color, rim=0.6, hi=0.4, grain=0.15)
    with p.inside(body):
        p.flat(svg("M-14 -8 Q4 -4 22 -7 L22 4 L-14 4 Z"), p.bright((232, 226, 208), 0.2), 0.6, blur=1.2)
        for row in range(5):
            for i in range(9):
                x, y = -8 + i * 2.2 + (row % 2) * 1.1, -14.4 + row * 2.4
                p.line(svg(f"M{x} {y - 1.1} Q{x + 1.3} {y} {x} {y + 1.1}"), p.bright(color, 0.7), 0.2, 0.7)
    p.line(svg("M13 -13.4 Q10.6 -9 13 -4.4"), p.dim(color, 0.45), 0.5)
    _eye(p, 16.4, -10.4, 1.5)
    p.fill(svg("M10 -8 Q5 -7 4 -3.6 Q8 -4 11 -6.6 Z"), mix(color, (196, 96, 74), 0.4), rim=0.25)


