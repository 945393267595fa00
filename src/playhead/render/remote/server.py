"""A server as this machine's settings describe it: `[renderers.NAME]` with `url`, `key` and limits."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playhead.errors import BadInput

MEBI = 1 << 20
STREAMS = ("ws", "wss", "http", "https")
"""How the address of a server that streams over a WebSocket may begin."""
RUNWAY_URL = "https://api.dev.runwayml.com"
NO_RUNWAY = "runwayml is not installed: pip install 'playhead[remote]'"
NO_WEBSOCKETS = "websockets is not installed: pip install 'playhead[remote]'"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a renderer's server is, and how long and how much it is listened to. Times in seconds; `whole_s` is for all of a shot."""

    name: str
    url: str
    key: str = ""
    connect_s: float = 5.0
    answer_s: float = 30.0
    whole_s: float = 600.0
    poll_s: float = 2.0
    tries: int = 3
    max_bytes: int = 256 * MEBI

    def __repr__(self) -> str:
        """Without the key."""
        return f"Server({self.name!r}, {self.url!r})"


NUMBERS = ("connect_s", "answer_s", "whole_s", "poll_s", "tries", "max_bytes")


def server_of(name: str, machine: Mapping[str, Any], *, schemes: tuple[str, ...] = ("http", "https"), url: str = "", needs_key: bool = False) -> Server:
    """The server that the settings describe; `url` is where it is when they say nothing. Raises BadInput in one line."""
    at = machine.get("url", url)
    where = f"[renderers.{name}]"
    if not at:
        raise BadInput(f"it has no server: set url in {where} of the settings file")
    if not isinstance(at, str) or not re.match(rf"(?:{'|'.join(schemes)})://[^\s/]+", at):
        raise BadInput(f"url in {where} must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}, not {str(at)[:60]!r}")
    key = machine.get("key", "")
    if not isinstance(key, str) or (needs_key and not key):
        raise BadInput(f"it has no key: set key in {where} of the settings file")
    told: dict[str, Any] = {}
    for number in NUMBERS:
        value = machine.get(number)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise BadInput(f"{number} in {where} must be a number above 0, not {str(value)[:40]!r}")
        told[number] = int(value) if number in ("tries", "max_bytes") else float(value)
    return Server(name, at.rstrip("/"), key, **told)


def why_not(name: str, machine: Mapping[str, Any], **given: Any) -> str:
    """Why the settings do not do; "" if they do."""
    try:
        server_of(name, machine, **given)
    except BadInput as error:
        return str(error)
    return ""


def stream_why_not(name: str, machine: Mapping[str, Any]) -> str:
    """Why a server that streams over a WebSocket cannot be asked from here; "" if it can."""
    return why_not(name, machine, schemes=STREAMS) or ("" if importlib.util.find_spec("websockets") else NO_WEBSOCKETS)


def runway_why_not(name: str, machine: Mapping[str, Any]) -> str:
    """Why Runway cannot be asked from here; "" if it can."""
    return why_not(name, machine, url=RUNWAY_URL, needs_key=True) or ("" if importlib.util.find_spec("runwayml") else NO_RUNWAY)
