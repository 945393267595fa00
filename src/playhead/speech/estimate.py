"""How long a line would take, without a voice: for simulations, and for what no voice can say."""

from __future__ import annotations

import re

from playhead.speech.feeling import colour_of
from playhead.speech.phonemes import marks_of, tidy
from playhead.speech.text import clean, has_voice, sentences
from playhead.speech.timing import Line, Spoken
from playhead.timebase import TICK_RATE

PAUSE = 14_400  # ticks between sentences, at the calm pace
_LETTER = 3_120  # ticks a letter, 65 ms; about 14.5 letters and spaces a second
_COMMA = 9_600
_WIDE_LETTER = 9_600  # an ideograph is read in about a fifth of a second
_SPELT = {"c": "k", "g": "ɡ", "q": "k", "x": "k", "y": "i", "r": "ɹ", "u": "u", "a": "a", "e": "ɛ", "o": "o", "j": "ʤ"}


def estimate(line: Line) -> Spoken:
    """Length and mouth of a line by its letters: within about a fifth of what the voice will take."""
    text = clean(line.text)
    if not has_voice(text, line.language):
        return reading(line.text)
    colour = colour_of(line.feeling)
    pace = 1000 / max(line.voice.rate, 300) / colour.rate
    letter = round(_LETTER * pace)
    sounds: list[tuple[str, int]] = []
    for number, piece in enumerate(sentences(text)):
        if number:
            sounds.append((" ", round(PAUSE * colour.pause)))
        for character in re.sub(r"\d", "seven", piece).lower():
            if character.isalpha():
                sounds.append((_SPELT.get(character, character), letter))
            elif character in ",;:—…":
                sounds.append((" ", round(_COMMA * pace)))
            elif character == " ":
                sounds.append(("ˈ", letter * 2 // 3))
    ticks = sum(ticks for _, ticks in sounds) + (13_200 if sounds else 0)
    return Spoken(ticks, tidy(marks_of(sounds, 2_400), ticks)) if ticks else Spoken(0, ())


def reading(text: str) -> Spoken:
    """A line that is read, not heard: 15 letters or 5 ideographs a second, at least a second; the mouth rests."""
    ticks = 0
    for character in text:
        if not character.isspace():
            ticks += _WIDE_LETTER if character > "\u2e7f" else TICK_RATE // 15
    return Spoken(max(ticks, TICK_RATE), ()) if ticks else Spoken(0, ())
