"""One bar of music as notes: the theme over the mood's harmony, in the mood's texture.

Phrases are eight bars: the motif, its answer, the motif again on the new chord, a half close; higher, pressed on, and
home. Where a bar stands in its phrase follows from its number alone, so any bar can be written without the others.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from playhead.canonical import seed_of
from playhead.sound.score.harmony import chord, manner_of, nearest, phrase, progressions, scale_of
from playhead.sound.score.theme import Theme, theme_of

PHRASE = 8
_SHAPE = (88, 92, 96, 92, 100, 98, 94, 84)  # loudness through a phrase, percent


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a part: `at` from the bar's start and `ticks` long; `key` and `velocity` as in MIDI."""

    part: str
    at: int
    ticks: int
    key: int
    velocity: int


@dataclass(frozen=True, slots=True)
class Texture:
    """How a mood is scored: which parts, how dense; `{lead}` and `{ground}` are the theme's own instruments."""

    lead: str = "{lead}"
    pad: str = "slow strings"
    ground: str = "{ground}"
    figure: str = "broken"  # broken, rolled, flowing, pulse, still, toll
    lead_low: int = 67  # where the melody lies
    melody: int = 2  # 0 fragments, 1 every other phrase, 2 most bars, 3 all
    pad_velocity: int = 50
    lead_velocity: int = 66
    ground_velocity: int = 54
    bass: str = "bass"
    doubled: str = ""


_TEXTURES = {
    "calm": Texture(),
    "tender": Texture(figure="rolled", lead_low=69, pad_velocity=46, lead_velocity=62, ground_velocity=50),
    "joy": Texture(figure="flowing", pad="strings", lead_low=72, melody=3, ground_velocity=60, lead_velocity=70, doubled="pizzicato"),
    "sorrow": Texture(lead="cello", figure="still", lead_low=55, pad_velocity=54, melody=2, ground="piano"),
    "wonder": Texture(lead="celesta", figure="flowing", ground="harp", lead_low=76, pad_velocity=52, doubled="glass"),
    "tension": Texture(lead="{lead}", figure="pulse", pad="tremolo", ground="cello", lead_low=60, melody=0, pad_velocity=44, ground_velocity=58),
    "fear": Texture(lead="celesta", figure="toll", pad="tremolo", ground="piano", lead_low=72, melody=0, pad_velocity=48, ground_velocity=56),
    "triumph": Texture(lead="horn", figure="flowing", pad="strings", lead_low=62, melody=3, pad_velocity=66, lead_velocity=80, doubled="violin"),
}


def compose(film_seed: int, mood: str, tension: int, bar: int, closing: bool = False) -> tuple[Note, ...]:
    """The notes of that bar; `closing` brings the phrase home at once and lets it ring."""
    theme = theme_of(film_seed)
    manner = manner_of(mood, theme.bright)
    texture = _TEXTURES.get(mood, _TEXTURES["calm"])
    number, place = divmod(bar, PHRASE)
    names = _names(film_seed, manner, number)
    voices = phrase(theme.tonic, names, 52, 76)[place]
    if closing:
        name = "i" if names[0].startswith("i") else "I"
        names = (*names[:place], name, *names[place + 1 :])
        voices = phrase(theme.tonic, names[: place + 1], 52, 76)[place]
    pitches = tuple(theme.tonic + pitch for pitch in chord(names[place]))
    loud = _SHAPE[place] * (94 + 2 * min(tension, 5))
    writer = _Writer(film_seed, bar, theme, texture, loud)
    if closing or not _thins(texture, number, place, tension):
        writer.pad(voices, closing)
    writer.bass(pitches, manner, closing)
    writer.ground(voices, pitches, closing, tension)
    if closing:
        end = nearest((theme.tonic,), texture.lead_low + 4)
        writer.note("lead", 0, theme.eighths, end, texture.lead_velocity - 8)
    elif _sings(texture, number, place, tension, bar):
        writer.melody(_melody(film_seed, manner, number, texture.lead_low)[place])
    return tuple(writer.notes)


