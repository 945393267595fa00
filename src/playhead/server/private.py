"""What only one viewer sees: a folder for each screening, with the media that hold their own words."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playhead.errors import NotFound
from playhead.media import Store


class Private:
    """The private folders of a server's screenings, in `folder`, each named by the screening's id."""

    def __init__(self, folder: Path, cap_bytes: int) -> None:
        self._folder = folder
        self._cap_bytes = cap_bytes

    async def get(self, folder: Path, media: str) -> bytes:
        """A segment of a screening's own. Raises NotFound."""
        return await asyncio.to_thread(self._get, folder, media)

    async def copy(self, folder: Path, id_: str) -> None:
        """Give the screening `id_` what another has: both show the same up to a choice."""
        await asyncio.to_thread(_copy, folder, self._folder / id_)

    async def erase(self, id_: str) -> None:
        """Remove all that is private to a screening."""
        await asyncio.to_thread(shutil.rmtree, self._folder / id_, ignore_errors=True)

    async def tidy(self, exists: Callable[[str], bool]) -> None:
        """Remove what a worker left after its screening was erased."""
        await asyncio.to_thread(self._tidy, exists)

    def _get(self, folder: Path, media: str) -> bytes:
        if not folder.is_dir():  # opening a store makes it
            raise NotFound("this screening has no media of its own")
        return Store(folder, self._cap_bytes).get(media)

    def _tidy(self, exists: Callable[[str], bool]) -> None:
        with suppress(FileNotFoundError):
            for each in sorted(self._folder.iterdir()):
                if not exists(each.name):
                    shutil.rmtree(each, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("temp", "pins"), ignore_dangling_symlinks=True, dirs_exist_ok=True)
