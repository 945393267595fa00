"""Rooms of a home: kitchen, living room, bedroom, bathroom, and the room that any unknown place becomes."""

from __future__ import annotations

from playhead.render.theatre import props
from playhead.render.theatre.places.brush import mix
from playhead.render.theatre.places.indoors_fittings import (
    boards,
    bookcase,
    books,
    chair_back,
    curtain,
    curtains,
    floor,
    frame,
    hang,
    jars,
    leaves,
    picture,
    plain,
    rail,
    rug,
    shelf,
    spots,
    thing,
    tiles,
    wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, Room
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.lamps import ember
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, IRON, STEEL, WOOD, Pen, oval, poly, rect, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("kitchen")
def kitchen(place: Place, light: Light) -> Set:
    """A window between curtains over the sink, a stove with pots, shelves of jars, a hanging lamp over the table."""
    r = Room(place, light)
    r.view()
    paper: Color = ((172, 104, 88), (120, 132, 104), (176, 132, 84), (104, 124, 132))[r.pick("paper", 4)]
    cloth: Color = ((206, 84, 70), (226, 168, 84), (84, 134, 140))[r.pick("cloth", 3)]
    window = r.window(352, 76, 524, 262)
    r.pool(424, 96, 330, 0.5)
    r.pool(424, 330, 300, 0.26)

    def wall(p: Pen) -> None:
        color = r.hue(paper)
        spots(p, color, mix(color, light.key, 0.3), 24, r.pick("figure", 4))
        tiles(p, r.hue((214, 204, 180), 0.62), r.rng("tiles"), -448, 282, 1296, FLOOR, 17.5, r.hue((78, 120, 132), 0.8))
        rail(p, WOOD, 278, 5)
        floor(p, (176, 112, 72), ("tiles", "boards")[r.pick("floor", 2)], r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, (196, 176, 148), 2, 2)
        curtains(p, window, cloth, width=64, drop=34)
        for x, y, w in ((92, 112, 190), (640, 112, 170)):
            shelf(p, x, x + w, y)
            jars(p, r.rng(f"jars{x}"), x + 8, x + w - 8, y, 26)
            shelf(p, x, x + w, y + 62)
            jars(p, r.rng(f"jars{x}b"), x + 8, x + w - 8, y + 62, 23)
            for i in range(5):
                hx = x + 24 + i * (w - 48) / 4
                p.line(poly([(hx, y + 66), (hx, y + 78)], close=False), p.mat(BRASS), 1.2)
                if i % 2:
                    p.fill(svg(f"M{hx - 8} {y + 78} L{hx + 8} {y + 78} Q{hx + 8} {y + 94} {hx} {y + 95} Q{hx - 8} {y + 94} {hx - 8} {y + 78} Z"), (64, 112, 120), rim=1.0, round_=True)
                else:
                    p.fill(svg(f"M{hx - 1} {y + 76} L{hx + 1} {y + 76} L{hx + 1.4} {y + 98} Q{hx + 6} {y + 110} {hx} {y + 112} Q{hx - 6} {y + 110} {hx - 1.4} {y + 98} Z"), STEEL, rim=0.8)

    r.wall(wall, after)

    def back(p: Pen) -> None:
        base = FLOOR + 12
        counter: Color = ((104, 122, 112), (150, 84, 66), (88, 104, 124))[r.pick("counter", 3)]
        p.shade(rect(-440, base - 4, 1290, base + 10), 0.5, 6)
        for left, right in ((-440, 78), (236, 664), (764, 1290)):
            p.fill(rect(left, 292, right, base), counter, lo=0.6, rim=1.0)
            x = left + 4
            while x < right - 40:
                p.fill(rect(x + 3, 306, x + 62, base - 8, 1), counter, rim=1.3, lo=0.45, grain=0.2)
                p.fill(rect(x + 27, 312, x + 39, 315, 1.2), BRASS, rim=0.5)
                x += 66
            p.fill(rect(left - 5, 284, right + 5, 294, 1.5), WOOD, rim=1.6, lo=0.5, grain=0.3)
        # The stove, black iron, with an oven door and a kettle.
        p.fill(rect(82, 280, 232, base, 2), IRON, rim=1.6, lo=0.6, grain=0.2)
        p.fill(rect(76, 274, 238, 284, 2), IRON, rim=1.8, hi=0.5)
        p.fill(rect(104, 302, 178, base - 10, 4), (50, 50, 60), rim=1.2)
        p.fill(rect(112, 308, 170, 330, 3), (38, 30, 34), rim=0.8)
        if r.dark:
            p.halo(141, 320, 44, mix(light.lamp, (255, 120, 40), 0.5), 0.7)
        p.wire(poly([(108, 300), (174, 300)], close=False), BRASS, 2.4)
        for x in (194, 206, 218):
            p.fill(oval(x, 294, 4), BRASS, rim=0.8, round_=True)
        p.fill(svg("M124 274 C118 262 122 246 136 244 L160 244 C174 246 178 262 172 274 Z"), (170, 74, 58), rim=1.4, round_=True)
        p.fill(svg("M172 262 L190 250 L192 254 L174 272 Z"), (170, 74, 58), rim=1.0)
        p.wire(svg("M130 246 C132 226 164 226 166 246"), IRON, 2.6)
        p.fill(rect(198, 258, 230, 275, 2), STEEL, rim=1.2)
        p.fill(rect(132, -260, 182, 150), IRON, rim=1.4, lo=0.7)
        p.fill(svg("M88 186 L108 150 L206 150 L226 186 Z"), IRON, rim=1.6, lo=0.6)
        p.wire(poly([(86, 187), (228, 187)], close=False), BRASS, 3)
        # The tap, a bowl of fruit, a board with bread.
        p.wire(svg("M438 284 L438 262 Q438 252 428 252 Q420 252 420 262"), STEEL, 3.4)
        thing(p, "bowl", 566, 284, 1.3)
        thing(p, "bread", 630, 284, 1.2)
        thing(p, "plant", 300, 284, 0.72)
        thing(p, "clock", 800, 284, 1.0)

    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        hang(r, p, 424, 76, 42, (190, 98, 50))
    r.paper(MIDDLE, middle)
    r.glow(424, 80, 230, MIDDLE)

    def table(p: Pen) -> None:
        thing(p, "chair", 286, 440, 1.05)
        thing(p, "chair", 562, 440, 1.05, flip=True)
        p.shade(oval(424, 440, 150, 12), 0.4, 6)
        with p.at(424, 438, scale=1.16):
            props.draw(p.canvas, "table", p.light, detail=2)
            cloth_path = svg("M-62 -53 L62 -53 L66 -36 L50 -24 L34 -37 L18 -25 L0 -38 L-18 -25 L-34 -37 L-50 -24 L-66 -36 Z")
            p.fill(cloth_path, mix(cloth, (244, 232, 210), 0.6), rim=0.9, lo=0.4, grain=0.15)
            with p.inside(cloth_path):
                for i in range(-9, 10):
                    p.line(poly([(i * 7, -54), (i * 7.4, -20)], close=False), p.mat(cloth), 1.4, 0.5)
                for j in range(4):
                    p.line(poly([(-70, -49 + j * 7), (70, -49 + j * 7)], close=False), p.mat(cloth), 1.4, 0.5)

    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: chair_back(p, 40, 400, 1.1), lambda p: leaves(p, r.rng("leaves"), 860, 520, 210, 11, -24))
    r.seat(286, 396, 90)
    r.seat(562, 396, -90)
    return r.finish((424, 377))


