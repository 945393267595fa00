"""The theatre's control as a video that a model was taught to follow: its pictures, their greys, how near things are, how bodies stand."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from playhead.render.control import POINTS
from playhead.render.neural.pictures import fitted
from playhead.render.neural.scene import Scene
from playhead.render.renderer import Pictures, Size

GUIDES = ("frames", "grey", "depth", "pose")

_JOINTS = {name: index for index, name in enumerate(POINTS)}
# Limbs and their colours as OpenPose draws them, which is what models of this kind were shown.
_LIMBS = (
    ("neck", "right shoulder", (255, 0, 0)), ("right shoulder", "right elbow", (255, 170, 0)), ("right elbow", "right hand", (255, 255, 0)),
    ("neck", "left shoulder", (255, 85, 0)), ("left shoulder", "left elbow", (170, 255, 0)), ("left elbow", "left hand", (85, 255, 0)),
    ("neck", "right hip", (0, 255, 0)), ("right hip", "right knee", (0, 255, 85)), ("right knee", "right foot", (0, 255, 170)),
    ("neck", "left hip", (0, 255, 255)), ("left hip", "left knee", (0, 170, 255)), ("left knee", "left foot", (0, 85, 255)),
    ("head", "neck", (0, 0, 255)),
)  # fmt: skip


def guide(kind: str, scene: Scene, first: int, count: int) -> Pictures:
    """That control of `count` frames from `first`, (n, h, w, 3) uint8, at the size the model works at."""
    if kind == "pose":
        return _skeletons(scene.of("pose", first, count), scene.size, scene.inner)
    if kind == "depth":
        return _grey(fitted(scene.of("depth", first, count), scene.inner))
    frames: Pictures = fitted(scene.of("frames", first, count), scene.inner)
    if kind == "grey":
        return _grey(np.stack([cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in frames]))
    return frames


def _grey(values: NDArray[np.uint8]) -> Pictures:
    return np.repeat(values[..., None], 3, -1)


def _skeletons(poses: NDArray[np.int16], size: Size, inner: Size) -> Pictures:
    scale = np.array([inner.width / size.width, inner.height / size.height])
    thick = max(1, round(inner.height / 120))
    drawn = np.zeros((len(poses), inner.height, inner.width, 3), np.uint8)
    for picture, performers in zip(drawn, poses, strict=True):
        for points in performers:
            at = np.rint(points[:, :2] * scale).astype(int)
            for one, other, colour in _LIMBS:
                a, b = _JOINTS[one], _JOINTS[other]
                if points[a, 2] and points[b, 2]:
                    cv2.line(picture, (int(at[a, 0]), int(at[a, 1])), (int(at[b, 0]), int(at[b, 1])), colour, thick * 2, cv2.LINE_AA)
    return drawn
