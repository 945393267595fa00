"""The mix: any window of the film's sound as a pure function of its clips.

Each clip's rendering is made to level beforehand; ducking follows from the times of clips, and the limiter has no
memory, so [a, b) and [b, c) laid end to end are [a, c) to the sample.
"""

from __future__ import annotations

import dataclasses
import functools
import weakref
from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from playhead.sound import ambience, foley
from playhead.sound.cache import Cache, Samples
from playhead.sound.clip import DUCK_HOLD, DUCK_IN, DUCK_OUT, FADE, JOIN, TAIL, Clip, heard
from playhead.sound.dsp import filtered
from playhead.sound.score import play
from playhead.sound.shelf import Shelf, rounded
from playhead.sound.space import placed, space_of
from playhead.speech.feeling import colour_of
from playhead.speech.timing import Line

SPEECH_DB = 0.8  # on what the speaker levels to -15 LUFS
DUCK = {"score": 10 ** (-14 / 20), "ambience": 10 ** (-9 / 20), "foley": 10 ** (-5 / 20)}
KNEE, CEILING = 0.60, 0.84
CACHE_BYTES = 40 * 1024**2


class Voices(Protocol):
    """What speaks the lines: `playhead.speech.Speaker`, or a fake."""

    def samples(self, line: Line) -> NDArray[np.float32]:
        """The line, (ticks,) float32 mono at 48 kHz."""
        ...


_renderings = Cache(CACHE_BYTES)
_spoken: weakref.WeakKeyDictionary[Any, Cache] = weakref.WeakKeyDictionary()


def mix(clips: Iterable[Clip], start: int, ticks: int, speaker: Voices, shelf: Shelf | None = None) -> Samples:
    """What is heard in [start, start + ticks): (ticks, 2) float32, within -1..1; before the film (below 0) is silence.

    Ambience and score are shared through `shelf`, if there is one. Raises what its store raises.
    """
    out = np.zeros((ticks, 2), np.float32)
    clips = heard(clips, start, ticks)
    speech = [clip for clip in clips if clip.kind == "speech"]
    room = _Room(speech, start, ticks) if speech else None
    for clip in clips:
        if clip.kind != "ambience":
            _add_clip(out, clip, start, room, speaker, shelf)
    for same in _ambiences(clips):
        _add_ambience(out, same, start, room, shelf)
    if start < 0:
        out[: min(-start, ticks)] = 0
    return limited(out)


def _add_clip(out: Samples, clip: Clip, start: int, room: _Room | None, speaker: Voices, shelf: Shelf | None) -> None:
    sound = _rendering(clip, speaker, shelf)[: clip.ticks + TAIL]
    first, last = max(clip.start - start, 0), min(clip.start + len(sound) - start, len(out))
    if last <= first:
        return
    part = sound[first + start - clip.start : last + start - clip.start]
    gain = np.float32(10 ** ((clip.gain / 1000 + (SPEECH_DB if clip.kind == "speech" else 0)) / 20))
    if clip.kind == "speech" or room is None:
        out[first:last] += part * gain
    else:
        out[first:last] += part * (gain * room.gain(DUCK[clip.kind], first, last))


