"""What holds a viewer's own words is made in the folder of their screening and leaves nothing in the store that all share."""

from dataclasses import replace
from pathlib import Path

import pytest

from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.projection.perform import Performer, found
from playhead.render.renderer import Size
from playhead.screenplay import parse
from playhead.shots import lines_of, shoot
from playhead.sound import clips_of
from playhead.story import compile_story
from playhead.story.director import begin, play
from playhead.timebase import WINDOW

SMALL = Size(208, 128)
SCRIPT = """INT. KITCHEN - EVENING

MARA (60s) and TOM (8) sit at the table.

MARA
Good night, {viewer.name or "friend"}.

SUPER: For {viewer.name or "you"}

TOM
Good night.
"""


def jobs_of(name):
    story = compile_story(parse(SCRIPT.encode()))
    _, version = play(story, begin(story, {"name": name} if name else {}), 0)
    made = shoot(version.beat, story, {})
    clips = clips_of(made.cues, 0)
    windows = [SoundJob(clips, start, WINDOW).heard() for start in range(0, made.frames * 2000 - WINDOW, WINDOW)]
    speech = [SpeechJob(line) for line in lines_of(version.beat, story)]
    return [*speech, *windows, *(PictureJob(shot, 0, SMALL, "theatre", "held") for shot in made.shots)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_private_jobs_leave_nothing_in_the_shared_store(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    performer = Performer(shared, 10**9)
    for job in jobs_of(""):
        assert not job.private
        performer.perform(job)
    mine = jobs_of("Wilhelmina")
    private = [job for job in mine if job.private]
    assert {type(job) for job in private} == {SpeechJob, SoundJob, PictureJob}
    for job in mine:
        if not job.private:
            assert "Wilhelmina" not in repr(job)
            performer.perform(job)
    before = files(shared)
    for job in private:
        made = performer.perform(job, own)
        assert found(job, performer.store(own)) == replace(made, seconds=0.0)
        assert found(job, performer.store()) is None
    assert files(shared) == before
    assert not [name for name, data in before.items() if b"Wilhelmina" in data]
    assert files(own)


@pytest.mark.slow
def test_the_next_viewer_has_none_of_it(tmp_path: Path) -> None:
    performer = Performer(tmp_path / "shared", 10**9)
    (job, *_) = [job for job in jobs_of("Wilhelmina") if job.private and isinstance(job, SpeechJob)]
    performer.perform(job, tmp_path / "own")
    assert found(job, performer.store(tmp_path / "other")) is None
