"""A beat's version as it is shot: long enough for what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playhead.screening.seam import LOCK
from playhead.screenplay.elements import Element, Kind, Note
from playhead.shots import Style, shoot
from playhead.shots.cue import ShotList
from playhead.speech.timing import Spoken
from playhead.story import Story
from playhead.story.version import Version
from playhead.timebase import FRAME, from_seconds, to_seconds


def film_beat(version: Version, story: Story, timing: Mapping[str, Spoken], style: Style) -> ShotList:
    """The shots of a version. One that ends in a choice lasts as long as the choice is open, and until its seam."""
    shots = shoot(version.beat, story, timing, style)
    if version.choice is None:
        return shots
    missing = from_seconds(version.choice.window_s) + LOCK - shots.frames * FRAME
    if missing <= 0:
        return shots
    elements = version.beat.elements
    hold = Element(Kind.NOTE, "", elements[-1].line, notes=(Note(f"hold {-(-to_seconds(missing) // 1):.0f}s", elements[-1].line, 1),))
    return shoot(replace(version.beat, elements=(*elements, hold)), story, timing, style)
