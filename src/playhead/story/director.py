"""The director: which beat comes next, what may be chosen, and why.

Every decision is a function of the story and the state. It steps only to where a look-ahead finds a rest of the film that
keeps the guarantees, so that they hold to the end whatever the viewer does; where none can be kept it steps to the least harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from playhead.errors import PlayheadError
from playhead.screenplay.expression import Scope
from playhead.screenplay.expression import Value as Term
from playhead.story.course import END_CARD_S, TITLE_S, Course, Effect, Place
from playhead.story.curve import Curve
from playhead.story.outline import Outline
from playhead.story.outlook import DEFAULT, KEEP, SLACK_S, Look, Outlook, Value
from playhead.story.state import State
from playhead.story.story import Choice, Option, Story
from playhead.story.storylets import Score, match_of, score
from playhead.story.template import fill, read_template
from playhead.story.version import Version, scope_of, version

SHARE = {"slow": 0.9, "quick": 0.02}
"""Where in the running-time range a viewer's pace puts the target; half way for all others."""

_KEPT_STORIES = 8
_KEPT_COURSES = 256
_TRIED, _TRIED_NEEDED = 4, 12


def aimed_s(least: float, most: float, pace: str = "") -> float:
    """The running time within a range that the director fills a film up to, for a viewer of that pace."""
    return least + SHARE.get(pace, 0.5) * (most - least)


class CannotShow(PlayheadError):
    """The film cannot be shown to this viewer: its rating or a beat that must be seen is beyond their bounds."""

    status = 403


