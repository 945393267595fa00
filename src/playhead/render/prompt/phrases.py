"""Phrases: clean text of bounded length, and how long a family counts it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = 28  # letters; a longer word is no word
# Brackets, bars, angles and the like steer some servers ("(word:1.4)", "<lora:..>", "{a|b}"): none of a script's words do.
_KEPT = re.compile(r"[^\w\s,.;:!?'’\-–—%&/+]|_")
_GAP = re.compile(r"\s+")
_DANGLING = re.compile(r"[,;]?\s+(?:and|or|with|in|on|at|of|to|an?|the|his|her|their)$", re.IGNORECASE)
_MARKS = re.compile(r"\s+([,.;:!?])|([,;:])(?=[,.;:!?])|(\.)(?=[.,;])")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: `positive` is to be seen, `negative` is not; `version` names the template ("wan/1")."""

    positive: str
    negative: str = ""
    version: str = ""


def clean(text: str) -> str:
    """Words and common marks of a text, in one line, no word longer than any real one.

    >>> clean("MARA (60s),  <lora:x>  climbs.")
    'MARA 60s, lora:x climbs.'
    """
    line = _GAP.sub(" ", _KEPT.sub(" ", text)).strip()
    line = " ".join(word[:_WORD] for word in line.split())
    while (tidier := _MARKS.sub(lambda m: m[1] or "", line)) != line:
        line = tidier
    return line.strip(" ,;:-–—/&+")


def clip_tokens(text: str) -> int:
    """About how many tokens CLIP makes of a text, rather too many: its 77 hold 75 besides the two at the ends.

    >>> clip_tokens("a girl, a red scarf")
    6
    """
    count = 0
    for token in re.findall(r"[^\W\d]+|\d|[^\w\s]", text):
        ascii_only = token.isascii()
        count += 1 + (len(token) - 1) // 7 if ascii_only else len(token.encode())  # a letter it has not learnt is its bytes
    return count


def cut_words(text: str, most: int) -> str:
    """At most so many words of a text; a sentence that is cut is cut at a mark where there is one.

    >>> cut_words("She waits, the sea behind her. She turns.", 7)
    'She waits, the sea behind her'
    """
    words = text.split()
    if len(words) <= most:
        return text
    head = " ".join(words[:most])
    at = max(head.rfind(mark) for mark in ",.;")
    if at >= len(head) // 4:
        return head[:at].rstrip(" ,.;:")
    while (bare := _DANGLING.sub("", head)) != head:
        head = bare
    return head.rstrip(" ,.;:")


def sentence(text: str) -> str:
    """A phrase as a sentence: a capital, a stop."""
    bare = text.strip(" ,;:")
    if not bare:
        return ""
    return bare[0].upper() + bare[1:] + ("" if bare[-1] in ".!?…" else ".")


def joined(phrases: Iterable[str]) -> str:
    """Phrases as a list in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    items = [phrase for phrase in phrases if phrase]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
