"""Families of models, each with a template: the order of the parts, their punctuation, how much it reads, where its words may change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from playhead.errors import NotFound
from playhead.render.prompt.parts import Parts, Person, parts_of
from playhead.render.prompt.phrases import Prompt, clip_tokens, cut_words, joined, sentence
from playhead.shots.brief import Brief
from playhead.shots.shot import Shot


@dataclass(frozen=True, slots=True)
class Family:
    """How a family of models is told of a shot.

    `order` is that of the parts; when they are too long together, those that stand last in `keep` are left out first. `words` and
    `letters` bound what is to be seen, `tokens` too where a text encoder counts them. `chunk` says that the words change within a
    shot; else one prompt tells it from beginning to end. `negative` is false for servers that take none. `version` is raised
    whenever a template's words change: it is a part of every prompt.
    """

    name: str
    version: int
    order: tuple[str, ...]
    words: int
    letters: int
    keep: tuple[str, ...] = ("subject", "action", "look", "place", "lens", "light", "state", "move")
    sentences: bool = True
    chunk: bool = False
    negative: bool = True
    tokens: int = 0


FAMILIES = {
    family.name: family
    for family in (
        # Stable Diffusion reads 77 tokens of phrases, what stands first weighs most; each picture has the words of its moment.
        Family("sd", 1, ("lens", "subject", "action", "place", "light", "look"), 60, 420, sentences=False, chunk=True, tokens=74,
               keep=("subject", "action", "look", "light", "place", "lens")),
        # Wan: one paragraph: who, where, what, camera, light, style (its guide to prompts).
        Family("wan", 1, ("lens", "subject", "state", "place", "action", "move", "light", "look"), 170, 1400),
        # LTX-2: begins with what happens, then how who does it looks, surroundings, camera, light; under 200 words.
        Family("ltx2", 1, ("action", "subject", "state", "place", "lens", "move", "light", "look"), 190, 1500),
        # Helios and its like stream in chunks: a short paragraph a chunk, the unchanging parts in the same words each time.
        Family("helios", 1, ("subject", "place", "action", "state", "light", "lens", "move", "look"), 110, 900, chunk=True),
        # Servers of no known model: short and plain, no negatives; Runway takes 1000 letters.
        Family("plain", 1, ("look", "lens", "subject", "place", "action", "state", "light", "move", "never"), 130, 950, negative=False,
               keep=("never", "subject", "action", "look", "place", "lens", "light", "state", "move")),
    )
}  # fmt: skip


def write(family: str, shot: Shot, brief: Brief | None = None) -> tuple[tuple[int, Prompt], ...]:
    """The prompts of a shot for a family of models, each with the frame from which it holds; the first holds from 0.

    Families whose words do not change within a shot have one. Raises NotFound for a family that nobody knows.
    """
    template = FAMILIES.get(family)
    if template is None:
        raise NotFound(f"prompts are written for {', '.join(sorted(FAMILIES))}, not {family!r}")
    parts = parts_of(shot, brief)
    borders = (*(parts.borders() if template.chunk else (0,)), shot.frames)
    found: list[tuple[int, Prompt]] = []
    for start, end in pairwise(borders):
        prompt = _prompt(template, parts, start, end)
        if not found or found[-1][1] != prompt:
            found.append((start, prompt))
    return tuple(found)


def _prompt(family: Family, parts: Parts, start: int, end: int) -> Prompt:
    said = {part: _prose(part, parts, start, end) if family.sentences else _phrase(part, parts, start, end) for part in family.order}
    dropped = list(family.keep[3:])
    text = _together(family, said)
    while not _fits(family, text) and dropped:
        said[dropped.pop()] = ""
        text = _together(family, said)
    most = family.words
    while not _fits(family, text) and most:
        text = cut_words(text, most)
        most -= 1
    negative = ", ".join(parts.negatives) if family.negative else ""
    return Prompt(text, negative, f"{family.name}/{family.version}")


def _fits(family: Family, text: str) -> bool:
    return len(text.split()) <= family.words and len(text) <= family.letters and (not family.tokens or clip_tokens(text) <= family.tokens)


def _together(family: Family, said: dict[str, str]) -> str:
    pieces = [said[part] for part in family.order if said.get(part)]
    return (" " if family.sentences else ", ").join(pieces)


def _phrase(part: str, parts: Parts, start: int, end: int) -> str:
    """A part as phrases between commas."""
    if part == "lens":
        return parts.lens[0].split(",")[0]
    if part == "subject":
        most = 14 if len(parts.people) == 1 else 11
        phrases = [" ".join((cut_words(person.phrase, most), *person.state[:2])) for person in parts.people[:2]]
        return parts.thing or " and ".join(phrases) or "nobody there"
    if part == "action":
        return ", ".join(cut_words(each.strip(" .!?…"), 12) for each in parts.action(start, end, names=False)[:2])
    if part == "place":
        return cut_words(parts.place, 12)
    if part == "light":
        return ", ".join(parts.light[:3])
    return ", ".join(parts.look.split(", ")[:2])


def _prose(part: str, parts: Parts, start: int, end: int) -> str:
    """A part as sentences."""
    if part == "lens":
        return sentence(", ".join(parts.lens))
    if part == "subject":
        return _subject(parts)
    if part == "action":
        return " ".join(sentence(each) for each in parts.action(start, end, names=True)[:8])
    if part == "state":
        return " ".join(sentence(f"{_called(person)} is {', '.join(person.state)}") for person in parts.people if person.state)
    if part == "place":
        around = f", with {joined(parts.around)} in sight" if parts.around else ""
        return sentence(f"The place is {parts.place}{around}")
    if part == "light":
        return sentence(", ".join(parts.light))
    if part == "move":
        return sentence(parts.move)
    if part == "never":
        return "No text, no captions, no logo."
    return sentence(parts.look)


def _subject(parts: Parts) -> str:
    if parts.thing:
        return sentence(f"The picture shows {parts.thing}")
    if not parts.people:
        return "Nobody is in the picture."
    said = [sentence(f"{person.name} is {person.phrase}" if person.name else f"There is {person.phrase}") for person in parts.people]
    if parts.more:
        said.append(f"{parts.more} more {'people are' if parts.more > 1 else 'person is'} there.")
    return " ".join(said)


def _called(person: Person) -> str:
    return person.name or person.called
