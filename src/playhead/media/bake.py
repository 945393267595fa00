"""One cut as a plain MP4: segments joined without encoding again, with the index in front so that it starts at once."""

from __future__ import annotations

import heapq
import itertools
import struct
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av

from playhead.errors import BadInput
from playhead.media.boxes import duration_of, set_time
from playhead.media.picture import picture_init
from playhead.media.sound import sound_init
from playhead.render.renderer import Size
from playhead.shots.cue import Caption
from playhead.timebase import TICK_RATE


def concat_mp4(
    path: Path,
    size: Size,
    pictures: Iterable[bytes],
    sounds: Iterable[bytes] = (),
    captions: Sequence[Caption] = (),
    metadata: dict[str, str] | None = None,
) -> int:
    """Write segments, in order, as one MP4 at `path`; returns the picture's length in ticks.

    Segments are taken one by one, so iterators that wait for each are welcome. Captions, on the film's own timeline, become
    a text track (mov_text, 3GPP TS 26.245). The file appears only when it is whole.
    Raises BadInput when there are no pictures.
    """
    path = Path(path)
    with (
        tempfile.TemporaryFile(dir=path.parent) as picture_file,
        tempfile.TemporaryFile(dir=path.parent) as sound_file,
    ):
        length = _join(picture_file, picture_init(size), pictures)
        if not length:
            raise BadInput("a film needs at least one picture segment")
        sound_length = _join(sound_file, sound_init(), sounds)
        temp = path.with_name(f".{path.name}.part")
        try:
            _remux(temp, picture_file, sound_file if sound_length else None, captions, metadata or {})
            temp.replace(path)
        finally:
            with suppress(FileNotFoundError):
                temp.unlink()
    return length * 125 // 32


def _join(file: BinaryIO, init: bytes, segments: Iterable[bytes]) -> int:
    file.write(init)
    t = 0
    for segment in segments:
        file.write(set_time(segment, t))
        t += duration_of(segment)
    file.seek(0)
    return t


def _remux(
    path: Path, picture_file: BinaryIO, sound_file: BinaryIO | None, captions: Sequence[Caption], metadata: dict[str, str]
) -> None:
    sources = [file for file in (picture_file, sound_file) if file is not None]
    with av.open(str(path), "w", format="mp4", options={"movflags": "faststart", "use_editlist": "0"}) as out:
        out.metadata.update(metadata)
        opened = [av.open(file) for file in sources]
        try:
            tracks: list[Iterator[Any]] = []
            for each in opened:
                stream = each.streams[0]
                tracks.append(_packets(each, stream, out.add_stream_from_template(stream)))
            if captions:
                tracks.append(_text(captions, _text_stream(out)))
            _interleave(out, tracks)
        finally:
            for each in opened:
                each.close()


def _packets(file: Any, stream: Any, target: Any) -> Iterator[Any]:
    for packet in file.demux(stream):
        if packet.dts is not None:
            packet.stream = target
            yield packet


def _text_stream(out: Any) -> Any:
    stream = out.add_mux_stream("mov_text")
    stream.time_base = Fraction(1, 1000)
    return stream


def _text(captions: Sequence[Caption], stream: Any) -> Iterator[Any]:
    for at, until, words in _timeline(captions):
        text = words.encode()
        packet = av.Packet(struct.pack(">H", len(text)) + text)
        packet.stream, packet.time_base = stream, Fraction(1, 1000)
        packet.pts = packet.dts = at
        packet.duration = until - at
        yield packet


def _timeline(captions: Sequence[Caption]) -> Iterator[tuple[int, int, str]]:
    """Captions as (from, to, words) in ms that do not overlap: a text track shows one at a time. The muxer fills the gaps."""
    spans = [(c.at * 1000 // TICK_RATE, (c.at + c.ticks) * 1000 // TICK_RATE, c.text) for c in captions]
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    for start, end in itertools.pairwise(edges):
        words = "\n".join(text for a, b, text in spans if a <= start < b)
        if words:
            yield start, end, words


def _interleave(out: Any, tracks: list[Iterator[Any]]) -> None:
    for packet in heapq.merge(*tracks, key=lambda packet: packet.dts * packet.time_base):
        out.mux(packet)
