"""Whatever the story, whoever watches and however they choose: the guarantees hold.

Stories are made as plain data, written as screenplays and compiled. The judge below knows the data and the rules, and nothing of
the director: it goes through the cut that was played and looks for anything that was not allowed.
"""

from __future__ import annotations

import contextlib
import json
import random
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playhead.screenplay import parse
from playhead.screenplay.film import FilmFile
from playhead.story import Story, compile_story
from playhead.story.director import CannotShow, begin, choose, default_of, keeps_time, next_beat, offers, play, reachable_s
from playhead.story.duration import timed_for
from playhead.story.state import State, state_data, state_of

TITLE, END = 3, 4
AGES = {"blood": 12, "drugs": 16, "fear": 9}
FACTS, VARIABLES, LIKES = ("lamp", "door"), ("brave", "debt"), ("letters", "ships")


@dataclass
class B:
    """A beat of a made story."""

    name: str
    kind: str = "spine"  # "branch" | "pool"
    when: tuple | None = None
    must: bool = False
    may: bool = False
    once: bool = False
    ending: bool = False
    tension: int = -1
    weight: int = 1
    seconds: float = 10
    cooldown: int = 0
    bounds: str = ""
    tells: list = field(default_factory=list)  # (condition or None, fact, value)
    sets: list = field(default_factory=list)  # (condition or None, variable, op, number)
    options: list = field(default_factory=list)  # names of beats
    default: int = 0
    jump: tuple | None = None  # (condition or None, name of a beat)
    gore: str = ""  # a word of content of one line in it


def said(c: tuple) -> str:
    match c[0]:
        case "fact":
            return f"fact {c[1]} = {c[2]}"
        case "var":
            return f"{c[1]} >= {c[2]}"
        case "seen":
            return f"seen {c[1]}"
        case "likes":
            return f'viewer.likes has "{c[1]}"'
        case "old":
            return f"viewer.age >= {c[1]}"
        case "not":
            return f"not {said(c[1])}"
    raise AssertionError(c)


def true(c: tuple | None, world: World) -> bool:
    if c is None:
        return True
    match c[0]:
        case "fact":
            return world.facts.get(c[1]) == c[2]
        case "var":
            return c[1] in world.variables and world.variables[c[1]] >= c[2]
        case "seen":
            return c[1] in world.played
        case "likes":
            return c[1] in world.viewer.get("likes", ())
        case "old":
            return world.viewer.get("age", -1) >= c[1]
        case "not":
            return not true(c[1], world)
    raise AssertionError(c)


def written(made: list[B]) -> str:
    """The story as a screenplay."""
    lines = ["Title: Made", ""]
    grouped = False
    for beat in sorted(made, key=lambda b: b.kind == "pool"):
        if beat.kind == "pool" and not grouped:
            lines += ["# STORYLETS", ""]
            grouped = True
        head = [word for word in ("must", "may", "once", "ending") if getattr(beat, word)]
        if beat.when:
            head.insert(0, f"when {said(beat.when)}")
        if beat.tension >= 0:
            head.append(f"tension {beat.tension}")
        if beat.cooldown:
            head.append(f"cooldown {beat.cooldown}s")
        if beat.bounds:
            head.append(f"bounds {beat.bounds}")
        lines += [f"## {beat.name}", ""]
        lines += [f"[[{item}]]\n" for item in (*head, f"weight {beat.weight}", f"about {beat.seconds}s")]
        lines += [f"Somebody does {beat.name}.", ""]
        if beat.gore:
            lines += [f"There is {beat.gore}. [[bounds {beat.gore}]]", ""]
        for gate, fact, value in beat.tells:
            lines += [f"[[when {said(gate)}; fact {fact} = {value}]]" if gate else f"[[fact {fact} = {value}]]", ""]
        for gate, name, op, number in beat.sets:
            lines += [f"[[when {said(gate)}; set {name} {op} {number}]]" if gate else f"[[set {name} {op} {number}]]", ""]
        if beat.options:
            ways = " / ".join(f"Take {target} -> {target}" for target in beat.options)
            lines += [f"[[choice 9s default {beat.options[beat.default]}: {ways}]]", ""]
        elif beat.jump:
            gate, target = beat.jump
            lines += [f"[[when {said(gate)} -> {target}]]" if gate else f"[[-> {target}]]", ""]
    return "\n".join(lines)


