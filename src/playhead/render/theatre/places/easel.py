"""An easel: gathers the layers, lights and moving parts of one place in one light, and tints papers to that light."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import skia

from playhead.canonical import seed_of
from playhead.render.theatre.places.brush import mix, times
from playhead.render.theatre.scene import Color, Glow, Layer, Light, Moving, Seat, Set
from playhead.shots.shot import Place

AMBIENT: dict[str, Color] = {"morning": (255, 234, 206), "day": (255, 252, 244), "evening": (250, 186, 156), "night": (84, 98, 172)}
"""The colour of daylight on paper by time of day; the light's own colours are mixed in by `Easel.tone`."""

GLOOM = {"clear": 1.0, "cloud": 0.9, "rain": 0.76, "snow": 0.96, "mist": 0.94, "storm": 0.6}
"""How bright the same paper is by weather."""

STAGE = 1040
"""Where the ground and what lies on it is put: with the second row, where performers mostly stand and all sit, so that a
dolly keeps feet and seats together. Painters say 1000."""


def standing(distance: int) -> int:
    """A painter's distance as it is put: 1000 becomes `STAGE`."""
    return STAGE if distance == 1000 else distance


class Easel:
    """Where a place is put together. Chance is drawn by tag from the place's name alone, so light never moves a tree."""

    def __init__(self, place: Place, light: Light) -> None:
        self.place = place
        self.light = light
        self.layers: list[Layer] = []
        self.glows: list[Glow] = []
        self.movings: list[Moving] = []
        self.seats: list[Seat] = []
        self._later: list[Callable[[], None]] = []
        self.dark = light.time in ("evening", "night")
        self.night = light.time == "night"
        self.low = light.time in ("morning", "evening")
        self.wet = light.weather in ("rain", "storm")
        self.white = light.weather == "snow" or "snow" in place.features
        self.foggy = light.weather in ("mist", "snow")
        self.wind = 1.0 if light.weather == "storm" else 0.45 if light.weather == "rain" else 0.2

    def rng(self, tag: str) -> np.random.Generator:
        """A generator that depends on the place's kind and name and on the tag."""
        return np.random.default_rng(seed_of("place", self.place.kind, self.place.name, tag))

    def pick(self, tag: str, n: int) -> int:
        """0..n-1, fixed for this place and tag: which of several compositions."""
        return int(self.rng(tag).integers(n))

    def has(self, *features: str) -> bool:
        """Whether the script names any of these here."""
        return any(feature in self.place.features for feature in features)

    def lit(self, color: Color) -> Color:
        """`color` in the light of the hour and weather, near by."""
        return times(color, AMBIENT[self.light.time], GLOOM[self.light.weather])

    def tone(self, color: Color, distance: int = 1000, keep: float = 0.76) -> Color:
        """`color` in this light at a distance; `keep` is how much of it stands against the light's own ground colour."""
        return self.air(mix(self.light.ground, self.lit(color), keep), distance)

    def air(self, color: Color, distance: int) -> Color:
        """`color` faded by the air up to a distance.

        The light's own fade is for thousandths of the stage's depth; a landscape keeps more colour, so it is taken
        at less than half the way.
        """
        return self.light.paper(color, 1000 + max(0, distance - 1000) * 30 // 100)

    def ink(self, distance: int = 700, amount: float = 0.0, color: Color = (20, 24, 30)) -> Color:
        """The dark paper of what is near, faded by distance; `amount` mixes in a lit colour."""
        return self.air(mix(self.light.ink, self.lit(color), amount), distance)

    def edge(self, distance: int = 1000) -> Color:
        """The colour of an edge that the light catches."""
        return self.air(self.light.key, distance)

    def toward(self, x: float, y: float, length: float = 1.0) -> tuple[float, float]:
        """The direction from a point to the key light, `length` long."""
        dx, dy = self.light.key_x - x, self.light.key_y - y
        far = math.hypot(dx, dy) or 1.0
        return dx / far * length, dy / far * length

    @property
    def side(self) -> int:
        """1 where the light comes from the right, -1 from the left."""
        return 1 if self.light.key_x >= 424 else -1

    @property
    def rim(self) -> float:
        """How strong lit edges are, 0..1."""
        return 0.25 + 0.6 * self.light.strength / 1000

    def layer(self, distance: int, draw: Callable[[skia.Canvas], None], blur: int = 0) -> None:
        """Put a layer before those already there at the same distance."""
        self.layers.append(Layer(draw, standing(distance), blur))

    def glow(self, x: float, y: float, radius: float, distance: int = 1500, color: Color | None = None, flicker: int = 0) -> None:
        """A light that shines; by default in the colour of lamps."""
        self.glows.append(Glow(round(x), round(y), round(radius), color or self.light.lamp, standing(distance), flicker))

    def moving(
        self, distance: int, bounds: tuple[float, float, float, float], draw: Callable[[skia.Canvas, int], None], every: int = 2, screen: bool = False,
    ) -> None:
        """A part that moves by itself within `bounds`."""
        left, top, right, bottom = bounds
        box = (math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))
        self.movings.append(Moving(draw, box, standing(distance), every, screen))

    def seat(self, x: float, y: float, facing: int = 0) -> None:
        """Somewhere to sit; draw it too."""
        self.seats.append(Seat(round(x), round(y), facing))

    def later(self, put: Callable[[], None]) -> None:
        """Call `put` when all else stands: for what lies on the stage's own ground."""
        self._later.append(put)

    def finish(
        self, ground: tuple[int, int] = (432, 380), water: tuple[int, int, int, int] | None = None, water_distance: int = 9000,
    ) -> Set:
        """The set: layers sorted from back to front, those of equal distance in the order they were put."""
        for put in self._later:
            put()
        layers = tuple(sorted(self.layers, key=lambda layer: -layer.distance))
        return Set(layers, ground=ground, seats=tuple(self.seats), water=water, water_distance=water_distance, glows=tuple(self.glows), moving=tuple(self.movings))
