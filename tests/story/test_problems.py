"""What the shape of a story tells before anybody watches it, each with its line and what to do."""

import re
import time
import xml.etree.ElementTree as ET
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from playhead.screenplay import Element, Kind, Note, parse
from playhead.screenplay.expression import parse_expression
from playhead.screenplay.film import FilmFile, Question
from playhead.story import Beat, Story, compile_story
from playhead.story.problems import place_of, problems_of
from playhead.story.story import Choice, Jump, Option
from playhead.studio import map_as_mermaid, map_as_svg, map_as_tree, map_of

FILM = FilmFile(runtime_s=(60, 600))


def beat(name: str, when: str = "", options: dict[str, str] | None = None, jumps: tuple[tuple[str, str], ...] = (), notes: str = "", **more: Any) -> dict[str, Any]:
    return {"name": name, "when": when, "options": options or {}, "jumps": jumps, "notes": notes, "default": 0, "text": f"Something in {name}.",
            "seconds": 30.0, **more}


def story(*beats: dict[str, Any], film: FilmFile = FILM, variables: tuple[str, ...] = ()) -> Story:
    index = {b["name"]: n for n, b in enumerate(beats)}
    targets = {name for b in beats for name in b["options"].values()}
    made = []
    for n, source in enumerate(beats):
        b = dict(source)
        when, options, jumps, notes, default, text = (b.pop(k) for k in ("when", "options", "jumps", "notes", "default", "text"))
        line = 10 * n + 1
        note = Note(notes or (f"when {when}" if when else "tension 2"), line + 2, 1)
        choice = Choice(tuple(Option(label, index[to]) for label, to in options.items()), 9.0, default, line + 5, 1) if options else None
        made.append(Beat(
            heading=None, elements=(Element(Kind.ACTION, text, line + 2, notes=(note,)),), line=line, index=n, id=b["name"],
            when=parse_expression(when) if when else None, choice=choice,
            jumps=tuple(Jump(index[to], parse_expression(c) if c else None, line + 6) for to, c in jumps),
            branch=b.pop("branch", b["name"] in targets), facts=frozenset(name for name, _ in b.get("tells", ())), **b,
        ))
    return Story("A Film", "", "", tuple(made), (), "r", film=film, variables=frozenset(variables))


def told(*beats: dict[str, Any], **more: Any) -> list[str]:
    return [f"{p.line}:{p.column} {p.text}" for p in problems_of(story(*beats, **more))]


def test_a_plain_script_has_no_noise():
    assert told(beat("a"), beat("b"), film=FilmFile()) == []


def test_a_sound_story_has_no_problems():
    assert told(
        beat("a", must=True, tells=(("lamp", "dead"),), notes="fact lamp = dead"),
        beat("b", options={"Answer": "x", "Stay": "y"}),
        beat("x", tells=(("radio", "on"),), notes="fact radio = on"), beat("y"),
        beat("c", when="fact radio = on"), beat("d", must=True),
        beat("good", when="seen x", ending=True), beat("bad", ending=True),
        beat("s", pool=True, once=True),
    ) == []


