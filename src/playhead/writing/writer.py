"""A writer: a server that speaks OpenAI's chat completions, over HTTP, and what its owner's settings say of it."""

from __future__ import annotations

import asyncio
import functools
import json
import logging
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from playhead.errors import BadInput, Refused, Unreachable
from playhead.settings import Settings
from playhead.story.improvise import SCHEMA

LOGGER = logging.getLogger(__name__)
ANSWER_BYTES_MAX = 64 * 1024
TOLD_LETTERS = 200
"""Of what a server says when it refuses."""
CONNECT_S = 2.0
FAILURES = 3
REST_S = 30.0
"""A server that failed so often in a row is left alone for so long."""
_LATER = (408, 409, 425, 429)
_KNOWN = ("url", "key", "model", "timeout_s", "budget", "temperature")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the settings' table `writer` says.

    `url` is the server's, up to "/v1"; `timeout_s` is for one line, with its second try; `budget` is how often one screening may ask.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 4.0
    budget: int = 40
    temperature: float = 0.9


def terms_of(table: Mapping[str, Any]) -> Terms | None:
    """The terms in a table, None where there is no writer. Raises BadInput for one that cannot be used."""
    if not table:
        return None
    for name in table:
        if name not in _KNOWN:
            raise BadInput(f"[writer] knows no {name!r}: it knows {', '.join(_KNOWN)}")
    url, model, key = (str(table.get(name, "")).strip() for name in ("url", "model", "key"))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput("[writer] url must be a server's address such as http://localhost:8000/v1")
    if not model:
        raise BadInput("[writer] model must name the model that the server is asked for")
    numbers = {name: _number(name, table.get(name, usual), least, most) for name, usual, least, most in (
        ("timeout_s", 4.0, 0.1, 60.0), ("budget", 40.0, 0.0, 10_000.0), ("temperature", 0.9, 0.0, 2.0))}  # fmt: skip
    return Terms(url.rstrip("/"), model, key, numbers["timeout_s"], int(numbers["budget"]), numbers["temperature"])


def _number(name: str, value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise BadInput(f"[writer] {name} must be a number from {least:g} to {most:g}, not {value!r:.40}")
    return float(value)


class Writer:
    """Asks one server. After some failures in a row it is left alone for a while, so that no film waits for a server that is away."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._failed = 0
        self._rests_until_s = 0.0

    async def write(self, messages: Sequence[Mapping[str, str]], seed: int) -> object:
        """What the server answers to the messages, as JSON read. Takes no longer than it is given by who awaits it.

        Raises Refused where asking again is of no use, Unreachable where it may be.
        """
        now_s = asyncio.get_running_loop().time()
        if now_s < self._rests_until_s:
            raise Unreachable("the writer failed several times in a row and is left alone for a while")
        try:
            found = await self._ask(messages, seed)
        except (Unreachable, asyncio.CancelledError):
            self._failed += 1
            if self._failed >= FAILURES:
                self._failed, self._rests_until_s = 0, asyncio.get_running_loop().time() + REST_S
            raise
        self._failed = 0
        return found

    async def _ask(self, messages: Sequence[Mapping[str, str]], seed: int) -> object:
        terms = self.terms
        body = {
            "model": terms.model,
            "messages": list(messages),
            "temperature": terms.temperature,
            "seed": seed % 2**31,
            "max_tokens": 400,
            "response_format": {"type": "json_schema", "json_schema": {"name": "line", "strict": True, "schema": SCHEMA}},
        }
        headers = {"Authorization": f"Bearer {terms.key}"} if terms.key else {}
        secure = terms.url.startswith("https")
        verify: ssl.SSLContext | bool = await asyncio.to_thread(_context) if secure else True  # reading certificates takes a while
        try:
            async with (
                httpx.AsyncClient(timeout=httpx.Timeout(terms.timeout_s, connect=CONNECT_S), verify=verify, trust_env=secure) as client,
                client.stream("POST", f"{terms.url}/chat/completions", json=body, headers=headers) as answer,
            ):
                data = await _read(answer)
        except httpx.HTTPError as error:
            raise Unreachable(f"the writer at {terms.url} did not answer: {type(error).__name__}") from None
        if answer.status_code != httpx.codes.OK:
            said = " ".join(data.decode(errors="replace").split())[:TOLD_LETTERS]
            kind = Unreachable if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status_code in _LATER else Refused
            raise kind(f"the writer at {terms.url} answered {answer.status_code}: {said}")
        return content_of(data)


async def _read(answer: httpx.Response) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > ANSWER_BYTES_MAX:
            raise Refused(f"the writer's answer is larger than {ANSWER_BYTES_MAX} bytes")
    return bytes(data)


def content_of(data: bytes) -> object:
    """The JSON in the message of a chat completion. Raises Refused for what is none, or was cut off, or filtered."""
    try:
        choice = json.loads(data)["choices"][0]
        message = choice["message"]
        reason, content, refusal = choice.get("finish_reason"), message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Refused("the writer's answer is no chat completion") from None
    if refusal:
        raise Refused(f"the writer refused: {str(refusal)[:TOLD_LETTERS]}")
    if reason not in ("stop", None):
        raise Refused(f"the writer's answer ended early: {str(reason)[:40]}")
    try:
        return json.loads(content)
    except (ValueError, TypeError, RecursionError):
        raise Refused("the writer's message is no JSON") from None


@functools.cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


_WRITERS: dict[Terms, Writer] = {}


def writer_of(settings: Settings) -> Writer | None:
    """The writer that the settings name, the same for all screenings; None where they name none, or one that cannot be used."""
    try:
        terms = terms_of(settings.writer)
    except BadInput as error:
        LOGGER.warning("%s; improvised lines are said as they are written", error)
        return None
    if terms is None:
        return None
    return _WRITERS.setdefault(terms, Writer(terms))
