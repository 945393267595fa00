"""Clips: films that a server sends, decoded within bounds, brought to the size and to 24 frames a second."""

from __future__ import annotations

import io

import av
import cv2
import numpy as np

from playhead.errors import RenderError
from playhead.render.renderer import Pictures, Size
from playhead.timebase import FRAME_RATE

MOST_FRAMES = 2000
MOST_PIXELS = 4096 * 2304


def frames_of(data: bytes, size: Size, most: int = MOST_FRAMES, *, name: str = "clip") -> Pictures:
    """The pictures of an MP4, WebM, GIF, PNG or JPEG, (n, h, w, 3) uint8 sRGB, `most` at most. Raises RenderError in one line."""
    found: list[tuple[float, Pictures]] = []
    try:
        with av.open(io.BytesIO(data)) as container:
            if not container.streams.video:
                raise RenderError(f"{name}: what it sent has no picture")
            for frame in container.decode(container.streams.video[0]):
                found.append((float(frame.time or 0.0), fitted(frame, size, name)))
                if len(found) >= most or (frame.time is not None and frame.time * FRAME_RATE > most + FRAME_RATE):
                    break
    except (av.FFmpegError, ValueError, MemoryError) as error:
        raise RenderError(f"{name}: what it sent cannot be decoded: {type(error).__name__}") from None
    if not found:
        raise RenderError(f"{name}: what it sent has no picture")
    return _retimed(found, most)


def fitted(frame: av.VideoFrame, size: Size, name: str) -> Pictures:
    """A decoded picture at the size that is wanted, (h, w, 3) uint8 sRGB. Raises RenderError for one that is larger than can be."""
    if frame.width * frame.height > MOST_PIXELS:
        raise RenderError(f"{name}: its pictures are {frame.width}x{frame.height}, larger than can be")
    picture = frame.to_ndarray(format="rgb24")
    if picture.shape[:2] != (size.height, size.width):
        picture = cv2.resize(picture, (size.width, size.height), interpolation=cv2.INTER_AREA if picture.shape[1] > size.width else cv2.INTER_CUBIC)
    return np.asarray(picture, np.uint8)


def _retimed(found: list[tuple[float, Pictures]], most: int) -> Pictures:
    """The picture that is shown at each twenty-fourth of a second; the last lasts as long as those before it."""
    first = found[0][0]
    times = np.array([at - first for at, _ in found])
    step = float(np.median(np.diff(times))) if len(times) > 1 else 1 / FRAME_RATE
    count = min(most, max(1, round((times[-1] + max(step, 1e-3)) * FRAME_RATE)))
    shown = np.searchsorted(times, np.arange(count) / FRAME_RATE + 1e-6, side="right") - 1
    return np.stack([found[max(0, int(n))][1] for n in shown])


def film_of(pictures: Pictures) -> bytes:
    """Pictures as a plain MP4, to send."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAME_RATE)
        stream.width, stream.height, stream.pix_fmt = pictures.shape[2], pictures.shape[1], "yuv420p"
        stream.options = {"crf": "16", "preset": "veryfast"}
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()


def png_of(picture: Pictures) -> bytes:
    """One picture, to send."""
    return bytes(cv2.imencode(".png", np.ascontiguousarray(picture[..., ::-1]))[1].tobytes())
