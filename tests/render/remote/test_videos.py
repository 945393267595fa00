"""A server with an OpenAI-shaped video job API that is good, slow, wrong, refuses, is cut off, says too much, or loses the job."""

import json

import numpy as np
import pytest
from tests.render.neural.staged import SIZE, Drawn, rest, run, shot, whole
from tests.render.remote.wire import KEY, Clock, Wire, caller, fades, film, give, silent, steps

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.remote.server import server_of
from playhead.render.remote.videos import Videos
from playhead.render.renderer import known

FRAMES = 40
JOB = "/v1/videos/job-1"


def videos(wire: Wire, options=(), clock=None, **machine):
    machine = {**wire.machine, **machine}
    return Videos(options, machine, caller(server_of("videos", machine), clock))


def good(wire: Wire, *, status=("queued", "in_progress", "completed"), clip=None, **more):
    wire.answers = {
        "POST /v1/videos": [give({"id": "job-1", "status": "queued"})],
        f"GET {JOB}": [give({"id": "job-1", "status": each, **more}) for each in status],
        f"GET {JOB}/content": [give(film(FRAMES) if clip is None else clip)],
    }


def test_a_clip_of_the_shot_is_asked_for_once_and_given_out_in_chunks(wire: Wire):
    good(wire)
    clock = Clock()
    chunks = run(videos(wire, (("model", "m-1"),), clock), shot(FRAMES), Drawn())
    assert [chunk.first for chunk in chunks] == [0, 24]
    assert steps(whole(chunks)) == steps(fades(FRAMES))
    asked = json.loads(wire.asked[0][2])
    assert asked["model"] == "m-1"
    assert asked["size"] == f"{SIZE.width}x{SIZE.height}"
    assert float(asked["seconds"]) == pytest.approx(FRAMES / 24, abs=1e-4)
    assert "red scarf" in asked["prompt"]
    assert {headers["authorization"] for _, headers, _ in wire.asked} == {f"Bearer {KEY}"}
    assert wire.asked[0][1]["idempotency-key"]
    assert wire.paths() == ["POST /v1/videos", *[f"GET {JOB}"] * 3, f"GET {JOB}/content"]
    assert clock.slept == [2.0, 2.0], "it is asked every poll_s"


def test_equal_shots_are_asked_for_equally_and_others_otherwise(wire: Wire):
    def asked(mood: int) -> dict:
        good(wire, status=("completed",))
        run(videos(wire), shot(FRAMES, mood), Drawn())
        return next(json.loads(body) for path, _, body in reversed(wire.asked) if path == "POST /v1/videos")

    assert asked(0) == asked(0)
    assert asked(0)["seed"] != asked(3)["seed"]


def test_what_a_film_chooses_is_asked_for(wire: Wire):
    good(wire, status=("completed",))
    options = (("at", "1280x720"), ("lengths", "12,4,8"), ("reference", True), ("seed", False))
    run(videos(wire, options), shot(FRAMES), Drawn())
    _, headers, body = wire.asked[0]
    assert headers["content-type"].startswith("multipart/form-data")
    assert b"\x89PNG" in body
    assert b'name="input_reference"' in body
    assert b"1280x720" in body
    assert b'name="seconds"\r\n\r\n4\r\n' in body
    assert b'name="seed"' not in body


