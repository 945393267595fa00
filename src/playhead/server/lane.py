"""The lane of what is asked most: every player asks for these each second, so they do without the layers the rest goes through.

They are the same routes that the application has; what is unusual about a request, a method or a body that does not fit,
is left to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playhead.errors import PlayheadError
from playhead.server import list_routes, media_routes, problems, screening_routes
from playhead.server.bodies import Heartbeat


class Unusual(Exception):
    """A request that is for the application to answer; `body` is what was read of it."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


class Lane:
    """ASGI middleware, the innermost, before the application with its own layers and routing."""

    def __init__(self, app: ASGIApp, routes: Sequence[Route]) -> None:
        self._app = app
        self._routes: dict[str, list[Route]] = {}  # by shape: matching is dear
        for route in routes:
            self._routes.setdefault(shape(route.path), []).append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and scope["path"].startswith(("/s/", "/m/")):
            for route in self._routes.get(shape(scope["path"]), ()):
                match, found = route.matches(scope)
                if match is Match.FULL:
                    scope.update(found)
                    scope["route"] = route  # for who counts answers
                    await self._answer(route, scope, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _answer(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        try:
            response: Response = await route.endpoint(request)
        except PlayheadError as error:
            response = await problems.on_playhead_error(request, error)
        except Unusual as unusual:
            body: Message = {"type": "http.request", "body": unusual.body, "more_body": False}
            first = True

            async def again() -> Message:
                nonlocal first
                if first:
                    first = False
                    return body
                return await receive()

            await self._app(scope, again, send)
            return
        except ClientDisconnect:
            return
        except Exception as error:
            response = await problems.on_defect(request, error)
        await response(scope, receive, send)


def shape(path: str) -> str:
    """What an address and the template of its route have in common.

    >>> shape("/s/abc/picture-720.m3u8") == shape("/s/{token}/picture-{height}.m3u8")
    True
    >>> shape("/m/0123.m4s") == shape("/m/{name:str}.{ending:str}")
    True
    """
    if path.startswith("/m/"):
        return "/m/"
    last = path[path.rfind("/") + 1 :]
    return last[:1] + last[-4:] if last.endswith("m3u8") else last[-4:]


async def heartbeat(request: Request) -> Response:
    """A player's heartbeat, where it is as it should be."""
    body = await request.body()
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Unusual(body)
    try:
        beat = Heartbeat.model_validate_json(body)
    except ValidationError:
        raise Unusual(body) from None
    return JSONResponse(await screening_routes.playhead(request, request.path_params["token"], beat))


ROUTES = [
    *media_routes.ROUTES,
    Route("/s/{token}/playhead", heartbeat, methods=["POST"]),
    *list_routes.ROUTES,
]
