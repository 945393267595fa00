import struct

import pytest

from playhead.errors import BadInput
from playhead.media.boxes import boxes, duration_of, find, samples_of, set_time, split


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def segment(durations: list[int] | None = None, default: int = 512, count: int = 24) -> bytes:
    tfhd = box(b"tfhd", struct.pack(">III", 0x020008, 1, default))
    tfdt = box(b"tfdt", struct.pack(">IQ", 1 << 24, 0))
    if durations is None:
        trun = box(b"trun", struct.pack(">IIi", 0x1, count, 0))
    else:
        trun = box(b"trun", struct.pack(">II", 0x300, len(durations)) + b"".join(struct.pack(">II", d, 9) for d in durations))
    return box(b"moof", box(b"mfhd", bytes(8)) + box(b"traf", tfhd + tfdt + trun)) + box(b"mdat", b"x" * 100)


def test_only_init_and_segment_are_kept() -> None:
    file = box(b"ftyp", b"a") + box(b"moov", b"b") + box(b"styp") + box(b"sidx", b"c") + segment() + box(b"mfra")
    assert split(file) == (box(b"ftyp", b"a") + box(b"moov", b"b"), segment())


def test_time_changes_eight_bytes() -> None:
    before = segment()
    after = set_time(before, 0x0102030405060708)
    start, end = find(after, b"moof", b"traf", b"tfdt")
    assert after[start + 4 : end] == bytes(range(1, 9))
    assert after[: start + 4] + bytes(8) + after[end:] == before
    assert set_time(after, 0) == before


def test_duration_by_default_and_by_sample() -> None:
    assert duration_of(segment()) == 24 * 512
    assert duration_of(segment([1024, 1024, 500])) == 2548
    assert samples_of(segment([1024, 1024, 500])) == 3


@pytest.mark.parametrize("data", [b"abc", struct.pack(">I4s", 99, b"moof"), struct.pack(">I4s", 4, b"moof")])
def test_broken_boxes_are_told(data: bytes) -> None:
    with pytest.raises(BadInput):
        list(boxes(data))


def test_what_is_no_segment_is_told() -> None:
    with pytest.raises(BadInput, match="tfdt"):
        set_time(box(b"moof") + box(b"mdat"), 1)
    with pytest.raises(BadInput, match="moof"):
        split(box(b"ftyp") + box(b"moov"))
    with pytest.raises(BadInput, match="moof/traf/trun"):
        samples_of(box(b"mdat"))
