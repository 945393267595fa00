"""What is written, printed, wrapped or packed."""

from __future__ import annotations

import math

from playhead.render.theatre.props.pen import ACCENTS, BRASS, INKED, LEATHER, PAPER, WOOD, Pen, mix, oval, poly, rect, svg
from playhead.render.theatre.props.registry import prop


@prop("letter", 24, 17)
def _letter(p: Pen) -> None:
    if p.state == "open":
        with p.at(0, 0, -3):
            sheet = rect(-9, -17, 9, -0.6)
            p.fill(sheet, PAPER, rim=0.3, hi=0.6, lo=0.14, grain=0.09)
            p.line(svg("M-9 -6 L9 -6.3"), p.dim(PAPER, 0.35), 0.2, 0.7)
            p.line(svg("M-9 -11.6 L9 -11.8"), p.dim(PAPER, 0.35), 0.2, 0.7)
            p.scribble(-7.2, -15.8, -0.6, -14.2, 1, p.dim(INKED, 0.1), 5)
            p.scribble(-7.2, -13.6, 7.4, -3.6, 8, p.dim(INKED, 0.1))
            p.scribble(1.4, -3.4, 7.2, -1.4, 1, p.dim(INKED, 0.1), 9)
        return
    with p.at(0, -0.4, -4):
        p.fill(rect(-11.6, -15, 11.6, 0, 0.3), PAPER, rim=0.35, hi=0.5, lo=0.2, grain=0.1)
        p.flat(poly([(-11.6, 0), (0, -8.4), (11.6, 0)]), p.dim(PAPER, 0.12))
        flap = poly([(-11.6, -15), (11.6, -15), (0, -6.4)])
        p.shade(flap, 0.25, 0.5)
        p.fill(flap, PAPER, hi=0.5, lo=0.1, rim=0.2)
        p.fill(oval(0, -7.2, 2.3), p.either((176, 50, 44)), rim=0.3, round_=True)
        p.line(svg("M-0.9 -6.4 L0 -8.2 L0.9 -6.4 M-0.6 -7.1 L0.6 -7.1"), p.dim((110, 24, 28), 0.1), 0.25)


@prop("book", 30, 13)
def _book(p: Pen) -> None:
    color = p.either((140, 52, 50))
    if p.state == "open":
        p.canvas.scale(0.62, 0.62)
        p.fill(svg("M-25 -2 L-24 -13 L24 -13 L25 -2 L0 0 Z"), color, lo=0.5)
        for s in (-1, 1):
            page = svg(f"M0 -3 C{s * 6} -6.4 {s * 16} -5.6 {s * 24} -3.6 L{s * 22.6} -15 C{s * 15} -17 {s * 6} -17.6 0 -14.2 Z")
            p.fill(page, PAPER, rim=0.25, hi=0.5, lo=0.22, grain=0.09)
            with p.inside(page):
                p.shade(poly([(0, -19), (s * 3.4, -19), (s * 3.4, 0), (0, 0)]), 0.28, 1.2)
            for i in range(6):
                y = -14 + i * 1.75
                p.line(svg(f"M{s * 4.6} {y - 0.9} Q{s * 12} {y - 2.2} {s * (20.4 if i < 5 else 13)} {y - 0.3 - 0.1 * i}"), p.dim(INKED, 0.1), 0.34, 0.8)
            p.line(svg(f"M0 -2.4 C{s * 6} -5.8 {s * 16} -5 {s * 24} -3"), p.dim(PAPER, 0.4), 0.25)
        p.line(svg("M0.6 -14 C2 -8 -0.6 -3 1.6 1.4"), p.mat(ACCENTS["red"]), 0.8)
        return
    # A closed book lying on another, its spine toward us.
    p.fill(rect(-12.4, -4.6, 12.8, 0, 0.8), (52, 82, 96), rim=0.35, grain=0.2)
    p.flat(rect(-11.4, -3.7, 12.8, -0.9), p.mat(PAPER))
    with p.at(-0.6, -4.6, -3):
        p.fill(rect(-11.6, -6, 12.2, 0, 0.9), color, rim=0.4, grain=0.2)
        p.fill(rect(-10.8, -5, 12.4, -1.1, 0.2), PAPER, hi=0.2)
        for i in range(5):
            p.line(poly([(-10.6, -4.6 + i * 0.8), (12.2, -4.6 + i * 0.8)], close=False), p.dim(PAPER, 0.35), 0.14)
        p.fill(svg("M-12.6 -3 Q-12.6 -6 -10.4 -6 L-7.4 -6 L-7.4 0 L-10.4 0 Q-12.6 0 -12.6 -3 Z"), color, rim=0.4)
        for x in (-8.2, -11.4):
            p.line(poly([(x, -5.8), (x, -0.2)], close=False), p.bright(BRASS, 0.3), 0.35)
        p.line(svg("M4 -0.6 C4.4 1 3 2 3.8 4"), p.mat((222, 170, 80)), 0.6)


