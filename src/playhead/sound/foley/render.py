"""From a foley's name to its sound in its place, at level."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from playhead.shots.shot import Place
from playhead.sound.cache import Samples
from playhead.sound.dsp import RATE, at_level, generator
from playhead.sound.foley.act import Act
from playhead.sound.foley.creature import CREATURES
from playhead.sound.foley.machine import MACHINES
from playhead.sound.foley.step import STEPS
from playhead.sound.foley.thing import THINGS
from playhead.sound.space import placed, space_of

_MAKERS: dict[str, Callable[[Act], Samples]] = {**STEPS, **THINGS, **MACHINES, **CREATURES}
NAMES = tuple(_MAKERS)
# Level of the loudest 100 ms, dBFS; a name not here is at -24.
_LEVELS = {
    "footsteps": -29, "run": -26, "paper": -32, "cloth": -36, "cup": -29, "clock": -34, "switch": -30, "keys": -30, "typing": -30,
    "thunder": -19, "gunshot": -15, "horn": -20, "knock": -22, "door close": -23, "thud": -21, "glass": -22, "applause": -23,
    "crowd": -28, "heartbeat": -24, "bird": -30, "fire": -30, "radio": -30, "rope": -33, "drop": -30, "pour": -30, "match": -28,
    "engine": -25, "creak": -29, "beep": -29, "phone": -25, "bell": -23, "wind up": -28, "wind down": -28, "whistle": -25,
}  # fmt: skip


def render(name: str, ticks: int, seed: int, place: Place | None, weather: str, pan: float) -> Samples:
    """That foley over `ticks`, (n, 2) float32 at level, in the room it is made in; an unknown name is a soft thud.

    What goes on (steps, an engine, a fire) fills the ticks; what happens once takes as long as it takes.
    """
    rng = generator("foley", name, seed)
    act = Act(rng, max(min(ticks, 120 * RATE), 1), surface_of(place, weather))
    make = _MAKERS.get(name, THINGS["thud"])
    level = _LEVELS.get(name, -24)
    dry = at_level(make(act), level)
    fade = min(len(dry), 480)
    dry[len(dry) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return placed(dry, pan, space_of(place))


_SURFACES = {
    "wood": ("kitchen", "living room", "bedroom", "cabin", "attic", "stage", "shop", "cafe", "library", "classroom", "workshop", "harbour", "room"),
    "stone": (
        "church", "hall", "cellar", "cell", "corridor", "court", "street", "alley", "platform", "market", "bathroom", "hospital", "laboratory",
        "bridge", "rooftop", "ruin", "cave", "village", "office",
    ),
    "metal": ("spaceship", "lamp room", "stairs", "train"),
    "gravel": ("road", "cliff", "mountain", "graveyard", "yard", "river"),
    "grass": ("field", "park", "garden", "farm", "land", "forest", "jungle"),
    "sand": ("beach", "desert"),
    "snow": ("snowfield",),
}  # fmt: skip


@functools.lru_cache(maxsize=256)
def surface_of(place: Place | None, weather: str = "") -> str:
    """What one walks on there."""
    if place is None:
        return "wood"
    if weather == "snow" and not place.interior:
        return "snow"
    for surface, kinds in _SURFACES.items():
        if place.kind in kinds:
            return surface
    return "wood" if place.interior else "gravel"
