"""Values in the text, `{viewer.name or "friend"}`, when there is no viewer to take them from."""

from __future__ import annotations

import re

_VALUE = re.compile(r"\{([^{}\n]*)\}")
_FALLBACK = re.compile(r"\bor\s+[\"“”']([^\"“”']*)[\"“”']\s*$")
_NAMEY = re.compile(r"[a-z_]+(\.[a-z_]+)*(\s+or\s+.*)?$", re.IGNORECASE)


def fallback_text(text: str) -> str:
    """The text as everybody may hear it: each value replaced by its fallback, by nothing where it has none.

    >>> fallback_text('Not tonight, {viewer.name or "friend"}.'), fallback_text("Hello, {viewer.name}!")
    ('Not tonight, friend.', 'Hello!')
    """
    if "{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if fallback := _FALLBACK.search(inner):
            return fallback[1]
        return "\0" if _NAMEY.match(inner) else match[0]

    filled = _VALUE.sub(value, text)
    return re.sub(r",?[ \t]*\0", "", filled).strip() if "\0" in filled else filled
