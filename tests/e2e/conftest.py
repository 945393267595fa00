"""A real server on loopback, started as a user starts it."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Running:
    """A `playhead` process and the address it printed."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    @property
    def origin(self) -> str:
        return "/".join(self.address.split("/")[:3])


def start(*arguments: str, data: Path) -> Running:
    process = subprocess.Popen(
        [sys.executable, "-m", "playhead.cli", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PLAYHEAD_DATA": str(data), "PLAYHEAD_DRAIN_S": "0", "PYTHONUNBUFFERED": "1"}, cwd=ROOT, start_new_session=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return Running(process, found.group().rstrip("."))
    process.wait(10)
    raise AssertionError(f"playhead {' '.join(arguments)} printed no address: {''.join(said)}")


def stop(running: Running) -> int:
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGTERM)
    try:
        return running.process.wait(20)
    finally:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.stdout.close()


def wait_ready(running: Running) -> None:
    """Until the workers are warm; a viewer who presses play sooner waits a little longer, which is measured in bench/."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{running.origin}/readyz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            assert error.code == 503
            time.sleep(0.1)
    raise AssertionError("the server never became ready")


@pytest.fixture(scope="session")
def the_lamp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start("watch", "films/the-lamp", "--no-browser", "--port", "0", data=tmp_path_factory.mktemp("data"))
    wait_ready(running)
    yield running
    stop(running)


@pytest.fixture(scope="module")
def the_fork(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A film of half a minute with one choice, which begins otherwise for those who like storms."""
    running = start("watch", str(Path(__file__).parent / "fork"), "--no-browser", "--port", "0", data=tmp_path_factory.mktemp("data"))
    wait_ready(running)
    yield running
    stop(running)