@dataclass(frozen=True, slots=True)
class Decision:
    """The next beat (None: the film is over), and why, in words for the author."""

    beat: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An option as it stands: `open` if it may be taken; `why` says why it is, or is not."""

    option: int
    label: str
    beat: int
    open: bool
    why: str


@dataclass(slots=True)
class Stand:
    """Where one film stands, as the director looks at it."""

    place: Place
    spent_s: float
    count: int  # beats played
    last: int  # the last of them, -1
    filled_s: float  # seconds of storylets played
    drawn: dict[int, float]  # storylets that do not come again for now or ever, with when they began
    repeats: dict[int, int]  # how often those with a cooldown have played
    seed: int
    before: frozenset[str]
    by_choice: bool  # whether `goto` was chosen by the viewer


class Director:
    """Decides for all viewers who are alike in what the story looks at; `of` gives the one for a state."""

    def __init__(self, story: Story, outline: Outline, curve: Curve, viewer: Mapping[str, Term], now: Mapping[str, Term]) -> None:
        self.story, self.curve = story, curve
        self.course = Course(outline, viewer, now)
        self.beats = self.course.beats  # as long as they run for this viewer
        self.outlook = Outlook(self.course)
        self.least, self.most = (float(each) for each in story.film.runtime_s)
        self.match = {i: match_of(story.beats[i].when, viewer) for i in outline.pools}
        self.share = SHARE.get(str(viewer.get("pace")), 0.5)
        self.urgent = frozenset(i for i in outline.pools if story.beats[i].must)
        self.briefest = min((self.beats[i].seconds for i in outline.pools), default=0.0)
        # Where no film of this viewer's can keep its time, there is no use in searching for one at every step.
        start = self.course.place_of(State())
        self.promised = self.outlook.value([start], TITLE_S + END_CARD_S, frozenset(), self.least, self.most, thorough=True).off_s <= SLACK_S

    def stand(self, state: State) -> Stand:
        """A state as the director looks at it."""
        drawn: dict[int, float] = {}
        repeats: dict[int, int] = {}
        filled = 0.0
        for n, index in enumerate(state.played):
            if self.beats[index].pool:
                began = state.played_at_s[n] if n < len(state.played_at_s) else state.spent_s
                drawn[index] = began
                repeats[index] = repeats.get(index, 0) + 1
                filled += self.beats[index].seconds
        count = len(state.played)
        return Stand(
            self.course.place_of(state), state.spent_s, count, state.played[-1] if count else -1, filled, drawn, repeats,
            state.seed, state.before, bool(state.chosen) and state.chosen[-1][0] == count - 1 and state.chosen[-1][1] >= 0,
        )  # fmt: skip

    def advance(self, stand: Stand, index: int) -> Effect:
        """Move a stand over a beat that plays, before anything is chosen."""
        beat, effect = self.beats[index], self.course.effect(index, stand.place.ledger)
        stand.place = self.course.after(stand.place, index, effect)
        if beat.pool:
            stand.drawn[index] = stand.spent_s
            stand.repeats[index] = stand.repeats.get(index, 0) + 1
            stand.filled_s += beat.seconds
        stand.spent_s += beat.seconds
        stand.count += 1
        stand.last = index
        stand.by_choice = False
        return effect

    # -- the look-ahead

    def value(self, stand: Stand, place: Place, seconds: float = 0.0, drawn: int = -1, choice: Choice | None = None) -> Value:
        """The best that the film can come to from a place, `seconds` later, with one more storylet drawn, after a question."""
        gone = frozenset((*stand.drawn, drawn)) if drawn >= 0 else frozenset(stand.drawn)
        return self.outlook.value(
            self._ways_on(place, choice), stand.spent_s + seconds + END_CARD_S, gone, self.least, self.most, thorough=self.promised
        )

    def _ways_on(self, place: Place, choice: Choice | None) -> list[Place]:
        """The places to which a question can lead: those of its options that are not against the rules, and straight on."""
        if choice is None:
            return [place]
        able = [o.beat for o in choice.options if 0 <= o.beat < len(self.beats) and not self.course.why_not_go(place, o.beat)]
        return [*(place._replace(goto=beat) for beat in able), place]

    def value_playing(self, stand: Stand, place: Place, index: int) -> Value:
        """The best that the film can come to if a beat plays now."""
        effect = self.course.effect(index, place.ledger)
        after = self.course.after(place, index, effect)
        seconds = self.beats[index].seconds
        if effect.ending:
            return self._closing(stand.spent_s + seconds, 0)
        return self.value(stand, after, seconds, index if self.beats[index].pool else -1, effect.choice)

    def _closing(self, spent_s: float, endless: int) -> Value:
        """The value of a film that is over."""
        total = spent_s + END_CARD_S
        off = max(0.0, total - self.most, self.least - total) if self.most > 0 else 0.0
        return Value(0, endless, off if off > SLACK_S else 0.0)

    def fair(self, found: Value, best: Value) -> bool:
        """Whether a way is as good as the best one; where the running time cannot be kept, nearly as good."""
        slack = SLACK_S if best.off_s <= SLACK_S else best.off_s + 0.05 * self.most
        return found[:2] <= best[:2] and found.off_s <= best.off_s + slack

    def expected(self, stand: Stand) -> Look:
        """The rest of the film as the default goes."""
        return self.outlook.look(stand.place, (DEFAULT, KEEP))

    # -- decisions

    def decide(self, stand: Stand) -> tuple[int, Callable[[], str]]:
        """The next beat (-1: the film is over), and a function that tells why."""
        refused = ""
        place = stand.place
        if place.goto >= 0:
            onward = place._replace(goto=-1)
            refused = self.course.why_not_go(place, place.goto)
            if not refused:
                taken, other = self.value_playing(stand, onward, place.goto), self.value(stand, onward)
                if self.fair(taken, min(taken, other)):
                    return place.goto, lambda: self._why_led(stand)
                refused = self._shortfall(taken)
            refused = f"{'the option' if stand.by_choice else '->'} {self.course.name(place.goto)} is not taken: {refused}; "
            place = onward
        index, left_out = self._script(stand, place)
        storylet = self._storylet(stand, place, index) if stand.count else None
        if storylet is not None:
            drawn, why = storylet
            return drawn, lambda: refused + why()
        if index >= 0:
            return index, lambda: refused + self._why_next(stand, index, left_out)
        return -1, lambda: refused + "".join(f"{each()}; " for each in left_out) + "the script has run out: the film is over"

    def _script(self, stand: Stand, place: Place) -> tuple[int, list[Callable[[], str]]]:
        """The next beat of the script (-1: none), with what is passed over on the way to it."""
        course, beats = self.course, self.beats
        passed: list[Callable[[], str]] = []
        spare: frozenset[int] | None = None
        for at in range(place.next, len(course.order)):
            index = course.order[at]
            if course.plain[at]:
                return index, passed
            if reason := course.why_not_next(place, at):
                passed.append(self._left_out(index, reason))
                continue
            if not beats[index].may:
                return index, passed
            if spare is None:
                spare, over = self._spare(stand, place)
            played = self.value_playing(stand, place, index)
            left = self.value(stand, place._replace(next=at + 1))
            if index in spare and left <= played:
                passed.append(self._left_out(index, f"it is a may beat of weight {beats[index].weight} and the film would run {over:.0f} s over"))
                continue
            if left < played:
                passed.append(self._left_out(index, f"it is a may beat, and with it {self._shortfall(played)}"))
                continue
            return index, passed
        return course.last_ending(place), passed

    def _left_out(self, index: int, reason: str) -> Callable[[], str]:
        return lambda: f"{self.course.name(index)} is left out: {reason}"

    def _spare(self, stand: Stand, place: Place) -> tuple[frozenset[int], float]:
        """The `may` beats to leave out, lowest weight first, so that what is expected is not over the most; and how far it is over."""
        if self.most <= 0:
            return frozenset(), 0.0
        look = self.outlook.look(place, (DEFAULT, KEEP))
        excess = over = stand.spent_s + look.seconds + look.mays_s + END_CARD_S - self.most
        if excess <= 0:
            return frozenset(), 0.0
        mays = [i for i in self.course.order[place.next :] if self.beats[i].may]
        on_way = set()
        each = look.mays
        while each is not None:
            on_way.add(each.beat)
            each = each.rest
        mays = [i for i in mays if i in on_way or not self.course.outline.pure[i]]
        mays.sort(key=lambda i: (self.beats[i].weight - (0.5 if self.beats[i].id in stand.before else 0.0), -self.course.position[i]))
        dropped = set()
        for index in mays:
            if excess <= 0:
                break
            dropped.add(index)
            excess -= self.beats[index].seconds
        return frozenset(dropped), over

    def _storylet(self, stand: Stand, place: Place, script: int) -> tuple[int, Callable[[], str]] | None:
        """The storylet to draw before the script goes on, if any."""
        if not self.course.outline.pools:
            return None
        look = self.outlook.look(place, (DEFAULT, KEEP))
        rest = look.seconds + look.mays_s
        target = self._target(stand, place, rest)
        to_fill = max(0.0, target - END_CARD_S - stand.spent_s - rest)
        told = max(0.0, stand.spent_s - TITLE_S - stand.filled_s)
        share = told / (told + rest) if told + rest > 0 else 1.0
        behind = (stand.filled_s + to_fill) * share - stand.filled_s
        if script >= 0 and self.beats[script].ending:
            behind = max(behind, to_fill)  # the last place for one
        go_on = self.value_playing(stand, place, script) if script >= 0 else self._closing(stand.spent_s, int(bool(self.course.endings)))
        needed = not go_on.kept
        room = 2 * min(behind, to_fill)  # a storylet may come half its length early
        if not needed and room < self.briefest and not self.urgent:
            return None
        able = self._able(stand, place)
        due = [i for i in able if i in self.urgent or 0 < self.beats[i].seconds <= room]
        if not due and not (needed and able):
            return None
        wanted = self.curve((stand.spent_s - TITLE_S) / max(1.0, stand.spent_s - TITLE_S + rest + to_fill))
        scores = {i: self._score(stand, i, wanted) for i in (able if needed else due)}
        ranked = sorted(scores, key=lambda i: (i not in self.urgent, i not in due, -scores[i].total, i))
        best: tuple[Value, int] | None = None
        for n, index in enumerate(ranked):
            if n >= (_TRIED_NEEDED if needed else _TRIED):
                break
            found = self.value_playing(stand, place, index)
            if found.kept:
                best = (found, index)
                break
            better = found < go_on or (index in due and found <= go_on)
            if needed and better and (best is None or found < best[0]):
                best = (found, index)
        if best is None:
            return None
        index = best[1]
        return index, lambda: self._why_drawn(index, behind, wanted, scores[index], go_on)

    def _target(self, stand: Stand, place: Place, rest: float) -> float:
        """The running time to come to, in seconds."""
        if self.most > 0:
            return self.least + self.share * (self.most - self.least)
        pool = sum(self.beats[i].seconds for i in self.outlook.drawable(place) if i not in stand.drawn)
        return stand.spent_s + rest + END_CARD_S + self.share * (pool + stand.filled_s) - stand.filled_s

    def _able(self, stand: Stand, place: Place) -> list[int]:
        """The storylets that may be drawn now."""
        found = []
        for index in self.outlook.drawable(place):
            beat = self.beats[index]
            began = stand.drawn.get(index)
            if began is None:
                found.append(index)
            elif (
                beat.cooldown_s > 0 and not (beat.once or beat.must) and index != stand.last
                and stand.spent_s - began >= beat.cooldown_s and stand.repeats[index] < self.course.outline.limits[index]
            ):  # fmt: skip
                found.append(index)
        return found

    def _score(self, stand: Stand, index: int, wanted: float) -> Score:
        began = stand.drawn.get(index)
        return score(
            self.beats[index], wanted, self.match[index], before=self.beats[index].id in stand.before,
            since_s=None if began is None else stand.spent_s - began, chance=chance(stand.seed, stand.count, index),
        )  # fmt: skip

    def weigh(self, stand: Stand, place: Place, choice: Choice) -> tuple[list[str], list[bool]]:
        """For each option why it is not open ("" where nothing is against it), and whether it is."""
        onward = place
        reasons = [self.course.why_not_go(place, o.beat) if 0 <= o.beat < len(self.beats) else "it leads nowhere" for o in choice.options]
        values = [
            None if reason else self.value_playing(stand, onward, o.beat)
            for reason, o in zip(reasons, choice.options, strict=True)
        ]
        best = min([self.value(stand, onward), *(each for each in values if each is not None)])
        able = [each is not None and self.fair(each, best) for each in values]
        reasons = [
            reason or ("" if ok or each is None else self._shortfall(each)) for reason, ok, each in zip(reasons, able, values, strict=True)
        ]
        return reasons, able

    # -- reasons

    def _why_led(self, stand: Stand) -> str:
        if stand.by_choice:
            return "chosen by the viewer"
        return f"{self.course.name(stand.last)} goes on there"

    def _why_next(self, stand: Stand, index: int, left_out: Iterable[Callable[[], str]]) -> str:
        why = "next in the script"
        at = self.course.position.get(index, -1)
        if self.beats[index].ending and (at < 0 or at < stand.place.next):
            why = "the script has run out: this is its last ending"
        elif stand.count == 0:
            why = "the script begins"
        return "; ".join((why, *(each() for each in left_out)))

    def _why_drawn(self, index: int, behind: float, wanted: float, found: Score, go_on: Value) -> str:
        beat = self.beats[index]
        parts = [f"{self.course.name(index)} fills {beat.seconds:.0f} s: "]
        if index in self.urgent:
            parts.append("it must be seen, and its condition holds")
        elif behind >= beat.seconds / 2:
            parts.append(f"the film runs {behind:.0f} s ahead of its time")
        else:
            parts.append(f"without it {self._shortfall(go_on)}")
        if beat.tension >= 0:
            parts.append(f"; tension {beat.tension} is nearest to the curve's {wanted:.0f}")
        if found.match:
            parts.append(f"; {found.match}")
        if found.again:
            parts.append("; it was seen before, and nothing else is left")
        if found.repeat:
            parts.append("; it comes again, for nothing new is left")
        return "".join(parts)

    def _shortfall(self, value: Value) -> str:
        if value.lost:
            return "a beat that must be seen could not be"
        if value.endless:
            return "the film would have no ending"
        return f"the film would run {value.off_s:.0f} s outside its running time"


def chance(seed: int, count: int, index: int) -> float:
    """A number from 0 to 1 that is the same in every process."""
    digest = hashlib.blake2b(b"%d %d %d" % (seed, count, index), digest_size=4).digest()
    return int.from_bytes(digest, "little") / 2**32


class _Stories:
    """What is kept of the stories directed last: outlines and directors by kind of viewer. Nothing in it changes a decision."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[Story, Outline, Curve, dict[object, Director]]] = {}

    def director(self, story: Story, viewer: Mapping[str, Term], now: Mapping[str, Term]) -> Director:
        """The director of a story for such a viewer."""
        found = self.kept.get(id(story))
        if found is None or found[0] is not story:
            while len(self.kept) >= _KEPT_STORIES:
                self.kept.pop(next(iter(self.kept)), None)
            found = self.kept[id(story)] = (story, Outline(story), Curve(story), {})
        _, outline, curve, directors = found
        key = (_frozen(viewer), _frozen(now))
        director = directors.get(key)
        if director is None:
            while len(directors) >= _KEPT_COURSES:
                directors.pop(next(iter(directors)), None)
            director = directors[key] = Director(story, outline, curve, viewer, now)
        return director


