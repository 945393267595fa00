"""Rooms one passes through or is kept in: corridor, hospital, cell, stairs."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, fill, mix
from playhead.render.theatre.places.indoors_fittings import (
    bricks,
    curtain,
    curtains,
    floor,
    frame,
    hang,
    picture,
    plain,
    post,
    thing,
    tiles,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, Room, screen
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, GLASS, IRON, STEEL, WOOD, Pen, cut, oval, poly, rect, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("corridor")
def corridor(place: Place, light: Light) -> Set:
    """A long passage that runs away from us: doors on both sides, lamps in a row, a carpet, a window at the end."""
    r = Room(place, light, mirror=False)
    r.view("garden")
    tone: Color = ((124, 84, 74), (98, 112, 104), (116, 104, 84))[r.pick("tone", 3)]
    vx, vy = 424.0, 212.0
    r.window(390, 150, 458, 236)
    r.patches = False
    r.pool(424, 200, 210, 0.42)
    r.pool(424, 60, 300, 0.3)

    def at(s: int, depth: float, y: float) -> tuple[float, float]:
        """A point on the wall of side `s`: `depth` 1 is near, the end wall lies at 8; `y` -1 ceiling .. 1 floor."""
        k = 1 / depth
        return vx + s * 620 * k, vy + y * 330 * k

    def quad(s: int, d0: float, d1: float, y0: float, y1: float) -> skia.Path:
        return poly([at(s, d0, y0), at(s, d1, y0), at(s, d1, y1), at(s, d0, y1)])

    end = 5.2

    def wall(p: Pen) -> None:
        color = r.hue(tone)
        p.canvas.drawPaint(skia.Paint(Color=brush.argb(mix(color, light.ink, 0.3))))
        ceiling = poly([at(-1, 0.6, -1), at(1, 0.6, -1), at(1, end, -1), at(-1, end, -1)])
        p.fill(ceiling, mix(tone, CERAMIC, 0.5), hi=0.1, lo=0.4)
        ground = poly([at(-1, 0.6, 1), at(1, 0.6, 1), at(1, end, 1), at(-1, end, 1)])
        p.canvas.drawPath(ground, brush.wash([(0, mix(p.mat(WOOD), light.ground, 0.4), 1), (1, mix(p.dim(WOOD, 0.55), light.ground, 0.3), 1)], 270, 560))
        for k in range(-6, 7):
            a, b = k * 110, k * 110
            p.line(poly([(vx + a / 0.6, vy + 330 / 0.6), (vx + b / end, vy + 330 / end)], close=False), light.ink, 1.2, 0.4)
        carpet = poly([(vx - 260 / 0.6, vy + 330 / 0.6), (vx + 260 / 0.6, vy + 330 / 0.6), (vx + 260 / end, vy + 330 / end), (vx - 260 / end, vy + 330 / end)])
        p.fill(carpet, ((142, 44, 46), (52, 78, 96), (88, 84, 56))[r.pick("carpet", 3)], hi=0.3, lo=0.5)
        for s in (-1, 1):
            p.line(poly([(vx + s * 232 / 0.6, vy + 330 / 0.6), (vx + s * 232 / end, vy + 330 / end)], close=False), p.mat((222, 180, 110)), 2.6, 0.8)
        d = 0.62
        while d < end:
            y = vy + 330 / d
            w = 150 / d
            p.flat(poly([(vx - w, y), (vx, y - 30 / d), (vx + w, y), (vx, y + 30 / d)]), p.mat((222, 180, 110)), 0.3)
            d *= 1.2
        for s in (-1, 1):
            side = quad(s, 0.6, end, -1, 1)
            lit = color if s * p.lx < 0 else mix(color, light.ink, 0.2)
            p.canvas.drawPath(side, brush.across([(0, mix(lit, light.ink, 0.62), 1), (0.55, lit, 1), (1, mix(lit, light.key, 0.14), 1)], (vx + s * 700, 0), (vx + s * 130, 0)))
            brush.texture(p.canvas, side, "bark", light.ink, 0.22)
            d = 0.66
            while d < end:
                p.line(poly([at(s, d, -1), at(s, d, 0.2)], close=False), mix(color, light.key, 0.4), 1.4, 0.22)
                d *= 1.06
            p.fill(quad(s, 0.6, end, 0.24, 1), mix(DARK_WOOD, WOOD, 0.4), lo=0.5, hi=0.2)
            p.fill(quad(s, 0.6, end, 0.20, 0.27), WOOD, hi=0.4, lo=0.4)
            p.fill(quad(s, 0.6, end, 0.93, 1.0), DARK_WOOD, hi=0.3, lo=0.4)
            p.fill(quad(s, 0.6, end, -1.0, -0.93), CERAMIC, hi=0.3, lo=0.4)
            for d0, d1 in ((0.86, 1.2), (1.5, 2.1), (2.55, 3.4), (4.0, 4.9)):
                p.fill(quad(s, d0 * 0.985, d1 * 1.015, -0.52, 0.97), WOOD, hi=0.3, lo=0.5)
                p.fill(quad(s, d0, d1, -0.48, 0.97), ((96, 58, 46), (72, 92, 88))[r.pick("door", 2)], hi=0.3, lo=0.6)
                m = math.sqrt(d0 * d1)
                for y0, y1 in ((-0.40, 0.10), (0.24, 0.86)):
                    for near, far in ((d0 * 1.03, m * 0.98), (m * 1.02, d1 * 0.975)):
                        p.line(quad(s, near, far, y0, y1), p.bright(WOOD, 0.35), 1.3, 0.6)
                x, y = at(s, d0 * 1.03, 0.2)
                p.flat(oval(x, y, 5 / d0), p.bright(BRASS, 0.5))
        e = [at(-1, end, -1), at(1, end, -1), at(1, end, 1), at(-1, end, 1)]
        p.canvas.drawPath(poly(e), fill(mix(color, light.key, 0.12)))
        p.fill(poly([(e[3][0], vy + 36), (e[2][0], vy + 36), e[2], e[3]]), mix(DARK_WOOD, WOOD, 0.4), hi=0.2)

    def after(p: Pen) -> None:
        frame(p, (390, 150, 458, 236), CERAMIC, 2, 2, thick=4)
        curtains(p, (390, 150, 458, 236), (150, 70, 60), width=26, drop=14, lift=8)
        for s in (-1, 1):
            for d in (1.32, 2.3, 3.65):
                x, y = at(s, d, -0.22)
                x -= s * 8 / d
                p.fill(svg(f"M{x - 9 / d} {y - 16 / d} L{x + 9 / d} {y - 16 / d} L{x + 16 / d} {y + 18 / d} L{x - 16 / d} {y + 18 / d} Z"), (246, 214, 158) if r.lamps_on else (196, 172, 134), rim=1.2)
                p.line(poly([(x, y + 18 / d), (x, y + 34 / d)], close=False), p.mat(BRASS), 3 / d)
                if r.lamps_on:
                    screen(p.canvas, x, y, 170 / d, light.lamp, 0.5)
        for s, d0, d1 in ((-1, 1.24, 1.46), (1, 2.14, 2.5)):
            p.fill(quad(s, d0, d1, -0.34, 0.02), (176, 124, 62), rim=1.2)
            p.fill(quad(s, d0 * 1.02, d1 * 0.98, -0.3, -0.02), (110, 126, 120), hi=0.3)
    r.wall(wall, after, gloom=0.5)
    for s in (-1, 1):
        for d in (1.32, 2.3, 3.65):
            x, y = at(s, d, -0.22)
            r.glow(x, y, 150 / d, 2150)

    def lamp(p: Pen) -> None:
        hang(r, p, 424, 66, 30, CERAMIC, 2)
    r.paper(MIDDLE, lamp)
    r.glow(424, 56, 180, MIDDLE)

    def front(p: Pen) -> None:
        post(p, -460, 6)
        post(p, 842, 1300)
        p.fill(rect(-460, -280, 1300, -14), (48, 32, 34), lo=0.8)
    r.front(front)
    return r.finish()


@place("hospital")
def hospital(place: Place, light: Light) -> Set:
    """A ward: white iron beds with charts, tall windows, folding screens, a trolley, a clock, pale tiles."""
    r = Room(place, light)
    r.view("city")
    tone: Color = ((140, 168, 158), (150, 168, 184), (176, 172, 150))[r.pick("tone", 3)]
    windows = [r.window(x, 54, x + 92, 224) for x in (66, 378, 690)]
    r.pool(424, 150, 380, 0.34)

    def wall(p: Pen) -> None:
        plain(p, r.hue(mix(tone, CERAMIC, 0.4), 0.66))
        tiles(p, r.hue(tone, 0.72), r.rng("tiles"), -448, 250, 1296, FLOOR, 18)
        p.canvas.drawRect(skia.Rect(LEFT - 20, 244, RIGHT + 20, 251), fill(p.dim(tone, 0.35)))
        floor(p, (170, 178, 170), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        for w in windows:
            frame(p, w, CERAMIC, 2, 3)
        thing(p, "clock", 270, 122, 1.1)
        p.fill(rect(540, 78, 620, 168), CERAMIC, rim=1.2)
        p.fill(rect(552, 92, 608, 154), (236, 236, 228), lo=0.2)
        p.fill(svg("M574 104 L586 104 L586 116 L598 116 L598 128 L586 128 L586 142 L574 142 L574 128 L562 128 L562 116 L574 116 Z"), (196, 62, 56))
    r.wall(wall, after, gloom=0.5)

    def bed(p: Pen, x: float, y: float, scale: float, blanket: Color) -> None:
        with p.at(x, y, scale=scale):
            p.shade(oval(0, -2, 130, 8), 0.4, 5)
            for s, h in ((-1, 104), (1, 84)):
                p.wire(svg(f"M{s * 118} 0 L{s * 118} {-h + 14} Q{s * 118} {-h} {s * 104} {-h}"), STEEL, 5)
                p.wire(poly([(s * 104, 0), (s * 104, -h)], close=False), STEEL, 3.4)
                for k in range(2):
                    p.wire(poly([(s * 118, -h + 30 + k * 20), (s * 104, -h + 30 + k * 20)], close=False), STEEL, 2.4)
            p.fill(rect(-112, -50, 112, -34, 4), (222, 224, 218), rim=1.2, lo=0.5)
            p.fill(svg("M-106 -52 C-110 -74 -98 -80 -82 -78 C-62 -80 -52 -72 -56 -52 Z"), (240, 240, 234), rim=1.6, round_=True)
            p.fill(svg("M-58 -54 Q20 -64 108 -54 L110 -24 Q60 -16 20 -22 Q-20 -28 -60 -20 Z"), blanket, rim=1.6, lo=0.45, grain=0.2)
            p.fill(svg("M-60 -55 Q-44 -60 -30 -59 L-32 -22 Q-48 -24 -62 -20 Z"), (238, 238, 230), rim=1.0)
            p.fill(rect(100, -70, 116, -48, 1), (236, 226, 200), rim=0.6)
            p.scribble(102, -68, 114, -50, 4, p.dim(IRON, 0.1))
            for s in (-1, 1):
                p.fill(oval(s * 111, -1, 6), IRON, rim=1.0)

    def back(p: Pen) -> None:
        for x in (-130, 180, 500, 830):
            bed(p, x, 374, 0.92, (104, 140, 158))
        for x in (20, 342, 664):
            p.fill(rect(x - 22, 310, x + 22, 366, 2), CERAMIC, rim=1.3, lo=0.5)
            p.line(rect(x - 17, 318, x + 17, 336, 1), p.dim(CERAMIC, 0.4), 1)
            thing(p, ("flower", "bottle", "glass")[int(x) % 3], x - 6, 310, 1.1)
            thing(p, "glass", x + 12, 310, 0.9)
    r.paper(BACK, back)

    def middle(p: Pen) -> None:
        for x in (150, 424, 700):
            hang(r, p, x, 44, 30, CERAMIC, 2)
        p.wire(poly([(592, 392), (592, 150)], close=False), STEEL, 3)
        p.wire(svg("M580 150 Q592 140 604 150"), STEEL, 2.4)
        p.fill(svg("M598 154 L614 154 L612 190 Q606 198 600 190 Z"), (206, 226, 224), rim=1.2, hi=0.6)
        p.line(svg("M606 196 C606 260 570 270 560 320"), p.bright(CERAMIC, 0.4), 1.2, 0.8)
        for s in (-1, 1):
            p.wire(svg(f"M592 388 L{592 + s * 18} 398"), STEEL, 3)
        # A folding screen.
        for k, (x0, x1) in enumerate(((660, 722), (722, 770), (770, 836))):
            dy = (0, 10, 0)[k]
            p.fill(poly([(x0, 190 + dy * (k == 1)), (x1, 190 + 10 * (k == 0)), (x1, 396 - 0), (x0, 400)]), (206, 218, 210), rim=1.6, lo=0.35 + 0.2 * (k == 1), grain=0.15)
            p.wire(poly([(x0, 184), (x0, 408)], close=False), STEEL, 3.4)
            for i in range(4):
                xx = x0 + (x1 - x0) * (i + 0.5) / 4
                p.line(poly([(xx, 200), (xx, 392)], close=False), p.dim((206, 218, 210), 0.3), 2, 0.5)
        p.wire(poly([(836, 184), (836, 408)], close=False), STEEL, 3.4)
    r.paper(MIDDLE, middle)
    for x in (150, 424, 700):
        r.glow(x, 34, 140, MIDDLE)

    def near(p: Pen) -> None:
        bed(p, 250, 442, 1.22, (96, 136, 158))
    r.paper(TABLE, near)
    r.rays(0.22)

    def front(p: Pen) -> None:
        curtain(p, -460, 30, -260, 760, (112, 142, 140))
        p.shade(rect(-480, -260, 40, 760), 0.35)
    r.front(front)
    r.seat(262, 380, 45)
    r.bed(252, 376, 90, TABLE)
    return r.finish((342, 310), BACK)


@place("cell")
def cell(place: Place, light: Light) -> Set:
    """Stone walls, a small barred window high up with its shaft of light, an iron bed, scratched days, chains, a door with a hatch."""
    r = Room(place, light)
    r.view("mountain")
    r.window(398, 66, 482, 142)
    r.pool(424, 200, 320, 0.3)

    def wall(p: Pen) -> None:
        bricks(p, r.hue((128, 132, 150), 0.6), r.rng("stones"), 62, 30, rough=0.7)
        floor(p, (120, 116, 118), "stone", r.rng("floor"))
        p.canvas.drawRect(skia.Rect(380, 48, 500, 160), fill(light.ink, 0.4, 6))
        beam = mix(light.sky[2], light.key, 0.6)
        if not (r.night and light.weather in ("storm", "rain")):
            way = 1 if p.lx < 0 else -1
            shaft = poly([(398, 70), (482, 70), (482 + way * 190, 420), (330 + way * 190, 420)])
            paint = brush.wash([(0, beam, 0.42 if r.bright_outside else 0.26), (1, beam, 0.04)], 70, 430)
            paint.setBlendMode(skia.BlendMode.kScreen)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 7))
            p.canvas.drawPath(shaft, paint)
            for k in range(4):
                x = 350 + way * 190 + k * 34
                p.canvas.drawPath(poly([(x, 392), (x + 22, 392), (x + 34, 432), (x + 8, 432)]), fill(beam, 0.26, 3))
        screen(p.canvas, 440, 190, 330, mix(beam, light.wall, 0.4), 0.2)

    def after(p: Pen) -> None:
        for i in range(5):
            x = 404 + i * 18
            p.fill(rect(x - 3, 60, x + 3, 148), IRON, rim=1.3)
        p.fill(rect(392, 100, 488, 106), IRON, rim=1.2)
        p.fill(rect(384, 142, 496, 158, 2), (132, 134, 140), rim=1.8, lo=0.5)
        scratch = mix(p.bright((180, 180, 180), 0.4), light.wall, 0.2)
        rng = r.rng("days")
        for row in range(4):
            for g in range(5):
                x, y = 556 + g * 42, 176 + row * 30
                if row == 3 and g > 2:
                    break
                for k in range(4):
                    p.line(poly([(x + k * 7, y + rng.uniform(-2, 2)), (x + k * 7 + rng.uniform(-2, 2), y + 20)], close=False), scratch, 1.5, 0.8)
                p.line(poly([(x - 4, y + 15), (x + 26, y + 4)], close=False), scratch, 1.5, 0.8)
        for x in (250, 320):
            p.fill(oval(x, 196, 6), IRON, rim=1.0, round_=True)
            for k in range(7):
                p.line(oval(x + math.sin(k * 0.6) * 4, 206 + k * 11, 3.4 if k % 2 else 2, 6.4), p.bright(IRON, 0.3), 2)
            p.line(cut(oval(x, 292, 11), rect(x - 3, 278, x + 3, 284)), p.bright(IRON, 0.4), 4)
        door = rect(60, 108, 188, FLOOR + 4, 3)
        p.fill(rect(46, 92, 202, FLOOR + 6, 3), (120, 120, 128), rim=2.0, lo=0.5)
        p.fill(door, (96, 66, 52), rim=2.0, lo=0.6, grain=0.3)
        for x in (92, 124, 156):
            p.line(poly([(x, 110), (x, FLOOR)], close=False), p.dim(DARK_WOOD, 0.5), 1.8)
        for y in (138, 240, 316):
            p.fill(rect(60, y, 188, y + 13), IRON, rim=1.2, lo=0.5)
            for k in range(6):
                p.fill(oval(70 + k * 22, y + 6.5, 3), IRON, rim=0.8, round_=True)
        p.fill(rect(96, 166, 152, 204, 2), IRON, rim=1.4)
        p.fill(rect(101, 171, 147, 199), (255, 214, 140) if r.lamps_on else (40, 40, 48), hi=0.1)
        for k in range(4):
            p.fill(rect(106 + k * 11, 168, 109 + k * 11, 202), IRON, rim=0.6)
        if r.lamps_on:
            p.halo(124, 185, 90, light.lamp, 0.6)
        p.fill(rect(160, 258, 182, 292, 2), IRON, rim=1.2)
        p.flat(oval(171, 272, 3), light.ink)
    r.wall(wall, after, gloom=0.72)
    r.glow(124, 185, 150, 2150)

    def cot(p: Pen) -> None:
        p.shade(oval(640, 396, 160, 10), 0.5, 6)
        for x in (520, 766):
            p.fill(rect(x - 4, 320, x + 4, 396), IRON, rim=1.3)
        for x in (516, 762):
            p.wire(svg(f"M{x} 330 C{x} 296 {x + 12} 296 {x + 12} 330"), IRON, 4)
        p.fill(rect(516, 346, 770, 358, 2), IRON, rim=1.4)
        p.fill(svg("M518 334 Q530 326 560 330 L760 330 Q770 334 768 348 L518 348 Z"), (170, 160, 144), rim=1.6, lo=0.5, grain=0.2)
        p.fill(svg("M580 332 Q660 320 764 330 L770 366 Q720 376 690 364 Q640 376 584 362 Z"), (104, 104, 112), rim=1.6, lo=0.5, grain=0.2)
        p.fill(svg("M524 334 C522 318 534 312 552 314 C570 314 576 322 572 334 Z"), (200, 192, 176), rim=1.3, round_=True)
        for x in (700, 712):
            p.line(svg(f"M{x} 328 Q{x - 8} 346 {x + 2} 368"), p.dim((104, 104, 112), 0.5), 2.4)
        p.fill(svg("M440 396 L444 360 L480 360 L484 396 Z"), WOOD, rim=1.4, lo=0.6, grain=0.3)
        p.fill(rect(436, 354, 488, 362, 1), WOOD, rim=1.3)
        thing(p, "cup", 452, 354, 1.1, accent="white")
        thing(p, "bread", 474, 354, 0.7)
    r.paper(MIDDLE, cot)

    def front(p: Pen) -> None:
        for k in range(3):
            p.fill(rect(776 + k * 62, -260, 792 + k * 62, 760), (40, 42, 52), rim=0, lo=0.8)
            p.canvas.drawRect(skia.Rect(777 + k * 62, -260, 780 + k * 62, 760), fill(p.bright(IRON, 0.9), 0.5))
        for k in range(2):
            p.fill(rect(-60 + k * 62, -260, -44 + k * 62, 760), (40, 42, 52), rim=0, lo=0.8)
            p.canvas.drawRect(skia.Rect(-48 + k * 62, -260, -45 + k * 62, 760), fill(p.bright(IRON, 0.9), 0.5))
    r.front(front, blur=3)
    r.seat(610, 332, 0)
    r.seat(700, 332, -45)
    return r.finish((462, 354), MIDDLE)


@place("stairs")
def stairs(place: Place, light: Light) -> Set:
    """A stairwell: a flight that climbs across the picture to a landing, another above, a tall window, a lamp on a chain."""
    r = Room(place, light)
    r.view("city")
    tone: Color = ((156, 108, 72), (76, 118, 134), (146, 80, 78))[r.pick("tone", 3)]
    window = r.window(250, 28, 340, 214)
    r.pool(470, 120, 330, 0.48)

    def wall(p: Pen) -> None:
        plain(p, r.hue(tone))
        floor(p, (176, 164, 150), "tiles", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, CERAMIC, 2, 4)
        picture(p, r.rng("p1"), 160, 150, 60, 74)
        picture(p, r.rng("p2"), 478, 176, 46, 56)
    r.wall(wall, after)

    def flight(p: Pen, x0: float, base: float, run: float, rise: float, n: int, tone_: Color, tail: float) -> None:
        profile = [(x0, base)]
        for i in range(n):
            profile += [(x0 + i * run, base - (i + 1) * rise), (x0 + (i + 1) * run, base - (i + 1) * rise)]
        profile += [(tail, base - n * rise), (tail, base - n * rise + 40), (x0 + n * run, base - n * rise + 40), (x0 + 34, base)]
        p.fill(poly(profile), tone_, rim=1.6, lo=0.5)
        for i in range(n):
            p.fill(rect(x0 + i * run - 4, base - (i + 1) * rise - 2, x0 + (i + 1) * run + 1, base - (i + 1) * rise + 4, 1), WOOD, rim=1.2, grain=0.2)
            x, y = x0 + i * run + run * 0.5, base - (i + 1) * rise - 2
            p.fill(svg(f"M{x - 2} {y} Q{x - 5} {y - 22} {x - 1.6} {y - 34} Q{x - 4} {y - 48} {x - 2} {y - 64} L{x + 2} {y - 64} Q{x + 4} {y - 48} {x + 1.6} {y - 34} Q{x + 5} {y - 22} {x + 2} {y} Z"), DARK_WOOD, rim=0.9)
        p.fill(poly([(x0 - 6, base - 78), (x0 + n * run, base - n * rise - 72), (x0 + n * run, base - n * rise - 62), (x0 - 6, base - 67)]), DARK_WOOD, rim=1.8, hi=0.5)
        p.fill(rect(x0 - 16, base - 92, x0 + 4, base, 2), DARK_WOOD, rim=1.8, grain=0.3)
        p.fill(oval(x0 - 6, base - 100, 12), DARK_WOOD, rim=1.6, round_=True)

    def back(p: Pen) -> None:
        # The upper flight goes back to the left from the landing; seen from below, in shadow.
        under = poly([(700, 148), (300, -92), (300, -140), (700, 96)])
        p.fill(under, mix(tone, DARK_WOOD, 0.45), lo=0.6, rim=1.6)
        for i in range(15):
            x = 690 - i * 27
            y = 94 - i * 16
            p.fill(rect(x - 2, y - 62, x + 2, y), DARK_WOOD, rim=0.8)
        p.line(poly([(700, 34), (300, -202)], close=False), p.mat(DARK_WOOD), 9)
        p.fill(rect(690, 118, 1290, 150), mix(tone, DARK_WOOD, 0.35), rim=2.0, lo=0.5)
        p.fill(rect(690, 110, 1290, 122), WOOD, rim=1.6)
        thing(p, "plant", 196, 366, 1.3)
        thing(p, "umbrella", 120, 366, 1.2)
        thing(p, "bicycle", 40, 370, 1.05, state="dark")
    r.paper(BACK, back)

    def lower(p: Pen) -> None:
        flight(p, 452, 378, 19, 14, 19, (186, 170, 150), 1290)
        p.fill(svg("M560 378 L560 330 L813 150 L1290 150 L1290 378 Z"), mix(tone, DARK_WOOD, 0.3), lo=0.6, hi=0.1)
        for i in range(7):
            x = 590 + i * 56
            top = 330 - (x - 560) / 253 * 180 + 30
            if top < 356:
                p.line(poly([(x, max(top, 178)), (x + 44, max(top - 30, 178)), (x + 44, 366), (x, 366)]), p.bright(tone, 0.35), 1.6, 0.6)
        thing(p, "door", 716, 378, 0.78)
    r.paper(1600, lower)

    def lamp(p: Pen) -> None:
        for k in range(16):
            p.line(oval(400, -180 + k * 13, 2.4, 7), p.mat(BRASS), 1.6)
        p.fill(svg("M376 44 L382 30 L418 30 L424 44 Z"), BRASS, rim=1.3)
        glass = svg("M378 44 L422 44 L414 96 L386 96 Z")
        p.fill(glass, (255, 232, 180) if r.lamps_on else GLASS, hi=0.6, lo=0.3)
        if r.lamps_on:
            p.halo(400, 70, 90, light.lamp, 0.8)
        for x0, x1 in ((378, 386), (400, 400), (422, 414)):
            p.line(poly([(x0, 44), (x1, 96)], close=False), p.mat(BRASS), 2.6)
        p.fill(rect(384, 94, 416, 100, 1), BRASS, rim=1.0)
        p.fill(oval(400, 104, 4), BRASS, rim=0.8)
    r.paper(MIDDLE - 50, lamp)
    r.glow(400, 70, 240, MIDDLE - 50)
    r.rays(0.22)

    def front(p: Pen) -> None:
        p.fill(rect(-10, 250, 34, 760, 3), (52, 34, 34), rim=2.4, lo=0.8)
        p.fill(oval(12, 232, 27), (52, 34, 34), rim=2.4, lo=0.8, round_=True)
        p.fill(poly([(-460, 330), (10, 276), (10, 306), (-460, 366)]), (52, 34, 34), rim=2.2, lo=0.8)
    r.front(front)
    r.seat(486, 336, -45)
    return r.finish()