def _rendering(clip: Clip, speaker: Voices, shelf: Shelf | None) -> Samples:
    """The clip's sound from its start, (n, 2); remembered, whatever its place in the film."""
    kind = dataclasses.replace(clip, start=0, gain=0)
    if clip.kind == "speech":
        cache = _spoken.setdefault(speaker, Cache(CACHE_BYTES // 2))
        return cache.get(kind, lambda: _voice(clip, speaker))
    if clip.kind == "foley":
        return _renderings.get(kind, lambda: foley.render(clip.name, clip.ticks, clip.seed, clip.place, clip.weather, clip.pan / 1000))
    kind = dataclasses.replace(kind, bar=clip.bar)

    def bar() -> Samples:
        return rounded(play.render_bar(clip.seed, clip.name, clip.tension, clip.bar, clip.closing))

    return _renderings.get(kind, functools.partial(shelf.get, kind, bar) if shelf else bar)


def _voice(clip: Clip, speaker: Voices) -> Samples:
    line = clip.line
    if line is None:
        return np.zeros((0, 2), np.float32)
    dry = speaker.samples(line)
    space = space_of(clip.place)
    if clip.name in ("radio", "phone"):
        dry = filtered(dry, [(100, -40), (350, -6), (500, 2), (2800, 3), (3600, -12), (6000, -50)])
        return placed(dry, clip.pan / 2000, "dry")
    if clip.name in ("vo", "thought"):
        space = "dry"
    return placed(dry, clip.pan / 2000, space)  # half as far to the side as it is seen: voices stay near the middle


class _Room:
    """The room that speech takes of everything else at each tick of a window, by the times and feelings of its lines."""

    def __init__(self, speech: list[Clip], start: int, ticks: int) -> None:
        t = np.arange(start, start + ticks, dtype=np.int64)
        most = np.zeros(ticks, np.float32)
        self._soft = np.ones((ticks, 1), np.float32)
        for clip in speech:
            rise = (t - (clip.start - DUCK_IN)).astype(np.float32) / np.float32(DUCK_IN)
            fall = (clip.end + DUCK_HOLD + DUCK_OUT - t).astype(np.float32) / np.float32(DUCK_OUT)
            near = np.minimum(rise, fall)
            np.maximum(most, near, out=most)
            level = colour_of(clip.line.feeling).level if clip.line else 0.0
            if level < 0:  # what is said softly is given as much more room
                np.minimum(self._soft, 1 - _smooth(near) * np.float32(1 - 10 ** (level / 20)), out=self._soft)
        self._room = _smooth(most)

    def gain(self, least: float, first: int, last: int) -> Samples:
        """Gain of something that is brought down to `least` while a line is said, (last - first, 1)."""
        return (np.float32(1) - self._room[first:last] * np.float32(1 - least)) * self._soft[first:last]


def _smooth(x: Samples) -> Samples:
    """An S-curve from 0 to 1, (n, 1)."""
    x = np.clip(x, np.float32(0), np.float32(1))
    return (x * x * (np.float32(3) - np.float32(2) * x))[:, None]


def _ambiences(clips: tuple[Clip, ...]) -> list[list[Clip]]:
    """Ambience clips, those that are the same one together."""
    groups: dict[Clip, list[Clip]] = {}
    for clip in clips:
        if clip.kind == "ambience":
            groups.setdefault(dataclasses.replace(clip, start=0, ticks=0, pan=0), []).append(clip)
    return [groups[key] for key in groups]


def _add_ambience(out: Samples, same: list[Clip], start: int, room: _Room | None, shelf: Shelf | None) -> None:
    """One ambience, through all the clips that ask for it: it goes on where one follows on another."""
    t = np.arange(start, start + len(out), dtype=np.int64)
    level = np.zeros(len(out), np.float32)
    spans: list[tuple[int, int]] = []
    for clip in sorted(same, key=lambda c: c.start):
        if spans and clip.start <= spans[-1][1] + JOIN:
            spans[-1] = (spans[-1][0], max(spans[-1][1], clip.end))
        else:
            spans.append((clip.start, clip.end))
    for begin, end in spans:
        rise = (t - begin).astype(np.float32) / np.float32(FADE)
        fall = (end + FADE - t).astype(np.float32) / np.float32(FADE)
        np.maximum(level, np.minimum(rise, fall), out=level)
    level = np.clip(level, np.float32(0), np.float32(1))
    loud = np.flatnonzero(level)
    if not len(loud):
        return
    first, last = int(loud[0]), int(loud[-1]) + 1
    gain = (level[first:last] * (np.float32(2) - level[first:last]))[:, None] * np.float32(10 ** (same[0].gain / 20_000))
    if room is not None:
        gain = gain * room.gain(DUCK["ambience"], first, last)
    out[first:last] += ambience.window(same[0], start + first, last - first, _renderings, shelf) * gain


def limited(samples: Samples) -> Samples:
    """Peaks rounded off towards the ceiling; what is below the knee is left as it is."""
    size = np.abs(samples)
    if not len(size) or float(size.max()) <= KNEE:
        return samples
    room = np.float32(CEILING - KNEE)
    over = np.maximum(size - np.float32(KNEE), np.float32(0))
    return np.copysign(np.minimum(size, np.float32(KNEE)) + room * over / (room + over), samples)
