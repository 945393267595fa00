"""Plates: a set's layers painted once for one set-up, as few pictures that the camera then moves.

For a camera that stands still the plates are as large as the frame; for one that moves they are as large as what it will
see, painted for the nearest view. Plates are kept in memory by bytes, and in `blobs` where workers share one.
"""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Protocol

import cv2
import numpy as np
import skia

from playhead.render.renderer import Size
from playhead.render.theatre import paper
from playhead.render.theatre.camera import Path, View
from playhead.render.theatre.paper import Array
from playhead.render.theatre.scene import Glow, Layer, Moving, Set

MEMORY_BYTES = 96 * 1024 * 1024
FAR, NEAR = 5200, 1650  # where three plates divide when nothing that moves says otherwise


class Blobs(Protocol):
    """Where plates are shared between processes."""

    def get(self, key: str) -> bytes | None:
        """The bytes bound to a key, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Bind bytes to a key; the first binding may win."""
        ...


@dataclass(frozen=True, slots=True)
class Plate:
    """A painted plane: `pixels` (h, w, 4) RGBA premultiplied, at (`left`, `top`) of the frame seen by the baking view.

    The camera moves it as a thing at `distance`; `nearest` is the nearest layer on it. The first plate is opaque.
    """

    pixels: Array
    left: int
    top: int
    distance: int
    nearest: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return int(self.pixels.nbytes)


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A set painted for one set-up: plates from back to front, those nearer than 1000 before the performers."""

    view: View
    plates: tuple[Plate, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(plate.nbytes for plate in self.plates)


class Cupboard:
    """Backdrops kept by how recently they were used, up to a number of bytes, and shared through `blobs`."""

    def __init__(self, blobs: Blobs | None = None, cap_bytes: int = MEMORY_BYTES) -> None:
        self._kept: OrderedDict[str, Backdrop] = OrderedDict()
        self._blobs = blobs
        self._cap = cap_bytes
        self._held = 0

    def get(self, key: str, make: Callable[[], Backdrop], *, share: bool = True) -> Backdrop:
        """The backdrop of that key: kept, shared, or made now; `share` false keeps it within this process."""
        blobs = self._blobs if share else None
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        data = blobs.get("plates-" + key) if blobs is not None else None
        backdrop = unpack(data) if data else None
        if backdrop is None:
            backdrop = make()
            if blobs is not None:
                blobs.put("plates-" + key, pack(backdrop))
        self._kept[key] = backdrop
        self._held += backdrop.nbytes
        while self._held > self._cap and len(self._kept) > 1:
            self._held -= self._kept.popitem(last=False)[1].nbytes
        return backdrop

    def statistics(self) -> dict[str, int]:
        """How many backdrops are held, and their bytes."""
        return {"backdrops": len(self._kept), "bytes": self._held}


def cuts_of(place: Set, moving: bool) -> tuple[int, ...]:
    """Distances at which plates divide, far to near; 1000 (the performers) always is one."""
    if not moving:
        at = [m.distance for m in place.moving]
        at += [place.opening_distance] if place.openings else []  # weather is seen through the wall, not before it
        at += [place.water_distance] if place.water else []
        wanted = sorted({distance for distance in at if distance >= 1000}, reverse=True)
        return (*wanted, 1000) if 1000 not in wanted else tuple(wanted)
    # Depth decides where a moving camera's plates divide, or what is far would slide like what is near; a part that moves
    # only draws the division to itself when it is about there, the largest first.
    return tuple(sorted({_cut(place, 4000, 8000, FAR), _cut(place, 1250, 2600, NEAR), 1000}, reverse=True))


def _cut(place: Set, low: int, high: int, usual: int) -> int:
    def area(moving: Moving) -> int:
        left, top, right, bottom = moving.bounds
        return (right - left) * (bottom - top)

    near = [m for m in place.moving if low <= m.distance <= high]
    return max(near, key=lambda m: (area(m), m.distance)).distance if near else usual


def bake(place: Set, path: Path, frames: int, size: Size, focus: int, softness: int = 1) -> Backdrop:
    """Paint a set for a camera's way of `frames`; `focus` is the distance seen sharp, `softness` how much the rest is not."""
    views = [path.start] if path.still else [path.at(f) for f in range(frames)] + [path.end]
    view = max(views, key=lambda v: v.scale(1000))
    near_view = max(views, key=lambda v: v.dolly)
    layers = sorted(enumerate(place.layers), key=lambda item: (-item[1].distance, item[0]))
    seen = [layer for _, layer in layers if near_view.sees(layer.distance)]
    groups: list[tuple[list[Layer], list[Glow]]] = []
    upper: float = 1e9
    for cut in (*cuts_of(place, not path.still), 0):
        here = [x for x in seen if cut <= x.distance < upper]
        glows = [g for g in place.glows if cut <= g.distance < upper and not g.flicker and near_view.sees(g.distance)]
        if here or glows:
            groups.append((here, glows))
        upper = cut
    plates: list[Plate] = []
    shine: Array | None = None
    for here, glows in groups:
        distance = _stands_for(here, glows)
        box = _extent(views, view, distance, size)
        pixels = _paint(here, glows, view, box, size, focus, softness)
        plate_box = box
        if plates:
            plate_box, pixels = _crop(pixels, box)
            if pixels.size == 0:
                continue
        else:
            pixels[..., 3] = 255
        shine = _shine(shine, pixels, plate_box, size)
        if _nearest(here, glows) >= 1000:
            paper.bloom(pixels, _part(shine, plate_box, size))
        if not path.still:
            paper.apply(pixels, paper.paper(pixels.shape[1], pixels.shape[0], size.width * 1000 // 848))
            np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
        plates.append(Plate(pixels, plate_box[0], plate_box[1], distance, _nearest(here, glows)))
    return Backdrop(view, tuple(plates))


def _nearest(layers: Sequence[Layer], glows: Sequence[Glow]) -> int:
    nearest: int = min([x.distance for x in layers] + [g.distance for g in glows])
    return nearest


def _stands_for(layers: Sequence[Layer], glows: Sequence[Glow]) -> int:
    """The one distance a plate moves at: what the performers stand on moves with them, the rest at the mean."""
    distances = [x.distance for x in layers] or [g.distance for g in glows]
    low, high = min(distances), max(distances)
    if low < 1300:
        return low if low >= 1000 else round(sqrt(low * high))
    return round(sqrt(low * high))


def _extent(views: Sequence[View], view: View, distance: int, size: Size) -> tuple[int, int, int, int]:
    """What must be painted, in pixels of the baking view, so that every view is covered."""
    s, tx, ty = view.map(distance, size)
    box = [0.0, 0.0, float(size.width), float(size.height)]
    for other in views:
        so, ox, oy = other.map(distance, size)
        box[0] = min(box[0], (0 - ox) / so * s + tx)
        box[1] = min(box[1], (0 - oy) / so * s + ty)
        box[2] = max(box[2], (size.width - ox) / so * s + tx)
        box[3] = max(box[3], (size.height - oy) / so * s + ty)
    if len(views) == 1:
        return 0, 0, size.width, size.height
    return int(box[0]) - 3, int(box[1]) - 3, int(box[2]) + 4, int(box[3]) + 4


def _paint(
    layers: Sequence[Layer], glows: Sequence[Glow], view: View, box: tuple[int, int, int, int], size: Size, focus: int,
    softness: int,
) -> Array:
    width, height = box[2] - box[0], box[3] - box[1]
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = paper.surface_on(pixels)
    canvas = surface.getCanvas()
    items: list[Layer | Glow] = sorted([*layers, *glows], key=lambda x: (-x.distance, isinstance(x, Glow)))
    for item in items:
        s, tx, ty = view.map(item.distance, size)
        tx, ty = tx - box[0], ty - box[1]
        if isinstance(item, Glow):
            paint_glow(canvas, item, s, tx, ty, 1.0)
            continue
        blur = item.blur * s * 0.5 + softness * _defocus(view, item.distance, focus, size)
        if blur < 0.45:
            canvas.save()
            canvas.translate(tx, ty)
            canvas.scale(s, s)
            item.draw(canvas)
            canvas.restore()
        else:
            _paint_soft(canvas, item, s, tx, ty, blur, (width, height))
    surface.flushAndSubmit()
    return pixels


def _defocus(view: View, distance: int, focus: int, size: Size) -> float:
    """Blur in pixels of what lies far from the focus; none in a wide, a little in a close-up."""
    near = view.scale(focus)
    if near < 2.2:
        return 0.0
    ratio = max(near / view.scale(distance), view.scale(distance) / near) - 1.0
    return min(2.0, 0.55 * ratio) * min(1.0, (near - 2.2) / 2.5) * size.width / 848


def _paint_soft(
    canvas: skia.Canvas, layer: Layer, s: float, tx: float, ty: float, sigma: float, extent: tuple[int, int],
) -> None:
    part = 1 if sigma < 1.6 else 2 if sigma < 4 else 4
    margin = int(sigma * 3) + part
    width, height = -(-(extent[0] + 2 * margin) // part), -(-(extent[1] + 2 * margin) // part)
    small = np.zeros((height, width, 4), np.uint8)
    surface = paper.surface_on(small)
    soft = surface.getCanvas()
    soft.scale(1 / part, 1 / part)
    soft.translate(tx + margin, ty + margin)
    soft.scale(s, s)
    layer.draw(soft)
    surface.flushAndSubmit()
    image = paper.image_of(paper.soften(small, sigma / part))
    canvas.drawImageRect(
        image, skia.Rect.MakeXYWH(-margin, -margin, width * part, height * part), skia.SamplingOptions(skia.FilterMode.kLinear),
    )


def paint_glow(canvas: skia.Canvas, glow: Glow, s: float, tx: float, ty: float, strength: float) -> None:
    """Screen a glow onto a canvas of pixels."""
    r, g, b = glow.color

    warm = r >= b  # lamplight reddens as it falls off, else it greys what it falls on

    def stop(part: float, fall: float) -> int:
        green, blue = (round(g * (1 - 0.22 * fall)), round(b * (1 - 0.55 * fall))) if warm else (g, b)
        return int(skia.Color(r, green, blue, max(0, min(255, round(255 * part * strength)))))

    centre = skia.Point(glow.x * s + tx, glow.y * s + ty)
    shader = skia.GradientShader.MakeRadial(
        centre, max(1.0, glow.radius * s), [stop(0.62, 0), stop(0.30, 0.6), stop(0.11, 1), stop(0.03, 1), stop(0, 1)], [0, 0.18, 0.45, 0.75, 1],
    )
    canvas.drawCircle(
        centre, max(1.0, glow.radius * s), skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen, Dither=True),
    )


def _crop(pixels: Array, box: tuple[int, int, int, int]) -> tuple[tuple[int, int, int, int], Array]:
    """Cut what is transparent all round away."""
    alpha = pixels[..., 3]
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if rows.size == 0:
        return (box[0], box[1], box[0], box[1]), pixels[:0]
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return (box[0] + left, box[1] + top, box[0] + right, box[1] + bottom), np.ascontiguousarray(pixels[top:bottom, left:right])


_SHINE = 6  # the bloom's picture is this many times smaller
_SHINE_MARGIN = 240


def _shine(shine: Array | None, pixels: Array, box: tuple[int, int, int, int], size: Size) -> Array:
    """The frame and a margin, small: what has been painted so far, for the bloom."""
    width, height = (size.width + 2 * _SHINE_MARGIN) // _SHINE, (size.height + 2 * _SHINE_MARGIN) // _SHINE
    matrix = np.array([[1 / _SHINE, 0, (box[0] + _SHINE_MARGIN) / _SHINE], [0, 1 / _SHINE, (box[1] + _SHINE_MARGIN) / _SHINE]])
    small = cv2.warpAffine(cv2.blur(pixels, (_SHINE, _SHINE)), matrix, (width, height), borderMode=(
        cv2.BORDER_REPLICATE if shine is None else cv2.BORDER_CONSTANT))
    if shine is None:
        return np.asarray(small, np.uint8)
    out = shine.copy()
    paper.over(out, np.asarray(small, np.uint8), paper.cover_of(np.asarray(small, np.uint8)))
    return out


def _part(shine: Array, box: tuple[int, int, int, int], size: Size) -> Array:
    """The part of the blurred shine that lies under a box."""
    soft = paper.soften(shine, 16 * size.width / 848 / _SHINE)
    width, height = max(2, (box[2] - box[0]) // _SHINE), max(2, (box[3] - box[1]) // _SHINE)
    matrix = np.array([
        [1.0, 0, -(box[0] + _SHINE_MARGIN) / _SHINE], [0, 1.0, -(box[1] + _SHINE_MARGIN) / _SHINE],
    ])
    return np.asarray(cv2.warpAffine(soft, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def pack(backdrop: Backdrop) -> bytes:
    """A backdrop as bytes."""
    view = backdrop.view
    head = {
        "view": [view.x, view.y, view.dolly, view.zoom, view.pan, view.tilt, view.orbit],
        "plates": [[*p.pixels.shape[:2], p.left, p.top, p.distance, p.nearest] for p in backdrop.plates],
    }
    lead = json.dumps(head).encode()
    body = b"".join(p.pixels.tobytes() for p in backdrop.plates)
    return len(lead).to_bytes(4, "big") + lead + zlib.compress(body, 1)


def unpack(data: bytes) -> Backdrop | None:
    """A backdrop from bytes; None if they are not whole."""
    try:
        length = int.from_bytes(data[:4], "big")
        head = json.loads(data[4 : 4 + length])
        body = zlib.decompress(data[4 + length :])
        plates, at = [], 0
        for height, width, left, top, distance, nearest in head["plates"]:
            count = height * width * 4
            pixels = np.frombuffer(body, np.uint8, count, at).reshape(height, width, 4)
            at += count
            plates.append(Plate(pixels, left, top, distance, nearest))
        return Backdrop(View(*head["view"]), tuple(plates))
    except (ValueError, KeyError, zlib.error):
        return None