def test_the_path_is_a_choice(wire: Wire):
    wire.answers = {
        "POST /api/film": [give({"id": "a b"})], "GET /api/film/a%20b": [give({"status": "succeeded"})], "GET /api/film/a%20b/content": [give(film(FRAMES))],
    }
    assert steps(whole(run(videos(wire, (("path", "/api/film"),)), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))


def test_a_clip_that_is_short_holds_its_last_picture(wire: Wire):
    good(wire, status=("completed",), clip=film(30))
    assert steps(whole(run(videos(wire), shot(FRAMES), Drawn())))[-11:] == [29] * 11


def test_a_snapshot_goes_on_in_another_process_without_asking_again(wire: Wire):
    good(wire)
    straight = whole(run(videos(wire), shot(FRAMES), Drawn()))
    renderer = videos(wire)
    good(wire)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    first = renderer.step(state)
    kept = renderer.snapshot(state)
    wire.answers.clear()
    other = videos(wire)
    again = rest(other, other.restore(kept, shot(FRAMES), SIZE, Drawn()))
    assert np.array_equal(whole([first, *again]), straight)


def test_a_job_that_is_not_done_in_time_is_gone_on_with_and_not_begun_twice(wire: Wire):
    good(wire, status=("in_progress",))
    renderer = videos(wire, whole_s=10.0)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="videos: the job is not done after 10 s"):
        renderer.step(state)
    assert 5 <= wire.paths().count(f"GET {JOB}") <= 7
    wire.answers[f"GET {JOB}"] = [give({"status": "completed"})]
    other = videos(wire)
    rest(other, other.restore(renderer.snapshot(state), shot(FRAMES), SIZE, Drawn()))
    assert wire.paths().count("POST /v1/videos") == 1


def test_a_job_that_the_server_has_lost_is_begun_anew(wire: Wire):
    good(wire)
    wire.answers[f"GET {JOB}"] = [give({"error": "no such job"}, 404), give({"status": "completed"})]
    renderer = videos(wire)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="the job is lost"):
        renderer.step(state)
    assert renderer.step(state) is not None
    assert wire.paths().count("POST /v1/videos") == 2


def test_a_job_that_failed_is_refused_with_its_reason_and_without_the_key(wire: Wire):
    good(wire, status=("failed",), error={"code": "moderation", "message": f"not this, {KEY}"})
    with pytest.raises(Refused, match=r"the job failed: .*moderation") as told:
        run(videos(wire), shot(FRAMES), Drawn())
    assert KEY not in str(told.value)


def test_a_request_that_is_refused_is_not_repeated(wire: Wire):
    wire.answers = {"POST /v1/videos": [give({"error": f"bad size for {KEY}"}, 400)]}
    with pytest.raises(Refused, match=r"videos: answered 400: .*bad size") as told:
        run(videos(wire), shot(FRAMES), Drawn())
    assert KEY not in str(told.value)
    assert len(wire.asked) == 1


def test_a_job_may_be_paid_for_so_it_is_never_asked_for_twice_in_a_row(wire: Wire):
    wire.answers = {"POST /v1/videos": [give(b"busy", 503)]}
    with pytest.raises(Unreachable, match="answered 503: busy"):
        run(videos(wire), shot(FRAMES), Drawn())
    assert len(wire.asked) == 1


def test_questions_are_tried_again_after_waits_that_grow(wire: Wire):
    good(wire)
    wire.answers[f"GET {JOB}"] = [give(b"", 503), give(b"", 429, Retry_After="7"), give({"status": "completed"})]
    clock = Clock()
    run(videos(wire, clock=clock), shot(FRAMES), Drawn())
    assert clock.slept == [0.5, 7.0], "half of one second by the dice, then what the server asks for"


def test_a_server_that_is_busy_for_too_long_is_told_of(wire: Wire):
    good(wire)
    wire.answers[f"GET {JOB}"] = [give(b"try later", 503)]
    clock = Clock()
    with pytest.raises(Unreachable, match="answered 503: try later"):
        run(videos(wire, clock=clock), shot(FRAMES), Drawn())
    assert clock.slept == [0.5, 1.0]


def test_silence_ends(wire: Wire):
    good(wire)
    wire.answers[f"GET {JOB}"] = [silent(wire)]
    with pytest.raises(Unreachable, match=r"videos: no answer within 0\.2 s"):
        run(videos(wire, answer_s=0.2), shot(FRAMES), Drawn())


