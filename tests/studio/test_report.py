"""The audience's report: the right shares, told in every form."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from playhead.screenplay import parse
from playhead.story import compile_story
from playhead.story.director import begin, next_beat, play
from playhead.studio.audience import Taken, Viewing, report_of
from playhead.studio.costs import Tally
from playhead.studio.page import report_page
from playhead.studio.plots import steps
from playhead.studio.report import Report
from playhead.studio.tables import report_as_tables

VIEWINGS = (
    Viewing((0, 1, 2, 4, 5), (3.0, 48.0, 100.0, 159.0, 190.0), 300.0, (Taken(1, 0, by_default=False),)),
    Viewing((0, 1, 2, 4, 5), (3.0, 48.0, 100.0, 159.0, 190.0), 310.0, (Taken(1, 0, by_default=False),)),
    Viewing((0, 1, 3, 7, 6), (3.0, 48.0, 100.0, 159.0, 190.0), 450.0, (Taken(1, 1, by_default=True, shut=(0,)),)),
    Viewing((0, 1, 3, 6), (3.0, 48.0, 100.0, 159.0), 240.0, (Taken(1, 1, by_default=False),)),
)


@pytest.fixture(scope="session")
def report(story) -> Report:
    tally = Tally(story)
    for n, viewing in enumerate(VIEWINGS):
        for index in viewing.played:
            tally.see(n, story.beats[index])
    return report_of(story, VIEWINGS, viewers=5, seed=7, took_s=0.1, costs=tally.costs(5, 1300.0, 0.02))


def test_shares(report):
    beats = {beat.title: beat.share for beat in report.beats}
    assert (beats["dusk"], beats["answered"], beats["letter"], beats["tea"]) == (1.0, 0.5, 0.25, 0.0)
    assert {e.title: e.share for e in report.endings} == {"boat home": 0.5, "empty sea": 0.5}
    assert report.without_ending == 0
    assert (report.cuts, report.commonest, report.cannot) == (3, 0.5, 1)
    assert report.inside == 0.75
    first, second = report.choices[0].options
    assert (first.share, first.by_default, first.shut, first.default) == (0.5, 0.0, 0.25, False)
    assert (second.share, second.by_default, second.default) == (0.5, 0.25, True)


def test_tension_goes_with_the_beats(report):
    assert report.tension[0].mean == 1
    assert max(point.high for point in report.tension) == 4
    assert all(point.low <= point.mean <= point.high for point in report.tension)


def test_what_is_shared_is_counted_once(report):
    costs = report.costs
    assert costs.curve[0].viewers == 1
    assert costs.curve[-1] == type(costs.curve[-1])(5, costs.shots, costs.film_s)
    assert [p.shots for p in costs.curve] == sorted(p.shots for p in costs.curve)
    assert costs.curve[0].shots < costs.curve[-1].shots
    assert costs.shared_s == pytest.approx(costs.film_s * 24 * 0.02, rel=0.01)
    assert costs.alone_s == pytest.approx(1300 * 24 * 0.02)


def test_versions_that_are_not_shot_are_taken_to_be_like_the_others(story):
    tally = Tally(story)
    for viewer in range(20):
        element = replace(story.beats[0].elements[0], text=f"Mara counts to {viewer}.")
        tally.see(viewer, replace(story.beats[0], elements=(element,)))
    whole, part = tally.costs(20, 100.0, 0.02), tally.costs(20, 100.0, 0.02, most=10)
    assert (whole.versions, whole.shot, part.shot) == (20, 20, 10)
    assert part.shots == pytest.approx(whole.shots, rel=0.2)


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
    for words in ("The Lamp", "5 simulated viewers", "1 of 9 beats are seen by nobody", "shut for 25%", "prefers-color-scheme:dark", "may not see"):
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
    for words in ("75% within 4:00–7:00", "3 distinct cuts", "the lamp dies, line 15: 100% are asked", "25% by default", "boat home", "Each shot once"):
        assert words in text


def test_as_json(report):
    told = json.loads(json.dumps(report.data()))
    assert told["seconds"]["median"] == 310.0
    assert told["inside"] == 0.75


def test_a_film_that_nobody_may_see_has_a_report(story):
    empty = report_of(story, (), viewers=3, seed=1, took_s=0.0)
    assert "100%" in report_page(empty)
    Console(file=StringIO()).print(report_as_tables(empty))


def test_a_plain_script_has_a_report():
    plain = compile_story(parse(b"INT. HALL - DAY\n\nANNA comes in.\n\nANNA\nWho is there?\n"))
    state = begin(plain, {}, {}, frozenset(), 1)
    tally = Tally(plain)
    while (decision := next_beat(plain, state)).beat is not None:
        state, made = play(plain, state, decision.beat)
        tally.see(0, made.beat)
    viewing = Viewing(state.played, state.played_at_s, state.spent_s + 4)
    told = report_of(plain, (viewing,), viewers=1, seed=1, took_s=0.0, costs=tally.costs(1, viewing.seconds, 0.02))
    assert told.tension == ()
    assert told.cuts == 1
    assert "no ending of its own" in report_page(told)
    Console(file=StringIO()).print(report_as_tables(told))


def test_round_ticks():
    assert steps(0, 10, 5) == [0, 2, 4, 6, 8, 10]
    assert steps(0, 0.9, 4)[:2] == [0, pytest.approx(0.5)]
    assert steps(3, 3, 4) == [3]
