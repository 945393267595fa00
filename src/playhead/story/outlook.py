"""What the rest of a film can come to from a place in the script: how long, and whether all that is owed is seen.

A *policy* says what the rest of the film does where it could do one thing or another: which options are taken, whether jumps
back are, and whether `may` beats whose effects matter are kept. Each policy is memoryless, so what is promised by one at a
place is still promised by it at the next place on its way: that is why the director, who only ever steps to where some policy
keeps the guarantees, can keep them to the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from playhead.story.course import UNBEGUN, Course, Place
from playhead.story.story import Choice

DEFAULT, ONWARD, FIRST, LAST = range(4)
KEEP, DROP = True, False
Policy = tuple[int, bool]
SEARCHED = 400
"""How many steps a search takes at most where no policy keeps the running time."""
SMALL = 100
"""Up to how many beats of a story such a search is made: in longer ones what the policies find is as good as always enough."""
_FOUND_MAX = 50_000
SLACK_S = 0.05
"""Running times are kept to this; seconds are not integers."""


class Mays(NamedTuple):
    """The `may` beats on a way whose effects do not matter, as a linked list: each way shares the tail of another."""

    beat: int
    seconds: float
    rest: Mays | None


class Look(NamedTuple):
    """The rest of a film under a policy: seconds without what can be left out, and what can be put in.

    `lost` counts must-see beats that are left out. `first` and `last` are the first and last place at which a storylet can be drawn.
    """

    seconds: float
    lost: int
    mays: Mays | None
    mays_s: float
    first: Place | None
    last: Place | None
    ends: bool


class Gone(NamedTuple):
    """A stretch of the script that has been gone through: its sums as of a step, and where it comes out."""

    seconds: float
    lost: int
    mays: Mays | None
    changes: tuple[tuple[int, object], ...]  # slots of the ledger with their new values
    next: int
    must: int


class Value(NamedTuple):
    """How far a film falls short of its guarantees, worst first; all zero when it keeps them."""

    lost: int
    endless: int
    off_s: float  # seconds outside the running time

    @property
    def kept(self) -> bool:
        """Whether all is kept."""
        return self.lost == 0 and self.endless == 0 and self.off_s <= SLACK_S


@dataclass(frozen=True, slots=True)
class Way:
    """A film as far as a search has followed it: the seconds of `may` beats left out, and the storylets that could have been drawn."""

    place: Place
    spent_s: float
    drawn: frozenset[int]
    mays: tuple[float, ...] = ()
    pool: frozenset[int] = frozenset()
    over: bool | None = None  # for one that has come to its end: whether it keeps the running time


class Outlook:
    """Looks from places of a course, memoised."""

    def __init__(self, course: Course) -> None:
        self.course = course
        out = course.outline
        options = (DEFAULT, ONWARD, FIRST, LAST) if out.asks else (DEFAULT,)
        keeps = (KEEP, DROP) if out.heavy else (KEEP,)
        self.policies: tuple[Policy, ...] = tuple((option, keep) for keep in keeps for option in options)
        self._looks: dict[Policy, dict[Place, Look]] = {policy: {} for policy in self.policies}
        self._gone: dict[Policy, dict[tuple[int, object], Gone]] = {policy: {} for policy in self.policies}
        self._stretches = course.outline.stretches
        self._pools: dict[Place, tuple[int, ...]] = {}
        self._found: dict[object, bool] = {}

    def look(self, place: Place, policy: Policy = (DEFAULT, KEEP)) -> Look:
        """The rest of the film from a place."""
        memo, gone, ends = self._looks[policy], self._gone[policy], self._stretches.end
        chain: list[tuple[Place, float, int, Mays | None, bool]] = []
        key: tuple[int, object] | None = None  # of the stretch that is being gone through, from `begun` of the chain `until` a position
        begun = until = 0
        while True:
            at = place.next
            if key is not None and place.goto < 0 and at >= until:
                gone[key] = _gone(chain[begun:], place)
                key = None
            found = memo.get(place)
            if found is not None:
                break
            if key is None and place.goto < 0 and UNBEGUN < place.must < at < ends[at]:
                key, begun, until = (at, self._stretches.values[at](place.ledger.values)), len(chain), ends[at]
                if (stretch := gone.get(key)) is not None:
                    chain.append((place, stretch.seconds, stretch.lost, stretch.mays, False))
                    ledger = self.course.changed(place.ledger, stretch.changes)
                    place, key = Place(stretch.next, -1, ledger, max(place.must, stretch.must), place.counts), None
                    continue
            following, seconds, lost, mays, over = self._step(place, policy)
            chain.append((place, seconds, lost, mays, over))
            if following is None:
                found = Look(0.0, 0, None, 0.0, None, None, over)
                break
            place = following
        for here, seconds, lost, mays, _ in reversed(chain):
            rest, total = found.mays, found.mays_s
            each = mays
            while each is not None:
                rest, total = Mays(each.beat, each.seconds, rest), total + each.seconds
                each = each.rest
            seam = here if here.goto < 0 and here.must > UNBEGUN else None
            found = Look(found.seconds + seconds, found.lost + lost, rest, total, seam or found.first, found.last or seam, found.ends)
            memo[here] = found
        return found

    def _step(self, place: Place, policy: Policy) -> tuple[Place | None, float, int, Mays | None, bool]:
        """One step of a policy: where it leads (None: the film is over), its seconds, what is lost, what may be put in."""
        course, beats, order = self.course, self.course.beats, self.course.order
        at, lost, mays = place.next, 0, None
        if place.goto >= 0:
            back = 0 <= course.position.get(place.goto, -1) < place.next
            if not (back and policy[0] == ONWARD) and not course.why_not_go(place, place.goto):
                return self._play(place, place.goto, policy, 0.0, lost, mays)
            return place._replace(goto=-1), 0.0, 0, None, False
        run = course.run_end[at]
        if run > at:
            return place._replace(next=run, must=max(place.must, -1)), course.seconds_to[run] - course.seconds_to[at], 0, None, False
        stop = self._stretches.end[at]
        while at < len(order):
            index = order[at]
            if course.why_not_next(place, at):
                lost += course.loses(place, at)
            elif not beats[index].may:
                return self._play(place, index, policy, 0.0, lost, mays)
            elif course.outline.pure[index]:
                mays = Mays(index, course.seconds[index], mays)
            elif policy[1]:
                return self._play(place, index, policy, 0.0, lost, mays)
            at += 1
            if at == stop:  # what comes now depends on other values than the stretch does
                return place._replace(next=at), 0.0, lost, mays, False
            run = course.run_end[at]
            if run > at:
                return place._replace(next=run, must=max(place.must, -1)), course.seconds_to[run] - course.seconds_to[at], lost, mays, False
        index = course.last_ending(place)
        if index >= 0:
            return None, course.seconds[index], lost, mays, True
        return None, 0.0, lost, mays, not course.endings

    def _play(
        self, place: Place, index: int, policy: Policy, seconds: float, lost: int, mays: Mays | None
    ) -> tuple[Place | None, float, int, Mays | None, bool]:
        effect = self.course.effect(index, place.ledger)
        seconds += self.course.seconds[index]
        after = self.course.after(place, index, effect)
        if effect.ending:
            return None, seconds, lost, mays, True
        if effect.choice is not None:
            after = self._taken(after, effect.choice, policy[0])
        return after, seconds, lost, mays, False

    def _taken(self, place: Place, choice: Choice, kind: int) -> Place:
        """Where a policy goes from a choice."""
        if kind == ONWARD:
            return place
        options = range(len(choice.options))
        wanted = (choice.default, *options) if kind == DEFAULT else options if kind == FIRST else tuple(reversed(options))
        for n in wanted:
            if 0 <= n < len(choice.options):
                target = choice.options[n].beat
                if 0 <= target < len(self.course.beats) and not self.course.why_not_go(place, target):
                    return place._replace(goto=target)
        return place

    def _pool_s(self, way: Way) -> list[float]:
        return [self.course.beats[i].seconds for i in sorted(way.pool - way.drawn)]

    def _next(self, way: Way, least: float, most: float) -> list[Way]:
        """All ways on, the script's own first: one beat further, or one that makes a difference left out or drawn."""
        course, place = self.course, way.place
        found: list[Way] = []
        if place.goto >= 0:
            if not course.why_not_go(place, place.goto):
                found += self._playing(way, place.goto, least, most)
            return [*found, replace(way, place=place._replace(goto=-1))]
        if place.must > UNBEGUN:
            pool = self.drawable(place)
            way = replace(way, pool=way.pool.union(i for i in pool if course.outline.pure[i]))
        found += self._script(way, least, most)
        if place.must > UNBEGUN:
            for index in pool:
                if not course.outline.pure[index] and index not in way.drawn:
                    found += self._playing(replace(way, drawn=way.drawn | {index}), index, least, most)
        return found

    def _script(self, way: Way, least: float, most: float) -> list[Way]:
        """The ways on in script order: its next beat, or an earlier `may` that makes a difference."""
        course, beats, order = self.course, self.course.beats, self.course.order
        found: list[Way] = []
        moved: list[Way] = []
        at = way.place.next
        while at < len(order):
            index = order[at]
            if (run := course.run_end[at]) > at:
                spent = way.spent_s + course.seconds_to[run] - course.seconds_to[at]
                return [*found, *moved, replace(way, place=way.place._replace(next=run, must=max(way.place.must, -1)), spent_s=spent)]
            if course.why_not_next(way.place, at):
                if course.loses(way.place, at):
                    return [*found, *moved]
            elif beats[index].may and course.outline.pure[index]:
                # Played, it moves the script on, past what may yet be opened.
                moved += self._playing(way, index, least, most)
                way = replace(way, mays=(*way.mays, beats[index].seconds))
            else:
                found += self._playing(way, index, least, most)
                if not beats[index].may:
                    return [*found, *moved]
            at += 1
        index = course.last_ending(way.place)
        if index < 0 and course.endings:
            return [*found, *moved]
        return [*found, *moved, self._over(way, way.spent_s + (beats[index].seconds if index >= 0 else 0.0), least, most)]

    def _over(self, way: Way, total: float, least: float, most: float) -> Way:
        extras = [*way.mays, *self._pool_s(way)]
        return replace(way, over=total <= most + SLACK_S and short_s(extras, least - total, most - total) <= SLACK_S)

    def _playing(self, way: Way, index: int, least: float, most: float) -> list[Way]:
        """The ways on from a beat that plays: one for each option that may be taken."""
        effect = self.course.effect(index, way.place.ledger)
        spent = way.spent_s + self.course.beats[index].seconds
        if effect.ending:
            return [self._over(way, spent, least, most)]
        after = self.course.after(way.place, index, effect)
        places = [after]
        if effect.choice is not None:
            options = effect.choice.options
            wanted = dict.fromkeys((effect.choice.default, *range(len(options))))
            led = [options[n].beat for n in wanted if 0 <= n < len(options)]
            places = [*(after._replace(goto=t) for t in led if 0 <= t < len(self.course.beats) and not self.course.why_not_go(after, t)), after]
        return [replace(way, place=each, spent_s=spent) for each in places]

    def drawable(self, place: Place) -> tuple[int, ...]:
        """The storylets whose conditions let them be drawn at a place, seen or not."""
        place = Place(place.next, -1, place.ledger, place.must)
        found = self._pools.get(place)
        if found is None:
            found = self._pools[place] = tuple(i for i in self.course.outline.pools if self.course.drawable(i, place))
        return found

    def extras(self, look: Look, drawn: Sequence[int] | frozenset[int]) -> list[float]:
        """The seconds of all that can be put into a look: `may` beats, and storylets that change nothing and were not drawn."""
        found = []
        each = look.mays
        while each is not None:
            found.append(each.seconds)
            each = each.rest
        pure, beats = self.course.outline.pure, self.course.beats
        pools: set[int] = set()
        for place in (look.first, look.last):
            if place is not None:
                pools.update(self.drawable(place))
        found += [beats[i].seconds for i in sorted(pools) if pure[i] and i not in drawn]
        return found

    def value(
        self, places: Sequence[Place], spent_s: float, drawn: frozenset[int], least: float, most: float, *, thorough: bool = False
    ) -> Value:
        """The best value of a film that goes on at one of some places; `spent_s` has the end card in it.

        With `thorough`, where no policy keeps the running time, ways that no policy goes are searched, as far as `SEARCHED` steps.
        """
        best: Value | None = None
        for policy in self.policies:
            for place in places:
                found = self.value_of(self.look(place, policy), spent_s, drawn, least, most)
                if found.kept:
                    return found
                if best is None or found < best:
                    best = found
        assert best is not None
        if thorough and len(self.course.beats) <= SMALL and not best.lost and not best.endless and any(self._keeps(place, spent_s, drawn, least, most) for place in places):
            return Value(0, 0, 0.0)
        return best

    def _keeps(self, place: Place, spent_s: float, drawn: frozenset[int], least: float, most: float) -> bool:
        key = (place, round(spent_s, 1), drawn)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _FOUND_MAX:
                self._found.clear()
            found = self._found[key] = self._search(Way(place, spent_s, drawn), least, most)
        return found

    def _search(self, first: Way, least: float, most: float) -> bool:
        """Whether some way by the rules keeps the running time: a search in depth, the way of the default first.

        A way that is found from here is found no later from its next step, so that what it promises does not get lost.
        """
        waiting = [first]
        for _ in range(SEARCHED):
            if not waiting:
                break
            way = waiting.pop()
            if way.spent_s > most + SLACK_S:
                continue
            look = self.look(way.place)
            if not look.lost and look.ends:
                total = way.spent_s + look.seconds
                if least <= total <= most:
                    return True
                if total < least and short_s([*way.mays, *self._pool_s(way), *self.extras(look, way.drawn | way.pool)], least - total, most - total) <= SLACK_S:
                    return True
            ways = self._next(way, least, most)
            if any(each.over for each in ways):
                return True
            waiting += reversed([each for each in ways if each.over is None])
        return False

    def value_of(self, look: Look, spent_s: float, drawn: frozenset[int], least: float, most: float) -> Value:
        """The value of one look, its extras put in as is best."""
        total = spent_s + look.seconds
        off = 0.0
        if most > 0:
            if total > most:
                off = total - most
            elif total < least:
                off = short_s(self.extras(look, drawn), least - total, most - total)
        return Value(look.lost, int(not look.ends), off if off > SLACK_S else 0.0)

    def spans(self, places: Sequence[Place], drawn: frozenset[int]) -> Iterator[tuple[float, float]]:
        """The least and most seconds of each policy from some places."""
        for policy in self.policies:
            for place in places:
                look = self.look(place, policy)
                yield look.seconds, look.seconds + sum(self.extras(look, drawn))


