"""The documents keep up with the command."""

import argparse
import re
from pathlib import Path

import pytest

from playhead.cli import _parser
from playhead.server.figures import COUNTS
from playhead.settings import SAYS

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


@pytest.mark.parametrize("name", sorted(SAYS))
def test_every_setting_is_documented(name):
    page = (ROOT / "docs" / "guide" / "operate.md").read_text()
    assert f"`{name}`" in page, f"operate.md does not tell of {name}"


def test_every_metric_that_the_guide_names_is_counted():
    page = (ROOT / "docs" / "guide" / "operate.md").read_text()
    counted = {f"playhead_farm_{name}_total" for name in COUNTS}
    source = (ROOT / "src" / "playhead" / "server" / "metrics.py").read_text()
    for name in re.findall(r"\bplayhead_[a-z_]+", page):
        if name not in counted:
            bare = re.sub(r"_(total|bucket)$", "", name)
            assert f'"{bare}"' in source, f"operate.md names {name}, which nobody counts"
