"""Cues: what is to be heard while a beat is seen, timed from the beat's start; sound turns them into clips."""

from __future__ import annotations

from dataclasses import dataclass, field

from playhead.shots.brief import Brief
from playhead.shots.shot import Place, Shot
from playhead.speech.timing import Line


@dataclass(frozen=True, slots=True)
class Cue:
    """Something heard from `at` for `ticks` (48 000 a second).

    kind is "speech" (with `line`, `speaker`), "foley" (`name` as in FOLEY), "ambience" (with `place`, `time`, `weather`)
    or "score" (`name` is a mood, `tension` 0..5; name "silence" lets the score rest).
    """

    kind: str
    at: int
    ticks: int
    name: str = ""
    line: Line | None = None
    speaker: str = ""
    place: Place | None = None
    time: str = ""
    weather: str = ""
    tension: int = 0
    pan: int = 0  # -1000 left .. 1000 right


FOLEY = (
    "footsteps", "run", "door open", "door close", "knock", "paper", "cup", "pour", "switch", "radio", "phone", "bell", "clock",
    "thunder", "splash", "glass", "match", "wind up", "wind down", "engine", "horn", "gunshot", "thud", "cloth", "keys",
    "typing", "bird", "dog", "cat", "horse", "fire", "rope", "metal", "wood", "whistle", "crowd", "applause", "creak", "beep",
    "heartbeat", "drop",
)
MOODS = ("calm", "tender", "joy", "sorrow", "wonder", "tension", "fear", "triumph", "silence")


@dataclass(frozen=True, slots=True)
class Caption:
    """Words to be read from `at` for `ticks`: a speaker's, a sound's in brackets, or what is seen as it is `described` to who hears the film."""

    at: int
    ticks: int
    text: str
    speaker: str = ""
    texts: tuple[tuple[str, str], ...] = ()  # (language, text) where the author wrote it in others
    described: bool = False

    def text_in(self, language: str) -> str:
        """The words in a language, in the script's own where the author wrote no others."""
        return next((text for tongue, text in self.texts if tongue == language), self.text)


@dataclass(frozen=True, slots=True)
class ShotList:
    """A beat as it will be shot: shots in order, whose frames add up to `frames`; cues and captions from the beat's start."""

    shots: tuple[Shot, ...]
    cues: tuple[Cue, ...] = ()
    captions: tuple[Caption, ...] = ()
    reasons: tuple[str, ...] = field(default=())  # one a shot: why it is there, for `why` and `cut`
    briefs: tuple[Brief, ...] = field(default=())  # one a shot: the script's words for it; empty ones where a viewer's own are in it

    @property
    def frames(self) -> int:
        """Length of the beat in frames."""
        return sum(shot.frames for shot in self.shots)
