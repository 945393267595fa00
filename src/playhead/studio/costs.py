"""What an audience's films cost to render: each distinct version of a beat is shot once, with estimated voices, and its shots counted."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from playhead.shots import end_shots, shoot, title_shots
from playhead.shots.cue import ShotList
from playhead.story import Beat, Story
from playhead.studio.report import CostPoint, Costs
from playhead.timebase import FRAME_RATE

SHOOT_MOST = 1200
"""Versions of beats that are shot; more would take longer than the simulation, and tell the same."""


class Tally:
    """Who saw which version of which beat; viewers are counted from 0 and come in order."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._versions: dict[object, tuple[Beat, list[int]]] = {}
        self._keys: dict[int, tuple[Beat, object]] = {}

    def see(self, viewer: int, beat: Beat) -> None:
        """A viewer saw a version of a beat."""
        known = self._keys.get(id(beat))  # versions are kept and shared: most come here again as the same object
        if known is None or known[0] is not beat:
            key: object = (beat.index, tuple((e.kind, e.text, e.dual, e.extension, tuple(n.text for n in e.notes)) for e in beat.elements))
            known = self._keys[id(beat)] = (beat, key)
        entry = self._versions.get(known[1])
        if entry is None:
            entry = self._versions[known[1]] = (beat, [])
        if not entry[1] or entry[1][-1] != viewer:
            entry[1].append(viewer)

    def costs(self, viewers: int, watched_s: float, seconds_per_frame: float, most: int = SHOOT_MOST) -> Costs:
        """What they cost together, at so many seconds of a worker for each frame."""
        entries = sorted(self._versions.values(), key=lambda entry: (entry[1][0], entry[0].index))
        first_seen: dict[str, tuple[int, int]] = {}  # shot -> viewer who sees it first, frames
        private: list[tuple[int, int]] = []  # viewer, frames: each its own
        per_version: dict[int, list[tuple[int, int]]] = defaultdict(list)  # beat -> (new shots, their frames) of its later versions
        rest: list[tuple[int, int]] = []  # beat and first viewer of versions that are not shot
        for shots in (title_shots(self._story), end_shots(self._story)):
            _take(shots, [0], first_seen, private)
        shot = 0
        again: set[int] = set()
        for beat, seen_by in entries:
            if shot >= most:
                rest.append((beat.index, seen_by[0]))
                continue
            shot += 1
            before = len(first_seen)
            new = _take(shoot(beat, self._story, {}), seen_by, first_seen, private)
            if beat.index in again:
                per_version[beat.index].append((len(first_seen) - before, new))
            again.add(beat.index)
        guessed = [(viewer, *_mean(per_version.get(index) or [each for found in per_version.values() for each in found])) for index, viewer in rest]
        events = sorted([(viewer, 1.0, frames) for viewer, frames in (*first_seen.values(), *private)] + [(v, n, f) for v, n, f in guessed])
        at = [event[0] for event in events]
        shots_sum = list(accumulate((event[1] for event in events), initial=0.0))
        frames_sum = list(accumulate((event[2] for event in events), initial=0.0))
        curve = []
        for count in _counts(viewers):
            n = bisect_right(at, count - 1)
            curve.append(CostPoint(count, round(shots_sum[n]), round(frames_sum[n] / FRAME_RATE, 1)))
        return Costs(
            shots=round(shots_sum[-1]), private=len(private), versions=len(entries), shot=shot, film_s=round(frames_sum[-1] / FRAME_RATE, 1),
            watched_s=round(watched_s, 1), shared_s=round(frames_sum[-1] * seconds_per_frame, 1),
            alone_s=round(watched_s * FRAME_RATE * seconds_per_frame, 1), curve=tuple(curve),
        )


def _take(made: ShotList, seen_by: list[int], first_seen: dict[str, tuple[int, int]], private: list[tuple[int, int]]) -> int:
    """Enter shots by who sees them first; returns the frames of those that are new."""
    new = 0
    for each in made.shots:
        if each.private:
            private += [(viewer, each.frames) for viewer in seen_by]
            continue
        key = each.key
        known = first_seen.get(key)
        if known is None:
            new += each.frames
            first_seen[key] = (seen_by[0], each.frames)
        elif seen_by[0] < known[0]:
            first_seen[key] = (seen_by[0], each.frames)
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


