"""The speaker: a line in, samples, length and mouth marks out; each line is spoken once."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from playhead.canonical import key_of, seed_of
from playhead.speech.estimate import PAUSE, reading
from playhead.speech.feeling import colour_of
from playhead.speech.text import clean, has_voice, sentences
from playhead.speech.timing import Line, Mark, Mouth, Spoken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from playhead.speech.network import Spectra

BUILD = "hibari 0.2.1, 3"  # part of what a spoken line is stored under: change the number when samples change
MEMORY_BYTES = 24 * 1024**2
_LEAD_FRAMES, _TAIL_FRAMES = 5, 12  # of silence kept before the first and after the last sound, 12.5 ms each


class Blobs(Protocol):
    """Where spoken lines may be kept between processes."""

    def get(self, key: str) -> bytes | None:
        """The bytes put under that key, or None."""
        ...

    def put(self, key: str, data: bytes) -> object:
        """Keep bytes under that key; the first put wins."""
        ...


class Speaker:
    """Speaks lines with the default voice; the same line gives the same samples in every process.

    Lines are remembered in memory up to `memory_bytes` and, where given, in `blobs`. May be used from several threads.
    """

    def __init__(self, blobs: Blobs | None = None, memory_bytes: int = MEMORY_BYTES) -> None:
        self._blobs = blobs
        self._memory_bytes = memory_bytes
        self._held: OrderedDict[str, tuple[Spoken, NDArray[np.int16]]] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.RLock()

    def say(self, line: Line) -> Spoken:
        """How long the line takes, in ticks, and its mouth marks; (0, ()) when nothing is said."""
        return self._spoken(line)[0]

    def samples(self, line: Line) -> NDArray[np.float32]:
        """The line as (ticks,) float32 mono at 48 kHz, levelled; silence of that length where no voice speaks."""
        import numpy as np

        return np.multiply(self._spoken(line)[1], np.float32(1 / 32768), dtype=np.float32)

    def _spoken(self, line: Line) -> tuple[Spoken, NDArray[np.int16]]:
        key = key_of("speech", BUILD, line)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            blobs = None if line.private else self._blobs  # a viewer's own words are shared with nobody
            stored = blobs.get(key) if blobs is not None else None
            spoken = _unpack(stored) if stored else None
            if spoken is None:
                spoken = speak(line)
                if blobs is not None:
                    blobs.put(key, _pack(*spoken))
            self._held[key] = spoken
            self._held_bytes += spoken[1].nbytes
            while self._held_bytes > self._memory_bytes and len(self._held) > 1:
                self._held_bytes -= self._held.popitem(last=False)[1][1].nbytes
            return spoken


def speak(line: Line) -> tuple[Spoken, NDArray[np.int16]]:
    """Speak a line anew: its timing, and (ticks,) int16 samples at 48 kHz."""
    import numpy as np

    text = clean(line.text)
    if not has_voice(text, line.language):
        silent = reading(line.text)
        return silent, np.zeros(silent.ticks, np.int16)
    from playhead.speech.network import FRAME_TICKS, network
    from playhead.speech.phonemes import marks_of, tidy
    from playhead.speech.shape import doubled, hurried, levelled, voiced

    colour = colour_of(line.feeling)
    speed = min(max(line.voice.rate / 1000 * colour.rate, 0.5), 2.0)
    pieces: list[NDArray[np.float32]] = []
    marks: list[Mark] = []
    at = 0
    for text_piece in sentences(text):
        for phonemes in network().phonemize(text_piece):
            spectra = network().spectra(phonemes, min(speed, 1.0))  # its 25 ms durations round up when it hurries
            if spectra is None:
                continue
            spectra = hurried(spectra, max(speed, 1.0))
            if pieces:
                pause = round(PAUSE * colour.pause) // FRAME_TICKS * FRAME_TICKS
                pieces.append(np.zeros(pause, np.float32))
                marks.append(Mark(at, Mouth.REST))
                at += pause
            spectra = _trimmed(spectra)
            samples = doubled(voiced(spectra, line.voice, colour, seed_of("breath", phonemes)))
            marks += marks_of([(sound, frames * FRAME_TICKS) for sound, frames in spectra.sounds], at)
            pieces.append(_faded(samples))
            at += len(samples)
    if not pieces:
        silent = reading(line.text)
        return silent, np.zeros(silent.ticks, np.int16)
    samples = levelled(np.concatenate(pieces), colour.level)
    return Spoken(at, tidy(marks, at)), np.rint(samples * 32767).astype(np.int16)


def _trimmed(spectra: Spectra) -> Spectra:
    """Without the silence the model puts before and after a sentence: pauses are the film's to set."""
    import dataclasses

    sounds = list(spectra.sounds)
    frames = len(spectra.f0)
    lead = max(sounds[0][1] - _LEAD_FRAMES, 0)
    tail = 0
    while sounds and (sounds[-1][0] in " .,;:!?…—\"'“”()") and len(sounds) > 2:
        tail += sounds.pop()[1]
    cut = max(tail - _TAIL_FRAMES, 0)
    sounds.append((" ", tail - cut))
    sounds[0] = (" ", sounds[0][1] - lead)
    inside = slice(lead, frames - cut)
    parts = {name: getattr(spectra, name)[..., inside] for name in ("lh", "theta", "ln", "lr", "phi", "f0")}
    return dataclasses.replace(spectra, **parts, sounds=tuple(sounds))


def _faded(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Quiet at both ends: 10 ms in, 40 ms out."""
    import numpy as np

    samples = samples.copy()
    into, out = min(480, len(samples)), min(1920, len(samples))
    samples[:into] *= np.linspace(0, 1, into, dtype=np.float32)
    samples[len(samples) - out :] *= np.linspace(1, 0, out, dtype=np.float32)
    return samples


def _pack(spoken: Spoken, samples: NDArray[np.int16]) -> bytes:
    head = json.dumps([spoken.ticks, [[mark.tick, int(mark.mouth)] for mark in spoken.marks]]).encode()
    return len(head).to_bytes(4, "little") + head + samples.astype("<i2").tobytes()


def _unpack(data: bytes) -> tuple[Spoken, NDArray[np.int16]] | None:
    """A stored line; None when the bytes are not one, which is then spoken anew."""
    import numpy as np

    try:
        size = int.from_bytes(data[:4], "little")
        ticks, marks = json.loads(data[4 : 4 + size])
        samples = np.frombuffer(data, "<i2", offset=4 + size).astype(np.int16)
    except (ValueError, TypeError):
        return None
    if len(samples) != ticks:
        return None
    return Spoken(ticks, tuple(Mark(tick, Mouth(mouth)) for tick, mouth in marks)), samples
