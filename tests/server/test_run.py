"""The server as a process: it says where it is, ends when told to, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from playhead.errors import BadInput, PortInUse
from playhead.server.run import listen, serve
from playhead.settings import Settings

SERVE = """
import sys
from pathlib import Path
from playhead.server import find_films, serve
from playhead.settings import Settings
serve(Settings(data=Path(sys.argv[2]), port=0, workers=1, renderer="blocks", width=96, height=64), find_films(Path(sys.argv[1])))
"""


def test_a_taken_port_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port} at 127.0.0.1 is taken"):
            serve(Settings(data=tmp_path, port=port), {})
    with pytest.raises(BadInput, match="cannot listen at no"):
        listen("no.such.host.invalid", 0)


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path, caplog):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        serve(Settings(data=tmp_path / "file" / "deeper", port=0, workers=1), {})
    assert "Traceback" not in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_gently_even_while_somebody_listens(tmp_path, number):
    script = tmp_path / "my key?.fountain"
    script.write_text("Title: The Key\n\nINT. ROOM - DAY\n\nA key.\n")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(script), str(tmp_path / "data")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        line = process.stdout.readline()
        assert line.startswith("Playing at http://127.0.0.1:")
        assert line.split()[2].endswith("/watch/my%20key%3F"), "an address can be clicked whatever the file is called"
        base = line.split()[2].split("/watch/")[0]
        request = urllib.request.Request(
            base + "/api/screenings", b'{"film": "my key?"}', {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            assert json.load(answer)["page"] == "/watch/my%20key%3F"
            token = answer.headers["Location"]
        events = urllib.request.urlopen(base + token + "/events")
        assert events.readline().startswith(b"retry:")
        children = children_of(process.pid)
        assert children
        process.send_signal(number)
        rest = events.read()
        assert b"error" not in rest
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()], "no orphans"


@pytest.mark.slow
def test_on_sigterm_those_who_watch_play_on_and_nobody_new_comes_in(tmp_path):
    script = tmp_path / "key.fountain"
    script.write_text("Title: The Key\n\nINT. ROOM - DAY\n\nA key.\n")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.replace("blocks", "theatre"), str(script), str(tmp_path / "data")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1", "PLAYHEAD_LOG": "json"},
    )
    try:
        base = process.stdout.readline().split()[2].split("/watch/")[0]
        with ask(base + "/api/screenings", {"film": "key"}) as answer:
            made = json.load(answer)
        with ask(f"{base}/s/{made['token']}/picture-64.m3u8") as answer:
            segment = next(line for line in answer.read().decode().splitlines() if line.startswith("/m/"))
        process.send_signal(signal.SIGTERM)
        while "stopped watching" not in process.stdout.readline():
            assert process.poll() is None
        for path, body in (("/readyz", None), ("/api/screenings", {"film": "key"})):
            with pytest.raises(urllib.error.HTTPError) as refused:
                ask(base + path, body)
            with refused.value as error:
                assert error.code == 503
                assert error.headers["Retry-After"]
        for path in ("/healthz", segment, f"/s/{made['token']}/sound.m3u8"):
            with ask(base + path) as answer:
                assert answer.status == 200
        with ask(f"{base}/s/{made['token']}/playhead", {"seconds": 1, "paused": True}):
            pass  # the last who watched has gone
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert [json.loads(line)["message"] for line in errors.splitlines()] == ["stopping: 0 of 1 screenings were still being watched"]


def ask(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    return urllib.request.urlopen(urllib.request.Request(address, data, {"Content-Type": "application/json"}), timeout=30)


def children_of(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
