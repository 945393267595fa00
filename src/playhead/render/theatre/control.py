"""Control from the theatre: what it knows of its own pictures, for renderers that repaint them or are guided by them.

Everything is of the same scene that draws the pictures: each set layer and each thing is drawn once more as a silhouette, and what is
at a pixel is what is nearest there. Layers are drawn at a quarter of the size, people and props at full size.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import ceil, log
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from playhead.render.control import POINTS, Reference
from playhead.render.renderer import Pictures, Size
from playhead.render.theatre import figure, paper
from playhead.render.theatre.camera import View
from playhead.render.theatre.cast import Sketches, draw_performer, draw_prop, draw_shoulder
from playhead.render.theatre.light import light_for
from playhead.render.theatre.stage import Stance, Stand
from playhead.shots.brief import Brief
from playhead.shots.shot import Framing, Performer, Place, Shot

if TYPE_CHECKING:
    from playhead.render.theatre.compositor import Scene
    from playhead.render.theatre.theatre import Theatre

PART = 4
SKY, LENS = 40_000.0, 500.0
KEPT = 8
REACH = 34.0  # pixels at 848 within which a joint carries what is around it
SHEET = Size(384, 512)
GREY = (150, 148, 146)

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """One frame: at each pixel, the distance of what is seen, and who it is (0 nobody)."""

    distance: Numbers
    who: NDArray[np.uint8]


class StageControl:
    """A shot's control at a size; see `playhead.render.control.Control`. One instance belongs to one thread."""

    def __init__(self, theatre: Theatre, shot: Shot, size: Size, brief: Brief) -> None:
        self.brief = brief
        self._theatre = theatre
        self._shot = shot
        self._size = size
        self._sights: OrderedDict[int, _Sight] = OrderedDict()
        self._grounds: OrderedDict[int, Numbers] = OrderedDict()
        self._sketches = Sketches()

    def at(self, size: Size) -> StageControl:
        """See `Control.at`."""
        return self if size == self._size else StageControl(self._theatre, self._shot, size, self.brief)

    def frames(self, first: int, count: int, *, lettered: bool = True) -> Pictures:
        """See `Control.frames`."""
        shot = self._shot if lettered or not self._shot.text else replace(self._shot, text=())
        return np.stack([self._theatre.picture(shot, self._size, frame) for frame in self._within(first, count)])

    def depth(self, first: int, count: int) -> NDArray[np.uint8]:
        """See `Control.depth`."""
        return np.stack([self._nearness(frame) for frame in self._within(first, count)])

    def mask(self, first: int, count: int) -> NDArray[np.uint8]:
        """See `Control.mask`."""
        return np.stack([self._sight(frame).who for frame in self._within(first, count)])

    def pose(self, first: int, count: int, *, hidden: bool = True) -> NDArray[np.int16]:
        """See `Control.pose`."""
        return np.stack([self._pose(frame, hidden=hidden) for frame in self._within(first, count)])

    def flow(self, first: int, count: int) -> Numbers:
        """See `Control.flow`."""
        return np.stack([self._flow(frame) for frame in self._within(first, count)])

    def references(self) -> tuple[Reference, ...]:
        """See `Control.references`."""
        known = {name: index for index, (name, _) in enumerate(self.brief.characters) if index < len(self._shot.performers)}
        named = known or {f"performer {index + 1}": index for index in range(len(self._shot.performers))}
        found = [each for name, index in named.items() for each in character_sheet(name, self._shot.performers[index])]
        if self._shot.framing.size != "card":
            found += place_sheet(self._theatre, self._shot.place)
        return tuple(found)

    # Inside

    def _within(self, first: int, count: int) -> list[int]:
        last = self._shot.frames - 1
        return [max(0, min(last, frame)) for frame in range(first, first + count)]

    @cached_property
    def _scene(self) -> Scene:
        return self._theatre.scene(self._shot, self._size)

    @property
    def _flat(self) -> bool:
        """A card has nothing behind its paper."""
        return self._shot.framing.size == "card"

    def _nearness(self, frame: int) -> NDArray[np.uint8]:
        sight = self._sight(frame)
        dolly = 0.0 if self._flat else self._scene.path.at(frame).dolly
        near = np.log(np.clip(sight.distance - dolly, LENS, SKY))
        return np.asarray(np.round(255 * (log(SKY) - near) / (log(SKY) - log(LENS))), np.uint8)

    def _sight(self, frame: int) -> _Sight:
        """What is seen; people are drawn on twos, so a still camera sees the same for two frames."""
        if self._flat:
            shape = (self._size.height, self._size.width)
            return _Sight(np.full(shape, 1000.0, np.float32), np.zeros(shape, np.uint8))
        key = frame - frame % 2 if self._scene.path.still else frame
        found = self._sights.get(key)
        if found is None:
            found = self._sights[key] = self._looked(key)
            while len(self._sights) > KEPT:
                self._sights.popitem(last=False)
        return found

    def _looked(self, frame: int) -> _Sight:
        scene, size = self._scene, self._size
        view = scene.path.at(frame)
        distance = self._ground(frame, view).copy()
        who = np.zeros(distance.shape, np.uint8)
        twos = frame - frame % 2
        self._sketches.turn(twos, scene.path.at(twos))
        for thing in scene.cast:
            seen = self._silhouette(thing, view)
            nearer = seen & (distance >= thing.distance)
            distance[nearer] = thing.distance
            who[nearer] = thing.index + 1 if isinstance(thing, Stance) else 0
        if scene.over is not None:
            over, lead = scene.over
            pixels = np.zeros((size.height, size.width, 4), np.uint8)
            close = self._shot.framing.size == "close"
            draw_shoulder(pixels, over, lead, twos, scene.light, view.map(lead.distance, size), size, close=close)
            seen = pixels[..., 3] > 127
            distance[seen], who[seen] = 800.0, over.index + 1
        for layer in scene.set.layers:
            if layer.distance < 1000 and view.sees(layer.distance):
                seen = self._covered(layer.draw, layer.distance, view)
                distance[seen], who[seen] = layer.distance, 0
        return _Sight(distance, who)

    def _ground(self, frame: int, view: View) -> Numbers:
        """The distance of the set behind the performers."""
        key = 0 if self._scene.path.still else frame
        found = self._grounds.get(key)
        if found is None:
            found = np.full((self._size.height, self._size.width), SKY, np.float32)
            for layer in self._scene.set.layers:
                if layer.distance >= 1000:
                    found[self._covered(layer.draw, layer.distance, view)] = layer.distance
            self._grounds[key] = found
            while len(self._grounds) > KEPT:
                self._grounds.popitem(last=False)
        return found

    def _covered(self, draw: Any, distance: int, view: View) -> NDArray[np.bool_]:
        size = self._size
        small = np.zeros((ceil(size.height / PART), ceil(size.width / PART), 4), np.uint8)
        surface = paper.surface_on(small)
        canvas = surface.getCanvas()
        s, tx, ty = view.map(distance, size)
        canvas.scale(1 / PART, 1 / PART)
        canvas.translate(tx, ty)
        canvas.scale(s, s)
        draw(canvas)
        surface.flushAndSubmit()
        whole = cv2.resize(small[..., 3], (small.shape[1] * PART, small.shape[0] * PART), interpolation=cv2.INTER_LINEAR)
        return np.asarray(whole[: size.height, : size.width] > 96, np.bool_)

    def _silhouette(self, thing: Stance | Stand, view: View) -> NDArray[np.bool_]:
        size = self._size
        pixels = np.zeros((size.height, size.width, 4), np.uint8)
        surface = paper.surface_on(pixels)
        canvas, sight = surface.getCanvas(), view.map(thing.distance, size)
        if isinstance(thing, Stand):
            draw_prop(canvas, thing, self._sketches, self._scene.light, sight, size, steady=True)
        else:
            draw_performer(canvas, thing, self._sketches, self._scene.light, sight, size)
        surface.flushAndSubmit()
        return np.asarray(pixels[..., 3] > (200 if isinstance(thing, Stand) else 127), np.bool_)

    def _points(self, stance: Stance, frame: int, view: View) -> list[tuple[float, float] | None]:
        """A performer's points in pixels, drawn on twos as he is."""
        twos = frame - frame % 2
        s, tx, ty = view.map(stance.distance, self._size)
        x, y, detail = stance.x(twos) * s + tx, stance.feet_y * s + ty, s * stance.scale
        return [None if point is None else (x + point[0] * detail, y + point[1] * detail) for point in figure.joints(stance.performer, twos)]

    def _pose(self, frame: int, *, hidden: bool) -> NDArray[np.int16]:
        found = np.zeros((len(self._shot.performers), len(POINTS), 3), np.int16)
        if self._flat:
            return found
        view = self._scene.path.at(frame)
        who = self._sight(frame).who if hidden else None
        for stance in self._scene.cast:
            if not isinstance(stance, Stance):
                continue
            for n, point in enumerate(self._points(stance, frame, view)):
                if point is None:
                    continue
                x, y = round(point[0]), round(point[1])
                inside = 0 <= x < self._size.width and 0 <= y < self._size.height
                seen = inside and (who is None or bool((who[max(0, y - 4) : y + 5, max(0, x - 4) : x + 5] == stance.index + 1).any()))
                found[stance.index, n] = (max(-32768, min(32767, x)), max(-32768, min(32767, y)), seen)
        return found

    def _flow(self, frame: int) -> Numbers:
        size, shape = self._size, (self._size.height, self._size.width, 2)
        flow = np.zeros(shape, np.float32)
        if frame == 0 or self._flat:
            return flow
        path = self._scene.path
        now, before = path.at(frame), path.at(frame - 1)
        still = path.still or now == before
        if still and frame % 2:
            return flow
        sight = self._sight(frame)
        x, y = _grid(size.width, size.height)
        if not still:
            for distance in np.unique(sight.distance):
                at = sight.distance == distance
                s, tx, ty = now.map(float(distance), size)
                s2, tx2, ty2 = before.map(float(distance), size)
                flow[..., 0][at] = (x - (s2 / s * (x - tx) + tx2))[at]
                flow[..., 1][at] = (y - (s2 / s * (y - ty) + ty2))[at]
        if frame % 2 == 0:
            for stance in self._scene.cast:
                if isinstance(stance, Stance):
                    self._carry(flow, stance, frame, sight.who == stance.index + 1, now, before)
        return flow

    def _carry(self, flow: Numbers, stance: Stance, frame: int, at: NDArray[np.bool_], now: View, before: View) -> None:
        """What is a performer's goes where the joints near it go."""
        rows, columns = np.nonzero(at)
        if rows.size == 0:
            return
        here, there = self._points(stance, frame, now), self._points(stance, frame - 1, before)
        pairs = [(a, (a[0] - b[0], a[1] - b[1])) for a, b in zip(here, there, strict=True) if a is not None and b is not None]
        joints, moved = np.array([a for a, _ in pairs], np.float32), np.array([d for _, d in pairs], np.float32)
        spots = np.stack([columns, rows], -1).astype(np.float32)
        reach = REACH * self._size.width / 848 * max(1.0, stance.scale * now.scale(stance.distance))
        apart = ((spots[:, None] - joints[None]) ** 2).sum(-1) / (2 * reach * reach)
        weight = np.exp(apart.min(1, keepdims=True) - apart)
        flow[rows, columns] = (weight @ moved) / weight.sum(1, keepdims=True)