def test_nobody_there(wire: Wire):
    wire.close()
    with pytest.raises(Unreachable, match="videos: the connection failed: ConnectError"):
        run(videos(wire), shot(FRAMES), Drawn())


def test_an_answer_that_is_cut_off_is_asked_for_again(wire: Wire):
    clip = film(FRAMES)
    good(wire)
    wire.answers[f"GET {JOB}/content"] = [give(clip[:1000], length=len(clip)), give(clip)]
    assert steps(whole(run(videos(wire), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))
    wire.answers[f"GET {JOB}/content"] = [give(clip[:1000], length=len(clip))]
    wire.answers[f"GET {JOB}"] = [give({"status": "completed"})]
    with pytest.raises(Unreachable, match="the connection failed: RemoteProtocolError"):
        run(videos(wire), shot(FRAMES), Drawn())


def test_an_answer_that_is_too_large_is_not_read_to_its_end(wire: Wire):
    good(wire, clip=b"x" * 300_000)
    with pytest.raises(RenderError, match="videos: its answer is larger than 100,000 bytes"):
        run(videos(wire, max_bytes=100_000), shot(FRAMES), Drawn())


@pytest.mark.parametrize(
    ("answer", "told"),
    [(b"<html>", "its answer is no JSON object: '<html>'"), (b"[1]", "no JSON object"), ({"status": "queued"}, "it took the job and named none")],
)
def test_answers_that_are_wrong(wire: Wire, answer, told: str):
    wire.answers = {"POST /v1/videos": [give(answer)]}
    with pytest.raises(RenderError, match=told):
        run(videos(wire), shot(FRAMES), Drawn())


@pytest.mark.parametrize("clip", [b"", b"no film at all", b"\0\0\0\x20ftypisom" + b"\0" * 100, film(8)[:600]])
def test_a_clip_that_is_none(wire: Wire, clip: bytes):
    good(wire, clip=clip)
    with pytest.raises(RenderError, match=r"videos: what it sent (cannot be decoded|has no picture)"):
        run(videos(wire), shot(FRAMES), Drawn())


def test_the_key_goes_to_nobody_else(wire: Wire):
    other = Wire()
    try:
        other.answers = {"GET /a/clip.mp4": [give(film(FRAMES))]}
        good(wire, status=("completed",), url=f"{other.url}/a/clip.mp4?signed=1")
        assert steps(whole(run(videos(wire), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))
        assert [path for path, _, _ in other.asked] == ["GET /a/clip.mp4?signed=1"]
        assert "authorization" not in other.asked[0][1]
    finally:
        other.close()


def test_an_address_that_is_none_is_not_followed(wire: Wire):
    good(wire, status=("completed",), url="file:///etc/passwd")
    with pytest.raises(RenderError, match="names an address that is none"):
        run(videos(wire), shot(FRAMES), Drawn())


@pytest.mark.parametrize(
    ("options", "machine", "told"),
    [
        ((), {"url": ""}, r"it has no server: set url in \[renderers.videos\]"),
        ((), {"url": "ftp://x"}, "must begin with http:// or https://"),
        ((), {"tries": 0}, "tries in .* must be a number above 0, not '0'"),
        ((("path", "v1"),), {}, "path must begin with a slash, not 'v1'"),
        ((("lengths", "4,x"),), {}, 'lengths must be seconds such as "4,8,12"'),
        ((("at", "wide"),), {}, "at must be a size"),
        ((("reference", "yes"),), {}, "reference must be true or false"),
    ],
)
def test_what_is_set_wrongly_is_told_in_one_line(wire: Wire, options, machine, told: str):
    with pytest.raises(BadInput, match=told):
        videos(wire, options, **machine)


def test_it_is_known_what_is_missing():
    told = known("videos")
    assert told.why_not((), {}) == "it has no server: set url in [renderers.videos] of the settings file"
    assert told.why_not((), {"url": "http://127.0.0.1:1"}) == ""
    assert told.traits.hands == "network"
