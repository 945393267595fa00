"""Reading action: who does what, sentence by sentence, by rules and tables.

No parser of English: names and pronouns are found, verbs are looked up, and each verb goes to the nearest subject before
it, as scripts are written in the present tense with the subject first. What is not understood is shown as time passing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from playhead.shots import places
from playhead.shots.absence import present
from playhead.shots.persons import gender_of
from playhead.shots.words import HELD, feeling_of, lemma_of, prop_of, sounds_of, tension_of, verb_of
from playhead.story.cast import PERSONS, sentences
from playhead.story.creatures import creature_of
from playhead.story.story import Role

_TOKEN = re.compile(r"@\d+(?:['’]s)?|[^\W_]+(?:['’-][^\W_]+)*|[,;:.!?—–]|--")
_BREAKS = frozenset(str.split(", ; : — – -- and then as while but until when before after"))
_DETERMINERS = frozenset(str.split("a an the his her its their no another this that these those some each every my your our"))
_OF = frozenset(str.split("of about like without than from"))
_BODY = frozenset(str.split("hand hands eyes eye face head lips shoulders voice fingers arms arm feet knees mouth"))
_INTO = frozenset(str.split("start begin go come move rush run lean reach bend stop turn rise"))
_ROOMS = frozenset(str.split("room house kitchen office building cafe shop bar church table stage platform hall bedroom cabin cell boat ship train car court"))
_AWAY = frozenset(str.split("out off away outside"))
_IN = frozenset(str.split("in inside into"))


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody (`who`, a role's name) does something: one of VERBS, or "enter", "exit", "hold", "put", "smile", "stop".

    `toward` is another role, `prop` a thing; `state` is true for what is so already ("is asleep", "with a lantern").
    """

    who: str
    verb: str
    toward: str = ""
    prop: str = ""
    state: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of action as far as a picture can show it."""

    text: str
    people: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    props: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    weather: str = ""
    light: tuple[str, ...] = ()
    dark: bool = False
    lit: bool = False
    feeling: str = ""
    tension: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


class Reader:
    """Reads the action of one beat in order, remembering who was spoken of last."""

    def __init__(self, cast: Sequence[Role]) -> None:
        self._cast = tuple(cast)
        self._gender = {role.name: gender_of(role) for role in cast}
        self._names = _name_pattern(self._cast)
        self._recent: list[str] = []
        self._creatures = {role.name: kind for role in cast if (kind := creature_of(role))}

    def saw(self, name: str) -> None:
        """Somebody has spoken or been spoken of: pronouns mean them first."""
        if name in self._recent:
            self._recent.remove(name)
        self._recent.insert(0, name)

    def read(self, text: str, subject: str = "") -> tuple[Sentence, ...]:
        """The sentences of a paragraph; `subject` is who is meant where none is named (the speaker, in a parenthetical)."""
        return tuple(self._sentence(sentence, subject) for sentence in sentences(text))

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The names of the roles that a text names, in order, each once."""
        found: list[str] = []
        for match in self._names.finditer(text) if self._names else ():
            name = self._cast[int(match.lastgroup[1:])].name if match.lastgroup else ""
            if name and name not in found:
                found.append(name)
        return tuple(found)

    def _resolve(self, pronoun: str, people: Sequence[str]) -> tuple[str, ...]:
        gender = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}.get(pronoun, "")
        known = [*self._recent, *(name for name in people if name not in self._recent)]
        if pronoun in ("they", "them", "both", "everyone", "everybody", "all"):
            return tuple(known[: 2 if pronoun != "all" else 4])
        fitting = [name for name in known if self._gender.get(name) == gender] or [name for name in known if not self._gender.get(name)]
        if not fitting and len(known) == 1:
            fitting = known
        return tuple(fitting[:1])

    def _sentence(self, text: str, subject: str) -> Sentence:
        clean = text.replace("@", " ")  # names are marked with it
        marked = self._names.sub(lambda m: f"@{(m.lastgroup or 'n0')[1:]}", clean) if self._names else clean
        deeds, people = self._deeds([token.lower() for token in _TOKEN.findall(marked)], subject)
        for name in reversed(people):
            self.saw(name)
        if not any(deed.prop == "glass" for deed in deeds):
            marked = re.sub(r"\b(the|of) glass\b(?! of)", r"\1 pane", marked)
        plain = marked if "@" not in marked else re.sub(r"@\d+", "somebody", marked)
        return Sentence(
            text=text,
            people=tuple(people),
            deeds=tuple(deeds),
            props=tuple(prop for prop in places.props_in(present(plain)) if prop not in self._creatures.values() or re.search(rf"\b{prop}s\b", plain)),
            sounds=sounds_of(plain),
            weather=places.weather_of(plain),
            light=places.light_of(plain),
            dark=places.goes_dark(plain),
            lit=places.is_lit(plain),
            feeling=feeling_of(plain),
            tension=tension_of(plain),
        )

    def _deeds(self, words: list[str], default: str) -> tuple[list[Deed], list[str]]:
        deeds: list[Deed] = []
        people: list[str] = []
        subject: tuple[str, ...] = (default,) if default else ()
        thing = False  # the clause is about no person
        done = False  # the clause has its verb
        pending = ""  # a verb that stood before its subject
        fresh = True  # at the beginning of a clause

        def meet(names: Sequence[str]) -> None:
            people.extend(name for name in names if name not in people)

        for n, word in enumerate(words):
            before = words[n - 1] if n else ""
            after = words[n + 1] if n + 1 < len(words) else ""
            if word in _BREAKS or word in ".!?":
                joins = word in ("and", ",") and (after.startswith("@") or after in ("he", "she", "they"))
                if not joins or done:
                    done = False
                fresh, thing = True, thing and word in ("and", ",") and not joins
                continue
            if word.startswith("@"):
                name = self._cast[int(re.sub(r"\D", "", word))].name
                owner = word.endswith("s") and not word[-1].isdigit()
                if (owner and after not in _BODY) or before in ("no", "without") or (n > 1 and words[n - 2] in ("no", "without") and before not in _BREAKS):
                    continue
                if pending:
                    deeds.append(self._deed(name, pending, words, n))
                    pending, subject = "", (name,)
                elif done and deeds and before not in _OF:
                    deeds[-1] = _toward(deeds[-1], name)
                elif before in _OF:
                    continue
                elif fresh and before == "and" and subject and not done and n > 1 and words[n - 2].startswith("@"):
                    subject = (*subject, name)
                else:
                    subject, thing = (name,), False
                meet((name,))
                fresh = False
                continue
            if word == "it" and fresh and self._recent and self._recent[0] in self._creatures:
                subject, thing, fresh = (self._recent[0],), False, False
                meet(subject)
                continue
            if word in ("he", "she", "they", "both", "everyone", "everybody"):
                subject, thing = self._resolve(word, people), False
                meet(subject)
                fresh = False
                continue
            if word in ("him", "her", "them") and done and deeds and after not in HELD and (word != "her" or not after or after in _BREAKS or after in ".!?"):
                other = [name for name in self._resolve(word, people) if name != deeds[-1].who]
                if other:
                    deeds[-1] = _toward(deeds[-1], other[0])
                    meet(other[:1])
                continue
            if fresh and word in _DETERMINERS:
                if word in ("his", "her") and after in _BODY:
                    subject, thing = self._resolve(word, people) or subject, False
                elif (word == "her" and verb_of(after)) or (before in (",", "–", "—", "--") and subject and not done):
                    pass  # "behind her walks TOM"; "ELIAS, an old man, enters"
                else:
                    thing = True
                fresh = False
                continue
            behind = before == "her" and n > 1 and words[n - 2] in ("behind", "beside", "after", "before", "with", "near")
            verb = "" if (before in _DETERMINERS and not behind) or (before in ("in", "with", "at", "of", "for") and not word.endswith("ing")) else _verb_at(words, n)
            if word in ("with", "holding", "carrying", "clutching", "wearing") and subject and not thing:
                prop = next((prop_of(w) for w in words[n + 1 : n + 5] if prop_of(w) in HELD), "")
                if prop and word != "wearing":
                    deeds += [Deed(name, "hold", prop=prop, state=True, word=word) for name in subject]
                continue
            if not verb:
                if fresh and not subject:
                    thing = word not in ("suddenly", "slowly", "quietly", "behind", "beside", "then", "now", "there", "here", "in", "on", "at")
                fresh = False
                continue
            if _negated(words, n) or (before == "to" and n > 1 and lemma_of(words[n - 2]) not in _INTO):
                continue
            if not subject and not thing:
                pending = pending or verb
                done = True
                fresh = False
                continue
            if thing or not subject:
                # "A girl sits in the grass: ILSE": the verb waits for the name.
                if not subject and not pending and any(w in PERSONS for w in words[max(0, n - 4) : n]):
                    pending = verb
                fresh = False
                continue
            state = before in ("is", "are", "still", "already") or (n > 1 and words[n - 2] in ("is", "are"))
            deeds += [self._deed(name, verb, words, n, state=state) for name in subject]
            meet(subject)
            done, fresh = True, False
        if default and default not in people and not deeds:
            meet((default,))
        return deeds, people

    def _deed(self, who: str, verb: str, words: Sequence[str], n: int, *, state: bool = False) -> Deed:
        prop = ""
        for word in words[n + 1 : n + 8]:
            if word in ("and", ".", ";", "as", "while"):
                break
            if prop := prop_of(word):
                break
        return Deed(who, verb, prop=prop, state=state, word=words[n])


