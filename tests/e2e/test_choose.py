"""A film that varies, in Chromium: choosing by keyboard, letting a choice pass, going back, two viewers with two films."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def seen(the_fork) -> dict:
    if not any(shutil.which(browser) for browser in BROWSERS):
        if os.environ.get("PLAYHEAD_TEST_BROWSER") == "required":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed")
    done = subprocess.run(["node", "e2e/choose.mjs", the_fork.address, *([s] if (s := os.environ.get("SCREENSHOTS")) else [])],
                          cwd=ROOT / "web", capture_output=True, text=True, timeout=220, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["errors"] == [], told
    return told


def test_a_choice_by_keyboard_changes_the_picture_at_the_seam_without_a_stall(seen: dict) -> None:
    chooser = seen["chooser"]
    assert chooser["labels"] == ["Down to the sea", "Up into the wood"]
    assert chooser["marked"] == ["Up into the wood"]
    assert chooser["said"] == "Chosen: Up into the wood.", "for those who hear the page"
    assert chooser["asked_after_lock"] == 0
    assert chooser["beats"][:2] == ["road", "wood"]
    assert chooser["changes_by"] > 4
    assert chooser["stalls"] == []


def test_who_does_not_choose_sees_the_default(seen: dict) -> None:
    listener = seen["listener"]
    assert listener["beats"][:3] == ["storm", "road", "sea"]
    assert listener["stalls"] == []


def test_who_needs_captions_and_descriptions_has_them_from_the_beginning(seen: dict) -> None:
    assert seen["listener"]["captioned"]
    assert seen["listener"]["described"] == "Thunder."


def test_going_back_and_choosing_otherwise_starts_a_new_cut_with_the_same_beginning(seen: dict) -> None:
    chooser = seen["chooser"]
    assert chooser["marked_again"] == ["Up into the wood"]
    assert chooser["beats_again"][:2] == ["road", "sea"]
    assert chooser["new_cut"]
    assert chooser["same_before_seam"]
    assert chooser["crossing_ms"] < 1500
    assert chooser["other_way_differs_by"] > 4


def test_two_viewers_see_different_films(seen: dict) -> None:
    assert seen["chooser"]["beats"][0] != seen["listener"]["beats"][0]


def test_after_the_end_what_was_chosen_is_told_and_what_was_not_seen_stays_blank(seen: dict) -> None:
    chooser = seen["chooser"]
    assert "Down to the sea" in chooser["after"]
    assert "Wood" not in chooser["map_seen"]
    assert {"Road", "Sea", "Home"} <= set(chooser["map_seen"])
    assert chooser["map_blank"] == 2
