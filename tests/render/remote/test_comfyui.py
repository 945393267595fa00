"""ComfyUI's stock API, with and without its WebSocket: good, slow, wrong, refused, cut off, too large."""

import json
import re

import numpy as np
import pytest
from tests.render.neural.staged import SIZE, Drawn, rest, run, shot, whole
from tests.render.remote.wire import KEY, Clock, Socket, Wire, caller, fades, film, give, say, silent, steps

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.remote.clip import frames_of, png_of
from playhead.render.remote.comfyui import ComfyUI, workflow_of
from playhead.render.remote.server import server_of
from playhead.render.renderer import known

FRAMES = 40
WORKFLOW = {
    "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "{prompt}, on film", "clip": ["4", 0]}},
    "2": {"class_type": "Sampler", "inputs": {"seed": "{seed}", "length": "{frames}", "width": "{width}", "height": "{height}", "negative": "{negative}"}},
    "3": {"class_type": "LoadVideo", "inputs": {"file": "{video}"}},
    "5": {"class_type": "LoadImage", "inputs": {"image": "{image}"}},
}
OUTPUT = {"9": {"gifs": [{"filename": "out.mp4", "subfolder": "a b", "type": "output"}]}}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "film.json").write_text(json.dumps(WORKFLOW))
    return tmp_path


def comfyui(wire: Wire, folder, clock=None, options=(), **machine):
    machine = {**wire.machine, "folder": str(folder), **machine}
    return ComfyUI((("workflow", "film.json"), *options), machine, caller(server_of("comfyui", machine), clock))


def good(wire: Wire, *, waits: int = 1, outputs=OUTPUT, status=None):
    done = {"job-1": {"outputs": outputs, "status": status or {"status_str": "success", "completed": True}}}
    wire.answers = {
        "POST /upload/image": [give({"name": "first (1).png", "subfolder": "in"}), give({"name": "guide.mp4", "subfolder": ""})],
        "POST /prompt": [give({"prompt_id": "job-1", "number": 1, "node_errors": {}})],
        "GET /history/job-1": [*[give({})] * waits, give(done)],
        "GET /view": [give(film(FRAMES))],
    }


def prompt(wire: Wire) -> dict:
    return next(json.loads(body)["prompt"] for path, _, body in wire.asked if path == "POST /prompt")


def test_a_workflow_is_filled_in_queued_and_its_film_fetched(wire: Wire, folder):
    good(wire)
    clock = Clock()
    chunks = run(comfyui(wire, folder, clock), shot(FRAMES), Drawn())
    assert steps(whole(chunks)) == steps(fades(FRAMES))
    asked = prompt(wire)
    assert re.search("red scarf.*, on film", asked["1"]["inputs"]["text"])
    assert asked["1"]["inputs"]["clip"] == ["4", 0], "links stay links"
    told = asked["2"]["inputs"]
    assert (told["length"], told["width"], told["height"]) == (FRAMES, SIZE.width, SIZE.height), "numbers stay numbers"
    assert isinstance(told["seed"], int)
    assert asked["5"]["inputs"]["image"] == "in/first (1).png", "what is uploaded goes by the name that the server gave it"
    assert asked["3"]["inputs"]["file"] == "guide.mp4"
    assert wire.paths()[-1] == "GET /view?filename=out.mp4&subfolder=a+b&type=output"
    assert clock.slept == [2.0]


def test_the_theatre_goes_along_as_it_is_or_as_its_depth(wire: Wire, folder):
    def sent(control: str):
        wire.asked.clear()
        good(wire)
        run(comfyui(wire, folder, options=(("control", control),)), shot(FRAMES), Drawn())
        body = next(body for path, _, body in wire.asked if path == "POST /upload/image" and b"video/mp4" in body)
        return frames_of(body[body.index(b"\r\n\r\n", body.index(b"video/mp4")) + 4 :], SIZE)

    shown, deep = sent("frames"), sent("depth")
    assert len(shown) == len(deep) == FRAMES
    assert np.abs(shown.astype(int) - Drawn().frames(0, FRAMES)).mean() < 12
    assert np.abs(deep[..., 0].astype(int) - deep[..., 2]).mean() < 3, "depth has no colour"
    assert np.abs(shown[..., 0].astype(int) - shown[..., 2]).mean() > 5


