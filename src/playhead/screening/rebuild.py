"""A screening taken up again from its log, after it was put away or the server was restarted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playhead.records import Event
from playhead.screening import log
from playhead.screening.screening import Screening
from playhead.shots import lines_of


def rebuild(screening: Screening, events: Sequence[Event]) -> Screening:
    """Bring a new `Screening` to where its log left it: the same lists, to the byte, and the same plan after them."""
    timings: dict[str, Any] = {}
    for event in events:
        if event.kind == log.SPOKEN:
            timings[event.data["line"]] = log.spoken(event.data)
    cut, story = screening.cut, screening.story
    for event in events:
        data = event.data
        if event.kind == log.PART:
            lines = lines_of(story.beats[data["beat"]], story) if data["beat"] >= 0 else ()
            part = cut.add(data["kind"], data["name"], beat=data["beat"], why=data["why"], lines=lines)
            part.timing = {line.key: timings[line.key] for line in lines if line.key in timings}
            if not part.missing:
                cut.shoot(screening.shots_of(part))
        elif event.kind == log.SHOWN:
            screening.lists.add(log.shown(data))
        elif event.kind == log.ENDED:
            screening.lists.ended = True
    screening.taken_up(len(events), answered=bool(screening.lists.picture))
    return screening


def beats_of(events: Sequence[Event]) -> tuple[int, ...]:
    """The beats a log decided on, by index: what another screening follows."""
    return tuple(event.data["beat"] for event in events if event.kind == log.PART and event.data["kind"] == "beat")