def _frozen(fields: Mapping[str, Term]) -> tuple[tuple[str, str, object], ...]:
    return tuple((name, type(value).__name__, tuple(value) if isinstance(value, list) else value) for name, value in sorted(fields.items()))


_stories = _Stories()


def director_of(story: Story, state: State) -> Director:
    """The director of a story for the viewer of a state."""
    return _stories.director(story, state.viewer, state.now)


def begin(
    story: Story, viewer: Mapping[str, Term] | None = None, now: Mapping[str, Term] | None = None, before: frozenset[str] = frozenset(), seed: int = 0
) -> State:
    """The state in which a film begins: the title has been seen. Raises CannotShow where the film is not for this viewer."""
    viewer = {name: tuple(value) if isinstance(value, list) else value for name, value in (viewer or {}).items()}
    state = State(seed=seed, viewer=viewer, now=dict(now or {}), before=frozenset(before), spent_s=TITLE_S)
    age = viewer.get("age")
    if isinstance(age, int) and not isinstance(age, bool) and age < story.film.rating:
        raise CannotShow(f"{story.title} is for viewers from {story.film.rating}, and the viewer is {age}")
    director = director_of(story, state)
    value = director.value(director.stand(state), director.course.place_of(state))
    if value.lost:
        for n in director.course.outline.musts:
            index = director.course.order[n]
            if (reason := director.course.unfit[index]) and director.course.loses(director.course.place_of(state), n):
                raise CannotShow(f"{story.title} cannot be shown to this viewer: {director.course.name(index)} must be seen, and {reason}")
    return state