@prop("photo", 18, 20)
def _photo(p: Pen) -> None:
    if p.state == "broken":
        p.canvas.rotate(-6)
    frame = rect(-8.6, -20, 8.6, 0, 0.6)
    p.fill(frame, p.either((176, 124, 62)), rim=0.5, grain=0.2)
    p.fill(rect(-7, -18.4, 7, -1.6), PAPER, lo=0.2)
    with p.inside(rect(-5.8, -17.2, 5.8, -2.8)):
        p.fill(rect(-6, -18, 6, -2), (196, 168, 128), lo=0.5, hi=0.35)
        p.flat(svg("M-6 -8 Q-2 -11 1 -8.6 Q4 -10.4 6 -8 L6 -2 L-6 -2 Z"), p.mat((134, 104, 82)))
        for x, h, r in ((-2.2, 7.6, 1.5), (2.3, 6.6, 1.4)):
            p.flat(svg(f"M{x - 2.4} -2 C{x - 2.4} {-h + 1.4} {x - 1} {-h} {x} {-h} C{x + 1} {-h} {x + 2.4} {-h + 1.4} {x + 2.4} -2 Z"), p.mat((78, 54, 52)))
            p.flat(oval(x, -h - 1.3, r, r * 1.2), p.mat((104, 74, 62)))
            p.flat(svg(f"M{x - r} {-h - 1.4} Q{x - r} {-h - 3.2} {x} {-h - 3.1} Q{x + r} {-h - 3.2} {x + r} {-h - 1.4} Q{x} {-h - 2.6} {x - r} {-h - 1.4} Z"), p.mat((58, 40, 42)))
    p.shine(poly([(-5.8, -17.2), (-1.4, -17.2), (-5.8, -8)]), 0.16)
    if p.state == "broken":
        for a in (20, 95, 160, 215, 300):
            r = math.radians(a)
            p.line(poly([(1, -10), (1 + 3 * math.cos(r), -10 + 4 * math.sin(r)), (1 + 6 * math.cos(r + 0.2), -10 + 8 * math.sin(r + 0.2))], close=False), p.bright(PAPER, 0.6), 0.18)


@prop("map", 40, 27)
def _map(p: Pen) -> None:
    sheet = svg("M-19.6 -25 L-9.8 -23.4 L0 -26 L9.8 -23.4 L19.6 -25.4 L19 -1.6 L9.8 -0.2 L0 -2.4 L-9.8 -0.2 L-19 -2 Z")
    p.fill(sheet, (232, 208, 158), rim=0.4, hi=0.45, lo=0.22, grain=0.14)
    with p.inside(sheet):
        land = svg("M-20 -16 C-12 -20 -12 -12 -6 -13 C-2 -14 -3 -19 2 -20 C8 -22 10 -17 20 -19 L20 -27 L-20 -27 Z")
        p.flat(land, p.mat((166, 160, 98)), 0.8)
        p.line(land, p.dim((110, 82, 48), 0.1), 0.3)
        for i in range(3):
            p.line(svg(f"M-20 {-13 + i * 1.4} C-12 {-17 + i * 1.6} -12 {-9 + i * 1.5} -6 {-10.6 + i * 1.4} C0 {-11.6 + i} 0 {-15 + i * 1.6} 6 {-15 + i * 1.6} Q12 {-15.6 + i} 20 {-14.6 + i * 1.6}"), p.mat((92, 138, 150)), 0.2, 0.6)
        for x, y in ((6.0, -22.4), (9, -21.4), (12, -22.8)):
            p.line(poly([(x - 1.3, y + 1.4), (x, y - 0.8), (x + 1.3, y + 1.4)], close=False), p.dim((100, 70, 46), 0.1), 0.3)
        for i in range(9):
            t = i / 9
            p.line(svg(f"M{-14 + 25 * t:.2f} {-4 - 7 * math.sin(t * 3):.2f} l" .split(" l")[0] + f" L{-12.6 + 25 * t:.2f} {-4 - 7 * math.sin(t * 3 + 0.16):.2f}"), p.mat((176, 54, 42)), 0.5)
        p.line(svg("M10.6 -5.4 L13.4 -2.8 M13.4 -5.4 L10.6 -2.8"), p.mat((190, 40, 36)), 0.8)
        with p.at(-14, -6.4):
            for _ in range(4):
                p.flat(poly([(0, -3.2), (0.7, -0.7), (-0.7, -0.7)]), p.dim(INKED, 0.1), 0.85)
                p.canvas.rotate(90)
            p.line(oval(0, 0, 2), p.dim(INKED, 0.1), 0.15)
    for x, s in ((-9.8, 1), (0, -1), (9.8, 1)):
        p.shade(poly([(x, -26), (x + 4.4 * s, -25), (x + 4.4 * s, -1), (x, 0)]), 0.10)
        p.line(poly([(x, -24.4), (x, -1.2)], close=False), p.bright(PAPER, 0.5), 0.18, 0.6)


