"""Rooms where people meet: cafe, shop, library, church, classroom, court, stage, hall."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, fill, mix
from playhead.render.theatre.places.indoors_fittings import (
    bookcase, books, boards, bricks, chair_back, curtain, curtains, floor, frame, hang, jars, leaves, picture, plain, post, rug, thing, wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, WALL, Room, screen
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, GOLD, INKED, IRON, STEEL, WOOD, Pen, oval, poly, rect, svg
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
    r.front(lambda p: (chair_back(p, 846, 420, 1.1), leaves(p, r.rng("leaves"), -20, 510, 210, 11, 22))[0])
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
    r.front(front, 5)
    r.seat(330, 398, 45)
    r.seat(520, 398, -45)
    return r.finish((424, 380))


@place("church")
def church(place: Place, light: Light) -> Set:
    """A nave: a rose window and lancets of coloured glass, pillars and pointed arches, an altar with candles, pews."""
    r = Room(place, light, mirror=False)
    stone: Color = (150, 146, 140)
    r.pool(424, 300, 280, 0.55, mix(light.lamp, (255, 170, 90), 0.3))
    r.pool(424, 150, 330, 0.06)

    def lancet(x: float, w: float, top: float, bottom: float) -> skia.Path:
        return svg(f"M{x - w} {bottom} L{x - w} {top + w * 1.4} Q{x - w} {top + w * 0.4} {x} {top} Q{x + w} {top + w * 0.4} {x + w} {top + w * 1.4} L{x + w} {bottom} Z")

    panes = [lancet(424, 34, 116, 262), lancet(344, 24, 148, 256), lancet(504, 24, 148, 256)]
    rose = oval(424, 46, 52)

    def wall(p: Pen) -> None:
        bricks(p, r.hue(stone, 0.55), r.rng("stones"), 58, 28, rough=0.4)
        floor(p, (140, 132, 130), "stone", r.rng("floor"))
        carpet = poly([(388, FLOOR), (460, FLOOR), (620, 740), (228, 740)])
        p.fill(carpet, (150, 44, 46), hi=0.1, lo=0.3)
        p.line(poly([(394, FLOOR), (262, 740)], close=False), p.bright(GOLD, 0.1), 3, 0.7)
        p.line(poly([(454, FLOOR), (586, 740)], close=False), p.bright(GOLD, 0.1), 3, 0.7)

    day = 1.0 if r.bright_outside else (0.62 if light.time == "evening" else 0.34)
    hues = ((196, 60, 58), (54, 96, 180), (232, 180, 74), (66, 140, 96), (130, 74, 150), (70, 150, 180))

    def glass(p: Pen) -> None:
        rng = r.rng("glass")
        for path in panes:
            b = path.getBounds()
            p.canvas.save()
            p.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
            p.canvas.drawRect(b, fill(mix((20, 18, 40), light.sky[2], 0.5)))
            y = b.top() - 4
            while y < b.bottom():
                x = b.left() + rng.uniform(-8, 0)
                while x < b.right():
                    color = hues[int(rng.integers(6))]
                    shape = poly([(x, y), (x + 10, y - 3), (x + 13, y + 9), (x + 2, y + 12)])
                    p.canvas.drawPath(shape, fill(mix(mix(color, light.ink, 0.5), mix(color, (255, 246, 220), 0.14), day), 0.95))
                    x += 10.5
                y += 10.5
            figure = svg(f"M{b.centerX() - 9} {b.bottom()} L{b.centerX() - 7} {b.centerY() - 2} Q{b.centerX()} {b.centerY() - 12} {b.centerX() + 7} {b.centerY() - 2} L{b.centerX() + 9} {b.bottom()} Z")
            p.canvas.drawPath(figure, fill(mix((60, 90, 160), (200, 220, 255), 0.3 * day), 0.8))
            p.canvas.drawCircle(b.centerX(), b.centerY() - 15, 6, fill(mix((236, 200, 150), light.ink, 0.4 * (1 - day)), 0.95))
            p.canvas.drawCircle(b.centerX(), b.centerY() - 15, 10, brush.line(mix(GOLD, light.ink, 0.3 * (1 - day)), 2, 0.9))
            p.canvas.drawLine(b.centerX(), b.top(), b.centerX(), b.centerY() - 26, brush.line(light.ink, 1.6))
            for k in range(1, 5):
                yy = b.top() + b.height() * k / 5
                p.canvas.drawLine(b.left(), yy, b.right(), yy, brush.line(light.ink, 1.5))
            p.canvas.restore()
            p.line(path, p.mat(stone), 8)
            p.line(path, p.bright(stone, 0.5), 1.8)
        p.canvas.drawPath(rose, fill(mix((20, 18, 40), light.sky[2], 0.5)))
        for ring, (n, r0, r1) in enumerate(((12, 28, 47), (12, 12, 27))):
            for k in range(n):
                a0, a1 = 2 * math.pi * (k + 0.06) / n, 2 * math.pi * (k + 0.94) / n
                petal = poly([(424 + r0 * math.cos(a0), 46 + r0 * math.sin(a0)), (424 + r1 * math.cos(a0), 46 + r1 * math.sin(a0)),
                              (424 + (r1 + 3) * math.cos((a0 + a1) / 2), 46 + (r1 + 3) * math.sin((a0 + a1) / 2)),
                              (424 + r1 * math.cos(a1), 46 + r1 * math.sin(a1)), (424 + r0 * math.cos(a1), 46 + r0 * math.sin(a1))])
                color = hues[(k * (2 - ring) + ring * 3) % 6]
                p.canvas.drawPath(petal, fill(mix(mix(color, light.ink, 0.5), mix(color, (255, 246, 220), 0.14), day)))
        p.canvas.drawCircle(424, 46, 10, fill(mix(mix(GOLD, light.ink, 0.4), (255, 244, 210), 0.7 * day)))
        p.line(rose, p.mat(stone), 9)
        p.line(rose, p.bright(stone, 0.5), 2)
        if r.bright_outside or r.dark:
            screen(p.canvas, 424, 190, 210, mix(light.sky[3], (255, 230, 190), 0.4), 0.14 * day)
            screen(p.canvas, 424, 46, 130, mix(light.sky[3], (255, 230, 190), 0.4), 0.14 * day)
            for x, color in ((330, hues[1]), (402, hues[0]), (470, hues[2]), (540, hues[3])):
                p.canvas.drawPath(poly([(x, 392), (x + 38, 392), (x + 70, 436), (x + 16, 436)]), fill(mix(color, (255, 240, 210), 0.4), 0.16 * day, 7))

    r.wall(wall, glass, gloom=0.66)

    def back(p: Pen) -> None:
        # The altar.
        for i, (half, top) in enumerate(((150, 346), (122, 336))):
            p.fill(rect(424 - half, top, 424 + half, 366 - i * 12, 1), stone, rim=1.4, lo=0.5)
        p.fill(rect(352, 286, 496, 338), (226, 214, 190), lo=0.5, rim=1.4)
        p.fill(rect(352, 286, 496, 304), (150, 44, 46), rim=1.0)
        for i in range(12):
            p.line(poly([(354 + i * 12.4, 304), (354 + i * 12.4, 309)], close=False), p.bright(GOLD, 0.3), 2)
        p.fill(rect(342, 280, 506, 288, 1), stone, rim=1.4)
        p.fill(rect(421.5, 222, 426.5, 282), GOLD, rim=1.2)
        p.fill(rect(406, 236, 442, 241), GOLD, rim=1.2)
        for x, s in ((364, 1.0), (384, 1.25), (464, 1.25), (484, 1.0)):
            thing(p, "candle", x, 281, s)
        # Pillars and arches.
        for s in (-1, 1):
            for k, (x, w) in enumerate(((424 + s * 150, 13), (424 + s * 250, 19), (424 + s * 396, 29), (424 + s * 610, 44))):
                nxt = 424 + s * (250, 396, 610, 900)[k]
                inner, outer = sorted((x, nxt))
                spring = 120 - k * 34
                top = spring - (60 + k * 28)
                p.line(svg(f"M{inner} {spring} Q{inner + 2} {top} {(inner + outer) / 2} {top - 34} Q{outer - 2} {top} {outer} {spring}"), p.dim(stone, 0.15), 13 + k * 3)
                p.line(svg(f"M{inner} {spring} Q{inner + 2} {top} {(inner + outer) / 2} {top - 34} Q{outer - 2} {top} {outer} {spring}"), p.bright(stone, 0.4), 2.4, 0.6)
                base = FLOOR + 12 + k * 15
                p.fill(rect(x - w, spring - 4, x + w, base), stone, rim=2.0, lo=0.6, grain=0.24)
                p.line(poly([(x - w * 0.3, spring), (x - w * 0.3, base)], close=False), p.dim(stone, 0.4), 1.6, 0.6)
                p.line(poly([(x + w * 0.4, spring), (x + w * 0.4, base)], close=False), p.dim(stone, 0.4), 1.6, 0.6)
                p.fill(rect(x - w - 6, spring - 18, x + w + 6, spring, 2), stone, rim=1.6)
                p.fill(rect(x - w - 7, base - 18, x + w + 7, base, 2), stone, rim=1.6)
    r.paper(BACK, back)
    for x in (364, 384, 464, 484):
        r.glow(x, 252, 52, BACK, flicker=120, always=True)

    def middle(p: Pen) -> None:
        for s in (-1, 1):
            for k in range(4):
                y = 376 + k * 17
                inner = 424 + s * (118 + k * 34)
                outer = 424 + s * (360 + k * 80)
                left, right = sorted((inner, outer))
                p.shade(rect(left, y + 30, right, y + 42), 0.4, 4)
                p.fill(rect(left, y - 26, right, y + 34, 2), (112, 68, 46), rim=1.6, lo=0.55, grain=0.3)
                p.fill(rect(left - 2, y - 31, right + 2, y - 24, 2), (132, 84, 54), rim=1.6)
                end = (inner - 4, inner + 10) if s > 0 else (inner - 10, inner + 4)
                p.fill(svg(f"M{end[0]} {y + 38} L{end[0]} {y - 30} Q{(end[0] + end[1]) / 2} {y - 52} {end[1]} {y - 30} L{end[1]} {y + 38} Z"), (112, 68, 46), rim=1.6, grain=0.3)
    r.paper(MIDDLE, middle)

    if r.sunny:
        def shafts(p: Pen) -> None:
            for i, x in enumerate((344, 424, 504)):
                beam = poly([(x - 22, 130), (x + 22, 130), (x + 190 + 40 * i, 470), (x + 60 + 40 * i, 470)])
                paint = brush.wash([(0, mix(light.key, hues[(i * 2) % 6], 0.2), 0.24), (0.6, light.key, 0.1), (1, light.key, 0)], 130, 470)
                paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 7))
                paint.setBlendMode(skia.BlendMode.kScreen)
                p.canvas.drawPath(beam, paint)
        r.paper(1250, shafts)

    def front(p: Pen) -> None:
        for s in (-1, 1):
            x = 424 + s * 452
            p.fill(rect(x - 44, -260, x + 44, 760), (66, 60, 68), rim=0, lo=0.8)
            p.canvas.drawRect(skia.Rect(x - s * 44 - 1.5, -260, x - s * 44 + 1.5, 760), fill(p.bright(stone, 0.5), 0.5))
    r.front(front)
    r.seat(250, 392, 90)
    r.seat(600, 392, -90)
    return r.finish((424, 281), BACK)


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


@place("court")
def court(place: Place, light: Light) -> Set:
    """The judge's high bench before panelled oak, an emblem, columns, a witness stand, the rail of the bar."""
    r = Room(place, light, mirror=False)
    r.view("city")
    oak: Color = ((140, 84, 52), (112, 66, 46))[r.pick("oak", 2)]
    windows = [r.window(88, 40, 156, 232), r.window(692, 40, 760, 232)]
    r.pool(424, 130, 330, 0.48)

    def wall(p: Pen) -> None:
        plain(p, r.hue((168, 150, 124), 0.5))
        p.canvas.save()
        p.canvas.translate(0, 0)
        wainscot(p, oak, 250, 74)
        p.canvas.restore()
        floor(p, (150, 120, 104), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        for w in windows:
            frame(p, w, CERAMIC, 2, 4)
            curtains(p, w, (130, 40, 48), width=40, drop=20, lift=16)
        for x in (32, 228, 620, 816):
            p.fill(rect(x - 17, -260, x + 17, 340), (176, 160, 142), rim=2.0, lo=0.5, grain=0.2)
            for k in (-8, 0, 8):
                p.line(poly([(x + k, -260), (x + k, 322)], close=False), p.dim((176, 160, 142), 0.35), 2, 0.6)
            p.fill(rect(x - 25, 322, x + 25, FLOOR, 2), (176, 160, 142), rim=1.6)
        p.fill(rect(262, 10, 586, 300), oak, rim=2.0, lo=0.5, grain=0.3)
        p.fill(svg("M246 12 L424 -62 L602 12 L602 26 L246 26 Z"), oak, rim=2.2, grain=0.3)
        for x in (276, 360, 444, 528):
            p.fill(rect(x, 40, x + 48, 290, 2), oak, rim=1.5, hi=0.4, lo=0.4, grain=0.3)
        p.fill(oval(424, 104, 46), GOLD, rim=1.8, lo=0.5)
        p.fill(oval(424, 104, 39), (92, 36, 42), lo=0.4)
        # The scales of justice.
        p.fill(rect(422, 78, 426, 130), GOLD, rim=0.8)
        p.wire(svg("M398 88 L450 88"), GOLD, 2.6)
        for s in (-1, 1):
            p.line(svg(f"M{424 + s * 26} 88 L{424 + s * 26 - 9} 110 M{424 + s * 26} 88 L{424 + s * 26 + 9} 110"), p.bright(GOLD, 0.2), 1)
            p.fill(svg(f"M{424 + s * 26 - 11} 110 Q{424 + s * 26} 120 {424 + s * 26 + 11} 110 Z"), GOLD, rim=0.7)
        p.fill(svg("M408 132 Q424 124 440 132 Z"), GOLD, rim=0.8)
    r.wall(wall, after)

    def back(p: Pen) -> None:
        p.fill(svg("M394 250 L394 176 Q424 146 454 176 L454 250 Z"), (112, 40, 44), rim=1.8, lo=0.5, grain=0.2)
        p.fill(rect(250, 246, 598, 372, 2), oak, rim=2.2, lo=0.55, grain=0.3)
        for i in range(5):
            p.fill(rect(264 + i * 66, 264, 320 + i * 66, 360, 2), oak, rim=1.6, hi=0.4, lo=0.4, grain=0.3)
        p.fill(rect(238, 234, 610, 250, 2), oak, rim=2.2, hi=0.5, grain=0.3)
        thing(p, "lamp", 292, 234, 1.05, accent="green")
        thing(p, "lamp", 556, 234, 1.05, accent="green")
        thing(p, "book", 350, 234, 0.9)
        with p.at(506, 234):
            p.fill(rect(-16, -5, 6, 0, 1), DARK_WOOD, rim=0.8)
            with p.at(0, -8, -24):
                p.fill(rect(-9, -7, 5, 3, 2), DARK_WOOD, rim=0.9)
                p.fill(rect(5, -3.4, 30, -0.4, 1), WOOD, rim=0.6)
        for s in (-1, 1):
            x = 424 + s * 262
            p.fill(rect(x - 66, 292, x + 66, 384, 2), oak, rim=2.0, lo=0.55, grain=0.3)
            for i in range(2):
                p.fill(rect(x - 56 + i * 60, 306, x - 6 + i * 60, 374, 1), oak, rim=1.4, hi=0.4, lo=0.4, grain=0.3)
            p.fill(rect(x - 72, 284, x + 72, 296, 2), oak, rim=1.8, hi=0.5)
    r.paper(BACK, back)
    for x in (292, 556):
        r.glow(x, 204, 110, BACK)

    def rail_(p: Pen) -> None:
        for s in (-1, 1):
            x0, x1 = sorted((424 + s * 196, 424 + s * 900))
            x = x0 + 10
            while x < x1:
                p.fill(svg(f"M{x - 3} 378 Q{x - 7} 396 {x - 2.4} 406 Q{x - 7} 420 {x - 3} 434 L{x + 3} 434 Q{x + 7} 420 {x + 2.4} 406 Q{x + 7} 396 {x + 3} 378 Z"), oak, rim=0.9, lo=0.6)
                x += 24
            p.fill(rect(x0, 366, x1, 380, 3), oak, rim=2.0, hi=0.5, grain=0.3)
            p.fill(rect(x0, 430, x1, 442, 2), oak, rim=1.4)
            p.fill(rect(x0 - 9 if s > 0 else x1 - 9, 352, x0 + 9 if s > 0 else x1 + 9, 444, 2), oak, rim=1.8, grain=0.3)
    r.paper(TABLE, rail_)
    r.rays()
    r.front(lambda p: (chair_back(p, 20, 410, 1.15), chair_back(p, 828, 410, 1.15))[0])
    r.seat(162, 330, 45)
    r.seat(686, 330, -45)
    return r.finish((424, 234), BACK)


@place("stage")
def stage(place: Place, light: Light) -> Set:
    """A theatre's stage: a painted backcloth of moon and hills, wings, a red curtain drawn aside, footlights, spots."""
    r = Room(place, light, mirror=False)
    red: Color = ((150, 32, 40), (118, 30, 62))[r.pick("red", 2)]
    scene = r.pick("scene", 2)

    def cloth(p: Pen) -> None:
        plain(p, r.hue((40, 44, 76), 0.7))
        floor(p, (170, 112, 70), "boards", r.rng("floor"))
        back_ = rect(70, -70, 778, 330)
        top, low = ((46, 58, 116), (226, 150, 120)) if scene == 0 else ((60, 110, 140), (240, 206, 150))
        glow_ = 0.9
        p.canvas.drawPath(back_, brush.wash([(0, mix(top, light.ink, 0.25), 1), (0.6, mix(mix(top, low, 0.5), light.ink, 0.12), 1), (1, mix(low, light.ink, 0.1), 1)], -70, 300))
        with p.inside(back_):
            p.canvas.drawCircle(560, 90, 44, fill((252, 236, 196), glow_))
            brush.halo(p.canvas, 560, 90, 130, (252, 226, 176), 0.4)
            rng = r.rng("hills")
            for depth, y, h in ((0.25, 240, 40), (0.5, 272, 28), (0.75, 300, 18)):
                ridge = brush.ridge(rng, y, h, 0.46)
                p.canvas.drawPath(brush.land(ridge, 332), fill(mix(mix(low, top, depth), light.ink, depth * 0.5)))
            for k in range(9):
                x, y = 110 + k * 83 % 640, -30 + (k * 57) % 160
                p.canvas.drawPath(poly([(x, y - 6), (x + 1.7, y - 1.7), (x + 6, y), (x + 1.7, y + 1.7), (x, y + 6), (x - 1.7, y + 1.7), (x - 6, y), (x - 1.7, y - 1.7)]), fill((252, 236, 196), 0.8))
            for x, w in ((190, 70), (400, 96), (690, 84)):
                y = 60 + (x % 5) * 18
                for k in range(4):
                    p.canvas.drawOval(skia.Rect(x - w / 2 + k * w / 5, y - 12 - (k % 2) * 8, x - w / 2 + k * w / 5 + w * 0.46, y + 14), fill(mix((250, 240, 224), top, 0.35), 0.75))
        for k in range(13):
            p.line(poly([(70 + k * 59, -70), (70 + k * 59, 330)], close=False), light.ink, 1.0, 0.14)
        p.fill(rect(62, 326, 786, 334), WOOD, rim=1.0)
        brush.texture(p.canvas, back_, "dry", light.ink, 0.2, 1.6)
        screen(p.canvas, 424, 220, 340, light.lamp, 0.13)
        for x in (320, 540):
            p.canvas.drawOval(skia.Rect(x - 150, 380, x + 150, 450), fill(mix(light.lamp, (255, 246, 224), 0.5), 0.34, 16))

    r.paper(WALL, cloth)

    def wings(p: Pen) -> None:
        for s in (-1, 1):
            for k, x in enumerate((330, 270)):
                cx = 424 + s * x
                tree = svg(f"M{cx - 9} 380 L{cx - 5} 250 L{cx + 5} 250 L{cx + 9} 380 Z")
                p.fill(tree, (96, 66, 52), rim=1.6, lo=0.5)
                for i in range(11):
                    a = i * 2.4
                    rr = 46 * math.sqrt((i + 0.5) / 11)
                    p.fill(oval(cx + rr * math.cos(a), 226 - k * 14 + rr * 0.86 * math.sin(a), 26 - k * 4), mix((70, 112, 92), (44, 84, 96), k * 0.6), rim=1.4, lo=0.5)
        for i in range(13):
            x = 40 + i * 64
            p.fill(svg(f"M{x - 20} 384 Q{x - 18} 362 {x} 366 Q{x + 16} 358 {x + 22} 384 Z"), (58, 96, 80), rim=1.4, lo=0.6)
    r.paper(BACK, wings)

    def house(p: Pen) -> None:
        for s in (-1, 1):
            x0, x1 = (-440, 128) if s < 0 else (720, 1290)
            curtain(p, x0, x1, -260, 470, red)
            gather = svg(f"M{424 + s * 296} -260 C{424 + s * 260} -60 {424 + s * 330} 150 {424 + s * 326} 470 L{424 + s * 420} 470 L{424 + s * 420} -260 Z")
            p.fill(gather, red, rim=2.4, lo=0.6)
            for k in range(4):
                p.line(svg(f"M{424 + s * (304 + k * 26)} -260 C{424 + s * (286 + k * 26)} -60 {424 + s * (338 + k * 16)} 150 {424 + s * (336 + k * 17)} 470"), p.dim(red, 0.55), 4, 0.6)
            p.line(svg(f"M{424 + s * 326} 240 L{424 + s * 420} 252"), p.bright(GOLD, 0.3), 7)
            p.line(svg(f"M{424 + s * 376} 246 L{424 + s * 372} 306"), p.bright(GOLD, 0.2), 4)
            p.fill(svg(f"M{424 + s * 372 - 6} 300 L{424 + s * 372 + 6} 300 L{424 + s * 372 + 9} 330 L{424 + s * 372 - 9} 330 Z"), GOLD, rim=1.0)
        for i in range(-3, 12):
            x = i * 92 - 10
            swag = svg(f"M{x} -260 L{x + 92} -260 L{x + 92} 20 Q{x + 46} 86 {x} 20 Z")
            p.fill(swag, red, rim=1.8, lo=0.5)
            for k in range(1, 4):
                p.line(svg(f"M{x + 8} {-40 + k * 12} Q{x + 46} {20 + k * 15} {x + 84} {-40 + k * 12}"), p.dim(red, 0.5), 3, 0.5)
            p.line(svg(f"M{x} 20 Q{x + 46} 86 {x + 92} 20"), p.bright(GOLD, 0.25), 5)
            for k in range(12):
                t = (k + 0.5) / 12
                yy = 20 + 66 * 2 * t * (1 - t)
                p.line(poly([(x + 92 * t, yy), (x + 92 * t, yy + 11)], close=False), p.mat(GOLD), 2)
    r.paper(1320, house)

    def beams_(p: Pen) -> None:
        for x, tx in ((180, 330), (668, 520)):
            paint = brush.wash([(0, mix(light.lamp, (255, 250, 235), 0.5), 0.3), (0.5, light.lamp, 0.1), (1, light.lamp, 0.02)], -60, 430)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 9))
            paint.setBlendMode(skia.BlendMode.kScreen)
            p.canvas.drawPath(poly([(x - 8, -60), (x + 8, -60), (tx + 120, 426), (tx - 120, 426)]), paint)
    r.paper(1260, beams_)

    def lights(p: Pen) -> None:
        p.fill(rect(LEFT - 20, 456, RIGHT + 20, 760), (60, 34, 30), lo=0.7, hi=0.0)
        p.fill(rect(LEFT - 20, 448, RIGHT + 20, 460), (150, 100, 62), rim=1.8)
        for i in range(-4, 16):
            x = 24 + i * 66
            p.fill(svg(f"M{x - 12} 458 Q{x - 12} 444 {x} 444 Q{x + 12} 444 {x + 12} 458 Z"), BRASS, rim=1.4, lo=0.5)
            p.halo(x, 446, 46, light.lamp, 0.3)
    r.paper(960, lights)
    for x in (156, 424, 692):
        r.glow(x, 444, 190, 960, always=True)

    def front(p: Pen) -> None:
        rng = r.rng("heads")
        for i in range(-5, 17):
            x, y = i * 78 + rng.uniform(-14, 14), 486 + rng.uniform(-8, 12)
            p.fill(oval(x, y, 19, 23), (30, 22, 32), rim=1.5, lo=0.8)
            p.fill(svg(f"M{x - 44} 760 C{x - 44} {y + 34} {x - 20} {y + 24} {x} {y + 22} C{x + 20} {y + 24} {x + 44} {y + 34} {x + 44} 760 Z"), (30, 22, 32), rim=1.5, lo=0.8)
    r.front(front, 3)
    return r.finish()


