"""The better voice, where it is installed (`make voices`): the same everywhere, as loud as the default one, its mouth where its sound is."""

import subprocess
import sys

import numpy as np
import pytest

from playhead.errors import RenderError
from playhead.speech import Line, Mouth, Speaker, Voice, cast_voice, estimate, wanted
from playhead.speech.kokoro import Kokoro
from playhead.speech.kokoro_cast import VOICES, who, why_not
from playhead.speech.loudness import integrated

TEXT = "I counted every lamp along the harbour wall."
MARA = cast_voice("MARA", "a keeper, 40", 0, "", "kokoro")
installed = [pytest.mark.skipif(bool(why_not({})), reason=f"Kokoro: {why_not({})}"), pytest.mark.long]


def spoken_in_another_process(line):
    script = f"import hashlib; from playhead.speech import *; s = Speaker(); l = {line!r}; print(s.say(l).by)"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def speaker():
    return Speaker()


@pytest.fixture(scope="module")
def said(speaker):
    line = Line(TEXT, MARA)
    spoken = speaker.say(line)
    return spoken, speaker.samples(line.settled(spoken))


class TestInstalled:
    pytestmark = installed

    def test_it_speaks_as_loud_as_the_default_voice_and_about_as_long(self, said):
        spoken, samples = said
        assert spoken.by.startswith("kokoro af_heart ")
        assert samples.shape == (spoken.ticks,)
        assert integrated(samples) == pytest.approx(-15, abs=0.3)
        assert np.abs(samples).max() < 0.71
        assert spoken.ticks == pytest.approx(estimate(Line(TEXT, MARA)).ticks, rel=0.3)

    def test_every_process_says_it_alike(self, said):
        assert spoken_in_another_process(Line(TEXT, MARA)) == said[0].by

    def test_the_mouth_is_open_where_it_sounds_and_at_rest_where_not(self, said):
        spoken, samples = said
        level = np.sqrt(np.convolve(samples**2, np.ones(1200) / 1200, "same"))
        loud = level > 0.05
        open_ = np.zeros(len(samples), bool)
        for mark, after in zip(spoken.marks, [*(m.tick for m in spoken.marks[1:]), spoken.ticks], strict=True):
            open_[mark.tick : after] = mark.mouth not in (Mouth.REST, Mouth.CLOSED)
        assert (open_ & loud).sum() > 0.9 * loud.sum()
        assert level[-4_800:].max() < 0.02, "150 ms of quiet at the end"
        assert spoken.marks[0].mouth == Mouth.REST
        assert Mouth.CLOSED in {mark.mouth for mark in spoken.marks}

    def test_voices_differ_and_stay_the_same(self, speaker):
        lines = [Line("Well, well.", Voice(maker="kokoro", name=name)) for name in ("af_heart", "bm_george", "af_heart+af_bella")]
        assert len({speaker.say(line).by for line in lines}) == 3
        assert len({speaker.say(line).ticks for line in lines}) == 3

    @pytest.mark.parametrize(("feeling", "decibels"), [("whisper", -4.5), ("shout", 2.0), ("tender", -2.0)])
    def test_feelings(self, speaker, feeling, decibels):
        line = Line("Not tonight, of all nights.", MARA, feeling)
        spoken = speaker.say(line)
        assert integrated(speaker.samples(line.settled(spoken))) == pytest.approx(-15 + decibels, abs=0.7)

    def test_a_long_line_is_said_in_pieces(self, speaker):
        done = []
        line = Line("She waited, and she waited. Yes. " + "Word " * 36, Voice(maker="kokoro"))
        assert speaker.say(line, done.append).ticks > 10 * 48_000
        assert done == [1, 2, 3, 4]

    @pytest.mark.parametrize("text", ["", "…", "李雷你好", "😀"])
    def test_what_cannot_be_said_is_silence(self, speaker, text):
        assert speaker.say(Line(text, MARA)) == estimate(Line(text, Voice()))

    def test_other_languages_play_captioned(self):
        assert wanted(Line("Bonjour.", MARA, language="fr"), {}) == ""

    def test_a_voice_that_is_no_voice_is_told_in_one_line(self, tmp_path):
        for name in ("af_heart", "bf_emma"):
            (tmp_path / f"{name}.bin").write_bytes(b"?")
        with pytest.raises(RenderError, match="is not a voice"):
            Kokoro({"folder": str(tmp_path)}).say(Line(TEXT, MARA))
        assert Speaker(machine={"kokoro": {"folder": str(tmp_path)}}).say(Line(TEXT, MARA)).by == "hibari"


def test_without_it_the_default_voice_speaks(tmp_path):
    machine = {"kokoro": {"folder": str(tmp_path / "nowhere")}}
    assert why_not(machine["kokoro"])
    assert wanted(Line(TEXT, MARA), machine) == ""
    assert Speaker(machine=machine).say(Line(TEXT, MARA)).by == "hibari"
    with pytest.raises(RenderError, match=r"^kokoro: "):
        Kokoro(machine["kokoro"])


def test_everybody_of_a_cast_has_a_voice_of_their_own():
    people = [("MARA", "a woman of 40"), ("TOM", "an old man"), ("PIP", "a boy of 8"), ("JUNE", "a woman"), ("REX", "a robot"), ("GEORGE", "an Englishman, British"), ("ANNE", "a girl of nine")]
    cast = [cast_voice(name, told, index, "", "kokoro") for index, (name, told) in enumerate(people * 4)]
    chosen = [who(voice, {}).split()[0] for voice in cast]
    heard = {(name, voice.cast.startswith("child")) for name, voice in zip(chosen, cast, strict=True)}
    assert chosen[0].startswith("af_")
    assert chosen[1].startswith("am_")
    assert chosen[5].startswith("bm_")
    assert len(set(chosen[:7])) == 7
    assert len(heard) > 20
    assert all(part in VOICES for name in chosen for part in name.split("+"))


def test_the_author_names_a_voice_or_describes_it():
    assert who(cast_voice("MARA", "", 0, "kokoro bf_emma, slow"), {}).split()[0] == "bf_emma"
    assert cast_voice("MARA", "", 0, "kokoro bf_emma, slow").rate < cast_voice("MARA", "", 0, "kokoro bf_emma").rate
    assert who(cast_voice("MARA", "", 0, "Kokoro, a deep old man"), {}).startswith("am_")
    assert cast_voice("MARA", "", 0, "hibari", "kokoro").maker == "hibari"
    assert cast_voice("MARA", "a keeper", 0, "soft", "kokoro").name == ""
