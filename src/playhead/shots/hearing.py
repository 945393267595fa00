"""What a beat lets one hear and read: speech, sounds of what is done, the place's air, music; captions."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace

from playhead.shots.cue import FOLEY, Caption, Cue
from playhead.shots.moments import Moment, Scene
from playhead.shots.player import Event
from playhead.shots.stage import Stage
from playhead.shots.words import sounds_of, tokens
from playhead.timebase import FRAME, TICK_RATE

LEAD = TICK_RATE // 2  # ambience is heard before its scene is seen
REST = 2 * TICK_RATE  # the score is silent after a strong moment
_CAPTION_WIDTH = 40
NARRATOR = "NARRATOR"
"""Who describes the action to those who cannot see it."""
_ONCE = {"door open": 1.2, "door close": 1.0, "knock": 1.4, "paper": 1.2, "cup": 0.8, "pour": 2.5, "switch": 0.4, "thunder": 4.0, "splash": 1.5,
         "glass": 1.5, "match": 1.2, "gunshot": 1.5, "thud": 0.8, "keys": 1.0, "whistle": 1.2, "drop": 1.0, "creak": 1.4, "bell": 3.0, "phone": 3.0,
         "horn": 2.5, "radio": 3.0, "applause": 3.5, "clock": 4.0, "engine": 4.0, "fire": 4.0}  # fmt: skip
_OF_VERB = {"knock": "knock", "drink": "cup", "write": "paper", "read": "paper"}
_CAPTIONED = frozenset(("knock", "thunder", "phone", "bell", "gunshot", "glass", "thud", "door close", "horn", "radio", "dog", "engine", "whistle", "applause", "beep", "splash"))
_NAMES = {"phone": "phone rings", "door close": "door slams", "glass": "glass breaks", "dog": "dog barks", "thud": "thud", "bell": "bell rings"}
_MOODS = {
    "joy": "joy smile smiles laugh laughs laughing happy dance dances sun sunny party celebrate",
    "sorrow": "weep weeps tears grief funeral grave mourn sad dead death goodbye lost alone",
    "tender": "love loves kiss kisses embrace embraces gently softly mother child baby hand holds dear",
    "wonder": "stars star sky light glow glows magic wonder sea beautiful strange shimmer shimmering dawn moon beam",
    "triumph": "victory win wins triumph cheers cheer applause saved",
    "fear": "afraid fear terror scream screams shadow dark darkness monster ghost trembling trembles",
}
_MOOD_OF = {word: mood for mood, words in _MOODS.items() for word in words.split()}


def cues_of(scenes: Sequence[Scene], stages: Sequence[Stage]) -> tuple[Cue, ...]:
    """Everything heard in a beat, in the order in which it begins."""
    found: list[Cue] = []
    for scene, stage in zip(scenes, stages, strict=True):
        start, end = scene.start * FRAME, scene.end * FRAME
        weather = scene.moments[0].air.weather
        found += _ambience(scene, start, end)
        found += _score(scene, start, end)
        for moment in scene.moments:
            found += _speech(moment, stage)
            if moment.told is not None and moment.heard is not None:
                at = (moment.start + moment.lead) * FRAME
                found.append(Cue("speech", at, moment.heard.ticks, line=moment.told.settled(moment.heard), speaker=NARRATOR, tension=moment.tension))
            found += _foley(moment, scene, stage)
        found += _asked(scene, weather)
    return tuple(sorted(found, key=lambda cue: (cue.at, cue.kind, cue.name, cue.speaker, cue.ticks)))


def _ambience(scene: Scene, start: int, end: int) -> list[Cue]:
    """One cue for each stretch of the scene with the same weather."""
    found: list[Cue] = []
    at = start - LEAD
    for n, moment in enumerate(scene.moments):
        weather = moment.air.weather
        later = next((m for m in scene.moments[n + 1 :] if m.air.weather != weather), None)
        until = later.start * FRAME if later else end
        if until > at:
            found.append(Cue("ambience", at, until - at, place=scene.place, time=scene.time, weather=weather, tension=moment.air.tension))
            at = until
        if at >= end:
            break
    return found


def _score(scene: Scene, start: int, end: int) -> list[Cue]:
    """A cue for each part of the scene: parts end where the tension set by the script changes and at strong moments."""
    parts: list[tuple[int, int, int]] = []  # start, end, tension
    silences: list[int] = []
    at, tension = start, scene.moments[0].air.tension
    for n, moment in enumerate(scene.moments):
        if moment.air.tension != tension:
            parts.append((at, moment.start * FRAME, tension))
            at, tension = moment.start * FRAME, moment.air.tension
        calms = n + 1 == len(scene.moments) or scene.moments[n + 1].tension < moment.tension
        if moment.tension >= 4 and calms and moment.kind in ("action", "speech"):
            silences.append(moment.end * FRAME)
    parts.append((at, end, tension))
    found = [Cue("score", at, REST if at >= end else min(REST, end - at), name="silence") for at in silences]
    for a, b, level in parts:
        begin = a
        for silence in silences:
            if silence < b and silence + REST > begin:
                found += _music(scene, begin, silence, level)
                begin = max(begin, silence + REST)
        found += _music(scene, begin, b, level)
    return found


def _music(scene: Scene, start: int, end: int, tension: int) -> list[Cue]:
    if end - start < TICK_RATE // 4:
        return []
    return [Cue("score", start, end - start, name=mood_of(scene, start // FRAME, end // FRAME, tension), place=scene.place, time=scene.time, tension=tension)]


def mood_of(scene: Scene, start: int, end: int, tension: int) -> str:
    """The mood of a stretch of a scene: by its words, and by its tension where that is high; one of MOODS."""
    counts: dict[str, int] = {}
    for moment in scene.moments:
        if moment.start < end and moment.end > start:
            text = moment.sentence.text if moment.sentence else moment.line.text if moment.line else ""
            for word in tokens(text):
                if mood := _MOOD_OF.get(word):
                    counts[mood] = counts.get(mood, 0) + 1
            if moment.feeling in ("joy", "sorrow", "tender", "fear"):
                counts[moment.feeling] = counts.get(moment.feeling, 0) + 1
    best = max(_MOODS, key=lambda mood: counts.get(mood, 0))
    if tension >= 3:
        return "fear" if counts.get("fear", 0) >= 2 else "tension"
    if counts.get(best, 0) >= 1:
        return best if best != "fear" or tension >= 1 else "wonder"
    return "tension" if tension == 2 else "calm"


def _speech(moment: Moment, stage: Stage) -> list[Cue]:
    if moment.line is None or moment.spoken is None:
        return []
    player = stage.players.get(moment.speaker)
    pan = 0 if moment.unseen or player is None else _pan(player.at(moment.start).x)
    return [Cue("speech", (moment.start + moment.lead) * FRAME, moment.spoken.ticks, line=moment.line.settled(moment.spoken), speaker=moment.speaker, tension=moment.tension, pan=pan)]


def _pan(x: int) -> int:
    return max(-600, min(600, (x - 424) * 600 // 424))


def _foley(moment: Moment, scene: Scene, stage: Stage) -> list[Cue]:
    """Steps of who walks, and what the words of an action let one hear; sounds named do not double those of deeds."""
    found: list[Cue] = []
    for player in stage.players.values():
        for event in player.events:
            if moment.start <= event.frame < moment.end and not any(m.start <= event.frame for m in scene.moments if m.start > moment.start):
                found += _steps(event, scene)
    if moment.sentence is None:
        return found
    at = (moment.start + 4) * FRAME
    names = [*moment.sentence.sounds]
    for deed in moment.deeds:
        if deed.state:
            continue
        sound = _OF_VERB.get(deed.verb, "")
        if deed.verb in ("open", "enter", "exit") and re.search(r"\bdoors?\b", moment.sentence.text.lower()):
            sound = "door close" if deed.word.startswith(("close", "shut")) else "door open"
        if sound == "paper" and deed.prop not in ("letter", "book", "newspaper", "map", ""):
            sound = ""
        if sound and sound not in names:
            names.append(sound)
    if re.search(r"\bdoors?\s+(?:\w+\s+)?opens?\b", moment.sentence.text.lower()) and "door open" not in names:
        names.append("door open")
    if re.search(r"\bdoors?\s+(?:\w+\s+)?(?:closes?|shuts?|slams?)\b", moment.sentence.text.lower()) and "door close" not in names:
        names.append("door close")
    if "phone" in names and not re.search(r"\brings?\b|\bringing\b", moment.sentence.text.lower()):
        names.remove("phone")
    who = next((stage.players[d.who] for d in moment.deeds if d.who in stage.players), None)
    for name in names[:3]:
        if name in FOLEY:
            ticks = round(min(_ONCE.get(name, 1.5), max(0.6, moment.frames / 24)) * TICK_RATE)
            found.append(Cue("foley", at, ticks, name=name, place=scene.place, pan=_pan(who.at(moment.start).x) if who else 0))
            at += min(ticks, TICK_RATE // 2)
    return found


def _steps(event: Event, scene: Scene) -> list[Cue]:
    if event.verb not in ("walk", "run") or event.x is None:
        return []
    name = "run" if event.verb == "run" else "footsteps"
    frames = min(event.end, scene.end) - event.frame
    return [Cue("foley", event.frame * FRAME, frames * FRAME, name=name, place=scene.place, pan=_pan((event.x + event.from_x) // 2))]


def _asked(scene: Scene, weather: str) -> list[Cue]:
    """What `[[sound: ...]]` asks for: sounds by name, "music out", "silence", a mood for the music, weather."""
    found: list[Cue] = []
    for n, value in scene.sounds:
        at = (scene.moments[n].start if n < len(scene.moments) else scene.end - 12) * FRAME
        for part in value.split(","):
            words = part.strip().lower()
            sounds = [name for name in FOLEY if name in words] or list(sounds_of(words))
            if words in ("music out", "silence", "quiet", "no music"):
                found.append(Cue("score", at, 4 * TICK_RATE, name="silence"))
            elif sounds:
                found.append(Cue("foley", at, round(_ONCE.get(sounds[0], 2.0) * TICK_RATE), name=sounds[0], place=scene.place))
            elif mood := next((_MOOD_OF[w] for w in tokens(words) if w in _MOOD_OF), ""):
                found.append(Cue("score", at, max(TICK_RATE, scene.end * FRAME - at), name=mood, place=scene.place, time=scene.time, tension=scene.moments[0].air.tension))
            elif "rain" in words or "wind" in words or "storm" in words:
                kind = "storm" if "storm" in words else "rain" if "rain" in words else weather
                found.append(Cue("ambience", at, max(TICK_RATE, scene.end * FRAME - at), place=scene.place, time=scene.time, weather=kind))
    return found


def captions_of(scenes: Sequence[Scene]) -> tuple[Caption, ...]:
    """What is said, what weighs among the sounds, and what is described, as text: two lines of about 40 letters at a time."""
    found: list[Caption] = []
    for scene in scenes:
        speech: list[Caption] = []
        described: list[Caption] = []  # of one paragraph
        texts: tuple[tuple[str, str], ...] = ()
        tellings: tuple[tuple[str, str], ...] = ()
        for moment in scene.moments:
            if moment.told is not None and moment.heard is not None:
                if moment.first:
                    found += _translated(described, tellings)
                    described, tellings = [], moment.texts
                described += _pages(moment.told.text, (moment.start + moment.lead) * FRAME, moment.heard.ticks, described=True)
            if moment.line is not None and moment.spoken is not None:
                if moment.first:
                    found += _translated(speech, texts)
                    speech, texts = [], moment.texts
                speech += _lines(moment)
            elif moment.kind == "card" and moment.texts:
                # In the script's own language it is read from the picture.
                whole = Caption(moment.start * FRAME, moment.frames * FRAME, "")
                found.append(replace(whole, texts=tuple((language, "\n".join(textwrap.wrap(text, _CAPTION_WIDTH))) for language, text in moment.texts)))
            elif moment.sentence:
                for sound in moment.sentence.sounds:
                    if sound in _CAPTIONED and (sound != "phone" or "ring" in moment.sentence.text.lower()):
                        found.append(Caption((moment.start + 4) * FRAME, max(TICK_RATE, (moment.frames - 4) * FRAME), f"[{_NAMES.get(sound, sound)}]"))
                        break
        found += _translated(speech, texts) + _translated(described, tellings)
    return tuple(sorted(found, key=lambda caption: caption.at))


def _translated(speech: list[Caption], texts: Sequence[tuple[str, str]]) -> list[Caption]:
    """A speech's captions with the author's words in other languages shared out over them, by how long each is seen."""
    if not texts or not speech:
        return speech
    whole = sum(caption.ticks for caption in speech)
    shares: dict[str, list[str]] = {}
    for language, text in texts:
        words, done, at = text.split(), 0, 0
        for caption in speech:
            at += caption.ticks
            until = -(-len(words) * at // max(1, whole))  # rather early than late: a short one is read at once
            shares.setdefault(language, []).append("\n".join(textwrap.wrap(" ".join(words[done:until]), _CAPTION_WIDTH)))
            done = until
    return [replace(caption, texts=tuple((language, parts[n]) for language, parts in shares.items())) for n, caption in enumerate(speech)]


def _lines(moment: Moment) -> list[Caption]:
    assert moment.line is not None
    assert moment.spoken is not None
    return _pages(moment.line.text, (moment.start + moment.lead) * FRAME, moment.spoken.ticks, speaker=moment.speaker)


def _pages(text: str, start: int, ticks: int, *, speaker: str = "", described: bool = False) -> list[Caption]:
    """A text in captions that are seen for as long as their letters take."""
    rows = textwrap.wrap(text, _CAPTION_WIDTH) or [text]
    pages = ["\n".join(rows[n : n + 2]) for n in range(0, len(rows), 2)]
    letters = sum(len(page) for page in pages)
    found: list[Caption] = []
    done = 0
    for page in pages:
        a = start + ticks * done // letters
        done += len(page)
        b = start + ticks * done // letters
        found.append(Caption(a, b - a, page, speaker, described=described))
    return found