@prop("newspaper", 32, 24)
def _newspaper(p: Pen) -> None:
    with p.at(0, 0, -2):
        sheet = rect(-15, -23, 15, -0.6, 0.2)
        p.fill(rect(-14, -23.4, 15.6, -0.2), PAPER, lo=0.5)
        p.fill(sheet, (232, 224, 206), rim=0.35, hi=0.5, lo=0.2, grain=0.12)
        ink = p.dim(INKED, 0.3)
        for i, x in enumerate((-12.4, -8.8, -6.2, -2.2, 1.0, 4.8, 8.2)):
            w = 2.6 + (i * 5 % 3) * 0.4
            p.flat(rect(x, -21.6, x + w, -19), ink, 0.9)
            p.flat(rect(x + 0.7, -21, x + w - 0.7, -20.4), p.mat((228, 220, 202)))
        p.line(poly([(-13.4, -18), (13.4, -18)], close=False), ink, 0.3)
        p.scribble(-13, -17.8, 13, -15.4, 1, ink, 5)
        p.fill(rect(-3.6, -14.4, 5.6, -7), (132, 126, 122), lo=0.5)
        p.flat(svg("M-3.6 -9 Q-1 -12 1.6 -9.6 Q4 -11.4 5.6 -9 L5.6 -7 L-3.6 -7 Z"), p.dim(INKED, 0.3), 0.8)
        for left, right, top in ((-13.2, -4.8, -14.4), (6.8, 13.2, -14.4), (-3.6, 5.6, -6)):
            y = top
            while y < -2:
                p.line(poly([(left, y), (right - (0.9 if round(y * 10) % 3 == 0 else 0), y)], close=False), ink, 0.3, 0.55)
                y += 0.95
        p.shade(poly([(-15, -12), (15, -12.2), (15, -10), (-15, -9.8)]), 0.14, 0.4)


@prop("ticket", 18, 9)
def _ticket(p: Pen) -> None:
    color = p.either((216, 168, 92))
    with p.at(0, -0.4, -5):
        body = svg("M-8.6 -8 L8.6 -8 L8.6 -5.4 Q7.2 -4.2 8.6 -3 L8.6 0 L-8.6 0 L-8.6 -3 Q-7.2 -4.2 -8.6 -5.4 Z")
        p.fill(body, color, rim=0.25, lo=0.3, grain=0.25)
        p.line(rect(-7, -7, 3.2, -1), p.dim((150, 60, 44), 0.1), 0.25)
        for i in range(7):
            p.flat(oval(4.6, -7.4 + i * 1.15, 0.2), p.dim(color, 0.6))
        p.flat(rect(-6, -6, 2.2, -4.6), p.dim((130, 44, 40), 0.1))
        p.scribble(-6, -4, 2.2, -1.4, 2, p.dim(INKED, 0.1))
        with p.at(6.6, -4, 90):
            p.scribble(-2.6, -0.9, 2.6, 0.9, 1, p.dim((130, 44, 40), 0.1), 6)


