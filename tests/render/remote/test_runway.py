"""Runway by its official client, against a server of this machine that speaks as Runway's does."""

import json

import pytest
from tests.render.neural.staged import SIZE, Drawn, rest, run, shot, whole
from tests.render.remote.wire import KEY, Clock, Wire, caller, fades, film, give, silent, steps

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.remote.runway import RATIOS, Runway, nearest
from playhead.render.remote.server import server_of
from playhead.render.renderer import Size, known

FRAMES = 60
TASK = "/v1/tasks/task-1"


def runway(wire: Wire, options=(), clock=None, **machine) -> Runway:
    machine = {**wire.machine, **machine}
    return Runway(options, machine, caller(server_of("runway", machine), clock))


def task(status: str, **more) -> dict:
    return {"id": "task-1", "createdAt": "2026-01-01T00:00:00Z", "status": status, **more}


def good(wire: Wire, clips: Wire, *, before=("PENDING", "THROTTLED", "RUNNING")):
    waiting = [give(task(status, **({"progress": 0.5} if status == "RUNNING" else {}), estimatedCost={"credits": 25})) for status in before]
    done = give(task("SUCCEEDED", output=[f"{clips.url}/clip.mp4?signed=1"], cost={"credits": 25}))
    wire.answers = {"POST /v1/image_to_video": [give({"id": "task-1"})], f"GET {TASK}": [*waiting, done]}
    clips.answers = {"GET /clip.mp4": [give(film(FRAMES))]}


@pytest.fixture
def clips():
    """Where clips are fetched: another host than Runway's own."""
    made = Wire()
    yield made
    made.close()


def test_a_task_is_asked_for_asked_after_and_its_clip_fetched(wire: Wire, clips: Wire):
    good(wire, clips)
    clock = Clock()
    assert steps(whole(run(runway(wire, clock=clock), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))
    path, headers, body = wire.asked[0]
    asked = json.loads(body)
    assert path == "POST /v1/image_to_video"
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["x-runway-version"]
    assert asked["model"] == "gen4_turbo"
    assert asked["duration"] == 3
    assert asked["ratio"] == "1104:832", "the nearest to 4:3"
    assert asked["promptImage"].startswith("data:image/png;base64,")
    assert "red scarf" in asked["promptText"]
    assert len(asked["promptText"]) <= 1000
    assert isinstance(asked["seed"], int)
    assert clock.slept == [2.0, 2.0, 2.0]
    assert "authorization" not in clips.asked[0][1], "the key goes to nobody else"


@pytest.mark.parametrize(("model", "duration", "seeded"), [("gen4.5", 3, True), ("veo3.1", 4, False), ("veo3.1_fast", 4, False)])
def test_models_have_lengths_of_their_own(wire: Wire, clips: Wire, model: str, duration: int, seeded: bool):
    good(wire, clips, before=())
    run(runway(wire, (("model", model),)), shot(FRAMES), Drawn())
    asked = json.loads(wire.asked[0][2])
    assert (asked["model"], asked["duration"], "seed" in asked) == (model, duration, seeded)


def test_a_task_that_was_begun_is_not_paid_for_twice(wire: Wire, clips: Wire):
    good(wire, clips)
    wire.answers[f"GET {TASK}"] = [give(task("RUNNING", progress=0.1, estimatedCost={"credits": 25}))]
    renderer = runway(wire, whole_s=10.0)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="runway: the task is not done after 10 s"):
        renderer.step(state)
    good(wire, clips, before=())
    other = runway(wire)
    assert len(whole(rest(other, other.restore(renderer.snapshot(state), shot(FRAMES), SIZE, Drawn())))) == FRAMES
    assert wire.paths().count("POST /v1/image_to_video") == 1


@pytest.mark.parametrize(
    ("code", "kind"), [("SAFETY.INPUT.TEXT", Refused), ("INPUT_PREPROCESSING.SAFETY.TEXT", Refused), ("INTERNAL.BAD_OUTPUT.CODE01", Unreachable), (None, Unreachable)]
)
def test_a_task_that_failed(wire: Wire, clips: Wire, code, kind):
    good(wire, clips)
    more = {"failureCode": code} if code else {}
    wire.answers[f"GET {TASK}"] = [give(task("FAILED", failure=f"no: {KEY}", cost={"credits": 0}, **more))]
    with pytest.raises(kind, match=r"runway: the task failed: .*no: \*\*\*") as told:
        run(runway(wire), shot(FRAMES), Drawn())
    assert type(told.value) is kind


