"""Rooms where people meet by day: cafe, shop, library, classroom."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, mix
from playhead.render.theatre.places.indoors_fittings import (
    boards,
    bookcase,
    books,
    bricks,
    chair_back,
    floor,
    frame,
    hang,
    jars,
    leaves,
    plain,
    post,
    rug,
    thing,
    wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, Room
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import (
    BRASS,
    CERAMIC,
    DARK_WOOD,
    GOLD,
    INKED,
    IRON,
    STEEL,
    WOOD,
    Pen,
    oval,
    poly,
    rect,
    svg,
)
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("cafe")
def cafe(place: Place, light: Light) -> Set:
    """A counter with bottles and a brass machine before a mirror, a shop window on the street, round tables, bentwood chairs."""
    r = Room(place, light)
    r.view("street")
    paint: Color = ((60, 96, 92), (124, 56, 54), (72, 74, 108))[r.pick("paint", 3)]
    window = r.window(448, 74, 690, 266)
    r.pool(240, 130, 300, 0.45)
    r.pool(480, 130, 280, 0.32)

    def wall(p: Pen) -> None:
        bricks(p, r.hue((164, 100, 78), 0.6), r.rng("bricks"), 30, 12)
        wainscot(p, paint, 276, 54)
        floor(p, (190, 170, 140), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, paint, 3, 1, thick=9)
        p.fill(rect(430, 40, 708, 70, 2), paint, rim=1.6)
        p.scribble(470, 42, 668, 68, 1, p.bright(GOLD, 0.4), 4)
        # The back bar.
        p.fill(rect(66, 84, 408, 262, 2), DARK_WOOD, rim=1.6, lo=0.5, grain=0.3)
        glass = rect(150, 98, 324, 250)
        p.fill(glass, mix((120, 136, 138), light.haze, 0.5), hi=0.4, lo=0.6)
        p.halo(236, 150, 120, light.lamp, 0.4 if r.lamps_on else 0.1)
        with p.inside(glass):
            rng = r.rng("bokeh")
            for i in range(16):
                x, y = 150 + rng.uniform(0, 174), 108 + rng.uniform(0, 70)
                p.flat(oval(x, y, rng.uniform(2.5, 6)), light.lamp if r.dark else light.sky[3], 0.22 + 0.2 * (i % 2))
            for x, h in ((176, 70), (214, 84), (262, 74), (300, 88)):
                p.shade(svg(f"M{x - 20} 252 C{x - 20} {250 - h + 30} {x - 6} {250 - h + 24} {x} {250 - h + 22} C{x + 6} {250 - h + 24} {x + 20} {250 - h + 30} {x + 20} 252 Z"), 0.28, 2)
                p.shade(oval(x, 250 - h + 10, 9, 11), 0.28, 1.5)
        p.shine(poly([(160, 98), (206, 98), (160, 190)]), 0.14)
        for y in (150, 202, 254):
            for x0, x1 in ((74, 148), (326, 400)):
                p.fill(rect(x0, y, x1, y + 4), WOOD, rim=0.9)
                x = x0 + 8
                k = 0
                rng = r.rng(f"bottles{x0}{y}")
                while x < x1 - 6:
                    thing(p, "bottle", x, y, 1.05 + rng.uniform(-0.1, 0.15), accent=("", "orange", "red", "teal", "")[int(rng.integers(5))])
                    x += 13
                    k += 1
        p.fill(svg("M60 84 Q236 44 414 84 L414 92 L60 92 Z"), DARK_WOOD, rim=1.6, grain=0.3)

    r.wall(wall, after)

    def back(p: Pen) -> None:
        p.shade(rect(20, 360, 430, 376), 0.5, 6)
        p.fill(rect(30, 282, 420, 368, 2), paint, rim=1.6, lo=0.55)
        for i in range(6):
            p.fill(rect(40 + i * 63, 296, 94 + i * 63, 358, 1), paint, rim=1.3, hi=0.4, lo=0.4)
        p.fill(rect(20, 272, 430, 284, 2), (196, 176, 156), rim=2.0, hi=0.5)
        # The machine.
        p.fill(rect(92, 228, 176, 266, 4), BRASS, rim=1.6, lo=0.6)
        p.fill(svg("M98 228 Q134 196 170 228 Z"), BRASS, rim=1.6, round_=True)
        p.fill(oval(134, 196, 4), BRASS, rim=0.8)
        p.fill(rect(100, 262, 168, 273), IRON)
        for x in (112, 134, 156):
            p.wire(svg(f"M{x} 250 L{x} 258"), STEEL, 3)
            p.fill(oval(x, 240, 6), CERAMIC, rim=0.8)
        for i in range(4):
            thing(p, "cup", 204 + i * 17, 272, 1.2, accent="white")
        dome = svg("M308 272 C308 236 380 236 380 272 Z")
        p.fill(svg("M318 272 L322 256 Q344 244 366 256 L370 272 Z"), (196, 124, 74), rim=1.0)
        p.flat(dome, p.mat(CERAMIC), 0.16)
        p.line(dome, p.bright(CERAMIC, 0.7), 1.2, 0.7)
        p.fill(oval(344, 243, 4), BRASS, rim=0.8)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        for x in (136, 300):
            hang(r, p, x, 84, 26, (58, 84, 84), 1)
        hang(r, p, 566, 66, 30, (58, 84, 84), 1)
        for x, y in ((716, 400),):
            p.shade(oval(x, y + 2, 50, 7), 0.45, 4)
            p.fill(svg(f"M{x - 26} {y} Q{x} {y - 12} {x + 26} {y} Z"), IRON, rim=1.0)
            p.fill(rect(x - 3, y - 62, x + 3, y - 6), IRON, rim=1.0)
            p.fill(oval(x, y - 64, 46, 7), (206, 190, 172), rim=1.4)
            thing(p, "flower", x + 10, y - 64, 0.8)
        thing(p, "chair", 640, 402, 0.9)
        thing(p, "chair", 792, 402, 0.9, flip=True)
    r.paper(MIDDLE, middle)
    for x in (136, 300, 566):
        r.glow(x, 88, 130, MIDDLE)

    def table(p: Pen) -> None:
        thing(p, "chair", 332, 440, 1.0)
        thing(p, "chair", 538, 440, 1.0, flip=True)
        p.shade(oval(436, 440, 62, 9), 0.5, 5)
        p.fill(svg("M402 440 Q436 424 470 440 Z"), IRON, rim=1.2)
        p.fill(rect(432, 382, 440, 434), IRON, rim=1.2)
        p.fill(oval(436, 380, 66, 9), (214, 200, 184), rim=1.6, hi=0.4)
        p.line(oval(436, 381, 66, 9), p.mat(BRASS), 1.6)
    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: chair_back(p, 846, 420, 1.1), lambda p: leaves(p, r.rng("leaves"), -20, 510, 210, 11, 22))
    r.seat(332, 398, 90)
    r.seat(538, 398, -90)
    return r.finish((436, 376))


@place("shop")
def shop(place: Place, light: Light) -> Set:
    """Shelves to the ceiling full of wares, a counter with a till and scales, a door with a bell, a window on the street."""
    r = Room(place, light)
    r.view("street")
    paint: Color = ((70, 104, 88), (150, 92, 58), (74, 90, 122))[r.pick("paint", 3)]
    window = r.window(560, 90, 712, 258)
    r.pool(330, 110, 340, 0.46)

    def wall(p: Pen) -> None:
        boards(p, r.hue(mix(paint, WOOD, 0.35), 0.6), r.rng("boards"), 36)
        floor(p, (164, 112, 74), "boards", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, paint, 3, 2)
        rng = r.rng("wares")
        for x0, x1 in ((-430, -150), (-140, 60), (72, 292), (304, 520)):
            p.fill(rect(x0, 20, x1, FLOOR - 4, 1), paint, lo=0.7, hi=0.0)
            for j in range(5):
                y = 86 + j * 58
                p.canvas.drawRect(skia.Rect(x0, y - 56, x1, y - 32), brush.wash([(0, light.ink, 0.6), (1, light.ink, 0)], y - 56, y - 30))
                kind = int(rng.integers(4))
                if kind == 0:
                    books(p, rng, x0 + 10, x1 - 10, y, 38)
                elif kind == 1:
                    jars(p, rng, x0 + 12, x1 - 12, y, 34)
                elif kind == 2:
                    jars(p, rng, x0 + 12, (x0 + x1) / 2, y, 42)
                    thing(p, ("globe", "clock", "radio", "doll", "toy", "basket", "lantern", "ball")[int(rng.integers(8))], (x0 + x1) / 2 + 44, y, 1.2)
                else:
                    for i in range(3):
                        thing(p, ("box", "hat", "teapot", "typewriter", "camera", "record player", "lamp", "object")[int(rng.integers(8))], x0 + (x1 - x0) * (i + 0.6) / 3.2, y, 1.25)
                p.fill(rect(x0, y, x1, y + 5), WOOD, rim=1.1, lo=0.5)
            for x in (x0 - 4, x1 - 4):
                p.fill(rect(x, 10, x + 8, FLOOR), paint, rim=1.2)
        thing(p, "door", 800, FLOOR + 6, 1.22)
        p.wire(svg("M776 84 Q800 64 806 84"), IRON, 2)
        thing(p, "bell", 806, 110, 0.8)

    r.wall(wall, after)

    def middle(p: Pen) -> None:
        p.shade(rect(60, 384, 410, 398), 0.5, 6)
        p.fill(rect(70, 302, 400, 392, 2), WOOD, rim=1.8, lo=0.55, grain=0.3)
        for i in range(4):
            p.fill(rect(82 + i * 80, 316, 152 + i * 80, 382, 1), WOOD, rim=1.4, hi=0.4, lo=0.4, grain=0.3)
        p.fill(rect(58, 290, 412, 304, 2), DARK_WOOD, rim=2.0, hi=0.45, grain=0.3)
        # The till.
        p.fill(svg("M94 290 L98 254 L112 244 L158 244 L166 254 L170 290 Z"), BRASS, rim=1.5, lo=0.55)
        p.fill(rect(108, 220, 156, 246, 3), BRASS, rim=1.3)
        p.fill(rect(114, 226, 150, 240), (238, 226, 196), rim=0.6)
        for i in range(5):
            for j in range(3):
                p.fill(oval(110 + i * 11, 258 + j * 9, 3.6, 2.8), CERAMIC, rim=0.6)
        # The scales.
        p.fill(svg("M214 290 Q238 278 262 290 Z"), BRASS, rim=1.1)
        p.fill(rect(236, 240, 240, 284), BRASS, rim=0.8)
        p.wire(svg("M206 246 Q238 234 270 242"), BRASS, 2.6)
        for x, y in ((206, 246), (270, 242)):
            p.line(svg(f"M{x} {y} L{x - 15} {y + 28} M{x} {y} L{x + 15} {y + 28}"), p.mat(BRASS), 0.9)
            p.fill(svg(f"M{x - 18} {y + 28} Q{x} {y + 42} {x + 18} {y + 28} Z"), BRASS, rim=1.0)
        thing(p, "object", 330, 290, 1.5)
        hang(r, p, 250, 70, 36, (74, 108, 96), 1)
        hang(r, p, 560, 56, 30, (74, 108, 96), 1)
        thing(p, "basket", 466, 396, 1.2)
        thing(p, "plant", 700, 398, 1.2)
    r.paper(MIDDLE, middle)
    r.glow(250, 76, 190, MIDDLE)
    r.glow(560, 62, 160, MIDDLE)
    r.rays()

    def front(p: Pen) -> None:
        post(p, -460, 26)
        for i, kind in enumerate(("lantern", "basket")):
            with p.at(70 + i * 90, (64, 30)[i], scale=(2.2, 1.8)[i]):
                thing(p, kind, 0, 0, 1.0, state="dark")
        leaves(p, r.rng("leaves"), 866, 510, 190, 10, -20)
    r.front(front)
    return r.finish((240, 290), MIDDLE)


@place("library")
def library(place: Place, light: Light) -> Set:
    """Walls of books, a ladder, a tall arched window between the cases, green lamps on a long table."""
    r = Room(place, light)
    r.view("garden")
    r.window(364, 30, 486, 262)
    arch = svg("M364 262 L364 92 Q364 30 425 30 Q486 30 486 92 L486 262 Z")
    r.pool(424, 330, 300, 0.35)
    r.pool(170, 180, 260, 0.4)
    r.pool(680, 180, 260, 0.4)

    def wall(p: Pen) -> None:
        plain(p, r.hue((128, 92, 66), 0.6))
        floor(p, (150, 92, 58), "boards", r.rng("floor"))
        rug(p, 424, 412, 300, 34, ((130, 52, 50), (58, 84, 88))[r.pick("rug", 2)], (214, 176, 112), round_=False)

    def after(p: Pen) -> None:
        for i, (x0, x1) in enumerate(((-440, -240), (-230, -30), (-20, 160), (170, 340), (510, 680), (690, 870), (880, 1090), (1100, 1290))):
            bookcase(p, r.rng(f"case{i}"), x0 + 4, -30, x1 - 4, FLOOR - 2, 9, (104, 64, 44), 0.97)
        p.fill(rect(LEFT, -40, RIGHT, -28), DARK_WOOD, rim=1.6)
        for x0, x1 in ((346, 362), (488, 504)):
            p.fill(rect(x0, -60, x1, FLOOR - 2, 2), (130, 86, 56), rim=1.6, lo=0.5, grain=0.3)
        p.line(arch, p.mat((160, 112, 72)), 8)
        p.line(arch, p.bright((160, 112, 72), 0.5), 2)
        for x in (395, 425, 455):
            p.line(poly([(x, 40), (x, 262)], close=False), p.dim((130, 86, 56), 0.2), 3.4)
        for y in (92, 148, 206):
            p.line(poly([(364, y), (486, y)], close=False), p.dim((130, 86, 56), 0.2), 3.4)
        p.fill(rect(352, 258, 498, 272, 2), (160, 112, 72), rim=1.6)
        p.fill(rect(362, 272, 488, FLOOR - 2), (120, 78, 52), rim=1.2, grain=0.3)
        thing(p, "globe", 425, FLOOR, 1.5)

    holes = skia.Path(arch)
    r.wall(wall, after, holes=holes)

    def back(p: Pen) -> None:
        # The ladder.
        with p.at(228, 366, 7):
            for s in (-1, 1):
                p.fill(rect(s * 19 - 3, -330, s * 19 + 3, 0, 1), WOOD, rim=1.2, lo=0.5)
            for i in range(11):
                p.fill(rect(-18, -26 - i * 28, 18, -21 - i * 28), WOOD, rim=0.8)
        for i in range(3):
            with p.at(606 + i * 2, 366 - i * 7, (i - 1) * 3):
                p.fill(rect(-22 + i * 2, -7, 22 - i, 0, 1), ((150, 58, 52), (58, 92, 104), (196, 146, 76))[i], rim=0.8)
    r.paper(BACK, back)

    def table(p: Pen) -> None:
        p.shade(rect(240, 424, 612, 440), 0.5, 6)
        for x in (256, 424, 592):
            p.fill(svg(f"M{x - 9} 394 Q{x - 12} 410 {x - 5} 418 L{x - 8} 434 L{x + 8} 434 L{x + 5} 418 Q{x + 12} 410 {x + 9} 394 Z"), DARK_WOOD, rim=1.2)
        p.fill(rect(236, 380, 612, 396, 2), WOOD, rim=2.0, lo=0.45, grain=0.3)
        for x in (286, 562):
            p.fill(oval(x, 379, 13, 3.4), BRASS, rim=0.9)
            p.wire(poly([(x, 378), (x, 350)], close=False), BRASS, 2.4)
            shade = svg(f"M{x - 24} 352 C{x - 22} 334 {x + 22} 334 {x + 24} 352 Z")
            p.fill(shade, (52, 120, 84), rim=1.4, hi=0.5)
            if r.lamps_on:
                p.flat(oval(x, 352, 23, 2.6), (255, 240, 196))
                p.halo(x, 360, 60, light.lamp, 0.5)
        thing(p, "book", 340, 381, 1.0, state="open")
        thing(p, "book", 498, 381, 0.9)
    r.paper(TABLE, table)
    for x in (286, 562):
        r.glow(x, 356, 130, TABLE)
    r.rays(0.24)

    def front(p: Pen) -> None:
        bookcase(p, r.rng("front"), -300, -280, 30, 760, 9, (46, 28, 30))
        p.shade(rect(-320, -300, 30, 780), 0.62)
    r.front(front, blur=5)
    r.seat(330, 398, 45)
    r.seat(520, 398, -45)
    return r.finish((424, 380))


@place("classroom")
def classroom(place: Place, light: Light) -> Set:
    """A blackboard with chalk, a row of tall windows, a map, a teacher's desk with a globe, rows of desks."""
    r = Room(place, light)
    r.view("street")
    tone: Color = ((150, 168, 138), (190, 168, 118), (136, 158, 168))[r.pick("tone", 3)]
    windows = [r.window(x, 58, x + 96, 246) for x in (486, 604, 722, 840)]
    r.pool(230, 120, 330, 0.4)
    r.pool(560, 120, 300, 0.3)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone))
        wainscot(p, mix(WOOD, tone, 0.35), 268, 70)
        floor(p, (170, 120, 78), "boards", r.rng("floor"))

    def after(p: Pen) -> None:
        for w in windows:
            frame(p, w, CERAMIC, 2, 3)
        p.shade(rect(52, 82, 404, 238), 0.4, 4)
        p.fill(rect(46, 74, 398, 230, 2), WOOD, rim=1.8, grain=0.3)
        board = rect(54, 82, 390, 222)
        p.fill(board, (44, 78, 68), hi=0.25, lo=0.35)
        brush.texture(p.canvas, board, "dry", (226, 232, 220), 0.12, 2.0)
        chalk = p.bright((232, 232, 220), 0.4)
        p.scribble(74, 90, 220, 124, 1, chalk, 3)
        p.scribble(74, 130, 200, 206, 4, chalk, 7)
        p.line(oval(296, 156, 42), chalk, 1.6, 0.85)
        p.line(poly([(296, 114), (260, 178), (332, 178)]), chalk, 1.6, 0.85)
        p.line(poly([(296, 114), (296, 178)], close=False), chalk, 1.2, 0.6)
        p.scribble(348, 130, 380, 160, 2, chalk, 5)
        p.fill(rect(46, 230, 398, 237, 1), WOOD, rim=1.3)
        for i, x in enumerate((90, 130, 300)):
            p.fill(rect(x, 227, x + 14, 231, 1), (240, 236, 228) if i else (222, 150, 120))
        thing(p, "clock", 222, 68, 1.1)
        with p.at(432, 226, scale=1.0):
            p.wire(poly([(-34, -154), (30, -154)], close=False), DARK_WOOD, 4)
            p.fill(rect(-30, -152, 26, -60), (222, 204, 158), rim=0.9, grain=0.2)
            p.flat(svg("M-24 -140 Q-6 -146 -4 -128 Q-14 -110 -20 -116 Q-28 -128 -24 -140 Z"), p.mat((150, 130, 78)))
            p.flat(svg("M4 -136 Q22 -142 20 -116 Q14 -90 6 -100 Q-2 -118 4 -136 Z"), p.mat((176, 96, 70)))
            p.flat(svg("M-16 -98 Q-6 -100 -8 -84 Q-14 -70 -18 -84 Z"), p.mat((96, 130, 100)))
    r.wall(wall, after)

    def back(p: Pen) -> None:
        p.shade(rect(90, 366, 316, 378), 0.5, 5)
        p.fill(rect(100, 302, 306, 372, 2), WOOD, rim=1.6, lo=0.55, grain=0.3)
        for x in (110, 206):
            p.fill(rect(x, 314, x + 88, 362, 1), WOOD, rim=1.2, hi=0.4, lo=0.4, grain=0.3)
        p.fill(rect(90, 292, 316, 304, 2), WOOD, rim=1.8, hi=0.5)
        thing(p, "globe", 130, 292, 1.15)
        thing(p, "book", 208, 292, 0.95)
        thing(p, "apple", 250, 292, 1.2)
        thing(p, "bell", 284, 292, 0.7)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        if r.dark:
            for x in (240, 560):
                hang(r, p, x, 56, 34, CERAMIC, 2)
        else:
            for x in (240, 560):
                hang(r, p, x, 40, 30, CERAMIC, 2)
        for x in (470, 610, 750, 890):
            desk(p, x, 396, 0.92)
    r.paper(MIDDLE, middle)
    for x in (240, 560):
        r.glow(x, 48, 150, MIDDLE)

    def table(p: Pen) -> None:
        for x in (140, 424, 700):
            desk(p, x, 440, 1.15)
    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: chair_back(p, 70, 430, 1.2))
    r.seat(424, 396, 0)
    r.seat(140, 396, 45)
    r.seat(700, 396, -45)
    return r.finish((424, 382))


def desk(p: Pen, x: float, y: float, scale: float) -> None:
    """A school desk with its bench, an exercise book on it."""
    with p.at(x, y, scale=scale):
        p.shade(oval(0, 0, 58, 6), 0.4, 4)
        for s in (-1, 1):
            p.wire(svg(f"M{s * 44} 0 L{s * 40} -46 M{s * 44} 0 L{s * 28} 0"), IRON, 3.4)
        p.fill(poly([(-50, -44), (50, -44), (47, -34), (-47, -34)]), WOOD, lo=0.7)
        p.fill(poly([(-52, -46), (-46, -53), (46, -53), (52, -46), (52, -42), (-52, -42)]), (184, 122, 70), rim=1.2, lo=0.3, grain=0.3)
        p.fill(poly([(-18, -47), (-15, -52), (13, -51.6), (15, -46.6)]), (236, 226, 204), rim=0.5)
        p.fill(oval(34, -50, 3, 1.3), INKED)
