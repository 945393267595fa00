"""The paper theatre: draws a shot from its data alone, as layers of cut paper under one light, on any CPU."""

from playhead.render.theatre.light import light_for, light_of
from playhead.render.theatre.theatre import Theatre

__all__ = ["Theatre", "light_for", "light_of"]