ONE: list[tuple[str, list[dict[str, Any]], str]] = [
    ("unreached", [beat("a", jumps=(("c", ""),)), beat("b"), beat("c")], r"11:1 'b' is never reached: .*lead a -> here"),
    ("several unreached are one", [beat("a", jumps=(("d", ""),)), beat("b"), beat("c"), beat("d")], r"11:1 'b' is never reached \(nor 'c'\)"),
    ("a branch that nothing leads to", [beat("a"), beat("b", branch=True), beat("c")], r"11:1 'b' is never reached: lead an option"),
    ("a condition that cannot hold", [beat("a", tells=(("lamp", "dead"),)), beat("b", when="fact lamp = lit")],
     r"13:3 'b' is never played: .*lamp is never lit, only dead"),
    ("a time that is none", [beat("a"), beat("b", when="now.time = noon")], r"'b' is never played: .*only day or evening or morning or night"),
    ("a shut choice", [beat("a", options={"Go": "x", "Stay": "y"}, tells=(("lamp", "dead"),)), beat("x", when="fact lamp = lit"), beat("y", when="fact lamp = on"), beat("z")],
     r"6:1 no option of this choice can ever be taken"),
    ("a circle", [beat("a"), beat("b", jumps=(("a", ""),)), beat("c")], r"17:1 from 'a' on the film goes round in a circle.*'a', 'b'"),
    ("musts that contradict", [beat("a", must=True, tells=(("lamp", "lit"),)), beat("b", must=True, tells=(("lamp", "dead"),))],
     r"11:1 two musts contradict each other: 'a' \(line 1\) tells lamp = lit and 'b' tells lamp = dead"),
    ("a fact told otherwise later", [beat("a", tells=(("lamp", "lit"),)), beat("b", tells=(("lamp", "dead"),))], r"'b' is never played: it tells lamp = dead"),
    ("a branch that contradicts what follows", [beat("a", options={"Go": "x", "Stay": "y"}), beat("x", tells=(("lamp", "lit"),)), beat("y"), beat("b", tells=(("lamp", "dead"),))],
     r"31:1 'b' tells lamp = dead, but 'x' \(line 11\) tells lamp = lit on a way to it"),
    ("a must that shuts an option", [beat("a", options={"Go": "x", "Stay": "y"}), beat("x", tells=(("lamp", "lit"),)), beat("y"), beat("b", must=True, tells=(("lamp", "dead"),))],
     r"nobody is offered the first before the must"),
    ("too long", [beat("a", seconds=700.0)], r"every version is too long: the shortest runs about 11:47, the running time is 1:00 to 10:00"),
    ("too short", [beat("a", seconds=10.0), beat("s", pool=True)], r"every version is too short: with all storylets the longest runs about 0:47"),
    ("one way too long", [beat("a", options={"Long": "x", "Short": "y"}, default=1), beat("x", seconds=620.0), beat("y"), beat("b")],
     r"6:1 the option 'Long' is never offered: it makes the film at least 11:27 long, over the running time of 10:00"),
    ("a viewer whose film is out of time", [beat("a", seconds=60.0), beat("b", when="viewer.age < 12", seconds=580.0, must=True)],
     r"for a viewer whose age is 11, no version keeps to the running time: the nearest is 0:47 outside"),
    ("both options to one beat", [beat("a", options={"Go": "x", "Walk": "x"}), beat("x")], r"6:1 choosing has no effect: 'Go' and 'Walk' both lead to 'x'"),
    ("options that are alike", [beat("a", options={"Go": "x", "Walk": "y"}), beat("x", text="He goes."), beat("y", text="He goes."), beat("b")],
     r"6:1 choosing has no effect: 'Go' and 'Walk' lead to beats that are alike"),
    ("a choice of one", [beat("a", options={"Go": "x"}), beat("x")], r"6:1 a choice of one option, 'Go', is no choice"),
    ("an unknown viewer's field", [beat("a"), beat("b", when="viewer.agee < 12")], r"13:8 the viewer has no field 'agee'; did you mean 'age'\?"),
    ("an unknown fact", [beat("a", tells=(("lamp", "dead"),)), beat("b", when="fact lmap = dead or viewer.age < 12")], r"13:13 no beat tells the fact 'lmap'; did you mean 'lamp'\?"),
    ("an unknown beat", [beat("kitchen"), beat("b", when="not seen kitchn")], r"13:17 there is no beat 'kitchn'; did you mean 'kitchen'\?"),
    ("a variable never set", [beat("a"), beat("b", when="brave or viewer.age > 8")], r"13:8 nothing sets 'brave': write \[\[set brave = ...\]\]"),
    ("a moment that is none", [beat("a"), beat("b", when="not now.sesaon = winter")], r"there is no 'now.sesaon'; did you mean 'season'\?"),
    ("a must in a pool", [beat("a"), beat("s", pool=True, must=True)], r"'s' is a storylet: must makes it come first, and nothing promises"),
    ("a must that is a branch", [beat("a", options={"Go": "x", "Stay": "y"}), beat("x", must=True), beat("y")], r"'x' is a branch, .*cannot be must"),
    ("a jump over a must", [beat("a", jumps=(("c", "viewer.age > 8"),)), beat("b", must=True), beat("c")], r"7:1 -> c passes over the must 'b', so it is not taken"),
    ("an ending before a must", [beat("a", ending=True), beat("b", must=True), beat("c", ending=True)], r"the ending 'a' does not end the film: the must 'b' \(line 11\)"),
    ("an ending that is never offered", [beat("a", options={"Leave": "x", "Stay": "y"}, default=1), beat("x", ending=True), beat("y"), beat("b", must=True), beat("c", ending=True)],
     r"the ending 'x' is not offered: the must 'b' comes after it"),
    ("a default with a condition", [beat("a", options={"Go": "x", "Stay": "y"}), beat("x", when="viewer.age > 8"), beat("y"), beat("b")],
     r"6:1 the default 'Go' leads to 'x', which has a condition"),
    ("a script that runs out", [beat("a"), beat("x", ending=True, when="viewer.age < 12"), beat("b")], r"21:1 the script may run out after 'b' without an ending; 'x' is then played"),
    ("a storylet too long", [beat("a", seconds=560.0), beat("s", pool=True, seconds=90.0)], r"11:1 the storylet 's' runs about 1:30 and no version has more than 0:33"),
    ("a must above the rating", [beat("a", must=True, bounds=frozenset({"horror"}), notes="must; bounds horror")], r"3:16 the must 'a' has horror, which is for 16 and older"),
    ("content without an age", [beat("a", bounds=frozenset({"blod"}), notes="bounds blod")], r"3:10 'blod' is no word of content that has an age; did you mean 'blood'\?"),
]


