"""Admission: which grade of each wanted segment can be ready in time, decided before anything is queued. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.projection.jobs import Job


@dataclass(frozen=True, slots=True)
class Want:
    """A segment that a viewer will need at `deadline_s` (on the farm's clock), with this chance that they will."""

    job: Job
    deadline_s: float
    chance: float = 1.0
