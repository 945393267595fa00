import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from playhead.screenplay import parse
from playhead.shots import lines_of, shoot
from playhead.speech import Mark, Mouth, Spoken
from playhead.story import compile_story
from playhead.timebase import FRAME

SCRIPTS = Path(__file__).parents[1] / "story/scripts"
LAMP = (SCRIPTS / "lamp.fountain").read_text()
FILM = Path(__file__).parents[2] / "films/the-lamp/the-lamp.fountain"


def story_of(text):
    return compile_story(parse(text.encode()))


def spoken(line):
    ticks = len(line.text) * 3000 + 555
    return Spoken(ticks, tuple(Mark(t, Mouth.WIDE if t // 6000 % 2 else Mouth.CLOSED) for t in range(0, ticks, 6000)))


def shot(text, n=0):
    story = story_of(text)
    beat = story.beats[n]
    return shoot(beat, story, {line.key: spoken(line) for line in lines_of(beat, story)})


def sizes(made):
    return [s.framing.size for s in made.shots]


def test_the_same_keys_in_every_process():
    code = (
        "import sys; from playhead.screenplay import parse; from playhead.story import compile_story; from playhead.shots import shoot, lines_of, title_shots\n"
        "s = compile_story(parse(sys.stdin.buffer.read()))\n"
        "print([x.key for x in title_shots(s).shots], [x.key for b in s.beats for x in shoot(b, s, {}).shots], [c for b in s.beats for c in shoot(b, s, {}).cues])"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=FILM.read_bytes(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "7")
    }
    assert len(outs) == 1


def test_editing_one_line_makes_only_its_shots_anew():
    text = FILM.read_text()
    edited = text.replace("I know what it says.", "I know very well what it says.")
    assert edited != text
    one, two = story_of(text), story_of(edited)
    before = [{s.key for s in shoot(b, one, {line.key: spoken(line) for line in lines_of(b, one)}).shots} for b in one.beats]
    after = [[s.key for s in shoot(b, two, {line.key: spoken(line) for line in lines_of(b, two)}).shots] for b in two.beats]
    new = [(n, key) for n, keys in enumerate(after) for key in keys if key not in before[n]]
    assert 1 <= len(new) <= 3
    assert len({n for n, _ in new}) == 1


def test_moving_the_scene_down_the_page_changes_nothing():
    a, b = shot(LAMP, 1), shot("\n\n/* nothing */\n\n" + LAMP.split("\n\n", 1)[1], 1)
    assert [s.key for s in a.shots] == [s.key for s in b.shots]


def test_a_scene_is_established_and_then_seen_closer():
    made = shot(LAMP, 1)
    assert sizes(made)[0] == "wide"
    assert made.shots[0].frames >= 48
    assert {"medium", "close"} & set(sizes(made))


def test_speech_first_scene_is_established_in_silence():
    made = shot("INT. ROOM - DAY\n\nANNA\nHello there, my dear old friend.\n\nBEN\nHello to you too, whoever you are.")
    assert sizes(made)[0] == "wide"
    first = next(cue for cue in made.cues if cue.kind == "speech")
    assert first.at >= 2 * 48000


def test_air_around_a_line():
    made = shot("INT. ROOM - DAY\n\nIt waits.\n\nANNA\nHello.\n\nBEN\nYes.\n\n(beat)\n\nANNA\n(beat)\nWell.")
    speech = [cue for cue in made.cues if cue.kind == "speech"]
    for one, two in pairwise(speech):
        assert two.at - one.at - one.ticks >= 0.7 * 48000
    assert speech[2].at - speech[1].at - speech[1].ticks >= 1.4 * 48000
    assert made.frames * FRAME - speech[2].at - speech[2].ticks >= 0.4 * 48000


def test_mouths_move_only_while_their_line_is_heard():
    story = story_of(LAMP)
    for beat in story.beats:
        made = shoot(beat, story, {line.key: spoken(line) for line in lines_of(beat, story)})
        at = 0
        heard = [(c.at // FRAME, -(-(c.at + c.ticks) // FRAME)) for c in made.cues if c.kind == "speech"]
        shown = 0
        for s in made.shots:
            for performer in s.performers:
                for frame, mouth in performer.mouth:
                    if mouth != Mouth.REST:
                        shown += 1
                        assert any(a <= at + frame < b for a, b in heard), (at, frame)
                if performer.mouth:
                    over = [b - at for a, b in heard if at < b < at + s.frames]
                    assert performer.mouth[-1][1] == Mouth.REST or not over or performer.mouth[-1][0] >= max(over)
            at += s.frames
        assert shown


def test_voice_over_shows_no_mouth():
    made = shot("INT. ROOM - DAY\n\nAnna sits. She waits.\n\nANNA (V.O.)\nI waited for a long, long time.\n\nBEN (O.S.)\nAnna!")
    assert all(not p.mouth for s in made.shots for p in s.performers)
    assert [c.speaker for c in made.cues if c.kind == "speech"] == ["ANNA", "BEN"]
    assert max(len(s.performers) for s in made.shots) == 1


def test_who_enters_comes_from_outside_and_who_leaves_goes():
    made = shot(
        "INT. ROOM - DAY\n\nAnna sits at the table. She reads a book for a while.\n\nBEN enters. He looks at her.\n\nBEN\nYou are still here, I see.\n\nANNA\nWhere else should I be?\n\nBen leaves.\n\nAnna reads on, and the clock ticks, and it grows dark."
    )
    first = next(s for s in made.shots if len(s.performers) == 2)
    walker = next(p for p in first.performers if any(a.verb == "walk" for a in p.acts))
    assert walker.x < 0 or walker.x > 848
    assert made.shots[0].performers[0].pose == "sit"
    assert len(made.shots[-1].performers) == 1


def test_a_walk_goes_on_over_the_cut():
    made = shot(LAMP, 0)
    walks = [(s, p, a) for s in made.shots for p in s.performers for a in p.acts if a.verb == "walk"]
    for s, p, act in walks:
        distance = abs(act.x - p.x) if act.frame == 0 else None
        if distance:
            assert distance / max(1, act.frames) <= 9
        assert act.frame + act.frames <= s.frames


def test_tension_brings_the_camera_close():
    calm = shot("INT. ROOM - DAY\n\nThey wait.\n\n" + TALK)
    tense = shot("INT. ROOM - DAY\n\n[[tension 4]]\n\nThey wait.\n\n" + TALK)
    assert sizes(tense).count("close") > sizes(calm).count("close")
    assert tense.shots[1].mood == 4
    assert any(s.move.kind == "push" for s in tense.shots[1:])


TALK = "\n\n".join(
    f"{who}\nThis is something that takes a while to say, number {n}." for n, who in enumerate(["ANNA", "BEN"] * 4)
)


def test_shot_and_reverse_shot():
    made = shot("INT. ROOM - DAY\n\nThey wait.\n\n" + TALK)
    angles = [s.framing.angle for s in made.shots if s.framing.size in ("medium", "close")]
    assert {-1, 1} <= set(angles)
    assert "two" in sizes(made)


def test_retorts_stay_in_the_two_shot():
    made = shot("INT. ROOM - DAY\n\nThey wait.\n\nANNA\nNo.\n\nBEN\nYes.\n\nANNA\nNo!\n\nBEN\nYes!")
    assert sizes(made)[:2] == ["wide", "two"] or sizes(made)[0] == "wide"
    assert len(made.shots) <= 4


def test_who_listens_is_seen():
    made = shot(
        "INT. ROOM - DAY\n\nThey wait.\n\nBEN\nTell me, then, all that happened.\n\nANNA\n"
        + "It was a long story, full of people and of weather. " * 6
    )
    assert any("hears it" in reason for reason in made.reasons)


@pytest.mark.parametrize(
    ("ending", "leave", "card"),
    [("> FADE OUT.", True, False), ("FADE OUT.", True, False), ("CUT TO BLACK.", False, True), ("> SMASH CUT TO:", False, False)],
)
def test_transitions_out(ending, leave, card):
    made = shot(f"INT. ROOM - DAY\n\nAnna waits.\n\n{ending}\n")
    assert (made.shots[-1].leave_frames > 0) is leave
    assert (made.shots[-1].framing.size == "card") is card


def test_dissolves_inside_a_beat_and_fades_over_time():
    made = shot("## one\n\nINT. ROOM - DAY\n\nAnna waits.\n\nDISSOLVE TO:\n\nEXT. FIELD - DAY\n\nAnna walks.")
    entered = [s.enter for s in made.shots if s.enter.kind == "dissolve"]
    assert len(entered) == 1
    assert entered[0].source is not None
    assert entered[0].source.enter.source is None
    assert made.shots[0].enter.kind == "fade"
    story = story_of("INT. ROOM - DAY\n\nAnna waits.\n\nINT. ROOM - NIGHT\n\nAnna waits.")
    one, two = (shoot(beat, story, {}) for beat in story.beats)
    assert one.shots[-1].leave_frames > 0
    assert two.shots[0].enter.kind == "fade"


def test_cards():
    made = shot("INT. ROOM - DAY\n\nAnna waits.\n\n> Ten years\nlater <\n\nSUPER: 1912\n\nAnna waits.")
    cards = [s.text for s in made.shots if s.framing.size == "card"]
    assert cards == [("Ten years",), ("later <",), ("1912",)] or ("1912",) in cards


def test_dual_dialogue_overlaps():
    cues = [c for c in shot(LAMP, 1).cues if c.kind == "speech"][-2:]
    assert cues[0].at == cues[1].at
    assert cues[0].speaker != cues[1].speaker


def test_an_insert_for_what_is_handled():
    made = shot(LAMP, 1)
    inserts = [s.props[s.framing.subjects[0]].kind for s in made.shots if s.framing.size == "insert"]
    assert "letter" in inserts


def test_what_is_taken_is_held_and_gone_from_the_table():
    made = shot(
        "INT. ROOM - DAY\n\nA letter lies on the table. A clock stands there. Anna waits, and waits, and waits, for a long time.\n\nAnna takes the letter.\n\nANNA\nIt is from him, after all these years and all that snow.\n\nBEN\nThen read it to me, and do not leave out anything."
    )
    assert "letter" in [p.kind for p in made.shots[0].props]
    late = [s for s in made.shots if any(p.holds == "letter" for p in s.performers)]
    assert late
    assert all("letter" not in [p.kind for p in s.props] for s in late if s.framing.size != "insert")


def test_directives_are_followed():
    made = shot(
        "INT. ROOM - DAY\n\nANNA and BEN wait. [[shot: close on Ben]]\n\n[[look: rain, candle]]\n\nA long time passes, in which nothing happens at all.\n\n[[hold 6s]] \n\n[[sound: thunder]]\n\nBen looks up."
    )
    assert any("candle" in s.light and s.weather == "rain" for s in made.shots)
    assert any(c.kind == "foley" and c.name == "thunder" for c in made.cues)
    asked = shot(
        "INT. ROOM - DAY\n\nANNA and BEN wait for a long time, and neither of them says a single word.\n\n[[shot: close on Ben]]\n\nBen looks at Anna."
    )
    assert any("asked for" in reason for reason in asked.reasons)
    assert "close" in sizes(asked)
    held = (
        shot("INT. ROOM - DAY\n\nAnna waits.\n\n[[hold 6s]]\n\nBen looks up.").frames
        - shot("INT. ROOM - DAY\n\nAnna waits.\n\nBen looks up.").frames
    )
    assert held == 144


def test_the_viewers_name_is_its_fallback():
    story = story_of(LAMP)
    assert "Good evening, friend." in [line.text for line in lines_of(story.beats[1], story)]
    assert not any(s.private for s in shot(LAMP, 1).shots)


def test_missing_timing_is_estimated():
    story = story_of(LAMP)
    assert shoot(story.beats[1], story, {}).frames > 200


def test_what_went_dark_stays_dark_until_time_passes():
    text = "INT. LAMP ROOM - NIGHT\n\nThe lamp flickers. It goes out. A storm.\n\nEXT. SEA - NIGHT\n\nWaves.\n\nINT. LAMP ROOM - NIGHT\n\nANNA waits.\n\nINT. LAMP ROOM - DAY\n\nAnna sits."
    dark = [["lamp out" in shot(text, n).shots[0].light for n in (1, 2, 3)], [shot(text, n).shots[0].weather for n in (1, 2, 3)]]
    assert dark == [[False, True, False], ["storm", "storm", "clear"]]
    assert "lamp out" in shot(text, 0).shots[-1].light


def test_what_one_carries_is_in_the_hand_and_not_on_the_ground():
    made = shot("EXT. CLIFF - NIGHT\n\nANNA climbs the path with a lantern. She stops.")
    assert {p.holds for s in made.shots for p in s.performers} == {"lantern"}
    assert not any(s.props for s in made.shots)


def test_who_comes_late_was_not_there_before():
    made = shot(
        "EXT. BEACH - DAY\n\nANNA sits in the sand. She looks at the sea.\n\nANNA\nThere it is again, that sound.\n\nShe waits.\n\nShe waits for a long time.\n\nBEN walks over the beach to her.\n\nBEN\nThere you are."
    )
    assert len(made.shots[0].performers) == 1
    assert any(len(s.performers) == 2 for s in made.shots)


def test_things_that_are_not_there_are_not_shown():
    made = shot("EXT. CLIFF - DAY\n\nANNA looks at the sea. There is no boat on it. A stone the size of a kettle.")
    assert {p.kind for s in made.shots for p in s.props} <= {"stone"}


def seen(text):
    story = story_of(text)
    return [shot for beat in story.beats for shot in shoot(beat, story, {}).shots]


def test_things_and_those_elsewhere_are_heard_and_not_seen_as_people():
    text = "INT. KITCHEN - DAY\n\nMARA (30s) sits.\n\nRADIO\nRain.\n\nTOM\n(outside)\nHello?\n\nSHELL\nSh.\n"
    assert all(len(shot.performers) <= 1 for shot in seen(text))


def test_in_a_car_all_sit_and_who_drives_is_at_the_wheel():
    text = "INT. CAR - DAY\n\nANNA (30s) drives. BEN (30s) sits next to her.\n\nBEN\nStop the car.\n\nANNA\nNo.\n"
    two = next(shot for shot in seen(text) if len(shot.performers) == 2)
    assert {p.pose for p in two.performers} == {"sit"}
    assert sorted(p.x for p in two.performers) == [282, 566]


def lights(text):
    (made,) = [shoot(beat, story, {}) for story in [story_of(text)] for beat in story.beats[:1]]
    return [("lamp out" in each.light, each.frames) for each in made.shots]


def test_a_look_after_the_action_that_opens_a_scene_holds_from_its_start():
    assert all(out for out, _ in lights("INT. LAMP ROOM - NIGHT\n\nThe storm has gone by. A thin rain. Ilse stands alone at the window. [[look: lamp out]]\n\nILSE\nPapa?\n"))


def test_a_look_after_a_later_action_holds_from_its_last_sentence_on():
    found = [out for out, _ in lights("INT. LAMP ROOM - NIGHT\n\nIlse waits at the window with a book.\n\nILSE\nPapa? Are you there? I am still up.\n\nShe walks to the door and back. All is still. The rain stops. [[look: lamp out]]\n\nILSE\nPapa? I cannot see you any more, and it is late.\n\nShe waits.\n")]
    assert not found[0]
    assert found[-1]
    assert found == sorted(found)


def test_a_loudspeaker_that_is_told_of_is_nobody_on_the_stage():
    made = shot("EXT. PLATFORM - NIGHT\n\nEdith and Otto sit on the bench. The loudspeaker crackles.\n\nLOUDSPEAKER (V.O.)\nThe train is late.\n\nEDITH\nThey say that in July, too.\n\nOTTO\nYes.\n")
    assert {len(each.performers) for each in made.shots} <= {1, 2}
    assert max(len(each.performers) for each in made.shots) == 2
