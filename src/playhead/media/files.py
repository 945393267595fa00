"""Files and folders as the store uses them: names that are safe, listings of what may vanish, and a full disk told in one line."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path

from playhead.errors import StoreFull

_KEY = re.compile(r"[0-9a-z][0-9a-z._-]{2,79}")


def file_name(key: str) -> str:
    """A key as a file name; keys that would not do as one are hashed."""
    return key if _KEY.fullmatch(key) else hashlib.sha256(key.encode()).hexdigest()[:40]


def scan(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder now; nothing if there is none."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def make(folder: Path) -> None:
    """Have a folder. Raises StoreFull."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise full(error, folder) from error


def full(error: OSError, folder: Path) -> OSError:
    """The error to raise for one met in `folder`: StoreFull when the disk is full, else itself."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(f"no room left on the disk of {folder}: free some, or set PLAYHEAD_DATA to another disk")
    return error
