"""Clips: what is heard, on the film's timeline; frozen data from which a window's key is made."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from playhead.canonical import key_of, seed_of
from playhead.shots.cue import Cue
from playhead.shots.shot import Place
from playhead.sound.score.theme import bar_ticks
from playhead.speech.timing import Line
from playhead.timebase import TICK_RATE

BUILD = "sound 4"  # change the number when the same clips sound different
DUCK_IN = TICK_RATE // 4  # speech is made room for before it begins, within the 0.3 s that shots leave
DUCK_HOLD = TICK_RATE // 2
DUCK_OUT = TICK_RATE * 5 // 4
FADE = TICK_RATE // 2  # of an ambience, in after its start and out after its end
JOIN = TICK_RATE // 10  # the same ambience heard again within this goes on without a fade
TAIL = TICK_RATE * 4  # nothing rings longer after its clip's end

_GAINS = {"speech": 0, "foley": 0, "ambience": 0, "score": 0}  # thousandths of dB; everything is made to level


@dataclass(frozen=True, slots=True)
class Clip:
    """Something heard from `start` for `ticks` (48 000 a second) of the film's time.

    kind is "speech" (`line`), "foley" (`name`), "ambience" (`place`, `time`, `weather`), or "score" (`name` is the
    mood, `bar` the number of the bar on the film's grid). `gain` is in thousandths of a decibel, `pan` -1000..1000.
    What lies in the clip varies with `seed` and never with `start`, so that equal clips are one rendering.
    """

    kind: str
    start: int
    ticks: int
    name: str = ""
    line: Line | None = None
    place: Place | None = None
    time: str = ""
    weather: str = ""
    tension: int = 0
    gain: int = 0
    pan: int = 0
    seed: int = 0
    bar: int = 0
    closing: bool = False  # a bar after which the score rests

    @property
    def key(self) -> str:
        """Content key of the clip, the same in every process."""
        return key_of("clip", BUILD, self) if self.private else _key(self)  # a viewer's own words are kept nowhere

    @property
    def private(self) -> bool:
        """Whether it says a viewer's own words."""
        return self.line is not None and self.line.private

    @property
    def end(self) -> int:
        """The tick after its last, tails not counted."""
        return self.start + self.ticks


@functools.lru_cache(maxsize=16384)
def _key(clip: Clip) -> str:
    return key_of("clip", BUILD, clip)


def clips_of(cues: Iterable[Cue], offset_ticks: int, film_seed: int = 0) -> tuple[Clip, ...]:
    """The clips of a beat's cues, the beat beginning at `offset_ticks` of the film.

    Speech and foley are placed in the room of the ambience they are heard in; a score cue becomes the bars that begin
    within it, on a grid that runs through the film, so that the music goes on from beat to beat.
    """
    cues = tuple(cues)
    out: list[Clip] = []
    for number, cue in enumerate(cues):
        start = offset_ticks + cue.at
        if cue.ticks <= 0:
            continue
        if cue.kind == "score":
            out += _bars(cue, offset_ticks, film_seed, _rests_after(cue, cues))
            continue
        around = cue if cue.place else _around(cue, cues)
        place, weather = (around.place, around.weather) if around else (None, "")
        if cue.kind == "speech" and cue.line is not None:
            out.append(Clip("speech", start, cue.ticks, cue.name, cue.line, _room(place), pan=cue.pan))
        elif cue.kind == "ambience":
            seed = seed_of("ambience", film_seed, cue.place, cue.time, cue.weather)
            out.append(Clip("ambience", start, cue.ticks, cue.name, None, cue.place, cue.time, cue.weather, seed=seed))
        elif cue.kind == "foley":
            seed = seed_of("foley", film_seed, cue, number) % 64  # a few variations, so that renderings are shared
            out.append(Clip("foley", start, cue.ticks, cue.name, None, _room(place), "", weather, pan=cue.pan, seed=seed))
    return in_order(out)


def in_order(clips: Iterable[Clip]) -> tuple[Clip, ...]:
    """Clips in the one canonical order: by kind, then start, then key."""
    many = list(clips)
    met = Counter((clip.kind, clip.start) for clip in many)
    # A key is worked out only where it decides.
    return tuple(sorted(many, key=lambda clip: (clip.kind, clip.start, clip.key if met[clip.kind, clip.start] > 1 else "")))


def reach(clips: Iterable[Clip]) -> tuple[int, int]:
    """The ticks from and up to which any of these changes what is heard."""
    reaches = [_reach(clip) for clip in clips]
    return min((first for first, _ in reaches), default=0), max((last for _, last in reaches), default=0)


def heard(clips: Iterable[Clip], start: int, ticks: int) -> tuple[Clip, ...]:
    """The clips that change what is heard in [start, start + ticks), in canonical order: what the window's key is made of."""
    end = start + ticks
    found = []
    for clip in clips:
        first, last = _reach(clip)
        if first < end and last > start:
            found.append(clip)
    return in_order(dict.fromkeys(found))


def _reach(clip: Clip) -> tuple[int, int]:
    if clip.kind == "speech":
        return clip.start - DUCK_IN, clip.end + max(DUCK_HOLD + DUCK_OUT, TAIL)
    if clip.kind == "ambience":
        return clip.start, clip.end + FADE + JOIN
    return clip.start, clip.end + TAIL


def _around(cue: Cue, cues: tuple[Cue, ...]) -> Cue | None:
    """The ambience that a cue is heard in: the last that began by then, else the beat's first."""
    ambiences = sorted((c for c in cues if c.kind == "ambience" and c.place), key=lambda c: c.at)
    begun = [c for c in ambiences if c.at <= cue.at]
    return begun[-1] if begun else (ambiences[0] if ambiences else None)


def _room(place: Place | None) -> Place | None:
    """A place as far as a voice or a step sounds different in it."""
    return Place(place.kind, "", place.interior) if place else None


def _bars(cue: Cue, offset: int, film_seed: int, rests: bool) -> list[Clip]:
    if cue.name == "silence":
        return []
    bar = bar_ticks(film_seed)
    first, last = -(-(offset + cue.at) // bar), -(-(offset + cue.at + cue.ticks) // bar)
    return [
        Clip("score", k * bar, bar, cue.name, tension=cue.tension, seed=film_seed, bar=k, closing=rests and k == last - 1)
        for k in range(first, last)
    ]


def _rests_after(cue: Cue, cues: tuple[Cue, ...]) -> bool:
    """Whether the score is told to rest where this cue ends."""
    end = cue.at + cue.ticks
    return any(c.kind == "score" and c.name == "silence" and abs(c.at - end) < TICK_RATE for c in cues)
