"""What is owed to the bucket: a thread carries it there, in order, however long the bucket is away.

    owed/<process>.<store>.<name>   an object, or "index.<key>": written here, not there yet

Who makes something waits a moment for it to arrive, not longer: a bucket that is slow costs each take that moment at most, and one
that is away costs nothing. What a process still owed when it died is carried by the next one that opens the folder.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

from playhead.media.bucket import BucketAway
from playhead.media.pins import left_behind, process_name

LOGGER = logging.getLogger("playhead.store")
PATIENCE_S = 1.0
CLOSE_S = 5.0
_INDEX = "index."

Carry = Callable[[str], object]
"""Takes a name to the bucket; raises BucketAway when it has to be tried again."""


class Behind:
    """Carries names, one after another, by calling `carry`; `pause_s` says how long the bucket wants to be left alone."""

    def __init__(self, folder: Path, carry: Carry, pause_s: Callable[[], float]) -> None:
        self._folder = folder
        self._carry = carry
        self._pause_s = pause_s
        self._mark = f"{process_name()}.{id(self):x}."
        self._queue: deque[tuple[str, Future[object]]] = deque()
        self._ready = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)
        self._adopt()

    def send(self, name: str) -> object | None:
        """Have `name` carried after what was sent before it; what `carry` gave, or None if that takes longer than a moment."""
        (self._folder / (self._mark + name)).touch()
        future = self._put(name)
        if self._pause_s():
            return None
        try:
            return future.result(PATIENCE_S)
        except NotYet:
            return None

    def owed(self) -> set[str]:
        """Objects that are not in the bucket yet, by any process: they are nowhere else."""
        return {name for name in self._names() if not name.startswith(_INDEX)}

    def close(self) -> None:
        """Carry what is left, for a moment; the rest is left to whoever opens the folder next."""
        with self._ready:
            last = self._queue[-1][1] if self._queue else None
        if last is not None and not self._pause_s():
            with contextlib.suppress(NotYet):
                last.result(CLOSE_S)
        self._closed.set()
        with self._ready:
            self._ready.notify_all()

    # Inside

    def _put(self, name: str) -> Future[object]:
        future: Future[object] = Future()
        with self._ready:
            self._queue.append((name, future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="store-behind", daemon=True)
                self._thread.start()
            self._ready.notify()
        return future

    def _adopt(self) -> None:
        """Take over what processes that no longer run have left, objects before what refers to them."""
        left: list[str] = []
        for file in self._files():
            with contextlib.suppress(FileNotFoundError):  # another process was quicker
                if left_behind(file, time.time()):
                    name = file.name.split(".", 2)[2]
                    file.rename(file.with_name(self._mark + name))
                    left.append(name)
        for name in sorted(left, key=lambda name: name.startswith(_INDEX)):
            self._put(name)

    def _run(self) -> None:
        while True:
            with self._ready:
                while not self._queue:
                    if self._closed.is_set():
                        return
                    self._ready.wait()
                name, future = self._queue[0]
            if not self._carried(name, future):
                return
            with self._ready:
                self._queue.popleft()

    def _carried(self, name: str, future: Future[object]) -> bool:
        """Try until it is there; False when closed before."""
        while True:
            try:
                answer = self._carry(name)
            except BucketAway:
                if self._closed.wait(max(0.1, self._pause_s())):
                    return False
                continue
            except Exception:
                LOGGER.exception("%s could not be taken to the store's bucket and is left out", name)
                answer = None
            with contextlib.suppress(OSError):
                (self._folder / (self._mark + name)).unlink()
            future.set_result(answer)
            return True

    def _names(self) -> Iterator[str]:
        for file in self._files():
            yield file.name.split(".", 2)[2]

    def _files(self) -> list[Path]:
        try:
            return [file for file in self._folder.iterdir() if file.name.count(".") >= 2]
        except FileNotFoundError:
            return []


def index_name(key: str) -> str:
    """What an index entry is called here."""
    return _INDEX + key


def key_of(name: str) -> str:
    """The key of an index entry by that name, or ""."""
    return name.removeprefix(_INDEX) if name.startswith(_INDEX) else ""
