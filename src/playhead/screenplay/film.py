"""What a film says about itself: the title page's `Film:` line and the optional film.toml beside the script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playhead.screenplay.directive import time_s
from playhead.screenplay.elements import Element, Kind, Problem, Screenplay
from playhead.screenplay.languages import is_language, near_language
from playhead.screenplay.names import did_you_mean

KINDS = ("text", "number", "one", "many", "yes")
"""Of questions."""

_KEYS = ("runtime", "rating", "look", "language", "curve", "music", "renderers", "voices", "never")
_TABLES = ("cast", "questions", "bounds", "renderer")
_SLACK = 0.1
"""A running time of one number may be missed by this share of it."""


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
    wants over the film's length, evenly spaced, 0..5; `mood` of the music; `voices` who speaks, by name; `voices` who speaks, by name; `renderers` the ladder, best first, and `options` what
    each of them is told, by name; `language` the code of the script's own.
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
    options: tuple[tuple[str, tuple[tuple[str, str | int | float | bool], ...]], ...] = ()
    language: str = "en"
    voices: str = ""


STANDARD = {
    "name": Question("name", "What may the film call you?"),
    "age": Question("age", "How old are you?", "number"),
    "language": Question("language", "In which language would you like captions?", "one", ("en", "de", "fr", "es", "it")),
    "mood": Question("mood", "How do you feel?", "one", ("calm", "happy", "sad", "tense", "curious")),
    "pace": Question("pace", "How fast may it be told?", "one", ("slow", "normal", "quick")),
    "likes": Question("likes", "What do you like?", "many"),
    "avoid": Question("avoid", "What would you rather not see?", "many"),
    "access": Question("access", "What helps you watch?", "many", ("descriptions", "large-captions", "less-flashing", "less-motion", "colour-safe")),
}
"""The viewer's fields that every film may ask and read, as they are asked where the film does not say how."""


def read_film(screenplay: Screenplay, toml: str | None = None, path: str = "film.toml") -> tuple[FilmFile, tuple[Problem, ...]]:
    """The settings of a film and what is wrong with them; `toml` is the text of the film.toml at `path`, None where there is none.

    The title page wins where both speak of the same thing. Never raises: what cannot be read has no effect, and a film.toml that
    cannot be read at all is an error, for its bounds would be missing.
    """
    table = _Toml(toml or "", path)
    table.read()
    line = next((e for e in screenplay.elements if e.kind is Kind.TITLE and e.key == "film"), None)
    film, problems = table.film, table.problems
    if line is not None:
        film = _film_line(line, film, problems)
    return film, tuple(problems)


def _film_line(element: Element, film: FilmFile, problems: list[Problem]) -> FilmFile:
    raw = element.raw or element.text
    for item in re.split(r"[;\n]", element.text):
        words = item.split(maxsplit=1)
        if not words:
            continue
        key, value = words[0].lower().rstrip(":="), (words[1] if len(words) > 1 else "").lstrip("=: ")
        at = raw.lower().find(item.strip().lower())
        at = max(at, 0)
        place = (element.line + raw.count("\n", 0, at), at - (raw.rfind("\n", 0, at) + 1) + (element.column if "\n" not in raw[:at] else 1))
        if key not in _KEYS:
            problems.append(Problem("warning", *place, f"the film line has no {key!r}{did_you_mean(key, _KEYS)}"))
            continue
        given: object = re.split(r"[\s,]+", value.strip()) if key in ("curve", "never", "renderers") else value.strip()
        changed, wrong = _setting(film, key, given)
        if wrong:
            problems.append(Problem(_level(key), *place, wrong))
        film = changed
    return film


def _setting(film: FilmFile, key: str, value: object) -> tuple[FilmFile, str]:
    """The film with one setting changed; or unchanged, and what is wrong with the value."""
    if key == "runtime":
        found = _runtime(value)
        return (replace(film, runtime_s=found), "") if found else (film, f"runtime must be a time or a range such as 8m-12m, not {value!r:.60}")
    if key == "rating":
        age = _whole(value)
        fits = age is not None and age <= 21
        return (replace(film, rating=age or 0), "") if fits else (film, f"rating must be an age from 0 to 21, not {value!r:.60}")
    if key == "curve":
        levels = [_whole(level) for level in value] if isinstance(value, list) else []
        good = tuple(level for level in levels if level is not None and level <= 5)
        if len(good) < 2 or len(good) != len(levels) or len(good) > 200:
            return film, f"curve must be two or more numbers from 0 to 5, not {value!r:.60}"
        return replace(film, curve=good), ""
    if key in ("never", "renderers"):
        words = tuple(str(word).lower() for word in value if str(word).strip()) if isinstance(value, list) else ()
        if not words or not all(isinstance(word, str) for word in value):  # type: ignore[attr-defined]
            return film, f"{key} must be a list of words, not {value!r:.60}"
        return (replace(film, never=words) if key == "never" else replace(film, renderers=words)), ""
    if key == "language":
        code = value.strip().lower().replace("_", "-") if isinstance(value, str) else ""
        if is_language(code):
            return replace(film, language=code), ""
        return film, f"language must be the code of the script's language, such as en, de or pt-br, not {value!r:.60}{near_language(str(value)[:60])}"
    if key == "voices":
        name = value.strip().lower() if isinstance(value, str) else ""
        if re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", name):
            return replace(film, voices=name), ""
        return film, f"voices must be who speaks, one word such as kokoro, not {value!r:.60}"
    if key == "voices":
        name = value.strip().lower() if isinstance(value, str) else ""
        if re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", name):
            return replace(film, voices=name), ""
        return film, f"voices must be who speaks, one word such as kokoro, not {value!r:.60}"
    if not isinstance(value, str) or not value.strip():
        return film, f"{key} must be words, not {value!r:.60}"
    words_ = " ".join(value.split())
    return (replace(film, look=words_) if key == "look" else replace(film, music=words_)), ""


