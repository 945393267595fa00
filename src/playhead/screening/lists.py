"""What one screening has listed: entries of picture and sound in order, holds, and where each list ends."""

from __future__ import annotations

from playhead.screening.log import Shown
from playhead.screening.playlist import MediaPlaylist
from playhead.screening.sounding import Window, nearest_packets
from playhead.screening.timeline import Hold, Holds


class Lists:
    """The picture and sound lists; only ever appended to. Captions follow the sound's windows.

    Each hold of the picture is followed by one of the sound, at the end that its list has then, in whole packets: together they are never
    further apart than half a packet.
    """

    def __init__(self) -> None:
        self.picture: list[Shown] = []
        self.sound: list[Shown] = []
        self.holds = Holds()
        self.sound_holds = Holds()  # those that are listed in the sound
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

    @property
    def sound_film(self) -> int:
        """Film time up to which sound is listed."""
        return self.sound_end - self.sound_holds.ticks

    @property
    def sound_shift(self) -> int:
        """How much later than in the film sound is heard that follows all holds there are, in whole packets."""
        return nearest_packets(self.holds.ticks)

    @property
    def short(self) -> int:
        """What sound lacks to the pictures' holds, so that it does not end before them: half a packet at most."""
        return max(0, self.holds.ticks - self.sound_shift)

    def sound_hold(self, more: int = 0) -> Window | None:
        """The next hold of the sound, if one is to be listed; `more` is how long another of the picture would be."""
        n = len(self.sound_holds)
        if n >= len(self.holds) + bool(more):
            return None
        before, after = self.holds.first(n), self.holds.first(n + 1) if n < len(self.holds) else self.holds.ticks + more
        return Window(self.sound_film, nearest_packets(after) - nearest_packets(before))

    def add(self, entry: Shown) -> None:
        """List a segment at the end of its track."""
        track = self.picture if entry.track == "picture" else self.sound
        assert entry.n == len(track), "lists are only appended to"
        if entry.track == "picture":
            if entry.part < 0:
                self.holds.append(Hold(entry.film, entry.ticks))
            else:
                self.film = entry.film + entry.ticks
        elif entry.hold:
            self.sound_holds.append(Hold(entry.film, entry.ticks))
        track.append(entry)