def test_a_task_that_the_server_has_lost_is_begun_anew(wire: Wire, clips: Wire):
    good(wire, clips, before=())
    wire.answers[f"GET {TASK}"].insert(0, give({"error": "Not found"}, 404))
    renderer = runway(wire)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="runway: answered 404"):
        renderer.step(state)
    assert renderer.step(state) is not None
    assert wire.paths().count("POST /v1/image_to_video") == 2


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Refused), (401, Refused), (402, Refused), (429, Unreachable), (502, Unreachable), (503, Unreachable)]
)
def test_a_task_that_is_not_taken_is_asked_for_once(wire: Wire, status: int, kind):
    wire.answers = {"POST /v1/image_to_video": [give({"error": f"not so, {KEY}"}, status)]}
    with pytest.raises(kind, match=rf"runway: answered {status}: .*not so, \*\*\*") as told:
        run(runway(wire), shot(FRAMES), Drawn())
    assert type(told.value) is kind
    assert len(wire.asked) == 1


def test_questions_are_tried_again(wire: Wire, clips: Wire):
    good(wire, clips, before=())
    wire.answers[f"GET {TASK}"] = [give(b"", 503), *wire.answers[f"GET {TASK}"]]
    clock = Clock()
    assert len(whole(run(runway(wire, clock=clock), shot(FRAMES), Drawn()))) == FRAMES
    assert clock.slept == [0.5]


def test_silence_and_nobody_there(wire: Wire):
    wire.answers = {"POST /v1/image_to_video": [silent(wire)]}
    with pytest.raises(Unreachable, match=r"runway: no answer within 0\.3 s"):
        run(runway(wire, answer_s=0.3), shot(FRAMES), Drawn())
    wire.close()
    with pytest.raises(Unreachable, match="runway: the connection failed"):
        run(runway(wire), shot(FRAMES), Drawn())


@pytest.mark.parametrize(
    ("clip", "machine", "told"),
    [
        (give(b"x" * 200_000), {"max_bytes": 100_000}, "its answer is larger than 100,000 bytes"),
        (give(b"no film"), {}, "what it sent cannot be decoded"),
        (give(b"no film", length=9_000), {}, "the connection failed: RemoteProtocolError"),
        (give(b"expired", 403), {}, "answered 403: expired"),
    ],
)
def test_a_clip_that_is_too_large_wrong_cut_off_or_gone(wire: Wire, clips: Wire, clip, machine, told: str):
    good(wire, clips, before=())
    clips.answers = {"GET /clip.mp4": [clip]}
    with pytest.raises(RenderError, match=told):
        run(runway(wire, **machine), shot(FRAMES), Drawn())


@pytest.mark.parametrize(("answer", "told"), [(give(b"<html>"), "cannot be read|named none"), (give({}), "it took the task and named none")])
def test_answers_that_are_wrong(wire: Wire, answer, told: str):
    wire.answers = {"POST /v1/image_to_video": [answer]}
    with pytest.raises(RenderError, match=told):
        run(runway(wire), shot(FRAMES), Drawn())


def test_a_task_that_gives_nothing(wire: Wire, clips: Wire):
    good(wire, clips)
    wire.answers[f"GET {TASK}"] = [give(task("SUCCEEDED", output=[], cost={"credits": 25}))]
    with pytest.raises(RenderError, match="the task was done and gave no clip"):
        run(runway(wire), shot(FRAMES), Drawn())


def test_what_is_set_wrongly_is_told_in_one_line(wire: Wire):
    with pytest.raises(BadInput, match=r"it has no key: set key in \[renderers.runway\]"):
        runway(wire, key="")
    with pytest.raises(BadInput, match="model must be one of gen4_turbo"):
        runway(wire, (("model", "gen2"),))
    assert "it has no key" in known("runway").why_not((), {})
    assert known("runway").why_not((), {"key": "k"}) == ""


def test_shapes():
    assert nearest(RATIOS["gen4_turbo"], Size(480, 848)) == "720:1280"
    assert nearest(RATIOS["veo3.1"], Size(1920, 1080)) == "1280:720"
