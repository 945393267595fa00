"""Quarantine: what is not tried again, because it ended too many workers or could not be made. Pure."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from playhead.projection.jobs import Job, PictureJob
from playhead.projection.tasks import Task, task_name, words

KILLS_MAX = 3
"""A job that has ended this many workers is not tried again."""
TRIES_MAX = 2
"""A job that raised is tried once more, elsewhere."""
NAMES_MAX = 10_000


class Quarantine:
    """Blame by what is set aside together: a shot, whichever segment of it was drawn at whatever grade; the oldest is forgotten."""

    def __init__(self) -> None:
        self._kills: OrderedDict[str, int] = OrderedDict()
        self._told: OrderedDict[str, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._told)

    def told(self, job: Job, folder: Path | None) -> str:
        """Why a job is set aside; "" if it is not."""
        if not self._told:
            return ""
        return self._told.get(task_name(job.key, folder)) or self._told.get(_aside(job), "")

    def killed(self, task: Task, why: str) -> str:
        """A worker ended over the task. Why it is not tried again, or "" if it is."""
        name = _aside(task.made_as)
        task.kills += 1
        kills = self._kills[name] = self._kills.pop(name, 0) + 1
        if kills < KILLS_MAX:
            _trim(self._kills)
            return ""
        del self._kills[name]
        return self._aside(name, f"{words(task.made_as)} is not tried again: it has ended {KILLS_MAX} workers ({why})")

    def refused(self, task: Task, error: Exception) -> None:
        """It will not be made, however often it is asked for."""
        self._aside(task_name(task.made_as.key, task.folder), "it was refused" if task.made_as.private else str(error))

    def raised(self, task: Task, error: Exception | None) -> str:
        """It could not be made. Why it is not tried again, or "" if it is."""
        task.tries += 1
        if task.tries < TRIES_MAX:
            return ""
        why = type(error).__name__ if task.made_as.private else error  # an error may quote what it was about
        return self._aside(task_name(task.made_as.key, task.folder), f"{words(task.made_as)} could not be made: {why}")

    def made(self, task: Task) -> None:
        """It was made after all: the workers that ended over it ended of something else."""
        if task.kills:
            self._kills.pop(_aside(task.made_as), None)

    def _aside(self, name: str, told: str) -> str:
        self._told[name] = told
        _trim(self._told)
        return told


def _trim(names: OrderedDict[str, int] | OrderedDict[str, str]) -> None:
    while len(names) > NAMES_MAX:
        names.popitem(last=False)


def _aside(job: Job) -> str:
    return f"{job.shot_key} {job.renderer}" if isinstance(job, PictureJob) else job.key
