"""Canonical form of frozen data: the same value has the same bytes, and so the same key, in every process."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from enum import Enum
from typing import Any

_FIELDS: dict[type, tuple[str, ...] | None] = {}


def _fields(kind: type) -> tuple[str, ...] | None:
    """The names of a dataclass's fields, None for other types; looked up once."""
    try:
        return _FIELDS[kind]
    except KeyError:
        names = tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None
        return _FIELDS.setdefault(kind, names)


def plain(value: Any) -> Any:
    """Dataclasses, tuples and enums as JSON's own types; floats are refused, they do not hash alike everywhere."""
    names = _fields(type(value))
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"canonical data must be int, str, bool, None, tuples or dataclasses, not {value!r}")


def canonical(value: Any) -> bytes:
    """The one byte form of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def key_of(*values: Any) -> str:
    """Hex SHA-256, 32 digits, of the canonical form of the values."""
    return hashlib.sha256(canonical(list(values))).hexdigest()[:32]


def seed_of(*values: Any) -> int:
    """A 48-bit integer for seeding a generator."""
    return int(key_of(*values)[:12], 16)
