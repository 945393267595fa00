"""Admission: how fine a segment can be made so that it, and all that wait behind it, are in time. Pure.

Decided when a worker is about to begin, with what is known then. Earliest deadline first alone makes everything late once there
is more to do than time (each job is finished just after it was needed); here a job that would be late, or would make others
late, is replaced by a cheaper stand-in before any work is put into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be made: by when, and seconds of a worker for each of its grades, finest first.

    `costs` has one number where there is no choice.
    """

    deadline_s: float
    costs: tuple[float, ...]

    def cost(self, grade: int) -> float:
        """Seconds at that grade, or at its coarsest."""
        return self.costs[min(grade, len(self.costs) - 1)]


def choose(first: Waiting, rest: Sequence[Waiting], now_s: float, free_in_s: Sequence[float], careful: float = 1.0) -> int:
    """Index of the finest grade at which `first` should be made now.

    `rest` is what else waits, earliest deadline first; `free_in_s` says, for each worker, in how many seconds it is free (the
    one that is about to begin has 0). `careful` multiplies the cost of `first` when its own finish is judged.

    The grade is the finest that ends in time and leaves every later deadline feasible at the finest common grade that all of
    them can have: so that quality falls evenly rather than from one extreme to the other.
    """
    grades = len(first.costs)
    in_time = [
        grade for grade in range(grades) if now_s + min(free_in_s, default=0.0) + first.costs[grade] * careful <= first.deadline_s
    ]
    if not in_time:
        return grades - 1
    deepest = max((len(each.costs) for each in rest), default=grades)
    for floor in range(max(grades, deepest)):
        slack = _slack(first, rest, floor, now_s, free_in_s)
        if slack is None:
            continue
        base = first.cost(floor)
        return next((grade for grade in in_time if first.costs[grade] - base <= slack), grades - 1)
    return in_time[0] if not rest else max(in_time)


def _slack(first: Waiting, rest: Sequence[Waiting], floor: int, now_s: float, free_in_s: Sequence[float]) -> float | None:
    """Worker seconds to spare at the tightest deadline if all is made at `floor`; None if some deadline cannot be met.

    What is late even at its coarsest is lost and does not count against the others.
    """
    workers = max(1, len(free_in_s))
    spent, spent_least = first.cost(floor), first.costs[-1]
    slack = float("inf")
    for each in rest:
        spent += each.cost(floor)
        spent_least += each.costs[-1]
        room = sum(max(0.0, each.deadline_s - now_s - free) for free in free_in_s)
        # The last job of a busy line can straddle the deadline on one worker while the others idle.
        room -= (workers - 1) * each.cost(floor) / 2
        if spent > room:
            if spent_least > room:
                continue
            return None
        slack = min(slack, room - spent)
    return slack