@place("living room")
def living_room(place: Place, light: Light) -> Set:
    """A hearth with a picture above, a sofa, a tall bookcase, a window, a standing lamp, a carpet."""
    r = Room(place, light)
    r.view("garden")
    paper: Color = ((92, 116, 112), (158, 96, 80), (104, 96, 132), (150, 124, 80))[r.pick("paper", 4)]
    cushion: Color = ((176, 80, 66), (70, 110, 122), (184, 134, 66))[r.pick("sofa", 3)]
    window = r.window(486, 70, 622, 250)
    r.pool(376, 190, 250, 0.5)
    r.pool(712, 190, 200, 0.4)

    def wall(p: Pen) -> None:
        color = r.hue(paper)
        spots(p, color, mix(color, light.key, 0.26), 30, (2, 1, 3)[r.pick("figure", 3)])
        wainscot(p, mix(DARK_WOOD, WOOD, 0.4), 286, 62)
        floor(p, (150, 92, 60), "boards", r.rng("floor"))
        rug(p, 440, 410, 260, 36, ((150, 58, 54), (62, 88, 110), (120, 74, 92))[r.pick("rug", 3)], round_=False)

    def after(p: Pen) -> None:
        frame(p, window, (186, 160, 128), 2, 3)
        curtains(p, window, mix(cushion, (150, 70, 80), 0.4), width=58, drop=96)
        picture(p, r.rng("p1"), 690, 130, 54, 66)
        picture(p, r.rng("p2"), 742, 158, 38, 44)

    r.wall(wall, after)

    def back(p: Pen) -> None:
        # The hearth.
        stone: Color = (150, 132, 118)
        p.fill(rect(120, -260, 292, 196), stone, lo=0.6, grain=0.22)
        p.fill(rect(108, 210, 304, 366), stone, rim=1.8, lo=0.5, grain=0.26)
        for i in range(6):
            y = 216 + i * 24
            p.line(poly([(110, y), (302, y)], close=False), p.dim(stone, 0.45), 1.2, 0.6)
            for k in range(5):
                x = 122 + k * 42 + (i % 2) * 20
                p.line(poly([(x, y), (x, y + 24)], close=False), p.dim(stone, 0.45), 1.2, 0.6)
        p.fill(svg("M142 366 L142 268 Q142 236 206 236 Q270 236 270 268 L270 366 Z"), (34, 22, 26), hi=0.0)
        with p.inside(svg("M142 366 L142 268 Q142 236 206 236 Q270 236 270 268 L270 366 Z")):
            p.halo(206, 350, 96, (255, 130, 50), 0.7)
        for x, turn in ((176, -8), (204, 7), (232, -4)):
            with p.at(x + 4, 358, turn):
                p.fill(rect(-30, -6, 30, 6, 5), DARK_WOOD, rim=1.4)
        p.fill(rect(94, 196, 318, 212, 2), WOOD, rim=2.0, lo=0.5, grain=0.3)
        p.fill(rect(100, 360, 312, 372, 2), stone, rim=1.4)
        picture(p, r.rng("mantel"), 206, 126, 104, 84)
        thing(p, "clock", 206, 196, 1.05)
        thing(p, "candle", 130, 196, 1.2)
        thing(p, "candle", 286, 196, 1.0)
        thing(p, "photo", 258, 196, 1.0)
        bookcase(p, r.rng("books"), 748, 84, 888, 366, 6)
        bookcase(p, r.rng("books2"), -180, 84, 60, 366, 6)
        thing(p, "globe", 818, 80, 1.0)

    r.paper(BACK, back)
    r.fire(206, 354, 84, 62, BACK)

    def middle(p: Pen) -> None:
        # The sofa, before the window, and a standing lamp.
        p.shade(oval(540, 388, 150, 10), 0.5, 6)
        for x in (416, 664):
            p.fill(rect(x - 5, 376, x + 5, 388, 1), DARK_WOOD, rim=0.8)
        p.fill(svg("M404 330 C402 284 420 270 444 270 L636 270 C660 270 678 284 676 330 Z"), cushion, rim=2.0, lo=0.5, grain=0.25)
        for i in range(3):
            for j in range(2):
                x, y = 466 + i * 74 + j * 37 - 18, 288 + j * 18
                p.flat(oval(x, y, 2.2), p.dim(cushion, 0.55))
                p.line(svg(f"M{x} {y} Q{x + 18} {y + 4} {x + 37} {y + (18 if j == 0 else -18)}"), p.dim(cushion, 0.4), 0.9, 0.5)
        p.fill(rect(420, 326, 660, 352, 9), cushion, rim=1.8, hi=0.4, lo=0.4, grain=0.25)
        p.line(poly([(540, 328), (540, 350)], close=False), p.dim(cushion, 0.6), 1.4)
        p.fill(rect(408, 348, 672, 378, 3), cushion, rim=1.0, lo=0.65, grain=0.25)
        for x in (396, 652):
            p.fill(svg(f"M{x} 378 L{x} 322 C{x - 4} 298 {x + 34} 298 {x + 32} 322 L{x + 32} 378 Z"), cushion, rim=1.8, lo=0.5, round_=True)
        with p.at(456, 326, -14):
            p.fill(rect(-20, -34, 20, 2, 7), (222, 178, 104), rim=1.3, lo=0.4, grain=0.2)
        with p.at(626, 328, 10):
            p.fill(rect(-18, -32, 18, 2, 7), (70, 112, 118), rim=1.3, lo=0.4, grain=0.2)
        p.wire(poly([(716, 384), (716, 196)], close=False), BRASS, 3.4)
        p.fill(oval(716, 384, 20, 5), BRASS, rim=1.0)
        with p.at(716, 266, scale=2.3):
            shade = svg("M-7.2 -41 Q0 -42.4 7.2 -41 L13.6 -21.6 Q0 -18.6 -13.6 -21.6 Z")
            if r.lamps_on:
                ember(p, shade)
            else:
                p.fill(shade, (206, 176, 132), rim=0.6)

    r.paper(MIDDLE, middle)
    r.glow(716, 196, 210, MIDDLE)

    def table(p: Pen) -> None:
        p.shade(oval(330, 424, 80, 9), 0.45, 5)
        for x in (276, 384):
            p.fill(svg(f"M{x - 4} 396 L{x + 4} 396 L{x + 2} 424 L{x - 2} 424 Z"), DARK_WOOD, rim=0.9)
        p.fill(rect(258, 386, 402, 397, 4), WOOD, rim=1.5, lo=0.5, grain=0.3)

    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: leaves(p, r.rng("leaves"), -14, 520, 230, 12, 22), lambda p: armchair(p, 830, 500))
    r.seat(482, 350, 45)
    r.seat(598, 350, -45)
    return r.finish((330, 386))


