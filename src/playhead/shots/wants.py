"""What each moment of a scene wants to be seen in, given what has been seen so far: the grammar before its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playhead.canonical import seed_of
from playhead.shots.moments import SHORTEST, Moment, Scene
from playhead.shots.reading import Sentence
from playhead.shots.shot import PROPS
from playhead.shots.stage import CALLING, Stage
from playhead.shots.words import INSERTABLE

LONG = 150  # from here on a shot is looked at for a place to cut
BRIEF = 72
RETORT = 36  # a line shorter than 1.5 s
CARDS = ("card", "title")
FACES = frozenset(("look", "weep", "smile", "laugh", "nod", "shake", "start", "breathe", "turn", "stop", "stand"))
"""What is seen in a face."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the scene seen from one place; `subjects` and `over` are names, `insert` a prop, `text` a card's."""

    start: int
    end: int
    size: str
    subjects: tuple[str, ...] = ()
    angle: int = 0
    over: str = ""
    move: str = "hold"
    amount: int = 0
    reason: str = ""
    insert: str = ""
    text: tuple[str, ...] = ()
    firm: bool = False  # asked for by the script: not varied where it need not be

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.end - self.start

    @property
    def view(self) -> tuple[str, int]:
        """What must differ from the span before."""
        return (self.size, self.angle)

    @property
    def card(self) -> bool:
        """Whether it shows words instead of the stage."""
        return self.size in CARDS


