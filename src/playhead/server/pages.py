"""The web player's files, and the two addresses that open it."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from playhead import assets
from playhead.errors import PlayheadError
from playhead.server.house import House
from playhead.server.problems import problem


class Hashed(StaticFiles):
    """Files whose names hold their hash may be kept for ever."""

    def file_response(self, full_path: str | Path, stat_result: object, scope: Scope, status_code: int = 200) -> Response:  # type: ignore[override]
        """A file, immutable."""
        response = super().file_response(full_path, stat_result, scope, status_code)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


async def page(request: Request) -> Response:
    """The player; for `/watch/{film}` only if the film is on."""
    house: House = request.app.state.house
    if "film" in request.path_params:
        house.film(request.path_params["film"])
    try:
        index = assets.path("web/index.html")
    except PlayheadError as error:
        return problem(503, f"the web player is not built: {error}")
    return FileResponse(index, headers={"Cache-Control": "no-cache", **SAFE}, media_type="text/html")


SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        "worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'"
    ),
}
ROUTES = [
    Route("/", page, methods=["GET", "HEAD"]),
    Route("/watch/{film}", page, methods=["GET", "HEAD"]),
    Mount("/assets", Hashed(directory=assets.ROOT / "web" / "assets", check_dir=False)),
]
