"""Fittings of rooms: wall coverings, floors, windows, curtains, lamps, shelves of books; each drawn by a pen in the room's light."""

from __future__ import annotations

import math

import numpy as np
import skia

from playhead.render.theatre import props
from playhead.render.theatre.places import brush
from playhead.render.theatre.places.brush import BOTTOM, LEFT, RIGHT, TOP, argb, everywhere, fill, line, mix
from playhead.render.theatre.places.indoors_room import FLOOR, Box, Room
from playhead.render.theatre.props.lamps import WHITE
from playhead.render.theatre.props.pen import BRASS, CERAMIC, DARK_WOOD, IRON, Pen, oval, poly, rect, svg
from playhead.render.theatre.scene import Color

BOOKS: tuple[Color, ...] = ((150, 58, 52), (58, 92, 104), (196, 146, 76), (84, 104, 74), (112, 70, 92), (206, 186, 150), (70, 66, 92), (164, 96, 58))


# -- walls ------------------------------------------------------------------------------------------------------------


def plain(p: Pen, color: Color, top: float = TOP - 24, bottom: float = BOTTOM) -> None:
    """A plastered wall: one colour, mottled, a little streaked."""
    area = everywhere(top, bottom)
    p.canvas.drawPath(area, fill(color))
    area = everywhere(top, min(bottom, FLOOR))
    brush.texture(p.canvas, area, "mottle", p.light.ink, 0.22, 2.2)
    brush.texture(p.canvas, area, "mottle", mix(color, p.light.key, 0.4), 0.14, 3.7)


def spots(p: Pen, color: Color, figure: Color, step: float = 23, kind: int = 0) -> None:
    """Wallpaper: a plain ground with a small figure repeated in a quincunx: dots, sprigs, diamonds or stripes."""
    plain(p, color)
    path = skia.Path()
    if kind == 3:
        x = float(LEFT)
        while x < RIGHT:
            path.addRect(skia.Rect(x, TOP, x + step * 0.45, FLOOR))
            path.addRect(skia.Rect(x + step * 0.68, TOP, x + step * 0.73, FLOOR))
            x += step
        p.canvas.drawPath(path, fill(figure, 0.5))
        return
    row = 0
    y = -40.0
    while y < FLOOR:
        x = LEFT + (step / 2 if row % 2 else 0.0)
        while x < RIGHT:
            if kind == 0:
                path.addCircle(x, y, 1.5)
            elif kind == 1:
                for a in (-0.8, 0.0, 0.8):
                    path.addOval(skia.Rect(x + 4 * math.sin(a) - 1.5, y - 4 * math.cos(a) - 2.2, x + 4 * math.sin(a) + 1.5, y - 4 * math.cos(a) + 2.2))
                path.addRect(skia.Rect(x - 0.5, y - 2, x + 0.5, y + 6))
            else:
                path.addPoly([skia.Point(x, y - 6), skia.Point(x + 4, y), skia.Point(x, y + 6), skia.Point(x - 4, y)], True)
                path.addCircle(x, y + step * 0.42, 1.1)
            x += step
        y += step * 0.72
        row += 1
    p.canvas.drawPath(path, fill(figure, 0.75))


def boards(p: Pen, color: Color, rng: np.random.Generator, width: float = 34, *, level: bool = False, top: float = TOP - 24, bottom: float = BOTTOM, left: float = LEFT - 24, right: float = RIGHT + 24) -> None:
    """Boards, upright or `level`, each of its own tone, with dark joints, a lit edge and grain."""
    area = rect(left, top, right, bottom)
    p.canvas.save()
    p.canvas.clipPath(area, skia.ClipOp.kIntersect, True)
    at, end = (top, bottom) if level else (left, right)
    tones: list[skia.Path] = [skia.Path() for _ in range(4)]
    joints, edges = skia.Path(), skia.Path()
    while at < end:
        w = width * rng.uniform(0.85, 1.15)
        box = skia.Rect(left, at, right, at + w) if level else skia.Rect(at, top, at + w, bottom)
        tones[int(rng.integers(4))].addRect(box)
        joints.addRect(skia.Rect(left, at - 0.9, right, at + 0.9) if level else skia.Rect(at - 0.9, top, at + 0.9, bottom))
        edges.addRect(skia.Rect(left, at + 1.2, right, at + 2) if level else skia.Rect(at + 1.2, top, at + 2, bottom))
        at += w
    for tone, path in zip((mix(color, p.light.ink, 0.16), color, mix(color, p.light.key, 0.05), mix(color, p.light.ink, 0.08)), tones, strict=True):
        p.canvas.drawPath(path, fill(tone))
    brush.texture(p.canvas, area, "dry" if level else "bark", p.light.ink, 0.36, 1.3)
    p.canvas.drawPath(joints, fill(p.light.ink, 0.6))
    p.canvas.drawPath(edges, fill(mix(color, p.light.key, 0.4), 0.4))
    p.canvas.restore()


