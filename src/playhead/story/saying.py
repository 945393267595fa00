"""An expression as its author would write it, for maps and messages."""

from __future__ import annotations

from playhead.screenplay.expression import And, Compare, Expression, Fact, Literal, Name, Not, Or, Seen


def said(expression: Expression) -> str:
    """The expression in the grammar of directives.

    >>> said(Or((Not(Seen("kitchen")), Compare(Fact("lamp"), "=", Name("dead")))))
    'not seen kitchen or fact lamp = dead'
    """
    match expression:
        case Literal(value):
            return f'"{value}"' if isinstance(value, str) else str(value)
        case Name(path):
            return path
        case Fact(name):
            return f"fact {name}"
        case Seen(beat):
            return f"seen {beat}"
        case Not(of):
            return f"not {_inside(of, And | Or)}"
        case And(parts):
            return " and ".join(_inside(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(said(part) for part in parts)
        case Compare(left, op, right):
            return f"{said(left)} {op} {said(right)}"
    return str(expression)


def _inside(expression: Expression, bracketed: object) -> str:
    text = said(expression)
    return f"({text})" if isinstance(expression, bracketed) else text  # type: ignore[arg-type]
