"""What can be told about a story before anybody watches it: beats never reached, dead ends, guarantees that cannot hold.

Every check is of the story's graph (`Ways`) and never runs a film, so that a thousand beats take a fraction of a second. What is
told is meant to be worth an author's time: a claim is made where it holds for some viewer whatever the others do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

from playhead.screenplay.elements import Problem
from playhead.screenplay.expression import Expression
from playhead.story.director import CannotShow, begin, director_of
from playhead.story.lengths import Lengths
from playhead.story.possible import Possible, kinds_of_viewers, reads_in
from playhead.story.story import Beat, Story
from playhead.story.viewer import AGES
from playhead.story.ways import Ways, reach

VIEWER = ("name", "age", "language", "mood", "pace", "likes", "avoid", "access")
NOW = ("time", "season", "hour", "weekday")
OFF_S = 1.0
"""Seconds outside the running time that are not worth telling."""
_ALWAYS_USED = frozenset({"age", "language", "mood", "pace", "likes", "avoid", "access"})  # the director and the player look at these


def problems_of(story: Story) -> tuple[Problem, ...]:
    """All that the story's own shape tells, in the order of the script. A script that varies in nothing has none of it."""
    if not story.varies and not story.film.questions and not any(story.film.runtime_s) and not any(b.ending or b.bounds for b in story.beats):
        return ()
    check = _Check(story)
    found = {problem for rule in check.rules() for problem in rule()}
    return tuple(sorted(found, key=lambda p: (p.line, p.column, p.text)))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _called(beat: Beat) -> str:
    return repr(beat.name or (beat.heading.raw if beat.heading else beat.id))


def _near(word: str, words: Iterable[str], *, show: bool = False) -> str:
    known = sorted(set(words))
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if show and known else ""


