"""What a room is furnished with: chair, table, bed, door, window, piano."""

from __future__ import annotations

from playhead.render.theatre.props.lamps import ember
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, INKED, PAPER, WOOD, Pen, mix, oval, poly, rect, svg
from playhead.render.theatre.props.registry import prop


@prop("chair", 46, 94, floor=True)
def _chair(p: Pen) -> None:
    color = p.either(WOOD)
    for x in (-13, 15):
        p.fill(svg(f"M{x - 1.8} -46 L{x - 1.4} -4 L{x + 1.4} -4 L{x + 1.8} -46 Z"), color, lo=0.75)
    for s in (-1, 1):
        p.fill(svg(f"M{s * 16 - 2.4} -44 L{s * 19 - 2} -90 Q{s * 19} -94 {s * 19 + 2.4} -90 L{s * 16 + 2.4} -44 L{s * 18.6 + 2.2} 0 L{s * 18.6 - 2.2} 0 Z"), color, rim=0.7, grain=0.3)
    for y, h in ((-87, 8), (-72, 5)):
        p.fill(svg(f"M-18.4 {y} Q0 {y - 5} 18.4 {y} L17.6 {y + h} Q0 {y + h - 4} -17.6 {y + h} Z"), color, rim=0.6, grain=0.3)
    for x in (-9, -3, 3, 9):
        p.fill(svg(f"M{x - 1.1} -69 L{x - 1} -46 L{x + 1} -46 L{x + 1.1} -69 Z"), color, rim=0.35)
    p.line(poly([(-17, -18), (17, -18)], close=False), p.dim(color, 0.3), 2.2)
    p.fill(svg("M-21 -42.6 L-17 -48 L17 -48 L21 -42.6 Q21 -40.4 19 -40.4 L-19 -40.4 Q-21 -40.4 -21 -42.6 Z"), color, rim=0.8, lo=0.4, grain=0.3)
    p.fill(svg("M-16.4 -44 Q-14 -48.6 0 -48.4 Q14 -48.6 16.4 -44 Q0 -42.6 -16.4 -44 Z"), (168, 74, 60), rim=0.5, grain=0.2)


@prop("table", 128, 54, floor=True)
def _table(p: Pen) -> None:
    color = p.either(WOOD)
    for x in (-46, 46):
        p.fill(svg(f"M{x - 2.6} -44 L{x - 1.8} -3 L{x + 1.8} -3 L{x + 2.6} -44 Z"), color, lo=0.8, hi=0.0)
    for s in (-1, 1):
        x = s * 56
        p.fill(svg(f"M{x - 3.6} -47 Q{x - 4.4} -38 {x - 2.6} -32 Q{x - 4} -16 {x - 2} -5 Q{x - 3.4} -2 {x - 2.6} 0 L{x + 2.6} 0 Q{x + 3.4} -2 {x + 2} -5 Q{x + 4} -16 {x + 2.6} -32 Q{x + 4.4} -38 {x + 3.6} -47 Z"), color, rim=0.8, grain=0.3)
    p.fill(rect(-57, -48, 57, -39, 0.6), color, rim=0.5, lo=0.65, grain=0.3)
    p.line(rect(-13, -46, 13, -40.6, 0.6), p.dim(color, 0.55), 0.4)
    p.fill(oval(0, -43.2, 1.3), BRASS, rim=0.3)
    p.fill(svg("M-64 -50 L-58 -54 L58 -54 L64 -50 Q64 -47.6 62 -47.6 L-62 -47.6 Q-64 -47.6 -64 -50 Z"), color, rim=0.7, lo=0.3, grain=0.35)
    p.fill(svg("M-63 -50 L-58 -54 L58 -54 L63 -50 Z"), mix(color, PAPER, 0.14), hi=0.5, lo=0.15)
    p.line(poly([(-60, -52), (60, -52)], close=False), p.dim(color, 0.25), 0.3, 0.6)


