"""Values in the text, `{viewer.name or "friend"}`: read once, filled for each viewer, replaced where there is no viewer."""

from __future__ import annotations

import re

from playhead.screenplay.expression import (
    And,
    Compare,
    Expression,
    ExpressionError,
    Fact,
    Name,
    Not,
    Or,
    Seen,
    Value,
    evaluate,
    parse_expression,
    reads_of,
)
from playhead.screenplay.film import FilmFile
from playhead.screenplay.nodes import Scope
from playhead.story.viewer import is_open

Template = tuple[str | Expression, ...]
"""A text in pieces: words as they are, and expressions between."""

_VALUE = re.compile(r"\{([^{}\n]*)\}")
_FALLBACK = re.compile(r"\bor\s+[\"“”']([^\"“”']*)[\"“”']\s*$")
_NAMEY = re.compile(r"[a-z_]+(\.[a-z_]+)*(\s+or\s+.*)?$", re.IGNORECASE)
_INTENDED = re.compile(r"\b(?:viewer|now)\b|\bfact\s|\bor\s+[\"“]")


def fallback_text(text: str) -> str:
    """The text as everybody may hear it: each value replaced by its fallback, by nothing where it has none.

    >>> fallback_text('Not tonight, {viewer.name or "friend"}.'), fallback_text("Hello, {viewer.name}!")
    ('Not tonight, friend.', 'Hello!')
    """
    if "{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if fallback := _FALLBACK.search(inner):
            return fallback[1]
        return "\0" if _NAMEY.match(inner) else match[0]

    return _closed(_VALUE.sub(value, text))


def read_template(text: str) -> tuple[Template, tuple[tuple[str, str], ...]]:
    """A text in pieces, and what in braces was meant as a value and cannot be read: (as written, why).

    Braces that hold no value are text: "A set {1, 2}."
    """
    if "{" not in text:
        return (text,), ()
    pieces: list[str | Expression] = []
    wrong: list[tuple[str, str]] = []
    at = 0
    for match in _VALUE.finditer(text):
        try:
            expr = parse_expression(match[1])
        except ExpressionError as error:
            if _INTENDED.search(match[1]):
                wrong.append((match[0], error.message))
            continue
        if not isinstance(expr, (Name, Fact, Or)):
            continue
        pieces += [text[at : match.start()], expr]
        at = match.end()
    pieces.append(text[at:])
    return tuple(piece for piece in pieces if piece != ""), tuple(wrong)


def template_reads(template: Template) -> frozenset[str]:
    """What a text looks at."""
    return frozenset().union(*(reads_of(piece) for piece in template if not isinstance(piece, str)))


def fill(template: Template, scope: Scope, film: FilmFile, private: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """The text for one viewer, and whether it holds words of their own. A value that is missing takes its comma with it.

    `private` are the variables ("mood") and facts ("fact killer") that may hold such words.
    """
    if len(template) == 1 and isinstance(template[0], str):
        return template[0], False
    parts: list[str] = []
    opened = False
    for piece in template:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        value, source = _valued(piece, scope)
        parts.append("\0" if value is None else _shown(value))
        opened = opened or (value is not None and _opens(source, value, film, private))
    return _closed("".join(parts)), opened


def fill_text(text: str, scope: Scope, film: FilmFile, private: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """`fill` for a text that is not read yet, such as the label of an option."""
    return fill(read_template(text)[0], scope, film, private)


def _valued(expr: Expression, scope: Scope) -> tuple[Value, Expression]:
    """The value of an expression in a text and the part of it that gave it."""
    for part in expr.of if isinstance(expr, Or) else (expr,):
        if isinstance(part, Or):
            value, source = _valued(part, scope)
        else:
            value, source = evaluate(part, scope), part
        if value is not None and value is not False and value not in ("", (), []):
            return value, source
    return None, expr


def _opens(source: Expression, value: Value, film: FilmFile, private: frozenset[str]) -> bool:
    if isinstance(source, Name):
        path = source.path.lower()
        if path.startswith("viewer."):
            return is_open(path[7:], value, film)
        return path in private or f"fact {path}" in private
    if isinstance(source, Fact):
        return f"fact {source.name}" in private
    return not isinstance(source, (str, And, Not, Seen, Compare)) and bool(reads_of(source) & private)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        words = [str(each) for each in value]
        return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
    return " ".join(str(value).split()).replace("\0", "")


def _closed(text: str) -> str:
    return re.sub(r",?[ \t]{0,40}\0", "", text).strip() if "\0" in text else text
