"""Films play from a real Ray cluster, with players attached, while its nodes come and go."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.player import Player
from tests.faults.serving import HERE, Server

from playhead.projection import PictureJob, RayFarm
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.testing import a_shot

from .cluster import INSTALLED, Cluster

pytestmark = [pytest.mark.long, pytest.mark.timeout(300), pytest.mark.skipif(not INSTALLED, reason="pip install 'playhead[farm]'")]
MINE = Path(__file__).parent


@pytest.fixture(autouse=True)
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What workers on all nodes import, and where they are told to go wrong; to be set before a cluster is made."""
    monkeypatch.setenv("PYTHONPATH", f"{HERE}:{MINE}")
    monkeypatch.setenv("PLAYHEAD_FAULTS", str(tmp_path / "faults.json"))
    monkeypatch.syspath_prepend(str(MINE))
    yield
    sys.modules.pop("needing", None)


def attach(server: Server, count: int) -> list[Player]:
    players = [Player(server.origin, server.film, seed=seed).start() for seed in range(count)]
    for player in players:
        player.wait_started()
    return players


def wait_workers(server: Server, count: int) -> None:
    wait = threading.Event()
    for _ in range(600):
        if server.get("/readyz")["workers"] == count:
            return
        wait.wait(0.1)
    raise AssertionError(f"{server.get('/readyz')['workers']} workers, not {count}: {''.join(server.said)[-3000:]}")


def check(server: Server, players: list[Player]) -> None:
    """Nobody who had more than one segment stood still; nothing is torn, nothing is lost."""
    for player in players:
        assert not player.problems, player.problems
        assert not [stall for stall in player.stalls if stall.fetched > 1], player.stalls
    assert server.check_store() > 0
    logs = server.check_events()
    assert len(logs) == len(players)


@pytest.mark.parametrize("how", ["loses its power", "is cut off"])
def test_a_node_is_lost_and_nobody_notices_and_one_that_joins_works(tmp_path: Path, how: str) -> None:
    with Cluster(1) as cluster, Server(tmp_path, farm=cluster.address) as server:
        second = cluster.add(1)
        server.wait_ready()
        wait_workers(server, 2)
        server.fault(pace_s=0.01)
        players = attach(server, 3)
        for player in players:
            player.wait_position(4, 60)
        if how == "is cut off":
            cluster.cut_off(second)
        else:
            cluster.kill(second)
        wait_workers(server, 1)
        for player in players:
            player.wait_position(12, 60)
        cluster.add(1)
        wait_workers(server, 2)
        for player in players:
            player.wait_position(24, 60).stop()
        check(server, players)
        assert server.stop() == 0


def test_while_the_cluster_has_nobody_this_machine_stands_in(tmp_path: Path) -> None:
    with Cluster(0) as cluster, Server(tmp_path, farm=cluster.address) as server:
        only = cluster.add(1)
        server.wait_ready()
        wait_workers(server, 1)
        server.fault(pace_s=0.01)
        players = attach(server, 2)
        for player in players:
            player.wait_position(5, 60)
        assert not server.workers()
        cluster.kill(only)
        wait_workers(server, 2)
        assert len(server.workers()) == 2
        for player in players:
            player.wait_position(15, 60)
        cluster.add(1)
        wait_workers(server, 1)
        for player in players:
            player.wait_position(24, 60).stop()
        assert not server.workers()
        check(server, players)


def test_when_the_head_of_the_cluster_is_lost_this_machine_stands_in(tmp_path: Path) -> None:
    with Cluster(1) as cluster, Server(tmp_path, farm=cluster.address) as server:
        cluster.add(1)
        server.wait_ready()
        wait_workers(server, 2)
        server.fault(pace_s=0.01)
        players = attach(server, 2)
        for player in players:
            player.wait_position(4, 60)
        cluster.kill_head()
        for player in players:
            player.wait_position(90, 150)
        for player in players:
            player.stop()
        check(server, players)


def test_a_server_that_is_killed_finds_its_cluster_free_when_it_is_back(tmp_path: Path) -> None:
    with Cluster(2) as cluster, Server(tmp_path, farm=cluster.address) as server:
        server.wait_ready()
        server.fault(pace_s=0.01)
        players = attach(server, 2)
        for player in players:
            player.wait_position(3, 60).wait_buffered(6, 60)
        server.kill()
        server.start().wait_ready()
        wait_workers(server, 2)
        for player in players:
            player.wait_position(20, 60).stop()
        assert not server.workers()
        check(server, players)


def test_what_needs_an_accelerator_is_drawn_where_one_is(tmp_path: Path) -> None:
    import needing  # noqa: F401  the farm asks the renderer what it needs

    note = tmp_path / "drawn"

    async def draw(address: str) -> None:
        settings = Settings(data=tmp_path, width=208, height=128, renderer="blocks", farm=address)
        async with RayFarm(settings, plugins=("playhead.testing", "needing")) as farm:
            async with asyncio.timeout(60):
                while not any(worker.gpu and worker.warm for worker in farm._floor):  # noqa: ASYNC110  told by another process
                    await asyncio.sleep(0.05)
            jobs = [PictureJob(a_shot(frames, str(note)), 0, Size(208, 128), "needing") for frames in range(20, 26)]
            for flight in [await farm.submit(job, farm.clock.now_s() + 60) for job in jobs]:
                await flight
            assert farm.statistics()["on_time"] == len(jobs)

    with Cluster(2) as cluster:
        cluster.add(1, gpus=1)
        asyncio.run(draw(cluster.address))
    drawn = note.read_text().splitlines()
    assert len(drawn) == sum(range(20, 26))
    assert len(set(drawn)) == 1  # one worker
    assert drawn[0].split()[1:] == ["0"]  # which was given the accelerator
