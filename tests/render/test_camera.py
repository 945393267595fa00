import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.render import Size
from playhead.render.theatre import light_of, places
from playhead.render.theatre.camera import Aim, View, cheat, ease, path_of
from playhead.render.theatre.stage import stances_of, stands_of
from playhead.shots.shot import Act, Framing, Move, Performer, Prop

from .scenes import BEN, FOREST, KITCHEN, MARA, PAIR, WALKER, shot

SIZE = Size()


def staged(one):
    place = places.build(one.place, light_of(one))
    stances = cheat(one, stances_of(one, place))
    stands = stands_of(one, place)
    return path_of(one, stances, stands), stances, stands


def seen(view, x, y, distance):
    s, tx, ty = view.map(distance, SIZE)
    return (s * x + tx) / SIZE.width, (s * y + ty) / SIZE.height


def head(one, index=0, frame=0):
    path, stances, _ = staged(one)
    stance = next(s for s in stances if s.index == index)
    x, y, radius = stance.head(frame)
    view = path.at(frame)
    u, v = seen(view, x, y, stance.distance)
    return u, v, 2 * radius * view.map(stance.distance, SIZE)[0] / SIZE.height


def test_the_standing_camera_sees_what_is_painted():
    for distance in (700, 1000, 5000, 40000):
        assert View().map(distance, SIZE) == pytest.approx((1.0, 0.0, 0.0))
    assert View().map(1000, Size(424, 240))[0] == pytest.approx(0.5)


def test_coming_nearer_enlarges_the_near_more_than_the_far():
    view = View(dolly=500)
    assert view.scale(1000) == pytest.approx(2.0)
    assert view.scale(2000) == pytest.approx(2000 / 1500)
    assert view.scale(40000) == pytest.approx(1.0, abs=0.02)


def test_going_sideways_slides_the_near_more_than_the_far():
    near, far = (seen(View(x=100), 424, 240, d)[0] for d in (1000, 40000))
    assert near == pytest.approx(0.5 - 100 / 848)
    assert abs(far - 0.5) < 0.01


def test_a_close_up_is_mostly_head_and_leaves_room_to_look():
    u, v, fill = head(shot("close", subjects=(0,)))
    assert 0.44 < fill < 0.66
    assert 0.35 < v < 0.55
    assert u < 0.46, "who looks right stands left"
    assert head(shot("close", subjects=(1,)), 1)[0] > 0.54


def test_a_close_two_shot_holds_both_heads():
    one = shot("close", subjects=(0, 1))
    (ua, va, fa), (ub, vb, fb) = head(one, 0), head(one, 1)
    assert 0.1 < ua < 0.35
    assert 0.65 < ub < 0.9
    assert min(fa, fb) > 0.35
    assert max(abs(va - 0.44), abs(vb - 0.44)) < 0.25


@pytest.mark.parametrize("size", ["full", "two", "medium", "close"])
def test_heads_are_never_cut_off(size):
    for index in (0, 1):
        subjects = (0, 1) if size in ("full", "two") else (index,)
        u, v, fill = head(shot(size, subjects=subjects), index)
        assert v - fill / 2 > -0.02
        assert 0 < u < 1


def test_sizes_go_from_far_to_near():
    scales = [staged(shot(s, subjects=(0,)))[0].start.scale(1040) for s in ("wide", "full", "two", "medium", "close")]
    assert scales == sorted(scales)
    assert scales[0] == 1


def test_a_push_comes_closer_and_a_pull_goes_back():
    push, pull = (staged(shot("wide", move=Move(kind, 120)))[0] for kind in ("push", "pull"))
    assert push.end.scale(1000) == pytest.approx(1.12, abs=0.01)
    assert pull.start.scale(1000) == pytest.approx(push.end.scale(1000))
    assert push.at(0) == push.start
    assert push.at(10_000) == push.end


def test_a_pan_to_the_right_slides_the_picture_left():
    path = staged(shot("wide", move=Move("pan", 100)))[0]
    assert seen(path.end, 424, 240, 1000)[0] < seen(path.start, 424, 240, 1000)[0]
    up = staged(shot("wide", move=Move("tilt", 100)))[0]
    assert seen(up.end, 424, 240, 1000)[1] > seen(up.start, 424, 240, 1000)[1]


