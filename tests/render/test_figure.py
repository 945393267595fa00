"""Performers: drawn purely, told apart, alive, and firm on their feet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import skia

from playhead.render.theatre import figure
from playhead.render.theatre.figure.acting import moment
from playhead.render.theatre.light import light_for
from playhead.shots.shot import FEELINGS, POSES, VERBS, Act, Appearance, Performer
from playhead.speech.timing import Mouth

LIGHT = light_for("evening", "clear", True)
BUILDS = ("child", "small", "average", "tall", "broad", "elder")
HAIRS = ("short", "long", "bun", "ponytail", "curly", "bald", "braid", "bob", "wild", "tuft")
HEADWEAR = ("", "cap", "hat", "hood", "scarf", "helmet", "beret", "crown", "bonnet", "sou'wester")
GARMENTS = ("coat", "dress", "suit", "jumper", "robe", "uniform", "apron", "cloak", "skirt", "overalls")
ACCENTS_ON = ("scarf", "collar", "hat", "bag", "belt", "hem", "bow")
FACINGS = (0, 45, 90, 135, 180, -45, -90, -135)


def picture(performer, frame=0, detail=0.8, light=LIGHT):
    """The figure on a transparent ground, 440 by 360 output pixels, its feet at (220, 320)."""
    surface = skia.Surface(440, 360)
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.translate(220, 320)
    canvas.scale(detail, detail)
    figure.draw(canvas, performer, frame, light, detail=detail)
    return surface.toarray().astype(np.int16)


def closeup(performer, frame=0, detail=4.0):
    """The head alone, 200 by 200 output pixels."""
    surface = skia.Surface(200, 200)
    canvas = surface.getCanvas()
    canvas.clear(0)
    x, y, _ = figure.head(performer)
    canvas.translate(100 - x * detail, 100 - y * detail)
    canvas.scale(detail, detail)
    figure.draw(canvas, performer, frame, LIGHT, detail=detail)
    return surface.toarray().astype(np.int16)


def differ(a, b):
    """How many pixels are visibly different."""
    return int((np.abs(a - b).max(axis=2) > 10).sum())


def person(**kw):
    return Performer(Appearance(**kw.pop("look", {})), 400, **kw)


def test_drawing_depends_on_its_arguments_alone():
    walker = person(facing=90, acts=(Act(0, 48, "walk", 560), Act(50, 40, "gesture")), mouth=((0, 4), (20, 2)))
    first = [picture(walker, f) for f in (0, 13, 60)]
    picture(person(facing=45, look={"hair": "wild"}), 7)
    again = [picture(walker, f) for f in (60, 13, 0)][::-1]
    for a, b in zip(first, again, strict=True):
        assert np.array_equal(a, b)


@pytest.mark.parametrize("build", BUILDS)
def test_every_build_is_as_high_as_its_size(build):
    wanted = {"child": 120, "small": 165, "average": 190, "tall": 208, "broad": 190, "elder": 178}[build]
    assert abs(figure.height(Appearance(build=build), "stand") - wanted) <= 9
    rows = np.nonzero(picture(person(look={"build": build}, facing=90), detail=1.0)[:, :, 3].any(axis=1))[0]
    assert abs((320 - rows[0]) - wanted) <= 16  # hair stands above the skull


@pytest.mark.parametrize("pose", POSES)
def test_bounds_hold_all_that_is_drawn(pose):
    for build, hat in (("child", "crown"), ("broad", "hat"), ("tall", "sou'wester")):
        who = person(
            look={"build": build, "headwear": hat, "garment": "robe"}, facing=90, pose=pose,
            acts=(Act(0, 30, "wave"), Act(30, 30, "point", to=90), Act(60, 30, "bow")),
        )
        left, top, right, bottom = figure.bounds(who)
        for frame in (10, 45, 74):
            alpha = picture(who, frame)[:, :, 3]
            ys, xs = np.nonzero(alpha)
            assert (xs.min() - 220) / 0.8 >= left
            assert (xs.max() - 220) / 0.8 <= right
            assert (ys.min() - 320) / 0.8 >= top
            assert (ys.max() - 320) / 0.8 <= bottom


def test_head_is_where_the_face_is_drawn():
    who = person(facing=90, look={"hair": "bald", "skin": 0})
    x, y, radius = figure.head(who)
    alpha = picture(who, detail=1.0)[:, :, 3]
    ys, _ = np.nonzero(alpha)
    assert abs((ys.min() - 320) - (y - radius)) < 6
    assert abs(x) < 12


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_changes_the_picture(verb):
    still = person(facing=45, pose="sit" if verb == "rise" else "stand")
    doing = replace(still, acts=(Act(4, 40, verb, x=470, to=-90 if verb in ("turn", "look") else 90, prop="cup"),))
    assert max(differ(picture(still, f), picture(doing, f)) for f in (14, 18, 24, 30, 43)) > 12


@pytest.mark.parametrize("pose", [p for p in POSES if p != "stand"])
def test_every_pose_is_another_picture(pose):
    assert differ(picture(person(facing=90)), picture(person(facing=90, pose=pose))) > 400
    assert figure.height(Appearance(), pose) <= figure.height(Appearance(), "stand")


def test_every_facing_is_another_picture():
    pictures = [picture(person(facing=f)) for f in FACINGS]
    for i, a in enumerate(pictures):
        for b in pictures[:i]:
            assert differ(a, b) > 60


@pytest.mark.parametrize(("field", "values"), [("hair", HAIRS), ("headwear", HEADWEAR), ("garment", GARMENTS), ("accent_on", ACCENTS_ON)])
def test_characters_are_told_apart(field, values):
    for facing in (90, 45, 0, 180):
        pictures = [picture(person(facing=facing, look={field: v, "headwear": "hat"} if field == "accent_on" else {field: v})) for v in values]
        for i, a in enumerate(pictures):
            for j in range(i):
                assert differ(a, pictures[j]) > 12, (facing, values[i], values[j])


def test_faces_and_colours_are_told_apart():
    for kw in ({"face": "glasses"}, {"face": "beard"}, {"face": "moustache"}, {"face": "freckles"}, {"skin": 5}, {"hair_tone": 5}, {"nose": 2}, {"tone": 3}, {"accent": "teal"}):
        for facing in (90, 45):
            assert differ(closeup(person(facing=facing, look=kw)), closeup(person(facing=facing))) > 8, (kw, facing)


@pytest.mark.parametrize("facing", [0, 45, 90])
def test_mouths_differ(facing):
    pictures = [closeup(person(facing=facing, mouth=((0, int(m)),)), 6) for m in Mouth]
    for i, a in enumerate(pictures):
        for b in pictures[:i]:
            assert differ(a, b) > 4


@pytest.mark.parametrize("facing", [0, 45, 90])
def test_feelings_differ(facing):
    pictures = [closeup(person(facing=facing, feeling=f)) for f in FEELINGS]
    for i, a in enumerate(pictures):
        for b in pictures[:i]:
            assert differ(a, b) > 25


def test_nobody_stands_frozen():
    who = person(facing=45)
    assert all(differ(closeup(who, f), closeup(who, f + 12)) > 3 for f in (0, 40, 80))


def test_eyes_blink():
    who = person(facing=0)
    lids = [moment(who, f).face.lid for f in range(200)]
    shut = [f for f, lid in enumerate(lids) if lid < 0.05]
    assert 2 <= len(shut) <= 30  # of 200 frames
    whites = [int((closeup(who, f)[:, :, :3].min(axis=2) > 105).sum()) for f in (shut[0], shut[0] - 8)]
    assert whites[0] < whites[1] - 20


def test_a_held_thing_is_in_the_picture():
    for kind in ("lantern", "letter", "cup", "book", "phone", "umbrella", "suitcase"):
        assert differ(picture(person(facing=45, holds=kind)), picture(person(facing=45))) > 60


def test_light_makes_the_edge():
    left = replace(LIGHT, key_x=-400)
    right = replace(LIGHT, key_x=1200)
    bright = np.array(LIGHT.key)
    for light, side in ((left, -1), (right, 1)):
        image = picture(person(facing=0), detail=1.0, light=light)
        close = np.abs(image[:, :, 2::-1] - bright).max(axis=2) < 40
        _, xs = np.nonzero(close & (image[:, :, 3] > 200))
        assert len(xs) > 60
        assert (xs.mean() - 220) * side > 3


@pytest.mark.slow
def test_every_combination_of_head_is_drawn():
    for hair in HAIRS:
        for hat in HEADWEAR:
            for facing in (0, 45, 90, 135, 180):
                assert picture(person(facing=facing, look={"hair": hair, "headwear": hat, "build": "child"}), detail=0.5)[:, :, 3].any()
