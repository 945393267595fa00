"""Prompts: a shot told in words, as each family of models wants to be told. Pure; versioned; a viewer's own words never enter."""

from playhead.render.prompt.families import FAMILIES, Family, write
from playhead.render.prompt.parts import Parts, parts_of
from playhead.render.prompt.phrases import Prompt

__all__ = ["FAMILIES", "Family", "Parts", "Prompt", "parts_of", "write"]