def next_beat(story: Story, state: State) -> Decision:
    """The next beat of the film, and why."""
    if state.ended:
        return Decision(None, f"the film has ended with {director_of(story, state).course.name(state.played[-1])}")
    director = director_of(story, state)
    index, why = director.decide(director.stand(state))
    return Decision(index if index >= 0 else None, why())


def play(story: Story, state: State, index: int, seconds: float | None = None) -> tuple[State, Version]:
    """The state after a beat has played, and the beat as this viewer sees it.

    `seconds` is what it came to; without, the beat's estimate is taken.
    """
    made = version(story, state, index)
    new = replace(
        made.state,
        played=(*state.played, index),
        played_at_s=(*state.played_at_s, state.spent_s),
        cursor=index if index in director_of(story, state).course.position else state.cursor,
        goto=made.jump,
        spent_s=state.spent_s + (director_of(story, state).beats[index].seconds if seconds is None else seconds),
        ended=made.ending,  # `next_beat` gives none while a must-see beat is owed
    )
    return new, made


def _asked(story: Story, state: State) -> Choice | None:
    if not state.played or state.ended:
        return None
    return story.beats[state.played[-1]].choice


def _undecided(state: State, jump: int) -> State:
    """The state before anything was chosen at the last beat."""
    if state.chosen and state.chosen[-1][0] == len(state.played) - 1:
        return replace(state, chosen=state.chosen[:-1], goto=jump)
    return state


