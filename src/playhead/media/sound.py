"""Samples to AAC segments, each encoded alone and yet joining its neighbours as if one encoder had made them all.

An AAC packet is heard only together with the one before it, and the encoder looks one packet back: so a window is encoded
with a few packets of what precedes and follows it, which are thrown away. A packet's time is that of the samples it yields
(the encoder's 1024 samples of priming are behind its packet numbers, not before the film).
"""

from __future__ import annotations

import functools
import io
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from playhead.errors import BadInput
from playhead.media.boxes import split
from playhead.media.picture import MOVFLAGS
from playhead.timebase import AAC_PACKET, TICK_RATE

PRE_ROLL = 4
LOOK_AHEAD = 2
"""Packets of film before and after a window that `encode_sound` is given besides it, and discards."""

BIT_RATE_BPS = 128_000


def encode_sound(samples: NDArray[np.float32]) -> bytes:
    """One segment (moof and mdat, `tfdt` zero) of the window inside `samples`.

    `samples` is (ticks, 2) float32 in -1..1 at 48 kHz: PRE_ROLL packets of 1024, the window's, and LOOK_AHEAD packets.
    Before the film's start and after its end the surplus is silence. The segment has exactly the window's packets.
    Raises BadInput when that is not a whole number of packets, at least one.
    """
    packets, rest = divmod(len(samples), AAC_PACKET)
    packets -= PRE_ROLL + LOOK_AHEAD
    if samples.ndim != 2 or samples.shape[1] != 2 or rest or packets < 1:
        raise BadInput(f"sound must be ({PRE_ROLL} + n + {LOOK_AHEAD}) * {AAC_PACKET} samples by 2, got {samples.shape}")
    return split(_encode(samples, packets))[1]


@functools.cache
def sound_init() -> bytes:
    """The init (ftyp and moov) that every sound segment plays with."""
    silence = np.zeros(((PRE_ROLL + 1 + LOOK_AHEAD) * AAC_PACKET, 2), np.float32)
    return split(_encode(silence, 1))[0]


def _encode(samples: NDArray[np.float32], packets: int) -> bytes:
    file = io.BytesIO()
    tick = Fraction(1, TICK_RATE)
    first, last = PRE_ROLL * AAC_PACKET, (PRE_ROLL + packets) * AAC_PACKET
    with av.open(file, "w", format="mp4", options={"movflags": MOVFLAGS, "use_editlist": "0"}) as out:
        stream = out.add_stream("aac", rate=TICK_RATE, layout="stereo", bit_rate=BIT_RATE_BPS, options={"aac_coder": "fast"})
        stream.codec_context.thread_count = 1
        stream.codec_context.time_base = tick
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(np.clip(samples, -1.0, 1.0).T, np.float32), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = TICK_RATE, 0, tick
        for packet in (*stream.encode(frame), *stream.encode(None)):
            if packet.pts is not None and first <= packet.pts < last:
                packet.pts = packet.dts = packet.pts - first
                out.mux(packet)
    return file.getvalue()
