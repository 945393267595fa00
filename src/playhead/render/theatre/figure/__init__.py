"""Performers of the paper theatre: from an appearance and its acts to a figure drawn at a frame.

The origin is at the feet, stage units, y down: the head is at negative y. Everything is a pure function of its arguments.
"""

from __future__ import annotations

from playhead.render.theatre.figure.creature import is_creature
from playhead.render.theatre.figure.figure import bounds, draw, height
from playhead.render.theatre.figure.figure import head_at as head
from playhead.render.theatre.figure.joints import joints
from playhead.render.theatre.figure.timeline import at

__all__ = ["at", "bounds", "draw", "head", "height", "is_creature", "joints"]
