"""The application with what every request goes through before it; what is asked most goes through nothing else."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send


class Fronted(FastAPI):
    """FastAPI behind a `front`, which leads to `behind` what is not for it to answer."""

    front: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] == "http" and self.front is not None:
            scope["app"] = self
            await self.front(scope, receive, send)
        else:
            await self.behind(scope, receive, send)

    async def behind(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application itself, with its own layers and routing."""
        await super().__call__(scope, receive, send)
