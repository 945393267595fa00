"""A film in real players: Chromium through the web player, mpv, ffplay and VLC by the playlist's address."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSER = next((b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), None)
REQUIRED = os.environ.get("PLAYHEAD_TEST_BROWSER") == "required"

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(200)]


def need(program: str | None, name: str) -> None:
    if program is None:
        if REQUIRED:
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")


def test_a_viewer_presses_play_in_chromium(the_lamp) -> None:
    need(BROWSER, "Chromium")
    done = subprocess.run(["node", "e2e/watch.mjs", the_lamp.address, "21", *([s] if (s := os.environ.get("SCREENSHOTS")) else [])],
                          cwd=ROOT / "web", capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.strip().splitlines()[-1])
    assert seen["errors"] == []
    assert seen["requests_elsewhere"] == []
    assert seen["stalls"] == []
    assert sum(d > 1.0 for d in seen["pictures_differ_by"]) >= 4, seen["pictures_differ_by"]
    assert seen["brightest"] > 100
    assert seen["loudest_rms"] > 0.01
    assert any("cold" in text for text in seen["captions"]), seen["captions"]
    assert seen["captions_shown"]
    assert 10 < seen["sought_back_s"] < 15.5  # 15 s by two keys, and a moment watched since
    assert seen["paused"]
    assert seen["paused_after_two_presses"]
    assert seen["told_that_the_connection_is_lost"]
    assert seen["went_on"]
    assert seen["label"]
    assert seen["phone_overflow_px"] <= 0


def screening(running) -> str:
    request = urllib.request.Request(f"{running.origin}/api/screenings", json.dumps({"film": "the-lamp"}).encode(),
                                     {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 201
        playlist = json.load(answer)["playlist"]
    return playlist if playlist.startswith("http") else running.origin + playlist


def test_mpv_plays_the_address(the_lamp) -> None:
    need(shutil.which("mpv"), "mpv")
    done = subprocess.run(["mpv", "--no-config", "--vo=null", "--ao=null", "--length=4", "--msg-level=all=v", screening(the_lamp)],
                          capture_output=True, text=True, timeout=90, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert "VO: [null] 848x480" in said
    assert "AO: [null] 48000Hz stereo" in said
    assert "finished playback, success" in said
    assert "Invalid" not in said


@pytest.mark.long
def test_ffplay_plays_the_address(the_lamp) -> None:
    need(shutil.which("ffplay"), "ffplay")
    process = subprocess.Popen(["ffplay", "-v", "info", "-stats", "-nodisp", screening(the_lamp)], stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "SDL_AUDIODRIVER": "dummy", "SDL_VIDEODRIVER": "dummy"})
    said = ""
    try:
        while clock_s(said) < 8 and (part := process.stderr.read(80)):
            said += part
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    assert clock_s(said) >= 8, said[-1500:]
    assert "Video: h264" in said
    assert "Audio: aac" in said
    assert "Invalid data" not in said, said


@pytest.mark.long  # mpv and ffplay play it in the default run
def test_vlc_plays_the_address(the_lamp) -> None:
    if shutil.which("cvlc") is None:
        pytest.skip("VLC is not installed")
    # VLC refuses to run as root; where the tests do, another user plays.
    player = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"] if os.geteuid() == 0 else []
    address = screening(the_lamp)
    done = subprocess.run([*player, "cvlc", "--no-dbus", "--vout=dummy", "--aout=dummy", "-v", "--run-time=8", "--play-and-exit", address],
                          capture_output=True, text=True, timeout=90, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert not re.search(r"(demux|decoder|stream) error", said), said[-2000:]
    # What it played, as the server heard it ask: VLC itself prints no time.
    with urllib.request.urlopen(address.replace("film.m3u8", "picture-480.m3u8"), timeout=20) as answer:
        assert answer.read().count(b"#EXTINF") > 12


def clock_s(said: str) -> float:
    """The last time on ffplay's status line, seconds of film."""
    times = re.findall(r"(\d+\.\d+) [MA]-[AV]:", said[-400:])
    return float(times[-1]) if times else 0.0
