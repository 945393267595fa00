"""Calls over HTTP: bounded in time and size, tried again with full jitter where that is safe, told in one line without the key.

Full jitter: a wait is anything up to the back-off, so that many callers do not come back at once (Brooker, AWS Architecture Blog, 2015).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from playhead.errors import Refused, RenderError, Unreachable
from playhead.render.remote.server import Server

AGAIN = (408, 425, 429, 500, 502, 503, 504)
BACK_OFF_S = 0.5
LONGEST_S = 20.0
SAID = 200


class Caller:
    """Calls one server. `sleep` and `pick` (0..1) are for tests to replace. Close it, or use it in `with`."""

    def __init__(self, server: Server, sleep: Callable[[float], None] = time.sleep, pick: Callable[[], float] = random.random) -> None:
        self.server = server
        self._sleep = sleep
        self._pick = pick
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

        With `again` it is safe to repeat, and is, up to the server's `tries`. Raises Refused for what will not be done, Unreachable for what
        may be later, RenderError for an answer that is too large.
        """
        tries = self.server.tries if again else 1
        for attempt in range(1, tries + 1):
            try:
                return self._once(method, path, json=json, data=data, files=files, headers=headers, params=params)
            except _Later as later:
                if attempt == tries:
                    raise Unreachable(str(later)) from None
                self._sleep(max(later.after_s, self._pick() * min(LONGEST_S, BACK_OFF_S * 2**attempt)))
        raise AssertionError("unreachable")

    def _once(self, method: str, path: str, **given: Any) -> bytes:
        server = self.server
        url = path if "://" in path else server.url + path
        own = urlsplit(url).netloc == urlsplit(server.url).netloc
        if urlsplit(url).scheme not in ("http", "https"):
            raise RenderError(f"{server.name}: an answer names an address that is none: {url[:80]!r}")
        request = self._client.build_request(method, url, **{name: value for name, value in given.items() if value is not None})
        if not own:
            request.headers.pop("authorization", None)
        begun = time.monotonic()
        try:
            response = self._client.send(request, stream=True)
            try:
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if len(body) > server.max_bytes:
                        raise RenderError(f"{server.name}: its answer is larger than {server.max_bytes:,} bytes")
                    if time.monotonic() - begun > server.whole_s:
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
        raise Refused(told)

    def clean(self, said: str) -> str:
        """What a server said, short and without the key."""
        flat = " ".join(said.split())
        return (flat.replace(self.server.key, "***") if self.server.key else flat)[:SAID]


class _Later(Exception):
    """It may be well if it is tried again, after so long at the earliest."""

    def __init__(self, told: str, after_s: float = 0.0) -> None:
        super().__init__(told)
        self.after_s = after_s


def _after(told: str) -> float:
    return min(LONGEST_S, float(told)) if told.isdigit() else 0.0
