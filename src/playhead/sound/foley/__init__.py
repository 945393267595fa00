"""Foley: the sounds of what is done, modelled from how they come about: strikes, resonances, friction, breath."""

from playhead.sound.foley.render import NAMES, render

__all__ = ["NAMES", "render"]
