from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.errors import NotFound, ScreenplayError
from playhead.screenplay import Kind, load, parse, write

SCRIPT = """Title: _**The Lamp**_
Author:
    One
    Two

FADE IN:

# ONE
## arrival
= Mara sees a light.

[[must; tension 2; about 50s]]

INT. LAMP ROOM - NIGHT #1A#

[[look: moonlit, slow push in]]

The lamp dies. [[sound: wind up]] Mara counts.
Second /* gone */ line.

/* all of this

is gone */

ÉLODIE (V.O.) ^
(softly)
Not *tonight*, \\*friend\\*. [[or when x: y]]
~la la
  
And still.

> THE END <

CUT TO:

===

@McCLANE
Yippee.

!BOOM

.BINOCULARS

> SMASH
"""


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(e.kind, e.text) for e in parse(text.encode()).elements]


def test_every_element_of_the_syntax() -> None:
    play = parse(SCRIPT.encode())
    assert [(e.kind.value, e.text) for e in play.elements] == [
        ("title", "The Lamp"), ("title", "One\nTwo"), ("action", "FADE IN:"), ("section", "ONE"), ("section", "arrival"),
        ("synopsis", "Mara sees a light."), ("note", "must; tension 2; about 50s"), ("scene", "INT. LAMP ROOM - NIGHT"),
        ("note", "look: moonlit, slow push in"), ("action", "The lamp dies. Mara counts.\nSecond line."),
        ("boneyard", "all of this\n\nis gone"), ("character", "ÉLODIE"), ("parenthetical", "softly"),
        ("dialogue", "Not tonight, *friend*."), ("lyrics", "la la"), ("dialogue", "And still."), ("centered", "THE END"),
        ("transition", "CUT TO:"), ("page_break", ""), ("character", "McCLANE"), ("dialogue", "Yippee."), ("action", "BOOM"),
        ("scene", "BINOCULARS"), ("transition", "SMASH"),
    ]
    cue = next(e for e in play.elements if e.text == "ÉLODIE")
    assert (cue.extension, cue.dual, cue.line) == ("V.O.", True, 25)
    assert next(e for e in play.elements if e.kind is Kind.SCENE).number == "1A"
    assert play.title("TITLE") == "The Lamp"
    assert [e.depth for e in play.elements if e.kind is Kind.SECTION] == [1, 2]


def test_positions_point_into_the_source() -> None:
    lines = SCRIPT.split("\n")
    for element in parse(SCRIPT.encode()).elements:
        assert element.raw.split("\n")[0].strip() == lines[element.line - 1].strip()
        for note in element.notes:
            assert lines[note.line - 1][note.column - 1 :].startswith("[[" + note.text)


@pytest.mark.parametrize("change", [
    lambda s: s.encode(), lambda s: s.replace("\n", "\r\n").encode(), lambda s: s.replace("\n", "\r").encode(),
    lambda s: b"\xef\xbb\xbf" + s.encode(), lambda s: s.encode("utf-16"), lambda s: s.encode("cp1252"),
    lambda s: ("\n\n" + s).encode(), lambda s: s.rstrip().encode(),
])
def test_written_back_to_the_byte_in_any_dress(change) -> None:
    source = change(SCRIPT)
    play = parse(source)
    assert write(play) == source
    assert play.elements[0].text == "The Lamp"
    assert len(play.elements) == 24


def test_cues_need_a_letter_and_something_said() -> None:
    assert kinds("A road.\n\nR2D2\nBeep.\n")[1] == (Kind.CHARACTER, "R2D2")
    assert kinds("A road.\n\n23\nBeep.\n")[1][0] is Kind.ACTION
    assert kinds("A road.\n\nBOOM\n\nSmoke.\n")[1][0] is Kind.ACTION
    assert kinds("A road.\n\nZOË (O.S.) (CONT'D)\nHere.\n")[1] == (Kind.CHARACTER, "ZOË")


def test_headings_in_any_case_and_forced() -> None:
    for line in ("INT. HOUSE - DAY", "ext. house", "I/E CAR", "INT/EXT. CAR", "EST. CITY", "int./ext. porch"):
        assert kinds(f"{line}\n\nA door.\n")[0] == (Kind.SCENE, line)
    assert kinds("...and so it goes.\n")[0][0] is Kind.ACTION
    assert kinds("INTERNAL affairs.\n")[0][0] is Kind.ACTION


def test_a_script_without_a_title_page_has_none() -> None:
    assert kinds("FADE IN:\n\nA road.\n")[0][0] is Kind.ACTION
    assert kinds("INT. ROOM: NIGHT\n\nA bed.\n")[0][0] is Kind.SCENE


def test_open_marks_are_text_and_told() -> None:
    play = parse(b"A road. [[never closed\n\nA hill /* nor this\n")
    assert [(p.level, p.line, p.column) for p in play.problems] == [("warning", 1, 9), ("warning", 3, 8)]
    assert play.elements[0].text == "A road. [[never closed"


@pytest.mark.parametrize(("source", "says"), [
    (b"", "is empty"), (b" \n\n", "is empty"), (b"\x89PNG\r\n\x1a\n\0\0\0", "not text"), (bytes(range(1, 32)) * 9, "not text"),
    (b"x" * (17 * 1024**2), "16 MB"),
])
def test_what_is_no_screenplay_is_told_in_one_line(source, says) -> None:
    with pytest.raises(ScreenplayError, match=says) as error:
        parse(source, "a.fountain")
    assert str(error.value).startswith("a.fountain: ")
    assert "\n" not in str(error.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        load(tmp_path / "gone.fountain")


@given(st.text(alphabet=st.sampled_from(list("AaÉ \n\r\t[]/*#=>~.!@()^_\\:-\u2028\x0b日1")), min_size=1, max_size=300))
def test_anything_parses_and_is_written_back(text: str) -> None:
    source = text.encode()
    try:
        play = parse(source)
    except ScreenplayError as error:
        assert "is empty" in str(error) or "struck out" in str(error) or "not text" in str(error)
        return
    assert write(play) == source
    for element in play.elements:
        assert element.line >= 1
        assert element.column >= 1


@given(st.binary(max_size=300))
def test_any_bytes_end_in_elements_or_a_typed_error(source: bytes) -> None:
    try:
        assert write(parse(source)) == source
    except ScreenplayError as error:
        assert str(error)


@pytest.mark.parametrize("piece", ["[[", "/*", "*", "_a", "(", "> ", "A\n", "[[a]]", "[[a\n", "**a ", "A\nb\n[[x]]\n", "/**/", "\r", "[[a\n\n"])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    source = (piece * 20_000 + "x").encode()
    play = parse(source)  # quadratic work on this would outlast the test's time limit
    assert write(play) == source


def test_agrees_with_screenplay_tools() -> None:
    from screenplay_tools.fountain.parser import Parser

    parser = Parser()
    plain_script = "\n".join(line for line in SCRIPT.split("\n") if "ÉLODIE" not in line)
    parser.add_text(plain_script.replace("/* gone */ ", ""))
    theirs = [(str(e.type.name).lower(), e.text) for e in parser.script.elements]
    ours = [(e.kind.value, e.text) for e in parse(plain_script.encode()).elements]
    for kind in ("section", "synopsis", "transition"):
        assert [t for k, t in ours if k == kind] == [t.strip() for k, t in theirs if k.startswith(kind)]
