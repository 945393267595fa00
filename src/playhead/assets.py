"""Files that set-up fetches and the engine needs: fonts, the soundfont, the built player."""

from __future__ import annotations

from pathlib import Path

from playhead.errors import PlayheadError

ROOT = Path(__file__).parent / "_assets"


def path(name: str) -> Path:
    """The file of that name, such as `fonts/source-sans-3-400.woff`.

    Raises PlayheadError when set-up has not put it there.
    """
    found = ROOT / name
    if not found.exists():
        raise PlayheadError(f"{name} is missing from the installation: run `make setup`")
    return found
