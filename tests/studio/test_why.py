"""Why: from a log to lines that a person understands."""

import asyncio
import json

import pytest
from rich.console import Console

from playhead.cli import main
from playhead.errors import NotFound
from playhead.records import Event, Records, ScreeningRow
from playhead.studio.why import find_screening, reasons_as_table

TICKS = 48_000


def shown(n: int, part: int, at_s: float) -> dict[str, object]:
    return {"track": "picture", "n": n, "at": int(at_s * TICKS), "ticks": TICKS, "hash": "h", "film": 0, "part": part, "shot": 0, "segment": 0}


LOG = (
    ("started", {"film": "the-lamp", "revision": "abcdef", "seed": 7, "viewer": {"age": 40, "name": "Ada"}}),
    ("part", {"kind": "title", "name": "", "beat": -1, "why": "every film begins with its title"}),
    ("part", {"kind": "beat", "name": "dusk", "beat": 0, "why": "the script begins here"}),
    ("viewer", {"viewer": {"age": 40, "name": "Bo", "pace": "quick"}}),
    ("shown", shown(0, 0, 0.0)),
    ("shown", shown(1, 1, 3.0)),
    ("asked", {"part": 1}),
    ("wished", {"option": 0}),
    ("chosen", {"part": 1, "option": 0, "label": "Answer the radio", "by": "viewer"}),
    ("part", {"kind": "beat", "name": "silence", "beat": 3, "why": "planned, and planned anew after the edit"}),
    ("revised", {"revision": "123456789abcdef", "committed": 59 * TICKS, "kept": 2}),
    ("part", {"kind": "beat", "name": "answered", "beat": 2, "why": "it was chosen"}),
    ("shown", shown(2, 2, 58.5)),
    ("chosen", {"part": 2, "option": -1, "label": "", "by": "default"}),
    ("part", {"kind": "beat", "name": "the-sea", "beat": 4, "why": "next in the script"}),
)


@pytest.fixture
def folder(tmp_path):
    records = Records(tmp_path / "records.sqlite")
    row = ScreeningRow("s1", "secret-token", "the-lamp", "abcdef", 7, 1_700_000_000.0, 1_700_000_100.0)
    events = [Event(n, kind, data, 1.0 * n) for n, (kind, data) in enumerate(LOG)]
    asyncio.run(records.open_screening(row, events))
    records.close()
    return tmp_path


@pytest.mark.parametrize("wanted", ["s1", "secret-token", "http://127.0.0.1:7474/s/secret-token/film.m3u8?x=1", "/s/secret-token"])
def test_a_screening_is_found_by_what_one_has(folder, wanted):
    assert find_screening(folder, wanted).screening == "s1"


def test_each_step_has_its_time_its_reason_and_who_chose(folder):
    steps = find_screening(folder, "s1").steps
    assert [(s.kind, s.at_s, s.what, s.by) for s in steps] == [
        ("part", 0.0, "the title", ""), ("part", 3.0, "dusk", ""), ("viewer", None, "name, pace", ""), ("chosen", 58.5, "Answer the radio", "viewer"), ("revision", 59.0, "123456789abc", ""),
        ("part", 58.5, "answered", ""), ("chosen", None, "none was open: the script goes on", "default"), ("part", None, "the-sea", ""),
    ]
    assert steps[1].why == "the script begins here"


def test_it_is_told_in_the_terminal(folder):
    console = Console(width=120, record=True, quiet=False)
    with console.capture() as told:
        console.print(reasons_as_table(find_screening(folder, "s1")))
    text = told.get()
    assert "0:03.0  dusk" in text
    assert "the viewer chose; asked by dusk" in text
    assert "nobody chose, so the default" in text
    assert "planned" in text
    assert "viewer: name, pace" in text
    assert "secret-token" not in text
    assert "Bo" not in text, "what they said is theirs"


def test_what_is_not_there_is_one_line(folder, tmp_path, capsys):
    with pytest.raises(NotFound, match="no records here"):
        find_screening(tmp_path / "nowhere", "s1")
    assert not (tmp_path / "nowhere").exists()
    assert main(["why", "other-secret", "--data", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "there is no such screening" in said
    assert "other-secret" not in said


def test_as_json(folder, capsys):
    assert main(["why", "s1", "--data", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["steps"][3] == {"kind": "chosen", "at_s": 58.5, "what": "Answer the radio", "why": "asked by dusk", "by": "viewer"}
