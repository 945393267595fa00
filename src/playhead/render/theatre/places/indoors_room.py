"""A room: gathers the papers of one place indoors, and does what all rooms need: light on walls, holes for windows, a mirror image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import skia

from playhead.canonical import seed_of
from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import BOTTOM, EDGE, LEFT, RIGHT, TOP, argb, mix
from playhead.render.theatre.places.indoors_view import paint_view, view_of
from playhead.render.theatre.props.lamps import EMBER, flame
from playhead.render.theatre.props.pen import Pen, rect
from playhead.render.theatre.scene import Color, Glow, Layer, Light, Moving, Seat, Set
from playhead.shots.shot import Place

Box = tuple[float, float, float, float]
Draw = Callable[[Pen], None]

VIEW, WALL, BACK, MIDDLE, TABLE, FRONT = 6500, 2200, 1750, 1450, 1100, 760
"""Distances of what is seen through windows, of the wall, of furniture along it, before it, of a table, of what hangs before the lens."""

FLOOR = 352
"""Where the wall meets the floor."""


class Room:
    """Where an indoor place is put together; half of all names see the mirror image of what is drawn here."""

    def __init__(self, place: Place, light: Light, *, mirror: bool | None = None) -> None:
        self.place = place
        self.mirrored = bool(self.rng("mirror").integers(2)) if mirror is None else mirror
        self.true_light = light
        self.light = replace(light, key_x=848 - light.key_x) if self.mirrored else light
        self.dark = light.time in ("evening", "night")
        self.night = light.time == "night"
        self.bright_outside = light.time in ("morning", "day")
        self.sunny = self.bright_outside and light.weather in ("clear", "mist", "snow")
        gloomy = light.weather in ("storm", "rain") and not self.bright_outside
        self.lamps_on = (self.dark or gloomy) and brush.luminance(light.lamp) > 0.45
        self.layers: list[Layer] = []
        self.glows: list[Glow] = []
        self.movings: list[Moving] = []
        self.seats: list[Seat] = []
        self.beds: list[Seat] = []
        self.bed_distance = MIDDLE
        self.windows: list[Box] = []
        self.patches = True  # whether windows throw light on the floor
        self.pools: list[tuple[float, float, float, Color, float]] = []

    def rng(self, tag: str) -> np.random.Generator:
        """A generator that depends on the place's kind and name and on the tag."""
        return np.random.default_rng(seed_of("indoors", self.place.kind, self.place.name, tag))

    def pick(self, tag: str, n: int) -> int:
        """0..n-1, fixed for this place and tag."""
        return int(self.rng(tag).integers(n))

    def has(self, *words: str) -> bool:
        """Whether the script names any of these here, as a feature or in the place's name."""
        name = self.place.name.lower()
        return any(word in self.place.features or word in name for word in words)

    def hue(self, color: Color, keep: float = 0.58) -> Color:
        """`color` as a wall of it looks in this light; `keep` is how much of it stands against the light's own wall."""
        wall = self.light.wall
        keep = min(1.0, keep + 0.16) if self.bright_outside else keep
        peak = max(wall)
        own = mix((255, 255, 255), (round(wall[0] * 255 / peak), round(wall[1] * 255 / peak), round(wall[2] * 255 / peak)), 0.5)
        scale = min(1.0, (brush.luminance(wall) * 255 + 26) / max(1.0, brush.luminance(brush.times(color, own)) * 255))
        return mix(wall, brush.times(color, own, scale), keep)

    def pen(self, canvas: skia.Canvas, frame: int = 0) -> Pen:
        """A pen for furniture in this light."""
        return Pen(canvas, self.light, detail=1.7, frame=frame)

    # -- papers -------------------------------------------------------------------------------------------------------

    def paper(self, distance: int, draw: Draw, blur: int = 0) -> None:
        """Put a layer; `draw` gets a pen on its canvas."""
        light, mirrored = self.light, self.mirrored

        def painted(canvas: skia.Canvas) -> None:
            canvas.save()
            if mirrored:
                canvas.translate(848, 0)
                canvas.scale(-1, 1)
            draw(Pen(canvas, light, detail=1.7))
            canvas.restore()

        self.layers.append(Layer(painted, distance, blur))

    def view(self, default: str = "", blur: int = 2) -> None:
        """What is seen through the windows: as the script says, else `default`, else one of several."""
        kind = view_of(self.place, default or ("city", "garden", "street", "field")[self.pick("view", 4)])
        light = self.light
        rng = self.rng

        self.paper(VIEW, lambda p: paint_view(p.canvas, kind, light, rng(f"view {kind}")), blur)

    def window(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Cut a window into the wall; the wall must be put after."""
        box = (left, top, right, bottom)
        self.windows.append(box)
        return box

    def wall(self, draw: Draw, after: Draw | None = None, *, holes: skia.Path | None = None, gloom: float = 0.6, distance: int = WALL) -> None:
        """Put the wall and floor with its windows cut out: `draw` paints them, then light and gloom fall on it, then `after`."""
        cuts = skia.Path(holes) if holes else skia.Path()
        for box in self.windows:
            if not holes:
                cuts.addRect(skia.Rect(*box))

        def painted(p: Pen) -> None:
            p.canvas.save()
            p.canvas.clipPath(cuts, skia.ClipOp.kDifference, True)
            draw(p)
            self.fall(p, gloom)
            p.canvas.restore()
            if after:
                after(p)

        self.paper(distance, painted)

    def fall(self, p: Pen, gloom: float) -> None:
        """Light and shadow on the wall and floor: gloom under the ceiling and in the corners, pools below lamps, day by windows."""
        ink, light = self.light.ink, self.light
        gloom *= 1.0 if self.dark else 0.8
        stops = [(0.0, ink, min(0.96, gloom * 1.5)), (0.25, ink, gloom), (0.4, ink, gloom * 0.42), (0.56, ink, 0.0), (0.74, ink, 0.0), (0.9, ink, gloom * 0.72), (1.0, ink, 0.92)]
        p.canvas.drawPath(brush.everywhere(), brush.wash(stops, TOP, 640))
        sides = [(0.0, ink, 0.85), (0.22, ink, gloom * 0.62), (0.4, ink, 0.0), (0.6, ink, 0.0), (0.78, ink, gloom * 0.62), (1.0, ink, 0.85)]
        p.canvas.drawPath(brush.everywhere(), brush.across(sides, (LEFT, 0), (RIGHT, 0)))
        for x, y, radius, color, alpha in self.pools:
            screen(p.canvas, x, y, radius, color, alpha)
        if self.bright_outside or self.night:
            color = light.key if self.bright_outside else mix(light.sky[2], (150, 170, 230), 0.5)
            for left, top, right, bottom in self.windows:
                strength = (0.34 if self.sunny else 0.24) if self.bright_outside else (0.12 if self.lamps_on else 0.3)
                screen(p.canvas, (left + right) / 2, (top + bottom) / 2, max(right - left, bottom - top) * 1.15, color, strength)
                if self.patches and (self.sunny or (self.night and light.weather in ("clear", "cloud", "snow"))):
                    self.patch(p, left, right, color, 0.34 if self.sunny else 0.2)

    def patch(self, p: Pen, left: float, right: float, color: Color, alpha: float) -> None:
        """The window's light lying on the floor."""
        way = 1 if light_side(self.light) < 0 else -1
        w = right - left
        for share in (1.0, 0.9):
            x0, x1 = left + way * 40, right + way * 40
            path = brush.polygon([(x0, FLOOR + 12), (x1, FLOOR + 12), (x1 + way * 74 + w * 0.12, FLOOR + 92), (x0 + way * 74 - w * 0.12, FLOOR + 92)])
            paint = brush.fill(color, alpha * 0.5 * share, 4)
            paint.setBlendMode(skia.BlendMode.kScreen)
            p.canvas.drawPath(path, paint)

    def rays(self, alpha: float = 0.2, distance: int = 1250) -> None:
        """Shafts of light through the windows where the sun or the moon comes in."""
        moon = self.night and self.light.weather in ("clear", "snow") and not self.lamps_on
        if not self.windows or not (self.sunny or moon):
            return
        color = self.light.key if self.sunny else (176, 196, 255)
        way = 1 if light_side(self.light) < 0 else -1
        share = alpha if self.sunny else alpha * 0.7

        def draw(p: Pen) -> None:
            for left, top, right, _ in self.windows[:4]:
                for i in range(3):
                    x0 = left + (right - left) * (i / 3 + 0.04)
                    x1 = left + (right - left) * ((i + 1) / 3 - 0.04)
                    reach = 480 - top
                    path = brush.polygon([(x0, top + 8), (x1, top + 8), (x1 + way * reach * 0.52 + 10, 480), (x0 + way * reach * 0.52 - 10, 480)])
                    paint = brush.wash([(0, color, share), (0.45, color, share * 0.6), (1, color, 0)], top, 470)
                    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 5))
                    paint.setBlendMode(skia.BlendMode.kScreen)
                    p.canvas.drawPath(path, paint)

        self.paper(distance, draw)

    def front(self, *draws: Draw, blur: int = 4, distance: int = FRONT) -> None:
        """Silhouettes before the lens that frame the picture."""

        def draw(p: Pen) -> None:
            for each in draws:
                each(p)

        self.paper(distance, draw, blur)

    # -- light --------------------------------------------------------------------------------------------------------

    def pool(self, x: float, y: float, radius: float, alpha: float = 0.4, color: Color | None = None) -> None:
        """Lamplight on the wall about a point, when the lamps are lit."""
        if self.lamps_on:
            self.pools.append((x, y, radius, color or self.light.lamp, alpha))

    def glow(self, x: float, y: float, radius: float, distance: int = 1500, color: Color | None = None, flicker: int = 0, *, always: bool = False) -> None:
        """Light that shines over the picture, when the lamps are lit or `always`."""
        if self.lamps_on or always:
            self.glows.append(Glow(round(self.across(x)), round(y), round(radius), color or self.light.lamp, distance, flicker))

    def fire(self, x: float, y: float, width: float, height: float, distance: int = BACK, n: int = 5) -> None:
        """A fire that moves by itself, with its glow on the room."""
        light, mirrored = self.light, self.mirrored
        self.pools.append((x, y - height * 0.4, 250, mix(light.lamp, EMBER, 0.4), 0.42 if self.dark else 0.26))
        self.glow(x, y - height * 0.4, 190, distance, mix(light.lamp, EMBER, 0.5), 180, always=True)

        def draw(canvas: skia.Canvas, frame: int) -> None:
            canvas.save()
            if mirrored:
                canvas.translate(848, 0)
                canvas.scale(-1, 1)
            p = Pen(canvas, light, frame=frame)
            for i in range(n):
                t = (i + 0.5) / n * 2 - 1
                flame(p, x + t * width * 0.42, y, height * (1 - 0.5 * abs(t)), i, 0.4)
            flame(p, x - width * 0.12, y, height * 0.4, 8, 0.5)
            canvas.restore()

        left, right = sorted((self.across(x - width), self.across(x + width)))
        self.movings.append(Moving(draw, (round(left), round(y - height * 1.4), round(right), round(y + 6)), distance - 1, 2, screen=False))

    def moving(self, distance: int, box: Box, draw: Callable[[Pen], None], every: int = 2, *, screened: bool = False) -> None:
        """A part that moves by itself; the pen knows the frame."""
        light, mirrored = self.light, self.mirrored

        def painted(canvas: skia.Canvas, frame: int) -> None:
            canvas.save()
            if mirrored:
                canvas.translate(848, 0)
                canvas.scale(-1, 1)
            draw(Pen(canvas, light, detail=1.7, frame=frame))
            canvas.restore()

        left, right = sorted((self.across(box[0]), self.across(box[2])))
        self.movings.append(Moving(painted, (round(left), round(box[1]), round(right), round(box[3])), distance, every, screened))

    # -- people -------------------------------------------------------------------------------------------------------

    def across(self, x: float) -> float:
        """Where `x` of the drawing lies on the stage."""
        return 848 - x if self.mirrored else x

    def seat(self, x: float, y: float, facing: int = 0) -> None:
        """Somewhere to sit."""
        self.seats.append(Seat(round(self.across(x)), round(y), -facing if self.mirrored else facing))

    def bed(self, x: float, y: float, facing: int, distance: int = MIDDLE) -> None:
        """Somewhere to lie, its quilt at `y`; who faces right lies with the head to the left."""
        self.bed_distance = distance
        self.beds.append(Seat(round(self.across(x)), round(y), -facing if self.mirrored else facing))

    def finish(self, table: tuple[float, float] | None = None, distance: int = TABLE, ground: tuple[int, int] = (432, 380)) -> Set:
        """The set, layers from back to front; `table` is its middle and top, painted at `distance`."""
        openings = []
        for left, top, right, bottom in self.windows:
            a, b = sorted((self.across(left), self.across(right)))
            box = (max(0, round(a)), max(0, round(top)), min(848, round(b)), min(480, round(bottom)))
            if box[0] < box[2] and box[1] < box[3]:
                openings.append(box)
        return Set(
            tuple(sorted(self.layers, key=lambda layer: -layer.distance)), ground=ground, seats=tuple(self.seats), beds=tuple(self.beds), bed_distance=self.bed_distance,
            table=(round(self.across(table[0])), round(table[1])) if table else None, table_distance=distance, openings=tuple(openings),
            opening_distance=WALL + 1, glows=tuple(self.glows), moving=tuple(self.movings),
        )


def light_side(light: Light) -> int:
    """1 where the key comes from the right, -1 from the left."""
    return 1 if light.key_x >= 424 else -1


def screen(canvas: skia.Canvas, x: float, y: float, radius: float, color: Color, alpha: float) -> None:
    """A pool of light, blended as light."""
    stops = [1.0, 0.72, 0.36, 0.1, 0.0]
    paint = skia.Paint(AntiAlias=True, Dither=True, BlendMode=skia.BlendMode.kScreen, Shader=skia.GradientShader.MakeRadial(
        skia.Point(x, y), radius, [argb(color, alpha * s) for s in stops], [0.0, 0.22, 0.5, 0.78, 1.0]))
    canvas.drawRect(skia.Rect(x - radius, y - radius, x + radius, y + radius), paint)


def whole() -> skia.Path:
    """The overscan as a path."""
    return rect(LEFT - EDGE, TOP - EDGE, RIGHT + EDGE, BOTTOM + EDGE)
