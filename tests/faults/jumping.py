"""Makes this process's wall clock jump by what the file `PLAYHEAD_JUMP` says, in seconds."""

import os
import time
from pathlib import Path

_true = time.time


def _jumped() -> float:
    try:
        return _true() + float(Path(os.environ["PLAYHEAD_JUMP"]).read_text())
    except (OSError, ValueError):
        return _true()


time.time = _jumped
