"""Captions as WebVTT segments (W3C WebVTT, RFC 8216 section 3.5) on the same timeline as picture and sound."""

from __future__ import annotations

import html
from collections.abc import Iterable

from playhead.shots.cue import Caption
from playhead.timebase import TICK_RATE


def segment(captions: Iterable[Caption], start: int, ticks: int) -> str:
    """The captions seen in a window of the timeline, `ticks` from `start`; `at` of each is timeline time.

    A cue that crosses the window's edge stands whole in both segments, with the same times, as RFC 8216 asks; players
    know it again. Times count from the timeline's start, where the media's timestamps are zero too.
    """
    lines = ["WEBVTT", "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000", ""]
    for caption in captions:
        if caption.at < start + ticks and caption.at + caption.ticks > start and (words := _words(caption)):
            lines += [f"{_time(caption.at)} --> {_time(caption.at + caption.ticks)}", *words, ""]
    return "\n".join(lines) + "\n"


def _words(caption: Caption) -> list[str]:
    lines = [html.escape(line.strip(), quote=False) for line in caption.text.splitlines() if line.strip()]
    if caption.speaker and lines:
        lines[0] = f"<v {html.escape(' '.join(caption.speaker.split()), quote=False)}>{lines[0]}"
        lines[-1] += "</v>"
    elif caption.described and lines:
        lines[0] = f"<i.description>{lines[0]}"
        lines[-1] += "</i>"
    return lines


def _time(ticks: int) -> str:
    ms = (ticks * 1000 + TICK_RATE // 2) // TICK_RATE
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"
