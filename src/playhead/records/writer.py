"""The one writer: a thread that commits together what has gathered while it wrote, and waits while the database is away."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Executable

from playhead.errors import PlayheadError, StoreFull
from playhead.records.engine import RecordsAway, is_away, is_full, line_of

LOGGER = logging.getLogger("playhead.records")
Work = Callable[[Connection], Any]
BATCH = 512
GATHER_S = 0.03
"""Commits are so far apart: what comes meanwhile is committed together, at a fraction of the cost."""
GATHER_MANY_S = 0.04
MANY = 4
"""And so far while so much comes at a time."""
PATIENCE_S = 5.0
"""What somebody waits for is answered by then, even if only that it could not be done."""
PAUSES_S = (0.05, 0.1, 0.2, 0.5, 1.0)
CLOSE_S = 5.0


@dataclass(frozen=True, slots=True)
class Insert:
    """Rows for a table. Those of several that come one after another go into it as one; `alone` is how each goes by itself."""

    statement: Executable
    rows: Sequence[Mapping[str, Any]]
    alone: Work

    def __call__(self, connection: Connection) -> Any:
        """Put them in alone."""
        return self.alone(connection)


@dataclass(slots=True)
class _Item:
    work: Work
    until_s: float  # infinite for what must be written, however long that takes
    future: Future[Any] = field(default_factory=Future)


class Writer:
    """Runs work in order on one thread; the future of each resolves once it is committed.

    While the database cannot be reached, or has no room, work waits and is tried again: after a lost connection it may have been
    done already, so that it must be such that doing it twice does no harm.
    """

    def __init__(self, engine: Engine, now_s: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._now_s = now_s
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="records-writer", daemon=True)
        self._closed = threading.Event()
        self.trouble: PlayheadError | None = None  # why nothing can be written now
        self._thread.start()

    def submit(self, work: Work, *, must: bool = False) -> Future[Any]:
        """Have `work` done; the future holds its result, or its error, after the commit.

        What `must` be done waits for as long as it takes; other work fails with RecordsAway, or StoreFull, after a while.
        """
        item = _Item(work, float("inf") if must else self._now_s() + PATIENCE_S)
        item.future.set_running_or_notify_cancel()  # whoever no longer waits does not undo it
        if self._closed.is_set():
            item.future.set_exception(RuntimeError("the records are closed"))
        else:
            self._queue.put(item)
        return item.future

    def close(self) -> None:
        """Commit what is waiting and end the thread; a database that is away is waited for only a moment."""
        if not self._closed.is_set():
            self._closed.set()
            self._queue.put(None)
            self._thread.join()

    # Inside

    def _run(self) -> None:
        batch: list[_Item] = []
        failures, ending_s, next_s = 0, float("inf"), 0.0
        while True:
            if not batch:
                first = self._queue.get()
                if first is not None:
                    batch.append(first)
                if (wait_s := next_s - time.monotonic()) > 0:
                    self._closed.wait(wait_s)
            if not self._gather(batch) and ending_s == float("inf"):
                ending_s = self._now_s() + CLOSE_S
            next_s = time.monotonic() + (GATHER_S if len(batch) < MANY else GATHER_MANY_S)
            error = self._commit(batch[:BATCH])
            batch = [item for item in batch if not item.future.done()]
            self.trouble = _told(error) if error is not None else None
            if error is None:
                if failures:
                    LOGGER.info("the database answers again")
                failures = 0
            else:
                if not failures:
                    LOGGER.warning("the database cannot be written to, what was to be written waits: %s", line_of(error))
                failures += 1
                self._give_up(batch, _told(error), ending=self._now_s() >= ending_s)
                batch = [item for item in batch if not item.future.done()]
                threading.Event().wait(PAUSES_S[min(failures, len(PAUSES_S)) - 1])
            if not batch and self._closed.is_set() and self._queue.empty():
                return

    def _gather(self, batch: list[_Item]) -> bool:
        """Add what has come meanwhile; False when nothing more will."""
        with suppress(queue.Empty):
            while True:
                more = self._queue.get_nowait()
                if more is not None:
                    batch.append(more)
        return not self._closed.is_set()

    def _give_up(self, batch: list[_Item], told: PlayheadError, *, ending: bool) -> None:
        now_s = self._now_s()
        if ending and batch:
            LOGGER.error("closing without having written %d pieces of work: %s", len(batch), told)
        for item in batch:
            if ending or now_s >= item.until_s or (isinstance(told, StoreFull) and item.until_s != float("inf")):
                item.future.set_exception(told)

    def _commit(self, batch: list[_Item]) -> Exception | None:
        """Commit all of a batch but what fails by itself; the error because of which nothing could be committed now."""
        error = self._try(batch, apart=False)
        if error is not None and not (is_away(error) or is_full(error)):
            error = self._try(batch, apart=True)  # one of them fails: which, savepoints tell
        if error is None:
            return None
        self._engine.dispose()
        if is_away(error) or is_full(error):
            return error
        for item in batch:
            item.future.set_exception(error)
        return None

    def _try(self, batch: list[_Item], *, apart: bool) -> Exception | None:
        done: list[tuple[_Item, Any]] = []
        failed: list[tuple[_Item, Exception]] = []
        try:
            with self._engine.begin() as connection:
                for together in ([item] for item in batch) if apart else _together(batch):
                    item = together[0]
                    try:
                        with connection.begin_nested() if apart else nullcontext():
                            if len(together) > 1:
                                assert isinstance(item.work, Insert)
                                connection.execute(item.work.statement, [row for each in together if isinstance(each.work, Insert) for row in each.work.rows])
                                done += [(each, None) for each in together]
                            else:
                                done.append((item, item.work(connection)))
                    except Exception as error:
                        if not apart or is_away(error) or is_full(error):
                            raise
                        failed.append((item, error))
        except Exception as error:
            return error
        for item, result in done:
            item.future.set_result(result)
        for item, why in failed:
            item.future.set_exception(why)
        return None


def _together(batch: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Work as it is done: rows for the same table that follow each other at once, all else one by one."""
    for statement, items in itertools.groupby(batch, lambda item: item.work.statement if isinstance(item.work, Insert) else None):
        if statement is None:
            yield from ([item] for item in items)
        else:
            yield list(items)


def _told(error: Exception) -> PlayheadError:
    line = line_of(error)
    if is_full(error):
        return StoreFull(f"the database cannot be written to: {line}: free some room on its disk")
    return RecordsAway(f"the database does not answer: {line}; try again in a moment")
