from playhead.render import Size
from playhead.render.theatre import light_for, places
from playhead.render.theatre.camera import path_of
from playhead.render.theatre.scene import Seat, Set
from playhead.render.theatre.stage import order, row_scale, row_y, stances_of, stands_of
from playhead.shots.shot import Act, Appearance, Performer, Prop

from .scenes import BEN, KITCHEN, MARA, shot

EMPTY = Set(())
SEATS = Set((), seats=(Seat(300, 390, 90), Seat(560, 390, -90)), table=(424, 377), table_distance=1100)


def test_rows_behind_are_smaller_and_higher():
    assert [row_scale(r) for r in range(4)] == sorted((row_scale(r) for r in range(4)), reverse=True)
    assert row_y(0, (432, 380)) == 432
    assert row_y(3, (432, 380)) == 380


def test_who_sits_takes_the_nearest_free_seat():
    cast = tuple(Performer(MARA, x=x, pose="sit") for x in (310, 330, 700))
    first, second, third = stances_of(shot("wide", cast=cast), SEATS)
    assert first.x(0) == 300
    assert second.stool == 330, "the seat is taken and the other is out of reach"
    assert third.stool == 700
    assert first.stool is None


def test_a_stool_stands_where_one_will_sit():
    sitter = Performer(BEN, x=200, acts=(Act(0, 30, "walk", x=400), Act(32, 14, "sit")))
    (stance,) = stances_of(shot("wide", cast=(sitter,)), EMPTY)
    assert stance.stool is not None
    assert abs(stance.stool - 400) < 30
    assert stances_of(shot("wide"), EMPTY)[0].stool is None


def test_small_things_near_the_table_stand_on_it():
    cup, far, chair = stands_of(shot("wide", props=(Prop("cup", x=430), Prop("cup", x=700), Prop("bed", x=430))), SEATS)
    assert cup.on_table
    assert cup.y == 377
    assert cup.distance < SEATS.table_distance
    assert not far.on_table
    assert not chair.on_table


def test_far_rows_are_drawn_first_and_small_things_last():
    one = shot("wide", cast=(Performer(MARA, x=1, row=0), Performer(BEN, x=2, row=2)), props=(Prop("cup", x=9, row=0),))
    drawn = order(stances_of(one, EMPTY), stands_of(one, EMPTY))
    assert [getattr(t, "performer", None) and t.performer.row for t in drawn] == [2, 0, None]


def test_the_camera_goes_up_with_who_rises():
    riser = Performer(MARA, x=400, pose="sit", acts=(Act(10, 14, "rise"),))
    place = places.build(KITCHEN, light_for("day", "clear", True))
    one = shot("close", place=KITCHEN, cast=(riser,), subjects=(0,))
    stances = stances_of(one, place)
    assert stances[0].head(47)[1] < stances[0].head(0)[1] - 10
    path = path_of(one, stances, ())
    assert path.at(47).y < path.at(0).y


def test_who_lies_in_a_room_with_a_bed_lies_on_it_and_a_dog_does_not():
    bedroom = Set((), beds=(Seat(142, 356, 90),), bed_distance=1450)
    child, dog = stances_of(shot("wide", cast=(Performer(MARA, x=400, pose="lie"), Performer(Appearance("dog"), x=500, pose="lie"))), bedroom)
    assert (child.x(0), child.feet_y, child.distance) == (142, 356, 1450)
    assert dog.x(0) == 500
    assert dog.distance < 1450


def test_a_two_shot_holds_the_small_one_too():
    cast = (Performer(MARA, x=330, facing=90), Performer(Appearance("cat"), x=520, facing=-90))
    one = shot("two", cast=cast, subjects=(0, 1))
    stances = stances_of(one, EMPTY)
    view = path_of(one, stances, ()).at(0)
    s, _, ty = view.map(1040, Size(848, 480))
    assert all(0 < stance.head(0)[1] * s + ty < 480 for stance in stances)


def test_who_stands_between_two_keeps_their_head():
    cast = (Performer(MARA, x=300, facing=90, pose="sit"), Performer(Appearance("tall"), x=420), Performer(BEN, x=560, facing=-90, pose="sit"))
    one = shot("two", cast=cast, subjects=(0, 2))
    stances = stances_of(one, EMPTY)
    s, _, ty = path_of(one, stances, ()).at(0).map(stances[1].distance, Size(848, 480))
    _, y, radius = stances[1].head(0)
    assert (y - radius) * s + ty > 0


def test_the_camera_does_not_look_beside_the_set_for_one_who_comes_in():
    cast = (Performer(MARA, x=320), Performer(BEN, x=938, facing=-90, acts=(Act(2, 68, "walk", x=686),)))
    one = shot("full", cast=cast, subjects=(0, 1), frames=72)
    view = path_of(one, stances_of(one, EMPTY), ()).at(0)
    assert abs(view.x) <= 48 + 424 * (1 - 1 / view.scale(1000)) + 0.1
