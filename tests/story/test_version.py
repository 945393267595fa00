import pytest

from playhead.screenplay import Kind, parse
from playhead.screenplay.expression import Compare, Literal, Name
from playhead.screenplay.film import read_film
from playhead.story import Beat, Story, compile_story
from playhead.story.state import State
from playhead.story.story import Jump
from playhead.story.version import scope_of, version
from playhead.story.viewer import may_see, public_viewer


def story_of(text: str, toml: str | None = None) -> Story:
    screenplay = parse(text.encode())
    return compile_story(screenplay, *read_film(screenplay, toml))


def shown(text: str, n: int = 0, toml: str | None = None, **state):
    """What one viewer sees of a beat: (kind, text) of all but headings and notes."""
    made = version(story_of(text, toml), State(**state), n)
    return [e.text for e in made.beat.elements if e.kind not in (Kind.SCENE, Kind.NOTE)]


HEAD = "## a\n\nINT. ROOM - DAY\n\n"


def test_a_gate_on_an_element():
    text = HEAD + "Rain. [[when brave]]\n\nSnow.\n\n[[when not brave]]\n\nHail."
    assert shown(text) == ["Snow.", "Hail."]
    assert shown(text, variables={"brave": True}) == ["Rain.", "Hail."]


def test_a_gate_at_the_head_is_the_beats():
    story = story_of(HEAD + "[[when brave]]\n\nRain.")
    assert story.beats[0].when == Name("brave")
    assert [e.text for e in version(story, State(), 0).beat.elements if e.kind is Kind.ACTION] == ["Rain."]


def test_a_gated_speech_takes_its_cue_with_it():
    text = HEAD + "MARA\n(low)\nNo. [[when brave]]\n\nTOM\nYes. [[when brave]]\n[[look: dark]]\nBut. [[in de: Aber.]]\n"
    assert shown(text) == ["TOM", "But."]
    assert shown(text, variables={"brave": 1}) == ["MARA", "low", "No.", "TOM", "Yes.", "But."]


def test_a_gated_parenthetical_leaves_the_speech():
    assert shown(HEAD + "MARA\n(low [[when brave]])\nNo.\n") == ["MARA", "No."]


def test_a_gated_heading_is_a_gated_scene():
    text = HEAD + "Rain.\n\nEXT. FIELD - NIGHT\n\n[[when brave]]\n\nWind. [[set x = 1]]\n\nMARA\nNo.\n\nINT. HALL - DAY\n\nDust."
    story = story_of(text)
    made = version(story, State(), 0)
    assert [h.place for h in made.beat.headings] == ["ROOM", "HALL"]
    assert [e.text for e in made.beat.elements if e.kind is not Kind.SCENE] == ["Rain.", "Dust."]
    assert made.state.variables == {}
    assert len(version(story, State(variables={"brave": True}), 0).beat.headings) == 3


def test_other_words():
    text = HEAD + "MARA\nGood day. [[or when now.time = night: Good night.]] [[or when viewer.age < 12: Hello, you.]]\n\n[[or when viewer.mood = sad: Oh dear.]]\n"
    assert shown(text) == ["MARA", "Good day."]
    assert shown(text, now={"time": "night"}, viewer={"age": 8}) == ["MARA", "Good night."]
    assert shown(text, now={"time": "day"}, viewer={"age": 8, "mood": "sad"}) == ["MARA", "Hello, you."]
    assert shown(text, viewer={"mood": "sad"}) == ["MARA", "Oh dear."]


def test_values_in_the_text():
    text = HEAD + 'Rain on {viewer.name or "you"}, {viewer.mood}.\n\nMARA\n({word or "low"})\n{viewer.name}!\n\n> {count} DAYS <\n'
    assert shown(text) == ["Rain on you.", "MARA", "low", "!", "DAYS"]
    assert shown(text, viewer={"name": "Ann", "mood": "calm"}, variables={"word": "high", "count": 3}) == ["Rain on Ann, calm.", "MARA", "high", "Ann!", "3 DAYS"]
    assert shown(HEAD + "Of {viewer.likes}. A set {1, 2}.", viewer={"likes": ["a", "b", "c"]}) == ["Of a, b and c. A set {1, 2}."]


def test_only_a_viewers_own_words_are_private():
    toml = '[[questions]]\nfield = "town"\nprompt = "?"\n[[questions]]\nfield = "pet"\nprompt = "?"\noptions = ["cat"]\n[[questions]]\nfield = "likes"\noptions = ["sea"]'
    text = (
        HEAD + 'A {viewer.name or "b"}.\n\nB {viewer.age} {viewer.mood}.\n\nC {viewer.town}.\n\nD {viewer.pet}.\n\nE {viewer.likes}.\n\n'
        "F {who}. [[set who = viewer.name]]\n\nG {who}.\n\nH {fact guest}. [[or when viewer.name: I.]]\n\nJ. [[in de: J {viewer.name}.]]"
    )

    def private(**viewer):
        made = version(story_of(text, toml), State(viewer=viewer), 0)
        return "".join(e.text[0] for e in made.beat.elements if e.private)

    assert private() == ""
    assert private(name="Ann", town="Rye", pet="cat", likes=("sea",), age=9, mood="calm") == "ACGJ"
    assert private(pet="my cat", likes=["sea", "my house"], mood="very sad") == "BDE"


