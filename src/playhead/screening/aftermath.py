"""After the end: what was chosen, what that changed, and the map of the story with what was not seen."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playhead.screening.cut import Part
from playhead.screening.screening import Screening
from playhead.story.story import Beat, Story, slug
from playhead.story.ways import Ways
from playhead.timebase import to_seconds


def told(screening: Screening) -> dict[str, Any]:
    """All of it, for a viewer who has seen the film; ids in `before` are what to tell a next viewing."""
    story = screening.story
    parts = [part for part in screening.cut.parts if part.kind == "beat" and part.version is not None]
    seen = list(dict.fromkeys(_id(part) for part in parts))
    before = screening.plot.state.before
    endings = {beat.id for beat in story.beats if beat.ending}
    return {
        "chosen": [_chosen(screening, place, parts) for place, part in enumerate(parts) if part.seam is not None and part.seam.by not in ("", "only")],
        "seen": seen,
        "map": _map(story, [_id(part) for part in parts]),
        "endings": {"seen": len(endings & {*seen, *before}), "of": len(endings)},
        "before": sorted({*seen, *before}),
    }


def _id(part: Part) -> str:
    return part.version.beat.id if part.version is not None else ""


def title_of(beat: Beat) -> str:
    """A beat's name, or where it plays, as a viewer may read it."""
    if beat.name:
        words = beat.name if " " in beat.name else beat.name.replace("-", " ")
        return words[:1].upper() + words[1:]
    place = beat.heading.place if beat.heading else ""
    return place.capitalize() if place else beat.id


# What was chosen


def _chosen(screening: Screening, place: int, parts: list[Part]) -> dict[str, Any]:
    seam = parts[place].seam
    assert seam is not None, "what was chosen has a seam"
    end = screening.timeline_of(screening.cut.parts[seam.part + 1].film) if seam.part + 1 < len(screening.cut.parts) else screening.lists.end
    return {
        "id": seam.id,
        "at_s": round(to_seconds(end), 3),
        "label": seam.label,
        "by": seam.by,
        "options": [offer.label for offer in seam.offers],
        "changed": _changed(screening.story, seam.option or 0, place, parts) if seam.option != -1 else [],
    }


def _changed(story: Story, option: int, place: int, parts: list[Part]) -> list[str]:
    """The beats that this choice led to, and those seen later that look at something that it brought about."""
    seam = parts[place].seam
    assert seam is not None, "what was chosen has a seam"
    branch = {offer.option: offer.beat for offer in seam.offers}.get(option, -1)
    titles: dict[str, None] = {}
    about: set[str] = set()
    led = True
    for later in parts[place + 1 :]:
        beat = _beat(story, later)
        if beat is None:
            continue
        led = led and (beat.branch or beat.pool or (later is parts[place + 1] and later.beat == branch))
        if led and not beat.pool:
            about |= {f"seen {beat.id}", *_brought(later)}
        if (led and not beat.pool) or about & _reads(beat):
            titles[title_of(beat)] = None
    return list(titles)


def _beat(story: Story, part: Part) -> Beat | None:
    """A part's beat as the author wrote it; an edit since may have taken it away."""
    index = story.beat_named(_id(part))
    return story.beats[index] if index >= 0 else None


def _brought(part: Part) -> set[str]:
    """What a beat set and told."""
    if part.version is None or part.before is None:
        return set()
    before, after = part.before, part.version.state
    told = {f"fact {name}" for name, value in after.facts.items() if before.facts.get(name) != value}
    told |= {name.removeprefix("fact ") for name in told}  # a bare word may be a fact
    return told | {name for name, value in after.variables.items() if before.variables.get(name) != value}


def _reads(beat: Beat) -> set[str]:
    return {f"seen {slug(name.removeprefix('seen '))}" if name.startswith("seen ") else name for name in beat.reads}


# The map


def _map(story: Story, played: list[str]) -> dict[str, Any]:
    beats = story.beats
    indices = [index for index in (story.beat_named(id_) for id_ in played) if index >= 0]
    gone = set(pairwise(indices))
    gone |= set(pairwise(index for index in indices if not beats[index].pool))  # a storylet between two does not part them
    edges: dict[tuple[int, int], dict[str, Any]] = {}
    for way in Ways(story).ways():
        if way.source >= 0 and way.target >= 0 and (way.source, way.target) not in edges:
            taken = (way.source, way.target) in gone
            edges[way.source, way.target] = {"from": beats[way.source].id, "to": beats[way.target].id, "label": way.label, "taken": taken}
    for source, target in pairwise(indices):  # by a storylet, or past what was skipped
        if (source, target) not in edges:
            edges[source, target] = {"from": beats[source].id, "to": beats[target].id, "label": "", "taken": True}
    known = set(played)
    nodes = [{"id": beat.id, "title": title_of(beat), "seen": beat.id in known, "kind": _kind(beat)} for beat in beats]
    return {"nodes": nodes, "edges": list(edges.values())}


def _kind(beat: Beat) -> str:
    return "ending" if beat.ending else "storylet" if beat.pool else "branch" if beat.branch else "beat"
