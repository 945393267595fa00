"""One worker process as the farm sees it: start, tell, hear, measure, kill."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from playhead.projection.messages import Start

_LIBRARIES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_THREAD_LIMIT")
ENVIRONMENT = {
    **dict.fromkeys(_LIBRARIES, "1"),
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "33554432",
    "MALLOC_MMAP_THRESHOLD_": "8388608",
}
"""What a worker has in its environment: one thread in every library, and a heap that gives back what it does not need."""


class WorkerProcess:
    """A fresh interpreter, not a fork and not `multiprocessing`'s spawn, which would import the server's main module again."""

    def __init__(self, start: Start) -> None:
        ours, theirs = Pipe(duplex=True)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "playhead.projection.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **ENVIRONMENT},
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self.line: Connection[Any, Any] = ours
        self.pid = self._process.pid
        with suppress(OSError):  # one that is dead already is noticed by its line
            ours.send(start)

    def send(self, message: object) -> bool:
        """Tell the worker; False when it is gone."""
        try:
            self.line.send(message)
        except (OSError, ValueError):
            return False
        return True

    def heard_nowait(self) -> list[Any] | None:
        """What the worker said since last asked; None when it is gone."""
        heard = []
        try:
            while self.line.poll():
                heard.append(self.line.recv())
        except (EOFError, OSError):
            return heard or None
        return heard

    def memory_bytes(self) -> int:
        """What the process has in memory for itself (mapped files that others share are not counted); 0 if unknown."""
        try:
            resident, shared = Path(f"/proc/{self.pid}/statm").read_bytes().split()[1:3]
        except (OSError, ValueError):
            return 0
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End it at once."""
        with suppress(OSError):
            self._process.kill()

    def wait_end(self) -> int:
        """Wait until a killed process has ended; its exit status."""
        self.line.close()
        return self._process.wait()
