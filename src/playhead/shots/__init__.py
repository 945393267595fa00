"""Découpage: the beats of a story become shots, cues and captions, by film grammar and from the script's own words."""

from playhead.shots.appearance import appearance_of
from playhead.shots.cue import Caption, Cue, ShotList
from playhead.shots.decoupage import lines_of, shoot
from playhead.shots.shot import Shot
from playhead.shots.style import Style, style_of
from playhead.shots.titles import end_shots, title_shots

__all__ = [
    "Caption",
    "Cue",
    "Shot",
    "ShotList",
    "Style",
    "appearance_of",
    "end_shots",
    "lines_of",
    "shoot",
    "style_of",
    "title_shots",
]