def armchair(p: Pen, x: float, y: float) -> None:
    """The wing of an armchair before the lens."""
    p.fill(svg(f"M{x - 120} {y + 200} L{x - 112} {y - 20} C{x - 116} {y - 90} {x - 60} {y - 112} {x} {y - 108} C{x + 80} {y - 112} {x + 120} {y - 80} {x + 120} {y + 200} Z"), (58, 34, 40), rim=2.6, lo=0.8)


@place("bedroom")
def bedroom(place: Place, light: Light) -> Set:
    """A bed under its quilt, a window with light curtains, a lamp on the night table, a wardrobe."""
    r = Room(place, light)
    r.view("garden")
    paper: Color = ((112, 104, 146), (168, 118, 110), (98, 128, 130), (154, 130, 96))[r.pick("paper", 4)]
    window = r.window(352, 72, 486, 250)
    r.pool(258, 250, 240, 0.55)

    def wall(p: Pen) -> None:
        color = r.hue(paper)
        spots(p, color, mix(color, light.key, 0.28), 27, (1, 0, 3, 2)[r.pick("figure", 4)])
        rail(p, CERAMIC, 330, 20)
        floor(p, (158, 108, 74), "boards", r.rng("floor"))
        rug(p, 470, 418, 200, 30, ((196, 150, 130), (90, 104, 140))[r.pick("rug", 2)], (236, 220, 190))

    def after(p: Pen) -> None:
        frame(p, window, (214, 200, 180), 2, 2)
        curtains(p, window, ((222, 196, 160), (150, 166, 180), (214, 148, 132))[r.pick("cloth", 3)], width=60, drop=72)
        picture(p, r.rng("p1"), 606, 138, 64, 48)

    r.wall(wall, after)

    def back(p: Pen) -> None:
        p.fill(rect(690, 96, 846, 366, 3), DARK_WOOD, rim=2.0, lo=0.5, grain=0.3)
        p.fill(svg("M682 96 Q768 66 854 96 L854 108 L682 108 Z"), DARK_WOOD, rim=2.0, grain=0.3)
        for x in (700, 772):
            p.fill(rect(x, 120, x + 64, 318, 2), DARK_WOOD, rim=1.4, hi=0.4, lo=0.4, grain=0.3)
            p.line(rect(x + 9, 132, x + 55, 306, 2), p.dim(DARK_WOOD, 0.5), 1.4)
        for x in (758, 778):
            p.fill(oval(x, 222, 3.4), BRASS, rim=0.8, round_=True)
        p.fill(rect(700, 326, 836, 356, 2), DARK_WOOD, rim=1.2, grain=0.3)
        thing(p, "suitcase", 768, 74, 1.1)
        for x in (576, 640):
            p.fill(rect(x - 3, 330, x + 3, 366), WOOD, rim=0.8)
        p.fill(rect(566, 296, 650, 334, 2), WOOD, rim=1.4, lo=0.5, grain=0.3)
        p.fill(oval(608, 316, 3), BRASS, rim=0.7)
        p.fill(rect(562, 290, 654, 298, 1.4), WOOD, rim=1.3)
        thing(p, "mirror", 620, 290, 1.5)
        thing(p, "bottle", 584, 290, 0.6)
        thing(p, "flower", 646, 290, 0.9)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        thing(p, "bed", 130, 408, 1.42)
        p.fill(rect(266, 330, 326, 396, 2), WOOD, rim=1.4, lo=0.5, grain=0.3)
        p.line(rect(273, 342, 319, 364, 1), p.dim(WOOD, 0.5), 1.2)
        p.fill(oval(296, 353, 2.8), BRASS, rim=0.7)
        p.fill(rect(260, 324, 332, 333, 1.5), WOOD, rim=1.4)
        thing(p, "lamp", 296, 324, 1.5)
        thing(p, "book", 318, 324, 0.6)
    r.paper(MIDDLE, middle)
    r.glow(296, 280, 230, MIDDLE)
    r.rays()
    r.front(lambda p: curtain(p, 776, 900, -260, 740, (70, 48, 62)), lambda p: p.shade(rect(770, -260, 1300, 740), 0.45))
    r.seat(250, 344, 45)
    r.bed(142, 356, 90)
    return r.finish((296, 324), MIDDLE)