def tall_clock(p: Pen, x: float, y: float) -> None:
    """A clock taller than a man: a hood with its dial, a long case with the pendulum, a plinth."""
    with p.at(x, y):
        p.fill(rect(-30, -34, 30, 0, 2), DARK_WOOD, rim=1.6, lo=0.5, grain=0.2)
        p.fill(rect(-22, -150, 22, -32, 1), DARK_WOOD, rim=1.6, lo=0.5, grain=0.2)
        p.fill(rect(-14, -142, 14, -42, 1), (34, 24, 28), hi=0.1)
        p.line(poly([(0, -142), (0, -70)], close=False), p.bright(BRASS, 0.3), 1.6)
        p.fill(oval(0, -66, 9), BRASS, rim=1.2, round_=True)
        p.fill(svg("M-30 -150 L-30 -206 Q-30 -214 -20 -216 Q0 -240 20 -216 Q30 -214 30 -206 L30 -150 Z"), DARK_WOOD, rim=1.8, lo=0.5, grain=0.2)
        p.fill(oval(0, -182, 22), BRASS, rim=1.2)
        p.fill(oval(0, -182, 19), (240, 228, 200), hi=0.3, lo=0.25, round_=True)
        for i in range(12):
            a = i * math.pi / 6
            p.line(poly([(14 * math.sin(a), -182 - 14 * math.cos(a)), (17 * math.sin(a), -182 - 17 * math.cos(a))], close=False), p.dim(INKED, 0.3), 1.5)
        for a, n, w in ((5.2, 9, 2.0), (1.1, 14, 1.3)):
            p.line(poly([(0, -182), (n * math.sin(a), -182 - n * math.cos(a))], close=False), p.dim(INKED, 0.3), w)


