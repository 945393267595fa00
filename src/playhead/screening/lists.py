"""What one screening has listed: entries of picture and sound in order, holds, and where each list ends."""

from __future__ import annotations

from playhead.screening.log import Shown
from playhead.screening.playlist import MediaPlaylist
from playhead.screening.timeline import Hold, Holds


class Lists:
    """The picture and sound lists; only ever appended to. Captions follow the sound's windows."""

    def __init__(self) -> None:
        self.picture: list[Shown] = []
        self.sound: list[Shown] = []
        self.holds = Holds()
        self.sound_holds = Holds()  # the same, each at the film time from which sound was still free to move
        self.film = 0  # film time up to which pictures are listed
        self.ended = False
        self.playlists: dict[str, MediaPlaylist] = {}  # as text, by rendition; made when first asked for

    @property
    def picture_end(self) -> int:
        """End of the listed pictures on the timeline, in ticks."""
        return self.picture[-1].at + self.picture[-1].ticks if self.picture else 0

    @property
    def sound_end(self) -> int:
        """End of the listed sound on the timeline, in ticks."""
        return self.sound[-1].at + self.sound[-1].ticks if self.sound else 0

    @property
    def end(self) -> int:
        """The end of what a player can play: where the shorter list ends."""
        return self.picture_end if self.ended else min(self.picture_end, self.sound_end)

    def add(self, entry: Shown) -> None:
        """List a segment at the end of its track."""
        track = self.picture if entry.track == "picture" else self.sound
        assert entry.n == len(track), "lists are only appended to"
        track.append(entry)
        if entry.track == "picture":
            if entry.part < 0:
                self.holds.append(Hold(entry.film, entry.ticks))
                self.sound_holds.append(Hold(entry.heard, entry.ticks))
            else:
                self.film = entry.film + entry.ticks
