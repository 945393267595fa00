"""Settings from the environment, and what they refuse."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from playhead.errors import BadInput
from playhead.settings import LIMITS, Settings


def test_what_is_set_and_what_is_given() -> None:
    settings = Settings.load({"PLAYHEAD_PORT": "8000", "PLAYHEAD_DATA": "/there", "PLAYHEAD_WIDTH": "1280", "PLAYHEAD_HEIGHT": "720"}, port=9000)
    assert (settings.port, settings.data, settings.width, settings.height) == (9000, Path("/there"), 1280, 720)
    assert Settings.load({}) == Settings()


def test_every_number_has_limits_that_hold_its_default() -> None:
    numbers = {part.name: getattr(Settings(), part.name) for part in dataclasses.fields(Settings) if part.type == "int"}
    assert numbers.keys() == LIMITS.keys()
    for name, number in numbers.items():
        least, most = LIMITS[name]
        assert least <= number <= most


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("WIDTH", "854", "PLAYHEAD_WIDTH must be divisible by 16, which 854 is not"),
        ("WIDTH", "-16", "PLAYHEAD_WIDTH must be from 96 to 3840, not -16"),
        ("HEIGHT", "481", "PLAYHEAD_HEIGHT must be divisible by 2, which 481 is not"),
        ("PORT", "99999", "PLAYHEAD_PORT must be from 0 to 65535, not 99999"),
        ("WORKERS", "0", "PLAYHEAD_WORKERS must be from 1 to 256, not 0"),
        ("WORKERS", "many", "PLAYHEAD_WORKERS must be a whole number, not 'many'"),
    ],
)
def test_what_cannot_be_is_told(name, text, says) -> None:
    with pytest.raises(BadInput, match="^" + says):
        Settings.load({f"PLAYHEAD_{name}": text})
