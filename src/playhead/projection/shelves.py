"""Where a farm finds what is made: the shared store, and those of viewers whose own words must not be in it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from playhead.media import Store

SHELVES_MAX = 64


class Shelves:
    """The store for each folder, None being the shared one. `open_store` opens another; the least wanted is let go."""

    def __init__(self, shared: Store, open_store: Callable[[Path], Store]) -> None:
        self.shared = shared
        self._open_store = open_store
        self._others: OrderedDict[Path, Store] = OrderedDict()

    def __call__(self, folder: Path | None) -> Store:
        """The store that is kept there."""
        if folder is None:
            return self.shared
        store = self._others.pop(folder, None)
        self._others[folder] = store = store or self._open_store(folder)
        if len(self._others) > SHELVES_MAX:
            self._others.popitem(last=False)
        return store
