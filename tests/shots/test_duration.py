"""How long the director takes a beat to run, against what it comes to when it is shot."""

from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest

from playhead.screenplay import parse
from playhead.screenplay.film import read_film
from playhead.shots import Style, lines_of, shoot
from playhead.speech import estimate
from playhead.story import compile_story
from playhead.story.duration import LOCK_S, timed, timed_for

ROOT = Path(__file__).parents[2]
SCRIPTS = (*sorted((ROOT / "films").glob("*/*.fountain")), *sorted((ROOT / "tests/story/scripts").glob("*.fountain")))
OTHERS = {
    "a chase": "EXT. STREET - NIGHT - RAIN\n\nTOM (30) runs round the corner. He stops. Behind him, steps.\n\nHe runs on and hides behind a car. A man in a hat walks past and looks about.\n\n"
    "MAN\n(shouting)\nCome out! I know that you are here somewhere!\n\nNothing.\n\nThe man lights a cigarette, waits, and leaves.\n",
    "a speech": "INT. COURT - DAY\n\nJUDGE\nI have listened to all of you for three days now, and I have to say that I have never in my life heard so many people speak so well "
    "about so little. The boat was his. The sea was everybody's. What he did on it between the hours of six and nine is known to nobody but him, and he is not obliged to tell us.\n\n"
    "ANNA (30s) rises.\n\nANNA\nAnd the money?\n\nJUDGE\nWhat money?\n",
    "cards": "> Chapter one <\n\nEXT. FIELD - MORNING\n\nMist. A horse stands in it.\n\nSUPER: Many years ago, before any of us were born\n\nA GIRL (8) walks up to the horse and gives it an apple.\n\n> The end <\n",
    "an old couple": "INT. KITCHEN - EVENING\n\nHEDDA (80) cuts bread. EMIL (82) reads the newspaper.\n\nHEDDA\nIs there anything in it?\n\nEMIL\nNo.\n\n(beat)\n\nHEDDA\nThen why do you read it?\n\n"
    "EMIL\nTo be sure of it.\n\nShe laughs. He turns the page, slowly, and drinks his tea.\n",
    "silence": "INT. ATTIC - DAY\n\nDust. A box stands under the window.\n\nNORA (12) kneels and opens the box. Letters. She reads one. She reads another.\n\n[[hold 3s]]\n\nShe weeps.\n",
    "asides": "INT. CAFE - DAY\n\nLEA\n(quietly, to Max)\nDon't look round.\n\nMAX\n(looking round)\nWhere?\n\nLEA\n(sighs)\nNever mind. He has gone, and he took your coat.\n\nMAX\nMy coat? My good coat, with the tickets in it, and the keys?\n",
    "space": "INT. SPACESHIP - NIGHT\n\nAlarms. Red light turns on the walls.\n\nCAPTAIN OKORO (50s) hurries in. The COMPUTER blinks.\n\nCAPTAIN OKORO\nReport.\n\nCOMPUTER (V.O.)\nWe have lost the left engine, Captain. "
    "The right engine is thinking about it.\n\nEXT. SPACE - NIGHT\n\nThe ship drifts past a small blue planet.\n",
    "a list": "INT. SHOP - DAY\n\nThe bell rings. IDA enters, shakes her umbrella, and puts it in the corner.\n\nIDA\nBread, butter, two eggs, a candle; and, if you have it, a little patience.\n\nGROCER\nEggs I have.\n",
}


def story_of(path):
    screenplay = parse(path.read_bytes(), path.name)
    beside = path.parent / "film.toml"
    film, _ = read_film(screenplay, beside.read_text() if beside.exists() else None, str(beside))
    return compile_story(screenplay, film)


STORIES = {path.stem: story_of(path) for path in SCRIPTS} | {name: compile_story(parse(text.encode())) for name, text in OTHERS.items()}


