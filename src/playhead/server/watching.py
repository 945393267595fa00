"""Every request is counted and timed, and what is logged for it carries its screening's id."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playhead.logs import Subject, subject
from playhead.screening import Screening
from playhead.server.limits import token_of
from playhead.server.metrics import Metrics
from playhead.server.templates import template_of


class Watching:
    """ASGI middleware, the outermost; `find` gives the open screening of a token. Times by `now_s`, a clock that only goes on."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, find: Callable[[str], Screening | None], now_s: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._find = find
        self._now_s = now_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        metrics = self._metrics
        began_s = self._now_s()
        path: str = scope["path"]
        token = token_of(path)
        screening = self._find(token) if token else None
        for_whom = subject.set(Subject(screening.row.id, screening.viewer) if screening is not None else None)
        kind = "event stream" if token and path.endswith("/events") else "request"

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                waited = bool(scope.get("waited"))
                metrics.answer(template_of(scope), scope["method"], message["status"], self._now_s() - began_s, waits=waited)
            elif message["type"] == "http.response.body":
                metrics.sent(len(message.get("body", b"")))
            await send(message)

        metrics.under_way[kind] += 1
        try:
            await self._app(scope, receive, told)
        finally:
            metrics.under_way[kind] -= 1
            subject.reset(for_whom)
