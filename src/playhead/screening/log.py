"""The event log's vocabulary: what each kind of event holds, written and read here and nowhere else.

A screening is its log: rebuilding from it gives the same lists to the byte, and the same plan after them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playhead.speech.timing import Line, Mark, Mouth, Spoken

STARTED, PART, SPOKEN, SHOWN, ENDED = "started", "part", "spoken", "shown", "ended"
ASKED, WISHED, CHOSEN, REVISED, RESHOT, VIEWER = "asked", "wished", "chosen", "revised", "reshot", "viewer"
IMPROVISED = "improvised"
"""How an improvised line was settled, of the part that was planned last."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A listed segment: entry `n` of the picture or sound list, at `at` ticks of the timeline, `film` of film time.

    A `hold` is `ticks` during which film time stands still, in either list. `part`, `shot` and `segment` say which piece of the cut
    it is; all are -1 for sound and for a hold. `grade` is the take that was shown, "full" being the wanted one; `why` says the reason.
    """

    track: str
    n: int
    at: int
    ticks: int
    hash: str
    film: int
    part: int = -1
    shot: int = -1
    segment: int = -1
    grade: str = "full"
    why: str = ""
    seconds: float = 0.0  # of work; 0 when it was made before
    private: bool = False  # holds a viewer's own words: kept in the screening's own folder
    renderer: str = ""  # who drew it, and the segment it goes over from
    source: str = ""
    hold: bool = False

    def data(self) -> dict[str, Any]:
        """As an event's data."""
        return {name: getattr(self, name) for name in Shown.__slots__}


def shown(data: Mapping[str, Any]) -> Shown:
    """A listed segment read back."""
    return Shown(**{name: data[name] for name in Shown.__slots__ if name in data})


def spoken_data(line: Line, spoken: Spoken, *, estimated: bool = False) -> dict[str, Any]:
    """A line's timing, and who spoke it, as an event's data; `estimated` when no voice could speak it."""
    marks = [[mark.tick, int(mark.mouth)] for mark in spoken.marks]
    return {"line": line.key, "text": line.text, "ticks": spoken.ticks, "marks": marks, "by": spoken.by, "estimated": estimated}


def spoken(data: Mapping[str, Any]) -> Spoken:
    """A line's timing read back."""
    return Spoken(int(data["ticks"]), tuple(Mark(int(tick), Mouth(mouth)) for tick, mouth in data["marks"]), str(data.get("by", "")))
