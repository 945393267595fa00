"""Run `playhead` with its main thread sampled: `python bench/load_profile.py OUT.txt serve films ...`.

Every few milliseconds of processor time the kernel interrupts it (setitimer, ITIMER_PROF) and what it is in is counted: by itself,
and with all that it calls. Time in the loop's `select` is that of other threads and is told apart.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

EVERY_S = 0.002
WARM_UP_S = 25.0
IDLE = (":EpollSelector.select", ":Runner.run")


def _name(frame: FrameType) -> str:
    code = frame.f_code
    return f"{code.co_filename.rpartition('site-packages/')[2].rpartition('/src/')[2].rpartition('/lib/')[2]}:{code.co_qualname}"


def main() -> None:
    out = Path(sys.argv.pop(1))
    own: Counter[str] = Counter()
    with_called: Counter[str] = Counter()
    began = time.monotonic()
    samples = elsewhere = 0

    def look(_signal: int, frame: FrameType | None) -> None:
        nonlocal samples, elsewhere
        if frame is None or time.monotonic() - began < WARM_UP_S:
            return
        samples += 1
        first = _name(frame)
        if first.endswith(IDLE):
            elsewhere += 1
            return
        own[first] += 1
        seen = set()
        at: FrameType | None = frame
        while at is not None:
            seen.add(_name(at))
            at = at.f_back
        with_called.update(seen)

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
    from playhead import cli

    try:
        sys.exit(cli.main(sys.argv[1:]))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        here = max(1, samples - elsewhere)
        lines = [f"{samples} samples of processor time, {elsewhere / max(1, samples):.1%} of it in other threads or in select"]
        for title, counts in (("by itself", own), ("with what it calls", with_called)):
            lines += ["", title, *(f"{count / here:7.2%}  {name}" for name, count in counts.most_common(90))]
        out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
