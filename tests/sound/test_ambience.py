import numpy as np
import pytest

from playhead.shots.shot import PLACES_INSIDE, PLACES_OUTSIDE, WEATHERS, Place
from playhead.sound.ambience import TILE, window
from playhead.sound.ambience.layers import LAYERS, Spot
from playhead.sound.ambience.recipe import recipe
from playhead.sound.cache import Cache
from playhead.sound.clip import Clip
from playhead.sound.dsp import generator
from playhead.speech.loudness import block_powers

T = 48_000


def ambience(kind, time="day", weather="clear", seed=7):
    place = Place(kind, kind.upper(), kind in PLACES_INSIDE)
    return Clip("ambience", 0, 60 * T, place=place, time=time, weather=weather, seed=seed)


@pytest.fixture(scope="module")
def cache():
    return Cache(1 << 25)


@pytest.fixture(scope="module")
def sea(cache):
    """Twelve seconds of the sea, (n, 2)."""
    return window(ambience("sea"), 3 * T, 12 * T, cache)


def test_every_place_in_every_weather_has_layers_that_exist():
    for kinds, interior in ((PLACES_OUTSIDE, False), (PLACES_INSIDE, True)):
        for kind in kinds:
            for weather in WEATHERS:
                for time in ("morning", "day", "evening", "night"):
                    layers = recipe(kind, interior, (), time, weather)
                    assert layers, kind
                    assert all(name in LAYERS for name, _ in layers), layers


def test_places_differ_from_one_another():
    assert len({recipe(kind, False, (), "day", "clear") for kind in PLACES_OUTSIDE}) > 20
    assert len({recipe(kind, True, (), "day", "clear") for kind in PLACES_INSIDE}) > 20


def test_birds_sing_by_day_and_crickets_by_night_and_neither_in_the_rain():
    names = {(time, weather): dict(recipe("forest", False, (), time, weather)) for time in ("day", "night") for weather in ("clear", "rain")}
    assert "birds" in names["day", "clear"]
    assert "crickets" in names["night", "clear"]
    assert "birds" not in names["night", "clear"]
    assert "birds" not in names["day", "rain"]
    assert "rain" in names["day", "rain"]


def test_rain_is_on_the_roof_inside():
    inside = dict(recipe("kitchen", True, (), "day", "rain"))
    assert "roof" in inside
    assert "rain" not in inside


def test_an_unknown_place_still_sounds():
    assert recipe("submarine", True, (), "day", "clear") == recipe("room", True, (), "day", "clear")


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_each_layer_is_finite_and_neither_shouts_nor_clicks_at_its_tile(name):
    n = 2 * T
    samples = LAYERS[name].make(Spot(generator(name, 1), 5, 8 * T, n, n))
    assert samples.shape == (n, 2)
    assert np.isfinite(samples).all()
    assert float(np.sqrt((samples.astype(float) ** 2).mean())) < 2


def test_a_window_is_the_same_whoever_asks(sea, cache):
    np.testing.assert_array_equal(window(ambience("sea"), 5 * T, 2 * T, Cache(1 << 25)), sea[2 * T : 4 * T])


def test_nothing_loops(sea):
    part = sea[:TILE, 0] - sea[:TILE, 0].mean()
    for lag in (1, 2):
        later = sea[lag * TILE : (lag + 1) * TILE, 0] - sea[lag * TILE : (lag + 1) * TILE, 0].mean()
        assert abs(float(np.corrcoef(part[: len(later)], later)[0, 1])) < 0.1


def test_no_edge_is_heard_between_tiles(sea):
    # A tile begins at 4 s and 8 s of the film, 1 s and 5 s into the window.
    steps = np.abs(np.diff(sea, axis=0)).max(axis=1)
    for edge in (T, 5 * T):
        assert steps[edge - 50 : edge + 50].max() <= np.sort(steps)[-20]


def test_it_is_never_silent(sea):
    assert block_powers(sea).min() > 10 ** (-45 / 10)


def test_seeds_vary_it(cache):
    a, b = (window(ambience("forest", seed=seed), 0, T, cache) for seed in (1, 2))
    assert not np.array_equal(a, b)
