import itertools
from pathlib import Path

from playhead.screening.captions import segment
from playhead.screenplay import parse
from playhead.shots import Style, lines_of, shoot
from playhead.speech import Spoken
from playhead.story import compile_story
from playhead.story.director import begin, play

LAMP = (Path(__file__).parents[1] / "story/scripts/lamp.fountain").read_text()


def story_of(text):
    return compile_story(parse(text.encode()))


def shot(text, n=0):
    story = story_of(text)
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


LONG = (
    "I have listened to all of you for three days now, and I have to say that I have never heard so many people speak so well about so little. "
    "The boat was his, and the sea was everybody's, and that is all that I am going to say."
)


def test_what_the_author_wrote_in_another_language_is_shared_out_over_the_pages():
    german = "Ich habe euch drei Tage lang zugehört, und ich habe noch nie so viele Leute so gut über so wenig reden hören. Das Boot war seins, und das Meer gehört allen."
    story = story_of(f"INT. COURT - DAY\n\nJUDGE\n{LONG} [[in de: {german}]] [[in fr: Non.]]\n\nANNA\nAnd the money?\n")
    _, version = play(story, begin(story), 0)
    captions = [caption for caption in shoot(version.beat, story, {}).captions if caption.speaker]
    judge = [caption for caption in captions if caption.speaker == "JUDGE"]
    assert len(judge) > 2
    assert " ".join(caption.text_in("de").replace("\n", " ") for caption in judge) == german
    assert [caption.text_in("fr") for caption in judge] == ["Non.", *[""] * (len(judge) - 1)]
    assert " ".join(caption.text_in("en").replace("\n", " ") for caption in judge) == LONG
    for caption in judge:
        part = len(caption.text_in("de")) / len(german)
        assert abs(part - caption.ticks / sum(each.ticks for each in judge)) < 0.1
    assert captions[-1].text_in("de") == "And the money?"


def test_a_card_in_another_language_is_captioned_in_that_alone():
    story = story_of("INT. COURT - DAY\n\nThey wait.\n\n> Three days later < [[in de: Drei Tage später]]\n\nSUPER: Spring [[in de: Frühling]]\n")
    _, version = play(story, begin(story), 0)
    made = shoot(version.beat, story, {})
    assert [shot.text for shot in made.shots if shot.text] == [("Three days later",), ("Spring",)]
    assert [(caption.text_in("en"), caption.text_in("de")) for caption in made.captions] == [("", "Drei Tage später"), ("", "Frühling")]
    cards = [shot.frames for shot in made.shots if shot.text]
    assert all(caption.ticks >= 48_000 for caption in made.captions)
    assert len(cards) == 2
    assert "-->" not in segment(made.captions, 0, made.frames * 2000)


def test_what_is_described_is_captioned_as_such_while_it_is_told():
    story = compile_story(parse(b"INT. ROOM - DAY\n\nANNA comes in, looks about for a long time, and sits down at the table by the window.\n\nANNA\nWell.\n"))
    plain, told = (shoot(story.beats[0], story, {}, Style(descriptions=describe)) for describe in (False, True))
    assert [(c.text, c.speaker, c.described) for c in plain.captions] == [("Well.", "ANNA", False)]
    *described, said = told.captions
    assert " ".join(c.text.replace("\n", " ") for c in described) == "Anna comes in, looks about for a long time, and sits down at the table by the window."
    assert all(c.described and not c.speaker for c in described)
    assert not said.described
    (heard,) = [cue for cue in told.cues if cue.line is not None and cue.line.text.startswith("Anna comes in")]
    assert (described[0].at, described[-1].at + described[-1].ticks) == (heard.at, heard.at + heard.ticks)


def test_what_is_described_is_captioned_in_the_authors_words_of_another_language():
    story = compile_story(parse(b"INT. ROOM - DAY\n\nANNA comes in. She sits down. [[in de: Anna kommt herein und setzt sich.]]\n\nShe waits.\n"))
    beat = play(story, begin(story, {}, {}, frozenset(), 1), 0)[1].beat
    told = shoot(beat, story, {}, Style(descriptions=True)).captions
    assert [c.text for c in told] == ["Anna comes in.", "She sits down.", "She waits."]
    assert " ".join(c.text_in("de") for c in told) == "Anna kommt herein und setzt sich. She waits."
    assert not shoot(beat, story, {}, Style()).captions