@prop("bed", 196, 92, floor=True)
def _bed(p: Pen) -> None:
    wood = DARK_WOOD
    color = p.either((70, 104, 132))
    p.fill(svg("M-96 0 L-96 -82 Q-96 -90 -89 -91 Q-80 -88 -80 -80 L-80 0 Z"), wood, rim=0.9, grain=0.3)
    p.fill(oval(-88, -90, 4), wood, rim=0.6, round_=True)
    p.fill(rect(-84, -30, 90, -12, 1), wood, rim=0.7, lo=0.6, grain=0.3)
    p.fill(svg("M-82 -44 Q-82 -48 -76 -48 L84 -47 Q90 -46 90 -40 L90 -28 L-82 -28 Z"), CERAMIC, rim=0.6, lo=0.4)
    p.fill(svg("M-80 -46 C-82 -56 -78 -64 -68 -64 C-58 -66 -46 -64 -44 -58 C-42 -50 -46 -46 -52 -45 Z"), (238, 230, 214), rim=0.8, round_=True)
    p.line(svg("M-74 -58 Q-64 -54 -56 -58 M-70 -50 Q-62 -52 -54 -50"), p.dim(CERAMIC, 0.4), 0.6, 0.6)
    quilt = svg("M-44 -50 C-20 -56 10 -52 40 -54 C66 -55 86 -52 92 -44 L93 -16 Q84 -10 72 -14 Q58 -18 44 -13 Q28 -8 12 -13 Q-6 -18 -20 -13 Q-32 -9 -46 -14 Z")
    p.fill(quilt, color, rim=1.0, lo=0.5, grain=0.25)
    with p.inside(quilt):
        for i in range(9):
            p.line(svg(f"M{-40 + i * 16} -58 Q{-44 + i * 16} -34 {-38 + i * 16} -6"), p.dim(color, 0.4), 0.7, 0.6)
        for j in range(4):
            p.line(svg(f"M-50 {-44 + j * 10} Q20 {-50 + j * 10} 96 {-42 + j * 10}"), p.dim(color, 0.4), 0.6, 0.6)
        for i in range(9):
            for j in range(4):
                if (i + j) % 2:
                    p.flat(oval(-32 + i * 16, -41 + j * 10, 2.2), p.bright(mix(color, (230, 190, 130), 0.6), 0.1), 0.55)
    p.fill(svg("M-46 -52 C-38 -55 -34 -54 -30 -54 L-31 -14 Q-38 -11 -46 -14 Z"), (238, 228, 208), rim=0.5, lo=0.35)
    p.fill(svg("M86 0 L86 -54 Q86 -60 91 -61 Q97 -60 97 -54 L97 0 Z"), wood, rim=0.9, grain=0.3)
    p.fill(oval(91.5, -61, 4), wood, rim=0.6, round_=True)


@prop("door", 94, 208)
def _door(p: Pen) -> None:
    color = p.either((112, 72, 54))
    p.fill(rect(-47, -208, 47, 0), mix(color, DARK_WOOD, 0.5), rim=1.0, grain=0.3)
    hole = rect(-40, -201, 40, 0)
    if p.state in ("open", "moving"):
        p.fill(hole, (40, 30, 40), hi=0.0)
        with p.inside(hole):
            p.halo(20, -90, 130, p.light.lamp, 0.7)
            p.flat(svg("M-40 0 L-10 -30 L40 -30 L40 0 Z"), p.light.lamp, 0.25)
        leaf = svg("M-40 -201 L-8 -190 L-8 12 L-40 0 Z")
        p.fill(leaf, color, rim=0.9, lo=0.6, grain=0.4)
        for d in ("M-35 -188 L-14 -180 L-14 -112 L-35 -114 Z", "M-35 -98 L-14 -97 L-14 -6 L-35 -12 Z"):
            p.line(svg(d), p.dim(color, 0.5), 1.2)
        p.fill(oval(-12, -98, 2), BRASS, rim=0.4)
        return
    p.fill(hole, color, rim=0.9, lo=0.45, grain=0.4)
    for left, top, right, bottom in ((-33, -192, -4, -118), (4, -192, 33, -118), (-33, -84, -4, -12), (4, -84, 33, -12)):
        p.fill(rect(left, top, right, bottom, 1), color, hi=-0.0, lo=0.65)
        p.fill(rect(left + 3.4, top + 3.4, right - 3.4, bottom - 3.4, 1), color, rim=0.8, hi=0.3, lo=0.3, grain=0.4)
    p.fill(rect(30.6, -108, 37.4, -90, 2), BRASS, rim=0.5)
    p.fill(oval(34, -102, 3.2), BRASS, rim=0.6, round_=True)
    p.flat(svg("M34 -95.6 L33 -92 L35 -92 Z"), p.light.ink)
    for y in (-180, -30):
        p.fill(rect(-41, y - 6, -38, y + 6, 0.6), BRASS, rim=0.3)


@prop("window", 104, 136)
def _window(p: Pen) -> None:
    color = p.either((196, 184, 164))
    p.fill(rect(-48, -134, 48, -4), color, rim=1.0, lo=0.5, grain=0.2)
    opening = rect(-41, -127, 41, -12)
    p.flat(opening, p.light.sky[1])
    with p.inside(opening):
        for i, tone in enumerate(p.light.sky):
            p.flat(rect(-50, -128 + i * 29, 50, -128 + i * 29 + 60), tone, 0.75, blur=16)
        if p.on:
            p.halo(0, -60, 80, p.light.lamp, 0.5)
        p.flat(svg("M-41 -30 Q-20 -44 0 -34 Q20 -46 41 -32 L41 -10 L-41 -10 Z"), mix(p.light.haze, p.light.ink, 0.45), 0.9)
        p.shine(poly([(-41, -127), (-14, -127), (-41, -72)]), 0.16)
        p.shine(poly([(10, -127), (22, -127), (-34, -12), (-41, -12), (-41, -24)]), 0.09)
    for bar in (rect(-1.8, -127, 1.8, -12), rect(-41, -90, 41, -86.6), rect(-41, -52, 41, -48.6)):
        p.fill(bar, color, rim=0.5)
    if p.state == "broken":
        p.flat(poly([(10, -84), (30, -80), (22, -66), (34, -56), (18, -60), (8, -53), (14, -68), (4, -72)]), p.light.ink, 0.8)
    p.fill(rect(-52, -6, 52, 0, 1), color, rim=0.7)
    if p.state == "open":
        p.fill(poly([(41, -127), (50, -136), (50, -4), (41, -12)]), color, rim=0.7)


