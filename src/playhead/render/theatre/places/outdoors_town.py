"""Among houses: village, street, alley, rooftop, market, yard."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.outdoors_country import chimney_smoke, lone_tree
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


def cobbles(easel: Easel, color: Color, *, y: float = 376, vx: float = 424, keep: float = 0.66, slabs: bool = False) -> None:
    """A paved ground: rows of stones that widen toward us; in rain it mirrors the sky in long strokes."""
    light = easel.light
    base = grounds.floor_color(easel, color, keep)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("cobbles")
        path = brush.everywhere(y)
        lit, near = mix(base, light.key, 0.14 + 0.16 * easel.rim), mix(base, light.ink, 0.72)
        canvas.drawPath(path, wash([(0, lit, 1), (0.18, base, 1), (0.45, mix(base, near, 0.55), 1), (1, near, 1)], y, y + 190))
        brush.texture(canvas, path, "mottle", light.ink, 0.2, 1.2)
        joints = skia.Path()
        picked = [skia.Path(), skia.Path()]
        rows = 15
        for r in range(rows):
            a, b = y + 170 * (r / rows) ** 1.7, y + 170 * ((r + 1) / rows) ** 1.7
            scale = 0.34 + (a - y) / 52
            w = (64 if slabs else 24) * scale
            off = rng.uniform(0, 1) * w
            joints.moveTo(brush.LEFT, b)
            joints.lineTo(brush.RIGHT, b)
            for k in range(int((brush.RIGHT - brush.LEFT) / w) + 2):
                x = brush.LEFT + k * w - off
                x0, x1 = x + (x - vx) * 0.0, x + (x - vx) * (b - a) / 130
                joints.moveTo(x0, a)
                joints.lineTo(x1, b)
                u = rng.uniform()
                if u < 0.34:
                    stone = picked[0 if u < 0.15 else 1]
                    stone.addRoundRect(skia.Rect(x0 + w * 0.07, a + (b - a) * 0.1, x0 + w * 0.93, b - (b - a) * 0.1), (b - a) * 0.3, (b - a) * 0.3)
        canvas.drawPath(picked[0], fill(mix(base, light.key, 0.4), 0.15))
        canvas.drawPath(picked[1], fill(mix(base, light.ink, 0.5), 0.2))
        canvas.drawPath(joints, brush.line(mix(base, light.ink, 0.7), 0.9, 0.3))
        halo(canvas, 424 + easel.side * 30, y + 42, 430, mix(base, light.key, 0.5), 0.34 * (0.5 if easel.night else 1), 0.16)
        if easel.wet:
            mirror(canvas, easel, rng, y)

    easel.layer(1000, draw)


def mirror(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, y: float) -> None:
    """The sheen of wet ground: level strokes of the low sky's colour, and standing strokes below lamps."""
    light = easel.light
    path = skia.Path()
    for _ in range(150):
        t = rng.uniform() ** 1.2
        x, py = rng.normal(424, 330), y + 4 + 110 * t
        w = (6 + 44 * t) * rng.uniform(0.4, 1)
        path.moveTo(x - w, py)
        path.lineTo(x + w, py)
    canvas.drawPath(path, brush.line(mix(light.sky[3], light.sky[2], 0.4), 1.6, 0.3))
    for glow in easel.glows:
        if glow.distance < 4500 and brush.LEFT < glow.x < brush.RIGHT:
            reach = 26 if glow.distance < 2600 else 15
            halo(canvas, glow.x, y + reach * 1.3, reach, glow.color, 0.5 if easel.dark else 0.3, 2.2)
            halo(canvas, glow.x, y + reach * 1.6, reach * 3, glow.color, 0.16, 0.7)


def row_of_houses(easel: Easel, distance: int, y: float, xs: tuple[float, float], n: int, size: float, *, turn: int, tag: str, steep: float = 0.66, tall: float = 1.0, roofs: tuple[Color, ...] = built.ROOFS) -> list[built.House]:
    """Houses side by side from `xs[0]` to `xs[1]`, drawn from the far end to the near one."""
    rng = easel.rng(f"houses{distance}{tag}")
    plans = []
    for i in range(n):
        x = xs[0] + (xs[1] - xs[0]) * (i + 0.5) / n + rng.uniform(-0.12, 0.12) * size
        w = size * rng.uniform(0.82, 1.2)
        plans.append(built.plan_house(rng, easel, x, y + rng.uniform(-4, 4), w, w * tall * rng.uniform(0.85, 1.35), turn=turn, steep=steep, roofs=roofs))
    built.houses(easel, plans, distance)
    return plans


@place("village")
def village(place: Place, light: Light) -> Set:
    """Gabled houses on both sides of a lane, a steeple behind, smoke from the chimneys, windows alight when it is dark."""
    e = Easel(place, light)
    skies.sky(e, 298)
    water = backdrop(e, 298)
    flip = 1 if e.pick("side", 2) else -1
    tower_x = 424 + flip * e.rng("tower").uniform(150, 220)
    roofs_behind(e, tower_x)
    square(e, 340, 5400, (168, 148, 132))
    skies.fog(e, 340, 5200, 0.4, 34)
    row_of_houses(e, 4200, 350, (-330, 330), 8, 62, turn=1, tag="l", tall=0.8)
    row_of_houses(e, 4150, 350, (1180, 520), 8, 62, turn=-1, tag="r", tall=0.8)
    skies.fog(e, 362, 3400, 0.3, 26)
    big = row_of_houses(e, 2300, 376, (-290, 205), 3, 150, turn=-1, tag="L", tall=0.9)
    big += row_of_houses(e, 2250, 376, (1140, 645), 3, 150, turn=1, tag="R", tall=0.9)
    for house in (big[2], big[5]):
        chimney_smoke(e, house.x + house.turn * (house.w / 2 + house.d * house.chimney), house.y - house.h - house.roof_h - 18, 2200, 6)
    landmarks(e, far=(424, 320), done=("village", "house", "church"))
    skies.flock(e, 430, 110)
    cobbles(e, (168, 148, 132))
    built.lamp_post(e, 676 if flip > 0 else 168, 384, 186, 1080, arm=-flip)
    greenery(e)
    signboard(e, flip)
    return e.finish(water=water, water_distance=16000)


