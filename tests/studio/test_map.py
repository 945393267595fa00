"""The map says the same in the terminal, in Mermaid and as a picture."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from playhead.story import Story
from playhead.studio import map_as_mermaid, map_as_svg, map_as_tree, map_of


def tree(story: Story, width: int = 140) -> str:
    console = Console(width=width, file=StringIO(), record=True)
    console.print(map_as_tree(map_of(story)))
    return console.export_text()


def test_the_map_knows_the_ways(story):
    ways = {(w.source, w.target, w.kind, w.label) for w in map_of(story).ways}
    assert (1, 2, "option", "Answer the radio") in ways
    assert (3, 1, "jump", "") in ways
    assert (2, 4, "next", "") in ways
    assert (3, 4, "next", "") in ways
    assert {(4, 5, "next", ""), (4, 6, "next", "")} <= ways  # the first ending has a condition
    assert not any(source == 6 for source, *_ in ways)
    assert not any(source == 1 and kind == "next" for source, _, kind, _ in ways)


def test_the_tree_shows_options_where_they_are_asked(story):
    lines = tree(story).splitlines()
    assert lines[0].startswith("The Lamp  4:00–7:00 · rating 12 · 9 beats · 1 choice · 2 branches · 2 storylets · 2 endings")
    at = next(n for n, line in enumerate(lines) if "the lamp dies" in line)
    assert "must" in lines[at]
    assert "tells lamp = dead" in lines[at]
    assert "asks 9 s" in lines[at]
    assert lines[at + 1].strip(" │├└─") == "? Answer the radio"
    assert "answered" in lines[at + 2]
    assert any(re.search(r'\? Stay "silent"  default', line) for line in lines)
    assert any("✦ letter" in line and 'when viewer.likes has "letters"' in line for line in lines)


def test_mermaid_is_escaped_and_whole(story):
    text = map_as_mermaid(map_of(story))
    assert text.startswith("flowchart TD\n")
    assert 'b1 ==>|"Stay #quot;silent#quot; (default)"| b3' in text
    assert 'b3 -.->|"when not seen answered"| b1' in text
    assert '["#35; MORNING #60;1#62;"]' in text
    assert text.count("subgraph") == text.count("\n  end")


def test_the_picture_is_one_document_that_asks_for_nothing(story):
    svg = map_as_svg(map_of(story))
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    words = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    for word in ("The Lamp", "the lamp dies", "Answer the radio", 'Stay "silent"', "when fact radio = answered", "STORYLETS", "tea", "BOUNDS PERIL"):
        assert word in words
    assert not re.search(r"href|url\(|@import|<image|<script", svg)


def test_what_stands_in_the_picture_does_not_overlap(story):
    root = ET.fromstring(map_as_svg(map_of(story)))
    boxes = [tuple(float(e.get(k)) for k in ("x", "y", "width", "height")) for e in root.iter()
             if e.tag.endswith("rect") and re.match(r"(card|pill)\b", e.get("class") or "") and float(e.get("height")) > 15]
    assert len(boxes) >= 12
    for n, (x, y, w, h) in enumerate(boxes):
        for a, b, c, d in boxes[n + 1 :]:
            if (b < 0) == (y < 0):
                assert x + w <= a + 0.2 or a + c <= x + 0.2 or y + h <= b + 0.2 or b + d <= y + 0.2


def test_a_beat_that_nothing_leads_to_is_marked(story):
    beats = list(story.beats)
    beats[1] = replace(beats[1], choice=None)
    lost = replace(story, beats=tuple(beats))
    assert "never reached" in tree(lost)
    assert "NEVER REACHED" in map_as_svg(map_of(lost))


@pytest.mark.parametrize("text", ["<&\"'>", "\x00\x0b", "日本語" * 40, "x" * 500, ""])
def test_hostile_names_stay_text(story, text):
    beats = (replace(story.beats[0], name=text, synopsis=text), *story.beats[1:])
    hostile = map_of(replace(story, title=text, beats=beats))
    ET.fromstring(map_as_svg(hostile))
    assert "\n\n" not in map_as_mermaid(hostile)


def test_a_plain_script_has_a_map(story):
    plain = replace(story, beats=(replace(story.beats[0], must=False),))
    assert "dusk" in tree(plain)
    ET.fromstring(map_as_svg(map_of(plain)))
