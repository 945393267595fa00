"""Where a model's weights are on this machine, and what tells them apart. Light: no library of models is imported."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from playhead.errors import BadInput
from playhead.render.renderer import Machine, Options

LIBRARIES = ("torch", "diffusers", "transformers", "safetensors")
_ACCELERATORS = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*(@\w[\w.-]*)?", re.ASCII)
_TOLD = ("*.safetensors", "*.json", "*.txt", "*.model")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by the name a hub knows them by, `org/name`, at a revision of theirs.

    `folder` is where they are; None: they are not on this machine.
    """

    name: str
    revision: str = "main"
    folder: Path | None = None

    @property
    def apart(self) -> str:
        """What tells these weights from others: the name with the snapshot's commit, or a hash of a folder's file sizes and times."""
        if self.folder is None:
            return f"{self.name}@{self.revision}"
        if self.folder.parent.name == "snapshots":
            return f"{self.name}@{self.folder.name}"
        told = hashlib.sha256()
        for file in sorted({file for pattern in _TOLD for file in self.folder.rglob(pattern)}):
            about = file.stat()
            told.update(f"{file.relative_to(self.folder).as_posix()} {about.st_size} {about.st_mtime_ns}\n".encode())
        return f"{self.name}@{told.hexdigest()[:16]}"


def named(options: Options, default: str, key: str = "model") -> tuple[str, str]:
    """The name and revision that a film asks for, or the default's. Raises BadInput for what is no name of a model."""
    given = str(dict(options).get(key, default))
    name, _, revision = given.partition("@")
    if not _NAME.fullmatch(given):
        raise BadInput(f'{key} must name weights as "org/name" or "org/name@revision", not {given[:80]!r}')
    return name, revision or "main"


def find(options: Options, machine: Machine, default: str, key: str = "model") -> Weights:
    """Look the weights up: in the machine's `folder` as folder/org/name, then in the hub's cache. Raises BadInput."""
    name, revision = named(options, default, key)
    if machine.get("folder"):
        own = Path(str(machine["folder"])).expanduser() / name
        if own.is_dir():
            return Weights(name, revision, own)
    kept = cache(machine) / f"models--{name.replace('/', '--')}"
    try:
        commit = (kept / "refs" / revision).read_text().strip()
    except OSError:
        commit = revision
    snapshot = kept / "snapshots" / commit
    whole = snapshot.is_dir() and any(any(snapshot.glob(pattern)) for pattern in ("*.json", "*.safetensors"))
    return Weights(name, revision, snapshot if whole else None)


def wanted(options: Options, machine: Machine, needed: dict[str, str]) -> dict[str, Weights]:
    """All that a renderer is made of, by option; what has no default name is there only if a film names it. Raises BadInput."""
    chosen = dict(options)
    return {key: find(options, machine, default, key) for key, default in needed.items() if default or chosen.get(key)}


def cache(machine: Machine) -> Path:
    """The folder of the hub's cache: the machine's `cache`, or where the hub's own client keeps it."""
    if machine.get("cache"):
        return Path(str(machine["cache"])).expanduser()
    if os.environ.get("HF_HUB_CACHE"):
        return Path(os.environ["HF_HUB_CACHE"])
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"
    return Path(home) / "hub"


def may_fetch(machine: Machine) -> bool:
    """Whether missing weights may be fetched from the hub: only where the machine's owner said `offline = false`."""
    return machine.get("offline") is False and os.environ.get("HF_HUB_OFFLINE", "0") in ("0", "")


def why_not(options: Options, machine: Machine, needed: dict[str, str]) -> str:
    """Why these weights (their default names by option) cannot work on this machine, in one line; "" if they can."""
    missing = [library for library in LIBRARIES if importlib.util.find_spec(library) is None]
    if missing:
        return f"{' and '.join(missing)} {'are' if len(missing) > 1 else 'is'} not installed: pip install 'playhead[neural]'"
    if not machine.get("device") and not _accelerated():
        return 'no GPU is found on this machine; device = "cpu" in the settings tries without, very slowly'
    try:
        found = wanted(options, machine, needed).values()
    except BadInput as error:
        return str(error)
    for weights in found:
        if weights.folder is None and not may_fetch(machine):
            at = "" if weights.revision == "main" else f" --revision {weights.revision}"
            return f"weights {weights.name} are not on this machine: hf download {weights.name}{at}, or offline = false in the settings"
    return ""


def apart(options: Options, machine: Machine, needed: dict[str, str]) -> str:
    """What tells the weights, and the libraries that run them, apart, for keys. Raises BadInput."""
    return " ".join((*(weights.apart for weights in wanted(options, machine, needed).values()), *_versions()))


@functools.cache
def _versions() -> tuple[str, ...]:
    found = []
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            found.append(f"{library}@{version(library)}")
    return tuple(found)


def _accelerated() -> bool:
    return any(Path(path).exists() for path in _ACCELERATORS) or (sys.platform == "darwin" and os.uname().machine == "arm64")
