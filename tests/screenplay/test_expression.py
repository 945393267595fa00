import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import PlayheadError
from playhead.screenplay.condition import DEPTH_MAX, LENGTH_MAX
from playhead.screenplay.expression import (
    And,
    Compare,
    Expression,
    ExpressionError,
    Fact,
    Literal,
    Name,
    Not,
    Or,
    Scope,
    Seen,
    evaluate,
    holds,
    parse_expression,
    reads_of,
    write_expression,
)

SCOPE = Scope(
    viewer={"name": "Ann", "age": 11, "likes": ("Letters", "the sea"), "mood": "calm"},
    now={"time": "night", "hour": 23},
    facts={"lamp": "dead", "boats": 2},
    variables={"trust": 3, "brave": True, "shy": False, "word": "Lantern", "nil": 0},
    seen=frozenset({"the-lamp-dies", "answered"}),
)


@pytest.mark.parametrize(
    "text",
    [
        "viewer.age < 12",
        "viewer.age <= 11",
        "viewer.age != 12",
        'viewer.name = "ann"',
        'viewer.likes has "letters"',
        "viewer.likes has letters",
        'viewer.name has "n"',
        "now.time = night",
        "now.hour > 20 and now.hour < 24",
        "fact lamp = dead",
        "lamp = Dead",
        "fact boats = 2",
        "seen answered",
        "seen The Lamp dies",
        'seen "the lamp dies!"',
        "seen the lamp dies and seen answered",
        "not seen kitchen",
        "brave",
        "brave = yes",
        "shy = no",
        "not shy",
        "not not brave",
        "trust > 2",
        "trust > -1",
        "trust < 1m20s",
        "trust < 9s",
        "word = lantern",
        "(brave or shy) and not (shy or nil)",
        "((((brave))))",
        "shy or nil or brave",
        "shy and nil or brave",
        "BRAVE AND NOT shy",
        "viewer.AGE = 11",
        "“Ann” = viewer.name",
        "word < zebra",
    ],
)
def test_what_holds(text):
    assert holds(parse_expression(text), SCOPE) is True


@pytest.mark.parametrize(
    "text",
    [
        "viewer.language = de",
        "viewer.language != de",
        "viewer.pace < 3",
        "missing",
        "missing = missing",
        'viewer.age = "11"',
        "viewer.age < twelve",
        "viewer.likes = letters",
        "viewer.likes < 3",
        'viewer.likes has ""',
        "viewer.age has 1",
        "fact word = lantern",
        "brave = 1",
        "brave > 0",
        "nil",
        "seen lamp",
        "brave and shy",
        "not (brave or shy)",
    ],
)
def test_what_does_not(text):
    assert holds(parse_expression(text), SCOPE) is False


def test_numbers_and_texts_are_unequal():
    assert holds(parse_expression('trust != "3"'), SCOPE)
    assert not holds(parse_expression('trust = "3"'), SCOPE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('viewer.name or "friend"', "Ann"),
        ('viewer.hometown or "here"', "here"),
        ("viewer.hometown or word or 3", "Lantern"),
        ('nil or "none"', 0),
        ('shy or "none"', "none"),
        ("viewer.hometown", None),
        ("viewer.hometown or missing", None),
        ("1m20s", 80),
        ("fact lamp", "dead"),
        ("lamp", "dead"),
        ("seen answered", True),
    ],
)
def test_values(text, value):
    assert evaluate(parse_expression(text), SCOPE) == value


@pytest.mark.parametrize(
    ("text", "offset", "hint"),
    [
        ("", 0, "missing"),
        ("brave and", 9, "missing"),
        ("a =", 3, "after ="),
        ("a == b", 2, "write ="),
        ("a <> b", 2, "!="),
        ("a && b", 2, "`and`"),
        ("a || b", 2, "`or`"),
        ("!a", 0, "`not`"),
        ("a is b", 2, "write ="),
        ("likes contains letters", 6, "has"),
        ("viewer", 0, "viewer.name"),
        ("now = night", 0, "now.season"),
        ("(a or b", 7, ")"),
        ("a) or b", 1, "without"),
        ("a = 1.5", 4, "whole"),
        ("a = 12px", 4, "time"),
        ("a = 'b", 4, "closed"),
        ('a = "b', 4, "closed"),
        ("seen", 4, "beat"),
        ("fact = dead", 5, "name"),
        ("a < b < c", 6, "two values"),
        ("a adn b", 2, "'and'"),
        ("a, b", 1, "`and`"),
        ("a ; b", 2, "not understood"),
    ],
)
def test_errors_tell_the_place_and_what_to_write(text, offset, hint):
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert caught.value.offset == offset
    assert hint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, (PlayheadError, ValueError))


def test_hostile_input_is_bounded():
    for text in ("(" * 5000, "not " * 400 + "a", "a " * 2000, "(" * (DEPTH_MAX + 1) + "a" + ")" * (DEPTH_MAX + 1), "9" * (LENGTH_MAX + 1)):
        with pytest.raises(ExpressionError):
            parse_expression(text)
    assert holds(parse_expression("(" * DEPTH_MAX + "brave" + ")" * DEPTH_MAX), SCOPE)
    assert evaluate(parse_expression("9" * 1900), SCOPE) == 10**9


def test_what_is_read():
    expr = parse_expression('viewer.likes has "x" and (fact lamp = dead or not seen The Kitchen) or brave and now.time = night')
    assert reads_of(expr) == {"viewer.likes", "fact lamp", "dead", "seen the-kitchen", "brave", "now.time", "night"}


WORDS = st.sampled_from(["brave", "lamp", "half-lit", "viewer.age", "now.time", "mara.trust", "Größe", "x1"])
SINGLE = st.sampled_from(["lamp", "half-lit", "größe"])
LITERALS = st.one_of(st.integers(-(10**9), 10**9), st.text(max_size=12), st.booleans()).map(Literal)
VALUES = st.one_of(LITERALS, WORDS.map(Name), SINGLE.map(Fact))
LEAVES = st.one_of(
    VALUES,
    st.sampled_from(["kitchen", "the-lamp-dies", "and", "2", "scene-3"]).map(Seen),
    st.builds(Compare, VALUES, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "has"]), VALUES),
)
TREES: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not), st.lists(inner, min_size=2, max_size=3).map(tuple).map(And), st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back(expr):
    assert parse_expression(write_expression(expr)) == expr


@settings(max_examples=300, deadline=None)
@given(TREES, st.dictionaries(st.sampled_from(["age", "name"]), st.one_of(st.none(), st.integers(), st.text(), st.booleans(), st.lists(st.text()).map(tuple))))
def test_everything_has_a_value(expr, viewer):
    for scope in (SCOPE, Scope(viewer=viewer, now=viewer, facts=viewer, variables=viewer)):
        assert holds(expr, scope) in (True, False)
        evaluate(expr, scope)


FRAGMENTS = st.lists(
    st.one_of(st.sampled_from(['"', "(", ")", " and ", " or ", "not ", "viewer.", "fact ", "seen ", " has ", "= ", "<", "9", "m", "s", "-", "'", "“", "a"]), st.text(max_size=4)),
    max_size=14,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(FRAGMENTS)
def test_any_text_is_an_expression_or_an_error_with_a_place(text):
    try:
        expr = parse_expression(text)
    except ExpressionError as error:
        assert 0 <= error.offset <= len(text)
        return
    assert holds(expr, SCOPE) in (True, False)
    assert parse_expression(write_expression(expr)) == expr
