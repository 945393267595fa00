import itertools

import numpy as np
import pytest

from playhead.shots.cue import MOODS
from playhead.sound.score.compose import PHRASE, _melody, compose
from playhead.sound.score.harmony import chord, manner_of, phrase, progressions, scale_of
from playhead.sound.score.play import PARTS, render_bar
from playhead.sound.score.soundfont import preset
from playhead.sound.score.theme import bar_ticks, theme_of
from playhead.speech.loudness import integrated

T = 48_000
PLAYED = [mood for mood in MOODS if mood != "silence"]
SEEDS = range(12)


def test_films_have_music_of_their_own():
    themes = {theme_of(seed) for seed in range(40)}
    assert len(themes) == 40
    assert len({theme.rise for theme in themes}) > 6


def test_bars_are_whole_eighths_of_three_to_four_seconds():
    for seed in SEEDS:
        theme = theme_of(seed)
        assert bar_ticks(seed) == theme.eighth * theme.eighths
        assert 2 * T < bar_ticks(seed) < 4 * T


@pytest.mark.parametrize("mood", PLAYED)
def test_chords_lead_into_each_other(mood):
    for bright in (False, True):
        for names in progressions(manner_of(mood, bright)):
            assert len(names) == PHRASE
            voices = phrase(2, names, 52, 76)
            for name, voicing in zip(names, voices, strict=True):
                classes = {(2 + pitch) % 12 for pitch in chord(name)}
                assert {key % 12 for key in voicing} <= classes
                assert (2 + chord(name)[1]) % 12 in {key % 12 for key in voicing}, "the third is missing"
            for before, after in itertools.pairwise(voices):
                assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 7
                assert sum(abs(a - b) for a, b in zip(before, after, strict=True)) <= 14


@pytest.mark.parametrize("mood", ["calm", "tender", "joy", "sorrow", "wonder", "triumph"])
def test_phrases_come_home(mood):
    for names in (name for bright in (False, True) for name in progressions(manner_of(mood, bright))):
        assert names[-1] in ("I", "i")


def test_the_motif_is_heard_again():
    theme = theme_of(4)
    bars = _melody(4, "tender", 0, 69)
    rhythm = [tuple((onset, length) for onset, length, _ in bar) for bar in bars]
    motif = tuple((onset, length) for onset, length, _ in theme.rise)
    assert [place for place, bar in enumerate(rhythm) if bar == motif] == [0, 2, 4, 5]


def test_melodies_hold_notes_of_the_chord_and_stay_in_the_scale_and_in_reach():
    for seed in SEEDS:
        theme = theme_of(seed)
        for manner in ("calm major", "sorrow", "joy"):
            names = progressions(manner)
            scale = {(theme.tonic + step) % 12 for step in scale_of(manner)}
            chords = {(theme.tonic + pitch) % 12 for progression in names for name in progression for pitch in chord(name)}
            keys = [key for bar in _melody(seed, manner, 0, 67) for _, _, key in bar]
            assert {key % 12 for key in keys} <= scale | chords
            assert max(keys) - min(keys) <= 21
            assert max(abs(a - b) for a, b in itertools.pairwise(keys)) <= 12
            assert _melody(seed, manner, 0, 67)[-1][0][1] == theme.eighths  # the last bar rests on one note


@pytest.mark.parametrize("mood", PLAYED)
def test_any_bar_can_be_written_and_played(mood):
    for seed, bar in ((1, 0), (2, 9), (3, 123), (2**47, 70_000)):
        for tension in (0, 5):
            notes = compose(seed, mood, tension, bar)
            assert notes == compose(seed, mood, tension, bar)
            assert {note.part for note in notes} <= set(PARTS)
            assert all(20 <= note.key <= 108 and 1 <= note.velocity <= 127 and note.ticks > 0 for note in notes)


def test_the_title_states_the_theme():
    for seed in SEEDS:
        lead = [note for note in compose(seed, "wonder", 0, 0) if note.part == "celesta"]
        assert len(lead) >= len(theme_of(seed).rise)


def test_a_closing_bar_rests_on_the_tonic():
    for seed in SEEDS:
        notes = compose(seed, "sorrow", 1, 13, closing=True)
        bass = min(note.key for note in notes)
        assert bass % 12 == theme_of(seed).tonic


def test_a_bar_is_the_same_whatever_was_played_before():
    first = render_bar(3, "tender", 1, 9)
    render_bar(3, "joy", 1, 2)
    render_bar(4, "tender", 1, 9)
    np.testing.assert_array_equal(render_bar(3, "tender", 1, 9), first)


@pytest.mark.parametrize("mood", PLAYED)
def test_moods_are_at_level(mood):
    bar = bar_ticks(2)
    out = np.zeros((6 * bar, 2), np.float32)
    for number in range(3):
        part = render_bar(2, mood, 2, 8 + number)
        out[number * bar : number * bar + len(part)] += part[: len(out) - number * bar]
    assert -24 < integrated(out[: 3 * bar]) < -15
    assert np.abs(out).max() < 0.6


def test_bars_leave_no_gap_between_them():
    bar = bar_ticks(1)
    out = np.zeros((7 * bar, 2), np.float32)
    for number in range(4):
        part = render_bar(1, "sorrow", 1, 16 + number)
        out[number * bar : number * bar + len(part)] += part[: len(out) - number * bar]
    level = np.sqrt((out[bar // 2 : 4 * bar - T].reshape(-1, 2) ** 2).sum(axis=1)[: 2 * bar].reshape(-1, bar // 20).mean(axis=1))
    assert level.min() > 0.05 * level.max()
    assert np.abs(np.diff(out, axis=0)).max() < 0.12


def test_a_tail_rings_out_and_ends():
    part = render_bar(1, "calm", 1, 3, closing=True)
    assert np.abs(part[bar_ticks(1) + T // 2 : bar_ticks(1) + T]).max() > 1e-4
    assert not part[-1].any()


def test_one_preset_is_a_soundfont_of_its_own():
    data = preset(8)
    assert data[:4] == b"RIFF"
    assert len(data) < 200_000
    from playhead.errors import PlayheadError

    with pytest.raises(PlayheadError):
        preset(3, 77)


@pytest.mark.slow
@pytest.mark.long
def test_a_cut_preset_sounds_as_in_the_whole_soundfont():
    import tinysoundfont

    from playhead import assets

    whole = tinysoundfont.Synth(samplerate=T)
    font = whole.sfload(str(assets.path("soundfonts/FluidR3Mono.sf3")))
    for program in sorted({part.program for part in PARTS.values()}):
        cut = tinysoundfont.Synth(samplerate=T)
        cut.program_select(0, cut.sfload(preset(program)), 0, program)
        whole.program_select(0, font, 0, program)
        heard = []
        for synth in (whole, cut):
            synth.noteon(0, 60, 80)
            heard.append(np.frombuffer(bytes(synth.generate(T)), np.float32))
            synth.sounds_off(0)
            synth.generate(T)
        np.testing.assert_allclose(heard[0], heard[1], atol=1e-4)  # positions in a long file round otherwise
