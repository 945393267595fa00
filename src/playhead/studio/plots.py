"""Plots as inline SVG: drawn by hand, so that a page needs nothing from outside and follows its theme by classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from playhead.studio.mapping import clock
from playhead.studio.report import CostPoint, TensionPoint

LEFT, RIGHT, TOP, BOTTOM = 46.0, 14.0, 14.0, 34.0


class Frame:
    """A plot's rectangle and its scales."""

    def __init__(self, width: float, height: float, x: tuple[float, float], y: tuple[float, float], *, log: bool = False) -> None:
        self.width, self.height = width, height
        self._x, self._y, self._log = x, y, log
        self.parts: list[str] = []

    def x(self, value: float) -> float:
        """Where a value stands across."""
        low, high = self._x
        if self._log:
            value, low, high = math.log10(max(value, 1e-9)), math.log10(low), math.log10(high)
        return LEFT + (value - low) / ((high - low) or 1) * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Where a value stands, up."""
        low, high = self._y
        return self.height - BOTTOM - (value - low) / ((high - low) or 1) * (self.height - TOP - BOTTOM)

    def axis_x(self, ticks: Sequence[tuple[float, str]], label: str) -> None:
        """Ticks below, and what they count."""
        base = self.height - BOTTOM
        self.parts.append(f'<path class="axis" d="M{LEFT} {base}H{self.width - RIGHT}"/>')
        for value, text in ticks:
            anchor = "end" if self.x(value) > self.width - RIGHT - 14 else "middle"
            self.parts.append(f'<text class="tick" x="{self.x(value):.1f}" y="{base + 15}" text-anchor="{anchor}">{escape(text)}</text>')
        self.parts.append(f'<text class="label" x="{LEFT}" y="{self.height - 3}">{escape(label)}</text>')

    def axis_y(self, ticks: Sequence[tuple[float, str]]) -> None:
        """Ticks on the left, with lines across."""
        for value, text in ticks:
            at = self.y(value)
            self.parts.append(f'<path class="grid" d="M{LEFT} {at:.1f}H{self.width - RIGHT}"/>'
                              f'<text class="tick" x="{LEFT - 7}" y="{at + 4:.1f}" text-anchor="end">{escape(text)}</text>')

    def svg(self, says: str, style: str) -> str:
        """The whole plot; `says` is what it shows, for those who do not see it."""
        return (f'<svg class="plot {style}" viewBox="0 0 {self.width:g} {self.height:g}" role="img" aria-label="{escape(says, quote=True)}">'
                f'{"".join(self.parts)}</svg>')


def steps(low: float, high: float, about: int, nice: Sequence[float] = (1, 2, 5)) -> list[float]:
    """Round values from `low` to `high`, about so many."""
    if high <= low:
        return [low]
    rough = (high - low) / max(1, about)
    scale = 10 ** math.floor(math.log10(rough))
    step = next((n * scale for n in nice if n * scale >= rough), 10 * scale)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _minutes(low: float, high: float, about: int) -> list[float]:
    step = next((s for s in (5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800) if (high - low) / s <= about), 3600)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def running_times(seconds: Sequence[float], runtime_s: tuple[int, int], width: float, height: float, style: str) -> str:
    """How many films run how long, against the running time that the author gives."""
    least, most = runtime_s
    low, high = min((*seconds, least or seconds[0])), max((*seconds, most or seconds[-1]))
    pad = max(5.0, (high - low) * 0.06)
    low, high = max(0.0, low - pad), high + pad
    bins = max(12, min(48, int(width // 13)))
    size = (high - low) / bins
    counts = [0] * bins
    for each in seconds:
        counts[min(bins - 1, int((each - low) / size))] += 1
    tallest = max(counts)
    frame = Frame(width, height, (low, high), (0, tallest * 1.12 / len(seconds) * 100))
    if most:
        left, right = frame.x(least), frame.x(most)
        frame.parts.append(f'<rect class="range" x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{height - TOP - BOTTOM:.1f}"/>')
    frame.axis_y([(v, f"{v:g}%") for v in steps(0, tallest * 1.12 / len(seconds) * 100, 4)])
    for n, count in enumerate(counts):
        if count:
            begin = low + n * size
            share = count / len(seconds) * 100
            outside = most and not (least - 0.5 <= begin + size / 2 <= most + 0.5)
            x, y = frame.x(begin), frame.y(share)
            frame.parts.append(f'<rect class="bar{" outside" if outside else ""}" x="{x + 0.7:.1f}" y="{y:.1f}" width="{max(1.0, frame.x(begin + size) - x - 1.4):.1f}" '
                               f'height="{height - BOTTOM - y:.1f}" rx="1.5"><title>{clock(begin)} to {clock(begin + size)}: {count} films</title></rect>')
    if most:
        for value in (least, most):
            frame.parts.append(f'<path class="bound" d="M{frame.x(value):.1f} {TOP}V{height - BOTTOM}"/>')
    frame.axis_x([(v, clock(v)) for v in _minutes(low, high, int(width // 80))], "running time")
    return frame.svg(f"Running times from {clock(seconds[0])} to {clock(seconds[-1])}", style)


def tension(points: Sequence[TensionPoint], width: float, height: float, style: str) -> str:
    """The films' tension over their length against the author's."""
    frame = Frame(width, height, (0, 1), (0, 5))
    frame.axis_y([(v, str(v)) for v in range(6)])
    band = [f"{frame.x(p.at):.1f} {frame.y(p.high):.1f}" for p in points] + [f"{frame.x(p.at):.1f} {frame.y(p.low):.1f}" for p in reversed(points)]
    frame.parts.append(f'<path class="band" d="M{"L".join(band)}Z"/>')
    frame.parts.append(f'<path class="curve" d="M{"L".join(f"{frame.x(p.at):.1f} {frame.y(p.mean):.1f}" for p in points)}"/>')
    wanted = [p for p in points if p.wanted >= 0]
    if wanted:
        frame.parts.append(f'<path class="wanted" d="M{"L".join(f"{frame.x(p.at):.1f} {frame.y(p.wanted):.1f}" for p in wanted)}"/>')
    frame.axis_x([(v / 4, f"{v * 25}%") for v in range(5)], "of the film's length")
    return frame.svg("Tension over the film's length: the films' mean, and what the author wants", style)


def costs(points: Sequence[CostPoint], width: float, height: float, style: str) -> str:
    """How the number of distinct shots grows with the number of viewers, on a logarithmic scale of viewers."""
    most = max(p.shots for p in points)
    frame = Frame(width, height, (1, max(2, points[-1].viewers)), (0, most * 1.12), log=True)
    frame.axis_y([(v, f"{v:,.0f}") for v in steps(0, most * 1.12, 4)])
    line = "L".join(f"{frame.x(p.viewers):.1f} {frame.y(p.shots):.1f}" for p in points)
    base = height - BOTTOM
    frame.parts.append(f'<path class="band" d="M{frame.x(points[0].viewers):.1f} {base}L{line}L{frame.x(points[-1].viewers):.1f} {base}Z"/>')
    frame.parts.append(f'<path class="curve" d="M{line}"/>')
    for p in points:
        power = math.log10(p.viewers)
        if power == int(power):
            frame.parts.append(f'<circle class="dot" cx="{frame.x(p.viewers):.1f}" cy="{frame.y(p.shots):.1f}" r="3.5">'
                               f"<title>{p.viewers:,} viewers: {p.shots:,} distinct shots</title></circle>")
    ticks = [(10.0**n, f"{10**n:,}") for n in range(int(math.log10(points[-1].viewers)) + 1)]
    frame.axis_x(ticks, "viewers")
    return frame.svg(f"{most} distinct shots for {points[-1].viewers} viewers", style)
