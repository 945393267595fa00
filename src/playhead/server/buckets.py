"""Token buckets: who asks more often than so many times a second, for long, is told when to come again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

BURST_S = 4.0
"""So many seconds' worth may be asked for at once."""
KNOWN_MAX = 10_000
"""So many are remembered; who was forgotten begins with a full bucket."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Buckets:
    """A bucket for each who asks, filled at `per_s` requests a second; 0 is no limit. Time is passed in."""

    def __init__(self, per_s: float) -> None:
        self.per_s = per_s
        self._full = per_s * BURST_S
        self._known: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, who: str, now_s: float, cost: float = 1.0) -> float:
        """Take `cost` from who asks: 0.0 when there is enough, else seconds until there will be, and nothing is taken.

        >>> buckets = Buckets(1)
        >>> [buckets.take("a", 0.0) for _ in range(5)], buckets.take("a", 0.5), buckets.take("a", 1.0)
        ([0.0, 0.0, 0.0, 0.0, 1.0], 0.5, 0.0)
        """
        if not self.per_s:
            return 0.0
        bucket = self._known.get(who)
        if bucket is None:
            bucket = self._known[who] = _Bucket(self._full, now_s)
            if len(self._known) > KNOWN_MAX:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(who)
            bucket.left = min(self._full, bucket.left + max(0.0, now_s - bucket.at_s) * self.per_s)
            bucket.at_s = now_s
        cost = min(cost, self._full)  # what costs more than a full bucket must be possible at some time
        if bucket.left < cost:
            return (cost - bucket.left) / self.per_s
        bucket.left -= cost
        return 0.0
