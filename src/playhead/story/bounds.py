"""Why content is not for a viewer, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playhead.screenplay.expression import Value
from playhead.screenplay.film import FilmFile
from playhead.story.viewer import age_of, may_see


def beyond(words: Iterable[str], viewer: Mapping[str, Value], film: FilmFile) -> str:
    """Why content of these words may not be shown to the viewer, or "".

    >>> beyond(("blood",), {"age": 9}, FilmFile()), beyond(("blood",), {}, FilmFile())
    ('blood is from 12, and the viewer is 9', '')
    """
    for word in sorted(words):
        if may_see((word,), viewer, film):
            continue
        age = viewer.get("age")
        if word in film.never:
            return f"the film never has {word}"
        if isinstance(age, int) and age < age_of(word, film):
            return f"{word} is from {age_of(word, film)}, and the viewer is {age}"
        return f"the viewer avoids {word}"
    return ""
