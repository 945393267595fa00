import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import ScreenplayError
from playhead.screenplay import Element, Kind, Note, Screenplay, parse
from playhead.screenplay.expression import write_expression
from playhead.screenplay.film import read_film
from playhead.story import Story, compile_story
from playhead.story.state import State
from playhead.story.version import version

SCRIPTS = Path(__file__).parent / "scripts"
LAMP, SILENT, BARE = ((SCRIPTS / f"{name}.fountain").read_text() for name in ("lamp", "silent", "bare"))
ALL = (*sorted(SCRIPTS.glob("*.fountain")), *sorted((Path(__file__).parents[2] / "films").glob("*/*.fountain")))


def story_of(text: str) -> Story:
    return compile_story(parse(text.encode()))


def by_hand(*parts: tuple[Kind, str]) -> Screenplay:
    return Screenplay(
        tuple(
            Element(kind, text, n + 1, notes=(Note(text, n + 1, 1),) if kind is Kind.NOTE else ())
            for n, (kind, text) in enumerate(parts)
        ),
        b"",
    )


def test_a_scene_heading_opens_a_beat_where_no_section_does():
    story = story_of(LAMP)
    assert [beat.name for beat in story.beats] == ["", ""]
    assert [beat.heading.place for beat in story.beats] == ["CLIFF, LIGHTHOUSE", "LAMP ROOM"]
    assert all(beat.first_of_scene for beat in story.beats)
    assert story.beats[1].heading.time == "night"
    assert story.beats[0].elements[0].text == "FADE IN:"


def test_a_section_opens_a_named_beat_that_keeps_its_scenes():
    story = story_of(
        "## one\n\nINT. ROOM - DAY\n\nA.\n\nEXT. FIELD - NIGHT\n\nB.\n\n## two\n\nC.\n\n# group\n\nINT. HALL\n\nD.\n\nINT. ATTIC\n\nE."
    )
    assert [beat.name for beat in story.beats] == ["one", "two", "", ""]
    assert [h.place for h in story.beats[0].headings] == ["ROOM", "FIELD"]
    assert story.beats[1].heading.place == "FIELD"
    assert [beat.first_of_scene for beat in story.beats] == [True, False, True, True]
    assert story.beats[3].heading.time == "night"
    assert story.beats[2].group == "group"


def test_a_script_without_headings_is_one_beat():
    story = story_of(BARE)
    assert len(story.beats) == 1
    assert story.beats[0].heading is None
    assert story.title == "Untitled"


def test_storylets_are_not_on_the_spine():
    story = story_of("INT. ROOM\n\nA.\n\n# STORYLETS\n\n## letter\n\nB.")
    assert [beat.name for beat in story.spine] == [""]
    assert [beat.pool for beat in story.beats] == [False, True]


def test_an_empty_named_beat_is_left_out_with_a_warning():
    story = story_of("## one\n\n## two\n\nAction.")
    assert [beat.name for beat in story.beats] == ["two"]
    assert [(p.level, p.line) for p in story.problems] == [("warning", 1)]


@pytest.mark.parametrize("text", ["Title: Only\nAuthor: Nobody\n", "# Act\n\n= a synopsis", "[[a note]]", "===", "> FADE OUT."])
def test_nothing_to_play_is_one_clear_line(text):
    with pytest.raises(ScreenplayError) as caught:
        compile_story(parse(text.encode(), "film.fountain"))
    assert "\n" not in str(caught.value)
    assert "film.fountain" in str(caught.value)


def test_cast():
    story = story_of(LAMP)
    assert [role.name for role in story.cast] == ["TOM", "MARA", "ELIAS"]
    assert "yellow sou'wester" in story.role("mara").description
    assert "boy of ten" in story.role("TOM").description
    assert "TOM" not in story.role("MARA").description
    assert "white beard" in story.role("ELIAS").description


def test_aliases_and_joined_cues():
    story = story_of(
        "INT. ROOM\n\nThe OLD MAN (80) sits. COMMANDER VANCE waits.\n\nOLD MAN\nYes.\n\nVANCE\nNo.\n\nOLD MAN AND VANCE\nMaybe.\n\nCOMMANDER VANCE\nNo."
    )
    assert [role.name for role in story.cast] == ["OLD MAN", "VANCE"]
    assert story.role("Commander Vance").name == "VANCE"
    assert story.index("COMMANDER VANCE") == 1