def bricks(p: Pen, color: Color, rng: np.random.Generator, w: float = 34, h: float = 14, *, rough: float = 0.0, top: float = TOP, bottom: float = BOTTOM) -> None:
    """Bricks, or with `rough` blocks of stone: several tones, mortar between, light on their upper edges."""
    mortar = mix(color, p.light.ink, 0.5)
    p.canvas.drawPath(everywhere(top, bottom), fill(mortar))
    tones = [skia.Path() for _ in range(4)]
    lit = skia.Path()
    y, row = top, 0
    while y < bottom:
        x = LEFT - (w / 2 if row % 2 else 0)
        hh = h * (1 + rough * rng.uniform(-0.2, 0.2))
        while x < RIGHT:
            ww = w * (1 + rough * rng.uniform(-0.35, 0.35))
            box = skia.Rect(x + 0.8, y + 0.8, x + ww - 0.8, y + hh - 0.8)
            tones[int(rng.integers(4))].addRoundRect(box, 1 + rough * 4, 1 + rough * 4)
            lit.addRect(skia.Rect(x + 2, y + 0.8, x + ww - 2, y + 1.7))
            x += ww
        y += hh
        row += 1
    for tone, path in zip((mix(color, p.light.ink, 0.2), color, mix(color, p.light.key, 0.08), mix(color, p.light.haze, 0.25)), tones, strict=True):
        p.canvas.drawPath(path, fill(tone))
    p.canvas.drawPath(lit, fill(mix(color, p.light.key, 0.45), 0.35))
    brush.texture(p.canvas, everywhere(top, bottom), "mottle", p.light.ink, 0.34, 0.9)


def tiles(p: Pen, color: Color, rng: np.random.Generator, left: float, top: float, right: float, bottom: float, size: float = 17, figure: Color | None = None) -> None:
    """Glazed tiles with a gleam each, now and then a painted one."""
    p.canvas.save()
    p.canvas.clipRect(skia.Rect(left, top, right, bottom))
    p.canvas.drawRect(skia.Rect(left, top, right, bottom), fill(mix(color, p.light.ink, 0.42)))
    tones = [skia.Path() for _ in range(3)]
    gleam, painted = skia.Path(), skia.Path()
    for i in range(int((right - left) / size) + 1):
        for j in range(int((bottom - top) / size) + 1):
            x, y = left + i * size, top + j * size
            tones[int(rng.integers(3))].addRect(skia.Rect(x + 0.6, y + 0.6, x + size - 0.6, y + size - 0.6))
            gleam.addRect(skia.Rect(x + 1.6, y + 1.6, x + size * 0.5, y + 2.4))
            if figure and rng.uniform() < 0.16:
                c = size / 2
                painted.addPoly([skia.Point(x + c, y + 2.5), skia.Point(x + size - 2.5, y + c), skia.Point(x + c, y + size - 2.5), skia.Point(x + 2.5, y + c)], True)
                painted.addCircle(x + c, y + c, size * 0.1)
    for tone, path in zip((color, mix(color, p.light.key, 0.08), mix(color, p.light.ink, 0.1)), tones, strict=True):
        p.canvas.drawPath(path, fill(tone))
    if figure:
        painted.setFillType(skia.PathFillType.kEvenOdd)
        p.canvas.drawPath(painted, fill(figure, 0.8))
    p.canvas.drawPath(gleam, fill(mix(color, p.light.key, 0.7), 0.35))
    p.canvas.restore()


def wainscot(p: Pen, color: Color, top: float, step: float = 58, bottom: float = FLOOR) -> None:
    """Wooden panels along the foot of a wall, with a rail on top."""
    p.canvas.drawRect(skia.Rect(LEFT - 24, top, RIGHT + 24, bottom), fill(p.mat(color)))
    brush.texture(p.canvas, everywhere(top, bottom), "bark", p.light.ink, 0.3)
    x = float(LEFT)
    while x < RIGHT:
        box = skia.Rect(x + 7, top + 13, x + step - 7, bottom - 18)
        p.canvas.drawRect(box, fill(p.dim(color, 0.3)))
        p.canvas.drawRect(skia.Rect(box.left() + 2.4, box.top() + 2.4, box.right(), box.bottom()), fill(p.mat(color)))
        p.canvas.drawLine(box.left(), box.bottom(), box.right(), box.bottom(), line(p.bright(color, 0.5), 0.9))
        p.canvas.drawLine(box.right(), box.top(), box.right(), box.bottom(), line(p.bright(color, 0.5), 0.9))
        x += step
    rail(p, color, top, 7)
    rail(p, color, bottom - 11, 11)


