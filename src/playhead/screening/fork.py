"""Another way from a choice: the log of a new screening that shares this one's cut up to the seam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from playhead.errors import NotFound
from playhead.records import Event
from playhead.screening import log
from playhead.screening.screening import Screening


def forked(screening: Screening, events: Sequence[Event], choice: str, option: int) -> list[Event]:
    """The events with which the other screening begins: all that is listed up to the seam of `choice`, then `option` taken.

    Raises NotFound for a choice that was not decided in this cut, BadInput for an option that was not open.
    """
    seam = next((each for each in screening.chosen() if each.id == choice), None)
    if seam is None:
        raise NotFound(f"this cut has decided no choice {choice[:20]!r}: there is nothing to go back to")
    offer = seam.offered(option)
    part = screening.cut.parts[seam.part]
    assert part.shots is not None, "what was decided was shot"
    following = screening.cut.parts[seam.part + 1].film if seam.part + 1 < len(screening.cut.parts) else screening.cut.end
    end = screening.timeline_of(following)
    kept: list[Event] = []
    parts = 0
    for event in events:
        data = event.data
        if event.kind == log.REVISED and parts > seam.part:
            continue
        if event.kind == log.PART:
            parts += 1
            if parts > seam.part + 1:
                continue
        elif event.kind == log.SHOWN:
            if data["at"] + data["ticks"] > end or data["part"] > seam.part or (data["part"] < 0 and data["track"] == "picture" and data["film"] >= following):
                continue
        elif event.kind in (log.ASKED, log.WISHED, log.CHOSEN):
            if data["part"] > seam.part or (data["part"] == seam.part and event.kind != log.ASKED):
                continue
        elif event.kind == log.ENDED or (event.kind == log.RESHOT and parts > seam.part + 1):
            continue
        kept.append(event)
    last = kept[-1].at_s if kept else 0.0
    kept.append(Event(0, log.CHOSEN, {"part": seam.part, "option": option, "label": offer.label, "by": "viewer"}, last))
    return [replace(event, n=n) for n, event in enumerate(kept)]