def test_pictures_are_a_film_in_the_order_of_their_names(wire: Wire, folder):
    files = [{"filename": f"p_{n:05}_.png", "subfolder": "", "type": "output"} for n in (3, 1, 2)]
    good(wire, outputs={"8": {"images": [{"filename": "preview.png", "type": "temp"}]}, "9": {"images": files}})
    wire.answers["GET /view"] = [give(png_of(picture)) for picture in fades(8)[1:4]]
    made = whole(run(comfyui(wire, folder), shot(FRAMES), Drawn()))
    assert [path.partition("filename=")[2][:7] for path in wire.paths() if "/view" in path] == ["p_00001", "p_00002", "p_00003"]
    assert steps(made[:3]) == [1, 2, 3]
    assert steps(made[3:]) == [3] * (FRAMES - 3)


def test_a_snapshot_asks_for_nothing_again(wire: Wire, folder):
    good(wire)
    renderer = comfyui(wire, folder)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    first = renderer.step(state)
    kept = renderer.snapshot(state)
    wire.answers.clear()
    other = comfyui(wire, folder)
    assert steps(whole([first, *rest(other, other.restore(kept, shot(FRAMES), SIZE, Drawn()))])) == steps(fades(FRAMES))


def test_a_workflow_that_takes_too_long_goes_on_later(wire: Wire, folder):
    good(wire)
    wire.answers["GET /history/job-1"] = [give({})]
    renderer = comfyui(wire, folder, whole_s=6.0)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="comfyui: the workflow is not done after 6 s"):
        renderer.step(state)
    good(wire, waits=0)
    assert renderer.step(state) is not None
    assert wire.paths().count("POST /prompt") == 1


def test_a_workflow_that_fails_is_refused_in_the_words_of_the_node(wire: Wire, folder):
    said = ["execution_error", {"node_type": "KSampler", "exception_message": f"out of memory {KEY}", "traceback": ["…"] * 99}]
    good(wire, status={"status_str": "error", "messages": [["execution_start", {}], said]})
    with pytest.raises(Refused, match=r"comfyui: the workflow failed: KSampler: out of memory \*\*\*"):
        run(comfyui(wire, folder), shot(FRAMES), Drawn())


def test_a_workflow_that_is_not_taken(wire: Wire, folder):
    good(wire)
    wire.answers["POST /prompt"] = [give({"error": {"message": "Prompt has no outputs"}, "node_errors": {}}, 400)]
    with pytest.raises(Refused, match=r"answered 400: .*Prompt has no outputs"):
        run(comfyui(wire, folder), shot(FRAMES), Drawn())
    wire.answers["POST /prompt"] = [give({"node_errors": {"2": "no such sampler"}})]
    with pytest.raises(Refused, match=r"it did not take the workflow: .*no such sampler"):
        run(comfyui(wire, folder), shot(FRAMES), Drawn())


def test_an_output_that_is_none(wire: Wire, folder):
    good(wire, outputs={"9": {"text": ["a poem"]}})
    with pytest.raises(RenderError, match="the workflow gave neither a film nor pictures"):
        run(comfyui(wire, folder), shot(FRAMES), Drawn())


@pytest.mark.parametrize(
    ("answer", "machine", "told"),
    [
        (give(b"x" * 200_000), {"max_bytes": 100_000}, "its answer is larger than 100,000 bytes"),
        (give(b"no film"), {}, "what it sent cannot be decoded"),
        (give(film(8)[:500], length=9_000), {}, "the connection failed: RemoteProtocolError"),
    ],
)
def test_a_film_that_is_too_large_wrong_or_cut_off(wire: Wire, folder, answer, machine, told: str):
    good(wire)
    wire.answers["GET /view"] = [answer]
    with pytest.raises(RenderError, match=told):
        run(comfyui(wire, folder, **machine), shot(FRAMES), Drawn())


