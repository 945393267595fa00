"""A speech server that is good, slow, wrong, gone, cut off or too large: the line is said all the same, and nothing of keys is told."""

import io
import json
import logging
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from playhead.errors import Refused, Unreachable
from playhead.speech import Line, Mouth, Speaker, Voice, cast_voice, wanted
from playhead.speech import maker as makers
from playhead.speech import server as served
from playhead.speech.loudness import integrated
from playhead.speech.server import Server

TEXT = "I counted every lamp along the harbour wall."
KEY = "sk-a-secret-of-the-owner"
LINE = Line(TEXT, Voice(maker="server", cast="woman 0"))


def wav(samples, rate=48_000):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return out.getvalue()


@pytest.fixture(scope="module")
def voice():
    """What a good server says: the words, by another voice, after some silence and not as loud."""
    speaker = Speaker()
    line = Line(TEXT, Voice(1300, 1090, 880))
    samples = speaker.samples(line) * 0.2
    return np.concatenate([np.zeros(24_000, np.float32), samples, np.zeros(30_000, np.float32)]), speaker.say(line)


class Wire:
    """A server of this machine; `answers` are what it does with one request after another, the last with all that follow."""

    def __init__(self):
        self.answers, self.asked = [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, dict(self.headers), body))
                outer.answers[min(len(outer.asked), len(outer.answers)) - 1](self)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.released = threading.Event()
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.machine = {"url": f"http://127.0.0.1:{self.http.server_port}/v1", "key": KEY, "model": "tts-9", "timeout_s": 5}

    def close(self):
        self.released.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def wire(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Wire()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch):
    monkeypatch.setattr(makers, "_told", set())


def give(data, status=200, length=None):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def server(wire, **more):
    return Server({**wire.machine, **more}, sleep=lambda _: None, chance=lambda least, _most: least)


def test_what_a_good_server_says_is_brought_to_level_and_gets_a_mouth(wire, voice):
    samples, own = voice
    wire.answers = [give(wav(samples))]
    speaker = Speaker(machine={"server": wire.machine})
    spoken = speaker.say(LINE)
    path, headers, body = wire.asked[0]
    assert path == "/v1/audio/speech"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body == {"model": "tts-9", "voice": "nova", "input": TEXT, "response_format": "wav", "speed": 1.0}
    assert spoken.by.startswith("server nova tts-9 ")
    assert own.ticks - 24_000 < spoken.ticks < own.ticks, "the silence at its ends is gone"
    heard = speaker.samples(LINE.settled(spoken))
    assert integrated(heard) == pytest.approx(-15, abs=0.3)
    # The mouth is the one that was in those samples, moved to where they are.
    moved = int((np.abs(samples[24_000:]) > 0.01).argmax()) - int((np.abs(heard) > 0.05).argmax())
    closed = [mark.tick for mark in own.marks if mark.mouth is Mouth.CLOSED]
    found = [mark.tick for mark in spoken.marks if mark.mouth is Mouth.CLOSED]
    assert closed
    assert all(min(abs(tick - moved - other) for other in found) <= 1_800 for tick in closed)


def test_the_same_line_is_asked_for_once_and_settled(wire, voice):
    wire.answers = [give(wav(voice[0]))]
    kept = Kept()
    one = Speaker(kept, machine={"server": wire.machine})
    spoken = one.say(LINE)
    assert one.say(LINE) == spoken
    other = Speaker(kept)  # another worker, which knows no server
    settled = LINE.settled(spoken)
    assert np.array_equal(other.samples(settled), one.samples(settled))
    assert len(wire.asked) == 1
    assert other.say(settled) == spoken


def test_formats(wire, voice):
    samples, _ = voice
    wire.answers = [give(np.rint(samples[::2] * 32767).astype("<i2").tobytes()), give(mp3(samples))]
    said = server(wire, format="pcm").say(LINE)
    also = server(wire, format="mp3").say(LINE)
    assert abs(len(said.samples) - len(also.samples)) < 4_800
    assert [asked[2]["response_format"] for asked in wire.asked] == ["pcm", "mp3"]


def test_it_is_asked_twice_where_that_may_help(wire, voice):
    wire.answers = [give(b"busy", 503), give(wav(voice[0]))]
    assert server(wire).say(LINE) is not None
    assert len(wire.asked) == 2


def test_slow_it_is_given_up(wire):
    def slow(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"RIFF")
        handler.wfile.flush()
        wire.released.wait()

    wire.answers = [slow]
    with pytest.raises(Unreachable, match=r"within 0\.5 s"):
        server(wire, timeout_s=0.5).say(LINE)


@pytest.mark.parametrize("data", [b"", b"RIFF....WAVE", b"<html>Hello</html>", wav(np.zeros(96_000)), wav(np.full(2_400, 0.5))], ids=["empty", "broken", "page", "silence", "blip"])
def test_wrong_answers_are_no_speech(wire, data):
    wire.answers = [give(data)]
    with pytest.raises(Unreachable, match="speech server: ") as told:
        server(wire).say(LINE)
    assert "\n" not in str(told.value)


