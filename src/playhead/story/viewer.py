"""The viewer as a film sees them: the fields there are, which values are their own words, what they may see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from playhead.screenplay.film import STANDARD, FilmFile, Question
from playhead.screenplay.nodes import Value

if TYPE_CHECKING:
    from playhead.story.story import Story

AGES = {
    "peril": 6, "death": 8, "fear": 9, "violence": 12, "blood": 12, "weapons": 12, "language": 12,
    "drugs": 16, "sex": 16, "horror": 16, "suicide": 16,
}  # fmt: skip
"""From which age a word of content may be seen, where film.toml says nothing else."""

NOW = {
    "time": ("morning", "day", "evening", "night"),
    "season": ("spring", "summer", "autumn", "winter"),
    "weekday": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "hour": (),
}
"""What a film may ask of the moment where the viewer is, with the values that it can have (none: a number)."""


def fields_of(film: FilmFile) -> dict[str, Question]:
    """The viewer's fields that the film can read: everybody's, and those of its own questions."""
    return STANDARD | {question.field: question for question in film.questions}


def age_of(word: str, film: FilmFile) -> int:
    """From which age content of that word may be seen; 0 for a word of which nothing is known."""
    return dict(film.ages).get(word, AGES.get(word, 0))


def may_see(words: Iterable[str], viewer: Mapping[str, Value], film: FilmFile) -> bool:
    """Whether a viewer may be shown content of these words: none is forbidden by the film, by their age or by what they avoid."""
    age, avoid = viewer.get("age"), viewer.get("avoid") or ()
    avoided = {str(word).casefold() for word in avoid} if isinstance(avoid, (list, tuple)) else {str(avoid).casefold()}
    for word in words:
        if word in film.never or word in avoided:
            return False
        if isinstance(age, int) and not isinstance(age, bool) and age < age_of(word, film):
            return False
    return True


def is_open(name: str, value: Value, film: FilmFile) -> bool:
    """Whether this value of a viewer's field holds words of their own, not one of the film's own options."""
    if value is None or isinstance(value, (bool, int)):
        return False
    if name == "language" and isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", value):
        return False
    question = fields_of(film).get(name)
    if question is None or question.kind == "text":
        return True
    if question.kind not in ("one", "many"):
        return True
    known = {option.casefold() for option in (*question.options, *(AGES if name == "avoid" else ()), *(age[0] for age in film.ages))}
    said = value if isinstance(value, (list, tuple)) else (value,)
    return not all(str(each).casefold() in known for each in said)


def open_words(viewer: Mapping[str, Value], film: FilmFile) -> tuple[str, ...]:
    """All values of a profile that are the viewer's own words."""
    found: list[str] = []
    for name, value in viewer.items():
        if isinstance(value, (list, tuple)):
            found += [str(each) for each in value if is_open(name, (each,), film)]
        elif is_open(name, value, film):
            found.append(str(value))
    return tuple(found)


def public_viewer(viewer: Mapping[str, Value], story: Story) -> dict[str, Value]:
    """What of a profile a link may carry: no open values; of lists those entries that are nobody's own words."""
    kept: dict[str, Value] = {}
    for name, value in viewer.items():
        if isinstance(value, (list, tuple)):
            entries = tuple(each for each in value if not is_open(name, (each,), story.film))
            if entries:
                kept[name] = entries
        elif not is_open(name, value, story.film):
            kept[name] = value
    return kept
