"""The films that come with Playhead keep what they promise, on every path."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from playhead.screenplay import parse
from playhead.screenplay.elements import Element, Kind
from playhead.screenplay.film import read_film
from playhead.story import Story, compile_story
from playhead.story.director import END_CARD_S, TITLE_S, begin, choose, default_of, next_beat, offers, play
from playhead.story.state import State

FILMS = Path(__file__).parents[1] / "films"
VARIED = ("the-lamp", "the-nine-forty")
WINTER = {"time": "night", "season": "winter", "hour": 23, "weekday": "thursday"}
VIEWERS: dict[str, dict[str, object]] = {
    "nobody": {},
    "quick": {"pace": "quick"},
    "slow": {"pace": "slow"},
    "known": {"name": "Nora", "mood": "sad", "waited": True, "late": True, "likes": ("songs", "stars", "animals", "music", "birds", "soup")},
    "careful": {"avoid": ("peril",), "age": 8},
}


@cache
def film(name: str) -> Story:
    screenplay = parse((FILMS / name / f"{name}.fountain").read_bytes())
    toml = FILMS / name / "film.toml"
    settings, problems = read_film(screenplay, toml.read_text() if toml.exists() else None)
    assert not problems
    return compile_story(screenplay, settings)


class Cut:
    """One way through a film: its beats, the elements played, and what was asked."""

    def __init__(self, story: Story, viewer: Mapping[str, object], path: tuple[int, ...] = (), seed: int = 1) -> None:
        state = begin(story, viewer, WINTER, frozenset(), seed)  # type: ignore[arg-type]
        self.elements: list[tuple[str, Element]] = []
        self.asked: list[tuple[float, str, tuple[int, ...], int]] = []
        while (found := next_beat(story, state)).beat is not None:
            began = state.spent_s
            state, made = play(story, state, found.beat)
            self.elements += [(made.beat.id, element) for element in made.beat.elements]
            options = offers(story, state)
            if options:
                taken = path[len(self.asked)] if len(self.asked) < len(path) else default_of(story, state)
                self.asked.append((began, made.beat.id, tuple(o.option for o in options if o.open), taken))
                state = choose(story, state, taken)
        self.state: State = state
        self.ids = tuple(story.beats[n].id for n in state.played)
        self.chosen = tuple(taken for *_, taken in self.asked)
        self.seconds = state.spent_s + END_CARD_S

    def text(self) -> str:
        return "\n".join(element.text for _, element in self.elements)


@cache
def cuts(name: str, viewer: str) -> tuple[Cut, ...]:
    """All ways through a film for a viewer."""
    found: list[Cut] = []
    todo: list[tuple[int, ...]] = [()]
    while todo:
        path = todo.pop()
        cut = Cut(film(name), VIEWERS[viewer], path)
        found.append(cut)
        for n in range(len(path), len(cut.asked)):
            todo += [(*cut.chosen[:n], option) for option in cut.asked[n][2] if option != cut.chosen[n]]
    return tuple(found)


EACH = pytest.mark.parametrize(("name", "viewer"), [(name, viewer) for name in VARIED for viewer in VIEWERS])


@pytest.mark.parametrize(("name", "choices", "storylets", "endings"), [("the-lamp", 4, 10, 4), ("the-nine-forty", 3, 24, 3)])
def test_a_film_has_what_it_promises(name, choices, storylets, endings):
    story = film(name)
    assert sum(beat.choice is not None for beat in story.beats) >= choices
    assert sum(beat.pool for beat in story.beats) >= storylets
    assert sum(beat.ending for beat in story.beats) == endings
    assert not [problem for problem in story.problems if problem.level != "info"]


@EACH
def test_every_way_through_ends_within_its_time(name, viewer):
    story = film(name)
    least, most = story.film.runtime_s
    for cut in cuts(name, viewer):
        assert cut.state.ended, cut.ids
        assert story.beats[cut.state.played[-1]].ending, cut.ids
        assert least <= cut.seconds <= most, (cut.chosen, cut.seconds)
        assert {beat.id for beat in story.beats if beat.must} <= set(cut.ids)
        assert len(set(cut.ids) - {"loudspeaker"}) == len(cut.ids) - cut.ids.count("loudspeaker")


@EACH
def test_who_speaks_in_a_scene_is_there_or_is_only_heard(name, viewer):
    names = {role.name for role in film(name).cast}
    for cut in cuts(name, viewer):
        beat, there = "", set[str]()
        for here, element in cut.elements:
            if here != beat or element.kind is Kind.SCENE:
                beat, there = here, set()
            words = element.text.upper()
            if element.kind is Kind.ACTION:
                there |= {who for who in names if who in words}
            elif element.kind is Kind.CHARACTER and "V.O." not in element.extension and "O.S." not in element.extension:
                assert element.text in there, f"{element.text} speaks in {here} and nobody has seen them come ({cut.chosen})"


@pytest.mark.parametrize("name", VARIED)
def test_each_ending_is_reached_and_each_choice_changes_what_is_said(name):
    found = cuts(name, "nobody")
    story = film(name)
    assert {cut.ids[-1] for cut in found} == {beat.id for beat in story.beats if beat.ending}
    assert len({cut.text() for cut in found}) == len(found)


@pytest.mark.parametrize("name", VARIED)
def test_nobody_is_asked_in_the_first_minute(name):
    story = film(name)
    for cut in cuts(name, "quick"):
        began, beat, *_ = cut.asked[0]
        choice = story.beats[story.beat_named(beat)].choice
        assert choice is not None
        assert began + story.beats[story.beat_named(beat)].seconds - 2 - choice.window_s >= 60


@pytest.mark.parametrize("name", VARIED)
def test_every_storylet_is_seen_by_somebody(name):
    story = film(name)
    wanted = {beat.id for beat in story.beats if beat.pool}
    seen: set[str] = set()
    before: frozenset[str] = frozenset()
    for viewer in ("slow", "known"):
        profile = VIEWERS[viewer] | {"pace": "slow"}
        for cut in cuts(name, viewer):
            for seed in (1, 2):
                state = begin(story, profile, WINTER, before, seed)  # type: ignore[arg-type]
                while (found := next_beat(story, state)).beat is not None:
                    state, _ = play(story, state, found.beat)
                    if offers(story, state):
                        asked = len(state.chosen)
                        state = choose(story, state, cut.chosen[asked] if asked < len(cut.chosen) else default_of(story, state))
                new = {story.beats[n].id for n in state.played}
                seen |= new
                before |= new  # as somebody who comes back: what was not seen goes first
            if wanted <= seen:
                return
    assert wanted <= seen, wanted - seen


def test_the_lamp_by_default_keeps_its_scenes():
    cut = Cut(film("the-lamp"), {})
    spine = [name for name in cut.ids if not film("the-lamp").beats[film("the-lamp").beat_named(name)].pool]
    assert spine == ["dusk", "kitchen", "leave-it", "the-lamp-dies", "the-sea", "lens", "hands", "together", "the-window", "morning", "what-now", "one-day"]
    assert "That somebody was waiting." in cut.text()
    assert TITLE_S == 3


def test_the_lamp_says_the_viewers_name_and_keeps_it_private():
    named = Cut(film("the-lamp"), VIEWERS["known"])
    private = [element for _, element in named.elements if element.private]
    assert private
    assert all("Nora" in element.text for element in private)
    assert not [element for _, element in Cut(film("the-lamp"), {}).elements if element.private]


def test_the_lamp_spares_those_who_would_rather_not_see_it():
    assert {cut.ids[-1] for cut in cuts("the-lamp", "careful")} == {"one-day", "dont-wait-up", "keeper"}
    assert not [cut for cut in cuts("the-lamp", "careful") if {"rest", "asleep"} & set(cut.ids)]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_line_of_the_lamp_has_a_german_caption(viewer):
    for cut in cuts("the-lamp", viewer):
        said = [element for _, element in cut.elements if element.kind in (Kind.DIALOGUE, Kind.LYRICS)]
        assert said
        assert not [element.text for element in said if "de" not in dict(element.captions)]


def test_the_letter_of_the_lamp_is_in_one_place_at_a_time():
    for cut in cuts("the-lamp", "slow"):
        assert ("leave-it" in cut.ids) != ("take-it" in cut.ids)
        text = cut.text()
        assert text.count("Mara. We sail late.") <= 1
        if "take-it" in cut.ids:
            assert "Mara takes the letter out of her coat" not in text


def test_the_nine_forty_is_short_for_some_and_long_for_others():
    quick = [cut.seconds for cut in cuts("the-nine-forty", "quick")]
    slow = [cut.seconds for cut in cuts("the-nine-forty", "slow")]
    assert 180 <= min(quick) < 195
    assert max(quick) < 270
    assert min(slow) > 600


def test_orbit_varies_in_nothing():
    story = film("orbit")
    assert not story.varies
    assert len({Cut(story, viewer).text() for viewer in VIEWERS.values()}) == 1
