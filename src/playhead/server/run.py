"""Run the server until it is told to stop: one line when it is ready, one when a port is taken, no trace at the end."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import errno
import gc
import logging
import resource
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import uvicorn

from playhead import logs
from playhead.errors import BadInput, PlayheadError, PortInUse
from playhead.server.app import create_app
from playhead.server.drain import watching
from playhead.server.house import House
from playhead.server.programme import Film
from playhead.settings import Settings

LOGGER = logging.getLogger(__name__)
GRACE_S = 3
KEEP_ALIVE_S = 65
"""Longer than a player is silent on any of its connections, so that it need not open another, nor finds one closed as it asks."""
FILES_MAX = 65_536
GARBAGE = (10_000, 1, 1_000)
"""How many new objects have garbage looked for among them, after how many such looks once more among those that were left, and after how many of these
among all. Each look holds everybody up: often among few is 20 ms, among what gathers in minutes, or among all that hundreds of screenings keep,
half a second. Screenings let go of themselves; what is left for the last look is a megabyte an hour."""
SWITCH_S = 0.001
"""How long a thread that writes events, or makes a still, may keep the interpreter from the one that answers."""


class _Server(uvicorn.Server):
    """Tells when it listens. SIGTERM lets those who watch play on first, Ctrl-C ends it gently, a second of either at once.

    `draining` waits until nobody watches any more, or until it is given up; `on_stopping` is called when connections must end.
    """

    def __init__(
        self, config: uvicorn.Config, on_started: Callable[[], None], draining: Callable[[], Awaitable[None]], on_stopping: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._on_started = on_started
        self._draining = draining
        self._on_stopping = on_stopping
        self._loop: asyncio.AbstractEventLoop | None = None
        self._drain: asyncio.Task[None] | None = None
        self._told = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        if not self.should_exit:
            self._on_started()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """As uvicorn's, but the signal is not raised again at the end: ending is what was asked for."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        """Once: finish what is being answered. Twice: now."""
        if self.should_exit:
            self.force_exit = True
        if sig == signal.SIGTERM and self.started and not self._told and self._loop is not None:
            self._told = True
            self._loop.call_soon_threadsafe(self._begin_drain)
            return
        self._end()

    def _begin_drain(self) -> None:
        self._drain = asyncio.create_task(self._play_out(), name="drain")

    async def _play_out(self) -> None:
        try:
            await self._draining()
        finally:
            self._end()

    def _end(self) -> None:
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._on_stopping)


def serve(
    settings: Settings,
    films: Mapping[str, Film],
    *,
    folders: Sequence[Path] = (),
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> int:
    """Serve `films` at the settings' host and port (0: any free one) until SIGINT or SIGTERM; then 0.

    In `folders` films that are added or taken away come on and go off while it serves. `on_ready` is called with the page's address once it answers; without it, the address is printed.
    Raises PortInUse, BadInput.
    """
    _allow_connections()
    listener = listen(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    page = f"http://{shown}:{port}/" + (f"watch/{quote(next(iter(films)), safe='')}" if len(films) == 1 else "")

    def started() -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        sys.setswitchinterval(SWITCH_S)
        (on_ready or _ready)(page)
        _say(f"Watching {_watched(films, folders)}: what you save goes on in the film that is playing")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(page,), daemon=True).start()

    async def draining() -> None:
        house: House = app.state.house
        watched = watching(house)
        if watched and settings.drain_s:
            _say(f"Ending when {_viewers(watched)} stopped watching, in {settings.drain_s} s at most (a second SIGTERM ends at once)")
        left = await app.state.drain.wait_played_out(house, settings.drain_s)
        LOGGER.info("stopping: %d of %d screenings were still being watched", left, watched)

    def stopping() -> None:
        house: House | None = getattr(app.state, "house", None)
        if house is not None:
            house.begin_closing()

    # Where the others reach this one; only it knows its port when it took any.
    settings = dataclasses.replace(settings, address=settings.address or f"http://{shown}:{port}")
    app = create_app(settings, films, say=_say, folders=folders)
    config = uvicorn.Config(
        app,
        log_config=None,  # as everything else is logged
        log_level="warning",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        server_header=False,
    )
    server = _Server(config, started, draining, stopping)
    app.state.connections = lambda: len(server.server_state.connections)
    log = logging.getLogger("uvicorn.error")
    log.addFilter(_quiet_start)
    try:
        with logs.writing(settings.log, settings.log_level), contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
            server.run([listener])
    except SystemExit:  # how uvicorn says that it could not start
        failure: Exception | None = getattr(app.state, "failure", None)
        raise failure or PlayheadError("the server could not start; its log says why") from None
    finally:
        log.removeFilter(_quiet_start)
    return 0


def _allow_connections() -> None:
    """Take as many open files as this process may have: each connection is one, and many systems begin with 1024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_MAX if hard == resource.RLIM_INFINITY else min(FILES_MAX, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _quiet_start(record: logging.LogRecord) -> bool:
    """Whether to log: not uvicorn's trace of a start that failed, whose error is raised instead."""
    told = record.getMessage()
    return not (told.startswith("Traceback") or "Application startup failed" in told)


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises PortInUse when it is taken, BadInput when there is no such address."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (socket.gaierror, OverflowError) as error:
        raise BadInput(f"cannot listen at {host}, port {port}: {error}") from None
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(f"port {port} at {host} is taken: choose another with --port, or 0 for any that is free") from None
        raise BadInput(f"cannot listen at {host}, port {port}: {error.strerror}") from None
    return listener


def _ready(page: str) -> None:
    _say(f"Playing at {page}  (Ctrl-C ends)")


def _viewers(count: int) -> str:
    return "the one viewer has" if count == 1 else f"the {count} viewers have"


def _watched(films: Mapping[str, Film], folders: Sequence[Path]) -> str:
    """What is watched for edits, in words."""
    if folders and all(any(folder in film.path.parents for folder in folders) for film in films.values()):
        return ", ".join(map(str, folders))
    return str(next(iter(films.values())).path) if len(films) == 1 else f"the scripts of {len(films)} films"


def _say(line: str) -> None:
    print(line, flush=True)
