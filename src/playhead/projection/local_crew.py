"""A crew on this machine: supervised worker processes."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from playhead.errors import FarmError, PlayheadError, Refused, RenderError, StoreFull, Unreachable
from playhead.projection.crew import Beat, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.messages import Answer, Pulse, Ready, Start
from playhead.projection.process import WorkerProcess

_log = logging.getLogger("playhead.farm")

BEAT_S = 0.5
BACK_OFF_S = (0.0, 0.1, 0.5, 2.0, 5.0, 10.0)
BLOCKED_AFTER = 3  # deaths before it is warm, one after another, and a worker is started without what it would have loaded


@dataclass(slots=True, eq=False)
class _Seat:
    """A place on this machine; who sits there is replaced when they die."""

    process: WorkerProcess | None = None
    number: int = 0
    attempt: int = 0  # at hand; 0 when there is none
    done: int = 0
    warm: bool = False
    deaths: int = 0  # one after another, without a job done in between
    unborn: int = 0  # of these the last ones, that came before it was warm
    problem: str = ""


class LocalCrew:
    """Processes as `start` says, `workers` of them; each that dies is replaced, after a pause that grows while none gets a job done.

    What keeps ending workers while they load it is left out of the next one's start: a renderer or a plugin that cannot be loaded
    keeps nobody from speaking and mixing.
    """

    def __init__(self, start: Start, workers: int) -> None:
        self._start = start
        self._seats = [_Seat() for _ in range(max(1, workers))]
        self._hear: Callable[[Report], None] = lambda _: None
        self._numbers = itertools.count(1)
        self._open = False
        self._beating: asyncio.Task[None] | None = None
        self._ends: set[asyncio.Task[int]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    @property
    def problems(self) -> set[str]:
        """What keeps somebody from working, in words."""
        return {seat.problem for seat in self._seats if seat.problem}

    async def start(self, hear: Callable[[Report], None]) -> None:
        """See `Crew.start`."""
        self._hear, self._open = hear, True
        for seat in self._seats:
            self._hire(seat)
        self._beating = asyncio.create_task(self._beat(), name="crew beats")

    def give(self, worker: int, order: Order) -> bool:
        """See `Crew.give`."""
        seat = self._seat(worker)
        if seat is None or seat.process is None:
            return False
        seat.attempt, seat.done = order.attempt, 0
        if seat.process.send(order):
            return True
        self._soon(seat, "ended")
        return False

    def dismiss(self, worker: int, why: str) -> None:
        """See `Crew.dismiss`."""
        seat = self._seat(worker)
        if seat is not None:
            self._bury(seat, why)

    async def stop(self, timeout_s: float) -> None:
        """See `Crew.stop`."""
        self._open = False
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        for seat in self._seats:
            self._let_go(seat)
        if self._ends:  # they were killed; one that is stuck in the kernel is left behind
            await asyncio.wait(tuple(self._ends), timeout=max(timeout_s, 5.0))

    # Inside

    def _seat(self, worker: int) -> _Seat | None:
        return next((seat for seat in self._seats if seat.number == worker), None)

    def _hire(self, seat: _Seat) -> None:
        blocked = seat.unborn >= BLOCKED_AFTER
        try:
            seat.process = WorkerProcess(replace(self._start, renderer="", plugins=()) if blocked else self._start)
        except OSError as error:  # no memory or no files left just now: the film must not end for that
            seat.deaths += 1
            seat.problem = f"a worker cannot be started: {error}"
            _log.warning("%s", seat.problem)
            self._hire_later(seat)
            return
        seat.number, seat.attempt, seat.warm = next(self._numbers), 0, False
        asyncio.get_running_loop().add_reader(seat.process.line.fileno(), self._listen, seat, seat.process)
        self._hear(Joined(seat.number, False, seat.process.pid, ""))

    def _listen(self, seat: _Seat, process: WorkerProcess) -> None:
        if seat.process is not process:
            return
        heard = process.heard_nowait()
        if heard is None:
            self._bury(seat, "ended")
            return
        for message in heard:
            if isinstance(message, Ready):
                self._ready(seat, message)
            elif isinstance(message, Pulse):
                seat.done = message.done
            elif isinstance(message, Answer):
                seat.attempt = seat.deaths = 0
                problem = _error(message) if message.problem else None
                self._hear(Done(seat.number, message.attempt, message.made, problem))

    def _ready(self, seat: _Seat, message: Ready) -> None:
        blocked = seat.unborn >= BLOCKED_AFTER
        seat.warm, seat.unborn = True, 0
        seat.problem = message.problem and f"a worker could not warm up: {message.problem}"
        if blocked:
            seat.problem = f"renderer {self._start.renderer} and plugins are not loaded: they ended {BLOCKED_AFTER} workers at their start"
        if seat.problem:
            _log.warning("%s", seat.problem)
        self._hear(Warm(seat.number))

    def _soon(self, seat: _Seat, why: str) -> None:
        process = seat.process

        def later() -> None:
            if seat.process is process:
                self._bury(seat, why)

        asyncio.get_running_loop().call_soon(later)

    def _bury(self, seat: _Seat, why: str) -> None:
        """Who sits there is gone, or must go; another takes the place after a while."""
        number = seat.number
        self._let_go(seat)
        seat.deaths += 1
        if not seat.warm:
            seat.unborn += 1
            seat.problem = f"worker {number} {why} while it warmed up"
        if self._open:
            self._hire_later(seat)
        self._hear(Gone(number, why))

    def _hire_later(self, seat: _Seat) -> None:
        pause_s = BACK_OFF_S[min(seat.deaths - 1, len(BACK_OFF_S) - 1)]
        timer: asyncio.TimerHandle

        def again() -> None:
            self._timers.discard(timer)
            if seat.process is None:
                self._hire(seat)

        timer = asyncio.get_running_loop().call_later(pause_s, again)
        self._timers.add(timer)

    def _let_go(self, seat: _Seat) -> None:
        process, seat.process = seat.process, None
        seat.number = seat.attempt = 0
        if process is None:
            return
        asyncio.get_running_loop().remove_reader(process.line.fileno())
        process.kill()
        # A process stuck in the kernel may take its time; nobody waits for it but this task.
        end = asyncio.create_task(asyncio.to_thread(process.wait_end))
        self._ends.add(end)
        end.add_done_callback(self._ends.discard)

    async def _beat(self) -> None:
        """What a worker has in memory is seen from here, even when it says nothing."""
        while True:
            await asyncio.sleep(BEAT_S)
            for seat in self._seats:
                if seat.process is not None:
                    self._hear(Beat(seat.number, seat.attempt, seat.done, seat.process.memory_bytes()))


def _error(message: Answer) -> PlayheadError:
    """What kept a worker from it, as it was raised there."""
    if message.full:
        return StoreFull(message.problem)
    kinds: dict[str, type[PlayheadError]] = {kind.__name__: kind for kind in (RenderError, Refused, Unreachable)}
    return kinds.get(message.kind, FarmError)(message.problem)