def rail(p: Pen, color: Color, y: float, height: float) -> None:
    """A moulding across the whole wall, lit above, its shadow below."""
    p.canvas.drawRect(skia.Rect(LEFT - 24, y, RIGHT + 24, y + height), brush.wash([(0, p.bright(color, 0.55), 1), (0.18, p.mat(color), 1), (1, p.dim(color, 0.45), 1)], y, y + height))
    p.canvas.drawRect(skia.Rect(LEFT - 24, y + height, RIGHT + 24, y + height + 3.5), fill(p.light.ink, 0.4, 1.5))


# -- floors and ceilings ----------------------------------------------------------------------------------------------


def floor(p: Pen, color: Color, kind: str, rng: np.random.Generator, top: float = FLOOR) -> None:
    """The floor from the wall toward us, in perspective: boards, tiles, stone, metal or carpet."""
    ground = mix(p.mat(color), p.light.ground, 0.42)
    area = everywhere(top, BOTTOM + 24)
    p.canvas.drawPath(area, brush.wash([(0, mix(ground, p.light.ink, 0.34), 1), (0.12, ground, 1), (0.36, mix(ground, p.light.ink, 0.18), 1), (1, mix(ground, p.light.ink, 0.7), 1)], top, BOTTOM))
    brush.texture(p.canvas, area, "dry" if kind == "boards" else "mottle", p.light.ink, 0.34, 1.4)
    vx, vy = 424, 130
    joints, tones = skia.Path(), skia.Path()
    if kind in ("boards", "tiles", "metal"):
        step = {"boards": 46, "tiles": 58, "metal": 110}[kind]
        n = 26 if kind != "metal" else 12
        ys = [top]
        gap = 9.0 if kind != "boards" else 24.0
        while ys[-1] < BOTTOM:
            ys.append(ys[-1] + gap)
            gap *= 1.24

        def x_at(k: float, y: float) -> float:
            return vx + k * step * (y - vy) / (top - vy)

        for k in range(-n, n + 1):
            joints.moveTo(x_at(k, top), top)
            joints.lineTo(x_at(k, BOTTOM), BOTTOM)
            for j in range(len(ys) - 1):
                if kind == "tiles":
                    dark = (k + j) % 2 == 0
                else:
                    dark = rng.uniform() < 0.3
                if dark:
                    y0, y1 = ys[j], ys[j + 1]
                    tones.addPoly([skia.Point(x_at(k, y0), y0), skia.Point(x_at(k + 1, y0), y0), skia.Point(x_at(k + 1, y1), y1), skia.Point(x_at(k, y1), y1)], True)
        p.canvas.drawPath(tones, fill(p.light.ink, 0.26 if kind == "tiles" else 0.12))
        if kind != "boards":
            for y in ys:
                joints.moveTo(LEFT, y)
                joints.lineTo(RIGHT, y)
        p.canvas.drawPath(joints, line(p.light.ink, 1.1, 0.5))
        p.canvas.translate(1, 1)
        p.canvas.drawPath(joints, line(mix(ground, p.light.key, 0.4), 0.6, 0.26))
        p.canvas.translate(-1, -1)
    elif kind == "stone":
        y, gap = top, 13.0
        while y < BOTTOM:
            w = 70 * (y - vy) / (top - vy)
            x = LEFT - w * rng.uniform()
            while x < RIGHT:
                ww = w * rng.uniform(0.6, 1.3)
                slab = brush.polygon([(x + 2, y + 1.5), (x + ww - 2, y + 1.5), (x + ww - 2 + (x - vx) * 0.012, y + gap - 1.5), (x + 2 + (x - vx) * 0.012, y + gap - 1.5)])
                p.canvas.drawPath(slab, fill(mix(ground, (p.light.ink, p.light.key, p.light.haze)[int(rng.integers(3))], rng.uniform(0.02, 0.14)), 0.8))
                x += ww
            joints.moveTo(LEFT, y)
            joints.lineTo(RIGHT, y)
            y += gap
            gap *= 1.3
        p.canvas.drawPath(joints, line(p.light.ink, 1.4, 0.4))
    p.canvas.drawRect(skia.Rect(LEFT - 24, top - 1, RIGHT + 24, top + 11), fill(p.light.ink, 0.38, 5))


