"""Who watches in a simulation: profiles drawn from distributions or read from a file, and how they choose."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playhead.errors import BadInput
from playhead.screenplay.expression import And, Compare, Expression, Literal, Name, Not, Or, Value
from playhead.story.story import Option, Story
from playhead.story.viewer import NOW, fields_of


@dataclass(frozen=True, slots=True)
class One:
    """One of some values, by weight; `given` is the chance that the field is answered at all."""

    weights: tuple[tuple[Value, float], ...]
    given: float = 1.0

    def draw(self, pick: random.Random) -> Value:
        """A value."""
        return pick.choices([value for value, _ in self.weights], [weight for _, weight in self.weights])[0]


@dataclass(frozen=True, slots=True)
class Many:
    """A list: each word with its own chance."""

    chances: tuple[tuple[str, float], ...]
    given: float = 1.0

    def draw(self, pick: random.Random) -> Value:
        """A value."""
        return tuple([word for word, chance in self.chances if pick.random() < chance])


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`, all alike."""

    least: int
    most: int
    given: float = 1.0

    def draw(self, pick: random.Random) -> Value:
        """A value."""
        return pick.randint(self.least, self.most)


Distribution = One | Many | Number
Profile = Mapping[str, Value]
CHOOSERS = ("random", "default", "profile")
"""How a viewer chooses: any option that is open; never (the default is taken); what suits their likes and their mood."""


def everybody(story: Story) -> dict[str, Distribution]:
    """Distributions of the fields that a story looks at, for want of better ones: every value that it asks for is about as likely."""
    asked: dict[str, set[str]] = {}
    for beat in story.beats:
        for condition in _conditions(story, beat.index):
            for name, value in _compared(condition):
                if isinstance(value, str):
                    asked.setdefault(name, set()).add(value)
    read = {name for beat in story.beats for name in beat.reads if name.startswith(("viewer.", "now."))} | set(asked)
    found: dict[str, Distribution] = {"pace": One((("slow", 1.0), ("normal", 3.0), ("quick", 1.0)))}
    if story.film.rating or any(beat.bounds for beat in story.beats) or "viewer.age" in read:
        found["age"] = Number(6, 80, given=0.7)
    fields = fields_of(story.film)
    for name in sorted(read):
        kind, _, key = name.partition(".")
        words = sorted(asked.get(name, ()))
        question = fields.get(key)
        if kind == "now":
            values = NOW.get(key) or words
            if key == "hour":
                found[name] = Number(0, 23)
            elif values:
                found[name] = One(tuple((value, 1.0) for value in values))
        elif key in ("pace", "age"):
            continue
        elif key in ("likes", "avoid", "access") or (question is not None and question.kind == "many"):
            options = sorted({*words, *(question.options if question and question.kind == "many" else ())})
            found[key] = Many(tuple((word, 0.35 if key == "likes" else 0.1) for word in options), given=0.8)
        elif question is not None and question.kind == "yes":
            found[key] = One(((True, 1.0), (False, 1.0)), given=0.8)
        elif question is not None and question.kind == "number":
            found[key] = Number(0, 10, given=0.8)
        else:
            values = tuple(question.options) if question and question.options else tuple(words) or ("Sam", "Alex", "Robin")
            found[key] = One(tuple((value, 1.0) for value in values), given=0.8)
    return found


def _conditions(story: Story, index: int) -> list[Expression]:
    beat = story.beats[index]
    found = [beat.when, *(jump.when for jump in beat.jumps)]
    for part in beat.parts:
        found += [part.when, *(words.when for words in part.words), *(act.when for act in part.acts)]
    return [each for each in found if each is not None]


def _compared(when: Expression) -> list[tuple[str, object]]:
    if isinstance(when, (And, Or)):
        return [found for part in when.of for found in _compared(part)]
    if isinstance(when, Not):
        return _compared(when.of)
    if isinstance(when, Compare) and isinstance(when.left, Name) and when.left.path.startswith(("viewer.", "now.")):
        right = when.right
        return [(when.left.path, right.value if isinstance(right, Literal) else right.path if isinstance(right, Name) else None)]
    return []


