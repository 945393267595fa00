"""The work of a worker, in this process."""

import importlib
import types
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import playhead.testing  # noqa: F401  registers the renderers
from playhead.errors import NotFound, PlayheadError
from playhead.media import Store, duration_of
from playhead.media.picture import decode_picture
from playhead.projection import PictureJob, SoundJob, SpeechJob
from playhead.projection.perform import EVERY, Performer, found
from playhead.render.renderer import Known, PictureChunk, Size, Traits, register
from playhead.speech.timing import Line, Mark, Mouth, Spoken, Voice
from playhead.testing import a_shot, numbered, read_number
from playhead.timebase import AAC_PACKET, WINDOW

SMALL = Size(208, 128)


@pytest.fixture
def performer(tmp_path: Path) -> Performer:
    return Performer(tmp_path, 10**8)


def shown(performer: Performer, job: PictureJob) -> list[int]:
    made = performer.perform(job)
    assert made.grade == job.grade
    assert made.ticks == job.ticks
    numbers = []
    for picture in decode_picture(performer.store().get(made.hash), job.size):
        numbers += [read_number(picture)] * EVERY.get(job.grade, 1)
    return numbers[: job.frames]


def job(n: int = 1, grade: str = "full", source: str = "", frames: int = 60) -> PictureJob:
    return PictureJob(a_shot(frames), n, SMALL, "blocks", grade, source)


def test_a_segment_shows_its_own_frames(performer: Performer) -> None:
    assert shown(performer, job(0)) == list(range(24))
    assert shown(performer, job(2)) == list(range(48, 60))


def test_stand_ins_show_the_same_time_with_less(performer: Performer) -> None:
    assert shown(performer, job(1, "half")) == list(range(24, 48))
    assert shown(performer, job(1, "held")) == [frame & ~1 for frame in range(24, 48)]
    assert shown(performer, job(0, "held", frames=35)) == [frame & ~1 for frame in range(35)]
    assert shown(performer, job(1, "hold")) == [24] * 24
    before = performer.perform(job(0)).hash
    assert shown(performer, job(1, "hold", before)) == [23] * 24
    assert shown(performer, job(1, "hold", "0" * 40)) == [24] * 24


def test_what_is_stored_is_not_made_again(performer: Performer) -> None:
    first = performer.perform(job())
    again = performer.perform(job())
    assert first.seconds > 0
    assert again == replace(first, seconds=0.0)
    performer.store().path(first.hash).unlink()
    assert performer.perform(job()).seconds > 0


def test_progress_counts_frames(performer: Performer) -> None:
    heard: list[int] = []
    performer.perform(job(), progress=heard.append)
    assert heard == list(range(1, 25))


def test_another_folder_is_another_store(performer: Performer, tmp_path: Path) -> None:
    made = performer.perform(job(), folder=tmp_path / "private")
    assert Store(tmp_path / "private").has(made.hash)
    assert not performer.store().has(made.hash)


class Stills:
    """Draws any frame alone, in chunks of seven, and keeps a log of what it drew."""

    name = "stills"
    traits = Traits((SMALL,), 7)
    log: list[int] = []  # noqa: RUF012
    shared: list[object] = []  # noqa: RUF012

    def open(self, shot, size, control=None, first=0):
        return [shot, size, first]

    def step(self, state):
        shot, size, first = state
        frames = range(first - first % 7, min(first - first % 7 + 7, shot.frames))
        state[2] = frames.stop
        return PictureChunk(np.stack([numbered(f, size) for f in frames]), frames.start) if frames else None

    def picture(self, shot, size, frame):
        self.log.append(frame)
        return numbered(frame, size)

    def snapshot(self, state):
        return b""

    def share(self, blobs):
        self.shared.append(blobs)


def test_chunks_need_not_be_segments_and_stills_are_drawn_alone(performer: Performer) -> None:
    register(Known("stills", lambda _options, _machine: Stills(), Stills.traits))
    Stills.log.clear()
    Stills.shared.clear()
    assert shown(performer, replace(job(1), renderer="stills")) == list(range(24, 48))
    assert Stills.log == []
    assert len(Stills.shared) == 1
    assert shown(performer, replace(job(1, "held"), renderer="stills")) == [frame & ~1 for frame in range(24, 48)]
    assert Stills.log == list(range(24, 48, 2))


def test_renderers_that_fail_or_are_unknown_are_told(performer: Performer) -> None:
    with pytest.raises(NotFound, match="nobody"):
        performer.perform(replace(job(), renderer="nobody"))
    with pytest.raises(ValueError, match="cannot draw"):
        performer.perform(replace(job(), renderer="failing"))
    short = types.SimpleNamespace(traits=Stills.traits, open=lambda *_: 0, step=lambda _: None)
    register(Known("short", lambda _options, _machine: short, Stills.traits))
    with pytest.raises(PlayheadError, match="gave no frame 24"):
        performer.perform(replace(job(), renderer="short"))


def test_sound_is_mixed_with_what_lies_around_it(performer: Performer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def mix(clips, start, ticks, speaker, shelf):
        asked.append((clips, start, ticks))
        return np.zeros((ticks, 2), np.float32)

    fakes = {"playhead.sound": types.SimpleNamespace(mix=mix, Shelf=lambda blobs, build: blobs), "playhead.speech": types.SimpleNamespace(Speaker=lambda _blobs, machine: types.SimpleNamespace(machine=machine))}
    monkeypatch.setattr("playhead.projection.perform.importlib", types.SimpleNamespace(import_module=fakes.__getitem__))
    made = performer.perform(SoundJob((), WINDOW, WINDOW))
    assert asked == [((), WINDOW - 4 * AAC_PACKET, WINDOW + 6 * AAC_PACKET)]
    assert made.ticks == WINDOW == duration_of(performer.store().get(made.hash))


def test_speech_is_remembered(performer: Performer, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = Spoken(4800, (Mark(0, Mouth.OPEN), Mark(900, Mouth.REST)))
    said = []

    class Speaker:
        def __init__(self, blobs, machine):
            pass

        def say(self, line, progress):
            said.append(line.text)
            return spoken

    real = importlib.import_module
    monkeypatch.setattr(
        importlib, "import_module", lambda name: types.SimpleNamespace(Speaker=Speaker) if name == "playhead.speech" else real(name)
    )
    line = SpeechJob(Line("Not tonight.", Voice()))
    assert found(line, performer.store()) is None
    for _ in range(2):
        made = performer.perform(line)
        assert (made.spoken, made.ticks, made.hash) == (spoken, 4800, "")
    assert said == ["Not tonight."]
    performer.store().blobs("spoken").put(line.key, b"[1,")
    assert found(line, performer.store()) is None