def roofs_behind(easel: Easel, tower_x: float) -> None:
    """A steeple above a huddle of far roofs."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("roofs")
        distance = 7000
        tint = easel.tone((128, 104, 112), distance)
        path, lights = skia.Path(), skia.Path()
        built.spire(path, tower_x, 342, 92, 176)
        for _ in range(34):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            w, h = rng.uniform(26, 54), rng.uniform(18, 34)
            if 370 < x < 480:
                h *= 0.6
            brush.add_polygon(path, [(x, 344), (x, 344 - h), (x + w / 2, 344 - h - w * 0.42), (x + w, 344 - h), (x + w, 344)])
            path.addRect(skia.Rect(x + w * 0.68, 344 - h - w * 0.4, x + w * 0.78, 344 - h))
            if rng.uniform() < 0.6:
                lights.addRect(skia.Rect(x + w * 0.4, 344 - h, x + w * 0.4 + 4, 344 - h + 6))
        lights.addRect(skia.Rect(tower_x - 3, 268, tower_x + 3, 279))
        dx, dy = easel.toward(tower_x, 250, 1.6)
        foot = mix(tint, mix(easel.light.haze, easel.light.sky[3], 0.3), 0.6)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (0.6, mix(tint, foot, 0.3), 1), (1, foot, 1)], 170, 348), mix(tint, easel.edge(distance), 0.55), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.18, 0.6)
        if easel.white:
            snowy = skia.Path()
            brush.add_polygon(snowy, [(tower_x - 18, 247), (tower_x, 175), (tower_x + 18, 247)])
            canvas.drawPath(snowy, fill(easel.air(grounds.snow(easel), distance), 0.7))
        if easel.dark or easel.wet:
            canvas.drawPath(lights, fill(easel.light.lamp, 0.8))

    easel.layer(7000, draw)


def greenery(easel: Easel) -> None:
    """Bushes and pots at the foot of the nearest houses."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("greenery")
        shade, tone, lit = flora.greens(easel, 1900, (72, 112, 70))
        for x in (-60, 34, 150, 706, 812, 930):
            at, w = x + rng.uniform(-14, 14), rng.uniform(40, 74)
            tips = [(at + rng.normal(0, w * 0.32), 380 - abs(rng.normal(0, 12))) for _ in range(26)]
            body = skia.Path()
            flora.crown(body, rng, at, 386, w, 26)
            canvas.drawPath(body, fill(shade))
            flora.foliage(canvas, rng, tips, (shade, tone, lit), 6, 4, easel.toward(at, 370), 0.8)
            if not easel.white and rng.uniform() < 0.7:
                flora.flowers(canvas, rng, (at - w / 2, 360, at + w / 2, 384), (easel.tone((226, 92, 82), 1900, 0.85), easel.tone((244, 214, 150), 1900, 0.85)), 18, 1.8)

    easel.layer(1900, draw)


def square(easel: Easel, y: float, distance: int, color: Color, vx: float = 424) -> None:
    """The paved ground between far houses, paling into the distance: what a dolly uncovers behind the stage."""
    base = grounds.floor_color(easel, color, 0.66)

    def draw(canvas: skia.Canvas) -> None:
        tone = easel.air(base, distance)
        pale = mix(easel.light.haze, easel.light.sky[3], 0.35)
        path = brush.everywhere(y)
        canvas.drawPath(path, wash([(0, mix(tone, pale, 0.6), 1), (0.3, tone, 1), (1, mix(tone, easel.light.ink, 0.4), 1)], y, y + 130))
        brush.texture(canvas, path, "dry", easel.light.ink, 0.16, 0.7)
        joints = skia.Path()
        for k in range(1, 9):
            joints.moveTo(brush.LEFT, y + 3 * k**1.6)
            joints.lineTo(brush.RIGHT, y + 3 * k**1.6)
        for k in range(-30, 31):
            joints.moveTo(vx + k * 9, y)
            joints.lineTo(vx + k * 70, y + 140)
        canvas.drawPath(joints, brush.line(mix(tone, easel.light.ink, 0.5), 0.8, 0.22))
        canvas.drawPath(brush.everywhere(y - 10, y + 16), wash([(0, pale, 0), (0.5, pale, 0.6), (1, pale, 0)], y - 10, y + 16))

    easel.layer(distance, draw)


