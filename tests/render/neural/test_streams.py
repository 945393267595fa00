"""What every neural renderer keeps to, whichever the model: equal in, equal out; causal; goes on anywhere; fails without a trace."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys

import numpy as np
import pytest
from tests.render.neural.cases import CASES, ready
from tests.render.neural.staged import SIZE, WAITS, Drawn, rest, run, shot, whole

from playhead.errors import BadInput, RenderError
from playhead.render.neural.stream import Stream
from playhead.render.renderer import Size, known
from playhead.render.theatre import Theatre

pytestmark = pytest.mark.long


@pytest.fixture(params=CASES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_equal_seeds_and_control_make_equal_frames_and_other_seeds_others(name: str):
    frames = CASES[name].frames
    one = whole(run(ready(name), shot(frames), Drawn()))
    assert one.shape == (frames, SIZE.height, SIZE.width, 3)
    assert one.dtype == np.uint8
    again = whole(run(CASES[name].make(), shot(frames), Drawn()))
    assert np.array_equal(one, again)
    other = whole(run(ready(name), shot(frames, mood=3), Drawn()))
    assert not np.array_equal(one, other)


def test_chunks_are_what_the_traits_say_and_the_shot_ends(name: str):
    renderer = ready(name)
    assert renderer.traits is known(name).traits
    state = renderer.open(shot(CASES[name].frames), SIZE, Drawn())
    first = renderer.step(state)
    assert first is not None
    assert first.first == 0
    assert len(first.pictures) <= renderer.traits.chunk_frames
    rest(renderer, state)
    assert renderer.step(state) is None


def test_words_that_change_at_a_chunks_edge_change_only_what_comes_after(name: str):
    case = CASES[name]
    before = whole(run(ready(name), shot(case.frames), Drawn()))
    renderer = ready(name)
    state = renderer.open(shot(case.frames), SIZE, Drawn())
    first = renderer.step(state)
    assert first is not None
    edge = len(first.pictures)
    assert edge == case.change
    turned = renderer.restore(renderer.snapshot(state), shot(case.frames), SIZE, Drawn(case.turning()))
    after = np.concatenate([first.pictures, whole(rest(renderer, turned))])
    assert np.array_equal(before[:edge], after[:edge])
    assert not np.array_equal(before[edge:], after[edge:])


def test_a_snapshot_after_any_chunk_goes_on_as_if_nothing_had_been(name: str):
    frames = CASES[name].frames
    straight = whole(run(ready(name), shot(frames), Drawn()))
    renderer = ready(name)
    state = renderer.open(shot(frames), SIZE, Drawn())
    done = []
    chunk = renderer.step(state)
    while chunk is not None:
        done.append(chunk)
        other = CASES[name].make()
        again = rest(other, other.restore(renderer.snapshot(state), shot(frames), SIZE, Drawn()))
        assert np.array_equal(straight, whole([*done, *again]))
        chunk = renderer.step(state)


CHILD = """
import base64, hashlib, json, sys
from tests.render.neural.cases import ready
from tests.render.neural.staged import SIZE, Drawn, rest, shot, whole
for name, (frames, kept) in json.load(sys.stdin).items():
    renderer = ready(name)
    state = renderer.restore(base64.b64decode(kept), shot(frames), SIZE, Drawn())
    print(name, hashlib.sha256(whole(rest(renderer, state)).tobytes()).hexdigest())