def rug(p: Pen, x: float, y: float, half: float, depth: float, color: Color, border: Color = (226, 190, 130), *, round_: bool = True) -> None:
    """A carpet lying on the floor, fringed or round."""
    if round_:
        for share, tone in ((1.0, color), (0.9, border), (0.85, color), (0.62, border), (0.58, mix(color, DARK_WOOD, 0.5))):
            p.canvas.drawOval(skia.Rect(x - half * share, y - depth * share, x + half * share, y + depth * share), fill(mix(p.mat(tone), p.light.ground, 0.3), 0.96))
    else:
        for share, tone in ((1.0, color), (0.92, border), (0.88, color), (0.7, border), (0.67, mix(color, DARK_WOOD, 0.5))):
            w0, w1, d = half * share * 0.86, half * share * 1.1, depth * share
            p.canvas.drawPath(poly([(x - w0, y - d), (x + w0, y - d), (x + w1, y + d), (x - w1, y + d)]), fill(mix(p.mat(tone), p.light.ground, 0.3), 0.96))
        for i in range(-18, 19):
            s = i / 18
            p.canvas.drawLine(x + s * half * 1.1, y + depth, x + s * half * 1.11, y + depth + 5, line(p.mat(border), 1.2, 0.8))
        for i in range(-5, 6):
            cx = x + i * half * 0.12
            p.canvas.drawPath(poly([(cx, y - depth * 0.3), (cx + 9, y), (cx, y + depth * 0.3), (cx - 9, y)]), fill(mix(p.mat(border), p.light.ground, 0.3), 0.7))
    brush.texture(p.canvas, oval(x, y, half * (1 if round_ else 1.2), depth * 1.05), "speck", p.light.ink, 0.4)


def beams(p: Pen, color: Color, y: float, n: int = 7, height: float = 22) -> None:
    """A beam across and the ends of those that come toward us."""
    for i in range(n + 8):
        x = -400 + i * 1700 / (n + 8)
        end = 424 + (x - 424) * 1.9
        p.canvas.drawPath(poly([(x - 9, y), (x + 9, y), (end + 22, TOP), (end - 22, TOP)]), fill(p.dim(color, 0.5)))
        p.canvas.drawPath(poly([(x + 5, y), (x + 9, y), (end + 22, TOP), (end + 12, TOP)]), fill(p.bright(color, 0.15), 0.7))
    p.fill(rect(LEFT - 24, y - height, RIGHT + 24, y), color, lo=0.6, rim=1.4)
    brush.texture(p.canvas, rect(LEFT - 24, y - height, RIGHT + 24, y), "dry", p.light.ink, 0.5)


# -- windows ----------------------------------------------------------------------------------------------------------


def frame(p: Pen, box: Box, color: Color, across: int = 2, down: int = 2, *, thick: float = 7, sill: bool = True) -> None:
    """A window's frame with glazing bars, the gleam of its panes, its sill."""
    left, top, right, bottom = box
    outer = rect(left - thick, top - thick, right + thick, bottom + thick)
    inner = rect(left, top, right, bottom)
    p.canvas.save()
    p.canvas.clipPath(inner, skia.ClipOp.kIntersect, True)
    for k, (a, w) in enumerate(((0.1, 0.2), (0.42, 0.09))):
        x0 = left + (right - left) * a
        p.shine(poly([(x0, top), (x0 + (right - left) * w, top), (x0 + (right - left) * (w - 0.5), bottom), (x0 - (right - left) * 0.5, bottom)]), 0.07 - 0.02 * k)
    p.canvas.drawRect(skia.Rect(left, top, right, top + 9), fill(p.light.ink, 0.4, 4))
    p.canvas.restore()
    p.canvas.save()
    p.canvas.clipPath(inner, skia.ClipOp.kDifference, True)
    p.fill(outer, color, rim=1.6, lo=0.5)
    brush.texture(p.canvas, outer, "bark", p.light.ink, 0.3)
    p.canvas.restore()
    p.line(inner, p.dim(color, 0.65), 1.6)
    for i in range(1, across):
        x = left + (right - left) * i / across
        p.fill(rect(x - thick * 0.36, top, x + thick * 0.36, bottom), color, rim=0.8, lo=0.6)
    for j in range(1, down):
        y = top + (bottom - top) * j / down
        p.fill(rect(left, y - thick * 0.32, right, y + thick * 0.32), color, rim=0.8, lo=0.6)
    if sill:
        p.shade(rect(left - thick * 2, bottom + thick + 7, right + thick * 2, bottom + thick + 13), 0.4, 3)
        p.fill(rect(left - thick * 2.2, bottom + thick - 3, right + thick * 2.2, bottom + thick + 7, 1.5), color, rim=1.5, lo=0.5)


