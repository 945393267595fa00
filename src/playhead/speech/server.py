"""A speech server, asked as OpenAI's is: `POST {url}/audio/speech` with model, voice and input, answered with a sound file.

It is a stranger: asked within a time, read up to a size, tried twice, and left alone for a while when it fails. What it says of an
error is shown shortened, and never its key.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from playhead.errors import PlayheadError, Refused, RenderError, Unreachable
from playhead.speech.estimate import estimate
from playhead.speech.feeling import colour_of
from playhead.speech.hibari import Hibari
from playhead.speech.listening import by_loudness, carried
from playhead.speech.maker import Machine, Progress, Said
from playhead.speech.pieces import faded, whole
from playhead.speech.server_cast import MODEL, voice_of, why_not
from playhead.speech.shape import levelled
from playhead.speech.text import clean
from playhead.speech.timing import Line, Mark
from playhead.timebase import TICK_RATE

FORMATS = ("wav", "pcm", "mp3", "flac", "opus", "aac")
PCM_RATE = 24_000  # of "pcm", which says nothing of itself: 16-bit little-endian mono
TIMEOUT_S = 8.0  # of the settings; of one try
LEAST_S, MOST_S = 0.5, 9.0  # two tries and the pause between are well within what a farm lets a worker be silent
MOST_BYTES = 16 * 1024**2
MOST_CHARACTERS = 4096  # what OpenAI's server takes
TIMES = 4  # so many times as long as the words need, and some seconds, is not those words
SLACK = 5 * TICK_RATE
PAUSE_S = (0.2, 0.8)
FAILURES = 3  # in a row, and the server is left alone
LEAVE_S, LEAVE_MOST_S = 20.0, 300.0
_QUIET = 10 ** (-45 / 20)  # under the loudest: silence at the ends
_LEAD, _TAIL = 3_000, 7_200


class Server:
    """Asks one server; `now_s`, `sleep` and `chance` are the clock, waiting and luck."""

    name = "server"

    def __init__(
        self,
        machine: Machine,
        *,
        now_s: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        problem = why_not(machine)
        if problem:
            raise RenderError(f"speech server: {problem}")
        self._url = str(machine["url"]).rstrip("/") + "/audio/speech"
        self._key = str(machine.get("key", ""))
        self._model = str(machine.get("model") or MODEL)
        self._format = str(machine.get("format") or "wav")
        if self._format not in FORMATS:
            raise RenderError(f"speech server: format must be one of {', '.join(FORMATS)}, not {self._format[:20]!r}: [voices.server] format")
        told = machine.get("timeout_s", TIMEOUT_S)
        self._timeout_s = min(max(float(told) if isinstance(told, int | float) else TIMEOUT_S, LEAST_S), MOST_S)
        self._instructed = machine.get("instructions") is True
        self._machine = machine
        self._now_s, self._sleep, self._chance = now_s, sleep, chance
        self._failures = 0
        self._left_until_s = float("-inf")
        self._client: httpx.Client | None = None

    def say(self, line: Line, progress: Progress = lambda _: None) -> Said | None:
        """See `Maker.say`. Raises Unreachable where trying later may help, Refused where it will not."""
        text = clean(line.text)
        if not any(character.isalnum() for character in text):
            return None
        if len(text) > MOST_CHARACTERS:
            raise Refused(f"speech server: a line of {len(text)} letters is longer than the {MOST_CHARACTERS} that servers take")
        if self._now_s() < self._left_until_s:
            raise Unreachable(f"speech server: it failed {self._failures} times and is left alone for a while")
        try:
            data = self._asked(self._body(line, text), progress)
            samples = self._read(data, line)
        except RenderError as error:
            self._note(failed=isinstance(error, Unreachable))
            raise
        self._note(failed=False)
        samples = levelled(faded(samples), colour_of(line.feeling).level)
        return Said(whole(samples), _marks(line, samples))

    # Asking

    def _body(self, line: Line, text: str) -> dict[str, Any]:
        voice = line.by.split()[1] if line.by else voice_of(line.voice, self._machine)
        colour = colour_of(line.feeling)
        speed = min(max(line.voice.rate / 1000 * colour.rate, 0.5), 2.0)
        body: dict[str, Any] = {"model": self._model, "voice": voice, "input": text, "response_format": self._format, "speed": round(speed, 2)}
        if self._instructed and line.feeling != "calm":
            body["instructions"] = f"Said with {line.feeling}." if line.feeling not in ("whisper", "shout", "sing") else f"In a {line.feeling}."
        return body

    def _asked(self, body: Mapping[str, Any], progress: Progress) -> bytes:
        """The answer's bytes; asked a second time, after a moment, where that may help."""
        try:
            return self._once(body)
        except Unreachable:
            progress(1)
            self._sleep(self._chance(*PAUSE_S))
            return self._once(body)

    def _once(self, body: Mapping[str, Any]) -> bytes:
        until_s = self._now_s() + self._timeout_s
        if self._client is None:
            headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
            self._client = httpx.Client(headers=headers, timeout=httpx.Timeout(self._timeout_s, connect=min(self._timeout_s, 3.0)))
        try:
            with self._client.stream("POST", self._url, json=body) as answer:
                parts, size = [], 0
                for part in answer.iter_bytes():
                    parts.append(part)
                    size += len(part)
                    if size > MOST_BYTES:
                        raise Refused(f"speech server: the answer is larger than {MOST_BYTES // 1024**2} MB")
                    if self._now_s() > until_s:
                        raise Unreachable(f"speech server: no whole answer within {self._timeout_s:g} s")
                data = b"".join(parts)
                self._check(answer, data)
                return data
        except httpx.TimeoutException:
            raise Unreachable(f"speech server: no answer within {self._timeout_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Unreachable(f"speech server: {self._shown(str(error) or type(error).__name__)}") from None

    def _check(self, answer: httpx.Response, data: bytes) -> None:
        status = answer.status_code
        if 200 <= status < 300:
            return
        told = f"speech server: it answered {status}: {self._shown(data[:2000].decode('utf-8', 'replace'))}"
        if status in (408, 409, 425, 429) or status >= 500:
            raise Unreachable(told)
        raise Refused(told)

    def _shown(self, told: str) -> str:
        """What a stranger says, in one short line, without the key that it may repeat."""
        if self._key:
            told = told.replace(self._key, "***")
        return " ".join("".join(c if c.isprintable() else " " for c in told).split())[:200]

    def _note(self, *, failed: bool) -> None:
        """Count failures in a row; after some the server is left alone, each time for longer."""
        self._failures = self._failures + 1 if failed else 0
        if self._failures >= FAILURES:
            self._left_until_s = self._now_s() + min(LEAVE_S * 2 ** (self._failures - FAILURES), LEAVE_MOST_S)

    # Reading

    def _read(self, data: bytes, line: Line) -> NDArray[np.float32]:
        """(ticks,) float32 mono at 48 kHz, without the silence at its ends."""
        expected = estimate(line).ticks
        most = expected * TIMES + SLACK
        samples = _pcm(data, most) if self._format == "pcm" else _decoded(data, most)
        if len(samples) > most:
            raise Refused(f"speech server: it spoke for more than {most // TICK_RATE} s, which is not this line")
        loudest = float(np.abs(samples).max(initial=0.0))
        if not np.isfinite(samples).all() or loudest < 1e-3:
            raise Unreachable("speech server: the answer is silence")
        loud = np.flatnonzero(np.abs(samples) > loudest * _QUIET)
        samples = samples[max(int(loud[0]) - _LEAD, 0) : int(loud[-1]) + _TAIL]
        if len(samples) < expected // TIMES:
            raise Unreachable("speech server: it stopped before the line was said")
        return samples


def _pcm(data: bytes, most: int) -> NDArray[np.float32]:
    from playhead.speech.shape import doubled

    count = min(len(data) // 2, most // 2 + 1)
    return doubled(faded(_floats(np.frombuffer(data, "<i2", count))))


def _decoded(data: bytes, most: int) -> NDArray[np.float32]:
    """The sound in a file of whatever kind; one longer than `most` is not read to its end."""
    import av

    try:
        with av.open(io.BytesIO(data)) as file:
            resampler = av.AudioResampler("flt", "mono", TICK_RATE)
            parts: list[NDArray[np.float32]] = []
            for frame in file.decode(audio=0):
                parts += [part.to_ndarray()[0] for part in resampler.resample(frame)]
                if sum(map(len, parts)) > most:
                    break
            parts += [part.to_ndarray()[0] for part in resampler.resample(None)]
    except (av.FFmpegError, ValueError, IndexError, EOFError) as error:
        raise Unreachable(f"speech server: the answer is no sound that can be read: {type(error).__name__}") from None
    if not parts:
        raise Unreachable("speech server: the answer has no sound in it")
    return np.concatenate(parts)


def _floats(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    return np.multiply(samples, np.float32(1 / 32768), dtype=np.float32)


def _marks(line: Line, samples: NDArray[np.float32]) -> tuple[Mark, ...]:
    """What the mouth does, by the default voice's mouth in the same words."""
    try:
        own = Hibari().say(line)
    except PlayheadError:
        own = None
    if own is None:
        return by_loudness(samples)
    return carried(own.marks, _floats(own.samples), samples)