@prop("money", 20, 9)
def _money(p: Pen) -> None:
    for i in range(4):
        with p.at(i * 0.5 - 0.6, -i * 1.1, (i % 3 - 1) * 3):
            note = svg("M-9.4 -3.6 L8.6 -4.4 L9.4 -0.2 L-8.6 0.2 Z")
            p.fill(note, p.either((128, 158, 118)), rim=0.2, lo=0.35, grain=0.2)
            p.line(svg("M-8.4 -3 L7.9 -3.7 L8.5 -0.7 L-7.8 -0.3 Z"), p.dim((60, 92, 72), 0.1), 0.2)
            p.fill(oval(0, -2, 1.8, 1.3), (186, 200, 160), lo=0.2)
            p.flat(oval(0.1, -2.2, 0.6, 0.7), p.dim((60, 92, 72), 0.1))
    p.fill(svg("M-2.4 -8.4 L1.6 -8.6 L2.2 0 L-1.8 0.2 Z"), (226, 206, 160), lo=0.4, rim=0.2)


@prop("box", 36, 28)
def _box(p: Pen) -> None:
    color = p.either((166, 116, 72))
    if p.state == "open":
        p.fill(poly([(-16, -20), (16, -20), (20, -27.6), (-12, -27.6)]), color, rim=0.4, lo=0.7)
        p.fill(poly([(-16, -20), (16, -20), (13, -17), (-13, -17)]), (46, 32, 34), hi=0.0)
    p.fill(rect(-16, -20, 16, 0, 0.6), color, rim=0.5, lo=0.5, grain=0.3)
    for y in (-13.4, -6.7):
        p.line(poly([(-16, y), (16, y)], close=False), p.dim(color, 0.5), 0.4)
    for x in (-15, 11.6):
        p.fill(rect(x, -20, x + 3.4, 0), mix(color, WOOD, 0.5), rim=0.3)
        for y in (-17, -10, -3):
            p.flat(oval(x + 1.7, y, 0.4), p.bright(BRASS, 0.3))
    if p.state != "open":
        p.fill(rect(-17, -23.4, 17, -19.4, 0.5), color, rim=0.5, grain=0.3)
        p.fill(rect(-2.4, -22, 2.4, -15.6, 0.6), BRASS, rim=0.35)
        p.flat(oval(0, -18.4, 0.7), p.light.ink)


@prop("object", 26, 21)
def _object(p: Pen) -> None:
    paper = (190, 150, 104)
    p.fill(poly([(-12, -15.4), (-6, -19), (12.6, -18.4), (12, -15.4)]), paper, hi=0.5, lo=0.1, rim=0.3)
    front = svg("M-12 -15.4 L12 -15.4 L12.2 -0.4 Q12 0 11.4 0 L-11.4 0 Q-12 0 -12.2 -0.4 Z")
    p.fill(front, paper, rim=0.4, lo=0.5, grain=0.35)
    for d in ("M-12 -12 L-7 -9 L-9 -4", "M12 -13 L8 -11 L9.6 -6", "M-5 -15 L-6.4 -10"):
        p.line(svg(d), p.dim(paper, 0.4), 0.25, 0.6)
        p.canvas.save()
        p.canvas.translate(0.3, 0.3)
        p.line(svg(d), p.bright(paper, 0.5), 0.2, 0.5)
        p.canvas.restore()
    twine = p.either((156, 62, 48))
    for d in ("M1 0 L1 -15.4 L3.6 -18.7", "M-12.2 -7.4 L12.2 -7.4", "M-9.2 -17.4 L12.3 -16.8"):
        p.wire(svg(d), twine, 0.6)
    for s in (-1, 1):
        p.wire(svg(f"M2 -17 C{2 + s * 2} -21.4 {2 + s * 7.4} -21.6 {2 + s * 6} -18.4 C{2 + s * 5} -16.6 {2 + s * 2} -16.4 2 -17"), twine, 0.6)
    p.wire(svg("M2 -17 Q0 -15 -1.6 -12.4"), twine, 0.5)
    with p.at(5, -7, 6):
        p.fill(svg("M0 -4.6 L5 -4.6 L6.4 -2.8 L5 -1 L0 -1 Z"), PAPER, rim=0.2)
        p.scribble(0.6, -4.2, 4.6, -1.4, 2, p.dim(INKED, 0.1))


