"""Fading: when another renderer takes over within a shot, it goes over from what was shown, and stays until the next cut. Pure."""

from __future__ import annotations

from collections import OrderedDict

from playhead.projection.jobs import Job, Made, PictureJob
from playhead.projection.tasks import Task

SHOTS_MAX = 10_000


class Fading:
    """What each viewer was shown last of a shot. Only shots that several renderers may draw are kept."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, str], tuple[int, str, str]] = OrderedDict()  # by viewer and shot: segment, renderer, hash

    def landed(self, viewer: str, job: PictureJob, made: Made) -> None:
        """A viewer has got a segment."""
        if not job.below or not made.renderer or made.grade == "hold":
            return
        name = (viewer, job.shot_key)
        if name in self._last and self._last[name][0] > job.n:
            return
        self._last[name] = (job.n, made.renderer, made.hash)
        self._last.move_to_end(name)
        if len(self._last) > SHOTS_MAX:
            self._last.popitem(last=False)

    def fallen(self, task: Task) -> str:
        """The renderer that stands in for the wanted one in the task's shot, for whoever waits for it; "" for none."""
        job = task.job
        if not isinstance(job, PictureJob) or not job.below:
            return ""
        for viewer in task.wishes:
            n, renderer, _ = self._last.get((viewer, job.shot_key), (job.n, job.renderer, ""))
            if n < job.n and renderer != job.renderer:
                return renderer
        return ""

    def faded(self, task: Task) -> Job:
        """What is about to be made; where another renderer drew the segment before it, going over from that."""
        job = task.made_as
        if not isinstance(job, PictureJob) or not isinstance(task.job, PictureJob) or not task.job.below or job.source:
            return job
        for viewer in task.wishes:
            n, renderer, media = self._last.get((viewer, job.shot_key), (-1, "", ""))
            if n == job.n - 1 and renderer != job.renderer:
                return job.after(media)
        return job
