"""Names as authors write them: compared without case, spaces and punctuation, and guessed where they are misspelt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable


def slug(name: str) -> str:
    """A name as written in ids and addresses.

    >>> slug("The Lamp dies!")
    'the-lamp-dies'
    """
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The end of a message that names the known word nearest to `word`; "" if none is near.

    >>> did_you_mean("tensoin", ("tension", "weight"))
    "; did you mean 'tension'?"
    """
    near = difflib.get_close_matches(word.lower(), sorted(set(known)), n=1, cutoff=cutoff)
    return f"; did you mean {near[0]!r}?" if near else ""