def _verb_at(words: Sequence[str], n: int) -> str:
    """The verb at `n` with what its particle makes of it: "turns off" is no turn, "comes in" is an entrance."""
    word = words[n]
    lemma = lemma_of(word)
    after = words[n + 1] if n + 1 < len(words) else ""
    end = n + 2 >= len(words) or words[n + 2] in _BREAKS or words[n + 2] in ".!?"
    if word in ("asleep", "sleeping", "lying", "sleeps"):
        return "sit" if any(w in ("chair", "armchair", "seat", "bench", "desk", "table") for w in words[n : n + 6]) else "lie"
    if word in ("seated", "sitting"):
        return "sit"
    if word in ("gets", "got") and after in ("up", "to"):
        return "rise"
    if word in ("comes", "came", "come") and (after in _IN or after == "through") and (end or words[n + 2] in ("the", "from", "through")):
        return "enter"
    if word in ("goes", "go", "went", "heads") :
        return "exit" if after in _AWAY else "walk"
    if word in ("comes", "came"):
        return "walk"
    verb = verb_of(word)
    if lemma == "leave":
        goes = end or after in _BREAKS or after in (".", "!", "?", "through", "without", "with", "together", "alone", "him", "her", "them", "by", "quickly", "slowly")
        return "exit" if goes or (after == "the" and n + 2 < len(words) and (words[n + 2] in _ROOMS)) else ""
    if verb in ("walk", "run"):
        if after in _AWAY and (end or words[n + 2] in ("of", "into", "through", "the")):
            return "exit"
        if after in _IN and (end or (after in ("in", "inside"))):
            return "enter"
        if lemma == "lead" and not word.endswith(("s", "ed", "ing")):
            return ""
    if verb == "turn" and after in ("on", "off"):
        return "reach"
    if verb == "rise" and lemma == "stand":
        return "stand" if after in ("at", "in", "by", "on", "beside", "before", "near", "alone", "behind", "there", "still", "with", "under") else "rise"
    if verb == "shake":
        return "shake" if "head" in words[n + 1 : n + 4] else "start"
    if verb == "reach" and after == "out" and lemma == "reach":
        return "reach"
    if word in PERSONS or (prop_of(word) and not word.endswith(("ing", "ed"))):
        return "" if word not in ("plays", "watches", "rings") else verb
    return verb


