"""The build: what, besides a shot, pixels and samples depend on; a part of every key, so that new code makes new takes."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import playhead
from playhead.assets import ROOT as ASSETS
from playhead.errors import NotFound
from playhead.render.renderer import known

_PICTURE_LIBRARIES = ("av", "numpy", "opencv-python-headless", "skia-python", "scipy", "numba")
_SOUND_LIBRARIES = ("av", "numpy", "scipy", "hibari-tts", "tinysoundfont")
_PICTURE_FOLDERS = ("render/theatre", "media", "shots")
_PICTURE_FILES = ("render/renderer.py", "render/control.py")
_SOUND_FOLDERS = ("speech", "sound", "media")


@functools.cache
def picture_build(renderer: str) -> str:
    """Hash of the sources of that renderer and of media, the fonts, the libraries' versions and the CPU's features.

    Takes a few milliseconds, once a process.
    """
    return _build(renderer, (*_PICTURE_FOLDERS, *_own_folders(renderer)), "fonts", _PICTURE_LIBRARIES, _PICTURE_FILES)


@functools.cache
def sound_build() -> str:
    """The same for speech and sound."""
    return _build("sound", _SOUND_FOLDERS, "soundfonts", _SOUND_LIBRARIES)


def _own_folders(renderer: str) -> tuple[str, ...]:
    """Where a renderer over the ground lives: its own package, and that of the words it is told."""
    try:
        package, _, rest = known(renderer).make.__module__.removeprefix("playhead.").partition("render.")
    except NotFound:
        return ()
    own = rest.partition(".")[0]
    return () if package or own in ("", "stock", "theatre") else (f"render/{own}", "render/prompt")


def _build(name: str, folders: Iterable[str], assets: str, libraries: Iterable[str], files: Iterable[str] = ()) -> str:
    total = hashlib.sha256(name.encode())
    root = Path(playhead.__file__).parent
    for each in ("canonical.py", "timebase.py", *files):
        _add(total, root / each)
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            _add(total, file)
    for file in sorted((ASSETS / assets).glob("*")) if (ASSETS / assets).exists() else ():
        known = file.stat()  # a soundfont has 14 MB: its size and edges tell it apart
        total.update(f"{file.name} {known.st_size}".encode())
        with file.open("rb") as data:
            total.update(data.read(65536))
    for library in libraries:
        total.update(f"{library} {_version(library)}".encode())
    total.update(_cpu().encode())
    return total.hexdigest()[:16]


def _add(total: hashlib._Hash, file: Path) -> None:
    total.update(file.name.encode())
    total.update(file.read_bytes())


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none" if importlib.util.find_spec(library.replace("-", "_")) is None else "unknown"


def _cpu() -> str:
    """What decides which code paths of x264, Skia and numpy run."""
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith(("flags", "Features")):
                kept = {flag for flag in line.split(":")[1].split() if flag.startswith(("sse", "avx", "fma", "bmi", "asimd", "sve", "neon"))}
                return f"{platform.machine()} {' '.join(sorted(kept))}"
    except OSError:
        pass
    return f"{platform.machine()} {platform.processor()}"