def _names(film_seed: int, manner: str, number: int) -> tuple[str, ...]:
    """The chords of a phrase: the first progression comes back every other time, as a theme does."""
    choices = progressions(manner)
    first = seed_of("progression", film_seed, manner) % len(choices)
    return choices[first if number % 2 == 0 else (first + 1 + number // 2 % (len(choices) - 1)) % len(choices)]


def _sings(texture: Texture, number: int, place: int, tension: int, bar: int) -> bool:
    """Whether the melody is heard in that bar; the film's first phrase always states the theme."""
    if bar < PHRASE // 2 or texture.melody >= 3:
        return True
    if texture.melody == 0 or tension >= 4:
        return place in (0, 1)
    if texture.melody == 1:
        return number % 2 == 0
    return number % 3 != 2 or place < 2


def _thins(texture: Texture, number: int, place: int, tension: int) -> bool:
    """Whether the held chord is left out: a quiet mood breathes for half of every third phrase."""
    return texture.melody == 2 and tension < 3 and number % 3 == 2 and place < PHRASE // 2


@functools.lru_cache(maxsize=128)
def _melody(film_seed: int, manner: str, number: int, low: int) -> tuple[tuple[tuple[int, int, int], ...], ...]:
    """The melody of a phrase, bar by bar: (onset, length) in eighths and MIDI key.

    Bars are anchored on the chord's note nearest to where the melody was; held notes belong to the chord, short ones
    pass by step or lean on the next. The fifth bar lies higher; the last rests on the tonic, or on the third when it goes on.
    """
    theme = theme_of(film_seed)
    names = _names(film_seed, manner, number)
    ladder = [octave * 12 + theme.tonic + step for octave in range(-1, 10) for step in scale_of(manner)]
    at = low + 5
    out: list[tuple[tuple[int, int, int], ...]] = []
    for place, name in enumerate(names):
        pitches = tuple(theme.tonic + pitch for pitch in chord(name))
        cell = theme.fall if place in (1, 3, 6) else theme.rise
        if place == PHRASE - 1:
            end = nearest((theme.tonic + (0 if number % 2 else chord(name)[1]),) if number % 4 == 0 else (theme.tonic,), at)
            out.append(((0, theme.eighths, _within(end, low)),))
            at = out[-1][-1][2]
            continue
        aim = {0: low + 5, 2: at + 1, 4: low + 9, 5: at + 1}.get(place, at)
        anchor = nearest(pitches, _within(aim, low))
        rung = min(range(len(ladder)), key=lambda i, a=anchor: abs(ladder[i] - a))  # type: ignore[misc]
        bar: list[tuple[int, int, int]] = []
        before = 0
        for onset, length, step in cell:
            key = _within(ladder[rung + step], low)
            if length >= 3 or step == 0:  # what is held belongs to the chord; the rest passes by step, or leans on it
                key = nearest(pitches, key)
                if bar and key == bar[-1][2] and step != before:
                    key = nearest(pitches, key + (4 if step > before else -4))
            last = bar[-1][2] if bar else at
            if abs(key - last) > (9 if bar else 11) and place:
                key += -12 if key > last else 12
            bar.append((onset, length, key))
            before = step
        at = bar[-1][2]
        out.append(tuple(bar))
    return tuple(out)


def _within(key: int, low: int) -> int:
    """The key by octaves inside the melody's compass of an octave and a half."""
    while key < low - 2:
        key += 12
    while key > low + 16:
        key -= 12
    return key


class _Writer:
    """Collects the notes of one bar."""

    def __init__(self, film_seed: int, bar: int, theme: Theme, texture: Texture, loud: int) -> None:
        self.notes: list[Note] = []
        self._seed = seed_of("bar", film_seed, bar)
        self._theme = theme
        self._texture = texture
        self._loud = loud

    def note(self, part: str, onset: int, length: int, key: int, velocity: int, late: int = 0) -> None:
        """Add a note by eighths, played with a hand's unevenness of up to 10 ms and a few shades of loudness."""
        texture, theme = self._texture, self._theme
        name = {"lead": texture.lead, "pad": texture.pad, "ground": texture.ground, "bass": texture.bass}.get(part, part)
        name = name.format(lead=theme.lead, ground=theme.ground)
        uneven = seed_of(self._seed, part, onset, key)
        loud = velocity * self._loud // 10_000 + uneven % 7 - 3
        at = onset * theme.eighth + uneven // 8 % 480 + late
        self.notes.append(Note(name, at, length * theme.eighth, key, min(max(loud, 12), 118)))

    def pad(self, voices: tuple[int, ...], closing: bool) -> None:
        """The chord held through the bar and a little into the next, so that chords melt into each other."""
        for voice in voices:
            length = self._theme.eighths + (0 if closing else 1)
            self.note("pad", 0, length, voice, self._texture.pad_velocity)

    def bass(self, pitches: tuple[int, ...], manner: str, closing: bool) -> None:
        """The root below; tension and fear stand on the tonic whatever the harmony does."""
        root = self._theme.tonic if manner in ("tension", "fear") else pitches[0]
        key = 36 + (root - 36) % 12
        key = key - 12 if key > 45 else key
        self.note("bass", 0, self._theme.eighths + (0 if closing else 1), key, self._texture.pad_velocity + 2)

    def ground(self, voices: tuple[int, ...], pitches: tuple[int, ...], closing: bool, tension: int) -> None:
        """The accompanying figure."""
        figure, loud, eighths = self._texture.figure, self._texture.ground_velocity, self._theme.eighths
        root = 48 + (pitches[0] - 48) % 12
        root = root - 12 if root > 55 else root
        upper = [voice for voice in voices if voice > root + 3] or list(voices)
        if closing or figure == "still":
            for number, key in enumerate((root, *upper[:3])):
                self.note("ground", 0, eighths, key, loud - 4, late=number * 1_900)
        elif figure == "rolled":
            for number, key in enumerate((root, *upper[:3])):
                self.note("ground", 0, eighths // 2, key, loud - 2 * number, late=number * 1_500)
            for number, key in enumerate(upper[-2:]):
                self.note("ground", eighths // 2 + number, eighths // 2 - number, key, loud - 10)
        elif figure == "broken":
            order = (root, upper[0], upper[1 % len(upper)], upper[-1], upper[1 % len(upper)])
            for number, key in enumerate(order):
                onset = number * (eighths // 4 if eighths == 8 else 1)
                if onset < eighths and (seed_of(self._seed, number) % 5 or number == 0):
                    self.note("ground", onset, eighths - onset, key, loud - (0 if number == 0 else 6))
        elif figure == "flowing":
            up = (root, upper[0], upper[1 % len(upper)], upper[-1])
            for onset in range(eighths):
                key = up[onset % 4] if onset % 8 < 4 else up[3 - onset % 4] + (12 if onset % 8 == 4 and up[-1] < 70 else 0)
                self.note("ground", onset, 2, key, loud - (0 if onset % 4 == 0 else 9))
            if self._texture.doubled == "pizzicato":
                for onset in range(0, eighths, 2):
                    self.note("pizzicato", onset, 1, upper[onset // 2 % len(upper)], loud - 10)
        elif figure == "pulse":
            tonic = 36 + self._theme.tonic % 12
            tonic = tonic + 12 if tonic < 40 else tonic
            for onset in range(0, eighths, 1 if tension >= 4 else 2):
                self.note("pizzicato" if tension < 3 else "ground", onset, 1, tonic, loud - (0 if onset % 4 == 0 else 12))
            if self._seed % 3 == 0:
                self.note("piano", 0, eighths, tonic - 12 if tonic >= 40 else tonic, loud - 6)
        elif figure == "toll":
            tonic = 36 + self._theme.tonic % 12
            self.note("ground", 0, eighths, tonic - 12 if tonic > 40 else tonic, loud)
            if self._seed % 2:
                self.note("glass", eighths // 2, eighths // 2, tonic + 49, loud - 16)

    def melody(self, bar: tuple[tuple[int, int, int], ...]) -> None:
        """The melody's notes, doubled where the texture says so."""
        for onset, length, key in bar:
            self.note("lead", onset, length, key, self._texture.lead_velocity - (0 if onset % 4 == 0 else 4))
            if self._texture.doubled == "violin":
                self.note("violin", onset, length, key + 12, self._texture.lead_velocity - 14)
            elif self._texture.doubled == "glass" and length >= 3:
                self.note("glass", onset, length, key, self._texture.lead_velocity - 24)
