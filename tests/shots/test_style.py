"""What a viewer needs or likes changes how a beat is cut and drawn, never what is told; who needs nothing gets what all get."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playhead.render import Size
from playhead.render.theatre import Theatre, places, props
from playhead.render.theatre.light import light_for, light_of
from playhead.screenplay import parse
from playhead.shots import Style, end_shots, lines_of, shoot, style_of, title_shots
from playhead.shots.hearing import NARRATOR
from playhead.shots.shot import PLACES_INSIDE, PLACES_OUTSIDE, PROPS, Framing, Place, Prop, Shot
from playhead.shots.style import USUAL, flickers, styled
from playhead.speech import Mark, Mouth, Spoken
from playhead.story import compile_story
from playhead.story.director import begin, play
from playhead.timebase import FRAME

ROOT = Path(__file__).parents[2]
SCRIPTS = (*sorted((ROOT / "tests/story/scripts").glob("*.fountain")), *sorted((ROOT / "films").glob("*/*.fountain")))
STORIES = {path.stem: compile_story(parse(path.read_bytes(), path.name)) for path in SCRIPTS}
TINY = Size(208, 112)
STORM = """INT. KITCHEN - NIGHT - STORM

Mara lights a candle. Thunder shakes the window. Tom comes in with a lantern.

MARA
Sit down.

Tom sits down at the table and drinks a cup of tea, slowly, looking at her over its edge.

TOM
The boat is gone. I looked for it as long as there was light to look by.

They look at each other.

EXT. CLIFF - NIGHT - STORM

[[look: slow push in]]

Lightning over the sea.
"""


def spoken(line):
    ticks = len(line.text) * 3000 + 777
    return Spoken(ticks, tuple(Mark(t, Mouth.WIDE if t // 9600 % 2 else Mouth.CLOSED) for t in range(0, ticks, 9600)))


def story_of(text):
    return compile_story(parse(text.encode()))


def shot_lists(story, style=USUAL):
    return [shoot(beat, story, {line.key: spoken(line) for line in lines_of(beat, story, style)}, style) for beat in story.beats]


def keys(made):
    return [shot.key for each in made for shot in each.shots]


def length(made):
    return sum(each.frames for each in made)


def said(made):
    return [(cue.speaker, cue.line) for each in made for cue in each.cues if cue.kind == "speech"]


# -- the profile


def test_the_style_that_a_profile_asks_for():
    assert style_of({}) == USUAL == style_of({"name": "Ada", "access": ["large-captions"], "pace": "normal", "mood": "sad"})
    assert style_of({"access": ["descriptions", "less-motion"], "pace": "slow"}) == Style("slow", descriptions=True, motion=False)
    assert style_of({"access": "less-flashing"}) == Style(flashing=False)
    assert style_of({"access": ["colour-safe"], "pace": "furious"}) == Style(colours="safe")


@pytest.mark.parametrize("name", ["lamp", "orbit", "the-lamp"])
def test_equal_styles_give_equal_shots_and_who_needs_nothing_the_shots_of_all(name):
    story = STORIES[name]
    assert keys(shot_lists(story, style_of({}))) == keys(shot_lists(story))
    for style in (Style("slow"), Style(descriptions=True), Style(motion=False), Style(colours="safe")):
        assert keys(shot_lists(story, replace(style))) == keys(shot_lists(story, style)) != keys(shot_lists(story))


# -- pace


@pytest.mark.parametrize("name", ["lamp", "orbit", "the-lamp", "the-nine-forty"])
def test_pace_changes_the_rhythm_and_never_the_words(name):
    slow, normal, quick = (shot_lists(STORIES[name], Style(pace)) for pace in ("slow", "normal", "quick"))
    assert length(quick) * 1.04 < length(normal) < length(slow) / 1.04
    assert said(quick) == said(normal) == said(slow)
    assert [c.text for m in quick for c in m.captions] == [c.text for m in slow for c in m.captions]
    means = [length(made) / sum(len(each.shots) for each in made) for made in (quick, normal, slow)]
    assert means[0] < means[2]


# -- descriptions


@pytest.mark.parametrize("name", ["lamp", "orbit", "the-lamp", "the-nine-forty"])
def test_descriptions_tell_every_action_and_never_talk_over_anybody(name):
    story = STORIES[name]
    style = Style(descriptions=True)
    plain, told = shot_lists(story), shot_lists(story, style)
    assert [line for who, line in said(told) if who != NARRATOR] == [line for _, line in said(plain)]
    assert NARRATOR not in {who for who, _ in said(plain)}
    for beat, made in zip(story.beats, told, strict=True):
        assert {cue.line.key for cue in made.cues if cue.kind == "speech"} == {line.key for line in lines_of(beat, story, style)}
        voices = sorted((cue.at, cue.at + cue.ticks, cue.speaker) for cue in made.cues if cue.kind == "speech")
        for at, end, speaker in voices:
            if speaker == NARRATOR:
                assert 0 <= at < end <= made.frames * FRAME
                assert not [other for other in voices if other != (at, end, speaker) and other[0] < end and at < other[1]]
        assert not [caption for caption in made.captions if caption.speaker == NARRATOR], "who hears the descriptions need not read them"


def test_the_actions_of_a_beat_are_told_in_its_own_words():
    (made, *_) = shot_lists(story_of(STORM), Style(descriptions=True))
    told = [line.text for who, line in said([made]) if who == NARRATOR]
    assert told[:3] == ["Mara lights a candle.", "Thunder shakes the window.", "Tom comes in with a lantern."]
    assert len({line.voice for who, line in said([made]) if who == NARRATOR}) == 1


def test_a_shot_whose_timing_is_the_same_is_the_same_with_descriptions():
    # What is said in a beat of talk alone takes as long as ever.
    story = story_of("INT. ROOM - DAY\n\nMARA\nGood evening to you all.\n\nTOM\nGood evening.\n\nMARA\nIs it raining where you come from?\n")
    assert keys(shot_lists(story, Style(descriptions=True))) == keys(shot_lists(story))


# -- motion


@pytest.mark.parametrize("name", STORIES)
def test_without_motion_the_camera_stands_still(name):
    story = STORIES[name]
    still = [*shot_lists(story, Style(motion=False)), title_shots(story, Style(motion=False)), end_shots(story, Style(motion=False))]
    for shot in (shot for made in still for shot in made.shots):
        assert shot.move.kind == "hold"
        assert shot.enter.source is None or shot.enter.source.move.kind == "hold"
    assert length(still[:-2]) == length(shot_lists(story))


# -- flashing


def means(shot, frames):
    theatre = Theatre()
    return np.array([theatre.picture(shot, TINY, n).mean() for n in frames])


def test_without_flashing_there_is_no_lightning():
    story = story_of(STORM)
    wild = [shot for made in shot_lists(story) for shot in made.shots]
    calm = [shot for made in shot_lists(story, Style(flashing=False)) for shot in made.shots]
    assert any("lightning" in shot.light for shot in wild)
    assert not any("lightning" in shot.light for shot in calm)
    assert all("steady" in shot.light for shot in calm)
    cliff = Place("cliff", "cliff", interior=False)
    shot = Shot(cliff, "night", "storm", Framing("wide"), 72, light=("lightning",))
    assert np.ptp(means(shot, range(72))) > 8
    assert np.ptp(means(styled(shot, Style(flashing=False)), range(72))) < 1


@pytest.mark.parametrize("kind", ["candle", "fire", "torch", "lantern", "television"])
def test_without_flashing_lights_shine_evenly(kind):
    room = Place("room", "room", interior=True)
    shot = Shot(room, "night", "clear", Framing("insert", (0,)), 48, props=(Prop(kind, state="lit"),))
    wild, calm = means(shot, range(0, 48, 2)), means(styled(shot, Style(flashing=False)), range(0, 48, 2))
    assert np.abs(np.diff(calm)).max() < max(0.12, np.abs(np.diff(wild)).max() / 3)


def test_whatever_flickers_in_a_place_is_known_to():
    """`flickers` knows of each set and prop whose light the theatre would let flicker; other shots are left as they are."""
    for kinds, interior in ((PLACES_INSIDE, True), (PLACES_OUTSIDE, False)):
        for kind in kinds:
            for name, features in ((kind, ()), (f"{kind} with a campfire", ()), (kind, ("fire",)), (kind, ("television", "computer", "lamp"))):
                place = Place(kind, name, interior=interior, features=features)
                shot = Shot(place, "night", "clear", Framing("wide"), 48)
                if any(glow.flicker for glow in places.build(place, light_of(shot)).glows):
                    assert flickers(shot), place
    night = light_for("night", "clear", interior=True)
    for kind in PROPS:
        glow = props.glow(kind, "lit", night)
        if glow is not None and glow.flicker:
            assert flickers(Shot(Place("room", "", interior=True), "night", "clear", Framing("wide"), 48, props=(Prop(kind),))), kind


def test_a_shot_in_which_nothing_flickers_is_shared_with_all():
    quiet = story_of("EXT. BEACH - DAY\n\nMARA walks along the sea.\n\nMARA\nNobody.\n")
    assert keys(shot_lists(quiet, Style(flashing=False))) == keys(shot_lists(quiet))


def test_a_steady_shot_shares_its_plates_with_the_others():
    shot = Shot(Place("church", "church", interior=True), "night", "clear", Framing("wide"), 48)
    theatre = Theatre()
    theatre.picture(shot, TINY, 0)
    theatre.picture(styled(shot, Style(flashing=False)), TINY, 0)
    assert theatre.statistics()["backdrops"] == 1


# -- private


ASKS = """INT. ROOM - DAY