def _level(key: str) -> str:
    """How bad a wrong value is: a film in the wrong language is spoken by the wrong voice."""
    return "error" if key == "language" else "warning"


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    if isinstance(value, str):
        return int(value.rstrip("+")) if re.fullmatch(r"[0-9]{1,3}\+?", value) else None
    return value if 0 <= value <= 999 else None


def _runtime(value: object) -> tuple[int, int] | None:
    """Seconds, least and most: "8m-12m", "8-12m", "10m" (a tenth either way), {least = "8m", most = "12m"}."""
    if isinstance(value, Mapping):
        ends = [time_s(str(value.get(key, ""))) for key in ("least", "most")]
    elif isinstance(value, str):
        parts = [part.strip() for part in re.split(r"\s*(?:-|–|\bto\b)\s*", value.strip())]
        if len(parts) == 2 and parts[0].isdigit() and (unit := re.search(r"[a-z]+$", parts[1])):
            parts[0] += unit[0]
        ends = [time_s(part) for part in parts]
    else:
        return None
    if len(ends) == 1 and ends[0]:
        return round(ends[0] * (1 - _SLACK)), round(ends[0] * (1 + _SLACK))
    least, most = ends if len(ends) == 2 else (None, None)
    return (round(least), round(most)) if least is not None and most and least <= most else None


