"""Props: every kind in every state draws within its size, the same each time, and unlike any other."""

import numpy as np
import pytest
import skia

from playhead.render.theatre import props
from playhead.render.theatre.light import light_for
from playhead.shots.shot import PROPS

STATES = ("", "lit", "dark", "open", "broken", "steaming", "moving")
EVENING = light_for("evening", "clear", True)
DAY = light_for("day", "clear", False)
SIZE = 96


def picture(kind, light=DAY, *, state="dark", accent="", frame=3, detail=1.0, room=0.5):
    """(96, 96, 4) premultiplied, the prop's box fitted into the middle half."""
    width, height = props.size(kind)
    scale = SIZE * room / max(width, height)
    surface = skia.Surface(SIZE, SIZE)
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.translate(SIZE / 2, SIZE / 2 + height * scale / 2)
    canvas.scale(scale, scale)
    props.draw(canvas, kind, light, state=state, accent=accent, frame=frame, detail=detail)
    return np.array(surface.makeImageSnapshot())


def test_all_props_of_the_contract_are_drawn():
    assert set(PROPS) <= set(props.kinds())


@pytest.mark.parametrize("kind", PROPS)
def test_every_state_draws_something(kind):
    for state in STATES:
        assert picture(kind, EVENING, state=state)[..., 3].max() > 120, state


@pytest.mark.parametrize("kind", PROPS)
def test_drawing_is_a_function_of_its_arguments(kind):
    assert np.array_equal(picture(kind, EVENING, state="lit"), picture(kind, EVENING, state="lit"))


@pytest.mark.parametrize("kind", PROPS)
def test_a_prop_fills_its_box_and_keeps_to_it(kind):
    solid = picture(kind)[..., 3] > 170
    ys, xs = np.nonzero(solid)
    width, height = props.size(kind)
    scale = SIZE * 0.5 / max(width, height)
    box_w, box_h = width * scale, height * scale
    spill = 2 + 0.12 * max(box_w, box_h)
    assert xs.min() > SIZE / 2 - box_w / 2 - spill
    assert xs.max() < SIZE / 2 + box_w / 2 + spill
    assert ys.min() > SIZE / 2 - box_h / 2 - spill
    assert ys.max() < SIZE / 2 + box_h / 2 + spill
    assert max((xs.max() - xs.min()) / box_w, (ys.max() - ys.min()) / box_h) > 0.7


def test_no_two_kinds_look_alike():
    shapes = {kind: picture(kind, room=0.9).astype(np.int16) for kind in PROPS}
    kinds = list(shapes)
    for i, a in enumerate(kinds):
        for b in kinds[i + 1 :]:
            assert np.abs(shapes[a] - shapes[b]).mean() > 4, (a, b)


def test_unknown_kinds_are_a_parcel():
    assert np.array_equal(picture("sextant"), picture("object"))
    assert props.size("sextant") == props.size("object")


def test_the_accent_recolours():
    red, blue = picture("umbrella", accent="red"), picture("umbrella", accent="blue")
    assert red[..., 0].sum() != blue[..., 0].sum()


@pytest.mark.parametrize("kind", ["candle", "fire", "torch"])
def test_flames_move_and_can_be_put_out(kind):
    assert not np.array_equal(picture(kind, state="lit", frame=0), picture(kind, state="lit", frame=5))
    assert props.glow(kind, "", DAY) is not None
    assert props.glow(kind, "dark", DAY) is None


def test_steam_rises_by_the_frame():
    assert not np.array_equal(picture("teapot", state="steaming", frame=0), picture("teapot", state="steaming", frame=12))


def test_lamps_are_lit_after_dark_and_shed_light_from_above_their_base():
    assert props.glow("lamp", "", DAY) is None
    lit = props.glow("lamp", "", EVENING)
    assert lit is not None
    assert lit.y < 0
    assert props.glow("lamp", "dark", EVENING) is None
    assert props.glow("stone", "lit", EVENING) is None


def test_what_lies_in_the_hand_is_smaller_than_what_one_sits_on():
    assert props.size("ring") < props.size("cup") < props.size("lamp")
    assert props.size("chair")[1] < 190 < props.size("door")[1]