def test_captions():
    story = story_of(HEAD + 'MARA\nGood day, {viewer.name or "friend"}. [[in de: Guten Tag, {viewer.name or "Freund"}.]] [[in fr: Bonjour.]]\n[[or when brave: Ha!]] [[in de: Hah!]]\n')
    assert story.captions == ("de", "fr")
    said = lambda **state: version(story, State(**state), 0).beat.elements[-1]  # noqa: E731
    assert said().captions == (("de", "Guten Tag, Freund."), ("fr", "Bonjour."))
    assert said(variables={"brave": True}).captions == (("de", "Hah!"),)
    assert not said().private
    assert said(viewer={"name": "Ann"}).captions[0] == ("de", "Guten Tag, Ann.")
    assert said(viewer={"name": "Ann"}).private


def test_effects_in_order():
    text = HEAD + "[[set trust = 1; set mood = low]]\n\nA {trust}. [[set trust + 2]]\n\nB {trust}. [[set trust - 5; fact lamp = dead]]\n\nC {trust} {lamp}. [[when trust < 0; set mood = high]] [[when trust > 0; fact lamp = lit]]"
    made = version(story_of(text), State(), 0)
    assert [e.text for e in made.beat.elements if e.kind is Kind.ACTION] == ["A 1.", "B 3.", "C -2 dead."]
    assert made.state.variables == {"trust": -2, "mood": "high"}
    assert made.state.facts == {"lamp": "dead"}
    assert made.state.played == ()


def test_a_fact_once_told_stays():
    story = story_of(HEAD + "A. [[fact lamp = lit]]\n\nB {lamp}.")
    made = version(story, State(facts={"lamp": "dead"}), 0)
    assert made.state.facts == {"lamp": "dead"}
    assert made.beat.elements[-1].text == "B dead."


def test_what_is_left_out_does_nothing():
    made = version(story_of(HEAD + "A. [[when brave]] [[set x = 1]]\n\n[[set y = 1]]"), State(), 0)
    assert made.state.variables == {"y": 1}


def test_a_copied_value_and_a_word():
    story = story_of(HEAD + "A. [[set a = low; set b = a; set c = viewer.pace; set d = fact lamp]] [[set c + 1]]")
    assert version(story, State(viewer={"pace": "slow"}, facts={"lamp": "lit"}), 0).state.variables == {"a": "low", "b": "low", "c": 1, "d": "lit"}
    assert version(story, State(), 0).state.variables == {"a": "low", "b": "low", "c": 1}


def test_numbers_are_held():
    story = story_of(HEAD + "A. [[set a + a]]")
    state = State(variables={"a": 10**9 - 1})
    assert version(story, state, 0).state.variables == {"a": 10**9}


def test_jumps_are_looked_at_after_the_effects():
    text = "## a\n\nA. [[when trust > 1 -> b]] [[set trust + 1]] [[when seen b; -> c]]\n\n## b\n\nB. [[-> a]]\n\n## c\n\nC."
    story = story_of(text)
    assert version(story, State(), 0).jump == -1
    assert version(story, State(variables={"trust": 1}), 0).jump == 1
    assert version(story, State(played=(1,)), 0).jump == 2
    assert version(story, State(), 1).jump == 0


def test_a_choice_and_an_ending_are_handed_on():
    story = story_of("## a\n\nA. [[choice: B -> b]]\n\n## b\n\n[[ending]]\n\nB.")
    assert version(story, State(), 0).choice == story.beats[0].choice
    assert version(story, State(), 1).ending


def test_notes_for_the_shots_stay_and_others_go():
    text = HEAD + "[[must; tension 2; about 9s]]\n\n[[look: dark]]\n\nA. [[hold 2s; set x = 1]] [[when brave; hold 3s]] [[shot: close]] [[fact a = b]]"
    notes = [[note.text for note in e.notes] for e in version(story_of(text), State(), 0).beat.elements]
    assert notes == [[], ["tension 2"], ["look: dark"], ["hold 2s", "shot: close"]]
    brave = version(story_of(text), State(variables={"brave": True}), 0).beat.elements[-1]
    assert [note.text for note in brave.notes] == ["hold 2s", "hold 3s", "shot: close"]


