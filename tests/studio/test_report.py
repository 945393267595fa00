"""The audience's report: the right shares, told in every form."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from playhead.cli import main
from playhead.screenplay import parse
from playhead.screenplay.film import FilmFile
from playhead.story import compile_story
from playhead.story.audience import Audience, Form, simulate
from playhead.studio.audience import report_of
from playhead.studio.costs import costs_of
from playhead.studio.page import report_page
from playhead.studio.plots import steps
from playhead.studio.report import Report
from playhead.studio.tables import report_as_tables

SCRIPT = """Title: The Door
Film: runtime 30s-2m

## hall

[[must; tension 1; about 20s]]

INT. HALL - DAY

ANNA (30s) looks at the door.

ANNA
Who is there, {viewer.name or "friend"}?

[[choice 9s default wait: Open -> open / Wait -> wait / Shout -> shout]]

## open

[[about 20s; tension 4]]

INT. HALL - DAY

Anna opens the door.

## wait

[[about 20s; tension 3]]

INT. HALL - DAY

Anna waits. Rain begins.

## shout

[[when viewer.age >= 40; about 20s]]

INT. HALL - DAY

ANNA
Hello!

## end

[[ending; tension 2; about 20s]]

INT. HALL - NIGHT

It is dark.
"""


@pytest.fixture(scope="module")
def audience() -> Audience:
    return simulate(compile_story(parse(SCRIPT.encode()), FilmFile(runtime_s=(30, 120))), 200, None, {"random": 1.0, "default": 1.0}, 3, processes=1)


@pytest.fixture(scope="module")
def report(audience: Audience) -> Report:
    return report_of(audience, seed=3, took_s=0.1, seconds_per_frame=0.02)


def test_shares(audience, report):
    beats = {beat.title: beat.share for beat in report.beats}
    assert (beats["hall"], beats["end"]) == (1.0, 1.0)
    assert beats["open"] + beats["wait"] + beats["shout"] == pytest.approx(1.0)
    assert {e.title: e.share for e in report.endings} == {"end": 1.0}
    assert (report.without_ending, report.cannot, report.inside) == (0, 0, 1.0)
    assert (report.cuts, len(report.seconds)) == (3, 200)
    assert report.commonest == max(beats["open"], beats["wait"], beats["shout"])
    (choice,) = report.choices
    assert choice.asked == 1.0
    assert [option.default for option in choice.options] == [False, True, False]
    assert [option.share for option in choice.options] == pytest.approx([beats["open"], beats["wait"], beats["shout"]])
    assert choice.options[1].share > 0.5
    assert 0.3 < choice.options[2].shut < 0.9
    assert sum(count for _, count in report.choosers) == 200


def test_tension_goes_with_the_beats(report):
    assert report.tension[0].mean == 1
    assert max(point.high for point in report.tension) == 4
    assert report.tension[-1].mean == 2
    assert all(point.low <= point.high for point in report.tension)


def test_what_is_shared_is_counted_once(report):
    costs = report.costs
    assert costs.curve[0].viewers == 1
    last = costs.curve[-1]
    assert (last.viewers, last.shots, last.film_s) == (200, costs.shots, costs.film_s)
    assert [p.shots for p in costs.curve] == sorted(p.shots for p in costs.curve)
    assert costs.curve[0].shots < costs.shots
    assert costs.shared_s == pytest.approx(costs.film_s * 24 * 0.02, rel=0.01)
    assert costs.alone_s == pytest.approx(sum(report.seconds) * 24 * 0.02, rel=0.01)
    assert costs.saved > 5


def test_forms_that_are_not_shot_are_taken_to_be_like_the_others(story):
    forms = []
    for viewer in range(20):
        element = replace(story.beats[0].elements[0], text=f"Mara counts to {viewer}. The door opens.")
        forms.append(Form(replace(story.beats[0], elements=(element,)), {}, viewer, 1))
    whole, part = costs_of(story, forms, 20, 100.0, 0.02), costs_of(story, forms, 20, 100.0, 0.02, most=10)
    assert (whole.versions, whole.shot, part.shot) == (20, 20, 10)
    assert part.shots == pytest.approx(whole.shots, rel=0.25)


def test_another_rhythm_is_another_form_of_the_same_words(audience):
    hall = [form for form in audience.forms if form.beat.id == "hall"]
    words = {tuple(element.text for element in form.beat.elements) for form in hall}
    assert len({form.viewer.get("pace") for form in hall}) == 3
    assert len(hall) > len(words)
    assert sum(form.viewers for form in hall) == 200


class Page(HTMLParser):
    """Collects tags and what they ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, _ in attrs:
            assert name not in ("src", "href", "onclick", "srcset")
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)


