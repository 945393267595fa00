import pickle
import subprocess
import sys
from dataclasses import replace

from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.projection.build import picture_build, sound_build
from playhead.render.renderer import Size
from playhead.sound import Clip
from playhead.speech.timing import Line, Voice
from playhead.testing import a_shot
from playhead.timebase import FRAME, TICK_RATE, WINDOW

FULL = PictureJob(a_shot(60), 0)


def test_a_take_differs_by_all_that_its_pixels_depend_on() -> None:
    others = [
        replace(FULL, shot=a_shot(61)), replace(FULL, n=1), replace(FULL, size=Size(1280, 720)), replace(FULL, renderer="x"),
        replace(FULL, grade="half"), replace(FULL, grade="hold"), replace(FULL, grade="hold", source="ab"),
    ]
    assert len({job.key for job in [FULL, *others]}) == len(others) + 1
    assert FULL.take == replace(FULL, n=1).take
    assert FULL.key == PictureJob(a_shot(60), 0).key


def test_segments_lie_end_to_end() -> None:
    jobs = [PictureJob(a_shot(60), n) for n in (0, 1, 2)]
    assert [(job.first, job.frames, job.ticks) for job in jobs] == [(0, 24, 24 * FRAME), (24, 24, 24 * FRAME), (48, 12, 12 * FRAME)]


def test_keys_and_jobs_travel_between_processes() -> None:
    code = "import sys, pickle; sys.stdout.write(pickle.loads(sys.stdin.buffer.read()).take)"
    told = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(FULL), capture_output=True, check=True)
    assert told.stdout.decode() == FULL.take


def clip(start: int, name: str = "knock") -> Clip:
    return Clip("foley", start, TICK_RATE, name)


def test_sound_is_what_is_heard_wherever_it_is() -> None:
    at = 20 * WINDOW
    job = SoundJob((clip(at + 100),), at, WINDOW)
    far = (clip(0), clip(at + 9 * WINDOW))
    assert SoundJob((*far, clip(at + 100)), at, WINDOW).key == job.key
    assert SoundJob((clip(at + 100 + 5 * WINDOW),), at + 5 * WINDOW, WINDOW).key == job.key
    assert SoundJob((clip(at + 101),), at, WINDOW).key != job.key
    assert SoundJob((clip(at + 100),), at, WINDOW // 2).key != job.key
    assert SoundJob((clip(at + 100, "bell"),), at, WINDOW).key != job.key
    assert len(SoundJob((*far, clip(at)), at, WINDOW).heard().clips) == 1


def test_a_line_is_spoken_once() -> None:
    assert SpeechJob(Line("Hello", Voice())).key == SpeechJob(Line("Hello", Voice())).key
    assert SpeechJob(Line("Hello", Voice())).key != SpeechJob(Line("Hello", Voice(pitch=900))).key


def test_builds_are_told_apart() -> None:
    assert picture_build("theatre") != picture_build("other")
    assert len({picture_build("theatre"), sound_build()}) == 2