def curtain(p: Pen, x0: float, x1: float, top: float, bottom: float, color: Color, *, tied: bool = False, way: int = 1) -> None:
    """A curtain that hangs in folds from `x0` to `x1`; `tied` gathers it toward `way` in the middle."""
    w = x1 - x0
    if tied:
        knot = top + (bottom - top) * 0.6
        edge = x0 + 4 if way < 0 else x1 - 4
        far = x1 if way < 0 else x0
        path = svg(f"M{x0} {top} L{x1} {top} C{x1 if way > 0 else far} {top + (bottom - top) * 0.3} {edge + (12 if way < 0 else 0)} {knot - 34} {edge + (11 if way < 0 else -0)} {knot} "
                   f"C{edge + (14 if way < 0 else 4)} {knot + 30} {edge + (16 if way < 0 else 6)} {bottom - 20} {edge + (18 if way < 0 else 6)} {bottom} "
                   f"L{edge - (6 if way < 0 else 18)} {bottom} C{edge - (6 if way < 0 else 16)} {bottom - 20} {edge - (4 if way < 0 else 14)} {knot + 30} {edge - (0 if way < 0 else 11)} {knot} "
                   f"C{edge - (0 if way < 0 else 12)} {knot - 34} {x0 if way < 0 else far} {top + (bottom - top) * 0.3} {x0} {top} Z")
    else:
        path = rect(x0, top, x1, bottom, 2)
    if not tied and bottom - top < 500:  # a large one hangs before the lens, where its shadow is not seen
        p.shade(rect(x0 + 5, top + 6, x1 + 7, bottom + 6), 0.3, 5)
    n = max(3, round(w / 13))
    lit, mid, low = p.bright(color, 0.3), p.mat(color), p.dim(color, 0.5)
    # One fold, repeated: a gradient of a hundred stops costs ten times as much.
    paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear(
        [skia.Point(x0, 0), skia.Point(x0 + w / n, 0)], [argb(low), argb(mid), argb(lit), argb(mid), argb(low)], [0.0, 0.34, 0.6, 0.84, 1.0], skia.TileMode.kRepeat))
    p.canvas.drawPath(path, paint)
    p.canvas.drawPath(path, brush.wash([(0, p.light.ink, 0.5), (0.2, p.light.ink, 0.0), (0.7, p.light.ink, 0.0), (1, p.light.ink, 0.42)], top, bottom))
    brush.texture(p.canvas, path, "bark", p.light.ink, 0.2)
    if tied:
        p.fill(svg(f"M{edge - 14} {knot - 4} Q{edge} {knot + 6} {edge + 14} {knot - 4} L{edge + 14} {knot + 4} Q{edge} {knot + 14} {edge - 14} {knot + 4} Z"), BRASS, rim=1.0)


def curtains(p: Pen, box: Box, color: Color, *, width: float = 66, drop: float = 26, lift: float = 24, rod: bool = True) -> None:
    """A pair of curtains beside a window, on a rod."""
    left, top, right, bottom = box
    if rod:
        p.wire(poly([(left - width - 6, top - lift), (right + width + 6, top - lift)], close=False), BRASS, 4)
        for x in (left - width - 9, right + width + 9):
            p.fill(oval(x, top - lift, 5), BRASS, rim=1.0, round_=True)
    curtain(p, left - width + 6, left + 10, top - lift, bottom + drop, color)
    curtain(p, right - 10, right + width - 6, top - lift, bottom + drop, color)


# -- lamps and things -------------------------------------------------------------------------------------------------


