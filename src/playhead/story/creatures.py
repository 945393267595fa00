"""Roles that are no people: animals and robots, told by the name of their kind."""

from __future__ import annotations

import re

from playhead.story.story import Role

_KINDS = {
    "dog": "dog puppy hound mongrel terrier spaniel labrador collie poodle bulldog sheepdog mutt", "wolf": "wolf coyote jackal", "fox": "fox vixen",
    "cat": "cat kitten tomcat tabby", "lion": "lion lioness tiger leopard panther", "horse": "horse pony mare stallion foal unicorn",
    "donkey": "donkey mule", "deer": "deer stag doe reindeer moose", "cow": "cow bull ox calf buffalo", "goat": "goat", "sheep": "sheep lamb ram ewe",
    "pig": "pig piglet boar hog", "bear": "bear panda badger cub", "rabbit": "rabbit hare bunny", "mouse": "mouse rat hamster squirrel hedgehog",
    "bird": "bird crow raven owl gull seagull sparrow parrot pigeon dove magpie duck goose swan hen rooster chicken eagle hawk penguin",
    "fish": "fish goldfish whale shark dolphin trout", "robot": "robot android droid automaton",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
"""The kind of cut-out for each word that names an animal or a robot."""

_PEOPLE = frozenset(
    "man woman boy girl person lady gentleman guy lover trainer walker owner keeper catcher hunter seller master child kid father mother costume suit mask".split()  # noqa: SIM905
)
_ENDS = frozenset("with and who on in by of beside whose at from to under is as but chasing walking holding carrying riding".split())  # noqa: SIM905


def creature_of(role: Role) -> str:
    """One of the kinds of KIND_OF, "" for a person: by the last word of the name, or by what the script calls them first.

    >>> creature_of(Role("OLD DOG")), creature_of(Role("DUKE", description="DUKE, a dog, trots in.")), creature_of(Role("DOG WALKER"))
    ('dog', 'dog', '')
    """
    called = _called(role)
    if any(word in _PEOPLE for word in called) or re.match(r"[^.]{0,40}\(\s*\d\ds?\b", role.description):
        return ""
    named = [word for word in re.findall(r"[^\W\d_]+", role.name.lower()) if len(word) > 1]
    if named and named[-1] in KIND_OF:
        return KIND_OF[named[-1]]
    return next((KIND_OF[word] for word in called if word in KIND_OF), "")


def _called(role: Role) -> tuple[str, ...]:
    """The words of "a small dog" in "DUKE, a small dog with one ear, trots in" or "DUKE is a small dog"."""
    words = role.description
    start = words.upper().find(role.name.upper())
    rest = words[start + len(role.name) :] if start >= 0 else ""
    match = re.match(r"\s*(?:,|\(|is\b|–|—)\s*(?:an?|the|his|her|their|one)?\s+?([^,.;:()–—]*)", rest, re.IGNORECASE) or re.match(r"\s*\((?:an?\s+)?([^,.;:()–—]*)", rest)
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", match[1].lower()) if match else ():
        if word in _ENDS:
            break
        found.append(word)
    return tuple(found[:5])