class _Toml:
    """A film.toml being read; `film` grows, `problems` too."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self.path = path
        self.film = FilmFile()
        self.problems: list[Problem] = []

    def read(self) -> None:
        try:
            data = tomllib.loads(self.text.replace("\r\n", "\n"))
        except (ValueError, RecursionError) as error:
            where = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
            line, column = (int(where[1]), int(where[2])) if where else (max(1, self.text.count("\n")), 1)
            what = re.sub(r"\s*\(at .*\)$", "", str(error))
            self.problems.append(Problem("error", line, column, f"this is no TOML, so nothing in it counts: {what}", self.path))
            return
        for key, value in data.items():
            lowered = key.lower()
            if lowered in _KEYS and lowered != "never":
                self._set(lowered, value, key)
            elif lowered == "cast" and isinstance(value, dict):
                self._cast(value)
            elif lowered == "questions" and isinstance(value, list):
                self._questions(value)
            elif lowered == "bounds" and isinstance(value, dict):
                self._bounds(value)
            elif lowered == "renderer" and isinstance(value, dict):
                self._options(value)
            elif lowered in _TABLES:
                shape = "[[questions]] tables" if lowered == "questions" else f"a [{lowered}.NAME] table" if lowered == "renderer" else f"a [{lowered}] table"
                self._warn(key, f"{lowered} must be {shape}")
            else:
                self._unknown(key, (*_KEYS[:-1], *_TABLES))

    def _set(self, key: str, value: object, written: str) -> None:
        if key == "runtime" and isinstance(value, dict):
            for unknown in [each for each in value if each not in ("least", "most")]:
                self._unknown(unknown, ("least", "most"), "runtime")
        self.film, wrong = _setting(self.film, key, value)
        if wrong:
            self._warn(written, wrong, level=_level(key))

    def _cast(self, table: dict[str, Any]) -> None:
        entries = []
        for name, entry in table.items():
            if not isinstance(entry, dict):
                self._warn(name, f"a role is a table: [cast.{name}] with description and voice")
                continue
            for key, value in entry.items():
                if key not in ("description", "voice"):
                    self._unknown(key, ("description", "voice"), name)
                elif not isinstance(value, str):
                    self._warn(key, f"{key} must be words, not {value!r:.60}", name)
            said = {key: " ".join(value.split()) for key, value in entry.items() if key in ("description", "voice") and isinstance(value, str)}
            entries.append(CastEntry(name.strip().upper(), **said))
        self.film = replace(self.film, cast=tuple(entries))

    def _options(self, table: dict[str, Any]) -> None:
        found = []
        for name, entry in table.items():
            if not isinstance(entry, dict):
                self._warn(name, f"what a renderer is told is a table: [renderer.{name}]")
                continue
            told = []
            for key, value in entry.items():
                if isinstance(value, str | int | float | bool):
                    told.append((key.lower(), value))
                else:
                    self._warn(key, f"{key} must be words or a number, not {value!r:.60}", name)
            found.append((name.lower(), tuple(sorted(told))))
        self.film = replace(self.film, options=tuple(sorted(found)))

    def _bounds(self, table: dict[str, Any]) -> None:
        for key, value in table.items():
            if key == "never":
                self._set("never", value, key)
            elif key == "ages" and isinstance(value, dict):
                ages = []
                for word, age in value.items():
                    years = _whole(age)
                    if years is None or years > 99:
                        self._warn(word, f"the age for {word} must be a whole number, not {age!r:.60}")
                    else:
                        ages.append((word.lower(), years))
                self.film = replace(self.film, ages=tuple(ages))
            elif key == "ages":
                self._warn(key, "ages must be a table: ages = { blood = 14 }")
            else:
                self._unknown(key, ("never", "ages"), "bounds")

    def _questions(self, tables: list[Any]) -> None:
        found: list[Question] = []
        for n, table in enumerate(tables):
            if not isinstance(table, dict):
                self._warn("questions", "a question is a [[questions]] table with field and prompt")
                continue
            for key in table:
                if key not in ("field", "prompt", "kind", "options"):
                    self._unknown(key, ("field", "prompt", "kind", "options"), "questions", n)
            question, wrong, key = _question(table)
            if wrong:
                self._warn(key, wrong, "questions", n)
            if question and any(other.field == question.field for other in found):
                self._warn("field", f"{question.field!r} is asked twice: the first counts", "questions", n)
            elif question:
                found.append(question)
        self.film = replace(self.film, questions=tuple(found))

    def _unknown(self, key: str, known: tuple[str, ...], table: str = "", nth: int = 0) -> None:
        where = f"[{table}]" if table else "film.toml"
        near = did_you_mean(key, known) or f": it has {', '.join(known)}"
        self._warn(key, f"{where} has no {key!r}{near}", table, nth)

    def _warn(self, key: str, text: str, table: str = "", nth: int = 0, level: str = "warning") -> None:
        self.problems.append(Problem(level, *self._place(key, table, nth), text, self.path))

    def _place(self, key: str, table: str, nth: int) -> tuple[int, int]:
        """Line and column of a key; tomllib does not tell, so its first mention as one, inside its table where there is one."""
        start = 0
        if table:
            headers = list(re.finditer(rf"^[ \t]*\[+[^\]\n]*{re.escape(table)}[^\]\n]*\]+", self.text, re.MULTILINE))
            start = headers[min(nth, len(headers) - 1)].start() if headers else 0
        name = rf"[\"']?{re.escape(key)}[\"']?"
        pattern = re.compile(rf"(?:^[ \t]*|[{{,.][ \t]*|\[+[ \t]*|\.)({name})[ \t]*[=.\]]", re.MULTILINE)
        found = pattern.search(self.text, start) or pattern.search(self.text)
        at = found.start(1) if found else start
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)


def _question(table: dict[str, Any]) -> tuple[Question | None, str, str]:
    """A question, what is wrong with it, and at which key."""
    field_ = table.get("field")
    if not isinstance(field_, str) or not re.fullmatch(r"[^\W\d]\w*", field_.strip()):
        return None, f"a question needs a field, one word such as name or hometown, not {field_!r:.60}", "field"
    name = field_.strip().lower()
    standard = STANDARD.get(name, Question(name, "", "one" if table.get("options") else "text"))
    kind, options, prompt = table.get("kind", standard.kind), table.get("options", list(standard.options)), table.get("prompt", standard.prompt)
    if kind not in KINDS:
        return None, f"kind must be one of {', '.join(KINDS)}, not {kind!r:.60}{did_you_mean(str(kind), KINDS)}", "kind"
    if name in STANDARD and kind != standard.kind:
        return None, f"{name} is always asked as {standard.kind!r}, not {kind!r:.60}", "kind"
    if not isinstance(options, list) or not all(isinstance(option, str) and option.strip() for option in options):
        return None, "options must be a list of texts", "options"
    if kind in ("one", "many") and not options and name not in STANDARD:
        return None, f"a question of kind {kind!r} needs options", "kind"
    if not isinstance(prompt, str) or not prompt.strip():
        return None, f"the question for {name} needs a prompt: what the viewer is asked", "field"
    return Question(name, " ".join(prompt.split()), kind, tuple(" ".join(option.split()) for option in options) if kind in ("one", "many") else ()), "", ""
