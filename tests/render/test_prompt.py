import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import NotFound
from playhead.render.prompt import FAMILIES, write
from playhead.render.prompt.phrases import clean, clip_tokens
from playhead.screenplay import load
from playhead.screenplay.film import read_film
from playhead.shots import shoot, title_shots
from playhead.shots import shot as s
from playhead.shots.brief import Brief
from playhead.story import compile_story

LAMP = Path(__file__).parents[2] / "films/the-lamp"
GOLDEN = Path(__file__).parents[1] / "golden/prompts.txt"
SECRET = "Zyxoquart"
EMPTY = s.Shot(s.Place("room", "ROOM", interior=True), "day", "clear", s.Framing("title"), 48)


@pytest.fixture(scope="module")
def story():
    screenplay = load(LAMP / "the-lamp.fountain")
    return compile_story(screenplay, read_film(screenplay, (LAMP / "film.toml").read_text())[0])


TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(["the", "lamp", "(red:1.4)", "<lora:x>", "goes", "out", "—", "Ünïcode", "灯台"]), max_size=90).map(" ".join)


def appearances():
    return st.builds(
        s.Appearance, build=st.sampled_from(["child", "tall", "elder", "dog", "robot"]), hair=st.sampled_from(["short", "bald", "bun"]), hair_tone=st.integers(0, 5),
        headwear=st.sampled_from(["", "cap", "hood"]), face=st.sampled_from(["", "beard"]), garment=st.sampled_from(["", "coat", "overalls"]),
        tone=st.integers(0, 7), accent=st.sampled_from(["red", "orange"]), accent_on=st.sampled_from(["", "scarf", "hat", "garment"]),
    )  # fmt: skip


def performers():
    act = st.builds(s.Act, st.integers(0, 300), st.integers(1, 90), st.sampled_from(s.VERBS), st.integers(0, 848), st.integers(-180, 180), st.sampled_from(["", *s.PROPS]))
    return st.builds(
        s.Performer, appearances(), st.integers(0, 848), st.integers(-180, 180), st.integers(0, 3), st.sampled_from(s.POSES), st.sampled_from(s.FEELINGS),
        holds=st.sampled_from(["", "cup", "letter"]), acts=st.lists(act, max_size=4).map(tuple), mouth=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5)), max_size=2).map(tuple),
    )  # fmt: skip


def shots(words=TEXTS):
    places = st.builds(s.Place, st.sampled_from([*s.PLACES_INSIDE, *s.PLACES_OUTSIDE]), words, st.booleans(), st.lists(st.sampled_from(["sea", "window", "books"]), unique=True).map(tuple))
    framings = st.builds(s.Framing, st.sampled_from(s.SIZES), st.lists(st.integers(0, 7), max_size=3).map(tuple), st.integers(-1, 1), st.integers(-1, 4))
    return st.builds(
        s.Shot, places, st.sampled_from(s.TIMES), st.sampled_from(s.WEATHERS), framings, st.integers(12, 260), st.sampled_from(["paper", "ink/safe", "noir"]), st.integers(0, 5),
        st.builds(s.Move, st.sampled_from(["hold", "push", "pan", "crane"]), st.integers(-200, 200)), st.lists(performers(), max_size=4).map(tuple),
        st.lists(st.builds(s.Prop, st.sampled_from(s.PROPS), state=st.sampled_from(["", "lit"])), max_size=3).map(tuple), st.lists(words, max_size=2).map(tuple),
        light=st.lists(st.sampled_from(["moonlit", "lamp out", "steady"]), max_size=3).map(tuple),
    )  # fmt: skip


def briefs(words=TEXTS):
    return st.none() | st.builds(
        Brief, st.lists(st.tuples(st.integers(-5, 300), words), max_size=6).map(tuple), st.lists(st.tuples(words, words), max_size=4).map(tuple), words, words
    )


