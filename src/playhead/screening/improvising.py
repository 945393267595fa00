"""The improvised lines of a cut: settled before it is known what a part says, and noted, so that whoever comes back hears the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playhead.screening.cut import Part
from playhead.screening.filming import beat_lines
from playhead.screening.plot import Plot
from playhead.story.improvise import settled
from playhead.story.viewer import open_words
from playhead.writing import Lines, Wrote

LATE = "the author's line: there was no time to improvise"
SHARED = "as in the shared cut"


def settle(part: Part, plot: Plot, lines: Lines, *, ask: bool, late: bool) -> dict[str, Wrote]:
    """Settle what can be settled of a part's improvised lines; gives what was settled now, by bid. `late` settles all of them."""
    found: dict[str, Wrote] = {}
    version = part.version
    assert version is not None, "only a beat has lines"
    shared = plot.said
    for bid in part.unwritten:
        wrote: Wrote | None
        if bid.id in shared:
            wrote = Wrote(shared[bid.id], SHARED)
        else:
            own = open_words(plot.before.viewer, plot.story.film)
            wrote = lines.wrote(bid, version.beat, plot.story, own, ask=ask and not late)
        if wrote is None and late:
            wrote = Wrote("", LATE)
        if wrote is not None:
            part.said[bid.id] = wrote.text
            found[bid.id] = wrote
    if not part.unwritten:
        speak(part, plot)
    return found


def speak(part: Part, plot: Plot) -> None:
    """Put the settled lines into a part: from here on it is known what is said in it."""
    assert part.version is not None, "only a beat has lines"
    part.version = settled(part.version, part.said)
    part.lines = beat_lines(part.version, plot.story, part.style)


def data_of(bid: str, wrote: Wrote) -> dict[str, Any]:
    """A settled line as an event's data; its words have {1}, {2} for what may be the viewer's own."""
    return {"bid": bid, "text": wrote.text, "why": wrote.why}


def said_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """A settled line read back: the bid's id, and the words."""
    return str(data["bid"]), str(data["text"])
