"""Contact sheets: one picture of every shot, numbered, for people who look a film through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import skia

from playhead.render.renderer import Pictures, Size
from playhead.render.theatre.title import SANS, faces
from playhead.shots.shot import Shot

GAP, LABEL = 10, 20
SMALL = Size(424, 240)


def sheet(shots: Sequence[Shot], pictures: Iterable[Pictures], *, columns: int = 4, labels: Sequence[str] = ()) -> Pictures:
    """A picture of each of `shots` side by side, with its number and size below, (h, w, 3) uint8 sRGB; the pictures are of one size."""
    drawn = list(pictures)
    high, wide = drawn[0].shape[:2] if drawn else (SMALL.height, SMALL.width)
    columns = max(1, min(columns, len(drawn) or 1))
    rows = -(-len(drawn) // columns)
    width = columns * (wide + GAP) + GAP
    height = rows * (high + LABEL + GAP) + GAP
    pixels = np.zeros((max(1, height), width, 4), np.uint8)
    pixels[...] = (20, 18, 24, 255)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    known = faces(SANS, 400)
    font = skia.Font(known[0], 12) if known else None
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(190, 180, 176))
    for index, (shot, picture) in enumerate(zip(shots, drawn, strict=True)):
        x = GAP + index % columns * (wide + GAP)
        y = GAP + index // columns * (high + LABEL + GAP)
        pixels[y : y + high, x : x + wide, :3] = picture
        if font is not None:
            text = labels[index] if index < len(labels) else f"{index + 1}  {shot.framing.size}  {shot.frames / 24:.1f} s"
            canvas.drawString(text, x, y + high + 14, font, paint)
    surface.flushAndSubmit()
    return np.ascontiguousarray(pixels[..., :3])
