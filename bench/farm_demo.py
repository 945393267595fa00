"""`make farm-demo`: a Ray cluster of two nodes on this machine plays The Lamp to a player, and one node loses its power on the way.

A real server in a process of its own, real players over HTTP; prints what happens and, at the end, whether anybody noticed.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.farm_ray.cluster import INSTALLED, Cluster  # noqa: E402
from tests.faults.player import Player, Stall  # noqa: E402

BEGUN_S = time.monotonic()
IDLE_S = 4.0  # a server is seldom asked the moment it is ready: workers load the voice meanwhile


def say(told: str) -> None:
    print(f"{time.monotonic() - BEGUN_S:6.1f} s  {told}", flush=True)


class Server:
    """`playhead serve` on the cluster at `address`; what it logs is in `said`."""

    def __init__(self, address: str, data: Path, film: Path) -> None:
        known = {"FARM": address, "DATA": str(data), "PORT": "0", "LOG": "text"}
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "playhead.cli", "serve", str(film)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, **{f"PLAYHEAD_{name}": value for name, value in known.items()}, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.origin = ""
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://[\d.]+:\d+", line):
                self.origin = found.group()
                break
        else:
            raise SystemExit(f"the server did not start: {''.join(self.said)}")
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if "playhead.farm" in line or "worker" in line:
                say(f"  the server says: {line.strip()[:150]}")

    def wait_ready(self, timeout_s: float = 90) -> None:
        until = time.monotonic() + timeout_s
        while True:
            try:
                with urllib.request.urlopen(f"{self.origin}/readyz", timeout=5):
                    return
            except (urllib.error.HTTPError, OSError) as error:
                if time.monotonic() > until:
                    raise SystemExit(f"not ready after {timeout_s:.0f} s: {error} {''.join(self.said)[-2000:]}") from None
                time.sleep(0.1)

    def wait_workers(self, count: int, timeout_s: float = 60) -> None:
        until = time.monotonic() + timeout_s
        while self.count("playhead_workers") != count:
            if time.monotonic() > until:
                raise SystemExit(f"not {count} workers after {timeout_s:.0f} s: {''.join(self.said)[-2000:]}")
            time.sleep(0.1)

    def count(self, name: str) -> float:
        """A number of /metrics, all labels together."""
        with urllib.request.urlopen(f"{self.origin}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if re.match(rf"{name}(\{{|\s)", line))

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def stalled(player: Player) -> list[Stall]:
    """When it stood still though it had more than its first segment."""
    return [stall for stall in player.stalls if stall.fetched > 1]


def grades(player: Player) -> dict[str, int]:
    """How many segments were listed at each grade."""
    status, data = player.ask(f"{player.base}/cut")
    assert status == 200, data
    told: dict[str, int] = {}

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("grade"), str):
                told[value["grade"]] = told.get(value["grade"], 0) + 1
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(json.loads(data))
    return told


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--film", type=Path, default=ROOT / "films" / "the-lamp")
    words.add_argument("--places", type=int, default=1, help="workers on each node")
    words.add_argument("--kill-at", type=float, default=15.0, metavar="S", help="when the second node loses its power")
    words.add_argument("--join-at", type=float, default=30.0, metavar="S", help="when a third one joins")
    words.add_argument("--until", type=float, default=45.0, metavar="S", help="how much of the film is watched")
    asked = words.parse_args()
    if not INSTALLED:
        print("Ray is not installed: pip install 'playhead[farm]', or make farm-demo", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, Cluster(asked.places) as cluster:
        say(f"a Ray cluster at {cluster.address}, by loopback, without dashboard")
        second = cluster.add(asked.places)
        say("a second node has joined")
        server = Server(cluster.address, Path(folder), asked.film)
        try:
            server.wait_ready()
            server.wait_workers(2 * asked.places)
            say(f"the server at {server.origin} has {2 * asked.places} workers, {asked.places} on each node; nothing is rendered yet")
            time.sleep(IDLE_S)
            player = Player(server.origin, asked.film.stem).start().wait_started()
            say("the film plays")
            player.wait_position(asked.kill_at, asked.kill_at + 60)
            say(f"at {player.position_s:.1f} s of the film, {player.buffered_s:.1f} s ahead: the second node loses its power (SIGKILL to all of it)")
            cluster.kill(second)
            server.wait_workers(asked.places)
            player.wait_position(asked.join_at, asked.join_at + 60)
            say(f"at {player.position_s:.1f} s, {player.buffered_s:.1f} s ahead, {len(stalled(player))} stalls, {asked.places} workers: a third node joins")
            cluster.add(asked.places)
            server.wait_workers(2 * asked.places)
            player.wait_position(asked.until, asked.until + 60)
            say(f"at {player.position_s:.1f} s, {player.buffered_s:.1f} s ahead, {server.count('playhead_workers'):.0f} workers")
            shown = grades(player)
            player.stop()
        finally:
            status = server.end()
    say(f"segments by grade: {', '.join(f'{count} {grade}' for grade, count in shown.items()) or 'not told'}")
    for problem in player.problems:
        say(f"PROBLEM {problem}")
    if len(player.stalls) > len(stalled(player)):
        say("at the start, with one second fetched, the player waited for the next, as without a cluster")
    for stall in stalled(player):
        say(f"STALL at {stall.at_s} s of the film, {stall.fetched} segments fetched")
    well = not stalled(player) and not player.problems and status == 0
    say("the node was killed and nobody noticed: no stall, every segment as its hash says" if well else "it was noticed")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
