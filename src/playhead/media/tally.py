"""What was evicted from a store, by whichever of its processes: a line in one file for each time that room was made."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Tally:
    """Objects and bytes evicted since the store began, in `path`; lines are appended whole, so that writers need no lock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, count: int, size: int) -> None:
        """So many objects of so many bytes went; a disk with no room for this line only loses it."""
        with suppress(OSError):
            line = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(line, b"%d %d\n" % (count, size))
            finally:
                os.close(line)

    def read(self) -> tuple[int, int]:
        """Objects and bytes, all told."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return 0, 0
        told = [(int(words[0]), int(words[1])) for line in lines if len(words := line.split()) == 2 and line.replace(b" ", b"").isdigit()]
        return sum(count for count, _ in told), sum(size for _, size in told)
