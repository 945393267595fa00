from playhead.canonical import canonical
from playhead.shots.cue import Cue
from playhead.shots.shot import Place
from playhead.sound import clips_of, heard
from playhead.sound.score.theme import bar_ticks
from playhead.speech import Line, Voice

T = 48_000
CLIFF = Place("cliff", "CLIFF", False, ("lighthouse",))



def test_clips_are_canonical_and_have_keys(clips):
    assert len({clip.key for clip in clips}) == len(clips)
    assert all(canonical(clip) for clip in clips)


def test_a_beat_may_begin_anywhere():
    line = Line("Hello.", Voice())
    (clip,) = clips_of([Cue("speech", 500, 20_000, line=line)], 96_000, 1)
    assert (clip.start, clip.end, clip.line) == (96_500, 116_500, line)


def test_bars_begin_on_the_films_grid_and_each_in_one_cue():
    bar = bar_ticks(5)
    one = clips_of([Cue("score", 0, 7 * T, "calm"), Cue("score", 7 * T, 9 * T, "tension", tension=3)], 0, 5)
    two = clips_of([Cue("score", 0, 20 * T, "joy")], 16 * T, 5)
    starts = [clip.start for clip in (*one, *two)]
    assert starts == [k * bar for k in range(len(starts))]
    assert [clip.bar for clip in (*one, *two)] == list(range(len(starts)))


def test_the_last_bar_before_silence_closes():
    clips = clips_of([Cue("score", 0, 20 * T, "calm"), Cue("score", 20 * T, 5 * T, "silence")], 0, 5)
    assert [clip.closing for clip in clips] == [False] * (len(clips) - 1) + [True]


def test_speech_is_heard_in_the_room_of_its_ambience():
    hall = Place("hall", "THE GREAT HALL", True)
    cues = [
        Cue("ambience", -T, 9 * T, place=CLIFF),
        Cue("ambience", 8 * T, 9 * T, place=hall),
        Cue("speech", T, T, line=Line("A", Voice())),
        Cue("speech", 9 * T, T, line=Line("B", Voice())),
    ]
    rooms = {clip.line.text: clip.place.kind for clip in clips_of(cues, 0, 1) if clip.kind == "speech"}
    assert rooms == {"A": "cliff", "B": "hall"}


def test_what_takes_no_time_is_no_clip():
    assert clips_of([Cue("foley", 0, 0, "knock"), Cue("speech", 0, 0, line=Line("", Voice()))], 0, 1) == ()


def test_a_window_hears_tails_and_what_ducks(clips):
    speech = max((clip for clip in clips if clip.kind == "speech"), key=lambda clip: clip.start)
    assert speech in heard(clips, speech.end + T, 100)
    assert speech in heard(clips, speech.start - T // 5, 100)
    assert speech not in heard(clips, speech.end + 10 * T, 100)
