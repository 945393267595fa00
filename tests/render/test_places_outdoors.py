"""Outdoor places: every kind, in every light, covers the frame, repeats exactly, follows its words, and lets people be seen."""

import numpy as np
import pytest
import skia

from playhead.render.theatre import places
from playhead.render.theatre.light import light_for
from playhead.render.theatre.places import brush, skies
from playhead.render.theatre.places.easel import Easel
from playhead.render.theatre.scene import Light, Set
from playhead.shots.shot import PLACES_OUTSIDE, TIMES, WEATHERS, Place

SCALE = 0.125
WIDE, HIGH = round((brush.RIGHT - brush.LEFT) * SCALE), round((brush.BOTTOM - brush.TOP) * SCALE)


def outside(kind: str, name: str = "", *features: str) -> Place:
    return Place(kind, name or kind.upper(), False, features)


def surface() -> tuple[skia.Surface, skia.Canvas]:
    made = skia.Surface(WIDE, HIGH)
    canvas = made.getCanvas()
    canvas.clear(0)
    canvas.scale(SCALE, SCALE)
    canvas.translate(-brush.LEFT, -brush.TOP)
    return made, canvas


def pixels(made: skia.Surface) -> np.ndarray:
    return np.array(made.toarray(colorType=skia.kRGBA_8888_ColorType))


def drawn(built: Set, *, behind: bool = False, frame: int = 7) -> np.ndarray:
    """The overscan as (90.., 160.., 4) uint8 at an eighth; `behind` leaves out what is nearer than the performers."""
    made, canvas = surface()
    items = [(layer.distance, 0, layer.draw) for layer in built.layers]
    items += [(part.distance, 1, lambda c, part=part: part.draw(c, frame)) for part in built.moving]
    for distance, _, draw in sorted(items, key=lambda item: (-item[0], item[1])):
        if behind and distance < 1000:
            continue
        canvas.save()
        draw(canvas)
        canvas.restore()
    return pixels(made)


def lights(index: int) -> list[Light]:
    """Four lights, one an hour, so that all kinds together see every weather in every hour."""
    return [light_for(time, WEATHERS[(index + k) % len(WEATHERS)], False) for k, time in enumerate(TIMES)]


def test_every_kind_has_a_painter() -> None:
    assert set(PLACES_OUTSIDE) <= set(places.painted())


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES_OUTSIDE)
def test_draws_and_covers_in_every_hour(kind: str) -> None:
    for light in lights(PLACES_OUTSIDE.index(kind)):
        built = places.build(outside(kind), light)
        assert len(built.layers) >= 5
        distances = [layer.distance for layer in built.layers]
        assert distances == sorted(distances, reverse=True)
        made, canvas = surface()
        built.layers[0].draw(canvas)
        assert pixels(made)[..., 3].min() == 255, "the back layer leaves holes in the overscan"
        assert drawn(built)[..., 3].min() == 255


@pytest.mark.long
@pytest.mark.parametrize("kind", PLACES_OUTSIDE)
def test_draws_in_every_light(kind: str) -> None:
    for time in TIMES:
        for weather in WEATHERS:
            assert drawn(places.build(outside(kind), light_for(time, weather, False)))[..., 3].min() == 255


@pytest.mark.parametrize("kind", PLACES_OUTSIDE)
def test_heads_stand_out(kind: str) -> None:
    """Where heads are in a wide, the picture behind is paler than the dark paper people are made of."""
    index = PLACES_OUTSIDE.index(kind)
    for light in (light_for("day", "clear", False), light_for("night", WEATHERS[index % len(WEATHERS)], False)):
        picture = drawn(places.build(outside(kind), light), behind=True)
        top, bottom = (round((y - brush.TOP) * SCALE) for y in (185, 265))
        left, right = (round((x - brush.LEFT) * SCALE) for x in (250, 600))
        band = picture[top:bottom, left:right, :3].astype(float) @ (0.2126, 0.7152, 0.0722) / 255
        ink = brush.luminance(light.ink)
        assert np.median(band) - ink > (0.3 if light.time == "day" and kind != "space" else 0.07)
        assert np.quantile(band, 0.1) - ink > 0.02


