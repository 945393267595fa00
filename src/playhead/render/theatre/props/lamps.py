"""Things that shed light: lamp, lantern, candle, fire, torch; and how much light every lit prop sheds."""

from __future__ import annotations

import math

import skia

from playhead.render.theatre.props.pen import (
    BRASS,
    DARK_WOOD,
    GLASS,
    IRON,
    STRAW,
    WOOD,
    Pen,
    argb,
    is_on,
    mix,
    oval,
    poly,
    rect,
    spline,
    svg,
)
from playhead.render.theatre.props.registry import prop
from playhead.render.theatre.scene import Color, Glow, Light

WHITE: Color = (255, 250, 232)
EMBER: Color = (255, 120, 40)

# Where a lit prop's light comes from above its base, how far it reaches, how much it flickers.
_SHEDS: dict[str, tuple[int, int, int]] = {
    "lamp": (30, 190, 0), "lantern": (12, 150, 60), "candle": (21, 130, 140), "fire": (22, 240, 220), "torch": (40, 150, 180),
    "television": (36, 120, 120), "computer": (26, 90, 20), "radio": (12, 44, 0), "phone": (5, 26, 0),
}
_FLAMES = ("candle", "fire", "torch")


def glow(kind: str, state: str, light: Light) -> Glow | None:
    """The light that a prop sheds, placed relative to its base; None where it sheds none."""
    if kind not in _SHEDS or not alight(kind, state, light):
        return None
    up, radius, flicker = _SHEDS[kind]
    color = mix(light.lamp, (120, 170, 230), 0.7) if kind in ("television", "computer", "phone") else light.lamp
    if kind in ("fire", "torch"):
        color = mix(light.lamp, EMBER, 0.45)
    return Glow(0, -up, radius, color, 1000, flicker)


def alight(kind: str, state: str, light: Light) -> bool:
    """Whether a prop is alight: flames always unless put out, electric things only when lit is said, lamps after dark."""
    if kind in _FLAMES:
        return state not in ("dark", "broken")
    if kind in ("television", "computer", "phone"):
        return state == "lit"
    if kind == "radio":
        return state not in ("dark", "broken")
    return is_on(state, light)


def flame(p: Pen, x: float, y: float, height: float, seed: int = 0, width: float = 0.36) -> None:
    """A flame standing on (x, y), alive by the frame."""
    t = p.frame / 3.0 + seed * 1.7
    sway = math.sin(t * 1.3) * 0.10 + math.sin(t * 2.9 + 1) * 0.05
    h = height * (1 + 0.10 * math.sin(t * 2.1) + 0.05 * math.sin(t * 4.7))
    lamp = p.light.lamp
    for k, color, alpha in ((1.0, mix(lamp, EMBER, 0.62), 0.92), (0.74, mix(lamp, (255, 190, 70), 0.5), 0.95), (0.46, mix(lamp, WHITE, 0.75), 1.0)):
        w, top = height * width * (0.42 + 0.58 * k), h * k
        s = sway * top
        path = skia.Path()
        path.moveTo(x, y)
        path.cubicTo(x - w * 0.95, y - top * 0.12, x - w * 0.62 + s * 0.4, y - top * 0.52, x + s * 1.5, y - top)
        path.cubicTo(x + w * 0.5 + s * 0.6, y - top * 0.58, x + w * 0.98, y - top * 0.16, x, y)
        path.close()
        p.flat(path, color, alpha)


@prop("lamp", 28, 42)
def _lamp(p: Pen) -> None:
    p.fill(svg("M-9 0 Q-9 -3 -3 -3.6 L3 -3.6 Q9 -3 9 0 Z"), BRASS, rim=0.6)
    p.fill(svg("M-1.3 -3 Q-5.6 -8 -4.4 -13 Q-3.4 -17 -1.2 -18 L-1.2 -22 L1.2 -22 L1.2 -18 Q3.4 -17 4.4 -13 Q5.6 -8 1.3 -3 Z"), p.either((58, 112, 116)), rim=0.5, round_=True)
    p.shine(svg("M2.2 -15 Q3.6 -11 1.6 -6 Q3.0 -11 2.2 -15 Z" if p.lx > 0 else "M-2.2 -15 Q-3.6 -11 -1.6 -6 Q-3.0 -11 -2.2 -15 Z"), 0.55, 0.2)
    shade = svg("M-7.2 -41 Q0 -42.4 7.2 -41 L13.6 -21.6 Q0 -18.6 -13.6 -21.6 Z")
    lamp = p.light.lamp
    if p.on:
        p.halo(0, -29, 34, lamp, 0.42)
        paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
            skia.Point(0, -27), 17, [argb(mix(lamp, WHITE, 0.75)), argb(mix(lamp, (240, 190, 120), 0.3)), argb(mix(lamp, (150, 70, 40), 0.55))], [0.0, 0.45, 1.0]))
        p.canvas.drawPath(shade, paint)
    else:
        p.fill(shade, (196, 150, 104), rim=0.6, lo=0.5)
    with p.inside(shade):
        for i in range(-6, 7):
            p.line(poly([(i * 1.15, -42), (i * 2.2, -20)], close=False), p.dim(WOOD, 0.3), 0.22, 0.22)
        p.line(svg("M-13.4 -22.6 Q0 -19.7 13.4 -22.6"), p.dim(WOOD, 0.25), 0.7, 0.55)
        p.line(svg("M-7.3 -40.2 Q0 -41.5 7.3 -40.2"), p.dim(WOOD, 0.25), 0.6, 0.55)
    if p.on:
        p.line(svg("M-13.4 -21.7 Q0 -18.7 13.4 -21.7"), mix(lamp, WHITE, 0.8), 0.45)
    if p.state == "broken":
        p.flat(poly([(-8, -38), (-3, -30), (-6.5, -28), (-1, -22), (-4.6, -30), (-2, -31)]), p.light.ink, 0.8)
    p.line(svg("M3.6 -20.5 L3.6 -14.5"), p.bright(BRASS, 0.4), 0.25)
    p.flat(oval(3.6, -14.2, 0.55), p.bright(BRASS, 0.7))


