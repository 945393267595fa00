"""From a simulated audience to its report: shares, quantiles, costs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from playhead.story import Story
from playhead.story.audience import Audience
from playhead.story.curve import Curve
from playhead.studio.costs import costs_of
from playhead.studio.mapping import map_of, title_of
from playhead.studio.report import BeatShare, ChoiceShare, OptionShare, Report, TensionPoint


def report_of(audience: Audience, *, seed: int, took_s: float, seconds_per_frame: float) -> Report:
    """The report of an audience; `seconds_per_frame` is what a frame costs a worker."""
    story, shown = audience.story, max(1, audience.shown)
    nodes = map_of(story)
    kinds = {node.beat: node for node in nodes.nodes}
    beats = tuple(BeatShare(node.title, node.kind, "must" in node.marks, audience.coverage(node.beat), story.beats[node.beat].line)
                  for node in (*nodes.nodes, *nodes.storylets))
    counts = dict(audience.endings)
    ends = tuple(BeatShare(kinds[b.index].title, "ending", b.must, counts.get(b.index, 0) / shown, b.line) for b in story.beats if b.ending and b.index in kinds)
    seconds = tuple(audience.times_s())
    return Report(
        title=story.title,
        viewers=audience.viewers,
        seed=seed,
        took_s=round(took_s, 2),
        choosers=audience.choosers,
        runtime_s=story.film.runtime_s,
        seconds=seconds,
        refused=audience.refused,
        tension=_tension(story, audience),
        beats=beats,
        endings=ends,
        without_ending=counts.get(-1, 0) / shown if ends else 0.0,
        choices=_choices(story, audience),
        cuts=audience.distinct_cuts,
        commonest=max(audience.films().values(), default=0) / shown,
        costs=costs_of(story, audience.forms, audience.viewers, sum(seconds), seconds_per_frame) if seconds else None,
    )


def _tension(story: Story, audience: Audience) -> tuple[TensionPoint, ...]:
    """The films' tension at each place, against the author's curve; nothing for a story that says nothing of it."""
    if not audience.cuts or not any(beat.tension >= 0 for beat in story.beats):
        return ()
    says = bool(Curve(story).points)
    last = max(1, len(audience.tension) - 1)
    points = []
    for n, mean in enumerate(audience.tension):
        ranked = sorted((cut.tension[n], cut.viewers) for cut in audience.cuts)
        points.append(TensionPoint(round(n / last, 4), round(audience.wanted[n], 2) if says else -1.0, _quantile(ranked, 0.1), round(mean, 2), _quantile(ranked, 0.9)))
    return tuple(points)


def _quantile(ranked: Sequence[tuple[float, int]], share: float) -> float:
    """The value that a share of the viewers is not above; `ranked` are values with how many viewers have them."""
    sums, total = [], 0
    for _, viewers in ranked:
        total += viewers
        sums.append(total)
    return ranked[min(len(ranked) - 1, bisect_right(sums, share * total))][0]


def _choices(story: Story, audience: Audience) -> tuple[ChoiceShare, ...]:
    options: dict[int, list[OptionShare]] = {}
    for taken in audience.options:
        default = (choice := story.beats[taken.beat].choice) is not None and choice.default == taken.option
        asked = taken.asked or 1
        options.setdefault(taken.beat, []).append(OptionShare(taken.label, taken.taken / asked, default, (taken.asked - taken.open) / asked))
    asked_by = {index: sum(cut.viewers for cut in audience.cuts if index in set(cut.beats)) for index in options}
    return tuple(
        ChoiceShare(title_of(story.beats[index]), (choice.line if (choice := story.beats[index].choice) else 0) or story.beats[index].line,
                    asked_by[index] / max(1, audience.shown), tuple(found))
        for index, found in options.items()
    )
