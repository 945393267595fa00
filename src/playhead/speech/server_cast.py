"""What is known of a speech server without asking it: where it is, which of its voices suit whom, what it may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playhead.speech.maker import Machine
from playhead.speech.timing import Voice

MODEL = "gpt-4o-mini-tts"
VOICES: Mapping[str, tuple[str, ...]] = {
    "woman": ("nova", "coral", "shimmer", "sage"),
    "man": ("onyx", "echo", "ash"),
    "child": ("shimmer", "fable"),
    "other": ("alloy",),
}
"""Whom the voices of OpenAI's own server suit; another server's are named in the settings: [voices.server.voices]."""
_PLAIN = frozenset(("a", "an", "the", "man", "woman", "boy", "girl", "child", "old", "young", "deep", "low", "high", "soft", "slow", "quick"))


def owns(word: str) -> bool:
    """Whether it may be the name of a voice: nobody here knows what a server has, but plain words describe one."""
    return bool(re.fullmatch(r"[\w.+-]{2,80}", word)) and word.lower() not in _PLAIN


def who(voice: Voice, machine: Machine) -> str:
    """The voice and the model, each in one word: as the author named it, else as the character is cast."""
    model = str(machine.get("model") or MODEL)
    return f"{_word(voice_of(voice, machine))} {_word(model)}"


def voice_of(voice: Voice, machine: Machine) -> str:
    """The name of the server's voice for that character: the settings' `voices` by kind, "woman", or by kind and age, "man old"."""
    own = machine.get("voices", {})
    table: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
    if voice.name:
        return str(table.get(voice.name, voice.name))
    words = voice.cast.split()
    kind, index = (words[0], int(words[1])) if len(words) > 1 and words[1].isdigit() else ("other", 0)
    others = table or VOICES
    keys = (*(f"{kind} {word}" for word in words[2:]), kind, "other", *others)
    row = next((names for key in keys if (names := _names(others.get(key)))), VOICES["other"])
    return row[index % len(row)]


def why_not(machine: Machine) -> str:
    """Why it cannot be asked, in one line; "" if it can."""
    url = machine.get("url")
    if not isinstance(url, str) or not url:
        return "no speech server is named in the settings: [voices.server] url"
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    return "" if good else "the speech server's address must be such as http://127.0.0.1:8880/v1: [voices.server] url"


def speaks(language: str, machine: Machine) -> bool:
    """Whether the server has a language: English, and what the settings name."""
    named = machine.get("languages", ("en",))
    return language[:2] in [str(code)[:2] for code in (named if isinstance(named, list | tuple) else ())]


def trusted(machine: Machine) -> bool:
    """Whether it may be told a viewer's own words: only where its owner says so."""
    return machine.get("private") is True


def _names(row: object) -> tuple[str, ...]:
    if isinstance(row, str):
        return (row,) if row else ()
    return tuple(str(name) for name in row) if isinstance(row, list | tuple) else ()


def _word(text: str) -> str:
    return re.sub(r"\s+", "_", text.strip())[:120] or "default"
