"""Buildings: houses with lit windows, skylines of cities, towers, brick and tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import fill, halo, mix, polygon, rect, wash
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.grounds import SNOW
from playhead.render.theatre.scene import Color

WALLS: tuple[Color, ...] = ((226, 184, 138), (204, 124, 96), (236, 214, 180), (178, 146, 130), (220, 160, 100), (150, 172, 168))
ROOFS: tuple[Color, ...] = ((176, 78, 58), (128, 72, 66), (150, 92, 62), (84, 92, 114))


@dataclass(frozen=True)
class Pane:
    """A window: its box, whether a lamp burns behind it, and whether its top is round."""

    left: float
    top: float
    width: float
    height: float
    lit: bool
    round: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The x and y of its centre."""
        return self.left + self.width / 2, self.top + self.height / 2


def pane(canvas: skia.Canvas, easel: Easel, p: Pane, distance: int, wall: Color, shutters: Color | None = None) -> None:
    """A window in a wall: glowing when lit, else glass that mirrors the sky; frame, bars and sill."""
    light = easel.light
    box = rect(p.left, p.top, p.left + p.width, p.top + p.height)
    if p.round:
        box.addOval(skia.Rect(p.left, p.top - p.width * 0.45, p.left + p.width, p.top + p.width * 0.45))
    frame = mix(wall, light.ink, 0.5)
    if p.lit:
        warm = light.lamp
        cx, cy = p.middle
        halo(canvas, cx, cy, p.height * 1.5, warm, 0.3)
        canvas.drawPath(box, wash([(0, mix(warm, (255, 255, 255), 0.25), 1), (1, mix(warm, (230, 120, 50), 0.35), 1)], p.top, p.top + p.height))
    else:
        sky = easel.air(mix(light.sky[1], light.ink, 0.45), distance)
        canvas.drawPath(box, wash([(0, mix(sky, light.sky[2], 0.25), 1), (1, mix(sky, light.ink, 0.35), 1)], p.top, p.top + p.height))
    bar = brush.line(frame, max(0.7, p.width * 0.09))
    canvas.drawLine(p.left + p.width / 2, p.top, p.left + p.width / 2, p.top + p.height, bar)
    canvas.drawLine(p.left, p.top + p.height * 0.42, p.left + p.width, p.top + p.height * 0.42, bar)
    canvas.drawPath(box, brush.line(frame, max(0.8, p.width * 0.1)))
    canvas.drawRect(skia.Rect(p.left - p.width * 0.14, p.top + p.height, p.left + p.width * 1.14, p.top + p.height * 1.09), fill(mix(wall, easel.edge(distance), 0.4)))
    if shutters:
        for sx in (p.left - p.width * 0.52, p.left + p.width * 1.06):
            canvas.drawRect(skia.Rect(sx, p.top, sx + p.width * 0.46, p.top + p.height), fill(shutters))


@dataclass(frozen=True)
class House:
    """A gabled house seen from its corner: a front `w` wide with the gable, a side `d` deep toward `turn`."""

    x: float
    y: float
    w: float
    h: float
    d: float
    roof_h: float
    turn: int
    wall: Color
    roof: Color
    panes: tuple[Pane, ...]
    door: tuple[float, float, float] | None
    chimney: float
    shutters: Color | None


def plan_house(
    rng: np.random.Generator, easel: Easel, x: float, y: float, w: float, h: float, *, turn: int = 1, floors: int = 0, walls: tuple[Color, ...] = WALLS, roofs: tuple[Color, ...] = ROOFS, steep: float = 0.62, lit: float | None = None, deep: float = 0.9,
) -> House:
    """Decide a house: `x`, `y` is the foot of the front's outer corner away from `turn`; `h` the height of its walls."""
    floors = floors or max(1, round(h / max(30, w * 0.62)))
    share = lit if lit is not None else (0.72 if easel.dark else 0.3 if easel.light.weather == "storm" else 0.0)
    panes: list[Pane] = []
    step = h / floors
    ph = min(step * 0.46, w * 0.3)
    pw = ph * 0.68
    d = w * deep * rng.uniform(0.8, 1.2)
    columns = 2 if w / pw < 5.5 else 3
    door_at = int(rng.integers(columns))
    door = None
    for f in range(floors):
        top = y - step * (f + 1) + (step - ph) * 0.45
        for c in range(columns):
            cx = x + turn * w * (c + 0.5) / columns
            if f == 0 and c == door_at:
                door = (cx, pw * 1.1, step * 0.66)
                continue
            panes.append(Pane(cx - pw / 2, top, pw, ph, bool(rng.uniform() < share)))
        for c in range(max(1, round(d / (w / columns)))):
            n = max(1, round(d / (w / columns)))
            cx = x + turn * (w + d * (c + 0.5) / n)
            panes.append(Pane(cx - pw * 0.42, top, pw * 0.84, ph, bool(rng.uniform() < share)))
    roof_h = w * steep * rng.uniform(0.85, 1.15)
    if roof_h > ph * 1.6:
        panes.append(Pane(x + turn * w / 2 - pw * 0.32, y - h - roof_h * 0.42, pw * 0.64, ph * 0.66, bool(rng.uniform() < share * 0.7)))
    tints: tuple[Color | None, ...] = ((70, 110, 104), (120, 62, 56), None, None)
    return House(
        x, y, w, h, d, roof_h, turn, walls[int(rng.integers(len(walls)))], roofs[int(rng.integers(len(roofs)))], tuple(panes), door,
        float(rng.uniform(0.3, 0.8)), tints[int(rng.integers(len(tints)))],
    )


