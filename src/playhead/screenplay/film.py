"""What a film says about itself: the title page's `Film:` line and the optional film.toml beside the script."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """Something a film asks its viewer before it begins; every answer may be left out.

    `field` is the viewer's field ("name", "age", "likes", or one of the author's own); `kind` is "text" (open: private to the
    viewer), "number", "one" (of `options`), "many" (of `options`) or "yes".
    """

    field: str
    prompt: str
    kind: str = "text"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CastEntry:
    """What film.toml says of a role: words added to its description ("grey hair, yellow coat"), and a voice's wording."""

    name: str
    description: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A film's own settings. Seconds are 0 and texts empty where nothing is said.

    `runtime_s` is the range (least, most) that every cut keeps to; `rating` the age from which it may be seen; `never` words of
    content that no beat may have; `ages` from which age a word of content may be seen; `curve` the tension that the author
    wants over the film's length, evenly spaced, 0..5; `mood` of the music; `renderers` the ladder.
    """

    runtime_s: tuple[int, int] = (0, 0)
    rating: int = 0
    look: str = ""
    curve: tuple[int, ...] = ()
    questions: tuple[Question, ...] = ()
    cast: tuple[CastEntry, ...] = ()
    never: tuple[str, ...] = ()
    ages: tuple[tuple[str, int], ...] = ()
    music: str = ""
    renderers: tuple[str, ...] = field(default=())
