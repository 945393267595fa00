"""What expressions are made of: frozen nodes, the values they can have, and the scope in which they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Value = bool | int | str | tuple[str, ...] | None
"""A yes or no, a whole number (seconds for times), a text, a list of texts, or nothing."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a time in seconds, a quoted text, or `yes` and `no`."""

    value: int | str


@dataclass(frozen=True, slots=True)
class Name:
    """`viewer.name`, `now.season`, or a single word: a variable, else a fact, else (right of a comparison) the word itself."""

    path: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`fact lamp`: what is told about it so far."""

    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """`seen beat`: whether that beat has begun in this screening."""

    beat: str


@dataclass(frozen=True, slots=True)
class Not:
    """True where its operand is not."""

    of: Expression


@dataclass(frozen=True, slots=True)
class And:
    """True where all are."""

    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """In a condition true where one is; in text the first that has a value: `viewer.name or "friend"`."""

    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`; `op` is one of = != < <= > >= has."""

    left: Expression
    op: str
    right: Expression


Expression = Literal | Name | Fact | Seen | Not | And | Or | Compare


@dataclass(frozen=True, slots=True)
class Scope:
    """All that an expression can see."""

    viewer: Mapping[str, Value] = field(default_factory=dict)
    now: Mapping[str, Value] = field(default_factory=dict)  # where the viewer is: time, season, hour, weekday
    facts: Mapping[str, Value] = field(default_factory=dict)
    variables: Mapping[str, Value] = field(default_factory=dict)
    seen: AbstractSet[str] = frozenset()  # ids of beats
