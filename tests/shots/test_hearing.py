import itertools
from pathlib import Path

from playhead.screenplay import parse
from playhead.shots import lines_of, shoot
from playhead.speech import Spoken
from playhead.story import compile_story

LAMP = (Path(__file__).parents[1] / "story/scripts/lamp.fountain").read_text()


def shot(text, n=0):
    story = compile_story(parse(text.encode()))
    beat = story.beats[n]
    return shoot(beat, story, {line.key: Spoken(len(line.text) * 3000, ()) for line in lines_of(beat, story)})


def test_ambience_leads_the_picture():
    made = shot(LAMP)
    air = [c for c in made.cues if c.kind == "ambience"]
    assert air[0].at == -24000
    assert air[0].place == made.shots[0].place
    assert air[-1].at + air[-1].ticks == made.frames * 2000


def test_weather_changes_the_air():
    air = [c for c in shot("EXT. FIELD - DAY\n\nAnna waits.\n\nRain begins to fall.\n\nAnna runs.").cues if c.kind == "ambience"]
    assert [c.weather for c in air] == ["clear", "rain"] or [c.weather for c in air] == ["rain"]


def test_score_has_mood_and_tension_and_rests_after_a_strong_moment():
    made = shot(
        "INT. ROOM - NIGHT\n\n[[tension 4]]\n\nAnna screams.\n\n[[tension 1]]\n\nShe sits. She breathes. The clock ticks."
    )
    score = [c for c in made.cues if c.kind == "score"]
    assert next(c.name for c in score) in ("tension", "fear")
    rest = [c for c in score if c.name == "silence"]
    assert len(rest) == 1
    assert rest[0].ticks >= 96000 or rest[0].at + rest[0].ticks == made.frames * 2000
    assert {c.tension for c in score if c.name != "silence"} == {1, 4}


def test_foley():
    names = [c.name for c in shot(LAMP, 1).cues if c.kind == "foley"]
    assert {"knock", "paper", "footsteps", "door open"} <= set(names)


def test_steps_are_heard_while_walking():
    made = shot("EXT. FIELD - DAY\n\nAnna waits.\n\nBEN enters and runs to Anna.")
    steps = [c for c in made.cues if c.name in ("footsteps", "run")]
    assert steps
    assert steps[0].place.kind == "field"


def test_captions_are_short_and_cover_the_line():
    made = shot(LAMP, 1)
    speech = {c.speaker: c for c in made.cues if c.kind == "speech"}
    for caption in made.captions:
        assert all(len(row) <= 40 for row in caption.text.split("\n"))
    said = " ".join(c.text.replace("\n", " ") for c in made.captions if c.speaker == "MARA")
    assert "I had waited thirty years for that knock" in said
    assert speech["ELIAS"]
    assert "[knock]" in [c.text for c in made.captions]
    mara = [c for c in made.captions if c.speaker == "MARA"]
    assert all(a.at + a.ticks <= b.at for a, b in itertools.pairwise(mara))


def test_pan_follows_the_stage():
    made = shot("INT. ROOM - DAY\n\nThey wait.\n\nANNA\nHello.\n\nBEN\nHello.\n\nCARA (V.O.)\nHello.")
    pans = {c.speaker: c.pan for c in made.cues if c.kind == "speech"}
    assert pans["ANNA"] < 0 < pans["BEN"]
    assert pans["CARA"] == 0
