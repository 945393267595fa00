"""Renderers: what turns a shot into pictures. Each registers itself by name; `theatre`, the default, is a paper theatre."""

from playhead.render.renderer import PictureChunk, Pictures, Renderer, Size, Traits, register, renderer

__all__ = ["PictureChunk", "Pictures", "Renderer", "Size", "Traits", "register", "renderer"]
