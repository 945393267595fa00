"""Pictures to H.264 segments: one encoder per segment, constant settings per size, so that one init serves them all."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from playhead.errors import BadInput
from playhead.media.boxes import split
from playhead.render.renderer import Pictures, Size
from playhead.timebase import FRAME_RATE, PICTURE_TIMESCALE, SEGMENT_FRAMES

MOVFLAGS = "cmaf+frag_discont+skip_trailer"
_BT709 = 1  # primaries, transfer and matrix alike (ITU-T H.273)
_LIMITED = 1


def _options(size: Size) -> dict[str, str]:
    # Twice the average that paper at crf 22 takes; a buffer of one second bounds what a segment can weigh.
    peak_kbps = max(600, size.width * size.height * 10 // 1000)
    return {
        "preset": "veryfast",
        "profile": "high",
        "crf": "22",
        "bf": "0",  # dts is pts: segments abut without edit lists or negative offsets
        # `stitchable` keeps what depends on the frames' number out of the SPS and PPS; one thread gives the same bytes on
        # any machine; a segment is one closed group, however long.
        "x264-params": ":".join(
            (
                "stitchable=1",
                "threads=1",
                "lookahead-threads=1",
                "mbtree=0",  # its lookahead reads memory that it never wrote, so equal pictures were not always equal bytes
                "scenecut=0",
                "open-gop=0",
                f"keyint={SEGMENT_FRAMES * 4}",
                f"min-keyint={SEGMENT_FRAMES * 4}",
                f"vbv-maxrate={peak_kbps}",
                f"vbv-bufsize={peak_kbps}",
                "colorprim=bt709",
                "transfer=bt709",
                "colormatrix=bt709",
                "range=tv",
            )
        ),
    }


def encode_picture(pictures: Iterable[Pictures], size: Size, *, every: int = 1, frames: int = 0) -> bytes:
    """One segment (moof and mdat, `tfdt` zero) of pictures (h, w, 3) uint8 sRGB at 24 a second.

    Each picture is shown for `every` frames, encoded once; the last for what is left of `frames` in all, where that is given.

    The pictures are taken one by one, so a generator needs memory for one only. The same pictures give the same bytes.
    Raises BadInput for no pictures, too few for `frames`, or one that is not of `size`.
    """
    return split(_encode(pictures, size, every, frames))[1]


@functools.cache
def picture_init(size: Size) -> bytes:
    """The init (ftyp and moov) that every segment of `size` plays with."""
    black = np.zeros((size.height, size.width, 3), np.uint8)
    return split(_encode([black], size))[0]


def _encode(pictures: Iterable[Pictures], size: Size, every: int = 1, frames: int = 0) -> bytes:
    file = io.BytesIO()
    shape = (size.height, size.width, 3)
    reformat = VideoReformatter()
    with av.open(file, "w", format="mp4", options={"movflags": MOVFLAGS, "video_track_timescale": str(PICTURE_TIMESCALE)}) as out:
        stream = out.add_stream("libx264", rate=FRAME_RATE, options=_options(size))
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
        coder = stream.codec_context
        coder.thread_count = 1
        coder.time_base = Fraction(1, FRAME_RATE)
        coder.color_primaries = coder.color_trc = coder.colorspace = _BT709
        coder.color_range = _LIMITED
        lengths: list[int] = []  # of what was given to the encoder; without B-frames packets come back in that order
        count = 0
        for picture in pictures:
            if picture.shape != shape or picture.dtype != np.uint8:
                raise BadInput(f"a picture must be {shape} uint8, got {picture.shape} {picture.dtype}")
            frame = reformat.reformat(
                av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24"),
                format="yuv420p",
                src_colorspace=Colorspace.ITU709,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=ColorRange.MPEG,
            )
            frame.pts, frame.time_base = count, coder.time_base
            lengths.append(min(every, frames - count) if frames else every)
            count += lengths[-1]
            _mux(out, stream.encode(frame), lengths)
            if count == frames:
                break
        if not count or count < frames:
            raise BadInput(f"a segment of {frames or 'any'} frames needs at least one picture for each {every}, got {count} frames")
        _mux(out, stream.encode(None), lengths)
    return file.getvalue()


def _mux(out: Any, packets: Iterable[Any], lengths: list[int]) -> None:
    for packet in packets:
        packet.duration = lengths.pop(0)
        out.mux(packet)


def decode_picture(segment: bytes, size: Size, *, last: bool = False) -> list[Pictures]:
    """The pictures of a segment as (h, w, 3) uint8 sRGB; only the last one with `last`."""
    reformat = VideoReformatter()
    frames: list[av.VideoFrame] = []
    with av.open(io.BytesIO(picture_init(size) + segment)) as file:
        for frame in file.decode(video=0):
            frames = [frame] if last else [*frames, frame]
    return [
        reformat.reformat(
            frame,
            format="rgb24",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
        ).to_ndarray()  # type: ignore[misc]
        for frame in frames
    ]