def offers(story: Story, state: State) -> tuple[Offer, ...]:
    """The options of the beat that has just been planned; () if it asks nothing. What is already chosen makes no difference."""
    choice = _asked(story, state)
    if choice is None:
        return ()
    director = director_of(story, state)
    course = director.course
    place = course.place_of(_undecided(state, _jump(director, state)))
    reasons, able = director.weigh(director.stand(state), place, choice)
    scope = scope_of(state, story)
    return tuple(
        Offer(n, label_of(option, story, scope), option.beat, ok, reason or f"leads to {course.name(option.beat)}")
        for n, (option, reason, ok) in enumerate(zip(choice.options, reasons, able, strict=True))
    )


def label_of(option: Option, story: Story, scope: Scope) -> str:
    """An option's label with its values filled in."""
    if "{" not in option.label:
        return option.label
    return fill(read_template(option.label)[0], scope, story.film, story.private)[0]


def _jump(director: Director, state: State) -> int:
    """The jump of the last beat that holds after its effects; to itself a beat is seen if it played before."""
    return director.course.jump(state.played[-1], director.course.place_of(replace(state, played=state.played[:-1])).ledger)


def default_of(story: Story, state: State) -> int:
    """The option taken when nobody chooses: the author's default if it is open, else the first that is; -1 if none is."""
    choice = _asked(story, state)
    return _default(choice.default, [offer.open for offer in offers(story, state)]) if choice is not None else -1


