"""The store: a folder of files named by the hash of their bytes, shared by processes without a server.

    objects/ab/abcdef...   segments and inits; the name is the SHA-256 of the content, 40 hex digits
    index/ab/<key>         which object a key was bound to, and its length; outlives the object
    blobs/<name>/ab/<key>  speech and plates
    evicted                what was evicted, a line of number and bytes each time
    pins/<process>         hashes that must not be evicted while that process lives
    temp/                  what is being written
    bucket                 the address of the bucket that stands behind the folder, if one does; see `far`
    owed/                  what is to be taken there; see `behind`
    server                 by what name the bucket knows whoever has this folder; see `wants`

Nothing is ever changed in place: a file is written under temp, synced, and renamed, so that a reader sees all of it or none.
A file's modification time is when it was last wanted; the oldest are evicted first.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playhead.errors import NotFound, StoreFull
from playhead.media.blobs import Blobs
from playhead.media.bucket import Bucket
from playhead.media.far import Far, address_of
from playhead.media.files import file_name, full, make, scan
from playhead.media.pins import Pins, left_behind, process_name
from playhead.media.tally import Tally
from playhead.media.wants import Wants

_HASH = re.compile(r"[0-9a-f]{40}")
_TOUCH_S = 60.0  # a use is recorded at most this often
_FOUND_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Stored:
    """What a key was bound to. `present` is False when the object has been evicted since; the same job makes it again."""

    hash: str
    ticks: int
    bytes: int
    present: bool = True


class Store:
    """Segments by hash, an index from keys to hashes, and named blobs, in `folder`; shared through a bucket, where one is behind it.

    With a bucket, what is put is also taken there, and what is not here is fetched from there and checked; a bucket that is
    away holds up nothing. Raises StoreFull, from whatever writes, when the disk is full or the cap is taken up by what may not be evicted.
    """

    def __init__(
        self,
        folder: Path,
        cap_bytes: int = 4 * 1024**3,
        *,
        grace_s: float = 120.0,
        remember_s: float = 0.0,
        now_s: Callable[[], float] = time.time,
    ) -> None:
        self.folder = Path(folder)
        self.cap_bytes = cap_bytes
        self._grace_s = grace_s
        self._remember_s = remember_s
        self._now_s = now_s
        self._objects = self.folder / "objects"
        self._index = self.folder / "index"
        self._blobs = self.folder / "blobs"
        self._temp = self.folder / "temp"
        for each in (self._objects, self._index, self._blobs, self._temp):
            make(each)
        self.pins = Pins(self.folder / "pins")
        self._evicted = Tally(self.folder / "evicted")
        self._touched: dict[str, float] = {}
        self._found: dict[str, tuple[float, Any]] = {}  # until when, and what, by key
        self._room: int | None = None  # bytes that may be written before the folder is measured again
        self._count = itertools.count(1)
        self._clean()
        address = address_of(self.folder)
        self.far = Far(self.folder, Bucket(address)) if address else None

    # -- objects

    def put(self, data: bytes) -> str:
        """Keep `data`; its hash. Storing the same bytes again costs nothing."""
        name = hashlib.sha256(data).hexdigest()[:40]
        place = self._place(name)
        if self.used(place, always=True):
            return name
        self.write(place, data)
        if self.far is not None:
            self.far.keep(name)
        return name

    def get(self, name: str, *, verify: bool = False) -> bytes:
        """The bytes of that hash; with `verify`, only if they still hash to it (damaged ones are removed).

        Raises NotFound.
        """
        data = self._read(name)
        if data is None:
            data = self._fetched(name)
        if data is None:
            raise NotFound(f"segment {name} is not in the store")
        if verify and hashlib.sha256(data).hexdigest()[:40] != name:
            self._found.clear()
            with suppress(FileNotFoundError):
                self._place(name).unlink()
            raise NotFound(f"segment {name} was damaged on disk and has been removed: it will be made again")
        return data

    def path(self, name: str) -> Path:
        """The file of that hash, marked as wanted now; for sending without reading it into memory.

        Raises NotFound.
        """
        place = self._place(_checked(name))
        if not self.used(place) and (self._fetched(name) is None or not place.exists()):
            raise NotFound(f"segment {name} is not in the store")
        return place

    def has(self, name: str) -> bool:
        """Whether the bytes of that hash are here, in the folder."""
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
            except FileNotFoundError:
                make(place.parent)
                continue
            finally:
                with suppress(FileNotFoundError):
                    temp.unlink()
            return self._bound_there(key) or Stored(name, ticks, size, present=self.has(name))
        raise StoreFull(f"{place.parent} keeps disappearing while the index is written: is something deleting the store?")

    def find(self, key: str, *, far: bool = False) -> Stored | None:
        """What `key` was bound to, or None. Finding counts as wanting.

        What many want at about the same time is looked up for the first of them: another process may have evicted it within the
        `remember_s` seconds since. With `far` the bucket is asked too, which may take a while; what is found there is fetched.
        """
        remembered: Stored | None = self.recall(key)
        if remembered is not None:
            return remembered
        try:
            known = self._stored((self._entry(key)).read_bytes())
        except FileNotFoundError:
            known = None
        if known is not None and known.present:
            self.remember(key, known)
        if not far or self.far is None or (known is not None and known.present):
            return known
        return self._taken_over(key, self.far.entry(file_name(key))) or known

    def recall(self, key: str) -> Any:
        """What was remembered under `key` less than `remember_s` ago, or None."""
        until_s, known = self._found.get(key, (0.0, None))
        return known if known is not None and self._now_s() < until_s else None

    def remember(self, key: str, known: object) -> None:
        """Have `known` at hand for `remember_s`: many will ask for it at about the same time."""
        if self._remember_s:
            if len(self._found) > _FOUND_MAX:
                self._found.clear()
            self._found[key] = (self._now_s() + self._remember_s, known)

    def blobs(self, name: str) -> Blobs:
        """The blobs of that name, such as "speech" or "plates"."""
        return Blobs(self, self._blobs / name, name)

    # -- room

    def pin(self, hashes: Iterable[str]) -> None:
        """Keep these from eviction, by any process, until they are unpinned or this process ends."""
        self.pins.add(hashes)

    def unpin(self, hashes: Iterable[str]) -> None:
        """Give up this process's pins on these."""
        self.pins.remove(hashes)

    def sweep(self, cap_bytes: int) -> None:
        """Say in the bucket, if there is one, what this folder wants of it, and evict there what is above the cap; 0 is no cap.

        For one process of each folder, every few minutes. Raises BucketAway.
        """
        if self.far is not None:
            wants = Wants(self.folder, self.far.bucket, self.pins, self._now_s)
            wants.tell()
            if cap_bytes and (gone := wants.evict(cap_bytes))[0]:
                self._evicted.add(*gone)

    def close(self) -> None:
        """Give up this process's pins, and take to the bucket what is owed to it, as far as that is quickly done."""
        if self.far is not None:
            self.far.close()
        self.pins.close()

    def size_bytes(self) -> int:
        """Bytes kept, measured now: objects and blobs."""
        return sum(size for _, _, size in self._files())

    def evicted(self) -> tuple[int, int]:
        """Objects and bytes that were evicted so far, by all who use the store."""
        return self._evicted.read()

    def evict(self, need: int = 0) -> int:
        """Make the store fit its cap with `need` bytes more; returns the bytes freed.

        Evicts the longest unwanted first, down to nine tenths of the cap so that it is rarely done; never what is pinned. What
        was wanted a moment ago goes only if nothing else does, and last what is in no bucket yet although one is there.
        Raises StoreFull when that is not enough.
        """
        files = list(self._files())
        total = sum(size for _, _, size in files)
        freed = gone = 0
        if total + need > self.cap_bytes:
            pinned = self.pins.all()
            owed = self.far.behind.owed() if self.far is not None else set()
            files.sort()
            young = self._now_s() - self._grace_s
            for step in range(3 if owed else 2):
                for used, path, size in files:
                    if total + need - freed <= (self.cap_bytes if step else self.cap_bytes * 9 // 10):
                        break
                    due = 2 if path.name in owed else int(used > young)
                    if due != step or path.name in pinned:
                        continue
                    with suppress(FileNotFoundError):
                        if not step and path.stat().st_mtime > young:
                            continue  # wanted since we looked
                        path.unlink()
                        freed += size
                        gone += 1
            self._found.clear()
            if gone:
                self._evicted.add(gone, freed)
            if total + need - freed > self.cap_bytes:
                raise StoreFull(
                    f"the store's cap of {self.cap_bytes >> 20} MB is taken up by what is being watched: "
                    "raise PLAYHEAD_STORE_CAP_BYTES or end some screenings"
                )
        # Several processes write between measurements, so each takes only a quarter of what is left.
        self._room = max(0, self.cap_bytes - (total - freed)) // 4
        return freed

    # -- inside

    def _read(self, name: str) -> bytes | None:
        place = self._place(_checked(name))
        try:
            return place.read_bytes() if self.used(place) else None
        except FileNotFoundError:
            return None

    def _fetched(self, name: str) -> bytes | None:
        """The bytes of that hash from the bucket; they are here from now on, if there is room."""
        if self.far is None:
            return None
        with self.far.asking(name):
            data = self._read(name)
            if data is None and (data := self.far.fetch(name)) is not None:
                with suppress(StoreFull):
                    self.write(self._place(name), data)
            return data

    def _stored(self, entry: bytes | None) -> Stored | None:
        """An index entry, or None where there is none that can be read."""
        words = (entry or b"").split()
        if len(words) != 3 or not _HASH.fullmatch(words[0].decode("latin1")) or not (words[1].isdigit() and words[2].isdigit()):
            return None
        name = words[0].decode()
        return Stored(name, int(words[1]), int(words[2]), present=self.used(self._place(name)))

    def _bound_there(self, key: str) -> Stored | None:
        """Tell the bucket of a binding; what counts there instead, if that is another."""
        there = self.far.bind(file_name(key)) if self.far is not None else None
        return self._taken_over(key, there)

    def _taken_over(self, key: str, there: bytes | None) -> Stored | None:
        """A binding of the bucket as the folder's own, if its object can be had."""
        known = self._stored(there)
        if known is None or there is None or (not known.present and self._fetched(known.hash) is None):
            return None
        place = self._entry(key)
        try:
            here = place.read_bytes()
        except FileNotFoundError:
            here = b""
        if here != there:
            make(place.parent)
            temp = self._write_temp(there, sync=False)
            temp.replace(place)
        return self._stored(there)

    def _place(self, name: str) -> Path:
        return self._objects / name[:2] / name

    def _entry(self, key: str) -> Path:
        key = file_name(key)
        return self._index / key[:2] / key

    def _files(self) -> Iterable[tuple[float, Path, int]]:
        roots = [self._objects, *(Path(each.path) for each in scan(self._blobs))]
        for root in roots:
            for shelf in scan(root):
                for file in scan(Path(shelf.path)):
                    with suppress(FileNotFoundError):
                        known = file.stat()
                        yield known.st_mtime, Path(file.path), known.st_size

    def used(self, path: Path, *, always: bool = False) -> bool:
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

    def write(self, place: Path, data: bytes) -> None:
        """Have `data` in the file `place`, whole or not at all, making room for it."""
        if self._room is None or self._room < len(data):
            self.evict(len(data))
        temp = self._write_temp(data, sync=True)
        now = self._now_s()
        try:
            os.utime(temp, (now, now))
            try:
                temp.replace(place)
            except FileNotFoundError:
                make(place.parent)
                temp.replace(place)
        except OSError as error:
            raise full(error, self.folder) from error
        finally:
            with suppress(FileNotFoundError):
                temp.unlink()
        self._room = max(0, (self._room or 0) - len(data))

    def _write_temp(self, data: bytes, *, sync: bool) -> Path:
        temp = self._temp / f"{process_name()}.{id(self):x}.{next(self._count)}"
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
            raise full(error, self.folder) from error
        return temp

    def _clean(self) -> None:
        """Remove what processes that no longer run left half written."""
        for file in scan(self._temp):
            with suppress(FileNotFoundError):
                if left_behind(Path(file.path), self._now_s()):
                    Path(file.path).unlink()


def _checked(name: str) -> str:
    """A hash as it should be. Raises NotFound."""
    if not _HASH.fullmatch(name):
        raise NotFound(f"a segment's name is 40 hex digits, not {name[:60]!r}")
    return name
