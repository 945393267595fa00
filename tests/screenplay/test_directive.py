import pytest

from playhead.screenplay import Note
from playhead.screenplay.directive import read_note, time_s


def heads(text):
    found, problems = read_note(Note(text, 1, 1))
    return [(d.head, d.value) for d in found], len(problems)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("must; tension 2; about 50s", [("must", ""), ("tension", "2"), ("about", "50s")]),
        ("look: moonlit, slow push in", [("look", "moonlit, slow push in")]),
        ("fact lamp = dead", [("fact", "lamp = dead")]),
        (
            'when viewer.likes has "letters; notes" and fact lamp = dead; weight 5; once',
            [("when", 'viewer.likes has "letters; notes" and fact lamp = dead'), ("weight", "5"), ("once", "")],
        ),
        (
            "choice 9s default silence: Answer -> answered / Stay -> silence",
            [("choice", "9s default silence: Answer -> answered / Stay -> silence")],
        ),
        ("or when viewer.age < 12: Oh no, not now!", [("or when", "viewer.age < 12: Oh no, not now!")]),
        ("-> kitchen", [("->", "kitchen")]),
        ("hold 3s", [("hold", "3s")]),
        ("set trust + 1", [("set", "trust + 1")]),
    ],
)
def test_directives(text, found):
    assert heads(text) == (found, 0)


@pytest.mark.parametrize(
    "text",
    ["tensoin 3", "mst", "lok: moonlit", "tension high", "hold long", "wieght 4", "fct lamp = dead", "sound:", "mood: dark"],
)
def test_what_looks_like_one_and_is_none_is_a_warning(text):
    found, problems = heads(text)
    assert (found, problems) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Anna about this",
        "TODO: rewrite",
        "marker: here",
        "color: red",
        "must fix this scene later",
        "hold on, is this right?",
        "page 12",
        "Note: cut?",
        "1. first",
        "When does he come in again, I wonder",
        "",
    ],
)
def test_a_writers_own_notes_are_left_alone(text):
    found, problems = heads(text)
    assert problems == 0
    assert not found or found[0][0] == "when"


@pytest.mark.parametrize(
    ("text", "seconds"), [("3s", 3), ("1m20s", 80), ("90", 90), ("1.5s", 1.5), ("2m", 120), ("soon", None), ("", None)]
)
def test_times(text, seconds):
    assert time_s(text) == seconds