@dataclass
class World:
    """The judge's own idea of where a film stands."""

    made: list[B]
    viewer: dict
    facts: dict = field(default_factory=dict)
    variables: dict = field(default_factory=dict)
    played: list = field(default_factory=list)
    began: list = field(default_factory=list)
    spent: float = TITLE
    cursor: int = -1
    goto: str = ""
    ended: bool = False

    def __post_init__(self) -> None:
        self.by_name = {beat.name: beat for beat in self.made}
        self.spine = [beat for beat in self.made if beat.kind == "spine"]
        self.at = {beat.name: n for n, beat in enumerate(self.spine)}
        ways = [target for beat in self.made for target in self.ways(beat)]
        self.led = set(ways)

    def copy(self) -> World:
        return World(
            self.made, self.viewer, dict(self.facts), dict(self.variables), list(self.played), list(self.began), self.spent, self.cursor,
            self.goto, self.ended,
        )

    @staticmethod
    def ways(beat: B) -> list[str]:
        return [*beat.options, *([beat.jump[1]] if beat.jump else [])]

    def beyond(self, word: str) -> bool:
        return bool(word) and (word in self.viewer.get("avoid", ()) or self.viewer.get("age", 99) < AGES[word])

    def contradicts(self, beat: B) -> bool:
        return any(gate is None and self.facts.get(fact, value) != value for gate, fact, value in beat.tells)

    def last_must(self) -> int:
        return max((self.at[name] for name in self.played if name in self.at and self.by_name[name].must), default=-1)

    def owed(self, start: int, stop: int, *, endings: bool = True) -> list[B]:
        return [
            beat
            for n, beat in enumerate(self.spine)
            if start <= n < stop and beat.must and n > self.last_must() and true(beat.when, self) and not self.contradicts(beat)
            and not self.beyond(beat.bounds) and (endings or not beat.ending)
        ]  # fmt: skip

    def robs(self, beat: B, after: int) -> bool:
        """Whether a beat tells a fact otherwise than a must that may come."""
        told = {fact: value for gate, fact, value in beat.tells if true(gate, self) and fact not in self.facts}
        return any(
            must.must and n >= after and n > self.last_must() and not self.beyond(must.bounds) and self.may_hold(must.when)
            and any(gate is None and told.get(fact, value) != value for gate, fact, value in must.tells)
            for n, must in enumerate(self.spine)
        )  # fmt: skip

    def may_hold(self, c: tuple | None) -> bool:
        """Whether a condition can hold for this viewer: what it says of the viewer stays as it is."""
        inner = c[1] if c and c[0] == "not" else c
        return inner is None or inner[0] in ("fact", "var", "seen") or true(c, self)

    def used_up(self, beat: B) -> bool:
        count = self.played.count(beat.name)
        if beat.must and beat.name in self.at and self.at[beat.name] <= self.last_must():
            return True
        return bool(count) and (beat.once or beat.must or (beat.name in self.led and count >= self.limit(beat)))

    @staticmethod
    def limit(beat: B) -> int:
        return max(3, len(beat.options) + 1) if beat.options else 3

    def ends_early(self, beat: B, after: int) -> bool:
        return beat.ending and bool(self.owed(after, len(self.spine), endings=False))

    def may_go(self, name: str) -> bool:
        beat = self.by_name[name]
        if self.beyond(beat.bounds) or not true(beat.when, self) or self.contradicts(beat) or self.used_up(beat):
            return False
        at = self.at.get(name, -1)
        if at >= 0 and self.owed(self.cursor + 1, at):
            return False
        after = at + 1 if at >= 0 else self.cursor + 1
        return not (self.robs(beat, after) and not (at >= 0 and beat.must)) and not self.ends_early(beat, after)

    def may_skip(self, n: int) -> bool:
        """Whether script order passes over a beat of the spine whatever the director wants."""
        beat = self.spine[n]
        return (
            not true(beat.when, self) or self.beyond(beat.bounds) or self.used_up(beat) or self.contradicts(beat)
            or (not beat.must and self.robs(beat, n + 1)) or self.ends_early(beat, n + 1)
        )  # fmt: skip

    def may_draw(self, beat: B) -> bool:
        if not self.played or beat.kind != "pool" or beat.ending:
            return False
        if self.beyond(beat.bounds) or not true(beat.when, self) or self.contradicts(beat) or self.robs(beat, self.cursor + 1):
            return False
        if beat.name not in self.played:
            return True
        last = max(began for name, began in zip(self.played, self.began, strict=True) if name == beat.name)
        return bool(beat.cooldown) and not beat.once and not beat.must and self.spent - last >= beat.cooldown

    def last_endings(self) -> list[str]:
        able = [
            beat for beat in self.made
            if beat.ending and beat.kind != "pool" and not self.beyond(beat.bounds) and not self.contradicts(beat)
        ]  # fmt: skip
        return [beat.name for beat in able if true(beat.when, self)][-1:] or [beat.name for beat in able][-1:]

    def play(self, name: str) -> None:
        beat = self.by_name[name]
        self.began.append(self.spent)
        for gate, fact, value in beat.tells:
            if true(gate, self) and fact not in self.facts:
                self.facts[fact] = value
        for gate, variable, op, number in beat.sets:
            if true(gate, self):
                self.variables[variable] = number if op == "=" else self.variables.get(variable, 0) + number
        self.goto = beat.jump[1] if beat.jump and not beat.options and true(beat.jump[0], self) else ""
        self.played.append(name)
        self.spent += beat.seconds
        if name in self.at:
            self.cursor = self.at[name]
        self.ended = beat.ending

    def nexts(self, *, repeats: bool = True) -> list[str]:
        """All that may come next by the rules; "" is the film's end. Running time is not looked at."""
        if self.ended:
            return [""]
        found: list[str] = []
        if self.goto and self.may_go(self.goto):
            found.append(self.goto)
        for n in range(self.cursor + 1, len(self.spine)):
            if self.may_skip(n):
                continue
            found.append(self.spine[n].name)
            if not self.spine[n].may:
                break
        else:
            found += self.last_endings() or [""]
        again = {name for name in self.played if not repeats}
        return [*found, *(beat.name for beat in self.made if beat.name not in again and self.may_draw(beat))]