@lru_cache(maxsize=4)
def _grid(width: int, height: int) -> tuple[Numbers, Numbers]:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


@lru_cache(maxsize=64)
def character_sheet(name: str, performer: Performer) -> tuple[Reference, ...]:
    """A character from the front and in profile, in even light, and its colours from largest to smallest."""
    light = light_for("day", "clear", interior=True)
    views = []
    for view, facing in (("front", 0), ("profile", 90)):
        plain = Performer(performer.appearance, 0, facing=facing, gaze=facing)
        pixels = np.zeros((SHEET.height, SHEET.width, 4), np.uint8)
        pixels[...] = (*GREY, 255)
        surface = paper.surface_on(pixels)
        canvas = surface.getCanvas()
        left, _, right, _ = figure.bounds(plain)
        detail = min(0.9 * SHEET.height / figure.height(performer.appearance), 2.1 * SHEET.width / (right - left))
        canvas.translate(SHEET.width / 2, SHEET.height * 0.95)
        canvas.scale(detail, detail)
        figure.draw(canvas, plain, 0, light, detail=detail)
        surface.flushAndSubmit()
        views.append(Reference("character", name, view, np.ascontiguousarray(pixels[..., :3])))
    return (*views, Reference("character", name, "palette", palette(views[0].picture, ignore=GREY)))


