"""A cache bounded by bytes, for renderings."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class Cache:
    """Remembers arrays by key, the longest unused forgotten first; may be used from several threads."""

    def __init__(self, cap_bytes: int) -> None:
        self._cap_bytes = cap_bytes
        self._held: OrderedDict[Hashable, Samples] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Samples]) -> Samples:
        """The array of that key, made by `make` when it is not here; read-only."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        made = make()
        made.setflags(write=False)
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._bytes += made.nbytes
                while self._bytes > self._cap_bytes and len(self._held) > 1:
                    self._bytes -= self._held.popitem(last=False)[1].nbytes
        return made

    def statistics(self) -> dict[str, Any]:
        """How many arrays are held, and their bytes."""
        return {"arrays": len(self._held), "bytes": self._bytes}
