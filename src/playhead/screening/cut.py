"""The cut as planned: parts in the order in which they play, and the picture segments they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from playhead.canonical import seed_of
from playhead.screening.seam import Seam
from playhead.screening.timeline import Hold, to_timeline
from playhead.shots.cue import Caption, ShotList
from playhead.shots.shot import Shot
from playhead.shots.style import USUAL, Style
from playhead.speech.timing import Line, Spoken
from playhead.story import Story
from playhead.story.improvise import Bid
from playhead.story.state import State
from playhead.story.version import Version
from playhead.timebase import FRAME, segments_of


@dataclass(frozen=True, slots=True)
class Segment:
    """A picture segment that the cut needs: segment `n` of shot `shot` of part `part`, at `film` ticks of film time."""

    part: int
    shot: int
    n: int
    film: int
    ticks: int
    pixels: Shot
    reason: str


@dataclass(slots=True)
class Part:
    """The title, a beat, or the end card: known by name first, then its lines' timing, then its shots.

    `kind` is "title", "beat" or "end"; `beat` is the index in the story of a beat, else -1; `film` is where it begins in
    film time, known when the part before it is shot.
    """

    kind: str
    name: str
    beat: int
    why: str
    film: int
    lines: tuple[Line, ...] = ()
    timing: dict[str, Spoken] = field(default_factory=dict)
    shots: ShotList | None = None
    version: Version | None = None  # of a beat: as this viewer sees it
    seam: Seam | None = None  # the choice at its end
    before: State | None = None  # of a beat: the state in which it was planned
    style: Style = USUAL
    said: dict[str, str] = field(default_factory=dict)  # improvised lines by the ids of their bids, "" where the author's are said

    @property
    def unwritten(self) -> tuple[Bid, ...]:
        """Lines that may be improvised and are not settled yet: before they are, it is not known what is said."""
        return tuple(bid for bid in self.version.bids if bid.id not in self.said) if self.version else ()

    @property
    def missing(self) -> tuple[Line, ...]:
        """Lines whose timing is not known yet."""
        return tuple(line for line in self.lines if line.key not in self.timing)


def film_seed(story: Story) -> int:
    """What varies a film's score: its title, so that an edit of the script does not change the music."""
    return seed_of("film", story.title)


class Cut:
    """Parts, and the segments of those that are shot; film time is settled for both. `seed` is the film's, for its score."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.parts: list[Part] = []
        self.segments: list[Segment] = []
        self.end = 0

    @property
    def final(self) -> bool:
        """Whether the film's end is known."""
        return bool(self.parts) and self.parts[-1].kind == "end" and self.parts[-1].shots is not None

    @property
    def open(self) -> Part | None:
        """The last part, if it is not shot yet."""
        return self.parts[-1] if self.parts and self.parts[-1].shots is None else None

    @property
    def played(self) -> tuple[int, ...]:
        """The story's beats in the cut so far, by index."""
        return tuple(part.beat for part in self.parts if part.kind == "beat")

    def add(
        self, kind: str, name: str, *, beat: int = -1, why: str = "", lines: tuple[Line, ...] = (), version: Version | None = None,
        before: State | None = None, style: Style = USUAL,
    ) -> Part:
        """Append a part; the one before it must be shot."""
        assert self.open is None, "a part follows one that is shot"
        part = Part(kind, name, beat, why, self.end, lines, version=version, before=before, style=style)
        self.parts.append(part)
        return part

    def shoot(self, shots: ShotList) -> None:
        """Settle the shots of the last part."""
        part = self.open
        assert part is not None, "only a part that is not shot can be shot"
        part.shots = shots
        at = part.film
        for index, shot in enumerate(shots.shots):
            reason = shots.reasons[index] if index < len(shots.reasons) else ""
            for n, frames in enumerate(segments_of(shot.frames)):
                self.segments.append(Segment(len(self.parts) - 1, index, n, at, frames * FRAME, shot, reason))
                at += frames * FRAME
        self.end = at

    def seams(self) -> Iterator[tuple[int, int]]:
        """Where the cut divides, decided or not: the part that begins there, and its film time; where there was one way it does not."""
        for n, part in enumerate(self.parts, 1):
            if part.seam is not None and len(part.seam.open) > 1:
                yield n, self.parts[n].film if n < len(self.parts) else self.end

    def fork(self) -> Cut:
        """The same cut, to plan what may follow."""
        other = Cut(self.seed)
        other.parts, other.segments, other.end = list(self.parts), list(self.segments), self.end
        return other

    def drop(self, part: int) -> None:
        """Forget parts from `part` on."""
        self.segments = [segment for segment in self.segments if segment.part < part]
        if part < len(self.parts):
            self.end = self.parts[part].film
            del self.parts[part:]

    def index_at(self, film: int) -> int:
        """The first segment that begins at `film` or later."""
        low, high = 0, len(self.segments)
        while low < high:
            middle = (low + high) // 2
            if self.segments[middle].film < film:
                low = middle + 1
            else:
                high = middle
        return low

    def captions(self, holds: Sequence[Hold]) -> Iterator[Caption]:
        """All captions so far, in timeline time; one that has begun is not moved by a hold after its start."""
        for part in self.parts:
            if part.shots is not None:
                for caption in part.shots.captions:
                    yield replace(caption, at=to_timeline(holds, part.film + caption.at))
