"""The ladder of a film: the renderers that draw it here, best first, down to the ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from playhead.errors import NotFound
from playhead.projection.jobs import PictureJob, Rung
from playhead.render.renderer import GROUND, Options, Size, known
from playhead.screenplay.film import FilmFile
from playhead.settings import Settings
from playhead.shots.brief import Brief
from playhead.shots.shot import Shot


@dataclass(frozen=True, slots=True)
class Ladder:
    """What draws a film. `rungs` has at least one; `problems` say which of those that were wanted cannot work here, and why.

    `asked` are those that draw only the shots for which the script asks for them: what a film names after the ground.
    """

    rungs: tuple[Rung, ...] = (Rung(),)
    problems: tuple[str, ...] = ()
    asked: tuple[Rung, ...] = ()

    def job(self, shot: Shot, n: int, size: Size, *, brief: Brief | None = None, account: str = "") -> PictureJob:
        """Segment `n` of a shot as it is wanted."""
        first, *below = self._for(brief.by if brief is not None else "")
        told = replace(brief, by="") if brief is not None and any(rung.brief for rung in (first, *below)) else None
        return PictureJob(shot, n, size, first.renderer, options=first.options, model=first.model, brief=told, below=tuple(below), account=account)

    def _for(self, by: str) -> tuple[Rung, ...]:
        """The rungs for a shot that is wanted by that renderer."""
        at = next((n for n, rung in enumerate(self.rungs) if rung.renderer == by), 0)
        own = [rung for rung in self.asked if rung.renderer == by]
        return (*own, self.rungs[-1]) if own else self.rungs[at:]

    def stand_in(self, shot: Shot, n: int, size: Size, grade: str, source: str = "") -> PictureJob:
        """The segment as the last rung draws it, at a grade."""
        last = self.rungs[-1]
        return PictureJob(shot, n, size, last.renderer, grade, source, last.options, last.model)

    def again(self, shot: Shot, n: int, size: Size, *, renderer: str, grade: str, source: str, brief: Brief | None = None) -> PictureJob | None:
        """The job that made a segment that was shown; None when its renderer is no longer on the ladder."""
        rung = next((rung for rung in (*self.rungs, *self.asked) if rung.renderer == renderer), None) if renderer else self.rungs[-1]
        if rung is None:
            return None
        return PictureJob(shot, n, size, rung.renderer, grade, source, rung.options, rung.model, replace(brief, by="") if brief and rung.brief else None)


def ladder_for(film: FilmFile, settings: Settings) -> Ladder:
    """The ladder of a film as it and the owner of this machine want it; the ground alone where neither says anything."""
    return ladder_of(film.renderers or (GROUND,), dict(film.options), settings.renderers, settings.renderer)


def ladder_of(wanted: Iterable[str], options: Mapping[str, Options], machines: Mapping[str, Any], only: str = "") -> Ladder:
    """The ladder of a film that wants these, on this machine; `only` is what its owner has settled for every film.

    What is unknown or cannot work here is left out and told. Never raises.
    """
    rungs: list[Rung] = []
    asked: list[Rung] = []
    problems: list[str] = []
    for name in dict.fromkeys([only] if only else wanted):
        told, machine = options.get(name, ()), machines.get(name, {})
        try:
            found = known(name)
        except NotFound as error:
            if only:  # a plug-in that only the workers have
                return Ladder((Rung(only, told),))
            problems.append(str(error))
            continue
        strange = [key for key, _ in told if key not in found.options]
        if strange:
            problems.append(f"renderer {name} has no {strange[0]!r}" + (f": it has {', '.join(found.options)}" if found.options else ": it has no options"))
        if why := found.why_not(told, machine):
            problems.append(f"{name} cannot draw here: {why}")
            continue
        under = bool(rungs) and rungs[-1].renderer == GROUND
        (asked if under else rungs).append(Rung(name, told, found.model(told, machine), found.traits.prompt_edge != "none"))
    alone = only and len(rungs) == 1 and known(only).traits.hands == "draw"
    if not alone and (not rungs or rungs[-1].renderer != GROUND):
        rungs.append(Rung())
    return Ladder(tuple(rungs), tuple(problems), tuple(asked))
