"""The improvised lines of one screening: each is asked for once, tried twice at most, checked, and then settled for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playhead.canonical import key_of, seed_of
from playhead.errors import PlayheadError, Unreachable
from playhead.story import Beat, Story
from playhead.story.faithful import answer_of, unfaithful
from playhead.story.improvise import Bid, request_of
from playhead.writing.writer import Writer

TRIES = 2


@dataclass(frozen=True, slots=True)
class Wrote:
    """What came of asking for a line: its words with {1}, {2} for values, "" where the author's are said; and why."""

    text: str
    why: str


class Lines:
    """Asks a writer for one screening. `seed` is the screening's; `done` is called when a line is there, or is known not to come."""

    def __init__(self, writer: Writer | None, seed: int, done: Callable[[], None]) -> None:
        self.asked = 0  # how often the writer was asked, which its budget bounds
        self._writer = writer
        self._seed = seed
        self._done = done
        self._tasks: dict[str, asyncio.Task[Wrote]] = {}

    def wrote(self, bid: Bid, beat: Beat, story: Story, own: Iterable[str] = (), *, ask: bool = True) -> Wrote | None:
        """What came of a bid; None while it is not known. It is asked for the first time this is called with `ask`."""
        if self._writer is None:
            return Wrote("", "no writer is set up: the author's line")
        messages = request_of(bid, beat, story)
        key = key_of(bid.id, messages)
        task = self._tasks.get(key)
        if task is None:
            if ask:
                task = self._tasks[key] = asyncio.create_task(self._write(self._writer, bid, messages, story, tuple(own)), name=f"line of {bid.speaker}")
                task.add_done_callback(lambda _: self._done())
            return None
        if not task.done():
            return None
        return Wrote("", "the author's line: the writer was stopped") if task.cancelled() else task.result()

    async def wait(self) -> None:
        """Wait until nothing is being asked."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def stop(self) -> None:
        """Ask no more."""
        for task in self._tasks.values():
            task.cancel()

    async def _write(self, writer: Writer, bid: Bid, messages: list[dict[str, str]], story: Story, own: tuple[str, ...]) -> Wrote:
        why = "the writer was not asked"
        try:
            async with asyncio.timeout(writer.terms.timeout_s):
                for attempt in range(TRIES):
                    if self.asked >= writer.terms.budget:
                        return Wrote("", f"the author's line: the writer was asked {self.asked} times, which is the budget")
                    self.asked += 1
                    try:
                        found = answer_of(await writer.write(messages, seed_of("line", self._seed, bid.id, attempt)))
                    except Unreachable as error:
                        why = str(error)
                        continue
                    why = found if isinstance(found, str) else unfaithful(found, bid, story, own)
                    if not isinstance(found, str) and not why:
                        return Wrote(found.line, f"improvised by {writer.terms.model}")
        except TimeoutError:
            why = f"the writer took longer than {writer.terms.timeout_s:g} s"
        except PlayheadError as error:
            why = str(error)
        except Exception as error:  # a line is never worth a film
            why = f"the writer failed: {type(error).__name__}"
        return Wrote("", f"the author's line: {why}")
