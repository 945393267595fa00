"""The office: the process that speaks with a Ray cluster for one server.

Started by `playhead.projection.ray_crew` as `python -m playhead.projection.ray_office FD`, where FD is its end of a socket pair. Ray
ends a process whose cluster has been lost for a minute, takes its signals and starts threads in it; none of that may happen to
what answers players. So it happens here, and a server that loses its office starts another.

There is a seat for each processor and each accelerator of each node. Nodes that join are given seats, those that leave lose them.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import signal
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

import ray

from playhead.projection.ray_messages import Close, Dismiss, Give, Heard, Opening, Reached, Remark
from playhead.projection.ray_seat import Seat

ROLL_S = 0.5  # how often nodes are counted
OBJECTS_BYTES = 80 << 20  # Ray's own store of objects; nothing of ours goes there


def places(resources: Mapping[str, float]) -> tuple[int, int]:
    """How many workers with an accelerator, and how many without, a node of these resources is given.

    There are as many with a share of the cluster as with all of it; they take less each, so that others have room beside them.
    """
    cpus = int(resources.get("CPU", 0))
    gpus = min(int(resources.get("GPU", 0)), cpus)
    return gpus, cpus - gpus


class Office:
    """Seats at all nodes, and the line to the server."""

    def __init__(self, line: Connection[Any, Any], opening: Opening) -> None:
        self._line = line
        self._opening = opening
        self._seats: dict[str, list[Seat]] = {}  # by node
        self._numbers = itertools.count(opening.first)
        self._end = asyncio.Event()

    async def run(self) -> None:
        """Work until the server closes its end, or Ray fails."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._line.fileno(), self._hear)
        roll = asyncio.create_task(self._roll())
        end = asyncio.create_task(self._end.wait())
        await asyncio.wait((roll, end), return_when=asyncio.FIRST_COMPLETED)
        loop.remove_reader(self._line.fileno())
        for node in tuple(self._seats):
            self._leave(node, "was let go")
        if roll.done():
            roll.result()
        roll.cancel()

    def _tell(self, heard: Heard) -> None:
        try:
            self._line.send(heard)
        except OSError:
            self._end.set()

    def _hear(self) -> None:
        try:
            while self._line.poll():
                message = self._line.recv()
                if isinstance(message, Close):
                    self._end.set()
                elif isinstance(message, Give | Dismiss):
                    self._pass(message)
        except (EOFError, OSError):
            self._end.set()

    def _pass(self, message: Give | Dismiss) -> None:
        seat = next((seat for seats in self._seats.values() for seat in seats if seat.number == message.worker), None)
        if seat is None:
            return  # its end is on the way to the server
        if isinstance(message, Give):
            seat.give(message.order)
        else:
            seat.dismiss(message.why)

    async def _roll(self) -> None:
        known = False
        while True:
            nodes = {each["NodeID"]: each["Resources"] for each in await asyncio.to_thread(ray.nodes) if each["Alive"]}
            if not known:
                known = True
                self._tell(Reached(len(nodes)))
            for node in self._seats.keys() - nodes.keys():
                self._leave(node, "left with its node")
            for node in nodes.keys() - self._seats.keys():
                self._join(node, nodes[node])
            await asyncio.sleep(ROLL_S)

    def _join(self, node: str, resources: Mapping[str, float]) -> None:
        gpus, cpus = places(resources)
        kinds = (True,) * gpus + (False,) * cpus
        self._seats[node] = [Seat(node, self._opening.share, gpu, self._opening.post, self._numbers, self._tell) for gpu in kinds]

    def _leave(self, node: str, why: str) -> None:
        for seat in self._seats.pop(node):
            seat.close(why)


def connect(opening: Opening) -> None:
    """Join the cluster, or make one of this machine alone. Raises what Ray raises when there is none."""
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR, "configure_logging": False}
    if opening.address:
        ray.init(opening.address, **quiet)
    else:
        ray.init("local", num_cpus=opening.places, include_dashboard=False, object_store_memory=OBJECTS_BYTES, **quiet)


def main(fd: int) -> None:
    """Work for the server at the other end of `fd` until it closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server decides when we end
    line: Connection[Any, Any] = Connection(fd)
    opening: Opening = line.recv()
    try:
        connect(opening)
        asyncio.run(_work(line, opening))
    except Exception as error:
        text = " ".join(str(error).split()) or type(error).__name__
        with contextlib.suppress(OSError):
            line.send(Remark(f"Ray at {opening.address or 'this machine'}: {text[:300]}"))
    ray.shutdown()


async def _work(line: Connection[Any, Any], opening: Opening) -> None:
    await Office(line, opening).run()


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except (EOFError, ConnectionError):
        sys.exit(0)  # the server closed its end
