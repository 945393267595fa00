"""The command as a user types it: each mistake is one clear line, no trace."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from playhead.cli import main

SCRIPT = "Title: A Door\n\nINT. HALL - DAY\n\nANNA (30s) comes in and looks at the door.\n\nANNA\nWho is there?\n"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "a-door.fountain"
    path.write_text(SCRIPT)
    return path


def fails(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 1) -> str:
    assert main([str(a) for a in arguments]) == status
    said = capsys.readouterr()
    assert said.err.startswith("playhead: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


def test_check_tells_a_good_film(film, capsys) -> None:
    assert main(["check", str(film)]) == 0
    assert "A Door: 1 beats, 1 in the cast" in capsys.readouterr().err


def test_check_tells_a_warning_with_its_place(film, capsys) -> None:
    film.write_text(SCRIPT + "\n[[tensoin 4]]\n\nShe waits.\n")
    assert main(["check", str(film)]) == 0
    assert f"{film}:10:3: warning:" in capsys.readouterr().out


def test_check_as_json(film, capsys) -> None:
    assert main(["check", str(film), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["cast"] == ["ANNA"]
    assert told["problems"] == []


@pytest.mark.parametrize(("name", "data", "says"), [
    ("a.fountain", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text"),
    ("b.fountain", b"", "is empty"),
    ("c.fountain", b"Title: Only a title\nAuthor: Somebody\n", "title"),
    ("d.fdx", b"<FinalDraft>", "Final Draft"),
])
@pytest.mark.parametrize("command", ["check", "watch"])
def test_what_is_no_film(tmp_path, capsys, command, name, data, says) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    said = fails(capsys, command, path)
    assert says in said
    assert str(path) in said


def test_a_missing_path(tmp_path, capsys) -> None:
    assert "gone.fountain" in fails(capsys, "watch", tmp_path / "gone.fountain", "--no-browser")


def test_a_folder_without_a_film(tmp_path, capsys) -> None:
    assert str(tmp_path) in fails(capsys, "watch", tmp_path, "--no-browser")


def test_a_port_in_use(film, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PLAYHEAD_DATA", str(tmp_path / "data"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in fails(capsys, "watch", film, "--no-browser", "--port", port)


@pytest.mark.parametrize("arguments", [["watch"], ["watch", "x", "--port", "none"], ["dance"], ["still", "x"], [],
                                       ["still", "x", "--at", "nan", "-o", "x.png"], ["still", "x", "--at", "1e400", "-o", "x.png"]])
def test_wrong_usage_exits_with_2(arguments) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("command", [["watch", "--no-browser"], ["serve"]])
def test_a_setting_that_cannot_be_is_told_before_anything_is_served(film, capsys, tmp_path, monkeypatch, command) -> None:
    monkeypatch.setenv("PLAYHEAD_DATA", str(tmp_path))
    monkeypatch.setenv("PLAYHEAD_RENDERER", "oil")
    assert "renderer must be one of" in fails(capsys, *command, film, "--port", "0")
    monkeypatch.setenv("PLAYHEAD_WIDTH", "854")
    assert "PLAYHEAD_WIDTH must be divisible by 16" in fails(capsys, *command, film, "--port", "0")


@pytest.mark.slow
def test_still_draws_a_picture(film, tmp_path) -> None:
    import cv2

    out = tmp_path / "still.png"
    assert main(["still", str(film), "--shot", "2", "-o", str(out)]) == 0
    picture = cv2.imread(str(out))
    assert picture.shape == (480, 848, 3)
    assert picture.std() > 8


@pytest.mark.slow
def test_still_refuses_what_is_not_there(film, tmp_path, capsys) -> None:
    assert "shot must be from 1 to" in fails(capsys, "still", film, "--shot", "999", "-o", tmp_path / "x.png")
    assert "there is no folder" in fails(capsys, "still", film, "-o", tmp_path / "no" / "x.png")
    assert ".png" in fails(capsys, "still", film, "-o", tmp_path / "x.gif")
    assert "renderer must be one of" in fails(capsys, "still", film, "--renderer", "oil", "-o", tmp_path / "x.png")
    assert not (tmp_path / "x.png").exists()


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_bake_writes_a_film(film, tmp_path) -> None:
    import av

    out = tmp_path / "film.mp4"
    done = subprocess.run([sys.executable, "-m", "playhead.cli", "bake", str(film), "-o", str(out)], capture_output=True, text=True,
                          env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PLAYHEAD_DATA": str(tmp_path / "data")}, check=False)
    assert done.returncode == 0, done.stderr
    with av.open(str(out)) as file:
        picture, sound = file.streams.video[0], file.streams.audio[0]
        assert (picture.width, picture.height, picture.average_rate) == (848, 480, 24)
        length_s = float(picture.duration * picture.time_base)
        assert abs(length_s - float(sound.duration * sound.time_base)) < 0.1
        assert length_s > 6
