"""From a shot to a segment in the store, through the ladder, with real workers and a server: what it makes, and the theatre when it does not."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from tests.render.remote.wire import KEY, Wire, film, give, silent

from playhead.media import decode_picture
from playhead.projection.jobs import PictureJob
from playhead.projection.ladder import ladder_of
from playhead.projection.local import local_farm
from playhead.render.renderer import Size
from playhead.settings import Settings
from playhead.testing import a_shot

pytestmark = [pytest.mark.slow, pytest.mark.timeout(90)]
SMALL = Size(208, 128)
FRAMES = 24


async def shown(folder: Path, wire: Wire, in_s: float) -> tuple[str, str, bytes]:
    """By whom, and how finely, a shot was drawn that is wanted of a server in so many seconds; and the segment."""
    machines = {"videos": {**wire.machine, "poll_s": 0.05, "answer_s": 60.0, "tries": 1}, "network": {"workers": 1}}
    settings = Settings(data=folder, width=SMALL.width, height=SMALL.height, workers=1, renderers=machines)
    ladder = ladder_of(["videos"], {}, machines)
    assert not ladder.problems
    farm = local_farm(settings)
    await farm.start()
    try:
        await farm.draw.wait_warm()
        job = ladder.job(a_shot(FRAMES), 0, SMALL, account="film")
        assert isinstance(job, PictureJob)
        made = await (await farm.submit(job, farm.draw.clock.now_s() + in_s, "anna", exact=False))
        return made.renderer, made.grade, farm.draw.store.get(made.hash, verify=True)
    finally:
        await farm.drain(0.0)


def good(wire: Wire) -> None:
    wire.answers = {
        "POST /v1/videos": [give({"id": "job-1"})],
        "GET /v1/videos/job-1": [give({"status": "queued"}), give({"status": "completed"})],
        "GET /v1/videos/job-1/content": [give(film(FRAMES))],
    }


def test_what_a_server_makes_is_shown(tmp_path: Path, wire: Wire):
    good(wire)
    renderer, grade, segment = asyncio.run(shown(tmp_path, wire, 60.0))
    assert (renderer, grade) == ("videos", "full")
    lightness = [float(picture.mean()) for picture in decode_picture(segment, SMALL)]
    assert len(lightness) == FRAMES
    assert np.all(np.diff(lightness) > 4), "each is lighter than the one before, as the server's film is"
    assert wire.asked[0][1]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("how", ["refuses", "is not there", "sends no film"])
def test_the_theatre_is_shown_where_a_server_does_not(tmp_path: Path, wire: Wire, how: str):
    good(wire)
    if how == "refuses":
        wire.answers["POST /v1/videos"] = [give({"error": "not this"}, 400)]
    elif how == "sends no film":
        wire.answers["GET /v1/videos/job-1/content"] = [give(b"no film")]
    else:
        wire.close()
    renderer, grade, segment = asyncio.run(shown(tmp_path, wire, 60.0))
    assert (renderer, grade) == ("theatre", "full")
    assert len(decode_picture(segment, SMALL)) == FRAMES


def test_the_theatre_is_shown_when_a_server_is_late(tmp_path: Path, wire: Wire):
    good(wire)
    wire.answers["GET /v1/videos/job-1"] = [silent(wire)]
    renderer, _, segment = asyncio.run(shown(tmp_path, wire, 6.0))
    assert renderer == "theatre"
    assert len(decode_picture(segment, SMALL)) == FRAMES
