"""Streams: one WebSocket to a server that sends film while it makes it; bounded in each message, in all of them, in silence and in time."""

from __future__ import annotations

import base64
import json
import random
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from typing import Any

from playhead.errors import BadInput, Refused, RenderError, Unreachable
from playhead.render.control import Control
from playhead.render.remote.call import AGAIN, BACK_OFF_S, LONGEST_S, SAID
from playhead.render.remote.clip import png_of
from playhead.render.remote.server import NO_WEBSOCKETS, Server

QUEUED = 16
"""So many messages wait unread at most; together they are no larger than all that a server may say."""
GOODBYE_S = 1.0
NEVER = (1003, 1008)
"""Reasons to close that asking again does not change: a kind of message, or a policy."""


def address(server: Server, path: str) -> str:
    """Where the stream is: what the settings tell, with the path that is the protocol's unless they tell it themselves."""
    url = server.url.replace("http", "ws", 1) if server.url.startswith("http") else server.url
    return url if url.endswith(path) else url + path


def first_picture(control: Control | None) -> str:
    """The theatre's first picture as a PNG in base64, "" without control."""
    return "" if control is None else base64.b64encode(png_of(control.frames(0, 1)[0])).decode()


class Wire:
    """A connection, as it is from its opening on. One thread reads it; `drop` may be called by any.

    Raises Refused, Unreachable or RenderError, here and when it is used. `sleep` and `pick` (0..1) are for tests to replace.
    """

    def __init__(self, server: Server, path: str, sleep: Callable[[float], None] = time.sleep, pick: Callable[[], float] = random.random) -> None:
        self._server = server
        self._left_bytes = server.max_bytes
        self._left_s = server.whole_s
        for attempt in range(1, server.tries + 1):
            try:
                self._connection = self._opened(address(server, path))
                return
            except Unreachable:
                if attempt == server.tries:
                    raise
            sleep(pick() * min(LONGEST_S, BACK_OFF_S * 2**attempt))  # full jitter, as in call.py

    def _opened(self, url: str) -> Any:
        try:
            from websockets.exceptions import InvalidHandshake, InvalidStatus, InvalidURI
            from websockets.sync.client import connect
        except ModuleNotFoundError:
            raise RenderError(f"{self._server.name}: {NO_WEBSOCKETS}") from None
        name, key = self._server.name, self._server.key
        try:
            opening = connect(
                url, additional_headers={"authorization": f"Bearer {key}"} if key else None, open_timeout=self._server.connect_s, close_timeout=GOODBYE_S,
                max_size=max(1 << 12, self._server.max_bytes // QUEUED), max_queue=QUEUED, compression=None, ping_interval=None,
            )
            return opening.__enter__()  # closed by `close` or `drop`
        except InvalidStatus as error:
            status = error.response.status_code
            told = f"{name}: answered {status}: {self.clean((error.response.body or b'').decode('utf-8', 'replace'))}"
            raise (Unreachable if status in AGAIN else Refused)(told) from None
        except InvalidURI:
            raise BadInput(f"url in [renderers.{name}] is no address") from None
        except TimeoutError:
            raise Unreachable(f"{name}: no connection within {self._server.connect_s:g} s") from None
        except (InvalidHandshake, OSError, EOFError) as error:
            raise Unreachable(f"{name}: the connection failed: {type(error).__name__}") from None

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message."""
        from websockets.exceptions import ConnectionClosed

        try:
            self._connection.send(json.dumps(message))
        except ConnectionClosed as error:
            raise self._closed(error) from None
        except OSError as error:
            raise Unreachable(f"{self._server.name}: the connection failed: {type(error).__name__}") from None

    def receive(self) -> dict[str, Any] | bytes:
        """The next message: a JSON object that has a type, or bytes."""
        from websockets.exceptions import ConnectionClosed

        begun = time.monotonic()
        try:
            said = self._connection.recv(timeout=min(self._server.answer_s, max(0.0, self._left_s)), decode=None)
        except TimeoutError:
            over = self._left_s <= self._server.answer_s
            told = f"it did not end within {self._server.whole_s:g} s" if over else f"no answer within {self._server.answer_s:g} s"
            raise Unreachable(f"{self._server.name}: {told}") from None
        except ConnectionClosed as error:
            raise self._closed(error) from None
        self._left_s -= time.monotonic() - begun
        self._left_bytes -= len(said)
        if self._left_bytes < 0:
            raise RenderError(f"{self._server.name}: its answer is larger than {self._server.max_bytes:,} bytes")
        return said if isinstance(said, bytes) else self._told(said)

    def close(self) -> None:
        """Say goodbye."""
        self._connection.close()

    def drop(self) -> None:
        """Let go of the connection without a word, and wait for nothing."""
        # In a thread of its own: a collector of garbage may call from within a thread that holds the connection's locks.
        threading.Thread(target=self._connection.close_socket, name="drop", daemon=True).start()

    def held_by(self, owner: object) -> None:
        """Drop it when its owner is no more."""
        weakref.finalize(owner, self.drop).atexit = False

    def clean(self, said: object) -> str:
        """What a server said, short and without the key."""
        flat = " ".join(str(said).split())
        return (flat.replace(self._server.key, "***") if self._server.key else flat)[:SAID]

    def _told(self, said: str) -> dict[str, Any]:
        try:
            told = json.loads(said)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict) or not isinstance(told.get("type"), str):
            raise RenderError(f"{self._server.name}: a message is no JSON object with a type: {self.clean(said[:SAID])!r}")
        return told

    def _closed(self, error: Any) -> RenderError:
        """What to tell of a connection that is closed."""
        name = self._server.name
        if error.sent is not None and error.sent.code == 1009 and error.rcvd_then_sent is not True:
            return RenderError(f"{name}: a message is larger than {self._server.max_bytes // QUEUED:,} bytes")
        if error.rcvd is None:
            return Unreachable(f"{name}: the connection was cut off")
        told = f"{name}: the server closed the connection: {error.rcvd.code} {self.clean(error.rcvd.reason)}".rstrip()
        return Refused(told) if error.rcvd.code in NEVER else Unreachable(told)
