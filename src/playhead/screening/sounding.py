"""What is heard: the cues of every part that is shot, as clips on the timeline, and the windows made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playhead.media import LOOK_AHEAD, PRE_ROLL
from playhead.projection import SoundJob
from playhead.screening.cut import Cut, Part
from playhead.screening.timeline import Hold, to_timeline
from playhead.shots.cue import Cue, ShotList
from playhead.sound import Clip, clips_of, heard, reach
from playhead.timebase import AAC_PACKET, WINDOW, from_seconds

LEAD = from_seconds(0.5)
"""Ambience leads a scene's picture by this, so a window near the end of what is shot waits for the next part."""
SHORTEST = 4 * AAC_PACKET
SUSTAINED = ("ambience", "score")


def sound_at_seam(start: int, seam: int) -> int:
    """Where the sound's list ends, if it goes on from `start`, when it comes to an undecided seam (timeline ticks)."""
    while window := next_window(start, seam, seams=(seam,), final=False, hurry=True):
        start += window.ticks
    return start


def seams_of(cut: Cut, holds: Sequence[Hold]) -> tuple[int, ...]:
    """Where the cut divides, on the timeline."""
    return tuple(to_timeline(holds, film, after=False) for _, film in cut.seams())


@dataclass(frozen=True, slots=True)
class Window:
    """One sound segment that is wanted, on the timeline."""

    start: int
    ticks: int


def whole_packets(ticks: int) -> int:
    """`ticks` rounded up to whole AAC packets."""
    return -(-ticks // AAC_PACKET) * AAC_PACKET


def next_window(start: int, known: int, *, seams: Sequence[int] = (), final: bool, hurry: bool) -> Window | None:
    """The window from `start`, given that the film is `known` that far (timeline ticks); None while it must wait.

    None goes across one of the `seams`, so that whoever is asked there and whoever follows their cut hear the same windows. `final`
    says that the film ends there; `hurry` that the window is needed now, even if the next scene's ambience cannot lead into it.
    """
    ticks = WINDOW - start % WINDOW  # back to the grid after a window that was cut short
    seam = next((each for each in seams if start + SHORTEST <= each <= start + ticks), None)
    if seam is not None:
        return cut_short(start, seam)
    if final:
        left = known - start
        return Window(start, min(ticks, whole_packets(left))) if left > 0 else None
    if start + ticks + (0 if hurry else LEAD) > known:
        return None
    return Window(start, ticks)


def cut_short(start: int, known: int) -> Window | None:
    """The window from `start` as far as the film is `known`, in whole packets; None when that is hardly anything."""
    ticks = min(WINDOW, known - start) // AAC_PACKET * AAC_PACKET
    return Window(start, ticks) if ticks >= SHORTEST else None


def cues_on_timeline(part: Part, holds: Sequence[Hold]) -> tuple[Cue, ...]:
    """A part's cues, still counted from the part's own start, as holds have moved them.

    What begins after a hold moves with it; what sounds across one goes on: ambience and score last longer by it, speech
    and foley end as they would have.
    """
    if part.shots is None:
        return ()
    base = to_timeline(holds, part.film)
    moved = []
    for cue in part.shots.cues:
        start = to_timeline(holds, part.film + cue.at)
        ticks = cue.ticks
        if cue.kind in SUSTAINED:
            ticks = to_timeline(holds, part.film + cue.at + cue.ticks, after=False) - start
        moved.append(replace(cue, at=start - base, ticks=ticks))
    return tuple(moved)


@dataclass(frozen=True, slots=True)
class _Sounds:
    """The clips of one part, made for where it is on the timeline and for the holds until `end` (film ticks); how far they reach."""

    shots: ShotList
    end: int
    offset: int
    holds: tuple[Hold, ...]
    clips: tuple[Clip, ...]
    first: int
    last: int


class Sounding:
    """Clips of the parts of a cut, made once for each part, and again when it is moved."""

    def __init__(self) -> None:
        self._parts: dict[int, _Sounds] = {}

    def clips(self, cut: Cut, holds: Sequence[Hold], start: int, ticks: int, until: int | None = None) -> tuple[Clip, ...]:
        """The clips of all parts, or of those before part `until`, that can be heard in [start, start + ticks) of the timeline."""
        found: list[Clip] = []
        for index, part in enumerate(cut.parts[:until]):
            if part.shots is None:
                continue
            known = self._parts.get(index)
            same = known is not None and known.shots is part.shots
            end = known.end if known and same else part.film + max((cue.at + cue.ticks for cue in part.shots.cues), default=0)
            offset = to_timeline(holds, part.film)
            within = tuple(hold for hold in holds if part.film <= hold.film <= end)
            if known is None or not same or known.offset != offset or known.holds != within:
                clips = clips_of(cues_on_timeline(part, holds), offset, cut.seed)
                known = self._parts[index] = _Sounds(part.shots, end, offset, within, clips, *reach(clips))
            if known.first < start + ticks and known.last > start:
                found.extend(known.clips)
        return tuple(found)

    def silence(self) -> SoundJob:
        """A whole window of nothing, the stand-in for one that is late."""
        return SoundJob((), 0, WINDOW)

    def job(self, cut: Cut, holds: Sequence[Hold], window: Window, grade: str = "full") -> SoundJob:
        """The job that makes a window; only what is heard in it makes its key. `grade` "speech" has the words alone.

        Nothing that follows a seam is heard before it: it was not decided then.
        """
        before, after = PRE_ROLL * AAC_PACKET, LOOK_AHEAD * AAC_PACKET
        start, ticks = window.start - before, before + window.ticks + after
        end = window.start + window.ticks
        seam = next((part for part, film in cut.seams() if to_timeline(holds, film, after=False) >= end), None)
        clips = () if grade == "silence" else heard(self.clips(cut, holds, start, ticks, seam), start, ticks)
        if grade == "speech":
            clips = tuple(clip for clip in clips if clip.kind == "speech")
        return SoundJob(clips, window.start, window.ticks)