def _negated(words: Sequence[str], n: int) -> bool:
    return any(word in ("not", "never", "no", "doesn't", "don't", "cannot", "can't", "won't", "nobody", "without") for word in words[max(0, n - 2) : n])


def _toward(deed: Deed, name: str) -> Deed:
    if deed.toward or deed.who == name:
        return deed
    return Deed(deed.who, deed.verb, name, deed.prop, deed.state, deed.word)


def _name_pattern(cast: Sequence[Role]) -> re.Pattern[str] | None:
    """Finds names: in capitals or capitalised anywhere, in lower case after an article. Longest first."""
    entries: list[tuple[str, int, int]] = []
    for n, role in enumerate(cast):
        entries += [(name, n, k) for k, name in enumerate((role.name, *role.aliases)) if name]
    entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    parts: list[str] = []
    grouped: dict[int, list[str]] = {}
    order: list[int] = []
    for name, n, _ in entries:
        # "McAVOY" and "McAvoy" are Mac Avoy however they are written.
        inner = re.escape(name[2:].capitalize()) if name.startswith("MC") else re.escape(name[3:].capitalize()) if name.startswith("MAC") else ""
        forms = {re.escape(name), re.escape(name.title()), re.escape(name.capitalize()), *((f"Ma?c{inner}", f"Ma?c{inner.upper()}") if len(inner) > 2 else ())}
        lower = rf"(?:(?<=\bthe )|(?<=\ban )|(?<=\ba )|(?<=\bThe )|(?<=\bA )|(?<=\bAn )){re.escape(name.lower())}"
        grouped.setdefault(n, []).append("|".join([*sorted(forms), lower]))
        if n not in order:
            order.append(n)
    if not order:
        return None
    # A role's longer names stand first inside its group, and roles with longer names before others.
    parts = [rf"(?P<n{n}>(?<![\w'’-])(?:{'|'.join(grouped[n])})(?![\w]))" for n in order]
    return re.compile("|".join(parts))