def draw_house(canvas: skia.Canvas, easel: Easel, house: House, distance: int, keep: float = 0.86) -> None:
    """Paint a house: its faces by the side the light is on, roof with courses, chimney, door, windows."""
    light, t = easel.light, house.turn
    wall, roof = easel.tone(house.wall, distance, keep), easel.tone(house.roof, distance, keep)
    if easel.white:
        roof = easel.air(easel.lit(SNOW), distance)
    toward_front = (easel.side == -t)
    lit, shade = mix(wall, easel.edge(distance), 0.22 * easel.rim + 0.05), mix(wall, light.ink, 0.27)
    front, side = (lit, shade) if toward_front else (shade, lit)
    x0, x1, x2 = house.x, house.x + t * house.w, house.x + t * (house.w + house.d)
    top = house.y - house.h
    apex = (house.x + t * house.w / 2, top - house.roof_h)
    eave = house.w * 0.07
    side_path = polygon([(x1, house.y + 6), (x1, top), (x2, top), (x2, house.y + 6)])
    canvas.drawPath(side_path, wash([(0, side, 1), (1, mix(side, light.ink, 0.25), 1)], top, house.y))
    front_path = polygon([(x0, house.y + 6), (x0, top), apex, (x1, top), (x1, house.y + 6)])
    canvas.drawPath(front_path, wash([(0, front, 1), (1, mix(front, light.ink, 0.25), 1)], apex[1], house.y))
    for path in (side_path, front_path):
        brush.texture(canvas, path, "mottle", light.ink, 0.2, 0.5)
    # chimney behind the roof
    cx = apex[0] + t * house.d * house.chimney
    ch = house.w * 0.075
    canvas.drawPath(rect(cx - ch, apex[1] - ch * 1.6, cx + ch, apex[1] + house.roof_h * 0.4), fill(mix(wall, light.ink, 0.45)))
    canvas.drawPath(rect(cx - ch * 1.3, apex[1] - ch * 1.9, cx + ch * 1.3, apex[1] - ch * 1.4), fill(mix(roof, light.ink, 0.3)))
    slope = polygon([(apex[0] - t * eave * 0.2, apex[1] - eave * 0.3), (apex[0] + t * house.d, apex[1] - eave * 0.3), (x2 + t * eave, top + eave), (x1 + t * eave * 0.3, top + eave)])
    tile_lit = mix(roof, easel.edge(distance), 0.25 * easel.rim) if not toward_front else mix(roof, light.ink, 0.18)
    canvas.drawPath(slope, wash([(0, tile_lit, 1), (1, mix(tile_lit, light.ink, 0.2), 1)], apex[1], top))
    brush.texture(canvas, slope, "dry", light.ink, 0.34, 0.45)
    courses = skia.Path()
    for i in range(1, 6):
        u = i / 6
        courses.moveTo(apex[0] + (x1 - apex[0]) * u, apex[1] + (top + eave - apex[1]) * u)
        courses.lineTo(apex[0] + t * house.d + (x2 + t * eave - apex[0] - t * house.d) * u, apex[1] + (top + eave - apex[1]) * u)
    canvas.drawPath(courses, brush.line(mix(roof, light.ink, 0.5), 0.7, 0.35))
    verge = brush.line(mix(roof, easel.edge(distance), 0.3) if toward_front else mix(roof, light.ink, 0.3), max(1.6, house.w * 0.045))
    canvas.drawLine(x0 - t * eave, top + eave, *apex, verge)
    canvas.drawLine(x1 + t * eave * 0.3, top + eave, *apex, verge)
    if house.door:
        dx, dw, dh = house.door
        path = rect(dx - dw / 2, house.y - dh, dx + dw / 2, house.y + 6)
        canvas.drawPath(path, fill(mix(easel.tone((96, 56, 46), distance, keep), light.ink, 0.3)))
        canvas.drawPath(path, brush.line(mix(wall, light.ink, 0.5), 1.2))
    tint = easel.tone(house.shutters, distance, keep) if house.shutters else None
    for p in house.panes:
        pane(canvas, easel, p, distance, front, tint if p.width > 7 else None)


