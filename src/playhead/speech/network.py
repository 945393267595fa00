"""The default voice's network: phonemes to spectra, with the length of each phoneme.

hibari's model computes how long each phoneme lasts but does not hand it out. Protocol buffers merge a repeated
message, so naming the durations as one more output is a matter of appending 21 bytes to the model.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FRAME_TICKS = 600  # one spectrum every 12.5 ms
UNIT_FRAMES = 2  # the model counts durations in 25 ms
EARLY_UNITS = 3  # a phoneme is heard this much before the durations say (its teacher, Kokoro, corrects timestamps alike)
_DURATIONS = b"/Clip_output_0"


@dataclass(frozen=True, slots=True)
class Spectra:
    """What the network says of one piece: (601, frames) float32 each, `f0` (frames,), and (phoneme, frames) pairs.

    `lh`, `ln`, `lr` are log magnitudes of the harmonic, noise and free-phase branches; `theta`, `phi` their phases.
    """

    lh: NDArray[np.float32]
    theta: NDArray[np.float32]
    ln: NDArray[np.float32]
    lr: NDArray[np.float32]
    phi: NDArray[np.float32]
    f0: NDArray[np.float32]
    sounds: tuple[tuple[str, int], ...]


class Network:
    """The voice in memory: about 90 MB, loaded in half a second, one thread so that it is the same everywhere."""

    def __init__(self) -> None:
        from hibari import Hibari  # 0.4 s and onnxruntime: only who speaks pays for it
        from hibari.voices import DEFAULT, voice_path

        model = Path(voice_path(DEFAULT)).read_bytes() + named_output(_DURATIONS)
        self._hibari = Hibari(model=model, threads=1)

    def phonemize(self, text: str) -> tuple[str, ...]:
        """Phonemes of a piece, in strings short enough for the model."""
        return tuple(self._hibari.phonemize(text))

    def spectra(self, phonemes: str, speed: float) -> Spectra | None:
        """Spectra of phonemes at `speed` times the voice's own pace; None when there is nothing to say."""
        known = [sound for sound in phonemes if sound in self._hibari.vocab]
        if not known:
            return None
        ids = [0, *(self._hibari.vocab[sound] for sound in known), 0]
        feed = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        lh, theta, ln, lr, phi, f0, lengths = self._hibari.sess.run(None, feed)
        lengths = lengths.reshape(-1)
        early = min(EARLY_UNITS, int(lengths[0]))
        lengths[0] -= early
        lengths[-1] += early
        sounds = tuple((sound, int(length) * UNIT_FRAMES) for sound, length in zip([" ", *known, " "], lengths, strict=True))
        return Spectra(lh[0], theta[0], ln[0], lr[0], phi[0], f0[0], sounds)


def named_output(name: bytes) -> bytes:
    """A serialized ModelProto that holds only `graph.output[0].name`, to be merged into a model by appending it."""
    info = bytes((0x0A, len(name))) + name
    graph = bytes((12 << 3 | 2, len(info))) + info
    return bytes((7 << 3 | 2, len(graph))) + graph


_lock = threading.Lock()
_loaded: list[Any] = []


def network() -> Network:
    """The process's network, loaded by the first who asks."""
    with _lock:
        if not _loaded:
            _loaded.append(Network())
        loaded: Network = _loaded[0]
        return loaded
