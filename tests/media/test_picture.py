"""Pictures are encoded and decoded for real."""

import io
import itertools
import os
import subprocess
import sys

import av
import numpy as np
import pytest

from playhead.errors import BadInput
from playhead.media import duration_of, encode_picture, picture_init, set_time
from playhead.media.boxes import boxes, samples_of
from playhead.media.picture import _encode, decode_picture, split
from playhead.render.renderer import Size
from playhead.testing import numbered, read_number
from playhead.timebase import FRAME, to_picture

SMALL = Size(208, 128)
COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0), (128, 128, 128), (203, 150, 90), (38, 60, 91)]


def moving(count: int, size: Size = SMALL, start: int = 0) -> list[np.ndarray]:
    return [numbered(start + i, size) for i in range(count)]


def test_a_segment_is_a_moof_and_an_mdat_at_time_zero() -> None:
    segment = encode_picture(moving(5), SMALL)
    assert [kind for kind, _, _ in boxes(segment)] == [b"moof", b"mdat"]
    assert set_time(segment, 0) == segment
    assert samples_of(segment) == 5
    assert duration_of(segment) == 5 * 512 == to_picture(5 * FRAME)


def test_every_frame_comes_back_in_order() -> None:
    decoded = decode_picture(encode_picture(moving(24, start=1000), SMALL), SMALL)
    assert [read_number(picture) for picture in decoded] == list(range(1000, 1024))
    assert read_number(decode_picture(encode_picture(moving(3), SMALL), SMALL, last=True)[0]) == 2


def test_colours_come_back_within_three_levels() -> None:
    for colour in COLOURS:
        picture = np.full((SMALL.height, SMALL.width, 3), colour, np.uint8)
        back = decode_picture(encode_picture([picture] * 2, SMALL), SMALL)[-1]
        assert np.abs(back.astype(int) - picture).max() <= 3, colour


def test_colours_are_told_to_the_player() -> None:
    with av.open(io.BytesIO(picture_init(SMALL) + encode_picture(moving(2), SMALL))) as file:
        coder = file.streams.video[0].codec_context
        next(file.decode(video=0))
        assert (int(coder.color_primaries), int(coder.color_trc), int(coder.colorspace), int(coder.color_range)) == (1, 1, 1, 1)
        assert coder.profile == "High"


def test_one_init_serves_every_segment_of_a_size() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (SMALL.height, SMALL.width, 3), np.uint8)
    for pictures in (moving(1), moving(24), moving(35), [noise, *moving(7)], [noise] * 2):
        assert split(_encode(pictures, SMALL))[0] == picture_init(SMALL)
    assert picture_init(Size(416, 240)) != picture_init(SMALL)


def test_segments_abut() -> None:
    data, at = picture_init(SMALL), 0
    for start, count in ((0, 24), (24, 35), (59, 1), (60, 13)):
        segment = encode_picture(moving(count, start=start), SMALL)
        data += set_time(segment, at)
        at += duration_of(segment)
    with av.open(io.BytesIO(data)) as file:
        packets = [packet for packet in file.demux(video=0) if packet.size]
        assert [packet.pts for packet in packets] == [packet.dts for packet in packets] == list(range(0, 73 * 512, 512))
        assert [i for i, packet in enumerate(packets) if packet.is_keyframe] == [0, 24, 59, 60]
    with av.open(io.BytesIO(data)) as file:
        shown = [read_number(frame.to_ndarray(format="rgb24")) for frame in file.decode(video=0)]
    assert shown == list(range(73))


def test_the_same_pictures_are_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib, sys; from playhead.testing import numbered; from playhead.render.renderer import Size;"
        "from playhead.media import encode_picture; s = Size(208, 128);"
        "sys.stdout.write(hashlib.sha256(encode_picture([numbered(i, s) for i in range(8)], s)).hexdigest())"
    )
    import hashlib

    here = hashlib.sha256(encode_picture(moving(8), SMALL)).hexdigest()
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == here


def test_pictures_held_are_encoded_once_and_last() -> None:
    segment = encode_picture((numbered(i, SMALL) for i in itertools.count()), SMALL, every=6, frames=27)
    assert (samples_of(segment), duration_of(segment)) == (5, 27 * 512)
    assert split(_encode(moving(2), SMALL, 12))[0] == picture_init(SMALL)
    with av.open(io.BytesIO(picture_init(SMALL) + segment)) as file:
        shown = [(f.pts // 512, read_number(f.to_ndarray(format="rgb24"))) for f in file.decode(video=0)]
    assert shown == [(0, 0), (6, 1), (12, 2), (18, 3), (24, 4)]
    with pytest.raises(BadInput, match="got 12 frames"):
        encode_picture(moving(2), SMALL, every=6, frames=24)


def test_weight_is_bounded() -> None:
    rng = np.random.default_rng(2)
    noise = [rng.integers(0, 255, (240, 416, 3), np.uint8) for _ in range(24)]
    assert len(encode_picture(noise, Size(416, 240))) < 416 * 240 * 10 // 8 * 2


def test_wrong_pictures_are_told() -> None:
    with pytest.raises(BadInput, match="at least one"):
        encode_picture([], SMALL)
    with pytest.raises(BadInput, match=r"\(128, 208, 3\)"):
        encode_picture([np.zeros((120, 208, 3), np.uint8)], SMALL)
    with pytest.raises(BadInput, match="float64"):
        encode_picture([np.zeros((128, 208, 3))], SMALL)  # type: ignore[list-item]


@pytest.mark.slow
def test_memory_left_by_others_does_not_reach_the_bytes() -> None:
    code = (
        "import hashlib; from playhead.media import encode_picture; from playhead.render.renderer import Size; "
        "from playhead.testing import numbered; "
        "print(hashlib.sha256(encode_picture((numbered(k, Size(), 7) for k in range(24)), Size())).hexdigest())"
    )
    said = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "MALLOC_PERTURB_": fill}, capture_output=True, check=True).stdout
        for fill in ("0", "1")
    }
    assert len(said) == 1
