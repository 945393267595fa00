"""An audience sees what single viewers see, and is counted right."""

from __future__ import annotations

import json
import random

import pytest

from playhead.errors import BadInput
from playhead.screenplay import parse
from playhead.screenplay.film import read_film
from playhead.story import Story, compile_story
from playhead.story.audience import SAMPLES, simulate
from playhead.story.crowd import Many, Number, One, everybody, read_profiles
from playhead.story.director import begin, choose, default_of, next_beat, offers, play

SCRIPT = """Title: Made
Film: runtime 80s-140s; rating 6

## arrival

[[must; tension 1; about 20s]]

Ada arrives, {viewer.name or "friend"}. [[or when viewer.age < 12: Ada comes, little one.]]

[[when viewer.mood = tense; fact lamp = dead]]

[[choice 9s default wait: Call out -> call / Wait -> wait]]

## call

[[tension 4; about 15s]]

She calls. There is blood. [[bounds blood]]

[[set brave + 1]]

## wait

[[tension 0; about 10s]]

She waits.

## storm

[[may; weight 1; about 20s; tension 5]]

The storm.

## light

[[when brave >= 1 or now.time = night; about 20s]]

A light.

## home

[[ending; when brave >= 1; about 15s]]

She goes home.

## away

[[ending; about 15s]]

She goes away.

# STORYLETS

## letter

[[when viewer.likes has "letters"; tension 2; about 20s]]

A letter.

## gull

[[when not fact lamp = dead; tension 3; about 15s]]

A gull.

## song

[[tension 1; about 15s; set sung = 1]]

A song.
"""


@pytest.fixture(scope="module")
def story() -> Story:
    screenplay = parse(SCRIPT.encode())
    return compile_story(screenplay, *read_film(screenplay, None))


def people(count: int) -> list[dict]:
    pick = random.Random(1)
    return [
        {
            "name": pick.choice(("Ada", "Ben", "Cleo")), "age": pick.choice((5, 9, 30)), "mood": pick.choice(("calm", "tense")),
            "likes": pick.choice(((), ("letters",))), "pace": pick.choice(("slow", "quick")), "now.time": pick.choice(("day", "night")),
        }
        for _ in range(count)
    ]  # fmt: skip


def alone(story: Story, profile: dict) -> tuple[tuple[int, ...], float]:
    """The film of one viewer who does not choose."""
    viewer = {name: value for name, value in profile.items() if name != "now.time"}
    state = begin(story, viewer, {"time": profile["now.time"]})
    while (decision := next_beat(story, state)).beat is not None:
        state, _ = play(story, state, decision.beat)
        if offers(story, state):
            state = choose(story, state, default_of(story, state))
    return state.played, round(state.spent_s + 4, 3)


def test_each_viewer_sees_what_they_would_see_alone(story):
    profiles = people(60)
    audience = simulate(story, 60, profiles, {"default": 1.0})
    assert -1 in audience.viewed
    for profile, n in zip(profiles, audience.viewed, strict=True):
        if n < 0:
            assert profile["age"] == 5
        else:
            beats, seconds = alone(story, profile)
            assert audience.cuts[n].beats == beats
            assert audience.cuts[n].seconds == pytest.approx(seconds)


def test_what_is_counted(story):
    audience = simulate(story, 200, people(200), {"random": 2.0, "profile": 1.0})
    assert audience.shown + sum(count for _, count in audience.refused) == 200
    assert [reason for reason, _ in audience.refused] == ["Made is for viewers from 6, and the viewer is 5"]
    assert audience.shown == sum(cut.viewers for cut in audience.cuts) == sum(count for _, count in audience.endings)
    assert audience.distinct_cuts == len({(cut.beats, cut.chosen) for cut in audience.cuts})
    assert audience.coverage(0) == 1.0
    assert audience.outside == 0
    assert sum(count for *_, count in audience.histogram(7)) == audience.shown
    assert audience.times_s() == sorted(audience.times_s())
    call, wait = audience.options
    assert call.asked == wait.asked == call.taken + wait.taken == audience.shown
    assert (call.label, call.open) == ("Call out", audience.shown)
    # Three names, and "little one" for children; calling is bloody or not.
    assert audience.versions[:2] == (4, 2)
    assert audience.growth[-1][:2] == (200, audience.distinct_versions)
    assert [n for n, _, _ in audience.growth] == [1, 2, 5, 10, 20, 50, 100, 200]
    assert len(audience.tension) == len(audience.wanted) == SAMPLES
    assert dict(audience.choosers).keys() == {"random", "profile"}
    for cut in audience.cuts:
        assert story.beats[cut.ending].ending
        assert cut.seconds == pytest.approx(7 + sum(story.beats[i].seconds for i in cut.beats), rel=0.12)  # at the pace of who watched


def test_equal_arguments_give_equal_audiences(story):
    assert simulate(story, 50, seed=3) == simulate(story, 50, seed=3)
    assert simulate(story, 50, seed=3).viewed != simulate(story, 50, seed=4).viewed


@pytest.mark.slow
def test_processes_change_nothing(story):
    assert simulate(story, 500, processes=2) == simulate(story, 500, processes=1)


def test_distributions_of_what_the_story_looks_at(story):
    found = everybody(story)
    assert found["likes"] == Many((("letters", 0.35),), given=0.8)
    assert isinstance(found["age"], Number)
    assert {value for value, _ in found["now.time"].weights} == {"morning", "day", "evening", "night"}
    assert "now.hour" not in found


def test_profiles_from_files(tmp_path):
    path = tmp_path / "people.json"
    path.write_text(json.dumps({"age": [8, 80], "mood": {"calm": 2, "tense": 1}, "likes": {"many": {"letters": 0.5}}, "now.time": ["night", "day"],
                                "pace": {"of": {"slow": 1}, "given": 0.5}}))
    assert read_profiles(path) == {
        "age": Number(8, 80), "mood": One((("calm", 2.0), ("tense", 1.0))), "likes": Many((("letters", 0.5),)),
        "now.time": One((("night", 1.0), ("day", 1.0))), "pace": One((("slow", 1.0),), 0.5),
    }  # fmt: skip
    path.write_text('[{"age": 9, "likes": ["letters"]}]')
    assert read_profiles(path) == [{"age": 9, "likes": ("letters",)}]
    table = tmp_path / "people.csv"
    table.write_text("name,age,likes\nAda,9,letters; ships\nBen,,\n")
    assert read_profiles(table) == [{"name": "Ada", "age": 9, "likes": ("letters", "ships")}, {"name": "Ben"}]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "{", "is no JSON"),
        ("a.json", "[]", "must be a list of profiles"),
        ("a.json", "3", "must be a list of profiles, or an object"),
        ("a.json", '{"age": "old"}', "age must be two numbers, a list"),
        ("a.csv", "name\n", "has no viewers"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(BadInput, match=message):
        read_profiles(path)


def test_unknown_choosers_are_told(story):
    with pytest.raises(ValueError, match="choosers must be of random, default, profile, not lazy"):
        simulate(story, 1, choosers={"lazy": 1.0})
