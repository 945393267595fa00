"""The cast: who speaks, who is introduced and never speaks, by what names, in what words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playhead.screenplay.elements import Element, Kind
from playhead.story.creatures import KIND_OF
from playhead.story.story import Role

PERSONS = tuple(
    str.split(
        "man woman boy girl child kid baby mother father mom dad grandmother grandfather grandma grandpa brother sister son "
        "daughter uncle aunt wife husband king queen prince princess knight soldier guard officer sergeant captain sailor "
        "fisherman fisherwoman farmer doctor nurse teacher professor student waiter waitress bartender barman barmaid cook chef "
        "baker driver pilot clerk judge lawyer priest nun monk thief stranger keeper shepherd hunter widow bride groom dancer singer "
        "musician pianist violinist painter artist clown wizard witch robot astronaut engineer conductor porter postman policeman "
        "policewoman cop detective reporter librarian gardener blacksmith miller beggar merchant servant maid butler gentleman lady "
        "youth teenager toddler neighbour neighbor tourist traveller traveler hiker cyclist passenger customer shopkeeper "
        "receptionist secretary boss worker mechanic carpenter tailor cobbler clockmaker watchmaker lamplighter ferryman mayor "
        "messenger courier figure"
    )
)
"""Nouns that name somebody."""

_NOBODY = frozenset(
    str.split(
        "somebody nobody everybody someone everyone nothing something it he she they we you i who both all this that there snow rain wind smoke fog mist "
        "night dawn silence light darkness water dust sand time music thunder waves birds people men women children guests soldiers another one"
    )
)
_QUALIFIERS = "old young elderly little small tall thin fat tired lonely blind ancient bearded hooded masked cloaked bald frail"
_TITLES = frozenset(
    str.split("DR MR MRS MS MISS SIR LADY LORD THE OLD YOUNG LITTLE BIG CAPTAIN SERGEANT PROFESSOR AUNT UNCLE FATHER MOTHER")
)
_POLITE = frozenset(("MR", "MRS", "MS", "MISS", "MADAM"))
_RANKS = frozenset(
    str.split("SHERIFF DEPUTY CHEF COACH NURSE CONSTABLE CORPORAL PRIVATE ADMIRAL PRESIDENT REVEREND PASTOR RABBI KING QUEEN SENATOR PROSECUTOR COMMANDER CAPTAIN DR DOCTOR PROFESSOR SERGEANT SGT DETECTIVE INSPECTOR OFFICER SIR LADY LORD GENERAL COLONEL MAJOR LIEUTENANT JUDGE THE")
)
_NOT_NAMES = frozenset(
    str.split(
        "INT EXT EST FADE CUT SMASH DISSOLVE CLOSE ANGLE ON POV INSERT SUPER TITLE CARD MONTAGE SERIES SHOTS SHOT BACK TO THE END AND OF IN OUT "
        "WE SEE HEAR A AN IT HE SHE THEY I NO YES OK TV PA SFX VFX VO OS OC LATER CONTINUOUS DAY NIGHT MORNING EVENING BLACK WHITE "
        "CRASH BANG BOOM THUD KNOCK CLICK RING BUZZ SLAM SCREAM WHISTLE SILENCE THUNDER RAIN LIGHTNING SNAP CRACK POP BEEP HISS ROAR "
        "INTERCUT WITH WIDE EXTREME PAN ZOOM TRACK DOLLY TILT FLASH FLASHBACK FREEZE SLOW MOTION CREDITS ROLL OVER THEN BEGIN "
        "BEAT PAUSE MATCH JUMP TIME FROM AT BY FOR AS NOW SUDDENLY STOP GO RUN DANGER EXIT OPEN CLOSED SOLD KEEP WARNING"
    )
)
_LIVING = re.compile(
    r"\b(?:is|sits?|stands?|walks?|runs?|enters?|looks?|turns?|comes?|goes|lies|kneels?|holds?|takes?|opens?|reads?|writes?|stares?|"
    r"watches|waits?|sleeps?|smiles?|laughs?|weeps?|cries|climbs?|steps?|leans?|rows?|digs?|plays?|appears?|emerges?|works?|rises?|"
    r"nods?|waves?|crosses|puts?|picks?|pulls?|pushes|carries|drinks?|eats?|sings?|dances?|hurries|rushes|paces|crouches|arrives?|leaves?)\b"
)
_CAPS = re.compile(
    r"(?<![\w'’])[^\W\d_a-z][^\W\da-z]*(?:['’.-]?[^\W\d_a-z]+)*(?:(?:(?:(?<=MR)|(?<=MS)|(?<=MRS)|(?<=DR)|(?<=ST)|(?<=SGT)|(?<=PROF))\.)?[ ][#]?[^\W_a-z][^\Wa-z]*(?:['’.-]?[^\W\d_a-z]+)*)*(?![\w])"
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[^a-z\s])|\n+")
_SOMEBODY = re.compile(rf"\b(?:a|an|one)\s+((?:[a-z-]+\s+){{0,3}}?)({'|'.join(PERSONS)})\b(?!['’]s|-)", re.IGNORECASE)
_APPOSED = re.compile(
    rf"\b(?:(an?\s+(?:[a-z-]+\s+){{0,3}}?[a-z-]+),\s+|((?:an?|the|his|her|their|one)\s+(?:[a-z-]+\s+){{0,3}}?(?:{'|'.join(KIND_OF)})),?\s+)$", re.IGNORECASE
)
"""What stands before a name and says who it is."""
_ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Sgt|Capt|Prof|No)\.$", re.IGNORECASE)


def cue_name(text: str) -> str:
    """The name in a character cue: capitals, no extensions, no dual mark.

    >>> cue_name("Mara (CONT'D)"), cue_name("@McCLANE (V.O.) ^")
    ('MARA', 'MCCLANE')
    """
    bare = re.sub(r"\([^()]*\)?", " ", text).strip().lstrip("@").rstrip("^").strip()
    return re.sub(r"\s+", " ", bare).strip(" :.").upper() or re.sub(r"\s+", " ", text).strip().upper()


def sentences(text: str) -> tuple[str, ...]:
    """A text in sentences; lines end one too.

    >>> sentences("Mr. Hale sits. He waits…  The lamp dies.")
    ('Mr. Hale sits.', 'He waits…', 'The lamp dies.')
    """
    found: list[str] = []
    for part in _SENTENCE.split(text):
        piece = part.strip()
        if not piece:
            continue
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return tuple(found)


def split_cue(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """The speakers of a cue: several where it joins names that are known ("MARA AND TOM")."""
    parts = [part.strip() for part in re.split(r"\s+(?:AND|&|\+|/)\s+|\s*[/&+]\s*|,\s*", name) if part.strip()]
    if len(parts) > 1 and name not in known and all(part in known for part in parts):
        return tuple(parts)
    return (name,)


def _single_cues(elements: Sequence[Element]) -> list[str]:
    names: list[str] = []
    for element in elements:
        if element.kind is Kind.CHARACTER and (name := cue_name(element.text)) and name not in names:
            names.append(name)
    singles = [name for name in names if len(split_cue(name, [other for other in names if other != name])) == 1]
    return [name for n, name in enumerate(singles) if not any(same_person(name, other) for other in singles[:n])]


def _silent(elements: Sequence[Element], spoken: Sequence[str]) -> list[str]:
    """Those whom the action introduces and no cue names, in order."""
    found: list[str] = []
    taken = set(spoken)
    for element in elements:
        if element.kind is not Kind.ACTION:
            continue
        for sentence in sentences(element.text):
            if sentence.upper() == sentence:
                continue
            for match in _CAPS.finditer(sentence):
                name = match[0].strip()
                words = re.findall(r"[^\W\d_]+", name)
                after = sentence[match.end() :]
                if re.search(r"\b(?:called|named)\s+[A-Z]{2}", after):
                    continue  # "a ROBOT called PIP": the name comes yet
                person = bool(words) and words[-1].lower() in PERSONS
                if (
                    len(name) < 2
                    or len(words) > 3
                    or not words
                    or all(word in _NOT_NAMES for word in words)
                    or words[0] in _NOT_NAMES - _TITLES
                ):
                    continue
                introduced = bool(
                    re.match(
                        r"\s*\((?:\d|[^)]*\b(?:teens?|year|years|old|young|early|late|mid)\b)|\s*,\s*(?:\d\d?\b|(?:a|an|early|late|mid|her|his)\b)",
                        after,
                    )
                )
                living = bool(re.match(rf"\s*(?:\([^)]*\)\s*)?(?:\w+ly\s+)?{_LIVING.pattern}", after))
                if (person or introduced or living) and not _known(name, taken):
                    found.append(name)
                    taken.add(name)
    if not spoken and not found:
        found = _called(elements) or _nameless(elements)
    return found


def _called(elements: Sequence[Element]) -> list[str]:
    """Names of a script that has neither cues nor capitals: "Anna and Ben wait". A word that is also written small is none."""
    text = "\n".join(element.text for element in elements if element.kind is Kind.ACTION)
    small = set(re.findall(r"\b[a-z]+\b", text))
    found: list[str] = []
    for match in re.finditer(rf"\b([A-Z][a-z]+)(?: and ([A-Z][a-z]+))? {_LIVING.pattern}", text):
        for word in match.group(1, 2):
            known = word and word.upper() in found
            if word and not known and word.lower() not in small and word.lower() not in _NOBODY and word.upper() not in _NOT_NAMES:
                found.append(word.upper())
    return found[:8]


def _nameless(elements: Sequence[Element]) -> list[str]:
    """Persons of a script that names nobody: "a girl walks"; at most six."""
    found: list[str] = []
    for element in elements:
        if element.kind is Kind.ACTION:
            for match in _SOMEBODY.finditer(element.text):
                noun = match[2].upper()
                qualifier = next((word.upper() for word in match[1].lower().split() if word in _QUALIFIERS.split()), "")
                if noun not in (name.split()[-1] for name in found) and len(found) < 6:
                    found.append(f"{qualifier} {noun}".strip())
    return found


def _known(name: str, taken: set[str]) -> bool:
    return any(name == other or same_person(name, other) or same_person(_plain(name), _plain(other)) or _plain(name) == _plain(other) for other in taken)


def _plain(name: str) -> str:
    """A name without "MRS." and the like: who is introduced so and speaks without, or the other way round, is one."""
    words = [word for word in name.split() if word.strip(".") not in _POLITE]
    return " ".join(words) if len(words) < len(name.split()) and words else name


def same_person(one: str, other: str) -> bool:
    """Whether two names differ by a rank alone: "VANCE" and "COMMANDER VANCE", but not "MARA" and "YOUNG MARA"."""
    short, long = sorted((one.split(), other.split()), key=len)
    return set(short) < set(long) and all(word.strip(".") in _RANKS for word in long if word not in short)


def _introduction(name: str, elements: Sequence[Element]) -> str:
    """The sentence that introduces `name`, and the next one if it goes on about them."""
    patterns = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")]
    own = [word for word in name.split() if word not in _TITLES and len(word) > 2]
    if own and own[-1] != name:
        patterns.append(re.compile(rf"(?<!\w){re.escape(own[-1])}(?!\w)"))
    patterns.append(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE))
    for pattern in patterns:
        for element in elements:
            if element.kind is not Kind.ACTION:
                continue
            parts = sentences(element.text)
            for n, sentence in enumerate(parts):
                match = pattern.search(sentence)
                if not match:
                    continue
                words = sentence[match.start() :] if match.start() else sentence
                lead = sentence[: match.start()]
                if re.search(r"(?:\bcalled|\bnamed|:)\s*$", lead) and len(lead) < 90:
                    told = re.sub(r",?\s*(?:called|named|:)\s*$", "", lead)
                    words = f"{name}, {told}{sentence[match.end() :]}"  # "A girl sits in the grass: ILSE (9)"
                elif called := _APPOSED.search(lead):
                    words = f"{name}, {called[1] or called[2]}, {sentence[match.end() :].lstrip(' ,')}"  # "A dog, DUKE, trots in"
                elif re.search(r"\b(?:old|young|little|elderly|tall|small|tiny|huge|thin|fat)\s+$", lead, re.IGNORECASE):
                    words = lead.split()[-1] + " " + words
                other = re.search(r"\b(?:and|with)\s+[A-Z]{2,}|(?:\bthe |\ban? |\bher \w+, |\bhis \w+, )?(?<![\w(])[A-Z]{2,}(?: [A-Z]{2,})*(?= \(\d)", words[len(name) :])
                if other:
                    words = words[: len(name) + other.start()]
                if n + 1 < len(parts) and re.match(r"(?:He|She|His|Her)\b", parts[n + 1]):
                    words += " " + parts[n + 1]
                return words.strip()
    return ""


def _aliases(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Single words of a longer name that name nobody else."""
    words = name.split()
    if len(words) < 2:
        return ()
    others = [other for other in names if other != name]
    return tuple(
        word
        for word in words
        if len(word) > 2
        and word.strip(".") not in _TITLES
        and word.isalpha()
        and not any(word in other.split() for other in others)
    )


def cast_of(elements: Sequence[Element]) -> tuple[Role, ...]:
    """The roles: speakers in the order of their first cues, then those who never speak in order of introduction."""
    speaking = _single_cues(elements)
    silent = _silent(elements, speaking)
    names = [*speaking, *silent]
    return tuple(Role(name, (*_aliases(name, names), *_ranked(name, elements)), _introduction(name, elements), name in speaking) for name in names)


def _ranked(name: str, elements: Sequence[Element]) -> tuple[str, ...]:
    """The longer and shorter names of cues and action that differ from `name` by a rank."""
    found: list[str] = []
    for element in elements:
        if element.kind is Kind.CHARACTER:
            others = [cue_name(element.text)]
        elif element.kind is Kind.ACTION:
            others = [match[0].strip() for match in _CAPS.finditer(element.text)]
        else:
            continue
        found += [other for other in others if other not in found and same_person(name, other)]
    return tuple(other for other in found if other not in _aliases(name, (name,)))
