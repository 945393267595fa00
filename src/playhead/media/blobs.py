"""Blobs: bytes by a key of the caller's, such as speech and plates; what is lost of them is made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playhead.media.files import file_name

if TYPE_CHECKING:
    from playhead.media.store import Store

NEAR_ONLY = ("plates", "renderings", "states")
"""A plate or a bar is made sooner than its megabytes come over a network; the state of a take is of use for seconds."""


class Blobs:
    """Bytes by key, under the store's cap; may be evicted at any time. `name` tells them from others of the store."""

    def __init__(self, store: Store, folder: Path, name: str) -> None:
        self._store = store
        self._folder = folder
        self._far = store.far if name not in NEAR_ONLY else None
        self._name = name

    def get(self, key: str, *, far: bool = True) -> bytes | None:
        """The bytes put under `key`, or None. Asks the bucket too, which may take a while, unless `far` is off."""
        path = self._near(key)
        if path is not None:
            try:
                return path.read_bytes()
            except FileNotFoundError:
                pass
        return self._fetched(key) if far else None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`; a later put replaces it whole."""
        self._store.write(self._place(key), data)
        if self._far is not None:
            self._far.keep_blob(self._name, file_name(key), data)

    def path(self, key: str) -> Path | None:
        """The file of `key`, for mapping it into memory, or None. Asks the bucket too."""
        path = self._near(key)
        return path if path is not None or self._fetched(key) is None else self._near(key)

    def _near(self, key: str) -> Path | None:
        place = self._place(key)
        return place if self._store.used(place) else None

    def _fetched(self, key: str) -> bytes | None:
        data = self._far.blob(self._name, file_name(key)) if self._far is not None else None
        if data is not None:
            self._store.write(self._place(key), data)
        return data

    def _place(self, key: str) -> Path:
        key = file_name(key)
        return self._folder / key[:2] / key
