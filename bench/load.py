"""Many viewers of one film at one server, over real HTTP: `python bench/load.py [--players 300] [--minutes 30]`.

    python bench/load.py --players 300 --minutes 30               the load that the server is to bear
    python bench/load.py --players 300 --film films/the-nine-forty    the same of a film in which nearly everybody has ways of their own
    python bench/load.py --curve 1,25,50,100,200,300,400 --minutes 4   from one viewer to where it breaks, each from nothing
    python bench/load.py --players 50 --minutes 1 --profile out.txt    where the server's event loop spends its time

Players are those of load_players.mjs; whoever ends is followed by a new one. A take is watched when a playhead has come to it.
`--out` keeps all that was measured as JSON, which load_plot.py draws.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
BENCH = Path(__file__).parent
SAMPLE_S = 5.0
REPORT_S = 20.0
LATE_MS = 100


@dataclass
class Server:
    """The server under load, in a process of its own, and what it has used of the machine."""

    process: subprocess.Popen[str]
    origin: str
    data: Path
    memory: list[tuple[float, int, int]] = field(default_factory=list)  # seconds, the server's bytes, its workers'

    @classmethod
    def start(cls, film: str, data: Path, most: int, workers: int, profile: str) -> Server:
        run = [str(BENCH / "load_profile.py"), profile] if profile else ["-m", "playhead.cli"]
        given = {
            "PLAYHEAD_DATA": str(data), "PLAYHEAD_SCREENINGS_MAX": str(most), "PLAYHEAD_STREAMS_MAX": str(most),
            "PLAYHEAD_WORKERS": str(workers), "PYTHONUNBUFFERED": "1",
        }
        process = subprocess.Popen(
            [sys.executable, *run, "serve", film, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **given},
        )
        found = next((re.search(r"http://[\d.]+:\d+", line) for line in process.stdout or () if "http://" in line), None)
        if found is None:
            raise SystemExit("the server did not start")
        return cls(process, found.group(), data)

    def sample(self, now_s: float) -> None:
        own = psutil.Process(self.process.pid)
        workers = 0
        for each in own.children(recursive=True):
            with_memory = _safely(lambda each=each: each.memory_full_info().pss)
            workers += with_memory or 0
        self.memory.append((now_s, own.memory_info().rss, workers))

    def cpu_s(self) -> tuple[float, float]:
        """Seconds of processor used by the server, and by its workers."""
        own = psutil.Process(self.process.pid)
        times = own.cpu_times()
        workers = sum(_safely(lambda each=each: sum(each.cpu_times()[:2])) or 0.0 for each in own.children(recursive=True))
        return times.user + times.system, workers

    def made(self) -> dict[str, float]:
        """Media in the store: the seconds of each, by hash."""
        found = {}
        for entry in (self.data / "store" / "index").glob("*/*"):
            words = entry.read_text().split()
            if len(words) == 3:
                found[words[0]] = int(words[1]) / 48_000
        return found

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _safely(look: Any) -> Any:
    try:
        return look()
    except psutil.Error:
        return None


class Players:
    """Processes of simulated players, as one."""

    def __init__(self, origin: str, film: str, options: argparse.Namespace) -> None:
        names = ("seed", "choosing", "pausing", "leaving", "plain", "captions")
        given = [f"--{name}={getattr(options, name)}" for name in names] + (["--profiles"] if options.profiles else [])
        self._all = [
            subprocess.Popen(
                ["node", "--max-semi-space-size=32", str(BENCH / "load_players.mjs"), f"--origin={origin}", f"--film={film}", f"--number={number}", *given],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for number in range(options.generators)
        ]

    def _tell(self, **order: Any) -> None:
        for each in self._all:
            assert each.stdin is not None
            each.stdin.write(json.dumps(order) + "\n")
            each.stdin.flush()

    def want(self, players: int, ramp_s: float) -> None:
        for number, each in enumerate(self._all):
            share = players * (number + 1) // len(self._all) - players * number // len(self._all)
            assert each.stdin is not None
            each.stdin.write(json.dumps({"players": share, "ramp_s": ramp_s}) + "\n")
            each.stdin.flush()

    async def report(self) -> dict[str, Any]:
        self._tell(report=True)
        told = []
        for each in self._all:
            assert each.stdout is not None
            told.append(json.loads(await asyncio.to_thread(each.stdout.readline)))
        return _joined(told)

    def stop(self) -> None:
        for each in self._all:
            if each.stdin is not None:
                each.stdin.close()
            each.wait(20)


def _joined(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Reports of several processes, or of several times, as one; of percentiles the worst stands for all."""
    out: dict[str, Any] = {}
    for name, value in told[0].items():
        values = [each[name] for each in told]
        if isinstance(value, dict) and "p99" in value:
            rest = {part: max((each[part] for each in values if each[part] is not None), default=None) for part in value if part != "n"}
            out[name] = {"n": sum(each["n"] for each in values), **rest}
        elif name == "distinct":
            out[name] = {kind: sorted({hash_ for each in values for hash_ in each[kind]}) for kind in value}
        elif isinstance(value, dict):
            total: Counter[str] = Counter()
            for each in values:
                total.update(each)
            out[name] = dict(total)
        elif isinstance(value, list):
            out[name] = [item for each in values for item in each]
        else:
            out[name] = max(values) if name == "lag_ms" else sum(values)
    return out