@place("bathroom")
def bathroom(place: Place, light: Light) -> Set:
    """White and green tiles, a bath on feet, a basin below a round mirror, a small high window."""
    r = Room(place, light)
    r.view("street")
    tone: Color = ((120, 158, 148), (124, 146, 172), (196, 150, 138))[r.pick("tone", 3)]
    window = r.window(112, 70, 206, 186)
    r.pool(456, 150, 250, 0.6)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone, 0.6))
        tiles(p, r.hue((226, 222, 208), 0.62), r.rng("tiles"), -448, 206, 1296, FLOOR, 20, None)
        p.canvas.save()
        tiles(p, r.hue(tone, 0.75), r.rng("band"), -448, 194, 1296, 214, 20, r.hue((236, 226, 200), 0.8))
        p.canvas.restore()
        floor(p, (176, 178, 168), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, CERAMIC, 2, 2)
        p.fill(oval(456, 142, 50, 58), BRASS, rim=1.6)
        glass = oval(456, 142, 44, 52)
        p.fill(glass, mix((150, 176, 186), light.haze, 0.4), hi=0.5, lo=0.45)
        with p.inside(glass):
            p.shine(poly([(412, 150), (456, 84), (476, 84), (420, 176)]), 0.25)
        for s in (-1, 1):
            p.fill(rect(456 + s * 72 - 3, 118, 456 + s * 72 + 3, 160, 2), BRASS, rim=0.8)
            p.fill(oval(456 + s * 72, 112, 13), (250, 236, 200) if r.lamps_on else CERAMIC, rim=1.0, round_=True, hi=0.8)
    r.wall(wall, after)
    r.glow(384, 112, 100, 2150)
    r.glow(528, 112, 100, 2150)

    def back(p: Pen) -> None:
        p.fill(svg("M444 352 L448 272 L464 272 L468 352 Z"), CERAMIC, rim=1.4, lo=0.5)
        p.fill(svg("M396 246 L516 246 Q514 282 470 284 L442 284 Q398 282 396 246 Z"), CERAMIC, rim=1.8, round_=True)
        p.fill(rect(390, 240, 522, 250, 4), CERAMIC, rim=1.5)
        p.wire(svg("M456 240 L456 224 Q456 216 446 216 L440 222"), STEEL, 3.4)
        for x in (428, 484):
            p.fill(rect(x - 3, 230, x + 3, 241, 1), STEEL, rim=0.8)
        thing(p, "glass", 508, 240, 0.9)
        shelf(p, 560, 664, 176, CERAMIC)
        jars(p, r.rng("jars"), 568, 658, 176, 24)
        p.wire(poly([(570, 236), (660, 236)], close=False), BRASS, 3)
        for x0, c in ((578, (222, 118, 98)), (622, (238, 226, 204))):
            p.fill(rect(x0, 236, x0 + 34, 318, 2), c, rim=1.2, lo=0.45, grain=0.2)
            p.line(poly([(x0, 306), (x0 + 34, 306)], close=False), p.dim(c, 0.35), 2)
        p.fill(svg("M700 366 L704 282 Q704 276 712 276 L786 276 Q794 276 794 282 L798 366 Z"), WOOD, rim=1.4, grain=0.3)
        thing(p, "plant", 748, 276, 1.2)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        p.shade(oval(170, 400, 210, 12), 0.5, 6)
        for x in (30, 306):
            p.fill(svg(f"M{x - 12} 372 Q{x} 384 {x - 8} 398 L{x + 10} 398 Q{x + 4} 384 {x + 14} 372 Z"), BRASS, rim=1.0)
        p.fill(svg("M-20 292 L352 292 C350 340 330 380 296 382 L40 382 C6 380 -16 340 -20 292 Z"), CERAMIC, rim=2.2, lo=0.55)
        p.fill(rect(-32, 284, 364, 297, 6), CERAMIC, rim=2.0)
        p.wire(svg("M330 284 L330 250 Q330 240 316 240 L306 244"), BRASS, 4)
        for i in range(22):
            k = (i * 53) % 100
            p.fill(oval(24 + i * 13, 282 - k % 13, 9 + k % 8), (240, 238, 232), hi=0.6, lo=0.25, round_=True, rim=0.7)
        p.fill(svg("M90 290 Q128 286 164 290 L158 344 Q126 350 96 344 Z"), (222, 118, 98), rim=1.4, lo=0.4, grain=0.2)
    r.paper(MIDDLE, middle)
    r.rays()
    r.front(lambda p: curtain(p, -440, 44, -260, 740, (96, 120, 124)))
    return r.finish((456, 240), BACK)


