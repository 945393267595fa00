"""Admission: how fine a segment can be made so that it, and all that wait behind it, are in time. Pure.

Decided when a worker is about to begin, with what is known then. Earliest deadline first alone makes everything late once there
is more to do than time (each job is finished just after it was needed); here a job that would be late, or would make others
late, is replaced by a cheaper stand-in before any work is put into it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be made: by when, and seconds of a worker for each of its grades, finest first.

    `costs` has one number where there is no choice. `heavy` marks what a viewer wants who asks for more than others do: it is
    made coarser before theirs is.
    """

    deadline_s: float
    costs: tuple[float, ...]
    heavy: bool = False

    def cost(self, step: int) -> float:
        """Seconds at that step of the common way down: 2n is grade n for all, 2n + 1 is one coarser for what is heavy."""
        return self.costs[min((step + self.heavy) // 2, len(self.costs) - 1)]


Rest = Callable[[], Sequence[Waiting]]


def choose(
    first: Waiting, rest: Sequence[Waiting], now_s: float, free_in_s: Sequence[float], careful: float = 1.0, share: Rest | None = None,
) -> int:
    """Index of the finest grade at which `first` should be made now.

    `rest` is what else waits, earliest deadline first; `free_in_s` says, for each worker, in how many seconds it is free (the
    one that is about to begin has 0). `careful` multiplies the cost of `first` when its own finish is judged. `share` gives
    `first` and the rest again with what is heavy marked; it is asked only if not all can be as fine as they wish.

    The grade is the finest that ends in time, if that leaves every later deadline feasible at the finest common step that all of
    them can have, first for who wants most. If not, it is the last but one, which still moves: made a little coarser, it would leave
    others no choice but to be so as well. At 120% load seven in ten are then as fine as they wish; by even steps, five.
    """
    grades = len(first.costs)
    in_time = [
        grade for grade in range(grades) if now_s + min(free_in_s, default=0.0) + first.costs[grade] * careful <= first.deadline_s
    ]
    if not in_time:
        return grades - 1
    deepest = max((len(each.costs) for each in rest), default=grades)
    for step in range(2 * max(grades, deepest) - 1):
        if step == 1 and share is not None:
            first, *rest = share()
        room = slack(first, rest, step, now_s, free_in_s)
        if room is None:
            continue
        base = first.cost(step)
        grade = next((grade for grade in in_time if first.costs[grade] - base <= room), grades - 1)
        return grade if grade == in_time[0] else max(grade, min(max(in_time), grades - 2))
    return in_time[0] if not rest else max(in_time)


def slack(first: Waiting, rest: Sequence[Waiting], step: int, now_s: float, free_in_s: Sequence[float]) -> float | None:
    """Worker seconds to spare at the tightest deadline if all is made at `step`; None if some deadline cannot be met.

    What is late even at its coarsest is lost and does not count against the others.
    """
    workers = max(1, len(free_in_s))
    spent, spent_least = first.cost(step), first.costs[-1]
    spare = float("inf")
    for each in rest:
        spent += each.cost(step)
        spent_least += each.costs[-1]
        room = 0.0
        left_s = each.deadline_s - now_s
        for free in free_in_s:
            if free < left_s:
                room += left_s - free
        # The last job of a busy line can straddle the deadline on one worker while the others idle.
        room -= (workers - 1) * each.cost(step) / 2
        if spent > room:
            if spent_least > room:
                continue
            return None
        spare = min(spare, room - spent)
    return spare
