"""What makes pixels look like paper under a lens: mottle, grain, bloom, vignette. All arrays are RGBA uint8, premultiplied."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

Array = NDArray[np.uint8]
UNIT = 200  # the value in a finish that leaves a pixel as it is, so that paper can also lighten
TILE_W, TILE_H = 1536, 1024
MOTTLE = 0.018
GRAIN = 0.013
BLOOM = 0.18

cv2.setNumThreads(1)  # a worker has one core; more only add variance


def surface_on(pixels: Array) -> skia.Surface:
    """A surface that draws straight into `pixels`, premultiplied; flush it before reading them."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, pixels.strides[0])


def image_of(pixels: Array) -> skia.Image:
    """A copy of premultiplied `pixels` as an image."""
    return skia.Image.fromarray(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)


@lru_cache(maxsize=3)
def _mottle(part: int) -> NDArray[np.float32]:
    """Low-pass and fine noise, (TILE_H, TILE_W), around 0, for pictures `part` thousandths of the master's size."""
    rng = np.random.default_rng(20_240_607)
    total = np.zeros((TILE_H, TILE_W), np.float32)
    for cells, weight in ((26, 0.5), (74, 0.8), (210, 0.75)):
        count = max(4, cells * 1000 // part)
        small = rng.standard_normal((count * TILE_H // TILE_W + 1, count)).astype(np.float32)
        total += weight * cv2.resize(small, (TILE_W, TILE_H), interpolation=cv2.INTER_CUBIC)
    total *= MOTTLE / float(total.std())
    total += GRAIN * rng.standard_normal((TILE_H, TILE_W), dtype=np.float32)
    return total


@lru_cache(maxsize=8)
def paper(width: int, height: int, part: int) -> Array:
    """Paper as a finish: (height, width, 4), UNIT leaves a pixel as it is; alpha is left alone."""
    tile = _mottle(part)
    across, down = -(-width // TILE_W), -(-height // TILE_H)
    if across > 1 or down > 1:
        tile = np.tile(tile, (down, across))
    return _finish(1.0 + tile[:height, :width])


@lru_cache(maxsize=8)
def vignette(width: int, height: int, depth: int, textured: bool, exposure: int = 1000) -> Array:
    """A lens's darkening toward the corners as a finish, by `depth` thousandths there.

    The paper is in it if `textured`; `exposure` is the gain in the middle, in thousandths.
    """
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    r = np.clip((x * x * 0.92 + y * y * 0.85) / 1.77, 0, 1)
    fall = exposure / 1000.0 * (1.0 - depth / 1000.0 * r**1.35)
    if textured:
        part = width * 1000 // 848
        fall = fall * (1.0 + _mottle(part)[:height, :width])
    return _finish(fall)


def _finish(gain: NDArray[np.floating[Any]]) -> Array:
    value = np.clip(np.rint(gain * UNIT), 0, 255).astype(np.uint8)
    out = np.full((*value.shape, 4), UNIT, np.uint8)
    out[..., :3] = value[..., None]
    return out


def apply(pixels: Array, finish: Array) -> None:
    """Multiply a finish into `pixels`, in place."""
    cv2.multiply(pixels, finish, dst=pixels, scale=1.0 / UNIT)


def over(below: Array, above: Array, cover: Array) -> None:
    """Lay premultiplied `above` over `below`, in place; `cover` is 255 minus its alpha in all four channels."""
    cv2.multiply(below, cover, dst=below, scale=1.0 / 255.0)
    cv2.add(below, above, dst=below)


def cover_of(pixels: Array) -> Array:
    """255 minus alpha, in four channels."""
    inverse = cv2.bitwise_not(pixels[..., 3])
    return np.asarray(cv2.merge([inverse, inverse, inverse, inverse]), np.uint8)


def screen(below: Array, light: Array) -> None:
    """Add `light` to opaque `below`, in place, as light adds to light; a smaller one is stretched over it."""
    height, width = below.shape[:2]
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    loss = cv2.multiply(below, light, scale=1.0 / 255.0)
    cv2.add(below, cv2.subtract(light, loss), dst=below)


def soften(pixels: Array, sigma: float) -> Array:
    """A Gaussian blur of `sigma` pixels."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.uint8)


def bloom(pixels: Array, glow: Array) -> None:
    """Screen `glow`, a small blurred picture of what shines here, into `pixels`, in place, only where they cover."""
    height, width = pixels.shape[:2]
    light = cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR)
    light[..., 3] = 0
    alpha = pixels[..., 3]
    alpha4 = cv2.merge([alpha, alpha, alpha, alpha])
    light = cv2.multiply(light, alpha4, scale=BLOOM / 255.0)
    # screen for premultiplied colour: c + g a - c g
    loss = cv2.multiply(pixels, light, scale=1.0 / 255.0)
    cv2.add(pixels, cv2.subtract(light, loss), dst=pixels)  # the gain first: c + g would saturate
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
