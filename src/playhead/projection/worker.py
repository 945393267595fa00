"""A worker: a process that does one job at a time and ends when its farm does.

Started by `playhead.projection.process` as `python -m playhead.projection.worker FD`, where FD is its end of a socket pair. The
crew sends a `Start`, then an `Order` at a time; the worker answers with `Ready`, then `Pulse`s and one `Answer` for each order.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import cv2

from playhead.errors import PlayheadError, RenderError, StoreFull
from playhead.projection.crew import Order
from playhead.projection.messages import Answer, Pulse, Ready, Start
from playhead.projection.perform import Performer

BEAT_S = 0.5
IDLE_S = 0.05
_LIBC = ctypes.CDLL(None)
VOICE_IDLE_S = 1.0


def give_way() -> None:
    """Work when the server that answers players, and whoever else is at this machine, does not.

    Being nice is not enough: Linux lets a nice process end its slice of milliseconds before who is awaited has the processor.
    """
    with contextlib.suppress(OSError):
        os.nice(10)
    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def main(fd: int) -> None:
    """Work until the farm closes its end."""
    begun_s = time.perf_counter()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the farm decides when we end
    line = Connection(fd)
    start: Start = line.recv()
    _die_with(start.parent)
    give_way()
    cv2.setNumThreads(1)
    performer = Performer(start.folder, start.cap_bytes, machines=start.machines, voices=start.voices)
    problem = ""
    try:
        for name in start.plugins:
            importlib.import_module(name)
        if start.renderer:
            performer.load(start.renderer, start.size)
    except Exception as error:
        problem = told(error)
    line.send(Ready(time.perf_counter() - begun_s, problem))
    # Somebody's first picture is the best warming-up; who waits for one is never kept waiting by a step for nobody.
    drawing: list[tuple[float, Callable[[], None]]] = [(IDLE_S, partial(performer.warm, start.renderer, start.size))] if start.renderer else []
    steps = (*drawing, (VOICE_IDLE_S, performer.warm_voice)) if start.hands == "draw" else drawing
    for idle_s, step in steps:
        if line.poll(idle_s):
            break
        with contextlib.suppress(Exception):
            step()
    heart = _Heart(line)
    while True:
        order: Order = line.recv()
        heart.begin(order.attempt)
        try:
            answer = Answer(order.attempt, performer.perform(order.job, order.folder, heart.progress))
        except StoreFull as error:
            answer = Answer(order.attempt, None, str(error), full=True)
        except Exception as error:
            answer = Answer(order.attempt, None, told(error), kind=type(error).__name__ if isinstance(error, RenderError) else "")
        heart.end(answer)
        give_back()


def give_back() -> None:
    """Return to the system what the job freed; glibc alone keeps a heap at its largest (3 ms; measured: no slower after)."""
    trim = getattr(_LIBC, "malloc_trim", None)  # other systems have none
    if trim is not None:
        trim(0)


class _Heart:
    """Tells the farm how far the job at hand is. It counts frames, not seconds, so that a hung job has no pulse."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._lock = threading.Lock()
        self._busy = threading.Event()
        self._attempt = self._done = 0
        threading.Thread(target=self._beat, daemon=True, name="heart").start()

    def begin(self, attempt: int) -> None:
        self._attempt, self._done = attempt, 0
        self._busy.set()

    def progress(self, done: int) -> None:
        self._done = done

    def end(self, answer: Answer) -> None:
        self._busy.clear()
        with self._lock:
            self._line.send(answer)

    def _beat(self) -> None:
        wait = threading.Event()
        while True:
            self._busy.wait()
            wait.wait(BEAT_S)
            with self._lock:
                if self._busy.is_set():
                    try:
                        self._line.send(Pulse(self._attempt, self._done))
                    except OSError:
                        os._exit(1)


def told(error: Exception) -> str:
    """An error in one line, with the place where it was raised if it is none of ours."""
    if isinstance(error, PlayheadError):
        return str(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{where}"


def _die_with(parent: int) -> None:
    """End when the parent does, even in the middle of a job and even if it was killed."""
    with contextlib.suppress(OSError, AttributeError):
        _LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, Linux only
    if os.getppid() != parent:
        os._exit(0)

    def watch() -> None:
        wait = threading.Event()
        while os.getppid() == parent:
            wait.wait(1.0)
        os._exit(0)

    threading.Thread(target=watch, daemon=True, name="watch").start()


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except (EOFError, ConnectionError):
        os._exit(0)  # the farm closed its end; nothing here is worth waiting for
