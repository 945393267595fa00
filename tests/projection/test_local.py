"""The farm with real worker processes, which are killed, hang and outgrow their memory."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from playhead.errors import FarmError, NotFound
from playhead.media import Store
from playhead.projection import LocalFarm, PictureJob, SoundJob
from playhead.projection import crew_farm as farm_module
from playhead.projection import local_crew as crew_module
from playhead.projection import quarantine as quarantine_module
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.sound import Clip
from playhead.testing import a_shot
from playhead.timebase import AAC_PACKET

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60)]
SMALL = Size(208, 128)
SOON = 1e9


def aio(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


def job(renderer: str = "blocks", text: object = "", n: int = 0, frames: int = 24) -> PictureJob:
    return PictureJob(a_shot(frames, str(text)), n, SMALL, renderer)


@contextlib.asynccontextmanager
async def farm_at(folder: Path, workers: int = 1, memory: int = 2 << 30, **options: Any) -> AsyncIterator[LocalFarm]:
    settings = Settings(data=folder, width=208, height=128, renderer="blocks", worker_memory_bytes=memory)
    async with LocalFarm(settings, workers=workers, plugins=("playhead.testing",), **options) as farm:
        yield farm


async def wait_until(ready: Callable[[], bool]) -> None:
    while not ready():  # noqa: ASYNC110  what is waited for happens in another process
        await asyncio.sleep(0.01)


@aio
async def test_jobs_are_made_once_and_found_again(tmp_path: Path) -> None:
    async with farm_at(tmp_path, workers=2) as farm:
        first, second = await farm.submit(job(), SOON, "anna"), await farm.submit(job(), SOON, "ben")
        made = await first
        assert await second == made
        assert farm.statistics()["joined"] == 1
        assert farm.store.get(made.hash, verify=True)
        again = await farm.submit(job(), SOON, "cleo")
        assert again.done()
        assert (await again).hash == made.hash
        assert (farm.statistics()["made"], farm.statistics()["store_hits"]) == (1, 1)
    async with farm_at(tmp_path) as farm:
        assert (await farm.submit(job(), SOON)).made_nowait() is not None
        assert farm.statistics()["made"] == 0


@aio
async def test_earliest_deadline_first_certain_before_speculative_and_cancel(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        gate = tmp_path / "gate"
        order: list[str] = []
        await farm.wait_warm()
        await farm.submit(job("gate", gate), SOON)
        await wait_until(lambda: bool(farm.making()))
        flights = {}
        now_s = farm.clock.now_s()
        for name, deadline, chance in (("maybe", 1.0, 0.3), ("late", 90.0, 1.0), ("soon", 50.0, 1.0), ("moved", 99.0, 1.0)):
            flights[name] = await farm.submit(job(text=name), now_s + deadline, chance=chance)
            flights[name].future.add_done_callback(lambda _, name=name: order.append(name))
        gone = await farm.submit(job(text="gone"), now_s + 1.0, "anna")
        kept = await farm.submit(job(text="kept"), now_s + 95.0, "anna")
        await farm.submit(job(text="kept"), now_s + 60.0, "ben")
        kept.future.add_done_callback(lambda _: order.append("kept"))
        await farm.submit(job(text="moved"), now_s + 40.0)
        await farm.cancel(gone.key, "anna")
        await farm.cancel(kept.key, "ben")
        assert gone.done()
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert farm.capacity().waiting == 5
        assert [(each.kind, each.place, each.of) for each in farm.making()] == [("picture", "THE ROOM", 24)]
        gate.touch()
        await asyncio.gather(*(flight.future for flight in [*flights.values(), kept]))
        assert order == ["moved", "soon", "late", "kept", "maybe"]


@aio
async def test_two_workers_do_not_paint_the_same_plates_unless_there_is_a_hurry(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    one, two, three = (
        [PictureJob(a_shot(48, str(gate), kind), n, SMALL, "gate") for n in (0, 1)] for kind in ("room", "cafe", "hall")
    )
    async with farm_at(tmp_path, workers=2) as farm:
        await farm.wait_warm()
        now_s = farm.clock.now_s()
        flights = [await farm.submit(job, now_s + 100 + at) for at, job in enumerate([*one, *two])]
        await wait_until(lambda: len(farm.making()) == 2)
        assert [each.place for each in farm.making()] == ["THE ROOM", "THE CAFE"]
        gate.touch()
        await asyncio.gather(*(flight.future for flight in flights))
        gate.unlink()
        hurried = [await farm.submit(job, now_s) for job in three]
        await wait_until(lambda: len(farm.making()) == 2)
        assert [each.place for each in farm.making()] == ["THE HALL", "THE HALL"]
        gate.touch()
        await asyncio.gather(*(flight.future for flight in hurried))


@aio
async def test_sound_is_left_to_who_mixed_the_last_of_it_unless_there_is_a_hurry(tmp_path: Path) -> None:
    gates = [tmp_path / name for name in ("one", "two", "three")]
    pictures = [PictureJob(a_shot(24, str(gate), kind), 0, SMALL, "gate") for gate, kind in zip(gates, ("room", "cafe", "hall"), strict=True)]
    clips = [Clip("foley", 0, 4800, "door", seed=seed) for seed in range(3)]
    first, calm, hurried = (SoundJob((clip,), 0, 8 * AAC_PACKET) for clip in clips)
    async with farm_at(tmp_path, workers=2) as farm:
        await farm.wait_warm()
        now_s = farm.clock.now_s()
        await (await farm.submit(first, now_s + 100))
        flights = []
        for picture in pictures[:2]:  # the one without a voice is given the first
            flights.append(await farm.submit(picture, now_s + 100))
            await wait_until(lambda: len(farm.making()) == len(flights))
        waiting = await farm.submit(calm, now_s + 100)
        flights.append(await farm.submit(pictures[2], now_s + 101))
        gates[0].touch()
        await flights[0]
        await wait_until(lambda: len(farm.making()) == 2)
        assert [each.kind for each in farm.making()] == ["picture", "picture"]
        soon = await farm.submit(hurried, now_s)
        gates[2].touch()
        await soon
        assert not waiting.done()
        gates[1].touch()
        await asyncio.gather(waiting.future, *(flight.future for flight in flights))


@aio
async def test_a_waiter_that_gives_up_does_not_end_the_flight(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        gate = tmp_path / "gate"
        flight = await farm.submit(job("gate", gate), SOON)
        waiter = asyncio.create_task(asyncio.wait_for(flight, 0.01))
        with pytest.raises(TimeoutError):
            await waiter
        gate.touch()
        assert (await flight).hash


@aio
async def test_a_killed_worker_is_replaced_and_its_job_made_elsewhere(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        gate = tmp_path / "gate"
        flight = await farm.submit(job("gate", gate), SOON)
        await wait_until(lambda: bool(farm.making()))
        before = farm.pids()
        os.kill(before[0], signal.SIGKILL)
        gate.touch()
        assert (await flight).hash
        assert farm.pids() != before
        statistics = farm.statistics()
        assert (statistics["made"], statistics["retried"], statistics["restarts"]) == (1, 1, 1)


@aio
async def test_an_idle_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        await farm.wait_warm()
        os.kill(farm.pids()[0], signal.SIGKILL)
        await wait_until(lambda: farm.statistics()["restarts"] == 1)
        assert (await (await farm.submit(job(), SOON))).hash


@aio
async def test_a_worker_that_cannot_be_started_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "BACK_OFF_S", (0.0,))
    real, refused = crew_module.WorkerProcess, []

    def refuse_twice(start: Any) -> Any:
        if len(refused) < 2:
            refused.append(start)
            raise OSError(12, "Cannot allocate memory")
        return real(start)

    async with farm_at(tmp_path) as farm:
        await farm.wait_warm()
        monkeypatch.setattr(crew_module, "WorkerProcess", refuse_twice)
        os.kill(farm.pids()[0], signal.SIGKILL)
        await wait_until(lambda: len(refused) == 2)
        assert (await (await farm.submit(job(), SOON))).hash


@aio
async def test_a_job_that_ends_three_workers_is_set_aside_and_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "BACK_OFF_S", (0.0,))
    async with farm_at(tmp_path, workers=2) as farm:
        poison = await farm.submit(job("poison"), 1.0)
        good = await farm.submit(job(), SOON)
        with pytest.raises(FarmError, match="has ended 3 workers"):
            await poison
        assert (await good).hash
        assert farm.statistics()["restarts"] == 3
        again = await farm.submit(job("poison"), 1.0)
        assert again.done()
        with pytest.raises(FarmError, match="poison"):
            await again


@aio
async def test_a_job_that_raises_is_told_with_its_reason(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        with pytest.raises(FarmError, match="cannot draw THE ROOM"):
            await (await farm.submit(job("failing"), SOON))
        with pytest.raises(FarmError, match="renderer must be one of"):
            await (await farm.submit(job("unheard of"), SOON))
        assert farm.statistics()["restarts"] == 0


@aio
async def test_a_hung_worker_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "BEAT_S", 0.02)
    monkeypatch.setattr(farm_module, "WATCH_S", 0.02)
    monkeypatch.setattr(quarantine_module, "KILLS_MAX", 1)
    async with farm_at(tmp_path, hung_s=0.2) as farm:
        await farm.wait_warm()
        with pytest.raises(FarmError, match="hung for"):
            await (await farm.submit(job("hung"), SOON))
        assert farm.statistics()["hung"] == 1


@aio
async def test_a_worker_that_outgrows_its_memory_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "BEAT_S", 0.02)
    monkeypatch.setattr(farm_module, "WATCH_S", 0.02)
    monkeypatch.setattr(quarantine_module, "KILLS_MAX", 1)
    async with farm_at(tmp_path, memory=300 << 20) as farm:
        await farm.wait_warm()
        with pytest.raises(FarmError, match="outgrew 300 MB"):
            await (await farm.submit(job("greedy"), SOON))


@aio
async def test_late_pictures_are_stood_in_for_only_where_that_is_allowed(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        await farm.wait_warm()
        ready = await (await farm.submit(job(frames=60), SOON))
        exact = await (await farm.submit(job(frames=60, n=1), 0.0))
        assert (ready.grade, exact.grade) == ("full", "full")
        stand_in = await (await farm.submit(job(frames=60, n=2), 0.0, exact=False))
        assert stand_in.grade == "hold"
        assert stand_in.ticks == job(frames=60, n=2).ticks
        full = await (await farm.submit(job(frames=60, n=2), SOON, exact=False))
        assert full.grade == "full"
        assert full.hash != stand_in.hash


@aio
async def test_who_has_time_does_not_get_the_stand_in_of_who_has_not(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    wanted = job("gate", gate)
    async with farm_at(tmp_path, workers=2) as farm:
        hurried = await farm.submit(wanted, 0.0, "anna", exact=False)
        assert await farm.submit(wanted, 0.0, "anna", exact=False) is hurried
        patient = await farm.submit(wanted, SOON, "ben", exact=False)
        exact = await farm.submit(wanted, SOON, "cleo")
        assert (await hurried).grade == "hold"  # before any worker could have drawn it
        gate.touch()
        assert (await patient).grade == "full"
        assert (await exact).hash == (await patient).hash
        assert farm.statistics()["stood in"] == 1


@aio
async def test_a_viewers_own_is_kept_in_its_own_folder(tmp_path: Path) -> None:
    async with farm_at(tmp_path) as farm:
        made = await (await farm.submit(job(), SOON, folder=tmp_path / "own"))
        assert Store(tmp_path / "own").has(made.hash)
        with pytest.raises(NotFound):
            farm.store.get(made.hash)


@aio
async def test_draining_finishes_what_is_under_way_and_leaves_no_process(tmp_path: Path) -> None:
    async with farm_at(tmp_path, workers=2) as farm:
        flights = [await farm.submit(job(text=str(number)), SOON) for number in range(3)]
        await farm.wait_warm()
        pids = farm.pids()
        await farm.drain(30.0)
        assert all(flight.made_nowait() for flight in flights)
        with pytest.raises(FarmError, match="not working"):
            await farm.submit(job(), SOON)
    assert not any(map(_lives, pids))


@aio
async def test_leaving_in_haste_cancels_and_leaves_no_process(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="server fell"):
        async with farm_at(tmp_path) as farm:
            flight = await farm.submit(job("hung"), SOON)
            await wait_until(lambda: bool(farm.making()))
            pids = farm.pids()
            raise RuntimeError("server fell")
    assert flight.future.cancelled()
    assert not any(map(_lives, pids))


PARENT = """if True:
    import asyncio, sys
    from pathlib import Path
    from playhead.projection import LocalFarm, PictureJob, SoundJob
    from playhead.render.renderer import Size
    from playhead.settings import Settings
    from playhead.testing import a_shot
    async def main():
        settings = Settings(data=Path(sys.argv[1]), width=208, height=128, renderer="blocks", workers=2)
        farm = LocalFarm(settings, plugins=("playhead.testing",))
        await farm.start()
        await farm.wait_warm()
        await farm.submit(PictureJob(a_shot(24), 0, Size(208, 128), "hung"), 1.0)
        print(*farm.pids(), flush=True)
        await asyncio.Event().wait()
    asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_farm_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(number)
        parent.wait(20)
        for pid in pids:
            while _lives(pid):
                pass
    finally:
        parent.kill()
        parent.communicate()


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False