def test_silence_ends(wire: Wire, folder):
    good(wire)
    wire.answers["POST /prompt"] = [silent(wire)]
    with pytest.raises(Unreachable, match=r"no answer within 0\.2 s"):
        run(comfyui(wire, folder, answer_s=0.2), shot(FRAMES), Drawn())


# Its WebSocket


def test_the_websocket_saves_asking(wire: Wire, folder, monkeypatch: pytest.MonkeyPatch, socket: Socket):
    good(wire, waits=0)
    queued = []

    def play(connection):
        say(connection, type="status", data={"status": {"exec_info": {"queue_remaining": 1}}})
        connection.send(b"\0\0\0\1a preview")
        say(connection, type="executing", data={"node": None, "prompt_id": "of somebody else"})
        say(connection, type="progress", data={"value": 3, "max": 20, "prompt_id": "job-1"})
        queued.append(wire.paths().count("GET /history/job-1"))
        say(connection, type="execution_success", data={"prompt_id": "job-1"})
        connection.recv(timeout=5)

    socket.plays = [play]
    monkeypatch.setattr("playhead.render.remote.stream.address", lambda _server, path: socket.url + path)
    clock = Clock()
    assert steps(whole(run(comfyui(wire, folder, clock), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))
    assert socket.paths[0].startswith("/ws?clientId=")
    client = json.loads(next(body for path, _, body in wire.asked if path == "POST /prompt"))["client_id"]
    assert socket.paths[0] == f"/ws?clientId={client}"
    assert queued == [0]
    assert clock.slept == [], "the history is read once, when it is there"


@pytest.mark.parametrize("how", ["closes", "says nothing", "says what is no message"])
def test_a_websocket_that_fails_is_gone_on_without(wire: Wire, folder, monkeypatch: pytest.MonkeyPatch, socket: Socket, how: str):
    good(wire, waits=2)

    def play(connection):
        if how == "says nothing":
            socket.released.wait(10)
        elif how == "says what is no message":
            connection.send("[]")
            socket.released.wait(10)

    socket.plays = [play]
    monkeypatch.setattr("playhead.render.remote.stream.address", lambda _server, path: socket.url + path)
    clock = Clock()
    assert steps(whole(run(comfyui(wire, folder, clock, answer_s=0.3), shot(FRAMES), Drawn()))) == steps(fades(FRAMES))
    assert clock.slept == [2.0, 2.0]


# What is set


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "this is no JSON: save the workflow in API format"), ("[]", "no workflow in API format"), ('{"nodes": []}', "no workflow in API format")],
)
def test_workflows_that_are_none(tmp_path, text: str, told: str):
    (tmp_path / "w.json").write_text(text)
    with pytest.raises(BadInput, match=told):
        workflow_of("w.json", {"folder": str(tmp_path)})


def test_a_workflow_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match=r"gone\.json: the workflow cannot be read: No such file"):
        workflow_of("gone.json", {"folder": str(tmp_path)})
    assert "it has no workflow" in known("comfyui").why_not((), {"url": "http://127.0.0.1:1"})
    assert "it has no server" in known("comfyui").why_not((), {})


def test_another_workflow_makes_other_takes(folder):
    machine = {"url": "http://127.0.0.1:1", "folder": str(folder)}
    before = known("comfyui").model((("workflow", "film.json"),), machine)
    (folder / "film.json").write_text(json.dumps({**WORKFLOW, "7": {"class_type": "Blur"}}))
    assert known("comfyui").model((("workflow", "film.json"),), machine) not in ("", before)


def test_a_control_that_is_none(wire: Wire, folder):
    with pytest.raises(BadInput, match="control must be one of frames, depth, mask, not 'pose'"):
        comfyui(wire, folder, options=(("control", "pose"),))
