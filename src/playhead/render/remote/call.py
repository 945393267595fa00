"""Calls over HTTP: bounded in time and size, tried again with full jitter where that is safe, told in one line without the key.

Full jitter: a wait is anything up to the back-off, so that many callers do not come back at once (Brooker, AWS Architecture Blog, 2015).
"""

from __future__ import annotations

import json as json_
import random
import time
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx

from playhead.errors import Refused, RenderError, Unreachable
from playhead.render.remote.server import Server

T = TypeVar("T")
GONE = (404, 410)
AGAIN = (408, 425, 429, 500, 502, 503, 504)
BACK_OFF_S = 0.5
LONGEST_S = 20.0
SAID = 200


class Gone(Refused):
    """There is nothing at this address of the server's, or no more."""


class Caller:
    """Calls one server. `sleep`, `pick` (0..1) and `clock` (seconds) are for tests to replace. Close it, or use it in `with`."""

    def __init__(
        self, server: Server, sleep: Callable[[float], None] = time.sleep, pick: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.server = server
        self._sleep = sleep
        self._pick = pick
        self._clock = clock
        headers = {"authorization": f"Bearer {server.key}"} if server.key else {}
        timeout = httpx.Timeout(server.answer_s, connect=server.connect_s)
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)

    def close(self) -> None:
        """Let its connections go."""
        self._client.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def ask(
        self, method: str, path: str, *, again: bool = True, json: Any = None, data: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None, headers: Mapping[str, str] | None = None, params: Mapping[str, str] | None = None,
    ) -> bytes:
        """The answer's body. `path` is on the server, or a whole address; the key goes to the server's own host alone.

        With `again` it is safe to repeat, and is, up to the server's `tries`. Raises Refused for what will not be done (Gone for what is not
        there), Unreachable for what may be later, RenderError for an answer that is too large.
        """
        def once() -> bytes:
            return self._once(method, path, json=json, data=data, files=files, headers=headers, params=params)

        return self.insist(once) if again else once()

    def insist(self, ask: Callable[[], T]) -> T:
        """What `ask` gives; asked again while it raises Unreachable, up to the server's `tries`."""
        for attempt in range(1, self.server.tries + 1):
            try:
                return ask()
            except Unreachable as later:
                if attempt == self.server.tries:
                    raise
                least_s = later.after_s if isinstance(later, _Later) else 0.0
                self._sleep(max(least_s, self._pick() * min(LONGEST_S, BACK_OFF_S * 2**attempt)))
        raise AssertionError("unreachable")

    def told(self, method: str, path: str, **given: Any) -> dict[str, Any]:
        """The answer, a JSON object; all else as `ask`. Raises RenderError for an answer that is none."""
        body = self.ask(method, path, **given)
        try:
            said = json_.loads(body)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise RenderError(f"{self.server.name}: its answer is no JSON object: {self.clean(body[:SAID].decode('utf-8', 'replace'))!r}")
        return said

    def poll(self, look: Callable[[], T | None], what: str) -> T:
        """What `look` finds; it looks again every `poll_s`. Raises Unreachable when that is not there after `whole_s`."""
        until_s = self._clock() + self.server.whole_s
        while (found := look()) is None:
            if self._clock() >= until_s:
                raise Unreachable(f"{self.server.name}: {what} is not done after {self.server.whole_s:g} s")
            self._sleep(self.server.poll_s)
        return found

    def _once(self, method: str, path: str, **given: Any) -> bytes:
        server = self.server
        url = path if "://" in path else server.url + path
        own = urlsplit(url).netloc == urlsplit(server.url).netloc
        if urlsplit(url).scheme not in ("http", "https"):
            raise RenderError(f"{server.name}: an answer names an address that is none: {url[:80]!r}")
        request = self._client.build_request(method, url, **{name: value for name, value in given.items() if value is not None})
        if not own:
            request.headers.pop("authorization", None)
        begun = self._clock()
        try:
            response = self._client.send(request, stream=True)
            try:
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if len(body) > server.max_bytes:
                        raise RenderError(f"{server.name}: its answer is larger than {server.max_bytes:,} bytes")
                    if self._clock() - begun > server.whole_s:
                        raise _Later(f"{server.name}: its answer did not end within {server.whole_s:g} s")
            finally:
                response.close()
        except httpx.TimeoutException:
            raise _Later(f"{server.name}: no answer within {server.answer_s:g} s") from None
        except (httpx.TransportError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _Later(f"{server.name}: the connection failed: {type(error).__name__}") from None
        if response.is_success:
            return bytes(body)
        told = f"{server.name}: answered {response.status_code}: {self.clean(body.decode('utf-8', 'replace'))}"
        if response.status_code in AGAIN:
            raise _Later(told, _after(response.headers.get("retry-after", "")))
        raise (Gone if response.status_code in GONE else Refused)(told)

    def clean(self, said: str) -> str:
        """What a server said, short and without the key."""
        flat = " ".join(said.split())
        return (flat.replace(self.server.key, "***") if self.server.key else flat)[:SAID]


class _Later(Unreachable):
    """It may be well if it is tried again, after so long at the earliest."""

    def __init__(self, told: str, after_s: float = 0.0) -> None:
        super().__init__(told)
        self.after_s = after_s


def _after(told: str) -> float:
    return min(LONGEST_S, float(told)) if told.isdigit() else 0.0
