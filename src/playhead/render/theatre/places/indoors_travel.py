"""Rooms that travel: train, car, spaceship."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, fill, mix
from playhead.render.theatre.places.indoors_fittings import (
    boards,
    curtain,
    floor,
    frame,
    plain,
    thing,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, TABLE, VIEW, Room, screen
from playhead.render.theatre.places.indoors_view import paint_view, view_of
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, CERAMIC, IRON, STEEL, WOOD, Pen, cut, oval, poly, rect, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("train")
def train(place: Place, light: Light) -> Set:
    """A compartment: a wide window on the land that goes by, plush benches face to face, racks with luggage, a lamp at the table."""
    r = Room(place, light)
    r.view("field")
    plush: Color = ((134, 42, 48), (44, 88, 84), (58, 66, 112))[r.pick("plush", 3)]
    window = r.window(262, 66, 586, 268)
    r.pool(424, 60, 330, 0.4)
    r.pool(180, 180, 230, 0.3)
    r.pool(670, 180, 230, 0.3)

    def wall(p: Pen) -> None:
        boards(p, r.hue((150, 92, 56), 0.7), r.rng("boards"), 52)
        floor(p, (110, 66, 54), "carpet", r.rng("floor"))

    def after(p: Pen) -> None:
        frame(p, window, BRASS, 1, 1, thick=6)
        p.fill(rect(262, 118, 586, 122), BRASS, rim=0.9)
        for x0, x1, way in ((226, 300, -1), (548, 622, 1)):
            curtain(p, x0, x1, 46, 290, plush, tied=True, way=way)
        p.fill(rect(214, 34, 634, 54, 3), (150, 92, 56), rim=1.8, grain=0.3)
        for x in (96, 752):
            p.shade(rect(x - 38, 118, x + 44, 196), 0.35, 3)
            p.fill(rect(x - 40, 112, x + 40, 190, 3), BRASS, rim=1.2)
            p.fill(rect(x - 34, 118, x + 34, 184, 2), (128, 150, 150), hi=0.4)
            p.shine(poly([(x - 34, 118), (x, 118), (x - 34, 164)]), 0.2)
        for s in (-1, 1):
            x = 424 + s * 214
            p.fill(svg(f"M{x - 4} 150 L{x + 4} 150 L{x + 6} 176 L{x - 6} 176 Z"), BRASS, rim=0.8)
            p.fill(svg(f"M{x - 14} 150 L{x - 8} 126 L{x + 8} 126 L{x + 14} 150 Z"), (240, 206, 150) if r.lamps_on else (190, 160, 120), rim=1.2)
            if r.lamps_on:
                p.halo(x, 140, 60, light.lamp, 0.7)

    r.wall(wall, after)
    for s in (-1, 1):
        r.glow(424 + s * 214, 140, 120, 2100)

    def back(p: Pen) -> None:
        for s in (-1, 1):
            x0, x1 = sorted((424 + s * 178, 424 + s * 520))
            p.fill(rect(x0, 44, x1, 50, 1), BRASS, rim=1.2)
            p.fill(rect(x0, 66, x1, 71, 1), BRASS, rim=1.2)
            for k in range(18):
                x = x0 + k * 20
                p.line(poly([(x, 50), (x + 10, 66), (x + 20, 50)], close=False), p.mat((196, 170, 120)), 1.2, 0.7)
        thing(p, "suitcase", 720, 46, 1.25)
        thing(p, "hat", 640, 46, 1.2)
        thing(p, "suitcase", 150, 46, 1.2, accent="teal")
        thing(p, "bag", 80, 46, 1.2)
        thing(p, "umbrella", 236, 130, 1.0) if r.pick("umbrella", 2) else None
    r.paper(BACK, back)

    def benches(p: Pen) -> None:
        for s in (-1, 1):
            with p.at(424 - s * 48, 0, flip=s < 0):
                p.shade(oval(290, 424, 170, 12), 0.5, 6)
                p.fill(rect(156, 372, 470, 422, 2), (84, 48, 36), rim=1.6, lo=0.6, grain=0.3)
                p.fill(svg("M232 356 L246 196 Q250 176 272 176 L480 176 L480 356 Z"), plush, rim=2.4, lo=0.5)
                for i in range(4):
                    x = 268 + i * 52
                    p.line(svg(f"M{x} 180 Q{x - 8} 270 {x - 14} 352"), p.dim(plush, 0.5), 1.6, 0.7)
                    for j in range(3):
                        p.flat(oval(x - 2 - j * 4 + 22, 216 + j * 44, 2.6), p.dim(plush, 0.6))
                p.fill(svg("M250 196 Q254 178 272 178 L480 178 L480 222 Q360 214 246 228 Z"), (236, 226, 204), rim=1.2, lo=0.4)
                p.line(svg("M246 228 Q360 214 480 222"), p.bright(CERAMIC, 0.3), 2)
                p.fill(svg("M146 352 Q148 340 166 338 L480 338 L480 378 L152 378 Q144 366 146 352 Z"), plush, rim=2.4, hi=0.4, lo=0.5)
                for i in range(5):
                    p.line(svg(f"M{186 + i * 58} 340 L{182 + i * 58} 376"), p.dim(plush, 0.5), 1.4, 0.6)
                p.fill(svg("M236 330 Q236 306 262 306 L300 306 Q308 306 308 316 L304 340 L240 340 Z"), plush, rim=1.8, lo=0.5)
    r.paper(1130, benches)

    def table(p: Pen) -> None:
        p.fill(rect(418, 318, 430, 420), BRASS, rim=1.2, lo=0.6)
        p.fill(svg("M340 318 L348 306 L500 306 L508 318 Q508 324 502 324 L346 324 Q340 324 340 318 Z"), WOOD, rim=2.0, lo=0.4, grain=0.3)
        thing(p, "lamp", 424, 310, 1.1, accent="red")
    r.paper(1350, table)
    r.glow(424, 278, 140, 1350)
    rng = r.rng("poles")
    offsets = [float(rng.uniform(0, 30)) for _ in range(3)]

    def poles(p: Pen) -> None:
        color = mix(light.sky[0], light.ink, 0.6)
        p.canvas.save()
        p.canvas.clipRect(skia.Rect(*window))
        for k in range(2):
            x = 900 - ((p.frame * 26 + k * 640 + offsets[k]) % 1280)
            p.canvas.drawRect(skia.Rect(x - 3, 40, x + 4, 300), fill(color, 0.75, 1.5))
            p.canvas.drawRect(skia.Rect(x - 24, 84, x + 24, 88), fill(color, 0.75, 1.5))
        wire = skia.Path()
        phase = (p.frame * 26) % 640
        for k in range(-1, 3):
            x = 900 - phase + (k - 1) * 640
            wire.moveTo(x, 86)
            wire.quadTo(x + 320, 128, x + 640, 86)
        p.canvas.drawPath(wire, brush.line(color, 1.4, 0.6))
        p.canvas.restore()
    r.moving(VIEW - 200, window, poles, 1)
    r.rays(0.16)

    def front(p: Pen) -> None:
        p.fill(rect(-460, -260, 4, 760), (70, 40, 34), lo=0.8)
        p.canvas.drawRect(skia.Rect(2, -260, 6, 760), fill(p.bright(BRASS, 0.4), 0.6))
        p.fill(rect(844, -260, 1300, 760), (70, 40, 34), lo=0.8)
        p.canvas.drawRect(skia.Rect(842, -260, 846, 760), fill(p.bright(BRASS, 0.4), 0.6))
    r.front(front)
    r.seat(262, 342, 90)
    r.seat(586, 342, -90)
    return r.finish((424, 307), 1350)


@place("car")
def car(place: Place, light: Light) -> Set:
    """Inside a car, seen through its windscreen: two seats, the rear window on the road that runs away, wheel and dash before us."""
    r = Room(place, light, mirror=False)
    r.patches = False
    outside = view_of(place, ("field", "street", "mountain")[r.pick("road", 3)])

    def land(p: Pen) -> None:
        p.canvas.translate(0, -48)
        paint_view(p.canvas, outside, light, r.rng("view"))
        p.canvas.translate(0, 48)
        p.canvas.drawRect(skia.Rect(LEFT - 24, 660, RIGHT + 24, 760), fill(light.ink))
    r.paper(VIEW, land, 3)
    hide: Color = ((134, 70, 48), (62, 78, 96), (122, 46, 50))[r.pick("hide", 3)]
    lining: Color = (170, 150, 126)
    rear = svg("M214 214 C218 150 240 112 278 102 Q424 86 570 102 C608 112 630 150 634 214 Q424 202 214 214 Z")
    sides = [svg(f"M{424 + s * 300} 232 C{424 + s * 292} 160 {424 + s * 320} 80 {424 + s * 380} 46 L{424 + s * 860} -40 L{424 + s * 860} 280 Q{424 + s * 560} 236 {424 + s * 300} 232 Z") for s in (-1, 1)]
    holes = skia.Path(rear)
    for side in sides:
        holes.addPath(side)
    r.window(214, 96, 634, 212)
    r.pool(424, 250, 320, 0.24)

    def road(p: Pen) -> None:
        tone = mix(mix(light.sky[0], light.ink, 0.5), light.sky[2], 0.16)
        y = 166
        p.canvas.drawPath(poly([(414, y), (434, y), (760, 420), (88, 420)]), brush.wash([(0, mix(tone, light.sky[3], 0.4), 1), (1, tone, 1)], y, 300))
        for s in (-1, 1):
            p.canvas.drawPath(poly([(424 + s * 10, y), (424 + s * 11, y), (424 + s * 350, 420), (424 + s * 336, 420)]), fill(mix(light.sky[3], (255, 255, 255), 0.2), 0.6))
    r.paper(VIEW - 100, road, 1)

    def dashes(p: Pen) -> None:
        p.canvas.save()
        p.canvas.clipPath(rear, skia.ClipOp.kIntersect, True)
        for k in range(6):
            t = 1 - ((k + p.frame / 9) % 6) / 6
            y0, y1 = 166 + 150 * t**3, 166 + 150 * (t + 0.06) ** 3
            w = 0.4 + 4 * t * t
            p.canvas.drawPath(poly([(424 - w, y0), (424 + w, y0), (424 + w * 1.3, y1), (424 - w * 1.3, y1)]), fill(mix(light.sky[3], (255, 250, 230), 0.4), 0.75))
        if r.dark:
            for k in range(3):
                t = (1 - (k / 3 + p.frame / 70) % 1.0) ** 2
                for s in (-1, 1):
                    p.halo(424 + s * (12 + 260 * t), 158 - 66 * t, 8 + 34 * t, (255, 206, 130), 0.75 * t + 0.15)
            for s in (-1, 1):
                p.halo(430 + s * 7, 172, 15, (255, 246, 220), 0.9)
        p.canvas.restore()
    r.moving(VIEW - 150, (204, 80, 644, 240), dashes, 1)

    def shell(p: Pen) -> None:
        p.canvas.drawPaint(skia.Paint(Color=brush.argb(r.hue(lining, 0.8))))
        brush.texture(p.canvas, rect(-460, -260, 1300, 760), "mottle", light.ink, 0.3, 1.2)
        p.line(svg("M-440 20 Q424 -50 1290 20"), p.dim(lining, 0.4), 2.4)
        p.line(svg("M-440 -60 Q424 -120 1290 -60"), p.dim(lining, 0.4), 2.4)
        for s in (-1, 1):
            p.fill(svg(f"M{424 + s * 214} 96 C{424 + s * 250} 120 {424 + s * 262} 180 {424 + s * 270} 240 L{424 + s * 296} 240 C{424 + s * 288} 160 {424 + s * 310} 80 {424 + s * 372} 40 L{424 + s * 330} 30 C{424 + s * 280} 60 {424 + s * 240} 70 {424 + s * 214} 96 Z"), lining, rim=1.6, lo=0.6)
        # The back bench.
        p.fill(svg("M96 470 C100 290 130 232 190 226 Q424 206 658 226 C718 232 748 290 752 470 Z"), hide, rim=2.4, lo=0.6)
        for x in range(150, 720, 38):
            p.line(svg(f"M{x} 232 Q{x - (x - 424) * 0.05} 330 {x} 440"), p.dim(hide, 0.5), 1.6, 0.6)
        p.line(poly([(424, 218), (424, 460)], close=False), p.dim(hide, 0.6), 3)
        for s in (-1, 1):
            p.fill(svg(f"M{424 + s * 290} 236 L{424 + s * 900} 290 L{424 + s * 900} 760 L{424 + s * 330} 760 Z"), hide, rim=1.6, lo=0.7)
            p.fill(svg(f"M{424 + s * 356} 300 L{424 + s * 480} 312 L{424 + s * 480} 326 L{424 + s * 356} 314 Z"), STEEL, rim=1.2)

    def after(p: Pen) -> None:
        for path in (rear, *sides):
            p.line(path, p.dim((58, 52, 60), 0.4), 9)
            p.line(path, p.bright((90, 84, 92), 0.6), 1.6)
        p.canvas.save()
        p.canvas.clipPath(rear, skia.ClipOp.kIntersect, True)
        p.shine(poly([(260, 90), (330, 90), (270, 220), (220, 220)]), 0.07)
        for k in range(9):
            p.line(svg(f"M210 {110 + k * 13} Q424 {98 + k * 13} 640 {110 + k * 13}"), light.ink, 0.6, 0.18)
        p.canvas.restore()
    r.wall(shell, after, holes=holes, gloom=0.5)

    def seats(p: Pen) -> None:
        for x in (282, 566):
            p.fill(svg(f"M{x - 84} 760 L{x - 78} 330 Q{x - 70} 280 {x - 36} 274 L{x + 36} 274 Q{x + 70} 280 {x + 78} 330 L{x + 84} 760 Z"), hide, rim=2.8, lo=0.6, grain=0.2)
            p.line(svg(f"M{x - 48} 296 Q{x - 60} 380 {x - 56} 520 M{x + 48} 296 Q{x + 60} 380 {x + 56} 520"), p.dim(hide, 0.5), 2.2, 0.7)
            for k in range(3):
                p.line(svg(f"M{x - 52} {330 + k * 46} Q{x} {322 + k * 46} {x + 52} {330 + k * 46}"), p.dim(hide, 0.45), 1.8, 0.6)
            for s in (-1, 1):
                p.wire(poly([(x + s * 15, 276), (x + s * 15, 256)], close=False), STEEL, 3.6)
            p.fill(rect(x - 40, 212, x + 40, 260, 14), hide, rim=2.4, lo=0.5, grain=0.2)
    r.paper(1090, seats)

    def dash(p: Pen) -> None:
        # The mirror with its token, and the wheel, on our side of the people.
        p.fill(rect(420, -20, 428, 40), IRON, rim=0.8)
        p.fill(rect(356, 34, 492, 72, 12), (44, 40, 48), rim=2.2)
        wheel = cut(oval(566, 452, 106, 84), oval(566, 452, 93, 72))
        for a in (205, 335, 90):
            t = math.radians(a)
            p.wire(poly([(566, 452), (566 + 98 * math.cos(t), 452 + 77 * math.sin(t))], close=False), STEEL, 8)
        p.fill(wheel, (44, 32, 36), rim=2.8, lo=0.6)
        p.fill(oval(566, 452, 28, 22), (52, 40, 44), rim=1.8, round_=True)
        p.fill(svg("M-460 446 Q424 396 1300 446 L1300 780 L-460 780 Z"), mix(hide, (40, 30, 36), 0.55), rim=2.4, lo=0.8)
        for s in (-1, 1):
            x = 424 + s * 470
            p.fill(svg(f"M{x - s * 36} -280 L{x + s * 60} 780 L{x + s * 500} 780 L{x + s * 500} -280 Z"), (40, 34, 42), rim=0, lo=0.8)
            p.line(poly([(x - s * 36, -280), (x + s * 60, 780)], close=False), p.bright(STEEL, 0.5), 2.4, 0.6)
        p.fill(rect(-460, -280, 1300, -6), (40, 34, 42), lo=0.8)
    r.front(dash, blur=1, distance=930)

    def token(p: Pen) -> None:
        with p.at(424, 72, math.sin(p.frame / 8) * 9):
            p.line(poly([(0, 0), (0, 20)], close=False), p.mat(CERAMIC), 1)
            p.fill(svg("M0 20 L7 28 L0 46 L-7 28 Z"), (206, 84, 70), rim=0.9)
    r.moving(928, (400, 66, 448, 126), token)
    r.seat(282, 384, 0)
    r.seat(566, 384, 0)
    return r.finish((424, 422), 930)


@place("spaceship")
def spaceship(place: Place, light: Light) -> Set:
    """A bridge: a great window on the stars and a ringed planet, ribs, consoles with lit keys and screens, two seats."""
    r = Room(place, light, mirror=False)
    hull: Color = ((132, 144, 158), (160, 142, 124), (112, 132, 136))[r.pick("hull", 3)]
    cool: Color = ((96, 210, 214), (126, 180, 255), (255, 176, 96))[r.pick("glow", 3)]
    r.layers.clear()
    r.paper(VIEW, lambda p: paint_view(p.canvas, "stars", light, r.rng("stars")))
    pane = svg("M150 84 Q156 58 186 54 L662 54 Q692 58 698 84 L722 232 Q724 262 694 264 L154 264 Q124 262 126 232 Z")

    def wall(p: Pen) -> None:
        color = r.hue(hull, 0.62)
        plain(p, color)
        for x in range(-420, 1290, 96):
            p.line(svg(f"M{x} -260 L{424 + (x - 424) * 0.92} 360"), p.dim(hull, 0.5), 2.4, 0.7)
            p.canvas.translate(2, 0)
            p.line(svg(f"M{x} -260 L{424 + (x - 424) * 0.92} 360"), p.bright(hull, 0.5), 1.1, 0.5)
            p.canvas.translate(-2, 0)
        for y in (-60, 24, 300):
            p.line(poly([(-440, y), (1290, y)], close=False), p.dim(hull, 0.5), 2.4, 0.7)
        rng = r.rng("rivets")
        for i in range(60):
            p.flat(oval(-400 + i * 28, 30, 1.8), p.dim(hull, 0.5))
        for _ in range(26):
            p.canvas.drawRect(skia.Rect.MakeXYWH(rng.uniform(-400, 1240), rng.uniform(-40, 330), rng.uniform(10, 40), rng.uniform(4, 12)), fill(p.dim(hull, 0.4), 0.4))
        floor(p, (96, 104, 122), "metal", r.rng("floor"))
        for s in (-1, 1):
            p.canvas.drawPath(poly([(424 + s * 150, FLOOR), (424 + s * 156, FLOOR), (424 + s * 430, 740), (424 + s * 400, 740)]), fill(cool, 0.55, 2))
            brush.halo(p.canvas, 424 + s * 230, 430, 120, cool, 0.25, 0.4)
        screen(p.canvas, 424, 300, 420, cool, 0.16)

    def after(p: Pen) -> None:
        p.line(pane, p.dim(hull, 0.25), 17)
        p.line(pane, p.bright(hull, 0.55), 3)
        for x in (290, 424, 558):
            p.line(poly([(x, 54), (424 + (x - 424) * 1.1, 264)], close=False), p.dim(hull, 0.3), 7)
            p.line(poly([(x, 54), (424 + (x - 424) * 1.1, 264)], close=False), p.bright(hull, 0.5), 1.5)
        p.canvas.save()
        p.canvas.clipPath(pane, skia.ClipOp.kIntersect, True)
        p.shine(poly([(200, 50), (270, 50), (190, 270), (126, 270)]), 0.07)
        p.canvas.restore()
        for s in (-1, 1):
            x = 424 + s * 372
            p.fill(rect(x - 50, 70, x + 50, 250, 8), (44, 50, 66), rim=2.0)
            p.fill(rect(x - 42, 80, x + 42, 150, 4), mix((18, 34, 54), cool, 0.2), hi=0.1)
            path = skia.Path()
            for i in range(40):
                px, py = x - 40 + i * 2.05, 115 + 18 * math.sin(i * 0.5 + s) * math.exp(-((i - 20) / 14) ** 2)
                path.moveTo(px, py) if i == 0 else path.lineTo(px, py)
            p.line(path, cool, 1.6)
            for i in range(5):
                for j in range(4):
                    on = (i * 7 + j * 5 + s) % 3
                    p.fill(rect(x - 40 + i * 17, 162 + j * 20, x - 28 + i * 17, 174 + j * 20, 2), (cool, (236, 110, 84), (70, 80, 96))[on], rim=0.5, hi=0.4)
    r.wall(wall, after, holes=pane, gloom=0.5)

    def ribs(p: Pen) -> None:
        for s in (-1, 1):
            for k, x in enumerate((330, 440)):
                px = 424 + s * x
                p.fill(svg(f"M{px - 17} 400 L{px - 13} 120 Q{px - s * 10} -20 {px - s * 200} -160 L{px - s * 200} -200 Q{px + s * 16} -60 {px + 17} 110 L{px + 21} 400 Z"), mix(hull, IRON, 0.3 + 0.2 * k), rim=2.4, lo=0.6)
                for y in range(60, 390, 44):
                    p.flat(oval(px + 2, y, 2.4), p.dim(hull, 0.6))
                p.flat(rect(px - 3, 130, px + 3, 330, 2), cool, 0.85)
                p.halo(px, 230, 70, cool, 0.3)
    r.paper(1850, ribs)

    def console(p: Pen) -> None:
        p.shade(rect(180, 380, 668, 396), 0.5, 6)
        p.fill(svg("M196 392 L216 318 L632 318 L652 392 Z"), mix(hull, IRON, 0.5), rim=1.6, lo=0.6)
        p.fill(svg("M176 318 L224 276 L624 276 L672 318 Q672 326 664 326 L184 326 Q176 326 176 318 Z"), mix(hull, IRON, 0.35), rim=2.2, lo=0.4)
        for i in range(3):
            x = 240 + i * 134
            p.fill(poly([(x + 8, 282), (x + 92, 282), (x + 98, 306), (x + 2, 306)]), mix((14, 28, 46), cool, 0.25), rim=1.0, hi=0.1)
            if i == 1:
                for rr in (10, 20, 30):
                    p.line(oval(x + 50, 294, rr, rr * 0.34), cool, 1.1, 0.8)
                p.line(poly([(x + 50, 294), (x + 76, 288)], close=False), cool, 1.4)
            else:
                for k in range(4):
                    p.flat(rect(x + 14, 285 + k * 5, x + 14 + (30 + (k * 29 + i * 17) % 48), 287.4 + k * 5), cool, 0.85)
        for i in range(22):
            p.fill(rect(222 + i * 18.4, 310, 233 + i * 18.4, 316, 1.4), ((cool), (236, 110, 84), (240, 200, 110), (90, 100, 116))[(i * 5) % 4], rim=0.4, hi=0.3)
        p.halo(424, 300, 210, cool, 0.22)
    r.paper(1550, console)
    r.glow(424, 296, 190, 1550, cool, always=True)

    def seats(p: Pen) -> None:
        for x in (286, 562):
            p.shade(oval(x, 428, 44, 7), 0.5, 5)
            p.fill(svg(f"M{x - 26} 428 Q{x} 412 {x + 26} 428 Z"), IRON, rim=1.2)
            p.fill(rect(x - 5, 396, x + 5, 420), STEEL, rim=1.0)
            p.fill(svg(f"M{x - 34} 396 L{x - 32} 380 Q{x} 374 {x + 32} 380 L{x + 34} 396 Q{x} 404 {x - 34} 396 Z"), (196, 88, 64), rim=1.6, lo=0.5)
            p.fill(svg(f"M{x - 30} 378 C{x - 36} 330 {x - 30} 308 {x - 20} 304 Q{x} 298 {x + 20} 304 C{x + 30} 308 {x + 36} 330 {x + 30} 378 Q{x} 372 {x - 30} 378 Z"), (196, 88, 64), rim=1.8, lo=0.5)
            p.line(svg(f"M{x - 22} 344 Q{x} 338 {x + 22} 344"), p.dim((196, 88, 64), 0.5), 1.6)
    r.paper(TABLE, seats)

    def blink(p: Pen) -> None:
        for i in range(9):
            if (p.frame // 8 + i * 3) % 5 < 3:
                p.flat(rect(258 + i * 42, 310, 269 + i * 42, 316, 1.4), (255, 240, 220), 0.5)
    r.moving(1545, (250, 306, 620, 320), blink, 4)

    def front(p: Pen) -> None:
        for s in (-1, 1):
            x = 424 + s * 450
            p.fill(svg(f"M{x - s * 10} -260 Q{x - s * 66} 240 {x - s * 10} 760 L{x + s * 460} 760 L{x + s * 460} -260 Z"), (40, 44, 58), rim=0, lo=0.8)
            p.line(svg(f"M{x - s * 10} -260 Q{x - s * 66} 240 {x - s * 10} 760"), mix(cool, light.key, 0.4), 2.4, 0.7)
    r.front(front)
    r.windows.clear()
    r.seat(286, 380, 0)
    r.seat(562, 380, 0)
    return r.finish((424, 277), 1550)
