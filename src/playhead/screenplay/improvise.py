"""`[[improvise: ...]]`: within what bounds a line may be written while the film is watched. The line in the script stands in for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playhead.screenplay.names import did_you_mean

WORDS_MOST = 60
_CLAUSES = ("must say", "tone", "at most", "may use fact", "never")
_FACT = re.compile(r"(?:fact\s+)?([^\W\d]\w*(?:-\w+)*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Improvise:
    """The author's bounds: what must be said in sense (`must`) and word for word (`exact`), in what tone, in how many words, with which
    facts of the film, without which words. `words` is 0 where the author does not say.
    """

    must: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    tone: str = ""
    words: int = 0
    facts: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def read_improvise(text: str) -> tuple[Improvise, tuple[tuple[str, str], ...]]:
    """The bounds in the text after the colon, and what in it cannot be read: (as written, why). What cannot be read has no effect.

    >>> read_improvise("must say the lamp is out; tone dry; at most 20 words; may use fact lamp")[0]
    Improvise(must=('the lamp is out',), exact=(), tone='dry', words=20, facts=('lamp',), never=())
    """
    must: list[str] = []
    exact: list[str] = []
    facts: list[str] = []
    never: list[str] = []
    tone, words = "", 0
    wrong: list[tuple[str, str]] = []
    for clause in (" ".join(each.split()) for each in _clauses(text)):
        low = clause.lower()
        if match := re.match(r"(?:must\s+)?say\s+(.+)", clause, re.IGNORECASE):
            said = match[1].strip()
            quoted = re.fullmatch(r'["“](.+)["”]', said)
            (exact if quoted else must).append(quoted[1] if quoted else said)
        elif match := re.match(r"tone\s+(.+)", clause, re.IGNORECASE):
            tone = match[1]
        elif match := re.fullmatch(r"at most\s+(\d{1,4})(?:\s+words?)?", low):
            words = min(int(match[1]), WORDS_MOST)
            if not 1 <= int(match[1]) <= WORDS_MOST:
                words = max(1, words)
                wrong.append((clause, f"a line has 1 to {WORDS_MOST} words: it gets {words}"))
        elif match := re.match(r"may use\s+(.+)", clause, re.IGNORECASE):
            for name in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match[1]):
                fact = re.match(r"(?:facts?\s+)?(.+)", name, re.IGNORECASE)
                if fact and _FACT.match(fact[1]):
                    facts.append(fact[1].lower())
                else:
                    wrong.append((name, f"{name!r} is no name of a fact: write `may use fact lamp`"))
        elif match := re.match(r"never\s+(.+)", clause, re.IGNORECASE):
            never += [word.lower() for word in re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+", match[1]) if word]
        elif low.startswith("at most"):
            wrong.append((clause, "a length is written `at most 20 words`"))
        else:
            near = did_you_mean(" ".join(low.split()[:2]), _CLAUSES) or did_you_mean(low.split()[0], _CLAUSES)
            wrong.append((clause, f"improvise knows no {clause!r:.60}{near or '; it knows ' + ', '.join(_CLAUSES)}"))
    return Improvise(tuple(must), tuple(exact), tone, words, tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(never))), tuple(wrong)


def _clauses(text: str) -> list[str]:
    """The clauses between semicolons, of which those in quotes part nothing."""
    bare = re.sub(r'"[^"]*"|“[^”]*”', lambda match: "\0" * len(match[0]), text)
    found, start = [], 0
    for end in [match.start() for match in re.finditer(";", bare)] + [len(text)]:
        if piece := text[start:end].strip():
            found.append(piece)
        start = end + 1
    return found
