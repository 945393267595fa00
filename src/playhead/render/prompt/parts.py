"""The parts of a prompt, whatever the family: who, what they do and when, where, in what light, through what lens, drawn how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playhead.render.prompt import vocabulary as v
from playhead.render.prompt.persons import described, handle
from playhead.render.prompt.phrases import clean, cut_words
from playhead.shots.brief import Brief
from playhead.shots.shot import Act, Performer, Place, Prop, Shot

_DESCRIBED = 3  # performers told of one by one
_APART = 12  # frames between two changes of what is seen; of nearer ones the later is told with the earlier
_CHANGES = 8
_EMPTY = ("title", "card")  # shots of words, which are the player's: a model draws what is behind them


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody seen: what the author's sentences call them, what they are called here, how they look, how they are.

    `acts` are (frame, what they do), without who does it.
    """

    name: str
    called: str
    phrase: str
    state: tuple[str, ...] = ()
    acts: tuple[tuple[int, str], ...] = ()
    speaks: int = -1  # the frame at which they begin to, -1 for never


@dataclass(frozen=True, slots=True)
class Parts:
    """A shot in words, each part a phrase or some, clean and without a stop at the end.

    `people` begins with whom the picture is of; `more` says how many others are seen. `told` are the author's sentences, each with
    the frame from which it is seen.
    """

    frames: int
    people: tuple[Person, ...]
    more: int
    told: tuple[tuple[int, str], ...]
    thing: str  # what an insert shows
    place: str
    around: tuple[str, ...]
    light: tuple[str, ...]
    lens: tuple[str, ...]
    move: str
    look: str
    negatives: tuple[str, ...]

    def borders(self) -> tuple[int, ...]:
        """The frames at which what is told changes; 0 is the first."""
        found = [0]
        for frame, _ in self.told:
            if frame - found[-1] >= _APART and self.frames - frame >= _APART and len(found) < _CHANGES:
                found.append(frame)
        return tuple(found)

    def action(self, start: int, end: int, *, names: bool) -> tuple[str, ...]:
        """What happens from frame `start` to `end`, in order: the author's sentences and who speaks, else what the performers do.

        Without `names`, those of the cast are called by how they look.
        """
        current = [told for told in self.told if start <= told[0] < end]
        before = [told for told in self.told if told[0] < start]
        if before and (not current or current[0][0] >= start + _APART):
            current.insert(0, (start, before[-1][1]))
        lines = [(frame, text if names else self._nameless(text)) for frame, text in current]
        for person in self.people:
            called = person.name if names and person.name else person.called
            if start <= person.speaks < end or (0 <= person.speaks < start):
                lines.append((max(start, person.speaks), f"{called} speaks"))
            if not current:
                lines += [(frame, f"{called} {act}") for frame, act in person.acts if start <= frame < end]
        return tuple(dict.fromkeys(text for _, text in sorted(lines, key=_when)))

    def _nameless(self, text: str) -> str:
        for person in self.people:
            if person.name:
                text = re.sub(rf"\b{re.escape(person.name)}\b", person.called, text, flags=re.IGNORECASE)
        return text


def _when(line: tuple[int, str]) -> int:
    return line[0]


def parts_of(shot: Shot, brief: Brief | None) -> Parts:
    """The parts of a shot. One that holds a viewer's own words is told by its closed fields alone, whatever the brief says."""
    told = Brief() if brief is None or shot.private else brief
    empty = shot.framing.size in _EMPTY
    people, more = ((), 0) if empty else _people(shot, told)
    sentences = () if empty else tuple((max(0, frame), words) for frame, text in told.action if frame < shot.frames and (words := cut_words(clean(text), 40)))
    insert = shot.framing.size == "insert"
    return Parts(
        frames=shot.frames,
        people=people,
        more=more,
        told=tuple(sorted(sentences, key=_when)),
        thing=_thing(shot.props[0]) if insert and shot.props else "",
        place=(place := _place(shot.place, "" if shot.private else told.place or shot.place.name)),
        around=_around(shot, place),
        light=_light(shot),
        lens=_lens(shot, people),
        move=_move(shot),
        look=_look(shot, told),
        negatives=_negatives(shot, people),
    )


def _people(shot: Shot, brief: Brief) -> tuple[tuple[Person, ...], int]:
    """Those told of one by one, the picture's subjects first, and how many there are besides."""
    subjects = [n for n in shot.framing.subjects if 0 <= n < len(shot.performers)] if shot.framing.size != "insert" else []
    order = [*dict.fromkeys(subjects), *(n for n in range(len(shot.performers)) if n not in subjects)]
    found: list[Person] = []
    for n in order[:_DESCRIBED]:
        name, words = brief.characters[n] if n < len(brief.characters) else ("", "")
        performer = shot.performers[n]
        phrase = described(name, words, performer.appearance)
        called = handle(phrase)
        if any(called == other.called for other in found):
            called = called.replace("the ", "the other ", 1) if sum(called in other.called for other in found) < 2 else "somebody else"
        found.append(Person(_name(name), called, phrase, _state(performer), _acts(performer), performer.mouth[0][0] if performer.mouth else -1))
    return tuple(found), len(order) - len(found)


def _name(name: str) -> str:
    words = clean(name)
    return words.title().replace("'S", "'s") if words.isupper() else words


