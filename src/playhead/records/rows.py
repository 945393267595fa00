"""What is kept, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a film's script; `source` is its bytes, `path` where it was read from, `toml` its film.toml's text."""

    revision: str
    film: str
    title: str
    path: str
    source: bytes
    toml: str | None = None


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """One viewing of one film.

    `token` is the viewer's secret; `id` may be known to others once `shared`. `source` is the id of the screening whose
    cut this one follows, or "". `created_s` and `seen_s` are seconds since 1970.
    """

    id: str
    token: str
    film: str
    revision: str
    seed: int
    created_s: float
    seen_s: float
    viewer: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a screening: `n` counts from 0, `kind` says which fields `data` has."""

    n: int
    kind: str
    data: dict[str, Any]
    at_s: float


@dataclass(frozen=True, slots=True)
class Spending:
    """How many seconds of film a renderer was asked for, on the account of a screening or a film: `kind` says which, `name` is its id."""

    renderer: str
    kind: str
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to what: `subject` is a screening or a person, `kind` such as "profile" or "likeness"."""

    subject: str
    kind: str
    granted: bool
    evidence: str
    at_s: float
