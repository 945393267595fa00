import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import NotFound, StoreFull
from playhead.media import Store
from playhead.media.pins import process_name, runs


class Now:
    def __init__(self) -> None:
        self.s = 1_000_000.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def store(tmp_path: Path, now: Now) -> Store:
    return Store(tmp_path / "store", 1000, grace_s=10, now_s=now)


def run(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *map(str, args)], check=False, capture_output=True, text=True, timeout=60)


def test_what_is_put_is_had_by_its_hash(store: Store) -> None:
    name = store.put(b"picture")
    assert name == hashlib.sha256(b"picture").hexdigest()[:40]
    assert store.get(name, verify=True) == b"picture"
    assert store.path(name).read_bytes() == b"picture"
    assert store.put(b"picture") == name
    assert store.size_bytes() == 7


@pytest.mark.parametrize("name", ["0" * 40, "../../../etc/passwd", "", "ABC", "0" * 39, "0" * 40 + "\n"])
def test_what_is_not_here_is_not_found(store: Store, name: str) -> None:
    with pytest.raises(NotFound):
        store.get(name)
    assert not store.has(name)


def test_damage_is_noticed_and_removed(store: Store) -> None:
    name = store.put(b"picture")
    store.path(name).write_bytes(b"pictuRe")
    assert store.get(name) == b"pictuRe"
    with pytest.raises(NotFound, match="damaged"):
        store.get(name, verify=True)
    assert not store.has(name)


def test_the_first_binding_wins(store: Store) -> None:
    one, two = store.put(b"one"), store.put(b"two")
    assert store.find("key") is None
    assert store.bind("key", one, 48000).hash == one
    assert store.bind("key", two, 24000).hash == one
    found = store.find("key")
    assert found is not None
    assert (found.hash, found.ticks, found.bytes, found.present) == (one, 48000, 3, True)


def test_a_binding_outlives_its_object_and_gives_way_only_then(store: Store) -> None:
    one, two = store.put(b"one"), store.put(b"two")
    store.bind("key", one, 48000)
    store.path(one).unlink()
    found = store.find("key")
    assert found is not None
    assert (found.hash, found.ticks, found.present) == (one, 48000, False)
    assert store.bind("key", two, 48000).hash == two
    assert store.find("key") == store.bind("key", one, 48000)


def test_a_torn_index_entry_counts_as_none(store: Store) -> None:
    name = store.put(b"one")
    store.bind("abcd", name, 48000)
    entry = next(store.folder.glob("index/*/abcd"))
    for torn in (b"", b"abc", name.encode(), b"\x00" * 60):
        entry.write_bytes(torn)
        assert store.find("abcd") is None
        assert store.bind("abcd", name, 48000).hash == name
        assert store.find("abcd") is not None


def test_blobs_are_kept_apart_by_name_and_any_key(store: Store) -> None:
    speech, plates = store.blobs("speech"), store.blobs("plates")
    for key in ("a", "../../x", "a/b", "k" * 300, "", "ähm", "normal-key_1.2"):
        assert speech.get(key) is None
        speech.put(key, key.encode())
        assert speech.get(key) == key.encode()
        assert plates.get(key) is None
    speech.put("a", b"new")
    assert speech.get("a") == b"new"
    place = speech.path("a")
    assert place is not None
    assert place.read_bytes() == b"new"
    assert {each.name for each in store.folder.parent.iterdir()} == {"store"}


def test_the_longest_unwanted_goes_first(store: Store, now: Now) -> None:
    names = []
    for number in range(9):
        names.append(store.put(bytes([number]) * 100))
        now.s += 20
    now.s += 100
    store.get(names[0])  # wanted again
    store.blobs("plates").put("x", b"p" * 150)
    assert store.has(names[0])
    assert not store.has(names[1])
    assert store.has(names[8])
    assert store.blobs("plates").get("x") == b"p" * 150
    assert store.size_bytes() <= 1000


def test_pinned_is_never_evicted_and_a_store_of_pins_is_full(store: Store, now: Now) -> None:
    names = [store.put(bytes([number]) * 100) for number in range(9)]
    store.pin(names)
    now.s += 1000
    with pytest.raises(StoreFull, match="cap of 0 MB"):
        store.put(b"x" * 200)
    assert all(store.has(name) for name in names)
    store.unpin(names[:2])
    store.put(b"x" * 200)
    assert [store.has(name) for name in names] == [False, False] + [True] * 7


