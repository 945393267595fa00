import subprocess
import sys

import numpy as np
import pytest

from playhead.speech import Line, Mouth, Speaker, Voice, estimate
from playhead.speech.feeling import COLOURS
from playhead.speech.loudness import integrated

WORDS = "I counted every lamp along the harbour wall."


@pytest.fixture(scope="module")
def speaker():
    return Speaker()


class Kept(dict):
    def put(self, key, data):
        self[key] = data


def pitch_of(samples):
    """Median pitch of the voiced parts, by autocorrelation."""
    found = []
    for start in range(0, len(samples) - 4096, 2400):
        part = samples[start : start + 4096] * np.hanning(4096)
        if (part**2).mean() < 1e-4:
            continue
        same = np.fft.irfft(np.abs(np.fft.rfft(part, 16384)) ** 2)
        lag = 96 + int(same[96:700].argmax())
        if same[lag] > 0.35 * same[0]:
            found.append(48000 / lag)
    return float(np.median(found))


def test_samples_are_as_long_as_said(speaker):
    line = Line(WORDS, Voice())
    spoken = speaker.say(line)
    samples = speaker.samples(line)
    assert samples.dtype == np.float32
    assert samples.shape == (spoken.ticks,)
    assert 2 * 48000 < spoken.ticks < 4 * 48000


def test_lips_close_where_an_m_is_said(speaker):
    spoken = speaker.say(Line("Lamp.", Voice()))
    shapes = [mark.mouth for mark in spoken.marks]
    assert Mouth.CLOSED in shapes
    assert shapes[0] == Mouth.REST
    assert shapes[-1] == Mouth.REST
    ticks = [mark.tick for mark in spoken.marks]
    assert ticks == sorted(set(ticks))
    assert ticks[-1] < spoken.ticks


def test_a_mouth_is_open_while_it_sounds_and_rests_while_it_does_not(speaker):
    line = Line(WORDS, Voice())
    spoken, samples = speaker.say(line), speaker.samples(line)
    edges = [*(mark.tick for mark in spoken.marks), spoken.ticks]
    level = {True: [], False: []}
    for mark, start, end in zip(spoken.marks, edges, edges[1:], strict=False):
        level[mark.mouth != Mouth.REST].append(float((samples[start:end] ** 2).mean()))
    assert np.mean(level[True]) > 20 * np.mean(level[False])


def test_loudness_is_level_and_follows_the_feeling(speaker):
    calm = integrated(speaker.samples(Line(WORDS, Voice())))
    low = integrated(speaker.samples(Line(WORDS, Voice(560, 880))))
    whisper = integrated(speaker.samples(Line(WORDS, Voice(), "whisper")))
    assert abs(calm - low) < 0.5
    assert whisper < calm - 3


def test_peaks_leave_headroom(speaker):
    for feeling in COLOURS:
        assert np.abs(speaker.samples(Line(WORDS, Voice(), feeling))).max() < 0.71


def test_hisses_do_not_stick_out(speaker):
    samples = speaker.samples(Line("She sells sea shells. So she says.", Voice()))
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / 48000) < 5000] = 0
    assert np.abs(np.fft.irfft(spectrum, len(samples))).max() < 0.5 * np.abs(samples).max()


@pytest.mark.parametrize("pitch", [560, 1000, 1350])
def test_pitch_follows_the_voice(speaker, pitch):
    heard = pitch_of(speaker.samples(Line(WORDS, Voice(pitch))))
    assert heard == pytest.approx(193 * pitch / 1000, rel=0.15)


def test_a_faster_voice_takes_less_time(speaker):
    assert speaker.say(Line(WORDS, Voice(rate=1300))).ticks < 0.9 * speaker.say(Line(WORDS, Voice())).ticks


def test_same_line_is_spoken_once_and_from_what_is_kept():
    kept = Kept()
    line = Line("Well.", Voice(900))
    first = Speaker(kept).samples(line)
    assert len(kept) == 1
    again = Speaker(kept)
    assert again.say(line).ticks == len(first)
    np.testing.assert_array_equal(again.samples(line), first)
    assert len(kept) == 1


def test_what_was_kept_broken_is_spoken_anew():
    kept = Kept()
    line = Line("Well.", Voice(900))
    first = Speaker(kept).samples(line)
    (key,) = kept
    kept[key] = kept[key][:100]
    np.testing.assert_array_equal(Speaker(kept).samples(line), first)


@pytest.mark.slow
def test_another_process_says_the_same_samples(speaker):
    code = (
        "import hashlib;from playhead.speech import *;"
        "print(hashlib.sha256(Speaker().samples(Line('Well, well.',Voice(700,900,1000,100),'fear')).tobytes()).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    import hashlib

    mine = speaker.samples(Line("Well, well.", Voice(700, 900, 1000, 100), "fear"))
    assert hashlib.sha256(mine.tobytes()).hexdigest() == other


def test_importing_loads_no_voice():
    code = "import sys, playhead.speech; print(*[m for m in ('onnxruntime', 'numpy', 'hibari', 'scipy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_said_takes_no_time(speaker, text):
    assert speaker.say(Line(text, Voice())).ticks == 0
    assert estimate(Line(text, Voice())).ticks == 0


@pytest.mark.parametrize("text", ["Привет, как дела?", "こんにちは、元気ですか", "…", "—", "😀"])
def test_what_no_voice_can_say_is_silent_and_timed_by_reading(speaker, text):
    line = Line(text, Voice())
    spoken = speaker.say(line)
    assert spoken.ticks >= 48000
    assert spoken == estimate(line)
    assert not speaker.samples(line).any()


@pytest.mark.parametrize("text", ["$9.99 at 7:30 pm, 3rd floor", "Dr. Ng!? (to herself) —no…", "ÉLODIE, naïve café", "x" * 900, "A-B_C*D*\x00"])
def test_odd_text_is_said(speaker, text):
    line = Line(text, Voice())
    assert np.abs(speaker.samples(line)).max() > 0.05


def test_memory_is_bounded():
    speaker = Speaker(memory_bytes=200_000)
    for number in ("One.", "Two.", "Three.", "Four."):
        speaker.say(Line(number, Voice()))
    assert speaker._held_bytes <= 200_000


@pytest.mark.parametrize("text", [WORDS, "No.", "Did you take it, Tom? I thought so. Well, it is gone now."])
def test_estimate_is_near_what_the_voice_takes(speaker, text):
    line = Line(text, Voice())
    assert estimate(line).ticks == pytest.approx(speaker.say(line).ticks, rel=0.25, abs=12000)