@place("hall")
def hall(place: Place, light: Light) -> Set:
    """A great hall: a staircase, tall windows, a chandelier, portraits, a chequered floor, doors."""
    r = Room(place, light)
    r.view("garden")
    tone: Color = ((150, 116, 92), (108, 124, 122), (138, 104, 120))[r.pick("tone", 3)]
    windows = [r.window(70, 20, 146, 240), r.window(192, 20, 268, 240)]
    r.pool(424, 60, 360, 0.5)
    r.pool(424, 320, 260, 0.2)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone))
        x = LEFT
        while x < RIGHT:
            p.line(rect(x + 12, -60, x + 134, 250), p.bright(tone, 0.35), 2, 0.4)
            x += 146
        wainscot(p, mix(CERAMIC, tone, 0.4), 270, 73)
        floor(p, (196, 184, 168), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        for w in windows:
            frame(p, w, CERAMIC, 2, 4)
            curtains(p, w, (132, 44, 54), width=34, drop=92, lift=20)
        picture(p, r.rng("p1"), 372, 140, 84, 108)
        picture(p, r.rng("p2"), 470, 150, 60, 78)
    r.wall(wall, after)

    def back(p: Pen) -> None:
        # The stair climbs to the right behind everything.
        step = 13
        n = 17
        x0, base = 540, FLOOR + 14
        profile = [(x0, base)]
        for i in range(n):
            profile += [(x0 + i * 22, base - (i + 1) * step), (x0 + (i + 1) * 22, base - (i + 1) * step)]
        profile += [(1300, base - n * step), (1300, base)]
        p.fill(poly(profile), (196, 180, 158), lo=0.45, rim=1.4)
        for i in range(9):
            px = x0 + 40 + i * 66
            top_ = base - max(0, (px - x0) / 22) * step + 26
            if base - 10 - top_ > 14:
                panel = poly([(px, top_), (px + 54, top_ - 54 / 22 * step), (px + 54, base - 12), (px, base - 12)])
                p.line(panel, p.dim((196, 180, 158), 0.35), 1.6)
        for i in range(n):
            p.fill(rect(x0 + i * 22 - 3, base - (i + 1) * step - 2, x0 + (i + 1) * 22, base - (i + 1) * step + 3), (150, 50, 52), rim=1.0)
            for k in (5, 16):
                x, y = x0 + i * 22 + k, base - (i + 1) * step - 2
                p.fill(svg(f"M{x - 1.6} {y} Q{x - 4} {y - 18} {x - 1.2} {y - 28} Q{x - 3} {y - 40} {x - 1.4} {y - 54} L{x + 1.4} {y - 54} Q{x + 3} {y - 40} {x + 1.2} {y - 28} Q{x + 4} {y - 18} {x + 1.6} {y} Z"), CERAMIC, rim=0.7)
        p.fill(poly([(x0 - 4, base - 66), (x0 + n * 22, base - n * step - 58), (x0 + n * 22, base - n * step - 49), (x0 - 4, base - 56)]), DARK_WOOD, rim=1.6)
        p.fill(rect(x0 - 14, base - 74, x0 + 6, base, 2), DARK_WOOD, rim=1.6, grain=0.3)
        p.fill(oval(x0 - 4, base - 82, 11), DARK_WOOD, rim=1.4, round_=True)
        thing(p, "plant", 480, 366, 1.3)
        tall_clock(p, 330, 368)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        # The chandelier.
        x, y = 404, 66
        p.line(poly([(x, -260), (x, y - 40)], close=False), p.mat(BRASS), 3)
        p.fill(svg(f"M{x - 7} {y - 44} L{x + 7} {y - 44} Q{x + 12} {y - 10} {x + 5} {y + 12} L{x} {y + 22} L{x - 5} {y + 12} Q{x - 12} {y - 10} {x - 7} {y - 44} Z"), BRASS, rim=1.4, round_=True)
        for s in (-1, 1):
            for k, reach in enumerate((34, 64, 92)):
                tip = y - 6 - k * 3
                p.wire(svg(f"M{x} {y + 6} C{x + s * reach * 0.5} {y + 26 - k * 3} {x + s * reach * 0.9} {y + 20 - k * 3} {x + s * reach} {tip}"), BRASS, 2.4)
                p.fill(svg(f"M{x + s * reach - 7} {tip} L{x + s * reach + 7} {tip} L{x + s * reach + 3} {tip + 5} L{x + s * reach - 3} {tip + 5} Z"), BRASS, rim=0.8)
                p.fill(rect(x + s * reach - 2.2, tip - 15, x + s * reach + 2.2, tip), CERAMIC, rim=0.6)
                if r.lamps_on:
                    p.halo(x + s * reach, tip - 20, 26, light.lamp, 0.8)
                    p.flat(svg(f"M{x + s * reach - 2.6} {tip - 16} Q{x + s * reach} {tip - 30} {x + s * reach + 2.6} {tip - 16} Z"), (255, 244, 206))
                for d in range(3):
                    dx = x + s * reach * (0.3 + 0.3 * d)
                    p.fill(poly([(dx, y + 14), (dx + 2.6, y + 20), (dx, y + 27), (dx - 2.6, y + 20)]), (206, 226, 232), rim=0.6, hi=0.8)
    r.paper(MIDDLE, middle)
    r.glow(404, 44, 250, MIDDLE)
    r.rays(0.22)

    def front(p: Pen) -> None:
        p.fill(rect(-440, -260, 16, 760), (56, 40, 44), lo=0.8)
        p.canvas.drawRect(skia.Rect(14, -260, 18, 760), fill(p.bright(CERAMIC, 0.5), 0.45))
        leaves(p, r.rng("leaves"), 880, 520, 210, 11, -22)
    r.front(front)
    return r.finish()


