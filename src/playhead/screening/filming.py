"""A beat's version as it is shot: long enough for what it asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from playhead.screening.seam import LOCK
from playhead.screenplay.elements import Element, Kind, Note
from playhead.shots import Style, lines_of, shoot
from playhead.shots.cue import ShotList
from playhead.speech.timing import Line, Spoken
from playhead.story import Story
from playhead.story.version import Version
from playhead.timebase import FRAME, from_seconds, to_seconds

_KEPT: OrderedDict[tuple[object, ...], tuple[Story, Version, ShotList]] = OrderedDict()
_LINES: OrderedDict[tuple[object, ...], tuple[Story, Version, tuple[Line, ...]]] = OrderedDict()
_KEPT_MAX = 1024
T = TypeVar("T")


def beat_lines(version: Version, story: Story, style: Style) -> tuple[Line, ...]:
    """What is said in a version, in order; worked out for the first viewer of it."""
    key = (id(story), id(version.beat), style)
    kept = _LINES.pop(key, None) or (story, version, lines_of(version.beat, story, style))
    if _shared(version):
        _keep(_LINES, key, kept)
    return kept[2]


def film_beat(version: Version, story: Story, timing: Mapping[str, Spoken], style: Style) -> ShotList:
    """The shots of a version. One that ends in a choice lasts as long as the choice is open, and until its seam.

    Viewers who see the same have the same shots in memory, made for the first of them; those with a viewer's own words are
    kept by nobody else.
    """
    key = (id(story), id(version.beat), style, tuple(sorted(timing.items())), version.choice)
    # An entry keeps its story and its version, so that their ids stay theirs.
    kept = _KEPT.pop(key, None) or (story, version, _film(version, story, timing, style))
    if _shared(version):
        _keep(_KEPT, key, kept)
    return kept[2]


def _shared(version: Version) -> bool:
    return not any(element.private for element in version.beat.elements)


def _keep(kept: OrderedDict[tuple[object, ...], T], key: tuple[object, ...], value: T) -> None:
    kept[key] = value
    while len(kept) > _KEPT_MAX:
        kept.popitem(last=False)


def _film(version: Version, story: Story, timing: Mapping[str, Spoken], style: Style) -> ShotList:
    shots = shoot(version.beat, story, timing, style)
    if version.choice is None:
        return shots
    missing = from_seconds(version.choice.window_s) + LOCK - shots.frames * FRAME
    if missing <= 0:
        return shots
    elements = version.beat.elements
    hold = Element(Kind.NOTE, "", elements[-1].line, notes=(Note(f"hold {-(-to_seconds(missing) // 1):.0f}s", elements[-1].line, 1),))
    return shoot(replace(version.beat, elements=(*elements, hold)), story, timing, style)
