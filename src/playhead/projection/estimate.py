"""How long jobs take, learnt from how long they took."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from playhead.projection.jobs import GRADES, Job, PictureJob

# Before anything is learnt; on the slow side, so that the first plan does not promise too much. A hold takes no worker's time.
_GUESS_S = {"full": 0.7, "half": 0.46, "held": 0.26, "hold": 0.02, "sound": 0.15, "speech": 0.3}


class Estimator:
    """Seconds of one worker's time by kind of job: a moving mean and mean deviation, as TCP estimates round trips
    (Jacobson and Karels, 1988).
    """

    def __init__(self, known: Mapping[str, float] | None = None, gain: float = 0.15) -> None:
        self._gain = gain
        self._mean = dict(known or {})
        self._spread: dict[str, float] = {}
        self._rows: dict[tuple[str, ...], tuple[float, ...]] = {}

    def learn(self, job: Job, seconds: float) -> None:
        """A job of this kind took so long."""
        self._rows.clear()
        old = self._mean.get(job.kind)
        if old is None:
            self._mean[job.kind], self._spread[job.kind] = seconds, seconds / 4
            return
        error = seconds - old
        self._mean[job.kind] = old + self._gain * error
        self._spread[job.kind] = self._spread.get(job.kind, old / 4) * (1 - self._gain) + self._gain * abs(error)

    def seconds(self, job: Job) -> float:
        """What a job will likely take."""
        return self._of(job.kind)

    def known_seconds(self, job: Job) -> float | None:
        """The same, or None where no such job was done yet: what models need cannot be guessed from what others do."""
        return self._mean.get(job.kind) or (self._of(job.kind) if isinstance(job, PictureJob) and self._like(job) else None)

    def _like(self, job: PictureJob) -> bool:
        """Whether anything is known of its renderer at its size."""
        *words, _ = job.kind.split()
        return any(kind.startswith(" ".join(words)) for kind in self._mean)

    def seconds_by_rung(self, kinds: tuple[str, ...]) -> tuple[float, ...]:
        """What jobs of these kinds will likely take, each a rung below the one before: never more on a lower one."""
        known = self._rows.get(kinds)
        if known is None:
            known = self._rows[kinds] = tuple(itertools.accumulate(map(self._of, kinds), min))
        return known

    def _of(self, kind: str) -> float:
        known = self._mean.get(kind)
        if known is not None:
            return known
        *words, grade, place = kind.split() if " " in kind else (kind, "", "")
        # A first segment is guessed from later ones and the other way round, a grade from others, before the table is asked: were a
        # grade that was never tried taken to cost what the table says, it might never seem worth a try.
        places = (place, "next" if place == "first" else "first")
        for other in (grade, *GRADES[:-1]) if grade != "hold" else ():
            for each in places:
                known = self._mean.get(" ".join([*words, other, each]))
                if known is not None:
                    return known if other == grade else known * _GUESS_S[grade] / _GUESS_S[other]
        return _GUESS_S.get(grade or kind, _GUESS_S["full"])

    def care(self, job: Job) -> float:
        """By how much to multiply the seconds of a job so that it will hardly take longer."""
        mean = self.seconds(job)
        return 1 + 2 * self._spread.get(job.kind, mean / 4) / max(mean, 1e-6)

    def statistics(self) -> dict[str, float]:
        """Mean seconds by kind."""
        return dict(self._mean)
