import dataclasses
import itertools

import numpy as np
import pytest

from playhead.shots.cue import Cue
from playhead.shots.shot import Place
from playhead.sound import clips_of, heard, mix
from playhead.sound.loudness import SILENT, integrated, short_term, true_peak
from playhead.sound.mixer import CEILING, KNEE, limited
from playhead.speech import Line, Voice

T = 48_000
CLIFF = Place("cliff", "CLIFF", False, ("lighthouse",))



def test_windows_laid_end_to_end_are_the_whole(clips, film, speaker):
    edges = [0, 1, 98_304, 98_305, 100_000, 196_608, 350_001, 640_000, 30 * T]
    parts = [mix(clips, a, b - a, speaker) for a, b in itertools.pairwise(edges)]
    np.testing.assert_array_equal(np.concatenate(parts), film)


def test_a_window_needs_only_the_clips_heard_in_it(clips, film, speaker):
    for start in (0, 250_000, 700_000, 1_300_000):
        few = heard(clips, start, 98_304)
        assert len(few) < len(clips)
        np.testing.assert_array_equal(mix(few, start, 98_304, speaker), film[start : start + 98_304])


def test_the_order_and_number_of_clips_make_no_difference(clips, film, speaker):
    np.testing.assert_array_equal(mix([*reversed(clips), *clips], 300_000, 48_000, speaker), film[300_000:348_000])


def test_before_the_film_is_silence(clips, film, speaker):
    early = mix(clips, -4096, 8192, speaker)
    assert not early[:4096].any()
    np.testing.assert_array_equal(early[4096:], film[:4096])
    assert not mix(clips, -5000, 4096, speaker).any()


def test_nothing_is_heard_of_no_clips(speaker):
    assert mix((), 0, 1024, speaker).shape == (1024, 2)
    assert not mix((), 0, 1024, speaker).any()


def test_a_film_measures_sixteen_below_full_scale(film):
    assert integrated(film) == pytest.approx(-16, abs=1)
    assert true_peak(film) < -1


def test_nothing_is_silent_while_an_ambience_goes_on(film):
    levels = 10 * np.log10((film.reshape(-1, 4800, 2).astype(float) ** 2).sum(axis=2).mean(axis=1) + 1e-12)
    assert levels[5:].min() > -62


def test_speech_stands_twelve_decibels_above_music_and_ambience(clips, film, speaker):
    speech = tuple(clip for clip in clips if clip.kind == "speech")
    rest = tuple(clip for clip in clips if clip.kind in ("score", "ambience"))
    # The bed as it is ducked: the film without its voices and steps, the voices still counted.
    alone = mix(speech, 0, 30 * T, speaker)
    bed = mix((*speech, *rest), 0, 30 * T, speaker) - alone
    for clip in speech:
        said = short_term(alone[clip.start : clip.end])
        under = short_term(bed[clip.start : clip.end])
        loud = 10 * np.log10(np.mean(10 ** (said / 10)))
        assert loud - 10 * np.log10(np.mean(10 ** (under / 10))) > 12, clip.line.text


@pytest.mark.parametrize(("mood", "weather", "feeling"), [("triumph", "storm", "whisper"), ("fear", "storm", "tired"), ("joy", "rain", "shout")])
def test_even_a_whisper_in_a_storm_can_be_understood(speaker, mood, weather, feeling):
    line = Line("I am still here, you know.", Voice(600, 890), feeling)
    ticks = speaker.say(line).ticks
    cues = [
        Cue("ambience", -T, 8 * T, place=CLIFF, time="day", weather=weather),
        Cue("score", 0, 7 * T, mood, tension=5),
        Cue("speech", 3 * T, ticks, line=line),
    ]
    clips = clips_of(cues, 0, 2)
    said = [clip for clip in clips if clip.kind == "speech"]
    alone = mix(said, 3 * T, ticks, speaker)
    assert integrated(alone) > integrated(mix(clips, 3 * T, ticks, speaker) - alone) + 12


def test_music_comes_back_between_lines_and_after_them(clips, film, speaker):
    first = min(clip.start for clip in clips if clip.kind == "speech")
    score = tuple(clip for clip in clips if clip.kind == "score")
    assert integrated(mix(score, 0, first, speaker)) > -24


def test_the_same_ambience_goes_on_from_beat_to_beat(speaker):
    def ambience(at, ticks):
        return Cue("ambience", at, ticks, place=CLIFF, time="night", weather="clear")

    whole = clips_of([ambience(0, 8 * T)], 0, 1)
    halves = (*clips_of([ambience(0, 4 * T)], 0, 1), *clips_of([ambience(-T // 2, 4 * T + T // 2)], 4 * T, 1))
    np.testing.assert_allclose(mix(halves, 2 * T, 4 * T, speaker), mix(whole, 2 * T, 4 * T, speaker), atol=1e-6)


def test_no_click_where_a_scene_changes(speaker):
    kitchen = Place("kitchen", "KITCHEN", True)
    clips = (
        *clips_of([Cue("ambience", 0, 4 * T, place=CLIFF, time="night", weather="clear")], 0, 1),
        *clips_of([Cue("ambience", -T // 2, 4 * T, place=kitchen, time="night", weather="clear")], 4 * T, 1),
    )
    samples = mix(clips, 0, 8 * T, speaker)
    steps = np.abs(np.diff(samples, axis=0)).max(axis=1)
    assert steps[7 * T // 2 : 9 * T // 2].max() < 2.5 * steps[T : 3 * T].max()


def test_same_clips_same_samples_wherever_they_lie(clips, film, speaker):
    later = tuple(dataclasses.replace(clip, start=clip.start + 77) for clip in clips if clip.kind in ("speech", "foley"))
    same = tuple(clip for clip in clips if clip.kind in ("speech", "foley"))
    np.testing.assert_array_equal(mix(later, 77, 20 * T, speaker), mix(same, 0, 20 * T, speaker))


def test_the_limiter_keeps_what_is_quiet_and_bounds_what_is_loud():
    ramp = np.linspace(-4, 4, 999, dtype=np.float32).reshape(-1, 1).repeat(2, axis=1)
    out = limited(ramp)
    assert np.abs(out).max() < CEILING
    quiet = np.abs(ramp) <= KNEE
    np.testing.assert_array_equal(out[quiet], ramp[quiet])
    assert (np.diff(out[:, 0]) >= 0).all()


def test_a_voice_on_the_telephone_is_thin(speaker, clips):
    speech = next(clip for clip in clips if clip.kind == "speech")
    plain = mix([speech], speech.start, speech.ticks, speaker)[:, 0]
    thin = mix([dataclasses.replace(speech, name="phone")], speech.start, speech.ticks, speaker)[:, 0]

    def high(samples):
        power = np.abs(np.fft.rfft(samples)) ** 2
        return power[len(power) * 5 // 24 :].sum() / power.sum()

    assert high(thin) < 0.1 * high(plain)


def test_silence_has_no_loudness(speaker):
    assert integrated(np.zeros((T, 2))) == SILENT
