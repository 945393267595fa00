"""Fragmented MP4, decoded as its bytes come: pieces of any length in, pictures at 24 frames a second out.

Boxes are those of ISO/IEC 14496-12: a head (ftyp, moov), then fragments (moof, mdat). Fragments go to one decoder in order, for only the
first of them is sure to begin with a whole picture.
"""

from __future__ import annotations

import io
import struct
from fractions import Fraction

import av

from playhead.errors import RenderError
from playhead.render.remote.clip import fitted
from playhead.render.renderer import Pictures, Size
from playhead.timebase import FRAME_RATE

MOST_BOX_BYTES = 64 << 20
_EARLY = Fraction(1, 1000)
"""Times of pictures are rounded by who writes them: so much early is in time."""


class Fragments:
    """One film that comes in pieces; `most` pictures of it are wanted. `count` is how many were given out, `last` is the last of them."""

    def __init__(self, size: Size, most: int, name: str) -> None:
        self.count = 0
        self.last: Pictures | None = None
        self._size = size
        self._most = most
        self._name = name
        self._bytes = bytearray()
        self._head = b""
        self._moof = b""
        self._decoder: av.VideoCodecContext | None = None
        self._begin: Fraction | None = None

    def feed(self, data: bytes) -> list[Pictures]:
        """The pictures that these bytes complete, (h, w, 3) uint8 sRGB each. Raises RenderError for what is no such film."""
        self._bytes += data
        fragments = b"".join(self._complete())
        return self._decoded(fragments) if fragments and self.count < self._most else []

    def end(self) -> list[Pictures]:
        """The pictures that the decoder held back."""
        found: list[Pictures] = []
        try:
            for frame in self._decoder.decode(None) if self._decoder is not None else ():
                self._show(frame, found)
        except (av.FFmpegError, ValueError) as error:
            raise self._wrong(type(error).__name__) from None
        return found

    def _complete(self) -> list[bytes]:
        """Whole fragments so far; the head is kept."""
        found = []
        at = 0
        while len(self._bytes) - at >= 8:
            length, kind = struct.unpack_from(">I4s", self._bytes, at)
            if not (8 <= length <= MOST_BOX_BYTES and kind.isalnum() and (self._head or kind in (b"ftyp", b"styp"))):
                raise self._wrong("no fragmented MP4")
            if len(self._bytes) - at < length:
                break
            box = bytes(self._bytes[at : at + length])
            at += length
            if kind in (b"ftyp", b"moov"):
                self._head = box if kind == b"ftyp" else self._head + box
            elif kind == b"moof":
                self._moof = box
            elif kind == b"mdat" and self._moof:
                found.append(self._moof + box)
                self._moof = b""
        del self._bytes[:at]
        return found

    def _decoded(self, fragments: bytes) -> list[Pictures]:
        found: list[Pictures] = []
        try:
            with av.open(io.BytesIO(self._head + fragments), format="mp4") as container:
                if not container.streams.video:
                    raise self._wrong("it has no picture")
                stream = container.streams.video[0]
                if self._decoder is None:
                    self._decoder = av.VideoCodecContext.create(stream.codec_context.name, "r")
                    self._decoder.extradata = stream.codec_context.extradata
                    self._decoder.thread_type = "SLICE"  # threads over frames hold pictures back
                for packet in container.demux(stream):
                    if packet.size == 0:
                        continue
                    for frame in self._decoder.decode(packet):
                        self._show(frame, found)
                        if self.count >= self._most:
                            return found
        except (av.FFmpegError, ValueError, MemoryError) as error:
            raise self._wrong(type(error).__name__) from None
        return found

    def _show(self, frame: av.VideoFrame, found: list[Pictures]) -> None:
        """Give the picture out as often as it is shown, and the one before it up to its time."""
        picture = fitted(frame, self._size, self._name)
        base = frame.time_base or Fraction(1, FRAME_RATE)
        at = Fraction(frame.pts or 0) * base
        if self._begin is None:
            self._begin, self.last = at, picture
        begins = at - self._begin
        ends = begins + (frame.duration * base if frame.duration else Fraction(1, FRAME_RATE))
        for until, shown in ((begins, self.last), (ends, picture)):
            while self.count < self._most and Fraction(self.count, FRAME_RATE) < until - _EARLY:
                assert shown is not None
                found.append(shown)
                self.count += 1
        self.last = picture

    def _wrong(self, why: str) -> RenderError:
        return RenderError(f"{self._name}: what it sent cannot be decoded: {why}")
