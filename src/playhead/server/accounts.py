"""What renderers that cost money were asked for, written down as it is spent: a budget outlives the server, and holds for all of them together."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol, runtime_checkable

from playhead.errors import PlayheadError
from playhead.projection.budget import Budgets
from playhead.records import Records, Spending

LOGGER = logging.getLogger(__name__)
WRITE_S = 1.0
"""A server that is killed forgets no more than what it spent in so long."""
LOOK_S = 10.0
"""So often it is asked what the other servers over the same database have spent."""


@runtime_checkable
class Paying(Protocol):
    """A farm that has what costs money."""

    budgets: Budgets


class Accounts:
    """Keeps `budgets` and the records in step. `run` names this run of the server; `shared` says that there may be other servers."""

    def __init__(self, budgets: Budgets, records: Records, run: str, *, shared: bool) -> None:
        self._budgets = budgets
        self._records = records
        self._run = run
        self._shared = shared
        self._unwritten: dict[tuple[str, str, str], Spending] = {}

    async def begin(self) -> None:
        """Know what was spent before. Raises RecordsAway."""
        self._budgets.learn(await self._records.ask(self._records.spendings, self._run))

    async def keep(self) -> None:
        """Write and look, until cancelled."""
        passed = 0
        while True:
            await asyncio.sleep(WRITE_S)
            passed += 1
            try:
                await self.write()
                if self._shared and passed * WRITE_S >= LOOK_S:
                    passed = 0
                    await self.begin()
            except PlayheadError as error:  # the database is away: it is written when it is back
                LOGGER.warning("what was spent cannot be written down now: %s", error)

    async def write(self) -> None:
        """Write down what was spent since. Raises RecordsAway, StoreFull; it is then written the next time."""
        self._unwritten |= {(each.renderer, each.kind, each.name): each for each in self._budgets.news()}
        if self._unwritten:
            await self._records.spend(self._run, tuple(self._unwritten.values()))
            self._unwritten = {}
