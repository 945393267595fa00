"""Animals and robots are drawn as such, seen whichever way they face, and speak."""

import numpy as np
import pytest
import skia

from playhead.render.theatre import figure
from playhead.render.theatre.figure.beast import BEASTS
from playhead.render.theatre.light import light_for
from playhead.shots.shot import Act, Appearance, Performer
from playhead.speech import Mouth
from playhead.story.creatures import KIND_OF

LIGHT = light_for("day", "clear", False)
KINDS = sorted(set(KIND_OF.values()))


def picture(performer, frame=0):
    surface = skia.Surface(520, 400)
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.translate(260, 360)
    figure.draw(canvas, performer, frame, LIGHT, detail=1.0)
    return surface.makeImageSnapshot().toarray()


def creature(kind, **more):
    return Performer(Appearance(kind, garment="", accent_on=""), **({"x": 0, "facing": 90} | more))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_cut_out_within_its_bounds(kind):
    one = creature(kind)
    assert figure.is_creature(one.appearance)
    rows, columns = np.nonzero(picture(one)[..., 3] > 40)
    left, top, right, bottom = figure.bounds(one)
    assert rows.size > 300
    assert columns.min() - 260 >= left
    assert columns.max() - 260 <= right
    assert rows.min() - 360 >= top
    assert rows.max() - 360 <= bottom
    x, y, radius = figure.head(one)
    assert -y + radius <= figure.height(one.appearance) * 1.5
    assert x >= 0


@pytest.mark.parametrize("kind", sorted(BEASTS))
def test_the_head_is_where_it_faces(kind):
    right, left = figure.head(creature(kind)), figure.head(creature(kind, facing=-90))
    assert right[0] == -left[0] > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_mouth_opens_and_legs_go(kind):
    silent = creature(kind)
    speaking = creature(kind, mouth=((0, Mouth.WIDE),))
    assert (picture(silent, 6) != picture(speaking, 6)).any()
    walking = creature(kind, acts=(Act(0, 48, "walk", x=200),))
    assert (picture(walking, 12) != picture(walking, 18)).any()


@pytest.mark.parametrize("pose", ["sit", "lie"])
def test_a_dog_sits_and_lies(pose):
    assert (picture(creature("dog")) != picture(creature("dog", pose=pose))).any()
    assert figure.height(Appearance("dog"), "lie") < figure.height(Appearance("dog"), "stand")
