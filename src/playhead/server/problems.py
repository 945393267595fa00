"""Errors as application/problem+json (RFC 9457), each with one clear line."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playhead.errors import PlayheadError
from playhead.server.templates import template_of

LOGGER = logging.getLogger(__name__)


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An answer that says in one line what is wrong."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


async def on_playhead_error(_request: Request, error: Exception) -> Response:
    """Our own errors carry their status and their line."""
    assert isinstance(error, PlayheadError)
    headers = {"Retry-After": "10"} if error.status in (429, 503, 507) else None
    return problem(error.status, str(error), headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Unknown addresses and methods, and bodies that cannot be read."""
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if detail == HTTPStatus(error.status_code).phrase:  # nobody has said more yet
        detail = {404: f"there is nothing at {request.url.path[:80]!r}", 405: f"{request.method} is not possible here"}.get(error.status_code, detail)
    return problem(error.status_code, detail, dict(error.headers or {}))


async def on_invalid(_request: Request, error: Exception) -> Response:
    """A request body that does not fit: the first thing wrong with it, and where."""
    first: dict[str, Any] = next(iter(getattr(error, "errors", list)()), {})
    if first.get("type") == "json_invalid":
        return problem(422, f"the body is not JSON: {first.get('ctx', {}).get('error', 'it cannot be read')}")
    if first.get("type") == "model_attributes_type":
        return problem(422, "the body must be a JSON object, sent with Content-Type: application/json")
    where = ".".join(str(part) for part in first.get("loc", ()) if part != "body")
    return problem(422, f"{where}: {first.get('msg', 'is not as it should be')}" if where else str(first.get("msg", "bad request")))


async def on_defect(request: Request, error: Exception) -> Response:
    """A defect of ours: logged with its trace, told without."""
    # The address itself may hold a token.
    LOGGER.error("%s %s failed", request.method, template_of(request.scope), exc_info=error)
    return problem(500, "the engine failed at this; its log says why")
