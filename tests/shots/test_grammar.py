"""The rules of film that hold for every beat of every script, and for whatever else a parser may hand over."""

import random
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import ScreenplayError
from playhead.screenplay import Element, Kind, Note, Screenplay, parse
from playhead.shots import end_shots, lines_of, shoot, title_shots
from playhead.shots.cue import FOLEY, MOODS
from playhead.shots.shot import FEELINGS, PLACES_INSIDE, PLACES_OUTSIDE, POSES, PROPS, SIZES, TIMES, VERBS, WEATHERS
from playhead.speech import Mark, Mouth, Spoken
from playhead.story import compile_story
from playhead.story.director import begin, choose, next_beat, offers, play
from playhead.timebase import FRAME

ROOT = Path(__file__).parents[2]
SCRIPTS = (*sorted((ROOT / "tests/story/scripts").glob("*.fountain")), *sorted((ROOT / "films").glob("*/*.fountain")))
STORIES = {path.stem: compile_story(parse(path.read_bytes(), path.name)) for path in SCRIPTS}


def spoken(line, rate=3000):
    """A voice of the tests: so many ticks a letter, an open mouth every fifth of a second."""
    ticks = len(line.text) * rate + 777
    return Spoken(ticks, tuple(Mark(t, Mouth.WIDE if t // 9600 % 2 else Mouth.CLOSED) for t in range(0, ticks, 9600)))


VIEWERS = ({}, {"pace": "slow", "likes": ("songs", "birds"), "name": "Ada"}, {"pace": "quick", "likes": ("stars",)}, {"mood": "sad", "late": "yes", "waited": "yes"})


@cache
def versions(name):
    """The beats of a script as some viewers see them who choose at random; as they are written where nothing varies."""
    story = STORIES[name]
    found = {}
    for seed in range(12 if story.varies else 1):
        pick = random.Random(seed)
        state = begin(story, VIEWERS[seed % len(VIEWERS)], seed=seed)
        while (decision := next_beat(story, state)).beat is not None:
            state, version = play(story, state, decision.beat)
            found.setdefault((decision.beat, version.beat.elements), version.beat)
            if able := [offer.option for offer in offers(story, state) if offer.open]:
                state = choose(story, state, pick.choice(able))
    met = {beat for beat, _ in found}
    return (*found.values(), *(play(story, begin(story), beat.index)[1].beat for beat in story.beats if beat.index not in met))


def shot_lists(name, rate=3000):
    story = STORIES[name]
    return [(beat, shoot(beat, story, {line.key: spoken(line, rate) for line in lines_of(beat, story)})) for beat in versions(name)]


def check_fields(shot):
    """Every field says what shot.py says it may."""
    assert shot.place.kind in (PLACES_INSIDE if shot.place.interior else PLACES_OUTSIDE)
    assert shot.time in TIMES
    assert shot.weather in WEATHERS
    assert shot.framing.size in SIZES
    assert shot.framing.angle in (-1, 0, 1)
    assert 0 <= shot.mood <= 5
    assert shot.move.kind in ("hold", "push", "pull", "pan", "track", "tilt", "crane")
    assert -250 <= shot.move.amount <= 250
    assert 0 <= shot.leave_frames <= shot.frames
    assert shot.enter.frames <= max(24, shot.frames)
    assert all(0 <= n < len(shot.props if shot.framing.size == "insert" else shot.performers) for n in shot.framing.subjects)
    assert -1 <= shot.framing.over < len(shot.performers)
    assert shot.framing.over not in shot.framing.subjects
    assert (shot.framing.size == "insert") <= bool(shot.framing.subjects)
    if shot.framing.size in ("close", "medium"):
        assert len(shot.framing.subjects) == 1
    if shot.framing.size == "two":
        assert len(shot.framing.subjects) == 2
    for prop in shot.props:
        assert prop.kind in PROPS
        assert 0 <= prop.x <= 848
        assert prop.row in (0, 1, 2, 3)
    for performer in shot.performers:
        assert performer.pose in POSES
        assert performer.feeling in FEELINGS
        assert performer.facing % 45 == 0
        assert -135 <= performer.facing <= 180
        assert performer.gaze % 45 == 0
        assert performer.row in (0, 1, 2, 3)
        assert performer.holds in ("", *PROPS)
        assert -100 <= performer.x <= 948
        assert performer.acts, "nobody stands frozen"
        for act in performer.acts:
            assert act.verb in VERBS
            assert act.frame >= 0
            assert act.frames >= 1
            assert act.frame + act.frames <= shot.frames
            assert act.to % 45 == 0
            assert act.prop in ("", *PROPS)
            if act.verb in ("walk", "run"):
                assert -100 <= act.x <= 948
        for one, two in pairwise(performer.acts):
            assert one.frame + one.frames <= two.frame
        frames = [frame for frame, _ in performer.mouth]
        assert frames == sorted(set(frames))
        assert all(0 <= frame < shot.frames for frame in frames)
        if performer.mouth:
            assert abs(performer.facing) <= 90
    assert isinstance(shot.key, str)


def check_beat(story, beat, made):
    """What holds for the shots of a beat together."""
    assert made.shots
    assert len(made.reasons) == len(made.shots)
    assert all(made.reasons)
    for shot in made.shots:
        assert 29 <= shot.frames <= 240, (shot.framing, shot.frames)
        check_fields(shot)
    for one, two in pairwise(made.shots):
        if "card" not in (one.framing.size, two.framing.size):
            assert (one.framing.size, one.framing.angle) != (two.framing.size, two.framing.angle), (
                "a size or 30 degrees between shots"
            )
    said = [line.key for line in lines_of(beat, story)]
    heard = [cue.line.key for cue in made.cues if cue.kind == "speech"]
    assert Counter(said) == Counter(heard), "every line is heard once"
    for cue in made.cues:
        assert cue.ticks > 0
        if cue.kind == "speech":
            assert cue.at % FRAME == 0
            assert cue.at >= 0
            assert cue.at + cue.ticks <= made.frames * FRAME
        elif cue.kind == "foley":
            assert cue.name in FOLEY
            assert 0 <= cue.at < made.frames * FRAME
        elif cue.kind == "score":
            assert cue.name in MOODS
        else:
            assert cue.kind == "ambience"
            assert cue.place is not None
        assert cue.at >= -FRAME * 12
        assert -1000 <= cue.pan <= 1000
    assert (not heard) or any(caption.speaker for caption in made.captions)
    for caption in made.captions:
        assert all(len(row) <= 42 for row in caption.text.split("\n")) or " " not in caption.text
        assert caption.text.count("\n") <= 1
        assert caption.at >= 0


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("rate", [1200, 3000])
def test_grammar(name, rate):
    story = STORIES[name]
    for beat, made in shot_lists(name, rate):
        check_beat(story, beat, made)


@pytest.mark.parametrize("name", STORIES)
def test_the_line_is_kept(name):
    """Who is left stays left, and looks right, in every shot of a scene that shows both, or one alone from their side."""
    for _, made in shot_lists(name):
        place, order = None, {}
        for shot in made.shots:
            if shot.place != place:
                place, order = shot.place, {}
            looks = [p.appearance for p in shot.performers]
            xs = [p.x for p in shot.performers]
            if shot.framing.size in ("two", "full", "wide"):
                assert xs == sorted(xs)
                for n, one in enumerate(looks):
                    for two in looks[n + 1 :]:
                        assert order.setdefault((one, two), True) is True
                        assert (two, one) not in order


@pytest.mark.parametrize("name", ["the-lamp", "the-nine-forty", "talk"])
def test_shots_and_reverse_shots_look_at_each_other(name):
    for beat, made in shot_lists(name):
        for shot in made.shots:
            if shot.framing.size in ("close", "medium") and shot.framing.angle and shot.framing.over >= 0:
                subject, over = shot.performers[shot.framing.subjects[0]], shot.performers[shot.framing.over]
                assert (subject.x < over.x) == (shot.framing.angle == -1), beat.line
                assert abs(over.facing) >= 90


def test_mean_shot_length_and_a_minute_a_page():
    for name in ("the-lamp", "the-nine-forty", "orbit"):
        made = [made for _, made in shot_lists(name, 3300)]
        shots = [shot for one in made for shot in one.shots if shot.framing.size != "insert"]
        mean = sum(shot.frames for shot in shots) / len(shots) / 24
        assert 3.6 <= mean <= 6, name
        seconds = sum(one.frames for one in made) / 24
        assert 50 <= seconds / pages(versions(name)) <= 70, name


def pages(beats):
    rows = 0
    for beat in beats:
        for e in beat.elements:
            width = {Kind.DIALOGUE: 35, Kind.PARENTHETICAL: 25}.get(e.kind, 61)
            rows += sum(-(-len(line) // width) for line in e.text.split("\n")) if e.kind is not Kind.NOTE else 0
            rows += e.kind in (Kind.ACTION, Kind.SCENE, Kind.CHARACTER, Kind.TRANSITION)
    return rows / 55


@pytest.mark.parametrize("name", STORIES)
def test_title_and_end(name):
    story = STORIES[name]
    title = title_shots(story)
    assert title.frames == 72
    assert not [cue for cue in title.cues if cue.kind == "speech"]
    assert title.shots[0].text[0] == story.title
    assert title.shots[0].text[-1] == "Generated as you watch"
    end = end_shots(story)
    assert end.frames == 96
    for made in (title, end):
        for shot in made.shots:
            check_fields(shot)


NAMES = ["MARA", "TOM", "OLD MAN", "ÉLODIE", "VOICE (V.O.)", "TOM (CONT'D)", "MARA AND TOM", "@x"]
TEXTS = st.one_of(
    st.sampled_from(
        [
            "INT. ROOM - DAY", "EXT. SEA", "LATER", "MARA (60s) enters with a lantern. She sits.", "Tom runs to Mara. He gives her the letter. They walk away.",
            "The lamp dies. Thunder!", "A knock at the door.", "No.", "CUT TO BLACK.", "SUPER: Ten years later", "(beat)", "(to Tom, angrily)", "...",
            "NO! Never! I said never, and I meant it, and I will say it again until you hear it: never, never, never, as long as I live in this house.",
            "Mara leaves. Tom leaves. Mara enters. Tom enters and kneels, rises, turns, walks to the window and weeps.", "SMASH CUT TO:", "DISSOLVE TO:",
            "FADE OUT.", "CLOSE ON the letter.", "WIDE SHOT of nothing at all", '{viewer.name or "friend"}', "", " ", "the old man sits with Mara and Tom and Élodie",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
NOTES = st.lists(st.builds(Note, text=st.sampled_from(["tension 4", "tension 0", "hold 3s", "hold 40s", "look: rain, slow push", "sound: thunder, music out",
                                                       "shot: close on Mara", "shot: wide", "shot: insert letter", "what"]), line=st.just(1), column=st.just(1)), max_size=2)  # fmt: skip
ELEMENT = st.one_of(
    st.builds(
        Element,
        kind=st.sampled_from([k for k in Kind if k is not Kind.TITLE]),
        text=TEXTS,
        line=st.just(1),
        depth=st.integers(1, 3),
        notes=NOTES.map(tuple),
    ),
    st.builds(
        Element,
        kind=st.just(Kind.CHARACTER),
        text=st.sampled_from(NAMES),
        line=st.just(1),
        dual=st.booleans(),
        extension=st.sampled_from(["", "V.O.", "O.S."]),
    ),
    st.builds(Element, kind=st.just(Kind.DIALOGUE), text=TEXTS, line=st.just(1), dual=st.booleans()),
    st.builds(Element, kind=st.just(Kind.ACTION), text=TEXTS, line=st.just(1)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ELEMENT, min_size=1, max_size=24), st.integers(100, 9000))
@pytest.mark.slow
def test_grammar_of_anything(elements, rate):
    try:
        story = compile_story(Screenplay(tuple(elements), b""))
    except ScreenplayError:
        return
    assert title_shots(story).frames == 72
    for beat in story.beats:
        check_beat(story, beat, shoot(beat, story, {line.key: spoken(line, rate) for line in lines_of(beat, story)}))
