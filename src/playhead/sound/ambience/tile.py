"""Tiles of ambience: layers chosen by place, time and weather, laid over each other without an edge."""

from __future__ import annotations

import functools

import numpy as np

from playhead.canonical import seed_of
from playhead.sound.ambience.layers import LAYERS, Spot
from playhead.sound.ambience.recipe import Recipe, recipe
from playhead.sound.cache import Cache, Samples
from playhead.sound.clip import Clip
from playhead.sound.dsp import RATE, generator
from playhead.sound.shelf import Shelf, rounded

TILE = 4 * RATE  # a tile begins every four seconds of the film
LAP = 2 * RATE  # and runs on under the next for two
ROUND = 18  # so many tiles, then they come round again: what beats in layers does so a whole number of times in these 72 seconds
LEVEL_DB = -32.0  # of an ambience as a whole: rms of both sides


def recipe_of(clip: Clip) -> Recipe:
    """The layers of an ambience clip, (name, dB) each."""
    place = clip.place
    kind = place.kind if place else "room"
    return recipe(kind, place.interior if place else True, place.features if place else (), clip.time, clip.weather)


def window(clip: Clip, start: int, ticks: int, cache: Cache, shelf: Shelf | None = None) -> Samples:
    """The clip's ambience in [start, start + ticks) of the film, (ticks, 2), as if it had always been there."""
    out = np.zeros((ticks, 2), np.float32)
    layers, seed = recipe_of(clip), clip.seed
    for number in range((start - LAP) // TILE, (start + ticks - 1) // TILE + 1):
        begin = number * TILE
        first, last = max(begin, start), min(begin + TILE + LAP, start + ticks)
        if first >= last:
            continue
        tile = _kept(layers, seed, number % ROUND, cache, shelf)
        out[first - start : last - start] += tile[first - begin : last - begin]
    return out


def _kept(layers: Recipe, seed: int, number: int, cache: Cache, shelf: Shelf | None) -> Samples:
    key = ("ambience", tuple((name, round(1000 * level)) for name, level in layers), seed, number)
    make = functools.partial(_tile, layers, seed, number)
    return cache.get(key, functools.partial(shelf.get, key, make) if shelf else make)


def _tile(layers: Recipe, seed: int, number: int) -> Samples:
    """(TILE + LAP, 2), rounded: steady layers fade in and out at constant power, single events ring where they begin."""
    n = TILE + LAP
    out = np.zeros((n, 2), np.float32)
    fade = np.sin(np.linspace(0, np.pi / 2, LAP, dtype=np.float32))[:, None]
    for name, level in layers:
        layer = LAYERS[name]
        spot = Spot(generator(name, seed, number), seed_of(name, seed), number * TILE, n, TILE)
        sound = layer.make(spot)
        if layer.steady:
            sound[:LAP] *= fade
            sound[TILE:] *= fade[::-1]
        out += sound * np.float32(10 ** ((level + LEVEL_DB) / 20))
    return rounded(out)
