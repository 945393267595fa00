"""Playlists as text (RFC 8216 and its second edition, sections 4.4 and 6.2), made of what is listed and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from playhead.timebase import TICK_RATE

TARGET_S = 2
"""EXT-X-TARGETDURATION: every segment rounds to at most this; pictures are 10 to 35 frames, sound 2.048 s."""

DATED = 16
"""EXT-X-PROGRAM-DATE-TIME stands before every so many segments."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed segment: where it is fetched, and its length in ticks."""

    uri: str
    ticks: int


@dataclass(frozen=True, slots=True)
class Variant:
    """What the master playlist says of the picture: size in pixels, codec strings, bits a second."""

    width: int
    height: int
    codecs: tuple[str, ...]
    peak_bps: int = 2_500_000
    mean_bps: int = 1_200_000


class MediaPlaylist:
    """A rendition's playlist, type EVENT; only ever appended to, so what was written once is kept as text.

    `init` is the address of the initialisation section, None for captions. `began_s` is the wall-clock time, in seconds
    since 1970, of the timeline's start.
    """

    def __init__(self, init: str | None, began_s: float) -> None:
        head = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{TARGET_S}",
            "#EXT-X-PLAYLIST-TYPE:EVENT",
            "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-START:TIME-OFFSET=0",
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES",
            *([f'#EXT-X-MAP:URI="{init}"'] if init is not None else []),
        ]
        self._text = "\n".join(head) + "\n"
        self._began_s = began_s
        self._at = 0
        self.count = 0

    def append(self, entries: Iterable[Entry]) -> None:
        """List more segments."""
        lines = []
        for entry in entries:
            # Times are the same for all that is on one continuous timeline; a long film need not repeat them for each.
            if self.count % DATED == 0:
                lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{date_time(self._began_s, self._at)}\n")
            lines.append(f"#EXTINF:{entry.ticks / TICK_RATE:.6f},\n{entry.uri}\n")
            self._at += entry.ticks
            self.count += 1
        self._text += "".join(lines)

    def text(self, *, ended: bool) -> str:
        """The playlist as it stands."""
        return self._text + "#EXT-X-ENDLIST\n" if ended else self._text


def master_playlist(variant: Variant, *, sound: bool, captions: Iterable[tuple[str, str]], default: str = "", spoken: str = "") -> str:
    """The film's playlist; `captions` are (language tag, name) pairs, and players show those in the language `default` unasked.
    `spoken` is the language that is heard, "" for none.

    EXT-X-START stands in the media playlists only: in this one it makes ffmpeg 5 read it as a media playlist too, and show
    every stream twice.
    """
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    stream = [
        f"BANDWIDTH={variant.peak_bps}",
        f"AVERAGE-BANDWIDTH={variant.mean_bps}",
        f'CODECS="{",".join(variant.codecs)}"',
        f"RESOLUTION={variant.width}x{variant.height}",
        "FRAME-RATE=24.000",
    ]
    if sound:
        tongue = f'LANGUAGE="{spoken}",' if spoken else ""
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",{tongue}URI="sound.m3u8"',
        )
        stream.append('AUDIO="sound"')
    listed = tuple(captions)
    lines += [
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="{name}",LANGUAGE="{tag}",'
        f'DEFAULT={"YES" if tag == default else "NO"},AUTOSELECT=YES,'
        f'FORCED=NO,URI="captions-{tag}.m3u8"'
        for tag, name in listed
    ]
    if listed:
        stream.append('SUBTITLES="captions"')
    lines += [f"#EXT-X-STREAM-INF:{','.join(stream)}", f"picture-{variant.height}.m3u8"]
    return "\n".join(lines) + "\n"


def date_time(began_s: float, ticks: int) -> str:
    """ISO 8601 in UTC with milliseconds, `ticks` after `began_s`; rounded once, so that times never drift."""
    ms = round(began_s * 1000) + (ticks * 1000 + TICK_RATE // 2) // TICK_RATE
    whole = datetime.fromtimestamp(ms // 1000, UTC)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03d}Z"
