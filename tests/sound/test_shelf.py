import numpy as np
import pytest
from tests.sound.test_ambience import ambience

from playhead.media import Store
from playhead.sound import Shelf, mix
from playhead.sound.ambience.tile import ROUND, TILE, window
from playhead.sound.cache import Cache
from playhead.sound.shelf import rounded

T = 48_000


@pytest.fixture
def blobs(tmp_path):
    return Store(tmp_path).blobs("renderings")


def noise(seed, peak):
    samples = np.random.default_rng(seed).uniform(-1, 1, (4800, 2)).astype(np.float32)
    return samples * np.float32(peak / np.abs(samples).max())


@pytest.mark.parametrize("peak", [1e-6, 0.25, 0.3, 0.99999, 1.0, 1.7])
def test_rounding_is_far_below_the_peak_and_changes_nothing_the_second_time(peak):
    samples = noise(1, peak)
    once = rounded(samples)
    assert np.abs(once - samples).max() <= peak * 10 ** (-84 / 20)
    np.testing.assert_array_equal(rounded(once), once)
    assert not rounded(np.zeros((10, 2), np.float32)).any()


def test_what_comes_from_the_shelf_is_what_was_made(blobs):
    made = rounded(noise(2, 0.7))
    asked = []

    def make():
        asked.append(1)
        return made

    np.testing.assert_array_equal(Shelf(blobs, "a").get(("bar", 1), make), made)
    np.testing.assert_array_equal(Shelf(blobs, "a").get(("bar", 1), make), made)
    assert len(asked) == 1
    Shelf(blobs, "a").get(("bar", 2), make)
    Shelf(blobs, "b").get(("bar", 1), make)
    assert len(asked) == 3


def test_a_film_sounds_the_same_with_a_shelf_and_without_one(clips, film, speaker, blobs, monkeypatch):
    monkeypatch.setattr("playhead.sound.mixer._renderings", Cache(1 << 20))  # nothing stays in memory for long
    np.testing.assert_array_equal(mix(clips, 5 * T, 9 * T, speaker, Shelf(blobs, "a")), film[5 * T : 14 * T])

    def again(*_):
        raise AssertionError("made again")

    monkeypatch.setattr("playhead.sound.mixer._renderings", Cache(1 << 20))
    monkeypatch.setattr("playhead.sound.ambience.tile._tile", again)
    monkeypatch.setattr("playhead.sound.score.play.render_bar", again)
    np.testing.assert_array_equal(mix(clips, 5 * T, 9 * T, speaker, Shelf(blobs, "a")), film[5 * T : 14 * T])


def test_an_ambience_comes_round_again(blobs):
    clip, shelf = ambience("cafe"), Shelf(blobs, "a")
    first = window(clip, 3 * T, 6 * T, Cache(1 << 22), shelf)
    np.testing.assert_array_equal(window(clip, 3 * T + ROUND * TILE, 6 * T, Cache(1 << 22), shelf), first)
    assert np.abs(window(clip, 3 * T + TILE, 6 * T, Cache(1 << 22), shelf) - first).max() > 0.01


@pytest.mark.parametrize("kind", ["train", "church", "kitchen", "sea", "cafe"])
def test_nothing_is_louder_or_softer_where_it_comes_round(kind):
    cache = Cache(1 << 25)
    around = window(ambience(kind), (ROUND - 3) * TILE, 6 * TILE, cache)
    levels = 10 * np.log10((around.reshape(-1, T // 2, 2).astype(float) ** 2).mean(axis=(1, 2)) + 1e-12)
    where = len(levels) // 2
    assert levels[where - 4 : where + 4].max() < levels.max() + 0.01
    assert levels[where : where + 4].min() > levels.min() - 3
