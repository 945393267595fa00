"""Every script on the pages for writers plays, and says what the page says it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playhead.screenplay import parse
from playhead.screenplay.film import read_film
from playhead.story import Story, compile_story
from playhead.story.director import begin, choose, default_of, next_beat, offers, play
from playhead.story.problems import problems_of

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("tutorial.md", "guide/coming-from.md")
SCRIPTS = [(page, n, text) for page in PAGES for n, text in enumerate(re.findall(r"```fountain\n(.*?)```", (DOCS / page).read_text(), re.DOTALL))]
NOTES = [note for note in re.findall(r"`(\[\[[^`]*\]\])`", (DOCS / "guide/coming-from.md").read_text()) if "…" not in note and "->" in note and "choice" in note]


def story_of(text: str) -> Story:
    screenplay = parse(text.encode())
    return compile_story(screenplay, read_film(screenplay)[0])


def watched(story: Story, viewer: dict[str, object], option: int | None = None) -> str:
    """All that is played for a viewer who takes one option, or the default."""
    state = begin(story, viewer, {"time": "night"})  # type: ignore[dict-item, arg-type]
    found: list[str] = []
    while (decision := next_beat(story, state)).beat is not None:
        state, made = play(story, state, decision.beat)
        found += [element.text for element in made.beat.elements]
        if offers(story, state):
            state = choose(story, state, default_of(story, state) if option is None else option)
    return "\n".join(found)


@pytest.mark.parametrize(("page", "n", "text"), SCRIPTS, ids=[f"{page}-{n}" for page, n, _ in SCRIPTS])
def test_each_script_of_the_pages_plays_without_a_warning(page, n, text):
    story = story_of(text)
    assert not story.problems
    assert not problems_of(story)
    assert watched(story, {})


def test_the_tutorials_choice_is_remembered():
    story = story_of(SCRIPTS[1][2])
    assert "doesn't count to three" in watched(story, {})
    assert "pack a suitcase" in watched(story, {}, 0)


def test_the_tutorials_storylet_is_for_those_who_have_time():
    story = story_of(SCRIPTS[3][2])
    assert "We have no cat." in watched(story, {"pace": "slow"})
    assert "We have no cat." not in watched(story, {"pace": "quick"})
    assert "it was Nora" in watched(story, {"name": "Nora"})


def test_notes_in_the_tables_are_read():
    assert len(NOTES) >= 4
    for note in NOTES:
        targets = dict.fromkeys(re.findall(r"-> ([a-z ]+?)(?= /|\]\])", note))
        beats = "".join(f"\n\n## {name}\n\nIt rains." for name in targets)
        story = story_of(f"## first\n\nINT. ROOM - DAY\n\nA table.\n\n{note}{beats}\n\n## last\n\nIt stops.")
        assert not story.problems, note
        assert story.beats[0].choice is not None
