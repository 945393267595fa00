"""From simulated viewings to the report: shares, quantiles, costs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playhead.story import Story
from playhead.story.curve import Curve
from playhead.story.lengths import AROUND_S
from playhead.studio.mapping import map_of, title_of
from playhead.studio.report import BeatShare, ChoiceShare, Costs, OptionShare, Report, TensionPoint

POINTS = 48
"""At how many places of a film its tension is looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one choice: the asking beat, the option taken (-1: none was open), whether nobody chose, and which were shut."""

    beat: int
    option: int
    by_default: bool
    shut: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Viewing:
    """One simulated film: the beats in order, when each began, how long it all ran (title and end card included), and what was chosen."""

    played: tuple[int, ...]
    at_s: tuple[float, ...]
    seconds: float
    taken: tuple[Taken, ...] = ()


def report_of(story: Story, viewings: Sequence[Viewing], *, viewers: int, seed: int, took_s: float, costs: Costs | None = None) -> Report:
    """The report of an audience of `viewers`, of whom those without a viewing may not see the film."""
    shown = max(1, len(viewings))
    seen: Counter[int] = Counter()
    endings: Counter[int] = Counter()
    cuts: Counter[tuple[int, ...]] = Counter()
    for viewing in viewings:
        seen.update(set(viewing.played))
        cuts[viewing.played] += 1
        endings[viewing.played[-1] if viewing.played and story.beats[viewing.played[-1]].ending else -1] += 1
    nodes = map_of(story)
    beats = tuple(BeatShare(node.title, node.kind, "must" in node.marks, seen[node.beat] / shown, story.beats[node.beat].line)
                  for node in (*nodes.nodes, *nodes.storylets))
    kinds = {node.beat: node for node in nodes.nodes}
    ends = tuple(BeatShare(kinds[b.index].title, "ending", b.must, endings[b.index] / shown, b.line)
                 for b in story.beats if b.ending and b.index in kinds)
    return Report(
        title=story.title, viewers=viewers, seed=seed, took_s=round(took_s, 2), runtime_s=story.film.runtime_s,
        seconds=tuple(sorted(round(viewing.seconds, 2) for viewing in viewings)), cannot=viewers - len(viewings),
        tension=_tension(story, viewings), beats=beats, endings=ends, without_ending=endings[-1] / shown if ends else 0.0,
        choices=_choices(story, viewings), cuts=len(cuts), commonest=max(cuts.values(), default=0) / shown, costs=costs,
    )


def _tension(story: Story, viewings: Sequence[Viewing]) -> tuple[TensionPoint, ...]:
    """The films' tension at each place, against the author's curve; nothing for a story that says nothing of it."""
    if not viewings or not any(beat.tension >= 0 for beat in story.beats):
        return ()
    places = [(n + 0.5) / POINTS for n in range(POINTS)]
    rows: dict[tuple[int, ...], np.ndarray] = {}
    found = np.empty((len(viewings), POINTS), np.float32)
    for n, viewing in enumerate(viewings):
        row = rows.get(viewing.played)  # equal cuts are close enough in time
        if row is None:
            row = rows[viewing.played] = _along(story, viewing, places)
        found[n] = row
    low, high = np.quantile(found, (0.1, 0.9), axis=0)
    mean = found.mean(axis=0)  # tensions are whole numbers: their median leaps, the mean can be read
    curve = Curve(story)
    wanted = [curve(place) if curve.points else -1.0 for place in places]
    return tuple(TensionPoint(round(place, 4), round(wish, 2), round(float(a), 2), round(float(b), 2), round(float(c), 2))
                 for place, wish, a, b, c in zip(places, wanted, low, mean, high, strict=True))


def _along(story: Story, viewing: Viewing, places: Sequence[float]) -> np.ndarray:
    tensions: list[float] = []
    level = next((float(story.beats[n].tension) for n in viewing.played if story.beats[n].tension >= 0), 2.0)
    for index in viewing.played:
        if story.beats[index].tension >= 0:
            level = float(story.beats[index].tension)
        tensions.append(level)
    start = viewing.at_s[0] if viewing.at_s else 0.0
    length = max(1.0, viewing.seconds - AROUND_S)
    at = [(begins - start) / length for begins in viewing.at_s]
    return np.array([tensions[max(0, bisect_right(at, place) - 1)] if tensions else level for place in places], np.float32)


def _choices(story: Story, viewings: Sequence[Viewing]) -> tuple[ChoiceShare, ...]:
    asked: Counter[int] = Counter()
    viewers: Counter[int] = Counter()
    taken: Counter[tuple[int, int]] = Counter()
    nobody: Counter[tuple[int, int]] = Counter()
    shut: Counter[tuple[int, int]] = Counter()
    for viewing in viewings:
        viewers.update({each.beat for each in viewing.taken})
        for each in viewing.taken:
            asked[each.beat] += 1
            taken[each.beat, each.option] += 1
            nobody[each.beat, each.option] += each.by_default
            shut.update((each.beat, option) for option in each.shut)
    found = []
    for beat in story.beats:
        if beat.choice is None:
            continue
        all_ = asked[beat.index] or 1
        options = tuple(
            OptionShare(option.label, taken[beat.index, n] / all_, nobody[beat.index, n] / all_, n == beat.choice.default, shut[beat.index, n] / all_)
            for n, option in enumerate(beat.choice.options)
        )
        found.append(ChoiceShare(title_of(beat), beat.choice.line or beat.line, viewers[beat.index] / max(1, len(viewings)), options))
    return tuple(found)