def test_who_never_speaks_is_cast_too():
    assert [(role.name, role.speaks) for role in story_of(SILENT).cast] == [("GIRL", False)]
    story = story_of("INT. ROOM\n\nA BANG. JONAS (40s) enters. TOM\nruns.\n\nANNA\nHello.")
    assert [role.name for role in story.cast] == ["ANNA", "JONAS"]


def test_unicode_names():
    story = story_of("INT. ROOM\n\n@ÉLODIE\nBonjour.\n\n@élodie (CONT'D)\nOui.")
    assert [role.name for role in story.cast] == ["ÉLODIE"]


def test_the_revision_is_of_what_plays():
    one = story_of("INT. ROOM\n\nA cat.")
    assert one.revision == story_of("INT. ROOM\n\n\n\nA cat.\n\n/* struck */").revision
    assert one.revision != story_of("INT. ROOM\n\nA dog.").revision
    assert one.revision != story_of("INT. ROOM\n\nA cat. [[tension 3]]").revision


def test_warnings_for_misspelt_directives_only():
    text = "INT. ROOM\n\nA cat. [[tensoin 3]] [[look: moonlit]] [[lok: moonlit]]\n\n[[TODO: ask Anna]]\n\n[[Is this the right place for it?]]\n\n[[marker: red]]"
    problems = story_of(text).problems
    assert [(p.line, p.level) for p in problems] == [(3, "warning")] * 2
    assert "'tension'" in problems[0].text
    assert "'look'" in problems[1].text


def test_a_story_by_hand_and_a_story_read_are_the_same():
    read = story_of("INT. ROOM - DAY\n\nA cat.\n\nANNA\nHello.")
    made = compile_story(
        by_hand((Kind.SCENE, "INT. ROOM - DAY"), (Kind.ACTION, "A cat."), (Kind.CHARACTER, "ANNA"), (Kind.DIALOGUE, "Hello."))
    )
    assert made.revision == read.revision
    assert [role.name for role in made.cast] == ["ANNA"]


def test_compiles_the_same_in_every_process():
    code = "import sys; from playhead.screenplay import parse; from playhead.story import compile_story; s = compile_story(parse(sys.stdin.buffer.read())); print(s.revision, s.cast, s.problems)"
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=LAMP.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_the_films_compile_without_a_problem():
    for path in ALL:
        screenplay, toml = parse(path.read_bytes(), path.name), path.with_name("film.toml")
        story = compile_story(screenplay, *read_film(screenplay, toml.read_text() if toml.exists() else None))
        assert story.beats, path.name
        assert not story.problems, path.name


KINDS = [k for k in Kind if k is not Kind.TITLE]
TEXT = st.one_of(
    st.sampled_from(
        ["INT. ROOM - DAY", "MARA", "MARA AND TOM", "LATER", "", "(beat)", "FADE IN:", "Mara (60s) enters.", "STORYLETS"]
    ),
    st.text(max_size=40),
)
ELEMENTS = st.lists(
    st.builds(Element, kind=st.sampled_from(KINDS), text=TEXT, line=st.just(1), depth=st.integers(0, 3), dual=st.booleans()),
    max_size=14,
)


@settings(max_examples=120, deadline=None)
@given(ELEMENTS)
def test_any_elements_compile_or_are_refused_in_one_line(elements):
    try:
        story = compile_story(Screenplay(tuple(elements), b""))
    except ScreenplayError as refused:
        story, message = None, str(refused)
    if story is None:
        assert "\n" not in message
        return
    assert isinstance(story, Story)
    played = [e for beat in story.beats for e in beat.elements if e.kind in (Kind.DIALOGUE, Kind.ACTION) and e.text.strip()]
    wanted = [e for e in elements if e.kind in (Kind.DIALOGUE, Kind.ACTION) and e.text.strip()]
    assert played == wanted
    for beat in story.beats:
        assert len(beat.headings) == sum(e.kind is Kind.SCENE for e in beat.elements)


DIRECTED = """Title: The Lamp
Film: runtime 8m-12m; rating 12

## The Lamp [[must; once]]
= It dies. [[tension 2]]

[[when viewer.age > 5; weight 3; about 50s; cooldown 2m; bounds peril, blood]]

INT. LAMP ROOM - NIGHT

The lamp dies. [[fact lamp = dead]]

MARA
Who is there, {viewer.name or "friend"}? [[or when trust > 2: You again.]] [[in de: Wer da?]]

[[when seen hall; set trust + 1; -> hall]]

[[choice 12s default stay: Go -> hall / "Stay / wait" -> stay / Back -> the LAMP]]

## hall

A hall. [[when fact lamp = dead -> stay]]

## stay

[[may; ending]]

Silence. [[fact boat = gone; when trust > 2]]

# STORYLETS

## letter

A letter.
"""