def signboard(easel: Easel, flip: int) -> None:
    """A dark corner of a house with a hanging sign, before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(720, 0.06)
        s = -flip
        edge = 424 + s * 404
        canvas.drawPath(polygon([(edge, -260), (edge + s * 600, -260), (edge + s * 600, 740), (edge, 740)]), fill(ink))
        canvas.drawPath(polygon([(edge - s * 18, -60), (edge + s * 600, -330), (edge + s * 600, -260), (edge - s * 10, -46)]), fill(ink))
        canvas.drawLine(edge, 74, edge - s * 66, 74, brush.line(ink, 4))
        canvas.drawLine(edge, 46, edge - s * 54, 74, brush.line(ink, 2.4))
        board = skia.Path()
        board.addOval(skia.Rect(edge - s * 40 - 24, 84, edge - s * 40 + 24, 124))
        canvas.drawPath(board, fill(ink))
        canvas.drawLine(edge - s * 56, 74, edge - s * 54, 92, brush.line(ink, 1.6))
        canvas.drawLine(edge - s * 24, 74, edge - s * 26, 92, brush.line(ink, 1.6))

    easel.layer(720, draw, 3)


# -- street -------------------------------------------------------------------------------------------------------------


def facade(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, side: int, z0: float, z1: float, storeys: int, wall: Color, *, vx: float, vy: float, half: float, shop: bool) -> list[tuple[float, float]]:
    """One house front along a street in perspective, from depth z0 (near) to z1; returns the middles of lit windows.

    The street is `half` wide to each side at depth 1, its vanishing point (vx, vy), eyes 130 above the pavement.
    """
    light = easel.light
    eye = 84.0
    storey = 74.0
    top = storeys * storey

    def at(z: float, up: float) -> tuple[float, float]:
        return vx + side * half / z, vy + (eye - up) / z

    distance = round(1000 * (0.8 + (z0 + z1) / 2 * 0.9))
    tone = easel.tone(wall, distance, 0.8)
    facing = easel.side != side
    tone = mix(tone, easel.edge(distance), 0.2 * easel.rim) if facing else mix(tone, light.ink, 0.34)
    corners = [at(z0, -6), at(z0, top), at(z1, top), at(z1, -6)]
    path = polygon(corners)
    canvas.drawPath(path, wash([(0, tone, 1), (1, mix(tone, light.ink, 0.3), 1)], min(c[1] for c in corners), vy + eye / z0))
    brush.texture(canvas, path, "mottle", light.ink, 0.2, 0.7)
    lit_at = []
    share = 0.55 if easel.dark else 0.2 if easel.wet else 0.0
    n = max(2, round((z1 - z0) / z0 * 5.2))
    zs = [z0 * (z1 / z0) ** (k / n) for k in range(n + 1)]
    frame = mix(tone, light.ink, 0.5)
    sill = mix(tone, easel.edge(distance), 0.35)
    glass = easel.air(mix(light.sky[1], light.ink, 0.5), distance)
    for s in range(storeys):
        for k in range(n):
            a, b = zs[k] + (zs[k + 1] - zs[k]) * 0.26, zs[k] + (zs[k + 1] - zs[k]) * 0.74
            if s == 0 and shop:
                a, b = zs[k] + (zs[k + 1] - zs[k]) * 0.1, zs[k] + (zs[k + 1] - zs[k]) * 0.9
                low, high = 8.0, storey * 0.72
            else:
                low, high = s * storey + storey * 0.26, s * storey + storey * 0.82
            quad = polygon([at(a, low), at(a, high), at(b, high), at(b, low)])
            on = bool(rng.uniform() < (share if not (s == 0 and shop) else min(1, share * 1.5 + 0.15)))
            if on:
                m = at((a + b) / 2, (low + high) / 2)
                lit_at.append(m)
                canvas.drawPath(quad, wash([(0, mix(light.lamp, (255, 255, 255), 0.2), 1), (1, mix(light.lamp, (220, 110, 50), 0.4), 1)], at(a, high)[1], at(a, low)[1]))
            else:
                canvas.drawPath(quad, wash([(0, mix(glass, light.sky[2], 0.35), 1), (1, mix(glass, light.ink, 0.3), 1)], at(a, high)[1], at(a, low)[1]))
            canvas.drawPath(quad, brush.line(frame, max(0.7, 2.6 / a)))
            mid = (a + b) / 2
            canvas.drawLine(*at(mid, low), *at(mid, high), brush.line(frame, max(0.6, 1.8 / a)))
            canvas.drawPath(polygon([at(a, low), at(a, low - 4), at(b, low - 4), at(b, low)]), fill(sill))
        up = (s + 1) * storey
        canvas.drawPath(polygon([at(z0, up), at(z0, up - 4), at(z1, up - 4), at(z1, up)]), fill(mix(tone, light.ink, 0.3), 0.7))
    if shop:
        awning(canvas, easel, rng, at, z0, z1, storey, distance)
    eave = polygon([at(z0, top + 10), at(z0, top - 2), at(z1, top - 2), at(z1, top + 10)])
    canvas.drawPath(eave, fill(easel.air(grounds.snow(easel), distance) if easel.white else mix(tone, light.ink, 0.45)))
    return lit_at


def awning(canvas: skia.Canvas, easel: Easel, rng: np.random.Generator, at: object, z0: float, z1: float, storey: float, distance: int) -> None:
    """A striped awning over a shop front in perspective."""
    assert callable(at)
    color = ((196, 76, 62), (70, 122, 116), (212, 160, 82), (92, 100, 140))[int(rng.integers(4))]
    pale = easel.tone((236, 224, 202), distance, 0.8)
    tint = easel.tone(color, distance, 0.85)
    n = 8
    for k in range(n):
        a, b = z0 + (z1 - z0) * k / n, z0 + (z1 - z0) * (k + 1) / n
        pa, pb = at(a, storey * 0.92), at(b, storey * 0.92)
        qa, qb = at(a, storey * 0.68), at(b, storey * 0.68)
        out = 26.0
        side = 1 if pa[0] < 424 else -1
        canvas.drawPath(polygon([pa, pb, (qb[0] + side * out / b, qb[1]), (qa[0] + side * out / a, qa[1])]), fill(tint if k % 2 else pale))


@place("street")
def street(place: Place, light: Light) -> Set:
    """A street between tall fronts that runs away to a pale end; shops, lamps, and mirrors on the ground in rain."""
    e = Easel(place, light)
    skies.sky(e, 306)
    vx, vy = 424 + e.rng("vanish").uniform(-40, 40), 306.0
    water = None
    if e.has("sea", "harbour"):
        water = skies.water(e, 292, bottom=350, distance=16000)
    else:
        built.city(e, 318, 12000, tall=150, n=44, gap=(vx, 120, 0.5))
    spire_far(e, vx)
    skies.fog(e, 316, 9000, 0.5, 50)
    fronts(e, vx, vy)
    landmarks(e, far=(vx, 318), done=("street", "city"))
    skies.flock(e, vx + 30, 90, n=4)
    pavement(e, vx)
    lamps(e, vx, vy)
    return e.finish(water=water, water_distance=16000)


def spire_far(easel: Easel, vx: float) -> None:
    """What closes the street: a tower with a clock, pale."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("tower")
        distance = 9500
        tint = easel.tone((132, 118, 132), distance)
        path = skia.Path()
        x = vx + rng.uniform(-26, 26)
        path.addRect(skia.Rect(x - 17, 206, x + 17, 330))
        path.addRect(skia.Rect(x - 20, 240, x + 20, 245))
        if easel.pick("top", 2):
            brush.add_polygon(path, [(x - 20, 207), (x, 146), (x + 20, 207)])
        else:
            path.addOval(skia.Rect(x - 18, 186, x + 18, 228))
            path.addRect(skia.Rect(x - 1.2, 158, x + 1.2, 190))
        dx, dy = easel.toward(x, 230, 1.8)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (1, mix(tint, easel.light.haze, 0.7), 1)], 160, 326), mix(tint, easel.edge(distance), 0.6), dx, dy)
        canvas.drawCircle(x, 224, 8, fill(mix(easel.light.lamp, tint, 0.2) if easel.dark else mix(tint, (255, 250, 235), 0.5)))
        canvas.drawLine(x, 224, x, 218.5, brush.line(easel.light.ink, 1, 0.7))
        canvas.drawLine(x, 224, x + 4, 226, brush.line(easel.light.ink, 1, 0.7))

    easel.layer(9500, draw)


def fronts(easel: Easel, vx: float, vy: float) -> None:
    """Both sides of the street, in three groups of depth so that a push parts them."""
    rng = easel.rng("fronts")
    half = 430.0
    plan: list[tuple[int, float, float, int, Color, bool, int]] = []
    for side in (-1, 1):
        z = 0.46
        while z < 9:
            z1 = z * rng.uniform(1.35, 1.6)
            storeys = int(rng.integers(3, 6))
            plan.append((side, z, z1, storeys, built.WALLS[int(rng.integers(len(built.WALLS)))], bool(rng.uniform() < 0.75), int(rng.integers(1 << 30))))
            z = z1
    distance = 2600  # one distance for all: perspective is drawn, and layers that grew apart would tear it
    members = sorted(plan, key=lambda p: -p[1])
    square(easel, vy + 8, distance + 20, (150, 138, 138), vx)

    def draw(canvas: skia.Canvas) -> None:
        for at, (side, z0, z1, storeys, wall, shop, seed) in enumerate(members):
            facade(canvas, easel, np.random.default_rng(seed), side, z0, z1, storeys, wall, vx=vx, vy=vy, half=half, shop=shop)
            if at + 1 < len(members) and z0 > 1.4 and at % 4 == 3:
                brush.mist(canvas, vy + 30, 70, mix(easel.light.haze, easel.light.sky[3], 0.35), 0.3)

    easel.layer(distance, draw)
    if easel.dark:
        for side in (-1, 1):
            easel.glow(vx + side * 250, 362, 130, 2200)