@prop("lantern", 18, 28)
def _lantern(p: Pen) -> None:
    lamp = p.light.lamp
    p.wire(svg("M-6.4 -15 C-9 -25 -4 -27.2 0 -27.2 C4 -27.2 9 -25 6.4 -15"), IRON, 0.7)
    glass = svg("M-4.6 -17 Q-6.6 -11 -5 -5.4 L5 -5.4 Q6.6 -11 4.6 -17 Z")
    p.flat(glass, mix(p.dim(GLASS, 0.55), p.light.ink, 0.2), 0.9)
    if p.on:
        paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
            skia.Point(0, -10.5), 8.6, [argb(mix(lamp, WHITE, 0.85)), argb(lamp), argb(mix(lamp, EMBER, 0.6), 0.85)], [0.0, 0.42, 1.0]))
        p.canvas.drawPath(glass, paint)
        flame(p, 0, -6.4, 7.4)
    elif p.state == "broken":
        p.flat(poly([(-1, -16), (4.4, -15), (2, -11), (4.9, -7.4), (-1.5, -9.4), (0.6, -12)]), p.light.ink, 0.85)
    p.shine(svg("M-3.6 -15.6 Q-5 -11 -3.9 -7 L-3 -7 Q-3.9 -11 -2.6 -15.6 Z"), 0.45, 0.15)
    for x in (-5.1, 5.1):
        p.wire(svg(f"M{x * 0.9:.2f} -17.4 Q{x * 1.35:.2f} -11 {x} -5"), IRON, 0.7)
    p.line(svg("M-6 -11 L6 -11"), p.dim(IRON, 0.2), 0.35)
    p.fill(svg("M-6.6 -5.6 L6.6 -5.6 L7.6 -1 Q7.6 0 6.4 0 L-6.4 0 Q-7.6 0 -7.6 -1 Z"), p.either((150, 62, 46)), rim=0.5)
    p.fill(svg("M-6.2 -16.6 L6.2 -16.6 Q5 -20 2.6 -20.8 L2.2 -23 L-2.2 -23 L-2.6 -20.8 Q-5 -20 -6.2 -16.6 Z"), p.either((150, 62, 46)), rim=0.5)
    p.fill(rect(-3.2, -24.2, 3.2, -22.8, 0.5), IRON, rim=0.25)
    p.fill(oval(7.4, -3, 0.9), BRASS, rim=0.2)
    if p.on:
        p.halo(0, -11, 26, lamp, 0.5)


@prop("candle", 11, 30)
def _candle(p: Pen) -> None:
    p.fill(svg("M-5.2 -1.6 Q0 0.4 5.2 -1.6 Q4.4 0 0 0 Q-4.4 0 -5.2 -1.6 Z"), BRASS, rim=0.25)
    p.fill(oval(0, -1.9, 5.3, 1.1), BRASS, rim=0.25)
    p.line(svg("M4.6 -2 C7 -4 5.4 -5.4 3.4 -4.2"), p.bright(BRASS, 0.3), 0.5)
    p.fill(rect(-2.3, -4.6, 2.3, -1.8, 0.5), BRASS, rim=0.25)
    wax = svg("M-1.9 -3.6 L-1.9 -19.4 Q-1 -20.4 0 -19.9 Q1.2 -20.6 1.9 -19.2 L1.9 -12 Q2.7 -11 2.4 -9.2 Q1.9 -8.4 1.8 -9.4 L1.8 -3.6 Z")
    p.fill(wax, p.either((238, 222, 190)), rim=0.35, grain=0.1)
    p.line(svg("M0 -19.8 Q0.3 -20.8 0 -21.6"), p.light.ink, 0.3)
    if p.state not in ("dark", "broken"):
        with p.inside(wax):
            p.halo(0, -19.6, 9, mix(p.light.lamp, WHITE, 0.3), 0.85)
        flame(p, 0, -20.6, 8.0, width=0.28)
        p.halo(0, -24, 17, p.light.lamp, 0.5)
    else:
        t = p.frame / 6
        p.line(svg(f"M0 -21.8 Q{1 + math.sin(t):.2f} -24 0 -26 Q{-1 + math.sin(t + 1):.2f} -28 0.4 -29.6"), p.light.haze, 0.5, 0.35)


