"""Indoor places: each builds in every light, covers the overscan, keeps its windows in the frame and its people readable."""

import numpy as np
import pytest
import skia

from playhead.render.theatre.light import light_for
from playhead.render.theatre.places import build, painted
from playhead.shots.shot import PLACES_INSIDE, TIMES, WEATHERS, Place

LEFT, TOP, RIGHT, BOTTOM = -424, -240, 1272, 720
WITHOUT_WINDOW = {"cellar", "stage", "spaceship", "church"}  # or one that no weather is seen through


def place(kind, name="", features=()):
    return Place(kind, name or kind, interior=True, features=tuple(features))


def evening():
    return light_for("evening", "clear", True)


def overscan(layers, scale=0.125):
    """(120, 212, 4) premultiplied: layers over the whole overscan."""
    surface = skia.Surface(round((RIGHT - LEFT) * scale), round((BOTTOM - TOP) * scale))
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.scale(scale, scale)
    canvas.translate(-LEFT, -TOP)
    for layer in layers:
        layer.draw(canvas)
    return np.array(surface.makeImageSnapshot())


def frame(built, nearest=1001, scale=0.25):
    """(120, 212, 3) of the frame as it is behind the performers."""
    surface = skia.Surface(round(848 * scale), round(480 * scale))
    canvas = surface.getCanvas()
    canvas.scale(scale, scale)
    for layer in built.layers:
        if layer.distance >= nearest:
            layer.draw(canvas)
    return np.array(surface.makeImageSnapshot())[..., :3].astype(float)


def luma(color):
    return 0.2126 * color[..., 0] + 0.7152 * color[..., 1] + 0.0722 * color[..., 2]


def test_every_kind_indoors_has_a_painter():
    assert set(PLACES_INSIDE) <= set(painted())


@pytest.mark.parametrize("kind", PLACES_INSIDE)
def test_builds_at_all_hours_in_all_weathers(kind):
    for time in TIMES:
        for weather in WEATHERS:
            built = build(place(kind), light_for(time, weather, True))
            distances = [layer.distance for layer in built.layers]
            assert distances == sorted(distances, reverse=True)
            assert distances[-1] < 1000 < distances[0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES_INSIDE)
def test_nothing_is_transparent_behind_the_performers(kind):
    built = build(place(kind), evening())
    assert overscan(built.layers[:1])[..., 3].min() == 255
    walls = [layer for layer in built.layers if layer.distance > 1000]
    assert overscan(walls)[..., 3].min() == 255


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES_INSIDE)
def test_drawing_twice_gives_the_same_picture(kind):
    a, b = (build(place(kind), light_for("night", "rain", True)) for _ in range(2))
    assert np.array_equal(overscan(a.layers), overscan(b.layers))


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES_INSIDE)
@pytest.mark.parametrize("time", ["day", "night"])
def test_dark_heads_stand_out_from_the_wall(kind, time):
    light = light_for(time, "cloud", True)
    heads = luma(frame(build(place(kind), light)))[45:72, 55:158]
    ink = luma(np.array(light.ink, float))
    assert heads.mean() - ink > 18
    assert np.percentile(heads, 30) - ink > 6


@pytest.mark.parametrize("kind", PLACES_INSIDE)
def test_windows_lie_within_the_frame(kind):
    built = build(place(kind), evening())
    assert bool(built.openings) is (kind not in WITHOUT_WINDOW)
    for left, top, right, bottom in built.openings:
        assert 0 <= left < right <= 848
        assert 0 <= top < bottom <= 480
    if built.openings:
        assert built.layers[0].distance >= built.opening_distance
        walls = [layer for layer in built.layers if 1000 < layer.distance < built.opening_distance]
        left, top, right, bottom = max(built.openings, key=lambda o: (o[2] - o[0]) * (o[3] - o[1]))
        x0, x1 = (round((v - LEFT) / 8) for v in (left + 8, right - 8))
        y0, y1 = (round((v - TOP) / 8) for v in (top + 8, bottom - 8))
        assert overscan(walls)[y0:y1, x0:x1, 3].min() < 200  # one sees through


@pytest.mark.parametrize("kind", PLACES_INSIDE)
def test_seats_and_tables_are_on_stage(kind):
    built = build(place(kind), evening())
    for seat in built.seats:
        assert 0 < seat.x < 848
        assert 300 < seat.y < built.ground[0]
        assert seat.facing % 45 == 0
    if built.table:
        assert 0 < built.table[0] < 848
        assert 200 < built.table[1] < built.ground[0]


@pytest.mark.parametrize("kind", ["living room", "cabin", "train", "car", "spaceship", "laboratory"])
def test_moving_parts_are_functions_of_the_frame(kind):
    built = build(place(kind, "the fire"), evening())
    assert built.moving

    def draw(frame_):
        surface = skia.Surface(212, 120)
        canvas = surface.getCanvas()
        canvas.clear(0)
        canvas.scale(0.25, 0.25)
        for part in built.moving:
            part.draw(canvas, frame_)
        return np.array(surface.makeImageSnapshot())

    assert np.array_equal(draw(4), draw(4))
    assert not np.array_equal(draw(4), draw(15))


def test_a_name_varies_the_set_and_the_light_does_not():
    light = evening()
    pictures = [frame(build(place("room", name), light)) for name in ("room one", "room two", "room three")]
    assert np.abs(pictures[0] - pictures[1]).mean() > 3 or np.abs(pictures[0] - pictures[2]).mean() > 3
    sets = [build(place("kitchen", "Anna's kitchen"), light_for(time, "clear", True)) for time in TIMES]
    assert len({s.openings for s in sets}) == 1
    assert len({s.seats for s in sets}) == 1


def test_the_view_is_what_the_script_names():
    light = light_for("day", "clear", True)
    sea = overscan(build(place("kitchen", features=["sea"]), light).layers[:1])
    forest = overscan(build(place("kitchen", features=["forest"]), light).layers[:1])
    assert np.abs(sea.astype(int) - forest.astype(int)).mean() > 3


def test_lamps_glow_after_dark_only():
    assert not build(place("bedroom"), light_for("day", "clear", True)).glows
    assert build(place("bedroom"), evening()).glows
    assert not build(place("bedroom"), light_for("night", "clear", True, 0, ("lamp out",))).glows