@place("room")
def room(place: Place, light: Light) -> Set:
    """Any room: a window, a door, a picture, a table with two chairs under a lamp; its colours are the name's."""
    r = Room(place, light)
    r.view()
    paper: Color = ((150, 98, 84), (96, 118, 112), (116, 104, 140), (160, 128, 84), (100, 116, 140))[r.pick("paper", 5)]
    window = r.window(392, 74, 540, 254)
    bedded = r.has("bed")
    r.pool(440, 100, 330, 0.5)

    def wall(p: Pen) -> None:
        color = r.hue(paper)
        kind = r.pick("wall", 3)
        if kind == 0:
            boards(p, r.hue(mix(paper, WOOD, 0.5)), r.rng("boards"), 40)
        else:
            spots(p, color, mix(color, light.key, 0.26), 28, (3, 1, 2)[r.pick("figure", 3)])
        wainscot(p, mix(DARK_WOOD, paper, 0.3), 290, 66)
        floor(p, (156, 100, 66), "boards", r.rng("floor"))
        rug(p, 430, 414, 230, 32, ((150, 62, 54), (64, 96, 108))[r.pick("rug", 2)], round_=False)

    def after(p: Pen) -> None:
        frame(p, window, (190, 168, 138), 2, 3)
        curtains(p, window, ((176, 72, 64), (198, 150, 84), (80, 112, 124))[r.pick("cloth", 3)], width=60, drop=60)
        picture(p, r.rng("p1"), 296, 142, 76, 60)
        picture(p, r.rng("p2"), 640, 134, 46, 58)

    r.wall(wall, after)

    def back(p: Pen) -> None:
        thing(p, "door", 150, 364, 1.26)
        bookcase(p, r.rng("case"), 694, 190, 836, 366, 4)
        thing(p, "plant", 600, 366, 1.25)
        thing(p, "radio", 752, 181, 1.0)
        thing(p, "photo", 806, 181, 0.9)
        books(p, r.rng("pile"), 700, 724, 181, 22)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        hang(r, p, 440, 70, 40, (70, 112, 108), 1)
        if bedded:
            thing(p, "bed", 730, 406, 1.24, flip=True, accent=("red", "green", "blue")[r.pick("quilt", 3)])
        if r.has("coat", "hat"):
            p.wire(poly([(246, 398), (246, 196)], close=False), DARK_WOOD, 5)
            for way in (-1, 1):
                p.wire(svg(f"M246 216 Q{246 + way * 16} 216 {246 + way * 20} 200"), DARK_WOOD, 3)
                p.wire(svg(f"M246 392 Q{246 + way * 14} 392 {246 + way * 22} 402"), DARK_WOOD, 4)
            thing(p, "hat", 246, 206, 1.0)
            thing(p, "coat", 258, 308, 1.0)
    r.paper(MIDDLE, middle)
    r.glow(440, 76, 220, MIDDLE)

    def table(p: Pen) -> None:
        thing(p, "chair", 316, 436, 1.0)
        thing(p, "chair", 560, 436, 1.0, flip=True)
        thing(p, "table", 438, 436, 1.05)
    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: chair_back(p, 850, 408, 1.1), lambda p: leaves(p, r.rng("leaves"), -10, 520, 200, 10, 20))
    r.seat(316, 394, 90)
    r.seat(560, 394, -90)
    if bedded:
        r.seat(650, 350, -45)
        r.bed(718, 360, -90)
    return r.finish((438, 380))