class Wants:
    """What each moment wants, given what has been seen so far."""

    def __init__(self, scene: Scene, stage: Stage) -> None:
        self.scene, self.stage = scene, stage
        self.found: list[Span] = []
        self.inserted = -4
        self.spoken = 0  # speeches since the two were last seen together
        self.turn = _turn(scene)
        self.taken = 0

    def spans(self) -> list[Span]:
        """The wishes end to end, from the scene's first frame to its last."""
        moments = self.scene.moments
        at = self.scene.start
        n = 0
        while n < len(moments):
            # Those who speak at once are seen at once, and what is over sooner is no cut.
            together = [self._gathered(n)]
            n += self.taken
            while n + 1 < len(moments) and (moments[n + 1].start < max(m.end for m in together)):
                n += 1
                together.append(moments[n])
            end = max(m.end for m in together)
            if end > at:
                self._want(together, at, end, n)
            at = end
            n += 1
        return self.found

    def _gathered(self, n: int) -> Moment:
        """The moment at `n` with the short actions after it that one picture can show; `taken` is how many."""
        moment, self.taken = self.scene.moments[n], 0
        if not self._plain(moment):
            return moment
        for other in self.scene.moments[n + 1 :]:
            if not self._plain(other) or other.air != moment.air or moment.frames >= self.scene.held(96) or moment.frames + other.frames > self.scene.held(160):
                break
            assert moment.sentence is not None
            assert other.sentence is not None
            one, two = moment.sentence, other.sentence
            both = Sentence(f"{one.text} {two.text}", (*one.people, *(p for p in two.people if p not in one.people)), (*one.deeds, *two.deeds),
                            (*one.props, *two.props), (*one.sounds, *two.sounds), two.weather or one.weather, (*one.light, *two.light),
                            one.dark or two.dark, one.lit or two.lit, one.feeling or two.feeling, max(one.tension, two.tension))
            moment = replace(moment, sentence=both, deeds=both.deeds, frames=other.end - moment.start, tension=max(moment.tension, other.tension))
            self.taken += 1
        return moment

    def _plain(self, moment: Moment) -> bool:
        """Whether an action asks for no picture of its own."""
        if moment.kind != "action" or moment.ask or moment is self.turn or moment.sentence is None:
            return False
        goes = any(d.verb in ("walk", "run", "enter", "exit") and not d.state for d in moment.deeds)
        return not goes and not self._worth_seeing(moment, moment.deeds, moment.start) and not self._calls(moment)

    def _calls(self, moment: Moment) -> bool:
        """Whether a sound makes those who are there look up."""
        return bool(moment.sentence and not moment.sentence.people and set(moment.sentence.sounds) & CALLING)

    def _add(self, start: int, end: int, size: str, subjects: Sequence[str] = (), **more: object) -> None:
        if end > start:
            self.found.append(Span(start, end, size, tuple(subjects), **more))  # type: ignore[arg-type]

    def _want(self, together: Sequence[Moment], start: int, end: int, n: int) -> None:
        moment = together[0]
        if moment.kind in ("card", "black"):
            self._add(start, end, "card", text=moment.text, reason="words of the script" if moment.text else "black")
        elif len(together) > 1:
            names = [m.speaker for m in together if not m.unseen]
            self._group(start, end, names, "they speak at once")
        elif moment.ask and self._asked(moment, start, end):
            pass
        elif not self.found and (self.scene.opens or moment.kind != "speech"):
            self._establish(start, end)
        elif moment.kind == "action":
            self._action(moment, start, end, n)
        elif moment.kind == "pause":
            self._pause(start, end)
        elif moment.unseen:
            self._unseen(moment, start, end)
        else:
            self._speech(moment, start, end)

    # What is asked for by name

    def _asked(self, moment: Moment, start: int, end: int) -> bool:
        words = moment.ask.lower()
        here = [p.name for p in self.stage.on(start, end)]
        named = [name for name in here if name.lower() in words or any(part.lower() in words.split() for part in name.split())]
        if moment.sentence and not named:
            named = [name for name in moment.sentence.people if name in here]
        if moment.kind == "speech" and not named and moment.speaker in here:
            named = [moment.speaker]
        prop = next((p for p in PROPS if f" {p}" in f" {words}" and p in [t.kind for t in self.stage.props_at(start)]), "")
        reason = f"asked for: {moment.ask.strip()[:60]}"
        if ("insert" in words or ("close" in words and not named)) and prop:
            self._add(start, end, "insert", insert=prop, reason=reason, firm=True)
        elif ("close" in words or "cu" in words.split()) and named:
            self._single(start, end, named[0], "close", reason, firm=True)
        elif "two" in words and len(here) >= 2:
            pair = (named + [name for name in here if name not in named])[:2]
            self._add(start, end, "two", self._ordered(pair), reason=reason, firm=True)
        elif "wide" in words or "master" in words or "establish" in words:
            self._add(start, end, "wide", here, reason=reason, firm=True)
        elif "medium" in words and (named or here):
            self._single(start, end, (named or here)[0], "medium", reason, firm=True)
        elif "full" in words and (named or here):
            self._add(start, end, "full", named[:1] or here, reason=reason, firm=True)
        elif named and ("on" in words.split() or "angle" in words):
            self._single(start, end, named[0], "medium", reason, firm=True)
        else:
            return False
        return True

    # The grammar

    def _establish(self, start: int, end: int) -> None:
        here = [p.name for p in self.stage.on(start, end)]
        amount = 60 if here else 0
        self._add(start, end, "wide", here, move="push" if here else "pan", amount=amount or (70 if seed_of(self.scene.place.name) % 2 else -70),
                  reason="where we are" if self.scene.opens else "the whole stage first")

    def _action(self, moment: Moment, start: int, end: int, n: int) -> None:
        here = {p.name for p in self.stage.on(start, end)}
        named = moment.sentence.people if moment.sentence else ()
        people = [name for name in named if name in here]
        deeds = [d for d in moment.deeds if d.who in here and not d.state]
        verbs = {d.verb for d in deeds}
        goes = [d.who for d in deeds if d.verb in ("walk", "run", "enter", "exit")]
        prop = self._worth_seeing(moment, deeds, start)
        if self.found and self.found[-1].size == "wide" and not self.found[-1].firm and self.found[0].frames < 80 and end - self.found[0].start <= 150 and len(self.found) == 1 and not goes:
            last = self.found.pop()
            self.found.append(replace(last, end=end, subjects=self._ordered({*last.subjects, *here})))
            return
        if goes:
            near = [p.name for p in self.stage.on(start, end)]
            arrives = any(self.stage.players[name].comes >= start > self.scene.start for name in goes)
            size = "wide" if len(near) > 2 or arrives or verbs & {"enter", "exit"} else "full"
            self._add(start, end, size, near if size == "wide" else goes[:1], move="track" if len(near) == 1 else "hold", reason=f"{goes[0].title()} moves")
            self.spoken = 0
        elif prop and n - self.inserted >= 4:
            self.inserted = n
            if people and end - start >= 2 * SHORTEST + 12:
                cut = start + (end - start) * 45 // 100
                self._of_one(moment, start, cut, people[0], verbs)
                self._add(cut, end, "insert", insert=prop, reason=f"the {prop} matters")
            else:
                self._add(start, end, "insert", insert=prop, reason=f"the {prop} matters")
        elif len(people) >= 2:
            self._group(start, end, people, "what they do together")
        elif people:
            self._of_one(moment, start, end, people[0], verbs)
        else:
            self._nobody(moment, start, end, n)

    def _nobody(self, moment: Moment, start: int, end: int, n: int) -> None:
        """An action of nobody: who hears the sound, the place whose weather or light it is; otherwise the picture goes on."""
        here = [p.name for p in self.stage.on(start, end)]
        last = self.found[-1] if self.found else None
        sentence = moment.sentence
        if here and self._calls(moment):
            one = last.subjects[0] if last and len(last.subjects) == 1 and last.subjects[0] in here else here[n % len(here)]
            self._single(start, end, one, "close" if moment.tension >= 3 else "medium", "who hears it")
            return
        shown = bool(sentence and (sentence.weather or sentence.light or sentence.dark or sentence.lit or sentence.words >= 6))
        if last and not last.card and not last.insert and last.frames + end - start <= 132 and (not here or not shown or last.size == "wide"):
            self.found[-1] = replace(last, end=end)
            return
        angle = 0 if here or not last or last.view != ("wide", 0) else (1 if n % 2 else -1)
        self._add(start, end, "wide", self._ordered(here), angle=angle, move="pan" if not here else "hold", amount=50 if n % 2 else -50, reason="the place")

    def _worth_seeing(self, moment: Moment, deeds: Sequence[object], start: int) -> str:
        """The prop of an action that deserves a picture of its own: handled by somebody, or doing something itself."""
        if not moment.sentence or not moment.sentence.props:
            return ""
        there = {t.kind for t in self.stage.props_at(start)} | {p.at(start).holds for p in self.stage.players.values()}
        there |= {e.holds for p in self.stage.players.values() for e in p.events if e.holds and moment.start <= e.frame < moment.end}
        for deed in moment.deeds:
            if deed.prop in INSERTABLE and deed.prop in there and deed.verb in ("take", "read", "open", "write", "lift", "give", "put", "look", "reach", "work", "play"):
                return deed.prop
        if not deeds:
            return next((p for p in moment.sentence.props if p in INSERTABLE and p in there), "")
        return ""

    def _of_one(self, moment: Moment, start: int, end: int, name: str, verbs: set[str]) -> None:
        if moment is self.turn or (moment.tension >= 3 and not verbs - FACES):
            self._single(start, end, name, "close", "the scene turns here" if moment is self.turn else "tension")
        elif verbs & {"sit", "rise", "kneel", "lie", "crouch", "lean", "work", "play", "dance", "embrace"} or len(self.stage.on(start, end)) == 1:
            last = self.found[-1].size if self.found else ""
            self._add(start, end, "medium" if last == "full" else "full", (name,), reason=f"what {name.title()} does")
        else:
            self._single(start, end, name, "medium", f"what {name.title()} does")

    def _pause(self, start: int, end: int) -> None:
        last = self.found[-1]
        if last.card:
            self._add(start, end, "wide", [p.name for p in self.stage.on(start, end)], reason="a silence")
        else:
            self.found[-1] = replace(last, end=end)

    def _unseen(self, moment: Moment, start: int, end: int) -> None:
        """Speech over the picture: the place, or whoever is there and listens."""
        here = [p for p in self.stage.on(start, end) if not (p.comes > start)]
        last = self.found[-1] if self.found else None
        if last and not last.card and last.frames + end - start <= self.scene.held(LONG):
            self.found[-1] = replace(last, end=end)
        elif here:
            listener = next((p for p in here if p.name != moment.speaker), here[0])
            size = "close" if last and last.size == "medium" else "medium"
            self._single(start, end, listener.name, size, "who hears it")
        else:
            self._add(start, end, "wide", angle=1 if last and last.angle == 0 else 0, move="pan", amount=60, reason="a voice over the place")

    def _speech(self, moment: Moment, start: int, end: int) -> None:
        name = moment.speaker
        here = [p.name for p in self.stage.on(start, end)]
        partner = self.stage.partner(name, start, moment.to)
        last = self.found[-1] if self.found else None
        if name not in here or moment.others:
            self._group(start, end, [n for n in (name, *moment.others) if n in here] or here, "who speaks")
            return
        said = end - start - moment.lead
        if partner is None:
            self._alone(moment, start, end)
            return
        close = moment.tension >= 3 or moment is self.turn
        short = said < RETORT + 10
        room = last is not None and last.frames + end - start <= self.scene.held(LONG + 24)
        if last and room and moment is not self.turn and name in last.subjects and last.size in ("two", "full", "wide") and (short or (last.size == "two" and not close)):
            self.found[-1] = replace(last, end=end)
            return
        brief = short or (said < BRIEF and self._even(moment))
        if last and room and brief and moment is not self.turn and last.subjects == (partner.name,) and last.size in ("medium", "close") and last.frames < 120:
            # The answer is heard over the face of who asked: hold on who listens.
            self.found[-1] = replace(last, end=end)
            return
        both = last is None or last.size != "two"
        if both and moment is not self.turn and moment.first and ((short and self.spoken > 1) or self.spoken % 5 == 0):
            self._pair(start, end, name, partner.name, "a short answer stays with both" if short else "the two together")
            self.spoken += 1
            return
        self.spoken += 1
        size = "close" if close or self._nearer(name) else "medium"
        reason = "the scene turns here" if moment is self.turn else "tension" if moment.tension >= 3 else f"{name.title()} speaks"
        over = partner.name if size == "medium" and abs(partner.at(start).x - self.stage.players[name].at(start).x) < 330 and self._even(moment) else ""
        react = self._reaction(moment, start, end)
        if react:
            self._single(start, react, name, size, reason, over=over, to=partner.name)
            self._single(react, end, partner.name, "close" if size == "close" else "medium", f"{partner.name.title()} hears it", to=name)
        else:
            self._single(start, end, name, size, reason, over=over, to=partner.name)

    def _reaction(self, moment: Moment, start: int, end: int) -> int:
        """Where in a long line to cut to who listens; 0 for not at all. Not at the end of every line: only where it weighs."""
        length = end - start
        if length >= 120 and moment.last and (moment.tension >= 2 or seed_of("reaction", moment.line.text if moment.line else "") % 3 == 0 or length > self.scene.held(LONG)):
            return end - max(SHORTEST + 6, min(60, length * 3 // 10))
        return 0

    def _nearer(self, name: str) -> bool:
        """Whether this speaker was last seen in a medium from there, so that the next is a step nearer."""
        for span in reversed(self.found[-4:]):
            if span.subjects == (name,) and span.size in ("medium", "close"):
                return span.size == "medium"
        return False

    def _even(self, moment: Moment) -> bool:
        return seed_of("over", moment.line.text if moment.line else "") % 2 == 0

    def _alone(self, moment: Moment, start: int, end: int) -> None:
        last = self.found[-1] if self.found else None
        size = "close" if moment.tension >= 3 or (last and last.size == "medium") else "medium"
        self._single(start, end, moment.speaker, size, f"{moment.speaker.title()} speaks, alone")

    # Framings

    def _ordered(self, names: Sequence[str] | set[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=lambda name: self.stage.players[name].slot))

    def _pair(self, start: int, end: int, one: str, other: str, reason: str) -> None:
        self._add(start, end, "two", self._ordered({one, other}), reason=reason)

    def _group(self, start: int, end: int, names: Sequence[str], reason: str) -> None:
        known = self._ordered({name for name in names if name in self.stage.players and self.stage.players[name].there(start, end)})
        if len(known) == 1:
            self._single(start, end, known[0], "medium", reason)
        elif len(known) == 2:
            self._add(start, end, "two", known, reason=reason)
        elif known:
            self._add(start, end, "full", known, reason=reason)
        else:
            self._add(start, end, "wide", [p.name for p in self.stage.on(start, end)], reason=reason)

    def _single(self, start: int, end: int, name: str, size: str, reason: str, *, over: str = "", to: str = "", firm: bool = False) -> None:
        self._add(start, end, size, (name,), angle=side(self.stage, name, start, to), over=over, reason=reason, firm=firm)


def side(stage: Stage, name: str, frame: int, to: str = "") -> int:
    """The angle from which somebody is seen alone: from their partner's side of the line; 0 when they are alone."""
    player = stage.players.get(name)
    other = stage.partner(name, frame, to)
    if player is None or other is None:
        return 0
    return -1 if other.slot > player.slot else 1


def _turn(scene: Scene) -> Moment | None:
    """The moment at which the scene turns: the one tensest, if it stands out, and is neither the first nor alone."""
    weighed = [m for m in scene.moments[1:] if m.kind in ("action", "speech") and not m.unseen]
    if len(weighed) < 3:
        return None
    peak = max(weighed, key=lambda m: m.tension)
    return peak if peak.tension >= 2 and sum(m.tension == peak.tension for m in weighed) == 1 else None
