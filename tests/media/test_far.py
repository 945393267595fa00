"""A store that is shared through a bucket: what one server made the other has, and a bucket that is away holds up nothing."""

import contextlib
import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from tests.media.faulty import Wire

from playhead.errors import BadInput, NotFound
from playhead.media import Store, stand_behind
from playhead.media.bucket import Bucket, BucketAway
from playhead.media.pins import process_name


def opened(folder: Path, address: str, cap: int = 10**6, **more) -> Store:
    stand_behind(folder, address)
    return Store(folder, cap, **more)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"file://{tmp_path}/far"


@pytest.fixture
def one(tmp_path: Path, address: str) -> Store:
    return opened(tmp_path / "one", address)


@pytest.fixture
def two(tmp_path: Path, address: str) -> Store:
    return opened(tmp_path / "two", address)


def far_objects(store: Store) -> set[str]:
    return {each.path.rsplit("/", 1)[1] for each in store.far.bucket.list("objects")}


def test_what_one_made_the_other_has(one: Store, two: Store) -> None:
    name = one.put(b"picture")
    assert one.bind("key1", name, 24).hash == name
    assert far_objects(one) == {name}
    assert not two.has(name)
    assert two.find("key1") is None  # the loop asks only the folder
    found = two.find("key1", far=True)
    assert (found.hash, found.ticks, found.bytes, found.present) == (name, 24, 7, True)
    assert two.has(name)
    assert two.find("key1") == found
    other = one.put(b"other")
    assert two.get(other) == b"other"
    third = one.put(b"third")
    assert two.path(third).read_bytes() == b"third"


def test_of_two_servers_the_first_binding_counts_for_both(one: Store, two: Store) -> None:
    mine, theirs = one.put(b"mine"), two.put(b"theirs")
    assert one.bind("key1", mine, 24).hash == mine
    assert two.bind("key1", theirs, 24).hash == mine
    assert two.find("key1").hash == mine
    assert two.get(mine) == b"mine"


def test_a_binding_whose_object_is_gone_everywhere_gives_way(one: Store, two: Store) -> None:
    name = one.put(b"old")
    one.bind("key1", name, 24)
    one.path(name).unlink()
    one.far.bucket.delete([f"objects/{name[:2]}/{name}"])
    found = two.find("key1", far=True)
    assert found is None or not found.present
    new = two.put(b"new")
    assert two.bind("key1", new, 24).hash == new
    assert one.find("key1", far=True).hash == new


def test_what_comes_damaged_is_not_taken_and_made_again(one: Store, two: Store, tmp_path: Path) -> None:
    name = one.put(b"picture")
    (tmp_path / "far" / "objects" / name[:2] / name).write_bytes(b"pictuRe")
    with pytest.raises(NotFound):
        two.get(name)
    assert not far_objects(one)
    assert two.put(b"picture") == name
    assert far_objects(one) == {name}


def test_speech_is_shared_and_plates_are_not(one: Store, two: Store) -> None:
    one.blobs("speech").put("a line", b"said")
    one.blobs("plates").put("a place", b"painted")
    assert two.blobs("speech").get("a line", far=False) is None
    assert two.blobs("speech").get("a line") == b"said"
    assert two.blobs("speech").path("a line").read_bytes() == b"said"
    assert two.blobs("plates").get("a place") is None


def test_the_folder_says_what_stands_behind_it(tmp_path: Path, one: Store, address: str) -> None:
    assert Store(one.folder, 1000).far.bucket.address == address
    assert Store(tmp_path / "own", 1000).far is None
    stand_behind(one.folder, "")
    assert Store(one.folder, 1000).far is None
    for wrong in ("ftp://x", "bucket", "//films"):
        with pytest.raises(BadInput, match="address"):
            stand_behind(one.folder, wrong)


def test_above_its_cap_the_bucket_evicts_what_no_server_has_wanted_for_longest(
    tmp_path: Path, address: str, one: Store, two: Store,
) -> None:
    names = [one.put(f"{n:04}".encode() * 25) for n in range(10)]
    for n, name in enumerate(names):  # written longer ago, one after another
        os.utime(tmp_path / "far" / "objects" / name[:2] / name, (time.time() - 90_000 + n,) * 2)
        os.utime(one.path(name), (time.time() - 90_000,) * 2)
    two.get(names[0])  # the other server plays this one
    two.pin([names[1]])
    two.sweep(0)
    one.sweep(0)
    assert far_objects(one) == set(names)
    one.sweep(700)
    assert far_objects(one) == {names[0], names[1], *names[6:]}
    assert one.evicted() == (4, 400)
    one.sweep(100)  # what was just wanted stays all the same
    assert far_objects(one) == {names[0], names[1]}
    again = opened(tmp_path / "three", address)
    assert again.put(b"0005" * 25) == names[5]  # rendered again: the same bytes
    assert one.get(names[5]) == b"0005" * 25


