"""Looks: what the network's twenty-six styles are called here, and how a film chooses one or blends some."""

from __future__ import annotations

import difflib
import re

import numpy as np
from numpy.typing import NDArray

from playhead.errors import BadInput

STYLES = (
    "pastel", "blocks", "charcoal", "shards", "woodcut", "impasto", "seeds", "fauve", "pencil", "mosaic", "rust", "etching", "impression",
    "folk", "porcelain", "glass", "crayon", "weave", "batik", "starry", "ember", "cutout", "cubist", "romantic", "wave", "tapestry",
)
"""Names of ours, in the network's order, which has numbers only."""
MIXED = {
    "oil": {"impasto": 0.5, "impression": 0.3, "romantic": 0.2},
    "gouache": {"impression": 0.6, "pastel": 0.4},
    "nocturne": {"starry": 0.6, "romantic": 0.4},
    "print": {"wave": 0.7, "etching": 0.3},
}
"""Blends that are good in most light."""
DEFAULT = "oil"
_PART = re.compile(r"([a-z]+)(?:\s*[: ]\s*(\d*\.?\d+))?")


def weights_of(look: str) -> NDArray[np.float32]:
    """The network's weights, (26,), for a look: a name, or names with shares ("wave 0.7, pastel 0.3").

    Raises BadInput for a name there is not.
    """
    weights = np.zeros(len(STYLES), np.float32)
    for part in look.lower().split(","):
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise BadInput(f'look must be a name, or names with shares such as "wave 0.7, pastel 0.3", not {look[:60]!r}')
        name, share = found[1], float(found[2] or 1.0)
        for style, within in (MIXED.get(name) or {name: 1.0}).items():
            if style not in STYLES:
                known = sorted((*MIXED, *STYLES))
                near = difflib.get_close_matches(style, known, 1)
                raise BadInput(f"there is no look {style[:30]!r}" + (f"; {near[0]!r} is one" if near else f": there are {', '.join(known)}"))
            weights[STYLES.index(style)] += share * within
    if weights.sum() <= 0:
        raise BadInput(f"the shares of look {look[:60]!r} come to nothing")
    return np.asarray(weights / weights.sum(), np.float32)
