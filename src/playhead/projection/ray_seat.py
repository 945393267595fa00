"""A seat: one place at a node of a Ray cluster, where one worker after another sits."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import ray
from ray.exceptions import ActorUnavailableError, ActorUnschedulableError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from playhead.errors import FarmError, StoreFull
from playhead.projection.crew import Beat, Done, Gone, Joined, Order, Warm
from playhead.projection.process import ENVIRONMENT
from playhead.projection.ray_messages import Answer, Arrival, Away, Heard, Own, Post, Pulse, Remark
from playhead.projection.ray_worker import RayWorker

BEAT_S = 0.5
SILENT_S = 5.0  # a worker that answers nothing for so long is lost; Ray notices a node that went without a word only later
LOAD_S = 60.0
IDLE_S = 0.05
VOICE_IDLE_S = 1.0
AGAIN_S = 0.1
TRIES = 300
BACK_OFF_S = (0.0, 0.5, 2.0, 5.0, 15.0, 60.0)
T = TypeVar("T")


class Actor(RayWorker):
    """The worker as Ray has it: it hears in another thread than it draws in."""

    listen = ray.method(concurrency_group="ear")(RayWorker.listen)


class Seat:
    """Keeps an actor at work on one node; `tell` is how it reports, `numbers` where the numbers of workers come from.

    Ray restarts an actor that dies. Each time it is heard of under a new number, so that nothing of the one before is mistaken
    for its own.
    """

    def __init__(self, node: str, share: float, gpu: bool, post: Post, numbers: itertools.count[int], tell: Callable[[Heard], None]) -> None:
        self.number = 0  # of who sits here; 0: nobody
        self._node = node
        self._share = share
        self._gpu = gpu
        self._post = post
        self._numbers = numbers
        self._tell = tell
        self._actor: Any = None
        self._pid = 0
        self._lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()  # why who sits here is to be thought lost
        self._done = 0
        self._said = ""  # what keeps anybody from sitting here
        self._works: set[asyncio.Task[None]] = set()
        self._running = asyncio.create_task(self._run(), name=f"seat at {node[:8]}")

    def give(self, order: Order) -> None:
        """Have it done by who sits here."""
        work = asyncio.create_task(self._work(self.number, order))
        self._works.add(work)
        work.add_done_callback(self._works.discard)

    def dismiss(self, why: str) -> None:
        """End who sits here now, whatever it does; another takes the place."""
        if not self._lost.done():
            self._lost.set_result(why)

    def close(self, why: str) -> None:
        """Give the place up."""
        self._running.cancel()
        self._part(why)
        self._say("")
        self._forget()

    async def _run(self) -> None:
        """One worker after another, after a pause that grows while none gets a job done."""
        failures = 0
        arrival: Arrival | None
        while True:
            self._lost = asyncio.get_running_loop().create_future()
            self._done = 0
            try:
                arrival = await self._arrive()
                problem = arrival.problem and f"node {arrival.host} does not work for this server: {arrival.problem}"
            except Exception as error:
                problem = f"no worker can be started on node {self._node[:8]}: {_line(error)}"
                if isinstance(error, ActorUnschedulableError):
                    problem = self._said  # the node is as good as gone, which is told when it is
                self._forget()  # it may have died for good; where the node lives, another is made
                arrival = None
            self._say(problem)
            if arrival is not None and not problem:
                await self._shift(arrival)
            failures = 0 if self._done else failures + 1
            await asyncio.sleep(BACK_OFF_S[min(failures, len(BACK_OFF_S) - 1)])

    async def _arrive(self) -> Arrival:
        """Wait until a worker that is not the one before is there; as long as it takes, others may have the place."""
        if self._actor is None:
            self._actor = self._hire()
        for _ in range(TRIES):
            try:
                arrival: Arrival = await _reply(self._actor.arrive.remote())
            except ActorUnavailableError:
                arrival = Arrival(self._pid, "")  # Ray is about to restart it
            if arrival.pid != self._pid:
                self._pid = arrival.pid
                return arrival
            await asyncio.sleep(AGAIN_S)  # it may still be the one that was killed, before the killing reached it
        raise FarmError("the worker before does not end")

    async def _shift(self, arrival: Arrival) -> None:
        """From a worker's arrival to its end."""
        if arrival.remark:
            self._tell(Remark(f"node {arrival.host}: {arrival.remark}", problem=False))
        self.number = next(self._numbers)
        self._tell(Joined(self.number, self._gpu, arrival.pid, self._node))
        try:
            problem = await self._unless_lost(asyncio.wait_for(_reply(self._actor.load.remote()), LOAD_S))
            if problem:
                self._say(f"a worker on node {arrival.host} could not warm up: {problem}")
            self._tell(Warm(self.number))
            await self._unless_lost(self._listen())
        except TimeoutError:
            why = "did not answer"
        except Exception as error:
            why = self._lost.result() if self._lost.done() else f"was lost ({type(error).__name__})"
        self._part(why)
        with contextlib.suppress(Exception):  # it may be dead already; one that hangs ends now, and Ray starts another
            ray.kill(self._actor, no_restart=False)

    async def _listen(self) -> None:
        """Beat while it works; ends with an error when it does not answer."""
        warming = iter(((IDLE_S, self._actor.warm), (VOICE_IDLE_S, self._actor.warm_voice)))
        wait_s, step = next(warming)
        while True:
            pulse: Pulse = await asyncio.wait_for(_reply(self._actor.listen.remote(wait_s)), SILENT_S)
            if pulse.attempt:
                self._tell(Beat(self.number, pulse.attempt, pulse.done_frames, pulse.memory_bytes))
            if step is not None:
                # Somebody's first picture is the best warming-up; who waits for one is never kept waiting by a step for nobody.
                if not self._works and not self._done:
                    step.remote()
                wait_s, step = next(warming, (BEAT_S, None))

    async def _work(self, number: int, order: Order) -> None:
        try:
            answer: Answer = await _reply(self._actor.perform.remote(order.attempt, order.job, private=order.folder is not None))
        except Exception as error:
            if self.number == number:
                self.dismiss(f"was lost ({type(error).__name__})")
            return
        if self.number != number:
            return  # it was reported as gone, and its work as lost
        self._done += 1
        problem = StoreFull(answer.problem) if answer.full else FarmError(answer.problem) if answer.problem else None
        done = Done(number, order.attempt, answer.made, problem)
        self._tell(Own(done, answer.data) if answer.data is not None else Away(done) if answer.away else done)

    async def _unless_lost(self, doing: Coroutine[Any, Any, T]) -> T:
        """What it comes to; raises FarmError as soon as the worker is to be thought lost."""
        task = asyncio.create_task(doing)
        try:
            await asyncio.wait((task, self._lost), return_when=asyncio.FIRST_COMPLETED)
            if self._lost.done():
                raise FarmError(self._lost.result())
            return task.result()
        finally:
            task.cancel()

    def _hire(self) -> Any:
        """An actor that Ray restarts whenever it dies, at this node and no other."""
        return (
            ray.remote(concurrency_groups={"ear": 1})(Actor)
            .options(
                num_cpus=self._share,
                num_gpus=self._share if self._gpu else 0,
                max_restarts=-1,
                max_task_retries=0,  # the farm decides what is tried again, and where
                scheduling_strategy=NodeAffinitySchedulingStrategy(self._node, soft=False),
                runtime_env={"env_vars": ENVIRONMENT},
            )
            .remote(self._post)
        )

    def _say(self, problem: str) -> None:
        """Tell what keeps who sits here from working, or that nothing does any more."""
        if problem != self._said:
            self._said = problem
            self._tell(Remark(problem, place=f"{self._node} {id(self)}"))

    def _part(self, why: str) -> None:
        if self.number:
            self._tell(Gone(self.number, why))
        self.number = 0
        for work in self._works:
            work.cancel()

    def _forget(self) -> None:
        actor, self._actor = self._actor, None
        if actor is not None:
            with contextlib.suppress(Exception):
                ray.kill(actor)


async def _reply(reference: Awaitable[T]) -> T:
    return await reference


def _line(error: Exception) -> str:
    """The first line of what Ray says, which says a page."""
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