def test_what_is_owed_to_a_bucket_goes_last(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path / "one", address, 1000, grace_s=0)
    monkeypatch.setattr(store.far.behind, "_carry", lambda _: (_ for _ in ()).throw(BucketAway("away")))
    monkeypatch.setattr("playhead.media.behind.PATIENCE_S", 0)
    store.far.bucket._until_s = time.monotonic() + 1000
    owed = store.put(b"o" * 100)
    store.far.behind.send = lambda name, **_: None
    others = [store.put(bytes([n]) * 100) for n in range(8)]
    os.utime(store.path(owed), (1, 1))
    store.put(b"x" * 300)
    assert store.has(owed)
    assert not all(store.has(name) for name in others)
    store.put(b"y" * 950)
    assert not store.has(owed)


def test_what_a_dead_process_still_owed_is_carried_by_the_next(tmp_path: Path, address: str) -> None:
    plain = Store(tmp_path / "one", 10**6)
    name = plain.put(b"picture")
    plain.bind("key1", name, 24)
    owed = tmp_path / "one" / "owed"
    owed.mkdir()
    machine = process_name().split("-")[2]
    for what in ("index.key1", name):
        (owed / f"999999999-5-{machine}.abc.{what}").touch()
    store = opened(tmp_path / "one", address)
    store.close()
    assert not list(owed.iterdir())
    assert opened(tmp_path / "two", address).find("key1", far=True).hash == name


@pytest.fixture(scope="module")
def s3():
    """The port of an S3 server in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + 30
            while time.monotonic() < until:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                threading.Event().wait(0.05)
            yield port
        finally:
            server.kill()


@pytest.fixture
def wire(s3, monkeypatch):
    """An S3 server behind a wire that can fail; the bucket is new."""
    made = Wire(s3)
    for name, value in {
        "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{made.port}",
    }.items():
        monkeypatch.setenv(name, value)
    made.bucket = hashlib.sha256(os.urandom(8)).hexdigest()[:20]
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{s3}/{made.bucket}", method="PUT")).close()
    yield made
    made.close()


@pytest.mark.slow
def test_s3_shares_as_a_folder_does(tmp_path: Path, wire: Wire) -> None:
    one, two = (opened(tmp_path / each, f"s3://{wire.bucket}/takes") for each in ("one", "two"))
    mine, theirs = one.put(b"mine" * 50_000), two.put(b"theirs" * 50_000)
    assert one.bind("key1", mine, 24).hash == mine
    assert two.bind("key1", theirs, 24).hash == mine
    assert two.get(mine, verify=True) == b"mine" * 50_000
    assert far_objects(one) == {mine, theirs}
    assert two.find("key2", far=True) is None
    one.far.bucket.delete([f"objects/{mine[:2]}/{mine}", "objects/no/nothing"])
    assert far_objects(one) == {theirs}


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["refuse", "cut", "slow"])
def test_a_bucket_that_fails_holds_up_nothing_and_gets_all_when_it_is_back(
    tmp_path: Path, wire: Wire, mode: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("playhead.media.behind.PATIENCE_S", 0.05)
    monkeypatch.setattr("playhead.media.bucket.PAUSES_S", (0.05,))
    address = f"s3://{wire.bucket}"
    one, two = opened(tmp_path / "one", address), opened(tmp_path / "two", address)
    for store in (one, two):
        store.far.bucket = Bucket(address, answer_s=0.3)
    before = one.put(b"before")
    wire.set(mode)
    names = [one.put(bytes([n]) * 50_000) for n in range(3)]
    for n, name in enumerate(names):
        assert one.bind(f"key{n}", name, 24).hash == name
    assert all(one.has(name) for name in names)
    with pytest.raises(NotFound):
        two.get(before)
    assert two.find("key1", far=True) is None
    wire.set("well")
    while one.far.behind.owed() or any((one.folder / "owed").iterdir()):
        threading.Event().wait(0.02)
    two.far.bucket._until_s = 0
    assert two.find("key1", far=True).hash == names[1]
    assert two.get(before) == b"before"
    assert all(two.get(name, verify=True) for name in names)


@pytest.mark.slow
def test_many_who_want_the_same_fetch_it_once(tmp_path: Path, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (opened(tmp_path / each, f"s3://{wire.bucket}") for each in ("one", "two"))
    name = one.put(b"picture")
    asked = []
    fetch = two.far.fetch
    monkeypatch.setattr(two.far, "fetch", lambda name: asked.append(name) or fetch(name))
    got: list[bytes] = []
    threads = [threading.Thread(target=lambda: got.append(two.get(name))) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert got == [b"picture"] * 20
    assert asked == [name]


def test_an_address_that_obstore_cannot_open_is_told_in_one_line() -> None:
    with pytest.raises(BadInput) as told:
        Bucket("az://")
    assert "\n" not in str(told.value)
