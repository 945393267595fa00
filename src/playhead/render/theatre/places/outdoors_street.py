"""A street between tall fronts."""

from __future__ import annotations

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, grounds, skies
from playhead.render.theatre.places.brush import fill, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles, square
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Color, Light, Set
from playhead.shots.shot import Place


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
    vy, eye, half = 306.0, 84.0, 430.0

    def way(share: float, far: float = 0.36, near: float = 6.0) -> skia.Path:
        return polygon([(vx - half * share * far, vy + eye * far), (vx + half * share * far, vy + eye * far), (vx + half * share * near, vy + eye * near), (vx - half * share * near, vy + eye * near)])

    cobbles(easel, (142, 132, 136), y=336, vx=vx, shape=way(1.0))

    def draw(canvas: skia.Canvas) -> None:
        kerb = mix(grounds.floor_color(easel, (190, 178, 166)), light.key, 0.2)
        walks = skia.Op(way(1.0), way(0.8), skia.PathOp.kDifference_PathOp)
        edges = skia.Op(way(0.8), way(0.775), skia.PathOp.kDifference_PathOp)
        canvas.drawPath(walks, wash([(0, kerb, 0.5), (0.5, kerb, 0.28), (1, light.ink, 0.1)], 336, 480))
        canvas.drawPath(edges, fill(mix(kerb, light.ink, 0.1), 0.6))
        foot = skia.Op(way(1.0), way(0.985), skia.PathOp.kDifference_PathOp)
        canvas.drawPath(foot, fill(light.ink, 0.3))

    easel.layer(1000, draw)


def lamps(easel: Easel, vx: float, vy: float) -> None:
    """Street lamps on both kerbs, shrinking with depth."""
    for z, distance in ((3.4, 2590), (1.75, 2580), (1.02, 1100)):
        for side in (-1, 1):
            x = vx + side * 352 / z
            built.lamp_post(easel, x, vy + 84 / z, 196 / z, distance)