def pendant(p: Pen, x: float, y: float, half: float = 42, color: Color = (176, 92, 48), *, lit: bool = True, kind: int = 0) -> None:
    """A lamp that hangs from the ceiling, its rim at `y`: a cone, a bowl or a globe."""
    top = y - half * 0.9
    p.line(poly([(x, TOP - 20), (x, top - 4)], close=False), p.light.ink, 2.4)
    p.fill(rect(x - 4, top - 9, x + 4, top + 1, 1.5), IRON, rim=0.8)
    lamp = p.light.lamp
    if kind == 2:
        globe = oval(x, y - half * 0.3, half * 0.56)
        if lit:
            p.canvas.drawPath(globe, skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
                skia.Point(x, y - half * 0.3), half * 0.6, [argb(mix(lamp, WHITE, 0.8)), argb(mix(lamp, WHITE, 0.3)), argb(lamp)], [0, 0.6, 1])))
        else:
            p.fill(globe, CERAMIC, rim=1.4, round_=True)
        return
    shape = {
        0: svg(f"M{x - half * 0.3} {top} L{x + half * 0.3} {top} L{x + half} {y - 3} Q{x} {y + half * 0.16} {x - half} {y - 3} Z"),
        1: svg(f"M{x - half} {y - 3} C{x - half} {top + 4} {x - half * 0.4} {top} {x} {top} C{x + half * 0.4} {top} {x + half} {top + 4} {x + half} {y - 3} Q{x} {y + half * 0.16} {x - half} {y - 3} Z"),
    }[kind % 2]
    p.fill(shape, color, rim=1.4, lo=0.45, grain=0.2)
    if lit:
        with p.inside(shape):
            p.halo(x, y, half * 1.1, lamp, 0.5)
    mouth = oval(x, y - 3, half * 0.98, half * 0.16)
    if lit:
        p.canvas.drawPath(mouth, skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(
            skia.Point(x, y - 3), half, [argb(mix(lamp, WHITE, 0.85)), argb(mix(lamp, WHITE, 0.5)), argb(mix(lamp, color, 0.35))], [0, 0.55, 1])))
    else:
        p.flat(mouth, p.dim(color, 0.7))


def hang(room: Room, p: Pen, x: float, y: float, half: float = 42, color: Color = (176, 92, 48), kind: int = 0) -> None:
    """A pendant lamp, lit when the room's lamps are."""
    pendant(p, x, y, half, color, lit=room.lamps_on, kind=kind)
    if room.lamps_on:
        cone = poly([(x - half * 0.9, y), (x + half * 0.9, y), (x + half * 4.4, y + 330), (x - half * 4.4, y + 330)])
        paint = brush.wash([(0, room.light.lamp, 0.2), (0.4, room.light.lamp, 0.07), (1, room.light.lamp, 0.0)], y, y + 330)
        paint.setBlendMode(skia.BlendMode.kScreen)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 10))
        p.canvas.drawPath(cone, paint)


def thing(p: Pen, kind: str, x: float, y: float, scale: float = 0.8, *, state: str = "", accent: str = "", flip: bool = False) -> None:
    """A prop as part of the set, its base at (x, y)."""
    with p.at(x, y, scale=scale, flip=flip):
        props.draw(p.canvas, kind, p.light, state=state, accent=accent, detail=1.8)


def books(p: Pen, rng: np.random.Generator, left: float, right: float, y: float, height: float, fullness: float = 1.0) -> None:
    """A row of books standing on `y`, here and there a gap, one that leans, or one on its side."""
    x = left
    while x < right - 3:
        w = rng.uniform(3.4, 8.2) * height / 30
        h = height * rng.uniform(0.68, 0.98)
        luck = rng.uniform()
        if luck > 0.93 or luck > fullness:
            x += w * rng.uniform(1.5, 3)
            continue
        if x + w > right:
            break
        color = BOOKS[int(rng.integers(len(BOOKS)))]
        spine = rect(x, y - h, x + w - 0.5, y, 0.6)
        p.canvas.drawPath(spine, brush.across([(0, p.dim(color, 0.45), 1), (0.4, p.bright(color, 0.16), 1), (1, p.dim(color, 0.35), 1)], (x, 0), (x + w, 0)))
        if luck < 0.55:
            for t in (0.16, 0.8):
                p.canvas.drawRect(skia.Rect(x + 0.5, y - h * t - 1, x + w - 1, y - h * t), fill(p.bright(BRASS, 0.15), 0.8))
        x += w


