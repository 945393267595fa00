"""A screening told to people: its state for resuming, what is being made, and the cut so far."""

from __future__ import annotations

from typing import Any

from playhead.screening.screening import Screening
from playhead.timebase import FRAME, to_seconds


def state(screening: Screening) -> dict[str, Any]:
    """Where the playhead is and how far the film is listed and made, in seconds."""
    head = screening.position()
    return {
        "playhead_s": round(to_seconds(head.ticks), 3),
        "paused": not head.moving,
        "listed_s": round(to_seconds(screening.lists.picture_end), 3),
        "ready_s": round(to_seconds(screening.ready_end()), 3),
        "ended": screening.lists.ended,
    }


def cut(screening: Screening) -> dict[str, Any]:
    """The cut so far: parts in order, each with its shots, each with the takes that were shown, their times and reasons."""
    lists = screening.lists
    takes: dict[tuple[int, int], list[dict[str, Any]]] = {}
    holds = []
    for entry in lists.picture:
        told = {
            "at_s": round(to_seconds(entry.at), 3),
            "seconds": round(to_seconds(entry.ticks), 3),
            "hash": entry.hash,
            "grade": entry.grade,
            "why": entry.why,
            "made_in_s": entry.seconds,
        }
        if entry.part < 0:
            holds.append(told)
        else:
            takes.setdefault((entry.part, entry.shot), []).append({"n": entry.segment, **told})
    parts = []
    for index, part in enumerate(screening.cut.parts):
        shots = []
        for number, shot in enumerate(part.shots.shots if part.shots else ()):
            reasons = part.shots.reasons if part.shots else ()
            shots.append(
                {
                    "shot": shot.key,
                    "size": shot.framing.size,
                    "place": shot.place.name,
                    "seconds": round(to_seconds(shot.frames * FRAME), 3),
                    "why": reasons[number] if number < len(reasons) else "",
                    "takes": takes.get((index, number), []),
                },
            )
        parts.append(
            {
                "kind": part.kind,
                "beat": part.name,
                "id": part.version.beat.id if part.version else "",
                "why": part.why,
                "film_s": round(to_seconds(part.film), 3),
                "choice": [offer.label for offer in part.seam.offers] if part.seam else [],
                "chosen": {"label": part.seam.label, "by": part.seam.by} if part.seam and part.seam.option is not None else None,
                "shots": shots,
            },
        )
    return {
        "id": screening.row.id,
        "film": screening.row.film,
        "revision": screening.row.revision,
        "seed": screening.row.seed,
        "parts": parts,
        "holds": holds,
        "sound": [
            {"at_s": round(to_seconds(entry.at), 3), "hash": entry.hash, "grade": entry.grade, "why": entry.why}
            for entry in lists.sound
        ],
    }


def making(screening: Screening) -> str:
    """What is being made now for this screening, as a line for whoever waits."""
    part = screening.cut.open
    waiting = screening.waiting()
    if waiting is not None and screening.lists.picture:
        place = waiting.pixels.place.name
        return f"Drawing {place.capitalize() if place.isupper() else place}" if place else "Drawing the next pictures"
    if part is not None and part.missing:
        return "Speaking the next lines" if len(part.missing) > 1 else "Speaking the next line"
    return "Drawing the title" if waiting is not None else "The next pictures are ready"
