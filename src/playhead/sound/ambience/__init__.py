"""Ambience: what a place sounds like when nobody does anything, at that time and in that weather.

Made in tiles of four seconds that overlap; a tile is a pure function of the place and its number on the film's grid, so
any window can be made without what came before, and nothing loops.
"""

from playhead.sound.ambience.tile import TILE, recipe_of, window

__all__ = ["TILE", "recipe_of", "window"]
