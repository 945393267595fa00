"""What a worker does besides its jobs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from playhead.projection.worker import give_back


@pytest.mark.skipif(sys.platform != "linux", reason="measured in /proc, and glibc's")
def test_memory_that_a_job_freed_goes_back_to_the_system() -> None:
    pieces = [np.ones(16_000, np.uint8) for _ in range(4000)]  # small enough to come from the heap
    kept = pieces[-1]  # holds the heap's top in place, as a cached plate does
    full = resident_bytes()
    del pieces
    give_back()
    assert resident_bytes() < full - 40_000_000
    assert kept.all()


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