@prop("piano", 156, 100, floor=True)
def _piano(p: Pen) -> None:
    color = p.either((66, 40, 40))
    p.fill(rect(-74, -98, 74, 0, 2), color, rim=1.0, lo=0.55, grain=0.25)
    p.fill(rect(-77, -100, 77, -95, 1.2), color, rim=0.8, hi=0.5)
    for x in (-69.0, -23.0, 25.0):
        p.fill(rect(x, -90, x + 44, -60, 1.4), color, hi=0.05, lo=0.7)
        p.fill(rect(x + 2.6, -87.4, x + 41.4, -62.6, 1.2), color, rim=0.7, grain=0.2)
    for left in (-66, 4):
        p.fill(rect(left, -36, left + 62, -6, 1.2), color, rim=0.5, lo=0.6)
    for s in (-1, 1):
        p.fill(oval(s * 46, -78, 2.2), BRASS, rim=0.4)
        p.wire(svg(f"M{s * 46} -78 Q{s * 52} -74 {s * 52} -81"), BRASS, 1.0)
        p.fill(rect(s * 52 - 1.3, -92, s * 52 + 1.3, -81, 0.4), (236, 222, 190), rim=0.3)
        if p.on:
            ember(p, oval(s * 52, -94.4, 0.9, 2.2))
            p.halo(s * 52, -94, 17, p.light.lamp, 0.6)
    for s, tilt in ((-1, -3), (1, 3)):
        with p.at(s * 6.6, -61, tilt):
            p.fill(rect(-6.4, -20, 6.4, 0), PAPER, rim=0.3, lo=0.2)
            for i in range(4):
                for k in range(5):
                    y = -18 + i * 4.6 + k * 0.6
                    p.line(poly([(-5.4, y), (5.4, y)], close=False), p.dim(INKED, 0.1), 0.1)
                for n in range(5):
                    p.flat(oval(-4.4 + n * 2.1, -17.4 + i * 4.6 + (n * 7 + i * 3) % 4 * 0.55, 0.5, 0.38), p.dim(INKED, 0.3))
    p.fill(rect(-22, -62, 22, -59.6, 0.6), color, rim=0.4, hi=0.5)
    if p.state != "dark":
        p.fill(poly([(-71, -58), (71, -58), (73, -50), (-73, -50)]), (236, 228, 212), hi=0.4, lo=0.2)
        w = 144 / 42
        for i in range(43):
            p.line(poly([((-71 + i * w * 0.986), -58), (-73 + i * w * 1.014, -50)], close=False), p.dim(INKED, 0.2), 0.3)
            if i % 7 not in (0, 3) and i < 42:
                x = -71.4 + i * w
                p.fill(poly([(x - 0.9, -58), (x + 0.9, -58), (x + 0.95, -53), (x - 0.95, -53)]), (34, 28, 34), hi=0.4)
        if p.state in ("moving", "lit"):
            for k in range(4):
                i = (p.frame // 5 * 11 + k * 9) % 40
                p.shade(poly([(-71 + i * w, -57), (-71 + (i + 1) * w, -57), (-72 + (i + 1) * w, -50), (-72 + i * w, -50)]), 0.35)
        p.shade(rect(-71, -58.4, 71, -57), 0.5, 0.5)
    p.fill(rect(-77, -50.4, 77, -45.6, 1), color, rim=0.7, hi=0.4)
    for s in (-1, 1):
        p.fill(rect(s * 74 - 3.4, -62, s * 74 + 3.4, -45.6, 1), color, rim=0.6)
        p.fill(svg(f"M{s * 71 - 3} -46 Q{s * 71 - 4.6} -30 {s * 71 - 2} -20 L{s * 71 - 2.6} 0 L{s * 71 + 2.6} 0 L{s * 71 + 2} -20 Q{s * 71 + 4.6} -30 {s * 71 + 3} -46 Z"), color, rim=0.6)
    for x in (-4, 3):
        p.fill(svg(f"M{x - 2} -2.4 L{x + 2} -2.4 L{x + 1.4} 0.6 L{x - 1.4} 0.6 Z"), BRASS, rim=0.3)


