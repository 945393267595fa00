"""What a map shows, before it is drawn in any form: nodes, the ways between them, the storylets beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from playhead.screenplay.expression import Expression, write_expression
from playhead.story import Beat, Story
from playhead.story.duration import timed_for
from playhead.story.lengths import Lengths
from playhead.story.ways import Way, Ways

END = -1


@dataclass(frozen=True, slots=True)
class Node:
    """A beat on the map. `kind` is "spine", "branch", "storylet" or "ending"; `marks` are its words (must, may, once, ...)."""

    beat: int
    kind: str
    title: str
    place: str
    marks: tuple[str, ...]
    when: str
    tells: tuple[str, ...]
    tension: int
    seconds: float
    synopsis: str = ""
    reached: bool = True
    asks: str = ""  # the window of its choice, "9 s"


@dataclass(frozen=True, slots=True)
class StoryMap:
    """A story's map. `ways` go between indices of `nodes` by `Way.source` and `Way.target`, which are beats' indices."""

    title: str
    author: str
    nodes: tuple[Node, ...]  # all but storylets, in script order
    storylets: tuple[Node, ...]
    ways: tuple[Way, ...]
    groups: tuple[tuple[int, str], ...]  # beat index at which a group begins, its name
    figures: tuple[tuple[str, str], ...]  # ("beats", "14"), for the heading

    def node(self, beat: int) -> Node:
        """The node of a beat. Raises KeyError when it has none."""
        for node in (*self.nodes, *self.storylets):
            if node.beat == beat:
                return node
        raise KeyError(beat)


def clock(seconds: float) -> str:
    """Seconds as a clock shows them.

    >>> clock(75.4)
    '1:15'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def said(condition: Expression) -> str:
    """A condition as an author writes it; words that are plainly values need no quotes.

    >>> from playhead.screenplay.expression import parse_expression
    >>> said(parse_expression('fact lamp = "dead"'))
    'fact lamp = dead'
    """
    return re.sub(r'(!?=) "([^\W\d][\w-]*)"', r"\1 \2", write_expression(condition))


def title_of(beat: Beat) -> str:
    """What to call a beat: its name, else where it plays."""
    if beat.name:
        return beat.name
    return beat.heading.raw if beat.heading else beat.id or f"beat {beat.index + 1}"


def lengths_of(story: Story) -> tuple[float, float]:
    """The least and most seconds that its versions run, as far as the story's shape tells; within the running time, which the director keeps."""
    paces = ("quick", "slow") if any(question.field == "pace" for question in story.film.questions) else ("",)
    lengths = []
    for pace in paces:
        graph = Ways(replace(story, beats=timed_for(story.beats, {"pace": pace})))
        lengths.append(Lengths(graph, graph.after, graph.reached()))
    shortest, fullest = lengths[0].shortest, lengths[-1].fullest
    least, most = story.film.runtime_s
    if most:
        return round(max(shortest, min(least, fullest)), 1), round(max(shortest, min(most, fullest)), 1)
    return round(shortest, 1), round(fullest, 1)


def map_of(story: Story) -> StoryMap:
    """The map of a story."""
    graph = Ways(story)
    reached = graph.reached()
    ways = tuple(graph.ways())
    nodes = tuple(_node(beat, reached=beat.index in reached) for beat in story.beats if not beat.pool)
    storylets = tuple(_node(beat, reached=True) for beat in story.beats if beat.pool)
    counts = Counter(node.kind for node in nodes)
    choices = sum(beat.choice is not None for beat in story.beats)
    endings = sum(beat.ending for beat in story.beats)
    least, most = story.film.runtime_s
    figures = [("running time", f"{clock(least)}–{clock(most)}")] if most else []
    if story.film.rating:
        figures.append(("rating", str(story.film.rating)))
    for word, number in (("beats", len(story.beats)), ("choices", choices), ("branches", counts["branch"]),
                         ("storylets", len(storylets)), ("endings", endings)):
        if number:
            figures.append((word if number != 1 else _one(word), str(number)))
    return StoryMap(story.title, story.author, nodes, storylets, ways, _groups(story), tuple(figures))


def _one(word: str) -> str:
    return word.removesuffix("es") if word == "branches" else word.removesuffix("s")


def _groups(story: Story) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    before = ""
    for beat in story.beats:
        if not beat.pool and not beat.branch and beat.group != before:
            before = beat.group
            if before:
                found.append((beat.index, before))
    return tuple(found)


def _node(beat: Beat, *, reached: bool) -> Node:
    kind = "ending" if beat.ending else "storylet" if beat.pool else "branch" if beat.branch else "spine"
    marks = [word for word in ("must", "may", "once", "ending") if getattr(beat, word)]
    if (beat.pool or beat.may) and beat.weight != 1:
        marks.append(f"weight {beat.weight}")
    if beat.cooldown_s:
        marks.append(f"cooldown {clock(beat.cooldown_s)}")
    marks += [f"bounds {word}" for word in sorted(beat.bounds)]
    return Node(
        beat.index,
        kind,
        title_of(beat),
        beat.heading.raw if beat.heading and beat.name else "",
        tuple(marks),
        said(beat.when) if beat.when is not None else "",
        tuple(f"{name} = {value}" for name, value in beat.tells),
        beat.tension,
        beat.about_s or beat.seconds,
        beat.synopsis,
        reached,
        f"{beat.choice.window_s:g} s" if beat.choice else "",
    )
