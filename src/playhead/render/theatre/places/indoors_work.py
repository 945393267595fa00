"""Rooms of work: office, laboratory, workshop."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import mix
from playhead.render.theatre.places.indoors_fittings import (
    boards,
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
    shelf,
    thing,
    tiles,
    wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, Room
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, GLASS, IRON, STEEL, WOOD, Pen, cut, oval, poly, rect, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("office")
def office(place: Place, light: Light) -> Set:
    """A desk with a green lamp before blinds over the city, filing cabinets, a map, a hat stand, a frosted glass door."""
    r = Room(place, light)
    r.view("city")
    tone: Color = ((110, 126, 112), (150, 116, 84), (104, 112, 134))[r.pick("tone", 3)]
    window = r.window(318, 62, 586, 236)
    r.pool(424, 240, 280, 0.42)
    r.pool(424, 90, 320, 0.25)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone))
        wainscot(p, mix(DARK_WOOD, WOOD, 0.4), 262, 66)
        floor(p, (146, 96, 62), "boards", r.rng("floor"))
        rug(p, 440, 414, 220, 30, (96, 46, 50), (196, 160, 110), round_=False)

    def after(p: Pen) -> None:
        frame(p, window, DARK_WOOD, 3, 1)
        p.canvas.save()
        p.canvas.clipRect(skia.Rect(*window))
        for i in range(20):
            y = 62 + i * 9
            if i < 8 or r.pick("blind", 2) == 0:
                p.canvas.drawRect(skia.Rect(318, y, 586, y + 4.4), brush.wash([(0, p.bright((206, 186, 150), 0.35), 0.96), (1, p.dim((206, 186, 150), 0.4), 0.96)], y, y + 4.4))
        for x in (360, 452, 544):
            p.line(poly([(x, 62), (x, 240)], close=False), p.dim(CERAMIC, 0.3), 1.2, 0.8)
        p.canvas.restore()
        thing(p, "door", 730, FLOOR + 6, 1.2)
        glass = rect(696, 118, 764, 214, 1)
        p.fill(glass, mix((206, 206, 186), light.haze, 0.4), hi=0.4, lo=0.3)
        p.line(glass, p.dim(WOOD, 0.5), 2.4)
        p.scribble(706, 150, 756, 178, 2, p.dim(DARK_WOOD, 0.3), 3)
        with p.at(228, 236):
            p.fill(rect(-64, -126, 64, -34), DARK_WOOD, rim=1.2)
            p.fill(rect(-59, -121, 59, -39), (186, 160, 116), lo=0.4)
            rng = r.rng("notes")
            for _ in range(9):
                with p.at(rng.uniform(-54, 36), rng.uniform(-118, -64), rng.uniform(-9, 9)):
                    p.fill(rect(0, 0, 22, 18), ((240, 228, 200), (222, 196, 130), (206, 216, 206))[int(rng.integers(3))], rim=0.4)
                    p.scribble(3, 2, 19, 15, 3, p.dim(IRON, 0.1))
                    p.flat(oval(11, 1, 1.5), p.mat((196, 60, 50)))
            p.line(poly([(-40, -108), (10, -84), (44, -104), (26, -60)], close=False), p.mat((190, 50, 44)), 1)
    r.wall(wall, after)

    def back(p: Pen) -> None:
        for k, x in enumerate((30, 92, 154)):
            h = (140, 140, 96)[k]
            p.fill(rect(x, 366 - h, x + 58, 366, 2), (96, 106, 104), rim=1.6, lo=0.5, grain=0.2)
            for i in range(h // 46):
                y = 372 - h + i * 46
                p.fill(rect(x + 4, y, x + 54, y + 40, 1), (96, 106, 104), rim=1.2, hi=0.4, lo=0.35)
                p.fill(rect(x + 20, y + 8, x + 38, y + 17), (236, 226, 200), rim=0.4)
                p.fill(rect(x + 21, y + 23, x + 37, y + 27, 2), BRASS, rim=0.6)
        thing(p, "plant", 120, 226, 1.0)
        thing(p, "radio", 60, 226, 1.0)
        thing(p, "box", 182, 270, 1.0)
        p.wire(poly([(640, 366), (640, 176)], close=False), DARK_WOOD, 5)
        for a in (-1, 1):
            p.wire(svg(f"M640 196 Q{640 + a * 16} 196 {640 + a * 20} 180"), DARK_WOOD, 3)
            p.wire(svg(f"M640 360 Q{640 + a * 14} 360 {640 + a * 22} 370"), DARK_WOOD, 4)
        thing(p, "hat", 640, 186, 1.1)
        thing(p, "coat", 654, 292, 1.0)
        # The swivel chair behind the desk.
        p.fill(svg("M400 330 C392 270 400 246 440 244 C480 246 488 270 480 330 Z"), (112, 52, 46), rim=2.0, lo=0.5, grain=0.2)
        for x, y in ((424, 268), (456, 268), (440, 288), (424, 308), (456, 308)):
            p.flat(oval(x, y, 2), p.dim((112, 52, 46), 0.6))
    r.paper(BACK, back)

    def table(p: Pen) -> None:
        p.shade(rect(296, 420, 584, 438), 0.5, 6)
        p.fill(rect(310, 366, 570, 432, 2), WOOD, rim=1.4, lo=0.6, grain=0.3)
        for x in (318, 506):
            for y in (374, 394, 414):
                p.fill(rect(x, y, x + 56, y + 17, 1), WOOD, rim=1.2, hi=0.4, lo=0.4, grain=0.3)
                p.fill(oval(x + 28, y + 8, 2.6), BRASS, rim=0.6)
        p.fill(rect(380, 374, 500, 432), DARK_WOOD, lo=0.8)
        p.fill(rect(296, 356, 584, 370, 2), WOOD, rim=2.2, hi=0.5, grain=0.3)
        p.fill(poly([(388, 356), (394, 351), (486, 351), (492, 356)]), (58, 88, 72), rim=0.6)
        p.fill(oval(338, 355, 15, 3.4), BRASS, rim=0.9)
        p.wire(poly([(338, 354), (338, 322)], close=False), BRASS, 2.8)
        shade = svg("M306 326 C308 304 368 304 370 326 Z")
        p.fill(shade, (52, 122, 84), rim=1.6, hi=0.5)
        if r.lamps_on:
            p.flat(oval(338, 326, 31, 3), (255, 240, 196))
            p.halo(338, 332, 74, light.lamp, 0.6)
        thing(p, "phone", 552, 356, 1.0)
        thing(p, "typewriter", 502, 356, 0.9)
    r.paper(TABLE, table)
    r.glow(338, 330, 190, TABLE)
    if r.sunny or r.night:
        def slats(p: Pen) -> None:
            color = light.key if r.sunny else (150, 170, 226)
            for i in range(9):
                y = 96 + i * 26
                paint = brush.fill(color, 0.13 if r.sunny else 0.07, 3)
                paint.setBlendMode(skia.BlendMode.kScreen)
                p.canvas.drawPath(poly([(330, y), (580, y - 14), (760, y + 70), (470, y + 96)]) if light.key_x < 424 else poly([(330, y - 14), (580, y), (400, y + 96), (110, y + 70)]), paint)
        r.paper(1240, slats)
    r.front(lambda p: chair_back(p, 806, 400, 1.15), lambda p: leaves(p, r.rng("leaves"), -20, 510, 190, 10, 22))
    r.seat(440, 376, 0)
    return r.finish((440, 356))


@place("laboratory")
def laboratory(place: Place, light: Light) -> Set:
    """Benches of flasks that glow and boil, coils and tubes, shelves of jars, a board of formulas, a great machine with dials."""
    r = Room(place, light)
    r.view("city")
    tone: Color = ((96, 126, 122), (110, 104, 136), (134, 124, 96))[r.pick("tone", 3)]
    brew: Color = ((110, 220, 160), (110, 190, 240), (236, 150, 90))[r.pick("brew", 3)]
    window = r.window(376, 54, 500, 196)
    r.pool(424, 230, 300, 0.4)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone))
        tiles(p, r.hue(mix(tone, CERAMIC, 0.5), 0.7), r.rng("tiles"), -448, 230, 1296, FLOOR, 19)
        floor(p, (130, 130, 132), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, STEEL, 3, 2)
        p.fill(rect(76, 60, 318, 176, 2), WOOD, rim=1.6)
        p.fill(rect(84, 68, 310, 168), (40, 66, 62), hi=0.25, lo=0.35)
        chalk = p.bright((232, 232, 220), 0.4)
        p.scribble(98, 72, 190, 160, 5, chalk, 3)
        for k in range(6):
            a = k * math.pi / 3
            p.line(poly([(254 + 22 * math.cos(a), 110 + 22 * math.sin(a)), (254 + 22 * math.cos(a + math.pi / 3), 110 + 22 * math.sin(a + math.pi / 3))]), chalk, 1.5, 0.85)
        p.line(poly([(276, 110), (296, 98)], close=False), chalk, 1.5, 0.85)
        p.scribble(220, 140, 300, 160, 1, chalk, 6)
        for y in (92, 150):
            shelf(p, 548, 700, y)
            jars(p, r.rng(f"jars{y}"), 556, 694, y, 30)
    r.wall(wall, after)

    def back(p: Pen) -> None:
        # The machine.
        p.fill(rect(716, 84, 860, 368, 6), (92, 98, 108), rim=2.2, lo=0.55, grain=0.2)
        for k, (x, y) in enumerate(((752, 124), (814, 124), (752, 184))):
            p.fill(oval(x, y, 25), BRASS, rim=1.4)
            p.fill(oval(x, y, 20), (238, 228, 200), hi=0.3, round_=True)
            for i in range(9):
                a = math.radians(150 + i * 30)
                p.line(poly([(x + 14 * math.cos(a), y + 14 * math.sin(a)), (x + 18 * math.cos(a), y + 18 * math.sin(a))], close=False), p.dim(IRON, 0.3), 1.4)
            a = math.radians((220, 310, 270)[k])
            p.line(poly([(x, y), (x + 15 * math.cos(a), y + 15 * math.sin(a))], close=False), p.mat((190, 44, 36)), 1.8)
        for i in range(3):
            p.fill(rect(796 + i * 16, 168, 804 + i * 16, 202, 2), IRON, rim=0.8)
            p.fill(oval(800 + i * 16, 174 + i * 9, 5), (196, 62, 50), rim=0.8, round_=True)
        for i in range(5):
            for j in range(2):
                on = (i + j * 2) % 3 == 0
                p.fill(oval(738 + i * 26, 230 + j * 20, 5), brew if on else (150, 70, 56), rim=0.7, round_=True, hi=0.6)
                if on:
                    p.halo(738 + i * 26, 230 + j * 20, 18, brew, 0.5)
        for k in range(6):
            p.fill(rect(736, 272 + k * 14, 840, 279 + k * 14, 2), (60, 64, 74), rim=0.7)
        p.wire(svg("M740 84 C740 40 690 60 690 -40"), STEEL, 9)
        p.wire(svg("M830 84 C830 20 800 10 800 -60"), BRASS, 7)
        # The bench along the wall.
        p.fill(rect(-440, 296, 690, 366), (100, 74, 60), rim=1.4, lo=0.6, grain=0.3)
        for x in range(-430, 680, 74):
            p.fill(rect(x, 306, x + 64, 360, 1), (100, 74, 60), rim=1.2, hi=0.4, lo=0.4, grain=0.3)
            p.fill(oval(x + 32, 318, 3), BRASS, rim=0.6)
        p.fill(rect(-446, 286, 700, 298, 2), (58, 62, 70), rim=2.0, hi=0.5)
        flask(p, 120, 286, 1.4, brew, r)
        flask(p, 226, 286, 1.1, (206, 110, 190), r)
        flask(p, 600, 286, 1.3, brew, r)
        p.wire(svg("M120 218 C120 196 150 196 160 214 C170 232 178 240 178 262"), GLASS, 3)
        for i in range(6):
            p.line(oval(182, 236 + i * 7, 9, 4), p.bright(GLASS, 0.5), 1.6, 0.9)
        p.wire(poly([(206, 286), (206, 200)], close=False), IRON, 2.4)
        p.wire(poly([(206, 226), (182, 226)], close=False), IRON, 2)
        for i in range(6):
            x = 300 + i * 11
            p.fill(rect(x - 3.4, 256, x + 3.4, 284, 3), GLASS, rim=0.5)
            p.fill(rect(x - 2.6, 266 - (i * 5) % 9, x + 2.6, 283, 2.6), (brew, (214, 96, 80), (236, 196, 96))[i % 3], hi=0.5)
        p.fill(rect(292, 262, 364, 267), WOOD, rim=0.8)
        p.fill(rect(292, 280, 364, 286), WOOD, rim=0.8)
        # A microscope.
        with p.at(540, 286):
            p.fill(svg("M-20 0 L20 0 L18 -6 L-18 -6 Z"), IRON, rim=1.0)
            p.wire(svg("M12 -4 C26 -24 20 -44 4 -48"), IRON, 5)
            with p.at(2, -36, 18):
                p.fill(rect(-5, -30, 5, 10, 1.5), BRASS, rim=1.0)
                p.fill(rect(-3, 10, 3, 18), STEEL, rim=0.7)
                p.fill(rect(-4, -38, 4, -30), IRON, rim=0.7)
            p.fill(rect(-14, -16, 12, -13), IRON, rim=0.7)
    r.paper(BACK, back)
    r.glow(120, 262, 110, BACK, brew, always=True)
    r.glow(600, 262, 100, BACK, brew, always=True)

    def bubbles(p: Pen) -> None:
        for x, y, n in ((120, 270, 6), (600, 270, 5), (226, 272, 4)):
            for i in range(n):
                t = ((p.frame / 30 + i / n) % 1.0)
                p.line(oval(x + math.sin(i * 2.7 + t * 4) * 9, y - t * 22, 1 + 1.5 * t), mix(brew, (255, 255, 255), 0.6), 0.9, 0.8 * (1 - t))
    r.moving(BACK - 1, (90, 230, 640, 286), bubbles)

    def middle(p: Pen) -> None:
        hang(r, p, 424, 60, 40, (70, 84, 88), 1)
    r.paper(MIDDLE, middle)
    r.glow(424, 66, 190, MIDDLE)

    def table(p: Pen) -> None:
        p.shade(rect(300, 424, 560, 440), 0.5, 6)
        for x in (316, 536):
            p.fill(rect(x - 5, 392, x + 5, 436), STEEL, rim=1.1)
        p.fill(rect(296, 380, 556, 394, 2), (72, 78, 88), rim=2.2, hi=0.5)
        flask(p, 332, 380, 0.9, brew, r)
        thing(p, "book", 512, 380, 1.0, state="open")
    r.paper(TABLE, table)
    r.glow(332, 364, 90, TABLE, brew, always=True)
    r.rays()

    def front(p: Pen) -> None:
        with p.at(54, 520, scale=4.2):
            flask(p, 0, 0, 1.0, mix(brew, light.ink, 0.3), r)
        p.fill(rect(-440, 504, 150, 760), (44, 46, 56), rim=2.0, lo=0.8)
    r.front(front)
    return r.finish((424, 380))


def flask(p: Pen, x: float, y: float, scale: float, brew: Color, room: Room) -> None:
    """A round flask on a ring, its brew glowing."""
    with p.at(x, y, scale=scale):
        body = svg("M-5 -50 L5 -50 L5 -36 C16 -32 22 -24 22 -16 C22 -6 12 0 0 0 C-12 0 -22 -6 -22 -16 C-22 -24 -16 -32 -5 -36 Z")
        p.flat(body, p.mat(GLASS), 0.3)
        with p.inside(body):
            p.fill(rect(-24, -20, 24, 2), brew, hi=0.5, lo=0.3)
            p.flat(oval(0, -20, 21.5, 2.4), mix(brew, (255, 255, 255), 0.35))
            p.halo(0, -12, 26, brew, 0.5 if room.dark else 0.25)
        p.line(body, p.bright(GLASS, 0.6), 0.9, 0.8)
        p.fill(rect(-6.4, -53, 6.4, -49, 1), GLASS, rim=0.5)
        p.shine(svg("M-16 -22 Q-12 -30 -6 -32 Q-12 -24 -14 -14 Z"), 0.6, 0.5)
        p.halo(0, -12, 40, brew, 0.3 if room.dark else 0.12)


@place("workshop")
def workshop(place: Place, light: Light) -> Set:
    """A bench with a vice, a wall of tools, wheels and gears, planks, a broad window, shavings on the floor, a forge's light."""
    r = Room(place, light)
    r.view("street")
    window = r.window(330, 58, 560, 208)
    r.pool(440, 250, 320, 0.42)

    def wall(p: Pen) -> None:
        if r.pick("wall", 2):
            bricks(p, r.hue((158, 104, 82), 0.66), r.rng("bricks"), 32, 13)
        else:
            boards(p, r.hue((150, 104, 70), 0.7), r.rng("boards"), 38)
        floor(p, (134, 104, 82), "boards", r.rng("floor"))
        rng = r.rng("shavings")
        for _ in range(70):
            x, y = rng.uniform(60, 800), 376 + 90 * rng.uniform() ** 2
            p.line(svg(f"M{x} {y} Q{x + 6} {y - 6} {x + 9} {y} Q{x + 7} {y + 4} {x + 4} {y + 1}"), p.bright((222, 178, 116), 0.1), 1.3, 0.75)

    def after(p: Pen) -> None:
        frame(p, window, (120, 88, 64), 5, 3, thick=6)
        p.fill(rect(56, 60, 300, 244, 2), (150, 108, 72), rim=1.6, lo=0.45, grain=0.3)
        for k, x in enumerate((84, 118, 150, 186, 222, 262)):
            y = 80 + (k % 2) * 6
            p.flat(oval(x, y, 2), p.bright(STEEL, 0.4))
            if k == 0:
                p.fill(rect(x - 2.5, y, x + 2.5, y + 58, 1), WOOD, rim=0.7)
                p.fill(rect(x - 15, y - 4, x + 15, y + 11, 2), IRON, rim=1.0)
            elif k == 1:
                p.fill(svg(f"M{x - 6} {y} L{x + 8} {y} L{x + 5} {y + 86} L{x + 1} {y + 86} Z"), STEEL, rim=0.8)
                p.fill(rect(x - 8, y - 6, x + 10, y + 10, 5), WOOD, rim=0.9)
            elif k == 2:
                p.wire(svg(f"M{x} {y} C{x - 14} {y + 18} {x + 4} {y + 28} {x} {y + 62}"), IRON, 4)
                p.wire(svg(f"M{x + 4} {y} C{x + 18} {y + 18} {x} {y + 28} {x + 6} {y + 62}"), IRON, 4)
            elif k == 3:
                p.fill(rect(x - 1.6, y, x + 1.6, y + 36), STEEL, rim=0.6)
                p.fill(rect(x - 5, y + 34, x + 5, y + 66, 3), (176, 60, 50), rim=0.9)
            elif k == 4:
                p.fill(rect(x - 4, y, x + 4, y + 70, 2), STEEL, rim=0.9)
                p.line(cut(oval(x, y + 76, 10), rect(x - 4, y + 76, x + 4, y + 90)), p.bright(STEEL, 0.3), 4)
            else:
                p.line(poly([(x - 16, y + 60), (x, y), (x + 16, y + 60)], close=False), p.mat(STEEL), 3)
                p.fill(oval(x, y, 4), BRASS, rim=0.7)
        for i in range(9):
            x = 72 + i * 25
            p.fill(rect(x - 1.4, 188, x + 1.4, 212), STEEL, rim=0.4)
            p.fill(rect(x - 3.4, 210, x + 3.4, 232, 2), ((176, 60, 50), WOOD, (206, 150, 70))[i % 3], rim=0.7)
        p.fill(rect(62, 194, 294, 199), DARK_WOOD, rim=0.8)
        thing(p, "wheel", 664, 214, 2.1)
        thing(p, "rope", 764, 150, 1.5)
        shelf(p, 700, 840, 152)
        thing(p, "gear", 610, 110, 1.4)
        thing(p, "gear", 590, 134, 0.8)
        thing(p, "lantern", 820, 152, 1.0, state="dark")
    r.wall(wall, after)

    def back(p: Pen) -> None:
        for i, (x, turn, h) in enumerate(((708, 5, 250), (730, 2, 270), (752, -2, 240), (772, 7, 262), (796, 3, 230))):
            with p.at(x, 370, turn):
                p.fill(rect(-9, -h, 9, 0, 1), mix(WOOD, (206, 160, 104), (i % 3) * 0.4), rim=1.3, lo=0.5, grain=0.3)
        p.shade(rect(60, 366, 640, 380), 0.5, 6)
        for x in (84, 340, 604):
            p.fill(rect(x - 10, 300, x + 10, 374, 1), WOOD, rim=1.5, lo=0.6, grain=0.3)
        p.fill(rect(70, 340, 618, 350), WOOD, rim=1.2, lo=0.6)
        p.fill(rect(100, 306, 330, 336, 1), DARK_WOOD, lo=0.6, rim=1.0)
        for i in range(3):
            p.fill(rect(106 + i * 74, 310, 174 + i * 74, 332, 1), WOOD, rim=1.0, hi=0.4, lo=0.4, grain=0.3)
            p.fill(oval(140 + i * 74, 321, 3), BRASS, rim=0.6)
        p.fill(rect(56, 284, 632, 304, 2), (176, 124, 76), rim=2.4, hi=0.45, grain=0.3)
        # The vice and what is being made.
        with p.at(140, 284):
            p.fill(svg("M-26 0 L-22 -16 L-34 -18 L-34 -34 L-14 -34 L-10 -18 L10 -18 L14 -34 L34 -34 L34 -18 L22 -16 L26 0 Z"), IRON, rim=1.6, lo=0.5)
            p.wire(poly([(34, -14), (62, -14)], close=False), STEEL, 4)
            p.wire(poly([(60, -26), (60, -2)], close=False), STEEL, 3)
        thing(p, "toy", 470, 284, 1.3)
        thing(p, "clock", 540, 284, 1.0)
        thing(p, "box", 590, 284, 0.9, state="open")
        with p.at(250, 284):
            p.fill(svg("M-34 0 L-36 -14 L20 -14 Q34 -14 36 0 Z"), WOOD, rim=1.4, grain=0.3)
            p.wire(svg("M14 -14 C14 -30 26 -30 24 -14"), WOOD, 4)
            p.fill(poly([(-8, -14), (0, -30), (6, -28), (0, -14)]), STEEL, rim=0.8)
        for k in range(6):
            p.line(svg(f"M{210 - k * 7} 284 q" .replace(" q", f" Q{206 - k * 7} {274 - k % 2 * 4} {214 - k * 7} {276 - k % 3 * 2}")), p.bright((222, 178, 116), 0.2), 1.8)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        hang(r, p, 424, 62, 42, (64, 78, 72), 0)
        p.fill(svg("M676 398 L684 356 L772 356 L780 398 Z"), (124, 84, 56), rim=1.6, lo=0.6, grain=0.3)
        with p.at(728, 356):
            p.fill(svg("M-66 -34 L30 -38 Q34 -26 20 -22 L12 -10 L22 0 L-22 0 L-12 -10 L-22 -20 Q-54 -20 -66 -34 Z"), IRON, rim=2.2, hi=0.5, lo=0.5)
        with p.at(762, 322, -38):
            p.fill(rect(-2.4, -2.4, 54, 2.4, 1), WOOD, rim=0.8)
            p.fill(rect(-12, -13, 4, 13, 2), IRON, rim=1.2)
    r.paper(MIDDLE, middle)
    r.glow(424, 68, 210, MIDDLE)
    r.rays(0.24)

    def front(p: Pen) -> None:
        post(p, -460, 18)
        with p.at(80, -20):
            thing(p, "rope", 0, 60, 2.2)
        with p.at(838, 470, scale=3.4):
            thing(p, "gear", 0, 30, 1.0)
    r.front(front, blur=5)
    return r.finish((340, 284), BACK)
