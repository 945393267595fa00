"""Renderers: what turns a shot into pictures. Each is known by name; `theatre`, the default, is a paper theatre."""

import playhead.render.stock  # noqa: F401  (what comes with Playhead is known from the beginning)
from playhead.render.renderer import Known, Machine, Options, PictureChunk, Pictures, Renderer, Size, Traits, register, renderer

__all__ = ["Known", "Machine", "Options", "PictureChunk", "Pictures", "Renderer", "Size", "Traits", "register", "renderer"]
