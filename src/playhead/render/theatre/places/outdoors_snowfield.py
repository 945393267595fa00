"""A field of snow with laden firs."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre.places import brush, built, flora, grounds, skies
from playhead.render.theatre.places.backdrops import peaks
from playhead.render.theatre.places.brush import fill, mix
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.outdoors_mountain import near_firs
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.terraces import chimney_smoke
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("snowfield")
def snowfield(place: Place, light: Light) -> Set:
    """Drifts of snow, laden firs, a line of footprints, mountains far off."""
    e = Easel(place, light)
    e.white = True
    skies.sky(e, 302)
    peaks(e, 314, 190, 15000, 6, snow=0.8, color=(116, 136, 172))
    skies.fog(e, 314, 12000, 0.5, 46)
    line = grounds.hills(e, 326, 12, 8000, (200, 210, 226), tag="a", mist=0.3)
    grounds.treeline(e, line, 7990, n=130, height=30, gap=(340, 520))
    skies.fog(e, 346, 6000, 0.4, 30)
    line = grounds.hills(e, 350, 14, 3600, (210, 220, 234), tag="b", mist=0.2)
    laden_firs(e, line, 3500, 11, 110)
    if e.pick("cabin", 3) == 0 or e.has("house", "cabin"):
        x = 618.0 if e.pick("cabin side", 2) else 180.0
        built.houses(e, [built.plan_house(e.rng("cabin"), e, x, 362, 34, 24, floors=1, walls=((120, 84, 66),), lit=0.9)], 3400)
        chimney_smoke(e, x + 24, 308, 3390)
    landmarks(e, far=(230, 330), done=("snow",))
    grounds.stage(e, grounds.SNOW, y=378, rise=9, texture="mottle", dark=0.4)
    drifts(e)
    prints(e)
    near_firs(e)
    return e.finish()


def laden_firs(easel: Easel, line: brush.Points, distance: int, n: int, height: float) -> None:
    """Firs whose boughs carry snow."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"laden{distance}")
        dark = easel.tone((52, 84, 88), distance, 0.6)
        white = easel.air(mix(easel.lit(grounds.SNOW), easel.light.key, 0.15), distance)
        for i in range(n):
            x = brush.LEFT + (i + rng.uniform(0.1, 0.9)) * (brush.RIGHT - brush.LEFT) / n
            if 270 < x < 600:
                continue
            seed = int(rng.integers(1 << 30))
            h = height * rng.uniform(0.6, 1.2)
            y = brush.height_at(line, x) + 6
            body, snow = skia.Path(), skia.Path()
            flora.pine(body, np.random.default_rng(seed), x, y, h, 0.44)
            flora.pine(snow, np.random.default_rng(seed), x + easel.side * 1.5, y - h * 0.03, h * 0.97, 0.36)
            canvas.drawPath(body, fill(dark))
            canvas.save()
            canvas.clipPath(body, skia.ClipOp.kIntersect, True)
            canvas.drawPath(snow, fill(mix(white, dark, 0.16)))
            canvas.drawRect(skia.Rect(x - h * 0.3 * easel.side - h * 0.22, y - h, x - h * 0.3 * easel.side + h * 0.3, y), fill(easel.air(easel.light.sky[0], distance), 0.35))
            brush.texture(canvas, body, "mottle", dark, 0.75, 0.14)
            canvas.restore()

    easel.layer(distance, draw)


def drifts(easel: Easel) -> None:
    """Blue hollows and lit crests in the snow of the stage."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("drifts")
        base = grounds.floor_color(easel, grounds.SNOW)
        blue = mix(base, mix(easel.light.sky[0], easel.light.ink, 0.2), 0.3)
        for _ in range(16):
            x, y = rng.uniform(brush.LEFT, brush.RIGHT), 390 + 120 * rng.uniform()
            w = rng.uniform(60, 190)
            shape = brush.smooth([(x - w, y), (x - w * 0.2, y - 9), (x + w, y - 1), (x + w * 0.2, y + 6)])
            canvas.drawPath(shape, fill(blue, 0.4, 3))
            canvas.drawPath(brush.smooth([(x - w, y - 2), (x - w * 0.2, y - 11), (x + w, y - 3)], closed=False), brush.line(mix(base, (255, 255, 255), 0.5), 1.6, 0.6, 0.8))

    easel.layer(1000, draw)


def prints(easel: Easel) -> None:
    """Footprints that come from far off."""

    def draw(canvas: skia.Canvas) -> None:
        base = grounds.floor_color(easel, grounds.SNOW)
        path = skia.Path()
        bend = easel.rng("prints").uniform(-90, 90)
        for i in range(40):
            t = i / 39
            y = 380 + 150 * t**1.8
            x = 520 - 330 * t + math.sin(t * 3) * bend + (1 if i % 2 else -1) * (1.5 + 8 * t)
            r = 1 + 4.6 * t
            path.addOval(skia.Rect(x - r * 1.3, y - r * 0.5, x + r * 1.3, y + r * 0.5))
        canvas.drawPath(path, fill(mix(base, mix(easel.light.sky[0], easel.light.ink, 0.4), 0.5), 0.7))

    easel.layer(1000, draw)
