"""vLLM-Omni's stream of generated film: good, slow, wrong, refused, cut off, too large; words that change; gone on with elsewhere."""

import io
import struct
import threading

import av
import numpy as np
import pytest
from tests.render.neural.staged import SIZE, Drawn, rest, run, shot, whole
from tests.render.remote.wire import KEY, Socket, fades, say, steps

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.remote.vllm_omni import VllmOmni
from playhead.render.renderer import known
from playhead.shots.brief import Brief

FPS = 12
FRAMES = 48  # of ours; the model makes half as many
MADE = FRAMES * FPS // 24
PIECE = 6  # frames of the model's in each
TURNS = Brief(action=((0, "She waits."), (24, "She runs away.")), characters=(("MARA", "a woman in a red scarf"),), place="LAMP ROOM")


def pieces(count: int = MADE, each: int = PIECE) -> list[bytes]:
    """A fragmented MP4 of `fades` at the model's rate: its head with the first fragment, then a fragment each."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options={"movflags": "frag_keyframe+empty_moov+default_base_moof"}) as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = SIZE.width, SIZE.height, "yuv420p"
        stream.options = {"crf": "10", "bf": "0", "g": str(each), "x264-params": "scenecut=0"}
        for picture in fades(count):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    data, at, cuts = out.getvalue(), 0, []
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"moof":
            cuts.append(at)
        if kind == b"mfra":
            cuts.append(at)
            break
        at += length
    cuts = [0, *cuts[1:]]
    return [data[first:last] for first, last in zip(cuts, [*cuts[1:], len(data)], strict=True)][: -(-count // each)]


def piece(connection, n: int, data: bytes, frames: int = PIECE, **told) -> None:
    meta = {"kind": "media", "transport_chunk_index": n, "generation_chunk_index": n, "num_frames": frames, "byte_length": len(data), **told}
    say(connection, type="video.chunk_metadata", **meta)
    connection.send(data)


class Omni:
    """What the server does in a session: hears its start, plays pieces, ends. `before` is called before each piece."""

    def __init__(self, socket: Socket, made: list[bytes], before=lambda _connection, _n: None):
        self.socket, self.made, self.before = socket, made, before

    def __call__(self, connection) -> None:
        start = self.socket.hear(connection)
        assert start["type"] == "session.start"
        say(connection, type="video.start", request_id="r-1", format="m4s", config={})
        for n, data in enumerate(self.made):
            self.before(connection, n)
            piece(connection, n, data)
        say(connection, type="session.done", stopped=False, chunks=len(self.made))
        connection.recv(timeout=5)


def omni(socket: Socket, options=(), **machine) -> VllmOmni:
    return VllmOmni((("fps", FPS), *options), {**socket.machine, **machine})


def test_a_shot_is_streamed_and_shown_at_our_rate(socket: Socket):
    socket.plays = [Omni(socket, pieces())]
    chunks = run(omni(socket, (("model", "m-1"), ("steps", 4))), shot(FRAMES), Drawn())
    assert steps(whole(chunks)) == [n // 2 for n in range(FRAMES)]
    start = socket.heard[0]
    assert {name: start[name] for name in ("model", "format", "width", "height", "fps", "num_frames", "num_inference_steps")} == {
        "model": "m-1", "format": "m4s", "width": SIZE.width, "height": SIZE.height, "fps": FPS, "num_frames": MADE, "num_inference_steps": 4,
    }
    assert "red scarf" in start["prompt"]
    assert start["image_reference"]["image_url"].startswith("data:image/png;base64,")
    assert socket.paths == ["/v1/realtime/video"]
    assert socket.keys == [f"Bearer {KEY}"]


def test_what_is_there_is_shown_while_the_rest_is_made(socket: Socket):
    go_on = threading.Event()
    made = pieces()

    def before(_connection, n):
        assert n == 0 or go_on.wait(10)

    socket.plays = [Omni(socket, made, before)]
    renderer = omni(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    first = renderer.step(state)
    assert 0 < len(first.pictures) <= 2 * PIECE
    assert not go_on.is_set()
    go_on.set()
    assert steps(whole([first, *rest(renderer, state)])) == [n // 2 for n in range(FRAMES)]


def test_begun_from_words_alone(socket: Socket):
    socket.plays = [Omni(socket, pieces())]
    run(omni(socket, (("begin", "words"),)), shot(FRAMES), Drawn())
    assert "image_reference" not in socket.heard[0]


def test_other_seeds_are_asked_for_with_other_numbers(socket: Socket):
    socket.plays = [Omni(socket, pieces())]
    for mood in (0, 0, 3):
        run(omni(socket), shot(FRAMES, mood), Drawn())
    first, again, other = (said["seed"] for said in socket.heard if said["type"] == "session.start")
    assert first == again != other


def test_new_words_are_sent_before_the_piece_that_they_are_for(socket: Socket):
    heard_by = []

    def before(connection, n):
        # Words from our frame 24 on, the model's 12, are to be there before its third piece.
        if n == 2:
            said = socket.hear(connection)
            heard_by.append((n, said["type"], said["interaction"]))
            say(connection, type="session.interaction.queued", event_id=said["interaction"]["event_id"])

    socket.plays = [Omni(socket, pieces(), before)]
    chunks = run(omni(socket, (("transition_chunks", 1),)), shot(FRAMES), Drawn(brief=TURNS))
    assert len(whole(chunks)) == FRAMES
    [(_, kind, told)] = heard_by
    assert kind == "session.interaction"
    assert "runs away" in told["event"]["prompt"]
    assert told["transition_chunks"] == 1
    assert "runs away" not in socket.heard[0]["prompt"]


def test_words_that_are_not_taken_do_not_end_the_film(socket: Socket):
    def before(connection, n):
        if n == 2:
            said = socket.hear(connection)
            say(connection, type="error", message="no such event", event_id=said["interaction"]["event_id"])

    socket.plays = [Omni(socket, pieces(), before)]
    assert len(whole(run(omni(socket), shot(FRAMES), Drawn(brief=TURNS)))) == FRAMES


def test_a_snapshot_goes_on_elsewhere_as_if_nothing_had_been(socket: Socket):
    socket.plays = [Omni(socket, pieces())]
    straight = whole(run(omni(socket), shot(FRAMES), Drawn()))
    renderer = omni(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    first = renderer.step(state)
    other = omni(socket)
    again = rest(other, other.restore(renderer.snapshot(state), shot(FRAMES), SIZE, Drawn()))
    assert np.array_equal(whole([first, *again]), straight)
    rest(renderer, state)


def test_a_film_that_is_known_whole_is_not_asked_for_again(socket: Socket):
    socket.plays = [Omni(socket, pieces())]
    renderer = omni(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    done = [renderer.step(state)]
    while state.session is not None and not state.session.heard()[1]:
        done.append(renderer.step(state))
    kept = renderer.snapshot(state)
    asked = len(socket.paths)
    other = omni(socket)
    assert len(whole([*done, *rest(other, other.restore(kept, shot(FRAMES), SIZE, Drawn()))])) == FRAMES
    assert len(socket.paths) == asked


def test_a_film_that_is_short_holds_its_last_picture(socket: Socket):
    socket.plays = [Omni(socket, pieces()[:2])]
    assert steps(whole(run(omni(socket), shot(FRAMES), Drawn())))[-4:] == [2 * PIECE - 1] * 4


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ({"message": "Model mismatch: serves m-2"}, Refused, "vllm-omni: Model mismatch"),
        ({"message": f"Invalid session.start: {KEY}"}, Refused, r"Invalid session.start: \*\*\*"),
        ({"message": "the engine is busy"}, Unreachable, "the engine is busy"),
        ({}, Unreachable, "an error without a message"),
    ],
)
def test_errors_of_the_servers(socket: Socket, said, kind, told: str):
    def play(connection):
        socket.hear(connection)
        say(connection, type="error", **said)

    socket.plays = [play]
    with pytest.raises(kind, match=told):
        run(omni(socket), shot(FRAMES), Drawn())


def test_an_error_in_mid_shot_leaves_what_was_made(socket: Socket):
    made = pieces()

    def breaks(connection):
        socket.hear(connection)
        say(connection, type="video.start", request_id="r", format="m4s", config={})
        piece(connection, 0, made[0])
        say(connection, type="error", message="out of memory")

    socket.plays = [breaks, Omni(socket, made)]
    renderer = omni(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    chunks = [renderer.step(state)]
    with pytest.raises(Unreachable, match="out of memory"):
        while True:
            chunks.append(renderer.step(state))
    chunks += rest(renderer, state)
    assert steps(whole(chunks)) == [n // 2 for n in range(FRAMES)]


def _silent(socket, connection):
    socket.released.wait(10)


def _cut_off(_socket, connection):
    piece(connection, 0, pieces()[0])
    connection.close_socket()


def _policy(_socket, connection):
    connection.close(1008, "no such key")


def _large(_socket, connection):
    connection.send(b"x" * 200_000)


def _much(_socket, connection):
    for n in range(60):
        piece(connection, n, b"\0" * 3_000)


def _untold(_socket, connection):
    connection.send(b"film")


def _short(_socket, connection):
    say(connection, type="video.chunk_metadata", kind="media", num_frames=6, byte_length=10)
    connection.send(b"film")


def _wrong(_socket, connection):
    say(connection, type="video.chunk_metadata", kind="media", num_frames="many", byte_length=-1)


def _no_json(_socket, connection):
    connection.send("<html>")


def _no_film(_socket, connection):
    piece(connection, 0, b"this is no film at all")


def _empty(_socket, connection):
    say(connection, type="session.done", stopped=False, chunks=0)


@pytest.mark.parametrize(
    ("play", "kind", "told"),
    [
        (_silent, Unreachable, r"vllm-omni: no answer within 0\.3 s"),
        (_cut_off, Unreachable, "the connection was cut off"),
        (_policy, Refused, "the server closed the connection: 1008 no such key"),
        (_large, RenderError, "a message is larger than"),
        (_much, RenderError, "its answer is larger than 160,000 bytes|cannot be decoded"),
        (_untold, RenderError, "bytes came that were not told of"),
        (_short, RenderError, "a piece of film is not what was told of it: 10 bytes"),
        (_wrong, RenderError, "it told wrongly of a piece of film"),
        (_no_json, RenderError, "a message is no JSON object with a type: '<html>'"),
        (_no_film, RenderError, "what it sent cannot be decoded"),
        (_empty, RenderError, "the stream ended without a picture"),
    ],
)
def test_a_server_that_does_not_keep_to_it(socket: Socket, play, kind, told: str):
    def session(connection):
        socket.hear(connection)
        play(socket, connection)

    socket.plays = [session]
    machine = {"answer_s": 0.3} if play is _silent else {"max_bytes": 160_000}
    with pytest.raises(kind, match=told):
        run(omni(socket, **machine), shot(FRAMES), Drawn())


def test_nobody_there(socket: Socket):
    socket.close()
    with pytest.raises(Unreachable, match="vllm-omni: the connection failed"):
        run(omni(socket), shot(FRAMES), Drawn())


@pytest.mark.parametrize(
    ("options", "machine", "told"),
    [
        ((), {"url": ""}, "it has no server"),
        ((), {"url": "ftp://x"}, "must begin with ws:// or wss://"),
        ((("begin", "middle"),), {}, "begin must be one of picture, words, not 'middle'"),
        ((("steps", 0.5),), {}, "steps must be a whole number"),
    ],
)
def test_what_is_set_wrongly_is_told_in_one_line(socket: Socket, options, machine, told: str):
    with pytest.raises(BadInput, match=told):
        omni(socket, options, **machine)


def test_it_is_known_where_its_words_change():
    assert known("vllm-omni").traits.prompt_edge == "chunk"
    assert known("vllm-omni").why_not((), {"url": "ws://127.0.0.1:1"}) == ""
