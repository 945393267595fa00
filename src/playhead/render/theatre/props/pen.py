"""What every prop is drawn with: paper shapes that know how the shot is lit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import numpy as np
import skia

from playhead.render.theatre.scene import Color, Light

Points = Sequence[tuple[float, float]]

WOOD: Color = (150, 96, 58)
DARK_WOOD: Color = (98, 60, 42)
BRASS: Color = (214, 164, 84)
STEEL: Color = (150, 162, 178)
IRON: Color = (74, 78, 92)
PAPER: Color = (240, 228, 200)
CERAMIC: Color = (226, 218, 206)
LEATHER: Color = (124, 72, 48)
INKED: Color = (58, 48, 62)
GLASS: Color = (170, 205, 214)
STRAW: Color = (206, 164, 96)
GREEN: Color = (88, 132, 84)
GOLD: Color = (232, 186, 92)

ACCENTS: dict[str, Color] = {
    "red": (206, 74, 58), "orange": (222, 122, 52), "yellow": (230, 184, 76), "green": (88, 148, 92), "teal": (44, 128, 134),
    "blue": (64, 104, 172), "violet": (126, 86, 158), "pink": (222, 128, 144), "white": (236, 230, 220),
}


def mix(a: Color, b: Color, t: float) -> Color:
    """`a` moved toward `b` by `t` in 0..1."""
    return (round(a[0] + (b[0] - a[0]) * t), round(a[1] + (b[1] - a[1]) * t), round(a[2] + (b[2] - a[2]) * t))


def argb(color: Color, alpha: float = 1.0) -> int:
    """Skia's colour of an sRGB triple, `alpha` 0..1."""
    r, g, b = (max(0, min(255, round(c))) for c in color)
    return int(skia.ColorSetARGB(max(0, min(255, round(alpha * 255))), r, g, b))


def luminance(color: Color) -> float:
    """0..255, Rec. 709 weights on sRGB values."""
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