def profile_of(distributions: Mapping[str, Distribution], pick: random.Random) -> tuple[dict[str, Value], dict[str, Value]]:
    """A viewer and the moment they watch at, drawn."""
    viewer: dict[str, Value] = {}
    now: dict[str, Value] = {}
    for name, distribution in distributions.items():
        answered = pick.random() < distribution.given
        value = distribution.draw(pick)
        if not answered:
            continue
        if name.startswith("now."):
            now[name[4:]] = value
        else:
            viewer[name.removeprefix("viewer.")] = value
    return viewer, now


def read_profiles(path: Path) -> dict[str, Distribution] | list[Profile]:
    """Distributions or profiles from a file.

    A JSON object gives a distribution for each field: a list [6, 80] of two numbers, a list of values, an object of values and
    weights, or {"many": {word: chance}}, each with an optional "given". A JSON list, or a CSV file with a line of names, gives
    profiles one by one; lists in CSV are parted by ";".
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}") from error
    if path.suffix.lower() == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        if not rows:
            raise BadInput(f"{path} has no viewers: write a line of field names, then a line for each viewer")
        return [{name: _cell(name, cell) for name, cell in row.items() if name and isinstance(cell, str) and cell.strip()} for row in rows]
    try:
        data = json.loads(text)
    except ValueError as error:
        raise BadInput(f"{path} is no JSON: {error}") from error
    if isinstance(data, list):
        if not data or not all(isinstance(each, dict) for each in data):
            raise BadInput(f'{path} must be a list of profiles such as {{"age": 30}}')
        return [{name: tuple(value) if isinstance(value, list) else value for name, value in each.items()} for each in data]
    if not isinstance(data, dict):
        raise BadInput(f"{path} must be a list of profiles, or an object of fields")
    return {name: _distribution(path, name, value) for name, value in data.items()}


def _cell(name: str, cell: str) -> Value:
    text = cell.strip()
    if name in ("likes", "avoid", "access") or ";" in text:
        return tuple(word.strip() for word in text.split(";") if word.strip())
    return int(text) if text.lstrip("-").isdigit() else text


def _distribution(path: Path, name: str, value: Any) -> Distribution:
    given = 1.0
    if isinstance(value, dict) and "given" in value:
        given = float(value["given"])
        value = value["of"] if "of" in value else {key: each for key, each in value.items() if key != "given"}
    try:
        if isinstance(value, dict) and set(value) == {"many"}:
            return Many(tuple((str(word), float(chance)) for word, chance in value["many"].items()), given)
        if isinstance(value, dict) and value:
            return One(tuple((key, float(weight)) for key, weight in value.items()), given)
        if isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value):
            return Number(min(value), max(value), given)
        if isinstance(value, list) and value:
            return One(tuple((each, 1.0) for each in value), given)
    except (TypeError, ValueError, AttributeError):
        pass
    raise BadInput(f'{path}: {name} must be two numbers, a list, values with weights, or {{"many": {{word: chance}}}}, not {value!r}')


def picked(how: str, able: Sequence[int], default: int, options: Sequence[Option], story: Story, viewer: Profile, pick: random.Random) -> int:
    """The option that a viewer takes who chooses in this way; `able` are those that are open, and not empty."""
    if how == "default":
        return default
    if how == "profile":
        likes = {str(word).casefold() for word in _words(viewer.get("likes"))}
        mood = viewer.get("mood")

        def suits(n: int) -> float:
            beat = story.beats[options[n].beat]
            text = f"{options[n].label} {beat.name} {beat.synopsis}".casefold()
            liked = sum(word in text for word in likes)
            tension = max(0, beat.tension)
            lean = tension if mood in ("tense", "curious") else -tension if mood in ("calm", "sad") else 0
            return 10.0 * liked + lean

        best = max(suits(n) for n in able)
        return pick.choice([n for n in able if suits(n) == best])
    return pick.choice(able)


def _words(value: Value) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()
