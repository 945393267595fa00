"""What `playhead bench` measures on this machine: how fast a film is made, and in how much memory.

Speeds are ratios to real time, taken in one run; the machine's other load is in them, so compare ratios of one run.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from playhead.media import Store, encode_picture
from playhead.projection import LocalFarm
from playhead.projection.ladder import ladder_for
from playhead.render import renderer
from playhead.render.renderer import GROUND, Size
from playhead.screening.bake import by_time, cut_of, jobs_of, make
from playhead.settings import Settings
from playhead.story import Story
from playhead.timebase import FRAME_RATE, to_seconds


async def measure(settings: Settings, story: Story, *, shots: int = 12) -> dict[str, Any]:
    """Figures of one film made from nothing in an empty store: the whole on all workers, then single shots on one core."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(settings, data=Path(folder))
        store = Store(Path(folder) / "store", settings.store_cap_bytes)
        begun = time.perf_counter()
        async with LocalFarm(settings, Path(folder) / "store") as farm:
            cut = await cut_of(story, farm)
            spoken_s = time.perf_counter() - begun
            pictures, sounds = jobs_of(cut, Size(settings.width, settings.height), ladder_for(story.film, settings))
            size = 0
            peak = 0
            made = 0
            async for segment in make(by_time(pictures, sounds), farm, store):
                size += len(segment)
                made += 1
                if made % 8 == 0:  # asking takes milliseconds in which those who are asked stand still
                    peak = max(peak, _resident_bytes())
            whole_s = time.perf_counter() - begun
        film_s = to_seconds(cut.end)
    distinct = list({segment.pixels.key: segment.pixels for segment in cut.segments}.values())
    step = max(1, len(distinct) // max(1, shots))
    timed = await asyncio.to_thread(_time_shots, distinct[::step][:shots] if shots else [], settings)
    return {
        "film": story.title,
        "film_seconds": round(film_s, 1),
        "shots": len(distinct),
        "workers": settings.workers,
        "seconds_to_make": round(whole_s, 1),
        "times_real_time": round(film_s / whole_s, 2),
        "seconds_of_speech_and_decoupage": round(spoken_s, 2),
        "megabytes": round(size / 1e6, 1),
        "peak_memory_mb": round(peak / 1e6),
        "one_core_slowest_shot": round(min(timed), 2) if timed else None,
        "one_core_median_shot": round(statistics.median(timed), 2) if timed else None,
    }


def _time_shots(shots: list[Any], settings: Settings) -> list[float]:
    """Times real time of each shot, plates, drawing and encoding together, on the calling thread."""
    draw = renderer(settings.renderer or GROUND)
    size = Size(settings.width, settings.height)
    speeds = []
    for shot in shots:
        begun = time.perf_counter()
        state = draw.open(shot, size, None, 0)
        while (chunk := draw.step(state)) is not None:
            encode_picture(iter(chunk.pictures), size)
        speeds.append(shot.frames / FRAME_RATE / (time.perf_counter() - begun))
    return speeds


def _resident_bytes() -> int:
    """Memory of this process and its children, proportional share where pages are shared (Linux; 0 elsewhere)."""
    total = 0
    for pid in _family(os.getpid()):
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += sum(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
        except OSError:
            continue
    return total


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in _family(int(child)))]


def table(figures: dict[str, Any]) -> str:
    """The figures as lines for a terminal."""
    return "\n".join(f"{name.replace('_', ' '):34} {value}" for name, value in figures.items())
