"""FastVideo's stream: segments asked for one by one, gone on with in another session, and all that a server can do wrong."""

import base64

import numpy as np
import pytest
from tests.render.neural.staged import SIZE, Drawn, rest, run, shot, whole
from tests.render.remote.test_vllm_omni import TURNS, pieces
from tests.render.remote.wire import KEY, Socket, say, steps

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.remote.fastvideo import FastVideo
from playhead.render.renderer import known

FRAMES = 60
EACH = 12  # frames of the model's in a segment: 24 of ours


class Fast:
    """What the server does in a session: a segment for each prompt; what it goes on from is how many it made."""

    def __init__(self, socket: Socket, *, continues: bool = True, most: int = 99):
        self.socket, self.continues, self.most = socket, continues, most

    def __call__(self, connection) -> None:
        init = self.socket.hear(connection)
        assert init["type"] == "session_init_v2"
        made = int(init.get("continuation_state", {}).get("payload", {}).get("made", 0))
        say(connection, type="queue_status", position=1)
        say(connection, type="gpu_assigned", gpu_id=0)
        say(connection, type="ltx2_stream_start", total=None)
        for _ in range(self.most):
            said = self.socket.hear(connection)
            if said["type"] == "snapshot_state":
                if self.continues:
                    state = {"kind": "ltx2", "payload": {"made": made}}
                    say(connection, type="continuation_state_snapshot", state=state)
                else:
                    say(connection, type="error", code="invalid_message", message="no continuation here")
                continue
            assert said["type"] == "segment_prompt_source"
            say(connection, type="ltx2_segment_start", segment_idx=made)
            say(connection, type="step_complete", step=1)
            film = b"".join(pieces(EACH, 6))
            say(connection, type="media_init", mime="video/mp4", segment_idx=made)
            for at in range(0, len(film), 700):
                connection.send(film[at : at + 700])
            say(connection, type="media_segment_complete", segment_idx=made)
            made += 1
            say(connection, type="ltx2_segment_complete", segment_idx=made - 1)
        say(connection, type="ltx2_stream_complete")


def fast(socket: Socket, options=(), **machine) -> FastVideo:
    return FastVideo(options, {**socket.machine, **machine})


def prompts(socket: Socket) -> list[dict]:
    return [said for said in socket.heard if said["type"] == "segment_prompt_source"]