@lru_cache(maxsize=2048)
def _parsed(d: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    counts = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
    out: list[tuple[str, tuple[float, ...]]] = []
    verb, numbers = "", []
    for word in d.replace(",", " ").split():
        token = word
        if token[0] in counts:
            verb, token = token[0], token[1:]
            if verb == "Z":
                out.append(("Z", ()))
            if not token:
                continue
        numbers.append(float(token))
        if len(numbers) == counts[verb]:
            out.append((verb, tuple(numbers)))
            numbers = []
            verb = "L" if verb == "M" else verb
    return tuple(out)


def svg(d: str) -> skia.Path:
    """A path from absolute M, L, Q, C and Z commands as in SVG; the letter may touch its first number."""
    path = skia.Path()
    for verb, n in _parsed(d):
        if verb == "M":
            path.moveTo(*n)
        elif verb == "L":
            path.lineTo(*n)
        elif verb == "Q":
            path.quadTo(*n)
        elif verb == "C":
            path.cubicTo(*n)
        else:
            path.close()
    return path


def poly(points: Points, *, close: bool = True) -> skia.Path:
    """Straight lines through `points`."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], close)
    return path


def spline(points: Points, *, close: bool = True) -> skia.Path:
    """A smooth curve through `points` (uniform Catmull-Rom)."""
    n = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(n if close else n - 1):
        at = [points[(i + k) % n] if close else points[max(0, min(n - 1, i + k))] for k in (-1, 0, 1, 2)]
        path.cubicTo(
            at[1][0] + (at[2][0] - at[0][0]) / 6, at[1][1] + (at[2][1] - at[0][1]) / 6,
            at[2][0] - (at[3][0] - at[1][0]) / 6, at[2][1] - (at[3][1] - at[1][1]) / 6, *at[2],
        )
    if close:
        path.close()
    return path


def rect(left: float, top: float, right: float, bottom: float, radius: float = 0.0) -> skia.Path:
    """A rectangle, its corners rounded."""
    path = skia.Path()
    path.addRoundRect(skia.Rect(left, top, right, bottom), radius, radius)
    return path


def oval(x: float, y: float, rx: float, ry: float | None = None) -> skia.Path:
    """An ellipse about (x, y); a circle without `ry`."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def join(*paths: skia.Path) -> skia.Path:
    """All of `paths` as one outline."""
    out = skia.Path(paths[0])
    for path in paths[1:]:
        out = skia.Op(out, path, skia.kUnion_PathOp) or out
    return out


def cut(path: skia.Path, hole: skia.Path) -> skia.Path:
    """`path` without `hole`."""
    return skia.Op(path, hole, skia.kDifference_PathOp) or path


@lru_cache(maxsize=4)
def tooth(stretch: int) -> skia.Image:
    """A seamless tile of paper's tooth as opacity, 192 pixels square; drawn out `stretch` times along x it is wood."""
    rng = np.random.default_rng(20)
    f = np.fft.fftfreq(192) * 192
    radius = np.hypot(f[:, None], f[None, :] * stretch)
    gain = np.where((radius > 3) & (radius < 80), 1.0 / np.maximum(radius, 6.0), 0.0)
    values = np.fft.ifft2(np.fft.fft2(rng.standard_normal((192, 192))) * gain).real
    values = np.clip(values / values.std() * 0.3 + 0.35, 0, 1)
    return skia.Image.fromarray((values * 255).astype(np.uint8), colorType=skia.kAlpha_8_ColorType, copy=True)


class Pen:
    """A canvas at a prop's base, the shot's light, and what is asked of the prop."""

    def __init__(
        self, canvas: skia.Canvas, light: Light, *, state: str = "", accent: str = "", frame: int = 0, detail: float = 1.0,
    ) -> None:
        self.canvas = canvas
        self.light = light
        self.state = state
        self.frame = frame
        self.detail = max(detail, 0.25)
        self.accent = ACCENTS.get(accent)
        dx, dy = light.key_x - 424, light.key_y - 330
        if abs(dx) < 120:  # light from straight above would leave both sides alike
            dx = 120 if dx >= 0 else -120
        length = math.hypot(dx, dy) or 1.0
        self.lx, self.ly = dx / length, min(-0.25, dy / length)
        around = light.wall if light.interior else mix(light.ground, light.haze, 0.5)
        peak = max(around) or 1
        tint = mix((255, 255, 255), (round(around[0] * 255 / peak), round(around[1] * 255 / peak), round(around[2] * 255 / peak)), 0.34 if light.interior else 0.2)
        self._exposure = max(0.7, min(1.0, 0.64 + luminance(around) / 340))
        self._tint = tint

    @property
    def on(self) -> bool:
        """Whether a lamp, screen or the like is alight: as its state says, else by the time of day."""
        return is_on(self.state, self.light)

    def either(self, color: Color) -> Color:
        """The accent asked for, else `color`."""
        return self.accent or color

    def mat(self, color: Color) -> Color:
        """A material's colour in this light."""
        e = self._exposure
        c = (color[0] * self._tint[0] / 255 * e, color[1] * self._tint[1] / 255 * e, color[2] * self._tint[2] / 255 * e)
        return mix((round(c[0]), round(c[1]), round(c[2])), self.light.ink, 0.1)

    def bright(self, color: Color, t: float) -> Color:
        """A material where the key falls on it, `t` 0..1."""
        return mix(self.mat(color), self.light.key, t * (0.35 + 0.4 * self.light.strength / 1000))

    def dim(self, color: Color, t: float) -> Color:
        """A material in shadow, `t` 0..1."""
        return mix(self.mat(color), self.light.ink, t)

    def _paint(self, color: Color, alpha: float = 1.0) -> skia.Paint:
        return skia.Paint(AntiAlias=True, Color=argb(color, alpha))

    def fill(
        self, path: skia.Path, color: Color, *, rim: float = 0.0, hi: float = 0.28, lo: float = 0.42, grain: float = 0.0, round_: bool = False,
    ) -> None:
        """A piece of paper: lit from the key's side, in shadow on the other, with a lit edge `rim` units wide."""
        bounds = path.getBounds()
        cx, cy = bounds.centerX(), bounds.centerY()
        half = max(bounds.width(), bounds.height()) / 2 or 1.0
        colors = [argb(self.bright(color, hi)), argb(self.mat(color)), argb(self.dim(color, lo))]
        if round_:
            paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
                skia.Point(cx + self.lx * half * 0.45, cy + self.ly * half * 0.45), half * 1.5, colors, [0.0, 0.42, 1.0]))
        else:
            wx, wy = bounds.width() / 2 * self.lx, bounds.height() / 2 * self.ly
            paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear(
                [skia.Point(cx + wx, cy + wy), skia.Point(cx - wx, cy - wy)], colors, [0.0, 0.5, 1.0]))
        if rim > 0:
            self.canvas.save()
            self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
            self.canvas.drawPaint(self._paint(mix(self.bright(color, 0.6), self.light.key, 0.55)))
            self.canvas.translate(-self.lx * rim, -self.ly * rim)
            self.canvas.drawPath(path, paint)
            self.canvas.restore()
        else:
            self.canvas.drawPath(path, paint)
        if grain > 0 and self.detail >= 1.5:
            self.grain(path, grain, 9 if grain >= 0.3 else 1)

    def flat(self, path: skia.Path, color: Color, alpha: float = 1.0, blur: float = 0.0) -> None:
        """`path` in one colour, which is not lit further."""
        paint = self._paint(color, alpha)
        if blur > 0:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(path, paint)

    def line(self, path: skia.Path, color: Color, width: float, alpha: float = 1.0, *, butt: bool = False) -> None:
        """A stroke along `path` in one colour."""
        paint = self._paint(color, alpha)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        paint.setStrokeCap(skia.Paint.kButt_Cap if butt else skia.Paint.kRound_Cap)
        self.canvas.drawPath(path, paint)

    def wire(self, path: skia.Path, color: Color, width: float) -> None:
        """A bent rod: a stroke in shadow with a lit one along its upper side."""
        self.line(path, self.dim(color, 0.25), width)
        self.canvas.save()
        self.canvas.translate(self.lx * width * 0.22, self.ly * width * 0.22)
        self.line(path, self.bright(color, 0.75), width * 0.36)
        self.canvas.restore()

    def shade(self, path: skia.Path, alpha: float = 0.3, blur: float = 0.0) -> None:
        """Shadow lying on what is drawn."""
        self.flat(path, self.light.ink, alpha, blur)

    def shine(self, path: skia.Path, alpha: float = 0.5, blur: float = 0.0) -> None:
        """The key's reflection lying on what is drawn."""
        self.flat(path, mix(self.light.key, (255, 255, 255), 0.35), alpha, blur)

    def halo(self, x: float, y: float, radius: float, color: Color, alpha: float = 0.6) -> None:
        """Light shed about a point, blended as light."""
        paint = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kScreen, Shader=skia.GradientShader.MakeRadial(
            skia.Point(x, y), radius, [argb(color, alpha), argb(color, alpha * 0.35), argb(color, 0.0)], [0.0, 0.4, 1.0]))
        self.canvas.drawCircle(x, y, radius, paint)

    def grain(self, path: skia.Path, alpha: float, stretch: int = 1) -> None:
        """Paper's tooth, or wood's grain with `stretch` over 1, as shadow in what is drawn; its scale is the picture's."""
        matrix = skia.Matrix()
        matrix.setScale(1.3 / self.detail, 1.3 / self.detail)
        # The shader goes through the constructor: set later, skia-python would serialise the image.
        shader = tooth(stretch).makeShader(
            skia.TileMode.kRepeat, skia.TileMode.kRepeat, skia.SamplingOptions(skia.FilterMode.kLinear), matrix)
        paint = skia.Paint(AntiAlias=True, Color=argb(self.light.ink, alpha), Shader=shader)
        self.canvas.drawPath(path, paint)

    def shadow(self, half: float, depth: float = 0.0) -> None:
        """Where the prop stands on the floor: a soft dark ellipse at its base."""
        self.flat(oval(0, -0.5, half, depth or max(1.6, half * 0.085)), self.light.ink, 0.34, blur=max(1.0, half * 0.04))

    def scribble(self, left: float, top: float, right: float, bottom: float, lines: int, color: Color, seed: int = 3) -> None:
        """Lines of handwriting nobody can read."""
        step = (bottom - top) / max(lines, 1)
        for i in range(lines):
            y = top + step * (i + 0.6)
            end = right - (right - left) * (0.5 if i == lines - 1 else 0.07 * ((i * 7 + seed * 3) % 4))
            path = skia.Path()
            path.moveTo(left, y)
            x, k = left, i * 13 + seed
            while x < end:
                k = (k * 1103515245 + 12345) & 0x7FFFFFFF
                w = step * (0.35 + (k >> 8) % 100 / 160)
                if (k >> 4) % 6 == 0:
                    path.moveTo(x + w * 0.7, y)
                else:
                    path.quadTo(x + w * 0.2, y - step * (0.18 + (k >> 12) % 100 / 300), x + w * 0.7, y + step * 0.05 * ((k >> 6) % 3 - 1))
                x += w * 0.7
            self.line(path, color, step * 0.13)

    @contextmanager
    def at(self, x: float = 0.0, y: float = 0.0, turn: float = 0.0, scale: float = 1.0, flip: bool = False) -> Iterator[None]:
        """Draw about (x, y), turned by degrees, scaled, mirrored."""
        self.canvas.save()
        self.canvas.translate(x, y)
        if turn:
            self.canvas.rotate(turn)
        self.canvas.scale(-scale if flip else scale, scale)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def inside(self, path: skia.Path) -> Iterator[None]:
        """Draw only where `path` is."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        try:
            yield
        finally:
            self.canvas.restore()


def is_on(state: str, light: Light) -> bool:
    """Whether a lamp in `state` is alight: in the dark hours unless it is dark or broken."""
    return state == "lit" or (state not in ("dark", "broken") and light.time in ("evening", "night"))
