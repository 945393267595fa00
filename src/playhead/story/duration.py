"""About how long a beat runs, from its words alone: for planning, before anything is spoken or drawn.

Counts what `playhead.shots.moments` counts, in frames, without reading who does what; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from playhead.screenplay.directive import directives_of
from playhead.screenplay.elements import Element, Kind
from playhead.screenplay.expression import Expression, Scope, holds, reads_of
from playhead.screenplay.film import FilmFile
from playhead.screenplay.languages import is_voiced
from playhead.story.cast import cue_name, sentences
from playhead.story.parts import Part
from playhead.story.story import Beat, Paced, Role
from playhead.story.template import fallback_text, fill

_PACE = frozenset(("viewer.pace",))
LEAST_S = 1.2  # the shortest shot
LOCK_S = 2.0  # a choice is locked so long before the beat ends
_FRAMES = 24
_SCENE = 12  # a scene breathes out before the next
_SILENT = 62  # a new place is seen before somebody speaks in it
_EMPTY = 72  # a place in which nothing happens
_AROUND = 18  # frames of picture before and after a speech
_AFTER = 10  # of these, after
_PART = 150  # letters: a longer speech is said in parts
_JOIN = 8  # frames between the parts of a speech
_PAUSE = 20
_BLACK = 36
_LETTER_S = 0.065
_READ_S = 1 / 15
_SPACE_S = 0.0433
_COMMA_S = 0.2
_STOP_S = 0.3
_LINE_S = 0.275
_NARRATED = 1.12  # who tells the action speaks a little faster
_LONG = tuple(
    (re.compile(rf"(?<!bird )(?<!birds )\b(?:{verbs.replace(' ', '|')})\b"), frames)
    for verbs, frames in (
        ("plays dance dances strums sings", 92),
        ("polishes stirs cooks cleans washes digs builds fixes repairs cranks chops sweeps sews types pours cuts scrubs paints mends ties packs carves winds hunts feeds strikes", 80),
        ("weeps cries sobs writes scribbles draws signs embraces hugs kisses comforts", 68),
        ("reads", 62),
        ("drinks sips swallows eats bites tastes", 52),
    )
)
"""Verbs of what takes longer to be seen than to be read, and how many frames."""
_MORE = re.compile(r",? and (?:\w+ly )?[a-z]+s\b|, [a-z]+s\b|\bthen\b")
"""A second thing done in one sentence."""
_CARD = re.compile(r"^\s*(?:SUPER(?:IMPOSE)?|TITLE(?: CARD)?|TITLES?|CARD|CAPTION|INTERTITLE|CHYRON|ON SCREEN)\s*[:\-–—]", re.IGNORECASE)
_SILENCE = re.compile(r"\b(?:beat|pause|silence|a moment|then)\b", re.IGNORECASE)
_UNHURRIED = re.compile(r"\b(?:old|elderly|aged|ancient|grand(?:father|mother|pa|ma)|[6-9]\ds?)\b", re.IGNORECASE)
_MANNERS = {"sad": 0.87, "weep": 0.87, "tired": 0.85, "tender": 0.92, "soft": 0.92, "gent": 0.92, "whisper": 0.95, "sing": 0.78, "afraid": 1.1, "smil": 1.05, "laugh": 1.05}
_VOICED = ((r"\b(?:quick|fast|hurried|nervous|eager)\b", 1.1), (r"\b(?:slow|unhurried|bored|tired|weary|soft|gentle|warm|shy)\b", 0.95))


def timed(beat: Beat, cast: Sequence[Role] = (), language: str = "en") -> Beat:
    """The beat with its `seconds`: what its `about` says, else by its words; and how much of them a viewer's needs change.

    What only some viewers see counts half, but for what is decided by their pace alone: that is counted as it is. A beat that
    asks something lasts at least as long as the choice is open.
    """
    beat = replace(beat, seconds=(count := _counted(beat, cast, "", language)).seconds, still_s=count.still_s, told_s=count.told_s)
    paced = [(pace, _counted(beat, cast, pace, language)) for pace in ("quick", "slow")] if any(_by_pace(part) for part in beat.parts) else []
    return replace(beat, seconds=_asked(beat, beat.seconds), paced=tuple(paced))


def timed_for(beats: tuple[Beat, ...], viewer: Mapping[str, object]) -> tuple[Beat, ...]:
    """The beats with the seconds that they run for a viewer: by their pace, and by whether the action is told to them."""
    access = viewer.get("access") or ()
    told = "descriptions" in (access if isinstance(access, (tuple, list)) else (access,))
    pace = str(viewer.get("pace"))
    more = {"slow": 0.25, "quick": -0.2}.get(pace, 0.0)
    if not told and not more:
        return beats
    if told:
        more *= 0.25  # most of what is told takes longer than it is seen, at any pace
    found = []
    for beat in beats:
        of = next((each for name, each in beat.paced if name == pace), beat)
        found.append(replace(beat, seconds=_asked(beat, round(of.seconds + more * of.still_s + (of.told_s if told else 0.0), 1))))
    return tuple(found)


def _counted(beat: Beat, cast: Sequence[Role], pace: str, language: str) -> Paced:
    """A beat's seconds as it is written, with what is shown to viewers of that pace."""
    count = _Count(cast, read=not is_voiced(language))
    if beat.parts:
        scope = Scope({"pace": pace} if pace else {}, {})
        count.add((_worded(part, scope), _share(part.when, scope)) for part in beat.parts)
    else:
        count.add((each, 1.0) for each in beat.elements)
    return Paced(beat.about_s or round(max(LEAST_S, count.seconds), 1), round(count.still_s, 1), round(count.told_s, 1))