def pavement(easel: Easel, vx: float) -> None:
    """Roadway and kerbs in perspective below cobbles; the ground of the street."""
    light = easel.light
    cobbles(easel, (142, 132, 136), y=340, vx=vx)

    def draw(canvas: skia.Canvas) -> None:
        kerb = mix(grounds.floor_color(easel, (190, 178, 166)), light.key, 0.2)
        for side in (-1, 1):
            canvas.drawPath(polygon([(vx + side * 26, 342), (vx + side * 29, 342), (vx + side * 560, 742), (vx + side * 520, 742)]), fill(kerb, 0.5))
            canvas.drawPath(polygon([(vx + side * 29, 342), (vx + side * 46, 342), (vx + side * 900, 742), (vx + side * 560, 742)]), fill(mix(kerb, light.ink, 0.3), 0.35))

    easel.layer(1000, draw)


def lamps(easel: Easel, vx: float, vy: float) -> None:
    """Street lamps on both kerbs, shrinking with depth."""
    for z, distance in ((3.4, 2590), (1.75, 2580), (1.02, 1100)):
        for side in (-1, 1):
            x = vx + side * 318 / z
            built.lamp_post(easel, x, vy + 84 / z, 196 / z, distance)


# -- alley --------------------------------------------------------------------------------------------------------------


@place("alley")
def alley(place: Place, light: Light) -> Set:
    """Two brick walls close by, washing on lines above, a lamp on a bracket, a pale gap at the end."""
    e = Easel(place, light)
    skies.sky(e, 310)
    built.city(e, 330, 12000, tall=170, n=40, gap=(424, 110, 0.55))
    skies.fog(e, 322, 9000, 0.55, 60)
    square(e, 342, 5300, (126, 116, 118))
    gap_end(e)
    for side in (-1, 1):
        wall_of_brick(e, side)
    washing(e)
    landmarks(e, far=(424, 330), done=("alley", "street"))
    cobbles(e, (126, 116, 118), y=362)
    clutter(e)
    wall_lamp(e)
    return e.finish()


