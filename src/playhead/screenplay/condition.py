"""The grammar of expressions: text to nodes in one pass, with the place of what cannot be read and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from playhead.errors import BadInput
from playhead.screenplay.names import did_you_mean, slug
from playhead.screenplay.nodes import And, Compare, Expression, Fact, Literal, Name, Not, Or, Seen

KEYWORDS = frozenset(("and", "or", "not", "has", "seen", "fact"))
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
LENGTH_MAX = 2000
"""Characters of an expression."""
DEPTH_MAX = 32
"""Of parentheses and `not` inside each other."""
NUMBER_MAX = 10**9
"""Numbers beyond it are held at it, so that no film counts forever."""


class ExpressionError(BadInput):
    """An expression that cannot be read; `offset` is where in it, counted from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


_OPERATORS = ("=", "!=", "<=", ">=", "<", ">")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|“[^”]*”|(?<!\w)'(?:[^'\\]|\\.)*'|‘[^’]*’)
    |(?P<time>(?:\d+m(?:in)?\s*\d+s(?:ec)?|\d+m(?:in)?|\d+s(?:ec)?)(?!\w))
    |(?P<number>-?\d+(?![\w.]))
    |(?P<word>[^\W\d]\w*(?:-\w+)*(?:\.[^\W\d]\w*(?:-\w+)*)*)
    |(?P<sign>!=|<=|>=|[=<>()])""",
    re.VERBOSE,
)
_INSTEAD = {
    "==": "write = for equals",
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not`",
    "<>": "write != for differs",
    ",": "write `and` or `or` between conditions",
    '"': "a quoted text is never closed",
    "“": "a quoted text is never closed",
    "'": "a quoted text is never closed",
    "‘": "a quoted text is never closed",
    "+": "only `set` can add",
    "-": "only `set` can subtract",
}
_INSTEAD_WORDS = {
    "is": "write =",
    "equals": "write =",
    "contains": "write `has`",
    "includes": "write `has`",
    "isnt": "write !=",
    "unless": "write `not`",
    "in": 'write the list first: viewer.likes has "letters"',
}


def parse_expression(text: str) -> Expression:
    """The expression in `text`. Raises ExpressionError, which knows the place and what to write instead.

    >>> parse_expression("viewer.age < 12")
    Compare(left=Name(path='viewer.age'), op='<', right=Literal(value=12))
    """
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # text, time, number, word, sign, end
    text: str
    at: int


class _Parser:
    """One pass, no backtracking."""

    def __init__(self, text: str) -> None:
        if len(text) > LENGTH_MAX:
            raise ExpressionError(f"a condition may have {LENGTH_MAX} characters: split it", LENGTH_MAX)
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def keyword(self, word: str) -> bool:
        if self.next.kind == "word" and self.next.text.lower() == word:
            self.at += 1
            return True
        return False

    def whole(self) -> Expression:
        if self.next.kind == "end":
            raise ExpressionError("a condition is missing", self.next.at)
        found = self.alternatives()
        token = self.next
        if token.kind == "end":
            return found
        if token.text == ")":
            raise ExpressionError("a ) without its (", token.at)
        if instead := _INSTEAD_WORDS.get(token.text.lower()):
            raise ExpressionError(f"{token.text!r} is not understood: {instead}", token.at)
        if token.text in _OPERATORS or token.text.lower() == "has":
            raise ExpressionError("compare two values at a time: write `and` between comparisons", token.at)
        hint = did_you_mean(token.text, ("and", "or", "has"), 0.6) if token.kind == "word" else ""
        raise ExpressionError(f"{token.text!r} is not expected here: write `and` or `or` before it, or quotes around texts{hint}", token.at)

    def alternatives(self) -> Expression:
        parts = [self.conditions()]
        while self.keyword("or"):
            parts.append(self.conditions())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conditions(self) -> Expression:
        parts = [self.negation()]
        while self.keyword("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Expression:
        at = self.next.at
        nots = 0
        while self.keyword("not"):
            nots += 1
        self._deeper(nots, at)
        found = self.comparison()
        for _ in range(nots):
            found = Not(found)
        self.depth -= nots
        return found

    def _deeper(self, by: int, at: int) -> None:
        self.depth += by
        if self.depth > DEPTH_MAX:
            raise ExpressionError(f"more than {DEPTH_MAX} parentheses inside each other: make it simpler", at)

    def comparison(self) -> Expression:
        token = self.next
        if token.text == "(" and token.kind == "sign":
            self.take()
            self._deeper(1, token.at)
            found = self.alternatives()
            if self.next.text != ")" or self.next.kind != "sign":
                what = f", not {self.next.text!r}" if self.next.kind != "end" else ""
                raise ExpressionError(f"a ) is missing{what}", self.next.at)
            self.take()
            self.depth -= 1
            return found
        if self.keyword("seen"):
            return Seen(self._beat())
        left = self.value()
        token = self.next
        if token.kind == "sign" and token.text in _OPERATORS:
            self.take()
            return Compare(left, token.text, self.value(after=token.text))
        if self.keyword("has"):
            return Compare(left, "has", self.value(after="has"))
        return left

    def _beat(self) -> str:
        """A beat's name: a quoted text, or the words up to the next that joins conditions."""
        token = self.next
        if token.kind == "text":
            self.take()
            name = _unquoted(token.text)
        else:
            words = []
            while self.next.kind in ("word", "number", "time") and self.next.text.lower() not in KEYWORDS:
                words.append(self.take().text)
            name = " ".join(words)
        if not slug(name):
            raise ExpressionError("`seen` needs the name of a beat: seen letter", token.at)
        return slug(name)

    def value(self, after: str = "") -> Expression:
        told = self.keyword("fact")
        token = self.take()
        if token.kind == "word" and token.text.lower() not in KEYWORDS:
            return Fact(token.text.lower()) if told else _named(token)
        if told:
            raise ExpressionError("`fact` needs a name: fact lamp = dead", token.at)
        if token.kind == "number":
            return Literal(max(-NUMBER_MAX, min(NUMBER_MAX, int(token.text))))
        if token.kind == "time":
            return Literal(min(NUMBER_MAX, _seconds(token.text)))
        if token.kind == "text":
            return Literal(_unquoted(token.text))
        what = f", not {token.text!r}" if token.kind != "end" else ""
        where = f"after {after}" if after else "here"
        raise ExpressionError(f"a value is missing {where}{what}: a word, a number or a text in quotes", token.at)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _strange(text, at)
        if match.lastgroup != "space":
            found.append(_Token(match.lastgroup or "", match[0], at))
        at = match.end()
    found.append(_Token("end", "", len(text.rstrip())))
    for one, other in pairwise(found):
        if one.text == "=" and other.text == "=" and other.at == one.at + 1:
            raise ExpressionError(f"'==' is not understood: {_INSTEAD['==']}", one.at)
        if one.text == "<" and other.text == ">":
            raise ExpressionError(f"'<>' is not understood: {_INSTEAD['<>']}", one.at)
    return found


