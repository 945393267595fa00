"""Brushes for places: colours, papers with texture, ridges, lit edges, mist, beams and glows, drawn with Skia alone.

All lengths are stage units, all colours sRGB 0..255. A brush never keeps state: chance comes in as a numpy generator.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import skia
from numpy.typing import NDArray

from playhead.render.theatre.scene import Color

Points = NDArray[np.float64]
"""(n, 2) x and y in stage units."""

LEFT, TOP, RIGHT, BOTTOM = -424, -240, 1272, 720
"""What every layer must cover, so that the camera can pan, push and pull."""

EDGE = 24
"""How far brushes draw past the overscan, so that blurred edges stay outside of it."""


def mix(a: Color, b: Color, t: float) -> Color:
    """From `a` (t = 0) to `b` (t = 1)."""
    return (round(a[0] + (b[0] - a[0]) * t), round(a[1] + (b[1] - a[1]) * t), round(a[2] + (b[2] - a[2]) * t))


def times(a: Color, b: Color, strength: float = 1.0) -> Color:
    """`a` seen in light of colour `b`, each channel multiplied and clipped to 0..255."""
    r, g, bl = (max(0, min(255, round(x * y / 255 * strength))) for x, y in zip(a, b, strict=True))
    return (r, g, bl)


def luminance(color: Color) -> float:
    """Relative brightness, 0..1, without gamma: enough to compare papers."""
    return (0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]) / 255


def argb(color: Color, alpha: float = 1.0) -> int:
    """Skia's integer of a colour; alpha 0..1."""
    return int(skia.Color(color[0], color[1], color[2], max(0, min(255, round(alpha * 255)))))


