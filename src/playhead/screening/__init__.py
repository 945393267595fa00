"""One viewer's screening: the cut planned ahead of the playhead, made in time, listed when finished, logged before listed.

`Screening.advance` does all that can be done at a moment and is called again whenever something happened; time comes from
the clock it is given. `rebuild` takes a screening up again from its log.
"""

from playhead.screening import aftermath, log, report
from playhead.screening.fork import forked
from playhead.screening.playhead import Playhead, Position
from playhead.screening.plot import Step
from playhead.screening.rebuild import follow_of, rebuild, state_of, steps_of
from playhead.screening.screening import Screening
from playhead.screening.tally import Tally

__all__ = [
    "Playhead",
    "Position",
    "Screening",
    "Step",
    "Tally",
    "aftermath",
    "follow_of",
    "forked",
    "log",
    "rebuild",
    "report",
    "state_of",
    "steps_of",
]