def gap_end(easel: Easel) -> None:
    """What closes the alley: two narrow houses, an arch between them with light behind."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("end")
        light = easel.light
        for i, (x, w, h) in enumerate(((250, 100, 250), (500, 116, 225))):
            distance = 5200
            wall = easel.tone(built.WALLS[int(rng.integers(6))], distance)
            top = 352 - h * rng.uniform(0.9, 1.1)
            path = polygon([(x, 372), (x, top), (x + w / 2, top - 46), (x + w, top), (x + w, 372)])
            dx, dy = easel.toward(x, top, 1.8)
            brush.rimmed(canvas, path, wash([(0, wall, 1), (1, mix(wall, light.haze, 0.5), 1)], top - 40, 366), mix(wall, easel.edge(distance), 0.6), dx, dy)
            brush.texture(canvas, path, "mottle", light.ink, 0.2, 0.5)
            for r in range(3):
                for c in range(2):
                    built.pane(canvas, easel, built.Pane(x + w * (0.2 + 0.38 * c), top + 18 + r * 52, 17, 26, bool(rng.uniform() < (0.6 if easel.dark else 0.05))), distance, wall)
            if i == 0:
                continue
        canvas.drawPath(rect(350, 262, 500, 372), fill(mix(easel.tone((150, 130, 120), 5000), light.ink, 0.12)))
        arch = skia.Path()
        arch.addRect(skia.Rect(388, 316, 462, 374))
        arch.addOval(skia.Rect(388, 280, 462, 352))
        canvas.drawPath(arch, wash([(0, mix(light.sky[3], light.key, 0.4), 1), (1, mix(light.haze, light.sky[3], 0.5), 1)], 282, 372))
        halo(canvas, 425, 326, 150, mix(light.sky[3], light.key, 0.4), 0.5)

    easel.layer(5000, draw)
    skies.fog(easel, 360, 4600, 0.4, 40)


def wall_of_brick(easel: Easel, side: int) -> None:
    """A wall along the alley in perspective: courses of brick, windows, a pipe and a fire escape."""
    light = easel.light
    vx, vy = 424.0, 306.0
    edge = 424 + side * 152

    def at(u: float, v: float) -> tuple[float, float]:
        """U is 0 far .. 1 near; v in 0 (foot) .. 1 (top), along the perspective of the wall."""
        z = 1 / (0.28 + 0.95 * u**1.4)
        return vx + side * 530 / z, vy + (92 - v * 700) / z

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"wall{side}")
        base = easel.tone(((170, 94, 76), (150, 110, 96), (134, 96, 92))[int(rng.integers(3))], 1900, 0.8)
        tone = mix(base, easel.edge(1900), 0.16 * easel.rim) if easel.side != side else mix(base, light.ink, 0.34)
        path = polygon([at(0, -0.05), at(0, 1.3), at(1.5, 1.3), at(1.5, -0.05)])
        canvas.drawPath(path, brush.across([(0, mix(tone, light.haze, 0.35), 1), (0.35, tone, 1), (1, mix(tone, light.ink, 0.6), 1)], (edge, 0), (edge + side * 420, 0)))
        canvas.save()
        canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        brush.texture(canvas, path, "mottle", light.ink, 0.3, 1.0)
        lines = skia.Path()
        picked = [skia.Path(), skia.Path()]
        for r in range(110):
            v = r / 62
            lines.moveTo(*at(0, v))
            for k in range(1, 9):
                lines.lineTo(*at(k / 8 * 1.4, v))
            for _ in range(5):
                u = rng.uniform(0, 1.3)
                du = 0.035
                picked[int(rng.integers(2))].addPoly([skia.Point(*at(u, v)), skia.Point(*at(u + du, v)), skia.Point(*at(u + du, v + 0.8 / 62)), skia.Point(*at(u, v + 0.8 / 62))], True)
        canvas.drawPath(picked[0], fill(mix(tone, light.key, 0.5), 0.26))
        canvas.drawPath(picked[1], fill(mix(tone, light.ink, 0.6), 0.34))
        canvas.drawPath(lines, brush.line(mix(tone, light.ink, 0.6), 0.8, 0.35))
        for u0 in (0.16, 0.44, 0.8):
            for v0 in (0.24, 0.52, 0.8, 1.05):
                if rng.uniform() < 0.2:
                    continue
                on = bool(rng.uniform() < (0.5 if easel.dark else 0.12))
                du = 0.1
                quad = polygon([at(u0, v0), at(u0, v0 + 0.15), at(u0 + du, v0 + 0.15), at(u0 + du, v0)])
                y0, y1 = at(u0, v0 + 0.15)[1], at(u0, v0)[1]
                if on:
                    cx, cy = at(u0 + du / 2, v0 + 0.075)
                    halo(canvas, cx, cy, 60, light.lamp, 0.3)
                    canvas.drawPath(quad, wash([(0, mix(light.lamp, (255, 255, 255), 0.2), 1), (1, mix(light.lamp, (220, 110, 50), 0.4), 1)], y0, y1))
                else:
                    canvas.drawPath(quad, wash([(0, mix(light.sky[1], light.ink, 0.4), 1), (1, mix(light.sky[0], light.ink, 0.7), 1)], y0, y1))
                canvas.drawPath(quad, brush.line(mix(tone, light.ink, 0.6), 2.2))
                canvas.drawLine(*at(u0 + du / 2, v0), *at(u0 + du / 2, v0 + 0.15), brush.line(mix(tone, light.ink, 0.6), 1.6))
                canvas.drawPath(polygon([at(u0 - 0.01, v0), at(u0 - 0.01, v0 - 0.014), at(u0 + du + 0.012, v0 - 0.014), at(u0 + du + 0.012, v0)]), fill(mix(tone, easel.edge(1900), 0.4)))
        if easel.pick("stairs", 2) == (side + 1) // 2:
            escape(canvas, easel, at)
        else:
            pipe = brush.smooth([at(0.36, 1.3), at(0.36, 0.6), at(0.36, 0.0)], closed=False)
            canvas.drawPath(pipe, brush.line(mix(tone, light.ink, 0.65), 7))
            canvas.drawPath(pipe, brush.line(mix(tone, easel.edge(1900), 0.3), 1.5))
        canvas.restore()

    easel.layer(1900 + side, draw)
    if easel.dark:
        easel.glow(424 + side * 250, 190, 80, 1900)


def escape(canvas: skia.Canvas, easel: Easel, at: object) -> None:
    """Iron landings and ladders on a wall."""
    assert callable(at)
    ink = easel.ink(1700, 0.1)
    path = skia.Path()
    for v in (0.2, 0.48, 0.76, 1.02):
        for lift in (0.0, 0.03, 0.06, 0.09):
            path.moveTo(*at(0.28, v + lift))
            path.lineTo(*at(0.62, v + lift))
        for k in range(9):
            u = 0.28 + 0.34 * k / 8
            path.moveTo(*at(u, v))
            path.lineTo(*at(u, v + 0.09))
        path.moveTo(*at(0.3, v))
        path.lineTo(*at(0.56, v + 0.28))
        path.moveTo(*at(0.34, v))
        path.lineTo(*at(0.6, v + 0.28))
    canvas.drawPath(path, brush.line(ink, 2.2))


def washing(easel: Easel) -> None:
    """Lines of washing across the alley that stir in the wind."""
    colors: tuple[Color, ...] = ((236, 226, 208), (196, 92, 80), (110, 146, 160), (222, 178, 110))
    for row, (y, distance, x0, x1) in enumerate(((96, 2600, 236, 612), (168, 4000, 268, 580))):
        rng = easel.rng(f"washing{row}")
        items = [(float(rng.uniform(18, 32)), float(rng.uniform(28, 50)), colors[int(rng.integers(4))]) for _ in range(7)]

        def draw(canvas: skia.Canvas, frame: int, y: float = y, distance: int = distance, x0: float = x0, x1: float = x1, items: list[tuple[float, float, Color]] = items) -> None:
            sag = 22
            canvas.drawPath(brush.smooth([(x0, y), ((x0 + x1) / 2, y + sag * 2), (x1, y)], closed=False), brush.line(easel.ink(distance, 0.2), 1))
            for i, (w, h, color) in enumerate(items):
                t = (i + 0.6) / (len(items) + 0.2)
                x = x0 + (x1 - x0) * t
                ly = y + sag * 4 * t * (1 - t)
                swing = math.sin(frame / 13 + i * 1.3) * (2 + 9 * easel.wind) + easel.wind * 8
                tint = mix(easel.tone(color, distance, 0.8), easel.light.ink, 0.12 if i % 2 else 0.0)
                cloth = skia.Path()
                cloth.moveTo(x - w / 2, ly)
                cloth.lineTo(x + w / 2, ly)
                cloth.cubicTo(x + w / 2 + swing * 0.3, ly + h * 0.4, x + w / 2 + swing * 0.6, ly + h * 0.7, x + w / 2 + swing, ly + h)
                cloth.quadTo(x + swing, ly + h + 4, x - w / 2 + swing, ly + h - 2)
                cloth.cubicTo(x - w / 2 + swing * 0.6, ly + h * 0.7, x - w / 2 + swing * 0.3, ly + h * 0.4, x - w / 2, ly)
                cloth.close()
                canvas.drawPath(cloth, wash([(0, mix(tint, easel.edge(distance), 0.2), 1), (1, mix(tint, easel.light.ink, 0.2), 1)], ly, ly + h))

        easel.moving(distance, (x0 - 4, y - 4, x1 + 4, y + 84), draw)


def clutter(easel: Easel) -> None:
    """Bins and crates along the walls."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("clutter")
        dx, dy = easel.toward(424, 300, 1.6)
        for x, w, h in ((70, 40, 62), (118, 34, 40), (736, 44, 66), (792, 36, 46)):
            tint = easel.tone(((110, 116, 112), (132, 96, 70), (86, 104, 104))[int(rng.integers(3))], 1150, 0.6)
            y = 398 + rng.uniform(-4, 6)
            halo(canvas, x + w / 2, y, w, easel.light.ink, 0.5, 0.16)
            body = polygon([(x + 2, y), (x, y - h), (x + w, y - h), (x + w - 2, y)])
            brush.rimmed(canvas, body, wash([(0, tint, 1), (1, mix(tint, easel.light.ink, 0.5), 1)], y - h, y), mix(tint, easel.edge(), 0.6), dx, dy)
            brush.texture(canvas, body, "bark", easel.light.ink, 0.3, 0.4)
            canvas.drawRect(skia.Rect(x - 2, y - h - 5, x + w + 2, y - h + 1), fill(mix(tint, easel.light.ink, 0.25)))

    easel.layer(1150, draw)