def bookcase(p: Pen, rng: np.random.Generator, left: float, top: float, right: float, bottom: float, rows: int, color: Color = DARK_WOOD, fullness: float = 1.0) -> None:
    """A case of books: sides, shelves, rows of spines in shadow above."""
    p.canvas.drawRect(skia.Rect(left, top, right, bottom), fill(p.dim(color, 0.68)))
    step = (bottom - top - 8) / rows
    for i in range(rows):
        y = top + 4 + step * (i + 1)
        books(p, rng, left + 6, right - 6, y - 3, step * 0.86, fullness)
        p.canvas.drawRect(skia.Rect(left, y - step, right, y - step + step * 0.34), brush.wash([(0, p.light.ink, 0.62), (1, p.light.ink, 0)], y - step, y - step * 0.66))
        p.fill(rect(left, y - 3, right, y + 1.5), color, rim=1.0, lo=0.6)
    for x0, x1 in ((left - 3, left + 5), (right - 5, right + 3)):
        p.fill(rect(x0, top - 4, x1, bottom), color, rim=1.0, lo=0.6)
    p.fill(rect(left - 7, top - 9, right + 7, top), color, rim=1.3, lo=0.5)


def picture(p: Pen, rng: np.random.Generator, x: float, y: float, w: float, h: float) -> None:
    """A framed picture: a small landscape, a portrait, or a ship."""
    p.shade(rect(x - w / 2 + 3, y - h / 2 + 4, x + w / 2 + 5, y + h / 2 + 6), 0.4, 3)
    p.fill(rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2), (170, 122, 66), rim=1.2, lo=0.5)
    inner = rect(x - w / 2 + 4, y - h / 2 + 4, x + w / 2 - 4, y + h / 2 - 4)
    kind = int(rng.integers(3))
    p.fill(inner, ((150, 170, 164), (96, 72, 62), (120, 146, 160))[kind], lo=0.4)
    with p.inside(inner):
        if kind == 1:
            p.flat(oval(x, y - h * 0.08, w * 0.13, w * 0.17), p.mat((214, 176, 140)))
            p.flat(svg(f"M{x - w * 0.34} {y + h / 2} C{x - w * 0.32} {y + h * 0.1} {x + w * 0.32} {y + h * 0.1} {x + w * 0.34} {y + h / 2} Z"), p.mat((54, 46, 58)))
            p.flat(svg(f"M{x - w * 0.15} {y - h * 0.06} Q{x - w * 0.16} {y - h * 0.3} {x} {y - h * 0.3} Q{x + w * 0.16} {y - h * 0.3} {x + w * 0.15} {y - h * 0.06} Q{x} {y - h * 0.22} {x - w * 0.15} {y - h * 0.06} Z"), p.mat((50, 36, 38)))
        elif kind == 0:
            p.flat(svg(f"M{x - w / 2} {y + 2} Q{x - w * 0.2} {y - h * 0.22} {x + w * 0.05} {y} Q{x + w * 0.3} {y - h * 0.14} {x + w / 2} {y + 4} L{x + w / 2} {y + h / 2} L{x - w / 2} {y + h / 2} Z"), p.mat((96, 122, 96)))
            p.flat(svg(f"M{x - w / 2} {y + h * 0.2} Q{x} {y + h * 0.02} {x + w / 2} {y + h * 0.24} L{x + w / 2} {y + h / 2} L{x - w / 2} {y + h / 2} Z"), p.mat((74, 86, 66)))
            p.flat(oval(x + w * 0.2, y - h * 0.24, w * 0.07), p.mat((244, 214, 150)))
        else:
            p.flat(rect(x - w / 2, y + h * 0.12, x + w / 2, y + h / 2), p.mat((60, 92, 110)))
            p.flat(poly([(x - 2, y - h * 0.3), (x + w * 0.2, y + h * 0.08), (x - 2, y + h * 0.08)]), p.mat((238, 226, 200)))
            p.flat(poly([(x - 4, y - h * 0.24), (x - w * 0.16, y + h * 0.08), (x - 4, y + h * 0.08)]), p.mat((226, 210, 180)))
            p.flat(svg(f"M{x - w * 0.2} {y + h * 0.11} L{x + w * 0.22} {y + h * 0.11} L{x + w * 0.14} {y + h * 0.2} L{x - w * 0.14} {y + h * 0.2} Z"), p.mat((110, 54, 46)))


def shelf(p: Pen, left: float, right: float, y: float, color: Color = DARK_WOOD) -> None:
    """A board on two brackets."""
    p.shade(rect(left + 4, y + 4, right + 6, y + 12), 0.4, 3)
    p.fill(rect(left, y, right, y + 5, 0.8), color, rim=1.1, lo=0.5)
    for x in (left + 12, right - 12):
        p.fill(svg(f"M{x - 2} {y + 5} L{x + 2} {y + 5} L{x + 2} {y + 18} Q{x - 2} {y + 12} {x - 2} {y + 5} Z"), color, rim=0.6)


