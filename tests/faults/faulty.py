"""A renderer that goes wrong as a file says, while films play; imported by workers as a plug-in.

The file that `PLAYHEAD_FAULTS` names holds JSON: `pace_s` seconds a frame takes, `hang` and `poison` the place at which a
worker stops for ever or kills itself ("*": any), `once` a path that is made by the first who does.
"""

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

from playhead.render.renderer import Known, register
from playhead.shots.shot import Shot
from playhead.testing import Blocks

if "PLAYHEAD_FULL" in os.environ:
    import filling  # noqa: F401

_wait = threading.Event()


def _faults() -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(Path(os.environ["PLAYHEAD_FAULTS"]).read_text())
    except (OSError, ValueError):
        return {}
    return told


def _go_wrong(shot: Shot) -> None:
    faults = _faults()
    _wait.wait(faults.get("pace_s", 0.01))
    for what in ("hang", "poison"):
        if faults.get(what) not in (shot.place.name, "*"):
            continue
        if once := faults.get("once"):
            try:
                Path(once).touch(exist_ok=False)
            except FileExistsError:
                continue
        if what == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        _wait.wait()


register(Known("faulty", lambda _options, _machine: Blocks("faulty", _go_wrong), Blocks.traits))
