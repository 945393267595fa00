"""Sounds of speech as mouth shapes."""

from __future__ import annotations

from playhead.speech.timing import Mark, Mouth

_SHAPES = {
    Mouth.CLOSED: "mbpɱ",
    Mouth.TEETH: "fvʋ",
    Mouth.NARROW: "iɪesztdnlɾkɡŋhjɹTʃʒʧʤθðxɣç",
    Mouth.OPEN: "ɛəɐʌᵊɚɜAᵻɘæ",
    Mouth.WIDE: "aɑIɒW",
    Mouth.ROUND: "oɔuʊwOQYɔʍy",
}
SHAPE = {sound: mouth for mouth, sounds in _SHAPES.items() for sound in sounds}
"""The mouth of each of the voice's phonemes; stress marks keep the mouth they stand before, pauses close it."""

_GLIDES = {"A": Mouth.NARROW, "I": Mouth.NARROW, "O": Mouth.ROUND, "Q": Mouth.ROUND, "W": Mouth.ROUND, "Y": Mouth.NARROW}
SHORTEST = 2_000  # a frame: what is shorter is not seen
RINGS = 2_400  # of a pause: the last sound is still heard in it
GAP = 6_000  # a space between words shorter than this is spoken through


def marks_of(sounds: list[tuple[str, int]], start: int = 0) -> list[Mark]:
    """Mouth marks of (phoneme, ticks) pairs laid end to end from tick `start`."""
    marks: list[Mark] = []
    at, early = start, 0
    for sound, ticks in sounds:
        if sound in "ˈˌ":  # the model gives a stress time of its own: the vowel's mouth is already there
            early += ticks
            continue
        if sound not in "ːʰ" and not (sound == " " and ticks < GAP and marks):
            shape = SHAPE.get(sound, Mouth.REST)
            rings = min(RINGS, ticks // 2) if shape is Mouth.REST and marks else 0
            marks.append(Mark(at + rings, shape))
            if sound in _GLIDES and ticks >= 2 * SHORTEST:
                marks.append(Mark(at + early + ticks * 3 // 5, _GLIDES[sound]))
        at += early + ticks
        early = 0
    return marks


def tidy(marks: list[Mark], ticks: int) -> tuple[Mark, ...]:
    """Marks in order, without repeats and without shapes too short to be seen; closed at the start and the end.

    Closed lips, teeth on lip and rounded lips survive before others: they are what an eye reads.
    """
    out: list[Mark] = [Mark(0, Mouth.REST)]
    strong = (Mouth.CLOSED, Mouth.TEETH, Mouth.ROUND)
    for mark in [*marks, Mark(ticks, Mouth.REST)]:
        if mark.tick - out[-1].tick < SHORTEST:
            if out[-1].mouth not in strong or mark.mouth in strong or mark.tick >= ticks:
                out[-1] = Mark(out[-1].tick, mark.mouth)
        else:
            out.append(mark)
        if len(out) > 1 and out[-1].mouth == out[-2].mouth:
            out.pop()
    return tuple(mark for mark in out if mark.tick < ticks) or (Mark(0, Mouth.REST),)