def test_directives_become_a_beat():
    story = story_of(DIRECTED)
    assert not story.problems
    lamp, hall, stay, letter = story.beats
    assert [beat.id for beat in story.beats] == ["the-lamp", "hall", "stay", "letter"]
    assert [beat.index for beat in story.beats] == [0, 1, 2, 3]
    assert (lamp.must, lamp.once, lamp.tension, lamp.weight, lamp.about_s, lamp.cooldown_s) == (True, True, 2, 3, 50, 120)
    assert lamp.seconds == 50
    assert lamp.bounds == {"peril", "blood"}
    assert write_expression(lamp.when) == "viewer.age > 5"
    assert [(option.label, option.beat) for option in lamp.choice.options] == [("Go", 1), ("Stay / wait", 2), ("Back", 0)]
    assert (lamp.choice.window_s, lamp.choice.default) == (12, 1)
    assert [(jump.beat, write_expression(jump.when)) for jump in lamp.jumps] == [(1, "seen hall")]
    assert lamp.reads == {"viewer.age", "viewer.name", "trust", "seen hall"}
    assert lamp.tells == (("lamp", "dead"),)
    assert [(jump.beat, write_expression(jump.when)) for jump in hall.jumps] == [(2, 'fact lamp = "dead"')]
    assert hall.reads == {"fact lamp"}
    assert (stay.may, stay.ending, stay.tells, stay.facts) == (True, True, (), {"boat"})
    assert letter.pool
    assert [beat.branch for beat in story.beats] == [False, True, True, False]
    assert (story.variables, story.captions, story.film.runtime_s, story.film.rating) == ({"trust"}, ("de",), (480, 720), 12)
    assert [question.field for question in story.film.questions] == ["name", "age"]


def test_an_option_that_leads_back_leads_to_no_branch():
    story = story_of("## hub\n\nA.\n\n[[choice: B -> b / C -> c]]\n\n## b\n\nB.\n\n[[choice: Back -> hub / On -> c]]\n\n## c\n\nC.\n")
    assert [beat.branch for beat in story.beats] == [False, True, True]


def test_names_are_unlike():
    story = story_of("## A door\n\nA.\n\n# g\n\nINT. ROOM\n\nB.\n\nINT. HALL\n\nC.\n\n## a DOOR!\n\nD.\n")
    assert [beat.id for beat in story.beats] == ["a-door", "scene-1", "scene-2", "a-door-2"]
    assert story.beat_named("Scene 2") == 2


def test_of_a_plain_script_nothing_varies():
    for text in (SILENT, BARE):
        story = story_of(text)
        assert not story.varies
        assert not story.film.questions
        assert all(beat.seconds >= 3 for beat in story.beats)


def problems(text):
    return [(p.level, p.line, p.column, p.text) for p in story_of(text).problems]


