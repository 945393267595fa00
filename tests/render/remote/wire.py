"""Servers of this machine that do as a test says: over HTTP, and over a WebSocket."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
from tests.render.neural.staged import SIZE
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from playhead.render.remote.call import Caller
from playhead.render.remote.clip import film_of
from playhead.render.remote.server import Server
from playhead.render.renderer import Pictures

KEY = "sk-a-secret-of-the-owner"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Wire:
    """An HTTP server. `answers` are what it does at a method and path, one request after another, the last with all that follow."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.released = threading.Event()  # what is slow waits for it
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                where = f"{self.command} {self.path.partition('?')[0]}"
                outer.asked.append((f"{self.command} {self.path}", {name.lower(): value for name, value in self.headers.items()}, body))
                answers = outer.answers.get(where)
                if answers is None:
                    give(b"{}", 404)(self)
                else:
                    (answers.pop(0) if len(answers) > 1 else answers[0])(self)

            do_GET = do_POST = _do  # noqa: N815  the standard library's names

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        self.machine = {"url": self.url, "key": KEY, "answer_s": 5.0, "connect_s": 2.0}

    def close(self) -> None:
        self.released.set()
        self.http.shutdown()
        self.http.server_close()

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _, _ in self.asked]


def give(data: bytes | dict[str, Any], status: int = 200, length: int | None = None, **headers: str) -> Answer:
    """An answer; with `length`, one that says it is so long."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if not isinstance(data, bytes):
            handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def silent(wire: Wire) -> Answer:
    """No answer, as long as the test lasts."""
    return lambda _: wire.released.wait(20) and None


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


def caller(server: Server, clock: Clock | None = None, pick: float = 0.5) -> Caller:
    """A caller on a clock of the test's."""
    clock = clock or Clock()
    return Caller(server, clock.sleep, lambda: pick, clock)


def fades(count: int) -> Pictures:
    """Pictures that are told apart by how light they are: eight steps between each two."""
    out = np.zeros((count, SIZE.height, SIZE.width, 3), np.uint8)
    out += (np.arange(count, dtype=np.uint8) * 8 % 240)[:, None, None, None]
    return out


def film(count: int) -> bytes:
    """So many of these as an MP4."""
    return film_of(fades(count))


def steps(pictures: Pictures) -> list[int]:
    """Which of `fades` these are."""
    return [round(float(picture.mean()) / 8) for picture in pictures]


Play = Callable[[ServerConnection], None]


class Socket:
    """A WebSocket server; `plays` are what it does with one connection after another, the last with all that follow."""

    def __init__(self) -> None:
        self.plays: list[Play] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.heard: list[dict[str, Any]] = []
        self.problems: list[BaseException] = []  # of a play itself: a test is to look
        self.released = threading.Event()

        def handler(connection: ServerConnection) -> None:
            assert connection.request is not None
            self.paths.append(connection.request.path)
            self.keys.append(connection.request.headers.get("authorization"))
            play = self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]
            try:
                play(connection)
            except ConnectionClosed:
                pass
            except BaseException as error:
                self.problems.append(error)
                raise

        self.server = serve(handler, "127.0.0.1", 0, compression=None)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"ws://127.0.0.1:{self.server.socket.getsockname()[1]}"
        self.machine = {"url": self.url, "key": KEY, "answer_s": 5.0, "connect_s": 2.0, "tries": 1}

    def hear(self, connection: ServerConnection) -> dict[str, Any]:
        """The next message."""
        said: dict[str, Any] = json.loads(connection.recv(timeout=5))
        self.heard.append(said)
        return said

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()


def say(connection: ServerConnection, **message: Any) -> None:
    """Send a message."""
    connection.send(json.dumps(message))
