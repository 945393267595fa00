"""From pressing play to the first decoded picture in Chromium, of films that nobody has seen: `python bench/first_picture.py`.

Cold: the server has just printed its address, no voice is loaded. Warm: the same server a while later, another film.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def watch(address: str) -> float:
    done = subprocess.run(["node", "e2e/watch.mjs", address, "3"], cwd=ROOT / "web", capture_output=True, text=True, timeout=120, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["first_picture_ms"]) / 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "playhead.cli", "serve", "films", "--port", "0"], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PLAYHEAD_DATA": data, "PYTHONUNBUFFERED": "1"}, cwd=ROOT,
        )
        try:
            line = next(line for line in server.stdout or () if "http://" in line)
            found = re.search(r"http://[\d.]+:\d+", line)
            origin = found.group() if found else ""
            print(f"cold {watch(f'{origin}/watch/the-nine-forty'):.2f} s")
            time.sleep(8)
            print(f"warm {watch(f'{origin}/watch/orbit'):.2f} s")
            time.sleep(8)
            print(f"warm {watch(f'{origin}/watch/the-lamp'):.2f} s")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


if __name__ == "__main__":
    main()