def jars(p: Pen, rng: np.random.Generator, left: float, right: float, y: float, size: float = 16) -> None:
    """Jars, tins, jugs and bowls standing on `y`."""
    x = left
    while x < right - size * 0.6:
        w, h = size * rng.uniform(0.5, 0.85), size * rng.uniform(0.6, 1.25)
        color = ((196, 110, 66), (64, 112, 120), (220, 204, 172), (146, 152, 96), (170, 64, 56), (206, 160, 84))[int(rng.integers(6))]
        kind = int(rng.integers(4))
        if kind == 0:
            p.fill(svg(f"M{x} {y} L{x} {y - h * 0.7} Q{x} {y - h * 0.85} {x + w * 0.2} {y - h * 0.88} L{x + w * 0.8} {y - h * 0.88} Q{x + w} {y - h * 0.85} {x + w} {y - h * 0.7} L{x + w} {y} Z"), color, rim=0.7)
            p.fill(rect(x + w * 0.14, y - h, x + w * 0.86, y - h * 0.86, 0.6), DARK_WOOD, rim=0.4)
        elif kind == 1:
            p.fill(svg(f"M{x + w * 0.2} {y} C{x - w * 0.2} {y - h * 0.4} {x + w * 0.2} {y - h * 0.7} {x + w * 0.3} {y - h} L{x + w * 0.7} {y - h} C{x + w * 0.8} {y - h * 0.7} {x + w * 1.2} {y - h * 0.4} {x + w * 0.8} {y} Z"), color, rim=0.7, round_=True)
        elif kind == 2:
            p.fill(svg(f"M{x - w * 0.1} {y - h * 0.55} L{x + w * 1.1} {y - h * 0.55} Q{x + w} {y} {x + w * 0.7} {y} L{x + w * 0.3} {y} Q{x} {y} {x - w * 0.1} {y - h * 0.55} Z"), color, rim=0.6, round_=True)
        else:
            p.fill(rect(x, y - h * 0.8, x + w, y, 1), color, rim=0.7)
            p.flat(rect(x + w * 0.12, y - h * 0.56, x + w * 0.88, y - h * 0.26), p.mat((236, 222, 190)), 0.85)
        x += w + size * rng.uniform(0.1, 0.5)


def chair_back(p: Pen, x: float, y: float, scale: float = 1.0) -> None:
    """The back of a chair before the lens, in silhouette with a lit edge."""
    with p.at(x, y, scale=scale):
        color: Color = (46, 30, 34)
        for s in (-1, 1):
            p.fill(svg(f"M{s * 54 - 8} 240 L{s * 60 - 8} -6 Q{s * 60} -20 {s * 60 + 8} -6 L{s * 54 + 8} 240 Z"), color, rim=2.4, lo=0.8)
        for y0 in (4, 62, 116):
            p.fill(svg(f"M-58 {y0} Q0 {y0 - 20} 58 {y0} L57 {y0 + 22} Q0 {y0 + 4} -57 {y0 + 22} Z"), color, rim=2.2, lo=0.8)


def leaves(p: Pen, rng: np.random.Generator, x: float, y: float, reach: float, n: int = 11, lean: float = 0.0) -> None:
    """A large plant before the lens: long leaves from one root, in silhouette with lit edges."""
    for i in range(n):
        a = math.radians(-90 + lean + (i - (n - 1) / 2) * 150 / n + rng.uniform(-7, 7))
        length = reach * rng.uniform(0.7, 1.05)
        tx, ty = x + math.cos(a) * length, y + math.sin(a) * length + abs(math.cos(a)) * reach * 0.24
        mx, my = x + math.cos(a) * length * 0.5, y + math.sin(a) * length * 0.66
        nx, ny = -math.sin(a) * reach * 0.11, math.cos(a) * reach * 0.11
        p.fill(svg(f"M{x} {y} Q{mx - nx:.1f} {my - ny:.1f} {tx:.1f} {ty:.1f} Q{mx + nx:.1f} {my + ny:.1f} {x} {y} Z"), (34, 54, 48), rim=1.8, lo=0.8)


def post(p: Pen, left: float, right: float, color: Color = (48, 32, 34)) -> None:
    """A door frame or post before the lens, from top to bottom."""
    p.fill(rect(left, TOP - 30, right, BOTTOM + 30), color, rim=0.0, lo=0.8)
    lit = right if p.lx > 0 else left
    p.canvas.drawRect(skia.Rect(lit - 1.6, TOP, lit + 1.6, BOTTOM), fill(p.bright(color, 0.9), 0.6))
