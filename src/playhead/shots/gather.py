"""Gathering: the elements of a beat become scenes of moments, in order; what one settles holds for those after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from playhead.screenplay.elements import Element, Kind
from playhead.shots import places
from playhead.shots.moments import Air, Moment, Scene
from playhead.shots.persons import age_of, gender_of
from playhead.shots.reading import Deed, Reader, Sentence
from playhead.shots.shot import FEELINGS
from playhead.shots.words import feeling_of, manner_of, prop_of, tension_of, tokens
from playhead.speech import cast_voice
from playhead.speech.timing import Line, Voice
from playhead.story import Beat, Heading, Story, directives_of, fallback_text
from playhead.story.cast import cue_name, sentences, split_cue

_PARENTHESIS_PAUSE = re.compile(r"\b(?:beat|pause|silence|a moment|long pause|then)\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at|toward|towards)\s+(.+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:calling |shouting )?(?:from )?(?:outside|offstage|off|upstairs|downstairs|below|above|behind the door|the (?:next|other) room|the (?:kitchen|hall|street|corridor))\b|"
                        r"(?:on|over|through) (?:the )?(?:phone|telephone|radio|intercom|loudspeaker)\b", re.IGNORECASE)
_TALKING = frozenset("computer loudspeaker intercom speaker radio voice ai system announcer answerphone tv television phone gps satnav".split())  # noqa: SIM905
_ALIVE = frozenset(("dog", "cat", "bird", "horse", "fish", "robot", "doll", "toy"))
_CARD = re.compile(r"^\s*(?:SUPER(?:IMPOSE)?|TITLE(?: CARD)?|TITLES?|CARD|CAPTION|INTERTITLE|CHYRON|ON SCREEN|ON-SCREEN TEXT)\s*[:\-–—]\s*(.+)$", re.IGNORECASE | re.DOTALL)
_TRANSITION = re.compile(
    r"^\s*(?:(?:SLOW |QUICK )?FADE (?:IN|OUT|UP|TO BLACK|TO WHITE|TO)|(?:SMASH |MATCH |JUMP |HARD |TIME )?CUT (?:TO|BACK TO)(?: BLACK)?|(?:SLOW |RIPPLE )?DISSOLVE(?: TO)?|"
    r"WIPE TO|IRIS (?:IN|OUT)|BLACK(?:OUT)?|SMASH TO BLACK|CUT TO BLACK|INTERCUT WITH|BACK TO SCENE|THE END|END)\s*[:.]*\s*$",
    re.IGNORECASE,
)
_IT_DIES = r"It\s+(?:goes out|dies|is (?:out|dead|dark)|fails)\b(?! over)"
_SHOT_WORDS = re.compile(
    r"\b(?:close(?:[- ]?up)?(?: on| of)?|cu|ecu|wide(?: shot)?|insert|two[- ]shot|medium|full|master|angle on|over[- ]the[- ]shoulder|pov)\b", re.IGNORECASE
)


@dataclass
class _Draft:
    heading: Heading | None
    opens: bool
    moments: list[Moment] = field(default_factory=list)
    enter: str = ""
    leave: str = ""
    described: list[str] = field(default_factory=list)
    sounds: list[tuple[int, str]] = field(default_factory=list)


class _Gatherer:
    """Walks a beat's elements in order; what is settled by one holds for those after it."""

    def __init__(self, beat: Beat, story: Story) -> None:
        self.beat, self.story = beat, story
        self.names = tuple(role.name for role in story.cast)
        self.reader = Reader(story.cast)
        self.drafts: list[_Draft] = [_Draft(beat.heading, opens=False)]
        self.headings = list(beat.headings)
        self.speaker: tuple[str, ...] = ()
        self.extension = ""
        self.manner = ""
        self.feeling = ""
        self.to = ""
        self.dual = False
        self.first_part = True
        self.deeds: tuple[Deed, ...] = ()
        self.ask = ""
        self.tension: int | None = None
        self.look = "paper"
        self.look_said = ""
        self.weather = ""
        self.light: tuple[str, ...] = ()
        self.states: dict[str, str] = {}
        self.said: list[str] = []
        self.about = ""  # the light that "it" is
        self.describe = False  # whether actions are told in words, for who cannot see them

    @property
    def draft(self) -> _Draft:
        return self.drafts[-1]

    def air(self) -> Air:
        return Air(self.weather, self.light, self.look, self.tension if self.tension is not None else -1, tuple(sorted(self.states.items())), self.look_said)

    def add(self, moment: Moment) -> None:
        self.draft.moments.append(replace(moment, air=self.air(), ask=moment.ask or self.ask))
        self.ask = ""

    def element(self, element: Element) -> None:
        kind = element.kind
        if kind is Kind.SCENE:
            self._scene()
        elif kind is Kind.ACTION:
            self._action(element)
        elif kind is Kind.CHARACTER:
            self._cue(element)
        elif kind is Kind.PARENTHETICAL:
            self._parenthetical(fallback_text(element.text))
        elif kind is Kind.DIALOGUE and not self.speaker:
            self._action(element)  # speech of nobody is a sentence like any other
        elif kind is Kind.DIALOGUE or (kind is Kind.LYRICS and self.speaker):
            self._speech(element, sung=kind is Kind.LYRICS)
        elif kind in (Kind.CENTERED, Kind.LYRICS):
            self._card(fallback_text(element.text), element)
        elif kind is Kind.TRANSITION:
            self._transition(element.text)
        self._notes(element)
        if kind not in (Kind.CHARACTER, Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS, Kind.NOTE):
            self.speaker = ()

    def _scene(self) -> None:
        heading = self.headings.pop(0) if self.headings else self.draft.heading
        before = self.drafts[-1]
        if before.moments:
            self.drafts.append(_Draft(heading, opens=True, enter="dissolve" if before.leave == "dissolve" else ""))
        else:
            self.drafts[-1] = _Draft(heading, opens=True, enter=before.enter)
        words = heading.raw if heading else ""
        self.weather = places.weather_of(words)
        self.light = tuple(light for light in places.light_of(words) if not (heading and heading.interior and light == "beam"))
        self.states = {}
        self.look_said = ""
        self.about = ""
        if heading and not heading.passes:
            weather, dark = self._before(heading)
            self.weather = self.weather or weather
            self.light = (*self.light, "lamp out") if dark else self.light

    def _before(self, heading: Heading) -> tuple[str, bool]:
        """What the scenes before left behind, as long as no time has passed: the weather, and whether this place went dark.

        Looks at this beat and the six before it, so that the past of a long film costs nothing.
        """
        order = self.story.spine
        here = sum(other.index < self.beat.index for other in order)
        weather, dark = "", False
        for beat in order[max(0, here - 6) : max(0, here)]:
            there = bool(beat.heading and beat.heading.place == heading.place)
            headings = iter(beat.headings)
            for element in beat.elements:
                if element.kind is Kind.SCENE and (met := next(headings, None)):
                    there = met.place == heading.place
                    dark = dark and not met.passes
                    weather = places.weather_of(met.raw) or ("" if met.passes else weather)
                elif element.kind is Kind.ACTION:
                    weather = places.weather_of(element.text) or weather
                    dark = _dark_after(element.text, dark) if there else dark
        for draft in self.drafts[:-1]:
            text = "\n".join(draft.described)
            weather = places.weather_of(text) or weather
            if draft.heading and draft.heading.place == heading.place:
                dark = _dark_after(text, dark)
        return weather, dark

    def _action(self, element: Element) -> None:
        text = fallback_text(element.text).strip()
        if not text:
            return
        if match := _CARD.match(text):
            self._card(match[1].strip().strip("\"'“”"), element)
            return
        if _TRANSITION.match(text):
            self._transition(text)
            return
        read = [self._without_things(sentence) for sentence in self.reader.read(text)]
        opens = not self.draft.moments
        for n, sentence in enumerate(read):
            self._settle(sentence)
            if n == (0 if opens else len(read) - 1):
                self._looks(element)
            self.draft.described.append(sentence.text)
            self.add(Moment("action", sentence=sentence, feeling=sentence.feeling, tension=sentence.tension, deeds=sentence.deeds, ask=_asked(sentence.text),
                            told=self._told(sentence.text, element), private=element.private,
                            first=n == 0, texts=element.captions if n == 0 else ()))

    def _without_things(self, sentence: Sentence) -> Sentence:
        """The sentence with nobody in it who is a thing: "The loudspeaker crackles" brings no one on."""
        if not any(self._is_thing(name) for name in sentence.people):
            return sentence
        people = tuple(name for name in sentence.people if not self._is_thing(name))
        return replace(sentence, people=people, deeds=tuple(deed for deed in sentence.deeds if deed.who in people))

    def _told(self, text: str, element: Element) -> Line | None:
        """The action in words, where it is to be described; what is written in capitals is said like the rest."""
        words = _speakable(text)
        if not self.describe or not re.search(r"[^\W_]", words):
            return None
        return Line(" ".join(word.capitalize() if len(word) > 1 and word.isupper() else word for word in words.split()), replace(NARRATOR_VOICE, maker=self.story.film.voices), private=element.private, language=self.story.film.language)

    def _settle(self, sentence: Sentence) -> None:
        self.weather = sentence.weather or self.weather
        if self.about and not sentence.props and re.match(_IT_DIES, sentence.text):
            sentence = replace(sentence, dark=True, props=(self.about,))
        self.about = next((prop for prop in sentence.props if prop in ("lamp", "lantern", "candle", "torch", "fire")), self.about if not sentence.props else "")
        if sentence.dark:
            self.light = (*(light for light in self.light if light not in ("candle", "firelight", "beam", "lamp out")), "lamp out")
        elif sentence.lit:
            self.light = tuple(light for light in self.light if light != "lamp out")
        added = tuple(light for light in sentence.light if light not in self.light and not (sentence.dark and light != "moonlit"))
        self.light = (*self.light, *added)
        low = sentence.text.lower()
        for prop in sentence.props:
            state = (
                "dark" if sentence.dark and prop in ("lamp", "lantern", "candle", "torch", "fire")
                else "lit" if prop in ("candle", "torch", "fire") or (sentence.lit and prop in ("lamp", "lantern", "match"))
                else "broken" if re.search(r"\b(?:broken|shatter\w*|smash\w*|cracked|torn)\b", low)
                else "open" if prop in ("letter", "book", "box", "suitcase", "bag", "umbrella", "map", "newspaper") and re.search(r"\b(?:open\w*|unfold\w*|reads?)\b", low)
                else "steaming" if re.search(r"\bsteam\w*\b", low) or (prop == "teapot" and "whistl" in low)
                else "moving" if prop in ("gear", "wheel", "record player", "clock", "bell") and re.search(r"\b(?:turns?|spins?|tick\w*|swings?|moves?|plays?|rings?|starts?)\b", low)
                else ""
            )  # fmt: skip
            if state:
                self.states[prop] = state

    def _cue(self, element: Element) -> None:
        name = cue_name(element.text)
        if not name:
            self.speaker = ()
            return
        self.speaker = split_cue(name, self.names)
        role = self.story.role(self.speaker[0])
        self.speaker = ((role.name if role else self.speaker[0]), *self.speaker[1:])
        written = f"{element.extension} {' '.join(re.findall(r'[(]([^()]*)[)]', element.text))}".upper().replace(" ", "")
        self.extension = written
        self.manner = self.feeling = self.to = ""
        self.dual = element.dual
        self.first_part = True
        self.deeds = ()
        if not self._unseen():
            self.reader.saw(self.speaker[0])

    def _unseen(self) -> bool:
        return (bool(self.speaker) and self._is_thing(self.speaker[0])) or any(mark in self.extension for mark in ("V.O", "VO", "O.S", "OS", "O.C", "OC", "OFF", "FILTER", "ONPHONE", "PRE-LAP", "PRELAP", "RADIO", "INTERCOM", "NARRATOR"))

    def _is_thing(self, name: str) -> bool:
        """Whether a role is a thing, which is heard and not seen as a person: COMPUTER, RADIO, SHELL."""
        word = (re.findall(r"[a-z]+", name.lower()) or [""])[-1]
        return word in _TALKING or (bool(prop_of(word)) and prop_of(word) not in _ALIVE and not self._is_person(name))

    def _is_person(self, name: str) -> bool:
        """Whether the script tells of `name` as of a person: with an age, or as a man or a woman."""
        role = self.story.role(name)
        return role is not None and bool(age_of(role) or gender_of(role))

    def _parenthetical(self, text: str) -> None:
        bare = text.strip().strip("()").strip()
        if not bare or not self.speaker:
            return
        if _ELSEWHERE.match(bare):
            self.extension += "O.S"
        to = _TO.search(bare)
        if to and (met := [name for name in self.reader.mentioned(to[1]) if name != self.speaker[0]]):
            self.to = met[0]
        self.manner = manner_of(bare) or self.manner
        self.feeling = feeling_of(bare) or self.feeling
        read = self.reader.read(bare, self.speaker[0])
        self.deeds = tuple(deed for sentence in read for deed in sentence.deeds)
        if _PARENTHESIS_PAUSE.search(bare) and len(bare.split()) <= 4 and not (bare.lower() == "then" and not self.said):
            self.add(Moment("pause", speaker=self.speaker[0], unseen=self._unseen(), feeling=self.feeling if self.feeling in FEELINGS else ""))

    def _speech(self, element: Element, *, sung: bool) -> None:
        text = fallback_text(element.text)
        if not self.speaker:
            return
        name = self.speaker[0]
        spoken = _speakable(text)
        if not re.search(r"[^\W_]", spoken):
            self.add(Moment("pause", speaker=name, unseen=self._unseen()))
            return
        addressed = self.to or next((met for met in self.reader.mentioned(text) if met != name), "")
        parts = _parts(spoken)
        for n, part in enumerate(parts):
            manner = "sing" if sung else self.manner or ("shout" if re.search(r"\b[A-Z]{4,}\b[^.?]*!|!!", part) else "")
            feeling = self.feeling or _felt(part)
            tension = min(5, max(tension_of(part), 0) + (1 if "!" in part else 0) + (1 if manner == "shout" else 0))
            self.add(
                Moment(
                    "speech", speaker=name, others=self.speaker[1:], to=addressed,
                    line=Line(part, voice_of(name, self.story), manner or feeling or "calm", private=element.private, language=self.story.film.language), unseen=self._unseen(), feeling=feeling,
                    tension=tension, deeds=self.deeds if n == 0 else (), first=self.first_part and n == 0, last=n == len(parts) - 1,
                    dual=self.dual and self.first_part and n == 0, private=element.private,
                    texts=element.captions if n == 0 else (),
                )
            )  # fmt: skip
        self.first_part, self.deeds = False, ()
        self.said.append(name)

    def _card(self, text: str, element: Element) -> None:
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        if lines:
            self.add(Moment("card", text=lines, private=element.private, texts=element.captions))

    def _transition(self, text: str) -> None:
        words = text.upper().strip(" .:")
        if "FADE IN" in words or "FADE UP" in words:
            if not self.draft.moments:
                self.draft.enter = "fade"
        elif "BLACK" in words and "FADE" not in words:
            self.add(Moment("black"))
        elif "FADE" in words or "IRIS OUT" in words:
            self.draft.leave = "fade"
        elif "DISSOLVE" in words or "WIPE" in words:
            self.draft.leave = "dissolve"
        elif "SMASH" in words or "JUMP" in words:
            self.draft.leave = "smash"

    def _notes(self, element: Element) -> None:
        for directive in directives_of(element):
            if directive.head == "tension":
                self.tension = min(5, directive.number)
            elif directive.head == "hold":
                seconds = min(60.0, directive.seconds)
                self.add(Moment("pause", seconds=seconds))
            elif directive.head == "look" and element.kind is not Kind.ACTION:
                self._look(directive.value)
            elif directive.head == "shot":
                self.ask = directive.value
            elif directive.head == "sound":
                self.draft.sounds.append((len(self.draft.moments), directive.value))

    def _looks(self, element: Element) -> None:
        """The looks that stand after an action: a scene that begins with it is seen so from its start, else from its last sentence on."""
        for directive in directives_of(element):
            if directive.head == "look":
                self._look(directive.value)

    def _look(self, value: str) -> None:
        self.look_said = value
        self.weather = places.weather_of(value) or self.weather
        self.light = (*self.light, *(light for light in places.light_of(value) if light not in self.light))
        words = tokens(value)
        if ("lamp out" in value or places.goes_dark(value) or "dark" in words) and "lamp out" not in self.light:
            self.light = (*self.light, "lamp out")
        for look in ("paper", "ink", "watercolour", "watercolor", "noir", "charcoal", "pastel", "engraving", "silhouette"):
            if look in words:
                self.look = look.replace("watercolor", "watercolour").replace("uuu", "u")
        if re.search(r"\b(?:push|pull|pan|track|crane|tilt)\b", value.lower()):
            self.ask = value

    def scenes(self) -> tuple[Scene, ...]:
        for element in self.beat.elements:
            self.element(element)
        found: list[Scene] = []
        plays = any(draft.moments or draft.opens for draft in self.drafts)
        for n, draft in enumerate(self.drafts):
            if not draft.moments and not draft.opens and (plays or n):
                continue
            heading = draft.heading
            if draft.moments and draft.opens and draft.moments[0].kind in ("speech", "pause"):
                draft.moments.insert(0, Moment("action", air=draft.moments[0].air, seconds=2.6))
                draft.sounds = [(n + 1 if n else 0, name) for n, name in draft.sounds]
            elif not draft.moments:
                draft.moments.append(Moment("action", air=self.air(), seconds=3.0))
            described = "\n".join(draft.described)
            words, interior = (heading.place or heading.raw, heading.interior) if heading else ("", _inside(described))
            shared = "\n".join(moment.sentence.text for moment in draft.moments if moment.sentence and not moment.private)  # a place's name is in every shot of it
            place = places.place_of(words or _place_words(shared, interior=interior), interior=interior, described=described)
            weather = next((moment.air.weather for moment in draft.moments if moment.air.weather), "") or "clear"
            tension = _scene_tension(draft.moments)
            moments = tuple(
                replace(m, air=replace(m.air, weather=m.air.weather or weather, tension=m.air.tension if m.air.tension >= 0 else tension),
                        tension=min(5, max(m.tension, m.air.tension if m.air.tension >= 0 else tension)))
                for m in draft.moments
            )  # fmt: skip
            time = heading.time if heading else "day"
            if place.kind in ("space", "spaceship") and not (heading and heading.moment):
                time = "night"
            found.append(
                Scene(place, time, moments, draft.opens, bool(heading and heading.passes and draft.opens), draft.enter, draft.leave, tuple(draft.sounds))
            )
        return tuple(found)