def test_a_shot_is_a_row_of_segments(socket: Socket):
    socket.plays = [Fast(socket)]
    chunks = run(fast(socket, (("preset", "fast"), ("steps", 8))), shot(FRAMES), Drawn())
    assert [chunk.first for chunk in chunks] == [0, 24, 48]
    assert steps(whole(chunks)) == [n // 2 for n in range(24)] * 2 + [n // 2 for n in range(12)]
    init = socket.heard[0]
    assert init["preset"] == "fast"
    assert base64.b64decode(init["initial_image"]["data"]).startswith(b"\x89PNG")
    assert [said["num_inference_steps"] for said in prompts(socket)] == [8, 8, 8]
    assert len({said["seed"] for said in prompts(socket)}) == 3
    assert socket.paths == ["/v1/stream"]
    assert socket.keys == [f"Bearer {KEY}"]


def test_equal_shots_are_asked_for_equally(socket: Socket):
    socket.plays = [Fast(socket)]
    for mood in (0, 0, 3):
        run(fast(socket), shot(24, mood), Drawn())
    first, again, other = (said["seed"] for said in prompts(socket))
    assert first == again != other


def test_each_segment_has_the_words_of_its_time(socket: Socket):
    socket.plays = [Fast(socket)]
    run(fast(socket), shot(48), Drawn(brief=TURNS))
    before, after = (said["prompt"] for said in prompts(socket))
    assert "runs away" not in before
    assert "runs away" in after


def test_a_snapshot_goes_on_in_another_session(socket: Socket):
    socket.plays = [Fast(socket)]
    straight = whole(run(fast(socket), shot(FRAMES), Drawn()))
    renderer = fast(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    first = renderer.step(state)
    kept = renderer.snapshot(state)
    socket.heard.clear()
    other = fast(socket)
    again = rest(other, other.restore(kept, shot(FRAMES), SIZE, Drawn()))
    assert np.array_equal(whole([first, *again]), straight)
    init = next(said for said in socket.heard if said["type"] == "session_init_v2")
    assert init["continuation_state"] == {"kind": "ltx2", "payload": {"made": 1}}
    state.wire.drop()


def test_a_model_without_continuation_plays_all_the_same(socket: Socket):
    socket.plays = [Fast(socket, continues=False)]
    assert len(whole(run(fast(socket), shot(FRAMES), Drawn()))) == FRAMES


def test_a_session_that_ended_meanwhile_is_followed_by_another(socket: Socket):
    socket.plays = [Fast(socket, most=2), Fast(socket)]
    assert len(whole(run(fast(socket), shot(FRAMES), Drawn()))) == FRAMES
    assert len(socket.paths) == 2
    begun = [said for said in socket.heard if said["type"] == "session_init_v2"]
    assert begun[1]["continuation_state"]["payload"] == {"made": 1}


def test_a_segment_that_fails_is_asked_for_again_and_nothing_is_lost(socket: Socket):
    def breaks(connection):
        socket.hear(connection)
        say(connection, type="ltx2_stream_start")
        socket.hear(connection)
        say(connection, type="error", code="worker_failed", message="the worker died", retryable=True)

    socket.plays = [breaks, Fast(socket)]
    renderer = fast(socket)
    state = renderer.open(shot(FRAMES), SIZE, Drawn())
    with pytest.raises(Unreachable, match="fastvideo: the worker died"):
        renderer.step(state)
    assert len(whole(rest(renderer, state))) == FRAMES


@pytest.mark.parametrize(
    ("code", "kind"),
    [("invalid_message", Refused), ("preset_mismatch", Refused), ("session_rejected", Unreachable), ("gpu_unavailable", Unreachable), ("odd", RenderError)],
)
def test_errors_by_their_code(socket: Socket, code: str, kind):
    def play(connection):
        socket.hear(connection)
        say(connection, type="error", code=code, message=f"no {KEY}")

    socket.plays = [play]
    with pytest.raises(kind, match=r"fastvideo: no \*\*\*") as told:
        run(fast(socket), shot(FRAMES), Drawn())
    assert type(told.value) is kind


def _silent(socket, _connection):
    socket.released.wait(10)


def _cut_off(_socket, connection):
    say(connection, type="ltx2_segment_start")
    say(connection, type="media_init")
    connection.send(pieces(EACH, 6)[0][:500])
    connection.close_socket()


def _untold(_socket, connection):
    say(connection, type="ltx2_segment_start")
    connection.send(b"film")


def _no_picture(_socket, connection):
    say(connection, type="ltx2_segment_start")
    say(connection, type="media_init")
    say(connection, type="ltx2_segment_complete")


def _no_film(_socket, connection):
    say(connection, type="ltx2_segment_start")
    say(connection, type="media_init")
    connection.send(b"this is no film")


def _large(_socket, connection):
    say(connection, type="ltx2_segment_start")
    say(connection, type="media_init")
    connection.send(b"x" * 200_000)


def _over(_socket, connection):
    say(connection, type="session_timeout")


@pytest.mark.parametrize(
    ("play", "kind", "told"),
    [
        (_silent, Unreachable, r"fastvideo: no answer within 0\.3 s"),
        (_cut_off, Unreachable, "the connection was cut off"),
        (_untold, RenderError, "film came that was not told of"),
        (_no_picture, RenderError, "a segment came without a picture"),
        (_no_film, RenderError, "what it sent cannot be decoded"),
        (_large, RenderError, "a message is larger than"),
        (_over, Unreachable, "the server ended the session: session_timeout"),
    ],
)
def test_a_server_that_does_not_keep_to_it(socket: Socket, play, kind, told: str):
    def session(connection):
        socket.hear(connection)
        say(connection, type="ltx2_stream_start")
        socket.hear(connection)
        play(socket, connection)

    socket.plays = [session]
    machine = {"answer_s": 0.3} if play is _silent else {"max_bytes": 160_000}
    with pytest.raises(kind, match=told):
        run(fast(socket, **machine), shot(FRAMES), Drawn())


@pytest.mark.parametrize("state", [{"kind": 3, "payload": {}}, {"kind": "ltx2"}, "all of it"])
def test_a_continuation_that_is_none(socket: Socket, state):
    def session(connection):
        socket.hear(connection)
        say(connection, type="ltx2_stream_start")
        socket.hear(connection)
        say(connection, type="ltx2_segment_start")
        say(connection, type="media_init")
        connection.send(b"".join(pieces(EACH, 6)))
        say(connection, type="ltx2_segment_complete")
        socket.hear(connection)
        say(connection, type="continuation_state_snapshot", state=state)
        socket.released.wait(10)

    socket.plays = [session]
    with pytest.raises(RenderError, match="what it would go on from has no kind and payload"):
        run(fast(socket), shot(FRAMES), Drawn())


def test_nobody_there(socket: Socket):
    socket.close()
    with pytest.raises(Unreachable, match="fastvideo: the connection failed"):
        run(fast(socket), shot(FRAMES), Drawn())


def test_what_is_set_wrongly_is_told_in_one_line(socket: Socket):
    with pytest.raises(BadInput, match="it has no server"):
        fast(socket, url="")
    with pytest.raises(BadInput, match=r"\[renderer.fastvideo\] guidance must be a number"):
        fast(socket, (("guidance", "much"),))
    with pytest.raises(BadInput, match="this is no snapshot of a stream"):
        fast(socket).restore(b"[]", shot(FRAMES), SIZE)
    assert known("fastvideo").traits.prompt_edge == "chunk"
