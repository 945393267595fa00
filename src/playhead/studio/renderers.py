"""What draws here: every renderer that is known, whether it works on this machine and why not, and how fast it is."""

from __future__ import annotations

import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from playhead.errors import PlayheadError
from playhead.projection.ladder import Ladder, ladder_of
from playhead.projection.perform import Performer
from playhead.render.renderer import Known, Size, known, names
from playhead.screenplay.film import FilmFile
from playhead.settings import Settings
from playhead.shots.brief import Brief
from playhead.shots.shot import Appearance, Framing, Move, Place, Shot
from playhead.shots.shot import Performer as Actor
from playhead.timebase import segments_of

NEED = {"draw": "any CPU", "neural": "a process with torch", "network": "a server"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A renderer as it is here. `problem` is why it does not work, "" where it does; frames a second are 0 where they were not measured."""

    name: str
    says: str
    needs: str
    control: tuple[str, ...]
    words: str
    licence: str
    page: str
    problem: str
    frames_per_second: float = 0.0
    first_picture_s: float = 0.0


def a_shot() -> Shot:
    """Two seconds that every renderer is timed on: somebody in a kitchen, a camera that moves in."""
    actor = Actor(Appearance(), 400, acts=())
    return Shot(
        Place("kitchen", "KITCHEN", interior=True), "evening", "clear", Framing("medium", (0,)), 48, move=Move("push", 60), performers=(actor,),
    )


def entries(film: FilmFile, settings: Settings, measure: Callable[[Known], bool]) -> list[Entry]:
    """All that are known, told the film's options; those for which `measure` says so are timed, one after another."""
    found = []
    for name in names():
        what = known(name)
        ladder = ladder_of((name,), dict(film.options), settings.renderers)
        problem = "" if ladder.rungs[0].renderer == name else ladder.problems[0].removeprefix(f"{name} cannot draw here: ")
        needs = NEED[what.traits.hands] + (", an accelerator" if what.traits.gpu else "")
        entry = Entry(
            name, what.says, needs, what.traits.control, what.traits.prompt_edge.replace("none", ""), what.licence, what.page, problem,
        )
        if not problem and measure(what):
            entry = _timed(entry, ladder, settings)
        found.append(entry)
    return found


def _timed(entry: Entry, ladder: Ladder, settings: Settings) -> Entry:
    """Drawn at the settings' size, without encoding; the second segment tells the speed, for the first loads what is needed."""
    shot, size = a_shot(), Size(settings.width, settings.height)
    with tempfile.TemporaryDirectory() as folder:
        performer = Performer(Path(folder), settings.store_cap_bytes, machines=settings.renderers)
        first_s = speed = 0.0
        try:
            for n, frames in enumerate(segments_of(shot.frames)):
                begun = time.perf_counter()
                for count, _ in enumerate(performer.pictures(ladder.job(shot, n, size, brief=Brief(place="KITCHEN")).alone())):
                    if n == count == 0:
                        first_s = time.perf_counter() - begun
                speed = frames / (time.perf_counter() - begun)
        except PlayheadError as error:
            return replace(entry, problem=str(error))
    return replace(entry, frames_per_second=round(speed, 1), first_picture_s=round(first_s, 2))


def as_json(found: list[Entry]) -> list[dict[str, Any]]:
    """For other programs."""
    return [asdict(entry) for entry in found]


def as_text(found: list[Entry], width: int = 96) -> Iterator[str]:
    """For a terminal: what works first."""
    indent = max(len(entry.name) for entry in found) + 2
    for entry in sorted(found, key=lambda entry: bool(entry.problem)):
        speed = f"works: {entry.frames_per_second:g} frames a second, the first after {entry.first_picture_s:g} s" if entry.frames_per_second else "works"
        told = (f"not here: {entry.problem}" if entry.problem else speed, f"{entry.says}; needs {entry.needs}", f"licence: {entry.licence}; {entry.page}")
        for n, text in enumerate(told):
            first = entry.name.ljust(indent) if n == 0 else " " * indent
            yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent=" " * indent)