MARA waits at the window.

MARA
Good night, {viewer.name or "friend"}.

TOM
Good night.

SUPER: For {viewer.name or "whoever comes"}

> {viewer.name or "You"} <

They go.
"""


def as_seen(viewer):
    story = story_of(ASKS)
    state = begin(story, viewer)
    _, version = play(story, state, 0)
    beat = version.beat
    return beat, story, shoot(beat, story, {line.key: spoken(line) for line in lines_of(beat, story)})


def test_what_holds_a_viewers_words_is_private_and_nothing_else_is():
    beat, story, made = as_seen({"name": "Roswitha"})
    assert [line.private for line in lines_of(beat, story)] == [True, False]
    cards = [shot for shot in made.shots if shot.text]
    assert [shot.text for shot in cards] == [("For Roswitha",), ("Roswitha",)]
    assert all(shot.private for shot in cards)
    assert not all(shot.private for shot in made.shots)
    at = 0
    spans = [(cue.at, cue.at + cue.ticks) for cue in made.cues if cue.line is not None and cue.line.private]
    for shot in made.shots:
        end = at + shot.frames * FRAME
        if any(a < end and at < b for a, b in spans):
            assert shot.private, "its length and its mouths tell the name"
        assert "Roswitha" not in repr(shot) or shot.private
        if shot.enter.source is not None and shot.enter.source.private:
            assert shot.private
        at = end


def test_who_gives_no_name_shares_every_shot():
    beat, story, made = as_seen({})
    assert not any(line.private for line in lines_of(beat, story))
    assert not any(shot.private for shot in made.shots)
    assert keys([made]) == keys([as_seen({})[2]])
