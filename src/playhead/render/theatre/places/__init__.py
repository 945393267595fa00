"""Places as sets of paper: `build(place, light)` makes the layers of any place, in any light, from its words alone.

Each kind of place is one function, registered with `@registry.place("kind")` in a module of this package named
`outdoors_*` or `indoors_*`; all such modules are imported here. A kind nobody paints falls back to "land" or "room".
"""

from __future__ import annotations

import importlib
import pkgutil

from playhead.render.theatre.places.registry import build, painted

for _found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
    if _found.name.startswith(("outdoors_", "indoors_")):
        importlib.import_module(f"{__name__}.{_found.name}")

__all__ = ["build", "painted"]
