"""The web player's files, and the two addresses that open it."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from playhead import assets
from playhead.errors import NotFound, PlayheadError
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
    """The player; for a film that is not on it says so itself, to a browser, and answers 404 all the same."""
    house: House = request.app.state.house
    status = 200
    if "film" in request.path_params:
        try:
            house.film(request.path_params["film"])
        except NotFound:
            if "text/html" not in request.headers.get("accept", ""):
                raise
            status = 404
    try:
        index = assets.path("web/index.html")
    except PlayheadError as error:
        return problem(503, f"the web player is not built: {error}")
    return FileResponse(index, status, headers={"Cache-Control": "no-cache", **SAFE}, media_type="text/html")


SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob: data:; "
        "worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'"
    ),
}
ROUTES = [
    Route("/", page, methods=["GET", "HEAD"]),
    Route("/watch/{film}", page, methods=["GET", "HEAD"]),
    Mount("/assets", Hashed(directory=assets.ROOT / "web" / "assets", check_dir=False)),
]