def errors_of(story, style=Style()):  # noqa: B008  frozen
    """By how much each beat's estimate is off, as it is written: gates, choices and what its author says of its length left out."""
    plain = [timed(replace(beat, choice=None, parts=(), about_s=0.0), story.cast, story.film.language) for beat in story.beats]
    viewer = {"pace": style.pace, "access": ("descriptions",) if style.descriptions else ()}
    return {
        beat.id: beat.seconds / (shoot(whole, story, {}, style).frames / 24) - 1
        for beat, whole in zip(timed_for(tuple(plain), viewer), story.beats, strict=True)
    }


@pytest.mark.parametrize("style", [Style(), Style("slow"), Style("quick"), Style(descriptions=True)], ids=["usual", "slow", "quick", "told"])
def test_a_beat_runs_about_as_long_as_was_thought(style):
    found = {(name, beat): off for name, story in STORIES.items() for beat, off in errors_of(story, style).items()}
    assert not {beat: off for beat, off in found.items() if abs(off) > 0.2}
    assert abs(mean(found.values())) < 0.03
    assert mean(map(abs, found.values())) < 0.06


@pytest.mark.parametrize("name", ["the-lamp", "the-nine-forty"])
def test_a_film_as_a_whole_runs_as_long_as_was_thought(name):
    assert abs(mean(errors_of(STORIES[name]).values())) < 0.03


def test_what_its_author_says_of_a_beat_goes_before_its_words():
    (beat,) = compile_story(parse(b"## tea\n\n[[about 50s]]\n\nINT. ROOM - DAY\n\nThey wait.\n")).beats
    assert beat.seconds == 50


def test_a_beat_that_asks_lasts_as_long_as_the_choice_is_open():
    story = compile_story(parse(b"## a\n\nINT. ROOM - DAY\n\nMARA waits.\n\n[[choice 20s: Yes -> b / No -> c]]\n\n## b\n\nShe goes.\n\n## c\n\nShe stays.\n"))
    assert story.beats[0].seconds >= 20 + LOCK_S
    assert timed_for(story.beats, {"pace": "quick"})[0].seconds >= 20 + LOCK_S


def test_what_only_some_see_counts_half():
    text = "## a\n\nINT. ROOM - DAY\n\nMARA waits.\n\nShe looks at the clock on the wall.{}\n"
    (always,) = compile_story(parse(text.format("").encode())).beats
    (sometimes,) = compile_story(parse(text.format(" [[when viewer.age > 12]]").encode())).beats
    assert always.seconds - 1.2 < sometimes.seconds < always.seconds - 0.8


def test_what_a_viewers_pace_decides_is_counted_as_it_is():
    text = "## a\n\nINT. ROOM - DAY\n\nMARA waits, looks at the clock, and walks up and down the room.{}\n\nShe looks at the clock on the wall.{}\n"
    gated = compile_story(parse(text.format(" [[or when viewer.pace = quick: MARA waits.]]", " [[when not viewer.pace = quick]]").encode()))
    whole = compile_story(parse(text.format("", "").encode()))
    brief = compile_story(parse(b"## a\n\nINT. ROOM - DAY\n\nMARA waits.\n"))
    assert gated.beats[0].seconds == whole.beats[0].seconds
    for pace, like in (("quick", brief), ("slow", whole)):
        viewer = {"pace": pace}
        assert timed_for(gated.beats, viewer)[0].seconds == timed_for(like.beats, viewer)[0].seconds


def test_who_needs_nothing_is_given_the_beats_as_they_are():
    beats = STORIES["the-lamp"].beats
    assert timed_for(beats, {"name": "Ada", "pace": "normal"}) is beats


def test_a_film_that_is_read_runs_as_long_as_was_thought():
    said = "Ce n'est pas la mer qui me fait peur, dit-elle, c'est le silence qui vient apr\u00e8s."
    text = f"Film: language fr\n\nINT. KITCHEN - NIGHT\n\nHEDDA (80) cuts bread. EMIL (82) reads.\n\nHEDDA\n{said}\n\nEMIL\nOui.\n\nHEDDA\n{said} {said}\n"
    story = compile_story(parse(text.encode()))
    lines = [line for beat in story.beats for line in lines_of(beat, story)]
    assert {line.language for line in lines} == {"fr"}
    assert not any(estimate(line).marks for line in lines)
    assert abs(mean(errors_of(story).values())) < 0.1
