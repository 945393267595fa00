"""A screening taken up again from its log, after it was put away or the server was restarted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from playhead.records import Event
from playhead.screening import log
from playhead.screening.improvising import said_of, speak
from playhead.screening.plot import Step
from playhead.screening.screening import Screening
from playhead.story import Story
from playhead.story.state import State


def state_of(events: Sequence[Event], seed: int) -> State:
    """The director's state in which a screening began, from its log."""
    data = events[0].data if events and events[0].kind == log.STARTED else {}
    return State(
        seed=seed,
        viewer=_values(data.get("viewer")),
        now=_values(data.get("now")),
        before=frozenset(data.get("before", ())),
        spent_s=data.get("spent_s", 0.0),
    )


def follow_of(events: Sequence[Event]) -> tuple[Step, ...]:
    """The steps of another cut that a screening follows, from its log."""
    data = events[0].data if events and events[0].kind == log.STARTED else {}
    return tuple(Step(each[0], each[1], tuple((bid, text) for bid, text in each[2]) if len(each) > 2 else ()) for each in data.get("follow", ()))


def profiles_of(events: Sequence[Event]) -> dict[int, Mapping[str, Any]]:
    """The profiles that the viewer of a log changed to while they watched, by how many beats were planned then: what another
    screening that follows it goes by. Of a log that follows another cut, those of that cut are among them.
    """
    base = followed_profiles_of(events)
    viewer = dict(state_of(events, 0).viewer)
    own: dict[str, Any] = {}
    found: dict[int, Mapping[str, Any]] = {}
    beats: list[bool] = []  # of each part whether it is one
    for event in events:
        data = event.data
        if event.kind == log.PART:
            planned = sum(beats)
            if data["kind"] != "title" and planned in base:
                wanted = {name: value for name, value in {**base[planned], **own}.items() if value is not None}
                if wanted != viewer:
                    found[planned] = viewer = wanted
            beats.append(data["kind"] == "beat")
        elif event.kind == log.VIEWER:
            changed = _values(data["viewer"])
            own |= {name: changed.get(name) for name in (*viewer, *changed) if changed.get(name) != viewer.get(name)}
            found[sum(beats)] = viewer = changed
        elif event.kind == log.REVISED:
            base = {}
            del beats[data["kept"] :]
            kept = sum(beats)
            late = [planned for planned in found if planned > kept]
            if late:
                found = {planned: profile for planned, profile in found.items() if planned <= kept} | {kept: viewer}
    return found


def followed_profiles_of(events: Sequence[Event]) -> dict[int, Mapping[str, Any]]:
    """The profiles of another cut by which a screening goes, from its log."""
    data = events[0].data if events and events[0].kind == log.STARTED else {}
    return {beats: _values(profile) for beats, profile in data.get("profiles", ())}


def steps_of(events: Sequence[Event], story: Story | None = None) -> tuple[Step, ...]:
    """The steps that a log decided on: what another screening follows.

    With `story`, its last revision, beats are found by their ids, which an edit does not change; a beat that is gone ends them.
    """
    parts: dict[int, Step] = {}
    ids: dict[int, str] = {}
    count = 0
    for event in events:
        if event.kind == log.PART:
            if event.data["kind"] == "beat":
                parts[count] = Step(event.data["beat"])
                ids[count] = event.data.get("id", "")
            count += 1
        elif event.kind == log.IMPROVISED and count - 1 in parts:
            parts[count - 1] = replace(parts[count - 1], said=(*parts[count - 1].said, said_of(event.data)))
        elif event.kind == log.REVISED:
            count = min(count, event.data["kept"])
            parts = {part: step for part, step in parts.items() if part < count}
        elif event.kind == log.CHOSEN and event.data["part"] in parts:
            parts[event.data["part"]] = replace(parts[event.data["part"]], option=event.data["option"])
    if story is None or all(event.kind != log.REVISED for event in events):
        return tuple(parts[part] for part in sorted(parts))
    indices = {beat.id: beat.index for beat in story.beats}
    steps = (replace(parts[part], beat=indices.get(ids[part], -1)) for part in sorted(parts))
    return tuple(takewhile(lambda step: step.beat >= 0, steps))


def rebuild(screening: Screening, events: Sequence[Event], story_at: Callable[[str], Story] | None = None) -> Screening:
    """Bring a new `Screening` to where its log left it: the same lists, to the byte, and the same plan after them.

    `story_at` gives the story of a revision, for logs in which the script was changed.
    """
    timings: dict[str, Any] = {}
    for event in events:
        if event.kind == log.SPOKEN:
            timings[event.data["line"]] = log.spoken(event.data)
    said = _said(events)
    cut = screening.cut
    for n, event in enumerate(events):
        data = event.data
        if event.kind == log.PART:
            screening.revision = None
            part = screening.add(data["kind"], data["name"], data["why"], data["beat"])
            if part.unwritten:
                part.said = said[n]
                if part.unwritten:
                    continue  # the log ends before all of its lines were settled
                speak(part, screening.plot)
            part.timing = {line.key: timings[line.key] for line in part.lines if line.key in timings}
            if not part.missing:
                screening.shoot(part)
                screening.crossing.reach(part)
        elif event.kind == log.SHOWN:
            screening.lists.add(log.shown(data))
        elif event.kind == log.ASKED and screening.crossing.seam is not None:
            screening.crossing.seam.asked = True
        elif event.kind == log.WISHED and screening.crossing.seam is not None:
            screening.crossing.seam.wish, screening.crossing.seam.asked = data["option"], True
        elif event.kind == log.CHOSEN and screening.crossing.seam is not None:
            screening.crossing.settle(data["option"], data["by"])
        elif event.kind == log.VIEWER:
            screening.see(_values(data["viewer"]))
        elif event.kind == log.REVISED and story_at is not None:
            screening.take(story_at(data["revision"]), data["committed"])
        elif event.kind == log.RESHOT and screening.revision is not None:
            screening.revision.timing = {line.key: timings[line.key] for line in screening.revision.lines}
            screening.revision.apply(screening, data["committed"])
            screening.revision = None
        elif event.kind == log.ENDED:
            screening.lists.ended = True
    assert cut.parts or not events, "a log begins with a title"
    screening.taken_up(len(events), answered=bool(screening.lists.picture))
    return screening


def _said(events: Sequence[Event]) -> dict[int, dict[str, str]]:
    """The improvised lines of each part, by the number of the event with which it was planned."""
    found: dict[int, dict[str, str]] = {}
    part: dict[str, str] = {}
    for n, event in enumerate(events):
        if event.kind == log.PART:
            part = found[n] = {}
        elif event.kind == log.IMPROVISED:
            bid, text = said_of(event.data)
            part[bid] = text
    return found


def _values(data: Any) -> dict[str, Any]:
    """A mapping as JSON gave it back: lists are tuples again."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in (data or {}).items()}