class _Check:
    """One story's graph and its rules."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.beats = story.beats
        self.ways = Ways(story)
        self.possible = Possible(story)
        self.never = frozenset(b.index for b in self.beats if b.when is not None and not self.possible.true(b.when))
        self.barred = frozenset(b.index for b in self.beats if b.bounds & set(story.film.never))
        shut = self.never | self.barred
        self.after = [tuple(t for t in targets if t not in shut) for targets in self.ways.after]
        self.reached = reach((self.ways.first, *(p for p in self.ways.pools if p not in shut)), self.after)
        self.lengths = Lengths(self.ways, self.after, self.reached)

    def rules(self) -> tuple[Callable[[], Iterator[Problem]], ...]:
        """All checks."""
        return (self.names, self.own_language, self.unreached, self.shut_choices, self.circles, self.facts, self.running_time, self.viewers, self.bounds, self.without_effect,
                self.musts, self.endings, self.questions, self.storylets)

    # Where things stand

    def at(self, beat: Beat, word: str, text: str) -> Problem:
        """A warning at the note or text of a beat in which a word stands, else at the beat."""
        line, column = place_of(beat, word)
        return Problem("warning", line, column, text)

    def of_choice(self, beat: Beat, text: str) -> Problem:
        """A warning at a beat's choice."""
        assert beat.choice is not None
        return Problem("warning", beat.choice.line or beat.line, beat.choice.column or 1, text)

    # Rules

    def names(self) -> Iterator[Problem]:
        """Names that nothing gives a value to."""
        facts = {name for beat in self.beats for name in (*beat.facts, *(fact for fact, _ in beat.tells))}
        fields = {*VIEWER, *(question.field for question in self.story.film.questions)}
        ids = {beat.id for beat in self.beats}
        told = [problem.text for problem in self.story.problems]  # the compiler knows of most
        for beat in self.beats:
            written: set[str] = {read for read in beat.reads if " " in read or "." in read}  # of texts; a single word may be one
            for expression in self.conditions(beat):
                written |= reads_in(expression)
            for name in sorted(written):
                head, _, rest = name.partition(" ")
                if any(repr(word) in text or f"fact {word} " in text for text in told for word in (name, rest or name, name.partition(".")[2] or name)):
                    continue
                if name.startswith("viewer."):
                    field = name.removeprefix("viewer.").split(".")[0]
                    if field not in fields:
                        hint = _near(field, fields) or ": ask for it in film.toml under [[questions]], or use one of " + ", ".join(VIEWER)
                        yield self.at(beat, name, f"the viewer has no field {field!r}{hint}")
                elif name.startswith("now."):
                    word = name.removeprefix("now.").split(".")[0]
                    if word not in NOW:
                        yield self.at(beat, name, f"there is no {name!r}{_near(word, NOW, show=True)}")
                elif head == "fact" and rest:
                    if rest not in facts:
                        yield self.at(beat, rest, f"no beat tells the fact {rest!r}{_near(rest, facts) or ': write [[fact ' + rest + ' = ...]] where it is told'}")
                elif head == "seen" and rest:
                    if self.story.beat_named(rest) < 0:
                        yield self.at(beat, rest, f"there is no beat {rest!r}{_near(rest, ids)}")
                elif name not in self.story.variables and name not in facts:
                    hint = _near(name, {*self.story.variables, *facts}) or f": write [[set {name} = ...]] where it is decided"
                    yield self.at(beat, name, f"nothing sets {name!r}{hint}")

    def own_language(self) -> Iterator[Problem]:
        """Captions in the language that the script is written in: nobody reads them."""
        own = self.story.film.language
        for beat in self.beats:
            for part in beat.parts:
                if any(language == own for words in part.words for language, _ in words.captions):
                    text = f"the script itself is in {own!r}, so `in {own}:` changes nothing: take it away, or say the script's own language in film.toml"
                    yield Problem("warning", part.element.line, part.element.column, text)

    def conditions(self, beat: Beat) -> Iterator[Expression]:
        """The conditions of a beat and of the ways out of it."""
        if beat.when is not None:
            yield beat.when
        yield from (jump.when for jump in beat.jumps if jump.when is not None)

    def unreached(self) -> Iterator[Problem]:
        """Beats that no film comes to; those in a row are told once."""
        for beat in self.beats:
            if beat.index in self.never and beat.when is not None:
                if place_of(beat, "when")[0] in {problem.line for problem in self.story.problems}:
                    continue  # the compiler told what it compares wrongly
                why = self.possible.why_never(beat.when)
                yield self.at(beat, "when", f"{_called(beat)} is never played: its condition cannot hold{why}")
            elif beat.index in self.barred:
                words = ", ".join(sorted(beat.bounds & set(self.story.film.never)))
                yield self.at(beat, "bounds", f"{_called(beat)} is never played: film.toml says never {words}; take the word or the beat out")
        lost = [b for b in self.beats if b.index not in self.reached and b.index not in self.never and b.index not in self.barred
                and not self._kept_by_must(b)]
        rows: list[list[Beat]] = []
        for beat in lost:
            if rows and rows[-1][-1].index == beat.index - 1 and beat.branch == rows[-1][-1].branch:
                rows[-1].append(beat)
            else:
                rows.append([beat])
        for row in rows:
            more = "" if len(row) == 1 else f" (nor {_called(row[1])})" if len(row) == 2 else f" (nor the {len(row) - 1} beats after it)"
            hint = "lead an option or a jump to it" if row[0].branch else "the beat before it always goes elsewhere: give that one a condition, or lead a -> here"
            yield Problem("warning", row[0].line, 1, f"{_called(row[0])} is never reached{more}: {hint}")

    def _kept_by_must(self, beat: Beat) -> bool:
        """Whether an ending before it does not end the film because a must is owed: told by `endings`."""
        place = self.ways.position.get(beat.index)
        if place is None:
            return False
        after = [self.beats[i] for i in self.ways.order[place:]]
        before = [self.beats[i] for i in self.ways.order[:place]]
        return any(b.must for b in after) and any(b.ending for b in before)

    def shut_choices(self) -> Iterator[Problem]:
        """Choices that cannot be chosen, and defaults that may be shut."""
        for beat in self.beats:
            choice = beat.choice
            if choice is None:
                continue
            targets = [self.beats[o.beat] if 0 <= o.beat < len(self.beats) else None for o in choice.options]
            shut = [t is None or t.index in self.never or t.index in self.barred for t in targets]
            if choice.options and all(shut):
                yield self.of_choice(beat, "no option of this choice can ever be taken: open one by taking the condition from the beat that it leads to")
                continue
            if 0 <= choice.default < len(targets):
                target = targets[choice.default]
                if target is not None and target.when is not None and not shut[choice.default]:
                    label = choice.options[choice.default].label
                    yield self.of_choice(beat, f"the default {label!r} leads to {_called(target)}, which has a condition: where it does not hold, the first "
                                         "open option is taken instead; make one the default that is always open")

    def circles(self) -> Iterator[Problem]:
        """Beats from which no film can come to an end."""
        into: list[list[int]] = [[] for _ in self.after]
        for node, targets in enumerate(self.after):
            for target in targets:
                into[target].append(node)
        ends = (self.ways.over, *(b.index for b in self.beats if b.ending), *(b.index for b in self.beats if b.pool and not self.ways.targets(b)))
        leave = reach(ends, [tuple(sources) for sources in into])
        trapped = sorted(n for n in self.reached - leave if n < len(self.beats))
        while trapped:
            first = self.beats[trapped[0]]
            circle = {n for n in reach((first.index,), self.after) if n < len(self.beats)}
            names = ", ".join(_called(self.beats[n]) for n in sorted(circle)[:4])
            line = next((jump.line for n in sorted(circle) for jump in self.beats[n].jumps), first.line)
            yield Problem("warning", line or first.line, 1, f"from {_called(first)} on the film goes round in a circle without a way out ({names}): give "
                          "one of its -> a condition, or mark one of its beats as ending")
            trapped = [n for n in trapped if n not in circle]

    def facts(self) -> Iterator[Problem]:
        """Facts that one film would be told twice, differently."""
        tellers: dict[str, list[tuple[Beat, str | int]]] = {}
        for beat in self.beats:
            if beat.index in self.reached:
                for name, value in beat.tells:
                    tellers.setdefault(name, []).append((beat, value))
        contested = {name: told for name, told in tellers.items() if len({value for _, value in told}) > 1}
        if not contested:
            return
        follows = Follows(self.after, {beat.index for told in contested.values() for beat, _ in told})
        for name, told in contested.items():
            for later, value in told:
                if self._minds(later, name):
                    continue
                for earlier, other in told:
                    if other == value or earlier is later or self._minds(earlier, name):
                        continue
                    if not (earlier.pool or follows.can(earlier.index, later.index)) or self._apart(earlier, later):
                        continue
                    yield self.at(later, name, self._contradiction(name, earlier, other, later, value))
                    break

    def _minds(self, beat: Beat, fact: str) -> bool:
        """Whether the beat's own condition looks at the fact, or at which way the film went."""
        if beat.when is None:
            return False
        return any(read in (f"fact {fact}", fact) or read.startswith("seen ") for read in reads_in(beat.when))

    def _apart(self, earlier: Beat, later: Beat) -> bool:
        """Whether conditions on the same things keep the two from one film."""
        if earlier.when is None or later.when is None:
            return False
        return bool(reads_in(earlier.when) & reads_in(later.when))

    def _contradiction(self, name: str, earlier: Beat, other: str | int, later: Beat, value: str | int) -> str:
        one, two = f"{_called(earlier)} (line {earlier.line}) tells {name} = {other}", f"tells {name} = {value}"
        sure = earlier.index in self.ways.position and earlier.when is None and not earlier.may
        if later.must and earlier.must and sure:
            return f"two musts contradict each other: {one} and {_called(later)} {two}, so this one can never be played; agree on one value, or make it a variable with set"
        if later.must and not sure:
            return f"{one}, but the must {_called(later)} {two}: nobody is offered the first before the must; give one of them a condition"
        if sure:
            return f"{_called(later)} is never played: it {two}, but {one} before; a fact keeps its first value, a variable (set) may change"
        return f"{_called(later)} {two}, but {one} on a way to it, and is then left out; write [[when fact {name} = {value}]], or lead the ways apart"

    def running_time(self) -> Iterator[Problem]:
        """Versions that are too long or too short, whatever the director does."""
        least, most = self.story.film.runtime_s
        if not most:
            return
        lengths = self.lengths
        range_ = f"the running time is {_clock(least)} to {_clock(most)}"
        if lengths.shortest > most:
            yield Problem("warning", 1, 1, f"every version is too long: the shortest runs about {_clock(lengths.shortest)}, {range_}; mark beats as may, or give "
                          "the film longer")
            return
        if lengths.fullest < least:
            yield Problem("warning", 1, 1, f"every version is too short: with all storylets the longest runs about {_clock(lengths.fullest)}, {range_}; write more, or "
                          "give the film less")
            return
        for beat in self.beats:
            if beat.choice is None or beat.index not in self.reached:
                continue
            for option in beat.choice.options:
                if option.beat in self.reached and lengths.through(beat.index, option.beat) > most:
                    yield self.of_choice(beat, f"the option {option.label!r} is never offered: it makes the film at least {_clock(lengths.through(beat.index, option.beat))} "
                                         f"long, over the running time of {_clock(most)}; shorten that way, or give the film longer")

    def viewers(self) -> Iterator[Problem]:
        """Viewers for whom the director cannot keep the guarantees, each kind told once."""
        if self.lengths.shortest > self.story.film.runtime_s[1] > 0 or self.lengths.fullest < self.story.film.runtime_s[0]:
            return  # nobody's film can be in time: told already
        seen: set[str] = set()
        for viewer, now in kinds_of_viewers(self.story, most=max(3, min(64, 4_000 // len(self.beats)))):
            try:
                state = begin(self.story, viewer, now)
            except CannotShow:
                continue  # told by `bounds`
            director = director_of(self.story, state)
            value = director.value(director.stand(state), director.course.place_of(state))
            whose = " and ".join(f"{name} is {', '.join(each) if isinstance(each, tuple) else each}" for name, each in {**viewer, **now}.items())
            whom = f"for a viewer whose {whose}, " if viewer else f"when the {whose}, " if now else "for a viewer of whom nothing is known, "
            if value.off_s > OFF_S and "off" not in seen:
                seen.add("off")
                yield Problem("warning", 1, 1, f"{whom}no version keeps to the running time: the nearest is {_clock(value.off_s)} outside; give them more storylets to "
                              "fill it, or mark beats as may")
            if value.lost and "lost" not in seen:
                seen.add("lost")
                yield Problem("warning", 1, 1, f"{whom}a must cannot be played in any version: look for a must that their way does not come to, or take must away")
            if value.endless and "endless" not in seen:
                seen.add("endless")
                yield Problem("warning", 1, 1, f"{whom}no version comes to an ending: let the script end with one that has no condition")

    def bounds(self) -> Iterator[Problem]:
        """Content that does not go with the rating, and musts that some may not see."""
        ages = {**AGES, **dict(self.story.film.ages)}
        rating = self.story.film.rating
        for beat in self.beats:
            words = sorted((word for word in beat.bounds if ages.get(word, 0) > rating), key=lambda word: -ages[word])
            for word in sorted(beat.bounds):
                if word not in ages and word not in self.story.film.never and not any(repr(word) in problem.text for problem in self.story.problems):
                    yield self.at(beat, word, f"{word!r} is no word of content that has an age{_near(word, ages)}; give it one in film.toml under [bounds] ages")
            if not words or beat.index not in self.reached:
                continue
            word = words[0]
            if beat.must:
                hint = f"rate the film {ages[word]} (Film: rating {ages[word]}), or let the beat be no must"
                yield self.at(beat, word, f"the must {_called(beat)} has {word}, which is for {ages[word]} and older: younger viewers cannot be shown this film; {hint}")
            elif rating:
                yield self.at(beat, word, f"{_called(beat)} has {word}, which is for {ages[word]} and older, in a film rated {rating}: raise the rating, or leave it out")

    def without_effect(self) -> Iterator[Problem]:
        """Options that come to the same."""
        for beat in self.beats:
            choice = beat.choice
            if choice is None or not choice.options:
                continue
            if len(choice.options) == 1:
                yield self.of_choice(beat, f"a choice of one option, {choice.options[0].label!r}, is no choice: give it another, or write ->")
                continue
            seen: dict[object, str] = {}
            for option in choice.options:
                if not 0 <= option.beat < len(self.beats):
                    continue
                target = self.beats[option.beat]
                sense = (tuple(e.text for e in target.elements if e.text), tuple(n.text for e in target.elements for n in e.notes), target.tells,
                         target.jumps, target.choice, self.ways.resumes(target))
                same = seen.get(target.index, seen.get(sense))
                if same is not None:
                    what = f"both lead to {_called(target)}" if target.index in seen else "lead to beats that are alike and change nothing"
                    yield self.of_choice(beat, f"choosing has no effect: {same!r} and {option.label!r} {what}; let one of them show, set or tell something else")
                seen.setdefault(target.index, option.label)
                seen.setdefault(sense, option.label)

    def musts(self) -> Iterator[Problem]:
        """Musts that are none, and ways that pass over them."""
        for beat in self.beats:
            if beat.must and beat.pool:
                yield self.at(beat, "must", f"{_called(beat)} is a storylet: must makes it come first, and nothing promises that it comes; move it into the script if all are to see it")
            elif beat.must and beat.branch:
                yield self.at(beat, "must", f"{_called(beat)} is a branch, seen only by those who come to it, and cannot be must: move it into the script, or take must away")
            if beat.must and beat.may:
                yield self.at(beat, "may", f"{_called(beat)} is both must and may: a must is never dropped; take one of them away")
        for beat in self.beats:
            for jump in beat.jumps:
                if passed := self.ways.passed(beat, jump.beat):
                    yield Problem("warning", jump.line or beat.line, 1, f"-> {self.beats[jump.beat].id} passes over the must {_called(passed[0])}, so it is not taken "
                                  "before that was seen: lead it to the must or before it")
            for option in beat.choice.options if beat.choice else ():
                if passed := self.ways.passed(beat, option.beat):
                    yield self.of_choice(beat, f"the option {option.label!r} passes over the must {_called(passed[0])}, so it is not offered before that was seen: "
                                         "lead it to the must or before it")

    def endings(self) -> Iterator[Problem]:
        """Endings that come too soon, and scripts that run out without one."""
        endings = [b for b in self.beats if b.ending]
        if not endings:
            return
        for beat in endings:
            cursors = self.ways.cursors[beat.index]
            if beat.pool:
                yield self.at(beat, "ending", f"{_called(beat)} is a storylet and cannot be an ending: move it into the script, or lead a choice to it")
                continue
            late = [m for at, m in self.ways.musts if cursors and all(at > c for c in cursors)]
            if late and beat.index in self.reached:
                if beat.branch:
                    yield self.at(beat, "ending", f"the ending {_called(beat)} is not offered: the must {_called(late[0])} comes after it and is still owed; ask later, or let it be no must")
                else:
                    yield self.at(beat, "ending", f"the ending {_called(beat)} does not end the film: the must {_called(late[0])} (line {late[0].line}) comes after it; put the must before it")
        if self.ways.over in self.reached:
            last = self.beats[self.ways.order[-1]]
            fallback = next((b for b in reversed(endings) if not b.pool and not b.bounds), endings[-1])
            yield Problem("warning", last.line, 1, f"the script may run out after {_called(last)} without an ending; {_called(fallback)} is then played as one: "
                          "end the script with an ending that has no condition")

    def questions(self) -> Iterator[Problem]:
        """Questions whose answers nothing looks at."""
        reads = {read.removeprefix("viewer.").split(".")[0] for b in self.beats
                 for read in (*b.reads, *(r for e in self.conditions(b) for r in reads_in(e))) if read.startswith("viewer.")}
        for question in self.story.film.questions:
            if question.field not in reads and question.field not in _ALWAYS_USED:
                yield Problem("warning", 1, 1, f"the film asks for {question.field!r} and never looks at the answer: use viewer.{question.field}, or do not ask")

    def storylets(self) -> Iterator[Problem]:
        """Storylets that can never be drawn for lack of time."""
        pools = [self.beats[n] for n in self.ways.pools]
        most = self.story.film.runtime_s[1]
        if not pools or not most:
            return
        room = most - self.lengths.shortest
        for beat in pools:
            if beat.seconds > room > 0 and beat.index not in self.never:
                yield Problem("warning", beat.line, 1, f"the storylet {_called(beat)} runs about {_clock(beat.seconds)} and no version has more than {_clock(room)} left for it: shorten it")


class Follows:
    """Which of some nodes can come after which."""

    def __init__(self, after: list[tuple[int, ...]], nodes: set[int]) -> None:
        self._after = after
        self._bit = {node: 1 << n for n, node in enumerate(sorted(nodes))}
        self._below = self._gathered()

    def can(self, earlier: int, later: int) -> bool:
        """Whether a film that played `earlier` may come to `later`."""
        return bool(self._below[earlier] & self._bit[later])

    def _gathered(self) -> list[int]:
        """For each node the bits of those after it: once around in postorder, again while circles add some."""
        order: list[int] = []
        state = [0] * len(self._after)
        for start in range(len(self._after)):
            if state[start]:
                continue
            state[start] = 1
            stack = [(start, iter(self._after[start]))]
            while stack:
                node, rest = stack[-1]
                for target in rest:
                    if not state[target]:
                        state[target] = 1
                        stack.append((target, iter(self._after[target])))
                        break
                else:
                    order.append(node)
                    stack.pop()
        below = [0] * len(self._after)
        changed = True
        while changed:
            changed = False
            for node in order:
                bits = 0
                for target in self._after[node]:
                    bits |= below[target] | self._bit.get(target, 0)
                if bits != below[node]:
                    below[node] = bits
                    changed = True
        return below


def place_of(beat: Beat, word: str) -> tuple[int, int]:
    """Line and column, in a beat, of a word in its notes or its text; the beat's own where it is not found."""
    pattern = re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)" if word[:1].isalnum() else re.escape(word), re.IGNORECASE)
    for element in beat.elements:
        for note in element.notes:
            if found := pattern.search(note.text):
                return note.place(found.start())
        raw = element.raw or element.text
        for match in re.finditer(r"\{[^{}]*\}", raw):
            if found := pattern.search(match[0]):
                before = raw[: match.start() + found.start()]
                column = len(before) - before.rfind("\n") - 1 if "\n" in before else element.column - 1 + len(before)
                return element.line + before.count("\n"), column + 1
    return beat.line, 1
