"""Titles and cards: words set on the picture or on dark paper, fading in line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import skia

from playhead import assets
from playhead.errors import PlayheadError
from playhead.render.renderer import Size
from playhead.render.theatre import paper
from playhead.render.theatre.light import mix, shade
from playhead.render.theatre.paper import Array
from playhead.render.theatre.scene import Color, Light
from playhead.shots.shot import Shot

SCRIPTS = ("", "-latin-ext", "-cyrillic")
VEIL_FRAMES = 30
SERIF, SANS = "cormorant-garamond", "source-sans-3"
WIDE = ("sawarabi-mincho", "gowun-batang", "zcool-xiaowei")
"""Japanese, Korean, Chinese: large files, opened when a letter first asks for them."""


@lru_cache(maxsize=8)
def faces(family: str, weight: int) -> tuple[skia.Typeface, ...]:
    """The typefaces of a family, one a script, the sans-serif family's after them for what they lack."""
    manager = skia.FontMgr.New_Custom_Empty()  # the system's fonts are never looked for: a bare machine has none
    found = []
    for name in (family, SANS):
        for script in (*SCRIPTS, "-greek"):
            try:
                face = manager.makeFromFile(str(assets.path(f"fonts/{name}{script}-{weight}.woff")))
            except (PlayheadError, RuntimeError):
                continue
            if face is not None:
                found.append(face)
    return tuple(found)


@lru_cache(maxsize=1)
def wide_faces() -> tuple[skia.Typeface, ...]:
    """The typefaces of scripts with thousands of letters; one an installation lacks is left out."""
    manager = skia.FontMgr.New_Custom_Empty()
    found = []
    for name in WIDE:
        try:
            face = manager.makeFromFile(str(assets.path(f"fonts/{name}-400.woff")))
        except (PlayheadError, RuntimeError):
            continue
        if face is not None:
            found.append(face)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    font: skia.Font
    advance: float


def runs(text: str, family: str, weight: int, size: float, spacing: float = 0.0) -> tuple[_Run, ...]:
    """`text` as runs of one font each; characters that no font has are left out."""
    known = faces(family, weight)
    out: list[_Run] = []
    for char in text:
        face = next((f for f in known if f.unicharToGlyph(ord(char))), None)
        if face is None and ord(char) > 0x2E7F:
            face = next((f for f in wide_faces() if f.unicharToGlyph(ord(char))), None)
        if face is None:
            if not char.isspace():
                continue
            face = known[0] if known else None
            if face is None:
                continue
        font = skia.Font(face, size)
        font.setSubpixel(True)
        font.setEdging(skia.Font.Edging.kAntiAlias)
        if out and spacing == 0 and out[-1].font.getTypeface().uniqueID() == face.uniqueID():
            joined = out[-1].text + char
            out[-1] = _Run(joined, out[-1].font, out[-1].font.measureText(joined))
        else:
            out.append(_Run(char, font, font.measureText(char) + spacing))
    return tuple(out)


def width_of(line: tuple[_Run, ...]) -> float:
    """Pixels a set line is wide."""
    return sum(run.advance for run in line)


_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(rf"[{_UNSPACED}][、。，．！？：；」』）ー々]*|[^{_UNSPACED}]+")


def _words(text: str) -> list[str]:
    """Between what a line may break: words with the space before them, and single letters of scripts that set no spaces."""
    return [f" {piece}" if n and not k else piece for n, word in enumerate(text.split()) for k, piece in enumerate(_PIECE.findall(word))]


