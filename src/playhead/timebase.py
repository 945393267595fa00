"""Film time: integer ticks at 48 000 a second, so that frames, samples and AAC packets all fall on whole ticks.

A frame at 24 fps is 2000 ticks, a sound sample 1 tick, an AAC packet 1024 ticks. Ticks convert to the picture
track's timescale (12288 a second) as `ticks * 32 / 125`, exactly for every frame boundary.
"""

from __future__ import annotations

import time
from typing import Protocol

TICK_RATE = 48_000
FRAME_RATE = 24
FRAME = TICK_RATE // FRAME_RATE
PICTURE_TIMESCALE = 12_288
SOUND_TIMESCALE = TICK_RATE
AAC_PACKET = 1_024
WINDOW_PACKETS = 96
WINDOW = AAC_PACKET * WINDOW_PACKETS
SEGMENT_FRAMES = FRAME_RATE


def from_seconds(seconds: float) -> int:
    """Ticks nearest to a number of seconds."""
    return round(seconds * TICK_RATE)


def to_seconds(ticks: int) -> float:
    """Seconds, for people and players; never for arithmetic."""
    return ticks / TICK_RATE


def frames_of(ticks: int) -> int:
    """Whole frames that cover `ticks`, rounded up."""
    return -(-ticks // FRAME)


def to_picture(ticks: int) -> int:
    """Ticks of a frame boundary in the picture track's timescale."""
    return ticks * 32 // 125


def segments_of(frames: int) -> tuple[int, ...]:
    """Frames in each segment of a take: 24 each, a tail under half a second joins the one before.

    >>> segments_of(50), segments_of(35), segments_of(36), segments_of(10)
    ((24, 26), (35,), (24, 12), (10,))
    """
    whole, tail = divmod(frames, SEGMENT_FRAMES)
    if whole == 0:
        return (frames,)
    if tail == 0:
        return (SEGMENT_FRAMES,) * whole
    if tail * 2 < SEGMENT_FRAMES:
        return (*((SEGMENT_FRAMES,) * (whole - 1)), SEGMENT_FRAMES + tail)
    return (*((SEGMENT_FRAMES,) * whole), tail)


class Clock(Protocol):
    """Where the present comes from; passed in wherever time passes."""

    def now_s(self) -> float:
        """Seconds on a clock that never goes back."""
        ...


class RealClock:
    """The machine's monotonic clock."""

    def now_s(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()


class VirtualClock:
    """A clock that moves only when told to; for tests and simulations."""

    def __init__(self, start_s: float = 0.0) -> None:
        self._now_s = start_s

    def now_s(self) -> float:
        """Seconds advanced so far."""
        return self._now_s

    def advance(self, seconds: float) -> None:
        """Move on by `seconds`."""
        self._now_s += seconds
