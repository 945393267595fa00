import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.screenplay import parse
from playhead.screenplay.directive import read_note
from playhead.screenplay.elements import Note
from playhead.screenplay.improvise import WORDS_MOST, Improvise, read_improvise
from playhead.story import compile_story


def read(text):
    return read_note(Note(text, 3, 5))


def test_all_bounds_of_a_line():
    (directive,), problems = read('improvise: must say the lamp is out; say "Not tonight; no."; tone dry, tired; at most 20 words; may use fact lamp, storm and fact boat; never hell or damn')
    assert problems == ()
    assert directive.head == "improvise"
    assert directive.what == Improvise(("the lamp is out",), ("Not tonight; no.",), "dry, tired", 20, ("lamp", "storm", "boat"), ("hell", "damn"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("improvise: must say hello; tune dry", "improvise knows no 'tune dry'; did you mean 'tone'?"),
        ("improvise: at most many words", "a length is written `at most 20 words`"),
        ("improvise: at most 900 words", f"a line has 1 to {WORDS_MOST} words: it gets {WORDS_MOST}"),
        ("improvise: may use fact 7", "'fact 7' is no name of a fact: write `may use fact lamp`"),
        ("improvise:", "[[improvise:]] says nothing after the colon"),
        ("improvize: tone dry", "unknown directive 'improvize'; did you mean 'improvise'?"),
    ],
)
def test_what_cannot_be_read_is_told(text, why):
    assert why in [problem.text for problem in read(text)[1]]


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    bounds, _ = read_improvise(text)
    assert 0 <= bounds.words <= WORDS_MOST


def told(note, before="MARA\nThe lamp is out."):
    story = compile_story(parse(f"Title: X\n\nINT. ROOM - NIGHT\n\nMara waits.\n\n[[fact lamp = dead]]\n\n{before} {note}\n".encode()))
    return [problem.text for problem in story.problems]


def test_the_bounds_belong_to_a_speech_and_to_facts_that_are_told():
    assert told("[[improvise: tone dry; may use fact lamp]]") == []
    assert told("[[improvise: may use fact lmap]]") == ["no `fact lmap = ...` is ever told; did you mean 'lamp'?"]
    assert told("[[improvise: tone dry]]", "She sits.") == ["there is no speech here that could be improvised: put this after the line that stands in for it"]
    assert told("[[improvise: tone dry]] [[improvise: tone wet]]") == ["this line has its bounds already: put all of them into one `improvise`, parted by ;"]