@given(st.sampled_from(sorted(FAMILIES)), shots(), briefs())
@settings(max_examples=120, deadline=None)
def test_any_shot_has_bounded_prompts_in_order(family, shot, brief):
    template = FAMILIES[family]
    written = write(family, shot, brief)
    assert written == write(family, shot, brief)
    frames = [frame for frame, _ in written]
    assert frames[0] == 0
    assert frames == sorted(set(frames))
    assert frames[-1] < shot.frames
    assert len(written) == 1 or template.chunk
    for _, prompt in written:
        assert prompt.positive.strip()
        assert "\n" not in prompt.positive
        assert not set("()[]{}<>|\\") & set(prompt.positive)
        assert len(prompt.positive.split()) <= template.words
        assert len(prompt.positive) <= template.letters
        assert bool(prompt.negative) == template.negative
        assert prompt.version == f"{family}/{template.version}"
        if template.tokens:
            assert clip_tokens(prompt.positive) <= template.tokens


@given(st.sampled_from(sorted(FAMILIES)), shots(st.just(SECRET)), briefs(st.just(SECRET)))
@settings(max_examples=80, deadline=None)
def test_a_viewers_words_never_enter_a_prompt(family, shot, brief):
    for _, prompt in write(family, dataclasses.replace(shot, private=True), brief):
        assert SECRET.lower() not in (prompt.positive + prompt.negative).lower()


@given(st.sampled_from(sorted(FAMILIES)), shots(st.just("HALL")), st.text(alphabet="qxz", min_size=5))
@settings(max_examples=40, deadline=None)
def test_words_on_a_card_are_the_players(family, shot, text):
    for _, prompt in write(family, dataclasses.replace(shot, text=(text,)), None):
        assert text not in prompt.positive


def test_the_words_change_at_a_chunk_where_a_family_can():
    shot = s.Shot(s.Place("kitchen", "KITCHEN", interior=True), "night", "rain", s.Framing("medium", (0,)), 120, performers=(s.Performer(s.Appearance(), 400),))
    brief = Brief(((0, "Mara waits."), (60, "The lamp dies."), (66, "She starts.")), (("MARA", "an old woman in a yellow coat"),))
    streamed = write("helios", shot, brief)
    assert [frame for frame, _ in streamed] == [0, 60]
    assert "Mara waits." in streamed[0][1].positive
    assert "lamp dies" not in streamed[0][1].positive
    assert "The lamp dies. She starts." in streamed[1][1].positive
    assert "Mara waits." not in streamed[1][1].positive
    (_, whole), = write("wan", shot, brief)
    assert "Mara waits. The lamp dies. She starts." in whole.positive
    assert "Mara is an old woman in a yellow coat" in whole.positive
    assert "old woman waits" in write("sd", shot, brief)[0][1].positive


def test_a_family_that_nobody_knows():
    with pytest.raises(NotFound, match="helios, ltx2, plain, sd, wan, not 'sora'"):
        write("sora", EMPTY)


def test_golden_prompts(story, request):
    """The words of some shots of The Lamp, for every family; written anew with --regenerate, as the golden pictures are."""
    made = [title_shots(story), *(shoot(beat, story, {}) for beat in story.beats[:5])]
    found = [(shot, getattr(shots_, "briefs", (None,) * len(shots_.shots))[n]) for shots_ in made for n, shot in enumerate(shots_.shots)]
    lines = []
    for n in (0, 1, 3, 13, 21, 27):
        shot, brief = found[n]
        lines.append(f"# shot {n}: {shot.framing.size}, {shot.place.name}")
        for family in FAMILIES:
            lines += [f"{family} {frame}: {prompt.positive}" for frame, prompt in write(family, shot, brief)]
    text = "\n".join(lines) + "\n"
    if request.config.getoption("--regenerate", default=False):
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text()


def test_brackets_that_steer_servers_are_taken_out():
    assert clean("a (red:1.4) lamp <lora:evil:1> {a|b} [c]") == "a red:1.4 lamp lora:evil:1 a b c"
