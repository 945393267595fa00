"""Landmarks: what a script names beside the place itself, put where a place has room for it."""

from __future__ import annotations

from collections.abc import Callable

from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.places.maritime import lighthouse
from playhead.render.theatre.places.named import (
    bench,
    car,
    castle,
    church,
    cross,
    fire,
    flag,
    house,
    lamp,
    moored,
    rails,
    ship,
    train,
    tree,
    well,
)

Painter = Callable[[Easel, float, float], None]


NAMED: tuple[tuple[tuple[str, ...], Painter, str], ...] = (
    (("ship",), ship, "far"), (("castle", "tower", "palace"), castle, "far"), (("church",), church, "far"), (("train",), train, "far"),
    (("house", "home", "cottage", "cabin"), house, "left"), (("tree", "oak"), tree, "right"), (("well",), well, "right"),
    (("car",), car, "right"), (("boat",), moored, "right"), (("bench",), bench, "left"), (("lamp post", "lamp", "lantern"), lamp, "right"),
    (("cross", "grave"), cross, "left"), (("flag",), flag, "left"), (("fence", "gate"), rails, "left"), (("fire", "campfire"), fire, "middle"),
)
"""Words, what paints them, and the slot they stand in: far, at the left, at the right, in the middle."""


def landmarks(easel: Easel, far: tuple[float, float], done: tuple[str, ...] = ()) -> None:
    """What else the script names, each in the next free slot of its kind; `done` is what the place drew itself."""
    left, right = [132.0, 214.0, 40.0], [716.0, 640.0, 808.0]
    if easel.has("lighthouse") and "lighthouse" not in done and easel.place.kind not in ("street", "alley", "rooftop"):
        lighthouse(easel, far[0], far[1] + 14, 96, 7600)
    for words, painter, slot in NAMED:
        if not easel.has(*words) or any(word in done for word in words):
            continue
        if slot == "far":
            painter(easel, far[0], far[1])
        elif slot == "middle":
            painter(easel, 430, 0)
        else:
            spots = (left or right) if slot == "left" else (right or left)
            if spots:
                painter(easel, spots.pop(0), 0)
