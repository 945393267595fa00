"""What performers do besides what the script says: nobody on a stage stands frozen.

Whoever speaks gestures on the words that weigh; whoever listens nods or looks; whoever waits breathes and shifts. Small,
sparse, and the same whenever the same shot is made: chance comes from the words, never from a generator.
"""

from __future__ import annotations

import re

from playhead.canonical import seed_of
from playhead.shots.moments import Moment
from playhead.shots.shot import Act
from playhead.speech.timing import Mark, Mouth, Spoken
from playhead.timebase import FRAME

_NO = re.compile(r"^\W*(?:no|never|nobody|nothing|don't|not|none)\b", re.IGNORECASE)
_YES = re.compile(r"^\W*(?:yes|yeah|aye|yep|of course|sure|right|exactly|okay|ok|good)\b", re.IGNORECASE)
_SHRUG = re.compile(r"\b(?:i don't know|who knows|maybe|perhaps|whatever|i suppose|i guess)\b", re.IGNORECASE)
_POINT = re.compile(r"\b(?:look|there|over there|that one|you)\s*[!.]|^\W*(?:look|there)\b", re.IGNORECASE)


def speaking_acts(moment: Moment, start: int, end: int) -> list[Act]:
    """What the speaker of `moment` does with head and hands within the shot start..end (frames of the beat)."""
    if moment.line is None or moment.spoken is None:
        return []
    text = moment.line.text
    begin = moment.start + moment.lead
    length = moment.spoken.ticks // FRAME
    found: list[Act] = []
    first = "shake" if _NO.search(text) else "nod" if _YES.search(text) else "shrug" if _SHRUG.search(text) else "point" if _POINT.search(text) else ""
    if first:
        found.append(Act(begin, 20, first))
    free = begin + (48 if first else 12)
    for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text):
        word = match[0]
        at = begin + length * match.start() // max(1, len(text))
        stressed = (word.isupper() and len(word) > 2) or len(word) >= 7 or (len(word) >= 5 and seed_of("stress", word) % 3 == 0)
        if stressed and at >= free and begin + length - at > 14:
            verb = ("gesture", "gesture", "nod", "lean")[seed_of("gesture", text, word) % 4]
            found.append(Act(at, 26 if verb == "gesture" else 18, "nod" if verb == "lean" else verb))
            free = at + 60
    return [act for act in found if start <= act.frame < end - 8]


def listening_acts(name: str, toward: int, moment: Moment, start: int, end: int) -> list[Act]:
    """What somebody who listens to `moment` does within start..end; `toward` is where the speaker is, in degrees."""
    seed = seed_of("listen", name, moment.line.text if moment.line else "")
    length = end - start
    if length < 40:
        return []
    at = start + length // 3 + seed % max(1, length // 3)
    verb = ("nod", "look", "breathe", "look", "nod", "shake" if moment.tension >= 3 else "breathe")[seed // 7 % 6]
    return [Act(at, 24, verb, to=toward if verb == "look" else 0)]


def waiting_acts(name: str, facing: int, words: str, start: int, end: int) -> list[Act]:
    """What somebody does who has nothing to do within start..end: breathe, and once in a while look elsewhere and back."""
    seed = seed_of("wait", name, words, end - start)
    length = end - start
    found = [Act(start + 2 + seed % 8, min(60, length - 12), "breathe")] if length > 30 else []
    if length > 84 and seed % 3:
        away = facing + (45 if seed // 5 % 2 else -45)
        at = start + 30 + seed // 11 % 20
        found.append(Act(at, 18, "look", to=(away + 180) % 360 - 180))
        found.append(Act(at + 40, 16, "look", to=facing))
    return found


def mouths(spoken: Spoken, begin: int, start: int, end: int) -> list[tuple[int, int]]:
    """Mouth marks of a line that begins at frame `begin`, as (frame of the shot, Mouth), for the shot start..end.

    One mark a frame, the last to begin in it; the first says how the mouth is at the cut, the last closes it.
    """
    shapes: dict[int, int] = {}
    held = int(Mouth.REST)
    for mark in sorted(spoken.marks, key=_tick):
        frame = begin + mark.tick // FRAME
        if mark.tick > spoken.ticks:
            break
        if frame < start:
            held = int(mark.mouth)
        elif frame < end:
            shapes[frame - start] = int(mark.mouth)
    over = begin + -(-spoken.ticks // FRAME)
    if over <= start:
        return []
    if begin < start and 0 not in shapes:
        shapes[0] = held
    if start < over < end:
        shapes[over - start] = int(Mouth.REST)
    found: list[tuple[int, int]] = []
    for frame in sorted(shapes):
        if not found or found[-1][1] != shapes[frame]:
            found.append((frame, shapes[frame]))
    return found


def _tick(mark: Mark) -> int:
    return mark.tick
