"""Kokoro-82M on the CPU: the better voice, thirty times as dear as the default one.

The model (Apache-2.0; its int8 ONNX export is MIT) comes in four packages and is joined in memory; a voice is a table of style
vectors, one for each number of phonemes. The phonemes are those of the default voice, which was taught by this one, and so are the
mouths: the model computes how long each phoneme lasts, which is made one more of its outputs.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playhead.errors import RenderError
from playhead.speech.feeling import Colour, colour_of
from playhead.speech.kokoro_cast import PARTS, voices_folder, who, why_not
from playhead.speech.maker import Machine, Progress, Said
from playhead.speech.network import EARLY_UNITS, named_output
from playhead.speech.pieces import Pieces
from playhead.speech.recolour import brightened, resampled, steadied, whispered
from playhead.speech.text import clean, has_voice, sentences
from playhead.speech.timing import Line

UNIT = 600  # samples at 24 kHz, in which the model counts durations: 25 ms
LONGEST = 150  # characters of a piece: memory grows with it, and a worker without headway is thought hung
_LEAD, _TAIL = 1_500, 3_600  # samples of silence kept before the first and after the last sound: 62 and 150 ms
_QUIET = 10 ** (-36 / 20)  # under the loudest: silence
_DURATIONS = b"/encoder/Clip_output_0"
_STYLE, _STYLES = 256, 510
_CHILD = 1.2  # it has no children's voices: a light woman's, said slower and played faster
_THREADS = 2  # on one it takes nearly twice as long, with the same samples


class Kokoro:
    """The model in memory; opened by the first line that it is to say."""

    name = "kokoro"

    def __init__(self, machine: Machine) -> None:
        problem = why_not(machine)
        if problem:
            raise RenderError(f"kokoro: {problem}")
        self._folder = voices_folder(machine)
        self._machine = machine
        self._session: Any = None
        self._options: Any = None
        self._vocabulary: dict[str, int] = {}
        self._readers: dict[bool, Any] = {}
        self._styles: dict[str, NDArray[np.float32]] = {}

    def say(self, line: Line, progress: Progress = lambda _: None) -> Said | None:
        """See `Maker.say`; the same samples each time, on the same kind of processor."""
        text = clean(line.text)
        if not has_voice(text, line.language):
            return None
        colour = colour_of(line.feeling)
        named = (line.by.split()[1:] or who(line.voice, self._machine).split())[0]
        lift = colour.pitch**0.5 * (_CHILD if line.voice.cast.startswith("child") else 1.0)
        speed = min(max(line.voice.rate / 1000 * colour.rate / lift, 0.5), 2.0)
        pieces = Pieces(colour)
        done = 0
        for piece in sentences(text, LONGEST):
            for phonemes in self._phonemes(piece, british=named.startswith("b")):
                self._add(pieces, phonemes, named, speed, lift, colour)
                done += 1
                progress(done)
        return pieces.said()

    def _add(self, pieces: Pieces, phonemes: str, named: str, speed: float, lift: float, colour: Colour) -> None:
        known = [sound for sound in phonemes if sound in self._vocabulary]
        if not known:
            return
        samples, sounds = _trimmed(*self._heard(known, named, speed))
        samples = resampled(samples, 2 / lift)
        if colour.breath >= 0.99:
            samples = whispered(samples)
        elif colour.bright:
            samples = brightened(samples, colour.bright)
        ends = np.rint(np.cumsum([0, *(count for _, count in sounds)]) * (2 / lift)).astype(int)
        pieces.add(samples, [(sound, int(ticks)) for (sound, _), ticks in zip(sounds, np.diff(ends), strict=True)])

    def _heard(self, known: list[str], named: str, speed: float) -> tuple[NDArray[np.float32], list[tuple[str, int]]]:
        """(n,) samples at 24 kHz, and (phoneme, samples) in them."""
        feed = {
            "tokens": np.asarray([[0, *(self._vocabulary[sound] for sound in known), 0]], np.int64),
            "style": self._style(named)[min(len(known), _STYLES) - 1][None],
            "speed": np.asarray([speed], np.float32),
        }
        session = self._opened()
        samples, lengths = session.run(None, feed, self._options)
        units = lengths.reshape(-1).astype(int)
        early = min(EARLY_UNITS, int(units[0]))
        units[0] -= early
        units[-1] += early
        return steadied(samples), [(sound, int(count) * UNIT) for sound, count in zip([" ", *known, " "], units, strict=True)]

    def _opened(self) -> Any:
        if self._session is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a thread that waits leaves the core to who draws
            self._options = onnxruntime.RunOptions()
            self._options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")  # what a line needed is given back
            model = b"".join((_folder(part) / "part.bin").read_bytes() for part in PARTS) + named_output(_DURATIONS)
            try:
                self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            except Exception as error:
                raise RenderError(f"kokoro: the model cannot be loaded: {str(error)[:200]}") from None
        return self._session

    def _phonemes(self, text: str, *, british: bool) -> tuple[str, ...]:
        if british not in self._readers:
            from hibari import tts
            from hibari.g2p import G2P

            reader = tts.Hibari.__new__(tts.Hibari)  # its reading without its network
            reader._g2p = G2P(british=british)
            self._readers[british] = reader
            if not self._vocabulary:
                import json

                self._vocabulary = json.loads((Path(tts.ASSETS) / "vocab.json").read_text("utf-8"))
        return tuple(self._readers[british].phonemize(text))

    def _style(self, named: str) -> NDArray[np.float32]:
        """(510, 256) style vectors of a voice, or of two in equal parts."""
        if named not in self._styles:
            parts = []
            for name in named.split("+"):
                file = self._folder / f"{name}.bin"
                try:
                    style = np.fromfile(file, "<f4").reshape(_STYLES, _STYLE)
                except (OSError, ValueError):
                    raise RenderError(f"kokoro: {file} is not a voice: run `make voices`") from None
                parts.append(style)
            self._styles[named] = np.mean(parts, axis=0, dtype=np.float32)
        return self._styles[named]


def _folder(part: str) -> Path:
    found = importlib.util.find_spec(part)
    if found is None or found.origin is None:
        raise RenderError(f"kokoro: {part} is not installed: pip install playhead[voices]")
    return Path(found.origin).parent


def _trimmed(samples: NDArray[np.float32], sounds: list[tuple[str, int]]) -> tuple[NDArray[np.float32], list[tuple[str, int]]]:
    """Without the silence that the model puts before and after: pauses are the film's to set.

    What the model counts to the last sound goes on into silence: it ends where it is heard to end.
    """
    sounds = list(sounds)
    while len(sounds) > 2 and sounds[-1][0] in " .,;:!?…—\"'“”()":
        sounds.pop()
    lead = max(sounds[0][1] - _LEAD, 0)
    starts = np.cumsum([0, *(count for _, count in sounds)])
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max(initial=0.0) * _QUIET)
    last = int(starts[-2])  # where the last sound begins
    end = max(int(loud[-1]) if len(loud) else 0, last + UNIT)
    total = min(end + _TAIL, len(samples))
    sounds[-1] = (sounds[-1][0], min(end, total) - last)
    sounds.append((" ", total - min(end, total)))
    sounds[0] = (" ", sounds[0][1] - lead)
    return samples[lead:total], sounds
