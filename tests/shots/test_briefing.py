import dataclasses
from pathlib import Path

from playhead.screenplay import load, parse
from playhead.screenplay.film import read_film
from playhead.shots import end_shots, shoot, title_shots
from playhead.shots.brief import Brief
from playhead.shots.briefing import persona
from playhead.story import Role, compile_story
from playhead.story.director import begin
from playhead.story.version import version

FILMS = Path(__file__).parents[2] / "films"
SCRIPT = """Title: X

EXT. BEACH - DAY

[[look: noir, moonlit, slow push in]]

MARA (60s), in a yellow coat, waits at the water. Gulls cry.

{viewer.name or "A friend"} comes along the shore.

MARA
Hello, {viewer.name or "friend"}. It is a long and very cold morning.

TOM (8), a boy with a red cap, runs to her. He laughs.

Mara takes a letter from her bag and reads it.
"""


def film(name):
    folder = FILMS / name
    screenplay = load(next(folder.glob("*.fountain")))
    toml = folder / "film.toml"
    return compile_story(screenplay, read_film(screenplay, toml.read_text() if toml.exists() else None)[0])


def seen_by(viewer):
    story = compile_story(parse(SCRIPT.encode()))
    played = version(story, begin(story, viewer, {}, frozenset(), 1), 0)
    return shoot(played.beat, story, {})


def test_every_shot_of_the_films_has_a_brief_with_its_performers_in_their_order():
    for name in ("the-lamp", "the-nine-forty", "orbit"):
        story = film(name)
        for made in (title_shots(story), end_shots(story), *(shoot(beat, story, {}) for beat in story.beats)):
            assert len(made.briefs) == len(made.shots)
            for shot, brief in zip(made.shots, made.briefs, strict=True):
                assert brief.place == shot.place.name
                assert len(brief.characters) == len(shot.performers)
                assert [frame for frame, _ in brief.action] == sorted(frame for frame, _ in brief.action)
                assert all(0 <= frame < shot.frames for frame, _ in brief.action)


def test_what_is_seen_is_told_from_its_frame_on_in_the_scripts_words():
    made = seen_by({})
    told = [text for brief in made.briefs for _, text in brief.action]
    assert "Mara, in a yellow coat, waits at the water." in told
    assert "Mara takes a letter from her bag and reads it." in told
    assert ("MARA", "an old woman in her 60s, in a yellow coat") in [each for brief in made.briefs for each in brief.characters]
    assert made.briefs[0].look == "paper, noir, moonlit"


def test_a_shot_with_a_viewers_words_has_an_empty_brief_and_no_other_shot_tells_them():
    made = seen_by({"name": "Roswitha"})
    assert any(shot.private for shot in made.shots)
    for shot, brief in zip(made.shots, made.briefs, strict=True):
        assert not shot.private or brief == Brief()
        assert "Roswitha" not in repr(brief)


def test_a_place_is_not_named_by_a_viewers_words():
    text = 'Title: X\n\n{viewer.name or "A girl"} walks along the beach. The sea is calm.\n'
    story = compile_story(parse(text.encode()))
    played = version(story, begin(story, {"name": "Roswitha"}, {}, frozenset(), 1), 0)
    made = shoot(played.beat, story, {})
    assert all("roswitha" not in shot.place.name.lower() for shot in made.shots)


def test_equal_shots_of_other_words_have_other_briefs():
    first, second = (shoot(compile_story(parse(SCRIPT.replace("Gulls cry.", cry).encode())).beats[0], compile_story(parse(SCRIPT.encode())), {}) for cry in ("Gulls cry.", "Gulls weep."))
    assert [shot.key for shot in first.shots] == [shot.key for shot in second.shots]
    assert first.briefs != second.briefs


def test_personas():
    def told(description, added="", language="en", name="NOOR"):
        return persona(Role(name, description=", ".join(part for part in (description, added) if part)), added, language)

    assert told("NOOR (30s), a woman with curly hair and a teal jumper, sleeps.") == "a woman with curly hair and a teal jumper, in her 30s"
    assert told("NOOR waits at the door.") == "a woman" or told("NOOR waits at the door.") == "a person"
    assert told("", "long hair, a coat") == "a person, with long hair, with a coat"
    assert told("NOOR, a small brown dog, trots in.") == "a small brown dog"
    assert told("NOOR (30), eine Frau im roten Mantel.", language="de") == "NOOR (30), eine Frau im roten Mantel"
    assert told("") == ""


def test_briefs_are_in_no_shots_key():
    made = seen_by({})
    assert [shot.key for shot in dataclasses.replace(made, briefs=()).shots] == [shot.key for shot in made.shots]


def test_a_look_may_name_a_renderer_of_the_films_and_by_candlelight_names_none():
    script = SCRIPT.replace("noir, moonlit, slow push in", "noir, by candlelight").replace("TOM (8)", "[[look: by paint, moonlit]]\n\nTOM (8)")
    story = compile_story(parse(script.encode()), read_film(parse(script.encode()), 'renderers = ["theatre", "paint"]')[0])
    made = shoot(version(story, begin(story, {}, {}, frozenset(), 1), 0).beat, story, {})
    named = [brief.by for brief in made.briefs]
    assert named[0] == ""
    assert "by candlelight" in made.briefs[0].look
    assert named[-1] == "paint"
    assert "paint" not in made.briefs[-1].look.replace("paper", "")
