"""A harbour with moored boats."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built, grounds, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.maritime import boat, lighthouse
from playhead.render.theatre.places.outdoors_coast import isle
from playhead.render.theatre.places.paving import cobbles
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import row_of_houses
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("harbour")
def harbour(place: Place, light: Light) -> Set:
    """Masts and moored boats, warehouses on one quay, a light on the mole, bollards and rope under foot."""
    e = Easel(place, light)
    skies.sky(e, 296)
    water = skies.water(e, 294, bottom=384, distance=9000, strokes=170)
    isle(e)
    left = e.pick("side", 2) == 0
    mole(e, left)
    row_of_houses(e, 5600, 336, (-470, 250) if left else (1320, 600), 7, 84, turn=1 if left else -1, tag="q", tall=1.35, steep=0.7)
    quay_wall(e, left)
    skies.fog(e, 340, 5000, 0.35, 28)
    rng = e.rng("boats")
    for i, (x, y, size, distance) in enumerate(((300, 346, 0.5, 4600), (560, 350, 0.58, 4200), (430, 342, 0.4, 5200), (150 if left else 706, 366, 0.95, 2900), (690 if left else 150, 376, 1.25, 2100))):
        boat(e, x + rng.uniform(-20, 20), y, size, distance, mast=i != 2, number=i)
    landmarks(e, far=(424, 298), done=("harbour", "sea", "boat", "ship", "lighthouse"))
    skies.flock(e, 470, 120, n=7, size=6)
    cobbles(e, (156, 146, 138), y=380, slabs=True)
    quay_edge(e)
    bollards(e)
    return e.finish(water=water, water_distance=9000)


def mole(easel: Easel, left: bool) -> None:
    """A breakwater with a small light at its head."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("mole")
        tint = easel.tone((112, 108, 112), 7800)
        x0, x1 = (520, 1320) if left else (-480, 330)
        path = skia.Path()
        path.addRect(skia.Rect(x0, 300, x1, 316))
        for _ in range(60):
            x = rng.uniform(x0, x1)
            r = rng.uniform(3, 8)
            path.addOval(skia.Rect(x - r, 312 - r * 0.5, x + r, 316 + r * 0.5))
        canvas.drawPath(path, fill(tint))
        canvas.drawRect(skia.Rect(x0, 299, x1, 301.5), fill(mix(tint, easel.edge(7800), 0.6)))

    easel.layer(7800, draw)
    big = easel.has("lighthouse")
    lighthouse(easel, 556 if left else 296, 302, 150 if big else 58, 7700, beam=None if big else (easel.dark or easel.wet) and big)
    if easel.dark and not big:
        easel.glow(556 if left else 296, 248, 36, 7700, easel.light.accent)


def quay_wall(easel: Easel, left: bool) -> None:
    """The stone foot of the quay below the warehouses."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("quay")
        tint = easel.tone((126, 112, 106), 5500)
        x0, x1 = (brush.LEFT - 30, 300) if left else (548, brush.RIGHT + 30)
        wall = rect(x0, 334, x1, 356)
        canvas.drawPath(wall, wash([(0, mix(tint, easel.edge(5500), 0.3), 1), (0.15, tint, 1), (1, mix(tint, easel.light.ink, 0.5), 1)], 334, 356))
        built.bricks(canvas, rng, (x0, 337, x1, 355), mix(tint, easel.light.ink, 0.6), (mix(tint, easel.light.ink, 0.4),), 5)

    easel.layer(5500, draw)


def quay_edge(easel: Easel) -> None:
    """The coping along the water, worn and pale."""

    def draw(canvas: skia.Canvas) -> None:
        base = grounds.floor_color(easel, (190, 176, 158), 0.7)
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 377, brush.RIGHT + 30, 384), fill(mix(base, easel.light.key, 0.25)))
        canvas.drawRect(skia.Rect(brush.LEFT - 30, 384, brush.RIGHT + 30, 387), fill(easel.light.ink, 0.35))
        for k in range(-6, 20):
            canvas.drawLine(k * 71, 377, k * 71, 384, brush.line(mix(base, easel.light.ink, 0.6), 1))

    easel.layer(1000, draw)


def bollards(easel: Easel) -> None:
    """Iron bollards, a coil of rope, crates and lobster pots; dark rigging before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("bollards")
        ink = mix(easel.tone((78, 76, 84)), easel.light.ink, 0.55)
        dx, dy = easel.toward(424, 380, 1.6)
        for x in (86, 752):
            shape = brush.smooth([(x - 9, 404), (x - 8, 384), (x - 13, 376), (x - 12, 366), (x, 361), (x + 12, 366), (x + 13, 376), (x + 8, 384), (x + 9, 404)])
            halo(canvas, x, 403, 34, easel.light.ink, 0.5, 0.2)
            brush.rimmed(canvas, shape, fill(ink), easel.edge(), dx, dy)
            canvas.drawLine(x - 9, 382, x + 9, 386, brush.line(easel.tone((190, 160, 118)), 3))
        rope = easel.tone((196, 164, 118), 1000, 0.8)
        for k in range(5):
            canvas.drawOval(skia.Rect(690 - 26, 398 - k * 4, 690 + 26, 412 - k * 4), brush.line(mix(rope, easel.light.ink, 0.2 if k % 2 else 0.4), 3.6))
        wood = easel.tone((146, 108, 78), 1000, 0.75)
        for x, y, w, h in ((6, 402, 58, 46), (-54, 404, 66, 66), (14, 357, 42, 34), (800, 404, 64, 52)):
            box = rect(x, y - h, x + w, y)
            brush.rimmed(canvas, box, wash([(0, mix(wood, easel.light.ink, 0.25), 1), (1, mix(wood, easel.light.ink, 0.6), 1)], y - h, y), mix(wood, easel.edge(), 0.6), dx, dy)
            brush.texture(canvas, box, "dry", easel.light.ink, 0.5, 0.5)
            for k in range(1, 4):
                canvas.drawLine(x, y - h * k / 4, x + w, y - h * k / 4, brush.line(easel.light.ink, 1.2, 0.5))
            canvas.drawLine(x + 3, y - h + 3, x + w - 3, y - 3, brush.line(mix(wood, easel.light.ink, 0.45), 4 + rng.uniform(0, 1)))

    def rigging(canvas: skia.Canvas) -> None:
        ink = easel.ink(720, 0.05)
        side = easel.pick("rig", 2) * 2 - 1
        x = 424 + side * 420
        canvas.drawPath(polygon([(x - 9, -260), (x + 9, -260), (x + 12, 740), (x - 12, 740)]), fill(ink))
        for k in range(3):
            canvas.drawLine(x, -200 + k * 60, x - side * (170 + 60 * k), 520, brush.line(ink, 2))
        for k in range(9):
            y = 30 + k * 46
            canvas.drawLine(x - side * (50 + k * 14), y, x - side * (85 + k * 23), y, brush.line(ink, 1.6))

    easel.layer(1000, draw)
    easel.layer(720, rigging, 3)
