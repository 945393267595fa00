"""Draw what load.py measured: `python bench/load_plot.py load.json docs/pictures/load.svg`.

From one viewer to where it breaks: processors used, beside what they would be if each viewer's film were rendered alone; how
long playlists take; how many players stand still.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playhead.studio.plots import BOTTOM, TOP, Frame, steps

CORES = 2.0
WIDTH, HEIGHT = 760.0, 230.0
STYLE = """
svg { font: 12px system-ui, sans-serif; background: #fff; }
.axis { stroke: #777; fill: none; } .grid { stroke: #e4e2de; fill: none; } text { fill: #444; } .title { font-weight: 600; fill: #222; }
.server { stroke: #2b6ea6; } .workers { stroke: #c2703d; } .alone { stroke: #999; stroke-dasharray: 5 4; } .late { stroke: #8a4f9e; } .stalls { stroke: #b3383d; }
.line { fill: none; stroke-width: 2; } .bound { stroke: #b3383d; stroke-dasharray: 2 4; fill: none; }
@media (prefers-color-scheme: dark) { svg { background: #16181c; } text { fill: #bbb; } .title { fill: #eee; } .grid { stroke: #2c3036; } .axis { stroke: #888; } }
"""

Points = Sequence[tuple[float, float]]


def panel(title: str, lines: Sequence[tuple[str, str, Points]], most_x: float, most_y: float, unit: str, bound: float | None = None) -> str:
    """One plot over the number of players; each line has a style, a name and points."""
    frame = Frame(WIDTH, HEIGHT, (0, most_x), (0, most_y))
    frame.axis_y([(value, f"{value:g}{unit}") for value in steps(0, most_y, 4)])
    for style, name, points in lines:
        seen = [(x, min(y, most_y)) for x, y in points]
        frame.parts.append(f'<path class="line {style}" d="M{"L".join(f"{frame.x(x):.1f} {frame.y(y):.1f}" for x, y in seen)}"/>')
        for x, y in points:
            if y <= most_y:
                frame.parts.append(f'<circle class="line {style}" cx="{frame.x(x):.1f}" cy="{frame.y(y):.1f}" r="2.5"><title>{x:g} players: {y:.3g}{unit}</title></circle>')
        x, y = next(((x, y) for x, y in reversed(points) if y < most_y and x), points[-1])
        early = x < most_x / 4
        at = f'x="{frame.x(x) + (8 if early else -6):.1f}" y="{frame.y(min(y, most_y)) + (14 if early else -7):.1f}"'
        frame.parts.append(f'<text {at} text-anchor="{"start" if early else "end"}">{name}</text>')
    if bound is not None:
        frame.parts.append(f'<path class="bound" d="M{frame.x(0):.1f} {frame.y(bound):.1f}H{frame.x(most_x):.1f}"/>')
    frame.axis_x([(value, f"{value:g}") for value in steps(0, most_x, 8)], "players")
    frame.parts.append(f'<text class="title" x="52" y="{TOP - 2:g}">{title}</text>')
    return "".join(frame.parts)


def draw(found: Sequence[dict[str, Any]], alone: float) -> str:
    """All plots as one SVG; `alone` is seconds of a processor for each second of film where nothing is shared."""
    found = sorted(found, key=lambda each: int(each["players"]))
    most = -(-max(int(each["players"]) for each in found) // 50) * 50

    def line(value: Any) -> Points:
        return [(float(each["players"]), float(value(each))) for each in found]

    hours = {each["players"]: each["watched_s"] / 3600 for each in found}
    stalls = line(lambda each: each["stalls"] / max(hours[each["players"]], 1e-3))
    panels = [
        panel(
            "Processors in use",
            [
                ("alone", "each film alone", [(0.0, 0.0), (CORES / alone, CORES)]),
                ("workers", "workers", line(lambda each: each["worker_cores"])),
                ("server", "server", line(lambda each: each["server_cores"])),
            ],
            most, CORES, "",
        ),
        panel("Playlists, 99 of 100 within", [("late", "ms", line(lambda each: each["playlist_ms"]["p99"] or 0))], most, 250.0, " ms", bound=100.0),
        panel("Stalls in an hour of watching", [("stalls", "stalls", stalls)], most, max(4.0, min(60.0, max(y for _, y in stalls) * 1.1)), ""),
    ]
    gap = HEIGHT + 16
    body = "".join(f'<g transform="translate(0 {n * gap + 8:g})">{each}</g>' for n, each in enumerate(panels))
    says = f"From 1 to {most} players: processors used, time of playlists, stalls"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {gap * len(panels) + BOTTOM - 20:g}" role="img" aria-label="{says}">'
        f"<style>{STYLE}</style>{body}</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="+", help="what load.py wrote with --out")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", action="store_true", help="one run in which players come slowly: each of its reports is a point")
    parser.add_argument("--alone", type=float, default=0.57, help="seconds of a worker for a second of film, as `playhead bench` tells")
    options = parser.parse_args()
    found = [each for path in options.measured for each in json.loads(path.read_text())]
    if options.steps:
        found = [step for each in found for step in each["steps"] if step["passed_s"] > 10]
    options.out.write_text(draw(found, options.alone))


if __name__ == "__main__":
    main()
