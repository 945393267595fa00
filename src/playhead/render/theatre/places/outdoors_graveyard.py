"""A graveyard by its chapel."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import backdrop
from playhead.render.theatre.places.brush import fill, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import sway_row
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("graveyard")
def graveyard(place: Place, light: Light) -> Set:
    """Leaning stones and crosses in long grass, bare trees with crows, a chapel, an iron gate."""
    e = Easel(place, light)
    skies.sky(e, 302)
    backdrop(e, 304, color=(86, 104, 104))
    flip = 1 if e.pick("side", 2) else -1
    chapel(e, 424 + flip * 236)
    skies.fog(e, 350, 5000, 0.6, 44)
    grounds.hills(e, 350, 9, 4300, (86, 104, 82), tag="mound", mist=0.4, bowl=20)
    stones(e, 4200, 352, 30, 20, "far")
    bare_trees(e, flip)
    skies.fog(e, 370, 2800, 0.5, 30)
    stones(e, 2300, 374, 17, 42, "mid", gap=(330, 530))
    iron_fence(e)
    skies.fog(e, 392, 1500, 0.3, 22)
    stones(e, 1400, 390, 13, 66, "near", gap=(206, 646))
    stones(e, 1120, 412, 8, 96, "nearest", gap=(150, 690))
    landmarks(e, far=(424 - flip * 120, 320), done=("graveyard", "cross", "grave", "church", "fence"))
    skies.flock(e, 424 - flip * 110, 110, n=5, size=7)
    grounds.stage(e, (84, 104, 76), y=384, rise=8, grass=1200, blade=16)
    grounds.path_way(e, (176, 166, 146), x_far=424, y_far=386, w_far=50, w_near=460, bend=26 * flip)
    sway_row(e, (84, 104, 76), 26)
    flora.boughs(e, left=flip > 0, right=flip < 0, leafy=False)
    flora.near_grass(e, height=70)
    return e.finish()


def chapel(easel: Easel, x: float) -> None:
    """A chapel with a steeple on the rise, one window alight when it is dark."""

    def draw(canvas: skia.Canvas) -> None:
        distance = 5600
        tint = mix(easel.tone((116, 108, 120), distance, 0.85), easel.light.ink, 0.15)
        path = skia.Path()
        built.spire(path, x, 352, 140, 190)
        dx, dy = easel.toward(x, 280, 2)
        brush.rimmed(canvas, path, wash([(0, tint, 1), (0.7, tint, 1), (1, mix(tint, easel.light.haze, 0.6), 1)], 160, 352), mix(tint, easel.edge(distance), 0.6), dx, dy)
        brush.texture(canvas, path, "mottle", easel.light.ink, 0.25, 0.5)
        windows = skia.Path()
        for k in range(4):
            wx = x + 26 + k * 22
            windows.addRect(skia.Rect(wx - 3.4, 318, wx + 3.4, 336))
            windows.addOval(skia.Rect(wx - 3.4, 313, wx + 3.4, 323))
        windows.addRect(skia.Rect(x - 4, 276, x + 4, 292))
        canvas.drawPath(windows, fill(easel.light.lamp if easel.dark else mix(easel.light.ink, tint, 0.3), 0.9))
        if easel.white:
            canvas.drawPath(polygon([(x - 28, 249), (x, 171), (x + 28, 249)]), fill(easel.air(grounds.snow(easel), distance), 0.75))

    easel.layer(5600, draw)
    if easel.dark:
        easel.glow(x + 58, 326, 60, 5600)


def stones(easel: Easel, distance: int, y: float, n: int, size: float, tag: str, gap: tuple[float, float] = (0, 0)) -> None:
    """Gravestones: rounded slabs, crosses, ringed crosses and urns, leaning a little."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"stones{tag}")
        base = easel.tone((150, 148, 150), distance, 0.7)
        for i in range(n):
            x = brush.LEFT + (i + rng.uniform(0.2, 0.8)) * (brush.RIGHT - brush.LEFT) / n
            kind = int(rng.integers(5))
            s = size * rng.uniform(0.75, 1.2)
            lean = rng.normal(0, 5)
            dark = rng.uniform(0.1, 0.4)
            py = y + rng.uniform(-3, 5)
            if gap[0] < x < gap[1]:
                continue
            path = skia.Path()
            if kind <= 1:
                path.addRect(skia.Rect(-s * 0.32, -s * 0.7, s * 0.32, 6))
                path.addOval(skia.Rect(-s * 0.32, -s, s * 0.32, -s * 0.38))
            elif kind == 2:
                path.addRect(skia.Rect(-s * 0.09, -s * 1.2, s * 0.09, 4))
                path.addRect(skia.Rect(-s * 0.34, -s * 0.92, s * 0.34, -s * 0.74))
                path.addRect(skia.Rect(-s * 0.26, -s * 0.12, s * 0.26, 6))
            elif kind == 3:
                path.addRect(skia.Rect(-s * 0.1, -s * 1.25, s * 0.1, 4))
                path.addRect(skia.Rect(-s * 0.36, -s * 0.95, s * 0.36, -s * 0.77))
                ring = skia.Path()
                ring.addCircle(0, -s * 0.86, s * 0.27)
                ring.addCircle(0, -s * 0.86, s * 0.17, skia.PathDirection.kCCW)
                path.addPath(ring)
                path.addRect(skia.Rect(-s * 0.3, -s * 0.16, s * 0.3, 6))
            else:
                brush.add_polygon(path, [(-s * 0.2, 6), (-s * 0.13, -s * 1.15), (0, -s * 1.35), (s * 0.13, -s * 1.15), (s * 0.2, 6)])
            canvas.save()
            canvas.translate(x, py)
            canvas.rotate(lean)
            tone = mix(base, easel.light.ink, dark)
            dx, dy = easel.toward(x, py, max(1.2, size * 0.04))
            brush.rimmed(canvas, path, wash([(0, tone, 1), (1, mix(tone, easel.light.ink, 0.5), 1)], -s * 1.2, 4), mix(tone, easel.edge(distance), 0.8), dx, dy)
            if size > 30:
                brush.texture(canvas, path, "mottle", easel.light.ink, 0.4, 0.4)
                if kind <= 1:
                    for k in range(3):
                        canvas.drawLine(-s * 0.18, -s * (0.66 - 0.11 * k), s * 0.18, -s * (0.66 - 0.11 * k), brush.line(easel.light.ink, max(0.8, s * 0.02), 0.4))
            if easel.white and size > 16 and kind <= 1:
                canvas.drawOval(skia.Rect(-s * 0.33, -s * 1.03, s * 0.33, -s * 0.86), fill(easel.air(grounds.snow(easel), distance), 0.9))
            canvas.restore()
            tuft = skia.Path()
            flora.blades(tuft, rng, 12, x - s * 0.5, x + s * 0.5, py + 4, s * 0.3, width=max(0.8, s * 0.02))
            canvas.drawPath(tuft, fill(mix(easel.tone((70, 92, 66), distance), easel.light.ink, 0.35)))

    easel.layer(distance, draw)