def _share(when: Expression | None, scope: Scope) -> float:
    """The part of the viewers who see what is so gated."""
    if when is None:
        return 1.0
    return float(holds(when, scope)) if reads_of(when) <= _PACE else 0.5


def _worded(part: Part, scope: Scope) -> Element:
    """An element in the words that everybody of a pace gets; the script's own where other things decide."""
    for words in part.words:
        if words.when is not None and reads_of(words.when) <= _PACE and holds(words.when, scope):
            return replace(part.element, text=fill(words.text, scope, FilmFile())[0])
    return part.element


def _by_pace(part: Part) -> bool:
    return any(when is not None and reads_of(when) <= _PACE for when in (part.when, *(words.when for words in part.words)))


def _asked(beat: Beat, seconds: float) -> float:
    """The seconds of a beat, held for as long as its choice is open: by whole seconds, as many as are missing."""
    if beat.choice is None or seconds >= beat.choice.window_s + LOCK_S:
        return seconds
    return round(beat.choice.window_s + LOCK_S + 0.5, 1)


class _Count:
    """Goes through elements as they are shot and adds up their frames."""

    def __init__(self, cast: Sequence[Role], *, read: bool) -> None:
        self._read = read  # nothing is heard: what is said takes as long as it is read
        self._paces = _tempos(cast)
        self._frames = self._still = self._told = 0.0
        self._speaker = ""
        self._pace = 1.0
        self._opens = False  # a scene has begun and nothing was seen of it yet
        self._fresh = True  # a speech that nobody has begun

    @property
    def seconds(self) -> float:
        """What all comes to, with the breath at the end."""
        return (self._frames + (_EMPTY if self._opens else 0) + _SCENE) / _FRAMES

    @property
    def still_s(self) -> float:
        """How much of it is silence, which a viewer's pace changes."""
        return self._still / _FRAMES

    @property
    def told_s(self) -> float:
        """How much longer it is where the action is told."""
        return self._told / _FRAMES

    def add(self, elements: Iterable[tuple[Element, float]]) -> None:
        """Elements of which each is seen by a part (0..1) of the viewers; a scene's part is that of all within."""
        scenes, scene = 0, 1.0
        for element, part in elements:
            before = self._frames, self._still, self._told
            if element.kind is Kind.SCENE:
                scenes, scene = scenes + 1, part
                self._frames += _SCENE if scenes > 1 else 0
                self._opens = True
            self._add(element)
            share = part if element.kind is Kind.SCENE else part * scene
            if share != 1.0:
                self._frames = before[0] + (self._frames - before[0]) * share
                self._still = before[1] + (self._still - before[1]) * share
                self._told = before[2] + (self._told - before[2]) * share

    def _see(self, frames: float) -> None:
        self._frames += frames
        self._still += frames

    def _add(self, element: Element) -> None:
        text = fallback_text(element.text).strip()
        kind = element.kind
        if kind is Kind.CHARACTER:
            self._speaker, self._pace, self._fresh = text, self._paces.get(cue_name(text), 1.0), True
        elif text and kind is Kind.ACTION:
            self._action(text)
        elif text and kind is Kind.PARENTHETICAL:
            self._parenthetical(text)
        elif text and (kind is Kind.DIALOGUE or (kind is Kind.LYRICS and self._speaker)):
            self._seen()
            self._speech(text, 0.78 if kind is Kind.LYRICS else 1.0)
        elif text and kind in (Kind.CENTERED, Kind.LYRICS):
            self._card(text)
        elif kind is Kind.TRANSITION and "BLACK" in text and "FADE" not in text:
            self._see(_BLACK)
        if kind not in (Kind.CHARACTER, Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS, Kind.NOTE):
            self._speaker = ""
        if element.notes:
            self._frames += sum(min(60.0, d.seconds) for d in directives_of(element) if d.head == "hold") * _FRAMES

    def _seen(self) -> None:
        """A place in which somebody speaks at once is shown first."""
        if self._opens:
            self._frames += _SILENT
            self._opens = False

    def _action(self, text: str) -> None:
        self._opens = False
        if _CARD.match(text):
            self._card(text)
            return
        for sentence in sentences(text):
            words = len(sentence.split())
            base = 34.0 if words <= 3 else 48.0 if words <= 9 else 48 + (words - 9) * 2.2
            longest = max((frames for verbs, frames in _LONG if verbs.search(sentence)), default=0)
            more = len(_MORE.findall(sentence))
            if more and words > 3:
                longest = max(longest, 48) + 14 * more
            shown = min(216.0, max(base, longest))
            self._see(shown)
            letters = sum(map(str.isalpha, sentence))
            told = (letters * _LETTER_S + (words - 1) * _SPACE_S + sentence.count(",") * _COMMA_S) / _NARRATED + _LINE_S
            self._told += max(0.0, told * _FRAMES + _AROUND - shown)

    def _parenthetical(self, text: str) -> None:
        if _SILENCE.search(text) and len(text.split()) <= 4 and text.strip("() ").lower() != "then":
            self._seen()
            self._see(_PAUSE)
        low = text.lower()
        self._pace *= next((pace for word, pace in _MANNERS.items() if word in low), 1.0)

    def _card(self, text: str) -> None:
        self._opens = False
        self._see(min(168, 60 + 6 * len(text.split())))

    def _speech(self, text: str, pace: float) -> None:
        said = re.sub(r"\s*\([^()]*\)\s*", " ", " ".join(text.split())).strip()
        letters = sum(map(str.isalpha, said))
        if not letters:
            self._see(_PAUSE)
            return
        stops = len(re.findall(r"[.!?…]+[\"'”’)]*\s+(?=\S)", said))
        commas = len(re.findall(r"[,;:—]", said))
        joins = len(said) // _PART
        if self._read:
            self._frames += max(1.0, len("".join(said.split())) * _READ_S) * _FRAMES + _AROUND + joins * _JOIN
            self._still += _AFTER
            return
        seconds = (letters * _LETTER_S + said.count(" ") * _SPACE_S + commas * _COMMA_S) / (self._pace * pace) + stops * _STOP_S + _LINE_S
        self._frames += seconds * _FRAMES + _AROUND + joins * _JOIN
        self._still += _AFTER
        self._speaker = self._speaker or "?"


def _tempos(cast: Sequence[Role]) -> dict[str, float]:
    """How quickly each speaks, by what is said of them; as in `playhead.speech.cast`."""
    found: dict[str, float] = {}
    for role in cast:
        words = role.voice if re.search(r"\b(?:old|young|man|woman|girl|boy)\b", role.voice) else f"{role.voice} {role.name} {role.description}"
        pace = 0.86 if _UNHURRIED.search(words) else 1.0
        pace *= next((part for pattern, part in _VOICED if re.search(pattern, role.voice)), 1.0)
        for name in (role.name, *role.aliases):
            found[name] = pace
    return found
