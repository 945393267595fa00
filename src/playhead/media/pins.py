"""Pins: what a living process wants kept. A dead process's pins count for nothing and are swept away.

Several machines may share the folder. Whether a process of another machine lives cannot be known here: its files are left alone
until nothing has changed them for a day.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ABROAD_S = 24 * 3600.0


def _started(pid: int) -> str:
    """When that process began, in the kernel's own count, so that a reused number is not mistaken for it; "" if it is not."""
    try:
        # The second field, the command in brackets, may itself hold spaces and brackets.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if fields[0] in (b"Z", b"X") else fields[19].decode()


@functools.cache
def _here() -> str:
    """The machine, or container: wherever process numbers mean the same."""
    known = [platform.node()]
    with suppress(OSError):
        known.append(str(Path("/proc/self/ns/pid").readlink()))
    with suppress(OSError):
        known.append(Path("/proc/sys/kernel/random/boot_id").read_text())
    return hashlib.sha256(" ".join(known).encode()).hexdigest()[:8]


@functools.cache
def _own(pid: int) -> str:
    return f"{pid}-{_started(pid)}-{_here()}"


def process_name() -> str:
    """A name for this process that no later one, on this machine or another, will have."""
    return _own(os.getpid())


def process_of(file_name: str) -> str:
    """The process that a file named by `process_name` belongs to."""
    return file_name.split(".", maxsplit=1)[0]


def runs(name: str) -> bool:
    """Whether the process of that `process_name` is alive; one of another machine is taken to be."""
    pid, started, machine, *_ = [*name.split("-"), "", ""]
    if not pid.isdigit():
        return False
    if machine and machine != _here():
        return True
    if started:
        return _started(int(pid)) == started
    try:  # no /proc on this system: the number alone must do
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def left_behind(file: Path, now_s: float) -> bool:
    """Whether whoever made a file named by `process_name` is gone. Raises FileNotFoundError."""
    name = process_of(file.name)
    if not runs(name):
        return True
    machine = [*name.split("-"), "", ""][2]
    return bool(machine) and machine != _here() and file.stat().st_mtime < now_s - ABROAD_S


class Pins:
    """The hashes this process keeps from eviction, in one file; `all` reads those of every living process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Several stores in one process each have their own file.
        self._file = folder / f"{process_name()}.{id(self):x}"
        self._counts: dict[str, int] = {}

    def add(self, hashes: Iterable[str]) -> None:
        """Pin these; a hash pinned twice must be removed twice."""
        fresh = []
        for name in hashes:
            self._counts[name] = self._counts.get(name, 0) + 1
            if self._counts[name] == 1:
                fresh.append(name)
        if fresh:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab", buffering=0) as file:
                file.write("".join(f"{name}\n" for name in fresh).encode())

    def remove(self, hashes: Iterable[str]) -> None:
        """Unpin these."""
        gone = False
        for name in hashes:
            left = self._counts.pop(name, 0) - 1
            if left > 0:
                self._counts[name] = left
            gone = gone or left <= 0
        if gone and self._file.exists():
            temp = self._file.with_name(self._file.name + ".new")
            temp.write_text("".join(f"{name}\n" for name in self._counts))
            temp.replace(self._file)

    def all(self) -> set[str]:
        """Every hash pinned by a process that runs; files of others are removed."""
        found: set[str] = set()
        if not self._folder.exists():
            return found
        for file in self._folder.iterdir():
            with suppress(FileNotFoundError):
                if left_behind(file, time.time()):
                    file.unlink()
                else:
                    found.update(file.read_text().split())
        return found

    def close(self) -> None:
        """Give up all of them."""
        self._counts.clear()
        with suppress(FileNotFoundError):
            self._file.unlink()
