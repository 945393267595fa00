"""A real server in a process of its own, with workers that can be made to fail, killed and started again at one address."""

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any, Self

import psutil
from sqlalchemy import create_engine, select

from playhead.media import Store
from playhead.records.tables import events

HERE = Path(__file__).parent
FILM = HERE / "film" / "the-errand.fountain"
MAIN = """
import functools, sys
import playhead.server.app as app
from playhead.projection import LocalFarm, RayFarm
from playhead.server import find_films, serve
from playhead.settings import Settings
app.LocalFarm = functools.partial(LocalFarm, plugins=("faulty",), hung_s=float(sys.argv[2]))
app.RayFarm = functools.partial(RayFarm, plugins=("faulty",), hung_s=float(sys.argv[2]))
from pathlib import Path
for name in sys.argv[3:]:
    __import__(name)
serve(Settings.load(), find_films(Path(sys.argv[1])))
"""


class Server:
    """`playhead serve` over one film; what it says of itself is in `said`."""

    def __init__(self, data: Path, *, film: Path = FILM, hung_s: float = 20.0, hooks: tuple[str, ...] = (), **settings: Any) -> None:
        self.data = data
        self.faults = data / "faults.json"
        data.mkdir(parents=True, exist_ok=True)
        self.said: list[str] = []
        self._film = film
        self._arguments = [str(film), str(hung_s), *hooks]
        self._settings = {"data": data, "renderer": "faulty", "width": 208, "height": 128, "workers": 2, "port": 0, **settings}
        self.process: subprocess.Popen[str] | None = None
        self.origin = ""

    @property
    def film(self) -> str:
        """The film's id."""
        return self._film.stem

    def fault(self, **faults: Any) -> None:
        """From now on, what `faulty` is told; nothing: all is well."""
        new = self.faults.with_suffix(".new")
        new.write_text(json.dumps(faults))
        new.rename(self.faults)

    def start(self) -> Self:
        """Start it, at the address it had before; returns when it listens."""
        environment = {f"PLAYHEAD_{name.upper()}": str(value) for name, value in self._settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-c", MAIN, *self._arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
                 "PLAYHEAD_FAULTS": str(self.faults), "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://[\d.]+:\d+", line):
                self.origin = found.group()
                break
        else:
            raise AssertionError(f"the server did not start: {''.join(self.said)}")
        self._settings["port"] = int(self.origin.rsplit(":", 1)[1])
        self._ear = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self._ear.start()
        return self

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            self.said.extend(lines)

    def kill(self) -> None:
        """As if the power had gone; its workers notice by themselves."""
        assert self.process is not None
        self.process.kill()
        self._wait_ended(10)

    def _wait_ended(self, timeout_s: float) -> int:
        assert self.process is not None
        status = self.process.wait(timeout_s)
        self._ear.join(10)  # its workers hold the same line until they notice
        return status

    def stop(self, timeout_s: float = 60) -> int:
        """SIGTERM, and its exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self._wait_ended(timeout_s)
        finally:
            if self.process.poll() is None:
                self.kill()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self._wait_ended(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def wait_ready(self, timeout_s: float = 60) -> Self:
        """Until its workers are warm."""
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.origin}/readyz", timeout=5):
                    return self
            except (urllib.error.HTTPError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"not ready after {timeout_s} s: {''.join(self.said)}")

    def get(self, path: str) -> Any:
        """JSON from the server."""
        with urllib.request.urlopen(f"{self.origin}{path}", timeout=10) as answer:
            return json.load(answer)

    def workers(self) -> list[psutil.Process]:
        """Its worker processes."""
        assert self.process is not None
        return [
            child for child in psutil.Process(self.process.pid).children()
            if any("playhead.projection.worker" in part for part in child.cmdline())
        ]

    # What must hold whatever happened

    def check_store(self) -> int:
        """Each stored object is what its name says, and nothing torn lies where it is read; how many there are."""
        store = Store(self.data / "store")
        count = 0
        for path in (self.data / "store" / "objects").rglob("*"):
            if path.is_file():
                store.get(path.name, verify=True)
                count += 1
        store.close()
        return count

    def check_events(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """Each screening's log has no gap, and nothing is listed twice at one place; the logs, by screening."""
        database = create_engine(self._settings.get("database", f"sqlite:///{self.data / 'records.sqlite'}").replace("postgresql:", "postgresql+pg8000:"))
        with database.connect() as connection:
            rows = connection.execute(select(events).order_by(events.c.screening, events.c.n)).all()
        database.dispose()
        logs: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for row in rows:
            log = logs[row.screening]
            assert row.n == len(log), f"event {row.n} of {row.screening} follows {len(log) - 1}"
            log.append((row.kind, row.data))
        for log in logs.values():
            for track in ("picture", "sound"):
                shown = [data for kind, data in log if kind == "shown" and data["track"] == track]
                assert [data["n"] for data in shown] == list(range(len(shown)))
                assert all(b["at"] == a["at"] + a["ticks"] for a, b in itertools.pairwise(shown))
        return dict(logs)
