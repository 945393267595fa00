"""Machines are shared and noisy: no property test fails for its time. Nor does a test wait for what others may have to commit."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from playhead.records import writer

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

writer.GATHER_S = writer.GATHER_MANY_S = 0.0