def test_a_hold_never_moves():
    assert staged(shot("medium", subjects=(0,)))[0].still


def test_the_camera_follows_who_walks():
    one = shot("medium", place=FOREST, cast=(WALKER,), subjects=(0,), frames=72, move=Move("track", 100))
    assert 0.2 < head(one, 0, 0)[0] < 0.8
    assert 0.2 < head(one, 0, 71)[0] < 0.8


def test_going_round_slides_the_far_only():
    left, right = (staged(shot("close", subjects=(0,), angle=a))[0].start for a in (-1, 1))
    assert seen(left, 424, 240, 1000)[0] == pytest.approx(seen(right, 424, 240, 1000)[0])
    assert abs(seen(left, 424, 240, 9000)[0] - seen(right, 424, 240, 9000)[0]) > 0.1


def test_an_insert_shows_its_prop_large_on_a_ledge_or_table():
    for place in (FOREST, KITCHEN):
        one = shot("insert", place=place, cast=(), subjects=(0,), props=(Prop("cup", x=424),))
        path, _, stands = staged(one)
        s = path.start.map(stands[0].distance, SIZE)[0]
        assert stands[0].on_table or stands[0].on_ledge
        assert 0.15 < stands[0].height * s / SIZE.height < 0.65


def test_a_shot_without_people_is_still_framed():
    for size in ("wide", "full", "two", "medium", "close", "insert"):
        assert staged(shot(size, cast=(), subjects=()))[0].still


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 848), st.floats(150, 420), st.integers(1000, 1120), st.floats(1, 9), st.floats(0.2, 0.8), st.floats(0.1, 0.9),
)
def test_an_aim_puts_its_point_where_it_says(x, y, distance, scale, u, v):
    view = Aim(x, y, distance, scale, u, v).view()
    assert seen(view, x, y, distance) == pytest.approx((u, v), abs=0.02)
    assert view.scale(distance) == pytest.approx(scale, rel=0.02)


def test_easing_is_monotonic_from_end_to_end():
    values = [ease(i / 50) for i in range(51)]
    assert values[0] == 0
    assert values[-1] == pytest.approx(1)
    assert values == sorted(values)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(60, 790), st.sampled_from((-135, -90, -45, 0, 45, 90, 135, 180)), st.integers(0, 3)),
             min_size=1, max_size=4),
    st.sampled_from(("full", "two", "medium", "close")), st.integers(0, 3),
)
def test_any_staging_can_be_framed(people, size, first):
    cast = tuple(Performer(MARA if i % 2 else BEN, x=x, facing=f, row=r) for i, (x, f, r) in enumerate(people))
    subjects = tuple(range(min(first, len(cast) - 1), len(cast)))
    one = shot(size, cast=cast, subjects=subjects)
    for index in subjects:
        u, v, fill = head(one, index)
        assert -0.1 < u < 1.1
        assert v - fill / 2 > -0.12


def test_framing_with_an_unknown_subject_does_not_fail():
    assert staged(shot("close", subjects=(7,)))[0].start.scale(1000) > 1
    assert Framing("close").over == -1
    assert PAIR


def test_the_camera_does_not_run_ahead_of_who_rises_and_then_walks():
    walker = Performer(MARA, x=528, facing=-45, pose="sit", acts=(Act(38, 24, "rise"), Act(72, 58, "walk", x=740)))
    one = shot("medium", place=FOREST, cast=(walker,), subjects=(0,), frames=130)
    path, _, _ = staged(one)
    before = path.at(0)
    for frame in range(130):
        u, v, _ = head(one, 0, frame) if frame % 13 == 0 else (0.5, 0.3, 0)
        assert 0.2 < u < 0.8
        assert 0 < v < 0.6
        view = path.at(frame)
        assert abs(view.x - before.x) * view.scale(1000) < 30, "no frame jumps"
        before = view
