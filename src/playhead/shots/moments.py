"""A beat as moments: what is seen or said one after the other, each with what holds while it lasts, and how long it takes.

Lengths are whole frames, so that a change in one line moves what comes after it by whole frames and changes no other shot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from playhead.shots.reading import Deed, Sentence
from playhead.shots.shot import Place
from playhead.speech import estimate
from playhead.speech.timing import Line, Spoken
from playhead.timebase import frames_of

BEFORE = 8  # frames of picture before a line: 0.3 s
AFTER = 10  # and after it: 0.4 s
PAUSE = 20  # a (beat): 0.8 s
TAIL = 12  # after a scene's last moment
SHORTEST = 29  # the shortest shot: 1.2 s
LONGEST = 240  # and the longest: 10 s
ACT_FRAMES = {
    "walk": 40, "run": 30, "turn": 12, "sit": 24, "rise": 24, "kneel": 26, "lie": 30, "lean": 24, "crouch": 20, "nod": 20, "shake": 26,
    "gesture": 30, "point": 26, "reach": 26, "give": 32, "take": 26, "lift": 28, "wave": 36, "knock": 32, "drink": 44, "write": 60, "read": 54,
    "open": 32, "look": 30, "laugh": 40, "weep": 60, "embrace": 60, "shrug": 22, "start": 12, "breathe": 40, "bow": 40, "play": 84, "work": 72,
}  # fmt: skip
"""How long each act takes, in frames."""
PACE = {"slow": 125, "normal": 100, "quick": 80}
"""What a viewer's pace makes of silent moments and of the length of shots, in percent."""


@dataclass(frozen=True, slots=True)
class Air:
    """What holds around a moment: the weather, light, look and tension of the scene there, and the state of its props."""

    weather: str = ""
    light: tuple[str, ...] = ()
    look: str = "paper"
    tension: int = 0
    states: tuple[tuple[str, str], ...] = ()
    said: str = ""  # the author's words for the look


@dataclass(frozen=True, slots=True)
class Moment:
    """Something seen or said.

    `kind` is "action", "speech", "pause", "card" or "black". `start` (frames from the beat's start) and `frames` are set by
    `timed`; the line of a speech begins `lead` frames in. `unseen` is true for who speaks over the picture (V.O., O.S.).
    """

    kind: str
    air: Air = Air()
    sentence: Sentence | None = None
    speaker: str = ""
    others: tuple[str, ...] = ()  # who say it together with the speaker
    to: str = ""
    line: Line | None = None
    spoken: Spoken | None = None
    unseen: bool = False
    feeling: str = ""
    tension: int = 0
    deeds: tuple[Deed, ...] = ()
    text: tuple[str, ...] = ()
    seconds: float = 0.0  # asked for by a hold
    first: bool = True  # of the parts of one speech
    last: bool = True
    dual: bool = False  # said while the speech before is said
    ask: str = ""  # what a shot directive asks for
    told: Line | None = None  # an action as it is described to who cannot see it
    heard: Spoken | None = None  # how that was spoken
    private: bool = False  # holds a viewer's own words: a card, a speech or an action
    texts: tuple[tuple[str, str], ...] = ()  # of a speech or a card: its words in other languages
    start: int = 0
    frames: int = 0
    lead: int = 0

    @property
    def end(self) -> int:
        """The frame after the last."""
        return self.start + self.frames


@dataclass(frozen=True, slots=True)
class Scene:
    """The moments between two scene headings."""

    place: Place
    time: str
    moments: tuple[Moment, ...]
    opens: bool = False  # with a heading of its own
    passes: bool = False  # time has passed since the scene before
    enter: str = ""  # the transition into it: "fade", "dissolve", ""
    leave: str = ""  # out of it: "fade", "dissolve", "smash", ""
    sounds: tuple[tuple[int, str], ...] = ()  # asked for by sound directives: before which moment, what
    rhythm: int = 100  # how long its shots are held, in percent

    def held(self, frames: int) -> int:
        """What `frames`, as a length of shots, come to at the scene's rhythm; no shot is longer than 10 s."""
        return min(LONGEST, frames * self.rhythm // 100)

    @property
    def start(self) -> int:
        """The scene's first frame, from the beat's start."""
        return self.moments[0].start

    @property
    def end(self) -> int:
        """The frame after its last."""
        return max(moment.end for moment in self.moments)


def timed(scenes: tuple[Scene, ...], timing: Mapping[str, Spoken], pace: str = "normal") -> tuple[Scene, ...]:
    """The scenes with each moment's start and frames; a line that `timing` does not know is estimated.

    `pace` lengthens or shortens what is seen and the air around what is said, never the words themselves;
    and shots are held for longer or shorter.
    """
    at = 0
    part = PACE.get(pace, 100)
    found: list[Scene] = []
    for scene in scenes:
        moments: list[Moment] = []
        for moment in scene.moments:
            m = moment
            if m.line is not None:
                spoken = timing.get(m.line.key) or estimate(m.line)
                lead = BEFORE if m.first else 4
                frames = lead + max(1, frames_of(spoken.ticks)) + (AFTER * part // 100 if m.last else 4)
                m = replace(m, spoken=spoken, lead=lead, frames=frames)
                if m.dual and moments and moments[-1].kind == "speech" and moments[-1].speaker != m.speaker:
                    # Both begin together; the one that ends later decides when it goes on.
                    begin = _speech_start(moments)
                    m = replace(m, start=begin)
                    moments.append(m)
                    at = max(at, m.end)
                    continue
            else:
                frames = _silent_frames(m) if m.seconds else max(12, _silent_frames(m) * part // 100)
                if m.told is not None:
                    heard = timing.get(m.told.key) or estimate(m.told)
                    m = replace(m, heard=heard, lead=BEFORE)
                    frames = max(frames, BEFORE + frames_of(heard.ticks) + AFTER)
                m = replace(m, frames=frames)
            m = replace(m, start=at)
            moments.append(m)
            at = m.end
        # A scene breathes out before the next, and is never too short to be one shot.
        tail = 0 if scene.leave == "smash" else TAIL
        short = max(0, SHORTEST - (max(m.end for m in moments) + tail - moments[0].start))
        moments[-1] = replace(moments[-1], frames=moments[-1].frames + tail + short + max(m.end for m in moments) - moments[-1].end)
        at = moments[-1].end
        found.append(replace(scene, moments=tuple(moments), rhythm=part))
    return tuple(found)


def _speech_start(moments: list[Moment]) -> int:
    speaker = moments[-1].speaker
    start = moments[-1].start
    for moment in reversed(moments):
        if moment.kind != "speech" or moment.speaker != speaker:
            break
        start = moment.start
        if moment.first:
            break
    return start


def _silent_frames(moment: Moment) -> int:
    if moment.seconds:
        return max(PAUSE, round(moment.seconds * 24))
    if moment.kind == "pause":
        return PAUSE
    if moment.kind == "black":
        return 36
    if moment.kind == "card":
        words = sum(len(line.split()) for line in moment.text)
        return min(168, 60 + words * 6)
    if moment.sentence is None:
        return 48
    words = moment.sentence.words
    # Most sentences are read faster than they are seen: two seconds and a little for each word beyond a dozen.
    base = 34 if words <= 3 else 48 if words <= 9 else 48 + round((words - 9) * 2.2)
    acts = [ACT_FRAMES.get("walk" if d.verb in ("enter", "exit") else d.verb, 20) for d in moment.deeds if not d.state]
    longest = max(acts, default=0) + 14 * max(0, len({d.verb for d in moment.deeds if not d.state}) - 1)
    return min(216, max(base, longest + 8))
