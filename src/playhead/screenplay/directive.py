"""Directives: the notes that direct the film, told from the notes a writer makes for themselves.

Their heads are read here, as far as one fixed cut needs them; conditions and choices are kept as text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from playhead.screenplay.elements import Element, Note, Problem

WORDS = ("must", "may", "once", "ending")
VALUES = ("when", "set", "fact", "hold", "tension", "weight", "about", "cooldown", "bounds")
TEXTS = ("look", "sound", "shot")
_RESERVED = frozenset(
    str.split("marker color colour beat storyline page todo note fixme image img scene act draft question idea research")
)
_TIME = re.compile(r"^(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s?(?:ec)?)?$")
_SPLIT = re.compile(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_SHAPE = {
    "when": re.compile(r"\S.*"),
    "set": re.compile(r"[\w.]+\s*[=+-]\s*\S.*"),
    "fact": re.compile(r"[\w.]+\s*=\s*\S.*"),
    "tension": re.compile(r"[0-5]$"),
    "weight": re.compile(r"\d+$"),
    "bounds": re.compile(r"\S.*"),
}


@dataclass(frozen=True, slots=True)
class Directive:
    """One item of a directive note: its head ("tension", "look", "->") and the rest, as written."""

    head: str
    value: str
    line: int = 0
    column: int = 0

    @property
    def number(self) -> int:
        """The value as an integer, 0 where it is none."""
        return int(self.value) if self.value.isdigit() else 0

    @property
    def seconds(self) -> float:
        """The value as a time ("3s", "1m 20s", "90"), 0 where it is none."""
        return time_s(self.value) or 0.0


def time_s(text: str) -> float | None:
    """Seconds of a time as directives write it; None if it is none.

    >>> time_s("1m30s"), time_s("9s"), time_s("soon")
    (90.0, 9.0, None)
    """
    match = _TIME.match(text.strip().lower())
    if not match or not (match[1] or match[2]):
        return None
    return float(match[1] or 0) * 60 + float(match[2] or 0)


def read_note(note: Note) -> tuple[tuple[Directive, ...], tuple[Problem, ...]]:
    """The directives of a note, none if it is the writer's own, and warnings for what looks like a directive but is none."""
    text = " ".join(note.text.split())
    head, colon, rest = _unquoted_colon(text)
    if colon:
        lowered = head.lower().strip()
        if lowered in TEXTS or lowered.startswith("or when ") or re.match(r"choice\b", lowered):
            word = "or when" if lowered.startswith("or when") else lowered.split()[0]
            value = rest.strip() if lowered in TEXTS else f"{head.strip()[len(word) :].strip()}: {rest.strip()}"
            if not rest.strip():
                return (), (_warning(note, f"[[{text}]] says nothing after the colon"),)
            return (Directive(word, value, note.line, note.column),), ()
        first = lowered.split()[0] if lowered.split() else ""
        if re.fullmatch(r"[a-z][a-z_-]*", head.strip()) and first not in _RESERVED:
            return (), (_warning(note, f"unknown directive {head.strip()!r}{_nearest(first, (*TEXTS, 'choice', *VALUES))}"),)
        if first not in VALUES:
            return (), ()
    found: list[Directive] = []
    problems: list[Problem] = []
    for item in _SPLIT.split(text):
        _read_item(item.strip(), note, found, problems)
    if problems and not found and " " in text and len(text.split()) > 5:
        return (), ()  # a sentence that happens to begin like a directive is the writer's own
    return tuple(found), tuple(problems)


def _read_item(item: str, note: Note, found: list[Directive], problems: list[Problem]) -> None:
    if not item:
        return
    if item.startswith("->"):
        found.append(Directive("->", item[2:].strip(), note.line, note.column))
        return
    word, _, rest = item.partition(" ")
    lowered, rest = word.lower(), rest.strip()
    if lowered in WORDS and not rest:
        found.append(Directive(lowered, "", note.line, note.column))
    elif lowered in VALUES:
        if _fits(lowered, rest):
            found.append(Directive(lowered, rest, note.line, note.column))
        elif len(rest.split()) <= 1 and lowered not in ("when", "set"):
            problems.append(_warning(note, f"{lowered} must be {_expected(lowered)}, not {rest!r}"))
    elif len(item.split()) <= 2 or re.match(r"\S+\s*=|\S+\s+\d", rest) or _fits("tension", rest) or time_s(rest):
        near = _nearest(lowered, (*WORDS, *VALUES, *TEXTS))
        if near:
            problems.append(_warning(note, f"unknown directive {item!r}{near}"))


def _fits(head: str, rest: str) -> bool:
    if head in ("hold", "about", "cooldown"):
        return time_s(rest) is not None
    return bool(_SHAPE[head].match(rest))


def _expected(head: str) -> str:
    return {
        "tension": "a number from 0 to 5",
        "weight": "a whole number",
        "fact": "name = value",
        "bounds": "words",
    }.get(head, "a time such as 3s or 1m20s")


def _nearest(word: str, words: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.7)
    return f"; did you mean {near[0]!r}?" if near else ""


def _unquoted_colon(text: str) -> tuple[str, bool, str]:
    quoted = False
    for n, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return text[:n], True, text[n + 1 :]
    return text, False, ""


def _warning(note: Note, text: str) -> Problem:
    return Problem("warning", note.line, note.column, text)


def directives_of(element: Element) -> tuple[Directive, ...]:
    """All directives in an element's notes, in order."""
    return tuple(directive for note in element.notes for directive in read_note(note)[0])


def note_problems(elements: Iterable[Element]) -> tuple[Problem, ...]:
    """Warnings for all notes of the elements."""
    return tuple(problem for element in elements for note in element.notes for problem in read_note(note)[1])
