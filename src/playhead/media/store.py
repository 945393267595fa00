"""The store: a folder of files named by the hash of their bytes, shared by processes without a server.

    objects/ab/abcdef...   segments and inits; the name is the SHA-256 of the content, 40 hex digits
    index/ab/<key>         which object a key was bound to, and its length; outlives the object
    blobs/<name>/ab/<key>  speech and plates
    pins/<process>         hashes that must not be evicted while that process lives
    temp/                  what is being written

Nothing is ever changed in place: a file is written under temp, synced, and renamed, so that a reader sees all of it or none.
A file's modification time is when it was last wanted; the oldest are evicted first.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playhead.errors import NotFound, StoreFull
from playhead.media.pins import Pins, process_name, process_of, runs

_HASH = re.compile(r"[0-9a-f]{40}")
_KEY = re.compile(r"[0-9a-z][0-9a-z._-]{2,79}")
_TOUCH_S = 60.0  # a use is recorded at most this often


@dataclass(frozen=True, slots=True)
class Stored:
    """What a key was bound to. `present` is False when the object has been evicted since; the same job makes it again."""

    hash: str
    ticks: int
    bytes: int
    present: bool = True


class Store:
    """Segments by hash, an index from keys to hashes, and named blobs, in `folder`.

    Raises StoreFull, from whatever writes, when the disk is full or the cap is taken up by what may not be evicted.
    """

    def __init__(
        self, folder: Path, cap_bytes: int = 4 * 1024**3, *, grace_s: float = 120.0, now_s: Callable[[], float] = time.time
    ) -> None:
        self.folder = Path(folder)
        self.cap_bytes = cap_bytes
        self._grace_s = grace_s
        self._now_s = now_s
        self._objects = self.folder / "objects"
        self._index = self.folder / "index"
        self._blobs = self.folder / "blobs"
        self._temp = self.folder / "temp"
        for each in (self._objects, self._index, self._blobs, self._temp):
            _make(each)
        self.pins = Pins(self.folder / "pins")
        self._touched: dict[str, float] = {}
        self._room: int | None = None  # bytes that may be written before the folder is measured again
        self._count = 0
        self._clean()

    # -- objects

    def put(self, data: bytes) -> str:
        """Keep `data`; its hash. Storing the same bytes again costs nothing."""
        name = hashlib.sha256(data).hexdigest()[:40]
        place = self._place(name)
        if self._used(place, always=True):
            return name
        self._write(place, data)
        return name

    def get(self, name: str, *, verify: bool = False) -> bytes:
        """The bytes of that hash; with `verify`, only if they still hash to it (damaged ones are removed).

        Raises NotFound.
        """
        path = self.path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise NotFound(f"segment {name} is not in the store") from None
        if verify and hashlib.sha256(data).hexdigest()[:40] != name:
            with suppress(FileNotFoundError):
                path.unlink()
            raise NotFound(f"segment {name} was damaged on disk and has been removed: it will be made again")
        return data

    def path(self, name: str) -> Path:
        """The file of that hash, marked as wanted now; for sending without reading it into memory.

        Raises NotFound.
        """
        if not _HASH.fullmatch(name):
            raise NotFound(f"a segment's name is 40 hex digits, not {name[:60]!r}")
        place = self._place(name)
        if not self._used(place):
            raise NotFound(f"segment {name} is not in the store")
        return place

    def has(self, name: str) -> bool:
        """Whether the bytes of that hash are here."""
        return bool(_HASH.fullmatch(name)) and self._place(name).exists()

    # -- the index

    def bind(self, key: str, name: str, ticks: int) -> Stored:
        """Say that `key` is the object `name`, `ticks` long; the first binding wins and is what is returned.

        A binding whose object was evicted gives way to one whose object is here.
        """
        place = self._entry(key)
        size = self._place(name).stat().st_size if self.has(name) else 0
        text = f"{name} {ticks} {size}\n".encode()
        for _ in range(8):
            temp = self._write_temp(text, sync=False)
            try:
                os.link(temp, place)
            except FileExistsError:
                known = self.find(key)
                if known is not None and (known.present or known.hash == name):
                    return known
                temp.replace(place)  # evicted or torn: the living object takes its place
                return Stored(name, ticks, size, present=self.has(name))
            except FileNotFoundError:
                _make(place.parent)
                continue
            finally:
                with suppress(FileNotFoundError):
                    temp.unlink()
            return Stored(name, ticks, size, present=self.has(name))
        raise StoreFull(f"{place.parent} keeps disappearing while the index is written: is something deleting the store?")

    def find(self, key: str) -> Stored | None:
        """What `key` was bound to, or None. Finding counts as wanting."""
        try:
            words = self._entry(key).read_bytes().split()
        except FileNotFoundError:
            return None
        if len(words) != 3 or not _HASH.fullmatch(words[0].decode("latin1")):
            return None
        name = words[0].decode()
        return Stored(name, int(words[1]), int(words[2]), present=self._used(self._place(name)))

    def blobs(self, name: str) -> Blobs:
        """The blobs of that name, such as "speech" or "plates"."""
        return Blobs(self, self._blobs / name)

    # -- room

    def pin(self, hashes: Iterable[str]) -> None:
        """Keep these from eviction, by any process, until they are unpinned or this process ends."""
        self.pins.add(hashes)

    def unpin(self, hashes: Iterable[str]) -> None:
        """Give up this process's pins on these."""
        self.pins.remove(hashes)

    def close(self) -> None:
        """Give up this process's pins."""
        self.pins.close()

    def size_bytes(self) -> int:
        """Bytes kept, measured now: objects and blobs."""
        return sum(size for _, _, size in self._files())

    def evict(self, need: int = 0) -> int:
        """Make the store fit its cap with `need` bytes more; returns the bytes freed.

        Evicts the longest unwanted first, down to nine tenths of the cap so that it is rarely done; never what is pinned.
        Raises StoreFull when that is not enough.
        """
        files = list(self._files())
        total = sum(size for _, _, size in files)
        freed = 0
        if total + need > self.cap_bytes:
            pinned = self.pins.all()
            files.sort()
            young = self._now_s() - self._grace_s
            for patient in (True, False):  # what was wanted a moment ago goes only if nothing else does
                for used, path, size in files:
                    if total + need - freed <= (self.cap_bytes * 9 // 10 if patient else self.cap_bytes):
                        break
                    if (used > young) == patient or path.name in pinned:
                        continue
                    with suppress(FileNotFoundError):
                        if patient and path.stat().st_mtime > young:
                            continue  # wanted since we looked
                        path.unlink()
                        freed += size
            if total + need - freed > self.cap_bytes:
                raise StoreFull(
                    f"the store's cap of {self.cap_bytes >> 20} MB is taken up by what is being watched: "
                    "raise PLAYHEAD_STORE_CAP_BYTES or end some screenings"
                )
        # Several processes write between measurements, so each takes only a quarter of what is left.
        self._room = max(0, self.cap_bytes - (total - freed)) // 4
        return freed

    # -- inside

    def _place(self, name: str) -> Path:
        return self._objects / name[:2] / name

    def _entry(self, key: str) -> Path:
        key = _file_name(key)
        return self._index / key[:2] / key

    def _files(self) -> Iterable[tuple[float, Path, int]]:
        roots = [self._objects, *(Path(each.path) for each in _scan(self._blobs))]
        for root in roots:
            for shelf in _scan(root):
                for file in _scan(Path(shelf.path)):
                    with suppress(FileNotFoundError):
                        known = file.stat()
                        yield known.st_mtime, Path(file.path), known.st_size

    def _used(self, path: Path, *, always: bool = False) -> bool:
        """Whether the file is here; if so it is marked as wanted."""
        now = self._now_s()
        if not always and now - self._touched.get(path.name, -_TOUCH_S) < _TOUCH_S:
            return path.exists()
        try:
            os.utime(path, (now, now))
        except FileNotFoundError:
            return False
        if len(self._touched) > 20_000:
            self._touched.clear()
        self._touched[path.name] = now
        return True

    def _write(self, place: Path, data: bytes) -> None:
        if self._room is None or self._room < len(data):
            self.evict(len(data))
        temp = self._write_temp(data, sync=True)
        now = self._now_s()
        try:
            os.utime(temp, (now, now))
            try:
                temp.replace(place)
            except FileNotFoundError:
                _make(place.parent)
                temp.replace(place)
        except OSError as error:
            raise _full(error, self.folder) from error
        finally:
            with suppress(FileNotFoundError):
                temp.unlink()
        self._room = max(0, (self._room or 0) - len(data))

    def _write_temp(self, data: bytes, *, sync: bool) -> Path:
        self._count += 1
        temp = self._temp / f"{process_name()}.{id(self):x}.{self._count}"
        try:
            with temp.open("xb", buffering=0) as file:
                view = memoryview(data)
                while view:
                    view = view[file.write(view) :]
                if sync:
                    os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):
                temp.unlink()
            raise _full(error, self.folder) from error
        return temp

    def _clean(self) -> None:
        """Remove what processes that no longer run left half written."""
        for file in _scan(self._temp):
            if not runs(process_of(file.name)):
                with suppress(FileNotFoundError):
                    Path(file.path).unlink()


class Blobs:
    """Bytes by a key of the caller's, under the store's cap; may be evicted at any time."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The bytes put under `key`, or None."""
        path = self.path(key)
        try:
            return None if path is None else path.read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; a later put replaces it whole."""
        self._store._write(self._place(key), data)

    def path(self, key: str) -> Path | None:
        """The file of `key`, for mapping it into memory, or None."""
        place = self._place(key)
        return place if self._store._used(place) else None

    def _place(self, key: str) -> Path:
        key = _file_name(key)
        return self._folder / key[:2] / key


def _file_name(key: str) -> str:
    """A key as a file name; keys that would not do as one are hashed."""
    return key if _KEY.fullmatch(key) else hashlib.sha256(key.encode()).hexdigest()[:40]


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _full(error, folder) from error


def _full(error: OSError, folder: Path) -> OSError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(f"no room left on the disk of {folder}: free some, or set PLAYHEAD_DATA to another disk")
    return error
