"""Open sea from a deck."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.places import brush, grounds, skies
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("sea")
def sea(place: Place, light: Light) -> Set:
    """Open sea seen from a deck or a raft: rollers to the horizon, planks under the feet."""
    e = Easel(place, light)
    skies.sky(e, 268)
    water = skies.water(e, 266, bottom=400, strokes=220)
    landmarks(e, far=(250, 268), done=("sea",))
    skies.flock(e, 560, 130, n=4)
    heave = 1.0 if light.weather != "storm" else 2.6
    for row, (y, distance) in enumerate(((296, 5200), (322, 3200), (352, 2100))):
        roller(e, y, (7 + 5 * row) * heave, distance, row)
    deck(e)
    return e.finish(water=water)


def roller(easel: Easel, y: float, height: float, distance: int, row: int) -> None:
    """One row of waves: pointed crests, light through their tops, foam below, rocking with the frame."""
    light = easel.light
    deep = mix(easel.lit((40, 88, 116)), mix(light.sky[0], light.ground, 0.4), 0.5)
    body = easel.air(mix(deep, light.ink, 0.16 * row), distance)
    through = mix(body, mix(light.sky[3], light.key, 0.4), 0.5)

    def crest(frame: int) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for i in range(161):
            x = brush.LEFT - 24.0 + i * 11
            u = x / (92 + 34 * row) + frame / 34 * (1 if row % 2 else -1) + row * 2
            peak = abs(math.sin(u)) * 0.8 + 0.4 * math.sin(u * 0.37 + row) + 0.16 * math.sin(u * 3.1)
            points.append((x, y + height * (0.6 - peak)))
        return points

    def draw(canvas: skia.Canvas, frame: int) -> None:
        line_ = crest(frame)
        path = polygon([*line_, (brush.RIGHT + 30, y + height * 2), (brush.LEFT - 30, y + height * 2)])
        canvas.drawPath(path, wash([(0, through, 1), (0.45, body, 1), (1, body, 1)], y - height, y + height * 2))
        canvas.drawPath(brush.smooth(line_, closed=False), brush.line(mix(through, (255, 255, 255), 0.35), 1.1 + 0.4 * row, 0.5))

    def still(canvas: skia.Canvas) -> None:
        path = brush.everywhere(y + height)
        canvas.drawPath(path, wash([(0, body, 1), (1, mix(body, light.ink, 0.35), 1)], y, y + 110))
        brush.texture(canvas, path, "dry", through, 0.3, 0.8)
        brush.dashes(canvas, easel.rng(f"foam{row}"), (brush.LEFT, y + height + 4, brush.RIGHT, y + 50), through, 90, 0.5, 0.7 + 0.3 * row)

    easel.layer(distance + 40, still)
    easel.moving(distance, (brush.LEFT, y - height * 1.6, brush.RIGHT, y + height * 2.2), draw)


def deck(easel: Easel) -> None:
    """A ship's deck: planks that run away from us, a rail with ropes."""
    light = easel.light
    base = grounds.floor_color(easel, (150, 110, 76), 0.6)

    def rail(canvas: skia.Canvas) -> None:
        ink = easel.ink(1300, 0.3, (120, 84, 60))
        path = skia.Path()
        for x in range(-460, 1320, 74):
            path.addRect(skia.Rect(x - 3, 318, x + 3, 378))
            path.addOval(skia.Rect(x - 4.5, 313, x + 4.5, 322))
        path.addRect(skia.Rect(brush.LEFT - 30, 323, brush.RIGHT + 30, 329))
        path.addRect(skia.Rect(brush.LEFT - 30, 349, brush.RIGHT + 30, 352))
        dx, dy = easel.toward(424, 340, 1.4)
        brush.rimmed(canvas, path, fill(ink), easel.edge(1300), dx, dy, 0.9)

    def planks(canvas: skia.Canvas) -> None:
        path = brush.everywhere(372)
        canvas.drawPath(path, wash([(0, mix(base, light.key, 0.3), 1), (0.3, base, 1), (1, mix(base, light.ink, 0.75), 1)], 372, 560))
        brush.texture(canvas, path, "dry", light.ink, 0.3, 0.9)
        seams = skia.Path()
        for i in range(-40, 41):
            x = 424 + i * 34
            seams.moveTo(x, 372)
            seams.lineTo(424 + (x - 424) * 3.1, 740)
        canvas.drawPath(seams, brush.line(mix(base, light.ink, 0.6), 1.4, 0.55))
        halo(canvas, 424, 415, 400, mix(base, light.key, 0.6), 0.3, 0.15)
        canvas.drawPath(brush.everywhere(370, 377), fill(mix(base, light.ink, 0.35)))
        canvas.drawPath(brush.everywhere(370, 371.4), fill(easel.edge(), 0.7 * easel.rim))

    easel.layer(1300, rail)
    easel.layer(1000, planks)

    def ropes(canvas: skia.Canvas) -> None:
        ink = easel.ink(700, 0.04)
        canvas.drawPath(polygon([(-60, -260), (-18, -260), (10, 740), (-60, 740)]), fill(ink))
        for i in range(3):
            canvas.drawLine(-20 + i * 14, -260, 60 + i * 42, 740, brush.line(ink, 2.6))
        for k in range(12):
            y = 10 + k * 44
            canvas.drawLine(-6 + y * 0.1, y, 46 + y * 0.12, y + 3, brush.line(ink, 2))

    easel.layer(720, ropes, 3)
