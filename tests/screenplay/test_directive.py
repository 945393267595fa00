import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.screenplay import Note, parse
from playhead.screenplay.directive import read_note, time_s
from playhead.screenplay.expression import write_expression


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


def told(text):
    """Columns within the note, and words, of what is told about it."""
    return [(problem.column - 2, problem.text) for problem in read_note(Note(text, 1, 1))[1]]


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("when viewer.age == 3", 17, "write ="),
        ("when brave and", 15, "missing"),
        ("when (seen answered", 20, ")"),
        ("or when viewer.age < : Oh", 21, "after <"),
        ("when brave: Oh", 1, "or when brave"),
        ("when brave ->", 14, "needs the name"),
        ("->", 3, "needs the name"),
        ("set trust = a b", 15, "and"),
        ('set trust + "a"', 13, "number"),
        ("set trust = (a or b)", 13, "not a condition"),
        ("set viewer.name = Ann", 5, "name of its own"),
        ("set not = 3", 5, "meaning"),
        ("fact lamp + 1", 11, "`set`"),
        ("fact lamp", 6, "name = value"),
        ("must tension 2", 6, "put ;"),
        ("tension 2 must", 11, "put ;"),
        ("about 50s once", 11, "put ;"),
        ("tension 9", 9, "0 to 5"),
        ("bounds 3", 8, "words of content"),
        ("choice 1s: a -> b", 8, "4 to 60"),
        ("choice 9s: Yes / no -> x", 12, "quotes"),
        ("choice 9s: Yes -> a -> b", 21, "between options"),
        ("choice 9s: -> a / No -> b", 12, "words before"),
        ("choice 9s: Yes -> / No -> b", 18, "needs the name"),
        ("choice nine: a -> b", 8, "written"),
        ("in german: Nein", 4, "in de"),
        ("in xd: Nein", 4, "no language"),
        ("in de:", 6, "nothing"),
        ("tension 2; look: moonlit", 12, "stands alone"),
        ("tension: 3", 8, "no colon"),
        ("must; onec", 7, "'once'"),
    ],
)
def test_problems_stand_where_they_are(text, at, hint):
    (place, said), *_ = told(text)
    assert place == at
    assert hint in said


@pytest.mark.parametrize(
    "text",
    ["choice of words?", "in short: no", "in the end: yes", "set the table", "when she laughs, we laugh", "may be cut later on", "bounds of the map?", "fact check this with Anna",
     "set dressing - ask Anna", "once more, with feeling", "When: summer"],
)  # fmt: skip
def test_more_that_is_the_writers_own(text):
    assert told(text) == []


def what(text):
    (found,), problems = read_note(Note(text, 1, 1))
    assert not problems
    return found.what


def test_a_choice():
    ask = what('choice 1m default stay: "Yes / no -> maybe" -> yes no / “Stay; here” -> stay / Wait: now -> "the wait"')
    assert [(way.label, way.to.name) for way in ask.ways] == [("Yes / no -> maybe", "yes no"), ("Stay; here", "stay"), ("Wait: now", "the wait")]
    assert (ask.window_s, ask.default.name) == (60.0, "stay")
    assert what("choice: a -> b").window_s == 9.0


def test_conditions_jumps_and_values():
    gate = what('when viewer.name = "a -> b; c" -> the end')
    assert write_expression(gate.expr) == 'viewer.name = "a -> b; c"'
    assert gate.to.name == "the end"
    assert write_expression(what("fact lamp = dead").value) == '"dead"'
    assert (what("set mara.trust - 2").name, what("set mara.trust - 2").op) == ("mara.trust", "-")
    assert what("set Trust += 1").name == "trust"
    assert what("or when brave: Come: now").text == "Come: now"
    assert what("in pt-br: Não").language == "pt-br"


def test_places_run_over_lines():
    (note,) = parse(b"INT. ROOM\n\nA cat.  [[  must;\n  when seen a and\n  (seen ]]\n").elements[1].notes
    _, (problem,) = read_note(note)
    assert (problem.line, problem.column) == (5, 8)


def test_long_notes_are_the_writers_own_and_cost_nothing():
    for text in ("choice " + "1 " * 200_000 + ": a -> b", "“" * 200_000, "when " + "a and " * 100_000, "set " + "a." * 100_000 + "= 1"):
        assert read_note(Note(text, 1, 1)) == ((), ())


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["when ", "or when ", "choice ", "set ", "fact ", "in de", "->", ":", ";", "/", '"', "must", "tension 3", "about 9s", "x", " = ", " 1", "seen y", " default z", "\n", "bounds "]
            ),
            st.text(max_size=5),
        ),
        max_size=10,
    ).map("".join)
)
def test_any_note_is_read(text):
    found, problems = read_note(Note(text, 3, 4))
    for problem in problems:
        assert problem.line >= 3
        assert problem.column >= 1
        assert "\n" not in problem.text
    for directive in found:
        assert directive.seconds >= 0
        assert directive.number >= 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("choise 9s: Left -> b / Right -> c", "unknown directive 'choise 9s'; did you mean 'choice'?"),
        ("whn trust > 1", "unknown directive 'whn trust > 1'; did you mean 'when'?"),
        ("if trust > 2", "unknown directive 'if trust > 2'; did you mean 'when'?"),
        ("unless seen gate", "unknown directive 'unless seen gate'; did you mean 'when not'?"),
        ("goto kitchen", "unknown directive 'goto kitchen'; did you mean '->'?"),
        ("or if trust > 2: You again.", "unknown directive 'or if trust > 2'; other words are written `or when ...: text`"),
        ("or wen viewer.age < 12: Hi.", "unknown directive 'or wen viewer.age < 12'; other words are written `or when ...: text`"),
        ("in deu: Nein.", "a language is written as its code: in de"),
        ("aboot 2m", "unknown directive 'aboot 2m'; did you mean 'about'?"),
    ],
)
def test_what_is_meant_as_a_directive_of_another_spelling_is_told(text, told):
    directives, problems = read_note(Note(text, 1, 3))
    assert not directives
    assert [problem.text for problem in problems] == [told]


@pytest.mark.parametrize("text", ["or maybe not", "if only", "idea: warm -> cold", "lighting idea: warm -> cold", "unless we cut this one, of course", "if she hears it, does she turn?"])
def test_what_a_writer_says_to_themselves_is_left_alone(text):
    assert read_note(Note(text, 1, 3)) == ((), ())