def wall_lamp(easel: Easel) -> None:
    """A lamp on a bracket high on one wall."""
    side = 1 if easel.pick("lamp", 2) else -1
    x, y = 424 + side * 214, 148.0
    on = easel.dark or easel.wet

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1500, 0.1)
        canvas.drawLine(x + side * 60, y - 16, x, y - 16, brush.line(ink, 3))
        canvas.drawLine(x + side * 60, y + 14, x + side * 14, y - 16, brush.line(ink, 2))
        shade = polygon([(x - 15, y), (x - 5, y - 14), (x + 5, y - 14), (x + 15, y)])
        if on:
            brush.beam(canvas, x, y, 90, 260, 210, easel.light.lamp, 0.3, 10)
            canvas.drawOval(skia.Rect(x - 9, y - 4, x + 9, y + 7), fill(mix(easel.light.lamp, (255, 255, 255), 0.5)))
        canvas.drawPath(shade, fill(ink))

    easel.layer(1500, draw)
    if on:
        easel.glow(x, y + 6, 150, 1500)


# -- rooftop ------------------------------------------------------------------------------------------------------------


@place("rooftop")
def rooftop(place: Place, light: Light) -> Set:
    """High over the town: two skylines, a water tank, chimneys and aerials, a low wall."""
    e = Easel(place, light)
    skies.sky(e, 312)
    built.city(e, 330, 15000, tall=150, n=54, color=(98, 108, 140), gap=(424, 230, 0.62), tag="far", left=-460, right=1310)
    skies.fog(e, 326, 12000, 0.45, 44)
    built.city(e, 366, 6500, tall=150, n=30, color=(78, 82, 112), gap=(424, 300, 0.42), tag="mid")
    skies.fog(e, 366, 5000, 0.45, 40)
    built.city(e, 400, 3000, tall=130, n=24, color=(64, 62, 88), gap=(424, 330, 0.22), tag="near", old=0.2)
    skies.fog(e, 390, 2400, 0.35, 30)
    left = e.pick("side", 2) == 0
    landmarks(e, far=(424, 330), done=("rooftop", "city"))
    tank(e, 128 if left else 724)
    stacks(e, 706 if left else 150)
    skies.flock(e, 430, 130, n=7)
    roof_floor(e)
    aerial(e, left)
    return e.finish()


def tank(easel: Easel, x: float) -> None:
    """A wooden water tank on legs, with a pointed lid."""

    def draw(canvas: skia.Canvas) -> None:
        distance = 1700
        wood = easel.tone((138, 96, 74), distance, 0.7)
        ink = easel.ink(distance, 0.2)
        legs = skia.Path()
        for lx in (-40, -14, 14, 40):
            legs.addRect(skia.Rect(x + lx - 2.4, 240, x + lx + 2.4, 378))
        canvas.drawPath(legs, fill(ink))
        for a, b in (((-40, 372), (-14, 250)), ((-14, 372), (-40, 250)), ((14, 372), (40, 250)), ((40, 372), (14, 250)), ((-14, 372), (14, 250)), ((14, 372), (-14, 250))):
            canvas.drawLine(x + a[0], a[1], x + b[0], b[1], brush.line(ink, 1.5))
        drum = rect(x - 52, 150, x + 52, 246)
        s = easel.side
        canvas.drawPath(drum, brush.across([(0, mix(wood, easel.edge(distance), 0.45), 1), (0.3, wood, 1), (1, mix(wood, easel.light.ink, 0.65), 1)], (x + s * 52, 0), (x - s * 52, 0)))
        brush.texture(canvas, drum, "bark", easel.light.ink, 0.5, 0.5)
        for y in (160, 184, 210, 236):
            canvas.drawRect(skia.Rect(x - 52.5, y, x + 52.5, y + 2.2), fill(ink, 0.7))
        lid = polygon([(x - 58, 152), (x, 108), (x + 58, 152)])
        roof = easel.air(grounds.snow(easel), distance) if easel.white else mix(wood, easel.light.ink, 0.5)
        brush.rimmed(canvas, lid, fill(roof), mix(roof, easel.edge(distance), 0.7), *easel.toward(x, 130, 2))

    easel.layer(1700, draw)


def stacks(easel: Easel, x: float) -> None:
    """Brick chimneys with pots that smoke."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("stacks")
        distance = 1600
        for at, w, h in ((x - 34, 34, 92), (x + 26, 44, 124)):
            tone = easel.tone((168, 92, 76), distance, 0.75)
            body = rect(at - w / 2, 378 - h, at + w / 2, 382)
            s = easel.side
            canvas.drawPath(body, brush.across([(0, mix(tone, easel.edge(distance), 0.3), 1), (0.3, tone, 1), (1, mix(tone, easel.light.ink, 0.5), 1)], (at + s * w / 2, 0), (at - s * w / 2, 0)))
            built.bricks(canvas, rng, (at - w / 2, 378 - h, at + w / 2, 380), mix(tone, easel.light.ink, 0.6), (mix(tone, easel.light.ink, 0.5), mix(tone, easel.edge(distance), 0.4)), 6.5)
            canvas.drawRect(skia.Rect(at - w / 2 - 3, 378 - h - 5, at + w / 2 + 3, 378 - h + 2), fill(mix(tone, easel.light.ink, 0.3)))
            for k in (-0.25, 0.25):
                canvas.drawRect(skia.Rect(at + k * w - 5, 378 - h - 20, at + k * w + 5, 378 - h - 4), fill(mix(tone, easel.light.ink, 0.4)))

    easel.layer(1600, draw)
    chimney_smoke(easel, x + 36, 232, 1590, 7)


def roof_floor(easel: Easel) -> None:
    """The flat roof: gravel and slabs behind a low wall with coping."""
    light = easel.light

    def wall(canvas: skia.Canvas) -> None:
        rng = easel.rng("parapet")
        tone = easel.tone((150, 110, 100), 1250, 0.7)
        body = rect(brush.LEFT - 30, 346, brush.RIGHT + 30, 392)
        canvas.drawPath(body, wash([(0, tone, 1), (1, mix(tone, light.ink, 0.5), 1)], 346, 390))
        built.bricks(canvas, rng, (brush.LEFT - 30, 350, brush.RIGHT + 30, 392), mix(tone, light.ink, 0.6), (mix(tone, light.ink, 0.5), mix(tone, light.key, 0.4)), 8)
        coping = easel.air(grounds.snow(easel), 1250) if easel.white else mix(tone, easel.edge(), 0.42)
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 341, brush.RIGHT + 30, 350), fill(coping))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 349, brush.RIGHT + 30, 352), fill(light.ink, 0.35))

    easel.layer(1250, wall)
    cobbles(easel, (140, 132, 134), y=380, slabs=True)


def aerial(easel: Easel, left: bool) -> None:
    """Aerials and wires before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(740, 0.05)
        x = 812 if left else 38
        path = skia.Path()
        path.moveTo(x, 740)
        path.lineTo(x, 60)
        for k, y in enumerate((78, 104, 130)):
            path.moveTo(x - 44 + k * 8, y)
            path.lineTo(x + 44 - k * 8, y)
        canvas.drawPath(path, brush.line(ink, 3.4))
        wires = skia.Path()
        for k in range(3):
            wires.moveTo(-440, 20 + k * 20)
            wires.quadTo(420, 96 + k * 26, 1290, 6 + k * 22)
        canvas.drawPath(wires, brush.line(ink, 1.6, 0.7))

    easel.layer(740, draw, 2)


