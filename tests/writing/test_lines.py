import asyncio
import socket

import pytest
from tests.writing.chat import chat, ended, said

from playhead.errors import BadInput
from playhead.screenplay import parse
from playhead.settings import Settings
from playhead.story import compile_story
from playhead.story.director import begin, play
from playhead.writing import Lines, Writer, writer_of
from playhead.writing.writer import FAILURES, Terms, terms_of

SCRIPT = b"""Title: The Lamp

INT. LAMP ROOM - NIGHT

Mara waits.

[[fact lamp = dead]]

MARA
Not tonight, {viewer.name or "friend"}. The lamp is out. [[improvise: must say the lamp is out; at most 12 words; may use fact lamp]]
"""


def made():
    story = compile_story(parse(SCRIPT))
    return story, play(story, begin(story, {"name": "Roswitha"}, {}, frozenset(), 1), 0)[1]


def ask(url, *, timeout_s=5.0, budget=40, times=1, seed=7, key="s3cret"):
    """What came of a line, asked `times` times of one writer by screenings of their own."""
    story, version = made()
    writer = Writer(Terms(url, "small", key, timeout_s, budget))

    async def run():
        found = []
        for _ in range(times):
            heard = asyncio.Event()
            lines = Lines(writer, seed, heard.set)
            assert lines.wrote(version.bids[0], version.beat, story, ("Roswitha",)) is None
            await heard.wait()
            found.append(lines.wrote(version.bids[0], version.beat, story))
            assert found[-1] == lines.wrote(version.bids[0], version.beat, story)
        return found

    return asyncio.run(run())


def test_a_line_within_the_bounds_is_said():
    with chat(said("The lamp is out, {1}. Sleep.", facts=["lamp"])) as server:
        (wrote,) = ask(server.url)
    assert (wrote.text, wrote.why) == ("The lamp is out, {1}. Sleep.", "improvised by small")
    ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer s3cret"
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["line", "language", "facts"]
    assert body["model"] == "small"
    assert 0 <= body["seed"] < 2**31
    assert "Roswitha" not in str(body)


def test_the_seed_is_the_screenings():
    with chat(said("The lamp is out.")) as server:
        ask(server.url), ask(server.url), ask(server.url, seed=8)
    seeds = [body["seed"] for _, _, body in server.asked]
    assert seeds[0] == seeds[1] != seeds[2]


@pytest.mark.parametrize(
    ("answers", "why", "asked"),
    [
        ((said("Go to bed."),), "does not say that the lamp is out", 2),
        ((said("The lamp is out, Roswitha."),), "Roswitha", 2),
        ((b"hello",), "no chat completion", 1),
        ((b'{"choices": []}',), "no chat completion", 1),
        ((b'{"choices": [{"message": {"content": "The lamp is out."}}]}',), "no JSON", 1),
        ((said("x", refusal="I will not."),), "refused: I will not.", 1),
        ((ended("length"),), "ended early: length", 1),
        ((ended("content_filter"),), "content_filter", 1),
        (((401, b"no such key" * 90),), "answered 401", 1),
        (((503, b"busy"),), "answered 503: busy", 2),
        (("cut",), "did not answer", 2),
        (("large",), "larger than", 1),
    ],
)
def test_anything_wrong_leaves_the_authors_line(answers, why, asked):
    with chat(*answers) as server:
        (wrote,) = ask(server.url)
    assert wrote.text == ""
    assert wrote.why.startswith("the author's line: ")
    assert why in wrote.why
    assert len(wrote.why) < 400
    assert "s3cret" not in wrote.why
    assert len(server.asked) == asked


def test_it_is_tried_twice():
    with chat((500, b"oh"), said("The lamp is out.")) as server:
        assert ask(server.url)[0].text == "The lamp is out."
    with chat(said("Good night."), said("The lamp is out.")) as server:
        assert ask(server.url)[0].text == "The lamp is out."
    assert server.asked[0][2]["seed"] != server.asked[1][2]["seed"]


def test_a_slow_server_is_not_waited_for():
    with chat("slow") as server:
        (wrote,) = ask(server.url, timeout_s=0.2)
    assert wrote.text == ""
    assert "longer than 0.2 s" in wrote.why or "did not answer" in wrote.why


def test_a_server_that_is_away_is_left_alone_after_some_failures():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    found = ask(url, times=FAILURES)
    assert all(wrote.text == "" for wrote in found)
    assert "did not answer" in found[0].why
    assert "left alone" in found[-1].why


def test_a_screening_asks_no_more_than_its_budget():
    with chat(said("Good night.")) as server:
        (wrote,) = ask(server.url, budget=1)
    assert "budget" in wrote.why
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({"url": "localhost", "model": "x"}, "url must be"),
        ({"url": "http://localhost/v1"}, "model must name"),
        ({"url": "http://localhost/v1", "model": "x", "timeout_s": "long"}, "timeout_s must be a number from 0.1 to 60, not 'long'"),
        ({"url": "http://localhost/v1", "model": "x", "secret": 1}, "knows no 'secret'"),
    ],
)
def test_settings_that_cannot_be_used(table, why):
    with pytest.raises(BadInput, match=why):
        terms_of(table)
    assert writer_of(Settings(writer=table)) is None


def test_no_settings_are_no_writer_and_equal_ones_are_one():
    assert writer_of(Settings()) is None
    table = {"url": "http://localhost:1/v1/", "model": "x", "key": "k", "budget": 3}
    assert writer_of(Settings(writer=table)) is writer_of(Settings(writer=dict(table)))
    assert "k'" not in repr(terms_of(table))
