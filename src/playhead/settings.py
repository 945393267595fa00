"""One typed settings object, filled from the environment (`PLAYHEAD_*`)."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playhead.errors import BadInput

LIMITS = {
    "store_cap_bytes": (64 * 1024**2, 2**60),
    "workers": (1, 256),
    "worker_memory_bytes": (256 * 1024**2, 2**60),
    "port": (0, 65535),
    "width": (96, 3840),
    "height": (64, 2160),
    "ahead_listed_s": (4, 60),
    "ahead_rendered_s": (4, 60),
    "screenings_max": (1, 100_000),
}
"""Least and greatest of each number."""
STEPS = {"width": 16, "height": 2}
"""What the encoder can divide."""


def _data_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "playhead"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner of one machine may want to change; each field is `PLAYHEAD_<NAME>` in the environment."""

    data: Path = field(default_factory=_data_folder)
    store_cap_bytes: int = 4 * 1024**3
    workers: int = 2
    worker_memory_bytes: int = 900 * 1024**2
    host: str = "127.0.0.1"
    port: int = 7474
    width: int = 848
    height: int = 480
    ahead_listed_s: int = 10
    ahead_rendered_s: int = 12
    screenings_max: int = 200
    renderer: str = "theatre"

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, **given: object) -> Settings:
        """Settings from the environment, overridden by what is `given` and not None.

        Raises BadInput naming the variable whose value does not fit.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for part in dataclasses.fields(cls):
            text = environment.get(f"PLAYHEAD_{part.name.upper()}")
            if text is None:
                continue
            if part.type == "int":
                values[part.name] = _number(part.name, text)
            else:
                values[part.name] = Path(text) if part.type == "Path" else text
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)  # type: ignore[arg-type]


def _number(name: str, text: str) -> int:
    told = f"PLAYHEAD_{name.upper()}"
    try:
        number = int(text)
    except ValueError:
        raise BadInput(f"{told} must be a whole number, not {text[:40]!r}") from None
    least, most = LIMITS[name]
    if not least <= number <= most:
        raise BadInput(f"{told} must be from {least} to {most}, not {number}")
    if number % STEPS.get(name, 1):
        raise BadInput(f"{told} must be divisible by {STEPS[name]}, which {number} is not")
    return number
