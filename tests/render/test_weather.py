import itertools

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.render import Size
from playhead.render.theatre import light_for, weather
from playhead.render.theatre.compositor import Scene
from playhead.render.theatre.plates import Cupboard
from playhead.render.theatre.scene import Set
from playhead.shots.shot import Move

from .scenes import KITCHEN, PUSH, shot

SMALL = Size(424, 240)
ROOM = Set((), openings=((300, 60, 500, 260),))


def drawn(moving, frame):
    pixels = np.zeros((480, 848, 4), np.uint8)
    surface = skia.Surface(pixels)
    moving.draw(surface.getCanvas(), frame)
    surface.flushAndSubmit()
    return pixels


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**48), st.integers(1, 2400), st.booleans())
def test_lightning_never_flashes_twice_within_a_second_nor_near_a_cut(seed, frames, often):
    strikes = weather.flashes(seed, frames, often)
    assert all(b - a >= 24 for a, b in itertools.pairwise(strikes))
    assert all(s >= 10 and s + len(weather.FLASH) <= frames - 10 for s in strikes)


def test_a_flash_fades_without_flickering():
    light = [weather.flash_at((20,), f) for f in range(40)]
    assert light[19] == 0
    assert light[20] == max(light)
    assert light[20:] == sorted(light[20:], reverse=True)
    assert light[39] == 0


def test_a_flash_lights_the_picture_up():
    pixels = np.full((4, 4, 4), 60, np.uint8)
    weather.add_flash(pixels, 0.5, (206, 220, 255))
    assert pixels[0, 0, 2] > pixels[0, 0, 0] > 70


def test_rain_falls_and_is_the_same_for_the_same_frame():
    tile = weather.rain_tile(424, 240, 0, (220, 230, 255), False)
    assert tile[..., :3].any()
    assert not tile[..., 3].any()

    def rain(frame):
        pixels = np.zeros((240, 424, 4), np.uint8)
        weather.add_rain(pixels, tile, frame, 0, False)
        return pixels

    assert np.array_equal(rain(7), rain(7))
    assert not np.array_equal(rain(7), rain(8))
    assert abs(int(rain(0).sum()) - int(rain(99).sum())) == 0, "the tile repeats: nothing is lost at its edges"


def test_weather_indoors_stays_in_its_openings():
    light = light_for("evening", "rain", True)
    (moving,) = weather.in_openings(ROOM, light, 1)
    pixels = drawn(moving, 10)
    assert pixels[60:260, 300:500].any()
    pixels[60:260, 300:500] = 0
    assert not pixels.any()
    assert not np.array_equal(drawn(moving, 10), drawn(moving, 20))


@pytest.mark.slow
@pytest.mark.parametrize("size", ["wide", "medium", "close"])
@pytest.mark.parametrize("move", [Move(), PUSH])
def test_weather_indoors_stays_in_its_windows_however_near_the_camera_is(monkeypatch, size, move):
    one = shot(size, place=KITCHEN, weather="rain", subjects=(0,), move=move)
    rainy = Scene(one, SMALL, Cupboard())
    monkeypatch.setattr(weather, "in_openings", lambda *_: ())
    dry = Scene(one, SMALL, Cupboard())
    rains = np.abs(rainy.picture(6)[..., :3].astype(int) - dry.picture(6)[..., :3]).max(axis=-1) > 3
    scale, across, down = rainy.path.at(6).map(2200, SMALL)  # where walls stand
    for left, top, right, bottom in rainy.set.openings:
        box = [max(0, round(v)) for v in (top * scale + down - 2, bottom * scale + down + 2, left * scale + across - 2, right * scale + across + 2)]
        rains[box[0] : box[1], box[2] : box[3]] = False
    assert not rains.any()


def test_there_is_no_weather_in_a_clear_room_nor_in_openings_out_of_doors():
    assert weather.in_openings(ROOM, light_for("evening", "clear", True), 1) == ()
    assert weather.in_openings(ROOM, light_for("evening", "rain", False), 1) == ()


def test_water_glints_under_the_moon():
    light = light_for("night", "clear", False)
    place = Set((), water=(0, 290, 848, 370))
    (moving,) = weather.glints(place, light, 3)
    alpha = drawn(moving, 0)[..., 3]
    assert moving.distance == place.water_distance
    assert light.sun is not None
    near, away = alpha[:, light.sun[0] - 100 : light.sun[0] + 100].sum(), alpha[:, :200].sum()
    assert near > 4 * away
    assert weather.glints(Set(()), light, 3) == ()


def test_dust_hangs_in_a_room_by_day_and_by_candle():
    assert weather.dust(light_for("morning", "clear", True), ROOM, 1, ())
    assert weather.dust(light_for("night", "clear", True), ROOM, 1, ("candle",))
    assert weather.dust(light_for("day", "clear", False), ROOM, 1, ()) == ()


def test_snow_and_mist_move():
    light = light_for("day", "mist", False)

    def scene(frame):
        pixels = np.zeros((240, 424, 4), np.uint8)
        surface = skia.Surface(pixels)
        weather.draw_snow(surface.getCanvas(), SMALL, frame, 5, True, (255, 255, 255), False)
        weather.draw_mist(surface.getCanvas(), SMALL, frame, light, False)
        surface.flushAndSubmit()
        return pixels

    assert np.array_equal(scene(3), scene(3))
    assert not np.array_equal(scene(3), scene(30))
