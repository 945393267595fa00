"""The documents keep up with the command."""

import argparse
import re
from pathlib import Path

import pytest

from playhead.cli import _parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = next(action.choices for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    assert any(re.search(rf"playhead {command}\b", page.read_text()) for page in PAGES), f"no page says what `playhead {command}` does"


@pytest.mark.parametrize("command", ["map", "audience", "why", "check"])
def test_every_option_of_the_authors_tools_is_documented(command):
    page = (ROOT / "docs" / "guide" / "authors-tools.md").read_text()
    for action in COMMANDS[command]._actions:
        if action.option_strings and "--help" not in action.option_strings:
            assert any(f"{option} " in page or f"{option}]" in page for option in action.option_strings), (
                f"authors-tools.md does not tell {action.option_strings[-1]} of `playhead {command}`"
            )
