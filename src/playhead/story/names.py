"""The names a script uses: what it assigns, what it may read, and warnings for those that are nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from playhead.screenplay.directive import Assign, Directive
from playhead.screenplay.elements import Element, Note, Problem
from playhead.screenplay.expression import And, Compare, Expression, Fact, Literal, Name, Not, Or, Seen, reads_of
from playhead.screenplay.film import FilmFile
from playhead.screenplay.names import did_you_mean, slug
from playhead.story.viewer import AGES, NOW, fields_of, is_open

Place = Callable[[str], tuple[int, int]]
"""Line and column at which a word stands in what is being read."""


def place_in_note(note: Note) -> Place:
    """Where words stand in a note."""
    return lambda word: note.place(max(0, _find(note.text, word)))


def place_in_element(element: Element) -> Place:
    """Where words stand in an element's own text."""

    def place(word: str) -> tuple[int, int]:
        at = _find(element.raw, word)
        if at < 0:
            return element.line, element.column
        return element.line + element.raw.count("\n", 0, at), at - element.raw.rfind("\n", 0, at)

    return place


def _find(text: str, word: str) -> int:
    match = re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE)
    return match.start() if match else text.lower().find(word.lower())


@dataclass
class Names:
    """All names of a script; `resolve` gives expressions in which each is settled, and tells of those that are not."""

    film: FilmFile
    ids: dict[str, int] = field(default_factory=dict)  # of beats
    variables: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=dict)  # the texts that a variable or "fact name" can have
    free: set[str] = field(default_factory=set)  # those that can have other values too
    private: frozenset[str] = frozenset()  # those that may hold a viewer's own words
    problems: list[Problem] = field(default_factory=list)

    def learn(self, directives: Iterable[Directive]) -> None:
        """Take in what a script assigns."""
        sources: dict[str, frozenset[str]] = {}
        for directive in directives:
            if not isinstance(directive.what, Assign):
                continue
            assign = directive.what
            fact = directive.head == "fact"
            (self.facts if fact else self.variables).add(assign.name)
            key = f"fact {assign.name}" if fact else assign.name
            sources[key] = sources.get(key, frozenset()) | reads_of(assign.value)
            value = assign.value
            if assign.op == "=" and isinstance(value, Literal) and isinstance(value.value, str):
                self.values.setdefault(key, set()).add(value.value)
            elif assign.op == "=" and isinstance(value, Name) and "." not in value.path:
                self.values.setdefault(key, set()).add(value.path)
            else:
                self.free.add(key)
        private: set[str] = set()
        while True:
            more = {key for key, reads in sources.items() if key not in private and any(self._private(read, private) for read in reads)}
            if not more:
                break
            private |= more
        self.private = frozenset(private)

    def _private(self, read: str, private: set[str]) -> bool:
        if read.startswith("viewer."):
            return is_open(read[7:], "\0", self.film) and (fields_of(self.film).get(read[7:]) is None or fields_of(self.film)[read[7:]].kind != "number")
        return read in private or f"fact {read}" in private

    def assigned(self, word: str) -> bool:
        """Whether a variable or a fact of that name is ever given a value."""
        return word.lower() in self.variables or word.lower() in self.facts

    def resolve(self, expr: Expression, place: Place, *, text: bool = False) -> Expression:
        """The expression with words that are no names made texts; in a `text` a name without a value is only told if one is near."""
        if isinstance(expr, Not):
            return Not(self.resolve(expr.of, place))
        if isinstance(expr, And):
            return And(tuple(self.resolve(part, place) for part in expr.of))
        if isinstance(expr, Or):
            return Or(tuple(self.resolve(part, place, text=text) for part in expr.of))
        if isinstance(expr, Compare):
            right = self.value(expr.right, place)
            self._known(expr.left, place, text=text)
            resolved = Compare(expr.left, expr.op, right)
            self._typed(resolved, place)
            return resolved
        self._known(expr, place, text=text)
        return expr

    def value(self, expr: Expression, place: Place) -> Expression:
        """What stands right of a comparison or in `set`: a single word that is no name is itself."""
        if isinstance(expr, Name) and not expr.path.startswith(("viewer.", "now.")) and not self.assigned(expr.path):
            return Literal(expr.path)
        self._known(expr, place)
        return expr

    def beat(self, name: str, place: tuple[int, int], what: str) -> int:
        """The index of a beat; -1 with an error where there is none."""
        found = self.ids.get(slug(name), -1)
        if found < 0:
            self.problems.append(Problem("error", *place, f"there is no beat {name!r}{did_you_mean(name, self.ids)}: {what}"))
        return found

    def content(self, words: Iterable[str], place: Place) -> None:
        """Warn of words of content that have no age and that the film does not name."""
        known = {*AGES, *(word for word, _ in self.film.ages), *self.film.never}
        for word in sorted(words):
            if word not in known:
                hint = did_you_mean(word, known) or ": give it an age in film.toml, under [bounds] ages"
                self.warn(place(word), f"{word!r} is no known word of content{hint}")

    def warn(self, place: tuple[int, int], text: str) -> None:
        """Tell of something."""
        problem = Problem("warning", *place, text)
        if problem not in self.problems:
            self.problems.append(problem)

    def _known(self, expr: Expression, place: Place, *, text: bool = False) -> None:
        if isinstance(expr, Seen):
            if expr.beat not in self.ids:
                where = place(expr.beat) if place(expr.beat) != place("\0") else place(expr.beat.replace("-", " "))
                self.warn(where, f"there is no beat {expr.beat!r}{did_you_mean(expr.beat, self.ids)}: it is never seen")
        elif isinstance(expr, Fact):
            if expr.name not in self.facts:
                self.warn(place(expr.name), f"no `fact {expr.name} = ...` is ever told{did_you_mean(expr.name, self.facts)}")
        elif isinstance(expr, Name):
            self._known_name(expr.path, place, text=text)

    def _known_name(self, path: str, place: Place, *, text: bool) -> None:
        if path.startswith("viewer."):
            fields = fields_of(self.film)
            if path[7:] not in fields:
                hint = did_you_mean(path[7:], fields) or ": ask for it in film.toml, in [[questions]]"
                self.warn(place(path), f"a viewer has no {path[7:]!r}{hint}")
        elif path.startswith("now."):
            if path[4:] not in NOW:
                self.warn(place(path), f"there is no {path!r}{did_you_mean(path[4:], NOW) or ': there are ' + ', '.join(f'now.{name}' for name in NOW)}")
        elif not self.assigned(path):
            near = did_you_mean(path, self.variables | self.facts)
            what = "the text shows nothing here" if text else "it has no value"
            self.warn(place(path), f"{path!r} is never given a value by `set` or `fact`{near or ': ' + what}")

    def _typed(self, expr: Compare, place: Place) -> None:
        """Warn of comparisons that can never hold."""
        left, right = expr.left, expr.right
        if not isinstance(right, Literal):
            return
        value = right.value
        name, options, kind = self._kind(left)
        if kind == "number" and not (isinstance(value, int) and not isinstance(value, bool)):
            self.warn(place(_said(value)), f"{name} is a number, never {_said(value)!r}")
        elif kind == "number" and expr.op == "has":
            self.warn(place(name), f"{name} is a number: compare it with = < >")
        elif kind == "many" and expr.op != "has":
            self.warn(place(name), f"{name} is a list: write {name} has {_said(value)!r}")
        elif kind in ("one", "many", "values") and expr.op in ("<", "<=", ">", ">="):
            if not isinstance(value, str):
                self.warn(place(name), f"{name} is words, not a number: compare it with =")
        elif options and isinstance(value, str) and value.casefold() not in {option.casefold() for option in options}:
            near = did_you_mean(value, options, 0.5) or f": it is {', '.join(sorted(options))}"
            self.warn(place(value), f"{name} is never {value!r}{near}")

    def _kind(self, expr: Expression) -> tuple[str, frozenset[str], str]:
        """What is compared: its name, the texts that it can be (empty: any), and its kind."""
        if isinstance(expr, Name):
            path = expr.path.lower()
            if path.startswith("viewer."):
                question = fields_of(self.film).get(path[7:])
                closed = question is not None and path not in ("viewer.language", "viewer.likes", "viewer.avoid")
                return path, frozenset(question.options if question and closed else ()), question.kind if question else ""
            if path.startswith("now."):
                options = NOW.get(path[4:])
                return path, frozenset(options or ()), "number" if options == () else "one"
            key = path if path in self.variables else f"fact {path}"
        elif isinstance(expr, Fact):
            key = f"fact {expr.name}"
        else:
            return "", frozenset(), ""
        both = isinstance(expr, Name) and expr.path.lower() in self.variables and expr.path.lower() in self.facts
        if key in self.free or key not in self.values or both:
            return key, frozenset(), ""
        return key, frozenset(self.values[key]), "values"


def _said(value: str | int) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
