"""Whether a line that was written while the film is watched keeps to the author's bounds and to what the film has told.

By words, not by sense: what cannot be shown to be within the bounds is not said, and the author's line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from playhead.screenplay.expression import Literal
from playhead.story.improvise import Bid
from playhead.story.story import Story

LETTERS_MOST = 480
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIELD = re.compile(r"\{(\d{1,2})\}")
_SPOKEN = re.compile(r"[\w\s.,;:!?…'’\"“”„«»()¿¡–—-]+")
_NOT = frozenset("not never no n't isn't wasn't aren't won't cannot can't don't doesn't didn't nicht nie kein keine ne pas jamais nunca mai non".split())  # noqa: SIM905
_SMALL = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of to is it that you he she was for on are with his they at be this have from i not but what we there your who will my would her me",
        "de": "der die das und ist nicht ich du er sie es wir ihr ein eine zu den mit auf für von dem sich im war aber wie noch nur wenn hat mir mich dich",
        "fr": "le la les et est un une des du que qui je tu il elle nous vous ne pas pour dans sur avec au ce se mon ma ton sa mais plus où",
        "es": "el la los las y es un una de que no se por con para lo como más pero su al del yo tú está mi te me ya",
        "it": "il lo la gli le e è un una di che non si per con come più ma su al del io tu sono mi ti ci questo della",
        "nl": "de het een en is van dat niet ik je hij zij we met op voor te zijn maar ook nog wel naar om er",
        "pt": "o a os as e é um uma de que não se por com para como mais mas seu sua eu você está me já do da no na",
    }.items()
}
"""The smallest words of some languages, which no text of more than a few words is without."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a writer gave: the line, the language they say it is in, the facts they say it uses."""

    line: str
    language: str = ""
    facts: tuple[str, ...] = ()


def answer_of(data: object) -> Answer | str:
    """A writer's answer, or why it is none."""
    if not isinstance(data, Mapping):
        return "the answer is no object"
    line, language, facts = data.get("line"), data.get("language"), data.get("facts")
    if not isinstance(line, str) or not isinstance(language, str) or not isinstance(facts, list) or not all(isinstance(each, str) for each in facts):
        return "the answer does not have the form that was asked for"
    if not set(data) <= {"line", "language", "facts"}:
        return "the answer has more than was asked for"
    return Answer(" ".join(line.split()), language.strip().lower(), tuple(facts))


def unfaithful(answer: Answer, bid: Bid, story: Story, own: Iterable[str] = ()) -> str:
    """Why the line may not be said, "" where it may; `own` are the viewer's own words, which it must not have of itself."""
    checks = (_form(answer, bid, story), _language(answer, bid, story), _length(answer, bid), _must(answer, bid), _never(answer, bid, story),
              _ledger(answer, bid, story), _names(answer, bid, story), _own(answer, bid, own))
    return next((why for why in checks if why), "")


def _form(answer: Answer, bid: Bid, story: Story) -> str:
    bare = _FIELD.sub(" ", answer.line)
    if not _WORD.search(bare) and not _FIELD.search(answer.line):
        return "it says nothing"
    if not _SPOKEN.fullmatch(bare or " "):
        return "it has signs that nobody speaks"
    if re.search(r"\bhttps?\b|\bwww\b|\w\.(?:com|org|net)\b", bare, re.IGNORECASE):
        return "it has an address in it"
    if "(" in bare or ")" in bare:
        return "it has stage directions in it"
    head = bare.split(":", 1)[0].strip().upper() if ":" in bare else ""
    if head and any(head in (role.name, *role.aliases) for role in story.cast):
        return "it has the speaker's name before it"
    fields, mine = _FIELD.findall(answer.line), _FIELD.findall(bid.written)
    if set(fields) - set(mine) or any(fields.count(each) > 1 for each in fields):
        return "it has values that the author's line does not have"
    return ""


def _length(answer: Answer, bid: Bid) -> str:
    count = len(answer.line.split())
    if count > bid.words:
        return f"it has {count} words, and at most {bid.words} may be said"
    return f"it is longer than {LETTERS_MOST} letters" if len(answer.line) > LETTERS_MOST else ""


def _language(answer: Answer, bid: Bid, story: Story) -> str:
    wanted = story.film.language.split("-")[0].lower() or "en"
    if answer.language.split("-")[0].split("_")[0] != wanted:
        return f"it is in {answer.language[:12]!r}, and the film in {wanted!r}"
    letters, written = _script(answer.line), _script(bid.written)
    if letters and written and letters != written:
        return "it is in other letters than the film"
    words = [word.lower() for word in _WORD.findall(answer.line)]
    own = sum(word in _SMALL.get(wanted, ()) for word in words)
    other = max((sum(word in small for word in words) for language, small in _SMALL.items() if language != wanted), default=0)
    return f"it does not read as {wanted!r}" if wanted in _SMALL and other >= 2 and other > own else ""


