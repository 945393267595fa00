import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.screenplay import parse
from playhead.story import compile_story
from playhead.story.director import begin, play
from playhead.story.faithful import Answer, answer_of, unfaithful
from playhead.story.improvise import request_of, settled

SCRIPT = """Title: The Lamp
Film: never violence

## arrival

INT. LAMP ROOM - NIGHT

MARA (60s), in a yellow coat, climbs the stairs. TOM (8) waits.

[[fact lamp = dead]]

MARA
Not tonight, {viewer.name or "friend"}. The lamp is out. [[improvise: must say the lamp is out; tone dry; at most 12 words; may use fact lamp; never hell]]

TOM
Why?

[[fact killer = wind]]

## other

[[fact lamp = lit]]

TOM
It burns again.
"""


def made(viewer=None, script=SCRIPT):
    story = compile_story(parse(script.encode()))
    assert not story.problems
    _, version = play(story, begin(story, viewer or {}, {}, frozenset(), 1), 0)
    return story, version


def refused(line, viewer=None, language="en", facts=(), own=(), script=SCRIPT):
    story, version = made(viewer, script)
    return unfaithful(Answer(line, language, facts), version.bids[0], story, own)


def test_a_bid_has_the_line_with_its_values_held_back_and_the_facts_told_before_it():
    _, version = made({"name": "Roswitha"})
    (bid,) = version.bids
    assert (bid.speaker, bid.written, bid.values) == ("MARA", "Not tonight, {1}. The lamp is out.", ("Roswitha",))
    assert bid.facts == (("lamp", "dead"),)
    assert bid.words == 12


def test_nothing_of_the_viewers_own_goes_into_a_request():
    story, version = made({"name": "Roswitha"})
    asked = request_of(version.bids[0], version.beat, story)
    assert "Roswitha" not in json.dumps(asked)
    given_ = json.loads(asked[1]["content"])
    assert given_["author's line"] == "Not tonight, {1}. The lamp is out."
    assert given_["bounds"]["facts"] == {"lamp": "dead"}
    assert given_["bounds"]["never"] == ["hell", "violence"]
    assert given_["before"][-1] == "MARA:"


@pytest.mark.parametrize("line", ["The lamp is out, {1}. Go to bed.", "Out. The lamp's dead, and so is my patience.", "Tonight the lamp stays out."])
def test_what_keeps_to_the_bounds_may_be_said(line):
    assert refused(line, {"name": "Roswitha"}) == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Go to bed, child.", "does not say that the lamp is out"),
        ("The lamp is not out.", "says otherwise"),
        ("The lamp is out and the night is long and cold and I am so very tired of it.", "at most 12"),
        ("The lamp is out, by hell.", "'hell'"),
        ("The lamp is out. Such violence.", "'violence'"),
        ("The lamp is lit and out.", "'lit' where lamp is 'dead'"),
        ("The lamp is out. The killer knows.", "'killer', which it may not"),
        ("The lamp is out. Ask old Zebedee.", "names 'Zebedee'"),
        ("MARA: The lamp is out.", "speaker's name"),
        ("(sighs) The lamp is out.", "stage directions"),
        ("The lamp is out {2}.", "values that the author's line does not have"),
        ("The lamp is out <b>now</b>.", "signs that nobody speaks"),
        ("The lamp is out, see www.lamp.com", "address"),
        ("...", "says nothing"),
        ("Die Lampe ist aus und nicht mehr da.", "does not read as 'en'"),
        ("Лампа погасла.", "other letters"),
    ],
)
def test_what_leaves_the_bounds_may_not(line, why):
    assert why in refused(line)


def test_language_facts_and_own_words():
    assert "in 'de'" in refused("The lamp is out.", language="de")
    assert "the fact 'killer'" in refused("The lamp is out.", facts=("killer",))
    assert "the viewer's own words" in refused("The lamp is out, my dear roswitha.", {"name": "Roswitha"}, own=("Roswitha",))
    assert refused("The lamp is out.", facts=("lamp",)) == ""


@pytest.mark.parametrize("data", [None, [], {}, {"line": 3, "language": "en", "facts": []}, {"line": "x", "language": "en", "facts": [1]}, {"line": "x", "language": "en", "facts": [], "more": 1}])
def test_answers_of_another_form(data):
    assert isinstance(answer_of(data), str)


@given(st.text(max_size=300), st.text(max_size=5))
@settings(max_examples=150, deadline=None)
def test_whatever_is_said_is_within_the_bounds(line, language):
    answer = answer_of({"line": line, "language": language, "facts": []})
    story, version = made()
    if not unfaithful(answer, version.bids[0], story):
        assert len(answer.line.split()) <= 12
        assert "lamp" in answer.line.lower() or "out" in answer.line.lower()
        assert not set("<>[]()|@#\n") & set(answer.line)


@given(st.lists(st.sampled_from("the lamp is out not dead lit wind killer hell {1} Tom Mara Zed tonight we no".split()), min_size=1, max_size=14))  # noqa: SIM905
@settings(max_examples=150, deadline=None)
def test_lines_of_the_films_own_words_tell_no_other_fact(words):
    story, version = made()
    if not unfaithful(Answer(" ".join(("well,", *words)), "en"), version.bids[0], story):
        assert not {"lit", "wind", "killer", "hell", "Zed"} & set(words)
        assert len(words) < 12


def test_a_settled_line_is_its_viewers_alone_and_a_stand_in_leaves_the_beat_as_it_was():
    _, version = made({"name": "Roswitha"})
    bid = version.bids[0]
    said = settled(version, {bid.id: "The lamp is out, {1}."})
    element = said.beat.elements[bid.element]
    assert (element.text, element.private, said.bids) == ("The lamp is out, Roswitha.", True, ())
    assert settled(version, {}).beat is version.beat
    assert settled(version, {bid.id: bid.written}).beat is version.beat


def test_versions_without_own_words_are_shared_with_their_bids():
    story = compile_story(parse(SCRIPT.encode()))
    first, second = (play(story, begin(story, {}, {}, frozenset(), seed), 0)[1] for seed in (1, 2))
    assert first.beat is second.beat
    assert first.bids[0].written == "Not tonight, friend. The lamp is out." or first.bids[0].values == ("friend",)
    assert first.bids == second.bids
