"""One viewer's screening: the cut planned ahead of the playhead, made in time, listed when finished, logged before listed.

`Screening.advance` does all that can be done at a moment and is called again whenever something happened; time comes from
the clock it is given. `rebuild` takes a screening up again from its log.
"""

from playhead.screening import report
from playhead.screening.director import Decision, Director, Follow, ScriptOrder
from playhead.screening.playhead import Playhead, Position
from playhead.screening.rebuild import beats_of, rebuild
from playhead.screening.screening import Screening

__all__ = [
    "Decision",
    "Director",
    "Follow",
    "Playhead",
    "Position",
    "Screening",
    "ScriptOrder",
    "beats_of",
    "rebuild",
    "report",
]
