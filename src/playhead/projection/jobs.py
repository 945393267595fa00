"""Jobs: what a farm can be asked to make, as frozen data with a key that is the same in every process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from playhead.canonical import key_of
from playhead.media import LOOK_AHEAD, PRE_ROLL
from playhead.projection.build import picture_build, sound_build
from playhead.render.renderer import GROUND, Options, Size
from playhead.shots.brief import Brief
from playhead.shots.shot import Shot
from playhead.sound import Clip, heard, in_order
from playhead.speech.timing import Line, Spoken
from playhead.timebase import AAC_PACKET, FRAME, segments_of

WIDE = Size()
GRADES = ("full", "half", "held", "hold")
"""From the take that is wanted to the cheapest stand-in: drawn at half the size, that and 12 pictures a second, one still."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A renderer of a film's ladder: its options, and what tells its weights apart."""

    renderer: str = GROUND
    options: Options = ()
    model: str = ""
    brief: bool = False  # whether it is told in words


@dataclass(frozen=True)
class PictureJob:
    """Segment `n` of a take of `shot`.

    `source` is the hash of the stored segment that came before: a "hold" repeats its last picture; what another renderer drew goes
    over into this one. `options`, `model` and `brief` are what the renderer is told besides the shot; `below` names the renderers
    that stand in for it, best first, and changes no picture.
    """

    shot: Shot
    n: int = 0
    size: Size = WIDE
    renderer: str = GROUND
    grade: str = "full"
    source: str = ""
    options: Options = ()
    model: str = ""
    brief: Brief | None = None
    below: tuple[Rung, ...] = ()
    account: str = ""  # the film that pays for it; changes no picture

    @cached_property
    def shot_key(self) -> str:
        """Key of the shot, worked out once."""
        return self.shot.key if self.private else _shot_key(self.shot)

    @cached_property
    def take(self) -> str:
        """Key of the take that this is a segment of."""
        told = (self.options, self.model, self.brief) if self.options or self.model or self.brief else ()
        return _take_key(self.shot_key, self.renderer, self.size, self.grade, self.source, told)

    @cached_property
    def key(self) -> str:
        """Key of this segment."""
        return _segment_key(self.take, self.n)

    @property
    def first(self) -> int:
        """Number, in the shot, of the segment's first frame."""
        return sum(segments_of(self.shot.frames)[: self.n])

    @property
    def frames(self) -> int:
        """How many frames the segment has."""
        return segments_of(self.shot.frames)[self.n]

    @property
    def ticks(self) -> int:
        """Length of the segment."""
        return self.frames * FRAME

    @property
    def kind(self) -> str:
        """What its cost is learnt under; a take's first segment also bakes plates, so it is a kind of its own."""
        return self.kind_at(self.grade)

    def at(self, grade: str, source: str = "") -> PictureJob:
        """The same segment at another grade."""
        return replace(self, grade=grade, source=source)

    def after(self, source: str) -> PictureJob:
        """The same segment, going over from the last picture of that stored one."""
        return replace(self, source=source)

    def on(self, rung: Rung, below: tuple[Rung, ...] = ()) -> PictureJob:
        """The same segment by a renderer further down."""
        brief = self.brief if rung.brief or any(each.brief for each in below) else None
        return replace(self, renderer=rung.renderer, options=rung.options, model=rung.model, brief=brief, below=below)

    def alone(self) -> PictureJob:
        """The same segment, with nothing to stand in for it."""
        return replace(self, below=(), account="")

    def rungs(self) -> tuple[PictureJob, ...]:
        """What may be shown of this segment, best first: as it is wanted, by the renderers below, as stand-ins of the last of these.

        Of one that is a stand-in itself there is nothing else.
        """
        if self.grade != "full":
            return (self,)
        *wanted, last = (self, *(self.on(rung) for rung in self.below))
        return (*wanted, last, *(last.at(grade) for grade in GRADES[1:]))

    def kind_at(self, grade: str) -> str:
        """The kind it would be at another grade."""
        cold = "first" if self.n == 0 else "next"
        return f"picture {self.renderer} {self.size.width}x{self.size.height} {grade} {cold}"

    @property
    def private(self) -> bool:
        """Whether it shows a viewer's own words."""
        return self.shot.private

    @property
    def place(self) -> str:
        """Where it plays, in the script's words; for the loading state."""
        return self.shot.place.name


