"""Rooms to be looked at: church, court, stage, hall."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, fill, mix
from playhead.render.theatre.places.indoors_fittings import (
    bricks,
    chair_back,
    curtain,
    curtains,
    floor,
    frame,
    leaves,
    picture,
    plain,
    thing,
    wainscot,
)
from playhead.render.theatre.places.indoors_room import BACK, FLOOR, MIDDLE, TABLE, WALL, Room, screen
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import (
    BRASS,
    CERAMIC,
    DARK_WOOD,
    GOLD,
    INKED,
    WOOD,
    Pen,
    oval,
    poly,
    rect,
    svg,
)
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


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
    r.front(lambda p: chair_back(p, 20, 410, 1.15), lambda p: chair_back(p, 828, 410, 1.15))
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
        top, middle, low = ((38, 46, 116), (150, 84, 136), (244, 164, 104)) if scene == 0 else ((34, 96, 140), (112, 168, 168), (246, 206, 140))
        p.canvas.drawPath(back_, brush.wash([(0, mix(top, light.ink, 0.25), 1), (0.55, mix(middle, light.ink, 0.08), 1), (1, low, 1)], -70, 262))
        with p.inside(back_):
            p.canvas.drawCircle(560, 90, 44, fill((252, 236, 196), 0.9))
            brush.halo(p.canvas, 560, 90, 130, (252, 226, 176), 0.4)
            rng = r.rng("hills")
            for depth, y, h in ((0.25, 240, 40), (0.5, 272, 28), (0.75, 300, 18)):
                ridge = brush.ridge(rng, y, h, 0.46)
                p.canvas.drawPath(brush.land(ridge, 332), fill(mix(mix(middle, top, depth), light.ink, depth * 0.5)))
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
    r.front(front, blur=3)
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
    tone: Color = ((168, 110, 76), (84, 124, 122), (142, 88, 108))[r.pick("tone", 3)]
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
