"""The default voice: hibari's network, shaped into as many voices as a cast needs."""

from __future__ import annotations

import dataclasses

from playhead.canonical import seed_of
from playhead.speech.feeling import colour_of
from playhead.speech.maker import STAND_IN, Progress, Said
from playhead.speech.network import FRAME_TICKS, Spectra, network
from playhead.speech.pieces import Pieces
from playhead.speech.shape import doubled, hurried, voiced
from playhead.speech.text import clean, has_voice, sentences
from playhead.speech.timing import Line

_LEAD_FRAMES, _TAIL_FRAMES = 5, 12  # of silence kept before the first and after the last sound, 12.5 ms each


class Hibari:
    """Says lines with the default voice; the same line gives the same samples in every process."""

    name = STAND_IN

    def say(self, line: Line, progress: Progress = lambda _: None) -> Said | None:
        """See `Maker.say`; needs nothing and refuses nothing."""
        colour = colour_of(line.feeling)
        speed = min(max(line.voice.rate / 1000 * colour.rate, 0.5), 2.0)
        pieces = Pieces(colour, FRAME_TICKS)
        done = 0
        whole = clean(line.text)
        for text in sentences(whole) if has_voice(whole, line.language) else ():
            for phonemes in network().phonemize(text):
                spectra = network().spectra(phonemes, min(speed, 1.0))  # its 25 ms durations round up when it hurries
                if spectra is None:
                    continue
                spectra = _trimmed(hurried(spectra, max(speed, 1.0)))
                samples = doubled(voiced(spectra, line.voice, colour, seed_of("breath", phonemes)))
                pieces.add(samples, [(sound, frames * FRAME_TICKS) for sound, frames in spectra.sounds])
                done += 1
                progress(done)
        return pieces.said()


def _trimmed(spectra: Spectra) -> Spectra:
    """Without the silence the model puts before and after a sentence: pauses are the film's to set."""
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