def fill(color: Color, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that fills; `blur` softens its edge by a radius in stage units."""
    paint = skia.Paint(AntiAlias=True, Color=argb(color, alpha))
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def line(color: Color, width: float, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A paint that strokes with round ends."""
    paint = fill(color, alpha, blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def wash(stops: Sequence[tuple[float, Color, float]], y0: float, y1: float) -> skia.Paint:
    """A paint that runs from `y0` to `y1` through stops of (place 0..1, colour, alpha 0..1)."""
    return across(stops, (0, y0), (0, y1))


def across(stops: Sequence[tuple[float, Color, float]], a: tuple[float, float], b: tuple[float, float]) -> skia.Paint:
    """As `wash`, from point `a` to point `b`."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(*a), skia.Point(*b)], [argb(c, al) for _, c, al in stops], [p for p, _, _ in stops],
    )
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)


# -- texture ----------------------------------------------------------------------------------------------------------

TILE = 256


@cache
def tile(kind: str) -> skia.Image:
    """A seamless texture as an alpha image: mottle, dry (brush strokes along x), bark (along y), speck, paper.

    A constant of the program: filtered noise of a fixed seed, with a spectrum that falls with frequency.
    """
    rng = np.random.default_rng(sum(map(ord, kind)))
    fy = np.fft.fftfreq(TILE)[:, None] * TILE
    fx = np.fft.rfftfreq(TILE)[None, :] * TILE
    sx, sy, slope, low = {
        "mottle": (1.0, 1.0, 1.5, 2.0),
        "dry": (1.0, 0.12, 1.1, 2.0),
        "bark": (0.12, 1.0, 1.1, 2.0),
        "speck": (1.0, 1.0, 0.2, 14.0),
        "paper": (1.0, 1.0, 0.9, 6.0),
    }[kind]
    radius = np.sqrt((fx * sx) ** 2 + (fy * sy) ** 2)
    gain = 1.0 / np.maximum(radius, low) ** slope * (radius < 90)
    gain[0, 0] = 0
    noise = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((TILE, TILE))) * gain, s=(TILE, TILE))
    noise /= noise.std()
    if kind == "speck":
        noise = np.clip((noise - 1.2) * 1.3, 0, 1)
    else:
        noise = np.clip(noise * 0.26 + 0.42, 0, 1)
    return skia.Image.fromarray((noise * 255).astype(np.uint8), colorType=skia.kAlpha_8_ColorType, copy=True)


def texture(
    canvas: skia.Canvas, path: skia.Path, kind: str, color: Color, alpha: float = 0.25, scale: float = 1.0, turn: float = 0.0,
) -> None:
    """Lay a texture of `color` over `path`; `scale` stretches the grain, `turn` is in degrees."""
    matrix = skia.Matrix()
    matrix.setScale(scale, scale)
    matrix.postRotate(turn)
    shader = tile(kind).makeShader(
        skia.TileMode.kRepeat, skia.TileMode.kRepeat, skia.SamplingOptions(skia.FilterMode.kLinear), matrix,
    )
    # by the constructor: skia-python's setShader serialises the image, a thousand times slower
    canvas.drawPath(path, skia.Paint(Shader=shader, AntiAlias=True, Color=argb(color, alpha)))


# -- shapes -----------------------------------------------------------------------------------------------------------


def polygon(points: Iterable[Sequence[float]] | Points) -> skia.Path:
    """A closed path through the points by straight lines."""
    path = skia.Path()
    add_polygon(path, points)
    return path


def add_polygon(path: skia.Path, points: Iterable[Sequence[float]] | Points) -> None:
    """Add a closed contour to a path."""
    path.addPoly([skia.Point(float(p[0]), float(p[1])) for p in points], True)


def smooth(points: Sequence[Sequence[float]] | Points, closed: bool = True) -> skia.Path:
    """A path that rounds its corners: quadratic curves from middle to middle, the points being the controls."""
    path = skia.Path()
    pts = [(float(p[0]), float(p[1])) for p in points]
    n = len(pts)
    if closed:
        start = ((pts[-1][0] + pts[0][0]) / 2, (pts[-1][1] + pts[0][1]) / 2)
        path.moveTo(*start)
        for i in range(n):
            a, b = pts[i], pts[(i + 1) % n]
            path.quadTo(a[0], a[1], (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        path.close()
        return path
    path.moveTo(*pts[0])
    for i in range(1, n - 1):
        a, b = pts[i], pts[i + 1]
        path.quadTo(a[0], a[1], (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    path.lineTo(*pts[-1])
    return path


def rect(left: float, top: float, right: float, bottom: float) -> skia.Path:
    """A rectangle as a path."""
    path = skia.Path()
    path.addRect(skia.Rect(left, top, right, bottom))
    return path


def everywhere(top: float = TOP - EDGE, bottom: float = BOTTOM + EDGE) -> skia.Path:
    """The whole overscan between two heights."""
    return rect(LEFT - EDGE, top, RIGHT + EDGE, bottom)


def displaced(rng: np.random.Generator, levels: int, rough: float) -> NDArray[np.float64]:
    """Midpoint displacement: 2**levels + 1 heights about 0, at most about 1 (Fournier, Fussell, Carpenter 1982)."""
    values = rng.uniform(-0.5, 0.5, 2)
    size = 0.5
    for _ in range(levels):
        middles = (values[1:] + values[:-1]) / 2 + rng.uniform(-size, size, len(values) - 1)
        out = np.empty(len(values) * 2 - 1)
        out[0::2], out[1::2] = values, middles
        values = out
        size *= rough
    return values


def ridge(
    rng: np.random.Generator, y: float, height: float, rough: float = 0.55, levels: int = 8, left: float = LEFT - EDGE, right: float = RIGHT + EDGE,
) -> Points:
    """A skyline: 2**levels + 1 points about `y`, rising and falling by `height`; rough 0.4 rolls, 0.6 is jagged."""
    heights = displaced(rng, levels, rough)
    heights -= heights.mean()
    heights /= max(0.2, float(np.abs(heights).max()))
    xs = np.linspace(left, right, len(heights))
    return np.stack([xs, y - heights * height], axis=1)


def height_at(line_: Points, x: float) -> float:
    """The y of a skyline at `x`."""
    return float(np.interp(x, line_[:, 0], line_[:, 1]))


def land(skyline: Points, bottom: float = BOTTOM + EDGE) -> skia.Path:
    """The ground below a skyline."""
    left, right = skyline[0, 0], skyline[-1, 0]
    return polygon([*skyline.tolist(), (right, bottom), (left, bottom)])


def hill(x0: float, x1: float, y: float, top: float, rng: np.random.Generator, rough: float = 3.0) -> Points:
    """One rounded hill from `x0` to `x1` at `y`, its top at `top`, as a skyline of 65 points."""
    t = np.linspace(0, 1, 65)
    shape = np.sin(np.pi * t) ** 1.5
    noise = displaced(rng, 6, 0.6) * rough * np.minimum(1, shape * 4)
    return np.stack([x0 + (x1 - x0) * t, y - (y - top) * shape + noise], axis=1)


def rimmed(
    canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, lit: Color, dx: float, dy: float, alpha: float = 1.0,
) -> None:
    """Fill a path with an edge of light on the side that (dx, dy) points to."""
    canvas.drawPath(path, fill(lit, alpha))
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    canvas.translate(-dx, -dy)
    canvas.drawPath(path, paint)
    canvas.restore()


def edged(
    canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, lit: Color, dx: float, dy: float, alpha: float = 1.0,
) -> None:
    """As `rimmed`, for paths of very many contours: the light's edge lies outside, so that nothing need be clipped."""
    canvas.save()
    canvas.translate(dx, dy)
    canvas.drawPath(path, fill(lit, alpha))
    canvas.restore()
    canvas.drawPath(path, paint)


# -- air and light ----------------------------------------------------------------------------------------------------


def halo(canvas: skia.Canvas, x: float, y: float, radius: float, color: Color, alpha: float, squash: float = 1.0) -> None:
    """A round glow that fades to nothing at `radius`; `squash` flattens it."""
    stops = [(0.0, 1.0), (0.25, 0.62), (0.55, 0.2), (1.0, 0.0)]
    shader = skia.GradientShader.MakeRadial(
        skia.Point(0, 0), radius, [argb(color, alpha * a) for _, a in stops], [p for p, _ in stops],
    )
    paint = skia.Paint(Shader=shader, AntiAlias=True, Dither=True)
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, squash)
    canvas.drawCircle(0, 0, radius, paint)
    canvas.restore()


def mist(canvas: skia.Canvas, y: float, height: float, color: Color, alpha: float) -> None:
    """A pale band that is thickest at `y` and gone `height` above and below it."""
    stops = [(0.0, color, 0.0), (0.3, color, alpha * 0.45), (0.5, color, alpha), (0.72, color, alpha * 0.45), (1.0, color, 0.0)]
    canvas.drawPath(everywhere(y - height, y + height), wash(stops, y - height, y + height))


def billows(canvas: skia.Canvas, rng: np.random.Generator, y: float, spread: float, color: Color, alpha: float, n: int = 14) -> None:
    """Mist that drifts in long soft banks: flattened glows strewn about `y`."""
    for _ in range(n):
        x = rng.uniform(LEFT, RIGHT)
        halo(canvas, x, y + rng.normal(0, spread), rng.uniform(120, 330), color, alpha * rng.uniform(0.5, 1), rng.uniform(0.08, 0.2))


def beam(
    canvas: skia.Canvas, x: float, y: float, angle: float, length: float, width: float, color: Color, alpha: float, start: float = 3.0,
) -> None:
    """A beam of light from (x, y): `angle` in degrees from the right, downward; `width` at its end. Its sides are soft."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(angle)
    for share, part in ((1.0, 0.35), (0.72, 0.35), (0.42, 0.4)):
        path = polygon([(0, -start * share), (length, -width / 2 * share), (length, width / 2 * share), (0, start * share)])
        paint = across([(0, color, alpha * part), (0.25, color, alpha * part * 0.7), (1, color, 0)], (0, 0), (length, 0))
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 4.0))
        canvas.drawPath(path, paint)
    canvas.restore()


def smoke(canvas: skia.Canvas, frame: int, x: float, y: float, color: Color, alpha: float = 0.3, rise: float = 90, size: float = 12, puffs: int = 7) -> None:
    """Smoke or steam above (x, y), a pure function of the frame; it loops every 160 frames."""
    for i in range(puffs):
        t = (i / puffs + frame / 160) % 1.0
        sway = math.sin(t * 7 + i * 1.7) * 5 * t + t * t * rise * 0.28
        halo(canvas, x + sway, y - t * rise, size * (0.5 + 1.6 * t), color, alpha * math.sin(math.pi * min(1, t * 1.08)) ** 0.8)


def flame(canvas: skia.Canvas, frame: int, x: float, y: float, height: float, color: Color, core: Color) -> None:
    """A fire of five tongues standing on (x, y), licking with the frame."""
    for layer, (tint, share, alpha) in enumerate(((color, 1.0, 0.75), (mix(color, core, 0.5), 0.74, 0.85), (core, 0.42, 0.95))):
        path = skia.Path()
        for i in range(5):
            at = (i - 2) * height * 0.17 * share
            tall = height * share * (1 - 0.17 * abs(i - 2)) * (0.8 + 0.2 * math.sin(frame * 0.9 + i * 2.1 + layer))
            lean = math.sin(frame * 0.55 + i * 1.3 + layer) * height * 0.1
            half = height * 0.15 * share
            path.moveTo(x + at - half, y)
            path.cubicTo(x + at - half * 1.5, y - tall * 0.4, x + at + lean * 0.3, y - tall * 0.55, x + at + lean, y - tall)
            path.cubicTo(x + at + lean * 0.5 + half * 0.5, y - tall * 0.5, x + at + half * 1.5, y - tall * 0.35, x + at + half, y)
            path.close()
        canvas.drawPath(path, fill(tint, alpha, 1.2))


def birds(canvas: skia.Canvas, frame: int, x: float, y: float, color: Color, n: int = 5, size: float = 5, alpha: float = 0.8) -> None:
    """A loose flock about (x, y), wings beating with the frame."""
    path = skia.Path()
    for i in range(n):
        bx = x + (i - n / 2) * size * 3.1 + math.sin(i * 2.4) * size
        by = y + math.sin(i * 1.9) * size * 2.2 + math.sin(frame * 0.05 + i) * 2
        lift = math.sin(frame * 0.42 + i * 1.3) * size * 0.55
        s = size * (0.75 + 0.25 * math.sin(i * 3.3))
        path.moveTo(bx - s, by - lift)
        path.quadTo(bx - s * 0.4, by - lift * 0.6 - s * 0.25, bx, by)
        path.quadTo(bx + s * 0.4, by - lift * 0.6 - s * 0.25, bx + s, by - lift)
    canvas.drawPath(path, line(color, max(1.0, size * 0.22), alpha))


def dashes(
    canvas: skia.Canvas, rng: np.random.Generator, bounds: tuple[float, float, float, float], color: Color, n: int, alpha: float = 0.5, size: float = 1.0,
) -> None:
    """Short level strokes, longer and thicker toward the bottom of `bounds` (left, top, right, bottom): water, sand, fields."""
    left, top, right, bottom = bounds
    for near in range(3):
        path = skia.Path()
        for _ in range(n // 3):
            t = (near + rng.uniform()) / 3
            y = top + (bottom - top) * t**1.4
            x = rng.uniform(left, right)
            half = (4 + 26 * t * rng.uniform(0.3, 1)) * size
            path.moveTo(x - half, y)
            path.quadTo(x, y + rng.uniform(-1, 1) * (0.4 + t), x + half, y)
        canvas.drawPath(path, line(color, (0.5 + 0.7 * near) * size, alpha))
