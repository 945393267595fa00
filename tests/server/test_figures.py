"""What a farm tells of itself, whatever it counts."""

from __future__ import annotations

from playhead.projection.farm import Capacity
from playhead.server.figures import figures_of
from playhead.testing import FakeFarm


class Told(FakeFarm):
    def __init__(self, told):
        self._told = told

    def capacity(self):
        return Capacity(workers=2, free_in_s=(0.0, 1.0), waiting=3, backlog_s=4.5)

    def statistics(self):
        return self._told


def test_all_that_a_farm_counts_is_read():
    told = {
        "made": 10, "store_hits": 7, "joined": 3, "on_time": 9, "late": 1, "shown": {"full": 8, "half": 2}, "queued": {"certain": 1, "likely": 2},
        "busy_seconds": {"theatre": 5.5, "sound": 1.0}, "speculated": 4, "speculation_wasted": 1, "shed": 2, "fenced": 1, "restarts": 1,
        "busy": 1, "memory_bytes": [100, 200], "quarantined": 1,
        "renderers": {"runway": {"problem": "it failed", "made": 3, "stood_in": 1, "spent": 0.3}},
    }
    figures = figures_of(Told(told))
    assert (figures.workers, figures.busy, figures.backlog_s, figures.memory_bytes, figures.quarantined) == (2, 1, 4.5, 300, 1)
    assert figures.counts["joined"] == 3
    assert figures.counts["on_time"] == 9
    assert figures.queued == {"certain": 1, "likely": 2}
    assert figures.shown == {"full": 8, "half": 2}
    assert figures.renderers["runway"]["problem"] == "it failed"
    assert figures.busy_seconds == {"theatre": 5.5, "sound": 1.0}
    assert "hung" not in figures.counts, "what is not counted is not told as none"


def test_a_farm_that_counts_nothing_still_has_a_capacity():
    figures = figures_of(Told({}))
    assert (figures.workers, figures.busy, figures.queued) == (2, 1, {"certain": 3, "likely": 0})
    assert not figures.counts
