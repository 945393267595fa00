"""Chords by name, progressions by mood, and voices that move as little as they can."""

from __future__ import annotations

import functools
import itertools
import re

_STEPS = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_CHORD = re.compile(r"([b#]?)([IViv]+)(.*)")
_QUALITIES = {
    "": (), "7": (10,), "maj7": (11,), "add9": (14,), "sus4": (), "9": (10, 14), "6": (9,),
}  # fmt: skip
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
_PROGRESSIONS = {
    "calm major": ("Iadd9 vi7 IVmaj7 Vsus4 iii7 vi IVadd9 I", "Iadd9 IVmaj7 vi7 V IVmaj7 I ii7 I", "I iii7 IVmaj7 ii7 vi7 IV Vsus4 I"),
    "calm dorian": ("i7 IV i7 bVII bIII bVII IV i", "iadd9 v7 bVIImaj7 IV i bIII bVII i", "i7 ii7 bIII IV i7 v7 IV i"),
    "tender": ("Iadd9 iii7 IVmaj7 iv Iadd9 vi7 Vsus4 I", "Imaj7 V vi7 iii7 IVmaj7 I ii7 I", "I vi7 ii7 V iii7 vi iv I"),
    "joy": ("I V vi IV I V IV I", "I IV I V vi IV V I", "Iadd9 ii7 V7 I IV I V7 I"),
    "sorrow": ("i bVI iv V i bVImaj7 V i", "i v7 bVImaj7 bIII iv i V i", "iadd9 iv i V bVI bIII Vsus4 i"),
    "wonder": ("Iadd9 II Imaj7 II vi7 II Vadd9 I", "Imaj7 bVII I II IVmaj7 vi7 II I", "Iadd9 iii7 II vi7 IVmaj7 II Vsus4 I"),
    "tension": ("i i bVI i iv i bII V", "i iadd9 bII i i iv bII V", "i bVI iv V i bIII bII V"),
    "fear": ("i bII i bV i bII biii bII", "i bvi i bII bV iv bII i", "i i bII i biii bII bV bII"),
    "triumph": ("I bVI bVII I IV V bVII I", "I V vi IV bVI bVII Vsus4 I", "Iadd9 IV bVII I vi IV V I"),
}
_SCALE = {
    "calm major": "major", "calm dorian": "dorian", "tender": "major", "joy": "major", "sorrow": "minor", "wonder": "lydian",
    "tension": "minor", "fear": "phrygian", "triumph": "major",
}  # fmt: skip
Voicing = tuple[int, ...]


def manner_of(mood: str, bright: bool) -> str:
    """A mood as this film plays it: calm is major in one and dorian in another; an unknown mood is calm."""
    if mood in _PROGRESSIONS:
        return mood
    return "calm major" if bright else "calm dorian"


def scale_of(manner: str) -> tuple[int, ...]:
    """Semitones of the manner's scale above the tonic."""
    return SCALES[_SCALE[manner]]


def progressions(manner: str) -> tuple[tuple[str, ...], ...]:
    """The eight-bar progressions of a manner: a half close in the middle, a close at the end (fear and tension evade it)."""
    return tuple(tuple(chords.split()) for chords in _PROGRESSIONS[manner])


@functools.lru_cache(maxsize=128)
def chord(name: str) -> tuple[int, ...]:
    """Semitones above the tonic of a chord's notes, the root first.

    >>> chord("vi7"), chord("bVI"), chord("Vsus4")
    ((9, 12, 16, 19), (8, 12, 15), (7, 12, 14))
    """
    match = _CHORD.fullmatch(name)
    if match is None:
        raise ValueError(f"no chord is called {name!r}")
    sign, roman, quality = match.groups()
    root = _STEPS[roman.upper()] + {"b": -1, "#": 1, "": 0}[sign]
    third = 5 if quality == "sus4" else (4 if roman.isupper() else 3)
    return tuple(root + interval for interval in (0, third, 7, *_QUALITIES[quality]))


def voiced(pitches: tuple[int, ...], before: Voicing, low: int, high: int) -> Voicing:
    """The chord (pitch classes, root first) in as many voices as `before`, each moving as little as it can.

    Common tones stay, no voice leaps more than a fifth, the third is never missing, and close seconds stay out of the bass.
    """
    classes = [pitch % 12 for pitch in pitches]
    choices = []
    for voice in before:
        near = [note for note in range(max(low, voice - 7), min(high, voice + 7) + 1) if note % 12 in classes]
        choices.append(sorted(near, key=functools.partial(_distance, voice))[:5])
    best, least = before, 10**9
    for notes in itertools.product(*choices):
        if any(b <= a for a, b in itertools.pairwise(notes)):
            continue
        cost = sum(abs(a - b) * (3 if abs(a - b) > 4 else 2) for a, b in zip(notes, before, strict=True))
        held = {note % 12 for note in notes}
        cost += 12 * (classes[1] not in held) + 6 * (classes[0] not in held) + 3 * (len(held) < min(len(notes), len(classes)))
        cost += 8 * (notes[1] - notes[0] < 4) + sum(4 for a, b in itertools.pairwise(notes) if b - a < 2)
        cost += sum(2 for a, b in itertools.pairwise(notes) if b - a > 9)
        # Two voices in parallel fifths or octaves melt into one.
        for (a0, a1), (b0, b1) in itertools.combinations(zip(before, notes, strict=True), 2):
            if a0 != a1 and (b0 - a0) % 12 in (0, 7) and (b0 - a0) == (b1 - a1):
                cost += 5
        if cost < least:
            best, least = notes, cost
    return best


def _distance(one: int, other: int) -> int:
    return abs(one - other)


@functools.lru_cache(maxsize=256)
def phrase(tonic: int, names: tuple[str, ...], low: int, high: int) -> tuple[Voicing, ...]:
    """Four voices through a progression, between the MIDI keys `low` and `high`."""
    middle = (low + high) // 2
    first = [tonic + pitch for pitch in chord(names[0])]
    around = sorted(note for note in range(low, high + 1) if note % 12 in {pitch % 12 for pitch in first})
    start = min(range(len(around) - 3), key=lambda i: abs(sum(around[i : i + 4]) // 4 - middle))
    voices: Voicing = tuple(around[start : start + 4])
    out = [voices]
    for name in names[1:]:
        voices = voiced(tuple(tonic + pitch for pitch in chord(name)), voices, low, high)
        out.append(voices)
    return tuple(out)


def nearest(pitches: tuple[int, ...], to: int) -> int:
    """The key nearest to `to` that belongs to the chord."""
    classes = {pitch % 12 for pitch in pitches}
    return min((key for key in range(to - 6, to + 7) if key % 12 in classes), key=lambda key: (abs(key - to), key))
