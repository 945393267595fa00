"""Expressions of directives and of text: a small typed language in which everything has a value and nothing runs on.

`parse_expression` gives a tree of frozen nodes, `evaluate` its value in a `Scope`. Missing values compare false; numbers and
texts are unequal; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playhead.screenplay.condition import KEYWORDS, YES_NO, ExpressionError, parse_expression
from playhead.screenplay.nodes import And, Compare, Expression, Fact, Literal, Name, Not, Or, Scope, Seen, Value

__all__ = [
    "And",
    "Compare",
    "Expression",
    "ExpressionError",
    "Fact",
    "Literal",
    "Name",
    "Not",
    "Or",
    "Scope",
    "Seen",
    "Value",
    "evaluate",
    "holds",
    "parse_expression",
    "reads_of",
    "same",
    "write_expression",
]


def write_expression(expr: Expression) -> str:
    """The expression as an author would write it; what `parse_expression` reads back as the same.

    >>> write_expression(And((Name("brave"), Not(Compare(Name("viewer.age"), "<", Literal(12))))))
    'brave and not viewer.age < 12'
    """
    if isinstance(expr, Literal):
        return _written(expr.value)
    if isinstance(expr, Name):
        return expr.path
    if isinstance(expr, Fact):
        return f"fact {expr.name}"
    if isinstance(expr, Seen):
        return f'seen "{expr.beat}"' if _needs_quotes(expr.beat) else f"seen {expr.beat}"
    if isinstance(expr, Not):
        return f"not {_inner(expr.of, And, Or)}"
    if isinstance(expr, And):
        return " and ".join(_inner(part, And, Or) for part in expr.of)
    if isinstance(expr, Or):
        return " or ".join(_inner(part, Or) for part in expr.of)
    return f"{write_expression(expr.left)} {expr.op} {write_expression(expr.right)}"


def _inner(expr: Expression, *kinds: type) -> str:
    written = write_expression(expr)
    return f"({written})" if isinstance(expr, kinds) else written


def _written(value: int | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    escaped = re.sub(r'(["\\])', r"\\\1", value)
    return f'"{escaped}"'


def _needs_quotes(beat: str) -> bool:
    return not re.fullmatch(r"[^\W\d]\w*(?:-\w+)*", beat) or beat.lower() in KEYWORDS


def reads_of(expr: Expression) -> frozenset[str]:
    """What an expression looks at: "viewer.name", "now.time", "fact lamp", "seen answered", "brave".

    >>> sorted(reads_of(parse_expression('viewer.likes has "letters" and not seen answered')))
    ['seen answered', 'viewer.likes']
    """
    if isinstance(expr, Name):
        return frozenset((expr.path.lower(),))
    if isinstance(expr, Fact):
        return frozenset((f"fact {expr.name}",))
    if isinstance(expr, Seen):
        return frozenset((f"seen {expr.beat}",))
    if isinstance(expr, Not):
        return reads_of(expr.of)
    if isinstance(expr, (And, Or)):
        return frozenset().union(*(reads_of(part) for part in expr.of))
    if isinstance(expr, Compare):
        return reads_of(expr.left) | reads_of(expr.right)
    return frozenset()


def evaluate(expr: Expression, scope: Scope) -> Value:
    """The value of an expression: an `or` has that of its first part that has one, a comparison yes or no."""
    kind = type(expr)
    if kind is Or:
        value: Value = None
        for part in expr.of:  # type: ignore[union-attr]
            value = evaluate(part, scope)
            if value is not None and value is not False and value not in ("", ()):
                return value
        return value
    return _VALUE[kind](expr, scope)


def holds(expr: Expression, scope: Scope) -> bool:
    """Whether a condition is met; what has no value is not, nor are 0, an empty text and an empty list."""
    return bool(_HOLDS[type(expr)](expr, scope))


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal: of one kind, texts without regard to case.

    >>> same("Dead", "dead"), same(1, "1"), same(None, None)
    (True, False, False)
    """
    if isinstance(one, str):
        if isinstance(other, str):
            return one == other or one.casefold() == other.casefold()
        return isinstance(other, bool) and YES_NO.get(one.casefold()) is other
    if isinstance(one, bool) or isinstance(other, bool):
        return YES_NO.get(other.casefold()) is one if isinstance(other, str) else one is other
    if one is None or other is None:
        return False
    if isinstance(one, (list, tuple)):
        return isinstance(other, (list, tuple)) and len(one) == len(other) and all(map(same, one, other))
    return not isinstance(other, (list, tuple)) and one == other


def _has(whole: Value, part: Value) -> bool:
    if isinstance(part, (list, tuple)):
        return any(_has(whole, each) for each in part)
    if part is None or part == "" or whole is None:
        return False
    if isinstance(whole, (list, tuple)):
        wanted = str(part).casefold()
        return any(str(each).casefold() == wanted for each in whole)
    return isinstance(whole, str) and isinstance(part, str) and part.casefold() in whole.casefold()


def _ordered(one: Value, op: str, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    if isinstance(one, int) and isinstance(other, int):
        pass
    elif isinstance(one, str) and isinstance(other, str):
        one, other = one.casefold(), other.casefold()
    else:
        return False
    if op == "<":
        return one < other  # type: ignore[operator]
    if op == "<=":
        return one <= other  # type: ignore[operator]
    return one > other if op == ">" else one >= other  # type: ignore[operator]


def _compare(expr: Compare, scope: Scope) -> bool:
    one, other = evaluate(expr.left, scope), evaluate(expr.right, scope)
    if other is None and type(expr.right) is Name and "." not in expr.right.path:
        other = expr.right.path
    if one is None or other is None:
        return False
    op = expr.op
    if op == "=":
        return same(one, other)
    if op == "!=":
        return not same(one, other)
    return _has(one, other) if op == "has" else _ordered(one, op, other)


def _name(expr: Name, scope: Scope) -> Value:
    path = expr.path
    if path.startswith("viewer."):
        return scope.viewer.get(path[7:])
    if path.startswith("now."):
        return scope.now.get(path[4:])
    path = path.lower()
    value = scope.variables.get(path)
    return scope.facts.get(path) if value is None else value


_VALUE: dict[type, Callable[[Any, Scope], Value]] = {
    Literal: lambda expr, _: expr.value,
    Name: _name,
    Fact: lambda expr, scope: scope.facts.get(expr.name),
    Seen: lambda expr, scope: expr.beat in scope.seen,
    Not: lambda expr, scope: not holds(expr.of, scope),
    And: lambda expr, scope: all(holds(part, scope) for part in expr.of),
    Compare: _compare,
}
_HOLDS: dict[type, Callable[[Any, Scope], Value]] = _VALUE | {Or: lambda expr, scope: any(holds(part, scope) for part in expr.of)}
