"""Who may see how the server does: whoever has its key; where no key is set, this machine."""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.requests import Request
from starlette.responses import Response

from playhead.server.limits import here
from playhead.server.problems import problem

ASK = {"WWW-Authenticate": 'Basic realm="Playhead", charset="UTF-8"', "Cache-Control": "no-store"}


def refusal(request: Request, key: str) -> Response | None:
    """None when the request may see; else the answer that says what is missing.

    The key is a Bearer token, or the password of HTTP's Basic scheme under any name, for which a browser asks by itself.
    """
    if key:
        given = _given(request.headers.get("authorization", ""))
        if given is not None and hmac.compare_digest(given.encode(), key.encode()):
            return None
        return problem(401, "this is for the server's owner: the password is the setting operate_key", ASK)
    client = request.client
    # A name with a dot that leads here is somebody's page asking in its visitor's place.
    host = (request.url.hostname or "").lower()
    if client is not None and here(client.host) and ("." not in host or here(host)):
        return None
    return problem(403, "only the server's own machine may see this: to see it from elsewhere set PLAYHEAD_OPERATE_KEY")


def _given(header: str) -> str | None:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None