def place_sheet(theatre: Theatre, place: Place) -> list[Reference]:
    """A place by clear day with nobody in it, and its colours."""
    shot = Shot(place, "day", "clear", Framing("wide"), 1)
    wide = theatre.picture(shot, Size(424, 240), 0)
    return [Reference("place", place.name, "front", wide), Reference("place", place.name, "palette", palette(wide))]


def palette(picture: Pictures, colors: int = 6, ignore: tuple[int, int, int] | None = None) -> Pictures:
    """The picture's colours as swatches side by side, (64, 64 n, 3), each as wide as the others, from most to least seen."""
    seen = cv2.resize(picture, (96, 96), interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(np.float32)
    if ignore is not None:
        kept = np.abs(seen - np.array(ignore, np.float32)).max(1) > 12
        seen = seen[kept] if kept.sum() >= colors else seen
    start = np.argsort(seen.sum(1))[np.linspace(0, len(seen) - 1, len(seen)).astype(int)]
    labels = np.zeros((len(seen), 1), np.int32)
    labels[start, 0] = np.arange(len(seen)) * colors // len(seen)  # by brightness at first, so that it is the same each time
    criteria = (cv2.TERM_CRITERIA_MAX_ITER, 12, 0.0)
    _, labels, centres = cv2.kmeans(seen, colors, labels, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    order = np.argsort(-np.bincount(labels[:, 0], minlength=colors), kind="stable")
    swatches = np.clip(np.round(centres[order]), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(np.repeat(swatches[None], 64, axis=0), 64, axis=1))
