"""Contact sheets: one picture of every shot, numbered, for people who look a film through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia

from playhead.render.renderer import PictureChunk, Pictures, Renderer, Size
from playhead.render.theatre.title import SANS, faces
from playhead.shots.shot import Shot

GAP, LABEL = 10, 20
SMALL = Size(424, 240)


def still(renderer: Renderer, shot: Shot, size: Size, frame: int | None = None) -> Pictures:
    """One frame of a shot (the middle one by default), (h, w, 3) uint8 sRGB."""
    wanted = shot.frames // 2 if frame is None else max(0, min(shot.frames - 1, frame))
    state = renderer.open(shot, size, None, wanted)
    chunk: PictureChunk | None = renderer.step(state)
    if chunk is None:
        return np.zeros((size.height, size.width, 3), np.uint8)
    picture: Pictures = chunk.pictures[wanted - chunk.first]
    return picture


def sheet(
    shots: Sequence[Shot], renderer: Renderer, *, columns: int = 4, size: Size = SMALL, labels: Sequence[str] = (),
) -> Pictures:
    """Pictures of `shots` side by side, each with its number and size below, (h, w, 3) uint8 sRGB."""
    columns = max(1, min(columns, len(shots) or 1))
    rows = -(-len(shots) // columns)
    width = columns * (size.width + GAP) + GAP
    height = rows * (size.height + LABEL + GAP) + GAP
    pixels = np.zeros((max(1, height), width, 4), np.uint8)
    pixels[...] = (20, 18, 24, 255)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    known = faces(SANS, 400)
    font = skia.Font(known[0], 12) if known else None
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(190, 180, 176))
    for index, shot in enumerate(shots):
        x = GAP + index % columns * (size.width + GAP)
        y = GAP + index // columns * (size.height + LABEL + GAP)
        picture = still(renderer, shot, size)
        pixels[y : y + size.height, x : x + size.width, :3] = picture
        if font is not None:
            text = labels[index] if index < len(labels) else f"{index + 1}  {shot.framing.size}  {shot.frames / 24:.1f} s"
            canvas.drawString(text, x, y + size.height + 14, font, paint)
    surface.flushAndSubmit()
    return np.ascontiguousarray(pixels[..., :3])