@pytest.mark.parametrize(("beats", "says"), [pytest.param(beats, says, id=name) for name, beats, says in ONE])
def test_each_problem_is_told_with_its_place_and_what_to_do(beats: list[dict[str, Any]], says: str):
    # What else is told of these small stories is beside the point.
    assert any(re.search(says, line) for line in told(*beats)), told(*beats)


def test_never_in_film_toml_bars_a_beat():
    film = FilmFile(runtime_s=(10, 600), never=("blood",))
    assert any("film.toml says never blood" in line for line in told(beat("a"), beat("b", bounds=frozenset({"blood"})), film=film))


def test_a_question_that_nothing_looks_at():
    film = FilmFile(questions=(Question("side", "Which side?", "one", ("sea", "land")), Question("pet", "Your pet?")))
    lines = told(beat("a"), beat("b", when="viewer.side = moon"), film=film)
    assert any("asks for 'pet' and never looks at the answer" in line for line in lines)
    assert any("viewer.side is never moon, only land or sea" in line for line in lines)


def test_a_word_is_found_in_its_note_and_in_the_text():
    element = Element(Kind.DIALOGUE, "Hello, {viewer.nmae}!", 7, 1, raw="Hello, {viewer.nmae}! [[tension 2]]", notes=(Note("tension 2", 7, 23),))
    found = Beat("a", None, (element,), 1)
    assert place_of(found, "viewer.nmae") == (7, 9)
    assert place_of(found, "tension") == (7, 25)
    assert place_of(found, "nothing of it") == (1, 1)


@pytest.mark.slow
def test_a_thousand_beats_take_less_than_a_second():
    beats = [beat("start", tells=(("f0", "a"),))]
    for n in range(249):
        beats += [
            beat(f"ask{n}", options={"Left": f"l{n}", "Right": f"r{n}"}, tells=((f"f{n % 9}", "a"),)),
            beat(f"l{n}", tells=((f"f{n % 9}", str(n)),), when=f"not fact f{n % 9} = b"),
            beat(f"r{n}", when=f"viewer.age > {n % 20}", jumps=((f"ask{max(0, n - 1)}", f"not seen l{n}"),)),
            beat(f"on{n}", when=f"seen l{n}", may=True),
        ]
    whole = story(*beats)
    began = time.process_time()
    problems_of(whole)
    assert time.process_time() - began < 1.0


CONDITIONS = ("", "", "fact f0 = a", "not fact f1 = b or viewer.age > 9", "seen b1", "not seen b2 and now.time = night", 'viewer.likes has "tea"', "x > 1")


@st.composite
def any_story(draw: st.DrawFn) -> Story:
    count = draw(st.integers(1, 9))
    names = [f"b{n}" for n in range(count)]
    beats = []
    for name in names:
        options = {f"option {n}": to for n, to in enumerate(draw(st.lists(st.sampled_from(names), max_size=3)))}
        jumps = tuple(draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(CONDITIONS)), max_size=2)))
        tells = tuple(draw(st.dictionaries(st.sampled_from(("f0", "f1")), st.sampled_from(("a", "b")), max_size=2)).items())
        flags = {flag: draw(st.booleans()) for flag in draw(st.sets(st.sampled_from(("must", "may", "once", "ending", "pool"))))}
        bounds = frozenset(draw(st.sets(st.sampled_from(("horror", "peril", "odd")), max_size=1)))
        beats.append(beat(name, draw(st.sampled_from(CONDITIONS)), options if not flags.get("pool") else {}, jumps if not flags.get("pool") else (), tells=tells, bounds=bounds,
                          branch=draw(st.booleans()) and bool(beats), default=draw(st.integers(0, 3)), tension=draw(st.integers(-1, 5)), **flags))
    film = FilmFile(runtime_s=draw(st.sampled_from(((0, 0), (30, 90), (100, 400)))), rating=draw(st.sampled_from((0, 12))), never=draw(st.sampled_from(((), ("peril",)))))
    return story(*beats, film=film, variables=("x",))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(any_story())
def test_any_story_is_checked_and_drawn(made: Story):
    for problem in problems_of(made):
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in problem.text
    drawn = map_of(made)
    ET.fromstring(map_as_svg(drawn))
    map_as_mermaid(drawn)
    Console(file=StringIO()).print(map_as_tree(drawn))


def test_captions_in_the_scripts_own_language_are_told():
    text = b"Film: language fr\n\n## a\n\nINT. ROOM - DAY\n\nMARA\nBonjour. [[in fr: Salut.]] [[in en: Hello.]]\n\n## b\n\n[[when viewer.age > 3]]\n\nShe goes.\n"
    told = [problem.text for problem in problems_of(compile_story(parse(text)))]
    assert [line for line in told if "`in fr:`" in line] == ["the script itself is in 'fr', so `in fr:` changes nothing: take it away, or say the script's own language in film.toml"]
    assert not [line for line in told if "in en" in line]