def in_time(world: World, least: int, most: int) -> bool:
    return not most or least - 0.06 <= world.spent + END <= most + 0.06


class TooManyWays(Exception):
    pass


def could_be(world: World, least: int, most: int, budget: list[int]) -> bool:
    """Whether any film by the rules, options and all, lies in the running time: every way is tried, without storylets again."""
    budget[0] -= 1
    if budget[0] < 0:
        raise TooManyWays
    if world.spent + END > most + 0.06:
        return False
    for name in dict.fromkeys(world.nexts(repeats=False)):
        if not name:
            if in_time(world, least, most):
                return True
            continue
        after = world.copy()
        after.play(name)
        if after.ended:
            if in_time(after, least, most):
                return True
            continue
        for option in ["", *(o for o in after.by_name[name].options if after.may_go(o))]:
            way = after.copy()
            way.goto = option
            if could_be(way, least, most, budget):
                return True
    return False


# -- making stories

words = st.sampled_from(LIKES)
numbers = st.integers(0, 2)


def conditions(names: list[str]) -> st.SearchStrategy[tuple]:
    plain = st.one_of(
        st.tuples(st.just("fact"), st.sampled_from(FACTS), st.sampled_from(("dead", "lit"))),
        st.tuples(st.just("var"), st.sampled_from(VARIABLES), numbers),
        st.tuples(st.just("seen"), st.sampled_from(names)),
        st.tuples(st.just("likes"), words),
        st.tuples(st.just("old"), st.sampled_from((8, 14))),
    )
    return st.one_of(plain, st.tuples(st.just("not"), plain))


