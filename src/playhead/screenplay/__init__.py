"""Screenplays: Fountain and Final Draft files read to elements that know their line and column, written back to the byte."""

from __future__ import annotations

from pathlib import Path

from playhead.errors import NotFound, ScreenplayError
from playhead.screenplay.elements import Element, Kind, Note, Problem, Screenplay
from playhead.screenplay.fdx import parse_fdx
from playhead.screenplay.fountain import parse, write

__all__ = ["Element", "Kind", "Note", "Problem", "Screenplay", "load", "parse", "parse_fdx", "write"]


def load(path: Path) -> Screenplay:
    """The screenplay in the file at `path`, read by its ending.

    Raises NotFound for a missing file, ScreenplayError for one that cannot be read.
    """
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}: no such file: name a .fountain or .fdx file, or a folder with one") from None
    except OSError as error:
        raise ScreenplayError(f"cannot be read: {error.strerror}", path=str(path)) from None
    return parse_fdx(source, str(path)) if path.suffix.lower() == ".fdx" else parse(source, str(path))
