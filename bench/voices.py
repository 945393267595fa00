"""What voices cost: time against the length of what is said, memory, and the first line; as a table, the default voice being 1.

    .venv/bin/python bench/voices.py [hibari kokoro]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

LINES = (
    "Not tonight, of all nights.",
    "I counted every lamp along the harbour wall. Not one of them was lit.",
    "The boat never came back, and my father walked down to the pier every morning for a year.",
)


def memory_mb() -> int:
    resident, shared = map(int, Path("/proc/self/statm").read_text().split()[1:3])
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE") >> 20


def measure(name: str) -> dict[str, float]:
    """In a process of its own: the first line, then the others, three times over by different voices."""
    from playhead.speech import Line, Speaker, cast_voice
    from playhead.speech.maker import why_not

    if why := why_not(name, {}):
        return {"why": why}  # type: ignore[dict-item]
    most = [0]
    threading.Thread(target=lambda: [most.append(max(most.pop(), memory_mb())) or time.sleep(0.02) for _ in iter(int, 1)], daemon=True).start()
    speaker = Speaker()
    start = time.perf_counter()
    speaker.say(Line("Well.", cast_voice("MARA", "", 0, "", name)))
    first_s = time.perf_counter() - start
    start, said = time.perf_counter(), 0
    for index, who in enumerate(("MARA", "TOM", "JUNE")):
        for text in LINES:
            said += speaker.say(Line(text, cast_voice(who, "", index, "", name))).ticks
    return {"first_s": first_s, "of_real_time": (time.perf_counter() - start) / (said / 48_000), "memory_mb": memory_mb(), "most_mb": most[0]}


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
        return
    found = {}
    for name in sys.argv[1:] or ["hibari", "kokoro"]:
        out = subprocess.run([sys.executable, __file__, "--one", name], capture_output=True, text=True, check=True).stdout
        found[name] = json.loads(out)
    print("| voice | first line, s | of real time | times the default | memory, MB | at most, MB |\n|---|---|---|---|---|---|")
    base = found.get("hibari", {}).get("of_real_time")
    for name, row in found.items():
        if "why" in row:
            print(f"| {name} | {row['why']} |")
            continue
        times = f"{row['of_real_time'] / base:.0f}" if base else "-"
        print(f"| {name} | {row['first_s']:.2f} | {row['of_real_time']:.3f} | {times} | {row['memory_mb']} | {row['most_mb']} |")


if __name__ == "__main__":
    main()