def houses(easel: Easel, plans: list[House], distance: int, keep: float = 0.86, glow: int = 2) -> None:
    """A layer of houses and, at night and evening, the glow of some of their windows."""

    def draw(canvas: skia.Canvas) -> None:
        for house in plans:
            draw_house(canvas, easel, house, distance, keep)

    easel.layer(distance, draw)
    for house in plans:
        for p in [p for p in house.panes if p.lit][:glow]:
            easel.glow(*p.middle, p.height * 2.2, distance)


def city(
    easel: Easel, y: float, distance: int, *, tall: float = 120, n: int = 26, color: Color = (74, 84, 118), lit: float | None = None, old: float = 0.3, tag: str = "", gap: tuple[float, float, float] | None = None, left: float = brush.LEFT - 20, right: float = brush.RIGHT + 20,
) -> None:
    """A skyline of a city standing on `y`: blocks, stepped towers, gables and spires, windows as dots of light.

    `gap` is (x, half width, share): near x buildings keep only that share of their height, so heads stand before sky.
    """
    share = lit if lit is not None else (0.42 if easel.night else 0.3 if easel.dark else 0.12 if easel.wet else 0.03)

    def draw(canvas: skia.Canvas) -> None:
        rng = easel.rng(f"city{distance}{tag}")
        tint = easel.tone(color, distance, 0.7)
        mass, shade, lights = skia.Path(), skia.Path(), skia.Path()
        dim = skia.Path()
        x = left
        while x < right:
            w = rng.uniform(0.5, 1.3) * (right - left) / n
            h = tall * rng.uniform(0.3, 1) ** 1.3
            if gap:
                near = min(1.0, abs(x + w / 2 - gap[0]) / gap[1])
                h *= gap[2] + (1 - gap[2]) * near
            top = y - h
            mass.addRect(skia.Rect(x, top, x + w, brush.BOTTOM))
            kind = rng.uniform()
            if kind < old:
                brush.add_polygon(mass, [(x - 1, top + 1), (x + w / 2, top - w * 0.6), (x + w + 1, top + 1)])
            elif kind < old + 0.2:
                mass.addRect(skia.Rect(x + w * 0.25, top - h * 0.14, x + w * 0.75, top + 1))
                mass.addRect(skia.Rect(x + w * 0.46, top - h * 0.34, x + w * 0.54, top))
            elif kind < old + 0.3:
                mass.addRect(skia.Rect(x + w * 0.12, top - 7, x + w * 0.4, top + 1))
            away = x if easel.side > 0 else x + w * 0.62
            shade.addRect(skia.Rect(away, top, away + w * 0.38, brush.BOTTOM))
            size = max(1.3, w * 0.055)
            for cx in np.arange(x + w * 0.14, x + w * 0.88, size * 2.5):
                for cy in np.arange(top + 5, y - 2, size * 3.4):
                    if rng.uniform() < share:
                        lights.addRect(skia.Rect(float(cx), float(cy), float(cx) + size, float(cy) + size * 1.5))
                    elif rng.uniform() < 0.5:
                        dim.addRect(skia.Rect(float(cx), float(cy), float(cx) + size, float(cy) + size * 1.5))
            x += w * rng.uniform(0.78, 1.06)
        foot = mix(tint, mix(easel.light.haze, easel.light.sky[3], 0.4), 0.6)
        paint = wash([(0, tint, 1), (0.55, mix(tint, foot, 0.4), 1), (1, foot, 1)], y - tall, y + 6)
        dx, dy = easel.toward(424, y - tall / 2, 1.3)
        brush.rimmed(canvas, mass, paint, mix(tint, easel.edge(distance), 0.45), dx, dy)
        canvas.drawPath(shade, wash([(0, easel.light.ink, 0.14), (1, easel.light.ink, 0.0)], y - tall, y))
        brush.texture(canvas, mass, "mottle", easel.light.ink, 0.14, 0.6)
        canvas.drawPath(dim, fill(easel.light.ink, 0.12))
        lamp = easel.air(easel.light.lamp, max(1000, distance // 3))
        if share > 0.1:
            canvas.drawPath(lights, fill(lamp, 0.35, 2.2))
        canvas.drawPath(lights, fill(lamp, 0.85 if easel.dark else 0.5))

    easel.layer(distance, draw)


def bricks(canvas: skia.Canvas, rng: np.random.Generator, bounds: tuple[float, float, float, float], mortar: Color, tones: tuple[Color, ...], size: float = 9, share: float = 0.4) -> None:
    """Courses of brick over a wall already painted: mortar lines and some bricks picked out in other tones."""
    left, top, right, bottom = bounds
    lines = skia.Path()
    picked = [skia.Path() for _ in tones]
    row = 0
    y = top
    while y < bottom:
        lines.moveTo(left, y)
        lines.lineTo(right, y)
        x = left - (row % 2) * size * 1.1
        while x < right:
            lines.moveTo(x, y)
            lines.lineTo(x, min(bottom, y + size))
            if rng.uniform() < share:
                picked[int(rng.integers(len(tones)))].addRect(skia.Rect(max(left, x + 0.6), y + 0.6, min(right, x + size * 2.2 - 0.6), min(bottom, y + size - 0.6)))
            x += size * 2.2
        y += size
        row += 1
    for path, tone in zip(picked, tones, strict=True):
        canvas.drawPath(path, fill(tone, 0.35))
    canvas.drawPath(lines, brush.line(mortar, 0.8, 0.3))


def lamp_post(easel: Easel, x: float, y: float, height: float, distance: int, *, arm: int = 0) -> None:
    """A street lamp; it burns when it is dark or the weather is heavy."""
    burning = easel.dark or easel.light.weather in ("storm", "mist", "rain")
    head_x, head_y = x + arm * height * 0.16, y - height

    def draw(canvas: skia.Canvas) -> None:
        ink = easel.ink(distance, 0.15)
        s = height / 170
        post = skia.Path()
        post.addPoly([skia.Point(x - 2.2 * s, y + 3), skia.Point(x - 1.3 * s, y - height * 0.9), skia.Point(x + 1.3 * s, y - height * 0.9), skia.Point(x + 2.2 * s, y + 3)], True)
        post.addPoly([skia.Point(x - 5 * s, y + 4), skia.Point(x - 3.5 * s, y - 24 * s), skia.Point(x + 3.5 * s, y - 24 * s), skia.Point(x + 5 * s, y + 4)], True)
        post.addRect(skia.Rect(x - 4 * s, y - 30 * s, x + 4 * s, y - 27 * s))
        if arm:
            curve = brush.smooth([(x, y - height * 0.85), (x, y - height * 1.08), (head_x, y - height * 1.08), (head_x, head_y - 6 * s)], closed=False)
            canvas.drawPath(curve, brush.line(ink, 2.4 * s))
        else:
            post.addRect(skia.Rect(x - 10 * s, y - height * 0.9, x + 10 * s, y - height * 0.9 + 2 * s))
        dx, dy = easel.toward(x, y - height / 2, 0.8)
        brush.rimmed(canvas, post, fill(ink), easel.edge(distance), dx, dy, 0.8)
        cap = polygon([(head_x - 9 * s, head_y - 4 * s), (head_x, head_y - 13 * s), (head_x + 9 * s, head_y - 4 * s)])
        glass = polygon([(head_x - 8 * s, head_y - 4 * s), (head_x + 8 * s, head_y - 4 * s), (head_x + 5 * s, head_y + 14 * s), (head_x - 5 * s, head_y + 14 * s)])
        if burning:
            halo(canvas, head_x, head_y + 5 * s, 64 * s, easel.light.lamp, 0.5)
            canvas.drawPath(glass, fill(mix(easel.light.lamp, (255, 255, 255), 0.35)))
        else:
            canvas.drawPath(glass, fill(mix(easel.light.sky[2], ink, 0.3), 0.8))
        canvas.drawPath(glass, brush.line(ink, 1.2 * s))
        canvas.drawLine(head_x, head_y - 4 * s, head_x, head_y + 14 * s, brush.line(ink, s))
        canvas.drawPath(cap, fill(ink))

    easel.layer(distance, draw)
    if burning:
        easel.glow(head_x, head_y + 5, height * 0.75, distance)


def spire(path: skia.Path, x: float, y: float, w: float, h: float) -> None:
    """Add a church: nave, tower and pointed steeple with a cross; `h` is up to the cross."""
    path.addRect(skia.Rect(x - w * 0.16, y - h * 0.55, x + w * 0.16, y + 2))
    brush.add_polygon(path, [(x - w * 0.2, y - h * 0.54), (x, y - h * 0.95), (x + w * 0.2, y - h * 0.54)])
    path.addRect(skia.Rect(x - 0.8, y - h * 1.04, x + 0.8, y - h * 0.93))
    path.addRect(skia.Rect(x - w * 0.04, y - h * 1.01, x + w * 0.04, y - h * 0.995))
    path.addRect(skia.Rect(x + w * 0.1, y - h * 0.26, x + w * 0.8, y + 2))
    brush.add_polygon(path, [(x + w * 0.1, y - h * 0.25), (x + w * 0.17, y - h * 0.43), (x + w * 0.75, y - h * 0.43), (x + w * 0.86, y - h * 0.25)])


