"""Playhead makes the picture and the sound of a screenplay just ahead of each viewer's playhead."""

__version__ = "0.1.0"
