"""Every error a user can cause; each says what, where, and what to do."""

from __future__ import annotations


class PlayheadError(Exception):
    """The root: one line for the user, no trace.

    Children are also the fitting builtin, so that `except ValueError` keeps working.
    """

    status: int = 500  # what the HTTP surface answers with


class NotFound(PlayheadError, LookupError):
    """A film, screening or segment that is not here."""

    status = 404


class BadInput(PlayheadError, ValueError):
    """A file, option or request body that cannot be used as it is."""

    status = 400


class ScreenplayError(BadInput):
    """A screenplay that cannot be played; `line` and `column` count from 1, 0 means the whole file."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, column: int = 0) -> None:
        where = path + (f":{line}:{column}" if line else "")
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column


class StoreFull(PlayheadError, OSError):
    """The disk or the store's cap leaves no room for what is being made."""

    status = 507


class FarmError(PlayheadError, RuntimeError):
    """A job that could not be done by any worker."""

    status = 503


class RenderError(PlayheadError, RuntimeError):
    """A renderer cannot make what it was asked for."""

    status = 503


class Refused(RenderError):
    """A model's server will not make this, however often it is asked: its content, or the request itself."""


class Unreachable(RenderError, ConnectionError):
    """A model's server did not answer, or not in time, or is overloaded; it may later."""


class PortInUse(PlayheadError, OSError):
    """The address the server was asked to listen on is taken."""