def _strange(text: str, at: int) -> ExpressionError:
    if decimal := re.match(r"-?\d+\.\d+", text[at:]):
        return ExpressionError(f"{decimal[0]} is not whole: numbers here are whole numbers", at)
    if glued := re.match(r"-?\d+\w+", text[at:]):
        return ExpressionError(f"{glued[0]!r} is neither a number nor a time such as 9s or 1m20s", at)
    instead = _INSTEAD.get(text[at], "a condition is words, numbers, texts in quotes, and = != < <= > >= has and or not ( )")
    return ExpressionError(f"{text[at]!r} is not understood: {instead}", at)


def _named(token: _Token) -> Expression:
    word = token.text
    lowered = word.lower()
    if lowered in YES_NO:
        return Literal(YES_NO[lowered])
    root, dot, _ = lowered.partition(".")
    if root in ("viewer", "now"):
        if not dot:
            example = "viewer.name" if root == "viewer" else "now.season"
            raise ExpressionError(f"{root} alone has no value: write what of it, such as {example}", token.at)
        return Name(lowered)
    return Name(word)


def _seconds(text: str) -> int:
    minutes = re.match(r"(\d+)m", text)
    seconds = re.search(r"(\d+)s", text)
    return int(minutes[1][:9] if minutes else 0) * 60 + int(seconds[1][:9] if seconds else 0)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL) if text[0] in "\"'" else text[1:-1]
