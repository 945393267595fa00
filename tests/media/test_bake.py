from pathlib import Path

import av
import numpy as np
import pytest

from playhead.errors import BadInput
from playhead.media import concat_mp4, encode_picture, encode_sound
from playhead.media.boxes import boxes
from playhead.render.renderer import Size
from playhead.shots.cue import Caption
from playhead.testing import numbered, read_number
from playhead.timebase import FRAME

SMALL = Size(208, 128)


def test_segments_become_one_plain_film(tmp_path: Path) -> None:
    pictures = (encode_picture([numbered(start + i, SMALL) for i in range(n)], SMALL) for start, n in ((0, 24), (24, 30)))
    sounds = (encode_sound(np.zeros(((6 + n) * 1024, 2), np.float32)) for n in (96, 12))
    captions = [Caption(0, 48000, "Hello", "MARA"), Caption(24000, 48000, "Grüß Gott")]
    path = tmp_path / "film.mp4"
    assert concat_mp4(path, SMALL, pictures, sounds, captions, {"title": "Film"}) == 54 * FRAME
    data = path.read_bytes()
    kinds = [kind for kind, _, _ in boxes(data)]
    assert kinds.index(b"moov") < kinds.index(b"mdat")
    assert b"moof" not in kinds
    with av.open(str(path)) as film:
        assert film.metadata["title"] == "Film"
        assert [stream.type for stream in film.streams] == ["video", "audio", "subtitle"]
        assert [read_number(frame.to_ndarray(format="rgb24")) for frame in film.decode(video=0)] == list(range(54))
        assert film.streams.audio[0].duration == 108 * 1024
        assert film.streams.video[0].average_rate == 24
    with av.open(str(path)) as film:
        samples = [(packet.pts, bytes(packet)[2:].decode()) for packet in film.demux(subtitles=0) if packet.size > 2]
    assert samples == [(0, "Hello"), (500, "Hello\nGrüß Gott"), (1000, "Grüß Gott")]
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_film_without_sound(tmp_path: Path) -> None:
    concat_mp4(tmp_path / "a.mp4", SMALL, [encode_picture([numbered(0, SMALL)], SMALL)])
    with av.open(str(tmp_path / "a.mp4")) as film:
        assert len(film.streams) == 1


def test_nothing_is_left_of_a_film_that_failed(tmp_path: Path) -> None:
    def broken():
        yield encode_picture([numbered(0, SMALL)], SMALL)
        raise RuntimeError("farm gone")

    with pytest.raises(RuntimeError, match="farm gone"):
        concat_mp4(tmp_path / "a.mp4", SMALL, broken())
    with pytest.raises(BadInput, match="at least one"):
        concat_mp4(tmp_path / "a.mp4", SMALL, [])
    assert list(tmp_path.iterdir()) == []
