"""A crew on a real Ray cluster: what it reports when all goes well, and when workers, nodes and Ray itself are lost."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, Self, TypeVar

import psutil
import pytest

from playhead.errors import FarmError
from playhead.media import Store, stand_behind
from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.projection.crew import Beat, Crew, Done, Gone, Joined, Order, Report, Warm
from playhead.projection.ray_address import RayAddress
from playhead.projection.ray_crew import RayCrew
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.speech.timing import Line, Voice
from playhead.testing import a_shot

from .cluster import INSTALLED, Cluster

pytestmark = [pytest.mark.long, pytest.mark.timeout(180), pytest.mark.skipif(not INSTALLED, reason="pip install 'playhead[farm]'")]
SMALL = Size(208, 128)
R = TypeVar("R", bound=Any)


def aio(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYHEAD_DATA", str(tmp_path_factory.mktemp("node")))  # of who does not see the server's
        with Cluster(1) as made:
            yield made


def job(renderer: str = "blocks", text: object = "", frames: int = 24) -> PictureJob:
    return PictureJob(a_shot(frames, str(text)), 0, SMALL, renderer)


class Ear:
    """Hears a crew, and waits for what it is to say."""

    def __init__(self, folder: Path, address: str, make: Callable[..., Crew] | None = None, **options: Any) -> None:
        settings = Settings(data=folder, width=208, height=128, renderer="blocks", workers=2)
        self.store = Store(folder / "store", settings.store_cap_bytes)
        self.crew = RayCrew(settings, RayAddress(address), self.store, plugins=("playhead.testing",), spare=make, **options)
        self.heard: list[Report] = []
        self._new = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self.crew.start(self._hear)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.crew.stop(10.0)

    def _hear(self, report: Report) -> None:
        self.heard.append(report)
        self._new.set()

    async def wait(self, kind: type[R], count: int = 1, *, within_s: float = 60, **like: Any) -> list[R]:
        """Until so many reports of a kind were heard."""
        async with asyncio.timeout(within_s):
            while True:
                found = [each for each in self.heard if isinstance(each, kind) and all(getattr(each, name) == value for name, value in like.items())]
                if len(found) >= count:
                    return found
                self._new.clear()
                await self._new.wait()

    def pid(self, worker: int) -> int:
        return next(each.pid for each in self.heard if isinstance(each, Joined) and each.worker == worker)


@aio
async def test_workers_join_do_orders_beat_and_leave(tmp_path: Path, cluster: Cluster) -> None:
    gate = tmp_path / "gate"
    async with Ear(tmp_path, cluster.address) as ear:
        (warm,) = await ear.wait(Warm)
        (joined,) = await ear.wait(Joined)
        assert (joined.worker, joined.gpu) == (warm.worker, False)
        assert psutil.Process(joined.pid).is_running()
        assert ear.crew.give(warm.worker, Order(7, job("gate", gate)))
        assert ear.crew.give(warm.worker, Order(8, job(text="behind it")))
        with pytest.raises(FarmError, match="2 orders"):
            ear.crew.give(warm.worker, Order(9, job()))
        (beat, *_) = await ear.wait(Beat, attempt=7)
        assert beat.done_frames == 0
        assert beat.memory_bytes > 1 << 20
        gate.touch()
        first, second = await ear.wait(Done, 2)
        assert [each.attempt for each in (first, second)] == [7, 8]
        for done in (first, second):
            assert done.made is not None
            assert ear.store.get(done.made.hash, verify=True)
            assert ear.store.find(done.made.key) is not None
        assert not ear.crew.give(99, Order(10, job()))
        ear.crew.give(warm.worker, Order(11, job("failing")))
        (failed,) = await ear.wait(Done, attempt=11)
        assert failed.made is None
        assert "cannot draw THE ROOM" in str(failed.error)
    assert not psutil.pid_exists(joined.pid)


@aio
async def test_a_viewers_own_words_are_left_on_the_server_alone(tmp_path: Path, cluster: Cluster) -> None:
    own = tmp_path / "own"
    line = Line("Hello Wilhelmina.", Voice(), private=True)
    async with Ear(tmp_path, cluster.address) as ear:
        (warm,) = await ear.wait(Warm)
        ear.crew.give(warm.worker, Order(1, job(text="Wilhelmina"), own))
        ear.crew.give(warm.worker, Order(2, SpeechJob(line), own))
        picture, speech = await ear.wait(Done, 2)
        assert picture.made is not None
        assert speech.made is not None
        kept = Store(own)
        assert kept.get(picture.made.hash, verify=True)
        assert kept.find(picture.made.key) is not None
        assert kept.blobs("spoken").get(speech.made.key) is not None
        assert not ear.store.has(picture.made.hash)
        assert ear.store.find(picture.made.key) is None
        assert ear.store.blobs("spoken").get(speech.made.key) is None
        files = psutil.Process(ear.pid(warm.worker)).open_files()
        assert not [each.path for each in files if "playhead-" in each.path]


@aio
async def test_what_a_node_of_another_build_makes_is_found_under_the_servers_key(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("playhead.projection.jobs.sound_build", lambda: "another build")
    window = SoundJob((), 0, 2048).heard()
    async with Ear(tmp_path, cluster.address) as ear:
        (warm,) = await ear.wait(Warm)
        ear.crew.give(warm.worker, Order(1, window))
        (done,) = await ear.wait(Done)
        assert done.made is not None
        assert ear.store.find(window.key) is not None
        assert done.made.key == window.key


@aio
async def test_who_hangs_or_dies_is_replaced_under_another_number(tmp_path: Path, cluster: Cluster) -> None:
    async with Ear(tmp_path, cluster.address) as ear:
        (first,) = await ear.wait(Warm)
        ear.crew.give(first.worker, Order(1, job("hung")))
        await ear.wait(Beat, attempt=1)
        ear.crew.dismiss(first.worker, "hung for 20 s")
        (gone,) = await ear.wait(Gone)
        assert (gone.worker, gone.why) == (first.worker, "hung for 20 s")
        assert not ear.crew.give(first.worker, Order(2, job()))
        second = (await ear.wait(Warm, 2))[1]
        assert second.worker != first.worker
        assert ear.pid(second.worker) != ear.pid(first.worker)
        ear.crew.give(second.worker, Order(3, job("poison")))
        await ear.wait(Gone, worker=second.worker)
        third = (await ear.wait(Warm, 3))[2]
        ear.crew.give(third.worker, Order(4, job(text="at last")))
        (done,) = await ear.wait(Done)
        assert (done.worker, done.attempt) == (third.worker, 4)
        assert done.made is not None


@aio
async def test_nodes_join_and_lose_their_power_while_others_work_on(tmp_path: Path, cluster: Cluster) -> None:
    async with Ear(tmp_path, cluster.address) as ear:
        (one,) = await ear.wait(Warm)
        node = cluster.add(2, gpus=1)
        others = [each for each in await ear.wait(Joined, 3) if each.worker != one.worker]
        assert sorted(each.gpu for each in others) == [False, True]
        assert len({each.node for each in others}) == 1
        await ear.wait(Warm, 3)
        for number, other in enumerate(others):
            ear.crew.give(other.worker, Order(number, job("hung")))
        await ear.wait(Beat, attempt=1)
        cluster.kill(node)
        assert {each.worker for each in await ear.wait(Gone, 2)} == {each.worker for each in others}
        ear.crew.give(one.worker, Order(5, job(text="still here")))
        (done,) = await ear.wait(Done)
        assert done.worker == one.worker


@aio
async def test_a_node_that_is_cut_off_says_nothing_and_is_given_up(tmp_path: Path, cluster: Cluster) -> None:
    async with Ear(tmp_path, cluster.address) as ear:
        await ear.wait(Warm)
        node = cluster.add(1)
        other = (await ear.wait(Warm, 2))[1]
        ear.crew.give(other.worker, Order(1, job("hung")))
        await ear.wait(Beat, attempt=1)
        cluster.cut_off(node)
        try:
            (gone,) = await ear.wait(Gone)
            assert (gone.worker, gone.why) == (other.worker, "did not answer")
        finally:
            cluster.kill(node)


@aio
async def test_a_store_that_a_node_does_not_see_is_told(tmp_path: Path, cluster: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    ear = Ear(tmp_path, cluster.address)
    ear.crew._store = Store(tmp_path / "another")  # where the mark is left: as if the folder were another one there
    async with ear:
        async with asyncio.timeout(60):
            while not ear.crew.problems:  # noqa: ASYNC110  told by another process
                await asyncio.sleep(0.05)
        (told,) = ear.crew.problems
        assert f"does not see the server's store at {tmp_path / 'store'}: mount that folder there" in told
        assert not ear.heard


@aio
async def test_through_a_bucket_a_node_needs_no_folder_of_the_servers(tmp_path: Path, cluster: Cluster) -> None:
    bucket = f"file://{tmp_path / 'bucket'}"
    (tmp_path / "bucket").mkdir()
    for name in ("store", "servers"):
        stand_behind(tmp_path / name, bucket)
    ear = Ear(tmp_path, cluster.address)
    ear.crew._store = Store(tmp_path / "servers")  # as if the node had another folder at the store's path
    async with ear:
        (warm,) = await ear.wait(Warm)
        ear.crew.give(warm.worker, Order(1, job()))
        ear.crew.give(warm.worker, Order(2, SpeechJob(Line("Well.", Voice()))))
        done, said = await ear.wait(Done, 2)
        assert done.made is not None
        assert said.made is not None
        path = tmp_path / "servers" / "objects" / done.made.hash[:2] / done.made.hash
        assert path.exists()
        assert Store(tmp_path / "servers").find(done.made.key) is not None
        assert Store(tmp_path / "servers").blobs("spoken").get(said.made.key, far=False) is not None
        assert not (tmp_path / "store" / "objects" / done.made.hash[:2]).exists()


@pytest.mark.filterwarnings("ignore:Exception ignored in.*ray_client_server:pytest.PytestUnraisableExceptionWarning")  # Ray's own
@aio
async def test_a_server_that_is_on_no_node_works_through_the_clusters_door(tmp_path: Path) -> None:
    with Cluster(1, clients=True) as cluster:
        async with Ear(tmp_path, cluster.clients_address) as ear:
            (warm,) = await ear.wait(Warm, within_s=120)  # now and then Ray's door fails to open, says so after 30 s, and is asked again
            ear.crew.give(warm.worker, Order(1, job("hung")))
            await ear.wait(Beat, attempt=1)
            ear.crew.dismiss(warm.worker, "hung for 20 s")
            other = (await ear.wait(Warm, 2))[1]
            ear.crew.give(other.worker, Order(2, job(text="Wilhelmina"), tmp_path / "own"))
            (done,) = await ear.wait(Done)
            assert done.made is not None
            assert Store(tmp_path / "own").get(done.made.hash, verify=True)
            node = cluster.add(1)
            third = (await ear.wait(Warm, 3))[2]
            cluster.kill(node)
            await ear.wait(Gone, worker=third.worker)
        assert not psutil.pid_exists(ear.pid(other.worker))


class Local:
    """A crew of this machine that does orders when it is told to."""

    problems: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.orders: list[tuple[int, Order]] = []
        self.stopped = False

    async def start(self, hear: Callable[[Report], None]) -> None:
        self.hear = hear
        for worker in (0, 1):
            hear(Joined(worker, False, os.getpid(), "here"))
            hear(Warm(worker))

    def give(self, worker: int, order: Order) -> bool:
        self.orders.append((worker, order))
        return True

    def dismiss(self, worker: int, why: str) -> None:
        self.hear(Gone(worker, why))

    async def stop(self, timeout_s: float) -> None:
        self.stopped = True


@aio
async def test_this_machine_stands_in_while_ray_is_away_and_goes_when_it_is_back(tmp_path: Path, cluster: Cluster) -> None:
    spares: list[Local] = []

    def make() -> Crew:
        spares.append(Local())
        return spares[-1]

    async def until(ready: Callable[[], bool], ear: Ear) -> None:
        async with asyncio.timeout(60):
            while not ready():
                ear._new.clear()
                await ear._new.wait()

    async with Ear(tmp_path, cluster.address, make, spare_after_s=0.0, relieved_after_s=0.0) as ear:
        first, second = await ear.wait(Warm, 2)
        assert (first.worker, second.worker) == (-1, -2)
        assert ear.crew.give(-1, Order(1, job(text="begun here")))
        (warm,) = (await ear.wait(Warm, 3))[2:]
        assert warm.worker > 0
        assert await ear.wait(Gone) == [Gone(-2, "was relieved by the cluster's")]
        assert not ear.crew.give(-2, Order(2, job()))
        spares[0].hear(Done(0, 1, None, None))
        assert await ear.wait(Done) == [Done(-1, 1, None, None)]
        await ear.wait(Gone, worker=-1)
        office = ear.crew._office
        assert office is not None
        ear.crew.give(warm.worker, Order(3, job("hung")))
        os.kill(office.pid, signal.SIGKILL)
        assert await ear.wait(Gone, worker=warm.worker) == [Gone(warm.worker, "was lost with the connection to Ray")]
        await ear.wait(Joined, worker=-4)
        await until(lambda: max(each.worker for each in ear.heard if isinstance(each, Warm)) > warm.worker, ear)
        await ear.wait(Gone, worker=-4)
        assert spares[0].stopped
        assert len(spares) == 2


@aio
async def test_without_a_cluster_this_machine_works_and_it_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    spare = Local()
    async with Ear(tmp_path, "127.0.0.1:9", lambda: spare) as ear:
        first, second = await ear.wait(Warm, 2)
        assert ear.crew.give(first.worker, Order(1, job()))
        assert spare.orders == [(0, Order(1, job()))]
        spare.hear(Beat(0, 1, 5, 1))
        spare.hear(Done(0, 1, None, None))
        assert await ear.wait(Beat) == [Beat(first.worker, 1, 5, 1)]
        assert await ear.wait(Done) == [Done(first.worker, 1, None, None)]
        ear.crew.dismiss(second.worker, "enough")
        assert await ear.wait(Gone) == [Gone(second.worker, "enough")]
    assert spare.stopped
    assert "no worker of the Ray cluster is there" in caplog.text


@aio
async def test_where_no_cluster_runs_one_of_this_machine_is_made_and_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cluster: Cluster,
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short:  # Ray's sockets have long names already
        monkeypatch.setenv("RAY_TMPDIR", short)
        async with Ear(tmp_path, "") as ear:
            first, second = await ear.wait(Warm, 2)
            ear.crew.give(first.worker, Order(1, job()))
            (done,) = await ear.wait(Done)
            assert done.made is not None
            office = ear.crew._office
            assert office is not None
            inside = psutil.Process(office.pid).children(recursive=True)
            assert {ear.pid(first.worker), ear.pid(second.worker)} <= {each.pid for each in inside}
            outside = [each.laddr.ip for process in inside for each in process.net_connections("tcp") if each.status == "LISTEN"]
            assert {ip.removeprefix("::ffff:") for ip in outside} == {"127.0.0.1"}
        _, alive = psutil.wait_procs(inside, timeout=20)
        assert not alive
