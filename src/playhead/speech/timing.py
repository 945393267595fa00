"""What is said and how long it takes; the data that découpage is timed by."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from enum import IntEnum

from playhead.canonical import key_of


class Mouth(IntEnum):
    """Mouth shapes a performer can make; a subset of the animators' classic set."""

    REST = 0  # closed, relaxed
    CLOSED = 1  # m, b, p
    NARROW = 2  # ee, s, t
    OPEN = 3  # eh, ih, uh
    WIDE = 4  # ah
    ROUND = 5  # oh, oo, w
    TEETH = 6  # f, v


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as settings of the default speaker, all in thousandths, 1000 is the speaker's own; and what other makers choose by."""

    pitch: int = 1000
    formant: int = 1000  # below 1000 a longer throat, above a shorter
    rate: int = 1000  # above 1000 speaks faster
    breath: int = 0  # 0-1000 added breathiness
    maker: str = ""  # who is to speak, by name; "" is whoever the machine's owner settled, else the default voice
    name: str = ""  # of one of the maker's own voices, where the author named one
    cast: str = ""  # who it is cast as, for makers that choose: "woman 2 old british", counted through the cast


@dataclass(frozen=True, slots=True)
class Line:
    """Something said, in one voice, with one feeling."""

    text: str
    voice: Voice
    feeling: str = "calm"  # shots.shot.FEELINGS, or "whisper", "shout", "sing"
    private: bool = False  # holds a viewer's own words
    language: str = "en"
    by: str = ""  # who said it, once that is settled: as `Spoken.by`

    def settled(self, spoken: Spoken) -> Line:
        """The line as it was said: from now on the same samples, whoever could say it better later."""
        return replace(self, by=spoken.by) if spoken.by else self

    @property
    def key(self) -> str:
        """Content key of the line, the same in every process."""
        return key_of("line", self) if self.private else _key(self)  # a viewer's own words are kept nowhere


@functools.lru_cache(maxsize=8192)
def _key(line: Line) -> str:
    return key_of("line", line)


@dataclass(frozen=True, slots=True)
class Mark:
    """From `tick` (from the line's start) on, the mouth has this shape."""

    tick: int
    mouth: Mouth


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a line was spoken: its length in ticks (48 000 a second), its mouth marks, and by whom.

    `by` is the maker, its voice, and which saying of it ("kokoro af_heart 1.0 9f86d081884c"); "" while nobody spoke it.
    """

    ticks: int
    marks: tuple[Mark, ...]
    by: str = ""
