"""Who drives the screenings: a turn when something is to be done, and fewer of them by a server that is late."""

import asyncio
from types import SimpleNamespace

import pytest
from tests.projection.virtual import LoopClock, run

from playhead.server.live import APART_MAX_S, LAGS_APART, Live


class Eager:
    """A screening for which there is always something to do."""

    def __init__(self) -> None:
        self.row = SimpleNamespace(id="s1", token="t1")
        self.viewer = ""
        self.closed = False
        self.lists = SimpleNamespace(ended=False)
        self.wake = asyncio.Event()
        self.turns = 0

    async def advance(self) -> None:
        self.turns += 1
        self.wake.set()
        await asyncio.sleep(0.001)

    def due_s(self) -> float:
        return 0.0

    async def close(self) -> None:
        self.closed = True


async def turns(lag_s: float, seconds: float = 10.0) -> int:
    async def released(_: str) -> None:
        return

    screening = Eager()
    live = Live(LoopClock(), released, drive=True, lag_s=lambda: lag_s)
    live.admit(screening)  # type: ignore[arg-type]
    await asyncio.sleep(seconds)
    await live.let_go("t1", "the test is over")
    return screening.turns


def test_a_server_in_time_takes_a_turn_whenever_there_is_something_to_do() -> None:
    assert run(turns(0.002)) > 5_000


@pytest.mark.parametrize("lag_s", [0.05, 0.1, 30.0])
def test_a_server_that_is_late_does_more_in_each_turn(lag_s: float) -> None:
    apart_s = min(APART_MAX_S, LAGS_APART * lag_s)
    assert 10 / (apart_s + 0.01) <= run(turns(lag_s)) <= 10 / apart_s + 1