def _state(performer: Performer) -> tuple[str, ...]:
    """How somebody is when the shot begins; that they stand goes without saying."""
    found = [v.POSES.get(performer.pose, "") if performer.pose != "stand" else ""]
    found.append(f"holding {_a(performer.holds)}" if performer.holds else "")
    found.append(v.FEELINGS.get(performer.feeling, ""))
    if abs(performer.facing) > 90:
        found.append("seen from behind")
    return tuple(clean(each) for each in found if each)


def _acts(performer: Performer) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    x = performer.x
    for act in performer.acts[:12]:
        verb = v.VERBS.get(act.verb, "")
        if not verb:
            continue
        found.append((act.frame, clean(f"{verb} {_how(act, x)}")))
        x = act.x if act.verb in ("walk", "run") else x
    return tuple(found)


def _how(act: Act, x: int) -> str:
    if act.verb in ("walk", "run"):
        return "to the right" if act.x > x else "to the left" if act.x < x else ""
    if act.prop and act.verb in v.THINGS:
        return v.TOWARD.get(act.verb, "") + _a(act.prop)
    if act.verb in ("turn", "look"):
        return "away" if abs(act.to) > 135 else "toward us" if abs(act.to) < 45 else "to the right" if act.to > 0 else "to the left"
    return "something" if act.verb in v.THINGS and act.verb not in v.TOWARD else ""


def _a(thing: str) -> str:
    word = clean(thing)
    if word in v.UNCOUNTED:
        return word
    return f"{'the' if word in v.ONLY else 'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _thing(prop: Prop) -> str:
    return clean(_a(f"{prop.state} {prop.kind}".strip()))


def _place(place: Place, words: str) -> str:
    """Where, with an article; the kind of place where the script's words may not tell it."""
    told = cut_words(clean(words), 12).lower() or place.kind
    if place.kind not in told and place.kind not in ("land", "room"):
        told = f"{told}, {place.kind}"
    return told if told.startswith(("the ", "a ", "an ")) or "'s" in told.split()[0] else f"the {told}"


def _around(shot: Shot, place: str) -> tuple[str, ...]:
    """What is in sight there: things first, then what of the surroundings the place's own words leave out."""
    if shot.framing.size == "insert":
        return ()
    features = [_a(clean(feature)) for feature in shot.place.features if feature not in place]
    return tuple(dict.fromkeys([*(_thing(prop) for prop in shot.props[:3]), *features]))[:5]


def _light(shot: Shot) -> tuple[str, ...]:
    outside = not shot.place.interior
    found = [v.TIMES.get(shot.time, "daylight"), (v.OUTSIDE if outside else v.INSIDE).get(shot.weather, "")]
    found += [v.LIGHTS.get(light, "") for light in shot.light]
    found.append(v.MOODS[max(0, min(shot.mood, len(v.MOODS) - 1))])
    if "lamp out" in shot.light and not outside:
        found = [each for each in found if each not in (v.TIMES["day"], v.TIMES["evening"])]
    return tuple(dict.fromkeys(each for each in found if each))


def _lens(shot: Shot, people: Sequence[Person]) -> tuple[str, ...]:
    framing = shot.framing
    size = v.SIZES.get(framing.size, "medium shot")
    if framing.size == "two" and len(shot.performers) < 2:
        size = "medium full shot, from the knees up"
    found = [size if people or framing.size != "close" else "close-up", v.LENSES.get(framing.size, ""), v.ANGLES.get(framing.angle, "")]
    if 0 <= framing.over < len(shot.performers):
        found.append("over a shoulder in the foreground")
    return tuple(each for each in found if each)


def _move(shot: Shot) -> str:
    ways = v.MOVES.get(shot.move.kind)
    return ways[shot.move.amount < 0] if ways and shot.move.amount else v.HELD_CAMERA


def _look(shot: Shot, brief: Brief) -> str:
    """How it is drawn: the author's words, a look's own name told in full; else the look's."""
    base = shot.look.split("/", 1)[0]
    words = cut_words(clean(brief.look), 24)
    if not words:
        return v.LOOKS.get(base, v.LOOKS["paper"] if shot.private else clean(base))
    named = [look for look in v.LOOKS if re.search(rf"\b{look}\b", words, re.IGNORECASE)]
    if base in v.LOOKS and base not in named and base != "paper":
        words, named = f"{base}, {words}", [base, *named]
    if base != "paper" and "paper" in named:
        words, named = re.sub(r"\bpaper\b,?\s*", "", words, flags=re.IGNORECASE), [look for look in named if look != "paper"]
    for look in named[:1]:
        words = re.sub(rf"\b{look}\b", v.LOOKS[look], words, count=1, flags=re.IGNORECASE)
    return words.strip(" ,")


def _negatives(shot: Shot, people: Sequence[Person]) -> tuple[str, ...]:
    found = [] if people else ["people"]
    if people and len(shot.performers) <= _DESCRIBED:
        found.append("more people")
    found += ["daylight", "sunshine"] if shot.time == "night" else []
    found += ["flicker", "strobing", "flashing light"] if "steady" in shot.light else []
    found += ["camera shake"] if shot.move.kind == "hold" else []
    return (*v.NEVER, *found)