def bare_trees(easel: Easel, flip: int) -> None:
    """Two leafless trees, crooked."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("bare")
        tint = mix(easel.tone((84, 78, 78), 3300, 0.7), easel.light.ink, 0.35)
        for x, h in ((424 - flip * 250, 250), (424 + flip * 390, 210), (424 - flip * 560, 230)):
            grown = flora.grow(rng, x, 370, h, depth=7, spread=0.7, trunk=0.3, girth=0.07, gnarl=0.26, lean=rng.normal(0, 0.12))
            dx, dy = easel.toward(x, 260, 1.5)
            brush.edged(canvas, grown.wood, fill(tint), mix(tint, easel.edge(3300), 0.6), dx, dy)

    easel.layer(3300, draw)


def iron_fence(easel: Easel) -> None:
    """Iron palings with spear heads between stone piers; the gate stands open."""

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(1900, 0.1)
        path = skia.Path()
        for k in range(-36, 108):
            x = k * 12.0
            if 316 < x < 540:
                continue
            path.addRect(skia.Rect(x - 0.9, 330, x + 0.9, 390))
            brush.add_polygon(path, [(x - 2.2, 332), (x, 323), (x + 2.2, 332)])
        for y in (338, 378):
            path.addRect(skia.Rect(brush.LEFT - 30, y, 310, y + 2))
            path.addRect(skia.Rect(546, y, brush.RIGHT + 30, y + 2))
        canvas.drawPath(path, fill(ink))
        stone = easel.tone((140, 134, 134), 1900, 0.7)
        dx, dy = easel.toward(424, 340, 1.8)
        for x in (318, 540):
            pier = rect(x - 13, 312, x + 13, 392)
            brush.rimmed(canvas, pier, wash([(0, stone, 1), (1, mix(stone, easel.light.ink, 0.5), 1)], 312, 390), mix(stone, easel.edge(1900), 0.7), dx, dy)
            brush.texture(canvas, pier, "mottle", easel.light.ink, 0.35, 0.4)
            canvas.drawRect(skia.Rect(x - 16, 308, x + 16, 314), fill(mix(stone, easel.edge(1900), 0.3)))
            canvas.drawCircle(x, 301, 8, fill(mix(stone, easel.light.ink, 0.2)))

    easel.layer(1900, draw)