"""


def test_another_process_goes_on_from_a_snapshot():
    kept, wanted = {}, {}
    for name, case in CASES.items():
        renderer = ready(name)
        state = renderer.open(shot(case.frames), SIZE, Drawn())
        renderer.step(state)
        kept[name] = (case.frames, base64.b64encode(renderer.snapshot(state)).decode())
        wanted[name] = hashlib.sha256(whole(rest(renderer, state)).tobytes()).hexdigest()
    child = subprocess.run([sys.executable, "-c", CHILD], input=json.dumps(kept), capture_output=True, text=True, check=True)
    assert dict(line.split() for line in child.stdout.splitlines()) == wanted


@pytest.mark.parametrize("part", ["gather", "advance", "finish"])
def test_a_step_that_fails_leaves_the_state_as_it_was(name: str, part: str, monkeypatch: pytest.MonkeyPatch):
    frames = CASES[name].frames
    straight = whole(run(ready(name), shot(frames), Drawn()))
    renderer = ready(name)
    state = renderer.open(shot(frames), SIZE, Drawn())
    done = [renderer.step(state)]
    before = renderer.snapshot(state)
    good = getattr(renderer._model, part)

    def bad(*_: object) -> None:
        raise RuntimeError("no\nluck " + "x" * 500)

    if state.coming is not None:
        state.coming.result()  # so that it is this step that meets what breaks
        state.coming = None
    state.gathered = None
    monkeypatch.setattr(renderer._model, part, bad)
    with pytest.raises(RenderError, match=rf"^{name}, frame {len(done[0].pictures)}: RuntimeError: no luck x+…$"):
        renderer.step(state)
    assert renderer.snapshot(state) == before
    monkeypatch.setattr(renderer._model, part, good)
    assert np.array_equal(straight, whole([*done, *rest(renderer, state)]))


def test_what_is_no_snapshot_or_of_another_shot_is_refused(name: str):
    frames = CASES[name].frames
    renderer = ready(name)
    kept = renderer.snapshot(renderer.open(shot(frames), SIZE, Drawn()))
    for bad in (b"", b"\xff" * 64, kept[:-1] if len(kept) % 8 else kept[:9]):
        with pytest.raises(BadInput, match="no snapshot"):
            renderer.restore(bad, shot(frames), SIZE, Drawn())
    with pytest.raises(BadInput, match="another shot"):
        renderer.restore(kept, shot(frames + 1), SIZE, Drawn())
    with pytest.raises(BadInput, match="another shot"):
        renderer.restore(kept, shot(frames), Size(32, 32), Drawn())


def test_it_needs_the_theatres_control_and_begins_at_the_beginning(name: str):
    renderer = ready(name)
    with pytest.raises(RenderError, match="control"):
        renderer.step(renderer.open(shot(8), SIZE, None))
    with pytest.raises(RenderError, match="cannot be opened at frame 5"):
        renderer.open(shot(8), SIZE, Drawn(), first=5)


def test_a_shot_of_one_frame_and_a_size_that_the_model_cannot_divide(name: str):
    odd = Size(80, 45)
    (chunk,) = run(ready(name), shot(1), Drawn(size=odd), odd)
    assert chunk.pictures.shape == (1, 45, 80, 3)


def test_two_shots_at_once_do_not_mix(name: str):
    frames = CASES[name].frames
    one, two = (whole(run(ready(name), shot(frames, mood), Drawn())) for mood in (0, 2))
    renderer = ready(name)
    states = [renderer.open(shot(frames, mood), SIZE, Drawn()) for mood in (0, 2)]
    chunks: list[list] = [[], []]
    while len(chunks[0]) == 0 or sum(len(chunk.pictures) for chunk in chunks[1]) < frames:
        for state, made in zip(states, chunks, strict=True):
            made.append(renderer.step(state))
    assert np.array_equal(whole(chunks[0]), one)
    assert np.array_equal(whole(chunks[1]), two)


def test_equal_words_are_read_once(name: str):
    renderer: Stream = ready(name)
    run(renderer, shot(CASES[name].frames), Drawn(WAITS))
    read = []
    embeddings = renderer._model._embeddings
    encode, embeddings._encode = embeddings._encode, lambda *words: read.append(words)
    try:
        run(renderer, shot(CASES[name].frames), Drawn(WAITS))
    finally:
        embeddings._encode = encode
    assert read == []


def test_the_theatres_own_control_is_enough(name: str):
    size = Size(128, 64)
    state = ready(name).open(shot(5), size, Theatre().control(shot(5), size, WAITS))
    assert whole(rest(ready(name), state)).shape == (5, 64, 128, 3)
