"""Rooms above and below the others: attic, cellar, cave."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import LEFT, RIGHT, TOP, fill, mix
from playhead.render.theatre.places.indoors_fittings import boards, bricks, floor, jars, shelf, thing
from playhead.render.theatre.places.indoors_room import BACK, MIDDLE, Room, screen
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.props.pen import BRASS, DARK_WOOD, IRON, WOOD, Pen, cut, oval, poly, rect, spline, svg
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


@place("attic")
def attic(place: Place, light: Light) -> Set:
    """Under the roof: rafters that meet at the ridge, a round window in the gable, trunks, a rocking horse, a mirror, cobwebs."""
    r = Room(place, light, mirror=False)
    r.view("city")
    wood: Color = ((146, 98, 64), (124, 90, 72))[r.pick("wood", 2)]
    x, y, size = 424, 150, 62
    r.window(x - size, y - size, x + size, y + size)
    hole = oval(x, y, size)
    r.pool(250, 290, 300, 0.5)
    r.pool(424, 240, 300, 0.28)

    def wall(p: Pen) -> None:
        color = r.hue(wood, 0.72)
        boards(p, color, r.rng("gable"), 30)
        floor(p, (140, 98, 66), "boards", r.rng("floor"))
        for s in (-1, 1):
            roof = poly([(424, -120), (424 + s * 520, 400), (424 + s * 1100, 760), (424 + s * 1100, -280), (424, -280)])
            p.canvas.drawPath(roof, fill(mix(color, light.ink, 0.42)))
            brush.texture(p.canvas, roof, "dry", light.ink, 0.4, 1.4, 45 if s > 0 else -45)
            for k in range(1, 11):
                p.line(poly([(424 + s * (k * 54), -120 + k * 54 - 60), (424 + s * (k * 54 + 900), -120 + k * 54 - 60)], close=False), light.ink, 1.6, 0.42)
        screen(p.canvas, 424, 240, 340, mix(light.key, light.wall, 0.5), 0.16)

    def after(p: Pen) -> None:
        p.line(hole, p.mat((150, 106, 70)), 15)
        p.line(hole, p.bright((150, 106, 70), 0.6), 2.4)
        p.fill(rect(x - 3, y - size, x + 3, y + size), (150, 106, 70), rim=1.0)
        p.fill(rect(x - size, y - 3, x + size, y + 3), (150, 106, 70), rim=1.0)
    r.wall(wall, after, holes=hole, gloom=0.5)

    def rafters(p: Pen) -> None:
        for k, (spread, drop) in enumerate(((430, 60), (560, 20))):
            for s in (-1, 1):
                w = 13 + k * 5
                beam = poly([(424 - s * 4, -180 - drop), (424 + s * 22, -180 - drop), (424 + s * (spread + w), 400), (424 + s * (spread - w), 400)])
                p.fill(beam, wood, rim=2.2, lo=0.55)
            yy = 44 - k * 70
            half = spread * (yy + 180 + drop) / (580 + drop)
            p.fill(rect(424 - half, yy - 9, 424 + half, yy + 9), wood, rim=2.0, lo=0.55)
        p.fill(rect(414, -280, 434, 40), wood, rim=1.8, lo=0.55)
        web = p.bright((220, 220, 224), 0.3)
        for s in (-1, 1):
            cx, cy = 424 + s * 215, 52
            for a in range(5):
                t = math.radians(90 + s * (a * 20 - 2))
                p.line(poly([(cx, cy), (cx + 64 * math.cos(t), cy + 64 * math.sin(t))], close=False), web, 0.7, 0.6)
            for rr in (16, 30, 44, 58):
                path = skia.Path()
                for a in range(5):
                    t = math.radians(90 + s * (a * 20 - 2))
                    q = (cx + rr * math.cos(t), cy + rr * math.sin(t))
                    path.moveTo(*q) if a == 0 else path.lineTo(*q)
                p.line(path, web, 0.6, 0.5)
    r.paper(1900, rafters)

    def back(p: Pen) -> None:
        for k, (cx, w, h, tone) in enumerate(((152, 128, 66, (130, 84, 54)), (640, 140, 72, (96, 70, 64)))):
            base = 372
            p.shade(oval(cx, base, w * 0.56, 8), 0.5, 5)
            p.fill(rect(cx - w / 2, base - h * 0.62, cx + w / 2, base, 2), tone, rim=1.8, lo=0.55, grain=0.3)
            p.fill(svg(f"M{cx - w / 2 - 2} {base - h * 0.6} L{cx - w / 2 - 2} {base - h * 0.78} Q{cx - w / 2} {base - h} {cx - w * 0.36} {base - h} L{cx + w * 0.36} {base - h} Q{cx + w / 2} {base - h} {cx + w / 2 + 2} {base - h * 0.78} L{cx + w / 2 + 2} {base - h * 0.6} Z"), tone, rim=1.8, lo=0.5, grain=0.3)
            for dx in (-0.34, 0.34):
                p.fill(rect(cx + w * dx - 5, base - h, cx + w * dx + 5, base), mix(tone, DARK_WOOD, 0.5), rim=1.0)
            p.fill(rect(cx - 9, base - h * 0.7, cx + 9, base - h * 0.46, 2), BRASS, rim=1.0)
            thing(p, ("lantern", "globe")[k], cx - 22, base - h, 1.2)
            thing(p, ("book", "hat")[k], cx + 24, base - h, 1.1)
        for k, xx in enumerate((36, 232)):
            thing(p, "box", xx, 372 - 0 * k, 1.5 - 0.3 * k)
        thing(p, "suitcase", 44, 331, 1.0, accent="teal")
        thing(p, "chair", 296, 374, 0.95)
        p.fill(oval(742, 268, 46, 84), (170, 122, 66), rim=2.0, lo=0.5)
        p.fill(oval(742, 268, 38, 75), mix((150, 172, 180), light.haze, 0.5), hi=0.5, lo=0.5)
        p.shine(poly([(712, 290), (760, 194), (772, 200), (720, 316)]), 0.2)
        for s in (-1, 1):
            p.wire(svg(f"M{742 + s * 50} 376 L{742 + s * 50} 210"), DARK_WOOD, 5)
        p.fill(rect(686, 364, 798, 376, 2), DARK_WOOD, rim=1.4)
        p.fill(svg("M742 190 C790 196 800 260 794 340 Q770 330 764 280 Q762 230 742 190 Z"), (206, 200, 190), rim=1.4, lo=0.5)
    r.paper(BACK, back)

    def near(p: Pen) -> None:
        p.shade(oval(566, 404, 70, 8), 0.5, 5)
        p.wire(svg("M506 392 Q566 424 630 388"), (150, 58, 50), 6)
        with p.at(562, 404):
            for dx in (-30, 26):
                p.wire(poly([(dx, -4), (dx * 0.7, -38)], close=False), (196, 150, 104), 6)
            p.fill(svg("M-46 -46 C-48 -64 -34 -72 -16 -70 C2 -68 12 -74 20 -90 C26 -104 38 -112 46 -112 L50 -104 C58 -98 64 -88 64 -82 C62 -76 56 -76 50 -80 C46 -66 44 -50 32 -42 Q-6 -34 -46 -46 Z"), (206, 164, 116), rim=1.8, lo=0.5, round_=True)
            p.fill(svg("M44 -112 C26 -110 14 -94 10 -76 Q4 -70 -4 -70 C2 -88 14 -116 44 -114 Z"), (98, 62, 48), rim=1.2)
            p.fill(svg("M-44 -66 C-60 -60 -62 -40 -56 -26 C-50 -30 -48 -46 -38 -54 Z"), (98, 62, 48), rim=1.2)
            p.fill(svg("M-22 -70 Q-6 -64 10 -72 L8 -48 Q-6 -42 -20 -48 Z"), (166, 58, 52), rim=1.2)
            p.flat(oval(49, -94, 2.2), light.ink)
    r.paper(MIDDLE, near)
    r.glow(130, 290, 160, BACK)
    r.rays(0.34)

    def front(p: Pen) -> None:
        for s in (-1, 1):
            p.fill(poly([(424 + s * 250, -280), (424 + s * 330, -280), (424 + s * 640, 760), (424 + s * 520, 760)]), (46, 32, 32), rim=2.4, lo=0.8)
            p.fill(poly([(424 + s * 330, -280), (424 + s * 900, -280), (424 + s * 900, 760), (424 + s * 640, 760)]), (34, 24, 28), lo=0.8)
    r.front(front, blur=4)
    r.seat(296, 330, 45)
    return r.finish((640, 300), BACK)


@place("cellar")
def cellar(place: Place, light: Light) -> Set:
    """Vaults of brick on squat pillars, barrels, racks of bottles, steps down from a lit door, a lantern on a hook."""
    r = Room(place, light)
    brick: Color = ((142, 92, 76), (116, 112, 116))[r.pick("brick", 2)]
    # A cellar is lit by its lantern and by the open door at any hour.
    lamp = light.lamp if brush.luminance(light.lamp) > 0.45 else mix(light.key, light.lamp, 0.5)
    r.pools += [(424, 196, 320, lamp, 0.5), (150, 160, 210, mix(lamp, (255, 244, 220), 0.4), 0.42), (424, 400, 260, lamp, 0.2)]

    def wall(p: Pen) -> None:
        bricks(p, r.hue(brick, 0.66), r.rng("bricks"), 32, 13, rough=0.25)
        floor(p, (118, 104, 96), "stone", r.rng("floor"))
        # The door at the head of the steps.
        door = svg("M104 232 L104 120 Q104 72 152 72 Q200 72 200 120 L200 232 Z")
        p.fill(door, mix(lamp, (255, 236, 190), 0.4), hi=0.2, lo=0.1)
        p.line(door, p.mat((150, 140, 132)), 9)
        p.line(door, p.bright((150, 140, 132), 0.6), 2)
        for i in range(9):
            yy = 232 + i * 15
            p.fill(rect(96 - i * 3, yy, 208 + i * 7, yy + 16), (140, 128, 120), rim=1.6, lo=0.5, hi=0.4)
        p.fill(svg("M96 232 L72 368 L20 368 L60 220 Z"), (110, 100, 96), lo=0.6, rim=1.2)
        p.canvas.drawPath(poly([(110, 220), (196, 220), (420, 440), (160, 440)]), fill(mix(lamp, (255, 240, 200), 0.4), 0.14, 10))
    r.wall(wall, gloom=0.5)

    def vaults(p: Pen) -> None:
        stone: Color = mix(brick, (150, 140, 132), 0.5)
        path = skia.Path()
        path.addRect(skia.Rect(LEFT - 24, TOP - 40, RIGHT + 24, 400))
        for x0 in (-330, 34, 316, 598, 880):
            w = 250
            path_ = svg(f"M{x0} 400 L{x0} 170 Q{x0 + 6} 44 {x0 + w / 2} 40 Q{x0 + w - 6} 44 {x0 + w} 170 L{x0 + w} 400 Z")
            path = cut(path, path_)
        p.canvas.save()
        p.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        p.canvas.translate(7, 5)
        bricks(p, mix(r.hue(brick, 0.66), light.ink, 0.22), r.rng("vault"), 32, 13, rough=0.2)
        p.canvas.translate(-7, -5)
        p.canvas.drawPaint(brush.wash([(0, light.ink, 0.8), (0.5, light.ink, 0.25), (1, light.ink, 0.35)], -160, 400))
        screen(p.canvas, 424, 190, 260, lamp, 0.4)
        p.canvas.restore()
        for x0 in (-330, 34, 316, 598, 880):
            arch = svg(f"M{x0} 392 L{x0} 170 Q{x0 + 6} 44 {x0 + 125} 40 Q{x0 + 244} 44 {x0 + 250} 170 L{x0 + 250} 392")
            p.line(arch, p.dim(stone, 0.1), 9)
            p.line(arch, p.bright(stone, 0.5), 1.8, 0.7)
        for x in (-63, 300, 582, 864):
            p.fill(rect(x - 22, 372, x + 22, 400, 2), stone, rim=1.6, lo=0.5)
            p.fill(rect(x - 22, 160, x + 22, 178, 2), stone, rim=1.6, lo=0.5)
    r.paper(1900, vaults)

    def barrel(p: Pen, cx: float, cy: float, size: float, face: bool) -> None:
        if face:
            p.fill(oval(cx, cy, size), (134, 88, 54), rim=2.0, lo=0.5)
            p.fill(oval(cx, cy, size * 0.84), (150, 100, 62), rim=1.2, lo=0.5, grain=0.2)
            for i in range(-3, 4):
                h = size * 0.82 * math.sqrt(max(0, 1 - (i / 3.6) ** 2))
                p.line(poly([(cx + i * size * 0.23, cy - h), (cx + i * size * 0.23, cy + h)], close=False), p.dim(WOOD, 0.5), 1.3)
            p.line(oval(cx, cy, size * 0.94), p.dim(IRON, 0.1), size * 0.09)
            p.fill(oval(cx, cy + size * 0.5, size * 0.1), BRASS, rim=0.8)
            return
        p.fill(svg(f"M{cx - size * 0.7} {cy} Q{cx - size} {cy - size} {cx - size * 0.7} {cy - size * 2} L{cx + size * 0.7} {cy - size * 2} Q{cx + size} {cy - size} {cx + size * 0.7} {cy} Z"), (150, 100, 62), rim=2.0, lo=0.55)
        for i in (-2, -1, 0, 1, 2):
            p.line(svg(f"M{cx + i * size * 0.24} {cy} Q{cx + i * size * 0.36} {cy - size} {cx + i * size * 0.24} {cy - size * 2}"), p.dim(WOOD, 0.5), 1.3)
        for t in (0.16, 0.52, 1.46, 1.82):
            half = size * (0.7 + 0.15 * math.sin(t / 2 * math.pi) * 1.0)
            p.fill(rect(cx - half, cy - size * t - 4, cx + half, cy - size * t + 4, 2), IRON, rim=1.0, lo=0.5)
        p.fill(oval(cx, cy - size * 2, size * 0.7, size * 0.13), (120, 80, 52), rim=1.0)

    def back(p: Pen) -> None:
        for i in range(3):
            barrel(p, 636 + i * 82, 336, 40, True)
        for i in range(2):
            barrel(p, 677 + i * 82, 266, 40, True)
        p.fill(rect(592, 372, 850, 382, 2), DARK_WOOD, rim=1.4)
        # A rack of bottles in the middle vault.
        p.fill(rect(344, 196, 540, 368), (60, 44, 40), lo=0.5)
        for i in range(7):
            for j in range(6):
                cx, cy = 360 + i * 27, 212 + j * 28
                p.fill(oval(cx, cy, 9.5), ((52, 96, 70), (70, 52, 44), (96, 44, 48))[(i * 3 + j * 5) % 3], rim=1.1, round_=True)
                p.fill(oval(cx, cy, 3.6), ((176, 50, 44), (214, 164, 84), (60, 90, 110))[(i + j * 2) % 3], rim=0.5)
        for i in range(8):
            p.fill(rect(345 + i * 27 - 1, 196, 345 + i * 27 + 3, 370), WOOD, rim=0.9)
        for j in range(7):
            p.fill(rect(340, 195 + j * 28, 544, 199 + j * 28), WOOD, rim=0.9)
        shelf(p, -30, 90, 250)
        jars(p, r.rng("jars"), -22, 84, 250, 26)
    r.paper(BACK, back)

    def near(p: Pen) -> None:
        p.shade(oval(250, 404, 50, 7), 0.5, 5)
        barrel(p, 250, 402, 42, False)
        thing(p, "candle", 240, 318, 1.2, state="lit")
        thing(p, "bottle", 264, 318, 1.0)
        p.shade(oval(690, 412, 70, 8), 0.5, 5)
        thing(p, "box", 660, 410, 1.5)
        thing(p, "box", 720, 412, 1.2)
        thing(p, "basket", 666, 368, 1.0)
        # The lantern on its hook.
        p.wire(poly([(446, -240), (446, 62)], close=False), IRON, 2.2)
        thing(p, "lantern", 446, 116, 2.0, state="lit")
    r.paper(MIDDLE, near)
    r.glow(446, 94, 240, MIDDLE, lamp, 50, always=True)
    r.glow(240, 288, 100, MIDDLE, lamp, 120, always=True)

    def front(p: Pen) -> None:
        p.fill(rect(-460, -280, 8, 760), (44, 34, 36), lo=0.8)
        p.canvas.drawRect(skia.Rect(6, -280, 9, 760), fill(p.bright(IRON, 0.7), 0.5))
        barrel(p, 850, 620, 92, False)
    r.front(front, blur=4)
    return r.finish((250, 318), MIDDLE)


@place("cave")
def cave(place: Place, light: Light) -> Set:
    """A cavern: its mouth open on the land outside, stalactites, a pool that mirrors the mouth, glowing crystals, a fire."""
    r = Room(place, light)
    r.view("sea" if r.pick("mouth", 2) else "mountain")
    rock: Color = ((104, 92, 124), (138, 98, 78), (76, 104, 122))[r.pick("rock", 3)]
    shine: Color = ((110, 214, 222), (180, 140, 236), (236, 170, 110))[r.pick("crystal", 3)]
    burning = r.has("fire", "torch", "camp") or r.pick("fire", 2) == 0
    r.pools += [(560, 330, 250, mix(light.lamp, (255, 120, 40), 0.5), 0.42)] if burning else []
    r.pools += [(190, 300, 200, shine, 0.34)]
    rng0 = r.rng("mouth")
    edge = []
    for i in range(23):
        a = math.pi * (1.06 + 0.88 * i / 22)
        reach = 1 + float(rng0.uniform(-0.09, 0.09))
        edge.append((430 + 122 * reach * math.cos(a), 268 + 172 * reach * math.sin(a)))
    mouth = poly([*edge, (560, 320), (300, 320)])
    r.window(340, 110, 524, 300)

    def rough(p: Pen, color: Color) -> None:
        """Facets of rock: strata that bend about the mouth, lit above, dark below."""
        rng = r.rng("rocks")
        for ring in range(9, 0, -1):
            grow = 1 + ring * 0.36
            pts = []
            for i in range(25):
                a = math.pi * (1.0 + i / 24)
                reach = grow * (1 + float(rng.uniform(-0.07, 0.07)))
                pts.append((430 + 130 * reach * math.cos(a), 290 + 172 * reach * math.sin(a)))
            shell = poly([*pts, (pts[-1][0], 420), (pts[0][0], 420)])
            p.fill(shell, mix(color, light.ink, 0.1 + 0.06 * ring), rim=0.6, hi=0.12, lo=0.3)
            for i in range(1, 24, 2):
                x, y = pts[i]
                k = 1 - 0.2 / grow
                ix, iy = 430 + (x - 430) * k + float(rng.uniform(-9, 9)), 290 + (y - 290) * k
                facet = poly([(x, y), pts[i + 1], (ix + 14, iy + 6), (ix, iy)])
                p.flat(facet, p.bright(color, 0.3) if i % 4 == 1 else light.ink, 0.14)
        brush.texture(p.canvas, rect(LEFT - 24, TOP - 24, RIGHT + 24, 420), "mottle", light.ink, 0.34, 1.1)

    def wall(p: Pen) -> None:
        color = r.hue(rock, 0.7)
        p.canvas.drawPaint(skia.Paint(Color=brush.argb(color)))
        rough(p, rock)
        floor(p, mix(rock, (110, 96, 84), 0.5), "carpet", r.rng("floor"))
        rng = r.rng("pebbles")
        for _ in range(46):
            t = float(rng.uniform()) ** 1.4
            x, y, w = float(rng.uniform(LEFT, RIGHT)), 366 + 240 * t, float(rng.uniform(3, 9)) * (0.7 + 2 * t)
            p.fill(spline([(x - w, y), (x - w * 0.5, y - w * 0.55), (x + w * 0.4, y - w * 0.6), (x + w, y), (x, y + w * 0.22)]), rock, rim=0.9, lo=0.5)
        outside = mix(light.sky[3], light.key, 0.4)
        day = 0.4 if r.bright_outside else 0.3
        screen(p.canvas, 430, 210, 330, outside, day)
        p.canvas.drawPath(poly([(330, 330), (532, 330), (640, 470), (220, 470)]), fill(outside, 0.2 * day, 14))

    def after(p: Pen) -> None:
        p.line(poly(edge, close=False), mix(p.bright(rock, 0.8), light.sky[3], 0.6), 3, 0.8)
        p.fill(spline([(300, 320), (330, 296), (372, 306), (424, 298), (476, 308), (540, 292), (570, 322), (430, 334)]), rock, rim=1.8, lo=0.6)
    r.wall(wall, after, holes=mouth, gloom=0.66)
    r.windows.clear()
    r.windows.append((340, 112, 522, 296))

    def pillars(p: Pen) -> None:
        rng = r.rng("pillars")
        color = mix(rock, light.ink, 0.34)
        for k, x in enumerate((-330, -190, -60, 60, 128, 214, 300, 560, 640, 716, 800, 900, 1030, 1170)):
            w, length = rng.uniform(20, 40), rng.uniform(130, 270) + (90 if abs(x - 424) > 260 else 0)
            p.fill(svg(f"M{x - w * 1.7} -280 C{x - w} -60 {x - w * 0.5} {-80 + length * 0.5} {x} {-30 + length} C{x + w * 0.4} {-80 + length * 0.5} {x + w} -60 {x + w * 1.7} -280 Z"), color, rim=2.0, lo=0.55, grain=0.2)
            if k % 2 or abs(x - 424) > 230:
                h = rng.uniform(26, 84)
                xx = x + rng.uniform(-20, 20)
                p.fill(svg(f"M{xx - w * 1.3} 384 C{xx - w * 0.5} {384 - h * 0.3} {xx - w * 0.3} {384 - h * 0.8} {xx} {384 - h} C{xx + w * 0.3} {384 - h * 0.8} {xx + w * 0.5} {384 - h * 0.3} {xx + w * 1.3} 384 Z"), color, rim=2.0, lo=0.55, grain=0.2)
        for cx, cy, n, s in ((190, 372, 7, 1.0), (728, 378, 5, 0.8), (-60, 380, 6, 1.2)):
            p.halo(cx, cy - 20, 110 * s, shine, 0.42)
            for i in range(n):
                a = math.radians(-90 + (i - (n - 1) / 2) * 17 + rng.uniform(-5, 5))
                length, w = rng.uniform(34, 66) * s, rng.uniform(5, 9) * s
                tx, ty = cx + math.cos(a) * length + (i - n / 2) * 8, cy + math.sin(a) * length
                bx = cx + (i - n / 2) * 9
                nx, ny = -math.sin(a) * w, math.cos(a) * w
                mx, my = bx + (tx - bx) * 0.76, cy + (ty - cy) * 0.76
                p.fill(poly([(bx - nx, cy - ny), (mx - nx, my - ny), (tx, ty), (mx + nx, my + ny), (bx + nx, cy + ny)]), mix(shine, light.wall, 0.15), hi=0.6, lo=0.45, rim=1.0)
                p.flat(poly([(bx, cy), (mx, my), (tx, ty), (mx + nx, my + ny), (bx + nx, cy + ny)]), mix(shine, (255, 255, 255), 0.5), 0.35)
    r.paper(1850, pillars)
    r.glow(190, 346, 130, 1850, shine, always=True)
    r.glow(728, 356, 100, 1850, shine, always=True)

    def pool(p: Pen) -> None:
        water = spline([(250, 404), (330, 384), (470, 382), (560, 398), (520, 424), (380, 430), (280, 424)])
        p.canvas.drawPath(water, brush.wash([(0, mix(light.sky[3], light.wall, 0.2), 0.95), (0.5, mix(light.sky[1], light.ink, 0.4), 0.95), (1, mix(light.sky[0], light.ink, 0.6), 0.95)], 382, 432))
        with p.inside(water):
            for k in range(9):
                yy = 388 + k * 5
                p.line(svg(f"M{300 + k * 9} {yy} Q{400} {yy + 1.5} {520 - k * 6} {yy}"), mix(light.sky[3], (255, 255, 255), 0.2), 1.2, 0.4)
            p.halo(424, 392, 90, mix(light.sky[3], light.key, 0.4), 0.45)
        p.line(water, p.bright(rock, 0.35), 2, 0.6)
    r.paper(MIDDLE, pool)
    if burning:
        def camp(p: Pen) -> None:
            thing(p, "fire", 612, 410, 1.0, state="dark")
            for dx, s in ((-70, 1.5), (64, 1.3)):
                thing(p, "stone", 612 + dx, 414, s)
        r.paper(1200, camp)
        r.fire(612, 404, 40, 46, 1200, 4)
        r.seat(542, 398, 90)
        r.seat(676, 398, -90)

    def front(p: Pen) -> None:
        rng = r.rng("front")
        left = [(-460, -280), (150, -280), (96, -120), (52, 10), (28, 120), (-6, 240), (20, 360), (-20, 480), (40, 620), (60, 760), (-460, 760)]
        p.fill(poly([(a + float(rng.uniform(-9, 9)), b) for a, b in left]), (42, 38, 48), rim=2.6, lo=0.8)
        right = [(1300, -280), (640, -280), (740, -150), (800, -30), (834, 130), (858, 250), (830, 380), (864, 500), (800, 640), (780, 760), (1300, 760)]
        p.fill(poly([(a + float(rng.uniform(-9, 9)), b) for a, b in right]), (42, 38, 48), rim=2.6, lo=0.8)
        for x, h in ((230, 110), (330, 60), (560, 74), (640, 130)):
            p.fill(svg(f"M{x - 34} -280 C{x - 18} -120 {x - 8} {h - 60} {x} {h} C{x + 8} {h - 60} {x + 18} -120 {x + 34} -280 Z"), (42, 38, 48), rim=2.2, lo=0.8)
    r.front(front, blur=4)
    return r.finish()