@pytest.mark.parametrize("kind", ["cliff", "village", "space"])
def test_equal_places_are_equal_pictures(kind: str) -> None:
    light = light_for("evening", "clear", False)
    first, second = (drawn(places.build(outside(kind), light)) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("kind", ["village", "forest", "street", "mountain"])
def test_names_vary_a_kind(kind: str) -> None:
    light = light_for("day", "clear", False)
    first, second = (drawn(places.build(outside(kind, name), light)).astype(int) for name in ("ELM", "ASH"))
    assert (np.abs(first - second).max(axis=2) > 24).mean() > 0.04


@pytest.mark.parametrize(
    ("kind", "feature"),
    [
        ("cliff", "lighthouse"), ("village", "sea"), ("field", "mountains"), ("park", "fire"), ("road", "car"), ("beach", "boat"),
        ("land", "cross"), ("garden", "bench"), ("forest", "well"), ("farm", "train"), ("sea", "ship"), ("land", "snow"), ("yard", "flag"),
        ("desert", "tree"), ("platform", "train"), ("land", "city"), ("snowfield", "house"), ("land", "fence"), ("forest", "lamp post"),
    ],
)
def test_features_change_the_picture(kind: str, feature: str) -> None:
    light = light_for("evening", "clear", False)
    without, having = (drawn(places.build(outside(kind, "HERE", *f), light), frame=120).astype(int) for f in ((), (feature,)))
    assert (np.abs(without - having).max(axis=2) > 12).sum() > 12


def test_light_never_moves_a_tree() -> None:
    """A place by day and by night is the same place: its silhouettes stay where they are."""
    place = outside("mountain", "THE PASS")
    day, night = (places.build(place, light_for(time, "clear", False)) for time in ("day", "night"))
    near = []
    for built in (day, night):
        made, canvas = surface()
        next(layer for layer in built.layers if layer.distance < 1000).draw(canvas)
        near.append(pixels(made)[..., 3] > 128)
    assert near[0].any()
    assert np.array_equal(*near)


def test_unknown_kinds_fall_back() -> None:
    light = light_for("day", "clear", False)
    assert drawn(places.build(outside("zeppelin"), light))[..., 3].min() == 255
    assert places.build(Place("wardrobe", "THE WARDROBE", True), light_for("day", "clear", True)).layers


def test_lighthouse_beam_turns() -> None:
    built = places.build(outside("cliff", "POINT", "lighthouse"), light_for("night", "clear", False))
    beams = [part for part in built.moving if part.screen]
    assert beams
    pictures = []
    for frame in (0, 40):
        made, canvas = surface()
        beams[0].draw(canvas, frame)
        pictures.append(pixels(made))
    assert not np.array_equal(*pictures)


@pytest.mark.parametrize("kind", PLACES_OUTSIDE)
def test_moving_parts_stay_in_their_bounds(kind: str) -> None:
    built = places.build(outside(kind, kind, "fire", "flag", "lighthouse"), light_for("evening", "storm", False))
    for part in built.moving:
        left, top, right, bottom = part.bounds
        assert left < right
        assert top < bottom
        made, canvas = surface()
        canvas.clipRect(skia.Rect(left - 3, top - 3, right + 3, bottom + 3), skia.ClipOp.kDifference)
        for frame in (0, 33, 71):
            part.draw(canvas, frame)
        if part.screen:
            continue
        spilt = pixels(made)[..., 3]
        assert spilt.max() < 90, f"{kind}: a part at {part.distance} draws outside of {part.bounds}"


def test_water_is_told_where_it_glints() -> None:
    light = light_for("night", "clear", False)
    for kind in ("cliff", "sea", "beach", "harbour", "river", "bridge"):
        water = places.build(outside(kind), light).water
        assert water is not None
        assert water[0] < water[2]
        assert water[1] < water[3]
    easel = Easel(outside("cliff"), light)
    assert light.sun is not None
    left, _, right, _ = skies.water(easel, 290)
    assert left < light.sun[0] < right


def test_lamps_burn_at_night_only() -> None:
    place = outside("village")
    assert not places.build(place, light_for("day", "clear", False)).glows
    assert len(places.build(place, light_for("night", "clear", False)).glows) > 3


@pytest.mark.parametrize("kind", ["platform", "park", "garden", "beach", "cliff"])
def test_one_can_sit(kind: str) -> None:
    """Two who talk, at their usual places, both find a seat within reach, and it is drawn: something stands under it."""
    light = light_for("day", "clear", False)
    built = places.build(outside(kind), light)
    for x in (320, 528):
        assert min(abs(seat.x - x) for seat in built.seats) < 80
    picture = drawn(built, behind=True).astype(int)
    for seat in built.seats:
        row, column = round((seat.y + 10 - brush.TOP) * SCALE), round((seat.x - brush.LEFT) * SCALE)
        above = picture[row - 4, column, :3]
        assert np.abs(picture[row - 1 : row + 4, column, :3] - above).max() > 10