def _gone(chain: Sequence[tuple[Place, float, int, Mays | None, bool]], place: Place) -> Gone:
    """Steps that have led to a place, as one."""
    first = chain[0][0]
    mays: Mays | None = None
    for step in reversed(chain):
        each = step[3]
        while each is not None:
            mays, each = Mays(each.beat, each.seconds, mays), each.rest
    turned: Mays | None = None  # a step's are linked the last first
    while mays is not None:
        turned, mays = Mays(mays.beat, mays.seconds, turned), mays.rest
    changes = tuple((slot, new) for slot, (old, new) in enumerate(zip(first.ledger.values, place.ledger.values, strict=True)) if old != new)
    return Gone(sum(step[1] for step in chain), sum(step[2] for step in chain), turned, changes, place.next, place.must)


def short_s(extras: Sequence[float], least: float, most: float) -> float:
    """How far the nearest sum of some of the extras stays outside a range; 0 where one lies in it.

    >>> short_s((20.0, 30.0), 25, 35), short_s((20.0,), 25, 35), short_s((40.0,), 25, 35)
    (0.0, 5.0, 5.0)
    """
    if least <= 0:
        return 0.0
    whole = sum(extras)
    if whole <= most:
        return max(0.0, least - whole)
    if max(extras) <= most - least:
        return 0.0  # added one after another, none can leap over the range
    sums = 1  # bit n: some extras come to n tenths of a second
    for each in extras:
        sums |= sums << round(each * 10)
    low, high = round(least * 10), round(most * 10)
    inside = (sums >> low) & ((1 << (high - low + 1)) - 1)
    if inside:
        return 0.0
    under = (sums & ((1 << low) - 1)).bit_length() - 1
    over = sums >> (high + 1)
    above = (over & -over).bit_length() if over else None
    return min(low - under, above if above is not None else low - under) / 10