@pytest.mark.parametrize(
    ("text", "level", "line", "column", "hint"),
    [
        ("## one\n\nA. [[-> tow]]\n\n## two\n\nB.", "error", 3, 9, "'two'"),
        ("## one\n\nA. [[choice: X -> two / Y -> there]]\n\n## two\n\nB.", "error", 3, 30, "'Y' is left out"),
        ("## one\n\nA. [[choice default tow: X -> two / Y -> one]]\n\n## two\n\nB.", "warning", 3, 21, "'two'"),
        ("## one\n\nA. [[when seen tow -> two]]\n\n## two\n\nB.", "warning", 3, 16, "'two'"),
        ("## one\n\nA. [[when fact lmap = dead]] [[fact lamp = dead]]", "warning", 3, 16, "'lamp'"),
        ("## one\n\nA. [[when fact lamp = daed]] [[fact lamp = dead]]", "warning", 3, 23, "'dead'"),
        ("## one\n\nA. [[when trsut > 1]] [[set trust + 1]]", "warning", 3, 11, "'trust'"),
        ("## one\n\nA. [[when viewer.nmae]]", "warning", 3, 11, "'name'"),
        ("## one\n\nA. [[when viewer.shoe = 3]]", "warning", 3, 11, "[[questions]]"),
        ('## one\n\nA. [[when viewer.age = "x"]]', "warning", 3, 25, "number"),
        ("## one\n\nA. [[when viewer.mood = clam]]", "warning", 3, 25, "'calm'"),
        ("## one\n\nA. [[when viewer.likes = letters]]", "warning", 3, 11, "has"),
        ("## one\n\nA. [[when now.time = noon]]", "warning", 3, 22, "night"),
        ("## one\n\nA. [[when now.tmie = night]]", "warning", 3, 11, "'time'"),
        ("## one\n\nA. [[when now.season > 3]]", "warning", 3, 11, "="),
        ('## one\n\nA {viewer.nmae or "b"}.', "warning", 3, 4, "'name'"),
        ("## one\n\nA {viewer.name or}.", "warning", 3, 3, "missing"),
        ("## one\n\nA. [[bounds blod]]", "warning", 3, 13, "'blood'"),
        ("## one\n\n[[or when viewer.age < 3: B]]\n\nA.", "warning", 3, 3, "after a speech"),
        ("## one\n\n[[in de: B]]\n\nA.", "warning", 3, 3, "caption"),
        ("## one\n\nA. [[choice: X -> one]] [[choice: Y -> one]]", "warning", 3, 27, "second choice"),
        ("## one\n\nA. [[choice: X -> one]]\n\nB.", "warning", 3, 6, "line 5"),
        ("## one\n\nA. [[-> one]]\n\nB.", "warning", 3, 6, "line 5"),
    ],
)
def test_problems_have_a_place_and_a_suggestion(text, level, line, column, hint):
    (found,) = problems(text)
    assert found[:3] == (level, line, column)
    assert hint in found[3]


def test_film_toml_adds_to_the_cast_and_to_the_revision():
    screenplay = parse(b"INT. ROOM\n\nMARA (60s) sits.\n\nMARA\nYes.\n")
    plain = compile_story(screenplay)
    film, told = read_film(screenplay, '[cast.mara]\ndescription = "a yellow coat"\nvoice = "low"\n[cast.tom]\nvoice = "high"')
    story = compile_story(screenplay, film, told)
    assert "(60s)" in story.role("MARA").description
    assert "yellow coat" in story.role("MARA").description
    assert story.role("MARA").voice == "low"
    assert "TOM" in story.problems[0].text
    assert story.revision != plain.revision


def test_what_may_hold_a_viewers_own_words():
    story = story_of("INT. ROOM\n\nA. [[set who = viewer.name]] [[set old = viewer.age]] [[fact guest = who]] [[fact host = old]] [[set two = guest]]")
    assert story.private == {"who"}  # a single word is told as itself
    story = story_of("INT. ROOM\n\nA. [[set who = viewer.name]] [[fact guest = viewer.name]] [[set two = fact guest]]")
    assert story.private == {"who", "fact guest", "two"}


def test_stories_travel_between_processes():
    story = story_of(DIRECTED)
    assert pickle.loads(pickle.dumps(story)) == story


NOTES = st.lists(
    st.sampled_from(
        ["must", "may", "ending", "when a", "when a -> x", "-> y", "set a = 1", "set b + a", "fact c = d", "fact c = viewer.name", "or when c = d: Other {b}.",
         "in de: Anders", "choice: X -> x / Y -> y", "bounds blood", "tension 3", "hold 2s", "when a; hold 2s", "when (", "look: dark", "about 9s", "when seen x; set b - 2"]
    ),
    max_size=3,
)  # fmt: skip
LINE = st.builds(lambda text, notes: " ".join([text, *(f"[[{note}]]" for note in notes)]).strip(), st.sampled_from(["", "Rain {b}.", 'It {viewer.name or "x"} falls.', "INT. ROOM - DAY", "## x", "## y", "# STORYLETS", "MARA\nYes {a}.", "MARA\n(low)\nNo.", "> END <"]), NOTES)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12), st.sampled_from([{}, {"name": "Ann"}, {"age": 5, "avoid": ["blood"]}]))
def test_any_script_compiles_and_has_versions(lines, viewer):
    try:
        story = story_of("\n\n".join(["INT. HALL", "Rain.", *lines]))
    except ScreenplayError:
        return
    state = State(viewer=viewer)
    for beat in story.beats:
        made = version(story, state, beat.index)
        assert len(made.beat.headings) == sum(e.kind is Kind.SCENE for e in made.beat.elements)
        assert not any("{" in e.text for e in made.beat.elements)
        assert all(e.private == ("Ann" in e.text) for e in made.beat.elements if e.kind is not Kind.NOTE)
        assert version(story, made.state, beat.index).beat.id == beat.id
        state = made.state
