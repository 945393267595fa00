"""Briefs: the script's own words that go with a shot, for renderers that are told in words. Never a viewer's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from playhead.shots.brief import Brief
from playhead.shots.moments import Moment
from playhead.shots.persons import age_of, gender_of
from playhead.shots.shot import Shot
from playhead.shots.words import tokens, verb_of
from playhead.story import Role, Story, fallback_text
from playhead.story.cast import PERSONS, sentences
from playhead.story.creatures import KIND_OF, creature_of

_NO_VERB_AFTER = frozenset(("a", "an", "the", "of", "in", "with", "and"))
_AFTER_VERB = frozenset(("in", "on", "at", "to", "up", "down", "out", "into", "from", "through", "over", "along", "the", "a", "an", "her", "his", "their"))
_CAMERA = re.compile(r"\b(?:push|pull|pan|track|tilt|crane|zoom|dolly)", re.IGNORECASE)
_BY = re.compile(r"(?:^|,)\s*by\s+([a-z][\w-]*)\s*(?=,|$)", re.IGNORECASE)
_WEARS = re.compile(r"^(?:She|He|They|It)\s+(wears?|has|is dressed in|are dressed in)\s+([^.;]+)", re.IGNORECASE)
_AGE = re.compile(r"\(?\b(?:(?:early|mid|late)[ -])?(\d{1,3})(s?)\b\)?")
_NOUN = {("woman", 0): "a woman", ("woman", 1): "a girl", ("woman", 2): "an old woman", ("man", 0): "a man", ("man", 1): "a boy", ("man", 2): "an old man",
         ("", 0): "a person", ("", 1): "a child", ("", 2): "an old person"}
_NAMES_SOMEBODY = frozenset((*PERSONS, *KIND_OF))
_WITH = frozenset(("hair", "beard", "moustache", "glasses", "spectacles", "freckles", "eyes", "boots", "curls", "braids"))
_MORE_VERBS = frozenset(("comes", "goes", "holds", "is", "has", "waits", "keeps", "stands"))
_OLD, _YOUNG = 60, 15
_KEPT_MOST = 90  # letters of a description's part


@dataclass(frozen=True, slots=True)
class Words:
    """What the briefs of a film have in common: who each of the cast is, the film's look, and the renderers it names."""

    personas: Mapping[str, str]
    look: str = ""
    renderers: tuple[str, ...] = ()


def words_of(story: Story) -> Words:
    """The words of a film."""
    return Words(personas(story), story.film.look, story.film.renderers)


def brief_of(shot: Shot, names: Sequence[str], moments: Sequence[Moment], start: int, words: Words) -> Brief:
    """The words for a shot that begins at frame `start` of its beat: `moments` are those seen in it, `names` whom it shows, in its order.

    A shot that holds a viewer's own words has none.
    """
    if shot.private or any(moment.private for moment in moments):
        return Brief()
    action = [
        (max(0, moment.start - start), _told(moment.sentence.text, moment.sentence.people))
        for moment in moments
        if moment.sentence and moment.sentence.words and moment.sentence.text[0] != "("
        and (not moment.sentence.people or not names or any(name in names for name in moment.sentence.people))
    ]  # fmt: skip
    characters = tuple((name, words.personas.get(name, "")) for name in names)
    said = moments[0].air.said if moments else ""
    found = _BY.search(said)
    by = found[1].lower() if found and found[1].lower() in words.renderers else ""  # "by candlelight" is a light
    return Brief(tuple(action), characters, shot.place.name, look_words(words.look, _BY.sub("", said) if by else said), by)


def _told(text: str, people: Sequence[str]) -> str:
    """A sentence without what stands in brackets, and with names written as names: "MARA (60s) waits" is "Mara waits"."""
    flat = " ".join(re.sub(r"\s*\([^()]*\)", "", text).split())
    for name in people:
        flat = flat.replace(name, name.title())
    return flat


def look_words(look: str, said: str = "") -> str:
    """The film's look, then what a look directive says of it; what that says to the camera is seen in the shot's move."""
    asked = ", ".join(part.strip() for part in said.split(",") if part.strip() and not _CAMERA.search(part))
    return ", ".join(part for part in (look or "paper", asked) if part)


