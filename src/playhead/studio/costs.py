"""What an audience's films cost to render: each form in which a beat was seen is shot once, with estimated voices, and its shots counted."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from playhead.shots import end_shots, shoot, style_of, title_shots
from playhead.shots.cue import ShotList
from playhead.story import Story
from playhead.story.audience import Form
from playhead.studio.report import CostPoint, Costs
from playhead.timebase import FRAME_RATE

SHOOT_MOST = 1200
"""Forms of beats that are shot; more would take longer than the simulation, and tell the same."""


def costs_of(story: Story, forms: Sequence[Form], viewers: int, watched_s: float, seconds_per_frame: float, most: int = SHOOT_MOST) -> Costs:
    """What the forms cost together, at so many seconds of a worker for each frame; all the films run `watched_s`."""
    first_seen: dict[str, tuple[int, int]] = {}  # shot -> viewer who sees it first, frames
    private: list[tuple[int, int]] = []  # viewer, frames: each their own
    later: dict[int, list[tuple[int, int]]] = defaultdict(list)  # beat -> (new shots, their frames) that its further forms brought
    rest: list[tuple[int, int]] = []  # beat and first viewer of forms that are not shot
    known: set[int] = set()
    for shots in (title_shots(story), end_shots(story)):
        _take(shots, 0, 1, viewers, first_seen, private)
    ordered = sorted(forms, key=lambda form: (form.first, form.beat.index))
    for form in ordered[:most]:
        before = len(first_seen)
        new = _take(shoot(form.beat, story, {}, style_of(form.viewer)), form.first, form.viewers, viewers, first_seen, private)
        if form.beat.index in known:
            later[form.beat.index].append((len(first_seen) - before, new))
        known.add(form.beat.index)
    rest = [(form.beat.index, form.first) for form in ordered[most:]]
    all_later = [each for found in later.values() for each in found]
    events = [(viewer, 1.0, float(frames)) for viewer, frames in (*first_seen.values(), *private)]
    events += [(viewer, *_mean(later.get(index) or all_later)) for index, viewer in rest]
    events.sort()
    at = [event[0] for event in events]
    shots_sum = list(accumulate((event[1] for event in events), initial=0.0))
    frames_sum = list(accumulate((event[2] for event in events), initial=0.0))
    curve = []
    for count in _counts(viewers):
        n = bisect_right(at, count - 1)
        curve.append(CostPoint(count, round(shots_sum[n]), round(frames_sum[n] / FRAME_RATE, 1)))
    return Costs(
        shots=round(shots_sum[-1]),
        private=len(private),
        versions=len(forms),
        shot=min(most, len(forms)),
        film_s=round(frames_sum[-1] / FRAME_RATE, 1),
        watched_s=round(watched_s, 1),
        shared_s=round(frames_sum[-1] * seconds_per_frame, 1),
        alone_s=round(watched_s * FRAME_RATE * seconds_per_frame, 1),
        curve=tuple(curve),
    )


def _take(made: ShotList, first: int, seen_by: int, viewers: int, first_seen: dict[str, tuple[int, int]], private: list[tuple[int, int]]) -> int:
    """Enter shots by who sees them first; returns the frames of those that are new."""
    new = 0
    for each in made.shots:
        if each.private:
            # Who else sees this form is not known one by one: they are taken to be spread over those who come later.
            private += [(first + (viewers - first) * n // seen_by, each.frames) for n in range(seen_by)]
            continue
        key = each.key
        known = first_seen.get(key)
        if known is None:
            new += each.frames
            first_seen[key] = (first, each.frames)
        elif first < known[0]:
            first_seen[key] = (first, each.frames)
    return new


def _mean(found: list[tuple[int, int]]) -> tuple[float, float]:
    return (sum(n for n, _ in found) / len(found), sum(f for _, f in found) / len(found)) if found else (0.0, 0.0)


def _counts(viewers: int) -> Iterator[int]:
    """1, 2, 5, 10, ... and all of them."""
    scale = 1
    while True:
        for step in (1, 2, 5):
            if step * scale >= viewers:
                yield viewers
                return
            yield step * scale
        scale *= 10
