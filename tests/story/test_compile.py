import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import ScreenplayError
from playhead.screenplay import Element, Kind, Note, Screenplay, parse
from playhead.story import Story, compile_story

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
        story = compile_story(parse(path.read_bytes(), path.name))
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
