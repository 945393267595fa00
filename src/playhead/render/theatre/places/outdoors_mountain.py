"""Mountains: a ledge before folded peaks."""

from __future__ import annotations

import skia

from playhead.render.theatre.places import brush, flora, grounds, skies
from playhead.render.theatre.places.backdrops import peaks
from playhead.render.theatre.places.brush import fill
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.landmarks import landmarks
from playhead.render.theatre.places.registry import place
from playhead.render.theatre.places.trees import rock
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import Place


@place("mountain")
def mountain(place: Place, light: Light) -> Set:
    """Folded peaks with snow, firs on the ridges, a rocky ledge to stand on."""
    e = Easel(place, light)
    skies.sky(e, 300)
    peaks(e, 312, 282, 15000, 5, snow=0.42)
    skies.fog(e, 306, 13000, 0.4, 54)
    peaks(e, 334, 150, 9000, 6, color=(84, 104, 118), snow=0.26, tag="b")
    if e.has("sea", "river", "lake"):
        skies.water(e, 318, bottom=380, distance=8000)
    skies.fog(e, 340, 7000, 0.5, 44)
    line = grounds.hills(e, 346, 22, 5000, (62, 96, 88), rough=0.56, tag="firs", mist=0.55)
    grounds.treeline(e, line, 4990, n=120, height=40)
    skies.fog(e, 374, 4000, 0.5, 36)
    line2 = grounds.hills(e, 372, 16, 2600, (54, 86, 78), rough=0.54, tag="near firs", mist=0.3)
    grounds.treeline(e, line2, 2590, n=26, height=92, gap=(230, 620), tag="n")
    skies.fog(e, 392, 2000, 0.35, 26)
    landmarks(e, far=(640, 344), done=("mountain", "mountains"))
    skies.flock(e, 300, 140, n=3, size=8)
    ledge(e)
    flora.near_grass(e, n=60, height=40)
    near_firs(e)
    return e.finish()


def ledge(easel: Easel) -> None:
    """A shelf of broken rock, its facets lit on one side, tufts between."""
    grounds.stage(easel, (104, 122, 92), y=384, rise=7, grass=900, blade=12, texture="mottle")

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("ledge")
        base = grounds.floor_color(easel, (128, 126, 126), 0.55)
        for _ in range(26):
            x = rng.uniform(brush.LEFT, brush.RIGHT)
            if 190 < x < 660:
                continue
            y = rng.uniform(384, 470)
            rock(canvas, easel, rng, x, y, rng.uniform(10, 34) * (0.5 + (y - 370) / 90), base)
        for _ in range(24):
            x, y = rng.uniform(200, 650), rng.uniform(392, 475)
            rock(canvas, easel, rng, x, y, rng.uniform(2, 5), base)

    easel.layer(1000, draw)


def near_firs(easel: Easel) -> None:
    """Two dark firs before the lens."""

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng("near firs")
        path = skia.Path()
        flora.pine(path, rng, rng.uniform(-20, 20), 560, 480, 0.42)
        flora.pine(path, rng, rng.uniform(800, 850), 590, 430, 0.42)
        canvas.drawPath(path, fill(easel.ink(740, 0.06)))

    easel.layer(740, draw, 3)