def test_the_page_is_whole_and_needs_nothing_from_outside(report):
    html = report_page(report)
    page = Page()
    page.feed(html)
    assert page.open == []
    assert "script" not in page.tags
    assert page.tags.count("svg") == 6
    assert not re.search(r"https?://|@import|url\(", html)
    for words in ("The Door", "200 simulated viewers", "Every beat is seen by somebody", "shut for", "prefers-color-scheme:dark", "Every film keeps to 0:30–2:00"):
        assert words in html


def test_names_in_the_page_are_text(story, report):
    hostile = replace(report, title="<script>x</script>\x00", beats=(replace(report.beats[0], title='"><img src=x>'),))
    html = report_page(hostile)
    Page().feed(html)
    assert "<img" not in html
    assert "<script" not in html


def test_the_tables(report):
    console = Console(width=120, file=StringIO(), record=True)
    console.print(report_as_tables(report))
    text = console.export_text()
    for words in ("100% within 0:30–2:00", "3 distinct cuts", "100% are asked", "choose at random", "Each shot once"):
        assert words in text


def test_as_json(report):
    told = json.loads(json.dumps(report.data()))
    assert told["seconds"]["median"] == report.at(0.5)
    assert told["inside"] == 1.0


def test_those_who_may_not_see_it_are_told(audience):
    rated = simulate(replace(audience.story, film=replace(audience.story.film, rating=90)), 20, [{"age": 30}], processes=1)
    told = report_of(rated, seed=0, took_s=0.0, seconds_per_frame=0.02)
    assert told.cannot == 20
    assert "20 may not see it: The Door is for viewers from 90" in report_page(told)
    Console(file=StringIO()).print(report_as_tables(told))


def test_a_plain_script_has_a_report():
    plain = compile_story(parse(b"INT. HALL - DAY\n\nANNA comes in.\n\nANNA\nWho is there?\n"))
    told = report_of(simulate(plain, 10, processes=1), seed=1, took_s=0.0, seconds_per_frame=0.02)
    assert told.tension == ()
    assert told.cuts == 1
    assert "no ending of its own" in report_page(told)
    Console(file=StringIO()).print(report_as_tables(told))


def test_the_command_writes_a_page_and_tells(tmp_path, capsys):
    film, page, who = tmp_path / "door.fountain", tmp_path / "report.html", tmp_path / "who.json"
    film.write_text(SCRIPT)
    who.write_text('{"age": [40, 60], "name": ["Ada", "Kofi"]}')
    assert main(["audience", str(film), "--viewers", "50", "--profiles", str(who), "--choosers", "random=3", "default", "--seed", "5", "-o", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["viewers"] == 50
    assert told["choices"][0]["options"][2]["shut"] == 0
    assert page.read_text().startswith("<!doctype html>")
    assert main(["audience", str(film), "--viewers", "20"]) == 0
    assert "Who sees what" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "says"), [
    (["-o", "report.pdf"], "a report is an .html file"),
    (["-o", "nowhere/report.html"], "there is no folder"),
    (["--profiles", "gone.json"], "gone.json"),
    (["--choosers", "random=0"], "must have a weight"),
])
def test_what_cannot_be_done_is_one_line(tmp_path, capsys, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "door.fountain").write_text(SCRIPT)
    assert main(["audience", "door.fountain", *arguments]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--viewers", "0"], ["--viewers", "many"], ["--choosers", "coin"], ["--choosers", "random=x"], ["--seed", "-1"]])
def test_wrong_usage(arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["audience", "door.fountain", *arguments])
    assert stopped.value.code == 2


def test_round_ticks():
    assert steps(0, 10, 5) == [0, 2, 4, 6, 8, 10]
    assert steps(0, 0.9, 4)[:2] == [0, pytest.approx(0.5)]
    assert steps(3, 3, 4) == [3]
