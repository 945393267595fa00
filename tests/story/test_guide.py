"""Every block of the guide to directives is what it says it is."""

import re
from pathlib import Path

import pytest

from playhead.screenplay import parse
from playhead.screenplay.film import STANDARD, read_film
from playhead.story import compile_story
from playhead.story.state import State
from playhead.story.version import version
from playhead.story.viewer import AGES, NOW

PAGE = (Path(__file__).parents[2] / "docs/guide/directives.md").read_text()
SCRIPTS, TABLES = (re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("fountain", "toml"))
VIEWERS = [{}, {"name": "Ann", "age": 9, "mood": "curious", "likes": ["letters"], "avoid": ["blood"]}]


def test_there_are_examples():
    assert len(SCRIPTS) >= 7
    assert TABLES


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_example_plays_without_a_warning(script):
    story = compile_story(parse(script.encode()))
    assert not story.problems
    assert story.varies
    for viewer in VIEWERS:
        for beat in story.beats:
            assert all("{" not in element.text for element in version(story, State(viewer=viewer), beat.index).beat.elements)


@pytest.mark.parametrize("table", TABLES)
def test_an_example_of_settings_is_read(table):
    film, problems = read_film(parse(b"INT. ROOM\n\nMARA\nYes."), table)
    assert not problems
    assert film.runtime_s == (480, 720)


def test_the_tables_are_whole():
    for field in STANDARD:
        assert f"`viewer.{field}`" in PAGE
        for option in STANDARD[field].options if field != "language" else ():
            assert f"`{option}`" in PAGE
    for name in NOW:
        assert f"`now.{name}`" in PAGE
    for word, age in AGES.items():
        assert f"| {word} | {age} |" in PAGE
