"""Takes of renderers that go through a shot in order: continued here, in another process, or from the beginning."""

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import playhead.testing  # noqa: F401  registers the renderers
from playhead.projection import PictureJob
from playhead.projection.perform import FADE_FRAMES, Performer
from playhead.render.renderer import Size
from playhead.shots.brief import Brief
from playhead.testing import a_shot, read_number

SMALL = Size(208, 128)
SHOT = a_shot(60, "a take")
WORDS = Brief(action=((0, "She waits."), (30, "She runs.")))


def job(n: int, renderer: str = "chained", **given: object) -> PictureJob:
    return PictureJob(SHOT, n, SMALL, renderer, brief=WORDS, **given)


def drawn(performer: Performer, *jobs: PictureJob) -> list[np.ndarray]:
    return [picture for each in jobs for picture in performer.pictures(each)]


@pytest.fixture
def whole(tmp_path: Path) -> list[np.ndarray]:
    """The take as it is when nothing stops it."""
    return drawn(Performer(tmp_path / "whole", 10**8), *(job(n) for n in range(3)))


def test_segments_in_order_are_one_take(whole: list[np.ndarray]) -> None:
    assert [read_number(picture) for picture in whole] == list(range(60))
    assert len({picture[0, 0].tobytes() for picture in whole}) > 20, "each picture tells what went before it"


def test_going_on_elsewhere_equals_never_having_stopped(tmp_path: Path, whole: list[np.ndarray]) -> None:
    first = drawn(Performer(tmp_path / "one", 10**8), job(0))
    code = (
        "import pickle, sys; import playhead.testing; from pathlib import Path; from playhead.projection.perform import Performer;"
        "folder, jobs = pickle.load(sys.stdin.buffer); performer = Performer(folder, 10**8);"
        "sys.stdout.buffer.write(pickle.dumps([picture for job in jobs for picture in performer.pictures(job)]))"
    )
    told = subprocess.run([sys.executable, "-c", code], input=pickle.dumps((tmp_path / "one", [job(1), job(2)])), capture_output=True, check=True)
    assert np.array_equal(np.stack([*first, *pickle.loads(told.stdout)]), np.stack(whole))


def test_a_segment_alone_is_made_from_the_beginning(tmp_path: Path, whole: list[np.ndarray]) -> None:
    assert np.array_equal(np.stack(drawn(Performer(tmp_path / "one", 10**8), job(2))), np.stack(whole[48:]))


def test_a_take_goes_on_where_its_last_segment_was_made(tmp_path: Path) -> None:
    begun = []
    performer = Performer(tmp_path, 10**8)
    drawing = performer.renderer("chained")
    drawing._before = lambda _, first: begun.append(first)  # type: ignore[attr-defined]
    for n in range(3):
        performer.perform(job(n))
    assert begun == list(range(0, 60, 7)), "every chunk once"


def test_the_same_segment_again_and_a_torn_snapshot(tmp_path: Path, whole: list[np.ndarray]) -> None:
    performer = Performer(tmp_path / "one", 10**8)
    drawn(performer, job(0), job(1))
    assert np.array_equal(np.stack(drawn(performer, job(1))), np.stack(whole[24:48]))
    for file in (tmp_path / "one").glob("**/states/*/*"):
        file.write_bytes(file.read_bytes()[:11])
    assert np.array_equal(np.stack(drawn(Performer(tmp_path / "one", 10**8), job(2))), np.stack(whole[48:]))


def test_other_words_from_a_chunk_on_change_only_what_follows(tmp_path: Path, whole: list[np.ndarray]) -> None:
    other = Brief(action=((0, "She waits."), (30, "She laughs and turns round.")))
    changed = drawn(Performer(tmp_path / "two", 10**8), *(replace(job(n), brief=other) for n in range(3)))
    assert np.array_equal(np.stack(changed[:35]), np.stack(whole[:35]))
    assert not np.array_equal(np.stack(changed[35:]), np.stack(whole[35:]))
    assert replace(job(0), brief=other).take != job(0).take


def test_a_failed_step_is_gone_over_again(tmp_path: Path) -> None:
    performer = Performer(tmp_path, 10**8)
    falling = replace(job(1, "model"), shot=a_shot(60, "fails 30"))
    first = drawn(performer, replace(falling, n=0))
    for _ in range(2):
        with pytest.raises(ConnectionError, match="fails at 35"):
            drawn(performer, falling)
    assert np.array_equal(np.stack(drawn(performer, replace(falling, n=0))), np.stack(first))


def test_another_renderer_goes_over_from_what_was_shown(tmp_path: Path) -> None:
    performer = Performer(tmp_path, 10**8)
    before = performer.perform(replace(job(0), shot=a_shot(60, "before")))
    plain, after = (drawn(performer, job(1, "blocks", source=source)) for source in ("", before.hash))
    apart = [float(np.abs(one.astype(int) - two).mean()) for one, two in zip(plain, after, strict=True)]
    assert apart[0] > 3
    assert max(apart[FADE_FRAMES - 2 : FADE_FRAMES]) < apart[0] / 2
    assert not any(apart[FADE_FRAMES:])
    assert np.array_equal(np.stack(drawn(performer, job(1, "blocks", source="0" * 40))), np.stack(plain)), "what it came after is gone"