# -- market and yard ----------------------------------------------------------------------------------------------------


@place("market")
def market(place: Place, light: Light) -> Set:
    """Stalls under striped awnings, crates of fruit, strings of lanterns between the houses."""
    e = Easel(place, light)
    skies.sky(e, 300)
    water = backdrop(e, 300, plain="city")
    row_of_houses(e, 6000, 352, (-400, 360), 7, 82, turn=1, tag="l", tall=1.3)
    row_of_houses(e, 5950, 352, (1260, 500), 7, 82, turn=-1, tag="r", tall=1.3)
    square(e, 346, 5940, (176, 154, 132))
    skies.fog(e, 350, 5000, 0.4, 40)
    for i, (x, y, w, distance) in enumerate(((280, 362, 104, 3300), (566, 362, 104, 3280), (-120, 374, 180, 1900), (96, 376, 180, 1880), (752, 376, 180, 1860), (978, 374, 180, 1840))):
        stall(e, x, y, w, distance, i)
    bunting(e, 84, -60, 910, 2800, 0)
    bunting(e, 128, -200, 1050, 1500, 1)
    landmarks(e, far=(424, 330), done=("market",))
    skies.flock(e, 424, 70, n=4)
    cobbles(e, (176, 154, 132))
    near_crates(e)
    return e.finish(water=water, water_distance=16000)


FRUIT: tuple[Color, ...] = ((212, 72, 56), (232, 150, 60), (126, 156, 70), (226, 196, 90), (140, 70, 96))


def stall(easel: Easel, x: float, y: float, w: float, distance: int, number: int) -> None:
    """One stall: a counter heaped with fruit, posts, a striped awning with scallops, a lamp under it."""
    light = easel.light

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"stall{number}")
        s = w / 180
        left, right = x - w / 2, x + w / 2
        roof_y, low = y - 178 * s, y - 126 * s
        wood = easel.tone((136, 94, 70), distance, 0.7)
        stripe = easel.tone(((206, 74, 60), (66, 122, 122), (226, 162, 76), (120, 92, 136))[int(rng.integers(4))], distance, 0.88)
        pale = easel.tone((242, 228, 204), distance, 0.85)
        canvas.drawPath(rect(left + 6 * s, low, right - 6 * s, y - 40 * s), fill(mix(wood, light.ink, 0.66), 0.86))
        if easel.dark or easel.wet:
            halo(canvas, x, low + 26 * s, 90 * s, light.lamp, 0.65)
            canvas.drawCircle(x, low + 14 * s, 4.5 * s, fill(mix(light.lamp, (255, 255, 255), 0.5)))
        for px in (left + 6 * s, right - 6 * s):
            canvas.drawRect(skia.Rect(px - 2.6 * s, roof_y + 20 * s, px + 2.6 * s, y + 4), fill(mix(wood, light.ink, 0.25)))
        counter = rect(left, y - 50 * s, right, y + 4)
        canvas.drawPath(counter, wash([(0, mix(wood, easel.edge(distance), 0.15), 1), (1, mix(wood, light.ink, 0.55), 1)], y - 50 * s, y))
        brush.texture(canvas, counter, "dry", light.ink, 0.4, 0.6)
        for k in range(1, 4):
            canvas.drawLine(left, y - 50 * s + k * 13 * s, right, y - 50 * s + k * 13 * s, brush.line(light.ink, 0.8, 0.3))
        for c in range(4):
            heap, shine = skia.Path(), skia.Path()
            cx, cw = left + w * (c + 0.5) / 4, w * 0.105
            r = 5.2 * s
            for row in range(4):
                for k in range(5 - row):
                    fx, fy = cx + (k - (4 - row) / 2) * cw * 0.46 + rng.normal(0, 0.6), y - 52 * s - row * r * 1.3
                    heap.addCircle(fx, fy, r)
                    shine.addCircle(fx + easel.side * r * 0.3, fy - r * 0.35, r * 0.45)
            tone = easel.tone(FRUIT[int(rng.integers(len(FRUIT)))], distance, 0.9)
            canvas.drawPath(heap, fill(mix(tone, light.ink, 0.22)))
            canvas.drawPath(shine, fill(mix(tone, easel.edge(distance), 0.45), 0.8))
            canvas.drawPath(rect(cx - cw, y - 52 * s, cx + cw, y - 44 * s), fill(mix(wood, easel.edge(distance), 0.25)))
        n = 9
        for k in range(n):
            a, b = k / n, (k + 1) / n
            tone = stripe if k % 2 else pale
            strip = skia.Path()
            inset = 14 * s
            strip.addPoly([skia.Point(left + inset + (w - 2 * inset) * a, roof_y), skia.Point(left + inset + (w - 2 * inset) * b, roof_y), skia.Point(left - 8 * s + (w + 16 * s) * b, low), skia.Point(left - 8 * s + (w + 16 * s) * a, low)], True)
            canvas.drawPath(strip, wash([(0, mix(tone, easel.edge(distance), 0.25 * easel.rim), 1), (1, mix(tone, light.ink, 0.12), 1)], roof_y, low))
            scallop = skia.Path()
            x0, x1 = left - 8 * s + (w + 16 * s) * a, left - 8 * s + (w + 16 * s) * b
            scallop.addRect(skia.Rect(x0, low - 0.4, x1, low + 9 * s))
            scallop.addOval(skia.Rect(x0, low + 4 * s, x1, low + 15 * s))
            canvas.drawPath(scallop, fill(mix(tone, light.ink, 0.28)))
        if easel.white:
            canvas.drawPath(polygon([(left + 12 * s, roof_y - 3), (right - 12 * s, roof_y - 3), (right - 4 * s, roof_y + 26 * s), (left + 4 * s, roof_y + 22 * s)]), fill(easel.air(grounds.snow(easel), distance), 0.85))

    easel.layer(distance, draw)
    if easel.dark or easel.wet:
        easel.glow(x, y - 108 * w / 180, w * 0.6, distance)


