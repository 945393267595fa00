"""Media that were asked for a moment ago, in memory: who watches the same at about the same time asks for the same bytes."""

from __future__ import annotations

from collections import OrderedDict

RECENT_BYTES = 64 * 1024**2
RECENT_S = 30.0
"""Then the store is asked again, which so learns what is still wanted and must not be evicted."""


class Recent:
    """Bytes by hash, those asked for last; the same for everybody and for ever, so they need no further check."""

    def __init__(self, most_bytes: int = RECENT_BYTES) -> None:
        self.bytes = 0
        self._most = most_bytes
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def get(self, name: str, now_s: float) -> bytes | None:
        """The bytes of that hash, if they were read from the store within `RECENT_S`."""
        entry = self._kept.get(name)
        if entry is None:
            return None
        if now_s - entry[0] > RECENT_S:
            self._drop(name)
            return None
        self._kept.move_to_end(name)
        return entry[1]

    def keep(self, name: str, data: bytes, now_s: float) -> None:
        """Keep what was just read from the store."""
        self._drop(name)
        if len(data) > self._most // 8:
            return
        self._kept[name] = (now_s, data)
        self.bytes += len(data)
        while self.bytes > self._most or now_s - next(iter(self._kept.values()))[0] > RECENT_S:
            self._drop(next(iter(self._kept)))

    def _drop(self, name: str) -> None:
        entry = self._kept.pop(name, None)
        if entry is not None:
            self.bytes -= len(entry[1])
