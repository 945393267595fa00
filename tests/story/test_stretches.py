"""A look-ahead that goes through stretches at one step sees what one that goes beat by beat sees."""

from __future__ import annotations

import random

import pytest

from playhead.screenplay import parse
from playhead.screenplay.film import FilmFile
from playhead.story import Story, compile_story
from playhead.story.course import Course
from playhead.story.director import begin, choose, next_beat, offers, play
from playhead.story.outline import Outline
from playhead.story.outlook import Outlook
from playhead.story.stretches import LONGEST, Stretches


def made(seed: int, beats: int = 60) -> Story:
    """A story in which nearly every beat sets, tells, asks or is told of, with storylets that are told of by one beat only."""
    pick = random.Random(seed)
    lines = ["Title: Made", ""]
    for n in range(beats):
        lines += [f"## s{n}", "", f"[[about {pick.randint(3, 20)}s]]", ""]
        if n and pick.random() < 0.5:
            lines += [f"[[{pick.choice(('must', 'may', 'may; weight 3', 'when v1 >= 2', 'when not v2', 'when fact f1 = dead', f'when seen s{pick.randrange(n)}'))}]]", ""]
        lines += [f"Somebody does this and that in the beat {n}.", ""]
        lines += pick.choice((
            [], [f"[[set v{pick.randint(0, 2)} + 1]]", ""], [f"[[fact f{pick.randint(0, 1)} = {pick.choice(('dead', 'lit'))}]]", ""],
            [f"[[when v{pick.randint(0, 2)} >= 1; set v{pick.randint(0, 2)} = 0]]", ""],
        ))  # fmt: skip
        if n % 6 == 2 and n < beats - 3:
            onward = pick.choice(("b", "b", "b", f"s{n + 2}"))
            lines += [f"[[choice 9s: Left -> a{n} / Right -> {onward if onward != 'b' else f'b{n}'}]]", "", f"## a{n}", "", "They go left.", "", "[[set v0 + 1]]", ""]
            if onward == "b":
                lines += [f"## b{n}", "", f"[[when v{pick.randint(0, 2)} >= 1]]", "", "They go right.", "", "[[fact f1 = dead]]", ""]
    lines += ["## the end", "", "[[ending]]", "", "It is over.", "", "# STORYLETS", ""]
    for n in range(6):
        lines += [f"## p{n}", "", f"[[when seen s{pick.randrange(beats)}; once; about 30s]]", "", "Something happens.", ""]
    return compile_story(parse("\n".join(lines).encode()), FilmFile(runtime_s=(beats * 11, beats * 13)))


@pytest.mark.parametrize("seed", range(12))
def test_stretches_make_no_difference(seed):
    story = made(seed)
    outline = Outline(story)
    course = Course(outline, {}, {})
    known = Outlook(course)
    assert any(end > at + 1 for at, end in enumerate(outline.stretches.end))
    pick = random.Random(seed)
    state = begin(story, seed=seed)
    while (decision := next_beat(story, state)).beat is not None:
        state, _ = play(story, state, decision.beat)
        options = [offer.option for offer in offers(story, state) if offer.open]
        state = choose(story, state, pick.choice(options)) if options else state
        place = course.place_of(state)
        for policy in known.policies:
            anew = Outlook(course)  # knows no stretch and no place
            assert known.look(place, policy) == anew.look(place, policy)
    assert any(known._gone.values())


def test_a_long_film_is_looked_through_once(monkeypatch):
    """What a beat changes that nothing but a storylet far on looks at does not make the rest of the script new."""
    lines = ["Title: Made", "", "## s0", "", "It begins.", "", "## s1", "", "[[may]]", "", "One more.", ""]
    for n in range(2, 400):
        lines += [f"## s{n}", "", "On and on.", "", f"[[set v{n % 4} + 1]]", "", *(["[[when v1 > 900]]", "", "Never.", ""] if n % 9 == 0 else [])]
    lines += ["# STORYLETS", "", "## p", "", "[[when seen s1]]", "", "So it was.", ""]
    story = compile_story(parse("\n".join(lines).encode()), FilmFile(runtime_s=(10, 9000)))
    course = Course(Outline(story), {}, {})
    outlook, steps = Outlook(course), []
    step = Outlook._step
    monkeypatch.setattr(Outlook, "_step", lambda self, place, policy: steps.append(place) or step(self, place, policy))
    state, _ = play(story, begin(story), 0)
    place = course.place_of(state)
    outlook.look(place)
    assert len(steps) > 300
    steps.clear()
    with_it, without = outlook.look(place), outlook.look(place._replace(next=2))
    assert with_it.seconds - without.seconds == course.seconds[1]
    assert with_it.last.ledger is not without.last.ledger
    assert len(steps) <= LONGEST


def test_stretches_end_where_a_beat_is_in_none():
    stretches = Stretches([{0}, {1}, None, {2}, set()])
    assert stretches.end == [2, 2, 2, 5, 5, 5]
    assert stretches.values[1](("a", "b", "c")) == ("a", "b")
    assert stretches.values[4](("a", "b", "c")) == "c"