def test_refused_it_is_not_asked_again(wire):
    wire.answers = [give(b'{"error": "no such voice for ' + KEY.encode() + b"\n" + b"x" * 5000 + b'"}', 400)]
    with pytest.raises(Refused, match="answered 400") as told:
        server(wire).say(LINE)
    assert len(wire.asked) == 1
    assert KEY not in str(told.value)
    assert "***" in str(told.value)
    assert len(str(told.value)) < 300


def test_cut_off_it_is_asked_again(wire, voice):
    data = wav(voice[0])

    def cut(handler):
        give(data[: len(data) // 2], length=len(data))(handler)
        handler.close_connection = True

    wire.answers = [cut, give(data)]
    assert server(wire).say(LINE) is not None
    assert len(wire.asked) == 2


def test_oversized_it_is_not_read_to_the_end(wire, voice, monkeypatch):
    monkeypatch.setattr(served, "MOST_BYTES", 100_000)
    wire.answers = [give(wav(voice[0]))]
    with pytest.raises(Refused, match="larger than"):
        server(wire).say(LINE)
    monkeypatch.undo()
    wire.answers = [give(wav(np.tile(voice[0], 8)))]
    with pytest.raises(Refused, match="which is not this line"):
        server(wire).say(LINE)


def test_gone_the_default_voice_speaks_and_is_what_was_settled(wire, caplog):
    machine = {"server": {**wire.machine, "timeout_s": 0.5}}
    wire.close()
    with caplog.at_level(logging.WARNING, "playhead.speech"):
        speaker = Speaker(Kept(), machine=machine)
        spoken = speaker.say(LINE)
        speaker.say(LINE)
    assert spoken == Speaker().say(Line(TEXT, Voice()))
    assert spoken.by == "hibari"
    (record,) = [record for record in caplog.records if "instead of server" in record.message]
    assert KEY not in record.message


def test_after_failures_it_is_left_alone_for_a_while(wire, voice):
    now = [100.0]
    wire.answers = [give(b"", 500)]
    asks = Server(wire.machine, now_s=lambda: now[0], sleep=lambda _: None)
    for _ in range(served.FAILURES):
        with pytest.raises(Unreachable, match="answered 500"):
            asks.say(LINE)
    asked = len(wire.asked)
    with pytest.raises(Unreachable, match="left alone"):
        asks.say(LINE)
    assert len(wire.asked) == asked
    now[0] += served.LEAVE_S + 1
    wire.answers = [give(wav(voice[0]))]
    assert asks.say(LINE) is not None


def test_a_viewers_own_words_are_told_only_where_the_owner_allows_it(wire, voice):
    line = Line(TEXT, LINE.voice, private=True)
    wire.answers = [give(wav(voice[0]))]
    assert Speaker(machine={"server": wire.machine}).say(line).by == "hibari"
    assert not wire.asked
    trusting = Speaker(shared := Kept(), machine={"server": {**wire.machine, "private": True}})
    trusting.own = Kept()
    spoken = trusting.say(line)
    assert spoken.by.startswith("server ")
    assert not shared, "and they are kept with the screening alone"
    again = Speaker(shared)
    again.own = trusting.own
    assert np.array_equal(again.samples(line.settled(spoken)), trusting.samples(line.settled(spoken)))


def test_who_is_asked_is_a_part_of_the_key():
    machine = {"server": {"url": "http://127.0.0.1:1/v1", "key": KEY}}
    assert wanted(LINE, machine) == "server nova gpt-4o-mini-tts"
    assert wanted(LINE, {"server": {**machine["server"], "model": "tts-1", "voices": {"woman": ["amy", "bea"]}}}) == "server amy tts-1"
    assert wanted(Line(TEXT, cast_voice("BOB", "an old man", 0, "", "server")), {"server": {**machine["server"], "voices": {"man": "rob", "man old": "joe"}}}).split()[1] == "joe"
    assert wanted(Line(TEXT, cast_voice("BOB", "", 0, "server Rob.v2, slow")), machine).split()[1] == "Rob.v2"
    assert wanted(Line("Guten Tag.", LINE.voice, language="de"), machine) == ""
    assert wanted(Line("Guten Tag.", LINE.voice, language="de"), {"server": {**machine["server"], "languages": ["de"]}})
    assert wanted(Line(TEXT, Voice()), {"default": "server", **machine}).startswith("server ")
    assert KEY not in wanted(LINE, machine)


@pytest.mark.parametrize("table", [{}, {"url": 7}, {"url": "ftp://x"}, {"url": "http://"}, {"url": "http://[::1"}, {"url": "http://x:99999999"}])
def test_without_an_address_the_default_voice_speaks(table):
    assert wanted(LINE, {"server": table}) == ""


def test_other_languages_have_a_mouth_that_opens_with_the_sound(wire, voice):
    wire.answers = [give(wav(voice[0]))]
    said = server(wire, languages=["de"]).say(Line("Ich habe alle Lampen an der Hafenmauer gezählt.", LINE.voice, language="de"))
    assert {Mouth.OPEN, Mouth.REST} <= {mark.mouth for mark in said.marks}


class Kept(dict):
    def put(self, key, data):
        self[key] = data


def mp3(samples):
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=48_000)
        stream.layout = "mono"
        for start in range(0, len(samples), 1152):
            part = np.ascontiguousarray(samples[start : start + 1152], np.float32)
            frame = av.AudioFrame.from_ndarray(part[None], "fltp", "mono")
            frame.sample_rate = 48_000
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()