def _default(wanted: int, able: list[bool]) -> int:
    if 0 <= wanted < len(able) and able[wanted]:
        return wanted
    return next((n for n, ok in enumerate(able) if ok), -1)


def choose(story: Story, state: State, option: int) -> State:
    """The state after an option has been chosen; -1 goes straight on. A choice may be changed until the next beat plays."""
    if not state.played:
        return state
    director = director_of(story, state)
    state = _undecided(state, _jump(director, state))
    choice = _asked(story, state)
    goto = choice.options[option].beat if choice is not None and 0 <= option < len(choice.options) else state.goto
    return replace(state, chosen=(*state.chosen, (len(state.played) - 1, option)), goto=goto)


def reachable_s(story: Story, state: State) -> tuple[float, float]:
    """The least and most seconds that this viewer's film can run, title and end card included, as far as the look-ahead sees."""
    director = director_of(story, state)
    stand = director.stand(state)
    if state.ended:
        return state.spent_s + END_CARD_S, state.spent_s + END_CARD_S
    choice = _asked(story, state)
    undecided = choice is not None and not stand.by_choice
    spans = list(director.outlook.spans(director._ways_on(stand.place, choice if undecided else None), frozenset(stand.drawn)))
    base = state.spent_s + END_CARD_S
    return base + min(low for low, _ in spans), base + max(high for _, high in spans)


def keeps_time(story: Story, state: State) -> bool:
    """Whether a film within the running time is found from here; always where the film has no range."""
    director = director_of(story, state)
    stand = director.stand(state)
    choice = None if stand.by_choice else _asked(story, state)
    if state.ended:
        total = state.spent_s + END_CARD_S
        return director.most <= 0 or director.least - SLACK_S <= total <= director.most + SLACK_S
    return director.value(stand, stand.place, choice=choice).off_s <= SLACK_S
