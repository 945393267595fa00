"""The HTTP surface: films, screenings, playlists, segments, events, and the pages of the web player.

`create_app` makes the ASGI application, `serve` runs it. Playlists and media are plain routes, the rest FastAPI; errors are
problem+json with one clear line.
"""

from playhead.server.app import create_app
from playhead.server.house import House
from playhead.server.programme import Film, find_films
from playhead.server.run import serve

__all__ = ["Film", "House", "create_app", "find_films", "serve"]
