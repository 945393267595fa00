"""What a script says made fit for a voice: plain punctuation, no signs that cannot be said, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata

from playhead.screenplay.languages import is_voiced

MAX_CHARACTERS = 12_000  # a quarter of an hour of talk; what a script has beyond that in one speech is only captioned
_PLAIN = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "–": "—", "―": "—", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\t": " ", "ﬁ": "fi", "ﬂ": "fl",
    "¿": "", "¡": "", "_": " ", "[": "", "]": "", "{": "", "}": "", "<": "", ">": "", "|": " ", "^": "", "~": "",
})  # fmt: skip
_END = re.compile(r'(?<=[.!?…])["\')]*\s+(?=\S)')
_CLAUSE = re.compile(r"(?<=[,;:—])\s+")
_NO_END = frozenset(("mr", "mrs", "ms", "dr", "st", "prof", "rev", "sgt", "capt", "col", "gen", "lt", "jr", "sr", "vs", "no", "etc"))
MAX_PIECE = 280
_SHOUTED = re.compile(r"\b[A-Z][A-Z']{3,}\b")
_ABBREVIATED = {"approx.": "approximately", "vol.": "volume", "p.m.": "PM", "a.m.": "AM", "w/": "with", "w/o": "without"}


def clean(text: str) -> str:
    """The words to be said: one line, plain quotation marks and dashes, without emphasis marks, asides and pictures."""
    text = unicodedata.normalize("NFC", text[: 4 * MAX_CHARACTERS]).translate(_PLAIN)
    text = re.sub(r"\([^()]{0,200}\)", " ", text).replace("*", "")
    text = re.sub(r"\.\s*\.(\s*\.)+|\.\.+", "…", text)
    text = re.sub(r"-{2,}", "—", text)
    kept = "".join(c if _sayable(c) else " " for c in text)
    kept = _SHOUTED.sub(lambda m: m.group().capitalize(), kept)
    words = [_ABBREVIATED.get(word.lower(), word) for word in kept.split()]
    return " ".join(words)[:MAX_CHARACTERS].strip()


def _sayable(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or (category == "Mn" and not "\ufe00" <= character <= "\ufe0f") or character in " '\"—-….,;:!?$€£%&+=@#/°" or character.isspace()


def has_voice(text: str, language: str = "en") -> bool:
    """Whether the default voice can say it: it speaks the language, and most letters are Latin (all else plays captioned)."""
    if not is_voiced(language):
        return False
    latin = other = 0
    for character in text:
        if character.isalpha():
            if character < "\u0250" or "\u1e00" <= character <= "\u1eff":
                latin += 1
            else:
                other += 1
        elif character.isdigit():
            latin += 1
    return latin > 0 and latin >= other


def sentences(text: str, longest: int = MAX_PIECE) -> tuple[str, ...]:
    """Cleaned text as pieces that are said in one breath, at most `longest` characters each."""
    pieces: list[str] = []
    cut = 0
    for match in _END.finditer(text):
        before = text[cut : match.start()]
        word = before.rsplit(" ", 1)[-1].rstrip(".").lower().lstrip("\"'(")
        is_title = before.endswith(".") and (word in _NO_END or (len(word) == 1 and word != "i"))
        if is_title or text[match.end()].islower():
            continue
        pieces.append(before)
        cut = match.end()
    pieces.append(text[cut:])
    return tuple(part for piece in pieces for part in _split(piece.strip(), longest) if any(c.isalnum() for c in part))


def _split(piece: str, longest: int) -> list[str]:
    """A long sentence at its clauses, a clause that is still too long at its words."""
    if len(piece) <= longest:
        return [piece]
    out = [""]
    for clause in _CLAUSE.split(piece):
        for word in [clause] if len(clause) <= longest else clause.split(" "):
            for part in [word[i : i + longest] for i in range(0, len(word), longest)] or [""]:
                if out[-1] and len(out[-1]) + len(part) + 1 > longest:
                    out.append(part)
                else:
                    out[-1] = f"{out[-1]} {part}".strip()
    return out
