"""The owner's page in Chromium, while a screening is open."""

import json
import os
import subprocess
import urllib.request

import pytest

from .test_watch import BROWSER, ROOT, need

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.timeout(120)]


def test_the_owner_sees_how_the_server_does(the_lamp) -> None:
    need(BROWSER, "Chromium")
    body = json.dumps({"film": "the-lamp", "viewer": {"name": "Ondine"}}).encode()
    request = urllib.request.Request(f"{the_lamp.origin}/api/screenings", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        made = json.load(answer)
    done = subprocess.run(["node", "e2e/operate.mjs", the_lamp.origin, *([s] if (s := os.environ.get("SCREENSHOTS")) else [])],
                          cwd=ROOT / "web", capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.strip().splitlines()[-1])
    assert seen["errors"] == []
    assert seen["requests_elsewhere"] == []
    assert seen["state"] == "Ready"
    assert seen["plots"] == 12
    assert "screenings" in seen["viewers"]
    assert any(made["id"] in row for row in seen["rows"])
    assert "Ondine" not in done.stdout
    assert seen["overflow_px"] == [0, 0]
