"""The few things Playhead does to ISO BMFF boxes (ISO/IEC 14496-12): split, measure, and set the time of a segment."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from playhead.errors import BadInput


def boxes(data: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """Kind, offset and length of each box between two offsets.

    Raises BadInput where the boxes do not add up.
    """
    end = len(data) if end is None else end
    while start < end:
        if start + 8 > end:
            raise BadInput(f"media ends inside a box header at byte {start}")
        length, kind = struct.unpack_from(">I4s", data, start)
        if length < 8 or start + length > end:
            raise BadInput(f"media box {kind!r} at byte {start} has length {length}, {end - start} bytes are left")
        yield kind, start, length
        start += length


def find(data: bytes | memoryview, *path: bytes) -> tuple[int, int]:
    """Offset of the content and of the end of the first box at `path`, such as `(b"moof", b"traf", b"tfdt")`.

    Raises BadInput when there is none.
    """
    start, end = 0, len(data)
    for wanted in path:
        for kind, at, length in boxes(data, start, end):
            if kind == wanted:
                start, end = at + 8, at + length
                break
        else:
            raise BadInput(f"media has no {b'/'.join(path).decode('latin1')} box")
    return start, end


def split(file: bytes) -> tuple[bytes, bytes]:
    """A fragmented file as its init (ftyp and moov) and one segment (moof and mdat); styp, sidx and mfra are dropped."""
    init, segment = [], []
    for kind, at, length in boxes(file):
        if kind in (b"ftyp", b"moov"):
            init.append(file[at : at + length])
        elif kind in (b"moof", b"mdat"):
            segment.append(file[at : at + length])
    if len(segment) != 2:
        raise BadInput(f"media must hold one moof and one mdat, got {len(segment)} boxes")
    return b"".join(init), b"".join(segment)


def set_time(segment: bytes, t: int) -> bytes:
    """The segment placed at `t`, in its track's own timescale: `to_picture(ticks)` for pictures, ticks for sound.

    Only the eight bytes of `tfdt` differ, so that a stored segment serves at any time.
    """
    # Our muxer always writes version 1 in the first few boxes, so a short search is as sure as a walk and faster.
    at = segment.find(b"tfdt\x01", 0, 256)
    if at < 0:
        raise BadInput("segment has no 64-bit tfdt in its first 256 bytes: it was not made by playhead.media")
    return b"".join((segment[: at + 8], struct.pack(">Q", t), segment[at + 16 :]))


def duration_of(segment: bytes) -> int:
    """Length of a segment in its track's timescale, from its headers alone."""
    at, _ = find(segment, b"moof", b"traf", b"tfhd")
    flags = int.from_bytes(segment[at + 1 : at + 4])
    skip = at + 8 + 8 * bool(flags & 0x1) + 4 * bool(flags & 0x2)
    default = struct.unpack_from(">I", segment, skip)[0] if flags & 0x8 else 0
    at, _ = find(segment, b"moof", b"traf", b"trun")
    flags, count = int.from_bytes(segment[at + 1 : at + 4]), struct.unpack_from(">I", segment, at + 4)[0]
    if not flags & 0x100:
        return int(default * count)
    at += 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    step = 4 * (1 + bool(flags & 0x200) + bool(flags & 0x400) + bool(flags & 0x800))
    return sum(int(struct.unpack_from(">I", segment, at + step * i)[0]) for i in range(count))


def samples_of(segment: bytes) -> int:
    """How many samples (frames, or AAC packets) a segment holds."""
    at, _ = find(segment, b"moof", b"traf", b"trun")
    return int(struct.unpack_from(">I", segment, at + 4)[0])