def _dark_after(text: str, dark: bool) -> bool:
    about = False
    for sentence in sentences(text):
        if places.goes_dark(sentence) or (about and re.match(_IT_DIES, sentence)):
            dark = True
        elif places.is_lit(sentence):
            dark = False
        about = bool(re.search(r"\b(?:lamp|light|lantern|candle|torch|fire)\b", sentence, re.IGNORECASE)) or (about and sentence.startswith("It "))
    return dark


def gather(beat: Beat, story: Story, *, describe: bool = False) -> tuple[Scene, ...]:
    """The scenes of a beat with their moments, not yet timed; with `describe`, actions are also told in words."""
    gatherer = _Gatherer(beat, story)
    gatherer.describe = describe
    return gatherer.scenes()


NARRATOR_VOICE = Voice(pitch=960, formant=990, rate=1120, cast="other 5")
"""Describes the action: even, a little quick, like nobody of the cast."""


def voice_of(name: str, story: Story) -> Voice:
    """The voice of a role, the same in the whole film; a name outside the cast gets one by its letters."""
    role, index = story.role(name), story.index(name)
    number = index if index >= 0 else len(story.cast)
    return cast_voice(name, role.description if role else "", number, role.voice if role else "", story.film.voices)


def _speakable(text: str) -> str:
    """The words without what stands in brackets.

    >>> _speakable("Anna (30s), in a coat (red) that is new")
    'Anna, in a coat that is new'
    """
    flat = " ".join(text.replace("\n", " ").split())
    return re.sub(r"\s*\([^()]*\)\s*([,.;:!?…])?", lambda match: match[1] or " ", flat).strip()