@dataclass(frozen=True)
class SoundJob:
    """The sound of `ticks` (a whole number of AAC packets) from `start`, both on the film's own timeline.

    `clips` may hold more than is heard; only what is heard makes the key.
    """

    clips: tuple[Clip, ...]
    start: int
    ticks: int

    @cached_property
    def key(self) -> str:
        """Key of this window: what is heard in it, counted from its start, so that the same sound elsewhere is the same."""
        before = PRE_ROLL * AAC_PACKET
        moved = in_order(replace(clip, start=clip.start - self.start) for clip in self._heard)
        # Before the film is silence: a window at its very start differs from the same clips later.
        make = _sound_key.__wrapped__ if self.private else _sound_key
        return make(self.ticks, moved, min(self.start, before))

    def heard(self) -> SoundJob:
        """The same job with only the clips that are heard in it; what is sent to a worker."""
        return replace(self, clips=self._heard)

    @cached_property
    def _heard(self) -> tuple[Clip, ...]:
        before, after = PRE_ROLL * AAC_PACKET, LOOK_AHEAD * AAC_PACKET
        return heard(self.clips, self.start - before, before + self.ticks + after)

    @property
    def kind(self) -> str:
        """What its cost is learnt under."""
        return "sound"

    @property
    def private(self) -> bool:
        """Whether a viewer's own words are heard in it."""
        return any(clip.private for clip in self._heard)

    @property
    def place(self) -> str:
        """Sound has no place."""
        return ""


@dataclass(frozen=True)
class SpeechJob:
    """A line to be spoken; its samples are left in the store's speech blobs, its timing and who spoke it are the result.

    `told` is who is to speak it, as `playhead.speech.wanted` has it: "" is the default voice.
    """

    line: Line
    told: str = ""

    @cached_property
    def key(self) -> str:
        """Key of the spoken line."""
        make = _speech_key.__wrapped__ if self.private else _speech_key
        return make(self.line, self.told)

    @property
    def kind(self) -> str:
        """What its cost is learnt under."""
        return f"speech {self.told.partition(' ')[0]}".strip()

    @property
    def private(self) -> bool:
        """Whether it says a viewer's own words."""
        return self.line.private

    @property
    def place(self) -> str:
        """Speech has no place."""
        return ""


# Viewers of the same cut ask for the same: each key is worked out for the first of them. Their own words are kept nowhere.


@lru_cache(maxsize=8192)
def _shot_key(shot: Shot) -> str:
    return shot.key


@lru_cache(maxsize=8192)
def _take_key(shot_key: str, renderer: str, size: Size, grade: str, source: str, told: tuple[object, ...]) -> str:
    return key_of("take", shot_key, renderer, size, grade, source, *told, picture_build(renderer))


@lru_cache(maxsize=8192)
def _segment_key(take: str, n: int) -> str:
    return key_of("segment", take, n)


@lru_cache(maxsize=4096)
def _speech_key(line: Line, told: str) -> str:
    return key_of("speech", line, told, sound_build())


@lru_cache(maxsize=4096)
def _sound_key(ticks: int, clips: tuple[Clip, ...], before: int) -> str:
    return key_of("sound", ticks, clips, before, sound_build())


Job = PictureJob | SoundJob | SpeechJob


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job. A picture or sound segment has `hash`; speech has `spoken` and an empty hash."""

    key: str
    hash: str
    ticks: int
    bytes: int
    seconds: float = 0.0  # of work; 0 when it was found in the store
    spoken: Spoken | None = None
    grade: str = "full"  # of a picture: the one asked for, or that of the stand-in made in its place
    renderer: str = ""  # of a picture: who drew it
    source: str = ""  # and from what it goes over