async def load(players: int, minutes: float, options: argparse.Namespace) -> dict[str, Any]:
    """`players` at a server that has nothing yet; what was measured while all of them watched, and over all."""
    data = Path(tempfile.mkdtemp(prefix="playhead-load-"))
    film = Path(options.film).stem
    # Some who have ended are still in memory for a while.
    server = Server.start(options.film, data, players * 3 + 50, options.workers, options.profile)
    crowd: Players | None = None
    try:
        await asyncio.sleep(3)
        crowd = Players(server.origin, film, options)
        began = time.monotonic()
        crowd.want(players, options.ramp)
        reports, steps = [], []
        until = began + options.ramp + minutes * 60
        cpu_0 = cpu = server.cpu_s()
        told_at = began
        while (now := time.monotonic()) < until:
            await asyncio.sleep(min(SAMPLE_S, max(0.1, until - now)))
            server.sample(time.monotonic() - began)
            if time.monotonic() - told_at < min(REPORT_S, until - told_at):
                continue
            told = await crowd.report()
            passed, told_at = time.monotonic() - told_at, time.monotonic()
            now_cpu = server.cpu_s()
            full = told_at - began > options.ramp + REPORT_S / 2
            distinct = told.pop("distinct")
            step = {
                "at_s": round(told_at - began), "passed_s": passed, "full": full, **told,
                "server_cores": (now_cpu[0] - cpu[0]) / passed, "worker_cores": (now_cpu[1] - cpu[1]) / passed,
            }
            reports.append(told)
            steps.append(step)
            cpu = now_cpu
            _say(step, server)
        made = server.made()
        played = {*distinct["picture"], *distinct["sound"]}
        return _summary(players, steps, server, made, played, cpu_0, time.monotonic() - began)
    finally:
        if crowd is not None:
            crowd.stop()
        server.stop()
        shutil.rmtree(data, ignore_errors=True)


def _say(step: dict[str, Any], server: Server) -> None:
    print(
        f"{step['at_s']:5d} s  {step['players']:4d} players, {step['started']:4d} began  stalls {step['stalls']:3d} ({step['stalled_s']:.1f} s)  "
        f"playlists p50 {step['playlist_ms']['p50']} p99 {step['playlist_ms']['p99']} max {step['playlist_ms']['max']} ms  "
        f"segments p99 {step['segment_ms']['p99']} ms  startup p99 {step['startup_s']['p99']} s  "
        f"server {step['server_cores']:.2f} workers {step['worker_cores']:.2f} cores  {server.memory[-1][1] / 2**20:.0f} MB  "
        f"{sum(step['requests'].values()) / step['passed_s']:.0f} req/s  errors {step['errors'] or 0}",
        flush=True,
    )


def _summary(
    players: int, steps: list[dict[str, Any]], server: Server, made: dict[str, float], played: set[str], cpu_0: tuple[float, float], seconds: float,
) -> dict[str, Any]:
    full = [each for each in steps if each["full"]] or steps
    whole = _joined([{**each, "distinct": {}} for each in full])
    watched_s = sum(each["watched_s"] for each in steps)
    cpu = server.cpu_s()
    unseen = [hash_ for hash_ in made if hash_ not in played]
    passed = sum(each["passed_s"] for each in full)
    third = [memory for memory in server.memory if memory[0] > seconds / 3]
    return {
        "players": players, "seconds": seconds, "stalls": sum(each["stalls"] for each in steps), "stalled_s": sum(each["stalled_s"] for each in steps),
        "watched_s": watched_s,
        **{name: whole[name] for name in ("playlist_ms", "polled_ms", "blocked_ms", "segment_ms", "beat_ms", "open_ms", "startup_s", "lag_ms")},
        "errors": _joined([{"errors": each["errors"]} for each in steps])["errors"],
        "stalled_at": [each for step in steps for each in step["stalled_at"]],
        "requests_per_s": sum(whole["requests"].values()) / passed, "bytes_per_s": whole["bytes"] / passed, "torn": sum(each["torn"] for each in steps),
        "opened": sum(each["opened"] for each in steps), "ended": sum(each["ended"] for each in steps), "left": sum(each["left"] for each in steps),
        "asked": sum(each["asked"] for each in steps), "chosen": sum(each["chosen"] for each in steps),
        "server_cores": sum(each["server_cores"] * each["passed_s"] for each in full) / passed,
        "worker_cores": sum(each["worker_cores"] * each["passed_s"] for each in full) / passed,
        "player_cores": (full[-1]["cpu_s"] - full[0]["cpu_s"]) / max(1.0, passed - full[0]["passed_s"]),
        "server_cpu_s": cpu[0] - cpu_0[0], "worker_cpu_s": cpu[1] - cpu_0[1],
        "worker_s_per_watched_s": (cpu[1] - cpu_0[1]) / max(1.0, watched_s),
        "made": len(made), "made_s": sum(made.values()), "unwatched": len(unseen), "unwatched_s": sum(made[each] for each in unseen),
        "waste": sum(made[each] for each in unseen) / max(1.0, sum(made.values())),
        "memory_mb": [(round(at), round(own / 2**20), round(workers / 2**20)) for at, own, workers in server.memory],
        "memory_slope_mb_per_minute": _slope(third) * 60 / 2**20,
        "steps": steps,
    }


