"""A task: one job under way at a farm, with who wants it, by when, and what became of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playhead.projection.farm import Flight
from playhead.projection.jobs import Job, PictureJob, SoundJob
from playhead.projection.wishes import Wishes


@dataclass(slots=True, eq=False)
class Task:
    """One job, shared by all who wish for it; it outlives the viewer that began it.

    `made_as` is what is really made: a stand-in may be. `attempt` tells one try from another; 0 while it waits.
    """

    name: str
    job: Job
    folder: Path | None
    made_as: Job
    wishes: Wishes = field(default_factory=Wishes)  # by viewer
    flights: dict[str, Flight] = field(default_factory=dict)  # by viewer; also of those who no longer wish for it
    followers: list[Task] = field(default_factory=list)  # that would be made as the same, and wait for this one's worker
    worker: int | None = None
    attempt: int = 0
    tries: int = 0
    kills: int = 0
    shed: bool = False
    all_rungs: tuple[Job, ...] = ()
    barred: int = 0  # so many of its first rungs could not be made
    likely_begun: bool = False  # a worker began it before anybody was certain to want it
    _kinds: tuple[str, ...] = ()

    @property
    def rungs(self) -> tuple[Job, ...]:
        """As what it may still be made, best first."""
        if not self.all_rungs:
            self.all_rungs = self.job.rungs() if isinstance(self.job, PictureJob) else (self.job,)
        return self.all_rungs[self.barred :]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the costs of all its rungs are learnt under, those that could not be made as well."""
        if not self._kinds:
            self._kinds = tuple(job.kind for job in self.job.rungs()) if isinstance(self.job, PictureJob) else (self.job.kind,)
        return self._kinds

    @property
    def deadline_s(self) -> float:
        """The earliest time by which somebody wants it; of those who are certain to, if any is."""
        return self.wishes.deadline_s

    @property
    def chance(self) -> float:
        """How likely it is wanted at all."""
        return self.wishes.chance

    @property
    def certain(self) -> bool:
        """Whether somebody is sure to want it."""
        return self.wishes.certain

    @property
    def exact(self) -> bool:
        """Whether no stand-in will do for it."""
        job = self.job
        return not isinstance(job, PictureJob) or job.grade != "full" or self.wishes.exact

    def hurries(self, viewer: str) -> bool:
        """Whether a viewer is sure to want it, and would take a stand-in."""
        if not isinstance(self.job, PictureJob) or self.job.grade != "full":
            return False
        wish = self.wishes.get(viewer)
        return wish is not None and wish.certain and not wish.exact

    def hurried(self, by_s: float) -> list[str]:
        """Who does by that time."""
        return [viewer for viewer, wish in self.wishes.items() if wish.deadline_s <= by_s and self.hurries(viewer)]


def task_name(key: str, folder: Path | None) -> str:
    """What is the same for all who would share a task."""
    return key if folder is None else f"{folder}:{key}"


def words(job: Job) -> str:
    """A job in words, for messages and logs; a viewer's own words are in none."""
    if isinstance(job, PictureJob):
        return f"segment {job.n} of shot {job.shot_key[:8]} ({job.place or 'no place'}, {job.renderer}, {job.grade})"
    if isinstance(job, SoundJob):
        return f"the sound from {job.start} for {job.ticks} ticks"
    return "a line with a viewer's own words" if job.private else f"the line {job.line.text[:40]!r}"
