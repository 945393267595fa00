"""What servers want kept in their bucket, and the eviction of what none of them has wanted for longest.

    wants/<server>   "hash seconds" lines: what that server wanted within a day, and how long before this was written

Buckets know when something was written, not when it was read. So each server that shares one says what it wanted, again and
again; what its processes have pinned is wanted now. Any of them may evict: they come to the same end.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from playhead.media.bucket import Bucket, Kept
from playhead.media.files import scan
from playhead.media.pins import Pins

LOGGER = logging.getLogger("playhead.store")
TELL_S = 300.0
"""How often a server says so."""
YOUNG_S = 3 * TELL_S
"""What was wanted within this is kept, whatever the cap: servers say so late, and players are minutes behind what is made."""
REMEMBERED_S = 24 * 3600.0
"""What was wanted longer ago is not told, and a server that said nothing for so long is no more."""


class Wants:
    """What the server with the store's `folder` wants of `bucket`."""

    def __init__(self, folder: Path, bucket: Bucket, pins: Pins, now_s: Callable[[], float] = time.time) -> None:
        self._objects = folder / "objects"
        self._bucket = bucket
        self._pins = pins
        self._now_s = now_s
        self._path = f"wants/{_name(folder)}"

    def tell(self) -> None:
        """Say what was wanted here. Raises BucketAway."""
        now_s = self._now_s()
        wanted: dict[str, float] = {}
        for shelf in scan(self._objects):
            for file in scan(Path(shelf.path)):
                with suppress(FileNotFoundError):
                    ago_s = max(0.0, now_s - file.stat().st_mtime)
                    if ago_s < REMEMBERED_S:
                        wanted[file.name] = ago_s
        wanted.update(dict.fromkeys(self._pins.all(), 0.0))
        self._bucket.put(self._path, "".join(f"{name} {ago_s:.0f}\n" for name, ago_s in wanted.items()).encode())

    def evict(self, cap_bytes: int) -> tuple[int, int]:
        """Make the bucket fit its cap, down to nine tenths of it; objects and bytes that went. Raises BucketAway."""
        objects = list(self._bucket.list("objects"))
        total = sum(each.bytes for each in objects)
        if total <= cap_bytes:
            return 0, 0
        told = list(self._bucket.list("wants"))
        # Ages by the bucket's own clock: the newest thing in it is from just now, for we have just told what we want.
        now_s = max(each.written_s for each in (*objects, *told))
        used = {each.path: each.written_s for each in objects}
        for each in told:
            if now_s - each.written_s > REMEMBERED_S:
                self._bucket.delete([each.path])
                continue
            for name, ago_s in _lines(self._bucket.get(each.path) or b""):
                path = f"objects/{name[:2]}/{name}"
                if path in used:
                    used[path] = max(used[path], each.written_s - ago_s)
        gone = list(_oldest(objects, used, now_s - YOUNG_S, total - cap_bytes * 9 // 10))
        self._bucket.delete(each.path for each in gone)
        freed = sum(each.bytes for each in gone)
        if total - freed > cap_bytes:
            LOGGER.warning(
                "the bucket holds %d MB, more than its cap of %d MB, all of it wanted a moment ago: raise PLAYHEAD_BUCKET_CAP_BYTES",
                (total - freed) >> 20, cap_bytes >> 20,
            )
        return len(gone), freed


def _oldest(objects: list[Kept], used: dict[str, float], young_s: float, need: int) -> Iterable[Kept]:
    """What was wanted longest ago, none of it later than `young_s`, until `need` bytes are found."""
    for each in sorted(objects, key=lambda each: used[each.path]):
        if need <= 0 or used[each.path] > young_s:
            return
        need -= each.bytes
        yield each


def _lines(told: bytes) -> Iterable[tuple[str, float]]:
    for line in told.decode("ascii", "replace").splitlines():
        name, _, ago = line.partition(" ")
        if ago.isdigit():
            yield name, float(ago)


def _name(folder: Path) -> str:
    """A name for the server with this folder, kept in it."""
    file = folder / "server"
    with suppress(FileExistsError), file.open("x") as new:
        new.write(secrets.token_hex(8))
    return file.read_text().strip() or "unnamed"
