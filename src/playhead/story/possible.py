"""What a condition could ever come to, by the values that the story gives: for beats that can never play."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playhead.screenplay.expression import And, Compare, Expression, Fact, Literal, Name, Not, Or, Seen, Value
from playhead.story.story import Story
from playhead.story.viewer import age_of

WORDS = {
    "now.time": ("morning", "day", "evening", "night"),
    "now.season": ("spring", "summer", "autumn", "winter"),
    "now.weekday": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "viewer.mood": ("calm", "happy", "sad", "tense", "curious"),
    "viewer.pace": ("slow", "normal", "quick"),
}
"""The values of those names that have few."""

_GIVES = re.compile(r"(?:^|;)\s*(?:when\b[^;:]*;)?\s*(set|fact)\s+([\w.-]+)\s*([=+-])\s*(\"[^\"]*\"|[^;]+?)\s*(?=;|$)", re.IGNORECASE)


def reads_in(expression: Expression) -> frozenset[str]:
    """The names that an expression looks at: "viewer.age", "now.time", "fact lamp", "seen kitchen", "brave".

    A single word right of a comparison is a text, not a name.
    """
    match expression:
        case Name(path):
            return frozenset({path})
        case Fact(name):
            return frozenset({f"fact {name}"})
        case Seen(beat):
            return frozenset({f"seen {beat}"})
        case Not(of):
            return reads_in(of)
        case And(parts) | Or(parts):
            return frozenset(name for part in parts for name in reads_in(part))
        case Compare(left, _, right):
            return reads_in(left) | (frozenset() if isinstance(right, Name) and "." not in right.path else reads_in(right))
    return frozenset()


def kinds_of_viewers(story: Story, most: int = 64) -> Iterator[tuple[dict[str, Value], dict[str, Value]]]:
    """Profiles and moments that the conditions of a story tell apart, one word at a time: first nobody in particular."""
    found: list[tuple[str, Value]] = []
    for beat in story.beats:
        for expression in (beat.when, *(jump.when for jump in beat.jumps)):
            if expression is not None:
                found += _told_apart(expression)
        found += [("viewer.age", age_of(word, story.film) - 1) for word in sorted(beat.bounds) if age_of(word, story.film) > max(1, story.film.rating)]
        found += [("viewer.avoid", (word,)) for word in sorted(beat.bounds)]
    found += [("viewer.pace", "slow"), ("viewer.pace", "quick")]
    yield {}, {}
    for name, value in list(dict.fromkeys(found))[: most - 1]:
        if name == "viewer.age" and isinstance(value, int) and value < story.film.rating:
            continue
        yield ({name[7:]: value}, {}) if name.startswith("viewer.") else ({}, {name[4:]: value})


def _told_apart(expression: Expression) -> list[tuple[str, Value]]:
    match expression:
        case Not(of):
            return _told_apart(of)
        case And(parts) | Or(parts):
            return [each for part in parts for each in _told_apart(part)]
        case Compare(Name(path), op, Literal(value)) if path.startswith(("viewer.", "now.")):
            if op == "has":
                return [(path, (str(value),))]
            if isinstance(value, int) and not isinstance(value, bool):
                return [(path, value + step) for step in (-1, 0, 1) if value + step >= 0]
            return [(path, value)]
        case Name(path) if path.startswith("viewer."):
            return [(path, True)]
    return []


class Possible:
    """Whether conditions can hold in some film of a story; True where that is not known."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.values: dict[str, set[str] | None] = {}  # of facts and variables; None: any
        for beat in story.beats:
            for name in beat.facts:
                self.values.setdefault(name, set())
            for fact, told in beat.tells:
                self._may_be(fact, str(told))
            for element in beat.elements:
                for note in element.notes:
                    for _, name, sign, value in _GIVES.findall(" ".join(note.text.split())):
                        self._may_be(name, value.strip('"') if sign == "=" else None)
        for name in (*story.variables, *self.values):
            if not self.values.get(name, None):
                self.values[name] = None
        for question in story.film.questions:
            if question.kind == "one" and question.options:
                self.values[f"viewer.{question.field}"] = {option.lower() for option in question.options}
        for word, values in WORDS.items():
            self.values[word] = set(values)

    def _may_be(self, name: str, value: str | None) -> None:
        known = self.values.setdefault(name, set())
        if value is None or not re.fullmatch(r"[\w -]+", value):
            self.values[name] = None
        elif known is not None:
            known.add(value.lower())

    def true(self, expression: Expression) -> bool:
        """Whether it can be true."""
        match expression:
            case And(parts):
                return all(self.true(part) for part in parts)
            case Or(parts):
                return any(self.true(part) for part in parts)
            case Fact(name):
                return name in self.values
            case Seen(beat):
                return self.story.beat_named(beat) >= 0
            case Compare(left, "=", right):
                return self._equal(left, right)
            case Literal(value):
                return bool(value)
        return True

    def _equal(self, left: Expression, right: Expression) -> bool:
        name = left.path if isinstance(left, Name) else left.name if isinstance(left, Fact) else None
        constant = str(right.value) if isinstance(right, Literal) else right.path if isinstance(right, Name) and "." not in right.path else None
        if name is None or constant is None:
            return True
        if isinstance(left, Fact) and name not in self.values:
            return False
        if isinstance(right, Name) and constant in self.values:
            return True
        known = self.values.get(name)
        return known is None or constant.lower() in {value.lower() for value in known}

    def why_never(self, expression: Expression) -> str:
        """The part that cannot hold, in words; "" where it is not one part's doing."""
        parts = expression.of if isinstance(expression, And) else (expression,)
        for part in parts:
            if self.true(part):
                continue
            match part:
                case Fact(name):
                    return f", for no beat tells the fact {name!r}; tell it, or take the condition away"
                case Seen(beat):
                    return f", for there is no beat {beat!r}; write the name of one"
                case Compare(left, _, right):
                    name = left.path if isinstance(left, Name) else left.name if isinstance(left, Fact) else ""
                    known = self.values.get(name)
                    value = right.value if isinstance(right, Literal) else right.path if isinstance(right, Name) else ""
                    if known:
                        return f", for {name} is never {value}, only {' or '.join(sorted(known))}; write one of these"
                    return f", for nothing tells {name!r}; tell it, or take the condition away"
        return "; change it or take it away"