def test_bounds_leave_out_an_element():
    text = HEAD + "A.\n\nHe bleeds. [[bounds blood]]\n\nMARA\nDamn. [[bounds language]]\n"
    assert shown(text) == ["A.", "He bleeds.", "MARA", "Damn."]
    assert shown(text, viewer={"age": 11}) == ["A."]
    assert shown(text, viewer={"age": 12}) == ["A.", "He bleeds.", "MARA", "Damn."]
    assert shown(text, viewer={"avoid": ["Blood"]}) == ["A.", "MARA", "Damn."]
    assert shown(text, toml='[bounds]\nnever = ["blood"]\nages = { language = 18 }', viewer={"age": 17}) == ["A."]


def test_may_see():
    film = story_of("A.", "[bounds]\nages = { spiders = 7 }").film
    assert may_see((), {"age": 1}, film)
    assert not may_see(("spiders",), {"age": 6}, film)
    assert may_see(("spiders", "clowns"), {"age": 7, "avoid": "fish"}, film)
    assert not may_see(("clowns",), {"avoid": ("clowns",)}, film)


def test_public_viewer():
    story = story_of("A.", '[[questions]]\nfield = "town"\nprompt = "?"\n[[questions]]\nfield = "likes"\noptions = ["sea"]')
    viewer = {"name": "Ann", "age": 9, "town": "Rye", "likes": ["sea", "my house"], "mood": "calm", "avoid": ["blood", "Bob"], "language": "pt-BR", "x": "y", "pace": None}
    assert public_viewer(viewer, story) == {"age": 9, "likes": ("sea",), "mood": "calm", "avoid": ("blood",), "language": "pt-BR", "pace": None}


def test_equal_reads_are_one_version():
    story = story_of(HEAD + 'A. [[or when viewer.age < 12: B.]] [[set trust + 1]]\n\n## b\n\n{viewer.name or "C"}.')
    first = version(story, State(viewer={"age": 20, "mood": "sad"}), 0)
    again = version(story, State(viewer={"age": 20, "name": "Ann"}, seed=3), 0)
    assert first.beat is again.beat
    assert version(story, State(viewer={"age": 3}), 0).beat is not first.beat
    assert version(story, State(viewer={"age": 20}, variables={"trust": 4}), 0).state.variables == {"trust": 5}
    assert version(story, State(), 1).beat is version(story, State(), 1).beat
    ann = State(viewer={"name": "Ann"})
    assert version(story, ann, 1).beat is not version(story, ann, 1).beat  # a viewer's own words are not kept


def test_one_and_yes_are_two_values():
    story = story_of(HEAD + "A. [[or when brave = yes: B.]] [[set brave + 1]]")
    assert version(story, State(variables={"brave": 1}), 0).beat.elements[-1].text == "A."
    assert version(story, State(variables={"brave": True}), 0).beat.elements[-1].text == "B."


def test_beats_made_by_hand():
    when = Compare(Name("trust"), ">", Literal(1))
    beat = Beat("a", None, (), 1, id="a", tells=(("lamp", "dead"),), jumps=(Jump(0, when),), reads=frozenset({"trust"}))
    story = Story("T", "", "", (beat,), (), "")
    made = version(story, State(), 0)
    assert (made.beat, made.state.facts, made.jump) == (beat, {"lamp": "dead"}, -1)
    assert version(story, State(variables={"trust": 2}), 0).jump == 0


def test_seen_is_by_id():
    story = story_of("## The Lamp dies!\n\nA. [[or when seen the lamp dies: B.]]")
    assert scope_of(State(played=(0,)), story).seen == {"the-lamp-dies"}
    assert version(story, State(), 0).beat.elements[-1].text == "A."
    assert version(story, State(played=(0,)), 0).beat.elements[-1].text == "B."


def test_a_cue_without_speech_stays():
    assert shown(HEAD + "MARA\n(beat)\n") == ["MARA", "beat"]


@pytest.mark.slow
def test_a_version_costs_microseconds():
    import time

    story = story_of("\n\n".join(f"## b{n}\n\nRain {n}. [[or when viewer.age < 12: Snow.]] [[set trust + 1]]" for n in range(200)))
    state = State(viewer={"age": 30})
    version(story, state, 0)
    began = time.perf_counter()
    for _ in range(10):
        for n in range(200):
            version(story, state, n)
    assert (time.perf_counter() - began) / 2000 < 0.000_2


def test_what_is_set_is_set_whatever_it_was():
    story = compile_story(parse(b"Film: runtime 1m-2m\n\n## a\n\nOne.\n\n[[set brave = 1]]\n"))
    assert version(story, State(variables={"brave": 1}), 0).state.variables == {"brave": 1}
    assert version(story, State(variables={"brave": 2}), 0).state.variables == {"brave": 1}
