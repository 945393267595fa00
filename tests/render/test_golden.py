"""Pictures that must go on looking as they do. After a wished change: pytest tests/render --regenerate, and look at them."""

import pytest

from playhead.shots.shot import Move, Prop

from .scenes import FOREST, KITCHEN, PAIR, PUSH, WALKER, shot

SHOTS = {
    "cliff_night_wide": shot("wide"),
    "kitchen_rain_close": shot(
        "close", place=KITCHEN, time="evening", weather="rain", props=(Prop("teapot", state="steaming"),)),
    "forest_mist_walk": shot(
        "full", place=FOREST, time="morning", weather="mist", cast=(WALKER,), subjects=(0,), move=Move("track", 100)),
    "cliff_storm_shoulder": shot("medium", weather="storm", subjects=(1,), over=0),
    "insert_letter": shot("insert", time="evening", props=(Prop("letter"),), subjects=(0,), cast=PAIR),
    "title": shot("title", cast=(), subjects=(), text=("The Lamp", "by the sea", "Generated as you watch"), frames=72, move=PUSH),
}


@pytest.mark.parametrize("name", SHOTS)
def test_it_looks_as_it_did(theatre, small, golden, name):
    one = SHOTS[name]
    golden(name, theatre.picture(one, small, one.frames - 8))