def _parts(text: str) -> tuple[str, ...]:
    """A speech in lines of some sentences each, so that an edit re-speaks little; at most about 160 letters."""
    found: list[str] = []
    for sentence in sentences(text):
        if found and len(found[-1]) + len(sentence) < 150:
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return tuple(part for part in found if re.search(r"[^\W_]", part)) or (text,)


def _felt(text: str) -> str:
    if (own := re.search(r"\bI(?:'m| am| feel) (?:so |very |too |not )?(\w+)", text)) and (found := feeling_of(own[1])):
        return found
    if re.search(r"\?!|!\?|^(?:what|oh|god)\b.*!", text, re.IGNORECASE):
        return "surprise"
    if "!" in text and tension_of(text) >= 2:
        return "fear"
    return ""


def _scene_tension(moments: list[Moment]) -> int:
    """How tense a scene is where no directive says so: the tense words it has, 0..4."""
    levels = sorted((m.tension for m in moments if m.kind in ("action", "speech")), reverse=True)
    if not levels:
        return 0
    if sum(level >= 3 for level in levels) >= 2:
        return 3
    if sum(level >= 2 for level in levels) * 5 >= len(levels):
        return 2
    return 1 if sum(level >= 1 for level in levels) * 4 >= len(levels) else 0


def _asked(text: str) -> str:
    """Camera words at the head of an action line: "CLOSE ON Mara's hands"."""
    head = text[:60]
    match = _SHOT_WORDS.match(head.strip())
    return head if match and match[0].upper() == match[0] else ""


def _inside(described: str) -> bool:
    return bool(re.search(r"\b(?:room|kitchen|office|table|bed|door|stairs|ceiling|desk|inside)\b", described.lower()))


def _place_words(described: str, *, interior: bool) -> str:
    """A script without headings plays where its first words put it."""
    for sentence in described.split("\n")[:3]:
        if places.place_kind(sentence, interior=interior) not in ("room", "land"):
            return " ".join(tokens(sentence)[:6])
    return "ROOM" if interior else "LAND"
