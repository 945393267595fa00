"""Stills of what was listed last."""

import asyncio
from pathlib import Path

import pytest

import playhead.testing  # noqa: F401  registers the renderers
from playhead.media import Store
from playhead.media.picture import decode_picture
from playhead.projection import PictureJob
from playhead.projection.holding import Holder
from playhead.projection.jobs import Made
from playhead.projection.perform import Performer, found
from playhead.render.renderer import Size
from playhead.testing import a_shot, read_number

SMALL = Size(208, 128)


def job(n: int, grade: str = "full", source: str = "") -> PictureJob:
    return PictureJob(a_shot(72), n, SMALL, "blocks", grade, source)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def held(store: Store, *jobs: PictureJob) -> list[Made]:
    async def make() -> list[Made]:
        holder = Holder()
        try:
            return [await holder.make(each, store) for each in jobs]
        finally:
            holder.close()

    return asyncio.run(make())


def test_a_still_of_a_still_is_the_same_still(store: Store) -> None:
    before = Performer(store.folder, 10**8).perform(job(0)).hash
    (first,) = held(store, job(1, "hold", before))
    assert [read_number(picture) for picture in decode_picture(store.get(first.hash), SMALL)] == [23]
    first, second, third = held(store, job(1, "hold", before), job(2, "hold", first.hash), job(2, "hold", before))
    assert first.hash == second.hash == third.hash
    assert (second.key, second.source) == (third.key, before)
    assert not third.seconds  # it was there


def test_a_still_can_be_made_again_from_what_is_told_of_it(store: Store, tmp_path: Path) -> None:
    performer = Performer(store.folder, 10**8)
    before = performer.perform(job(0)).hash
    (first,) = held(store, job(1, "hold", before))
    _, told, card = held(store, job(1, "hold", before), job(2, "hold", first.hash), job(2, "hold", ""))
    assert (told.grade, told.renderer, told.source) == ("hold", "blocks", before)
    assert card.source == ""
    other = Store(tmp_path / "other")
    again = Performer(other.folder, 10**8)
    again.perform(job(0))
    assert found(job(2, told.grade, told.source), other) is None
    assert again.perform(job(2, told.grade, told.source)).hash == told.hash