def personas(story: Story) -> dict[str, str]:
    """Who each of the cast is, by name."""
    added = {entry.name: entry.description for entry in story.film.cast}
    language = story.film.language
    return {role.name: persona(role, next((added[name] for name in (role.name, *role.aliases) if name in added), ""), language) for role in story.cast}


@lru_cache(maxsize=512)
def persona(role: Role, added: str = "", language: str = "en") -> str:
    """Who a role is, as a phrase with an article, out of the words that introduce them and those `added` by film.toml.

    >>> persona(Role("MARA", description="MARA (60s), in a yellow sou'wester, climbs the path. She stops."))
    "an old woman in her 60s, in a yellow sou'wester"
    >>> persona(Role("ILSE", description="ILSE, A girl sits in the grass (9), a red scarf, her chin on her knees."))
    'a girl, 9 years old, with a red scarf'
    """
    text = fallback_text(role.description).removesuffix(added).rstrip(" ,")
    if language not in ("", "en"):
        return ", ".join(part for part in (_trimmed(text), _trimmed(added)) if part)  # where a description ends is told by the verbs of English
    parts = sentences(text) or ("",)
    told = _introduced(role.name, parts[0])
    for sentence in parts[1:]:
        if match := _WEARS.match(sentence):
            told.append(f"{'with' if match[1].lower() == 'has' else 'wearing'} {_trimmed(match[2])}")
    told += [_trimmed(each) for each in added.split(",") if _trimmed(each)]
    if not told and not role.description:
        return ""
    head = _head(role, told)
    return ", ".join((head, *(_joined(each) for each in told)))


def _introduced(name: str, sentence: str) -> list[str]:
    """What stands between commas after the name that a sentence begins with, up to its verb."""
    begin = re.match(rf"(?:\w+ )?{re.escape(name)}\b", sentence, re.IGNORECASE)
    rest = sentence[begin.end() :] if begin else ""
    if not re.match(r"\s*[,(:–—]", rest):
        return []
    found: list[str] = []
    for piece in re.sub(r"\([^()]*\)", ",", rest).strip(" ,:–—-").split(","):
        whole = _trimmed(piece)
        phrase = _before_verb(whole)
        if phrase and not re.match(r"(?:his|her|their|its)\b", phrase, re.IGNORECASE):
            found.append(phrase)
        if phrase != whole and not _article(whole):
            break
    return found


def _head(role: Role, told: list[str]) -> str:
    """The noun that a description begins with, taken out of `told` where the script has one, with the age the script gives."""
    gender, years, kind = gender_of(role), age_of(role), creature_of(role)
    named = next((n for n, each in enumerate(told) if _article(each) and _NAMES_SOMEBODY & set(tokens(each))), -1)
    if named >= 0:
        article, rest = told.pop(named).split(maxsplit=1)
        head = f"{article.lower()} {rest}"
    elif kind:
        head = f"a {kind}"
    else:
        head = _NOUN[gender, 2 if years >= _OLD else 1 if 0 < years < _YOUNG else 0]
    if match := _AGE.search(role.description[:90]):
        if match[2]:
            return f"{head}{',' if ' in ' in head or ' with ' in head else ''} in {'her' if gender == 'woman' else 'his' if gender == 'man' else 'their'} {match[1]}s"
        if str(years) == match[1] and match[1] not in head:
            return f"{head}, {years} years old"
    return head


def _before_verb(piece: str) -> str:
    """A piece of a sentence up to its verb: "climbs the path" is none of a description, "A girl sits in the grass" begins with one."""
    words = piece.split()
    for n, word in enumerate(words):
        bare = word.lower()
        verb = bare in _MORE_VERBS or verb_of(bare) or (n == 0 and len(words) > 1 and words[1].lower() in _AFTER_VERB)
        if bare.endswith("s") and not bare.endswith("ss") and verb and (n == 0 or words[n - 1].lower() not in _NO_VERB_AFTER):
            return _trimmed(" ".join(words[:n]))
    return piece


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;:!?")[:_KEPT_MOST]


def _article(text: str) -> bool:
    return bool(re.match(r"(?:an?|the)\s", text, re.IGNORECASE))


def _joined(phrase: str) -> str:
    """A part of a description as it follows a noun."""
    if phrase.lower().startswith(("in ", "with ", "of ", "from ", "wearing ", "who ", "on ", "at ", "the ")):
        return phrase
    return f"with {phrase}" if _article(phrase) or (tokens(phrase) or ("",))[-1] in _WITH else phrase