def bunting(easel: Easel, y: float, x0: float, x1: float, distance: int, row: int) -> None:
    """A string across the square: lanterns that burn when it is dark, small flags by day; it swings a little."""
    flags: tuple[Color, ...] = ((214, 80, 62), (240, 220, 180), (76, 132, 130), (232, 168, 84))
    n = 17

    def draw(canvas: skia.Canvas, frame: int) -> None:
        sag = 46.0
        swing = math.sin(frame / 24 + row) * (1.5 + 4 * easel.wind)
        canvas.drawPath(brush.smooth([(x0, y), ((x0 + x1) / 2, y + sag * 2 + swing), (x1, y)], closed=False), brush.line(easel.ink(distance, 0.1), 1.1, 0.8))
        for k in range(n):
            t = (k + 0.5) / n
            x, ly = x0 + (x1 - x0) * t, y + (sag + swing / 2) * 4 * t * (1 - t)
            if easel.dark:
                halo(canvas, x, ly + 7, 20, easel.light.lamp, 0.5)
                canvas.drawOval(skia.Rect(x - 4.6, ly + 1, x + 4.6, ly + 13), fill(mix(easel.light.lamp, (255, 240, 210), 0.3) if k % 3 else mix(easel.light.lamp, easel.light.accent, 0.5)))
            else:
                tip = swing * 0.8 + math.sin(frame / 9 + k) * (1 + 4 * easel.wind)
                canvas.drawPath(polygon([(x - 7, ly), (x + 7, ly), (x + tip, ly + 17)]), fill(easel.tone(flags[k % 4], distance, 0.85)))

    easel.moving(distance, (max(x0, brush.LEFT), y - 6, min(x1, brush.RIGHT), y + 78), draw)


def near_crates(easel: Easel) -> None:
    """Crates and baskets, dark, at the corners before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("crates")
        ink = easel.ink(760, 0.08)
        path = skia.Path()
        for x, w, h in ((-90, 190, 74), (20, 96, 44), (760, 150, 62), (860, 180, 96)):
            path.addRect(skia.Rect(x, 520 - h, x + w, 740))
            for k in range(int(w / 13)):
                path.addCircle(x + 8 + k * 13, 520 - h - 1 + rng.uniform(-2, 2), 8.5)
        canvas.drawPath(path, fill(ink))
        for x, w, h in ((20, 96, 44), (760, 150, 62)):
            for k in range(3):
                canvas.drawLine(x, 520 - h + 10 + k * 14, x + w, 520 - h + 10 + k * 14, brush.line(easel.ink(760, 0.24), 2))

    easel.layer(760, draw, 3)


@place("yard")
def yard(place: Place, light: Light) -> Set:
    """Behind a house: its lit back, a board fence, washing on a line, a shed and an apple tree."""
    e = Easel(place, light)
    skies.sky(e, 302)
    water = backdrop(e, 302)
    flip = 1 if e.pick("side", 2) else -1
    row_of_houses(e, 6500, 340, (-380, 1200), 12, 66, turn=1, tag="n", tall=0.7)
    skies.fog(e, 346, 5400, 0.4, 36)
    lone_tree(e, 424 + flip * 262, 376, 210, 2400, green=(88, 128, 70))
    boards(e)
    x = 424 - flip * 236
    built.houses(e, [built.plan_house(e.rng("home"), e, x - flip * 40, 384, 176, 150, turn=-flip, floors=2, steep=0.52, lit=0.8 if e.dark else None)], 1800, glow=3)
    line_of_sheets(e, flip)
    landmarks(e, far=(424, 330), done=("yard",))
    grounds.stage(e, (104, 124, 76), y=382, rise=4, grass=800, blade=12)
    grounds.path_way(e, (190, 168, 142), x_far=x + flip * 60, y_far=386, w_far=60, w_near=300, bend=40 * flip)
    flora.near_grass(e)
    flora.boughs(e, left=flip < 0, right=flip > 0)
    return e.finish(water=water, water_distance=16000)


def boards(easel: Easel) -> None:
    """A fence of upright boards."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("boards")
        distance = 2000
        tint = easel.tone((150, 120, 96), distance, 0.66)
        tones = [skia.Path(), skia.Path(), skia.Path()]
        x = brush.LEFT - 20.0
        while x < brush.RIGHT + 20:
            w, h = rng.uniform(13, 18), 62 + rng.uniform(-3, 4)
            brush.add_polygon(tones[int(rng.integers(3))], [(x, 388), (x, 384 - h), (x + w / 2, 380 - h), (x + w - 1.2, 384 - h), (x + w - 1.2, 388)])
            x += w
        dx, dy = easel.toward(424, 350, 1.2)
        for path, t in zip(tones, (0.0, 0.16, 0.3), strict=True):
            tone = mix(tint, easel.light.ink, t)
            brush.rimmed(canvas, path, wash([(0, tone, 1), (1, mix(tone, easel.light.ink, 0.45), 1)], 322, 386), mix(tone, easel.edge(distance), 0.5), dx, dy)
            brush.texture(canvas, path, "bark", easel.light.ink, 0.35, 0.5)

    easel.layer(2000, draw)


def line_of_sheets(easel: Easel, flip: int) -> None:
    """Sheets on a line at one side, filling with wind."""
    x0, x1 = (560.0, 860.0) if flip > 0 else (-12.0, 288.0)
    pale = easel.tone((244, 238, 224), 1400, 0.9)

    def draw(canvas: skia.Canvas, frame: int) -> None:
        canvas.drawLine(x0, 268, x1, 272, brush.line(easel.ink(1400, 0.1), 1.3))
        for i in range(3):
            left, w, h = x0 + 22 + i * 92, 74.0, 78.0
            fillet = math.sin(frame / 15 + i * 1.6) * (4 + 16 * easel.wind) + 10 * easel.wind
            cloth = skia.Path()
            cloth.moveTo(left, 269)
            cloth.lineTo(left + w, 270)
            cloth.cubicTo(left + w + fillet * 0.2, 296, left + w + fillet * 0.8, 320, left + w + fillet, 269 + h)
            cloth.cubicTo(left + w * 0.66 + fillet, 273 + h, left + w * 0.33 + fillet, 264 + h, left + fillet, 269 + h)
            cloth.cubicTo(left + fillet * 0.8, 320, left + fillet * 0.2, 296, left, 269)
            cloth.close()
            tone = mix(pale, easel.tone(((150, 176, 190), (226, 150, 120), (240, 232, 214))[i], 1400, 0.8), 0.5)
            canvas.drawPath(cloth, brush.across([(0, tone, 1), (0.12, mix(tone, easel.light.ink, 0.14), 1), (0.22, mix(tone, easel.edge(), 0.2), 1), (0.4, tone, 1), (0.52, mix(tone, easel.light.ink, 0.14), 1), (0.6, mix(tone, easel.edge(), 0.2), 1), (0.8, tone, 1), (0.9, mix(tone, easel.light.ink, 0.12), 1), (1, tone, 1)], (left, 0), (left + w + fillet, 0)))

    def posts(canvas: skia.Canvas) -> None:
        for x in (x0, x1):
            canvas.drawPath(rect(x - 2.6, 258, x + 2.6, 392), fill(easel.ink(1400, 0.16)))

    easel.layer(1410, posts)
    easel.moving(1400, (x0 - 4, 260, x1 + 40, 366), draw)