@st.composite
def stories(draw: st.DrawFn, longest: int = 7, effects: bool = True) -> tuple[list[B], FilmFile]:
    spine = [f"s{n}" for n in range(draw(st.integers(2, longest)))]
    branches = [f"b{n}" for n in range(draw(st.integers(0, 4)))]
    pools = [f"p{n}" for n in range(draw(st.integers(0, 3)))]
    names = [*spine, *branches, *pools]
    gate = st.one_of(st.none(), st.none(), conditions(names))
    rarely = st.sampled_from((False, False, False, True))
    made: list[B] = []
    for name in names:
        kind = "spine" if name in spine else "branch" if name in branches else "pool"
        beat = B(name, kind, when=draw(gate), seconds=draw(st.integers(3, 20)), tension=draw(st.integers(-1, 5)), weight=draw(st.integers(0, 3)))
        beat.bounds = draw(st.sampled_from(("", "", "", "", "blood", "fear")))
        beat.gore = draw(st.sampled_from(("", "", "drugs")))
        beat.once = draw(rarely)
        if kind == "spine":
            beat.must = draw(rarely)
            beat.may = not beat.must and draw(rarely)
        if kind != "pool":
            beat.ending = draw(st.sampled_from((False,) * 5 + (True,)))
        elif draw(rarely):
            beat.cooldown = draw(st.integers(5, 30))
        if effects:
            for _ in range(draw(st.sampled_from((0, 0, 1)))):
                beat.tells.append((draw(gate), draw(st.sampled_from(FACTS)), draw(st.sampled_from(("dead", "lit")))))
            for _ in range(draw(st.sampled_from((0, 0, 1)))):
                beat.sets.append((draw(gate), draw(st.sampled_from(VARIABLES)), draw(st.sampled_from(("=", "+"))), draw(numbers)))
        targets = [*branches, *(spine if draw(rarely) else spine[spine.index(name) + 1 :] if name in spine else [])]
        if kind != "pool" and not beat.ending and targets:
            what = draw(st.sampled_from(("", "", "choice", "jump")))
            if what == "choice":
                beat.options = draw(st.lists(st.sampled_from(targets), min_size=1, max_size=3, unique=True))
                beat.default = draw(st.integers(0, len(beat.options) - 1))
            elif what == "jump":
                beat.jump = (draw(gate), draw(st.sampled_from(targets)))
        made.append(beat)
    made.sort(key=lambda b: b.kind == "pool")
    at = {beat.name: n for n, beat in enumerate(made)}
    led = {o for n, beat in enumerate(made) for o in beat.options if at[o] > n}
    for beat in made:
        if beat.kind != "pool":
            beat.kind = "branch" if beat.name in led else "spine"
    if not any(beat.kind == "spine" for beat in made):
        made.insert(0, B("s", seconds=5))
    whole = sum(beat.seconds for beat in made if beat.kind == "spine")
    least = draw(st.sampled_from((0, whole // 2, whole, whole + 15)))
    most = least + draw(st.sampled_from((3, 10, 25, 60)))
    film = FilmFile(runtime_s=(0, 0) if draw(rarely) else (least, most), rating=draw(st.sampled_from((0, 0, 0, 12))))
    return made, film


viewers = st.fixed_dictionaries(
    {},
    optional={
        "age": st.sampled_from((7, 10, 13, 30)),
        "likes": st.lists(words, max_size=2, unique=True),
        "avoid": st.lists(st.sampled_from(("blood", "fear")), max_size=1),
        "pace": st.sampled_from(("slow", "normal", "quick")),
    },
)


def story_of(made: list[B], film: FilmFile) -> Story:
    story = compile_story(parse(written(made).encode()), film)
    assert [beat.name for beat in story.beats] == [beat.name for beat in made]
    for beat, other in zip(story.beats, made, strict=True):
        assert (beat.branch, beat.pool) == (other.kind == "branch", other.kind == "pool"), beat.name
    return story


def as_long(made: list[B], story: Story, viewer: dict) -> list[B]:
    """The made beats as long as they run for a viewer: a beat that asks is held for its choice, pace is in all of them."""
    return [replace(beat, seconds=timed.seconds) for beat, timed in zip(made, timed_for(story.beats, viewer), strict=True)]


def again(state: State) -> State:
    """The state after it was written down and read."""
    return state_of(json.loads(json.dumps(state_data(state))))


def watched(story: Story, made: list[B], viewer: dict, seed: int, pick: random.Random, *, saved: bool) -> tuple[World, list[str], list[float]]:
    """Watch a film to its end and judge each step; the world at the end, the reasons, and the range told at each step."""
    state = begin(story, viewer, {}, frozenset(), seed)
    world = World(made, viewer)
    log: list[str] = []
    assert state.spent_s == TITLE
    foretold = []
    for _ in range(200):
        if saved:
            state = again(state)
        foretold.append(keeps_time(story, state))
        decision = next_beat(story, state)
        assert decision == next_beat(story, again(state))
        log.append(f"{made[decision.beat].name if decision.beat is not None else 'over'}: {decision.why}")
        assert decision.why
        nexts = world.nexts()
        if decision.beat is None:
            assert "" in nexts, (log, nexts)
            break
        name = made[decision.beat].name
        assert name in nexts, (log, nexts)
        beat = world.by_name[name]
        if world.goto and name != world.goto and not world.may_go(world.goto):
            assert "is not taken" in decision.why, log
        if name in world.at and name != world.goto:
            for n in range(world.cursor + 1, world.at[name]):
                assert world.may_skip(n) or world.spine[n].may or name in world.last_endings(), (log, world.spine[n])
        assert not world.beyond(beat.bounds)
        assert not world.contradicts(beat)
        before = state
        state, version = play(story, state, decision.beat)
        assert play(story, again(before), decision.beat) == (state, version)
        world.play(name)
        assert state.spent_s == pytest.approx(world.spent)
        assert dict(state.facts) == world.facts, log
        assert dict(state.variables) == world.variables, log
        assert state.ended == world.ended, log
        text = " ".join(element.text for element in version.beat.elements)
        assert (f"There is {beat.gore}." in text) == (bool(beat.gore) and not world.beyond(beat.gore))
        asked = offers(story, state)
        assert len(asked) == (0 if world.ended else len(beat.options)), log
        if asked:
            for offer in asked:
                assert not offer.open or world.may_go(beat.options[offer.option]), (log, offer)
                assert offer.why
            able = [offer.option for offer in asked if offer.open]
            default = default_of(story, state)
            assert default == (beat.default if beat.default in able else able[0] if able else -1)
            option = pick.choice(able) if able and pick.random() < 0.8 else default
            first = choose(story, state, pick.choice(able) if able else -1)
            state = choose(story, first, option)  # minds are changed
            assert offers(story, state) == asked
            world.goto = beat.options[option] if option >= 0 else ""
            log.append(f"chose {world.goto}")
    else:
        raise AssertionError(("the film does not end", log))
    assert state.ended or not world.last_endings(), log
    return world, log, foretold


def check_musts(world: World, log: list[str]) -> None:
    musts = [world.at[name] for name in world.played if name in world.at and world.by_name[name].must and not world.by_name[name].ending]
    assert musts == sorted(set(musts)), log


def at_odds(made: list[B]) -> bool:
    """Whether two must-see beats may contradict each other: the author's mistake, of which `playhead check` tells."""
    told: dict[str, set[str]] = {}
    for beat in made:
        for _, fact, value in beat.tells if beat.must else ():
            told.setdefault(fact, set()).add(value)
    return any(len(values) > 1 for values in told.values())


def judge(made: list[B], film: FilmFile, viewer: dict, seed: int, saved: bool) -> None:
    story = story_of(made, film)
    made = as_long(made, story, viewer)
    try:
        state = begin(story, viewer, {}, frozenset(), seed)
    except CannotShow:
        world = World(made, viewer)
        assert viewer.get("age", 99) < film.rating or any(beat.must and world.beyond(beat.bounds) for beat in world.spine)
        return
    assert viewer.get("age", 99) >= film.rating
    promised = keeps_time(story, state)
    shortest, longest = reachable_s(story, state)
    world, log, foretold = watched(story, made, viewer, seed, random.Random(seed), saved=saved)
    check_musts(world, log)
    least, most = film.runtime_s
    if at_odds(made):
        return  # a must is lost, which weighs more than time
    if promised:
        assert all(foretold), log
        assert in_time(world, least, most), (world.spent + END, film.runtime_s, log)
        assert shortest <= longest
    elif not in_time(world, least, most):
        with contextlib.suppress(TooManyWays):
            assert not could_be(World(made, viewer), least, most, [4000]), (world.spent + END, film.runtime_s, log)


given_any = given(made=stories(), viewer=viewers, seed=st.integers(0, 1000))
patient = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.slow
@pytest.mark.parametrize("saved", [False, True], ids=["direct", "saved"])
@settings(max_examples=120, deadline=None, suppress_health_check=patient)
@given_any
def test_the_guarantees_hold(made, viewer, seed, saved):
    judge(*made, viewer, seed, saved)


@pytest.mark.long
@settings(max_examples=4000, deadline=None, suppress_health_check=patient)
@given_any
def test_the_guarantees_hold_in_thousands_of_stories(made, viewer, seed):
    judge(*made, viewer, seed, saved=False)


def test_the_judge_sees_what_is_wrong():
    """The judge is no rubber stamp: a must passed over, a fact contradicted, a gated beat are not among what it lets come next."""
    made = [
        B("a", tells=[(None, "lamp", "dead")]), B("b", must=True), B("c", tells=[(None, "lamp", "lit")]), B("d", when=("old", 14)),
        B("e", ending=True), B("p", kind="pool", cooldown=30),
    ]  # fmt: skip
    world = World(made, {"age": 9})
    assert world.nexts() == ["a"]
    world.play("a")
    assert world.nexts() == ["b", "p"]
    assert not world.may_go("e")
    world.play("b")
    assert world.nexts() == ["e", "p"]
    world.play("p")
    assert world.nexts() == ["e"]
    world.play("e")
    assert world.nexts() == [""]
    assert could_be(World(made, {"age": 9}), 0, 47, [1000])
    assert not could_be(World(made, {"age": 9}), 48, 56, [1000])
