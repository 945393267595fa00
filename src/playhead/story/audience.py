"""An audience: many viewers of one story, simulated with the director that directs their films.

Viewers whom the story cannot tell apart share one director, and what it has worked out. The work is shared among processes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from playhead.screenplay.expression import And, Expression, Not, Or, Scope, Value, holds, reads_of
from playhead.story.course import END_CARD_S, TITLE_S, Course
from playhead.story.crowd import CHOOSERS, Distribution, Profile, everybody, picked, profile_of
from playhead.story.curve import PLAIN, Curve
from playhead.story.director import CannotShow, Director, Stand, begin
from playhead.story.outline import Outline
from playhead.story.outlook import SLACK_S
from playhead.story.state import State
from playhead.story.story import Beat, Choice, Story
from playhead.story.template import template_reads
from playhead.story.version import version
from playhead.story.viewer import may_see

SAMPLES = 21
"""At how many places, evenly spaced from a film's beginning to its end, its tension is taken."""
_ALONE = 400


@dataclass(frozen=True, slots=True)
class Cut:
    """A film that some viewers saw: its beats in order, its ending (-1: none), the options taken at positions in `beats`
    (-1: straight on), and how many saw it.
    """

    beats: tuple[int, ...]
    seconds: float
    ending: int
    chosen: tuple[tuple[int, int], ...]
    tension: tuple[float, ...]
    viewers: int


@dataclass(frozen=True, slots=True)
class Taken:
    """An option over all viewers: how often it was asked, was open, and was taken."""

    beat: int
    option: int
    label: str
    asked: int
    open: int
    taken: int


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a beat was seen: its version, what of the viewer changes how it is shot (pace, access), who saw it first, how many did."""

    beat: Beat
    viewer: Mapping[str, Value]
    first: int
    viewers: int


@dataclass(frozen=True, slots=True)
class Audience:
    """What an audience saw. `viewed` is the cut of each viewer in order, an index in `cuts`, -1 for whom it cannot be shown to.

    `seen` counts for each beat the viewers who saw it, `versions` the different forms in which they did, `endings` the viewers of
    each ending. `growth` says how many different beat versions, and how many seconds of them, so many viewers came to.
    """

    story: Story
    viewers: int
    viewed: tuple[int, ...]
    cuts: tuple[Cut, ...]
    refused: tuple[tuple[str, int], ...]  # the reasons, with how many viewers
    seen: tuple[int, ...]
    versions: tuple[int, ...]
    endings: tuple[tuple[int, int], ...]
    options: tuple[Taken, ...]
    tension: tuple[float, ...]  # the mean over viewers, at SAMPLES places
    wanted: tuple[float, ...]  # the author's
    growth: tuple[tuple[int, int, float], ...]  # (viewers, versions, seconds)
    outside: int  # viewers whose film is not within the running time
    choosers: tuple[tuple[str, int], ...] = field(default=())
    forms: tuple[Form, ...] = ()  # in the order in which they were first seen

    @property
    def shown(self) -> int:
        """How many viewers the film was shown to."""
        return sum(cut.viewers for cut in self.cuts)

    @property
    def distinct_cuts(self) -> int:
        """How many different films were seen; the same one at another pace is no other."""
        return len(self.films())

    def films(self) -> Counter[tuple[tuple[int, ...], tuple[tuple[int, int], ...]]]:
        """How many saw each film, by its beats and the options taken."""
        found: Counter[tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = Counter()
        for cut in self.cuts:
            found[cut.beats, cut.chosen] += cut.viewers
        return found

    @property
    def distinct_versions(self) -> int:
        """How many different beat versions were seen: what has to be rendered."""
        return sum(self.versions)

    def coverage(self, index: int) -> float:
        """The share of viewers who saw a beat, 0..1."""
        return self.seen[index] / self.shown if self.shown else 0.0

    def times_s(self) -> list[float]:
        """The running time of each viewer's film, shortest first."""
        return sorted(time for cut in self.cuts for time in [cut.seconds] * cut.viewers)

    def histogram(self, bins: int = 20) -> tuple[tuple[float, float, int], ...]:
        """Running times in classes: (from, to, viewers)."""
        times = self.times_s()
        if not times:
            return ()
        low, high = times[0], times[-1]
        if high - low < 1.0:
            return ((low, high, len(times)),)
        width = (high - low) / bins
        counts = Counter(min(bins - 1, int((time - low) / width)) for time in times)
        return tuple((low + n * width, low + (n + 1) * width, counts[n]) for n in range(bins))