def _slope(points: list[tuple[float, int, int]]) -> float:
    """Least squares, of the server's own bytes over seconds."""
    if len(points) < 3:
        return 0.0
    mean_x, mean_y = (sum(each[part] for each in points) / len(points) for part in (0, 1))
    spread = sum((each[0] - mean_x) ** 2 for each in points)
    return sum((each[0] - mean_x) * (each[1] - mean_y) for each in points) / spread if spread else 0.0


def _table(found: list[dict[str, Any]]) -> str:
    lines = [
        "| players | stalls | playlists p50 / p99 | segments p99 | start p50 / p99 | server | workers | players' | worker s per watched s | made, unwatched | memory, slope |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each['players']} | {each['stalls']} ({each['stalled_s']:.1f} s) | {each['playlist_ms']['p50']} / {each['playlist_ms']['p99']} ms | "
        f"{each['segment_ms']['p99']} ms | {each['startup_s']['p50']} / {each['startup_s']['p99']} s | {each['server_cores']:.2f} cores | "
        f"{each['worker_cores']:.2f} | {each['player_cores']:.2f} | {each['worker_s_per_watched_s']:.4f} | {each['made_s']:.0f} s, {each['waste']:.0%} | "
        f"{each['memory_mb'][-1][1]} MB, {each['memory_slope_mb_per_minute']:+.1f} MB/min |"
        for each in found
    ]
    return "\n".join(lines)


def _broken(found: dict[str, Any]) -> str:
    """What does not hold under this load, or nothing."""
    bad = []
    if found["stalls"]:
        bad.append(f"{found['stalls']} stalls")
    if (found["playlist_ms"]["p99"] or 0) > LATE_MS:
        bad.append(f"p99 of playlists {found['playlist_ms']['p99']} ms")
    if found["torn"]:
        bad.append(f"{found['torn']} torn answers")
    return ", ".join(bad)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--film", default="bench/films/last-ferry.fountain", help="a film of three choices that come together again")
    parser.add_argument("--players", type=int, default=300)
    parser.add_argument("--curve", default="", help="numbers of players, each at a server of its own")
    parser.add_argument("--minutes", type=float, default=5.0, help="after all players have come")
    parser.add_argument("--ramp", type=float, default=60.0, help="seconds in which the players come")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--generators", type=int, default=1, help="processes of players")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--choosing", type=float, default=0.7, help="share of viewers that choose; others let the default come")
    parser.add_argument("--pausing", type=float, default=0.1)
    parser.add_argument("--leaving", type=float, default=0.1)
    parser.add_argument("--plain", type=float, default=0.25, help="share of players that poll without asking the server to wait")
    parser.add_argument("--captions", type=float, default=0.3, help="share of viewers that have captions on")
    parser.add_argument("--profiles", action="store_true", help="viewers differ in what they like")
    parser.add_argument("--profile", default="", help="write here where the server's event loop spends its time")
    parser.add_argument("--out", default="", help="write all that was measured here, as JSON")
    options = parser.parse_args()
    found = []
    for players in [int(each) for each in options.curve.split(",")] if options.curve else [options.players]:
        found.append(asyncio.run(load(players, options.minutes, options)))
        if options.out:
            Path(options.out).write_text(json.dumps(found))
        print(_table(found), flush=True)
        if broken := _broken(found[-1]):
            print(f"{players} players: {broken}", flush=True)
    return 1 if _broken(found[-1]) and not options.curve else 0


if __name__ == "__main__":
    sys.exit(main())
