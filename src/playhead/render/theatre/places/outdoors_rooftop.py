"""A roof above the town."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, built, grounds, skies
from playhead.render.theatre.places.brush import fill, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.paving import cobbles
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import chimney_smoke
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


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