@prop("fire", 60, 52, floor=True)
def _fire(p: Pen) -> None:
    dark = p.state in ("dark", "broken")
    for x in range(-26, 27, 8):
        k = (x * 37) % 7
        p.fill(oval(x, -2.6, 4.8 + k * 0.25, 3.2 + k * 0.2), (112, 104, 104), rim=0.5, grain=0.2)
    if not dark:
        p.halo(0, -18, 58, mix(p.light.lamp, EMBER, 0.4), 0.5)
        for i, (x, h, w) in enumerate(((-11, 27, 0.34), (11, 29, 0.34), (-4, 40, 0.32), (6, 36, 0.34), (0, 46, 0.30))):
            flame(p, x, -5, h, i, w)
    for turn, x in ((-17, -2), (16, 3), (-4, 0)):
        with p.at(x, -5, turn):
            log = rect(-22, -3.4, 22, 3.4, 3.2)
            p.fill(log, DARK_WOOD, rim=0.7 if dark else 0.0, grain=0.3)
            if not dark:
                for k in range(-4, 5, 2):
                    p.flat(rect(k * 4, -2.6, k * 4 + 4.5, -1.6, 0.5), EMBER, 0.5 + 0.3 * math.sin(p.frame / 4 + k))
            p.fill(oval(22, 0, 1.7, 3.3), STRAW, rim=0.3)
            p.line(oval(22, 0, 0.8, 1.6), p.dim(WOOD, 0.2), 0.3)
    if not dark:
        flame(p, -6, -3, 15, 7, 0.4)
        flame(p, 8, -3, 13, 8, 0.4)
        for i in range(7):
            life = (p.frame * 0.7 + i * 17) % 46
            p.flat(oval(math.sin(i * 2.2 + life / 8) * 12, -10 - life * 0.85, 0.5), mix(p.light.lamp, EMBER, 0.3), max(0.0, 1 - life / 46))


@prop("torch", 16, 52)
def _torch(p: Pen) -> None:
    p.fill(svg("M-1.5 0 L1.5 0 L2.6 -32 L-2.6 -32 Z"), WOOD, rim=0.5, grain=0.3)
    p.fill(svg("M-3.4 -29 L3.4 -29 L4.6 -38 Q0 -40.5 -4.6 -38 Z"), (120, 88, 60), rim=0.5, grain=0.3)
    for y in (-30.5, -33.2, -36):
        p.line(svg(f"M-4 {y} Q0 {y + 2} 4 {y - 0.6}"), p.dim(DARK_WOOD, 0.4), 0.5)
    if p.state not in ("dark", "broken"):
        p.halo(0, -42, 26, mix(p.light.lamp, EMBER, 0.3), 0.55)
        flame(p, -1.6, -36.5, 12, 3, 0.4)
        flame(p, 1.8, -36.5, 11, 4, 0.4)
        flame(p, 0, -36.5, 15, 5, 0.34)


def ember(p: Pen, path: skia.Path, alpha: float = 1.0) -> None:
    """`path` as a lit dial or screen is: near white in the middle, the lamp's colour about it."""
    bounds = path.getBounds()
    paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
        skia.Point(bounds.centerX(), bounds.centerY()), max(bounds.width(), bounds.height()) * 0.7,
        [argb(mix(p.light.lamp, WHITE, 0.6), alpha), argb(p.light.lamp, alpha), argb(mix(p.light.lamp, EMBER, 0.4), alpha)], [0.0, 0.5, 1.0]))
    p.canvas.drawPath(path, paint)


def steam(p: Pen, x: float, y: float, height: float, width: float) -> None:
    """Steam rising from (x, y) by the frame."""
    for k in range(3):
        t = p.frame / 9 + k * 2.1
        points = [(x + math.sin(t - i * 0.9) * width * (0.15 + 0.85 * i / 6) + (k - 1) * width * 0.3, y - height * i / 6) for i in range(7)]
        left = [(px - width * (0.16 + 0.1 * i), py) for i, (px, py) in enumerate(points)]
        right = [(px + width * (0.16 + 0.1 * i), py) for i, (px, py) in enumerate(points)]
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(x, y), skia.Point(x, y - height)],
            [argb(mix(p.light.haze, WHITE, 0.5), 0.36), argb(mix(p.light.haze, WHITE, 0.5), 0.0)])
        paint = skia.Paint(AntiAlias=True, Shader=shader, MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width * 0.22))
        p.canvas.drawPath(spline([*left, *reversed(right)]), paint)


