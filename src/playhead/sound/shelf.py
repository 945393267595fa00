"""The shelf: renderings that are dear and wanted again, kept in a store so that workers share them."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Hashable
from typing import Protocol

import numpy as np

from playhead.canonical import key_of
from playhead.sound.cache import Samples

_EXPONENT = struct.Struct("<i")


class Blobs(Protocol):
    """Bytes by key, in a store."""

    def get(self, key: str) -> bytes | None:
        """The bytes put under a key, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        ...


class Shelf:
    """Renderings in `blobs`. `build` is what they depend on besides their keys: new code makes new ones."""

    def __init__(self, blobs: Blobs, build: str) -> None:
        self._blobs = blobs
        self._build = build

    def get(self, key: Hashable, make: Callable[[], Samples]) -> Samples:
        """The `rounded` rendering of that key, made by `make` when it is not here. Raises what the store raises."""
        name = key_of("rendering", self._build, key)
        data = self._blobs.get(name)
        if data is not None:
            return _unpacked(data)
        made = make()
        self._blobs.put(name, _packed(made))
        return made


def rounded(samples: Samples) -> Samples:
    """Samples (n, 2) as 16 bits tell them, 90 dB or more below their peak: what comes from a shelf is the same as what was made."""
    return _unpacked(_packed(samples))


def _packed(samples: Samples) -> bytes:
    _, exponent = math.frexp(float(np.abs(samples).max(initial=0.0)))
    steps = np.clip(np.rint(samples * np.float32(2.0 ** (15 - exponent))), -32767, 32767)
    return _EXPONENT.pack(exponent) + bytes(steps.astype("<i2"))


def _unpacked(data: bytes) -> Samples:
    (exponent,) = _EXPONENT.unpack_from(data)
    return np.frombuffer(data, "<i2", offset=_EXPONENT.size).reshape(-1, 2) * np.float32(2.0 ** (exponent - 15))
