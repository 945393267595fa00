"""About how long a beat runs, from its words alone: for planning, before anything is spoken or drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playhead.screenplay.directive import directives_of
from playhead.screenplay.elements import Element, Kind
from playhead.story.story import Beat

LETTERS_PER_SECOND = 14.5  # of speech
AROUND_LINE_S = 0.7
WORDS_PER_SECOND = 3.2  # of action, as it is shot
CARD_S = 3.0
PAUSE_S = 0.8
SCENE_S = 1.5  # that a new place takes to be seen
LEAST_S = 3.0


def estimate_seconds(beat: Beat, *, as_said: bool = True) -> float:
    """Seconds of a beat: what its `about` says (unless not `as_said`), else by its words; within a fifth of what is shot."""
    if as_said and beat.about_s > 0:
        return beat.about_s
    return round(max(LEAST_S, words_s(beat.elements)), 1)


def words_s(elements: Iterable[Element]) -> float:
    """Seconds that elements take by their words, silences and cards."""
    total = 0.0
    for element in elements:
        text = element.text.strip()
        if element.kind in (Kind.DIALOGUE, Kind.LYRICS) and text:
            total += len(text) / LETTERS_PER_SECOND + AROUND_LINE_S
        elif element.kind is Kind.ACTION and text:
            total += max(1.2, len(text.split()) / WORDS_PER_SECOND)
        elif element.kind is Kind.CENTERED and text:
            total += CARD_S
        elif element.kind is Kind.SCENE:
            total += SCENE_S
        elif element.kind is Kind.PARENTHETICAL and re.search(r"\b(?:beat|pause|silence)\b", text.lower()):
            total += PAUSE_S
        if element.notes:
            total += sum(min(60.0, directive.seconds) for directive in directives_of(element) if directive.head == "hold")
    return total
