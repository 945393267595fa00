"""A shot made ready to be drawn: its backdrop, its people and its weather laid over each other, frame by frame.

A frame is a pure function of the shot, the size and the frame's number. With a camera that stands still, what is drawn on
twos is laid together once for two frames; with one that moves, plates are warped for each frame and people drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import cv2
import numpy as np
import skia

from playhead.canonical import key_of
from playhead.render.renderer import Pictures, Size
from playhead.render.theatre import paper, places, plates, title, weather
from playhead.render.theatre.camera import View, cheat, path_of
from playhead.render.theatre.cast import Sketches, draw_performer, draw_prop, draw_shoulder, flicker
from playhead.render.theatre.light import light_of, mix
from playhead.render.theatre.paper import Array
from playhead.render.theatre.plates import Cupboard, Plate, paint_glow
from playhead.render.theatre.scene import Glow, Moving
from playhead.render.theatre.stage import Stance, Stand, order, stances_of, stands_of
from playhead.shots.shot import Shot

LENS = {"night": (340, 1000), "evening": (330, 1020), "morning": (270, 1050), "day": (250, 1060)}
"""By the hour: thousandths of the light lost in the corners, and the exposure."""
SOFT = 4
"""Beams and shine are drawn at one part in so many of the size."""


class Scene:
    """One shot at one size, ready to be drawn at any frame."""

    def __init__(self, shot: Shot, size: Size, cupboard: Cupboard, build: str = "") -> None:
        self.shot = shot
        self.size = size
        self.light = light_of(shot)
        self._steady = "steady" in shot.light
        self._pixels = np.zeros((size.height, size.width, 4), np.uint8)
        self._surface = paper.surface_on(self._pixels)
        self._canvas = self._surface.getCanvas()
        self._held = np.zeros_like(self._pixels)
        self._held_at = -1
        self._shown: tuple[int, Pictures] | None = None
        self._before: Array | None = None
        self._cupboard = cupboard
        self._build = build
        self._text = title.Lettering(shot, size, self.light) if shot.text else None
        self._sketches = Sketches()
        self._card = shot.framing.size == "card"
        if self._card:
            self._flat = title.card_paper(size, self.light)
            return
        self._stage()

    def _stage(self) -> None:
        shot, size, light = self.shot, self.size, self.light
        self.set = places.build(shot.place, light)
        stances = stances_of(shot, self.set)
        self._stands = stands_of(shot, self.set)
        self._stances = cheat(shot, stances)
        self.path = path_of(shot, self._stances, self._stands)
        focus = min((s.distance for s in self._stances if s.index in shot.framing.subjects), default=1000)
        self._backdrop = self._cupboard.get(
            self._backdrop_key(focus), lambda: plates.bake(self.set, self.path, shot.frames, size, focus, self._softness()),
            share=not shot.private)
        self._moving = sorted(
            [*self.set.moving, *_flickers(self.set.glows, steady=self._steady), *weather.in_openings(self.set, light, shot.seed),
             *weather.glints(self.set, light, shot.seed), *weather.dust(light, self.set, shot.seed, shot.light)],
            key=lambda m: -m.distance)
        self.cast = list(order(self._visible(), self._stands))
        self.over = self._looked_past()
        self._strikes = self._lightning()
        self._rain = not light.interior and light.weather in ("rain", "storm")
        self._snow = not light.interior and light.weather == "snow"
        self._mist = not light.interior and light.weather == "mist"
        self._weather_color = mix(light.sky[3], (232, 240, 255), 0.55)
        if self.path.still:
            self._lay_flat()

    def _backdrop_key(self, focus: int) -> str:
        path, shot = self.path, self.shot
        views = [
            [round(1000 * value) for value in (v.x, v.y, v.dolly, 10 * v.zoom, 10 * v.pan, 10 * v.tilt, v.orbit)]
            for v in (path.start, path.end)
        ]
        lights = tuple(word for word in shot.light if word != "steady")  # what is baked never flickers
        span = [] if path.still else [shot.frames, path.since, path.until, [[round(100 * x), round(100 * y)] for x, y in path.ways]]
        return key_of(
            "backdrop", self._build, shot.place, shot.time, shot.weather, shot.mood, lights, shot.look, views, span,
            [self.size.width, self.size.height], focus if path.start.scale(1000) > 2 else 0, self._softness())

    def _softness(self) -> int:
        return 3 if any(s.on_ledge for s in self._stands) else 2 if self.shot.framing.size == "insert" else 1

    def _visible(self) -> list[Stance]:
        """Who is drawn: in a single, nobody else stands in the way."""
        framing = self.shot.framing
        if framing.size == "insert":
            return []
        seen = [s for s in self._stances if s.index != framing.over]
        if framing.size in ("close", "medium") and framing.subjects:
            wanted = [s for s in seen if s.index in framing.subjects]
            if wanted:
                near = min(s.performer.row for s in wanted)
                return [s for s in seen if s in wanted or (
                    framing.size == "medium" and s.performer.row >= near and self._framed(s)
                    and min(abs(s.x(0) - w.x(0)) for w in wanted) > 0.4 * s.stature)]
        return seen

    def _looked_past(self) -> tuple[Stance, Stance] | None:
        """Whose shoulder is before us, and at whom we look past it."""
        framing = self.shot.framing
        over = next((s for s in self._stances if s.index == framing.over), None)
        lead = next((s for s in self._stances if s.index in framing.subjects and s.index != framing.over), None)
        return (over, lead) if over and lead and framing.size in ("close", "medium", "two") else None

    def _framed(self, stance: Stance) -> bool:
        """Whether one stands well within the frame: a slice of a bystander at its edge only disturbs."""
        s, tx, _ = self.path.start.map(stance.distance, self.size)
        return 0.12 < (stance.x(0) * s + tx) / self.size.width < 0.88

    def _lightning(self) -> tuple[int, ...]:
        shot = self.shot
        if self._steady or (shot.weather != "storm" and "lightning" not in shot.light):
            return ()
        return weather.flashes(shot.seed, shot.frames, "lightning" in shot.light)

    # -- a camera that stands still

    def _lay_flat(self) -> None:
        view = self._backdrop.view
        behind = [p for p in self._backdrop.plates if p.nearest >= 1000]
        self._fore = [(p, paper.cover_of(p.pixels)) for p in self._backdrop.plates if p.nearest < 1000]
        self._flat = np.zeros_like(self._pixels)
        for plate in behind:
            self._lay(self._flat, plate, (0, 0, self.size.width, self.size.height))
        self._dirty: tuple[int, int, int, int] | None = None
        for moving in self._moving:
            if moving.distance >= 1000 and view.sees(moving.distance):
                box = _pixel_box(moving.bounds, view, moving.distance, self.size)
                if box:
                    self._dirty = box if self._dirty is None else _union(self._dirty, box)
        self._behind = behind

    def _lay(self, pixels: Array, plate: Plate, box: tuple[int, int, int, int]) -> None:
        """Lay the part of a plate that is within a box over `pixels`."""
        height, width = plate.pixels.shape[:2]
        left, top = max(box[0], plate.left), max(box[1], plate.top)
        right, bottom = min(box[2], plate.left + width), min(box[3], plate.top + height)
        if left >= right or top >= bottom:
            return
        part = plate.pixels[top - plate.top : bottom - plate.top, left - plate.left : right - plate.left]
        below = pixels[top:bottom, left:right]
        if plate is self._backdrop.plates[0]:
            below[:] = part
        else:
            paper.over(below, part, paper.cover_of(part))

    def _hold(self, frame: int) -> None:
        """Everything drawn on twos, laid together in `_pixels`."""
        pixels, view = self._pixels, self.path.start
        np.copyto(pixels, self._flat)
        if self._dirty is not None:
            box = self._dirty
            self._canvas.save()
            self._canvas.clipRect(skia.Rect(*box))
            self._lay(pixels, self._behind[0], box)
            later = self._behind[1:]
            for moving in self._moving:
                if moving.distance < 1000:
                    break
                while later and later[0].nearest >= moving.distance:
                    self._surface.flushAndSubmit()
                    self._lay(pixels, later.pop(0), box)
                self._draw_moving(moving, frame, view)
            for plate in later:
                self._lay(pixels, plate, box)
            self._canvas.restore()
        self._draw_cast(frame, view)

    # -- a camera that moves

    def _shoot(self, frame: int, view: View) -> None:
        later = list(self._backdrop.plates)
        behind = [p for p in later if p.nearest >= 1000]
        self._warp(behind[0], view, opaque=True)
        queue = behind[1:]
        for moving in self._moving:
            if moving.distance < 1000:
                break
            while queue and queue[0].nearest >= moving.distance:
                self._warp(queue.pop(0), view)
            self._draw_moving(moving, frame, view)
        for plate in queue:
            self._warp(plate, view)
        self._draw_cast(frame, view)

    def _warp(self, plate: Plate, view: View, *, opaque: bool = False) -> None:
        s, tx, ty = view.map(plate.distance, self.size)
        bs, bx, by = self._backdrop.view.map(plate.distance, self.size)
        a = s / bs
        mx, my = a * (plate.left - bx) + tx, a * (plate.top - by) + ty
        height, width = plate.pixels.shape[:2]
        left, top = max(0, floor(mx)), max(0, floor(my))
        right, bottom = min(self.size.width, ceil(mx + a * width)), min(self.size.height, ceil(my + a * height))
        if opaque:
            left, top, right, bottom = 0, 0, self.size.width, self.size.height
        if left >= right or top >= bottom:
            return
        matrix = np.array([[a, 0, mx - left], [0, a, my - top]])
        part = cv2.warpAffine(
            plate.pixels, matrix, (right - left, bottom - top), flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE if opaque else cv2.BORDER_CONSTANT)
        below = self._pixels[top:bottom, left:right]
        if opaque:
            below[:] = part
        else:
            paper.over(below, np.asarray(part, np.uint8), paper.cover_of(np.asarray(part, np.uint8)))

    # -- parts of both

    def _draw_moving(self, moving: Moving, frame: int, view: View) -> None:
        if not view.sees(moving.distance):
            return
        if moving.screen:
            self._shine(moving, frame, view)
            return
        s, tx, ty = view.map(moving.distance, self.size)
        canvas = self._canvas
        canvas.save()
        canvas.translate(tx, ty)
        canvas.scale(s, s)
        canvas.clipRect(skia.Rect(*moving.bounds))
        moving.draw(canvas, frame - frame % max(1, moving.every))
        canvas.restore()
        self._surface.flushAndSubmit()

    def _shine(self, moving: Moving, frame: int, view: View) -> None:
        """Draw what is light, on black and small since light is soft, and screen it over what is there."""
        box = _pixel_box(moving.bounds, view, moving.distance, self.size)
        if box is None:
            return
        left, top, right, bottom = box
        self._surface.flushAndSubmit()
        s, tx, ty = view.map(moving.distance, self.size)
        small = np.zeros((ceil((bottom - top) / SOFT), ceil((right - left) / SOFT), 4), np.uint8)
        surface = paper.surface_on(small)
        canvas = surface.getCanvas()
        canvas.scale(1 / SOFT, 1 / SOFT)
        canvas.translate(tx - left, ty - top)
        canvas.scale(s, s)
        canvas.clipRect(skia.Rect(*moving.bounds))
        moving.draw(canvas, frame - frame % max(1, moving.every))
        surface.flushAndSubmit()
        paper.screen(self._pixels[top:bottom, left:right], small)

    def _draw_cast(self, frame: int, view: View) -> None:
        """Weather behind, people and things, back to front."""
        canvas, size, light = self._canvas, self.size, self.light
        if self._rain:
            heavy = light.weather == "storm"
            weather.add_rain(self._pixels, self._tile(2, heavy), frame, 2, heavy)
        if self._snow:
            weather.draw_snow(canvas, size, frame, self.shot.seed, False, self._flake(), False)
        if self._mist:
            weather.draw_mist(canvas, size, frame, light, False)
        self._sketches.turn(frame, self.path.at(frame))
        for thing in self.cast:
            sight = view.map(thing.distance, size)
            if isinstance(thing, Stand):
                draw_prop(canvas, thing, self._sketches, light, sight, size, steady=self._steady)
            else:
                draw_performer(canvas, thing, self._sketches, light, sight, size)
        if self.over is not None:
            over, lead = self.over
            close = self.shot.framing.size == "close"
            self._surface.flushAndSubmit()
            draw_shoulder(self._pixels, over, lead, frame, light, view.map(lead.distance, size), size, close=close)
        self._surface.flushAndSubmit()

    def _tile(self, depth: int, heavy: bool) -> Array:
        return weather.rain_tile(self.size.width, self.size.height, depth, self._weather_color, heavy)

    def _flake(self) -> tuple[int, int, int]:
        return mix(self.light.haze, (255, 255, 255), 0.75)

    # -- a frame

    def picture(self, frame: int) -> Pictures:
        """The frame as (h, w, 3) RGB uint8; the array is the caller's."""
        twos = frame - frame % 2
        if self._shown is not None and self._shown[0] == twos and self._held_alike(frame):
            return self._shown[1].copy()
        if self._card:
            np.copyto(self._pixels, self._flat)
        elif self.path.still:
            if self._held_at != twos:
                self._hold(twos)
                np.copyto(self._held, self._pixels)
                self._held_at = twos
            else:
                np.copyto(self._pixels, self._held)
            for plate, cover in self._fore:
                below = self._pixels[plate.top : plate.top + cover.shape[0], plate.left : plate.left + cover.shape[1]]
                paper.over(below, plate.pixels, cover)
            self._after(frame, self.path.start)
        else:
            view = self.path.at(frame)
            self._shoot(twos, view)
            for plate in self._backdrop.plates:
                if plate.nearest < 1000:
                    self._warp(plate, view)
            self._after(frame, view)
        if not self._card:
            depth, exposure = (330, 1000) if self.light.interior else LENS.get(self.light.time, LENS["day"])
            paper.apply(self._pixels, paper.vignette(self.size.width, self.size.height, depth, self.path.still, exposure))
        if self._text is not None:
            self._text.veil(self._pixels, frame)
            self._text.draw(self._canvas, frame)
            self._surface.flushAndSubmit()
        self._ends(frame)
        out: Pictures = np.asarray(cv2.cvtColor(self._pixels, cv2.COLOR_RGBA2RGB), np.uint8)
        self._shown = (twos, out)
        return out.copy()

    def _held_alike(self, frame: int) -> bool:
        """Whether this frame looks like the one before it, with which it shares a two."""
        if self._card or not self.path.still or self._text is not None or frame % 2 == 0:
            return False
        shot = self.shot
        if self._rain or self._snow or self._mist or frame <= shot.enter.frames or frame >= shot.frames - shot.leave_frames - 1:
            return False
        return not any(s <= frame < s + len(weather.FLASH) for s in self._strikes)

    def _after(self, frame: int, view: View) -> None:
        """What is before the performers: parts that move, weather, lightning."""
        for moving in self._moving:
            if moving.distance < 1000:
                self._draw_moving(moving, frame - frame % 2, view)
        heavy = self.light.weather == "storm"
        if self._rain:
            for depth in (1, 0):
                weather.add_rain(self._pixels, self._tile(depth, heavy), frame, depth, heavy)
        if self._snow:
            weather.draw_snow(self._canvas, self.size, frame, self.shot.seed, True, self._flake(), False)
            self._surface.flushAndSubmit()
        if self._mist and self.shot.framing.size in ("wide", "full", "title"):
            weather.draw_mist(self._canvas, self.size, frame, self.light, True)
            self._surface.flushAndSubmit()
        flash = weather.flash_at(self._strikes, frame)
        if flash > 0:
            weather.add_flash(self._pixels, flash * (0.6 if self.light.interior else 1.0), (206, 220, 255))

    def _ends(self, frame: int) -> None:
        """Fade or dissolve in, fade out."""
        enter, last = self.shot.enter, self.shot.frames - 1
        if enter.kind != "cut" and frame < enter.frames:
            part = (frame + 1) / (enter.frames + 1)
            if enter.kind == "dissolve" and enter.source is not None:
                if self._before is None:
                    source = Scene(enter.source, self.size, self._cupboard, self._build)
                    rgb = source.picture(enter.source.frames - 1)
                    self._before = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA), np.uint8)
                cv2.addWeighted(self._pixels, part, self._before, 1 - part, 0, dst=self._pixels)
            else:
                cv2.convertScaleAbs(self._pixels, dst=self._pixels, alpha=part)
        leave = self.shot.leave_frames
        if leave and frame > last - leave:
            cv2.convertScaleAbs(self._pixels, dst=self._pixels, alpha=(last - frame) / leave)


def _flickers(glows: Sequence[Glow], *, steady: bool) -> list[Moving]:
    """Glows that flicker, as moving parts; `steady` ones shine evenly."""

    def part(glow: Glow) -> Moving:
        def draw(canvas: skia.Canvas, frame: int) -> None:
            paint_glow(canvas, glow, 1.0, 0.0, 0.0, flicker(glow, frame, steady=steady))

        r = glow.radius
        return Moving(draw=draw, bounds=(glow.x - r, glow.y - r, glow.x + r, glow.y + r), distance=glow.distance, every=2)

    return [part(g) for g in glows if g.flicker]


def _pixel_box(bounds: tuple[int, int, int, int], view: View, distance: int, size: Size) -> tuple[int, int, int, int] | None:
    s, tx, ty = view.map(distance, size)
    left, top = max(0, floor(bounds[0] * s + tx)), max(0, floor(bounds[1] * s + ty))
    right, bottom = min(size.width, ceil(bounds[2] * s + tx)), min(size.height, ceil(bounds[3] * s + ty))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _union(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