_Film = tuple[tuple[int, ...], float, int, tuple[tuple[int, int], ...]]  # beats, seconds, ending, chosen


_Manner = tuple[str, tuple[str, ...]]  # what changes how a version is shot: pace, access


@dataclass(slots=True)
class _Seen:
    """What a worker hands back of some viewers."""

    films: list[tuple[int, _Film]] = field(default_factory=list)  # by the viewer's number
    versions: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # the beat, and the first viewer
    beats: dict[bytes, Beat] = field(default_factory=dict)  # the versions themselves
    forms: dict[tuple[bytes, _Manner], list[int]] = field(default_factory=dict)  # the first viewer, and how many
    asked: Counter[tuple[int, int]] = field(default_factory=Counter)
    able: Counter[tuple[int, int]] = field(default_factory=Counter)
    taken: Counter[tuple[int, int]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


_Viewer = tuple[int, Profile, Profile, str, int]  # number, viewer, now, chooser, seed


def simulate(
    story: Story,
    viewers: int = 10_000,
    profiles: Mapping[str, Distribution] | Sequence[Profile] | None = None,
    choosers: Mapping[str, float] | None = None,
    seed: int = 0,
    *,
    processes: int | None = None,
) -> Audience:
    """Show a story to so many viewers; equal arguments give equal audiences, however many processes there are.

    `profiles` are distributions of fields, or profiles that are taken in turn; `choosers` weights of the ways to choose.
    """
    crowd = list(_crowd(viewers, everybody(story) if profiles is None else profiles, choosers or {"random": 1.0}, seed))
    kinds = Kinds(story)
    groups: dict[object, list[_Viewer]] = {}
    for each in crowd:
        groups.setdefault(kinds.kind(each[1], each[2]), []).append(each)
    count = max(1, min(processes if processes is not None else os.cpu_count() or 1, len(groups), 8))
    if viewers < _ALONE or count == 1:
        parts = [_watch(story, list(groups.values()))]
    else:
        shares: list[list[list[_Viewer]]] = [[] for _ in range(count)]
        loads = [0] * count
        for group in sorted(groups.values(), key=lambda group: (-len(group), group[0][0])):
            n = loads.index(min(loads))
            shares[n].append(group)
            loads[n] += len(group) + 20
        with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:
            parts = list(pool.map(_watch, [story] * count, shares))
    return _gathered(story, viewers, parts, Counter(each[3] for each in crowd))


def _crowd(
    viewers: int, profiles: Mapping[str, Distribution] | Sequence[Profile], choosers: Mapping[str, float], seed: int
) -> Iterable[_Viewer]:
    ways = [name for name in CHOOSERS if choosers.get(name, 0) > 0]
    if unknown := set(choosers) - set(CHOOSERS):
        raise ValueError(f"choosers must be of {', '.join(CHOOSERS)}, not {', '.join(sorted(unknown))}")
    for n in range(viewers):
        pick = random.Random(f"{seed} {n}")
        if isinstance(profiles, Mapping):
            viewer, now = profile_of(profiles, pick)
        else:
            given = profiles[n % len(profiles)]
            viewer = {name.removeprefix("viewer."): value for name, value in given.items() if not name.startswith("now.")}
            now = {name[4:]: value for name, value in given.items() if name.startswith("now.")}
        how = pick.choices(ways, [choosers[name] for name in ways])[0]
        yield n, viewer, now, how, pick.randrange(2**31)


class Kinds:
    """Tells viewers apart as far as the story does: by what its conditions come to, not by what is in a profile."""

    def __init__(self, story: Story) -> None:
        self.story = story
        atoms: dict[Expression, None] = {}
        raw: set[str] = set()
        bounds: set[frozenset[str]] = set()
        self.words: list[tuple[tuple[Expression, ...], tuple[str, ...], tuple[frozenset[str], ...]]] = []
        for beat in story.beats:
            own, names, limits = _looks(beat)
            self.words.append((tuple(own), tuple(sorted(names)), tuple(limits)))
            order, values = _order_looks(beat)
            atoms |= dict.fromkeys(order)
            raw |= values
            bounds |= {beat.bounds, *limits}
        self.atoms, self.raw = tuple(atoms), tuple(sorted(raw))
        self.bounds = tuple(sorted(bounds, key=sorted))

    def kind(self, viewer: Profile, now: Profile) -> object:
        """Equal for viewers whom the director treats alike."""
        scope = Scope(viewer, now)
        age = viewer.get("age")
        return (
            tuple([holds(atom, scope) for atom in self.atoms]),
            tuple([_value(name, scope) for name in self.raw]),
            tuple([may_see(words, viewer, self.story.film) for words in self.bounds]),
            str(viewer.get("pace")) if viewer.get("pace") in ("slow", "quick") else "",
            "descriptions" in _manner_of(viewer)[1],
            isinstance(age, int) and age < self.story.film.rating,
        )

    def looks(self, index: int, scope: Scope) -> object:
        """Equal for viewers to whom a beat looks alike, as far as it is the viewer that it depends on."""
        atoms, names, bounds = self.words[index]
        if not atoms and not names and not bounds:
            return None
        return (
            tuple([holds(atom, scope) for atom in atoms]),
            tuple([_value(name, scope) for name in names]),
            tuple([may_see(words, scope.viewer, self.story.film) for words in bounds]),
        )


def _value(name: str, scope: Scope) -> object:
    value = scope.viewer.get(name[7:]) if name.startswith("viewer.") else scope.now.get(name[4:])
    return (type(value).__name__, tuple(value) if isinstance(value, (list, tuple)) else value)


def _ours(names: Iterable[str]) -> set[str]:
    return {name for name in names if name.startswith(("viewer.", "now."))}


def _atoms(when: Expression | None) -> tuple[list[Expression], set[str]]:
    """The parts of a condition that look at the viewer alone; and names of the viewer that it compares with something else."""
    if when is None or not _ours(reads_of(when)):
        return [], set()
    if all(name.startswith(("viewer.", "now.")) for name in reads_of(when)):
        return [when], set()
    parts = when.of if isinstance(when, (And, Or)) else (when.of,) if isinstance(when, Not) else ()
    if not parts:
        return [], _ours(reads_of(when))
    atoms: list[Expression] = []
    names: set[str] = set()
    for part in parts:
        more, open_names = _atoms(part)
        atoms += more
        names |= open_names
    return atoms, names


def _order_looks(beat: Beat) -> tuple[list[Expression], set[str]]:
    """What of the viewer the order depends on: the conditions of a beat, of its jumps and of its effects."""
    conditions = [beat.when, *(jump.when for jump in beat.jumps)]
    names: set[str] = set()
    acts = any(act.kind != "note" for part in beat.parts for act in part.acts)
    for part in beat.parts:
        conditions += [part.when] if acts else []
        for act in part.acts:
            if act.kind != "note":
                conditions.append(act.when)
                names |= _ours(reads_of(act.value)) if act.value is not None else set()
    atoms: list[Expression] = []
    for condition in conditions:
        more, open_names = _atoms(condition)
        atoms += more
        names |= open_names
    return atoms, names


def _looks(beat: Beat) -> tuple[list[Expression], set[str], list[frozenset[str]]]:
    """What of the viewer the words of a beat depend on."""
    atoms: list[Expression] = []
    names: set[str] = set()
    bounds: list[frozenset[str]] = []
    for part in beat.parts:
        conditions = [part.when, *(words.when for words in part.words), *(act.when for act in part.acts)]
        for condition in conditions:
            more, open_names = _atoms(condition)
            atoms += more
            names |= open_names
        for words in part.words:
            names |= _ours(template_reads(words.text))
            for _, caption in words.captions:
                names |= _ours(template_reads(caption))
        if part.bounds:
            bounds.append(part.bounds)
    return list(dict.fromkeys(atoms)), names, list(dict.fromkeys(bounds))


def _watch(story: Story, groups: Sequence[Sequence[_Viewer]]) -> _Seen:
    """Show the story to groups of viewers who are alike."""
    seen = _Seen()
    outline, tale, curve, kinds = Outline(story), Outline(story, everything=True), Curve(story), Kinds(story)
    known: dict[object, bytes] = {}
    for group in groups:
        _, viewer, now, _, _ = group[0]
        try:
            begin(story, viewer, now)
        except CannotShow as error:
            seen.refused[str(error)] += len(group)
            continue
        director = Director(story, outline, curve, viewer, now)
        teller = Course(tale, viewer, now)
        for each in group:
            _view(each, director, teller, kinds, seen, known)
    return seen


def _view(each: _Viewer, director: Director, teller: Course, kinds: Kinds, seen: _Seen, known: dict[object, bytes]) -> None:
    """One viewer's film."""
    number, viewer, now, how, seed = each
    story = director.story
    pick = random.Random(seed)
    scope = Scope(viewer, now)
    manner = _manner_of(viewer)
    stand = director.stand(State(seed=seed, spent_s=TITLE_S))
    told = list(teller.ledger({}, {}, frozenset()).values)
    read_slots = teller.outline.read_slots
    played: list[int] = []
    chosen: list[tuple[int, int]] = []
    ending = -1
    while ending < 0:
        index, _ = director.decide(stand)
        if index < 0:
            break
        key = (index, tuple([told[slot] for slot in read_slots[index]]), kinds.looks(index, scope))
        mark = known.get(key)
        if mark is None:
            so_far = teller.scope_of(told)
            state = State(viewer=viewer, now=now, facts=so_far.facts, variables=so_far.variables, played=tuple(played))
            made = version(story, state, index).beat
            words = repr((index, [(e.kind.value, e.text, e.captions, [note.text for note in e.notes]) for e in made.elements]))
            mark = known[key] = hashlib.blake2b(words.encode(), digest_size=12).digest()
            seen.beats[mark] = made
        first = seen.versions.get(mark)
        if first is None or first[1] > number:
            seen.versions[mark] = (index, number)
        form = seen.forms.setdefault((mark, manner), [number, 0])
        form[0], form[1] = min(form[0], number), form[1] + 1
        teller.tell(index, told)
        effect = director.advance(stand, index)
        played.append(index)
        if effect.ending:
            ending = index
        elif effect.choice is not None:
            option = _choose(director, stand, effect.choice, how, viewer, pick, seen)
            chosen.append((len(played) - 1, option))
            if option >= 0:
                stand.place = stand.place._replace(goto=effect.choice.options[option].beat)
                stand.by_choice = True
    seen.films.append((number, (tuple(played), round(stand.spent_s + END_CARD_S, 3), ending, tuple(chosen))))


def _manner_of(viewer: Profile) -> _Manner:
    pace, access = viewer.get("pace"), viewer.get("access")
    helps = (access,) if isinstance(access, str) else access if isinstance(access, (list, tuple)) else ()
    return (pace if pace in ("slow", "quick") else "", tuple(sorted(helps)))


def _shown_by(manner: _Manner) -> dict[str, Value]:
    """The fields of a profile that give this manner."""
    pace, access = manner
    return {**({"pace": pace} if pace else {}), **({"access": access} if access else {})}


def _choose(director: Director, stand: Stand, choice: Choice, how: str, viewer: Profile, pick: random.Random, seen: _Seen) -> int:
    """The option that a viewer takes; -1 where none is open."""
    able = [n for n, ok in enumerate(director.weigh(stand, stand.place, choice)[1]) if ok]
    seen.asked.update((stand.last, n) for n in range(len(choice.options)))
    seen.able.update((stand.last, n) for n in able)
    if not able:
        return -1
    default = choice.default if choice.default in able else able[0]
    option = picked(how, able, default, choice.options, director.story, viewer, pick)
    seen.taken[stand.last, option] += 1
    return option


def tension_of(story: Story, played: Sequence[int]) -> tuple[float, ...]:
    """The tension of a film at SAMPLES places; a beat that says nothing of it has that of the one before."""
    ends: list[tuple[float, float]] = []
    total, last = 0.0, next((float(story.beats[i].tension) for i in played if story.beats[i].tension >= 0), PLAIN)
    for index in played:
        beat = story.beats[index]
        total += beat.seconds
        last = float(beat.tension) if beat.tension >= 0 else last
        ends.append((total, last))
    found, n = [], 0
    for sample in range(SAMPLES):
        at = total * sample / (SAMPLES - 1)
        while n < len(ends) - 1 and ends[n][0] < at:
            n += 1
        found.append(ends[n][1] if ends else PLAIN)
    return tuple(found)


def _gathered(story: Story, viewers: int, parts: Sequence[_Seen], ways: Counter[str]) -> Audience:
    """One audience from what each worker saw."""
    films = sorted((film for part in parts for film in part.films), key=lambda film: film[0])
    counts = Counter(film for _, film in films)
    cuts = tuple(Cut(*film, tension_of(story, film[0]), count) for film, count in counts.items())
    number_of = {film: n for n, film in enumerate(counts)}
    viewed = [-1] * viewers
    for number, film in films:
        viewed[number] = number_of[film]
    seen = [0] * len(story.beats)
    for cut in cuts:
        for index in set(cut.beats):
            seen[index] += cut.viewers
    firsts: dict[bytes, tuple[int, int]] = {}
    forms: dict[tuple[bytes, _Manner], list[int]] = {}
    shapes: dict[bytes, Beat] = {}
    asked, able, taken, refused = Counter[tuple[int, int]](), Counter[tuple[int, int]](), Counter[tuple[int, int]](), Counter[str]()
    for part in parts:
        for mark, found in part.versions.items():
            firsts[mark] = min(found, firsts.get(mark, found), key=lambda each: each[1])
        shapes |= part.beats
        for key, (first, views) in part.forms.items():
            known = forms.setdefault(key, [first, 0])
            known[0], known[1] = min(known[0], first), known[1] + views
        asked, able, taken, refused = asked + part.asked, able + part.able, taken + part.taken, refused + part.refused
    versions = Counter(index for index, _ in firsts.values())
    curve, shown = Curve(story), len(films)
    least, most = story.film.runtime_s
    return Audience(
        story=story,
        viewers=viewers,
        viewed=tuple(viewed),
        cuts=cuts,
        refused=tuple(sorted(refused.items(), key=lambda each: (-each[1], each[0]))),
        seen=tuple(seen),
        versions=tuple(versions[n] for n in range(len(story.beats))),
        endings=tuple(sorted(_endings(story, cuts).items())),
        options=tuple(
            Taken(beat.index, n, option.label, asked[beat.index, n], able[beat.index, n], taken[beat.index, n])
            for beat in story.beats
            if beat.choice
            for n, option in enumerate(beat.choice.options)
        ),
        tension=tuple(sum(cut.tension[n] * cut.viewers for cut in cuts) / shown if shown else 0.0 for n in range(SAMPLES)),
        wanted=tuple(curve(n / (SAMPLES - 1)) for n in range(SAMPLES)),
        growth=_growth(story, viewers, sorted(firsts.values(), key=lambda each: (each[1], each[0]))),
        outside=sum(cut.viewers for cut in cuts if most and not least - SLACK_S <= cut.seconds <= most + SLACK_S),
        choosers=tuple((name, ways[name]) for name in CHOOSERS if ways[name]),
        forms=tuple(
            Form(shapes[mark], _shown_by(manner), first, views)
            for (mark, manner), (first, views) in sorted(forms.items(), key=lambda each: (each[1][0], each[0]))
        ),
    )


def _endings(story: Story, cuts: Sequence[Cut]) -> Counter[int]:
    """The viewers of each ending of the story; -1 for films that come to none."""
    found = Counter({beat.index: 0 for beat in story.beats if beat.ending})
    for cut in cuts:
        found[cut.ending] += cut.viewers
    return found


def _growth(story: Story, viewers: int, firsts: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, float], ...]:
    """How many versions, and seconds of them, the first 1, 2, 5, 10 ... viewers came to."""
    steps = [each for power in range(9) for each in (10**power, 2 * 10**power, 5 * 10**power) if each < viewers]
    found: list[tuple[int, int, float]] = []
    n, seconds = 0, 0.0
    for step in (*steps, viewers):
        while n < len(firsts) and firsts[n][1] < step:
            seconds += story.beats[firsts[n][0]].seconds
            n += 1
        found.append((step, n, round(seconds, 1)))
    return tuple(found)
