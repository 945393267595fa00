"""Playhead, timeline, playlists and captions: the parts of a screening that are functions of their arguments."""

import hypothesis.strategies as st
from hypothesis import given

from playhead.screening.captions import segment
from playhead.screening.playhead import EXTRAPOLATE_S, Playhead, Position
from playhead.screening.playlist import Entry, MediaPlaylist, Variant, master_playlist
from playhead.screening.sounding import next_window
from playhead.screening.timeline import Hold, to_film, to_timeline
from playhead.shots.cue import Caption
from playhead.timebase import AAC_PACKET, TICK_RATE, WINDOW

S = TICK_RATE


def test_before_any_player_the_playhead_waits_at_the_start():
    head = Playhead(10 * S)
    assert head.at(100.0, 5 * S).ticks == 0
    assert head.at(100.0, 5 * S).moving


def test_without_heartbeats_time_and_what_was_offered_bound_the_playhead():
    head = Playhead(10 * S)
    head.requested(100.0, 3 * S)
    assert head.at(102.0, 9 * S) == Position(2 * S, moving=True)
    assert head.at(107.0, 9 * S) == Position(3 * S, moving=True)  # it may be waiting for more
    assert head.at(100.1 + EXTRAPOLATE_S, 9 * S) == Position(3 * S, moving=False)  # who asks for nothing more has stopped
    head.requested(107.0, 9 * S)
    assert head.at(107.0, 9 * S).ticks == 3 * S  # a player that had to wait is late from then on
    assert head.at(109.0, 9 * S) == Position(5 * S, moving=True)


def test_missed_heartbeats_are_extrapolated_and_then_a_pause():
    head = Playhead(10 * S)
    head.heartbeat(50.0, 4.0, paused=False)
    assert head.at(53.0, 60 * S).ticks == 7 * S
    late = head.at(50.0 + EXTRAPOLATE_S + 5, 60 * S)
    assert (late.ticks, late.moving) == (14 * S, False)
    assert head.at(53.0, 5 * S).ticks == 5 * S  # nobody plays what is not listed


def test_a_player_that_waits_for_media_is_not_taken_to_move():
    head = Playhead(10 * S)
    for second in range(4):
        head.heartbeat(50.0 + second, 0.0, paused=False)
        assert head.at(50.9 + second, 60 * S) == Position(0, moving=True)
    head.heartbeat(54.0, 0.6, paused=False)
    assert head.at(54.5, 60 * S).ticks == round(1.1 * S)


def test_pause_seek_back_and_no_running_away():
    head = Playhead(10 * S)
    head.heartbeat(50.0, 4.0, paused=True)
    assert head.at(90.0, 60 * S) == head.at(50.0, 60 * S)
    head.heartbeat(60.0, 1.0, paused=False)
    assert head.at(60.0, 60 * S).ticks == S
    head.heartbeat(61.0, 5000.0, paused=False)
    assert head.at(61.0, 10_000 * S).ticks == (10 + 2 * 11) * S


holds = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=5, unique_by=lambda pair: pair[0])


@given(holds, st.integers(0, 100))
def test_timeline_and_film_time_are_inverse(pairs, film):
    held = tuple(Hold(*pair) for pair in pairs)
    assert to_film(held, to_timeline(held, film)) == film
    assert to_timeline(held, film) - to_timeline(held, film, after=False) == sum(h.ticks for h in held if h.film == film)


@given(holds, st.integers(0, 100))
def test_film_time_never_goes_back(pairs, at):
    held = tuple(Hold(*pair) for pair in pairs)
    assert 0 <= to_film(held, at + 1) - to_film(held, at) <= 1


def test_windows_are_whole_and_the_last_is_whole_packets():
    assert next_window(0, WINDOW, final=False, hurry=False) is None  # the next scene's ambience may lead into it
    assert next_window(0, WINDOW, final=False, hurry=True).ticks == WINDOW
    last = next_window(WINDOW, WINDOW + 2000, final=True, hurry=False)
    assert (last.start, last.ticks) == (WINDOW, 2 * AAC_PACKET)
    assert next_window(2 * WINDOW, 2 * WINDOW, final=True, hurry=False) is None


def test_a_media_playlist_has_what_players_need_and_only_grows():
    playlist = MediaPlaylist("/m/i.mp4", 1_700_000_000.5)
    playlist.append(Entry(f"/m/{n}.m4s?t={n * 12288}", S) for n in range(2))
    before = playlist.text(ended=False)
    playlist.append(Entry(f"/m/{n}.m4s?t={n * 12288}", S) for n in range(2, 20))
    after = playlist.text(ended=True)
    for line in (
        "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", "#EXT-X-PLAYLIST-TYPE:EVENT", "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXT-X-START:TIME-OFFSET=0", "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES", '#EXT-X-MAP:URI="/m/i.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20.500Z", "#EXTINF:1.000000,",
    ):
        assert line in before.splitlines()
    assert after.startswith(before)
    assert "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:36.500Z\n#EXTINF:1.000000,\n/m/16.m4s" in after
    assert after.endswith("/m/19.m4s?t=233472\n#EXT-X-ENDLIST\n")
    assert "DISCONTINUITY" not in after


def test_the_master_playlist_names_its_renditions():
    text = master_playlist(Variant(848, 480, ("avc1.64001e", "mp4a.40.2")), sound=True, captions=[("en", "English")])
    assert 'CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=848x480,FRAME-RATE=24.000,AUDIO="sound",SUBTITLES="captions"' in text
    assert 'URI="sound.m3u8"' in text
    assert "EXT-X-START" not in text  # ffmpeg 5 takes a playlist that has it for a media playlist
    assert 'URI="captions-en.m3u8"' in text
    assert text.endswith("picture-480.m3u8\n")


def test_a_cue_across_an_edge_stands_whole_in_both_segments():
    cues = [Caption(S, 2 * S, "Wait --> <here>", "MARA"), Caption(9 * S, S, "[thunder]")]
    first, second, third = (segment(cues, at, WINDOW) for at in (0, WINDOW, 2 * WINDOW))
    assert first.startswith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n")
    cue = "00:00:01.000 --> 00:00:03.000\n<v MARA>Wait --&gt; &lt;here&gt;</v>\n"
    assert cue in first
    assert cue in second
    assert "-->" not in third
    assert "[thunder]" in segment(cues, 4 * WINDOW, WINDOW)


def test_what_is_described_is_a_caption_of_its_own_kind():
    text = segment([Caption(S, S, "He runs in\n& sits down.", described=True)], 0, WINDOW)
    assert "00:00:01.000 --> 00:00:02.000\n<i.description>He runs in\n&amp; sits down.</i>\n" in text