@prop("bag", 34, 36)
def _bag(p: Pen) -> None:
    color = p.either(LEATHER)
    p.wire(svg("M-7 -20 C-8 -40 8 -40 7 -20"), color, 1.7)
    body = svg("M-13 -21.6 Q0 -24 13 -21.6 C16 -14 17 -4 15.6 -1.4 Q15 0 13 0 L-13 0 Q-15 0 -15.6 -1.4 C-17 -4 -16 -14 -13 -21.6 Z")
    p.fill(body, color, rim=0.6, lo=0.55, grain=0.3)
    p.line(svg("M-14.4 -3 Q0 -1.4 14.4 -3"), p.bright(color, 0.35), 0.25, 0.7)
    flap = svg("M-13.4 -21.8 Q0 -24.4 13.4 -21.8 C14 -16 10 -11.6 0 -11.2 C-10 -11.6 -14 -16 -13.4 -21.8 Z")
    p.shade(flap, 0.35, 0.8)
    p.fill(flap, mix(color, DARK, 0.15), rim=0.5, grain=0.3)
    p.line(svg("M-12 -19 C-11 -14.4 -8 -12.4 0 -12.2 C8 -12.4 11 -14.4 12 -19"), p.bright(color, 0.5), 0.22, 0.7)
    p.fill(rect(-2, -13.4, 2, -8.6, 0.6), BRASS, rim=0.3)
    for s in (-1, 1):
        p.line(oval(s * 7, -20.2, 1), p.bright(BRASS, 0.4), 0.4)


DARK = (60, 36, 34)


@prop("suitcase", 62, 46)
def _suitcase(p: Pen) -> None:
    color = p.either((146, 88, 56))
    if p.state == "open":
        p.fill(rect(-30, -46, 30, -16, 3), mix(color, DARK, 0.35), rim=0.6, grain=0.2)
        p.fill(rect(-27, -43, 27, -18, 2), (206, 176, 128), lo=0.5, grain=0.2)
        for i in range(3):
            p.fill(svg(f"M{-25 + i * 17} -17 Q{-17 + i * 17} -{24 + i % 2 * 3} {-8 + i * 17} -17 Z"), ((64, 104, 140), (206, 92, 72), (222, 210, 184))[i], rim=0.4)
        p.fill(rect(-30, -18, 30, 0, 2.4), color, rim=0.7, lo=0.5, grain=0.3)
        return
    p.wire(svg("M-7 -38 C-7.4 -44.6 7.4 -44.6 7 -38"), DARK, 2)
    p.fill(rect(-30, -38.6, 30, 0, 3.4), color, rim=0.8, lo=0.5, grain=0.35)
    for x in (-18.6, 15):
        p.fill(rect(x, -38.6, x + 3.6, 0), mix(color, DARK, 0.5), rim=0.35)
        p.fill(rect(x - 0.5, -31, x + 4.1, -26.4, 0.6), BRASS, rim=0.4)
    for sx in (-1, 1):
        for y0, y1 in ((-38.6, -32), (-6.6, 0)):
            p.fill(rect(min(sx * 24, sx * 30), y0, max(sx * 24, sx * 30), y1, 2.4), mix(color, DARK, 0.4), rim=0.4)
    p.line(poly([(-30, -20), (30, -20)], close=False), p.dim(color, 0.6), 0.5)
    p.line(poly([(-30, -19.4), (30, -19.4)], close=False), p.bright(color, 0.4), 0.25)
    p.fill(rect(-4, -22.6, 4, -17.4, 0.8), BRASS, rim=0.4)
    with p.at(6, -8, -8):
        p.fill(rect(-4, -4, 5, 2.6, 0.4), (64, 112, 130), rim=0.2)
        p.scribble(-3, -3.4, 4, 1.8, 3, p.mat(PAPER))
    with p.at(-8, -28, 7):
        p.fill(oval(0, 0, 5, 3.8), (206, 146, 66), rim=0.2)
        p.flat(svg("M-3.6 1.4 L-0.6 -2 L1 -0.4 L2 -1.4 L4 1.4 Z"), p.dim((110, 52, 44), 0.1))
