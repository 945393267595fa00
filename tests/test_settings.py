"""Settings from the file and the environment, and what they refuse."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from playhead.errors import BadInput
from playhead.settings import LIMITS, SAYS, SECRETS, Settings, read


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


def test_the_environment_wins_over_the_file_and_the_command_over_both(tmp_path) -> None:
    file = tmp_path / "night.toml"
    file.write_text('workers = 3\nport = 8000\nheight = 720\nstore_cap_bytes = "10 GiB"\ndata = "films"\n')
    loaded = read({"PLAYHEAD_CONFIG": str(file), "PLAYHEAD_PORT": "8001", "PLAYHEAD_HEIGHT": "480"}, height=360)
    settings = loaded.settings
    assert (settings.workers, settings.port, settings.height, settings.store_cap_bytes) == (3, 8001, 360, 10 * 1024**3)
    assert settings.data == tmp_path / "films", "a folder is meant as seen from the file"
    assert loaded.sources == {
        "workers": "file", "port": "environment", "height": "command line", "store_cap_bytes": "file", "data": "file",
    }
    assert loaded.file == file


def test_a_file_is_found_where_the_command_is_given(tmp_path, monkeypatch) -> None:
    (tmp_path / "playhead.toml").write_text("workers = 5\n")
    monkeypatch.chdir(tmp_path)
    assert Settings.load({}).workers == 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("wokers = 3", "there is no setting 'wokers'; 'workers' is one"),
        ("workers = true", "workers must be a whole number, not 'True'"),
        ("workers = 0", "workers must be from 1 to 256, not 0"),
        ('store_cap_bytes = "4 apples"', "store_cap_bytes must be a whole number, or a size such as 4GiB, not '4 apples'"),
        ("host = 5", "host must be text in quotes, not '5'"),
        ('log = "loud"', "log must be one of auto, text, json, not 'loud'"),
        ("workers =", "not TOML: "),
    ],
)
def test_what_a_file_cannot_say_is_told(tmp_path, text, says) -> None:
    file = tmp_path / "playhead.toml"
    file.write_text(text)
    with pytest.raises(BadInput) as told:
        read({}, config=file)
    assert str(told.value).startswith(str(file))
    assert says in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(BadInput, match="there is no such settings file"):
        read({}, config=tmp_path / "none.toml")


def test_settings_are_printed_as_a_file_without_what_is_secret(tmp_path) -> None:
    loaded = read({"PLAYHEAD_OPERATE_KEY": "sesame", "PLAYHEAD_WORKERS": "4"})
    text = loaded.text()
    assert "sesame" not in text
    assert "sesame" not in repr(loaded)
    assert "workers = 4  # environment" in text
    file = tmp_path / "again.toml"
    file.write_text(text)
    assert dataclasses.replace(read({}, config=file).settings, operate_key="sesame") == loaded.settings
    assert tomllib.loads(text).keys() == SAYS.keys() - set(SECRETS), "every setting is told"
    assert SAYS.keys() == {part.name for part in dataclasses.fields(Settings)}
