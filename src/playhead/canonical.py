"""Canonical form of frozen data: the same value has the same bytes, and so the same key, in every process."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """Dataclasses, tuples and enums as JSON's own types; floats are refused, they do not hash alike everywhere."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
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
