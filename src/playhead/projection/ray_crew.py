"""A crew that works on a Ray cluster, and on this machine while the cluster cannot be reached."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Coroutine
from importlib.util import find_spec
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from playhead.errors import FarmError, StoreFull
from playhead.media import Store
from playhead.media.far import address_of
from playhead.projection.build import picture_build, sound_build
from playhead.projection.crew import Beat, Crew, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.ray_address import RayAddress, environment_of
from playhead.projection.ray_keeping import fetched, leave_mark, put_own
from playhead.projection.ray_messages import Away, Close, Dismiss, Give, Opening, Own, Post, Reached, Remark
from playhead.projection.ray_spare import Spare
from playhead.render.renderer import GROUND, Size
from playhead.settings import Settings

_log = logging.getLogger("playhead.farm")

BACK_OFF_S = (0.0, 1.0, 3.0, 10.0, 30.0)
MARK_S = 60.0
STOP_S = 5.0  # Ray takes its time to end; one of this machine alone leaves nothing behind if it gets it
FETCH_S = (0.1, 0.2, 0.5, 1.0, 2.0)
ORDERS_MAX = 2  # one running and one waiting each: more would be out of the farm's hands


class RayCrew:
    """Workers of the Ray cluster that the settings name; `spare` makes the crew of this machine that stands in for them.

    It is called when the cluster has had no worker for `spare_after_s`, at the start for twice as long, and goes when it has had one for `relieved_after_s`.

    A process of its own, the office, speaks with Ray (`playhead.projection.ray_office`). When it is lost so are its workers, and
    another is started, after a pause that grows while Ray is not reached.
    """

    def __init__(
        self,
        settings: Settings,
        address: RayAddress,
        store: Store,
        *,
        plugins: tuple[str, ...] = (),
        spare: Callable[[], Crew] | None = None,
        spare_after_s: float = 3.0,
        relieved_after_s: float = 5.0,
    ) -> None:
        if find_spec("ray") is None:
            raise FarmError("the setting farm names a Ray cluster, but Ray is not installed: pip install 'playhead[farm]'")
        self._problems: dict[str, str] = {}  # by place; "" is Ray itself
        self._address = address
        self._places = settings.workers
        self._store = store
        self._post = Post(
            store.folder,
            address_of(store.folder),
            store.cap_bytes,
            settings.renderer or GROUND,
            Size(settings.width, settings.height),
            plugins,
            secrets.token_hex(8),
            (picture_build(settings.renderer or GROUND), sound_build()),
            settings.voices,
        )
        self._hear: Callable[[Report], None] = lambda _: None
        self._next = 1  # number of the next worker of the cluster, from office to office
        self._spare_numbers = itertools.count(-1, -1)
        self._warm: dict[int, bool] = {}  # the cluster's workers, and whether each is warm
        self._orders: dict[int, dict[int, Order]] = {}  # by worker and attempt, until they are done
        self._tasks: set[asyncio.Task[None]] = set()
        self._office: subprocess.Popen[bytes] | None = None
        self._line: Connection[Any, Any] | None = None
        self._failures = 0
        self._open = False
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._make_spare = spare
        self._spare_after_s = spare_after_s
        self._relieved_after_s = relieved_after_s
        self._spare: Spare | None = None

    # -- the crew

    @property
    def problems(self) -> set[str]:
        """See `Crew.problems`."""
        return {*self._problems.values(), *(self._spare.problems if self._spare is not None else ())}

    async def start(self, hear: Callable[[Report], None]) -> None:
        """See `Crew.start`."""
        self._hear = hear
        self._open = True
        await self._mark()
        await self._open_office()
        self._later("spare", 2 * self._spare_after_s, self._call_spare)  # Ray's workers take longer to come than to come back

    def give(self, worker: int, order: Order) -> bool:
        """See `Crew.give`. Raises FarmError for a third order at a time."""
        if worker not in self._warm:
            return self._spare is not None and self._spare.give(worker, order)
        under_way = self._orders.setdefault(worker, {})
        if len(under_way) >= ORDERS_MAX:
            raise FarmError(f"worker {worker} has {ORDERS_MAX} orders already")
        assert order.job.key  # worked out here it goes along: a node of another build keeps what it makes under the server's key
        under_way[order.attempt] = order
        return self._send(Give(worker, order))

    def dismiss(self, worker: int, why: str) -> None:
        """See `Crew.dismiss`."""
        if worker in self._warm:
            self._send(Dismiss(worker, why))
            self._lose(worker, why)  # at once: a node that is cut off confirms nothing
        elif self._spare is not None:
            self._spare.dismiss(worker, why)

    async def stop(self, timeout_s: float) -> None:
        """See `Crew.stop`."""
        self._open = False
        self._hear = lambda _: None
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        spare, self._spare = self._spare, None
        if spare is not None:
            await spare.stop(timeout_s)
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._send(Close())
        office, self._office = self._office, None
        if office is not None:
            await asyncio.to_thread(_wait_end, office, max(timeout_s, STOP_S))
        self._hang_up()

    # -- the office

    async def _mark(self) -> None:
        """Leave the mark by which nodes that join know that they see the same store, and keep it from being evicted."""
        await asyncio.to_thread(leave_mark, self._store, self._post.mark)
        if self._open:
            self._later("mark", MARK_S, lambda: self._do(self._mark()))

    async def _open_office(self) -> None:
        address = await asyncio.to_thread(self._address.resolved)
        if not self._open:
            return
        try:
            self._office, ours = _open(Opening(address, self._places, self._address.share, self._next, self._post))
        except OSError as error:
            self._note(f"the process that speaks with Ray cannot be started: {error}")
            self._open_later()
            return
        self._line = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._listen)

    def _open_later(self) -> None:
        pause_s = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
        self._failures += 1
        self._later("office", pause_s, lambda: self._do(self._open_office()))

    def _listen(self) -> None:
        try:
            while self._line is not None and self._line.poll():
                self._heard(self._line.recv())
        except (EOFError, OSError):
            self._close_office()

    def _heard(self, heard: Any) -> None:
        if isinstance(heard, Remark):
            if heard.told and heard.told not in self._problems.values():
                self._note(heard.told)
            if heard.problem and heard.told:
                self._problems[heard.place] = heard.told
            elif heard.problem:
                self._problems.pop(heard.place, None)
        elif isinstance(heard, Reached):
            _log.info("the farm works on a Ray cluster of %d nodes", heard.nodes)
            self._failures = 0
            self._problems.clear()
        elif isinstance(heard, Own):
            order = self._orders.get(heard.done.worker, {}).get(heard.done.attempt)
            if order is not None:
                self._do(self._keep(heard, order))
        elif isinstance(heard, Away):
            self._do(self._fetch(heard.done))
        elif isinstance(heard, Joined):
            self._next = max(self._next, heard.worker + 1)
            self._warm[heard.worker] = False
            self._hear(heard)
        elif heard.worker in self._warm:  # else it is known as gone
            self._reported(heard)

    def _reported(self, heard: Warm | Beat | Done | Gone) -> None:
        if isinstance(heard, Gone):
            self._lose(heard.worker, heard.why)
            return
        if isinstance(heard, Done):
            self._orders.get(heard.worker, {}).pop(heard.attempt, None)
        elif isinstance(heard, Warm):
            self._warm[heard.worker] = True
            if self._spare is None:
                self._forget_timer("spare")
            else:
                self._later("relief", self._relieved_after_s, self._relieve)
        self._hear(heard)

    def _lose(self, worker: int, why: str) -> None:
        self._warm.pop(worker, None)
        self._orders.pop(worker, None)
        self._hear(Gone(worker, why))
        if self._open and not any(self._warm.values()):
            self._forget_timer("relief")
            if self._spare is not None:
                self._spare.recall()
            elif "spare" not in self._timers:
                self._later("spare", self._spare_after_s, self._call_spare)

    def _close_office(self) -> None:
        """The office ended, and with it, because they are its own, all its workers."""
        self._hang_up()
        office, self._office = self._office, None
        if office is not None:
            self._do(asyncio.to_thread(_wait_end, office, 1.0))
        for worker in tuple(self._warm):
            self._lose(worker, "was lost with the connection to Ray")
        self._problems = {place: told for place, told in self._problems.items() if not place}
        if self._open:
            if not self._problems:
                self._note("the connection to Ray ended; it is opened again")
            self._open_later()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            asyncio.get_running_loop().remove_reader(line.fileno())
            line.close()

    def _send(self, message: Give | Dismiss | Close) -> bool:
        try:
            if self._line is not None:
                self._line.send(message)
                return True
        except OSError:
            pass  # its end is noticed by the line
        return False

    async def _keep(self, own: Own, order: Order) -> None:
        """Put what holds a viewer's own words into their own folder, then say that it is done."""
        try:
            await asyncio.to_thread(put_own, own, order, self._store.cap_bytes)
            done = own.done
        except StoreFull as error:
            done = Done(own.done.worker, own.done.attempt, None, error)
        except OSError as error:
            done = Done(own.done.worker, own.done.attempt, None, FarmError(f"cannot write to {order.folder}: {error}"))
        if done.worker in self._warm:
            self._reported(done)

    async def _fetch(self, done: Done) -> None:
        """Have what a node left in the bucket here, then say that it is done: what is announced can be sent at once."""
        for pause_s in FETCH_S:
            if done.made is None or await asyncio.to_thread(fetched, self._store, done.made):
                break
            await asyncio.sleep(pause_s)
        else:
            done = Done(done.worker, done.attempt, None, FarmError("what a node made has not arrived in the bucket"))
        if done.worker in self._warm:
            self._reported(done)

    # -- the spare

    def _call_spare(self) -> None:
        """Let workers of this machine stand in: the screen never goes dark because a cluster does."""
        if self._make_spare is None or self._spare is not None:
            return
        self._note("no worker of the Ray cluster is there: this machine's own stand in")
        self._spare = Spare(self._make_spare(), self._hear, self._spare_numbers)
        self._do(self._spare.start())

    def _relieve(self) -> None:
        spare = self._spare
        if spare is not None:
            _log.info("the Ray cluster works: this machine's own workers go")
            self._do(self._relieved(spare))

    async def _relieved(self, spare: Spare) -> None:
        if await spare.relieve() and self._spare is spare:
            self._spare = None
            await spare.stop(1.0)

    # -- small things

    def _note(self, told: str) -> None:
        _log.warning("%s", told)

    def _later(self, name: str, pause_s: float, do: Callable[[], None]) -> None:
        """Once, after a while; what was to come under that name is put off to then."""
        self._forget_timer(name)

        def due() -> None:
            self._timers.pop(name, None)
            do()

        self._timers[name] = asyncio.get_running_loop().call_later(pause_s, due)

    def _forget_timer(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def _do(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _open(opening: Opening) -> tuple[subprocess.Popen[bytes], Connection[Any, Any]]:
    """An office, and the line to it."""
    ours, theirs = Pipe(duplex=True)
    try:
        office = subprocess.Popen(
            [sys.executable, "-m", "playhead.projection.ray_office", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # Ray chats; what it says is in its own logs, what matters comes by the line
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment_of(opening.address)},
        )
        ours.send(opening)
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return office, ours


def _wait_end(office: subprocess.Popen[bytes], timeout_s: float) -> None:
    """Wait until it has ended; after that time it is ended."""
    try:
        office.wait(timeout_s)
    except subprocess.TimeoutExpired:
        office.kill()
        office.wait()
