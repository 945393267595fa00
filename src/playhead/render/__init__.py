"""Renderers: what turns a shot into pictures. Each is known by name; `theatre`, the default, is a paper theatre."""

from playhead.render.renderer import PictureChunk, Pictures, Renderer, Size, Traits, register, renderer

__all__ = ["PictureChunk", "Pictures", "Renderer", "Size", "Traits", "register", "renderer"]


def _theatre() -> Renderer:
    from playhead.render.theatre import Theatre  # here, so that a server that draws nothing loads no Skia

    return Theatre()


register("theatre", _theatre)
