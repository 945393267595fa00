"""Rooms at the edge of the land: lamp room, cabin."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, fill, mix
from playhead.render.theatre.places.indoors_fittings import (
    beams,
    boards,
    chair_back,
    curtains,
    floor,
    frame,
    jars,
    plain,
    rug,
    shelf,
    thing,
    wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, VIEW, Room, screen
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, DARK_WOOD, IRON, WOOD, Pen, oval, poly, rect, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("lamp room")
def lamp_room(place: Place, light: Light) -> Set:
    """The top of a lighthouse: glass all round with the sea below, the great lens on its pedestal, iron gallery, brass."""
    r = Room(place, light, mirror=False)
    r.view("sea")
    panes = [r.window(x, 26, x + 146, 276) for x in (-86, 82, 250, 418, 586, 754)]
    lit = r.lamps_on
    r.pool(424, 190, 420, 0.42)

    def wall(p: Pen) -> None:
        plain(p, r.hue((112, 62, 56), 0.6))
        wainscot(p, (116, 56, 52), 288, 84)
        floor(p, (108, 100, 112), "metal", r.rng("floor"))

    def after(p: Pen) -> None:
        for box in panes:
            p.canvas.save()
            p.canvas.clipRect(skia.Rect(*box))
            left, top, _, bottom = box
            p.shine(poly([(left, top), (left + 40, top), (left - 30, bottom), (left - 60, bottom)]), 0.08)
            if lit:
                screen(p.canvas, 424, 190, 430, light.lamp, 0.16)
            p.canvas.restore()
            for k in (1, 2):
                x = box[0] + 146 * k / 3
                p.line(poly([(x - 18, 26), (x + 18, 151), (x - 18, 276)], close=False), p.dim(IRON, 0.3), 3)
            p.line(poly([(box[0], 151), (box[2], 151)], close=False), p.dim(IRON, 0.3), 3)
        for x in (-97, 71, 239, 407, 575, 743, 911):
            p.fill(rect(x, -20, x + 22, 300), (74, 72, 84), rim=2.2, lo=0.6)
            for y in (40, 110, 190, 262):
                p.fill(oval(x + 11, y, 2.6), IRON, rim=0.7)
        p.fill(rect(LEFT - 20, 4, RIGHT + 20, 28), (116, 56, 52), rim=2.0)
        p.fill(rect(LEFT - 20, 274, RIGHT + 20, 292), (150, 92, 56), rim=2.4, grain=0.3)
        for i in range(-6, 24):
            p.fill(oval(i * 44 + 10, 16, 3), IRON, rim=0.8)
        for i in range(-3, 12):
            x = 424 + (i - 4) * 120
            p.line(poly([(424 + (i - 4) * 40, -240), (x, 6)], close=False), p.dim(IRON, 0.35), 7)
        thing(p, "telescope", 150, 384, 1.25)
        shelf(p, 640, 778, 330)
        thing(p, "lantern", 668, 330, 1.1, state="dark")
        thing(p, "bell", 716, 330, 1.0)
        thing(p, "book", 756, 330, 0.9)
    r.wall(wall, after, gloom=0.4)

    def lens(p: Pen) -> None:
        x = 424
        p.shade(oval(x, 398, 120, 12), 0.5, 6)
        p.fill(svg(f"M{x - 96} 398 Q{x - 90} 376 {x - 60} 370 L{x + 60} 370 Q{x + 90} 376 {x + 96} 398 Z"), IRON, rim=2.0, lo=0.6)
        p.fill(rect(x - 52, 306, x + 52, 374, 3), (70, 92, 92), rim=2.0, lo=0.55)
        for k in range(4):
            p.fill(rect(x - 44 + k * 23, 316, x - 25 + k * 23, 364, 2), (70, 92, 92), rim=1.2, hi=0.4)
        for k in range(7):
            p.flat(oval(x - 42 + k * 14, 311, 2), p.bright(BRASS, 0.5))
        p.fill(rect(x - 66, 294, x + 66, 308, 3), BRASS, rim=1.8, lo=0.5)
        body = svg(f"M{x - 44} 294 C{x - 66} 250 {x - 68} 170 {x - 46} 118 Q{x} 74 {x + 46} 118 C{x + 68} 170 {x + 66} 250 {x + 44} 294 Z")
        p.fill(body, (150, 186, 190), hi=0.5, lo=0.4)
        with p.inside(body):
            if lit:
                screen(p.canvas, x, 200, 130, mix(light.lamp, (255, 250, 230), 0.4), 0.95)
                screen(p.canvas, x, 200, 60, (255, 252, 240), 0.95)
            for k in range(19):
                y = 92 + k * 11
                p.line(svg(f"M{x - 72} {y + (y - 196) * 0.06} Q{x} {y - (y - 196) * 0.10} {x + 72} {y + (y - 196) * 0.06}"), p.bright((206, 232, 232), 0.6), 2.2, 0.55)
                p.line(svg(f"M{x - 72} {y + 3 + (y - 196) * 0.06} Q{x} {y + 3 - (y - 196) * 0.10} {x + 72} {y + 3 + (y - 196) * 0.06}"), p.dim((70, 110, 120), 0.2), 1.4, 0.45)
            for ring in (36, 27, 18, 9):
                p.line(oval(x, 196, ring, ring * 1.08), p.bright((230, 246, 244), 0.7), 2.2, 0.75)
            p.shine(svg(f"M{x - 50} 130 Q{x - 60} 200 {x - 46} 270 L{x - 36} 270 Q{x - 48} 200 {x - 38} 126 Z"), 0.34, 1.5)
        for d in (-1, 1):
            p.line(svg(f"M{x + d * 44} 294 C{x + d * 66} 250 {x + d * 68} 170 {x + d * 46} 118"), p.mat(BRASS), 5)
            p.line(svg(f"M{x + d * 44} 294 C{x + d * 66} 250 {x + d * 68} 170 {x + d * 46} 118"), p.bright(BRASS, 0.7), 1.4)
            p.line(svg(f"M{x + d * 20} 294 C{x + d * 28} 250 {x + d * 30} 170 {x + d * 20} 104"), p.mat(BRASS), 2.6)
        p.fill(svg(f"M{x - 50} 120 Q{x} 70 {x + 50} 120 L{x + 44} 124 Q{x} 84 {x - 44} 124 Z"), BRASS, rim=1.4)
        p.fill(rect(x - 5, 66, x + 5, 92, 2), BRASS, rim=1.2)
        p.fill(oval(x, 62, 9), BRASS, rim=1.4, round_=True)
        if lit:
            p.halo(x, 196, 170, light.lamp, 0.55)
    r.paper(BACK, lens)
    r.glow(424, 196, 330, BACK)
    if lit:
        def beam(p: Pen) -> None:
            turn = math.sin(p.frame / 40)
            for s in (-1, 1):
                way = s * turn
                reach = 620 * abs(way) + 60
                x1 = 424 + (1 if way > 0 else -1) * reach
                paint = brush.across([(0, mix(light.lamp, (255, 252, 240), 0.5), 0.42), (1, light.lamp, 0.0)], (424, 0), (x1, 0))
                paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 8))
                p.canvas.drawPath(poly([(424, 182), (x1, 196 - 30 - reach * 0.14), (x1, 196 + 30 + reach * 0.14), (424, 210)]), paint)
        r.moving(VIEW - 300, (-260, 40, 1110, 350), beam, 2, screened=True)

    def rail_(p: Pen) -> None:
        for x in range(-420, 1290, 66):
            if 190 < x < 660:
                continue
            p.fill(rect(x - 3, 366, x + 3, 440), IRON, rim=1.0)
        for x0, x1 in ((-440, 176), (672, 1290)):
            p.wire(poly([(x0, 366), (x1, 366)], close=False), BRASS, 6)
            p.wire(poly([(x0, 402), (x1, 402)], close=False), IRON, 4)
    r.paper(TABLE, rail_)

    def front(p: Pen) -> None:
        for x0, x1 in ((-460, -2), (850, 1300)):
            p.fill(rect(x0, -260, x1, 760), (48, 44, 54), lo=0.8)
        for x in (-4, 850):
            p.canvas.drawRect(skia.Rect(x, -260, x + 3, 760), fill(p.bright(IRON, 0.8), 0.6))
    r.front(front)
    return r.finish((708, 330), 2200)


@place("cabin")
def cabin(place: Place, light: Light) -> Set:
    """Log walls, a stone hearth with its fire, a small window on the woods, a bunk, snowshoes and skins on the wall."""
    r = Room(place, light)
    ship = r.has("ship", "boat", "harbour", "captain") and not r.has("forest", "wood", "mountain")
    r.view("sea" if ship else "forest")
    logs: Color = ((150, 96, 58), (126, 84, 62))[r.pick("logs", 2)]
    window = r.window(424, 92, 548, 218)
    r.pool(600, 150, 240, 0.3)

    def wall(p: Pen) -> None:
        color = r.hue(logs, 0.75)
        boards(p, color, r.rng("logs"), 31, level=True, bottom=FLOOR)
        y = -240
        while y < FLOOR:
            p.canvas.drawRect(skia.Rect(LEFT - 20, y - 4, RIGHT + 20, y + 4), fill(light.ink, 0.26, 3))
            p.canvas.drawRect(skia.Rect(LEFT - 20, y + 7, RIGHT + 20, y + 11), fill(mix(color, light.key, 0.5), 0.16, 2))
            y += 31
        floor(p, (140, 92, 58), "boards", r.rng("floor"))
        rug(p, 430, 414, 190, 30, (150, 72, 56), (222, 190, 140))

    def after(p: Pen) -> None:
        frame(p, window, (150, 100, 62), 2, 2, thick=9)
        curtains(p, window, (176, 60, 54), width=42, drop=8, lift=14)
        beams(p, (112, 70, 46), 38, 7, 22)
        for s in (-1, 1):
            with p.at(650, 130, s * 16):
                p.line(svg("M0 -46 C18 -44 22 -10 10 16 Q4 34 0 52 Q-4 34 -10 16 C-22 -10 -18 -44 0 -46 Z"), p.mat((190, 134, 78)), 3.6)
                for k in range(6):
                    p.line(poly([(-14, -30 + k * 11), (14, -24 + k * 10)], close=False), p.mat((214, 184, 136)), 1, 0.8)
        shelf(p, 690, 830, 196)
        jars(p, r.rng("jars"), 698, 822, 196, 26)
        shelf(p, 690, 830, 252)
        jars(p, r.rng("jars2"), 698, 770, 252, 22)
        thing(p, "lantern", 796, 252, 1.2)
        thing(p, "coat", 384, 250, 1.1, accent="red") if r.pick("coat", 2) else thing(p, "guitar", 384, 256, 1.2)
    r.wall(wall, after)
    r.glow(796, 238, 120, 2150)

    def back(p: Pen) -> None:
        rng = r.rng("stones")
        mortar: Color = (84, 78, 80)
        chimney = svg("M150 -260 L150 150 L112 190 L112 372 L336 372 L336 190 L298 150 L298 -260 Z")
        p.fill(chimney, mortar, lo=0.6)
        with p.inside(chimney):
            y = -250.0
            while y < 372:
                x = 104 - rng.uniform(0, 30)
                h = rng.uniform(20, 30)
                while x < 340:
                    w = rng.uniform(26, 52)
                    tone = ((150, 140, 134), (132, 126, 128), (164, 148, 130), (120, 116, 122))[int(rng.integers(4))]
                    p.fill(rect(x + 1.4, y + 1.4, x + w - 1.4, y + h - 1.4, 8), tone, rim=1.3, lo=0.5, grain=0.2)
                    x += w
                y += h
        mouth = svg("M154 372 L154 274 Q156 236 224 234 Q292 236 294 274 L294 372 Z")
        p.fill(mouth, (30, 20, 24), hi=0.0)
        with p.inside(mouth):
            p.halo(224, 352, 110, (255, 130, 50), 0.75)
        for x, turn in ((196, -7), (228, 6), (254, -3)):
            with p.at(x, 362, turn):
                p.fill(rect(-32, -7, 32, 7, 6), DARK_WOOD, rim=1.5)
        p.fill(rect(96, 196, 352, 216, 3), WOOD, rim=2.4, lo=0.5, grain=0.3)
        p.fill(rect(100, 368, 348, 380, 3), (150, 140, 134), rim=1.5)
        thing(p, "clock", 224, 196, 1.1)
        thing(p, "candle", 140, 196, 1.2)
        thing(p, "teapot", 302, 196, 1.0, state="dark")
        with p.at(224, 300):
            p.line(svg("M0 -64 L0 -34"), p.dim(IRON, 0.3), 2)
            p.line(svg("M-20 -20 Q0 -48 20 -20"), p.mat(IRON), 2)
            p.fill(svg("M-26 -20 L26 -20 Q28 10 12 16 L-12 16 Q-28 10 -26 -20 Z"), IRON, rim=1.6, round_=True)
        for i in range(4):
            for k in range(5 - i):
                p.fill(oval(384 + k * 17 + i * 8.5, 364 - i * 15, 8.2), WOOD, rim=1.0, grain=0.3)
                p.line(oval(384 + k * 17 + i * 8.5, 364 - i * 15, 4.2), p.dim(WOOD, 0.4), 0.9)
    r.paper(BACK, back)
    r.fire(224, 360, 92, 76, BACK)

    def bunk(p: Pen) -> None:
        thing(p, "bed", 690, 404, 1.26, flip=True, accent=("red", "green", "blue")[r.pick("quilt", 3)])
    r.paper(MIDDLE, bunk)

    def table(p: Pen) -> None:
        thing(p, "chair", 330, 438, 1.0)
        thing(p, "table", 452, 438, 1.0)
    r.paper(TABLE, table)
    r.rays()
    r.front(lambda p: chair_back(p, 12, 410, 1.1))
    r.seat(330, 396, 90)
    r.seat(610, 344, -45)
    r.bed(678, 358, -90)
    return r.finish((452, 384))
