"""The template of the route that answers a request: what may be told of an address that holds a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

Templates = Mapping[object, str]


def templates_of(routes: Iterable[BaseRoute]) -> Templates:
    """The routes' templates by what answers them."""
    found: dict[object, str] = {}
    for route in routes:
        if isinstance(route, Route):
            found[route.endpoint] = route.path
        elif isinstance(route, Mount):
            found[route.app] = f"{route.path}/{{path}}"
    return found


def template_of(scope: Scope) -> str:
    """The template of the route that a request was led to; "nowhere" when there is none."""
    known: str | None = getattr(scope.get("route"), "path", None)
    if known is not None:
        return known
    state: Any = scope["app"].state
    templates: Templates = state.templates
    return templates.get(scope.get("endpoint"), "nowhere")