def test_what_was_wanted_a_moment_ago_goes_last(store: Store, now: Now) -> None:
    old = [store.put(bytes([number]) * 100) for number in range(3)]
    now.s += 60
    young = [store.put(bytes([number]) * 100) for number in range(3, 9)]
    now.s += 1
    store.put(b"x" * 300)
    assert not any(store.has(name) for name in old)
    assert all(store.has(name) for name in young)
    store.put(b"y" * 300)  # nothing else is left to evict
    assert store.size_bytes() <= 1000


def test_pins_of_another_process_count_while_it_lives(tmp_path: Path, store: Store, now: Now) -> None:
    name = store.put(b"a" * 500)
    now.s += 1000
    code = """if True:
        import sys; from pathlib import Path; from playhead.media import Store
        store = Store(Path(sys.argv[1]), 1000); store.pin([sys.argv[2]]); print("pinned", flush=True); sys.stdin.readline()
    """
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(store.folder), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "pinned\n"
        store.put(b"b" * 450)
        with pytest.raises(StoreFull):
            store.put(b"c" * 600)
        assert store.has(name)
    finally:
        other.kill()
        other.communicate()
    store.put(b"c" * 600)
    assert not store.has(name)
    assert not list((store.folder / "pins").iterdir())


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_told_in_one_line_and_tears_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    name = store.put(b"before")

    def full(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if call == "fsync":
            patch.setattr(os, "fsync", full)
        else:
            patch.setattr(Path, "replace", full)
        with pytest.raises(StoreFull, match="no room left on the disk") as told:
            store.put(b"after")
        assert "\n" not in str(told.value)
    assert not list((store.folder / "temp").iterdir())
    assert store.get(name) == b"before"
    assert [each.name for each in store.folder.glob("objects/*/*")] == [name]
    assert store.get(store.put(b"after")) == b"after"


@pytest.mark.slow
def test_a_killed_writer_leaves_nothing_that_is_read_and_is_cleaned_up(store: Store) -> None:
    code = """if True:
        import os, signal, sys; from pathlib import Path; from playhead.media import Store
        store = Store(Path(sys.argv[1]), 10**6)
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        store.put(b"x" * 1000)
    """
    assert run(code, store.folder).returncode == -9
    assert len(list((store.folder / "temp").iterdir())) == 1
    assert not list(store.folder.glob("objects/*/*"))
    mine = store.folder / "temp" / f"{process_name()}.busy"
    mine.touch()
    Store(store.folder, 1000)
    assert list((store.folder / "temp").iterdir()) == [mine]


@pytest.mark.slow
def test_processes_that_bind_the_same_keys_agree(store: Store) -> None:
    code = """if True:
        import sys; from pathlib import Path; from playhead.media import Store
        store = Store(Path(sys.argv[1]), 10**6)
        mine = store.put(sys.argv[2].encode() * 50)
        print(*[store.bind(f"key{n}", mine, 48000).hash for n in range(300)])
    """
    start = [sys.executable, "-c", code, str(store.folder)]
    several = [subprocess.Popen([*start, mark], stdout=subprocess.PIPE, text=True) for mark in "ab"]
    said = [each.communicate(timeout=60)[0] for each in several]
    assert said[0] == said[1]
    assert len(said[0].split()) == 300
    assert [store.find(f"key{n}").hash for n in range(300)] == said[0].split()  # type: ignore[union-attr]


def test_a_process_is_known_by_more_than_its_number() -> None:
    assert runs(process_name())
    pid = os.getpid()
    assert not runs(f"{pid}-1")
    assert not runs("nonsense")
    assert not runs("999999999-5")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 300)), max_size=40))
def test_the_cap_holds_whatever_is_put(tmp_path_factory: pytest.TempPathFactory, sizes: list[tuple[int, int]]) -> None:
    now = Now()
    store = Store(tmp_path_factory.mktemp("store"), 1000, grace_s=10, now_s=now)
    for step, (seed, size) in enumerate(sizes):
        now.s += 20
        data = bytes([seed]) * size
        assert store.get(store.put(data)) == data, step
        assert store.size_bytes() <= 1000


def test_what_was_found_a_moment_ago_is_not_looked_up_again(tmp_path: Path) -> None:
    now_s = [1000.0]
    store = Store(tmp_path / "store", remember_s=10.0, now_s=lambda: now_s[0])
    store.bind("abcd", store.put(b"one"), 48000)
    known = store.find("abcd")
    entry = next(store.folder.glob("index/*/abcd"))
    entry.unlink()
    assert store.find("abcd") is known
    now_s[0] += 10.0
    assert store.find("abcd") is None
