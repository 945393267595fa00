"""What is heard: the cues of every part that is shot, as clips in film time, and the windows made of them.

Windows are cut from the film, whose time no hold moves: who had one hears the very windows that everybody else hears, later by as
much. While a hold is shown its place is heard, in a window of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playhead.media import LOOK_AHEAD, PRE_ROLL
from playhead.projection import SoundJob
from playhead.screening.cut import Cut
from playhead.shots.cue import ShotList
from playhead.sound import Clip, clips_of, heard, reach
from playhead.timebase import AAC_PACKET, WINDOW, from_seconds

LEAD = from_seconds(0.5)
"""Ambience leads a scene's picture by this, so a window near the end of what is shot waits for the next part."""
SHORTEST = 4 * AAC_PACKET
MUCH = 8 * WINDOW
"""What sounds for so long before a window, in it and after it neither comes nor goes there."""


def sound_at_seam(start: int, seam: int) -> int:
    """Where the sound's list ends, if it goes on from `start`, when it comes to an undecided seam (film ticks)."""
    while window := next_window(start, seam, seams=(seam,), final=False, hurry=True):
        start += window.ticks
    return start


def seams_of(cut: Cut) -> tuple[int, ...]:
    """Where the cut divides, in film time."""
    return tuple(film for _, film in cut.seams())


@dataclass(frozen=True, slots=True)
class Window:
    """One sound segment that is wanted, in film time."""

    start: int
    ticks: int


def whole_packets(ticks: int) -> int:
    """`ticks` rounded up to whole AAC packets."""
    return -(-ticks // AAC_PACKET) * AAC_PACKET


def nearest_packets(ticks: int) -> int:
    """The whole AAC packets that are nearest to `ticks`.

    >>> [nearest_packets(each) // 1024 for each in (0, 511, 512, 48_000, 96_000)]
    [0, 0, 1, 47, 94]
    """
    return (ticks + AAC_PACKET // 2) // AAC_PACKET * AAC_PACKET


def next_window(start: int, known: int, *, seams: Sequence[int] = (), final: bool, hurry: bool) -> Window | None:
    """The window from `start`, given that the film is `known` that far (both film ticks); None while it must wait.

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


@dataclass(frozen=True, slots=True)
class _Sounds:
    """The clips of one part as it is shot and where it begins, and how far they reach."""

    shots: ShotList
    film: int
    clips: tuple[Clip, ...]
    first: int
    last: int


class Sounding:
    """Clips of the parts of a cut, made once for each part, and again when it is shot anew."""

    def __init__(self) -> None:
        self._parts: dict[int, _Sounds] = {}

    def clips(self, cut: Cut, start: int, ticks: int, until: int | None = None) -> tuple[Clip, ...]:
        """The clips of all parts, or of those before part `until`, that can be heard in [start, start + ticks) of the film."""
        found: list[Clip] = []
        for index in range(len(cut.parts[:until])):
            known = self._of(cut, index)
            if known is not None and known.first < start + ticks and known.last > start:
                found.extend(known.clips)
        return tuple(found)

    def _of(self, cut: Cut, index: int) -> _Sounds | None:
        part = cut.parts[index]
        if part.shots is None:
            return None
        known = self._parts.get(index)
        if known is None or known.shots is not part.shots or known.film != part.film:
            clips = clips_of(part.shots.cues, part.film, cut.seed)
            known = self._parts[index] = _Sounds(part.shots, part.film, clips, *reach(clips))
        return known

    def job(self, cut: Cut, window: Window, grade: str = "full") -> SoundJob:
        """The job that makes a window; only what is heard in it makes its key. `grade` "speech" has the words alone.

        Nothing that follows a seam is heard before it: it was not decided then.
        """
        before, after = PRE_ROLL * AAC_PACKET, LOOK_AHEAD * AAC_PACKET
        start, ticks = window.start - before, before + window.ticks + after
        end = window.start + window.ticks
        seam = next((part for part, film in cut.seams() if film >= end), None)
        clips = () if grade == "silence" else heard(self.clips(cut, start, ticks, seam), start, ticks)
        if grade == "speech":
            clips = tuple(clip for clip in clips if clip.kind == "speech")
        return SoundJob(clips, window.start, window.ticks)

    def hold(self, cut: Cut, window: Window, grade: str = "full") -> SoundJob:
        """The job that makes what is heard while the film is held at the start of `window`: the place that it is in goes on.

        It sounds as it does in the middle of a scene, so that it is one window for all who are held anywhere in that place.
        """
        index = max((n for n, part in enumerate(cut.parts) if n == 0 or part.film < window.start), default=-1)
        known = self._of(cut, index) if index >= 0 and grade != "silence" else None
        places = [clip for clip in known.clips if clip.kind == "ambience"] if known else []
        begun = [clip for clip in places if clip.start < window.start] or places[:1]
        return SoundJob(tuple(replace(clip, start=0, ticks=2 * MUCH) for clip in begun[-1:]), MUCH, window.ticks)
