"""What stands behind a store's folder: a bucket that several servers and the nodes of a cluster share.

    objects/ab/abcdef...   as in the folder
    index/ab/<key>         as in the folder; the first to be written counts for all
    blobs/<name>/<key>     speech
    wants/<server>         what a server used lately; see `wants`

The folder says in a file `bucket` what stands behind it, so that every process that opens it has the same store.
"""

from __future__ import annotations

import hashlib
import threading
from contextlib import suppress
from pathlib import Path

from playhead.media.behind import Behind, index_name, key_of
from playhead.media.bucket import Bucket, BucketAway
from playhead.media.files import make

MARK = "bucket"


def stand_behind(folder: Path, address: str) -> None:
    """Have the store in `folder` backed by the bucket at `address` from now on; "" for none. Raises BadInput."""
    mark = folder / MARK
    if not address:
        with suppress(FileNotFoundError):
            mark.unlink()
        return
    Bucket(address)
    make(folder)
    if address_of(folder) != address:
        temp = mark.with_suffix(".new")
        temp.write_text(address)
        temp.replace(mark)


def address_of(folder: Path) -> str:
    """The address of the bucket behind the store in `folder`, or ""."""
    try:
        return (folder / MARK).read_text().strip()
    except FileNotFoundError:
        return ""


class Far:
    """The bucket behind a folder with `objects` and `index`. Reading waits for the bucket, and finds nothing where it is away."""

    def __init__(self, folder: Path, bucket: Bucket) -> None:
        self.bucket = bucket
        self._objects = folder / "objects"
        self._index = folder / "index"
        self._asking: dict[str, threading.Lock] = {}
        # Last: what is still owed is carried at once, in a thread of its own.
        self.behind = Behind(folder / "owed", self._carry, lambda: self.bucket.pause_s)

    def asking(self, name: str) -> threading.Lock:
        """A lock for whoever fetches `name`, so that many who want it at once fetch it once."""
        if len(self._asking) > 1000:
            self._asking = {each: lock for each, lock in self._asking.items() if lock.locked()}
        return self._asking.setdefault(name, threading.Lock())

    def fetch(self, name: str) -> bytes | None:
        """The bytes of that hash, if they are there and are what they should be."""
        data = self._get(f"objects/{name[:2]}/{name}")
        if data is not None and hashlib.sha256(data).hexdigest()[:40] != name:
            with suppress(BucketAway):
                self.bucket.delete([f"objects/{name[:2]}/{name}"])
            return None
        return data

    def entry(self, key: str) -> bytes | None:
        """An index entry, as in the folder."""
        return self._get(f"index/{key[:2]}/{key}")

    def keep(self, name: str) -> None:
        """Have an object of the folder there too, before long."""
        self.behind.send(name)

    def bind(self, key: str) -> bytes | None:
        """Have an index entry of the folder there too; the one that counts, if the bucket says so soon."""
        answer = self.behind.send(index_name(key))
        return answer if isinstance(answer, bytes) else None

    def blob(self, name: str, key: str) -> bytes | None:
        """A blob."""
        return self._get(f"blobs/{name}/{key}")

    def keep_blob(self, name: str, key: str, data: bytes) -> None:
        """Have a blob there too, if it can be done now: it is no loss if not."""
        with suppress(BucketAway):
            self.bucket.put(f"blobs/{name}/{key}", data)

    def close(self) -> None:
        """Carry there what is left, for a moment."""
        self.behind.close()

    # Inside

    def _get(self, path: str) -> bytes | None:
        try:
            return self.bucket.get(path)
        except BucketAway:
            return None

    def _carry(self, name: str) -> bytes | None:
        key = key_of(name)
        if key:
            return self._carry_entry(key)
        with suppress(FileNotFoundError):  # evicted in the meantime: it is made again when it is wanted
            self.bucket.put(f"objects/{name[:2]}/{name}", (self._objects / name[:2] / name).read_bytes())
        return None

    def _carry_entry(self, key: str) -> bytes | None:
        try:
            mine = (self._index / key[:2] / key).read_bytes()
        except FileNotFoundError:
            return None
        path = f"index/{key[:2]}/{key}"
        if self.bucket.create(path, mine):
            return mine
        theirs = self.bucket.get(path)
        name = theirs.split()[0].decode("latin1") if theirs and theirs.split() else ""
        if theirs and (theirs == mine or (name and self.bucket.has(f"objects/{name[:2]}/{name}"))):
            return theirs
        self.bucket.put(path, mine)  # evicted or torn: the living object takes its place
        return mine