def wrap(text: str, family: str, weight: int, size: float, room: float) -> list[tuple[_Run, ...]]:
    """Lines of about equal length that fit in `room` pixels; a word longer than that is set smaller by the caller."""
    words = _words(text)
    whole = width_of(runs(text, family, weight, size))
    count = max(1, -(-int(whole) // max(1, int(room))))
    set_lines: list[tuple[_Run, ...]] = []
    for parts in range(count, count + 3):
        goal = whole / parts * 1.06
        lines: list[str] = []
        line = ""
        for word in words:
            longer = f"{line}{word}".strip()
            if line and width_of(runs(longer, family, weight, size)) > min(room, goal) and len(lines) < parts - 1:
                lines.append(line)
                line = word.strip()
            else:
                line = longer
        lines.append(line)
        set_lines = [runs(x, family, weight, size) for x in lines]
        if all(width_of(x) <= room for x in set_lines):
            return set_lines
    return set_lines


class Lettering:
    """The words of a title or a card, set once and drawn with a fade."""

    def __init__(self, shot: Shot, size: Size, light: Light) -> None:
        self._shot = shot
        k = size.height / 480
        title = shot.framing.size == "title"
        room = size.width * 0.80
        self._blocks: list[tuple[skia.Image, float, float, int]] = []
        self._scrim: Array | None = None
        self._size = size
        dark = sum(light.sky[0]) + sum(light.sky[1]) < 640 or not title
        tone = mix(light.lamp, (255, 250, 240), 0.72) if dark or title else shade(light.ink, 0.8)
        if title:
            middle = skia.Point(size.width / 2, size.height * 0.40)
            veil = skia.GradientShader.MakeRadial(
                middle, size.width * 0.42,
                [skia.Color(*shade(light.ink, 0.7), 122), skia.Color(*shade(light.ink, 0.7), 66), skia.Color(*light.ink, 0)], [0, 0.5, 1])
            self._scrim = np.zeros((size.height, size.width, 4), np.uint8)
            surface = paper.surface_on(self._scrim)
            surface.getCanvas().drawPaint(skia.Paint(Shader=veil, Dither=True))
            surface.flushAndSubmit()
            self._cover = paper.cover_of(self._scrim)
        lead, rest = shot.text[0], shot.text[1:]
        point = (70 if title else 40) * k
        lines = wrap(lead, SERIF, 600, point, room)
        while (len(lines) > 3 or any(width_of(x) > room for x in lines)) and point > 15 * k:
            point *= 0.88
            lines = wrap(lead, SERIF, 600, point, room)
        small = (19 if title else 22) * k
        blocks: list[tuple[list[tuple[_Run, ...]], float, float, int]] = [(lines, point, point * 1.02, 8)]
        foot: tuple[list[tuple[_Run, ...]], float] | None = None
        for index, text in enumerate(rest):
            if title and index == len(rest) - 1 and len(rest) >= 1:
                foot = ([runs(text, SANS, 400, 11.5 * k, 1.1 * k)], 11.5 * k)
                continue
            blocks.append((wrap(text, SERIF, 400, small, room), small, small * 1.25, 20 + 6 * index))
        total = sum(len(b[0]) * b[2] for b in blocks) + (len(blocks) - 1) * 12 * k
        y = size.height * (0.40 if title else 0.48) - total / 2
        for set_lines, px, step, start in blocks:
            for line in set_lines:
                self._place(line, px, y + px * 0.80, start, tone)
                y += step
            y += 12 * k
        if foot is not None:
            self._place(foot[0][0], foot[1], size.height * 0.935, 26, mix(tone, light.haze, 0.22))

    def _place(self, line: tuple[_Run, ...], px: float, baseline: float, start: int, tone: Color) -> None:
        wide = width_of(line)
        if wide <= 0:
            return
        pad = px * 0.5
        surface = skia.Surface(int(wide + 2 * pad) + 2, int(px * 1.9) + 2)
        canvas = surface.getCanvas()
        shadow = skia.Paint(
            AntiAlias=True, Color=skia.Color(0, 0, 0, 120), MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.6, px * 0.06)))
        for paint in (shadow, skia.Paint(AntiAlias=True, Color=skia.Color(*tone))):
            x = pad
            for run in line:
                canvas.drawString(run.text, x, px * 1.25, run.font, paint)
                x += run.advance
        left = (self._size.width - wide) / 2 - pad
        self._blocks.append((surface.makeImageSnapshot(), round(left), round(baseline - px * 1.25), start))

    def veil(self, pixels: Array, frame: int) -> None:
        """Darken the picture behind a title's words, in place."""
        if self._scrim is None or frame <= 0:
            return
        if frame >= VEIL_FRAMES:
            paper.over(pixels, self._scrim, self._cover)
            return
        scrim = np.asarray(cv2.convertScaleAbs(self._scrim, alpha=frame / VEIL_FRAMES), np.uint8)
        paper.over(pixels, scrim, paper.cover_of(scrim))

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Draw the words as they are at a frame."""
        for image, x, y, start in self._blocks:
            part = min(1.0, max(0.0, (frame - start + 1) / 18))
            part = part * part * (3 - 2 * part)
            if part > 0:
                canvas.drawImage(image, x, y, skia.SamplingOptions(), skia.Paint(Alphaf=part))


def card_paper(size: Size, light: Light) -> Array:
    """Dark paper for a card, in the colour of the scene's ink."""
    pixels = np.zeros((size.height, size.width, 4), np.uint8)
    surface = paper.surface_on(pixels)
    base = mix(light.ink, light.sky[1], 0.16)
    shader = skia.GradientShader.MakeRadial(
        skia.Point(size.width / 2, size.height * 0.45), size.width * 0.68,
        [skia.Color(*mix(base, light.haze, 0.10)), skia.Color(*base), skia.Color(*shade(base, 0.62))], [0, 0.5, 1])
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader, Dither=True))
    surface.flushAndSubmit()
    paper.apply(pixels, paper.vignette(size.width, size.height, 380, textured=True))
    return pixels
