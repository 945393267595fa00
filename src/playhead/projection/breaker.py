"""A circuit breaker: a renderer that fails again and again is left alone for a while. Pure: it is told the time.

Nygard, Release It! (2007): closed while it works; open after failures; then one try at a time until one succeeds.
"""

from __future__ import annotations

FAILURES = 3
"""So many failures in a row open it."""
REST_S = (5.0, 15.0, 60.0, 300.0)
"""For so long it stays open, longer each time the first try after that fails too."""


class Breaker:
    """The health of one renderer, as its work went."""

    def __init__(self) -> None:
        self._failures = 0
        self._opened = 0  # how often, since it last worked
        self._until_s = 0.0
        self._trying_s: float | None = None
        self.why = ""  # the last failure

    def allows(self, now_s: float) -> bool:
        """Whether it may be asked now."""
        if self._failures < FAILURES:
            return True
        return now_s >= self._until_s and (self._trying_s is None or now_s - self._trying_s > REST_S[-1])

    def begin(self, now_s: float) -> None:
        """It is asked."""
        if self._failures >= FAILURES:
            self._trying_s = now_s

    def worked(self) -> None:
        """It did what it was asked."""
        self._failures = self._opened = 0
        self._trying_s, self.why = None, ""

    def failed(self, now_s: float, why: str) -> None:
        """It did not."""
        self._failures += 1
        self._trying_s, self.why = None, why
        if self._failures >= FAILURES and now_s >= self._until_s:
            self._until_s = now_s + REST_S[min(self._opened, len(REST_S) - 1)]
            self._opened += 1

    def left(self) -> None:
        """Nobody waits for its answer any more."""
        self._trying_s = None

    def told(self, now_s: float) -> str:
        """Why it is not asked now; "" if it may be."""
        return "" if self.allows(now_s) else f"it failed {self._failures} times in a row, the last time: {self.why}"
