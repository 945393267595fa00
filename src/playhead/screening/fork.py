"""Another way from a choice: the log of a new screening that shares this one's cut up to the seam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from playhead.errors import NotFound
from playhead.records import Event
from playhead.screening import log
from playhead.screening.screening import Screening


def forked(screening: Screening, events: Sequence[Event], choice: str, option: int) -> list[Event]:
    """The events with which the other screening begins: all that is listed up to the seam of `choice`, then `option` taken.

    Raises NotFound for a choice that was not decided in this cut, BadInput for an option that was not open.
    """
    cut = screening.cut
    seam = next((each for each in screening.chosen() if each.id == choice), None)
    # The last time that it was decided counts: an edit may have had it asked again.
    decided = max((n for n, event in enumerate(events) if event.kind == log.CHOSEN and str(event.data["part"]) == choice), default=-1)
    if seam is None or decided < 0:
        raise NotFound(f"this cut has decided no choice {choice[:20]!r}: there is nothing to go back to")
    offer = seam.offered(option)
    asking = screening.story.beats[cut.parts[seam.part].beat].id
    following = cut.parts[seam.part + 1].film if seam.part + 1 < len(cut.parts) else cut.end
    end = screening.timeline_of(following)
    kept = [event for event in events[:decided] if event.kind != log.WISHED or event.data["part"] != seam.part]
    # Nothing that follows was planned before; what was to be listed up to the seam may come after.
    held = sum(hold.film < following for hold in screening.lists.holds)
    for event in events[decided:]:
        if event.kind == log.VIEWER:
            kept.append(event)
        elif event.kind == log.SHOWN:
            entry = log.shown(event.data)
            if _heard(screening, entry, held, following) if entry.track == "sound" else _before(entry, seam.part, end, following):
                kept.append(event)
    if kept and kept[0].kind == log.STARTED:
        kept[0] = replace(kept[0], data={**kept[0].data, **_follow(screening, kept[0], seam.part)})
    last = kept[-1].at_s if kept else 0.0
    kept.append(Event(0, log.CHOSEN, {"part": seam.part, "beat": asking, "option": option, "label": offer.label, "by": "viewer"}, last))
    return [replace(event, n=n) for n, event in enumerate(kept)]


def _before(entry: log.Shown, part: int, end: int, film: int) -> bool:
    """Whether a picture was listed for what comes before the seam."""
    return entry.at + entry.ticks <= end and entry.part <= part and not (entry.part < 0 and entry.film >= film)


def _heard(screening: Screening, entry: log.Shown, held: int, film: int) -> bool:
    """Whether sound is that of what comes before the seam, and of the `held` holds before it."""
    if entry.hold:
        return sum(each.hold for each in screening.lists.sound[: entry.n]) < held
    return entry.film + entry.ticks <= film


def _follow(screening: Screening, started: Event, part: int) -> dict[str, Any]:
    """Of a cut that followed another, the steps and the profiles up to the seam; from there it goes its own way."""
    played = sum(each.kind == "beat" for each in screening.cut.parts[: part + 1])
    steps = list(started.data.get("follow", [])[:played])
    if steps and len(steps) == played:
        steps = [*steps[:-1], [steps[-1][0], None, *steps[-1][2:]]]
    return {"follow": steps, "profiles": [each for each in started.data.get("profiles", []) if each[0] < played]}