def _script(text: str) -> str:
    """The letters most of a text is in."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            code = ord(letter)
            name = "latin" if code < 0x250 or 0x1E00 <= code < 0x1F00 else "greek" if code < 0x400 else "cyrillic" if code < 0x530 else hex(code >> 11)
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _must(answer: Answer, bid: Bid) -> str:
    low = _flat(answer.line)
    for phrase in bid.bounds.exact:
        if _flat(phrase) not in low:
            return f"it does not say {phrase[:60]!r}"
    said = {_stem(word) for word in _words(answer.line)}
    for phrase in bid.bounds.must:
        wanted = [word for word in _words(phrase) if word not in _SMALL["en"]] or list(_words(phrase))
        found = sum(_stem(word) in said for word in wanted)
        if found * 2 < len(wanted):
            return f"it does not say that {phrase[:60]}"
        if _denied(answer.line, wanted) != _denied(phrase, wanted):
            return f"it says otherwise than that {phrase[:60]}"
    return ""


def _never(answer: Answer, bid: Bid, story: Story) -> str:
    said = {_stem(word) for word in _words(answer.line)}
    for phrase in (*bid.bounds.never, *story.film.never):
        parts = [_stem(word) for word in _words(phrase)]
        if parts and all(part in said for part in parts):
            return f"it says {phrase[:40]!r}, which it never may"
    return ""


def ledger_of(story: Story) -> dict[str, frozenset[str]]:
    """The facts of a film, each with the texts that it can be."""
    found: dict[str, set[str]] = {}
    for beat in story.beats:
        for name, value in beat.tells:
            found.setdefault(name, set()).add(str(value))
        for part in beat.parts:
            for act in part.acts:
                if act.kind == "fact":
                    found.setdefault(act.name, set()).update([str(act.value.value)] if isinstance(act.value, Literal) else [])
    return {name: frozenset(values) for name, values in found.items()}


def _ledger(answer: Answer, bid: Bid, story: Story) -> str:
    """Facts outside the bounds are not spoken of, unless the author's own line does; those inside are as they were told."""
    allowed = dict(bid.facts)
    if strange := [name for name in answer.facts if name.lower() not in allowed]:
        return f"it uses the fact {strange[0][:40]!r}, which it may not"
    free = {_stem(word) for text in (bid.written, *bid.bounds.must, *bid.bounds.exact) for word in _words(text)}
    said = {_stem(word) for word in _words(answer.line)}
    for name, values in ledger_of(story).items():
        named = {_stem(word) for word in _words(name.replace("_", " ").replace("-", " "))}
        if name in allowed:
            for value in values - {allowed[name]}:
                if (_stems(value) - _stems(allowed[name])) & said - free:
                    return f"it says {value!r} where {name} is {allowed[name]!r}"
            if named <= said and _denied(answer.line, _words(allowed[name])) and not _denied(bid.written, _words(allowed[name])):
                return f"it denies that {name} is {allowed[name]!r}"
            continue
        if named and named <= said and not named <= free:
            return f"it speaks of {name!r}, which it may not"
        for value in values:
            parts = {part for part in _stems(value) if len(part) > 2}
            if parts and parts <= said and not parts <= free:
                return f"it tells what {name!r} may be"
    return ""


def _names(answer: Answer, bid: Bid, story: Story) -> str:
    """Names that nobody in the film has. In German every noun has a capital, so there it cannot be told."""
    if story.film.language.startswith("de"):
        return ""
    known = {word.lower() for text in (bid.written, *bid.bounds.must, *bid.bounds.exact, *(value for _, value in bid.facts)) for word in _WORD.findall(text)}
    known |= {word.lower() for role in story.cast for name in (role.name, *role.aliases) for word in _WORD.findall(name)}
    for match in re.finditer(r"(?<=[\w,;’'”\"–—-])\s+([A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’][^\W\d_]+)*)", answer.line):
        word = match[1].lower()
        if word.split("'")[0].split("’")[0] not in (*known, "i") and word not in known:
            return f"it names {match[1][:40]!r}, of whom the film does not know"
    return ""


def _own(answer: Answer, bid: Bid, own: Iterable[str]) -> str:
    low = f" {_flat(answer.line)} "
    mine = f" {_flat(bid.written)} {' '.join(_flat(each) for each in (*bid.bounds.must, *bid.bounds.exact))} "
    for words in own:
        flat = _flat(words)
        if len(flat) > 1 and f" {flat} " in low and f" {flat} " not in mine:
            return "it has the viewer's own words"
    return ""


def _denied(text: str, about: Iterable[str]) -> bool:
    """Whether one of these words stands within three words after a no."""
    stems = {_stem(word) for word in about}
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return any(_stem(word) in stems and any(each in _NOT or each.endswith("n't") for each in words[max(0, n - 3) : n]) for n, word in enumerate(words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in re.findall(r"\w+", text.lower())}


def _stem(word: str) -> str:
    """A word without its commonest endings: enough to know it again.

    >>> _stem("lamps"), _stem("walking"), _stem("is")
    ('lamp', 'walk', 'is')
    """
    bare = word.lower().replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if bare.endswith(ending) and len(bare) - len(ending) > 2:
            return bare[: -len(ending)]
    return bare


def _flat(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))
