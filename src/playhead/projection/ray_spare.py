"""Workers of the server's own machine, which stand in while a cluster has none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

from playhead.projection.crew import Crew, Done, Gone, Joined, Order, Report, Warm


class Spare:
    """A crew that can be relieved: each worker leaves when it has done what it is at, and comes back when it is recalled.

    `numbers` are those under which its workers are heard of; the crew's own numbers may be another's too.
    """

    def __init__(self, crew: Crew, hear: Callable[[Report], None], numbers: Iterator[int]) -> None:
        self._crew = crew
        self._hear = hear
        self._numbers = numbers
        self._here: dict[int, Joined] = {}  # the crew's workers, by its own numbers
        self._warm: set[int] = set()
        self._known: dict[int, int] = {}  # the crew's number -> the one it is heard of under
        self._inside: dict[int, int] = {}  # and the other way round
        self._busy: set[int] = set()
        self._relieving = False
        self._empty = asyncio.Event()

    @property
    def problems(self) -> set[str]:
        """See `Crew.problems`."""
        return self._crew.problems

    async def start(self) -> None:
        """Start the crew."""
        await self._crew.start(self._heard)

    async def stop(self, timeout_s: float) -> None:
        """End the crew; nothing more is heard of it."""
        self._hear = lambda _: None
        self._relieving = False
        self._empty.set()  # nobody waits any more for it to be relieved
        await self._crew.stop(timeout_s)

    def give(self, worker: int, order: Order) -> bool:
        """See `Crew.give`."""
        inside = self._inside.get(worker)
        if inside is None or self._relieving:
            return False
        self._busy.add(worker)
        return self._crew.give(inside, order)

    def dismiss(self, worker: int, why: str) -> None:
        """See `Crew.dismiss`."""
        inside = self._inside.get(worker)
        if inside is not None:
            self._crew.dismiss(inside, why)

    async def relieve(self) -> bool:
        """Let everybody leave, who works after what they are at; False when they were recalled before."""
        self._relieving = True
        self._empty.clear()
        for inside in tuple(self._known):
            self._let_go(inside)
        if self._known:
            await self._empty.wait()
        return self._relieving

    def recall(self) -> None:
        """Have everybody back."""
        if self._relieving:
            self._relieving = False
            self._empty.set()
            for inside in tuple(self._here):
                if inside not in self._known:
                    self._announce(inside)

    def _heard(self, report: Report) -> None:
        inside = report.worker
        if isinstance(report, Joined):
            self._here[inside] = report
            if not self._relieving:
                self._announce(inside)
            return
        if isinstance(report, Warm):
            self._warm.add(inside)
        elif isinstance(report, Gone):
            self._here.pop(inside, None)
            self._warm.discard(inside)
        number = self._known.get(inside)
        if number is None:
            return
        if isinstance(report, Done | Gone):
            self._busy.discard(number)
        if isinstance(report, Gone):
            self._leave(inside, report.why)
            return
        self._hear(replace(report, worker=number))
        if self._relieving and isinstance(report, Done):
            self._let_go(inside)

    def _announce(self, inside: int) -> None:
        number = next(self._numbers)
        self._known[inside] = number
        self._inside[number] = inside
        self._hear(replace(self._here[inside], worker=number))
        if inside in self._warm:
            self._hear(Warm(number))

    def _let_go(self, inside: int) -> None:
        if self._known[inside] not in self._busy:
            self._leave(inside, "was relieved by the cluster's")

    def _leave(self, inside: int, why: str) -> None:
        number = self._known.pop(inside)
        del self._inside[number]
        self._hear(Gone(number, why))
        if not self._known:
            self._empty.set()
